"""Search by pinyin, initials and with a slip, on both stores, with names that are easily misread."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.open import open_store
from graph.store import View
from queries.ask import ask
from queries.names import loose_key
from queries.pinyin import Readings, by_misspelt_pinyin, by_pinyin, readings, typed, usual
from tests.queries.builders import Draft, industry, instrument, member, organization, place, write

NAMES = (
    *map(
        place,
        ("重庆市", "厦门市", "长沙市", "六安市", "蚌埠市", "单县", "长寿区", "之江文化产业带", "渝中区"),
    ),
    *map(member, ("单勇", "曾国强", "李明", "仇和平", "乐云飞", "吕绿洲")),
    organization("重庆市长寿区行业协会"),
    instrument("5G产业引导基金", ""),
    instrument("中青创业券", ""),
    instrument("“数据海关”制度（试点）", ""),
    industry("人工智能", "AI"),
    industry("银行业", "商业银行"),
)
KNOWN = {entity.name: entity for entity in NAMES}
PEOPLE = tuple(name for name, entity in KNOWN.items() if entity.id.startswith("member"))
THINGS = tuple(f"{{{name}}}。" for name in KNOWN if name not in PEOPLE)
DOCUMENT = write("names", (Draft("关于加快低空经济发展的提案", PEOPLE, ("".join(THINGS),)),), KNOWN)


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    with open_store(tmp_path_factory.mktemp("names") / "g.yimai") as store:
        store.add(DOCUMENT)
        yield store.view()


@pytest.fixture
def server(server_with_credentials) -> Iterator[View]:
    with open_store(server_with_credentials.address, rebuild=True) as store:
        store.add(DOCUMENT)
        yield store.view()


def found(view: View, text: str, **more: object) -> list[tuple[str, str]]:
    return [(row["name"], row["matched"]) for row in ask(view, "search", text=text, **more).rows]


FIRST = {
    "chongqing": "重庆市",
    "chong qing shi": "重庆市",
    "chong'qing": "重庆市",
    "cqs": "重庆市",
    "xiamen": "厦门市",
    "shamen": "厦门市",
    "xms": "厦门市",
    "changsha": "长沙市",
    "CHANGSHA": "长沙市",
    "luan": "六安市",
    "bengbu": "蚌埠市",
    "shanxian": "单县",
    "changshou": "长寿区",
    "shanyong": "单勇",
    "zengguoqiang": "曾国强",
    "qiuheping": "仇和平",
    "yueyunfei": "乐云飞",
    "lvlvzhou": "吕绿洲",
    "lülüzhou": "吕绿洲",
    "hangyexiehui": "重庆市长寿区行业协会",
    "shangyeyinhang": "银行业",
    "zjwhcyd": "之江文化产业带",
    "zhijiangwenhuachanyed": "之江文化产业带",
    "5gcyydjj": "5G产业引导基金",
}


@pytest.mark.parametrize(("text", "name"), FIRST.items())
def test_by_pinyin_and_initials(embedded: View, text: str, name: str) -> None:
    assert found(embedded, text)[0] == (name, "拼音")


SLIPS = {
    "之江文化产业代": "之江文化产业带",
    "之江文华产业带": "之江文化产业带",
    "之江文化业带": "之江文化产业带",
    "之江文化的产业带": "之江文化产业带",
    "之江化文产业带": "之江文化产业带",
    "李鸣": "李明",
    "曾国祥": "曾国强",
    "数据海关制度试点": "“数据海关”制度（试点）",
    "chonqing": "重庆市",
    "chongqign": "重庆市",
    "xiamne": "厦门市",
    "zhejiangwenhuachanyedai": "之江文化产业带",
    "关于加快低空经济发屈的提案": "关于加快低空经济发展的提案",
}


@pytest.mark.parametrize(("text", "name"), SLIPS.items())
def test_with_one_slip(embedded: View, text: str, name: str) -> None:
    result = ask(embedded, "search", text=text)
    assert (result.rows[0]["name"], result.rows[0]["matched"]) == (name, "近似")
    assert "近似" in result.notes[0]


@pytest.mark.parametrize(
    "text", ["王伟", "量子计算机", "zzzzzz", "xyq", "之江产业", "重庆森林电影节", "ai的"]
)
def test_what_is_far_is_not_found(embedded: View, text: str) -> None:
    assert found(embedded, text) == []


def test_the_usual_reading_comes_before_the_rare_one(embedded: View) -> None:
    names = [name for name, _ in found(embedded, "zhongqing")]
    assert names.index("中青创业券") < names.index("重庆市")


def test_words_come_before_pinyin(embedded: View) -> None:
    assert found(embedded, "ai")[0] == ("人工智能", "别名")
    assert [matched for _, matched in found(embedded, "重庆")][:2] == ["名称", "名称"]


@pytest.mark.parametrize("text", ["“数据海关”制度(试点)", "数据海关制度（试点）", "「數據海關」制度（試點）"])
def test_marks_and_scripts_do_not_matter(embedded: View, text: str) -> None:
    assert ("“数据海关”制度（试点）") in dict(found(embedded, text))


def test_one_kind_only(embedded: View) -> None:
    assert found(embedded, "cqs", kind="member") == []
    assert found(embedded, "cqs", kind="place") == [("重庆市", "拼音")]


def test_embedded_and_neo4j_answer_alike(embedded: View, server: View) -> None:
    for text in (*FIRST, *SLIPS, "重庆", "数据", "zz", "ai"):
        assert ask(server, "search", text=text).rows == ask(embedded, "search", text=text).rows, text


def test_a_pattern_meets_just_what_is_read_so() -> None:
    names = Readings("重庆中青长沙安陆")
    pattern = by_pinyin(names, typed("chongqing"))
    assert pattern
    assert pattern.fullmatch("重庆")
    assert not pattern.search("长沙")
    slip = by_misspelt_pinyin(names, ["chonqing"])
    assert slip
    assert slip.match("重庆")
    assert not slip.match("长沙")
    assert by_pinyin(names, ["x"]) is None


@pytest.mark.parametrize("text", ["", "重庆", "2025", "a" * 41, "a/b", "a\nb", "*", "(a"])
def test_what_is_no_pinyin(text: str) -> None:
    assert typed(text) == []


def test_readings() -> None:
    assert readings("厦") == ("sha", "xia")
    assert readings("嗯") == ()
    assert usual("厦门", ["xiamen"])
    assert not usual("厦门", ["shamen"])
    assert loose_key("Ａ（一）· b") == "a一b"
