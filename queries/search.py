"""The question ``search``: full text over titles, passages, names and aliases, and names by their pinyin.

The store offers candidates by character bigrams; whether the words really stand there, and what comes first,
is decided here, the same for both stores.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from graph.model import Evidence, Label, PassageText, QueryError, Record, Scalar
from graph.store import Row, View
from graph.text import bigrams, fold, match_key, sentence_bounds
from queries.alike import alike
from queries.catalogue import describe, rows
from queries.memory import Memory
from queries.names import Names, Spot, aliases_of, loose_key, names_of
from queries.pinyin import Readings, by_pinyin, typed, usual
from queries.result import Cell, Result, quotes
from queries.told import told
from queries.twins import twins_of

_LOOKED_AT = 2_000
"""At most so many candidates are looked at, names before passages; a note says when there were more."""

_LONGEST = 200
"""Characters that may be searched for: a longer text is no name and no phrase."""

_MATCHED = ("名称", "别名", "正文", "拼音", "近似")
"""Where the words stand: name, alias, text; or how a name fits: by its pinyin, nearly."""

_MARKS = "[“”\"'‘’「」『』《》〈〉\\s]*"
"""What may stand between the characters of a word: quotation marks, and line breaks in a passage."""

_EXACT, _FIRST, _INSIDE, _ALIAS, _PINYIN, _TEXT, _ALIKE = range(7)
"""What comes before what."""


class _Wanted(Record, frozen=True, kw_only=True):
    text: str
    kind: str | None
    limit: int


class _Words(Record, frozen=True, kw_only=True):
    """What is searched for: the words' key as a whole, and a pattern for each word."""

    key: str
    patterns: tuple[re.Pattern[str], ...]

    def stand_in(self, name: str) -> bool:
        """Tell whether all words stand in a name."""
        folded = fold(name)
        return all(pattern.search(folded) for pattern in self.patterns)


class _Hit(Record, frozen=True, kw_only=True):
    """A thing in which all words stand; ``rank`` puts the nearest first."""

    rank: tuple[int, int, int, str, str]
    id: str
    name: str
    label: Label
    matched: str
    evidence: tuple[Evidence, ...] = ()


_READINGS: Memory[Readings] = Memory(1)
"""How the characters in one graph's names are read."""


def answer(view: View, given: dict[str, Scalar]) -> Result:
    """Find things by words, however they are written.

    In this order: names (or aliases) that are the words; names that begin with them; that hold them; aliases
    that hold them; names by their pinyin, in full or by initials (``zhongqing`` and ``cq`` find 重庆 after
    what is usually read so); passages, those with most occurrences first. Where nothing at all is found,
    names that are nearly so: of other marks, one character wrong, missing, extra or swapped, characters that
    sound alike, or one letter wrong in the pinyin.

    Words are separated by white space and must all occur in one name or one passage, in any order. Passages
    are quoted where the words stand.

    Raises:
        QueryError: there is nothing to search for in the text, or it is too long.
    """
    wanted = msgspec.convert(given, _Wanted)
    if len(wanted.text) > _LONGEST:
        raise QueryError(f"search: 参数 text 太长 (too long): {len(wanted.text)} 字, 至多 {_LONGEST} 字")
    grams = bigrams(wanted.text)
    if not grams:
        raise QueryError(
            f"search: 参数 text 里没有可检索的字 (nothing to search for): {told(repr(wanted.text))}"
        )
    found = view.candidates(grams, _LOOKED_AT)
    hits = {hit.id: hit for hit in _hits(view, found, _words(wanted.text), wanted.kind)}
    for hit in sorted(_by_reading(view, wanted), key=lambda hit: hit.rank):
        hits.setdefault(hit.id, hit)
    if not hits:
        hits = _nearly(view, wanted)
    return _result(view, given, sorted(hits.values(), key=lambda hit: hit.rank), len(found), wanted.limit)


def _result(view: View, given: dict[str, Scalar], hits: list[_Hit], seen: int, limit: int) -> Result:
    notes = [f"候选超过 {_LOOKED_AT} 个, 只看了前面的; 请加词"] if seen == _LOOKED_AT else []
    if hits and hits[0].rank[0] == _ALIKE:
        notes.append("没有完全相符的, 以下为近似的名称")
    if len(hits) > limit:
        notes.append(f"共 {len(hits)} 条, 只列出前 {limit} 条")
    return Result(
        query="search",
        parameters=given,
        columns=describe("search").columns[0],
        rows=tuple(_rows(view, hits[:limit])),
        notes=tuple(notes),
    )


