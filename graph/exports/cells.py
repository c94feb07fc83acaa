"""Values as the cells of tables, for programs that have no lists and that run what looks like a formula."""

from __future__ import annotations

import re

from graph.model import Value

LIST_MARK = "；"
"""What parts the items of a list in one cell."""

_FORMULA = re.compile(r"[=+\-@\t\r]")
_CONTROL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def cell(value: Value) -> str | int | float:
    """Return a value as one cell: lists joined, nothing for null, truth as 1 or 0."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, list | tuple):
        return LIST_MARK.join(str(item) for item in value)
    return value


def harmless(value: str | float) -> str | float:
    """Return a cell that no table program takes for a formula: such text gets an apostrophe in front.

    >>> [harmless(value) for value in ("=1+1", "-5", -5, "基金")]
    ["'=1+1", "'-5", -5, '基金']
    """
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def printable(text: str) -> str:
    """Return text without the control characters that XML and .xlsx cannot hold: each becomes ``\ufffd``."""
    return _CONTROL.sub("\ufffd", text)
