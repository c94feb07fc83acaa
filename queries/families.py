"""What proposals have in common: the families of instruments that most of them use, and who shares most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from graph.model import Evidence, Level, Modality, Record
from graph.store import View
from queries.incidence import Filters, incidence
from queries.network import nodes
from queries.uses import Uses, uses

_DIGITS = 6
"""Weights are rounded, so that their order does not hang on the last digit of a sum."""


class Use(Record, frozen=True, kw_only=True):
    """What one proposal says when it uses an instrument of a family."""

    proposal: str
    modality: str
    said: Evidence


class Family(Record, frozen=True, kw_only=True):
    """A family of instruments: how many proposals use it, the ids of the first of them, a few sentences."""

    id: str
    name: str
    class_: str
    count: int
    proposals: tuple[str, ...]
    uses: tuple[Use, ...]


def by_sharing(view: View) -> dict[str, float]:
    """Return what each proposal shares with others, most first, then by id.

    The sum of ``ln(N / n)`` over its families of instruments that others use too, where n of the N
    proposals use a family: rare ones in common weigh more. Zero where it shares nothing.
    """
    found = incidence(view, Level.FAMILY, Filters())
    counts = found.table.counts()
    weights = np.where(counts > 1, np.log(max(found.table.height, 1) / np.maximum(counts, 1)), 0.0)
    sums = np.bincount(found.table.rows, weights[found.table.columns], minlength=found.table.height)
    worth = {
        id_: round(value, _DIGITS) for (id_, _), value in zip(found.proposals, sums.tolist(), strict=True)
    }
    return dict(sorted(worth.items(), key=lambda pair: (-pair[1], pair[0])))


def sharing_count(view: View) -> int:
    """Return how many proposals use a family of instruments that another one uses too."""
    table = incidence(view, Level.FAMILY, Filters()).table
    return len(np.unique(table.rows[table.counts()[table.columns] > 1]))


def used_at(view: View, level: Level) -> dict[str, int]:
    """Return how many proposals use each group of instruments at a level, by id; unused ones are left out."""
    found = incidence(view, level, Filters())
    counts = found.table.counts().tolist()
    return {id_: count for (id_, _), count in zip(found.groups, counts, strict=True) if count}


def most_used(
    view: View, documents: Mapping[str, str], *, limit: int, listed: int, quoted: int
) -> tuple[Family, ...]:
    """Return the families that most proposals use, at least two; the largest first, then by name and id.

    Args:
        view: the graph.
        documents: proposal -> its document, so that sentences come from different ones where they can.
        limit: at most so many families.
        listed: at most so many proposals of each, in the order of their names.
        quoted: at most so many sentences of each, one per proposal.
    """
    found = incidence(view, Level.FAMILY, Filters())
    columns = found.largest(range(found.table.width))[:limit]
    members = {column: [found.proposals[row][0] for row in found.users(column)] for column in columns}
    chosen = {column: _spread(ids, documents, quoted) for column, ids in members.items()}
    wanted = {(id_, found.groups[column][0]) for column, ids in chosen.items() for id_ in ids}
    links = uses(view, found, wanted)
    classes = nodes(view, (found.groups[column][0] for column in members))
    return tuple(
        Family(
            id=found.groups[column][0],
            name=found.groups[column][1],
            class_=str(classes[found.groups[column][0]].properties.get("class") or ""),
            count=len(ids),
            proposals=tuple(ids[:listed]),
            uses=tuple(_uses(found.groups[column][0], chosen[column], links)),
        )
        for column, ids in members.items()
    )


def _spread(proposals: Iterable[str], documents: Mapping[str, str], limit: int) -> list[str]:
    """Choose proposals of different documents first, then of the same."""
    first: dict[str, str] = {}
    rest: list[str] = []
    for proposal in proposals:
        if first.setdefault(documents.get(proposal, ""), proposal) != proposal:
            rest.append(proposal)
    return [*first.values(), *rest][:limit]


def _uses(family: str, proposals: Iterable[str], links: Uses) -> Iterator[Use]:
    """Yield one sentence of each proposal: the first that asks for the instrument, else the first at all."""
    for proposal in proposals:
        said = [
            (link.qualifier, item) for link in links.get((proposal, family), ()) for item in link.evidence
        ]
        if said:
            modality, item = min(said, key=_directness)
            yield Use(proposal=proposal, modality=modality, said=item)


def _directness(said: tuple[str, Evidence]) -> tuple[bool, int, int, str]:
    modality, item = said
    return modality != Modality.PROPOSED, item.start, item.end, modality
