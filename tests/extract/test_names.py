import pytest

from extract.bylines import match_byline
from extract.lines import split_lines
from extract.names import is_name
from extract.people import read_people
from extract.proposers import split_items


@pytest.mark.parametrize("text", ["王强", "欧阳修文", "王 强", "买买提·艾力", "竺晓芸", "第五昭"])
def test_names(text):
    assert is_name(text)


@pytest.mark.parametrize(
    "text", ["市政协", "关于", "方案", "全国", "文章仅", "高质量", "经济界", "王", "李四光荣榜"]
)
def test_words_that_are_no_names(text):
    assert not is_name(text)


# (line, names of people, names of bodies, text of the title on the line)
BYLINES = [
    ("张三丰委员", ["张三丰"], [], None),
    ("发言人：高砚秋（市政协委员、庐阳低空智能研究院副院长）", ["高砚秋"], [], None),
    ("提案人：梁焯文、司徒兆麟", ["梁焯文", "司徒兆麟"], [], None),
    ("提 案 人：林慕舟", ["林慕舟"], [], None),
    ("【提案人】民建合肥市委会", [], ["民建合肥市委会"], None),
    ("提案人　马骏川", ["马骏川"], [], None),
    ("周敏委员：让职业教育和产业同频", ["周敏"], [], "让职业教育和产业同频"),
    ("——孙既明", ["孙既明"], [], None),
    ("市政协委员、海丰公司董事长 王强", ["王强"], [], None),
    ("阿依古丽·托合提委员", ["阿依古丽·托合提"], [], None),
    ("民建长沙市委会：以中试突破促补链强链", [], ["民建长沙市委会"], "以中试突破促补链强链"),
]


@pytest.mark.parametrize(("line", "people", "bodies", "title"), BYLINES, ids=lambda value: str(value)[:20])
def test_bylines(line, people, bodies, title):
    text = f"前言\n{line}\n"
    found = match_byline(split_lines(text)[1])
    assert found is not None
    assert [item.name for item in found.proposers if item.is_person] == people
    assert [item.name for item in found.proposers if not item.is_person] == bodies
    assert all(text[item.start : item.end] == item.name for item in found.proposers)
    assert (text[slice(*found.title)] if found.title else None) == title


@pytest.mark.parametrize(
    "line",
    [
        "编辑：李佳萌",
        "来源：杭州政协",
        "加快发展人工智能产业",
        "建议如下：",
        "市政协委员",
        "主持人：各位委员",
        "责任编辑 王小丽",
        "图/朱旭洁",
    ],
)
def test_lines_that_name_no_proposer(line):
    assert match_byline(split_lines(line)[0]) is None


QUOTES = [
    ("市政协委员、厦门理工学院副教授上官雅楠建议，编制夜间文旅目录。", ["上官雅楠"]),
    ("李明委员认为，应当加强执法。", ["李明"]),
    ("“车太多了。”市政协委员王芳说。", ["王芳"]),
    ("有委员建议，加强执法。", []),
    ("市交通局局长王芳介绍，公交线路已经优化。", []),
    ("全体委员听取了报告，主席李明主持会议。", []),
]


@pytest.mark.parametrize(("text", "names"), QUOTES)
def test_members_in_running_text(text, names):
    assert list(read_people(text, split_lines(text)).members) == names


def test_a_run_of_single_letters_is_cut_into_names_of_two() -> None:
    text = "曹　森　华廷玉　魏　敏　姚　辉　支　勇　栾秀英"
    assert [text[slice(*span)].strip("　") for span in split_items(text)] == [
        "曹　森",
        "华廷玉",
        "魏　敏",
        "姚　辉",
        "支　勇",
        "栾秀英",
    ]
