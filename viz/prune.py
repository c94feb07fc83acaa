"""What is drawn of an answer: passages fold into proposals; of a large graph the strongest part stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graph.model import EdgeType, Evidence, Label, Link, Node, RenderError, Subgraph

DRAWN_LIMIT = 2000
"""Up to this many nodes a page draws all; above, the strongest."""

_CONTAINERS = (EdgeType.HAS_PASSAGE, EdgeType.IN_DOCUMENT)


class Drawn(NamedTuple):
    """The part of a graph that a page draws, and how much there was."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    degrees: dict[str, int]
    """Distinct neighbours per node, counted in the whole graph, so that a cut does not belittle a hub."""
    total_nodes: int
    total_links: int
    documents: tuple[Node, ...]
    """Documents that are not drawn but stand as sources in the page."""


def prune(subgraph: Subgraph, *, limit: int = DRAWN_LIMIT, focus: str | None = None) -> Drawn:
    """Return what to draw of ``subgraph``, in a fixed order.

    Raises:
        RenderError: a link names a node that is not there, or an id stands twice.
    """
    check(subgraph)
    nodes, links = fold_passages(subgraph)
    degrees = count_neighbours(nodes, links)
    chosen = strongest(nodes, links, limit, focus)
    return Drawn(
        nodes=tuple(node for node in nodes if node.id in chosen),
        links=tuple(link for link in links if link.source in chosen and link.target in chosen),
        degrees=degrees,
        total_nodes=len(nodes),
        total_links=len(links),
        documents=tuple(node for node in subgraph.nodes if node.label is Label.DOCUMENT),
    )


def check(subgraph: Subgraph) -> None:
    """Report repeated ids and links without their nodes before anything is drawn."""
    ids: set[str] = set()
    for node in subgraph.nodes:
        if node.id in ids:
            raise RenderError(f"cannot draw the map: node id {node.id!r} stands twice; ids must be unique")
        ids.add(node.id)
    lost = sorted({end for link in subgraph.links for end in (link.source, link.target) if end not in ids})
    if lost:
        shown = ", ".join(repr(end) for end in lost[:5])
        raise RenderError(
            f"cannot draw the map: {len(lost)} ends of links are no nodes of the graph ({shown}); "
            "add these nodes"
        )


def fold_passages(subgraph: Subgraph) -> tuple[list[Node], list[Link]]:
    """Replace passages by what they belong to, and leave out documents that only contain.

    A passage's links become links of its proposal, or of its document if it belongs to none; links that
    become equal are merged with their quotations. A document stays where it has links of its own.
    """
    parents = _parents(subgraph)
    merged: dict[tuple[str, EdgeType, str, str], dict[Evidence, None]] = {}
    for link in subgraph.links:
        source, target = parents.get(link.source, link.source), parents.get(link.target, link.target)
        if source != target and not (link.type is EdgeType.HAS_PASSAGE and link.target in parents):
            merged.setdefault((source, link.type, target, link.qualifier), {}).update(
                dict.fromkeys(link.evidence)
            )
    labels = {node.id: node.label for node in subgraph.nodes}
    kept = {
        end
        for source, kind, target, _ in merged
        for end in (source, target)
        if labels[end] is not Label.DOCUMENT or kind not in _CONTAINERS
    }
    nodes = sorted(
        (
            n
            for n in subgraph.nodes
            if n.id not in parents and (n.label is not Label.DOCUMENT or n.id in kept)
        ),
        key=lambda node: node.id,
    )
    ids = {node.id for node in nodes}
    links = [
        Link(source=s, type=t, target=o, key=f"{s}|{t}|{o}|{q}", qualifier=q, evidence=tuple(found))
        for (s, t, o, q), found in sorted(merged.items(), key=lambda item: item[0])
        if s in ids and o in ids
    ]
    return nodes, links


def _parents(subgraph: Subgraph) -> dict[str, str]:
    """Return passage id -> id of its proposal, or of its document where there is no proposal."""
    labels = {node.id: node.label for node in subgraph.nodes}
    parents: dict[str, str] = {}
    for link in sorted(subgraph.links, key=lambda link: (link.target, link.source)):
        if link.type is not EdgeType.HAS_PASSAGE or labels[link.target] is not Label.PASSAGE:
            continue
        if labels[link.source] is Label.PROPOSAL or link.target not in parents:
            parents[link.target] = link.source
    return parents


def count_neighbours(nodes: Iterable[Node], links: Iterable[Link]) -> dict[str, int]:
    """Return the number of distinct neighbours of each node."""
    neighbours: dict[str, set[str]] = defaultdict(set)
    for link in links:
        neighbours[link.source].add(link.target)
        neighbours[link.target].add(link.source)
    return {node.id: len(neighbours[node.id]) for node in nodes}


def strongest(nodes: Sequence[Node], links: Sequence[Link], limit: int, focus: str | None) -> set[str]:
    """Return the ids of the ``limit`` strongest nodes: most quotations on their links; equal ones by id.

    The focus and its neighbours come first, so that what was asked about is always there.
    """
    if len(nodes) <= limit:
        return {node.id for node in nodes}
    weight: dict[str, int] = defaultdict(int)
    near = {focus}
    for link in links:
        for end, other in ((link.source, link.target), (link.target, link.source)):
            weight[end] += max(1, len(link.evidence))
            if end == focus:
                near.add(other)
    ranked = sorted(nodes, key=lambda n: (n.id != focus, n.id not in near, -weight[n.id], n.id))
    return {node.id for node in ranked[:limit]}
