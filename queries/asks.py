"""What proposals ask for, in the parts by which two of them are compared."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import log

from graph.model import DocumentType, Level
from graph.store import View
from graph.text import bigrams
from queries.catalogue import rows
from queries.facts import Facts, Scope, lies_around, lies_in, proposal_facts
from queries.memory import Memory


class Part(StrEnum):
    """What two proposals are compared by."""

    INSTRUMENTS = "instruments"
    WORDING = "wording"
    TITLES = "titles"
    INDUSTRIES = "industries"
    PLACES = "places"
    HANDLERS = "handlers"


WEIGHTS: dict[Part, float] = {
    Part.INSTRUMENTS: 0.25,
    Part.WORDING: 0.35,
    Part.TITLES: 0.10,
    Part.INDUSTRIES: 0.15,
    Part.PLACES: 0.10,
    Part.HANDLERS: 0.05,
}
"""What each part counts at most; together 1.

Committees merge proposals that ask for the same or nearly the same (内容相同或基本相同), so what is asked for
and how it is worded makes more than half; the subject (案由, industry) comes next, then where and by whom.
"""

THINGS = (Part.INSTRUMENTS, Part.INDUSTRIES, Part.PLACES, Part.HANDLERS)
"""The parts in which things are shared, as against words."""

_COMMON_COUNT, _COMMON_SHARE = 10, 0.1
"""What both so many and so large a part of the proposals have, tells nothing of two of them."""

_CHANNELS: dict[DocumentType, str] = {
    DocumentType.PROPOSAL: "提案",
    DocumentType.PLENARY_SPEECH: "提案",
    DocumentType.WRITTEN_SPEECH: "提案",
    DocumentType.DEPUTY_SUGGESTION: "代表建议",
    DocumentType.PUBLIC_OPINION: "社情民意",
}
"""By which channel a text comes in; speeches are handed in as proposals. Replies and news come by none."""

_FORMULA = ("关于", "的提案", "的建议", "的意见")


@dataclass(frozen=True)
class Asks:
    """Proposals by id, with what each asks for; ``names`` are those of all things.

    ``things`` tells what replies and news speak of too, which are no proposals themselves.
    """

    proposals: dict[str, Facts]
    things: dict[str, dict[Part, frozenset[str]]]
    names: dict[str, str]
    codes: dict[str, str]
    """Place -> its code, where it is an administrative division."""

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many proposals ask for, or speak of, each thing."""
        found: defaultdict[str, int] = defaultdict(int)
        for id_ in self.proposals:
            for part in THINGS:
                for thing in self.things[id_][part]:
                    found[thing] += 1
        return dict(found)

    def rarity(self, thing: str) -> float:
        """Return ``ln((N + 1) / n)``, where n of the N proposals have a thing."""
        return log((len(self.proposals) + 1) / self.counts[thing])

    def told(self, thing: str) -> float:
        """Return how much it tells that two proposals have a thing: 1 if only they do, 0 if it is common.

        Between, it falls with the logarithm of the number of proposals; what ten of them and a tenth of all
        have is common.
        """
        common = max(_COMMON_COUNT, _COMMON_SHARE * len(self.proposals))
        return max(0.0, 1 - log(self.counts[thing] / 2) / log(common / 2))

    def own_places(self, proposal: str) -> frozenset[str]:
        """Return the divisions inside a proposal's own jurisdiction that stand in its title."""
        fact = self.proposals[proposal]
        return frozenset(
            id_
            for id_ in self.things[proposal][Part.PLACES]
            if lies_in(self.codes.get(id_), fact.jurisdiction) and _stands_in(self.names[id_], fact.name)
        )


_ASKS: Memory[Asks] = Memory(1)


def asks(view: View) -> Asks:
    """Return what all proposals ask for, from memory where the graph has not changed.

    An instrument counts only where it is asked for or planned, with what it is a kind of and its family; of
    the places, a proposal's own city and what lies around it do not count. Handlers are the bodies that the
    measures name, and those that handle the proposal. Titles are compared by their character bigrams.
    """
    return _ASKS.recall(view.identity, lambda: _fetch(view))


def meeting(fact: Facts) -> tuple[str, ...]:
    """Return what two proposals must have in common to be merged: body, session and channel.

    Where a text does not tell the body, its jurisdiction stands for it, and the year for the session; where
    it tells neither, only proposals of one document or list belong together.
    """
    body, session = fact.body or fact.jurisdiction, fact.session or fact.year
    # A row of a list is a document of its own, named after the list.
    where = (body, str(session)) if body and session else (fact.document.partition("#")[0],)
    return (*where, channel(fact))


def channel(fact: Facts) -> str:
    """Return by which channel a proposal came in, in Chinese."""
    return _CHANNELS[DocumentType(fact.document_type)]


def _fetch(view: View) -> Asks:
    said: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows(view, "merge-candidates"):
        if isinstance(row["things"], list | tuple):
            said[str(row["proposal"])][str(row["part"])].update(map(str, row["things"]))
    facts = {id_: fact for id_, fact in proposal_facts(view, Scope()).items() if fact.passages}
    proposals = {id_: fact for id_, fact in facts.items() if fact.document_type in _CHANNELS}
    known = rows(view, "concepts")
    codes = {str(row["id"]): str(row["code"]) for row in known if row["code"]}
    families = _families(view)
    things = {id_: _parts(fact, said[id_], codes, families) for id_, fact in facts.items()}
    names = {str(row["id"]): str(row["name"]) for row in [*known, *rows(view, "organizations")]}
    return Asks(proposals, things, names, codes)


def _stands_in(place: str, title: str) -> bool:
    """Tell whether a division is named in a title, with or without the word for its rank."""
    return place in title or (len(place) > 2 and place[:-1] in title)


def _families(view: View) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for level in (Level.CONCEPT, Level.FAMILY):
        for row in rows(view, "instrument-ladder", level=level.value):
            found[str(row["id"])].add(str(row["group_id"]))
    return dict(found)


def _parts(
    fact: Facts, said: dict[str, set[str]], codes: dict[str, str], families: dict[str, set[str]]
) -> dict[Part, frozenset[str]]:
    instruments = said.get(Part.INSTRUMENTS, set[str]())
    return {
        Part.INSTRUMENTS: frozenset(instruments.union(*(families.get(id_, ()) for id_ in instruments))),
        Part.INDUSTRIES: frozenset(said.get(Part.INDUSTRIES, ())),
        Part.PLACES: frozenset(
            id_ for id_ in said.get(Part.PLACES, ()) if not lies_around(codes.get(id_), fact.jurisdiction)
        ),
        Part.HANDLERS: frozenset(said.get(Part.HANDLERS, ())),
        Part.TITLES: frozenset(bigrams(subject(fact.name)).split()),
    }


def subject(title: str) -> str:
    """Return a title without the formula around it.

    >>> subject("关于发展夜经济的提案")
    '发展夜经济'
    """
    for formula in _FORMULA:
        title = title.removeprefix(formula).removesuffix(formula)
    return title
