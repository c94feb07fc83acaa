"""What proposals say when they use an instrument: the links and sentences behind an incidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from graph.model import EdgeType, Evidence, Link, Modality, Subgraph
from graph.store import Row, View
from queries.captions import MODALITIES
from queries.catalogue import rows
from queries.incidence import Incidence
from queries.network import Tie, collapse, nodes, ties

Uses = dict[tuple[str, str], list[Link]]
"""(proposal, thing or group of instruments) -> one link per modality."""

_ROLES = {role: place for place, role in enumerate(("lead", "speaker", "co"))}
"""Order in which proposers are named."""


def uses(view: View, found: Incidence, wanted: Collection[tuple[str, str]]) -> Uses:
    """Return the links of some proposals to some groups of instruments, with what they quote."""
    ties = [
        Tie(str(row["proposal"]), EdgeType.USES, group, str(row["modality"] or ""), str(row["key"]))
        for row in rows(view, "instrument-uses", ids=sorted({proposal for proposal, _ in wanted}))
        for group in found.groups_of.get(str(row["instrument"]), ())
        if (str(row["proposal"]), group) in wanted and found.modality in (None, row["modality"])
    ]
    links: defaultdict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in collapse(view, ties):
        links[link.source, link.target].append(link)
    return links


def links_of(view: View, wanted: Collection[tuple[str, str]]) -> Uses:
    """Return (proposal, thing) -> what the proposal says of the thing, for some such pairs."""
    links: defaultdict[tuple[str, str], list[Link]] = defaultdict(list)
    found = ties(view, {proposal for proposal, _ in wanted})
    for link in collapse(view, (tie for tie in found if (tie.source, tie.target) in wanted)):
        links[link.source, link.target].append(link)
    return dict(links)


def quoted(links: Iterable[Link]) -> list[tuple[Evidence, str]]:
    """Return the quotations of some links in the order of the text, each with its modality in Chinese."""
    found = [
        (item, MODALITIES[Modality(link.qualifier)] if link.qualifier else "")
        for link in links
        for item in link.evidence
    ]
    return sorted(found, key=lambda pair: (pair[0].document, pair[0].start, pair[0].end, pair[1]))


def as_graph(view: View, links: Uses) -> Subgraph:
    """Return proposals and instruments as a graph to be drawn."""
    drawn = nodes(view, {end for pair in links for end in pair})
    return Subgraph(
        nodes=tuple(drawn.values()), links=tuple(link for pair in sorted(links) for link in links[pair])
    )


def proposers(view: View, proposals: Iterable[str]) -> dict[str, list[str]]:
    """Return the names of those who proposed each proposal: lead first, then by name."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows(view, "proposers", ids=sorted(set(proposals))):
        found[str(row["proposal"])].append(row)
    return {proposal: in_order_of_role(people) for proposal, people in found.items()}


def in_order_of_role(people: Iterable[Row]) -> list[str]:
    """Return the names of proposers, each once: lead first, then by name."""
    ranked = sorted((_ROLES.get(str(row["role"]), len(_ROLES)), str(row["name"])) for row in people)
    return list(dict.fromkeys(name for _, name in ranked))
