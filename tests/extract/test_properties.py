"""What must hold for any text whatever."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.pipeline import Context, extract
from graph.model import InputError, MentionType
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
