"""Where industries meet instruments, places, proposers and each other: the sentences behind their links."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graph.model import Edge, EdgeType, Evidence, Modality, Resolution, Subgraph
from graph.store import View
from queries.catalogue import rows
from queries.industry_incidence import Industries
from queries.network import collapse, in_order, nodes, ties_among

Meeting = tuple[str, str]
"""An industry and what it meets, by id."""

_EDGES: dict[str, tuple[EdgeType, tuple[str, ...]]] = {
    "instrument": (EdgeType.USES, ("", *Modality)),
    "place": (EdgeType.LOCATED_IN, ("", *Resolution)),
    "industry": (EdgeType.CONCERNS, ("",)),
}
"""Kind of thing -> the edge by which a passage names it, and the qualifiers that the edge may have."""


class Meetings:
    """One passage for each meeting, the first by its id, with what it says of both."""

    def __init__(self, view: View, passages: dict[Meeting, str]) -> None:
        self._view = view
        self._passages = passages
        self._keys = {meeting: _keys(passage, meeting) for meeting, passage in passages.items()}
        self._said = view.evidence(sorted({key for some in self._keys.values() for key in some}))

    def evidence(self, meeting: Meeting) -> tuple[Evidence, ...]:
        """Return what the passage says of the industry and of what it meets, in the order of the text."""
        return in_order(item for key in self._keys.get(meeting, ()) for item in self._said[key])

    def graph(self) -> Subgraph:
        """Return the industries, what they meet and the proposals in which they do, as they are drawn."""
        found = rows(self._view, "passage-owners", ids=sorted(set(self._passages.values())))
        proposals = {str(row["owner"]) for row in found}
        drawn = nodes(self._view, proposals.union(*self._keys))
        links = collapse(self._view, ties_among(self._view, drawn, proposals))
        return Subgraph(nodes=tuple(drawn.values()), links=links)


def meetings(view: View, found: Industries, wanted: Collection[Meeting]) -> Meetings:
    """Find one passage for every meeting of ``wanted``, among the proposals that ``found`` is of."""
    passages = {meeting: found.meeting(*meeting) for meeting in sorted(wanted)}
    return Meetings(view, {meeting: passage for meeting, passage in passages.items() if passage is not None})


def _keys(passage: str, ends: Iterable[str]) -> list[str]:
    """Return the keys of the edges by which a passage names some things; some may not be there."""
    keys: list[str] = []
    for end in ends:
        kind, qualifiers = _EDGES.get(end.partition(":")[0], (EdgeType.CONCERNS, ()))
        keys += [Edge(source=passage, type=kind, target=end, qualifier=one).key for one in qualifiers]
    return keys
