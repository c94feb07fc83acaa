"""Profiles: one page of facts each, counted by hand, with the first and the last sentence."""

from __future__ import annotations

import pytest

from graph.model import QueryError
from graph.store import View
from queries.ask import ask
from queries.captions import SECTIONS
from tests.queries.coded import MIXED, REPLY


def facts(view: View, question: str, name: str, section: str, **more: object) -> list[tuple]:
    """Return (fact, value, count) of one section."""
    rows = ask(view, question, name=name, **more).rows
    return [(row["fact"], row["value"], row["count"]) for row in rows if row["section"] == section]


def test_an_instrument(coding: View) -> None:
    def told(section: str) -> list[tuple]:
        return facts(coding, "instrument-profile", "产业投资基金", section)

    assert told("identity") == [
        ("政策工具", "产业投资基金", None),
        ("层级", "工具族", None),
        ("类别", "环境型", None),
        ("次级工具", "金融支持", None),
        ("上位", "金融支持", None),
    ]
    assert sorted(told("modality")) == [("建议", "", 1), ("缺少", "", 1)]
    assert told("narrower") == [("", "低空产业基金", 1)]
    assert told("years") == [("2025", "", 1)]
    assert told("jurisdictions") == [("", "杭州市", 1)]
    assert told("proposers") == [("", "王新龙", 1)]
    assert told("industries") == [("", "低空经济", 1), ("", "微短剧", 1)]
    assert told("proposals") == [("2025", "发展低空经济", 1)]
    assert told("replies") == [("2024", "答复", 1)]


def test_first_and_last_sentence_of_a_fact(coding: View) -> None:
    rows = ask(coding, "instrument-profile", name="产业投资基金").rows
    (proposer,) = [row for row in rows if row["section"] == "proposers"]
    assert [quote["sentence"] for quote in proposer["evidence"]] == [
        "目前没有低空产业基金。",
        "支持低空经济和微短剧：设立低空产业基金，发放培训券。",
    ]
    (one,) = [
        row
        for row in ask(coding, "instrument-profile", name="产业投资基金", quoted=1).rows
        if row["section"] == "proposers"
    ]
    assert len(one["evidence"]) == 1


def test_a_class_with_all_below(coding: View) -> None:
    assert facts(coding, "instrument-profile", "供给型", "proposals") == [
        ("2025", "发展低空经济", 1),
        ("2025", "补贴培训", 1),
    ]
    assert facts(coding, "instrument-profile", "供给型", "proposers") == [
        ("", "李明", 1),
        ("", "民建市委会", 1),
        ("", "王新龙", 1),
    ]


def test_an_industry(coding: View) -> None:
    def told(section: str) -> list[tuple]:
        return facts(coding, "industry-profile", "文化产业", section)

    assert told("narrower") == [("", "微短剧", 3)]
    assert told("years") == [("2025", "", 1), ("2024", "", 1), ("2023", "", 1)]
    assert told("proposers") == [("", "王新龙", 2), ("", "李明", 1)]
    assert told("industries") == [("", "低空经济", 1)]
    assert sorted(told("classes")) == [("", "供给型", 1), ("", "环境型", 1), ("", "需求型", 1)]
    assert told("places") == [("", "西湖区", 1)]
    assert told("replies") == [("2024", "答复", 1)]


def test_a_place_with_all_in_it(coding: View) -> None:
    def told(section: str) -> list[tuple]:
        return facts(coding, "place-profile", "西湖", section)

    assert told("identity") == [("地点", "西湖区", None), ("代码", "330106", None), ("上位", "杭州市", None)]
    assert told("subtools") == [("", "试点示范", 2)]
    assert told("instruments") == [("建议", "场景试点", 2)]
    assert told("industries") == [("", "微短剧", 1)]
    assert told("filed") == []
    above = facts(coding, "place-profile", "杭州市", "filed")
    assert above == [("2025", "杭州市", 2), ("2023", "杭州市", 1)]
    assert facts(coding, "place-profile", "杭州市", "narrower") == [("", "西湖区", 2)]


