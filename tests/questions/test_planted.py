"""Questions across the documents of a planted corpus, answered as a person answers who has read them all."""

from __future__ import annotations

from collections import Counter

import pytest

from graph.model import QueryError
from graph.store import View
from queries.ask import ask
from tests.questions.planted import (
    CORPUS,
    Planted,
    Question,
    answered,
    faults,
    load_expected,
    locate,
    together,
)

EXPECTED = load_expected()

LEAST_PRECISION = 0.9
LEAST_RECALL = 0.9
"""How many of the merge candidates must be right, and how many of the planted pairs found."""


def answer(view: View, record: Question, keys: dict[str, str]) -> list[str]:
    """Put a question; return what is wrong with its answer, or with the way it was refused."""
    try:
        result = ask(view, record.question, **record.parameters)
    except QueryError as error:
        if not record.error:
            return [f"refused: {error}".partition(";")[0]]
        return [f"not named: {words}" for words in record.error if words not in str(error)]
    return ["not refused"] if record.error else faults(record, result, keys)


@pytest.mark.parametrize("record", EXPECTED.questions, ids=lambda record: record.id)
def test_answer(planted_view: View, keys: dict[str, str], record: Question) -> None:
    wrong = answer(planted_view, record, keys)
    assert wrong == list(record.known.faults if record.known else ()), record.ask
    if record.known:
        pytest.xfail(record.known.why)


def test_documents_are_read_as_planted(found: list[Planted]) -> None:
    located = locate(EXPECTED, found)
    wrong = [f"{key}: not found" for key in EXPECTED.proposals.keys() - located.keys()]
    for key, read in located.items():
        planted = EXPECTED.proposals[key]
        if planted.title and planted.title != read.name:
            wrong.append(f"{key}: title {read.name}")
        if planted.printed_number != read.number:
            wrong.append(f"{key}: number {read.number}")
        if planted.year != read.year:
            wrong.append(f"{key}: year {read.year}")
        if planted.city != read.jurisdiction:
            wrong.append(f"{key}: jurisdiction {read.jurisdiction}")
        if planted.of_congress is not (read.document_type == "deputy_suggestion"):
            wrong.append(f"{key}: type {read.document_type}")
    spurious = {planted.name for planted in found} - {planted.name for planted in located.values()}
    wrong += [f"unexpected: {name}" for name in spurious]
    assert sorted(wrong) == sorted(EXPECTED.misread)


def test_replies_are_read_as_planted(planted_view: View, found: list[Planted]) -> None:
    located = locate(EXPECTED, found)
    names = {key: planted.name for key, planted in located.items()}
    wanted = {
        (names.get(key, key), names[answers], reply.outcome)
        for key, reply in EXPECTED.replies.items()
        for answers in reply.answers
    }
    read = answered(planted_view)
    keys = {name: key for key, name in names.items()}
    by_number = {(keys[reply], proposal) for reply, proposal, _ in read - wanted}
    assert by_number == {
        ("reply-qd-032", "第118号提案"),  # 此案与市工商联第118号提案内容相近，已一并研究
        ("reply-cd-019", "第133号提案"),  # 第133号提案与之相近，合并办理
    }
    missed = {(keys[reply], keys[proposal]) for reply, proposal, _ in wanted - read}
    assert missed == {("reply-qd-032", "qd-granary-23"), ("reply-cd-019", "cd-discount-24")}  # told by number


def test_merge_groups_are_of_one_session(found: list[Planted]) -> None:
    located = locate(EXPECTED, found)
    for pair in EXPECTED.same_pairs():
        one, two = sorted(pair)
        assert (EXPECTED.proposals[one].city, located[one].session) == (
            EXPECTED.proposals[two].city,
            located[two].session,
        )
        assert EXPECTED.proposals[one].of_congress is EXPECTED.proposals[two].of_congress


def test_merge_candidates_reach_their_floors(planted_view: View, keys: dict[str, str]) -> None:
    proposed = together(ask(planted_view, "merge-candidates", limit=1000), keys)
    right = EXPECTED.same_pairs()
    precision = len(proposed & right) / max(len(proposed), 1)
    recall = len(proposed & right) / len(right)
    told = f"precision {precision:.2f}, recall {recall:.2f}; wrong: {sorted(map(sorted, proposed - right))}"
    assert precision >= LEAST_PRECISION, told
    assert recall >= LEAST_RECALL, f"{told}; missing: {sorted(map(sorted, right - proposed))}"
    assert proposed.isdisjoint(frozenset(entry.pair) for entry in EXPECTED.apart), told


def test_the_corpus_is_large_and_wide_enough() -> None:
    proposals = [p for key, p in EXPECTED.proposals.items() if not key.startswith("reply-")]
    assert len(proposals) >= 64
    assert len({p.city for p in proposals}) >= 5
    assert {p.year for p in proposals} == {2022, 2023, 2024, 2025}
    assert len(EXPECTED.groups) >= 8
    assert len(EXPECTED.apart) >= 10
    assert len(EXPECTED.questions) >= 30
    assert {p.file for p in EXPECTED.proposals.values()} == {path.name for path in CORPUS.iterdir()}


def test_records_name_what_there_is() -> None:
    assert max(Counter(record.id for record in EXPECTED.questions).values()) == 1
    named = {
        str(word).removeprefix("@")
        for record in EXPECTED.questions
        for entry in (*record.holds, *record.lacks, *([record.named.values] if record.named else []))
        for word in entry
        if str(word).startswith("@")
    }
    named |= {key for record in EXPECTED.questions for pair in record.pairs or () for key in pair}
    named |= {key for group in EXPECTED.groups for key in group.keys}
    named |= {key for entry in EXPECTED.apart for key in entry.pair}
    assert named <= EXPECTED.proposals.keys()
