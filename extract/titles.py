"""Tell titles from other lines and join those that wrap."""

from __future__ import annotations

import re

from extract.lines import Line, is_chrome, is_footer

_NUMBER = re.compile(
    r"^(?:[一二三四五六七八九十]+、|\d+[、.．]\s*|[（(]\d+[)）]|[(（][一二三四五六七八九十\d]+[)）]|#+\s*|[◆●■▲★▶•]\s*|(?:之[一二三四五六七八九十]+)[:：]?\s*)"
)
_NOT_TITLE = re.compile(r"如下|编者按|发言内容|摘登|^(?:\d{4}[年-]|发布|日期|时间)|^\d+月\d+日|字号|公开")
_WRAP = ("【", "】"), ("《", "》"), ("“", "”"), ("**", "**")
_PROPOSAL_TITLE = re.compile(r"关于[^。；]{2,80}?的?(?:提案|建议案|建议|议案|意见建议)")


def trim_title(text: str, start: int) -> tuple[int, int]:
    """Return the span of the title proper: without its number, wrapping brackets and markdown marks."""
    left, right = 0, len(text)
    while left < len(text) and (number := _NUMBER.match(text[left:])):  # ### 1．关于……
        left += number.end()
    for opener, closer in _WRAP:
        inner = text[left:right].strip(" 　")
        if (
            inner.startswith(opener)
            and inner.endswith(closer)
            and inner.find(closer, len(opener)) == len(inner) - len(closer)
        ):
            left = text.index(opener, left) + len(opener)
            right = text.rindex(closer, left, right)
    while left < right and text[left] in " 　*#":
        left += 1
    while right > left and text[right - 1] in " 　*#":
        right -= 1
    return start + left, start + right


def is_title_line(line: Line) -> bool:
    """Whether a line may be a title, or a part of one: short, no sentence, no furniture, no date."""
    if (
        len(line.text) > 50
        or len(line.text) < 4
        or line.is_sentence
        or line.text.endswith((":", "：", "，", ","))
    ):
        return False
    return not (is_chrome(line) or is_footer(line) or _NOT_TITLE.search(line.text))


def join_title(text: str, spans: list[tuple[int, int]]) -> str:
    """Join the parts of a wrapped title by one space, as they stand in ``text``."""
    return " ".join(text[start:end] for start, end in spans)


def document_title(lines: list[Line]) -> Line | None:
    """Choose the line that is the document's own title: the first title-like line near the top.

    A line that names a conference, a digest, a proposal or a reply is preferred.
    """
    top = [line for line in lines[:12] if 6 <= len(line.text) <= 80 and not line.is_sentence]
    top = [
        line
        for line in top
        if not (is_chrome(line) or is_footer(line)) and not line.text.endswith(("：", ":"))
    ]
    marked = [
        line
        for line in top
        if re.search(r"摘编|摘登|选登|发言|提案|建议|答复|复函|议案|委员|信息", line.text)
    ]
    plain = [line for line in top if not _NOT_TITLE.search(line.text)]
    for group in (marked, plain):
        for line in group:
            if not re.search(
                r"^(?:发布|日期|来源|提案号|编号|\d{4})|[>›]|\d{4}年\d+月\d+日|^(?:社情民意信息|提案|信息专报)$",
                line.folded,
            ):
                return line
    return None


def proposal_title(line: Line) -> tuple[int, int] | None:
    """Return the span of ``关于……的提案`` in a line, or None."""
    match = _PROPOSAL_TITLE.search(line.text)
    return (line.start + match.start(), line.start + match.end()) if match else None
