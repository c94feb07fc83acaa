"""How alike two proposals are, part by part, and in which words they ask for the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from graph.model import PassageKind, PassageText
from graph.store import View
from graph.text import bigrams, sentence_bounds
from queries.asks import THINGS, WEIGHTS, Asks, Part
from queries.catalogue import rows

_DIGITS = 4

_FULL = 0.4
"""A part counts in full where so large a share is common.

Of the character pairs of their measures, two proposals that two people wrote on the same matter have about a
quarter in common, and two on different matters a twentieth (measured on the examples and the development
documents): more than two fifths is copied.
"""

_SAME_ASK = 0.2
"""Two measures with so much of their words in common ask for the same."""


class Ask(NamedTuple):
    """One measure of a proposal: its text, what it says first, and its character pairs."""

    passage: str
    text: PassageText
    heading: str
    grams: frozenset[str]

    @property
    def sentence(self) -> tuple[int, int, str]:
        """The first sentence: start and end in the document, and the words."""
        opening = len(self.text.text) - len(self.text.text.lstrip())
        left, right = sentence_bounds(self.text.text, opening, opening + 1)
        return self.text.start + left, self.text.start + right, self.text.text[left:right]


class Match(NamedTuple):
    """Two measures that ask for the same, and how much of their words is common."""

    one: Ask
    other: Ask
    likeness: float


class Pair(NamedTuple):
    """Two proposals, how alike they are, and what their score is made of."""

    a: str
    b: str
    score: float
    parts: Mapping[Part, float]


@dataclass
class Words:
    """The measures of proposals, read when they are first needed; ``grams`` are those of all together."""

    measures: dict[str, list[Ask]]
    grams: dict[str, frozenset[str]]

    def read(self, view: View, proposals: Iterable[str]) -> None:
        """Fetch the measures of proposals; those without any are read from what they say otherwise."""
        new = sorted(set(proposals) - self.measures.keys())
        if not new:
            return
        passages: defaultdict[str, list[tuple[int, str, str, str]]] = defaultdict(list)
        for row in rows(view, "proposal-passages", ids=new):
            passages[str(row["proposal"])].append(
                (int(str(row["position"])), str(row["passage"]), str(row["kind"]), str(row["heading"] or ""))
            )
        chosen = {id_: _chosen(passages[id_]) for id_ in new}
        texts = view.passages(sorted(id_ for some in chosen.values() for _, id_, _, _ in some))
        for id_ in new:
            self.measures[id_] = [
                Ask(passage, texts[passage], heading, frozenset(bigrams(texts[passage].text).split()))
                for _, passage, _, heading in chosen[id_]
                if passage in texts
            ]
            self.grams[id_] = frozenset[str]().union(*(ask.grams for ask in self.measures[id_]))


_SAYING = {PassageKind.SITUATION, PassageKind.ANALYSIS, PassageKind.OTHER}


def _chosen(passages: list[tuple[int, str, str, str]]) -> list[tuple[int, str, str, str]]:
    measures = sorted(one for one in passages if one[2] == PassageKind.MEASURE)
    return measures or sorted(one for one in passages if one[2] in _SAYING)


def dice(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of two sets that is common: ``2 * |both| / (|one| + |other|)`` (Dice 1945)."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def wording(asks: Asks, words: Words, a: str, b: str) -> float:
    """Return the share of the measures' character pairs that two proposals have in common.

    The names of things that both have are left out on both sides: they count as things already.
    """
    both = [thing for part in THINGS for thing in asks.things[a][part] & asks.things[b][part]]
    named = frozenset(bigrams(" ".join(asks.names[thing] for thing in both)).split())
    return dice(words.grams[a] - named, words.grams[b] - named)


def parts(asks: Asks, words: Words, a: str, b: str) -> dict[Part, float]:
    """Return what each part gives to the score of two proposals; the sum is the score.

    Of things, the part's weight times the share that is common (Dice, each thing weighing
    ``ln((N + 1) / n)``), times what the rarest thing in common tells (``Asks.told``). Of words, the weight
    times the share of character pairs in common. A share of two fifths counts in full. Titles that name
    different places of their city count against the pair.
    """
    found = {part: WEIGHTS[part] * _things(asks, part, a, b) for part in THINGS}
    titles = dice(asks.things[a][Part.TITLES], asks.things[b][Part.TITLES])
    found[Part.TITLES] = WEIGHTS[Part.TITLES] * _of_full(titles)
    found[Part.WORDING] = WEIGHTS[Part.WORDING] * _of_full(wording(asks, words, a, b))
    if apart(asks, a, b):
        found[Part.PLACES] = -WEIGHTS[Part.PLACES]
    return {part: round(found[part], _DIGITS) for part in WEIGHTS}


def apart(asks: Asks, a: str, b: str) -> bool:
    """Tell whether the titles name places of their own city, and none in common."""
    one, other = asks.own_places(a), asks.own_places(b)
    return bool(one and other) and one.isdisjoint(other)


def _of_full(share: float) -> float:
    return min(1.0, share / _FULL)


def score(found: dict[Part, float]) -> float:
    """Return the sum of parts, from 0 to 1."""
    return round(min(1.0, max(0.0, sum(found.values()))), _DIGITS)


def _things(asks: Asks, part: Part, a: str, b: str) -> float:
    one, other = asks.things[a][part], asks.things[b][part]
    both = one & other
    if not both:
        return 0.0
    weight = sum(map(asks.rarity, sorted(one))) + sum(map(asks.rarity, sorted(other)))
    shared = 2 * sum(map(asks.rarity, sorted(both)))
    return _of_full(shared / weight) * max(map(asks.told, both))


def matched(words: Words, a: str, b: str) -> list[Match]:
    """Return the measures of two proposals that ask for the same in like words, each once, the best first."""
    every = sorted(
        (
            (-round(dice(one.grams, other.grams), _DIGITS), i, j)
            for i, one in enumerate(words.measures[a])
            for j, other in enumerate(words.measures[b])
        ),
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    found: list[Match] = []
    for likeness, i, j in every:
        if -likeness < _SAME_ASK:
            break
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            found.append(Match(words.measures[a][i], words.measures[b][j], -likeness))
    return found
