"""From what proposals share to a graph of proposals: each is joined to the few that are nearest to it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from queries.sharing import Floats, Integers, Table, meetings

_NEAREST = 10
"""To so many others a proposal is joined, beside those that have it among their own nearest."""

_WORK = 1_000_000
"""So many meetings of two proposals in a concept are counted; concepts that would exceed it are left out."""

_DIGITS = 9


class Ties(NamedTuple):
    """Undirected edges: ``first`` < ``second``, sorted, each pair once, with its weight."""

    first: Integers
    second: Integers
    weight: Floats


def affordable(table: Table) -> NDArray[np.bool_]:
    """Return which columns to leave out so that the work stays bounded: the most common ones."""
    counts = table.counts()
    order = np.lexsort((np.arange(table.width), counts))
    work = np.cumsum(counts[order] * (counts[order] - 1) // 2)
    skipped = np.zeros(table.width, np.bool_)
    skipped[order[work > _WORK]] = True
    return skipped


def nearest(table: Table, worth: Floats) -> Ties:
    """Join every row to the rows with which it shares most.

    Args:
        table: the filled cells.
        worth: what each cell counts for; what two rows share is the sum of the products.
    """
    keys, scores = _shared(table, worth)
    first, second = np.divmod(keys, max(table.height, 1))
    ends = np.concatenate([first, second])
    # One number sorts by end, then by score, which is at most 1; equal ones stay in the order of keys.
    order = np.argsort(ends + (1 - np.concatenate([scores, scores])) / 2, kind="stable")
    ends, pairs = ends[order], order % max(len(keys), 1)
    rank = np.arange(len(ends)) - np.searchsorted(ends, ends)
    kept = np.unique(pairs[rank < _NEAREST])
    return Ties(first[kept], second[kept], scores[kept])


def _shared(table: Table, worth: Floats) -> tuple[Integers, Floats]:
    """Return the keys (first * height + second, sorted) of pairs that share a column, and what they share."""
    keys: list[Integers] = [np.empty(0, np.int64)]
    scores: list[Floats] = [np.empty(0, np.float64)]
    for first, second in meetings(table):
        some, where = np.unique(table.rows[first] * table.height + table.rows[second], return_inverse=True)
        keys.append(some)
        sums: Floats = np.bincount(where, worth[first] * worth[second]).astype(np.float64)
        scores.append(np.round(sums, _DIGITS))
    joined, weights = np.concatenate(keys), np.concatenate(scores)
    some = weights > 0
    return joined[some], weights[some]
