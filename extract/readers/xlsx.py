"""Read .xlsx lists: one document per row, all sheets that hold a list."""

from __future__ import annotations

import datetime
import io
import re
import warnings
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any, cast

from extract.readers.columns import no_columns
from extract.readers.grid import Numbered, has_header, read_grid
from extract.readers.limits import MAX_CELL, MAX_COLUMNS, MAX_HEADER_ROWS
from extract.readers.reading import Reading, Remark
from extract.readers.rows import Rows
from extract.readers.zipped import check_zip

_ESCAPED = re.compile(r"_x000[dD]_")
_LAST_ROW = 1_048_576  # of the format; a file may claim any other


def read_xlsx(data: bytes, name: str) -> Iterator[Reading | Remark]:
    """Yield the documents of a workbook, sheet by sheet, in order; hidden sheets are not read.

    Raises:
        InputError: it is no workbook, a limit is passed, or no sheet has a column of text or titles.
    """
    check_zip(data, name)
    openpyxl = cast("Any", import_module("openpyxl"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on styles and rules of the workbook, which do not matter here
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            yield from _book(book, name)
        finally:
            book.close()


def _book(book: Any, name: str) -> Iterator[Reading | Remark]:
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    lists = [sheet for sheet in shown if has_header(_table(sheet, ""))]
    if not lists:
        raise no_columns(name, _widest(shown))
    rows = Rows(name)
    for sheet in shown:
        if sheet in lists:
            prefix = f"{sheet.title}!" if len(lists) > 1 else ""
            yield from read_grid(_table(sheet, prefix), rows)
        elif any(any(cells) for _, cells in _table(sheet, "", MAX_HEADER_ROWS)):
            what = "没有正文或标题一列, 不读 (no column of text or titles, not read)"
            yield Remark(f"{name}: 工作表 (sheet) {sheet.title}: {what}", lost=False)
    yield from rows.rest()


def _widest(sheets: list[Any]) -> Sequence[str]:
    """Return the row with most cells among the first of all sheets: most likely the header."""
    top = [cells for sheet in sheets for _, cells in _table(sheet, "", MAX_HEADER_ROWS)]
    return max(top, key=lambda cells: sum(map(bool, cells)), default=())


def _table(sheet: Any, prefix: str, last: int = _LAST_ROW) -> Iterator[Numbered]:
    """Yield (number as Excel shows it, cells as text) of the rows that are not empty."""
    sheet.reset_dimensions()  # what a file says of its own size is often wrong
    before = None
    for number, row in enumerate(sheet.iter_rows(max_row=last, max_col=MAX_COLUMNS), 1):
        if row is before:  # a file may skip to its millionth row: openpyxl fills in one and the same row
            continue
        before = row
        cells = [_text(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield f"{prefix}{number}", cells


def _text(cell: Any) -> str:
    """Return a cell as a person sees it: whole numbers without .0, dates as ISO 8601."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, int):
        zeros = re.fullmatch(r"0+", str(cell.number_format))  # 0007 is kept as 7 with the format 0000
        return str(value).zfill(len(zeros[0]) if zeros else 0)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time(0)
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return _ESCAPED.sub("", str(value)).replace("\r\n", "\n").strip()[: MAX_CELL + 1]
