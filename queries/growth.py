"""Grow a bounded piece of the graph from two ends until they meet."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from graph.model import EdgeType
from graph.store import View
from queries.catalogue import rows
from queries.network import degrees

BOUND = 4_000
"""At most so many things are looked at from each end in one round."""

EDGES = 60_000
"""At most so many edges are fetched in one round, from the things with the fewest."""

_ROUNDS = 8
"""So many rounds at most: paths beyond tell nothing."""


class Step(NamedTuple):
    """A stored edge."""

    source: str
    type: EdgeType
    target: str
    key: str


class Growth:
    """The piece of the graph between two things: its edges, and how many edges its nodes have in all.

    ``bounded`` says that not everything within reach was looked at.
    """

    def __init__(self, view: View, a: str, b: str) -> None:
        self._view = view
        self._ends = frozenset((a, b))
        self._seen = ({a}, {b})
        self._frontier = ({a}, {b})
        self._known: dict[str, int] = {}
        self.bounded = False
        self.edges: set[Step] = set()
        self._grow()
        self._prune()
        self._cut()
        self.degrees = self._ask_degrees({end for edge in self.edges for end in (edge.source, edge.target)})

    def _grow(self) -> None:
        """Widen the narrower side in turn; once they meet, two rounds more find the alternatives."""
        after = 0
        for _ in range(_ROUNDS):
            sides = [side for side in (0, 1) if self._frontier[side]]
            if not sides or after == 2:
                return
            after += bool(self._seen[0] & self._seen[1])
            self._widen(min(sides, key=lambda side: len(self._frontier[side])))

    def _widen(self, side: int) -> None:
        frontier = self._frontier[side]
        # An end is widened in full, however many edges it has: two cities meet in the passages naming both.
        ids = frontier if frontier <= self._ends else self._affordable(frontier)
        found = [
            Step(str(row["source"]), EdgeType(str(row["relation"])), str(row["target"]), str(row["key"]))
            for row in rows(self._view, "trace", ids=sorted(ids))
        ]
        self.edges.update(found)
        reached = {end for step in found for end in (step.source, step.target)} - self._seen[side]
        self._seen[side].update(reached)
        frontier.clear()
        frontier.update(reached)

    def _affordable(self, frontier: set[str]) -> set[str]:
        """Return the things to widen: those with the fewest edges, until ``EDGES`` would be exceeded."""
        known = self._ask_degrees(set(sorted(frontier)[:BOUND]))
        chosen: set[str] = set()
        total = 0
        for degree, id_ in sorted((degree, id_) for id_, degree in known.items()):
            total += degree
            if total > EDGES:
                break
            chosen.add(id_)
        self.bounded |= len(chosen) < len(frontier)
        return chosen

    def _ask_degrees(self, ids: set[str]) -> dict[str, int]:
        self._known.update(degrees(self._view, ids - self._known.keys()))
        return {id_: self._known[id_] for id_ in sorted(ids)}

    def _prune(self) -> None:
        """Take away what hangs by one neighbour, again and again: no path leads through it."""
        while True:
            loose = {id_ for id_, count in self._neighbours().items() if count == 1} - self._ends
            if not loose:
                return
            self.edges = {
                edge for edge in self.edges if edge.source not in loose and edge.target not in loose
            }

    def _cut(self) -> None:
        """Keep at most ``BOUND`` things, those with the fewest neighbours here."""
        counts = self._neighbours()
        if len(counts) > BOUND:
            self.bounded = True
            kept = self._ends.union(sorted(counts, key=lambda id_: (counts[id_], id_))[:BOUND])
            self.edges = {edge for edge in self.edges if edge.source in kept and edge.target in kept}

    def _neighbours(self) -> Counter[str]:
        joined = {(edge.source, edge.target) for edge in self.edges}
        return Counter(end for pair in joined for end in pair)
