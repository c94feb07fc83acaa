"""Grow a bounded piece of the graph from two ends until they meet."""

from __future__ import annotations

from collections import Counter, defaultdict
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
    """The piece of the graph between two things: its edges, and how many edges its nodes have in all."""

    def __init__(self, view: View, a: str, b: str) -> None:
        self._view = view
        self._ends = (a, b)
        self._seen = ({a}, {b})
        self._frontier = ({a}, {b})
        self.edges: set[Step] = set()
        self.bounded = False
        self._grow()
        self._prune()
        self.degrees = self._degrees()

    def _grow(self) -> None:
        """Widen the narrower side in turn; once they meet, one round more on each finds the alternatives."""
        after = 0
        for _ in range(_ROUNDS):
            sides = [side for side in (0, 1) if self._frontier[side]]
            if not sides or after == 2:
                return
            self._widen(min(sides, key=lambda side: len(self._frontier[side])))
            after += bool(self._seen[0] & self._seen[1])
