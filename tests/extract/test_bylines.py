"""Lines that say who speaks, and lines that look like it."""

import pytest

from extract.bylines import match_byline
from extract.lines import split_lines


def who(text):
    byline = match_byline(split_lines(text)[0])
    return [(named.name, str(named.role)) for named in byline.proposers] if byline else []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张三委员", [("张三", "speaker")]),
        ("向晚晴委员（社会福利和社会保障界）发言：", [("向晚晴", "speaker")]),
        ("向晚晴（民建会员）作书面发言：", [("向晚晴", "speaker")]),
        ("提 案 者：虞听澜", [("虞听澜", "lead")]),
        ("附 议 人：苗青禾、席慕川", [("苗青禾", "co"), ("席慕川", "co")]),
        ("联　名　人：励成", [("励成", "co")]),
        ("领衔：尤嘉树、薛曼宁", [("尤嘉树", "lead"), ("薛曼宁", "co")]),
        ("民建市委会：关于发展的建议", [("民建市委会", "speaker")]),
        ("所属界别：文化艺术界", []),
        ("界别：农业界", []),
        ("所在小组：第三小组", []),
        ("某县林业和草原局　才让东智", [("才让东智", "speaker")]),
        ("市政协委员、某新材料研究所　祁连生", [("祁连生", "speaker")]),
        ("某药业集团有限公司　董事", []),
        ("社会和法制委员会　冷若兰", [("冷若兰", "speaker"), ("社会和法制委员会", "lead")]),
        ("提案人：郑沧澜　全国政协委员、民革中央某委员会副主任", [("郑沧澜", "lead")]),
        (
            "**提案号**：某协—046　**提案单位**：民建某市委会　**时间**：2026年2月3日",
            [("民建某市委会", "lead")],
        ),
    ],
)
def test_bylines(text, expected):
    assert who(text) == expected


@pytest.mark.parametrize(
    ("text", "chrome"),
    [("【关键词：基层医疗】", True), ("【话题】乡村振兴", True), ("【背景】", False), ("关键词。", False)],
)
def test_a_column_s_tag_is_furniture(text, chrome):
    assert split_lines(text)[0].is_chrome is chrome


def test_a_body_with_its_number_stands_above_its_title():
    (line,) = split_lines("2．九三学社某市委会")
    byline = match_byline(line)
    assert byline is not None
    assert [one.name for one in byline.proposers] == ["九三学社某市委会"]
    assert match_byline(split_lines("2．发展低空经济")[0]) is None


def test_all_who_wrote_for_a_body_are_named_in_its_bracket():
    (line,) = split_lines("致公党某县支部（执笔：罗桂平、韦海棠）")
    byline = match_byline(line)
    assert byline is not None
    assert {one.name: one.spoke_for for one in byline.proposers} == {
        "罗桂平": "致公党某县支部",
        "韦海棠": "致公党某县支部",
        "致公党某县支部": "",
    }


def test_all_who_stand_behind_a_body_speak_for_it():
    (line,) = split_lines("民进某市委会　袁　洁、陶　冶")
    byline = match_byline(line)
    assert byline is not None
    assert {one.name: one.spoke_for for one in byline.proposers} == {
        "袁　洁": "民进某市委会",
        "陶　冶": "民进某市委会",
        "民进某市委会": "",
    }
