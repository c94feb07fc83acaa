"""The planted corpus: its expected answers as records, and how the program's are compared with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path

import msgspec

from graph.model import Value
from graph.store import View
from queries.result import Cell, Result

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"

CITIES = {
    "hefei": "340100",
    "qingdao": "370200",
    "chengdu": "510100",
    "quanzhou": "350500",
    "lanzhou": "620100",
}
"""How the name of a document begins -> the city it is from."""


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A record of ``expected.yml``; a field that is misspelled is an error."""


class Proposal(Record, frozen=True, kw_only=True):
    """Where a proposal stands, and how it is known there."""

    file: str
    title: str | None = None
    proposer: str | None = None
    number: int | None = None

    @property
    def printed_number(self) -> str | None:
        """The number the document prints for it, or None where it has none."""
        last = self.file.partition(".")[0].rpartition("-")[2]
        number = self.number or (int(last) if last.isdecimal() else None)
        return str(number) if number else None

    @property
    def city(self) -> str:
        return CITIES[self.file.partition("-")[0]]

    @property
    def year(self) -> int:
        return int(self.file.split("-")[1])

    @property
    def of_congress(self) -> bool:
        return "-npc-" in self.file


class Reply(Record, frozen=True, kw_only=True):
    """What a reply answers, and its class."""

    answers: tuple[str, ...]
    outcome: str


class Group(Record, frozen=True, kw_only=True):
    """Proposals of one session that ask for the same thing."""

    keys: tuple[str, ...]
    same: str


class Apart(Record, frozen=True, kw_only=True):
    """Two proposals that look alike and are not to be merged."""

    pair: tuple[str, str]
    why: str


class Named(Record, frozen=True, kw_only=True):
    """All that a column holds."""

    column: str
    values: tuple[str, ...]


class Miss(Record, frozen=True, kw_only=True):
    """Where the program differs from the person who read the documents: why, and the faults it has today."""

    why: str
    faults: tuple[str, ...]


class Question(Record, frozen=True, kw_only=True):
    """One question and what is expected of its answer; the fields are told in ``expected.yml``."""

    id: str
    ask: str
    question: str
    parameters: dict[str, str | int]
    where: tuple[str, ...] | dict[str, str] = ()
    pairs: tuple[tuple[str, ...], ...] | None = None
    named: Named | None = None
    cells: tuple[dict[str, str | int], ...] = ()
    holds: tuple[tuple[str | int, ...], ...] = ()
    any: tuple[str, ...] = ()
    lacks: tuple[tuple[str, ...], ...] = ()
    passes: tuple[str, ...] = ()
    avoids: tuple[str, ...] = ()
    empty: bool = False
    error: tuple[str, ...] = ()
    miss: Miss | None = None
    open: Miss | None = None

    @property
    def known(self) -> Miss | None:
        """Where the answer is known to differ, whatever the cause."""
        return self.miss or self.open


class Expected(Record, frozen=True, kw_only=True):
    """All of ``expected.yml``."""

    proposals: dict[str, Proposal]
    replies: dict[str, Reply]
    groups: tuple[Group, ...]
    apart: tuple[Apart, ...]
    misread: tuple[str, ...]
    questions: tuple[Question, ...]

    def same_pairs(self) -> set[frozenset[str]]:
        """Return every two proposals that belong to one group."""
        return {frozenset(pair) for group in self.groups for pair in combinations(group.keys, 2)}


def load_expected() -> Expected:
    """Read the expected answers."""
    return msgspec.yaml.decode((HERE / "expected.yml").read_bytes(), type=Expected)


class Planted(msgspec.Struct, frozen=True, kw_only=True):
    """One proposal of the graph, as the tests need it."""

    name: str
    file: str
    number: str | None
    year: int | None
    jurisdiction: str | None
    session: str | None
    document_type: str
    proposers: tuple[str, ...]


_PROPOSALS = """
MATCH (p:Proposal)-[:IN_DOCUMENT]->(d:Document)
OPTIONAL MATCH (t)-[:PROPOSED]->(p)
RETURN p.id AS id, p.name AS name, d.id AS document, p.number AS number, p.year AS year,
  p.jurisdiction AS jurisdiction,
  p.session AS session, p.document_type AS document_type, collect(DISTINCT t.name) AS proposers
"""


def proposals(view: View) -> list[Planted]:
    """Return the proposals of the graph, but for those a reply only speaks of."""
    return [
        msgspec.convert(
            {
                **row,
                "file": str(row["document"]).removeprefix("document:").partition("#")[0],
                "proposers": sorted(str(name) for name in _list(row["proposers"])),
            },
            Planted,
        )
        for row in view.run(_PROPOSALS)
        if "#answered-" not in str(row["id"])
    ]


def _list(value: Value) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


_REPLIES = """
MATCH (r:Proposal)-[e:REPLIES_TO]->(p:Proposal)
RETURN r.name AS reply, p.name AS answered, e.key AS key
"""


