"""Who reports a note of public opinion: the members in its opening sentence, and nobody else."""

import pytest

from extract.lines import split_lines
from extract.pipeline import Context, extract
from extract.reporters import read_reporters
from graph.model import PassageKind


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "市政协委员、江湾旅行社有限公司总经理和润田，市政协委员、江湾医院副院长他留枝走访老城后，联名反映以下问题：",
            ["和润田", "他留枝"],
        ),
        ("据市政协委员王润泽、李留芳反映，目前停车难。", ["王润泽", "李留芳"]),
        ("近日，市政协委员王润泽和李留芳在调研中反映，停车难。", ["王润泽", "李留芳"]),
        ("据区政协委员、江湾大学教授王刚走访反映，目前停车难。", ["王刚"]),
        ("市政协委员扎西顿珠调研后反映，停车难。", ["扎西顿珠"]),
        ("省政协委员、江湾大学教授陈大文等3名委员反映：停车难。", ["陈大文"]),
        ("市政协委员王润泽，江湾公司总经理李留芳反映，停车难。", ["王润泽"]),
        ("民盟江湾市委会调研反映，停车难。", ["民盟江湾市委会"]),
        ("市政协委员反映，停车难。", []),
        ("部分市政协委员、企业负责人反映，停车难。", []),
        ("市政协委员、居民代表座谈时反映，停车难。", []),
        ("市政协委员在走访中，居民反映停车难。", []),
        ("市政协经济委员会反映停车难。", []),
        ("江湾大学教授王刚反映，停车难。", []),
        ("市住建局副局长王润泽反映，停车难。", []),
        ("市委常委、统战部部长王润泽调研时指出，停车难。", []),
        ("社区居委会委员、居民代表王润泽反映，停车难。", []),
    ],
)
def test_the_opening_sentence(sentence, names):
    found = read_reporters(split_lines(sentence))
    people = [one for byline in found.values() for one in byline.proposers]
    assert [one.name for one in people] == names
    assert all(sentence[one.start : one.end] == one.name for one in people)


def test_a_note_with_a_masthead():
    text = (
        "江湾政协信息\n社情民意专报　　第 9 期\n\n政协江湾市委员会研究室编　　　　　二〇二五年九月三日\n"
        "----------------------------\n\n旺季暴露出的两个问题亟须重视\n\n"
        "　　今年7月，我市游客量创近年新高，短板也露了出来。\n"
        "　　市政协委员、江湾旅行社有限公司总经理和润田走访老城后反映以下问题：\n"
        "　　★ 市场秩序出现回潮。网约导游四处揽客，监管乏力。\n　　★ 用水一头紧一头漏。地下水位逐年下降。\n"
        "　　为此建议：\n　　第一，由市文化和旅游局推行明码标价公示制度。\n　　第二，开展取水井普查登记。\n"
        "----------------------------\n共印40份\n"
    )
    found = extract(text, Context(id="document:note", source="note"))
    assert found.document.title == "旺季暴露出的两个问题亟须重视"
    assert [[one.name for one in item.members] for item in found.proposals] == [["和润田"]]
    kinds = {text[one.start : one.end][:3]: one.kind for one in found.proposals[0].passages}
    assert kinds["市政协"] is PassageKind.BYLINE
    assert kinds["★ 市"] is kinds["★ 用"] is PassageKind.ANALYSIS
    assert kinds["第一，"] is kinds["第二，"] is PassageKind.MEASURE
    assert kinds["共印4"] is PassageKind.FOOTER


def test_reporters_with_offices_behind_their_names_are_joined():
    text = "区政协委员沈怡文（某律师事务所合伙人）、陆骏（某卫生服务中心主任）反映：骑手参保难。"
    (byline,) = read_reporters(split_lines(text)).values()
    assert [one.name for one in byline.proposers] == ["沈怡文", "陆骏"]
