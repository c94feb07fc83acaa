"""The question ``search``: full text over titles, passages, names and aliases.

The store offers candidates by character bigrams; whether the words really stand there, and what comes first,
is decided here, the same for both stores.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from graph.model import Evidence, Label, PassageText, QueryError, Record, Scalar
from graph.store import Row, View
from graph.text import bigrams, fold, sentence_bounds
from queries.catalogue import describe, rows
from queries.find import aliases_of
from queries.result import Cell, Result, quotes

_LOOKED_AT = 2_000
"""At most so many candidates are looked at, names before passages; a note says when there were more."""

_MATCHED = ("名称", "别名", "正文")
"""Where the words stand: name, alias, text."""


class _Wanted(Record, frozen=True, kw_only=True):
    text: str
    kind: str | None
    limit: int


class _Hit(Record, frozen=True, kw_only=True):
    """A thing in which all words stand; ``rank`` puts the nearest first."""

    rank: tuple[int, int, int, str, str]
    id: str
    name: str
    label: Label
    matched: str
    evidence: tuple[Evidence, ...] = ()


def answer(view: View, given: dict[str, Scalar]) -> Result:
    """Find things by words: names that are the words, begin with them, hold them; aliases; then passages.

    Words are separated by white space and must all occur in one name or one passage, in any order. Passages
    are quoted where the words stand, those with most occurrences first.

    Raises:
        QueryError: there is nothing to search for in the text.
    """
    wanted = msgspec.convert(given, _Wanted)
    words = tuple(dict.fromkeys(fold(wanted.text).split()))
    grams = bigrams(" ".join(words))
    if not grams:
        raise QueryError(f"search: 参数 text 里没有可检索的字 (nothing to search for): {wanted.text!r}")
    found = view.candidates(grams, _LOOKED_AT)
    hits = sorted(_hits(view, found, words, wanted.kind), key=lambda hit: hit.rank)
    notes = [f"候选超过 {_LOOKED_AT} 个, 只看了前面的; 请加词"] if len(found) == _LOOKED_AT else []
    if len(hits) > wanted.limit:
        notes.append(f"共 {len(hits)} 条, 只列出前 {wanted.limit} 条")
    return Result(
        query="search",
        parameters=given,
        columns=describe("search").columns[0],
        rows=tuple(_rows(view, hits[: wanted.limit])),
        notes=tuple(notes),
    )


def _hits(view: View, ids: list[str], words: tuple[str, ...], kind: str | None) -> Iterator[_Hit]:
    things = [row for row in rows(view, "search", ids=ids) if kind in (None, str(row["label"]).lower())]
    passages = view.passages(str(row["id"]) for row in things if row["label"] == Label.PASSAGE)
    for row in things:
        passage = passages.get(str(row["id"]))
        hit = _in_name(row, words) if passage is None else _in_text(row, passage, words)
        if hit is not None:
            yield hit


def _in_name(row: Row, words: tuple[str, ...]) -> _Hit | None:
    name, whole = str(row["name"]), " ".join(words)
    if _holds(name, words):
        folded = fold(name)
        near = 0 if folded == whole else 1 if folded.startswith(words[0]) else 2
        return _hit(row, near, _MATCHED[0])
    names = aliases_of(row)
    if any(_holds(alias, words) for alias in names):
        near = 0 if whole in map(fold, names) else 3
        return _hit(row, near, _MATCHED[1])
    return None


def _in_text(row: Row, passage: PassageText, words: tuple[str, ...]) -> _Hit | None:
    folded = fold(passage.text)
    if not all(word in folded for word in words):
        return None
    often = sum(folded.count(word) for word in words)
    evidence = tuple(_quote(passage, folded.index(word), len(word)) for word in words)
    return _hit(row, 4, _MATCHED[2], often, evidence)


def _holds(name: str, words: Iterable[str]) -> bool:
    folded = fold(name)
    return all(word in folded for word in words)


def _hit(row: Row, near: int, matched: str, often: int = 0, evidence: tuple[Evidence, ...] = ()) -> _Hit:
    id_, name = str(row["id"]), str(row["name"])
    return _Hit(
        rank=(near, -often, len(name), name, id_),
        id=id_,
        name=name,
        label=Label(str(row["label"])),
        matched=matched,
        evidence=evidence,
    )


def _quote(passage: PassageText, at: int, length: int) -> Evidence:
    """Quote a passage; a sentence never runs over its bounds."""
    left, right = sentence_bounds(passage.text, at, at + length)
    return Evidence(
        document=passage.document,
        document_name=passage.document_name,
        start=passage.start + at,
        end=passage.start + at + length,
        exact=passage.text[at : at + length],
        sentence=passage.text[left:right],
        sentence_start=passage.start + left,
    )


def _rows(view: View, hits: Sequence[_Hit]) -> Iterator[dict[str, Cell]]:
    passages = sorted(hit.id for hit in hits if hit.label is Label.PASSAGE)
    owners = {str(row["id"]): str(row["owner_name"]) for row in rows(view, "passage-owners", ids=passages)}
    for hit in hits:
        yield {
            "id": hit.id,
            "name": hit.name,
            "kind": hit.label.value,
            "matched": hit.matched,
            "owner": owners.get(hit.id, ""),
            "evidence": quotes(hit.evidence),
        }
