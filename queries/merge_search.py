"""The search for proposals that might be merged, or that are worded alike elsewhere."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, NamedTuple

import msgspec

from graph.model import Record
from graph.store import View
from graph.text import match_key
from queries.asks import Part, meeting
from queries.comparing import Comparison
from queries.facts import Facts
from queries.likeness import Pair, wording
from queries.memory import Memory

_NEAR = 0.5
"""Of proposals of different meetings, only those with half of their character pairs in common are shown."""

_PART = 6
"""Characters of a title that are enough to tell it."""

Apart = Collection[tuple[str, str]]
"""Pairs of proposals, by title or id, of which a person decided that they are not to be merged."""


class Wanted(Record, frozen=True, kw_only=True):
    """The parameters; ``least`` is in percent."""

    by: Literal["pair", "group"]
    match: Literal["merge", "across", "all"]
    proposal: str | None
    least: int
    jurisdiction: str | None
    session: str | None
    year: int | None
    limit: int


_ABOUT = 0.08
"""So much of a score must come from all but the instruments: one insurance for two crops is two matters."""


class Found(NamedTuple):
    """A pair of proposals, and whether they can be merged at all."""

    pair: Pair
    merge: bool


_FOUND: Memory[tuple[list[Found], list[str]]] = Memory(4)


class Search(Comparison):
    """One search; ``found`` holds its pairs: those that can be merged first, the best first."""

    def __init__(self, view: View, wanted: Wanted, apart: Apart) -> None:
        super().__init__(view)
        self._wanted = wanted
        self._refused = self._resolved(apart)
        self._ids = sorted(id_ for id_, fact in self.known.proposals.items() if self._takes_part(fact))
        self._meetings = {id_: meeting(self.known.proposals[id_]) for id_ in self._ids}
        key = (view.identity, msgspec.structs.replace(wanted, by="pair", limit=0), self._refused)
        self.found, notes = _FOUND.recall(key, self._search)
        self.notes += [note for note in notes if note not in self.notes]

    def _search(self) -> tuple[list[Found], list[str]]:
        found: list[Found] = []
        for merge in (True, False):
            if self._wanted.match != ("across" if merge else "merge"):
                found += [Found(pair, merge) for pair in self._alike(merge=merge)]
        return found, list(self.notes)

    def _takes_part(self, fact: Facts) -> bool:
        """Tell whether a proposal fits the filters; the one that is asked for takes part in any case."""
        filters = ("jurisdiction", "session", "year")
        return fact.id == self._wanted.proposal or all(
            getattr(self._wanted, name) in (None, getattr(fact, name)) for name in filters
        )

    def _alike(self, *, merge: bool) -> list[Pair]:
        """Return the pairs of proposals, of one meeting or else of different ones, that are alike enough."""

        def kept(a: str, b: str) -> bool:
            asked = self._wanted.proposal is None or self._wanted.proposal in (a, b)
            same = self._meetings[a] == self._meetings[b]
            return asked and same == merge and frozenset((a, b)) not in self._refused

        def among(id_: str) -> tuple[str, ...]:
            return self._meetings[id_] if merge else ()

        alike = self.pairs(self._ids, among=among, kept=kept, least=self._wanted.least)
        pairs = [pair for pair in alike if pair.score - pair.parts[Part.INSTRUMENTS] >= _ABOUT]
        return pairs if merge else [pair for pair in pairs if self._near(pair)]

    def _near(self, pair: Pair) -> bool:
        return wording(self.known, self.words, pair.a, pair.b) >= _NEAR

    def _resolved(self, apart: Apart) -> frozenset[frozenset[str]]:
        """Return the pairs of ids that a person decided not to merge; note what was decided.

        A title, or a part of six characters and more, stands for every proposal that bears it.
        """
        keys = {id_: match_key(fact.name) for id_, fact in self.known.proposals.items()}
        ids = {name: _named(name, keys) for pair in apart for name in pair}
        found = frozenset(
            frozenset((a, b)) for one, other in apart for a in ids[one] for b in ids[other] if a != b
        )
        if found:
            self.notes.append(f"已按人工决定略去 {len(found)} 对")
        if unknown := sorted(name for name, known in ids.items() if not known):
            self.notes.append(f"人工决定中的提案不在图中: {'、'.join(unknown)}")
        return found


def _named(name: str, keys: dict[str, str]) -> set[str]:
    """Return the ids of the proposals that a title, a part of one, or an id stands for."""
    if name in keys:
        return {name}
    key = match_key(name)
    exact = {id_ for id_, title in keys.items() if title == key}
    return exact or {id_ for id_, title in keys.items() if len(key) >= _PART and key in title}
