"""Merge candidates: a planted set with look-alikes, scores worked out by hand, groups, and decisions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import log
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import QueryError
from graph.store import View
from graph.text import bigrams
from queries import candidates as module
from queries.ask import ask
from queries.asks import WEIGHTS, Asks, Part
from queries.candidates import candidates, complete_groups
from queries.catalogue import describe
from queries.facts import Facts
from tests.queries.builders import Draft
from tests.queries.councils import council, embedded, views

HANGZHOU = {"jurisdiction": "330100", "session": "12-4", "body": "cppcc:330100"}
POWER = "船舶靠港期间由柴油机改用岸上电力，每度补贴三角钱，{岸电补贴}连发两年。"

SAME_YEAR = council(
    "hangzhou-2025",
    (
        Draft("关于推动靠港船舶使用岸电的提案", ("王新龙",), (f"{{港口}}{POWER}", "由{市交通局}改造接口。")),
        Draft(
            "关于让靠港船舶插上电的提案",
            ("张鸽", "李明"),
            ("{港口}里的船停下柴油机，用岸上电力，每度补贴三角钱，由{市交通局}发{岸电补贴}。",),
        ),
        # The same subject, another ask.
        Draft("关于开展甲醇船舶加注的提案", ("李明",), ("在{港口}开展{甲醇试点}，制定加注安全标准。",)),
        # Only an instrument in common that many ask for.
        Draft(
            "关于养老服务的提案",
            ("赵云",),
            ("设立{专项资金}，在老旧小区办好社区助餐，方便高龄独居老人就近吃上热饭。",),
        ),
        Draft(
            "关于鞋业出海的提案",
            ("赵云",),
            ("设立{专项资金}，鞋企在雅加达合租仓库，退货就地翻新处理，不再运回国内。",),
        ),
        Draft("关于绿化的提案", ("赵云",), ("设立{专项资金}，沿河种下本地树种，三年内连成林荫步道。",)),
        # The same words about another place of the same city.
        Draft("关于在余杭区建设儿童公园的提案", ("王新龙",), ("在{余杭区}建一座公园。", "试行夜间开放。")),
        Draft("关于在萧山区建设体育公园的提案", ("李明",), ("在{萧山区}修一条步道。", "装上路灯。")),
    ),
    **HANGZHOU,
)
LAST_YEAR = council(
    "hangzhou-2024",
    (Draft("关于推动靠港船舶使用岸电的提案", ("王新龙",), (f"{{港口}}{POWER}",), 2024),),
    jurisdiction="330100",
    session="12-3",
    body="cppcc:330100",
)
FUNDED = (
    "盐田湿地退塘还滩，给候鸟留一片浅水，{专项资金}补偿养殖户停产损失。",
    "乡村教师每学期轮岗进修一回，由{专项资金}承担往返路费和住宿。",
    "旧厂房改作影棚，水电按民用计价，头两年房租从{专项资金}里出。",
    "孤独症儿童的早期筛查放进儿保体检，{专项资金}支付确诊后的干预训练。",
)
OTHER_CITY = council(
    "ningbo-2025",
    (
        Draft("关于推动靠港船舶使用岸电的提案", ("民建市委会",), (f"{{港口}}{POWER}",)),
        *(Draft(f"关于{text[:4]}的提案", ("民建市委会",), (text,)) for text in FUNDED),
    ),
    jurisdiction="330200",
    session="16-4",
    body="cppcc:330200",
)
CONGRESS = council(
    "hangzhou-congress",
    (Draft("关于推动靠港船舶使用岸电的建议", ("王新龙",), (f"{{港口}}{POWER}",)),),
    jurisdiction="330100",
    session="14-4",
    body="npc:330100",
    document_type="deputy_suggestion",
)
DOCUMENTS = (SAME_YEAR, LAST_YEAR, OTHER_CITY, CONGRESS)
POWER_A, POWER_B = "proposal:hangzhou-2025#1", "proposal:hangzhou-2025#2"


@pytest.fixture(params=["embedded", "neo4j"])
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[View]:
    with views(request, tmp_path, DOCUMENTS) as view:
        yield view


@pytest.fixture
def here(tmp_path: Path) -> Iterator[View]:
    with embedded(tmp_path, DOCUMENTS) as view:
        yield view


def pairs(result) -> list[tuple[str, str]]:
    return [(row["a"], row["b"]) for row in result.rows]


def test_of_fifteen_proposals_only_the_two_that_ask_the_same_are_found(town: View) -> None:
    # 28 pairs of one meeting and 6 of another, one of which a committee would merge: precision and recall 1.
    result = ask(town, "merge-candidates")
    assert pairs(result) == [(POWER_A, POWER_B)]
    row = result.rows[0]
    assert tuple(row) == describe("merge-candidates").columns[0]
    assert (row["match"], row["match_name"], row["group"]) == ("merge", "并案候选", 1)
    assert row["a_proposers"] == ["王新龙"]
    assert row["b_proposers"] == ["张鸽", "李明"]
    assert "都要：岸电补贴" in row["reasons"]
    assert "同涉产业：港口" in row["reasons"]
    assert "同由这些单位办理：市交通局" in row["reasons"]
    assert f"岸电补贴：港口{POWER}".replace("{", "").replace("}", "") in row["uses_a"]
    assert {quote["document"] for quote in row["evidence"]} == {"document:hangzhou-2025"}
    assert result.notes == ("并案须商提案者同意, 并案后仍须答复每一位提案者; 此表只供参考",)


def share(a: set[str], b: set[str]) -> float:
    """Dice, two fifths of which count in full."""
    return min(1.0, 2 * len(a & b) / (len(a) + len(b)) / 0.4)


def test_the_score_is_the_sum_of_its_parts(town: View) -> None:
    # Each side asks for one instrument, speaks of one industry and names one office. 岸电补贴 is asked for by
    # 5 of the proposals, 港口 spoken of by 6, 市交通局 named by these 2 alone; ten would be common.
    row = ask(town, "merge-candidates").rows[0]
    assert row["part_instruments"] == round(0.25 * (1 - log(5 / 2) / log(5)), 4)
    assert row["part_industries"] == round(0.15 * (1 - log(6 / 2) / log(5)), 4)
    assert row["part_handlers"] == 0.05
    assert row["part_places"] == 0.0
    a, b = (set(bigrams(text).split()) for text in ("推动靠港船舶使用岸电", "让靠港船舶插上电"))
    assert row["part_titles"] == round(0.10 * share(a, b), 4)
    said = (
        ["港口船舶靠港期间由柴油机改用岸上电力，每度补贴三角钱，岸电补贴连发两年。", "由市交通局改造接口。"],
        ["港口里的船停下柴油机，用岸上电力，每度补贴三角钱，由市交通局发岸电补贴。"],
    )
    named = {"岸电", "电补", "补贴", "港口", "市交", "交通", "通局"}  # what both have counts as things
    a, b = (set(" ".join(bigrams(text) for text in side).split()) - named for side in said)
    assert row["part_wording"] == round(0.35 * share(a, b), 4)
    parts = [row[f"part_{part}"] for part in WEIGHTS]
    assert row["score"] == round(sum(parts), 4)
    assert sum(WEIGHTS.values()) == pytest.approx(1.0)
    assert row["parts"][0] == f"工具 {row['part_instruments']:.2f}/0.25"


def test_like_proposals_of_other_meetings_are_shown_apart(town: View) -> None:
    result = ask(town, "merge-candidates", match="across")
    assert {row["match"] for row in result.rows} == {"across"}
    assert all(row["group"] is None for row in result.rows)
    found = {frozenset(pair): row for pair, row in zip(pairs(result), result.rows, strict=True)}
    for other, name, difference in (
        ("proposal:hangzhou-2024#1", "他次会议近似，不能并案", "届次不同：甲12-3，乙12-4"),
        ("proposal:ningbo-2025#1", "他处近似，不能并案", "机构不同：甲cppcc:330100，乙cppcc:330200"),
        ("proposal:hangzhou-congress#1", "他处近似，不能并案", "机构不同：甲cppcc:330100，乙npc:330100"),
    ):
        row = found[frozenset((POWER_A, other))]
        assert row["match_name"] == name
        assert difference in row["differences"]
    every = ask(town, "merge-candidates", match="all")
    assert pairs(every)[0] == (POWER_A, POWER_B)
    assert pairs(every)[1:] == pairs(result)
    assert [row["count"] for row in ask(town, "merge-candidates", match="all", by="group").rows] == [2]


def test_titles_that_name_other_districts_count_against_a_pair(here: View) -> None:
    result = ask(here, "merge-candidates", least=1, limit=1000)
    parks = {"proposal:hangzhou-2025#7", "proposal:hangzhou-2025#8"}
    assert parks not in [set(pair) for pair in pairs(result)]
    row = next(row for row in result.rows if {row["a"], row["b"]} == {POWER_A, POWER_B})
    assert not any("地点" in text for text in row["differences"])


def test_what_one_asks_and_the_other_does_not(here: View) -> None:
    row = ask(here, "merge-candidates").rows[0]
    assert row["differences"] == ["甲另提：1之2"]


def test_one_proposal_and_the_filters(here: View) -> None:
    assert pairs(ask(here, "merge-candidates", proposal="让靠港船舶插上电")) == [(POWER_A, POWER_B)]
    assert pairs(ask(here, "merge-candidates", proposal=POWER_B, year=1999)) == []
    assert pairs(ask(here, "merge-candidates", jurisdiction="330100", session="12-4")) == [(POWER_A, POWER_B)]
    assert pairs(ask(here, "merge-candidates", jurisdiction="330200")) == []


def test_a_score_does_not_hang_on_the_filters(here: View) -> None:
    assert ask(here, "merge-candidates", session="12-4").rows == ask(here, "merge-candidates").rows


def test_two_graphs_asked_in_turn(here: View, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    for by in ("pair", "group"):
        first = ask(here, "merge-candidates", by=by)
        with embedded(tmp_path / "other", (OTHER_CITY,)) as other:
            assert ask(other, "merge-candidates", by=by).rows == ()
        assert ask(here, "merge-candidates", by=by) == first


def test_groups_keep_every_proposer(town: View) -> None:
    result = ask(town, "merge-candidates", by="group")
    row = result.rows[0]
    assert len(result.rows) == 1
    assert tuple(row) == describe("merge-candidates").columns[1]
    assert row["proposal_ids"] == [POWER_A, POWER_B]
    assert row["proposers_each"] == ["王新龙", "张鸽、李明"]
    assert row["shared"] == ["岸电补贴", "港口", "市交通局"]
    assert row["score"] == ask(town, "merge-candidates").rows[0]["score"]
    assert row["evidence"]


@pytest.mark.parametrize(
    "decision",
    [
        (POWER_A, POWER_B),
        (POWER_B, POWER_A),
        ("关于推动靠港船舶使用岸电的提案", "关于让靠港船舶插上电的提案"),
        ("推动靠港船舶使用岸电", "讓靠港船舶插上電"),
    ],
)
def test_a_decision_not_to_merge_is_followed(here: View, decision: tuple[str, str]) -> None:
    for by in ("pair", "group"):
        result = ask(here, "merge-candidates", apart=[decision], by=by)
        assert result.rows == ()
        assert any(note.startswith("已按人工决定略去") for note in result.notes)


def test_a_decision_on_what_is_not_there_is_told(here: View) -> None:
    result = ask(here, "merge-candidates", apart=[("没有这件提案", POWER_A)])
    assert pairs(result) == [(POWER_A, POWER_B)]
    assert result.notes[0] == "人工决定中的提案不在图中: 没有这件提案"


@pytest.mark.parametrize(
    "given",
    [
        {"by": "everything"},
        {"match": "merge; DROP"},
        {"least": 0},
        {"least": 101},
        {"least": "'; --"},
        {"limit": "NaN"},
        {"year": "二〇二五"},
        {"proposal": "`) DETACH DELETE n //"},
        {"jurisdiction": "不存在的地方"},
        {"apart_": "x"},
    ],
)
def test_hostile_values_give_one_line(here: View, given: dict) -> None:
    with pytest.raises(QueryError) as caught:
        ask(here, "merge-candidates", **given)
    assert len(str(caught.value).splitlines()) == 1


def test_an_empty_graph(empty: View) -> None:
    assert ask(empty, "merge-candidates").rows == ()
    assert ask(empty, "merge-candidates", match="all", by="group").rows == ()


def test_a_chain_of_pairs_is_no_group() -> None:
    assert complete_groups({("a", "b"): 0.9, ("b", "c"): 0.8}) == [["a", "b"]]
    assert complete_groups({("a", "b"): 0.5, ("a", "c"): 0.9, ("b", "c"): 0.8}) == [["a", "b", "c"]]
    assert complete_groups({("c", "d"): 0.9, ("a", "b"): 0.5}) == [["c", "d"], ["a", "b"]]
    assert complete_groups({}) == []


FACTS = Facts(
    id="", name="", document_type="proposal", number=None, year=None, jurisdiction=None, session=None,
    body=None, document="", passages=1,
)  # fmt: skip


def written(things: list[frozenset[str]]) -> Asks:
    """Return asks of proposals that have instruments and nothing else."""
    none: frozenset[str] = frozenset()
    ids = [f"p{number:06}" for number in range(len(things))]
    blank = {part: none for part in WEIGHTS if part is not Part.WORDING}
    return Asks(
        proposals={id_: msgspec.structs.replace(FACTS, id=id_) for id_ in ids},
        things={id_: {**blank, Part.INSTRUMENTS: some} for id_, some in zip(ids, things, strict=True)},
        names={},
        codes={},
    )


@given(st.lists(st.frozensets(st.sampled_from("甲乙丙丁戊己"), max_size=4), min_size=1, max_size=12))
def test_candidates_are_all_pairs_that_share_something(things: list[frozenset[str]]) -> None:
    found = candidates(
        written(things),
        [f"p{number:06}" for number in range(len(things))],
        {},
        among=lambda _: (),
        kept=lambda a, b: True,
        limit=1000,
    )
    wanted = {
        (f"p{a:06}", f"p{b:06}") for a, b in combinations(range(len(things)), 2) if things[a] & things[b]
    }
    assert set(found.pairs) == wanted
    assert len(found.pairs) == len(wanted)
    assert not found.bounded


def test_common_things_lead_to_no_pair_and_limits_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    asks = written([frozenset({"甲"}), frozenset({"甲"}), frozenset({"甲", "乙"}), frozenset({"乙"})])
    ids = sorted(asks.proposals)

    def found(limit: int) -> module.Candidates:
        return candidates(asks, ids, {}, among=lambda _: (), kept=lambda a, b: True, limit=limit)

    assert found(2).bounded
    monkeypatch.setattr(module, "_COMMON_COUNT", 2)
    assert found(9).pairs == [("p000002", "p000003")]


def test_the_work_does_not_grow_with_the_number_of_pairs() -> None:
    # Forty thousand proposals make eight hundred million pairs; twenty thousand share something.
    count = 40_000
    asks = written([frozenset({f"工具{number // 2}"}) for number in range(count)])
    found = candidates(
        asks, sorted(asks.proposals), {}, among=lambda _: (), kept=lambda a, b: True, limit=count
    )
    assert len(found.pairs) == count // 2
