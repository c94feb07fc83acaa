"""Which rows of a sparse table share columns, and how much: the arithmetic behind shared instruments.

Rows are proposals, columns instruments. Knows no graph: whole numbers in, scored pairs out. The work grows
with the number of (pair, shared column), not with the number of pairs, so columns that nearly every row has
are to be left out first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

_BLOCK = 200_000
"""So many (pair, shared column) are held at once: bounds the memory, and small blocks sort faster."""

_DIGITS = 6
"""Scores are rounded, so that equal sets of columns in another order do not differ in the last digit."""


class Pair(NamedTuple):
    """Two rows that share columns; ``first`` < ``second`` among all pairs."""

    first: int
    second: int
    score: float


class Table(NamedTuple):
    """The filled cells of a sparse table: row and column of each, sorted, each cell once."""

    rows: Integers
    columns: Integers
    height: int
    width: int

    def counts(self) -> Integers:
        """Return how many rows each column has."""
        return np.bincount(self.columns, minlength=self.width).astype(np.int64)

    def without(self, skipped: NDArray[np.bool_]) -> Table:
        """Return the table with some columns emptied."""
        keep = ~skipped[self.columns]
        return Table(self.rows[keep], self.columns[keep], self.height, self.width)

    def row(self, index: int) -> Integers:
        """Return the columns of one row."""
        low, high = np.searchsorted(self.rows, [index, index + 1])
        return self.columns[low:high]


def best_pairs(table: Table, weights: Floats, limit: int) -> list[Pair]:
    """Return the pairs of rows with the greatest sum of weights over the columns both have.

    Args:
        table: the filled cells.
        weights: what sharing a column is worth, per column.
        limit: how many pairs; among equal scores, those of lower rows come first.
    """
    found: list[Pair] = []
    for first, second in meetings(table):
        keys, where = np.unique(table.rows[first] * table.height + table.rows[second], return_inverse=True)
        scores = np.round(np.bincount(where, weights[table.columns[first]]), _DIGITS)
        if len(scores) > limit:
            # Only what is as good as the last place here can get a place at all; ordering the rest is waste.
            good = scores >= np.partition(scores, -limit)[-limit]
            keys, scores = keys[good], scores[good]
        merged_keys = np.concatenate(
            [keys, np.array([p.first * table.height + p.second for p in found], np.int64)]
        )
        merged = np.concatenate([scores, np.array([pair.score for pair in found], np.float64)])
        best = np.lexsort((merged_keys, -merged))[:limit]
        found = [
            Pair(*divmod(int(merged_keys[index]), table.height), float(merged[index]))
            for index in best.tolist()
        ]
    return found


def best_partners(table: Table, weights: Floats, row: int, limit: int) -> list[Pair]:
    """Return the rows that share most with one given row, as ``best_pairs`` does for all."""
    wanted = np.zeros(table.width, np.bool_)
    wanted[table.row(row)] = True
    hit = wanted[table.columns] & (table.rows != row)
    others = table.rows[hit]
    scores = np.round(np.bincount(others, weights[table.columns[hit]], minlength=table.height), _DIGITS)
    partners = np.unique(others)
    best = partners[np.lexsort((partners, -scores[partners]))[:limit]]
    return [Pair(row, int(other), float(scores[other])) for other in best.tolist()]


def meetings(table: Table) -> Iterator[tuple[Integers, Integers]]:
    """Yield the cells that meet in a column, a run of rows at a time.

    Two arrays of numbers of cells: the first cell of each meeting is of the lower row, and all meetings of
    one lower row come in one piece.
    """
    by_column = np.lexsort((table.rows, table.columns))
    place = np.empty(len(by_column), np.int64)
    place[by_column] = np.arange(len(by_column))
    following = place + 1
    fan = np.cumsum(table.counts())[table.columns] - following
    row_starts = np.searchsorted(table.rows, np.arange(table.height + 1))
    work = np.concatenate([np.zeros(1, np.int64), np.cumsum(fan)])[row_starts]
    low = 0
    while low < table.height:
        high = max(low + 1, int(np.searchsorted(work, work[low] + _BLOCK, "right")) - 1)
        if work[high] > work[low]:
            cells = np.arange(int(row_starts[low]), int(row_starts[high]))
            some = fan[cells]
            within = np.arange(int(some.sum())) - np.repeat(np.cumsum(some) - some, some)
            yield np.repeat(cells, some), by_column[np.repeat(following[cells], some) + within]
        low = high
