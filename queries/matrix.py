"""The question ``matrix``: how many proposals use which kind of instrument for which industry.

The two-dimensional framework of policy-instrument research: Rothwell and Zegveld's classes (below them our
18 sub-tools, and families) on one side, the industry on the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec
import numpy as np

from graph.model import Evidence, Level, Record, Scalar
from graph.store import View
from queries.catalogue import describe
from queries.codings import Chosen, Codings, Ints, chosen, codings, quoted_uses, spread
from queries.crosstab import Cell, Crosstab, crosstab
from queries.groups import By, Dimension, by_industry, by_occasion, by_tool
from queries.memory import Memory
from queries.result import Cell as TableCell
from queries.result import Result, quotes
from queries.selection import with_code
from queries.ties import Tie

_DIGITS = 4
"""Shares are rounded to so many places."""


class _Wanted(Record, frozen=True, kw_only=True):
    level: Level
    by: By
    tie: Tie
    labels: str
    quoted: int
    limit: int


class Matrix(NamedTuple):
    """A counted matrix with the meaning of its rows and columns; items are positions in ``uses``."""

    uses: Ints
    rows: Dimension
    columns: Dimension
    table: Crosstab


_MEMORY: Memory[Matrix] = Memory(4)
"""The last few matrices of a graph."""


def answer(view: View, given: dict[str, Scalar]) -> Result:
    """Count the uses of instruments by class, sub-tool or family, and by industry or another dimension.

    The unit is the use: an instrument named in a passage, as often as it is named (``mentions``);
    ``count`` is the number of proposals behind a cell. Measures only, unless ``kind`` says otherwise.

    A use is tied to an industry as a coder would do it (``tie`` = nearest): the industry that the
    instrument's own name names; else those that its passage names; else those of the proposal's title; else
    to none, which is a column of its own. ``name``, ``passage`` and ``title`` take one of these steps
    alone, ``proposal`` all industries that the proposal names anywhere. A use tied to two industries stands
    in two columns, so columns may add up to more than the total; totals count each use once.

    An instrument has one primary sub-tool; with ``labels`` = all it counts in its secondary ones too.

    ``row_share``, ``column_share`` and ``share`` are the cell's mentions over those of its row, its column
    and of all. Rows come in the order supply, environment, demand (families by id). Sentences are
    those of different proposals first, at most ``quoted`` per cell.
    """
    given = with_code(view, given)
    wanted = msgspec.convert(given, _Wanted)
    found = codings(view)
    all_labels = wanted.labels == "all"
    matrix = count(view, found, wanted.level, wanted.by, chosen(given), tie=wanted.tie, all_labels=all_labels)
    shown = sorted(matrix.table.cells, key=lambda cell: (-cell.weight, cell.row, cell.column))[: wanted.limit]
    shown.sort(key=lambda cell: (cell.row, -cell.weight, matrix.columns.names[cell.column], cell.column))
    return Result(
        query="matrix",
        parameters=given,
        columns=describe("matrix").columns[0],
        rows=tuple(_rows(matrix, shown, _sentences(view, found, matrix, shown, wanted.quoted))),
        notes=tuple(_notes(found, matrix, len(shown))),
        total=len(matrix.table.cells),
    )


def count(
    view: View, found: Codings, level: Level, by: By, filters: Chosen, *, tie: Tie, all_labels: bool
) -> Matrix:
    """Return the matrix of the chosen uses, from memory where it was asked for before."""

    def compute() -> Matrix:
        uses = found.chosen(filters)
        rows = by_tool(view, found, uses, level, secondary=all_labels)
        columns = (
            by_industry(view, found, uses, tie) if by is By.INDUSTRY else by_occasion(view, found, uses, by)
        )
        table = crosstab(found.proposal[uses], found.weight[uses], rows.labels, columns.labels)
        return Matrix(uses=uses, rows=rows, columns=columns, table=table)

    return _MEMORY.recall((view.identity, level, by, filters, tie, all_labels), compute)


def _sentences(
    view: View, found: Codings, matrix: Matrix, cells: list[Cell], limit: int
) -> list[tuple[Evidence, ...]]:
    """Return the sentences of some cells: those of different proposals first."""
    groups = [
        spread(map(int, matrix.uses[cell.items]), lambda use: int(found.proposal[use]), limit)
        for cell in cells
    ]
    return quoted_uses(view, found, groups, limit)


def _rows(
    matrix: Matrix, cells: list[Cell], sentences: list[tuple[Evidence, ...]]
) -> Iterator[dict[str, TableCell]]:
    rows, columns, table = matrix.rows, matrix.columns, matrix.table
    for cell, said in zip(cells, sentences, strict=True):
        row_total, column_total = table.rows[cell.row], table.columns[cell.column]
        yield {
            "row": rows.ids[cell.row],
            "row_name": rows.names[cell.row],
            "column": columns.ids[cell.column],
            "column_name": columns.names[cell.column],
            "count": cell.owners,
            "mentions": cell.weight,
            "row_total": row_total,
            "column_total": column_total,
            "total": table.total,
            "row_share": round(cell.weight / row_total, _DIGITS),
            "column_share": round(cell.weight / column_total, _DIGITS),
            "share": round(cell.weight / table.total, _DIGITS),
            "evidence": quotes(said),
        }


def _notes(found: Codings, matrix: Matrix, shown: int) -> Iterator[str]:
    proposals = len(np.unique(found.proposal[matrix.uses]))
    yield f"共 {proposals} 件提案, {matrix.table.total} 处政策工具"
    if sum(matrix.table.columns.values()) > matrix.table.total:
        yield "一处可归入几个产业, 各列之和可大于合计"
    if sum(matrix.table.rows.values()) > matrix.table.total:
        yield "一处可归入几个类别, 各行之和可大于合计"
    if len(matrix.table.cells) > shown:
        yield f"共 {len(matrix.table.cells)} 格, 只列出处数最多的 {shown} 格"
