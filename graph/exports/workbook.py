"""Excel workbooks: a sheet per table, and the same bytes every time."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from itertools import count, islice
from tempfile import TemporaryFile
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from graph.exports.cells import printable
from graph.exports.tables import (
    EDGE_COLUMNS,
    QUOTATION_COLUMNS,
    Row,
    edge_row,
    node_columns,
    node_rows,
    nodes_by_kind,
    quotation_rows,
    table_name,
)
from graph.store import Store

Sheet = tuple[str, tuple[str, ...], Iterable[Row]]
"""Name, head line and rows."""

_ROWS = 1_048_575
"""Rows that a sheet takes below its head line."""
_LONGEST = 32_767
"""Characters that a cell takes."""
_WIDEST = 60
"""Width of the widest column, in characters."""
_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The time that stands in the file: the earliest one that a zip can hold."""
_TIME = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def write_workbook(store: Store, out: BinaryIO) -> None:
    """Write the graph as a workbook: a sheet per kind of node, the edges, the quotations.

    Raises:
        StoreError: the store cannot be read.
    """
    write_sheets(out, _sheets(store))


def _sheets(store: Store) -> Iterator[Sheet]:
    for label, nodes in nodes_by_kind(store):
        yield table_name(label), node_columns(label), node_rows(store, label, nodes)
    yield "edges", EDGE_COLUMNS, map(edge_row, store.edges())
    yield "quotations", QUOTATION_COLUMNS, quotation_rows(store)


def write_sheets(out: BinaryIO, sheets: Iterable[Sheet]) -> None:
    """Write sheets; what is too long for one goes on in a second, and a cell that is too long is cut.

    Text is text, whatever it begins with: nothing is ever a formula.
    """
    book: Any = Workbook(write_only=True)  # the package has no types
    for name, columns, rows in sheets:
        waiting = iter(rows)
        for number in count(1):
            some = list(islice(waiting, 1))
            if not some and number > 1:
                break
            sheet = book.create_sheet(name if number == 1 else f"{name} {number}")
            sheet.freeze_panes = "A2"
            sheet.append([_head(sheet, column) for column in columns])
            for row in (*some, *islice(waiting, _ROWS - len(some))):
                sheet.append([_cell(sheet, value) for value in row])
    with TemporaryFile() as made:
        book.save(made)
        _copy_timeless(made, out)


def _head(sheet: Any, column: str) -> Any:
    found = _cell(sheet, column)
    found.font = Font(bold=True)
    return found


def _cell(sheet: Any, value: str | float) -> Any:
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    text = printable(value)
    found = WriteOnlyCell(sheet, text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")
    found.data_type = "s"
    return found


def _copy_timeless(made: Any, out: BinaryIO) -> None:
    """Copy a workbook without the times at which it was made, so that equal graphs give equal bytes."""
    with ZipFile(made) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, _BEGINNING)
            entry.compress_type = ZIP_DEFLATED
            with source.open(name) as old, target.open(entry, "w") as new:
                if name == "docProps/core.xml":
                    new.write(_TIME.sub(b"1980-01-01T00:00:00Z", old.read()))
                else:
                    shutil.copyfileobj(old, new)
