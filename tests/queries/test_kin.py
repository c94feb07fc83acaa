"""The graph of one proposal's own map."""

from __future__ import annotations

from graph.store import View
from queries.kin import kin
from tests.queries.conftest import AI, DRAMA, HUB, NIGHT, QUIET

FUND = "instrument:产业投资基金"


def test_what_a_proposal_says_and_who_says_the_same(view: View) -> None:
    graph = kin(view, DRAMA)
    assert {node.id for node in graph.nodes} == {
        DRAMA,
        "place:之江文化产业带",
        "instrument:微短剧基金",
        "industry:人工智能",
        "industry:微短剧",
        "instrument:消费券",
        "member:cppcc:330100/王新龙",
        AI,
        NIGHT,
        FUND,
    }


def test_a_family_stands_between_with_the_sentences_of_both(view: View) -> None:
    links = {(link.source, link.target): link for link in kin(view, DRAMA).links}
    assert [item.exact for item in links[DRAMA, FUND].evidence] == ["微短剧基金"]
    assert [item.exact for item in links[AI, FUND].evidence] == ["算力基金"]
    assert ("instrument:微短剧基金", FUND) in links


def test_links_are_sorted_each_once_and_among_the_nodes(view: View) -> None:
    graph = kin(view, AI)
    ids = {node.id for node in graph.nodes}
    assert {DRAMA, HUB} <= ids
    assert [link.key for link in graph.links] == sorted({link.key for link in graph.links})
    assert all({link.source, link.target} <= ids for link in graph.links)


def test_a_proposal_that_mentions_nothing_stands_with_its_proposer(view: View) -> None:
    graph = kin(view, QUIET)
    assert QUIET in {node.id for node in graph.nodes}
    assert "member:cppcc:330200/李明" in {node.id for node in graph.nodes}
