"""The profile pages of the site: which things get one, and what stands on each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

from cli.answers import papers, works
from cli.drawing import save
from graph.model import Label
from graph.store import View
from queries.overview import Overview
from queries.profiled import aliases, most_told, owners
from queries.profiles import Fact, Profile, profile
from viz.answer_contents import Said
from viz.profile import IndexPage, ProfilePage
from viz.profile_contents import Entry, Line, Part, Portrait, Shelf, Trait

PAGES_LIMIT = 200
"""At most so many things of a kind get a page: 1,200 pages in all, some 60 MB."""
_LINES = 200
"""Facts of each section; a page shows the first few, and the rest on demand."""
_ALIASES = 12
"""Further names that a page tells, and is found by."""
INDEX = "index.html"
_KINDS = (Label.MEMBER, Label.ORGANIZATION, Label.INDUSTRY, Label.INSTRUMENT, Label.PLACE, Label.PROPOSAL)
_COUNTED = ("proposals", "handled", "mentioned")
"""What the index counts: the longest of these sections, a body is mostly named where it handles."""
_WORDS = frozenset({"classes", "subtools"})
_PLACES = frozenset({"jurisdictions", "sessions", "filed"})
_PASSAGES = " 段"


class Profiles:
    """The profile pages of a site: first which there are, then, once all addresses are known, the files."""

    def __init__(self, view: View, facts: Overview) -> None:
        """Choose what gets a page: of each kind what matters most, numbered kind by kind."""
        self._view, self._facts = view, facts
        told = most_told(view)
        self._totals = {kind: len(told.get(kind, ())) for kind in _KINDS}
        self._chosen = [(kind, id_) for kind in _KINDS for id_ in told.get(kind, ())[:PAGES_LIMIT]]
        self.names = {id_: f"{number:03}.html" for number, (_, id_) in enumerate(self._chosen, start=1)}
        self._aliases = aliases(view, self.names)

    def write(
        self,
        folder: Path,
        *,
        address: Callable[[str], str],
        map_of: Callable[[str], str],
        home: str,
        language: str,
    ) -> tuple[Shelf, ...]:
        """Write all pages and their index, and return the index.

        Args:
            folder: where the pages go.
            address: of a thing by its id, relative to the folder.
            map_of: where a thing is to be seen on a map, likewise.
            home: the address of the overview, likewise.
            language: language at first sight.

        Raises:
            RenderError: a file cannot be written.
        """
        portraits = _Portraits(self._view, self._facts, address, map_of, home)
        entries: list[Entry] = []
        for kind, id_ in self._chosen:
            told = profile(self._view, id_, limit=_LINES)
            others = tuple(self._aliases.get(id_, ())[:_ALIASES])
            save(ProfilePage(portraits.of(told, others), language=language), folder / self.names[id_])
            entries.append(
                Entry(
                    id=id_,
                    kind=kind,
                    name=told.node.name,
                    aliases=others,
                    note=_meeting(told),
                    count=0 if kind is Label.PROPOSAL else max(told.totals.get(name, 0) for name in _COUNTED),
                    address=self.names[id_],
                )
            )
        shelves = tuple(self._shelves(entries))
        save(IndexPage(shelves, home, language=language), folder / INDEX)
        return shelves

    def _shelves(self, entries: list[Entry]) -> Iterator[Shelf]:
        for kind, some in groupby(entries, key=lambda entry: entry.kind):
            ranked = sorted(some, key=lambda entry: -entry.count)
            yield Shelf(kind=kind, entries=tuple(ranked), total=self._totals[kind])


class _Portraits:
    """Turns profiles into what their pages tell."""

    def __init__(
        self,
        view: View,
        facts: Overview,
        address: Callable[[str], str],
        map_of: Callable[[str], str],
        home: str,
    ) -> None:
        self._view, self._facts = view, facts
        self._address, self._map_of, self._home = address, map_of, home

    def of(self, told: Profile, others: tuple[str, ...]) -> Portrait:
        owner = owners(self._view, (one.key for fact in told.facts for one in fact.said))
        parts = tuple(self._parts(told, owner))
        said = [one for part in parts for line in part.lines for one in line.said]
        proposals = {one.proposal for one in said} | {told.node.id}
        documents = {one.said.document for one in said}
        return Portrait(
            id=told.node.id,
            kind=told.node.label,
            name=told.node.name,
            aliases=others,
            traits=tuple(self._traits(told)),
            parts=parts,
            works=works(self._facts, proposals, self._address),
            papers=papers(self._facts, documents, proposals),
            map=self._map_of(told.node.id),
            home=self._home,
            index=INDEX,
        )

    def _traits(self, told: Profile) -> Iterator[Trait]:
        for fact in told.facts[1:]:  # the first says its kind and name, which head the page
            if fact.section != "identity":
                return
            yield Trait(what=fact.fact, value=fact.value, address=self._address(fact.id) if fact.id else "")

    def _parts(self, told: Profile, owner: dict[str, str]) -> Iterator[Part]:
        for section, some in groupby(told.facts, key=lambda fact: fact.section):
            if section != "identity":
                yield Part(
                    section=section,
                    lines=tuple(self._line(told, fact, owner) for fact in some),
                    total=told.totals[section],
                    things=told.things[section],
                )

    def _line(self, told: Profile, fact: Fact, owner: dict[str, str]) -> Line:
        id_ = _node_id(fact)
        count = int(fact.value.removesuffix(_PASSAGES)) if fact.section == "parts" else fact.count
        return Line(
            fact=fact.fact,
            name=fact.value,
            id=fact.id,
            address=self._address(id_) if id_ and id_ != told.node.id else "",
            count=count,
            said=tuple(Said(proposal=owner.get(one.key, ""), said=one.said) for one in fact.said),
        )


def _meeting(told: Profile) -> str:
    """Return which conference or congress a member belongs to, where that is known."""
    return next((fact.value for fact in told.facts if (fact.section, fact.fact) == ("identity", "会议")), "")


def _node_id(fact: Fact) -> str:
    """Return the id of the thing that a fact names: of classes and places, facts give the code."""
    if fact.section in _WORDS:
        return f"instrument:{fact.id}"
    if fact.section in _PLACES:
        return f"place:{fact.id}" if fact.id else ""
    return "" if fact.section == "measures" else fact.id
