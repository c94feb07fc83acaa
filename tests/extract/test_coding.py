"""Class, sub-tool and modality of instruments that no list has, with the words that decide."""

import pytest

from extract.classes import classify
from extract.lexicons import SUBTOOLS, load_lexicon
from extract.pipeline import Context, extract
from extract.weights import TABLES, Weights, use_weights
from graph.model import MentionType

SUBTOOL = {
    "a form that says it all": ("寒地果蔬产业引导基金", "environment.finance"),
    "money inside a rule": ("水稻种植补贴办法", "supply.fiscal"),
    "insurance inside a system": ("渔船保险制度", "environment.finance"),
    "approval inside a mechanism": ("民宿联合审批机制", "environment.regulation"),
    "an exhibition abroad": ("境外展位费补贴", "demand.trade"),
    "the first buyer": ("首台套示范目录", "demand.procurement"),
    "a mark of origin": ("茶叶地理标志管理办法", "environment.standards_ip"),
    "people": ("紧缺工种目录", "supply.talent"),
    "what is known of it": ("村级物流数据共享平台", "supply.information"),
    "care": ("毒蘑菇中毒救治中心", "supply.public_service"),
    "works": ("坎儿井修缮工程", "supply.infrastructure"),
    "a plan of works stays a plan": ("旧泵站改造三年行动", "environment.planning"),
    "rules about data stay rules": ("渔船数据报送条例", "environment.regulation"),
    "a show draws buyers": ("古城墙灯光秀", "demand.consumption"),
    "who hires and who manages": ("护士“县管乡用”制度", "environment.institution"),
    "a place to charge is a facility": ("叉车集中充电点", "supply.infrastructure"),
    "what is let off": ("引航费减半政策", "environment.tax"),
    "brackets behind do not count": ("畜禽粪污利用行动方案(试行)", "environment.planning"),
}


@pytest.mark.parametrize(("name", "subtool"), SUBTOOL.values(), ids=SUBTOOL)
def test_subtool_follows_from_the_name(name, subtool):
    found = classify(load_lexicon(), name, "制度")
    assert found.subtool == subtool
    assert found.reason
    assert subtool not in found.secondary
    assert set(found.secondary) <= set(SUBTOOLS)


def test_what_is_carried_out_and_has_no_known_ending_is_a_rule():
    assert classify(load_lexicon(), "货车分时通过老桥", "实行").subtool == "environment.regulation"
    assert classify(load_lexicon(), "货车分时通过老桥", "兴建").subtool == "supply.infrastructure"


def test_what_is_overruled_becomes_secondary():
    found = classify(load_lexicon(), "水稻种植补贴办法", "办法")
    assert found.secondary == ("environment.regulation",)
    assert "补贴" in found.reason


def means(text, head="建议：\n一、"):
    found = extract(f"{head}{text}\n", Context(id="document:t", source="t"))
    return [m for m in found.mentions if m.type is MentionType.INSTRUMENT]


MODALITY = {
    "asked for": ("设立渔民转产基金。", "proposed", "设立"),
    "there already": ("用好农机购置补贴政策。", "existing", "用好"),
    "carried out as asked": ("落实农机购置补贴政策。", "proposed", "落实"),
    "not worth having": ("不宜搞“全员打卡”制度。", "negated", "不宜搞"),
    "not once more": ("不必再建冰雕陈列馆。", "negated", "不必再建"),
    "said at once": ("新建大型灯光秀我不赞成。", "negated", "我不赞成"),
    "missing before": ("目前尚未建立山洪预警机制。", "negated", "尚未"),
    "missing behind": ("山洪预警机制尚未建立。", "negated", "尚未"),
    "somebody else's, and rejected": ("有人主张出台全域禁渔令，我不赞成。", "negated", "不赞成"),
    "asked for although a place helps": ("依托职业学院开设养老护理培训班。", "proposed", "开设"),
}


@pytest.mark.parametrize(("text", "modality", "cue"), MODALITY.values(), ids=MODALITY)
def test_modality_and_its_cue(text, modality, cue):
    (mention,) = means(text)
    assert mention.modality == modality
    assert mention.cue is not None
    assert mention.cue.exact == cue


def test_what_opens_its_clause_is_known_to_the_rules():
    use_weights({name: Weights() for name in TABLES})
    try:
        (mention,) = means("公交运营补贴要按客流发。")
    finally:
        use_weights({})
    assert (mention.modality, mention.cue.exact) == ("existing", "要")


def test_a_reply_tells_what_is_done_from_what_is_planned_and_declined():
    text = """关于市政协十届三次会议第12号提案的答复
张三委员：
您提出的关于做好渔民转产的提案收悉。现答复如下：
去年以来，我局已出台渔民转产补助办法。
下一步，我局将建立渔民技能培训基地。
关于设立渔民转产引导基金的建议，因财力有限，暂不设立。
市农业农村局
2025年6月3日
"""
    found = extract(text, Context(id="document:t", source="t"))
    told = {m.exact: str(m.modality) for m in found.mentions if m.type is MentionType.INSTRUMENT}
    assert told["渔民转产补助办法"] == "existing"
    assert told["渔民技能培训基地"] == "planned"
    assert told["渔民转产引导基金"] == "declined"


COORDINATED = {
    "a head for two acts": ("完善监测、预警机制。", 1, 2),
    "what stands before is shared": ("完善跨境数据分级、分类监管体系。", 1, 2),
    "quotations are whole": ("推行“先托管、后确权”制度。", 1, 1),
    "full names are two": ("组建种子基金、天使基金。", 2, 2),
}


@pytest.mark.parametrize(("text", "spans", "things"), COORDINATED.values(), ids=COORDINATED)
def test_one_span_may_be_several_things(text, spans, things):
    found = means(text)
    assert len({(m.start, m.end) for m in found}) == spans
    assert len({m.id for m in found}) == things


def test_a_word_is_understood_from_before_where_a_known_name_comes_of_it():
    found = {m.exact: m.name for m in means("建设算力基础设施和调度交易平台。")}
    assert found["调度交易平台"] == "算力调度平台"
    found = {m.exact: m.name for m in means("建设冷链基础设施和调度交易平台。")}
    assert found["调度交易平台"] == "调度交易平台"
