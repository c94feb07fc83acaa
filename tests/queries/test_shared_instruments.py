"""Shared instruments, with scores worked out by hand on the five proposals of ``conftest``."""

from __future__ import annotations

from math import log

import pytest

from graph.model import QueryError
from graph.store import View
from queries import shared_pairs
from queries.ask import ask
from queries.memory import Memory
from tests.queries.conftest import AI, DRAMA, HUB, NIGHT

KEYS = {"document", "start", "end", "exact", "sentence"}


def pairs(result):
    return [(row["a"], row["b"], row["shared"], row["score"]) for row in result.rows]


def test_by_concept(view: View) -> None:
    # 消费券: 推动微短剧, 繁荣夜间消费; 算力券: 加快人工智能 (denied), 建设算力枢纽; each 2 of 5 proposals.
    worth = round(log(5 / 2), 6)
    assert pairs(ask(view, "shared-instruments", level="concept")) == [
        (AI, HUB, ["算力券"], worth),
        (DRAMA, NIGHT, ["消费券"], worth),
    ]


def test_by_family(view: View) -> None:
    # The two funds meet in 产业投资基金; 算力券 has no family and stands for itself.
    worth = round(log(5 / 2), 6)
    assert pairs(ask(view, "shared-instruments")) == [
        (AI, HUB, ["算力券"], worth),
        (AI, DRAMA, ["产业投资基金"], worth),
        (DRAMA, NIGHT, ["消费券"], worth),
    ]


def test_a_row_says_who_and_quotes_both(view: View) -> None:
    result = ask(view, "shared-instruments", level="concept")
    row = result.rows[0]
    assert row["a_name"] == "加快人工智能发展"
    assert row["a_proposers"] == ["张鸽", "李明"]
    assert row["b_proposers"] == ["李明"]
    assert row["uses_a"] == ["算力券〔缺少〕目前没有算力券。"]
    assert row["uses_b"] == ["算力券〔建议〕宁波市发放算力券。"]
    assert [quote["document"] for quote in row["evidence"]] == ["document:hangzhou", "document:ningbo"]
    assert all(quote.keys() == KEYS and quote["exact"] == "算力券" for quote in row["evidence"])
    assert result.rows[1]["uses_b"] == ["消费券〔建议〕发放消费券。", "消费券〔已有〕继续发放消费券。"]


def test_one_proposal_with_all(view: View) -> None:
    result = ask(view, "shared-instruments", proposal="夜间消费")
    assert pairs(result) == [(NIGHT, DRAMA, ["消费券"], round(log(5 / 2), 6))]
    assert result.parameters["proposal"] == NIGHT


@pytest.mark.parametrize(
    "filters",
    [
        {"jurisdiction": "330100"},
        {"jurisdiction": "杭州"},
        {"session": "12-4"},
        {"year": 2025},
        {"year": "2025"},
    ],
)
def test_filters_narrow_both_sides(view: View, filters: dict) -> None:
    worth = round(log(3 / 2), 6)
    assert pairs(ask(view, "shared-instruments", **filters)) == [
        (AI, DRAMA, ["产业投资基金"], worth),
        (DRAMA, NIGHT, ["消费券"], worth),
    ]


def test_the_proposal_asked_for_takes_part_whatever_the_filters(view: View) -> None:
    result = ask(view, "shared-instruments", proposal=AI, jurisdiction="宁波市")
    assert pairs(result) == [(AI, HUB, ["算力券"], round(log(3 / 2), 6))]
    assert result.parameters["jurisdiction"] == "330200"


def test_a_place_without_a_code_is_no_jurisdiction(view: View) -> None:
    with pytest.raises(QueryError, match="没有行政区划代码"):
        ask(view, "shared-instruments", jurisdiction="之江文化产业带")


def test_one_industry_and_what_is_below_it(view: View) -> None:
    # 微短剧 stands below 文化产业: only 推动微短剧 concerns it; 人工智能 is concerned by two proposals.
    result = ask(view, "shared-instruments", industry="AI")
    assert result.parameters["industry"] == "industry:人工智能"
    assert pairs(result) == [(AI, DRAMA, ["产业投资基金"], 0.0)]
    assert pairs(ask(view, "shared-instruments", industry="文化产业")) == []
    beside = ask(view, "shared-instruments", industry="文化产业", proposal=NIGHT)
    assert pairs(beside) == [(NIGHT, DRAMA, ["消费券"], 0.0)]


