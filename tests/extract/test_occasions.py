"""Titles below what is printed above them: a conference, its papers and their numbers, a class."""

from __future__ import annotations

from itertools import product

import pytest

from extract.occasions import is_occasion
from extract.structure import read_structure
from graph.model import PassageKind, Shape

OCCASIONS = {
    "a numbered paper": "政协山城区第九届委员会第四次会议大会发言材料（六）",
    "over two lines": "政协山城区第九届委员会第四次会议\n大会书面发言（第27号）",
    "with a date": "山城区政协九届四次会议书面发言\n（2026年1月8日）",
    "papers alone": "大会发言之十二",
    "a number behind a gap": "书面发言材料　第8号",
    "brackets": "【大会发言】",
    "the full name over three lines": "中国人民政治协商会议\n山城区第九届委员会第四次会议\n大会发言材料［3］",
    "spaced out": "大 会 发 言",
    "the session alone": "九届四次会议\n大会交流发言 5",
    "a circled number": "山城区政协九届四次全会大会发言⑥",
    "the day's meeting": "山城区政协九届四次会议第二次全体会议口头发言\n2026年1月8日",
}
TITLES = {
    "one line": "让每一口机井都“会算账”",
    "a subtitle": "让每一口机井都“会算账”\n——关于推进农业节水的几点建议",
    "three lines": "从“大水漫灌”到“精打细算”\n——山城区农业节水调查\n与对策思考",
    "in marks": "《让每一口机井都“会算账”》",
}
SPEAKERS = {
    "区政协委员　许文澜": ["许文澜"],
    "许文澜（农业和农村界，山城灌溉试验站站长）": ["许文澜"],
    "民建山城区委会": ["民建山城区委会"],
    "民建山城区委会　　执笔：许文澜": ["民建山城区委会", "许文澜"],
}
BODY = """
山城区的老井水位十年降了六米，沿河三个镇的机井有一半抽不上水，种粮大户心里没底。
可是节水的账算得还不细，计量设施装了不到四成，水价几年没有动过。
一、装好表。建议区水利局三年内把机井计量设施装齐，由财政补助一半。
二、改水价。实行分档水价，节约的水量由政府回购。
"""


@pytest.mark.parametrize("order", ["{t}\n\n{w}", "{w}\n{t}"], ids=["below", "above"])
@pytest.mark.parametrize("occasion", OCCASIONS.values(), ids=OCCASIONS)
def test_the_title_stands_below_the_occasion(occasion: str, order: str) -> None:
    for title, (who, names) in product(TITLES.values(), SPEAKERS.items()):
        text = f"{occasion}\n\n{order.format(t=title, w=who)}\n{BODY}"
        (proposal,) = read_structure(text).proposals
        assert proposal.title == " ".join(title.strip("《》").split("\n")), text
        assert sorted(one.name for one in proposal.proposers) == sorted(names), text
        titled = [item for item in proposal.passages if item.kind is PassageKind.TITLE]
        assert len(titled) == len(title.split("\n")), text


@pytest.mark.parametrize(
    "line",
    [
        "关于办好大会发言的提案",
        "让政协提案“落地有声”",
        "市政协十届六次会议大会发言摘编（二）",
        "对市政协十届四次会议第140号提案的答复",
        "团市委向市政协十届五次会议提交的集体提案",
        "民建山城区委会",
        "加强政协提案",
    ],
)
def test_what_tells_of_contents_is_no_occasion(line: str) -> None:
    assert not is_occasion(line)


def test_a_title_about_a_member_names_no_speaker() -> None:
    text = f"政协山城区第九届委员会第四次会议\n\n走近区政协委员许文澜\n{BODY}"
    assert read_structure(text).proposals[0].title == "走近区政协委员许文澜"


