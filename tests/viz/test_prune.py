import pytest

from graph.model import EdgeType, Label, Node, RenderError, Subgraph
from tests.viz.conftest import Builder, many, small
from viz.prune import count_neighbours, fold_passages, prune


def test_a_small_graph_is_drawn_whole() -> None:
    drawn = prune(small())
    assert (len(drawn.nodes), len(drawn.links)) == (drawn.total_nodes, drawn.total_links) == (9, 8)


def test_passages_fold_into_their_proposal_and_merge_their_quotations(build: Builder) -> None:
    proposal = build.node(Label.PROPOSAL, "提案")
    document = build.node(Label.DOCUMENT, "文件")
    fund = build.node(Label.INSTRUMENT, "基金")
    build.link(proposal, EdgeType.IN_DOCUMENT, document)
    for number in (1, 2):
        passage = build.node(Label.PASSAGE, f"段{number}")
        build.link(document, EdgeType.HAS_PASSAGE, passage)
        build.link(proposal, EdgeType.HAS_PASSAGE, passage)
        build.link(passage, EdgeType.USES, fund, ("基金", f"第{number}段设立基金。"), qualifier="proposed")
    nodes, links = fold_passages(build.subgraph)
    assert [node.name for node in nodes] == ["基金", "提案"]
    assert [(link.source, link.target, len(link.evidence)) for link in links] == [(proposal, fund, 2)]


def test_a_document_stays_where_it_has_links_of_its_own(build: Builder) -> None:
    document = build.node(Label.DOCUMENT, "新闻")
    passage = build.node(Label.PASSAGE, "段")
    build.link(document, EdgeType.HAS_PASSAGE, passage)
    build.link(passage, EdgeType.LOCATED_IN, build.node(Label.PLACE, "杭州市"), ("杭州", "在杭州。"))
    nodes, links = fold_passages(build.subgraph)
    assert {node.name for node in nodes} == {"新闻", "杭州市"}
    assert links[0].source == document


def test_large_graphs_keep_the_strongest_and_the_focus_with_its_neighbours() -> None:
    graph = many(300)
    focus = "industry:行业239"
    drawn = prune(graph, limit=50, focus=focus)
    ids = {node.id for node in drawn.nodes}
    assert len(ids) == 50
    assert drawn.total_nodes == 300
    assert focus in ids
    near = {
        end
        for link in graph.links
        for end in (link.source, link.target)
        if focus in (link.source, link.target)
    }
    assert near <= ids
    assert all(link.source in ids and link.target in ids for link in drawn.links)


def test_neighbours_are_counted_once(build: Builder) -> None:
    a, b = build.node(Label.PROPOSAL, "a"), build.node(Label.INSTRUMENT, "b")
    build.link(a, EdgeType.USES, b, qualifier="proposed")
    build.link(a, EdgeType.USES, b, qualifier="existing")
    assert count_neighbours(build.nodes.values(), build.links) == {a: 1, b: 1}


def test_links_without_their_nodes_are_reported(build: Builder) -> None:
    build.link(build.node(Label.PROPOSAL, "a"), EdgeType.USES, "instrument:absent")
    with pytest.raises(RenderError, match="instrument:absent"):
        prune(build.subgraph)


def test_ids_that_stand_twice_are_reported() -> None:
    twice = Node(id="x", label=Label.PLACE, name="x", properties={})
    with pytest.raises(RenderError, match="stands twice"):
        prune(Subgraph(nodes=(twice, twice), links=()))
