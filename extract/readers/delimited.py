"""Read .csv and .tsv lists: one document per row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from extract.readers.columns import header_row, recognise
from extract.readers.decoding import decode
from extract.readers.grid import Numbered, read_grid
from extract.readers.limits import MAX_CELL, MAX_COLUMNS, MAX_HEADER_ROWS
from extract.readers.reading import Reading, Remark
from extract.readers.rows import Rows

_DELIMITERS = (",", "\t", ";", "，", "|")


def read_delimited(data: bytes, name: str) -> Iterator[Reading | Remark]:
    """Yield the documents of a .csv or .tsv file, in order; encoding and delimiter are told by the file.

    Raises:
        InputError: it is no text, holds no column of text or titles, or too many rows.
    """
    text = re.sub(r"\Asep=.\r?\n", "", decode(data, name))
    rows = Rows(name)
    yield from read_grid(_table(text, delimiter(text), rows), rows)
    yield from rows.rest()


def delimiter(text: str) -> str:
    """Return the character that parts the cells: the one by which the header holds most known columns."""
    return max(_DELIMITERS, key=lambda mark: _recognised(text, mark))


def _recognised(text: str, mark: str) -> int:
    top: list[list[str]] = []
    reader = csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=mark)
    try:
        for row in reader:
            top.append(row)
            if len(top) == MAX_HEADER_ROWS:
                break
    except csv.Error:
        pass  # what was read before the fault is enough to tell
    position = header_row(top)
    return 0 if position is None else len(recognise(top[position]))


def _table(text: str, mark: str, rows: Rows) -> Iterator[Numbered | Remark]:
    """Yield the rows; one that breaks the rules of quoting is named by its line, and reading goes on."""
    csv.field_size_limit(max(csv.field_size_limit(), MAX_CELL + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    number = 0
    while True:
        line = reader.line_num + 1
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            long = f"单元格超过 {MAX_CELL} 字 (a cell is too long)"
            what = long if "field limit" in str(error) else "引号不成对 (unpaired quotes)"
            yield from rows.bad(str(line), what)
            continue
        yield str(number), cells[:MAX_COLUMNS]
