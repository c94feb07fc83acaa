"""Lineage: one ask over four years in one city, with its replies; other cities and other asks stay out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.model import Outcome, QueryError
from graph.store import View
from queries.ask import ask
from queries.catalogue import _catalogue as catalogue  # pyright: ignore[reportPrivateUsage]
from queries.catalogue import describe, rows
from queries.replies import answers
from tests.queries.builders import Draft
from tests.queries.councils import council, embedded, numbered, reply, views

HANGZHOU = {"jurisdiction": "330100", "body": "cppcc:330100"}
TITLE = "关于推动靠港船舶使用岸电的提案"
ASKED = numbered(
    council(
        "2022",
        (
            Draft(
                TITLE,
                ("王新龙",),
                ("{港口}里靠泊的船舶停用柴油机，改接岸上电力，每度发{岸电补贴}三角。", "开展{甲醇试点}。"),
                2022,
            ),
            Draft("关于养老服务的提案", ("赵云",), ("社区食堂给高龄老人送餐上门。",), 2022),
        ),
        session="12-1",
        **HANGZHOU,
    ),
    "017",
    "18",
)
DECLINED = reply(
    "2022-reply",
    "关于推动靠港船舶使用岸电",
    "17",
    "{岸电补贴|declined}暂不具备条件，{甲醇试点|planned}列入明年计划。",
    Outcome.C,
    session="12-1",
    **HANGZHOU,
)
AGAIN = council(
    "2023",
    (
        Draft(
            "关于再次呼吁靠港船舶使用岸电的提案",
            ("王新龙",),
            ("{港口}靠泊的船舶应停用柴油机，改接岸上电力，仍请每度发{岸电补贴}三角。",),
            2023,
        ),
    ),
    session="12-2",
    **HANGZHOU,
)
CHANGED = council(
    "2024",
    (
        Draft(
            "关于降低港区柴油排放的提案",
            ("李明",),
            ("把{岸电补贴}折进{港口}使费，随船结清，免得企业垫钱。", "由{市交通局}每季通报各码头接电率。"),
            2024,
        ),
    ),
    session="12-3",
    **HANGZHOU,
)
DONE = council(
    "2025",
    (
        Draft("关于港口客流的提案", ("张鸽",), ("{港口}去年起有了{岸电补贴|existing}，船员都说好。",), 2025),
        Draft("关于社区食堂的提案", ("赵云",), ("食堂推出低盐窗口。",), 2025),
    ),
    session="12-4",
    **HANGZHOU,
)
ELSEWHERE = council(
    "ningbo",
    (
        Draft(
            TITLE,
            ("民建市委会",),
            ("{港口}里靠泊的船舶停用柴油机，改接岸上电力，每度发{岸电补贴}三角。",),
            2023,
        ),
    ),
    jurisdiction="330200",
    session="16-2",
    body="cppcc:330200",
)
DOCUMENTS = (ASKED, DECLINED, AGAIN, CHANGED, DONE, ELSEWHERE)
FIRST = "proposal:2022#1"


@pytest.fixture(params=["embedded", "neo4j"])
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[View]:
    with views(request, tmp_path, DOCUMENTS) as view:
        yield view


@pytest.fixture
def here(tmp_path: Path) -> Iterator[View]:
    with embedded(tmp_path, DOCUMENTS) as view:
        yield view


def steps(result) -> list[tuple[str, int, str | None, str | None]]:
    return [(row["state"], row["year"], row["proposal"], row["before_id"]) for row in result.rows]


CHAIN = [
    ("asked", 2022, FIRST, None),
    ("answered", 2023, "proposal:2022-reply#1", FIRST),
    ("repeated", 2023, "proposal:2023#1", FIRST),
    ("changed", 2024, "proposal:2024#1", "proposal:2023#1"),
    ("existing", 2025, "proposal:2025#1", FIRST),
]


def test_one_ask_over_four_years(town: View) -> None:
    result = ask(town, "lineage")
    assert all(tuple(row) == describe("lineage").columns[0] for row in result.rows)
    assert sorted(steps(result)) == sorted(CHAIN)
    assert [row["year"] for row in result.rows] == sorted(row["year"] for row in result.rows)
    assert {(row["chain"], row["name"]) for row in result.rows} == {(1, TITLE)}
    rows = {row["state"]: row for row in result.rows}
    assert rows["asked"]["says"] == [
        "岸电补贴〔建议〕港口里靠泊的船舶停用柴油机，改接岸上电力，每度发岸电补贴三角。",
        "甲醇试点〔建议〕开展甲醇试点。",
    ]
    assert rows["existing"]["says"] == ["岸电补贴〔已有〕港口去年起有了岸电补贴，船员都说好。"]
    assert rows["changed"]["differences"] == [
        "不再提：1之1",
        "新提：1之1；1之2",
    ]
    assert all(row["evidence"] for row in result.rows)
    assert all(quote["exact"] in quote["sentence"] for row in result.rows for quote in row["evidence"])


def test_the_reply_with_number_class_and_handlers(town: View) -> None:
    row = next(row for row in ask(town, "lineage").rows if row["state"] == "answered")
    assert (row["outcome"], row["before"], row["handlers"]) == ("C", TITLE, ["主办：市交通局"])
    assert row["says"] == [
        "岸电补贴〔未采纳〕岸电补贴暂不具备条件，甲醇试点列入明年计划。",
        "甲醇试点〔计划〕岸电补贴暂不具备条件，甲醇试点列入明年计划。",
    ]


def test_a_reply_finds_its_proposal_by_number_else_by_title(here: View, tmp_path: Path) -> None:
    # 17 is 017 of the same body and session; the title lacks its formula.
    assert [one.reply for one in answers(here)[FIRST]] == ["proposal:2022-reply#1"]
    (tmp_path / "title").mkdir()
    other = reply("r", "推动靠港船舶使用岸电", "999", "收悉。", Outcome.A, session="12-1", **HANGZHOU)
    with embedded(tmp_path / "title", (ASKED, other)) as view:
        assert [one.outcome for one in answers(view)[FIRST]] == ["A"]
    (tmp_path / "none").mkdir()
    other = reply("r", "关于别的事的提案", "17", "收悉。", Outcome.A, session="13-1", **HANGZHOU)
    with embedded(tmp_path / "none", (ASKED, other)) as view:
        assert list(answers(view)) == ["proposal:r#answered-17"]


def test_the_helpers_return_the_columns_they_declare(town: View) -> None:
    for name, given in (("replies", {}), ("handlers", {"ids": ["proposal:2022-reply#answered-17"]})):
        found = rows(town, name, **given)
        assert [tuple(row) for row in found] == [catalogue()[name].columns[0]]


def test_by_instrument_industry_and_proposal(here: View) -> None:
    assert {row["proposal"] for row in ask(here, "lineage", name="岸电补贴").rows} >= {
        FIRST,
        "proposal:ningbo#1",
    }
    assert sorted(steps(ask(here, "lineage", name="proposal:2024#1"))) == sorted(CHAIN)
    by_industry = ask(here, "lineage", name="港口", jurisdiction="330200")
    assert steps(by_industry) == [("asked", 2023, "proposal:ningbo#1", None)]


def test_other_cities_and_other_asks_stay_out(here: View) -> None:
    found = {row["proposal"] for row in ask(here, "lineage").rows}
    assert "proposal:ningbo#1" not in found
    assert "proposal:2022#2" not in found
    assert "proposal:2025#2" not in found


def test_what_is_not_asked_again_is_dropped(tmp_path: Path) -> None:
    with embedded(
        tmp_path, (ASKED, DECLINED, council("2024", DONE_ELSE, session="12-3", **HANGZHOU))
    ) as view:
        result = ask(view, "lineage")
    assert [row["state"] for row in result.rows] == ["asked", "answered", "dropped"]
    last = result.rows[-1]
    assert (last["year"], last["proposal"], last["evidence"]) == (2024, None, [])
    assert last["says"] == ["2024年起图中该地的 1 件提案未再提出"]


DONE_ELSE = (Draft("关于社区食堂的提案", ("赵云",), ("食堂推出低盐窗口。",), 2024),)


def test_what_is_still_missing(tmp_path: Path) -> None:
    later = (Draft("关于码头的提案", ("张鸽",), ("{港口}至今没有{岸电补贴|negated}。",), 2024),)
    with embedded(tmp_path, (ASKED, council("2024", later, session="12-3", **HANGZHOU))) as view:
        rows = ask(view, "lineage").rows
    missing = next(row for row in rows if row["state"] == "missing")
    assert missing["says"] == ["岸电补贴〔缺少〕港口至今没有岸电补贴。"]
    assert (missing["before_id"], missing["proposal"]) == (FIRST, "proposal:2024#1")


@pytest.mark.parametrize(
    "given",
    [
        {"least": 0},
        {"least": "很像"},
        {"limit": 0},
        {"name": "没有的东西"},
        {"name": "`}) RETURN 1 //"},
        {"jurisdiction": "火星"},
        {"year": 2022},
    ],
)
def test_hostile_values_give_one_line(here: View, given: dict) -> None:
    with pytest.raises(QueryError) as caught:
        ask(here, "lineage", **given)
    assert len(str(caught.value).splitlines()) == 1


def test_an_empty_graph(empty: View) -> None:
    result = ask(empty, "lineage")
    assert result.rows == ()
    assert result.notes == ("没有找到历年延续的诉求; 可调低 least 再试",)
