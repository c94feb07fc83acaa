"""The lines of a page: blocks and line breaks part them, as on the screen; tables are read as such."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

from extract.readers.tables import table_lines

_BLOCKS = """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form frameset h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section
    summary table tbody td tfoot th thead title tr ul
"""
BLOCKS = frozenset(_BLOCKS.split())
"""Elements that stand on lines of their own."""

_UNSEEN_NAMES = """
    applet audio base button canvas embed head iframe input link map meta noembed noframes noscript object
    option script select style svg template textarea video
"""
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
_FURNITURE = frozenset(("nav", "footer", "aside", "menu"))
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|footer|foot|sidebar|siderbar|breadcrumbs?|crumbs?|copyright|share|"
    r"toolbar|related|recommend|pagination|pager|topbar|friendlinks?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_GAPS = re.compile(r"[ \t\r\n\f\v\xa0]+")
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f“”‘’…—]"
_WRAPPED = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n][ \t\r\n]*(?={_WIDE})")
_NOTHING = str.maketrans("", "", "\ufeff\u200b\u200c\u200d\u2060\xad")
_NUMBERED = re.compile(r"[(（]?[\d一二三四五六七八九十①-⑳]+[)）、.．]?")
_CELL_SIZE = 2000


@dataclass(frozen=True)
class Line:
    """A line of a page: the block it stands in, how much of it is links, and whether it is furniture."""

    text: str
    block: Any
    linked: int
    furniture: bool


class _Walk:
    """Goes through the elements of a page and collects text until a block or a break ends the line."""

    def __init__(self, *, newlines: bool) -> None:
        self.lines: list[Line] = []
        self._newlines = newlines
        self._pieces: list[str] = []
        self._linked = 0
        self._items: dict[Any, int] = {}  # ordered list -> number of its last item
        self._links = self._kept = self._furniture = 0  # how many open elements are such

    def add(self, text: str | None) -> None:
        """Add text; line breaks of the source end lines in ``pre`` and in text with stray markup only."""
        if not text:
            return
        if self._links:
            self._linked += len("".join(text.split()))
        kept = self._kept or self._newlines
        self._pieces.append(text if kept else _GAPS.sub(" ", _WRAPPED.sub("", text)))

    def end_line(self, block: Any) -> None:
        """End the line, if there is any."""
        for piece in "".join(self._pieces).split("\n"):
            text = clean(piece)
            if text:
                self.lines.append(Line(text, block, min(self._linked, len(text)), self._furniture > 0))
        self._pieces, self._linked = [], 0

    def enter(self, node: Any, tag: str) -> None:
        """Begin an element: its start ends a line where it is a block, and its own text follows."""
        if tag in BLOCKS:
            self.end_line(_block(node.getparent()))
        self._count(node, tag, 1)
        if tag == "li":
            self._pieces.append(self._number(node))
        self.add(node.text)

    def leave(self, node: Any, tag: str) -> None:
        """End an element; the text behind it is its parent's."""
        if tag in BLOCKS:
            self.end_line(node)
        self._count(node, tag, -1)

    def table(self, node: Any) -> None:
        """Read a table of data, whose elements are not entered."""
        self.end_line(_block(node.getparent()))
        for line in table_lines(_rows(node)):
            self.lines.append(Line(line, node, 0, self._furniture > 0))

    def _number(self, item: Any) -> str:
        """Return the number that a browser writes before an item, unless the text has one of its own."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol" or "none" in (parent.get("style") or ""):
            return ""
        first = parent.get("start", "1")
        before = (int(first) if first.isdecimal() and len(first) < 5 else 1) - 1
        self._items[parent] = self._items.get(parent, before) + 1
        own = _NUMBERED.match(item.xpath("string()").strip()[:9])
        return "" if own else f"{self._items[parent]}."

    def _count(self, node: Any, tag: str, step: int) -> None:
        self._links += step * (tag == "a")
        self._kept += step * (tag in ("pre", "xmp", "listing", "plaintext"))
        self._furniture += step * (tag in _FURNITURE or _has_furniture_name(node))


def page_lines(body: Any, *, newlines: bool = False) -> list[Line]:
    """Return the lines of an element in order.

    Args:
        body: the element, as lxml gives it.
        newlines: whether line breaks of the source break lines too (a text with stray markup).
    """
    walk = _Walk(newlines=newlines)
    size = len(body.xpath("string()"))
    events = cast("Any", import_module("lxml.etree")).iterwalk(body, events=("start", "end"))
    entered: list[bool] = []  # for each open element, whether it was
    for event, node in events:
        tag = str(node.tag)
        if event == "start":
            shown = node is body or not (tag in _UNSEEN or _is_hidden(node, size))
            entered.append(shown and not is_data(node))
            if entered[-1]:
                walk.enter(node, tag)
                continue
            if shown:
                walk.table(node)
            events.skip_subtree()
            continue
        if entered.pop():
            walk.leave(node, tag)
        if tag == "br":
            walk.end_line(_block(node))
        if node is not body:
            walk.add(node.tail)
    walk.end_line(body)
    return walk.lines


def clean(line: str) -> str:
    """Return a line without invisible characters, with single spaces, and none at its ends."""
    return _GAPS.sub(" ", line.translate(_NOTHING)).strip(" 　")


def is_data(node: Any) -> bool:
    """Whether an element is a table of data, not a frame for the page: no table or long text inside."""
    if node.tag != "table" or node.find(".//table") is not None:
        return False
    if not any(len(row.xpath("./td|./th")) > 1 for row in node.iter("tr")):
        return False
    text = len(node.xpath("string()"))
    linked = sum(len(link.xpath("string()")) for link in node.iter("a"))
    longest = max((len(cell.xpath("string()")) for cell in node.iter("td", "th")), default=0)
    return linked * 2 <= text and (longest <= _CELL_SIZE or longest * 2 <= text)


def _rows(table: Any) -> list[list[list[str]]]:
    rows = [row for row in table.iter("tr") if row.xpath("./td|./th")]
    caption = [[[line.text]] for part in table.iter("caption") for line in page_lines(part)]
    return caption + [
        [[line.text for line in page_lines(cell)] for cell in row.xpath("./td|./th")] for row in rows
    ]


def _block(node: Any) -> Any:
    """Return the nearest block around (or at) an element."""
    while node is not None and str(node.tag) not in BLOCKS:
        node = node.getparent()
    return node


def _has_furniture_name(node: Any) -> bool:
    names = f"{node.get('class', '')} {node.get('id', '')}"
    return bool(names.strip()) and node.tag != "body" and bool(_FURNITURE_NAMES.search(names))


def _is_hidden(node: Any, size: int) -> bool:
    """Whether an element is not shown; one that holds half of the page is shown later, by a script."""
    hidden = node.get("hidden") is not None or bool(_HIDDEN.search(node.get("style") or ""))
    return hidden and len(node.xpath("string()")) * 2 < size