def _words(text: str) -> _Words:
    keys = [key for key in dict.fromkeys(map(match_key, text.split())) if key]
    patterns = (re.compile(_MARKS.join(map(re.escape, key))) for key in keys)
    return _Words(key="".join(keys), patterns=tuple(patterns))


def _hits(view: View, ids: list[str], words: _Words, kind: str | None) -> Iterator[_Hit]:
    meant = twins_of(view).meant
    found = rows(view, "search", ids=[id_ for id_ in ids if id_ not in meant])
    things = [row for row in found if kind in (None, str(row["label"]).lower())]
    passages = view.passages(str(row["id"]) for row in things if row["label"] == Label.PASSAGE)
    for row in things:
        passage = passages.get(str(row["id"]))
        hit = _in_name(row, words) if passage is None else _in_text(row, passage, words)
        if hit is not None:
            yield hit


def _in_name(row: Row, words: _Words) -> _Hit | None:
    name = str(row["name"])
    if words.stand_in(name):
        key = match_key(name)
        near = _EXACT if key == words.key else _FIRST if words.patterns[0].match(key) else _INSIDE
        return _hit(row, near, _MATCHED[0])
    names = aliases_of(row)
    if any(map(words.stand_in, names)):
        near = _EXACT if words.key in map(match_key, names) else _ALIAS
        return _hit(row, near, _MATCHED[1])
    return None


def _in_text(row: Row, passage: PassageText, words: _Words) -> _Hit | None:
    folded = fold(passage.text)
    places = [[match.span() for match in pattern.finditer(folded)] for pattern in words.patterns]
    if not all(places):
        return None
    evidence = tuple(_quote(passage, *spans[0]) for spans in places)
    return _hit(row, _TEXT, _MATCHED[2], -sum(map(len, places)), evidence)


def _by_reading(view: View, wanted: _Wanted) -> Iterator[_Hit]:
    """Yield the things whose names are read as was typed, the nearest first; none for other than pinyin."""
    runs = typed(fold(wanted.text))
    if not runs:
        return
    names = names_of(view)
    pattern = by_pinyin(_readings(view, names), runs)
    spots = names.spots(pattern) if pattern else ()
    for spot, row in _of_kind(names, spots, wanted.kind):
        yield _hit(row, _PINYIN, _MATCHED[3], _closeness(spot) + (0 if usual(spot.key, runs) else 5))


def _closeness(spot: Spot) -> int:
    """Put a name before one that begins so, a whole alias before what holds it, other aliases last."""
    if spot.alias:
        return 2 if spot.whole else 4
    return 0 if spot.whole else 1 if spot.start == 0 else 3


def _nearly(view: View, wanted: _Wanted) -> dict[str, _Hit]:
    """Return the things whose names are nearly what was typed, by id."""
    names, text = names_of(view), fold(wanted.text)
    key = loose_key(text)
    same = names.spots(re.compile(re.escape(key)), proposals=True)
    spots = [(0, spot) for spot in same] + [
        (1 if spot.whole else 2, spot) for spot in alike(names, _readings(view, names), text, key)
    ]
    hits: dict[str, _Hit] = {}
    for order, spot in sorted(spots):
        for _, row in _of_kind(names, (spot,), wanted.kind):
            hits.setdefault(str(row["id"]), _hit(row, _ALIKE, _MATCHED[4], order))
    return hits


def _of_kind(names: Names, spots: Iterable[Spot], kind: str | None) -> Iterator[tuple[Spot, Row]]:
    for spot in spots:
        row = names.rows[spot.row]
        if kind in (None, str(row["label"]).lower()):
            yield spot, row


def _readings(view: View, names: Names) -> Readings:
    return _READINGS.recall(view.identity, lambda: Readings(names.characters))


def _hit(row: Row, near: int, matched: str, order: int = 0, evidence: tuple[Evidence, ...] = ()) -> _Hit:
    id_, name = str(row["id"]), str(row["name"])
    return _Hit(
        rank=(near, order, len(name), name, id_),
        id=id_,
        name=name,
        label=Label(str(row["label"])),
        matched=matched,
        evidence=evidence,
    )


def _quote(passage: PassageText, at: int, end: int) -> Evidence:
    """Quote a passage; a sentence never runs over its bounds."""
    left, right = sentence_bounds(passage.text, at, end)
    return Evidence(
        document=passage.document,
        document_name=passage.document_name,
        start=passage.start + at,
        end=passage.start + end,
        exact=passage.text[at:end],
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