def answered(view: View) -> set[tuple[str, str, str]]:
    """Return (reply's name, name of a proposal it answers, class or nothing) of all replies."""
    return {
        (str(row["reply"]), str(row["answered"]), str(row["key"]).rpartition("|")[2])
        for row in view.run(_REPLIES)
    }


def locate(expected: Expected, found: Iterable[Planted]) -> dict[str, Planted]:
    """Return key -> the proposal of the graph: in its file, whose name holds its title, or its proposer's."""
    located: dict[str, Planted] = {}
    everything = list(found)
    for key, proposal in expected.proposals.items():
        for planted in everything:
            known = (
                proposal.title in planted.name if proposal.title else proposal.proposer in planted.proposers
            )
            if planted.file == proposal.file and known:
                located[key] = planted
    return located


def faults(question: Question, result: Result, keys: Mapping[str, str]) -> list[str]:
    """Compare an answer with what is expected of it.

    Args:
        question: what is expected.
        result: the program's answer.
        keys: proposal's name in the graph -> its key.

    Returns:
        What is wrong, a line each, sorted; nothing where the answer is right.
    """
    rows = [row for row in result.rows if _fits(row, question.where, keys)]
    contents = [_contents(row.values(), keys) for row in rows]
    return sorted(
        {
            *_pair_faults(question, contents),
            *_named_faults(question, rows, keys),
            *_cell_faults(question, rows, keys),
            *_row_faults(question, contents),
            *_path_faults(question, rows),
            *(["not empty"] if question.empty and rows else []),
        }
    )


def together(result: Result, keys: Mapping[str, str]) -> set[frozenset[str]]:
    """Return the pairs of planted proposals that rows name together, those inside larger groups too."""
    return {
        frozenset(pair)
        for row in result.rows
        for pair in combinations(sorted(_keys(_contents(row.values(), keys))), 2)
    }


def _contents(cells: Iterable[Cell], keys: Mapping[str, str]) -> set[str]:
    """Return what cells say, item by item, a proposal also as @ and its key; quotations are left out."""
    found: set[str] = set()
    for cell in cells:
        for item in cell if isinstance(cell, list) else [cell]:
            if isinstance(item, str | int):
                found |= {str(item), _shown(str(item), keys)}
    return found


def _shown(name: str, keys: Mapping[str, str]) -> str:
    return f"@{keys[name]}" if name in keys else name


def _keys(content: set[str]) -> set[str]:
    return {item[1:] for item in content if item.startswith("@")}


def _fits(row: Mapping[str, Cell], where: tuple[str, ...] | dict[str, str], keys: Mapping[str, str]) -> bool:
    if isinstance(where, dict):
        return all(value in _contents([row[column]], keys) for column, value in where.items())
    return _contents(row.values(), keys) >= set(where)


def _pair_faults(question: Question, contents: list[set[str]]) -> Iterator[str]:
    if question.pairs is None:
        return
    wanted = {frozenset(pair) for pair in question.pairs}
    found = {frozenset(_keys(content)) for content in contents}
    found = {pair for pair in found if len(pair) > 1}
    yield from (f"missing: {' + '.join(sorted(pair))}" for pair in wanted - found)
    yield from (f"unexpected: {' + '.join(sorted(pair))}" for pair in found - wanted)


def _named_faults(question: Question, rows: list[dict[str, Cell]], keys: Mapping[str, str]) -> Iterator[str]:
    if question.named is None:
        return
    found = {_shown(str(row[question.named.column]), keys) for row in rows}
    wanted = set(question.named.values)
    yield from (f"missing: {name}" for name in wanted - found)
    yield from (f"unexpected: {name}" for name in found - wanted)


def _cell_faults(question: Question, rows: list[dict[str, Cell]], keys: Mapping[str, str]) -> Iterator[str]:
    for wanted in question.cells:
        where = {column: str(value) for column, value in wanted.items()}
        if not any(_fits(row, where, keys) for row in rows):
            yield f"missing: {', '.join(f'{column} {value}' for column, value in where.items())}"


def _row_faults(question: Question, contents: list[set[str]]) -> Iterator[str]:
    def stands(entry: Iterable[str | int]) -> bool:
        return any(content >= set(map(str, entry)) for content in contents)

    for entry in question.holds:
        if not stands(entry):
            yield f"missing: {' + '.join(map(str, entry))}"
    for entry in question.lacks:
        if stands(entry):
            yield f"unexpected: {' + '.join(entry)}"
    if question.any and not any(stands([name]) for name in question.any):
        yield f"missing: {' | '.join(question.any)}"


def _path_faults(question: Question, rows: list[dict[str, Cell]]) -> Iterator[str]:
    first = {str(row[side]) for row in rows if row.get("path") == 1 for side in ("from", "to")}
    yield from (f"does not pass: {name}" for name in question.passes if name not in first)
    yield from (f"passes: {name}" for name in question.avoids if name in first)
