"""Which pairs of proposals are worth comparing: those that share something rare, found by what they share."""

from __future__ import annotations

from collections import Counter, defaultdict
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
    groups = [among(id_) for id_ in ids]
    has = [{**asks.things[id_], Part.WORDING: words.get(id_, frozenset[str]())} for id_ in ids]
    users: Counter[tuple[Hashable, Part, str]] = Counter(
        (group, part, thing)
        for some, group in zip(has, groups, strict=True)
        for part in WEIGHTS
        for thing in some[part]
    )
    most = max(_COMMON_COUNT, _COMMON_SHARE * len(ids))
    limits = {part: _COMMON_WORD if part is Part.WORDING else most for part in WEIGHTS}
    columns = {
        key: index for index, key in enumerate(key for key, n in users.items() if 1 < n <= limits[key[1]])
    }
    filled: list[list[int]] = []
    totals = np.zeros((len(_PARTS), len(ids)), np.float64)
    for row, (some, group) in enumerate(zip(has, groups, strict=True)):
        for number, part in enumerate(_PARTS):
            totals[number, row] = _total(asks, part, some[part])
        keys = ((group, part, thing) for part in _PARTS for thing in some[part])
        filled.append(sorted(columns[key] for key in keys if key in columns))
    table = Table(
        np.repeat(np.arange(len(ids)), [len(some) for some in filled]).astype(np.int64),
        np.array([column for some in filled for column in some], np.int64),
        len(ids),
        len(columns),
    )
    worth = np.array([_worth(asks, part, thing) for _, part, thing in columns], np.float64)
    part = np.array([_PARTS.index(part) for _, part, _ in columns], np.int64)
    return _Cells(table, part, worth, totals)


def _worth(asks: Asks, part: Part, thing: str) -> float:
    return asks.rarity(thing) if part in THINGS else 1.0


def _total(asks: Asks, part: Part, things: frozenset[str]) -> float:
    return sum(map(asks.rarity, sorted(things))) if part in THINGS else float(len(things))


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
