"""Layouts that are rarer: yearbooks, writers and speakers of a body, speakers alone below a title."""

from __future__ import annotations

from extract.bylines import match_byline
from extract.lines import split_lines
from extract.structure import read_structure
from graph.model import PassageKind, Shape

TOLD = """某市政协年鉴
提案简介

【关于开通夜间公交的提案】　第9号，民建某市委会提出。末班车太早，夜班的人难回家。建议增开夜间线路，给予补贴。

【关于修缮老戏台的提案】　第31号，王小明、周　敏提出，李海波附议。建议编制戏台保护规划，对修缮给予补助。

【关于规范共享单车停放的提案】　第77号，第一提案人为市交通学校教师陈立新。建议划定停放点，推行信用积分制度。
"""


def test_a_yearbook_s_paragraphs_are_proposals_with_title_number_and_names() -> None:
    layout = read_structure(TOLD)
    assert layout.shape is Shape.DIGEST
    assert [(item.title, item.number) for item in layout.proposals] == [
        ("关于开通夜间公交的提案", "9"),
        ("关于修缮老戏台的提案", "31"),
        ("关于规范共享单车停放的提案", "77"),
    ]
    named = [[one.name for one in item.proposers] for item in layout.proposals]
    assert named == [["民建某市委会"], ["王小明", "周　敏", "李海波"], ["陈立新"]]
    for item in layout.proposals:
        kinds = [part.kind for part in item.passages]
        assert kinds[:2] == [PassageKind.TITLE, PassageKind.BYLINE]
        assert PassageKind.MEASURE in kinds


WRITTEN = """某州政协三次会议提案
提案编号：第0092号
提 案 者：少数民族界
执 笔 人：王小明、周海燕

关于保护村寨的提案

一、问题
村寨破旧，少人照看。
二、建议
设立村寨保护资金。
"""


def test_who_wrote_for_a_body_is_told_in_the_head() -> None:
    (item,) = read_structure(WRITTEN).proposals
    assert [(one.name, one.spoke_for) for one in item.proposers] == [
        ("少数民族界", ""),
        ("王小明", "少数民族界"),
        ("周海燕", "少数民族界"),
    ]


def test_who_wrote_at_the_end_proposes_nothing() -> None:
    text = WRITTEN.replace("执 笔 人：王小明、周海燕\n", "") + "\n（执笔：王小明）\n"
    (item,) = read_structure(text).proposals
    assert [one.name for one in item.proposers] == ["少数民族界"]


SPOKEN = """某省政协四次会议大会发言材料之七

激活数据要素潜能
九三学社某省委会
（发言人：周予安）

各位委员：
我省数据多而散。建议设立数据要素产业基金。
"""


def test_a_body_stands_above_who_speaks_for_it() -> None:
    (item,) = read_structure(SPOKEN).proposals
    assert [one.name for one in item.proposers] == ["九三学社某省委会", "周予安"]


def test_the_speaker_stands_alone_below_a_speech_s_title() -> None:
    text = "让种子有名有姓\n——在市政协六次会议上的发言\n罗积德\n\n主席、各位委员：\n建议设立种业基金。\n"
    (item,) = read_structure(text).proposals
    assert [one.name for one in item.proposers] == ["罗积德"]
    quiet = text.replace("——在市政协六次会议上的发言\n", "")
    assert read_structure(quiet).proposals[0].proposers == ()


def test_several_bodies_and_who_speaks_for_them() -> None:
    byline = match_byline(split_lines("民建某区委会、区工商联（联合发言，发言人：白东升）")[0])
    assert byline is not None
    assert [(one.name, one.spoke_for) for one in byline.proposers] == [
        ("民建某区委会", ""),
        ("区工商联", ""),
        ("白东升", "民建某区委会"),
    ]


def test_speakers_named_with_where_they_work_make_a_digest() -> None:
    told = "近年来，这件事拖了又拖，群众多有议论，部门也难。\n建议：设立专项资金，建立联席会议制度。\n\n"
    text = "某州政协六次会议大会发言摘编\n\n" + "".join(
        f"{title}\n{who}\n\n{told}"
        for title, who in (
            ("让盐湖“吃干榨净”", "某州林业和草原局　才让东智"),
            ("守住风沙线", "农工党某州工委（执笔人：贾怀瑾）"),
            ("家门口的幼儿园", "某县中心幼儿园　唐秀珍"),
        )
    )
    layout = read_structure(text)
    assert layout.shape is Shape.DIGEST
    assert [[one.name for one in item.proposers] for item in layout.proposals] == [
        ["才让东智"],
        ["贾怀瑾", "农工党某州工委"],
        ["唐秀珍"],
    ]


def test_a_collective_speech_is_headed_by_its_session() -> None:
    text = SPOKEN.replace("（发言人：周予安）\n", "").replace("大会发言材料之七", "大会书面发言之二十六")
    (item,) = read_structure(text).proposals
    assert item.title == "激活数据要素潜能"
    assert [one.name for one in item.proposers] == ["九三学社某省委会"]
