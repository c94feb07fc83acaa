"""Which pairs of proposals are worth comparing: those that share something rare, found by what they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from typing import NamedTuple

import numpy as np

from queries.asks import THINGS, WEIGHTS, Asks, Part
from queries.sharing import Floats, Integers, Table, meetings

_COMMON_COUNT = 50
_COMMON_SHARE = 0.002
"""What more proposals have than either says leads to no pair by itself; it counts once a pair is found."""

_COMMON_WORD = 10
"""A pair of characters in more measures than this leads to no pair of proposals by itself."""

_PARTS = tuple(WEIGHTS)
_NO_WORDS: frozenset[str] = frozenset()


class Candidates(NamedTuple):
    """Pairs of ids, the most promising first, and whether there were more."""

    pairs: list[tuple[str, str]]
    bounded: bool


class _Cells(NamedTuple):
    """A table with the part and worth of each column, and what each proposal has in each part."""

    table: Table
    part: Integers
    worth: Floats
    totals: Floats


def candidates(
    asks: Asks,
    ids: list[str],
    words: Mapping[str, frozenset[str]],
    *,
    among: Callable[[str], Hashable],
    kept: Callable[[str, str], bool],
    limit: int,
) -> Candidates:
    """Return the pairs of proposals that share something rare, by what that alone would score.

    The work grows with the number of (pair, shared rare thing), not with the number of pairs.

    Args:
        asks: what all proposals ask for.
        ids: the proposals to be paired, sorted.
        words: the character pairs of their measures, as far as they are to be compared here already.
        among: proposal -> a value; only proposals of equal values are paired, and what is rare is told among
            them.
        kept: whether a pair is wanted.
        limit: how many pairs.
    """
    cells = _cells(asks, ids, words, among)
    keys: list[Integers] = [np.empty(0, np.int64)]
    scores: list[Floats] = [np.empty(0, np.float64)]
    for first, second in meetings(cells.table):
        some, sums = _scored(cells, first, second)
        keys.append(some)
        scores.append(sums)
    every, worth = np.concatenate(keys), np.concatenate(scores)
    pairs: list[tuple[str, str]] = []
    for index in np.lexsort((every, -worth)).tolist():
        a, b = divmod(int(every[index]), len(ids))
        if kept(ids[a], ids[b]):
            if len(pairs) == limit:
                return Candidates(pairs, bounded=True)
            pairs.append((ids[a], ids[b]))
    return Candidates(pairs, bounded=False)


def _cells(
    asks: Asks, ids: list[str], words: Mapping[str, frozenset[str]], among: Callable[[str], Hashable]
) -> _Cells:
    """Number what proposals have; a thing is another column for every group of proposals to be paired."""
    groups: dict[Hashable, int] = {}
    group = np.array([groups.setdefault(among(id_), len(groups)) for id_ in ids], np.int64)
    most = max(_COMMON_COUNT, _COMMON_SHARE * len(ids))
    rows: list[Integers] = []
    columns: list[Integers] = []
    worth = [np.empty(0, np.float64)]
    part = [np.empty(0, np.int64)]
    totals: list[Floats] = []
    for number, name in enumerate(_PARTS):
        some = [words.get(id_, _NO_WORDS) if name is Part.WORDING else asks.things[id_][name] for id_ in ids]
        things, row, thing = _numbered(some)
        each = np.array([_worth(asks, name, one) for one in things], np.float64)
        totals.append(np.bincount(row, each[thing], len(ids)).astype(np.float64))
        pairs, place, users = np.unique(
            group[row] * max(len(things), 1) + thing, return_inverse=True, return_counts=True
        )
        kept = (users > 1) & (users <= (_COMMON_WORD if name is Part.WORDING else most))
        column = np.cumsum(kept) - 1 + sum(map(len, part))
        cells = kept[place]
        rows.append(row[cells])
        columns.append(column[place[cells]])
        worth.append(each[pairs[kept] % max(len(things), 1)])
        part.append(np.full(np.count_nonzero(kept), number, np.int64))
    filled = np.concatenate(rows), np.concatenate(columns)
    order = np.lexsort((filled[1], filled[0]))
    every = np.concatenate(part)
    table = Table(filled[0][order], filled[1][order], len(ids), len(every))
    return _Cells(table, every, np.concatenate(worth), np.array(totals))


def _numbered(has: list[frozenset[str]]) -> tuple[list[str], Integers, Integers]:
    """Return all things, sorted, and for every thing that a proposal has the numbers of both, in order."""
    things = sorted(frozenset[str]().union(*has))
    number = {thing: place for place, thing in enumerate(things)}
    row = np.repeat(np.arange(len(has)), [len(some) for some in has])
    thing = np.array([number[one] for some in has for one in some], np.int64)
    return things, row, thing[np.lexsort((thing, row))]


def _worth(asks: Asks, part: Part, thing: str) -> float:
    return asks.rarity(thing) if part in THINGS else 1.0


def _scored(cells: _Cells, first: Integers, second: Integers) -> tuple[Integers, Floats]:
    """Return the keys (first * height + second) of pairs, and the sum of weights times shares of parts."""
    height = cells.table.height
    keys, where = np.unique(cells.table.rows[first] * height + cells.table.rows[second], return_inverse=True)
    a, b = np.divmod(keys, height)
    columns = cells.table.columns[first]
    total = np.zeros(len(keys), np.float64)
    for number, part in enumerate(_PARTS):
        worth = np.where(cells.part[columns] == number, cells.worth[columns], 0.0)
        shared = 2 * np.bincount(where, worth, minlength=len(keys))
        total += WEIGHTS[part] * shared / np.maximum(cells.totals[number, a] + cells.totals[number, b], 1e-9)
    return keys, np.round(total, 6)


def complete_groups(pairs: dict[tuple[str, str], float]) -> list[list[str]]:
    """Return groups of ids in which every two are a pair, made by joining the best pairs; best group first.

    Complete linkage: a chain of pairs, each like the next, does not make its ends alike.

    Args:
        pairs: (a, b) -> score, each pair once, a < b.
    """
    group: dict[str, list[str]] = defaultdict(list)
    ranked = sorted(pairs, key=lambda pair: (-pairs[pair], pair))
    for a, b in ranked:
        one, other = group[a] or [a], group[b] or [b]
        if one is not other and all((min(x, y), max(x, y)) in pairs for x in one for y in other):
            joined = [*one, *other]
            for id_ in joined:
                group[id_] = joined
    return list({id(group[a]): sorted(group[a]) for a, _ in ranked if group[a]}.values())
