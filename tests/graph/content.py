"""What a store holds, and what it should hold: how the tests of stores compare."""

from __future__ import annotations

from graph.model import Edge, Extraction, Node
from graph.project import project
from graph.store import Store
from tests.graph.builders import TEXT, extraction


def content(store: Store) -> tuple[list[Node], list[Edge], list[tuple[str, str, str]]]:
    return list(store.nodes()), list(store.edges()), list(store.documents())


def of(*extractions: Extraction) -> tuple[list[Node], list[Edge]]:
    """What a store of these documents should hold, computed without one (texts all different)."""
    nodes: dict[str, Node] = {}
    edges: dict[str, Edge] = {}
    for one in extractions:
        found = project(one)
        nodes |= {node.id: node for node in found[0]}
        edges |= {edge.key: edge for edge in found[1]}
    return [nodes[key] for key in sorted(nodes)], [edges[key] for key in sorted(edges)]


def generation(store: Store) -> str:
    return store.view().identity


def other(name: str = "b") -> Extraction:
    return extraction(name, "又一份。" + TEXT)
