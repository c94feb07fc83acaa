"""Quotations: the exact words, inside their sentence, from the stored text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.evidence import quote
from graph.store import Store
from tests.graph.builders import DRAMA, FILM, TEXT, bare, extraction

CONCERNS = "passage:a#1|CONCERNS|industry:微短剧|"


def test_quotations_in_order_with_their_sentences(store: Store) -> None:
    store.add(extraction())
    found = store.view().evidence([CONCERNS])[CONCERNS]
    assert [(one.exact, one.sentence) for one in found] == [
        ("微短剧", "我市微短剧发展迅速。"),
        ("微短剧", "建议设立微短剧产业基金；"),
    ]
    assert {(one.document, one.document_name) for one in found} == {("document:a", "a")}


def test_every_quotation_fits_the_text(store: Store) -> None:
    store.add(extraction())
    quotations = store.view().evidence(edge.key for edge in store.edges())
    assert sum(len(group) for group in quotations.values()) == 7
    for group in quotations.values():
        for one in group:
            assert TEXT[one.start : one.end] == one.exact
            assert TEXT[one.sentence_start :].startswith(one.sentence)
            inside = one.start - one.sentence_start
            assert one.sentence[inside : inside + len(one.exact)] == one.exact


def test_edges_without_quotations_and_unknown_keys_are_empty(store: Store) -> None:
    store.add(extraction())
    broader = "industry:微短剧|BROADER|industry:影视|"
    assert store.view().evidence([broader, "no|such|edge|"]) == {broader: (), "no|such|edge|": ()}
    assert store.view().evidence([]) == {}


def test_thousands_of_keys_at_once(store: Store) -> None:
    with store.batch():
        for number in range(30):
            store.add(bare(str(number), f"{number}。微短剧和影视。", DRAMA, FILM))
    keys = [edge.key for edge in store.edges()]
    asked = [*keys, *(f"unknown {number}" for number in range(5_000))]
    found = store.view().evidence(iter(asked))
    assert list(found) == asked
    assert sum(map(len, found.values())) == 60


@given(st.text("甲乙。；\n” \t", min_size=1, max_size=40), st.data())
def test_the_sentence_always_holds_the_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    one = quote("d", "n", text, start, end)
    inside = start - one.sentence_start
    assert one.exact == text[start:end]
    assert inside >= 0
    assert one.sentence[inside : inside + len(one.exact)] == one.exact
