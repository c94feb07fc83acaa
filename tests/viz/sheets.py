"""What must hold for every page of text, told once."""

import re

LINK = r"""(?:src|href)\s*=\s*["']([^"']*)"""


def check_policy(html: str, leads: str) -> None:
    """Check that only the page's own scripts and styles run, and that it leads nowhere but to ``leads``.

    Args:
        html: the page.
        leads: pattern of the addresses that it may name, beside its own parts and its icon.
    """
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert "unsafe" not in policy[1]
    assert not re.search(r"<[a-z][^>]*\s(?:style|on\w+)=", html)
    markup = re.sub(r"<(script|style)\b[^>]*>.*?</\1>", "", html, flags=re.S)
    for address in re.findall(LINK, markup):
        assert re.match(rf"#|data:image|(?:{leads})(?:#|$)", address), address


def check_text_only(hostile: str, plain: str) -> None:
    """Check that hostile strings made no element that a plain page does not have."""
    assert hostile.count("<script") == plain.count("<script")
    assert "<img" not in hostile
