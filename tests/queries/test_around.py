"""Around: what lies within some steps, counted by hand."""

from __future__ import annotations

import pytest

from graph.model import EdgeType, QueryError
from graph.store import View
from queries import around
from queries.ask import ask
from tests.queries.conftest import AI, DRAMA, NIGHT


def shown(result):
    return [(row["name"], row["kind"], row["distance"], row["via"], row["relation"]) for row in result.rows]


def test_two_steps_around_a_place(view: View) -> None:
    result = ask(view, "around", name="之江文化产业带")
    assert shown(result) == [
        ("推动微短剧高质量发展", "Proposal", 1, "之江文化产业带", "见于"),
        ("杭州市", "Place", 1, "之江文化产业带", "上位"),
        ("人工智能", "Industry", 2, "推动微短剧高质量发展", "涉及产业"),
        ("加快人工智能发展", "Proposal", 2, "杭州市", "见于"),
        ("微短剧", "Industry", 2, "推动微短剧高质量发展", "涉及产业"),
        ("微短剧基金", "Instrument", 2, "推动微短剧高质量发展", "使用工具"),
        ("消费券", "Instrument", 2, "推动微短剧高质量发展", "使用工具"),
        ("王新龙", "Member", 2, "推动微短剧高质量发展", "提出者"),
    ]
    assert result.parameters == {"name": "place:之江文化产业带", "steps": 2, "limit": 200}
    assert result.notes == ()


def test_evidence_quotes_the_tie(view: View) -> None:
    rows = {row["name"]: row for row in ask(view, "around", name="之江文化产业带").rows}
    assert [quote["sentence"] for quote in rows["推动微短剧高质量发展"]["evidence"]] == [
        "建设之江文化产业带。"
    ]
    assert [quote["exact"] for quote in rows["王新龙"]["evidence"]] == ["王新龙"]
    assert rows["杭州市"]["evidence"] == []
    assert [quote["sentence"] for quote in rows["微短剧"]["evidence"]] == [
        "把人工智能用于微短剧拍摄。",
        "向微短剧观众发放消费券。",
    ]
    assert rows["微短剧"]["evidence"][0].keys() == {"document", "start", "end", "exact", "sentence"}


def test_the_graph_counts_passages_as_their_proposal(view: View) -> None:
    graph = ask(view, "around", name="消费券", steps=1).graph
    assert graph is not None
    assert [node.id for node in graph.nodes] == [
        "instrument:demand.consumption",
        "instrument:消费券",
        DRAMA,
        NIGHT,
    ]
    assert [
        (link.source, link.type, link.target, link.qualifier, len(link.evidence)) for link in graph.links
    ] == [
        ("instrument:消费券", EdgeType.BROADER, "instrument:demand.consumption", "", 0),
        (DRAMA, EdgeType.USES, "instrument:消费券", "proposed", 1),
        (NIGHT, EdgeType.USES, "instrument:消费券", "existing", 1),
        (NIGHT, EdgeType.USES, "instrument:消费券", "proposed", 1),
    ]
    assert graph.links[1].key == f"{DRAMA}|USES|instrument:消费券|proposed"


def test_things_at_the_last_step_are_joined_in_the_graph(view: View) -> None:
    graph = ask(view, "around", name="杭州市", steps=2).graph
    assert graph is not None
    ends = {(link.source, link.target) for link in graph.links}
    assert (DRAMA, "industry:人工智能") in ends
    assert (AI, "industry:人工智能") in ends


def test_the_limit_keeps_the_nearest_and_says_so(view: View) -> None:
    result = ask(view, "around", name="之江文化产业带", limit=2)
    assert [row["distance"] for row in result.rows] == [1, 1]
    assert result.notes == ("已找到 8 个事物, 只显示最近的 2 个",)


def test_the_walk_ends_where_nothing_more_can_be_shown(view: View) -> None:
    result = ask(view, "around", name="之江文化产业带", limit=1)
    assert result.notes == ("已找到 2 个事物, 只显示最近的 1 个",)
    assert [row["name"] for row in result.rows] == ["杭州市"]


def test_hubs_are_not_walked_through(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(around, "_HUB", 1)
    result = ask(view, "around", name="之江文化产业带")
    assert [row["distance"] for row in result.rows] == [1, 1]
    assert result.notes == ("2 个事物的边多于 1 条, 只显示, 未由其继续展开",)


def test_a_wide_step_is_narrowed_and_told(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(around, "_FRONTIER", 1)
    assert ask(view, "around", name="之江文化产业带").notes == ("第 2 步只由边最少的 1 个事物展开 (共 2 个)",)


@pytest.mark.parametrize("steps", [0, 4, "two", 1.5, True])
def test_steps_out_of_range(view: View, steps: object) -> None:
    with pytest.raises(QueryError, match=r"参数 steps .*1\.\.3"):
        ask(view, "around", name="杭州市", steps=steps)  # type: ignore[arg-type]
