"""Where industries meet instruments, places, proposers and each other: the sentences behind their links."""

from __future__ import annotations

from collections.abc import Collection

from graph.model import Edge, EdgeType, Evidence, Scalar, Subgraph
from graph.store import View
from queries.catalogue import rows
from queries.network import collapse, in_order, nodes, ties_among

Meeting = tuple[str, str]
"""An industry and what it meets, by id."""


class Meetings:
    """One passage for each meeting, the first by its key, with the edges that say so."""

    def __init__(self, view: View, passages: dict[Meeting, str], keys: dict[Meeting, list[str]]) -> None:
        self._view = view
        self._passages = passages
        self._keys = keys
        self._said = view.evidence(sorted({key for some in keys.values() for key in some}))

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


def meetings(view: View, wanted: Collection[Meeting], filters: dict[str, Scalar]) -> Meetings:
    """Find one passage for every meeting of ``wanted``."""
    pairs = sorted(wanted)
    found = rows(
        view,
        "industry-things",
        industries=[industry for industry, _ in pairs],
        things=[thing for _, thing in pairs],
        **filters,
    )
    passages: dict[Meeting, str] = {}
    keys: dict[Meeting, list[str]] = {}
    for row in found:
        meeting = (str(row["industry"]), str(row["thing"]))
        kind, key = EdgeType(str(row["relation"])), str(row["key"])
        target = meeting[0] if kind is EdgeType.CONCERNS else meeting[1]
        passages[meeting] = key.rpartition("|")[0].removesuffix(f"|{kind}|{target}")
        also = {_concerns(passages[meeting], end) for end in meeting if end.startswith("industry:")}
        keys[meeting] = sorted({key} | also)
    return Meetings(view, passages, keys)


def _concerns(passage: str, industry: str) -> str:
    """Return the key of the edge by which a passage concerns an industry."""
    return Edge(source=passage, type=EdgeType.CONCERNS, target=industry).key
