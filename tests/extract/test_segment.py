"""Where the two segmenters cut, awkward cuts included: a new version shows up as a readable difference."""

import pytest

from extract.segment import get_segmenter
from graph.model import InputError

# fmt: off
CUTS = [
    ("设立产业引导基金", "设立 产业 引导 基金", "设立 产业 引导 基金"),
    ("微短剧产业", "微 短剧 产业", "微 短剧 产业"),
    ("发放技能培训券", "发放 技能 培训 券", "发放 技能 培训 券"),
    ("线上市场", "线上 市场", "线 上 市场"),
    ("5g和6g网络", "5g 和 6g 网络", "5 g 和 6 g 网络"),
]
# fmt: on


@pytest.mark.parametrize(("text", "fast", "reference"), CUTS)
def test_cuts(text, fast, reference):
    assert [token.text for token in get_segmenter("rjieba").tokens(text)] == fast.split()
    assert [token.text for token in get_segmenter("jieba").tokens(text)] == reference.split()


def test_tokens_are_the_text_without_gap():
    text = "争取evtol型号合格证(tc)、\n生产许可证  。"
    for name in ("rjieba", "jieba"):
        tokens = get_segmenter(name).tokens(text)
        assert "".join(token.text for token in tokens) == text
        assert all(text[token.start : token.end] == token.text for token in tokens)


def test_unknown_segmenter():
    with pytest.raises(InputError, match="rjieba"):
        get_segmenter("magic")
