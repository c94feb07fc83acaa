"""The search for proposals that might be merged: candidates, compared, those that are alike enough kept."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from graph.model import Record
from graph.store import View
from graph.text import match_key
from queries.asks import Part, asks, meeting
from queries.candidates import candidates
from queries.facts import Facts
from queries.likeness import Pair, Words, dice, parts, score
from queries.memory import Memory

_COMPARED = 4000
"""So many candidates are compared word by word; beyond, a note says so."""

_READ = 2000
"""Up to so many proposals, all measures are read, so that pairs are found by their wording too."""

_NEAR = 0.5
"""Of proposals of different meetings, only those with half of their character pairs in common are shown."""

_ASKING = 0.1
"""So much of the score must come from instruments and wording: one subject is not one ask."""

_WORDS: Memory[Words] = Memory(1)

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


class Search:
    """One search; ``pairs`` holds what was found: those that can be merged first, the best first."""

    def __init__(self, view: View, wanted: Wanted, apart: Apart) -> None:
        self.known = asks(view)
        self.words = _WORDS.recall(view.identity, lambda: Words({}, {}))
        self.notes: list[str] = []
        self.pairs: list[Pair] = []
        self._view, self._wanted = view, wanted
        self._refused = self._resolved(apart)
        self._ids = sorted(id_ for id_, fact in self.known.proposals.items() if self._takes_part(fact))
        self._meetings = {id_: meeting(self.known.proposals[id_]) for id_ in self._ids}
        self._small = len(self._ids) <= _READ
        if self._small:
            self.words.read(view, self._ids)
        else:
            self.notes.append(
                f"超过 {_READ} 件提案, 只比较共有少见事物或案由用词的; 可用 jurisdiction、session 缩小范围"
            )
        for merge in (True, False):
            if wanted.match != ("across" if merge else "merge"):
                self.pairs += self._alike(merge=merge)

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

        some = candidates(
            self.known,
            self._ids,
            self.words.grams if self._small else {},
            among=self._meetings.__getitem__ if merge else lambda _: (),
            kept=kept,
            limit=_COMPARED,
        )
        if some.bounded:
            self.notes.append(f"候选很多, 只逐字比较了最有希望的 {_COMPARED} 对")
        self.words.read(self._view, {id_ for pair in some.pairs for id_ in pair})
        alike = [pair for a, b in some.pairs if self._enough(pair := self._pair(a, b, merge=merge))]
        return sorted(alike, key=lambda pair: (-pair.score, pair.a, pair.b))

    def _pair(self, a: str, b: str, *, merge: bool) -> Pair:
        found = parts(self.known, self.words, a, b)
        return Pair(a, b, merge, score(found), found)

    def _enough(self, pair: Pair) -> bool:
        asking = pair.parts[Part.INSTRUMENTS] + pair.parts[Part.WORDING]
        near = pair.merge or dice(self.words.grams[pair.a], self.words.grams[pair.b]) >= _NEAR
        return near and asking >= _ASKING and pair.score * 100 >= self._wanted.least

    def _resolved(self, apart: Apart) -> frozenset[frozenset[str]]:
        """Return the pairs of ids that a person decided not to merge; note what was decided.

        A title stands for every proposal that bears it, however it is written.
        """
        by_name: dict[str, set[str]] = {}
        for id_, fact in self.known.proposals.items():
            for name in (id_, match_key(fact.name)):
                by_name.setdefault(name, set()).add(id_)
        ids = {
            name: by_name.get(name) or by_name.get(match_key(name), set[str]())
            for pair in apart
            for name in pair
        }
        found = frozenset(
            frozenset((a, b)) for one, other in apart for a in ids[one] for b in ids[other] if a != b
        )
        if found:
            self.notes.append(f"已按人工决定略去 {len(found)} 对")
        if unknown := sorted(name for name, known in ids.items() if not known):
            self.notes.append(f"人工决定中的提案不在图中: {'、'.join(unknown)}")
        return found
