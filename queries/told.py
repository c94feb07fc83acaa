"""What a person gave, told back in a message: short, on one line, and nothing in it that a terminal obeys."""

from __future__ import annotations

_MOST = 60
"""Characters that are told back."""


def told(value: object) -> str:
    r"""Return a value as it may stand in a message.

    >>> told("微短剧"), told("a\x00b\u202e"), told("长" * 99) == "长" * 60 + "…"
    ('微短剧', 'a\\x00b\\u202e', True)
    """
    text = value[: _MOST + 1] if isinstance(value, str) else _short_repr(value)
    cut = text[:_MOST] + ("…" if len(text) > _MOST else "")
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in cut)


def _short_repr(value: object) -> str:
    """Return the repr of a value, or the name of its type where it has none worth telling."""
    try:
        return repr(value)[: _MOST + 1]
    except ValueError:  # a whole number of thousands of digits
        return type(value).__name__
