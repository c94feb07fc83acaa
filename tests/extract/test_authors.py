"""Essays and columns: the author is a member only where the page says so."""

from itertools import product

import pytest

from extract.pipeline import Context, extract

BODY = (
    "\n　　草原上的春天来得晚，风却来得早。去年春天，我走了四个旗，看见不少草场板结，牧户买草过冬。\n"
    "　　退化的草场靠谁来修？靠牧民自己，修不起；靠项目，三年一轮，项目走了，围栏也倒了。\n"
    "　　我想，不妨建一个乡土草种繁育基地，草原生态补奖也可以同修复成效挂钩。\n"
    "　　草原不说话，可它记得住每一双手。\n"
)
NAMES = ["阿拉坦其其格", "乌日娜", "巴特尔", "斯琴高娃", "敖登托娅", "张海燕"]
HEADS = ["文／{}\n", "{}\n", "□ {}\n", "作者：{}\n", "2025-05-23　北方新报\n{}\n"]
NOTES = ["（作者系自治区政协委员、内蒙古农业大学教授）\n", "（作者{}系自治区政协委员）\n"]


def read(text):
    found = extract(text, Context(id="document:a", source="a"))
    return found.document.shape, [one.name for item in found.proposals for one in item.members]


@pytest.mark.parametrize(("name", "head", "note"), list(product(NAMES, HEADS, NOTES)))
def test_a_note_makes_the_author_a_member(name, head, note):
    text = f"草原的账，要往长里算\n{head.format(name)}{BODY}{note.format(name)}"
    assert read(text) == ("proposal", [name])


@pytest.mark.parametrize("name", NAMES)
def test_a_name_and_an_office_at_the_end(name):
    note = f"（{name}　自治区政协委员、内蒙古农业大学教授）\n"
    assert read(f"草原的账，要往长里算\n{BODY}{note}") == ("proposal", [name])


@pytest.mark.parametrize("note", ["", "（作者系本刊特约评论员，文章仅代表个人观点）\n", "（作者为市民）\n"])
@pytest.mark.parametrize("head", HEADS)
def test_no_note_no_member(head, note):
    assert read(f"草原的账，要往长里算\n{head.format('张海燕')}{BODY}{note}")[1] == []


def test_i_am_a_member():
    text = f"草原的账，要往长里算\n乌日娜（蒙古族）\n{BODY}　　作为一名政协委员，我把这些写进了提案。\n"
    assert read(text)[1] == ["乌日娜"]
