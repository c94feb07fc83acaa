"""The question ``trace``: the best few different paths between two things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from typing import NamedTuple

import msgspec

from graph.model import EdgeType, Evidence, Node, QueryError, Record, Scalar, Subgraph
from graph.store import View
from queries.captions import RELATIONS
from queries.catalogue import describe, rows
from queries.find import find
from queries.growth import ROUNDS, Growth, Step
from queries.network import Tie, collapse, degrees, in_order, nodes
from queries.paths import Path, between, cheapest, nearest
from queries.result import Cell, Result, quotes

_TRIES = 20
"""So many paths are looked at for each one shown: most differ from another in a passage only."""


class _Wanted(Record, frozen=True, kw_only=True):
    a: str
    b: str
    limit: int


class _Owner(NamedTuple):
    """The proposal (or document) that a passage belongs to."""

    id: str
    name: str


class _Piece(NamedTuple):
    """The piece of the graph in which the paths lie, with what is needed to show them."""

    steps: dict[frozenset[str], list[Step]]
    owners: dict[str, _Owner]
    nodes: dict[str, Node]
    evidence: dict[str, tuple[Evidence, ...]]


def answer(view: View, given: dict[str, Scalar]) -> Result:
    """Find the best few different paths between two things, each step with its sentence.

    A path costs, for every thing it passes through, ``1 + ln(number of its edges)``: two things joined by a
    passage that names both, or by a rare instrument, are nearer than two things of one big city. A step
    that no sentence backs (BROADER) costs 2 more. Paths that differ only in passages of one proposal count
    as one, and paths at more than twice the cost of the best are left out.

    The search looks at a bounded piece of the graph that grows from both ends; a note says when the bound
    was reached.
    """
    wanted = msgspec.convert(given, _Wanted)
    a, b = find(view, wanted.a), find(view, wanted.b)
    if a.thing.id == b.thing.id:
        raise QueryError(f"a 和 b 是同一事物 (the same thing): {a.thing}")
    growth = Growth(view, a.thing.id, b.thing.id)
    found, owners = _paths(view, growth, a.thing.id, b.thing.id, wanted.limit)
    piece = _piece(view, growth, found, owners)
    notes = [*a.notes, *b.notes]
    if growth.bounded:
        notes.append("图很大, 只检索了其中一部分, 可能还有更好的路径")
    if not found:
        notes.append(f"未找到 {a.thing.name} 与 {b.thing.name} 之间 {ROUNDS} 步以内的路径")
    return Result(
        query="trace",
        parameters={**given, "a": a.thing.id, "b": b.thing.id},
        columns=describe("trace").columns[0],
        rows=tuple(row for number, path in enumerate(found, 1) for row in _rows(number, path, piece)),
        notes=tuple(notes),
        graph=_drawn(view, found, piece),
    )


def _paths(view: View, growth: Growth, a: str, b: str, limit: int) -> tuple[list[Path], dict[str, _Owner]]:
    """Return the cheapest paths that differ in more than passages, and the owners of their passages."""
    graph = between(growth.steps, a, b)
    near = nearest(graph, degrees(view, graph), a, b)
    owners = {
        str(row["id"]): _Owner(str(row["owner"]), str(row["owner_name"]))
        for row in rows(view, "passage-owners", ids=sorted(near))
    }
    found: dict[tuple[str, ...], Path] = {}
    for path in islice(cheapest(near, a, b), limit * _TRIES):
        through = (owners[id_].id if id_ in owners else id_ for id_ in path)
        found.setdefault(tuple(dict.fromkeys(through)), path)
        if len(found) == limit:
            break
    return list(found.values()), owners


def _piece(view: View, growth: Growth, paths: Iterable[Path], owners: dict[str, _Owner]) -> _Piece:
    """Fetch what the paths need to be shown: names and sentences."""
    paths = list(paths)
    crossed = {frozenset(pair) for path in paths for pair in pairwise(path)}
    steps: defaultdict[frozenset[str], list[Step]] = defaultdict(list)
    for edge in sorted(growth.steps):
        if frozenset((edge.source, edge.target)) in crossed:
            steps[frozenset((edge.source, edge.target))].append(edge)
    evidence = view.evidence(sorted(edge.key for edges in steps.values() for edge in edges))
    return _Piece(steps, owners, nodes(view, {id_ for path in paths for id_ in path}), evidence)


def _rows(number: int, path: Path, piece: _Piece) -> Iterator[dict[str, Cell]]:
    pairs = list(pairwise(path))
    for step, (start, end) in enumerate(pairs, 1):
        edges = piece.steps[frozenset((start, end))]
        relations = (RELATIONS[EdgeType(edge.relation)][0 if edge.target == end else 1] for edge in edges)
        yield {
            "path": number,
            "step": step,
            "from": _name(piece, start),
            "from_kind": piece.nodes[start].label.value,
            "from_id": start,
            "relation": "、".join(dict.fromkeys(relations)),
            "to": _name(piece, end),
            "to_kind": piece.nodes[end].label.value,
            "to_id": end,
            "evidence": quotes(_said(piece, pairs, step - 1)),
        }


def _said(piece: _Piece, pairs: list[tuple[str, str]], index: int) -> tuple[Evidence, ...]:
    """Return what stands behind a step.

    From a proposal to its passage (or back), that is the sentence for which the path goes through it.
    Sentences that the step on the passage's other side quotes too come first: they name both things.
    """
    passage = next((id_ for id_ in pairs[index] if id_ in piece.owners), None)
    beside = index + 1 if passage == pairs[index][1] else index - 1
    other = _quoted(piece, pairs[beside]) if passage is not None and 0 <= beside < len(pairs) else ()
    edges = piece.steps[frozenset(pairs[index])]
    if edges[0].relation == EdgeType.HAS_PASSAGE:
        return other
    joint = {(item.document, item.sentence_start) for item in other}
    return tuple(
        sorted(
            _quoted(piece, pairs[index]), key=lambda item: (item.document, item.sentence_start) not in joint
        )
    )


def _quoted(piece: _Piece, pair: tuple[str, str]) -> tuple[Evidence, ...]:
    edges = piece.steps[frozenset(pair)]
    return in_order(item for edge in edges for item in piece.evidence.get(edge.key, ()))


def _name(piece: _Piece, id_: str) -> str:
    """Return a node's name; a passage is known by its proposal and heading."""
    name = piece.nodes[id_].name
    return f"{piece.owners[id_].name}｜{name}" if id_ in piece.owners else name


def _drawn(view: View, paths: list[Path], piece: _Piece) -> Subgraph:
    """Return the paths as they are drawn: passages counted as their proposal."""
    drawn = {id_: piece.owners[id_].id if id_ in piece.owners else id_ for path in paths for id_ in path}
    ties = [
        Tie(
            drawn[edge.source],
            EdgeType(edge.relation),
            drawn[edge.target],
            edge.key.rpartition("|")[2],
            edge.key,
        )
        for edges in piece.steps.values()
        for edge in edges
        if edge.relation != EdgeType.HAS_PASSAGE
    ]
    found = nodes(view, drawn.values())
    return Subgraph(nodes=tuple(found.values()), links=collapse(view, ties))
