"""The rows of a PDF's pages as they stand on paper, and which of them are running heads or page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from extract.readers.pdf_glyphs import close_gaps, usual

_NUMBER = re.compile(
    r"[-–—－·~\s]*(?:第\s*)?(?P<bare>\d{1,4})\s*(?:页)?(?:\s*(?:/|，?\s*共)\s*\d{1,4}\s*页?)?[-–—－·~\s]*"
)


@dataclass(frozen=True)
class Row:
    """A row of text: where it begins and (about) ends, its height on the page, and the size of its type."""

    text: str
    left: float
    right: float
    y: float
    size: float


class _Collector:
    """Takes the pieces of text that pypdf finds on a page, and makes rows of them."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._text: list[str] = []
        self._left = self._right = self._y = self._size = 0.0

    def visit(self, text: str, cm: Sequence[float], tm: Sequence[float], _font: Any, size: Any) -> None:
        """Take one piece, with the matrices that place it."""
        for number, piece in enumerate(text.split("\n")):
            if number:
                self.end()
            if not piece:
                continue
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            scale = abs(float(size or 0)) * (_scale(tm) or 1) * (_scale(cm) or 1)
            if piece.strip():
                if not "".join(self._text).strip():
                    self._left, self._y = x, tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                    self._size = scale
                self._right = max(x, self._left) + width(piece.strip()) * scale
            self._text.append(piece)

    def end(self) -> None:
        """End the row."""
        text = close_gaps(usual("".join(self._text)).strip())
        if text:
            right = max(self._right, self._left)
            self.rows.append(Row(text, self._left, right, self._y, self._size))
        self._text = []


def page_rows(page: Any) -> list[Row]:
    """Return the rows of a page in the order of its content; blank ones are left out."""
    collector = _Collector()
    page.extract_text(visitor_text=collector.visit)
    collector.end()
    return collector.rows


def width(text: str) -> float:
    """Return the width of a text in units of its type size: 1 for a Chinese character, else a half.

    >>> width("提案12号")
    4.0
    """
    return sum(1.0 if char > "\u2e7f" or char in "“”‘’…—" else 0.5 for char in text)


def without_furniture(pages: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """Return the pages without page numbers, and without the rows that many pages repeat at their edges."""
    shift = _shift(pages)
    edges = [_edges(rows, page + shift) for page, rows in enumerate(pages)]
    keys = [{row: _key(row, page + shift) for row in rows} for page, rows in enumerate(edges)]
    counts = Counter(key for found in keys for key in set(found.values()))
    many = max(2, (len(pages) + 1) // 2)
    return [
        [
            row
            for row in rows
            if row not in found or not (counts[found[row]] >= many or is_number(row, page + shift))
        ]
        for page, (rows, found) in enumerate(zip(pages, keys, strict=True))
    ]


def is_number(row: Row, number: int) -> bool:
    """Whether a row is a page number: it says so (第 3 页, - 3 -), or is the one that the page must have."""
    match = _NUMBER.fullmatch(row.text)
    return match is not None and (int(match["bare"]) == number or not row.text.strip().isdecimal())


def _edges(rows: Sequence[Row], number: int) -> list[Row]:
    """Return the rows that may be furniture: the highest and the lowest, and the next to a page number."""
    found: list[Row] = []
    ordered = sorted(rows, key=lambda row: -row.y)
    for side in (ordered, ordered[::-1]):
        for row in side:
            if row is not side[0]:
                gap = abs(row.y - found[-1].y)
                if gap > row.size / 2 and (gap > row.size * 3 or not is_number(found[-1], number)):
                    break
            found.append(row)
    return found


def _key(row: Row, number: int) -> tuple[str, int, int]:
    """Return what rows of several pages share: the text but for the page number, the size, the height."""
    return re.sub(rf"(?<!\d){number}(?!\d)", "", re.sub(r"\s", "", row.text)), round(row.size), round(row.y)


def _shift(pages: Sequence[Sequence[Row]]) -> int:
    """Return what is to be added to a page's position to get the number printed on it; 1 by default."""
    found = Counter(
        int(match["bare"]) - page
        for page, rows in enumerate(pages)
        for row in rows
        if (match := _NUMBER.fullmatch(row.text))
    )
    best = found.most_common(1)
    return best[0][0] if best and best[0][1] > 1 else 1


def _scale(matrix: Sequence[float]) -> float:
    return (matrix[0] ** 2 + matrix[1] ** 2) ** 0.5