def test_a_committee_signs_its_report_below_the_title() -> None:
    text = f"关于农业节水情况的调研报告\n山城区政协农业和农村委员会\n（2025年11月）\n{BODY}"
    layout = read_structure(text)
    (proposal,) = layout.proposals
    assert (layout.shape, proposal.title) == (Shape.OTHER, "关于农业节水情况的调研报告")
    assert [one.name for one in proposal.proposers] == ["山城区政协农业和农村委员会"]


NUMBERS = [
    "一、第{n}号",
    "（一）第{n}号提案",
    "3．提案第{n}号",
    "案号：{n}",
    "第{n}号（重点提案）",
    "{n}号",
    "【第{n}号】",
]
SUBJECTS = ["案　由：{t}", "题目：{t}", "《{t}》", "{t}"]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_booklets_give_number_subject_proposer_and_who_should_act(number: str, subject: str) -> None:
    parts = [
        f"{number.format(n=n)}\n{subject.format(t=title)}\n提案者：{who}\n"
        "情　况：机井计量设施装了不到四成，浇地全凭经验。\n"
        "建　议：（1）三年内把计量设施装齐；（2）实行分档水价。\n"
        "建议承办：市水利局（主办），市财政局（会办）\n"
        for n, title, who in (
            ("011", "关于推进农业节水的提案", "民建山城区委会"),
            ("027", "关于改善老街消防条件的提案", "许文澜"),
        )
    ]
    text = "山城市政协十届三次会议重点提案建议选题\n2026年1月12日\n\n" + "\n".join(parts) + "\n（内部参阅）\n"
    layout = read_structure(text)
    assert [(item.title, item.number) for item in layout.proposals] == [
        ("关于推进农业节水的提案", "11"),
        ("关于改善老街消防条件的提案", "27"),
    ]
    asked = [p for item in layout.proposals for p in item.passages if p.kind is PassageKind.MEASURE]
    assert not any(text.startswith("建议承办", one.start) for one in asked)
    assert [one.name for one in layout.proposals[0].handlers] == ["市水利局", "市财政局"]


@pytest.mark.parametrize("mark", ["【{c}】", "［{i}］", "〔{c}〕", "【第{c}号】"])
def test_numbers_in_brackets_are_no_part_of_a_title(mark: str) -> None:
    speeches = [
        f"{mark.format(c=c, i=i)}{title}\n{who}\n近年来，机井少了三成，浇地越来越难。\n"
        "建议实行分档水价，对节水农户给予补贴。\n"
        for c, i, title, who in (
            ("一", 1, "让机井会算账", "许文澜　山城灌溉试验站站长、志愿者"),
            ("二", 2, "给老街装上“消防眼”", "民建山城区委会（葛明远代为发言）"),
            ("三", 3, "把夜校办到工地旁", "区工商联"),
        )
    ]
    layout = read_structure("山城区政协九届四次会议大会发言摘要\n\n" + "\n".join(speeches))
    assert [item.title for item in layout.proposals] == [
        "让机井会算账",
        "给老街装上“消防眼”",
        "把夜校办到工地旁",
    ]


ABOVE = {
    "office, number, class": "山城市水利局\n山水案〔2026〕17号　　（B类）　　公开\n",
    "class, number, openness": "B类\n山水函[2026]12号\n主动公开\n",
    "labels": "类别标记：B\n公开属性：依申请公开\n",
    "a letterhead": "山城市水利局文件\n\n山水提〔2026〕3号　　　　签发人：文同\n\n",
}


@pytest.mark.parametrize("above", ABOVE.values(), ids=ABOVE)
@pytest.mark.parametrize(
    "consulted",
    [
        "我局作为主办单位，与市财政局、市规划和自然资源局共同研究",
        "我局商市财政局、市规划和自然资源局，逐条作了研究",
        "我局牵头，会市财政局、市规划和自然资源局共同研究",
        "我局高度重视，先后与市财政局、市规划和自然资源局会商",
        "我局立即会同市财政局和市规划和自然资源局专题研究",
    ],
)
def test_replies_below_numbers_and_classes(above: str, consulted: str) -> None:
    heading = "关于市政协十届三次会议第0127号提案答复的函"
    text = (
        f"{above}{heading}\n\n许文澜委员：\n您提出的《关于推进农业节水的提案》收悉。{consulted}，现答复如下：\n"
        "一、工作进展\n全市机井计量设施装了四成。\n感谢您的关心。\n\n山城市水利局\n2026年6月8日\n"
    )
    layout = read_structure(text)
    assert (layout.shape, layout.proposals[0].title) == (Shape.REPLY, heading)
    names = [one.name for one in layout.answers[0].proposal.handlers]
    assert names == ["山城市水利局", "市财政局", "市规划和自然资源局"]


