"""Digests whose speakers stand now above, now below their speeches are cut by their headings."""

import pytest

from extract.pipeline import Context, extract

TEXTS = [
    "冬闲里的老手艺没人接，全市只剩十九个匠人。\n\n建议办一个羊毛洗选加工中心，设立带徒津贴。",
    "外出开店的师傅越来越多，保险却没有跟上。\n\n建议试行灵活就业人员工伤险，设立创业担保贷款。",
    "库区的快艇一半没有油污收集柜。\n\n建议组建联合执法队，推行船舶油污上岸接收制度。",
]
TITLES = ["毡子有人夸，没人接", "馆子开到天边，后头得有个家", "库区不能只剩快艇"]
NAMES = ["冶明秀", "马向东", "祁海涛"]
ABOVE = "{mark}{title}\n\n市政协委员 {name}\n\n{text}\n\n"
BELOW = "{mark}{title}\n\n{text}\n\n—— {name}，市手工业协会理事长\n\n"
MARKS = {
    "markdown": "### ",
    "numbers": "{}、",
    "figures": "{}. ",
    "diamonds": "◆ ",
}


def read(text):
    return extract(text, Context(id="document:a", source="a"))


def digest(mark, layouts):
    parts = [
        layout.format(
            mark=mark.format("一二三"[i] if "、" in mark else i + 1),
            title=TITLES[i],
            name=NAMES[i],
            text=TEXTS[i],
        )
        for i, layout in enumerate(layouts)
    ]
    return "临夏市政协大会发言摘登\n2026-01-22\n\n" + "".join(parts) + "责任编辑：石　砚\n"


@pytest.mark.parametrize(
    "layouts", [(BELOW, ABOVE, BELOW), (ABOVE, BELOW, ABOVE), (BELOW, BELOW, BELOW), (ABOVE,) * 3]
)
@pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS)
def test_names_above_and_below_in_one_digest(mark, layouts):
    found = read(digest(mark, layouts))
    assert [item.title for item in found.proposals] == TITLES
    assert [[one.name for one in item.members] for item in found.proposals] == [[name] for name in NAMES]


def test_counted_speeches_with_the_title_below_the_name():
    parts = [
        f"发言材料之{'八九十'[i]}\n{NAMES[i]}\n（市政协委员，市手工业协会理事长）\n{TITLES[i]}\n{TEXTS[i]}\n\n"
        for i in range(3)
    ]
    found = read("潍坊市政协十四届四次会议\n大会发言材料汇编\n\n" + "".join(parts))
    assert [item.title for item in found.proposals] == TITLES
    assert [[one.name for one in item.members] for item in found.proposals] == [[name] for name in NAMES]


def test_a_list_of_faults_and_a_list_of_measures_without_headings():
    text = (
        "关于破解山区养老难题的提案\n提案人：程远帆（市政协委员）\n\n近年来，我市老龄化程度持续加深，幸福院初具规模。\n\n"
        "一、设施闲置与不足并存。有的幸福院常年锁门。\n\n二、运转经费缺乏保障。人工没有固定来源。\n\n"
        "一、盘活闲置设施。由市民政局牵头，统一调配床位。\n\n二、建立运营补贴制度。按就餐人次给予补助。\n"
    )
    kinds = [str(passage.kind) for passage in read(text).proposals[0].passages]
    assert kinds == ["title", "byline", "situation", "analysis", "analysis", "measure", "measure"]


def test_each_problem_with_its_suggestion():
    text = (
        "关于规范提升陶瓷市集的建议\n提案者：胥若桐（市政协委员）\n\n每到周末，市集人头攒动。\n\n"
        "问题1：摊位难求，倒摊成风。\n建议：建立摊位线上摇号平台。\n\n问题2：抄袭频发，维权太贵。\n建议：设立快速维权工作站。\n"
    )
    kinds = [str(passage.kind) for passage in read(text).proposals[0].passages]
    assert kinds == ["title", "byline", "situation", "analysis", "measure", "analysis", "measure"]
