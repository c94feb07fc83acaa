"""Which list a paragraph of a Word document belongs to: by itself or by its style."""

from __future__ import annotations

from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 20


class Styles:
    """The lists and levels that the styles of a document give their paragraphs."""

    def __init__(self, document: Any) -> None:
        """Read the styles of a document, as python-docx gives it."""
        self._styles: dict[str, Any] = {}
        self._default = ""
        for style in document.styles.element.iter(f"{_W}style"):
            key = style.get(f"{_W}styleId") or ""
            self._styles[key] = style
            if style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default") in ("1", "true"):
                self._default = key

    def numbering(self, paragraph: Any) -> tuple[str | None, int]:
        """Return the id of a paragraph's list and its level there; ``(None, 0)`` outside of lists."""
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        key = self._default if style is None else style.get(f"{_W}val") or ""
        found, level = _listed(paragraph)
        for _ in range(_DEEPEST):
            if found is not None and level is not None:
                break
            node = self._styles.get(key)
            if node is None:
                break
            inherited, depth = _listed(node)
            found = inherited if found is None else found
            level = depth if level is None else level
            based = node.find(f"{_W}basedOn")
            key = "" if based is None else based.get(f"{_W}val") or ""
        return (None, 0) if found in (None, "0") else (found, level or 0)


def _listed(node: Any) -> tuple[str | None, int | None]:
    """Return the list and level that a paragraph or style names itself."""
    found = node.find(f"{_W}pPr/{_W}numPr/{_W}numId")
    level = node.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
    depth = "" if level is None else level.get(f"{_W}val") or ""
    return None if found is None else found.get(f"{_W}val"), int(depth) if depth.isdecimal() else None
