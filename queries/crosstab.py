"""A table of two dimensions from items that may carry several labels in each: counts, totals and shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


class Labels(NamedTuple):
    """Which labels each item carries: pairs of an item's position and a label's number, in order of items."""

    item: Ints
    label: Ints

    @classmethod
    def of(cls, labels: Iterable[Sequence[int]]) -> Labels:
        """Make the pairs from the labels of each item, in order."""
        some = list(labels)
        lengths = [len(one) for one in some]
        flat = [label for one in some for label in one]
        return cls(np.repeat(np.arange(len(some), dtype=np.int64), lengths), np.array(flat, np.int64))


class Cell(NamedTuple):
    """One cell: its labels, distinct owners, sum of weights, and the positions of its items."""

    row: int
    column: int
    owners: int
    weight: int
    items: Ints


class Crosstab(NamedTuple):
    """Cells that hold something, sorted by row and column; totals count an item once whatever its labels."""

    cells: list[Cell]
    rows: dict[int, int]
    """Row -> sum of weights of its items that have a column."""
    columns: dict[int, int]
    """Column -> sum of weights of its items that have a row."""
    total: int


def crosstab(owner: Ints, weight: Ints, rows: Labels, columns: Labels) -> Crosstab:
    """Count items by rows and columns.

    Args:
        owner: of each item, what is counted once per cell.
        weight: of each item.
        rows: the labels of the items on one dimension; an item without any takes no part.
        columns: on the other.
    """
    item, row, column = _pairs(len(owner), rows, columns)
    width = int(column.max()) + 1 if len(column) else 1
    code = row * width + column
    order = np.lexsort((item, code))
    codes, starts = np.unique(code[order], return_index=True)
    bounds = [*starts.tolist(), len(order)]
    cells: list[Cell] = []
    for number, one in enumerate(codes.tolist()):
        items = item[order[bounds[number] : bounds[number + 1]]]
        cells.append(
            Cell(one // width, one % width, len(np.unique(owner[items])), int(weight[items].sum()), items)
        )
    return Crosstab(
        cells, _sums(row, item, weight), _sums(column, item, weight), int(weight[np.unique(item)].sum())
    )


def _pairs(count: int, rows: Labels, columns: Labels) -> tuple[Ints, Ints, Ints]:
    """Return every item with each of its rows and each of its columns."""
    many = np.bincount(rows.item, minlength=count).astype(np.int64)
    first = np.cumsum(many) - many
    times = many[columns.item]
    item = np.repeat(columns.item, times)
    within = np.arange(len(item), dtype=np.int64) - np.repeat(np.cumsum(times) - times, times)
    return item, rows.label[first[item] + within], np.repeat(columns.label, times)


def _sums(label: Ints, item: Ints, weight: Ints) -> dict[int, int]:
    """Return label -> sum of the weights of its items, each once."""
    if not len(item):
        return {}
    pairs = np.unique(np.stack((label, item)), axis=1)
    sums = np.bincount(pairs[0], weight[pairs[1]])
    return {int(one): int(sums[one]) for one in np.unique(pairs[0])}
