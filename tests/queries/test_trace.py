"""Trace: the paths between two things of the graph of ``conftest``."""

from __future__ import annotations

import pytest

from graph.model import EdgeType, QueryError
from graph.store import View
from queries import growth, trace
from queries.ask import ask
from tests.queries.conftest import ASKED, DRAMA, REPLY


def steps(result, path=1):
    return [(row["from"], row["relation"], row["to"]) for row in result.rows if row["path"] == path]


def test_two_industries_in_one_passage(view: View) -> None:
    result = ask(view, "trace", a="微短剧", b="人工智能", limit=1)
    passage = "推动微短剧高质量发展｜1之2"
    assert steps(result) == [("微短剧", "见于", passage), (passage, "涉及产业", "人工智能")]
    first, second = result.rows
    # The sentence that names both comes first, on either side.
    assert [quote["sentence"] for quote in first["evidence"]] == [
        "把人工智能用于微短剧拍摄。",
        "向微短剧观众发放消费券。",
    ]
    assert [quote["sentence"] for quote in second["evidence"]] == ["把人工智能用于微短剧拍摄。"]
    assert (first["from_kind"], first["to_kind"], first["to_id"]) == (
        "Industry",
        "Passage",
        "passage:hangzhou#2",
    )
    assert second["evidence"][0].keys() == {"document", "start", "end", "exact", "sentence"}


def test_a_proposal_is_joined_through_its_passage_with_that_sentence(view: View) -> None:
    result = ask(view, "trace", a="王新龙", b="微短剧基金", limit=1)
    passage = "推动微短剧高质量发展｜1之1"
    assert steps(result) == [
        ("王新龙", "提出", "推动微短剧高质量发展"),
        ("推动微短剧高质量发展", "含段落", passage),
        (passage, "使用工具", "微短剧基金"),
    ]
    assert [row["evidence"][0]["exact"] for row in result.rows] == ["王新龙", "微短剧基金", "微短剧基金"]


def test_different_paths(view: View) -> None:
    result = ask(view, "trace", a="推动微短剧高质量发展", b="加快人工智能发展", limit=20)
    through = [
        [
            row["to"]
            for row in result.rows
            if row["path"] == number and row["to_kind"] not in ("Passage", "Proposal")
        ]
        for number in sorted({row["path"] for row in result.rows})
    ]
    assert ["人工智能"] in through
    assert ["微短剧基金", "产业投资基金", "算力基金"] in through
    assert through[0] == ["人工智能"]
    assert len(through) == len({tuple(path) for path in through})


def test_the_graph_shows_the_proposal_for_its_passage(view: View) -> None:
    graph = ask(view, "trace", a="微短剧", b="人工智能", limit=1).graph
    assert graph is not None
    assert [node.id for node in graph.nodes] == ["industry:人工智能", "industry:微短剧", DRAMA]
    assert [(link.source, link.type, link.target) for link in graph.links] == [
        (DRAMA, EdgeType.CONCERNS, "industry:人工智能"),
        (DRAMA, EdgeType.CONCERNS, "industry:微短剧"),
    ]


def test_a_long_way_over_the_hierarchy(view: View) -> None:
    result = ask(view, "trace", a="安静的提案", b="民建市委会", limit=1)
    assert [row["to"] for row in result.rows if row["to_kind"] != "Passage"] == [
        "李明",
        "建设算力枢纽",
        "算力券",
        "消费促进",
        "消费券",
        "繁荣夜间消费",
        "民建市委会",
    ]
    unquoted = [row["relation"] for row in result.rows if not row["evidence"]]
    assert unquoted == ["上位", "下位"]


def test_no_path_within_the_rounds(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trace, "ROUNDS", 2)
    monkeypatch.setattr(growth, "ROUNDS", 2)
    result = ask(view, "trace", a="安静的提案", b="民建市委会")
    assert result.rows == ()
    assert result.notes == ("未找到 安静的提案 与 民建市委会 之间 2 步以内的路径",)
    assert result.graph is not None
    assert result.graph.nodes == ()


def test_the_same_thing(view: View) -> None:
    with pytest.raises(QueryError, match="同一事物"):
        ask(view, "trace", a="AI", b="人工智能")


def test_a_bounded_search_says_so(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "EDGES", 1)
    result = ask(view, "trace", a="王新龙", b="宁波市")
    assert result.rows == ()
    assert result.notes == (
        "图很大, 只检索了其中一部分, 可能还有更好的路径",
        "未找到 王新龙 与 宁波市 之间 10 步以内的路径",
    )


def test_a_reply_leads_to_what_it_answers_and_to_who_handled_it(answered: View) -> None:
    reply, asked = REPLY, ASKED
    found = ask(answered, "trace", a=reply, b=asked, limit=1)
    assert [(row["relation"], row["to_id"]) for row in found.rows] == [("答复", asked)]
    assert found.rows[0]["evidence"]
    (office,) = answered.run("MATCH (:Proposal)-[:HANDLED_BY]->(o:Organization) RETURN min(o.id) AS id", {})
    way = ask(answered, "trace", a=office["id"], b=asked, limit=20).rows
    assert any(
        (row["from_id"], row["relation"], row["to_id"]) == (office["id"], "承办", asked) for row in way
    )
    assert all(row["evidence"] for row in way if row["relation"] in ("承办", "答复", "得到答复"))