def test_a_member(coding: View) -> None:
    def told(section: str) -> list[tuple]:
        return facts(coding, "member-profile", "王新龙", section)

    assert told("identity") == [("委员", "王新龙", None), ("会议", "杭州市政协", None)]
    assert told("years") == [("2025", "", 1), ("2023", "", 1)]
    assert told("sessions") == [("12-4", "杭州市", 1), ("12-2", "杭州市", 1)]
    assert told("industries") == [("", "微短剧", 2), ("", "低空经济", 1)]
    assert told("proposals") == [("第一提案人", "发展低空经济", 1), ("第一提案人", "湖上新剧", 1)]
    assert told("co_proposers") == []


def test_one_name_two_members(coding: View) -> None:
    with pytest.raises(QueryError, match=r"李明〔委员 member:cppcc:330100/李明〕.*cppcc:330200/李明"):
        ask(coding, "member-profile", name="李明")
    assert facts(coding, "member-profile", "member:cppcc:330200/李明", "answered") == [("B", "答复", 1)]


def test_a_body(coding: View) -> None:
    assert facts(coding, "organization-profile", "市科技局", "handled") == [
        ("主办", "发展低空经济", 1),
        ("主办", "多业并举", 1),
    ]
    assert facts(coding, "organization-profile", "市财政局", "handled") == [
        ("会办", "发展低空经济", 1),
        ("主办", "多业并举", 1),
    ]
    assert facts(coding, "organization-profile", "民建市委会", "co_proposers") == [("联名", "李明", 1)]
    assert facts(coding, "organization-profile", "民建市委会", "instruments") == [
        ("建议", "培训券", 1),
        ("已有", "培训券", 1),
    ]


def test_a_proposal(coding: View) -> None:
    def told(section: str) -> list[tuple]:
        return facts(coding, "proposal-profile", MIXED, section)

    assert told("identity") == [
        ("提案", "多业并举", None),
        ("类型", "提案", None),
        ("年份", "2024", None),
        ("届次", "16-3", None),
        ("地区", "330200", None),
    ]
    assert told("proposers") == [("第一提案人", "李明", 1)]
    assert told("answered") == [("B", "答复", 1)]
    assert facts(coding, "proposal-profile", REPLY, "answers") == [("B", "多业并举", 1)]
    assert told("parts") == [("建议", "4 段", None)]
    assert told("measures") == [
        ("1", "1之1", None), ("2", "1之2", None),
        ("3", "1之3", None), ("4", "1之4", None),
    ]  # fmt: skip
    measures = [
        row for row in ask(coding, "proposal-profile", name=MIXED).rows if row["section"] == "measures"
    ]
    assert [quote["sentence"] for row in measures for quote in row["evidence"]] == [
        "发展农业。", "发展物流。", "发展金融业。", "发展微短剧。",
    ]  # fmt: skip


def test_sections_stand_in_order_and_are_bounded(coding: View) -> None:
    result = ask(coding, "industry-profile", name="微短剧", limit=1)
    sections = [row["section"] for row in result.rows]
    order = [section for section in SECTIONS if section in sections]
    assert list(dict.fromkeys(sections)) == order
    assert "年份: 共 3 项, 只列出前 1 项" in result.notes
    assert sections.count("years") == 1


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("member-profile", "王新龙"),
        ("organization-profile", "市科技局"),
        ("place-profile", "杭州市"),
        ("industry-profile", "低空"),
        ("instrument-profile", "培训券"),
        ("proposal-profile", "发展低空经济"),
    ],
)
def test_each_takes_its_own_kind_only(coding: View, question: str, name: str) -> None:
    result = ask(coding, question, name=name)
    assert result.rows[0]["section"] == "identity"
    assert result.parameters["name"] == result.rows[0]["value_id"]
    with pytest.raises(QueryError, match=r"没有|不确定"):
        ask(coding, question, name="没有这样的名字")
