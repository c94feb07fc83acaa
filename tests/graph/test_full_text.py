"""Full text: passages, titles, names and aliases are found by any run of their characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.full_text import index_terms, match_expression
from graph.model import Entity, Label
from graph.store import Store
from graph.text import bigrams, fold
from tests.graph.builders import DRAMA, FILM, bare, extraction


def search(store: Store, words: str, limit: int = 100) -> list[str]:
    return store.view().candidates(bigrams(words), limit)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("产业基金", {"instrument:产业基金", "passage:a#1"}),
        ("牵头", {"passage:a#2"}),
        ("局", {"organization:市经信局", "passage:a#2"}),
        ("牽頭", {"passage:a#2"}),
        ("短剧", {"industry:微短剧", "proposal:a#1", "passage:a#0", "passage:a#1"}),
        ("关于发展", {"proposal:a#1", "passage:a#0"}),
        ("张三", {"member:cppcc:330100|张三", "passage:a#0"}),
        ("没有这个", set()),
        ("，。", set()),
        ("", set()),
    ],
)
def test_found_by_their_words(store: Store, words: str, expected: set[str]) -> None:
    store.add(extraction())
    assert set(search(store, words)) == expected


def test_names_come_before_passages_and_the_limit_holds(store: Store) -> None:
    store.add(extraction())
    found = search(store, "微短剧")
    assert found[0] == "industry:微短剧"
    assert [node.split(":")[0] for node in found] == ["industry", "proposal", "passage", "passage"]
    assert search(store, "微短剧", 2) == found[:2]
    assert search(store, "微短剧", 0) == []


def test_the_index_follows_replacing_and_removing(store: Store) -> None:
    store.add(bare("a", "微短剧和影视", DRAMA, FILM))
    store.add(bare("a", "影视和无关", FILM))
    assert search(store, "短剧") == []
    assert search(store, "无关") == ["passage:a#0"]
    store.remove("document:a")
    assert search(store, "影视") == []


def test_a_passage_of_the_same_name_and_place_is_indexed_anew(store: Store) -> None:
    store.add(bare("a", "一样的开头一样的开头一样的开头一样的开头，甲乙"))
    store.add(bare("a", "一样的开头一样的开头一样的开头一样的开头，丙丁"))
    assert search(store, "甲乙") == []
    assert search(store, "丙丁") == ["passage:a#0"]


@pytest.mark.parametrize(
    "hostile", ['"', '" OR "', "z* NEAR(y)", "terms:x", "NOT", "AND", "^z", "\0", "-z", "z'y;--"]
)
def test_hostile_words_are_words(store: Store, hostile: str) -> None:
    store.add(extraction())
    assert store.view().candidates(hostile, 10) == []


def test_rare_characters_of_names_are_found(store: Store) -> None:
    rare = Entity(id="member:1", label=Label.MEMBER, name="张𬭎𰻝")
    store.add(bare("a", "张𬭎𰻝发言", rare))
    assert search(store, "𬭎𰻝") == ["member:1", "passage:a#0"]
    assert search(store, "𰻝发") == ["passage:a#0"]
    assert search(store, "𬭎") == ["member:1", "passage:a#0"]


def test_single_characters_match_by_prefix() -> None:
    assert match_expression("短剧 剧 短剧") == '"短剧" AND "剧"*'
    assert index_terms("") == ""


@given(st.text("甲乙丙丁ab，。 ", min_size=1, max_size=30), st.data())
def test_every_run_is_found_by_its_terms(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    words = bigrams(text[start : start + data.draw(st.integers(1, 4))]).split()
    terms = index_terms(text).split()
    for word in words:
        assert word in terms if len(word) == 2 else any(term.startswith(word) for term in terms), fold(text)
