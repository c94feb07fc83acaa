"""Fewer edges for the layout of large graphs: what many share tells little about where they belong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SPARSE_FROM = 150
"""Components of fewer core nodes are laid out with all their edges."""

_KEPT = 3  # edges each node keeps: those to its least connected neighbours


def backbone(names: Sequence[str], inner: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Return the edges that shape the layout of a connected graph, each once, sorted.

    Every node keeps the edges to its rarest neighbours; of the others, only those stay without which the
    graph would fall apart. A concept that hundreds of proposals name would pull all of them into one knot.

    Args:
        names: the nodes, sorted.
        inner: neighbours of each node.
    """
    edges = [(a, b) for a in names for b in inner[a] if a < b]
    if len(names) < SPARSE_FROM:
        return edges
    kept = {
        (min(name, near), max(name, near))
        for name in names
        for near in sorted(inner[name], key=lambda other: (len(inner[other]), other))[:_KEPT]
    }
    return sorted(kept | _bridges(names, inner, edges, kept))


def _bridges(
    names: Sequence[str],
    inner: Mapping[str, Sequence[str]],
    edges: Sequence[tuple[str, str]],
    kept: set[tuple[str, str]],
) -> set[tuple[str, str]]:
    """Return the edges, rarest ends first, that join what ``kept`` alone would leave apart."""
    root = {name: name for name in names}

    def find(name: str) -> str:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for a, b in sorted(kept):
        root[find(a)] = find(b)
    added: set[tuple[str, str]] = set()
    for a, b in sorted(edges, key=lambda edge: (len(inner[edge[0]]) + len(inner[edge[1]]), edge)):
        if find(a) != find(b):
            root[find(a)] = find(b)
            added.add((a, b))
    return added
