"""Industry links: by which passages, instruments, places and proposers, how strongly, and the sentences."""

from __future__ import annotations

import math

import pytest

from graph.model import QueryError
from graph.store import View
from queries.ask import ask
from queries.industry_incidence import Industries
from queries.industry_passages import Met, Together

DRAMA, AI = "industry:微短剧", "industry:人工智能"


def test_two_industries_in_one_passage(view: View) -> None:
    (row,) = ask(view, "industry-links", a="微短剧", b="AI").rows
    assert (row["industry_name"], row["other_name"], row["passages"]) == ("微短剧", "人工智能", 1)
    assert row["proposers"] == ["王新龙"]
    assert row["instruments"] == []  # 消费券 is in the same passage as both: that says nothing more
    assert row["why"] == "“微短剧”与“人工智能”在1个段落中同时提及，同由王新龙提出。"
    assert {quote["exact"] for quote in row["evidence"]} == {"微短剧", "人工智能"}
    assert "把人工智能用于微短剧拍摄。" in {quote["sentence"] for quote in row["evidence"]}


def test_strength_is_the_sum_of_rarities(view: View) -> None:
    # Two industries in all; both have the passage and the proposer (who makes proposals about both).
    (row,) = ask(view, "industry-links").rows
    assert row["strength"] == pytest.approx(2 * math.log(3 / 2), abs=1e-6)


@pytest.mark.parametrize("given", [{"name": "微短剧"}, {"a": "短剧"}, {"b": "industry:微短剧"}])
def test_links_of_one_industry(view: View, given: dict) -> None:
    result = ask(view, "industry-links", **given)
    assert [(row["industry"], row["other"]) for row in result.rows] == [(DRAMA, AI)]
    assert DRAMA in result.parameters.values()


@pytest.mark.parametrize("filters", [{"jurisdiction": "330200"}, {"year": 2024}, {"session": "16-3"}])
def test_filters_and_no_link(view: View, filters: dict) -> None:
    result = ask(view, "industry-links", **filters)
    assert result.rows == ()
    assert "没有找到" in result.notes[0]
    assert ask(view, "industry-links", name="文化产业").rows == ()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"name": "微短剧", "a": "人工智能", "b": "文化产业"}, "至多给两个"),
        ({"a": "微短剧", "b": "短剧"}, "同一产业"),
        ({"a": "杭州市"}, "没有|不确定"),
    ],
)
def test_what_makes_no_sense_is_told(view: View, given: dict, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        ask(view, "industry-links", **given)


def test_the_graph_shows_the_proposals_in_which_they_meet(view: View) -> None:
    graph = ask(view, "industry-links").graph
    assert graph is not None
    assert {node.id for node in graph.nodes} == {
        DRAMA,
        AI,
        "proposal:hangzhou#1",
        "member:cppcc:330100/王新龙",
    }
    assert {(link.source, link.type, link.target) for link in graph.links} >= {
        ("proposal:hangzhou#1", "CONCERNS", DRAMA),
        ("proposal:hangzhou#1", "CONCERNS", AI),
        ("member:cppcc:330100/王新龙", "PROPOSED", "proposal:hangzhou#1"),
    }


def made(
    links: list[tuple[str, str, str, int, str]], together: list[tuple[str, str, int, int]]
) -> Industries:
    """Return what industries have to do with, from meetings made by hand."""
    return Industries([Met(*one) for one in links], [Together(*one, "q0") for one in together])


def test_a_thing_met_in_one_passage_only_is_not_shared_besides() -> None:
    both_in_one = [("a", "Instrument", "fund", 1, "q1"), ("b", "Instrument", "fund", 1, "q1")]
    (pair,) = made(both_in_one, [("a", "b", 2, 1)]).pairs([], 9)
    assert (pair.passages, pair.shared, pair.strength) == (1, [], pytest.approx(math.log(3 / 2), abs=1e-6))
    apart = [("a", "Instrument", "fund", 1, "q1"), ("b", "Instrument", "fund", 1, "q2")]
    (pair,) = made(apart, []).pairs([], 9)
    assert (pair.passages, pair.shared) == (0, [("Instrument", "fund")])
    more = [("a", "Instrument", "fund", 2, "q1"), ("b", "Instrument", "fund", 1, "q1")]
    (pair,) = made(more, [("a", "b", 2, 3)]).pairs([], 9)
    assert (pair.passages, pair.shared) == (3, [("Instrument", "fund")])


def test_signatories_of_one_proposal_count_as_one() -> None:
    one = [(industry, "Proposer", "m1", 1, "q") for industry in "ab"]
    two = [(industry, "Proposer", name, 1, "q") for industry in "ab" for name in ("m1", "m2")]
    (alone,) = made(one, []).pairs([], 9)
    (joint,) = made(two, []).pairs([], 9)
    assert alone.strength == joint.strength > 0
    assert len(joint.shared) == 2


def test_rare_things_weigh_more_and_common_ones_are_skipped() -> None:
    city = [(f"i{n:03}", "Place", "city", 2, "q") for n in range(60)]
    rare = [("i000", "Instrument", "rare", 2, "q"), ("i001", "Instrument", "rare", 2, "q")]
    usual = [(f"i{n:03}", "Instrument", "usual", 2, "q") for n in range(10, 20)]
    found = made([*city, *rare, *usual], [])
    pairs = found.pairs([], 3)
    assert (pairs[0].a, pairs[0].b) == ("i000", "i001")
    assert pairs[0].strength > pairs[1].strength
    assert all("city" not in dict(pair.shared).values() for pair in pairs)
    assert "1 个事物" in found.notes[0]
