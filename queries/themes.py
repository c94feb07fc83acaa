"""The question ``themes``: which themes the proposals form."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from graph.model import Evidence, Label, Record, Scalar
from graph.store import View
from queries.catalogue import describe
from queries.facts import Scope
from queries.find import Found, find
from queries.network import plainest
from queries.result import Cell, Result, quotes
from queries.selection import with_code
from queries.theming import Themes, themes
from queries.uses import Uses, as_graph, links_of

_CONCEPTS = 8
_QUOTED = 4
"""Of so many concepts of a theme a sentence is quoted."""
_CENTRAL = 5
"""Sentences are those of the most central proposals."""


class _Wanted(Record, frozen=True, kw_only=True):
    name: str | None
    resolution: int
    jurisdiction: str | None
    session: str | None
    year: int | None
    limit: int


def answer(view: View, given: dict[str, Scalar]) -> Result:
    """Group proposals that share rare industries, instruments and places.

    How they are grouped and named stands with ``theming.themes``, how the grouping is kept steady with
    ``communities.communities``. Themes stand in order of size. With a ``name``, only the theme of that
    proposal, or those of whose concepts the named thing is one.

    Raises:
        QueryError: the name fits nothing, or several things.
    """
    given = with_code(view, given)
    wanted = msgspec.convert(given, _Wanted)
    scope = Scope(jurisdiction=wanted.jurisdiction, session=wanted.session, year=wanted.year)
    known = themes(view, scope, wanted.resolution)
    focus = find(view, wanted.name) if wanted.name is not None else None
    chosen = _chosen(known, focus)
    notes = [*(focus.notes if focus else ()), *known.notes]
    if focus is not None and not chosen:
        notes.append(f"{focus.thing} 不属于任何主题")
    if len(chosen) > wanted.limit:
        notes.append(f"只列出前 {wanted.limit} 个主题")
    total, chosen = len(chosen), chosen[: wanted.limit]
    links = _links(view, known, chosen)
    return Result(
        query="themes",
        parameters={**given, "name": focus.thing.id} if focus else given,
        columns=describe("themes").columns[0],
        rows=tuple(_rows(known, chosen, links)),
        notes=tuple(notes),
        graph=as_graph(view, links),
        total=total,
    )


def _chosen(known: Themes, focus: Found | None) -> list[int]:
    every = range(len(known.members))
    if focus is None:
        return list(every)
    if focus.thing.label is Label.PROPOSAL:
        rows = [row for row, fact in enumerate(known.found.proposals) if fact.id == focus.thing.id]
        return [int(known.of[row]) for row in rows if known.of[row] >= 0]
    columns = [index for index, one in enumerate(known.found.concepts) if one.id == focus.thing.id]
    return [theme for theme in every for column in columns if column in known.counts(theme)]


def _links(view: View, known: Themes, chosen: list[int]) -> Uses:
    """Return (proposal, concept) -> links, for the central proposals and telling concepts of some themes."""
    wanted = {
        (known.found.proposals[row].id, known.found.concepts[column].id)
        for theme in chosen
        for row in known.members[theme][:_CENTRAL]
        for column in known.concepts(theme, _CONCEPTS)
    }
    return links_of(view, wanted)


def _rows(known: Themes, chosen: list[int], links: Uses) -> Iterator[dict[str, Cell]]:
    for theme in chosen:
        facts = [known.found.proposals[row] for row in known.members[theme]]
        columns = known.concepts(theme, _CONCEPTS)
        counts = known.counts(theme)
        years = sorted({fact.year for fact in facts if fact.year is not None})
        yield {
            "theme": theme + 1,
            "name": known.name(theme),
            "count": len(facts),
            "concepts": [f"{known.found.concepts[column].name}({counts[column]})" for column in columns],
            "years": "–".join(map(str, dict.fromkeys([years[0], years[-1]]))) if years else "",
            "proposals": [fact.name for fact in facts],
            "proposal_ids": [fact.id for fact in facts],
            "evidence": quotes(
                said
                for column in columns[:_QUOTED]
                if (said := _said(links, [fact.id for fact in facts], known.found.concepts[column].id))
            ),
        }


def _said(links: Uses, proposals: list[str], concept: str) -> Evidence | None:
    """Return a sentence on a concept from the first proposal that has one."""
    found = (
        plainest(item for link in links.get((id_, concept), ()) for item in link.evidence)
        for id_ in proposals
    )
    return next((item for item in found if item is not None), None)