def test_one_modality(view: View) -> None:
    worth = round(log(5 / 2), 6)
    result = ask(view, "shared-instruments", level="concept", modality="proposed")
    assert pairs(result) == [(DRAMA, NIGHT, ["消费券"], worth)]
    assert result.rows[0]["uses_b"] == ["消费券〔建议〕发放消费券。"]
    assert pairs(ask(view, "shared-instruments", level="concept", modality="existing")) == []
    with pytest.raises(QueryError, match="proposed, planned"):
        ask(view, "shared-instruments", modality="perhaps")


@pytest.mark.parametrize(
    ("level", "named"),
    [
        ("concept", [("消费券", 2), ("算力券", 2)]),
        ("family", [("产业投资基金", 2), ("消费券", 2), ("算力券", 2)]),
        ("subtool", [("消费促进", 4), ("财政投入", 2)]),
        ("class", [("需求型", 4), ("供给型", 2)]),
    ],
)
def test_groups_at_every_level(view: View, level: str, named: list[tuple[str, int]]) -> None:
    result = ask(view, "shared-instruments", level=level, form="groups")
    assert [(row["name"], row["count"]) for row in result.rows] == named
    assert all(len(row["evidence"]) == row["count"] for row in result.rows)


def test_pairs_of_a_class_are_refused(view: View) -> None:
    with pytest.raises(QueryError, match="groups only"):
        ask(view, "shared-instruments", level="class", form="pairs")


def test_by_subtool(view: View) -> None:
    result = ask(view, "shared-instruments", level="subtool")
    assert [(row["id"], row["name"], row["count"], row["proposal_ids"]) for row in result.rows] == [
        ("instrument:demand.consumption", "消费促进", 4, [AI, HUB, DRAMA, NIGHT]),
        ("instrument:supply.fiscal", "财政投入", 2, [AI, DRAMA]),
    ]
    assert [quote["sentence"] for quote in result.rows[1]["evidence"]] == [
        "杭州市设立算力基金。",
        "设立微短剧基金。",
    ]
    assert result.rows[1]["proposals"] == ["加快人工智能发展", "推动微短剧高质量发展"]


def test_by_class_for_one_proposal(view: View) -> None:
    result = ask(view, "shared-instruments", level="class", proposal=NIGHT)
    assert [(row["name"], row["count"]) for row in result.rows] == [("需求型", 4)]


def test_limits_are_told(view: View) -> None:
    result = ask(view, "shared-instruments", limit=1)
    assert len(result.rows) == 1
    assert result.notes == ("只列出前 1 对",)
    groups = ask(view, "shared-instruments", level="subtool", limit=1)
    assert len(groups.rows) == 1
    assert groups.notes == ("只列出前 1 组",)


def test_common_instruments_are_skipped_and_named(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_pairs, "_COMMON_COUNT", 1)
    monkeypatch.setattr(shared_pairs, "_BEST", Memory(1))  # pairs by this limit are nobody else's
    result = ask(view, "shared-instruments", level="concept")
    assert result.rows == ()
    assert result.notes == ("超过 1 件提案使用的工具未参与比较: 消费券(2)、算力券(2)",)
    assert len(ask(view, "shared-instruments", level="concept", proposal=AI).rows) == 1


def test_the_graph_joins_proposals_to_what_they_share(view: View) -> None:
    graph = ask(view, "shared-instruments", level="family", proposal=DRAMA).graph
    assert graph is not None
    assert [(link.source, link.target, link.qualifier) for link in graph.links] == [
        (DRAMA, "instrument:产业投资基金", "proposed"),
        (DRAMA, "instrument:消费券", "proposed"),
        (AI, "instrument:产业投资基金", "proposed"),
        (NIGHT, "instrument:消费券", "existing"),
        (NIGHT, "instrument:消费券", "proposed"),
    ]
    assert {node.id for node in graph.nodes} == {
        end for link in graph.links for end in (link.source, link.target)
    }


@pytest.mark.parametrize("level", ["concept", "family", "subtool", "class"])
def test_an_empty_graph_gives_an_empty_table(empty: View, level: str) -> None:
    assert ask(empty, "shared-instruments", level=level).rows == ()
