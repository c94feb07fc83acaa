"""Compare proposals with each other: candidates by what they share, scored part by part."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from graph.store import View
from queries.asks import Part, asks
from queries.candidates import candidates
from queries.likeness import Pair, Words, parts, score
from queries.memory import Memory

_COMPARED = 4000
"""So many candidates are compared word by word; beyond, a note says so."""

_READ = 2000
"""Up to so many proposals, all measures are read, so that pairs are found by their wording too."""

_ASKING = 0.1
"""So much of a score must come from instruments and wording: one subject is not one ask."""

_WORDS: Memory[Words] = Memory(1)


class Comparison:
    """What is known of the proposals of one graph, ``identity``; ``notes`` say where it was bounded."""

    def __init__(self, view: View) -> None:
        self.known = asks(view)
        self.words = _WORDS.recall(view.identity, lambda: Words({}, {}))
        self.notes: list[str] = []
        self.identity = view.identity
        self._view = view

    def pairs(
        self,
        ids: list[str],
        *,
        among: Callable[[str], Hashable],
        kept: Callable[[str, str], bool],
        least: int,
    ) -> list[Pair]:
        """Return the pairs of proposals that ask for much the same, the most alike first.

        Args:
            ids: the proposals to be paired, sorted.
            among: proposal -> a value; only proposals of equal values are paired.
            kept: whether a pair is wanted.
            least: the lowest score, in percent.
        """
        small = len(ids) <= _READ
        if small:
            self.words.read(self._view, ids)
        else:
            self._note(
                f"超过 {_READ} 件提案, 只比较共有少见事物或案由用词的; 可用 jurisdiction、session 缩小范围"
            )
        some = candidates(
            self.known, ids, self.words.grams if small else {}, among=among, kept=kept, limit=_COMPARED
        )
        if some.bounded:
            self._note(f"候选很多, 只逐字比较了最有希望的 {_COMPARED} 对")
        self.words.read(self._view, {id_ for pair in some.pairs for id_ in pair})
        compared = (self.pair(a, b) for a, b in some.pairs)
        return sorted(
            (pair for pair in compared if _asking(pair) and pair.score * 100 >= least),
            key=lambda pair: (-pair.score, pair.a, pair.b),
        )

    def pair(self, a: str, b: str) -> Pair:
        """Return how alike two proposals are."""
        self.words.read(self._view, [a, b])
        found = parts(self.known, self.words, a, b)
        return Pair(a, b, score(found), found)

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)


def _asking(pair: Pair) -> bool:
    return pair.parts[Part.INSTRUMENTS] + pair.parts[Part.WORDING] >= _ASKING
