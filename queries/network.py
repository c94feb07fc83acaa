"""The graph as it is drawn: passages are counted as their proposal, so a proposal touches what it mentions.

``Proposal -USES-> Instrument`` then stands for every passage of the proposal that uses the instrument, with
all their quotations; a proposal and what the reply to it names are one. Nothing of it is stored.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from graph.model import EdgeType, Evidence, Label, Link, Node, Subgraph, Value
from graph.store import Row, View
from graph.text import SENTENCE_ENDS
from queries.catalogue import rows
from queries.twins import Twins, twins_of

_NODE_COLUMNS = frozenset({"id", "label", "name"})


class Tie(NamedTuple):
    """An edge between two drawn things, with the key of the stored edge that it rests on."""

    source: str
    type: EdgeType
    target: str
    qualifier: str
    key: str

    def other(self, end: str) -> str:
        """Return the end that is not ``end``."""
        return self.target if end == self.source else self.source


def ties(view: View, ids: Iterable[str]) -> list[Tie]:
    """Return everything that joins some things to others, sorted, each stored edge once."""
    twins = twins_of(view)
    return _ties(rows(view, "around", ids=twins.all(ids)), twins)


def ties_among(view: View, ids: Collection[str], proposals: Iterable[str]) -> list[Tie]:
    """Return what joins some things to each other; ``proposals`` are those of them that are proposals.

    Asked from the proposals' side, since a thing such as a city may be joined to most of the graph.
    """
    kept, twins = set(ids), twins_of(view)
    found = _ties(
        rows(view, "around", ids=twins.all(proposals)) + rows(view, "hierarchy", ids=sorted(kept)), twins
    )
    return [tie for tie in found if tie.source in kept and tie.target in kept]


def _ties(found: Iterable[Row], twins: Twins) -> list[Tie]:
    return sorted(
        {
            Tie(
                twins.of(str(row["source"])),
                EdgeType(str(row["relation"])),
                twins.of(str(row["target"])),
                str(row["qualifier"] or ""),
                str(row["key"]),
            )
            for row in found
        }
    )


def collapse(view: View, found: Iterable[Tie]) -> tuple[Link, ...]:
    """Return one link per pair of ends, type and qualifier, with the quotations of all that it stands for.

    The link's key is built as an edge's is, from its own ends.
    """
    groups: defaultdict[tuple[str, EdgeType, str, str], set[str]] = defaultdict(set)
    for tie in found:
        groups[tie.source, tie.type, tie.target, tie.qualifier].add(tie.key)
    said = view.evidence(sorted({key for keys in groups.values() for key in keys}))
    return tuple(
        Link(
            source=source,
            type=kind,
            target=target,
            key=f"{source}|{kind}|{target}|{qualifier}",
            qualifier=qualifier,
            evidence=in_order(item for key in keys for item in said.get(key, ())),
        )
        for (source, kind, target, qualifier), keys in sorted(groups.items())
    )


def in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return quotations in the order of document and offset, each place once."""
    places = {(item.document, item.start, item.end): item for item in evidence}
    return tuple(places[place] for place in sorted(places))


def plainest(evidence: Iterable[Evidence]) -> Evidence | None:
    """Return the first quotation from a whole sentence that is no heading, else the first of all."""
    ordered = in_order(evidence)
    telling = (item for item in ordered if not is_heading(item.sentence))
    return next(telling, ordered[0] if ordered else None)


_NAMES_ONLY = re.compile(r"[（(]?[一二三四五六七八九十\d]*[)）、.．]*是?关于.{1,24}")


def is_heading(sentence: str) -> bool:
    """Tell whether a sentence only names its subject: it has no full stop, or is a short one on 关于.

    >>> is_heading("三、关于低空综合险。"), is_heading("建议设立基金。")
    (True, False)
    """
    return sentence[-1:] not in SENTENCE_ENDS or _NAMES_ONLY.fullmatch(sentence) is not None


def nodes(view: View, ids: Iterable[str]) -> dict[str, Node]:
    """Return nodes by id, sorted by id, with the properties that are known of them."""
    found = sorted(rows(view, "nodes", ids=sorted(set(ids))), key=lambda row: str(row["id"]))
    return {str(row["id"]): _node(row) for row in found}


def _node(row: Row) -> Node:
    properties: dict[str, Value] = {
        name: value for name, value in sorted(row.items()) if name not in _NODE_COLUMNS and value is not None
    }
    return Node(
        id=str(row["id"]), label=Label(str(row["label"])), name=str(row["name"]), properties=properties
    )


def degrees(view: View, ids: Iterable[str]) -> dict[str, int]:
    """Return how many stored edges each node has."""
    found = rows(view, "degrees", ids=sorted(set(ids)))
    return {str(row["id"]): int(str(row["degree"])) for row in found}


def whole_graph(view: View, limit: int = 2000) -> tuple[Subgraph, int]:
    """Return the graph for the map, and how many things it would hold in full.

    Where there are more than ``limit``, the strongest core is returned: the proposals that mention most
    fill a third of it, the things most of them share (and who proposed them) the rest.
    """
    counted = rows(view, "passage-counts")
    proposals = [
        str(row["id"]) for row in sorted(counted, key=lambda row: (-int(str(row["count"])), str(row["id"])))
    ]
    twins = twins_of(view)
    total = sum(int(str(row["count"])) for row in rows(view, "totals")) - len(twins.meant)
    if total > limit:
        kept = _core(view, proposals[: max(1, limit // 3)], limit)
    else:
        kept = {str(row["id"]) for row in rows(view, "names")} - twins.meant.keys()
    drawn = nodes(view, kept)
    links = collapse(view, ties_among(view, kept, (id_ for id_ in proposals if id_ in kept)))
    return Subgraph(nodes=tuple(drawn.values()), links=links), total


def _core(view: View, proposals: list[str], limit: int) -> set[str]:
    """Return the ids of some proposals and of what is joined to them most often, ``limit`` in all."""
    kept = set(proposals)
    joined = {
        (tie.other(end), end)
        for tie in ties(view, proposals)
        for end in (tie.source, tie.target)
        if end in kept
    }
    often = Counter(other for other, _ in joined if other not in kept)
    ranked = sorted(often, key=lambda id_: (-often[id_], id_))
    return kept.union(ranked[: limit - len(kept)])