def test_the_heading_s_name_of_the_office_comes_before_the_signature_s() -> None:
    text = (
        "自治区水利厅关于自治区政协十届三次会议第0127号提案的答复\n\n许文澜委员：\n您提出的《关于推进农业节水的提案》收悉。"
        "现答复如下：\n全区机井计量设施装了四成。\n感谢您的关心。\n\n宁夏回族自治区水利厅\n2026年6月8日\n"
    )
    (answer,) = read_structure(text).answers
    assert [one.name for one in answer.proposal.handlers] == ["自治区水利厅"]


def kinds(text: str) -> list[tuple[PassageKind, str]]:
    """Return kind and first letters of the passages of a text with one proposal."""
    (proposal,) = read_structure(text).proposals
    return [(item.kind, text[item.start : item.start + 3]) for item in proposal.passages]


def test_numbered_headings_whose_last_word_tells_their_kind() -> None:
    text = (
        "关于农业节水情况的调研报告\n山城区政协农业和农村委员会\n\n去年秋天，调研组走了十一个镇，和种粮大户座谈，也听了部门的介绍。\n"
        "一、家底\n全区机井三千眼，灌溉面积四十万亩。\n二、调研中发现的主要问题\n计量设施装得慢，水价多年没动。\n"
        "三、对策建议\n（一）装好表。建议三年内把计量设施装齐。\n（二）改水价。实行分档水价。\n"
    )
    found = kinds(text)
    assert (PassageKind.SITUATION, "全区机") in found
    assert (PassageKind.ANALYSIS, "计量设") in found
    assert [kind for kind, first in found if first in {"一、家", "二、调", "三、对"}] == [
        PassageKind.OTHER
    ] * 3


def test_a_turn_parts_how_things_stand_from_what_is_wrong() -> None:
    text = (
        "让每一口机井都“会算账”\n区政协委员　许文澜\n\n老张种了三十年地，他说最怕的是五月里没水。\n"
        "说句公道话，区里这些年修渠打井，没有少花力气，缺水的村少了一半。\n"
        "然而，管水的办法还停在二十年前。\n表没装齐，账就算不清，谁浇得多谁合算。\n"
        "我们反复商量，觉得关键在管。为此建议：\n第一，装好表。三年内把计量设施装齐。\n第二，改水价。实行分档水价。\n"
        "第三，换品种。推广耐旱品种。\n井水是几代人的家底，省下来的每一方都看得见。\n"
    )
    found = {first: kind for kind, first in kinds(text)}
    assert [found[first] for first in ("老张种", "说句公")] == [PassageKind.SITUATION] * 2
    assert [found[first] for first in ("然而，", "表没装")] == [PassageKind.ANALYSIS] * 2
    assert [found[first] for first in ("我们反", "井水是")] == [PassageKind.OTHER] * 2


def test_members_called_by_their_sector() -> None:
    text = (
        "夜市怎么办\n——市政协委员热议夜间经济\n\n1月8日，市政协十届三次会议进入分组讨论，会场里十分热闹。\n"
        "医卫界的许文澜和社科界的葛明远联名呼吁，划定夜间外摆区，实行分时管控。葛明远建议由街道统一装净化设备。\n"
    )
    (proposal,) = read_structure(text).proposals
    assert [one.name for one in proposal.proposers] == ["许文澜", "葛明远"]
