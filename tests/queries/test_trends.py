"""Trends: counts, shares and changes by year and place, with what lies below the thing asked for."""

from __future__ import annotations

import pytest

from graph.model import QueryError
from graph.store import View
from queries.ask import ask


def series(view: View, **given: object) -> list[tuple]:
    rows = ask(view, "trends", **given).rows
    return [(row["year"], row["count"], row["mentions"], row["all"]) for row in rows]


@pytest.mark.parametrize("name", ["微短剧", "短剧", "文化产业"])
def test_an_industry_by_year(coding: View, name: str) -> None:
    # The reply of 2024 speaks of 微短剧 too, and is neither counted nor part of the whole.
    assert series(coding, name=name) == [(2023, 1, 1, 1), (2024, 1, 1, 2), (2025, 1, 1, 2)]


def test_shares_and_changes(coding: View) -> None:
    rows = ask(coding, "trends", name="需求型").rows
    told = [(row["count"], row["share"], row["change"], row["share_change"]) for row in rows]
    assert told == [(1, 1.0, None, None), (0, 0.0, -1, -1.0), (1, 0.5, 1, 0.5)]
    assert [[quote["sentence"] for quote in row["evidence"]] for row in rows] == [
        ["用微短剧开展场景试点，就在西湖区。"],
        [],
        ["在西湖区开展场景试点。"],
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"name": "培训券"}, [(2023, 0, 0, 1), (2024, 0, 0, 2), (2025, 2, 4, 2)]),
        ({"name": "培训券", "modality": "existing"}, [(2023, 0, 0, 1), (2024, 0, 0, 2), (2025, 1, 1, 2)]),
        ({"name": "产业投资基金"}, [(2023, 0, 0, 1), (2024, 0, 0, 2), (2025, 1, 2, 2)]),
        ({"name": "环境型", "kind": "situation"}, [(2023, 0, 0, 1), (2024, 0, 0, 2), (2025, 1, 1, 2)]),
        ({"name": "财政投入", "jurisdiction": "杭州市"}, [(2023, 0, 0, 1), (2025, 2, 4, 2)]),
        ({"name": "低空经济", "kind": "response"}, None),
        ({"name": "培训券", "modality": "declined"}, []),
    ],
)
def test_instruments_families_and_classes(coding: View, given: dict, expected: list | None) -> None:
    if expected is None:
        with pytest.raises(QueryError, match="measure, situation, analysis, title"):
            ask(coding, "trends", **given)
        return
    assert series(coding, **given) == expected


def test_a_series_for_each_place(coding: View) -> None:
    rows = ask(coding, "trends", name="微短剧", split="jurisdiction").rows
    assert [(row["jurisdiction"], row["jurisdiction_name"], row["year"], row["count"]) for row in rows] == [
        ("330100", "杭州市", 2023, 1),
        ("330100", "杭州市", 2025, 1),
        ("330200", "330200", 2024, 1),
    ]
    assert [row["change"] for row in rows] == [None, 0, None]


def test_what_has_no_trend_is_told(coding: View) -> None:
    with pytest.raises(QueryError, match="既非产业也非政策工具"):
        ask(coding, "trends", name="杭州市")
    with pytest.raises(QueryError, match="只适用于政策工具"):
        ask(coding, "trends", name="微短剧", modality="proposed")
    with pytest.raises(QueryError, match=r"没有|不确定"):
        ask(coding, "trends", name="没有这样的东西")


def test_a_year_that_nobody_told_comes_last(view: View) -> None:
    rows = ask(view, "trends", name="消费券").rows
    assert [row["year"] for row in rows] == [2024, 2025]
