"""What must hold for any text whatever."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.pipeline import Context, extract
from graph.model import InputError, MentionType
from graph.project import project
from graph.text import fold

PIECES = st.sampled_from(
    [
        "建议设立产业引导基金",
        "张三委员",
        "关于加强养老服务的提案",
        "提案人：李四",
        "杭州市",
        "我市",
        "，",
        "。",
        "\n",
        "“",
        "”",
        "《",
        "》",
        "（",
        "）",
        "、",
        "和",
        "的",
        "人工智能产业",
        "AI+医疗",
        "机制",
        "平台",
        "尚未建立",
        "建议：",
        "一、",
        "（一）",
        "1.",
        "来源：某报",
        "\r\n",
        "　",
        "\t",
        "😀",
        "𠀀",
        "\u202e",
        "\0",
        "市政协十二届四次会议",
        "委员",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))


def run(text):
    return extract(text, Context(id="document:any", source="any"))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_offsets_slice_and_passages_tile(text):
    try:
        found = run(text)
    except InputError:
        assert not text.strip("\ufeff\u200b \t\r\n\f\v\u3000\xa0")
        return
    for mention in found.mentions:
        assert text[mention.start : mention.end] == mention.exact != ""
    passages = [*found.document.passages, *(p for proposal in found.proposals for p in proposal.passages)]
    passages.sort(key=lambda passage: passage.start)
    position = 0
    for passage in passages:
        assert (
            not text[position : passage.start].strip("\ufeff\u200b \t\r\n\f\v\u3000\xa0")
            or position > passage.start
        )
        assert passage.start >= position
        assert passage.end > passage.start
        position = passage.end
    ids = {entity.id for entity in found.entities}
    assert {mention.id for mention in found.mentions} <= ids
    assert {parent for entity in found.entities for parent in entity.broader} <= ids
    named = {mention.id for mention in found.mentions}
    named |= {p.id for proposal in found.proposals for p in (*proposal.members, *proposal.organizations)}
    assert ids - {parent for entity in found.entities for parent in entity.broader} <= named
    known = {passage.id for passage in passages}
    assert {mention.passage for mention in found.mentions} <= known
    assert len(known) == len(passages)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_mentions_of_one_type_never_overlap(text):
    try:
        found = run(text)
    except InputError:
        return
    for kind in (MentionType.INDUSTRY, MentionType.INSTRUMENT, MentionType.PLACE):
        spans = sorted((m.start, m.end) for m in found.mentions if m.type is kind)
        assert all(left[1] <= right[0] for left, right in pairwise(spans))


LINES = st.sampled_from(
    [
        "关于加强养老服务的提案",
        "【关于办好社区食堂的建议】",
        "《关于办好社区食堂的提案",
        "提案人：张晓明、欧阳文澜",
        "提 案 人：王　强",
        "联名人：",
        "发言单位：民进南昌市委会　发言人：谭晓岚",
        "谭晓岚代表民建南昌市委会发言",
        "——葛明远委员",
        "市政协委员　葛明远",
        "葛明远",
        "委员",
        "委员：",
        "葛明远委员：建议设立专项资金，由市民政局牵头，给予运营补贴。",
        "“建议设立基金。”葛明远委员说。",
        "他建议，出台管理办法；谭晓岚委员建议，减免房租。",
        "近年来，我市发展较快，但是仍存在短板，企业反映强烈。",
        "建议：",
        "一、情况",
        "二、存在的问题",
        "（一）设立专项资金。",
        "1.出台管理办法。",
        "一是建立机制。二是开展试点。",
        "关于市政协十三届五次会议第0216号提案的答复",
        "南昌市民政局",
        "葛明远、谭晓岚委员：",
        "您提出的《关于办好社区食堂的提案》（第0216号）收悉，会同市财政局研究，现答复如下：",
        "主办：市民政局　会办：市财政局、市商务局",
        "主办单位：",
        "类别：B",
        "☑A □B □C",
        "记者：您怎么看？",
        "答：我认为应当办好。",
        "来源：某某日报　2025年1月9日",
        "责任编辑：贺长林",
        "2025年1月9日",
        "— 12 —",
        "第 3 页 共 9 页",
        "社情民意信息",
        "「市政協委員」陳大文：建議設立基金。",
    ]
)
ODD = st.sampled_from(
    [
        *"《》（）()【】[]「」『』“”‘’〈〉，。；：、—…·　 \t\r\v\0",
        *[
            "《（【「",
            "」】）》",
            "《《",
            "》》",
            "（（（",
            "))",
            "【《（",
            "：：",
            "——",
            "**",
            "#",
            "-",
            "ﬁ",
            "ＡＢ",
            "１２",
            "😀",
            "👨\u200d👩\u200d👧",
            "🇨🇳",
            "𠀀",
            "𪚥",
        ],
        *"\u200e\u200f\u202b\u202e\u2066\u2069\u200b\ufeff\x85\u2028\u0301\ue000\U0010fffd",
        "\r\n",
    ]
)
MIXED = st.one_of(
    st.lists(LINES, min_size=1, max_size=25).map("\n".join),
    st.lists(st.one_of(LINES, PIECES, ODD), max_size=60).map("".join),
    st.lists(st.tuples(LINES, ODD), max_size=25).map(lambda rows: "\n".join(a + b for a, b in rows)),
    st.lists(st.tuples(ODD, LINES), max_size=25).map(lambda rows: "\n".join(a + b for a, b in rows)),
    st.text(st.one_of(ODD.filter(lambda one: len(one) == 1), st.characters(codec="utf-8")), max_size=120),
)


def read_or_nothing(text):
    """Return the extraction; None where the text holds nothing, which alone is refused."""
    try:
        return run(text)
    except InputError:
        assert not text.strip("\ufeff\u200b \t\r\n\f\v\u3000\xa0")
        return None


def told(found):
    """Return all passages in order of their start."""
    passages = [*found.document.passages, *(one for item in found.proposals for one in item.passages)]
    return sorted(passages, key=lambda one: (one.start, one.end))


@settings(max_examples=500, deadline=None)
@given(MIXED)
def test_mixed_text_keeps_the_graph_s_rules(text):
    found = read_or_nothing(text)
    if found is not None:
        project(found)
        passages = told(found)
        assert all(0 <= one.start < one.end <= len(text) for one in passages)
        assert all(left.end <= right.start for left, right in pairwise(passages))
        assert [one.position for one in passages] == [*range(1, len(passages) + 1)]


@settings(max_examples=500, deadline=None)
@given(MIXED)
def test_names_are_read_where_their_spans_say(text):
    found = read_or_nothing(text)
    for item in found.proposals if found else ():
        for one in item.members:
            assert "".join(text[one.start : one.end].split()) == one.name != ""
        for one in (*item.organizations, *item.handlers):
            assert text[one.start : one.end].strip() != ""
            assert text[one.start : one.end] == text[one.start : one.end].strip()
            assert one.name
        bodies = {one.id for one in item.organizations}
        assert {one.spoke_for for one in item.members} <= {None, *bodies}
        assert len({one.id for one in item.members}) == len(item.members)


@settings(max_examples=400, deadline=None)
@given(MIXED)
def test_facts_and_replies_quote_the_text(text):
    found = read_or_nothing(text)
    if found is None:
        return
    for fact in found.document.facts:
        assert text[fact.start : fact.end] == fact.exact
        assert fact.exact or fact.field == "title"  # the title of a text of mere marks is empty
    assert len({fact.field for fact in found.document.facts}) == len(found.document.facts)
    proposals = {item.id: item for item in found.proposals}
    for reply in found.replies:
        assert text[reply.start : reply.end].strip()
        assert reply.reply in proposals
        assert proposals[reply.proposal].passages == ()


@settings(max_examples=100, deadline=None)
@given(MIXED)
def test_a_text_reads_the_same_twice(text):
    assert read_or_nothing(text) == read_or_nothing(text)


@settings(max_examples=100, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=20))
def test_line_ends_do_not_matter(lines):
    def structure(text):
        found = run(text)
        return [
            (item.title.split(), [one.name for one in item.members], [one.kind for one in item.passages])
            for item in found.proposals
        ]

    assert structure("\n".join(lines)) == structure("\r\n".join(lines))


DEEP = [
    "《",
    "（",
    "【",
    "“",
    "「",
    "《（【",
    "」】）》",
    "委员、",
    "葛明远委员说：“",
    "一、",
    "提案人：",
    "关于",
    "的提案",
    "#",
]


@pytest.mark.parametrize("piece", DEEP)
def test_deep_nesting_is_no_error(piece):
    project(run(f"关于养老的提案\n{piece * 2000}\n建议设立基金。"))


@given(st.text())
def test_fold_keeps_length(text):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


WIDE = str.maketrans(",:;()+%", "，：；（）＋％")


@pytest.mark.parametrize(
    "text",
    [
        "推动产业发展\n\n李明委员\n\n建议设立产业引导基金(一期),支持AI+医疗;制定管理办法。\n\n建立监测、预警机制:由市发改委牵头。",
        "关于加强养老服务的提案\n提案人:王芳\n建议:\n1.发放养老服务消费券,设立专项资金(市级)。",
    ],
)
def test_half_and_full_width_give_the_same(text):
    narrow, wide = run(text), run(text.translate(WIDE))
    assert [(m.start, m.end, m.type, m.id) for m in narrow.mentions] == [
        (m.start, m.end, m.type, m.id) for m in wide.mentions
    ]


def test_traditional_and_simplified_give_the_same_concepts():
    simplified = run("发展数据产业\n\n李明委员\n\n建议设立产业投资基金，发展人工智能产业。")
    traditional = run("發展數據產業\n\n李明委員\n\n建議設立產業投資基金，發展人工智能產業。")
    assert [m.id for m in simplified.mentions] == [m.id for m in traditional.mentions]
    assert unicodedata.normalize("NFC", traditional.mentions[-1].exact) == "人工智能產業"
