"""Which industry has to do with which instruments, places and proposers, and how much two of them share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from itertools import chain, combinations
from typing import NamedTuple

import msgspec
import numpy as np

from graph.model import Scalar
from graph.store import View
from queries.catalogue import rows
from queries.codings import Chosen, codings
from queries.industry_passages import Met, Together, together, with_instruments
from queries.memory import Memory
from queries.sharing import Floats, Table, best_pairs, best_partners

_COMMON_COUNT = 50
_COMMON_SHARE = 0.2
"""A thing that more industries have to do with than either says (a city, say) links none of them."""


_STATEMENTS = ("industry-links", "industry-proposers")
"""What tells which industry has to do with which places and proposers."""


class Pair(NamedTuple):
    """Two industries with what they share, rarest first: (kind of thing, id)."""

    a: str
    b: str
    strength: float
    passages: int
    shared: list[tuple[str, str]]


class Industries:
    """Which industry has to do with what: a table with a column per thing, and one per pair in passages."""

    def __init__(self, met: Iterable[Met], both: Collection[Together]) -> None:
        has: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        self._first: dict[tuple[str, str], str] = {}
        self._best: Memory[list[Pair]] = Memory(8)
        for one in met:
            self._first[one.industry, one.thing] = one.passage
            alone = one.often == 1 and one.kind != "Proposer"
            has[one.kind, one.thing][one.industry] = one.passage if alone else ""
        named = {end for one in both for end in (one.a, one.b)}
        self.industries = sorted(named.union(*has.values()))
        self._number = {id_: number for number, id_ in enumerate(self.industries)}
        most = max(_COMMON_COUNT, _COMMON_SHARE * len(self.industries))
        common = sum(len(some) > most for some in has.values())
        self.notes = [f"{common} 个事物与 {int(most)} 个以上的产业有关, 未作为联系"] if common else []
        self._things = sorted((thing, some) for thing, some in has.items() if 1 < len(some) <= most)
        self._things_of: defaultdict[str, set[int]] = defaultdict(set)
        for number, (_, some) in enumerate(self._things):
            for id_ in some:
                self._things_of[id_].add(number)
        self._passages: Counter[tuple[str, str]] = Counter()
        self._extra: defaultdict[tuple[str, str], float] = defaultdict(float)
        self._add_passages(both)
        self._take_back_what_one_passage_says()

    def meeting(self, industry: str, thing: str) -> str | None:
        """Return the first passage, by its id, in which an industry meets a thing or another industry."""
        return self._first.get((industry, thing))

    def pairs(self, chosen: Sequence[str], limit: int) -> list[Pair]:
        """Return the strongest pairs; with ``chosen`` only those of one, or of two, industries."""
        if any(id_ not in self._number for id_ in chosen):
            return []
        return self._best.recall((*chosen, limit), lambda: self._strongest(chosen, limit))

    def _strongest(self, chosen: Sequence[str], limit: int) -> list[Pair]:
        table, weights = self._table
        if not chosen:
            best = best_pairs(table, weights, limit)
        else:
            most = limit if len(chosen) == 1 else len(self.industries)
            best = best_partners(table, weights, self._number[chosen[0]], most)
        found = [
            self._pair(self.industries[pair.first], self.industries[pair.second], pair.score) for pair in best
        ]
        return found if len(chosen) < 2 else [pair for pair in found if pair.b == chosen[1]]

    def _rarity(self, count: int) -> float:
        return float(np.log((len(self.industries) + 1) / count))

    def _add_passages(self, both: Collection[Together]) -> None:
        for one in both:
            pair = one.a, one.b
            self._passages[pair] += one.often
            here = min(one.passage, self._first.get(pair, one.passage))
            self._first[pair] = self._first[one.b, one.a] = here
            self._extra[pair] += one.often * self._rarity(one.size)

    def _take_back_what_one_passage_says(self) -> None:
        """Two industries that meet a thing in one and the same passage only do not share it besides."""
        for _, some in self._things:
            here: defaultdict[str, list[str]] = defaultdict(list)
            for id_ in sorted(id_ for id_, passage in some.items() if passage):
                here[some[id_]].append(id_)
            for alike in here.values():
                for pair in combinations(alike, 2):
                    self._extra[pair] -= self._rarity(len(some))

    @cached_property
    def _table(self) -> tuple[Table, Floats]:
        extra = sorted(self._extra)
        # Those who propose the same together, as signatories of one proposal do, count as one.
        alike = Counter(frozenset(some) for (via, _), some in self._things if via == "Proposer")
        columns = [sorted(some) for _, some in self._things] + [list(pair) for pair in extra]
        weights = [
            self._rarity(len(some)) / (alike[frozenset(some)] if via == "Proposer" else 1)
            for (via, _), some in self._things
        ]
        weights += [self._extra[pair] for pair in extra]
        cells = sorted((self._number[id_], column) for column, some in enumerate(columns) for id_ in some)
        table = Table(
            np.array([row for row, _ in cells], np.int64),
            np.array([column for _, column in cells], np.int64),
            len(self.industries),
            len(columns),
        )
        return table, np.array(weights, np.float64)

    def _pair(self, a: str, b: str, strength: float) -> Pair:
        both = (self._things[number] for number in self._things_of[a] & self._things_of[b])
        shared = sorted((len(some), thing) for thing, some in both if not (some[a] and some[a] == some[b]))
        return Pair(a, b, strength, self._passages[_in_order(a, b)], [thing for _, thing in shared])


_MEMORY: Memory[Industries] = Memory(4)
"""A few selections of one graph."""


def industries(view: View, filters: dict[str, Scalar]) -> Industries:
    """Return what industries have to do with in the selected proposals, from memory where it is known."""
    return _MEMORY.recall((view.identity, *filters.items()), lambda: _fetch(view, filters))


def _fetch(view: View, filters: dict[str, Scalar]) -> Industries:
    coded, chosen = codings(view), msgspec.convert(filters, Chosen)
    # One statement for each kind of thing: together they would pass the time limit of an engine sooner.
    met = (
        Met(
            str(row["industry"]), str(row["via"]), str(row["thing"]),
            int(str(row["count"])), str(row["passage"]),
        )
        for name in _STATEMENTS
        for row in rows(view, name, **filters)
    )  # fmt: skip
    return Industries(chain(with_instruments(coded, chosen), met), list(together(coded, chosen)))


def _in_order(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)
