"""The question ``around``: everything within a few steps of one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from graph.model import EdgeType, Label, Link, Node, Record, Scalar, Subgraph
from graph.store import View
from queries.captions import RELATIONS
from queries.catalogue import describe
from queries.find import find
from queries.network import Tie, collapse, degrees, in_order, nodes, ties, ties_among
from queries.result import Cell, Result, quotes

_HUB = 2_000
"""Things with more edges than this (a city, say) are shown but not walked through, unless asked for."""

_FRONTIER = 2_000
"""At most so many things are walked on from at each step."""


class _Wanted(Record, frozen=True, kw_only=True):
    name: str
    steps: int
    limit: int


class _Walk:
    """What has been reached: how far each thing is, and the ties crossed on the way to it."""

    def __init__(self, start: str) -> None:
        self.start = start
        self.distance = {start: 0}
        self.ways: defaultdict[str, set[Tie]] = defaultdict(set)
        self.notes: list[str] = []

    def go(self, view: View, steps: int, limit: int) -> None:
        """Walk outwards, all things of one distance at a time, until there is more than can be shown."""
        for step in range(1, steps + 1):
            if len(self.distance) - 1 > limit:
                return
            frontier = self._frontier(view, step - 1)
            for tie in ties(view, frontier):
                for near, far in ((tie.source, tie.target), (tie.target, tie.source)):
                    if near in frontier and self.distance.setdefault(far, step) == step:
                        self.ways[far].add(tie)

    def _frontier(self, view: View, distance: int) -> set[str]:
        """Return the things at a distance that are walked on from; says so where some are not."""
        reached = [id_ for id_, steps in self.distance.items() if steps == distance]
        if distance == 0:
            return set(reached)
        many = degrees(view, reached)
        calm = sorted((many[id_], id_) for id_ in reached if many[id_] <= _HUB)
        if hubs := len(reached) - len(calm):
            self.notes.append(f"{hubs} 个事物的边多于 {_HUB} 条, 只显示, 未由其继续展开")
        if len(calm) > _FRONTIER:
            self.notes.append(f"第 {distance + 1} 步只由边最少的 {_FRONTIER} 个事物展开 (共 {len(calm)} 个)")
        return {id_ for _, id_ in calm[:_FRONTIER]}

    def rank(self, id_: str) -> tuple[int, int, str]:
        """Order things by distance, then by the number of ties to what is nearer (most first), then by id."""
        return self.distance[id_], -len(self.ways[id_]), id_

    def nearest(self, limit: int) -> list[str]:
        """Return the ids of what to show, the start left out."""
        return sorted((id_ for id_ in self.distance if id_ != self.start), key=self.rank)[:limit]


def answer(view: View, given: dict[str, Scalar]) -> Result:
    """List what lies within ``steps`` of a thing: nearest first, then what has most ties to what is nearer.

    Passages are counted as their proposal. ``via`` is the neighbour through which a thing was reached (the
    first by name where there are several) and ``evidence`` quotes the ties to it.
    """
    wanted = msgspec.convert(given, _Wanted)
    found = find(view, wanted.name)
    walk = _Walk(found.thing.id)
    walk.go(view, wanted.steps, wanted.limit)
    kept = walk.nearest(wanted.limit)
    drawn = nodes(view, {walk.start, *kept})
    proposals = [id_ for id_, node in drawn.items() if node.label is Label.PROPOSAL]
    links = collapse(view, ties_among(view, drawn, proposals))
    reached = len(walk.distance) - 1
    bounded = [f"已找到 {reached} 个事物, 只显示最近的 {len(kept)} 个"] if reached > len(kept) else []
    return Result(
        query="around",
        parameters={**given, "name": found.thing.id},
        columns=describe("around").columns[0],
        rows=tuple(_rows(walk, kept, drawn, links)),
        notes=(*found.notes, *walk.notes, *bounded),
        graph=Subgraph(nodes=tuple(drawn.values()), links=links),
    )


def _rows(
    walk: _Walk, kept: list[str], drawn: dict[str, Node], links: tuple[Link, ...]
) -> Iterator[dict[str, Cell]]:
    between: defaultdict[frozenset[str], list[Link]] = defaultdict(list)
    for link in links:
        between[frozenset((link.source, link.target))].append(link)
    for id_ in sorted(kept, key=lambda id_: (*walk.rank(id_)[:2], drawn[id_].name, id_)):
        via = _via(walk.ways[id_], id_, drawn)
        crossed = between[frozenset((id_, via))]
        relations = (RELATIONS[link.type][0 if link.target == id_ else 1] for link in crossed)
        yield {
            "id": id_,
            "name": drawn[id_].name,
            "kind": drawn[id_].label.value,
            "distance": walk.distance[id_],
            "via": drawn[via].name,
            "relation": "、".join(dict.fromkeys(relations)),
            "evidence": quotes(in_order(item for link in crossed for item in link.evidence)),
        }


def _via(ways: set[Tie], id_: str, drawn: dict[str, Node]) -> str:
    """Choose the neighbour to name: first one that a sentence ties to the thing, not the lexicon."""
    ranked = ((tie.type is EdgeType.BROADER, drawn[tie.other(id_)].name, tie.other(id_)) for tie in ways)
    return min(ranked)[2]
