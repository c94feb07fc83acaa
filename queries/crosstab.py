"""A table of two dimensions from items that may carry several labels in each: counts, totals and shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


class Labels(NamedTuple):
    """Which labels each item carries: pairs of an item's position and a label's number, in order of items."""

    item: Ints
    label: Ints

    @classmethod
    def through(cls, groups: Sequence[Sequence[int]], group: Ints) -> Labels:
        """Make the pairs of items that carry the labels of their group: ``group`` is its number, by item."""
        lengths = np.array([len(labels) for labels in groups], np.int64)
        flat = np.array([label for labels in groups for label in labels], np.int64)
        times = lengths[group]
        item, within = _repeated(times)
        return cls(item, flat[(np.cumsum(lengths) - lengths)[group][item] + within])

    def of_items(self, wanted: Ints) -> Labels:
        """Return the pairs of some items, numbered anew by their place among those; ``wanted`` is sorted."""
        place = np.searchsorted(wanted, self.item)
        place[place == len(wanted)] = 0
        kept = wanted[place] == self.item if len(wanted) else np.zeros(len(self.item), bool)
        return Labels(place[kept], self.label[kept])


def _repeated(times: Ints) -> tuple[Ints, Ints]:
    """Return every position as often as told, and beside it the numbers 0, 1, … of its repetitions."""
    position = np.repeat(np.arange(len(times), dtype=np.int64), times)
    return position, np.arange(len(position), dtype=np.int64) - (np.cumsum(times) - times)[position]


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
        owner: of each item, what is counted once per cell; it never falls from one item to the next.
        weight: of each item.
        rows: the labels of the items on one dimension; an item without any takes no part.
        columns: on the other.
    """
    count = len(owner)
    item, row, column = _pairs(count, rows, columns)
    width = int(column.max()) + 1 if len(column) else 1
    codes, place = _dense(row * width + column)
    order = np.argsort(place, kind="stable")
    item, place = item[order], place[order]
    new = np.ones(len(item), bool)
    new[1:] = (place[1:] != place[:-1]) | (owner[item[1:]] != owner[item[:-1]])
    owners = np.bincount(place[new], minlength=len(codes)).tolist()
    weights = np.bincount(place, weight[item], len(codes)).astype(np.int64).tolist()
    bounds = np.searchsorted(place, np.arange(len(codes) + 1)).tolist()
    cells = [
        Cell(code // width, code % width, owners[n], weights[n], item[bounds[n] : bounds[n + 1]])
        for n, code in enumerate(codes.tolist())
    ]
    whole = np.bincount(rows.item, minlength=count).astype(bool)
    whole &= np.bincount(columns.item, minlength=count).astype(bool)
    return Crosstab(
        cells, _sums(rows, whole, weight), _sums(columns, whole, weight), int(weight[whole].sum())
    )


def _dense(codes: Ints) -> tuple[Ints, npt.NDArray[np.integer[Any]]]:
    """Return the codes that occur, sorted, and of each the number of its place among them.

    Places are of the smallest type that holds them: sorting sixteen bits takes no comparisons.
    """
    there = np.bincount(codes) if len(codes) else np.zeros(0, np.int64)
    found = np.flatnonzero(there)
    places = (np.cumsum(there > 0) - 1).astype(np.uint16 if len(found) <= 65_536 else np.int64)
    return found, places[codes]


def _pairs(count: int, rows: Labels, columns: Labels) -> tuple[Ints, Ints, Ints]:
    """Return every item with each of its rows and each of its columns, in order of items."""
    many = np.bincount(rows.item, minlength=count).astype(np.int64)
    first = np.cumsum(many) - many
    position, within = _repeated(many[columns.item])
    item = columns.item[position]
    return item, rows.label[first[item] + within], columns.label[position]


def _sums(labels: Labels, whole: npt.NDArray[np.bool_], weight: Ints) -> dict[int, int]:
    """Return label -> sum of the weights of its items that have a row and a column."""
    kept = whole[labels.item]
    if not kept.any():
        return {}
    label = labels.label[kept]
    sums = np.bincount(label, weight[labels.item[kept]])
    return {int(one): int(sums[one]) for one in np.flatnonzero(np.bincount(label))}
