"""The review: which proposals break which rule, why, and the sentence that shows it."""

from __future__ import annotations

import pytest

from graph.store import View
from queries.ask import ask
from tests.queries.coded import LAKESIDE, MIXED, SILENT, SKY_FUND, VOUCHERS


def found(view: View, **given: object) -> list[tuple[str, str]]:
    return [(row["proposal"], row["rule"]) for row in ask(view, "check", **given).rows]


def test_all_findings(coding: View) -> None:
    assert found(coding) == [
        (MIXED, "matters"),
        (MIXED, "handlers"),
        (MIXED, "situation"),
        (MIXED, "analysis"),
        (MIXED, "instruments"),
        (SILENT, "situation"),
        (SILENT, "analysis"),
        (SILENT, "measures"),
        (SILENT, "proposer"),
        (SKY_FUND, "analysis"),
        (VOUCHERS, "situation"),
        (VOUCHERS, "analysis"),
    ]


def test_reasons_and_sentences(coding: View) -> None:
    rows = {(row["proposal"], row["rule"]): row for row in ask(coding, "check").rows}
    matters = rows[MIXED, "matters"]
    assert matters["reason"] == (
        "各条建议涉及 4 个互不相属的产业（农业、文化产业、物流、金融业），"
        "提及最多的只见于 25% 的有关建议，可能不止一事"
    )
    assert [quote["sentence"] for quote in matters["evidence"]] == [
        "发展农业。",
        "发展微短剧。",
        "发展物流。",
    ]
    assert (matters["proposal_name"], matters["proposed_by"], matters["year"]) == ("多业并举", ["李明"], 2024)
    handlers = rows[MIXED, "handlers"]
    assert handlers["reason"] == "主办单位有 3 个（市发改委、市科技局、市财政局），可能不止一事"
    assert [quote["sentence"] for quote in handlers["evidence"]] == ["市发改委", "市科技局", "市财政局"]
    bare = rows[MIXED, "instruments"]
    assert bare["reason"] == "有建议，但未见具体的政策工具"
    assert [quote["sentence"] for quote in bare["evidence"]] == ["发展农业。", "发展物流。", "发展金融业。"]
    assert rows[SILENT, "measures"]["reason"] == "未见建议"
    assert [quote["sentence"] for quote in rows[SILENT, "measures"]["evidence"]] == ["只有一句话。"]
    (opening,) = rows[SKY_FUND, "analysis"]["evidence"]
    assert opening["sentence"] == opening["exact"] == "目前没有低空产业基金。"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"rule": "matters", "industries": 5}, []),
        ({"rule": "matters", "focus": 25}, []),
        ({"rule": "handlers", "handlers": 4}, []),
        ({"rule": "handlers", "handlers": 2}, [(MIXED, "handlers")]),
        (
            {"rule": "measures", "measures": 3},
            [(one, "measures") for one in (LAKESIDE, SILENT, SKY_FUND, VOUCHERS)],
        ),
        ({"rule": "analysis", "parts": "all", "year": 2023}, [(LAKESIDE, "analysis")]),
        ({"rule": "analysis", "year": 2023}, []),
        ({"rule": "situation", "jurisdiction": "杭州市"}, [(VOUCHERS, "situation")]),
        ({"rule": "proposer", "session": "16-3"}, [(SILENT, "proposer")]),
        ({"limit": 1}, [(MIXED, "matters")]),
    ],
)
def test_thresholds_and_filters(coding: View, given: dict, expected: list) -> None:
    assert found(coding, **given) == expected


def test_too_few_measures_are_counted(coding: View) -> None:
    rows = {row["proposal"]: row["reason"] for row in ask(coding, "check", rule="measures", measures=3).rows}
    assert rows[SKY_FUND] == "只有 2 条建议，少于 3 条"


def test_bounds_are_told(coding: View) -> None:
    assert ask(coding, "check", limit=2).notes == ("共 12 处, 只列出前 2 处",)


def test_nothing_is_found_in_nothing(empty: View) -> None:
    assert ask(empty, "check").rows == ()
