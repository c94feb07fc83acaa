"""Grow a bounded piece of the graph from two ends until they meet."""

from __future__ import annotations

from typing import NamedTuple

from graph.store import View
from queries.catalogue import rows
from queries.network import degrees
from queries.twins import twins_of

EDGES = 20_000
"""At most so many edges are fetched in one round, from the things with the fewest."""

_FRONTIER = 4_000
"""At most so many things are widened in one round."""

_MEETINGS = 100
"""Once the ends meet in so many things, there are paths enough."""

ROUNDS = 10
"""So many rounds at most, each of which makes the paths a step longer: longer ones tell nothing."""


class Step(NamedTuple):
    """A stored edge, as the query gives it."""

    source: str
    relation: str
    target: str
    key: str


class Growth:
    """The piece of the graph between two things.

    ``steps`` are its edges; ``bounded`` says that not everything within reach was looked at.
    """

    def __init__(self, view: View, a: str, b: str) -> None:
        self._view = view
        self._ends = frozenset((a, b))
        self._seen = ({a}, {b})
        self._frontier = ({a}, {b})
        self.bounded = False
        self.steps: set[Step] = set()
        self._grow()

    def _grow(self) -> None:
        """Widen the narrower side in turn; once they meet, two rounds more find the alternatives."""
        after = 0
        for _ in range(ROUNDS):
            sides = [side for side in (0, 1) if self._frontier[side]]
            met = len(self._seen[0] & self._seen[1])
            if not sides or after == 2 or met >= _MEETINGS:
                return
            after += met > 0
            self._widen(min(sides, key=lambda side: len(self._frontier[side])))

    def _widen(self, side: int) -> None:
        frontier = self._frontier[side]
        # An end is widened in full, however many edges it has: two cities meet in the passages naming both.
        ids = frontier if frontier <= self._ends else self._affordable(frontier)
        twins = twins_of(self._view)
        found = [
            Step(
                twins.of(str(row["source"])),
                str(row["relation"]),
                twins.of(str(row["target"])),
                str(row["key"]),
            )
            for row in rows(self._view, "trace", ids=twins.all(ids))
        ]
        self.steps.update(found)
        reached = {end for step in found for end in (step.source, step.target)} - self._seen[side]
        self._seen[side].update(reached)
        frontier.clear()
        frontier.update(reached)

    def _affordable(self, frontier: set[str]) -> set[str]:
        """Return the things to widen: those with the fewest edges, until ``EDGES`` would be exceeded."""
        known = degrees(self._view, sorted(frontier)[:_FRONTIER])
        chosen: set[str] = set()
        total = 0
        for degree, id_ in sorted((degree, id_) for id_, degree in known.items()):
            total += degree
            if total > EDGES:
                break
            chosen.add(id_)
        self.bounded |= len(chosen) < len(frontier)
        return chosen
