"""A table of cells (from .csv or .xlsx) to documents: find the header, then one document per row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from extract.readers import facts
from extract.readers.columns import header_row, is_usable, no_columns, picked, recognise
from extract.readers.limits import MAX_HEADER_ROWS
from extract.readers.reading import Known, Reading, Remark
from extract.readers.rows import Rows

Numbered = tuple[str, Sequence[str]]
"""A row's number as a person counts it, and its cells."""


def read_grid(table: Iterable[Numbered | Remark], rows: Rows) -> Iterator[Reading | Remark]:
    """Yield the documents of a table, row by row; rows without any content are passed over.

    Raises:
        InputError: no header is found among the first rows, or there are too many rows.
    """
    stream = iter(table)
    first = list(islice(stream, MAX_HEADER_ROWS))
    top = [row for row in first if not isinstance(row, Remark)]
    header = header_row([cells for _, cells in top])
    if header is None:
        raise no_columns(rows.name, max((cells for _, cells in top), key=_filled, default=()))
    rows.shared = _shared(rows, top[:header])
    fields = recognise(top[header][1])
    for row in chain(first[first.index(top[header]) + 1 :], stream):
        if isinstance(row, Remark):
            yield row
        elif _filled(row[1]) and recognise(row[1]) != fields:  # a header repeated on every printed page
            yield from rows.document(picked(fields, row[1]), frozenset(fields), row[0])


def has_header(table: Iterable[Numbered | Remark]) -> bool:
    """Whether the first rows of a table hold a header with a text or a title."""
    top = [row[1] for row in islice(table, MAX_HEADER_ROWS) if not isinstance(row, Remark)]
    position = header_row(top)
    return position is not None and is_usable(recognise(top[position]))


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _shared(rows: Rows, above: Sequence[Numbered]) -> Known:
    """Return what the lines above the header (杭州市政协十二届四次会议提案一览表) say of all rows."""
    heading = " ".join(cell for _, cells in above for cell in cells if cell.strip())
    return replace(
        rows.shared,
        session=facts.session(heading) or rows.shared.session,
        jurisdiction=facts.body_jurisdiction(heading) or rows.shared.jurisdiction,
    )
