"""The whole graph for the map, and its core where it is too large."""

from __future__ import annotations

from graph.model import EdgeType, Label
from graph.store import View
from queries.network import ties, whole_graph
from tests.queries.conftest import DRAMA, ENTITIES


def test_the_whole_graph(view: View) -> None:
    graph, total = whole_graph(view)
    assert total == len(graph.nodes) == len(ENTITIES) + 5
    assert {node.label for node in graph.nodes}.isdisjoint({Label.PASSAGE, Label.DOCUMENT})
    assert [node.id for node in graph.nodes] == sorted(node.id for node in graph.nodes)
    assert [link.key for link in graph.links] == sorted({link.key for link in graph.links})
    broader = [link for link in graph.links if link.type is EdgeType.BROADER]
    assert len(broader) == sum(len(entity.broader) for entity in ENTITIES)
    quoted = [link for link in graph.links if link.type is not EdgeType.BROADER]
    assert all(link.evidence for link in quoted)


def test_nodes_carry_what_the_map_shows(view: View) -> None:
    nodes = {node.id: node for node in whole_graph(view)[0].nodes}
    assert nodes[DRAMA].properties["year"] == 2025
    assert nodes["instrument:产业投资基金"].properties == {"level": "family"}
    assert nodes["place:330100"].properties == {"code": "330100"}


def test_the_core_of_a_large_graph(view: View) -> None:
    graph, total = whole_graph(view, limit=6)
    assert total == len(ENTITIES) + 5
    ids = {node.id for node in graph.nodes}
    # The two proposals that mention most, and the four things most often joined to them.
    assert {DRAMA, "proposal:hangzhou#2", "industry:人工智能"} <= ids
    assert len(ids) == 6
    assert all(link.source in ids and link.target in ids for link in graph.links)


def test_an_empty_graph(empty: View) -> None:
    graph, total = whole_graph(empty)
    assert (graph.nodes, graph.links, total) == ((), (), 0)


def test_each_stored_edge_is_one_tie(view: View) -> None:
    found = ties(view, [DRAMA, "industry:微短剧"])
    assert len(found) == len(set(found))
    assert found == sorted(found)
