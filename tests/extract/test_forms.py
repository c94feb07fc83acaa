"""Forms whose cells are parted by bars or wide spaces instead of colons."""

import pytest

from extract.forms import with_colons
from extract.pipeline import Context, extract
from graph.model import PassageKind, Shape

TITLE = "关于加快发展内河旅游的提案"
FORMS = {
    "cells in heavy bars": "┃案 号┃ 第 0042 号　　　┃类 别┃ 旅游\n"
    "┃案 由┃ {t}\n┃提 案 人┃ 苏明远　　　┃界 别┃ 经济界\n"
    "┃附 议 人┃ 顾　岚　田小禾\n┃建议承办单位┃ 市文化和旅游局\n",
    "a drawn table": "│案号│第0042号│\n│案由│{t}│\n│提案人│苏明远│\n│附议人│顾　岚、田小禾│\n",
    "a markdown table": "| 案号 | 第0042号 |\n|---|---|\n| 案由 | {t} |\n"
    "| 提案人 | 苏明远 |\n| 附议人 | 顾　岚、田小禾 |\n",
    "several cells a line": "┃案号┃第0042号┃类别┃旅游┃\n┃案由┃{t}┃\n┃提案人┃苏明远┃界别┃经济界┃\n"
    "┃附议人┃顾岚 田小禾┃\n",
    "a box with rules": "┌──┬──┐\n│案　号│　0042│\n├──┼──┤\n│案　由│{t}│\n│提案人│苏明远　　　│\n"
    "│附议人│顾岚、田小禾│\n└──┴──┘\n",
    "bars with spaces": "编　　号 ｜ 0042\n题　　目 ｜ {t}\n提 案 人 ｜ 苏明远\n附 议 人 ｜ 顾岚、田小禾\n",
    "one bar": "提案编号｜第0042号\n提 案 人｜苏明远\n附 议 人｜顾　岚、田小禾\n题　　目｜{t}\n",
    "wide spaces": "编号　0042\n标题　{t}\n提出人　苏明远\n附议人　顾　岚、田小禾\n",
}
BODY = (
    "事　由：\n　　我市水网密布，游船停运多年。目前的主要问题：\n　　1、码头老旧。栈桥长期没人修。\n"
    "　　2、航线太少，船期不定。\n办　法：\n　　（一）由市交通运输局牵头，改造旅游码头。\n"
    "　　（二）对新开航线给予补贴。\n"
)


def read(text):
    return extract(text, Context(id="document:form", source="form"))


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_form_names_title_number_and_proposers(form):
    text = form.format(t=TITLE) + BODY
    found = read(text)
    assert found.document.shape is Shape.PROPOSAL
    proposal = found.proposals[0]
    assert (proposal.title, proposal.number) == (TITLE, "42")
    assert [one.name for one in proposal.members] == ["苏明远", "顾岚", "田小禾"]
    kinds = {text[one.start : one.end][:2]: one.kind for one in proposal.passages}
    assert kinds["1、"] is kinds["2、"] is PassageKind.ANALYSIS
    assert kinds["（一"] is kinds["（二"] is PassageKind.MEASURE
    assert kinds["事　"] is kinds["办　"] is PassageKind.OTHER


def test_a_title_over_two_cells():
    form = "│案　由│关于加快发展内河│\n│　　　│旅游的提案│\n│提案人│苏明远│\n"
    assert read(form + BODY).proposals[0].title == "关于加快发展内河 旅游的提案"


def test_the_label_above_the_text_and_what_is_attached():
    text = f"题　　目｜{TITLE}\n提 案 人｜苏明远\n正　　文｜\n{BODY}附：调研名单（略）\n"
    kinds = {text[one.start : one.end]: one.kind for one in read(text).proposals[0].passages}
    assert kinds["正　　文｜"] is PassageKind.OTHER
    assert kinds["附：调研名单（略）"] is PassageKind.FOOTER


def test_a_list_of_suggestions_with_fields_set_off_by_spaces():
    text = "某某市第三届人民代表大会第二次会议\n代表建议选登\n\n" + "".join(
        f"编号　{number}\n标题　{title}\n提出人　{who}\n\n我市底子薄，企业反映强烈。\n建议：\n"
        "1.由市发展改革委牵头编制规划。\n2.设立专项资金，给予补贴。\n\n"
        for number, title, who in (
            ("031", "关于扶持竹编的建议", "安一舟（东乡代表团，竹艺社社长）\n附议人　柏小满、康　宁"),
            ("032", "关于养护乡道的建议", "姜　禾（西乡代表团，运输户）"),
        )
    )
    found = read(text)
    assert [(one.title, one.number) for one in found.proposals] == [
        ("关于扶持竹编的建议", "31"),
        ("关于养护乡道的建议", "32"),
    ]
    assert [[who.name for who in one.members] for one in found.proposals] == [
        ["安一舟", "柏小满", "康宁"],
        ["姜禾"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "会客厅｜雪后的牧场\n主题｜一\n",
        "标题　党建引领\n正文如下。\n",
        "时间　地点　人物\n",
        "│提案人│苏明远│\n",
    ],
)
def test_bars_and_spaces_of_other_lines_stay(text):
    assert with_colons(text) == text


def test_marks_keep_the_length():
    for form in FORMS.values():
        assert len(with_colons(form + BODY)) == len(form + BODY)


def test_labels_alone_on_their_lines_take_the_value_below() -> None:
    fields = (
        ("提案编号", "0017"),
        ("第一提案人", "王小明"),
        ("附议人", "李　海　周　敏"),
        ("提案标题", "关于修路的提案"),
    )
    body = "\n提案内容\n路坏了。\n"
    below, beside = ("\n".join(mark.join(field) for field in fields) for mark in ("\n", "："))
    assert with_colons(below + body) == beside + body


def test_a_site_s_labels_with_colons_take_the_value_below() -> None:
    text = "索 引 号：\n1234-56\n文　　号：\n某函〔2025〕3号\n成文日期：\n2025年3月1日\n\n王小明委员：\n"
    told = with_colons(text)
    assert len(told) == len(text)
    assert [line.split("：")[0] for line in told.splitlines()] == [
        "索 引 号",
        "文　　号",
        "成文日期",
        "",
        "王小明委员",
    ]


def test_headings_that_are_labels_stay_headings() -> None:
    text = "关于修路的提案\n建议\n一、修路。\n类别\n甲\n"
    assert with_colons(text) == text


def test_cells_parted_by_tabs_are_marked() -> None:
    text = "题目\t关于修路的提案\n提案者\t王小明\n类别\t城建\t立案日期\t2025/1/2\n"
    assert with_colons(text).startswith("题目：关于修路的提案\n提案者：王小明\n类别：城建\t")
