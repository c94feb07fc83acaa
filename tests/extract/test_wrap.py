"""Text whose lines are broken at a fixed width is read as if they were not."""

import textwrap

import pytest

from extract.pipeline import Context, extract
from extract.wrap import breaks, unwrap

PARAGRAPHS = [
    "关于完善社区居家养老服务体系的提案",
    "提案人：王小明",
    "近年来，我市老龄化程度不断加深，社区养老服务设施仍然不足，部分老旧小区没有助餐点，居家老人的吃饭问题比较突出。",
    "建议：",
    "一、设立养老服务产业引导基金，重点支持康复辅具和智慧养老企业，由市财政局会同市民政局制定资金管理办法并公开。",
    "二、开展社区食堂运营补贴试点，按照就餐人次给予补助，建立与物价联动的补贴标准调整机制，每两年评估一次效果。",
]
WHOLE = "\n".join(PARAGRAPHS) + "\n"


def wrapped(width, end="\n"):
    return "".join("".join(f"{line}{end}" for line in textwrap.wrap(text, width)) for text in PARAGRAPHS)


def run(text):
    return extract(text, Context(id="document:a", source="a"))


def test_whole_lines_are_left_alone():
    assert breaks(WHOLE) == []


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("width", [16, 20, 24])
def test_wrapped_text_gives_the_same_names_and_structure(width, end):
    text = wrapped(width, end)
    assert unwrap(text, breaks(text)).replace("\r", "") == WHOLE
    left, right = run(WHOLE), run(text)
    assert [(m.id, m.name, m.type) for m in left.mentions] == [(m.id, m.name, m.type) for m in right.mentions]
    assert [p.title for p in left.proposals] == [p.title for p in right.proposals]
    kinds = [[p.kind for p in found.proposals[0].passages] for found in (left, right)]
    assert kinds[0] == kinds[1]
    for mention in right.mentions:
        assert text[mention.start : mention.end] == mention.exact
    for passage in right.proposals[0].passages:
        assert text[passage.start : passage.end].strip() == text[passage.start : passage.end]
