"""Gaps: who lacks a class of instruments, and what they have instead."""

from __future__ import annotations

import pytest

from graph.model import QueryError
from graph.store import View
from queries.ask import ask
from tests.queries.coded import LAKESIDE, SKY_FUND, VOUCHERS


def test_proposals_without_the_demand_side(coding: View) -> None:
    result = ask(coding, "gaps")
    (row,) = result.rows
    assert (row["proposal"], row["proposal_name"], row["proposed_by"]) == (
        VOUCHERS,
        "补贴培训",
        ["民建市委会", "李明"],
    )
    assert (row["year"], row["session"], row["jurisdiction"]) == (2025, "12-4", "330100")
    assert (row["missing"], row["missing_name"]) == ("demand", "需求型")
    assert (row["supply"], row["environment"], row["demand"]) == (3, 0, 0)
    assert [quote["sentence"] for quote in row["evidence"]] == [
        "发放培训券，再发培训券。",
        "发放培训券，再发培训券。",
        "继续发培训券。",
    ]
    # 多业并举 and 安静的提案 name no instrument in any measure; the reply is no proposal.
    assert result.notes == ("另有 2 件提案未见任何政策工具, 未列入 (见 check)",)


@pytest.mark.parametrize(
    ("given", "proposals"),
    [
        ({"class": "supply"}, [LAKESIDE]),
        ({"class": "environment"}, [VOUCHERS, LAKESIDE]),
        # No instrument has it as its primary sub-tool, so all that have any instrument lack it.
        ({"subtool": "supply.talent"}, [SKY_FUND, VOUCHERS, LAKESIDE]),
        ({"subtool": "demand.pilot"}, [VOUCHERS]),
        ({"class": "environment", "year": 2023}, [LAKESIDE]),
        ({"class": "environment", "jurisdiction": "330200"}, []),
        ({"class": "supply", "kind": "any"}, [LAKESIDE]),
        ({"class": "environment", "modality": "existing"}, [VOUCHERS]),
        ({"class": "environment", "limit": 1}, [VOUCHERS]),
    ],
)
def test_other_gaps(coding: View, given: dict, proposals: list[str]) -> None:
    assert [row["proposal"] for row in ask(coding, "gaps", **given).rows] == proposals


def test_sentences_of_different_classes_come_first(coding: View) -> None:
    (sky, _, _) = ask(coding, "gaps", subtool="supply.talent", quoted=2).rows
    assert (sky["supply"], sky["environment"], sky["demand"]) == (1, 1, 1)
    assert {quote["exact"] for quote in sky["evidence"]} < {"低空产业基金", "培训券", "场景试点"}
    assert len(sky["evidence"]) == 2


def test_industries_without_a_class(coding: View) -> None:
    assert ask(coding, "gaps", of="industry").rows == ()
    result = ask(coding, "gaps", of="industry", **{"class": "environment"})
    (row,) = result.rows
    assert (row["industry_name"], row["missing_name"], row["count"]) == ("微短剧", "环境型", 2)
    assert (row["supply"], row["environment"], row["demand"]) == (1, 0, 1)
    assert [quote["exact"] for quote in row["evidence"]] == ["场景试点", "培训券"]
    assert tuple(row) == result.columns


def test_unknown_sub_tools_are_told(coding: View) -> None:
    with pytest.raises(QueryError, match=r"subtool 不能是 'x'.*demand\.pilot, environment\.finance"):
        ask(coding, "gaps", subtool="x")


def test_bounds_are_told(coding: View) -> None:
    note = ask(coding, "gaps", limit=1, **{"class": "environment"}).notes[0]
    assert note == "共 2 件提案, 只列出已有工具最多的 1 件"
