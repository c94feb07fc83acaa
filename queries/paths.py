"""The cheapest paths of a piece of the graph: the arithmetic behind ``trace``. Knows no store."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Iterator, Mapping

import networkx as nx

from graph.model import EdgeType
from queries.growth import Step

_SLACK = 2.0
"""A path that costs more than so many times the best is not shown."""

_NEAR = 500
"""So many things, those on the cheapest paths, are searched for alternatives."""

_UNQUOTED = 2.0
"""What a step costs more when only the lexicon stands behind it."""

Path = list[str]


def between(steps: Iterable[Step], a: str, b: str) -> nx.Graph[str]:
    """Return what lies between two things: what hangs by one neighbour is taken away, again and again."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from((a, b))
    for step in sorted(steps):
        # Only the lexicon stands behind a BROADER edge; any other between the same ends is quoted.
        extra = _UNQUOTED if step.relation == EdgeType.BROADER else 0.0
        known = graph.get_edge_data(step.source, step.target, {"extra": extra})
        graph.add_edge(step.source, step.target, extra=min(extra, known["extra"]))
    loose = deque(id_ for id_ in graph if graph.degree(id_) < 2)
    while loose:
        id_ = loose.popleft()
        if id_ in graph and id_ not in (a, b):
            loose.extend(other for other in list(graph[id_]) if graph.degree(other) <= 2)
            graph.remove_node(id_)
    return graph


def nearest(graph: nx.Graph[str], degrees: Mapping[str, int], a: str, b: str) -> nx.Graph[str]:
    """Price the edges and return the part on the cheapest paths, up to twice the cost of the best.

    Args:
        graph: as ``between`` gives it.
        degrees: how many edges each of its things has in the whole graph.
        a: where the paths begin.
        b: where they end.
    """
    cost = {id_: 1 + math.log(max(degrees[id_], 1)) for id_ in graph}
    for source, target, data in graph.edges(data=True):
        data["cost"] = (cost[source] + cost[target]) / 2 + data["extra"]
    from_a = nx.single_source_dijkstra_path_length(graph, a, weight="cost")
    from_b = nx.single_source_dijkstra_path_length(graph, b, weight="cost")
    through = sorted(
        (round(from_a[id_] + from_b[id_], 6), id_) for id_ in graph if id_ in from_a and id_ in from_b
    )
    kept = {id_ for total, id_ in through[:_NEAR] if total <= _SLACK * through[0][0]} | {a, b}
    # A copy in the order of insertion: which of two equally cheap paths comes first must not vary.
    near: nx.Graph[str] = nx.Graph()
    near.add_nodes_from(id_ for id_ in graph if id_ in kept)
    near.add_edges_from((u, v, data) for u, v, data in graph.edges(data=True) if u in kept and v in kept)
    return near


def cheapest(near: nx.Graph[str], a: str, b: str) -> Iterator[Path]:
    """Yield simple paths, the cheapest first; none where the ends are not joined."""
    if nx.has_path(near, a, b):
        yield from nx.shortest_simple_paths(near, a, b, weight="cost")
