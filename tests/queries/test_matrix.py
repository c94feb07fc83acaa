"""The matrix: cells, totals and shares counted by hand, and what ties an instrument to an industry."""

from __future__ import annotations

import pytest

from graph.model import QueryError
from graph.store import View
from queries.ask import ask

SKY, DRAMA = "industry:低空经济", "industry:微短剧"


def cells(view: View, **given: object) -> dict[tuple[str, str], tuple[int, int]]:
    """Return (row, column) -> proposals and mentions."""
    rows = ask(view, "matrix", **given).rows
    return {(row["row"], row["column"]): (row["count"], row["mentions"]) for row in rows}


def test_classes_by_industry(coding: View) -> None:
    assert cells(coding) == {
        ("supply", ""): (1, 3),
        ("supply", SKY): (1, 1),
        ("supply", DRAMA): (1, 1),
        ("environment", SKY): (1, 1),
        ("demand", SKY): (1, 1),
        ("demand", DRAMA): (1, 1),
    }


def test_totals_and_shares(coding: View) -> None:
    result = ask(coding, "matrix")
    told = {
        (row["row"], row["column"]): (
            row["row_total"], row["column_total"], row["total"],
            row["row_share"], row["column_share"], row["share"],
        )
        for row in result.rows
    }  # fmt: skip
    # The voucher that is tied to both industries counts once in the row's total and in the total.
    assert told["supply", ""] == (4, 3, 7, 0.75, 1.0, 0.4286)
    assert told["supply", SKY] == (4, 3, 7, 0.25, 0.3333, 0.1429)
    assert told["environment", SKY] == (1, 3, 7, 1.0, 0.3333, 0.1429)
    assert told["demand", DRAMA] == (2, 2, 7, 0.5, 0.5, 0.1429)
    assert result.notes == ("共 3 件提案, 7 处政策工具", "一处可归入几个产业, 各列之和可大于合计")


def test_names_and_order(coding: View) -> None:
    rows = ask(coding, "matrix").rows
    assert [(row["row_name"], row["column_name"]) for row in rows] == [
        ("供给型", "未说明"),
        ("供给型", "低空经济"),
        ("供给型", "微短剧"),
        ("环境型", "低空经济"),
        ("需求型", "低空经济"),
        ("需求型", "微短剧"),
    ]


def test_every_cell_opens_its_sentences(coding: View) -> None:
    rows = {(row["row"], row["column"]): row["evidence"] for row in ask(coding, "matrix").rows}
    assert [(quote["exact"], quote["sentence"]) for quote in rows["supply", ""]] == [
        ("培训券", "发放培训券，再发培训券。"),
        ("培训券", "发放培训券，再发培训券。"),
        ("培训券", "继续发培训券。"),
    ]
    assert [quote["sentence"] for quote in rows["demand", DRAMA]] == ["用微短剧开展场景试点，就在西湖区。"]
    few = ask(coding, "matrix", quoted=1).rows
    assert [len(row["evidence"]) for row in few] == [1] * 6
    assert all(row["evidence"] == [] for row in ask(coding, "matrix", quoted=0).rows)


@pytest.mark.parametrize(
    ("tie", "expected"),
    [
        ("name", {("environment", SKY): (1, 1), ("supply", ""): (2, 4), ("demand", ""): (2, 2)}),
        (
            "passage",
            {
                ("environment", SKY): (1, 1), ("environment", DRAMA): (1, 1),
                ("supply", SKY): (1, 1), ("supply", DRAMA): (1, 1), ("supply", ""): (1, 3),
                ("demand", DRAMA): (1, 1), ("demand", ""): (1, 1),
            },
        ),
        (
            "title",
            {
                ("environment", SKY): (1, 1), ("supply", SKY): (1, 1), ("supply", ""): (1, 3),
                ("demand", SKY): (1, 1), ("demand", ""): (1, 1),
            },
        ),
        (
            "proposal",
            {
                ("environment", SKY): (1, 1), ("environment", DRAMA): (1, 1),
                ("supply", SKY): (1, 1), ("supply", DRAMA): (1, 1), ("supply", ""): (1, 3),
                ("demand", SKY): (1, 1), ("demand", DRAMA): (2, 2),
            },
        ),
    ],
)  # fmt: skip
def test_what_ties_an_instrument_to_an_industry(coding: View, tie: str, expected: dict) -> None:
    assert cells(coding, tie=tie) == expected


def test_sub_tools_with_their_secondary_ones(coding: View) -> None:
    assert cells(coding, level="subtool", by="year") == {
        ("supply.fiscal", "2025"): (2, 4),
        ("environment.finance", "2025"): (1, 1),
        ("demand.pilot", "2023"): (1, 1),
        ("demand.pilot", "2025"): (1, 1),
    }
    assert cells(coding, level="subtool", by="year", labels="all") == {
        ("supply.fiscal", "2025"): (2, 4),
        ("supply.talent", "2025"): (2, 4),
        ("environment.finance", "2023"): (1, 1),
        ("environment.finance", "2025"): (1, 2),
        ("demand.pilot", "2023"): (1, 1),
        ("demand.pilot", "2025"): (1, 1),
    }


def test_an_instrument_below_no_family_is_its_own(coding: View) -> None:
    assert {row for row, _ in cells(coding, level="family")} == {
        "instrument:产业投资基金",
        "instrument:培训券",
        "instrument:场景试点",
    }


@pytest.mark.parametrize(
    ("by", "columns"),
    [
        ("jurisdiction", {"330100": "杭州市"}),
        ("session", {"330100 12-4": "杭州市 12-4", "330100 12-2": "杭州市 12-2"}),
        ("body", {"cppcc:330100": "杭州市政协"}),
    ],
)
def test_other_dimensions(coding: View, by: str, columns: dict[str, str]) -> None:
    rows = ask(coding, "matrix", by=by).rows
    assert {row["column"]: row["column_name"] for row in rows} == columns


@pytest.mark.parametrize(
    ("given", "mentions"),
    [
        ({"kind": "any"}, 9),
        ({"kind": "response"}, 1),
        ({"kind": "situation", "modality": "negated"}, 1),
        ({"modality": "existing"}, 1),
        ({"year": 2023}, 1),
        ({"session": "12-4"}, 6),
        ({"jurisdiction": "杭州"}, 7),
        ({"jurisdiction": "330200", "kind": "any"}, 1),
    ],
)
def test_filters(coding: View, given: dict, mentions: int) -> None:
    assert {row["total"] for row in ask(coding, "matrix", **given).rows} == {mentions}


def test_the_largest_cells_are_kept(coding: View) -> None:
    result = ask(coding, "matrix", limit=1)
    assert [(row["row"], row["column"]) for row in result.rows] == [("supply", "")]
    assert result.notes[-1] == "共 6 格, 只列出处数最多的 1 格"


def test_nothing_that_fits(coding: View) -> None:
    assert ask(coding, "matrix", year=1999).rows == ()


def test_nothing_to_count(empty: View) -> None:
    assert ask(empty, "matrix").rows == ()


def test_a_wrong_level_is_told(coding: View) -> None:
    with pytest.raises(QueryError, match="class, subtool, family"):
        ask(coding, "matrix", level="concept")
