"""Pairs of proposals that share instruments, at the levels concept and family."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from graph.model import Scalar
from graph.store import View
from queries.catalogue import describe
from queries.incidence import Incidence
from queries.memory import Memory
from queries.result import Cell, Result, quotes
from queries.sharing import Floats, Pair, Table, best_pairs, best_partners
from queries.uses import Uses, as_graph, proposers, quoted, uses

_COMMON_COUNT = 50
_COMMON_SHARE = 0.002
"""An instrument that more proposals use than either says tells nothing about two of them."""

_NAMED = 20
"""So many skipped instruments are named in the note."""


_BEST: Memory[list[Pair]] = Memory(8)
"""The best pairs of a few selections of one graph."""


class _Shared(NamedTuple):
    """Two proposals and the groups of instruments both use, rarest first."""

    a: str
    b: str
    groups: list[tuple[str, str]]
    score: float


def pairs(view: View, found: Incidence, given: dict[str, Scalar], limit: int) -> Result:
    """Return the pairs that share most; see ``shared_instruments.answer`` for how they are weighed."""
    table, notes = found.table, []
    if given["proposal"] is None:
        table, notes = _without_common(found)
    asked = (view.identity, *sorted(given.items()))
    best = _BEST.recall(asked, lambda: _best(found, table, given["proposal"], limit + 1))
    if len(best) > limit:
        notes.append(f"只列出前 {limit} 对")
    shared = [_shared(found, table, pair) for pair in best[:limit]]
    links = uses(
        view, found, {(p, group) for pair in shared for p in (pair.a, pair.b) for group, _ in pair.groups}
    )
    return Result(
        query="shared-instruments",
        parameters=given,
        columns=describe("shared-instruments").columns[0],
        rows=tuple(_rows(view, found, shared, links)),
        notes=tuple(notes),
        graph=as_graph(view, links),
    )


def _without_common(found: Incidence) -> tuple[Table, list[str]]:
    """Empty the columns of instruments that too many proposals use, and say which."""
    most = max(_COMMON_COUNT, _COMMON_SHARE * found.table.height)
    counts = found.table.counts()
    skipped = counts > most
    ranked = sorted(
        (-int(counts[column]), found.groups[column][1]) for column in np.flatnonzero(skipped).tolist()
    )
    if not ranked:
        return found.table, []
    listed = "、".join(f"{name}({-count})" for count, name in ranked[:_NAMED])
    more = f" 等 {len(ranked)} 种" if len(ranked) > _NAMED else ""
    return found.table.without(skipped), [f"超过 {int(most)} 件提案使用的工具未参与比较: {listed}{more}"]


def _weights(table: Table) -> Floats:
    """Return ``ln(N / n)`` per column."""
    return np.log(max(table.height, 1) / np.maximum(table.counts(), 1))


def _best(found: Incidence, table: Table, proposal: Scalar, limit: int) -> list[Pair]:
    if proposal is None:
        return best_pairs(table, _weights(table), limit)
    return best_partners(table, _weights(table), found.index(str(proposal)), limit)


def _shared(found: Incidence, table: Table, pair: Pair) -> _Shared:
    counts = table.counts().tolist()
    columns: list[int] = np.intersect1d(table.row(pair.first), table.row(pair.second)).tolist()
    ranked = sorted(
        columns, key=lambda column: (counts[column], found.groups[column][1], found.groups[column][0])
    )
    return _Shared(
        found.proposals[pair.first][0],
        found.proposals[pair.second][0],
        [found.groups[column] for column in ranked],
        pair.score,
    )


def _rows(view: View, found: Incidence, shared: list[_Shared], links: Uses) -> Iterator[dict[str, Cell]]:
    names = dict(found.proposals)
    people = proposers(view, {id_ for pair in shared for id_ in (pair.a, pair.b)})
    for pair in shared:
        sides = [[(name, links[side, group]) for group, name in pair.groups] for side in (pair.a, pair.b)]
        said = [[(name, *quote) for name, some in side for quote in quoted(some)] for side in sides]
        texts = [
            list(dict.fromkeys(f"{name}〔{modality}〕{item.sentence}" for name, item, modality in side))
            for side in said
        ]
        yield {
            "a": pair.a,
            "a_name": names[pair.a],
            "a_proposers": list(people.get(pair.a, ())),
            "b": pair.b,
            "b_name": names[pair.b],
            "b_proposers": list(people.get(pair.b, ())),
            "shared": [name for _, name in pair.groups],
            "score": pair.score,
            "uses_a": texts[0],
            "uses_b": texts[1],
            "evidence": quotes(item for side in said for _, item, _ in side),
        }
