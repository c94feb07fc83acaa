"""Read a Word document (.docx): paragraphs, with the numbers that Word makes, and tables, in their order.

Headers, footers, notes, text boxes and tracked deletions are not read; tracked insertions are.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib import import_module
from typing import Any, cast

from extract.readers.docx_numbers import Numbering
from extract.readers.docx_styles import Styles
from extract.readers.html_lines import clean
from extract.readers.reading import Reading
from extract.readers.tables import table_lines
from extract.readers.zipped import check_zip
from graph.model import InputError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Elements around content that are looked through, and elements that are not read with all they hold.
_SEE_THROUGH = {f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_UNREAD = {f"{_W}{name}" for name in ("del", "moveFrom", "drawing", "pict", "object", "rt", "instrText")} | {
    f"{_MC}AlternateContent"
}
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read_docx(data: bytes, name: str) -> list[Reading]:
    """Read a document as one: a line per paragraph and row; a form of two columns gives ``label：value``.

    Raises:
        InputError: it is damaged, a limit is passed, or it holds no text.
    """
    check_zip(data, name)
    document = cast("Any", import_module("docx")).Document(io.BytesIO(data))
    text = "\n".join(_Body(document).lines(document.element.body))
    if not text:
        raise InputError(f"{name}: 没有文字内容 (no text in the file)")
    return [Reading(text)]


class _Body:
    """Reads the blocks of a document in order; its numbering goes on from one to the next."""

    def __init__(self, document: Any) -> None:
        self._styles = Styles(document)
        self._numbering = Numbering(document)
        self._open = ""  # the text of a paragraph whose end was deleted: the next one goes on in it

    def lines(self, parent: Any) -> Iterator[str]:
        """Yield the lines of an element's blocks; none is blank."""
        for node in parent:
            if node.tag == f"{_W}p":
                yield from self._paragraph(node)
            elif node.tag == f"{_W}tbl":
                yield from table_lines([list(self._cells(row)) for row in self._rows(node)])
            elif node.tag in _SEE_THROUGH:
                yield from self.lines(node)

    def _paragraph(self, node: Any) -> Iterator[str]:
        text = "".join(_texts(node))
        deleted = node.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None
        if not self._open and not (deleted and not text):
            number = self._numbering.next(*self._styles.numbering(node))  # counts a blank paragraph too
            text = _joined(number, text.lstrip(" \t　\xa0")) if number and text.strip() else text
        text, self._open = self._open + text, ""
        if deleted:
            self._open = text
        else:
            yield from filter(None, map(clean, text.split("\n")))

    def _rows(self, table: Any) -> Iterator[Any]:
        for node in table:
            if node.tag == f"{_W}tr" and node.find(f"{_W}trPr/{_W}del") is None:
                yield node
            elif node.tag in _SEE_THROUGH:
                yield from self._rows(node)

    def _cells(self, row: Any) -> Iterator[list[str]]:
        """Yield the lines of each cell of a row; a cell merged with the one above is read there."""
        for node in row:
            if node.tag == f"{_W}tc":
                merged = node.find(f"{_W}tcPr/{_W}vMerge")
                if merged is None or merged.get(f"{_W}val") == "restart":
                    yield list(self.lines(node))
            elif node.tag in _SEE_THROUGH:
                yield from self._cells(node)


def _texts(node: Any) -> Iterator[str]:
    """Yield the pieces of text of a paragraph that are shown."""
    for child in node:
        if child.tag in _UNREAD or child.tag == f"{_W}pPr":
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag != f"{_W}r" or child.find(f"{_W}rPr/{_W}vanish") is None:
            yield from _texts(child)


def _joined(number: str, text: str) -> str:
    """Put a number before its paragraph: a space keeps digits apart, nothing else needs one."""
    plain = number.isascii() and number[-1].isalnum()
    apart = plain or number[-1] in "条章节" or (number[-1] == "." and text[0].isdigit())
    return f"{number}{' ' if apart else ''}{text}"
