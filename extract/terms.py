"""Sets of known strings, searched together: Aho-Corasick over a folded text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from graph.text import fold


class Match(NamedTuple):
    """A lexicon string found in a text: span and the key of what it names."""

    start: int
    end: int
    key: str
    weak: bool


class TermSet:
    """Strings with the key each stands for, searched together."""

    def __init__(self, terms: Iterable[tuple[str, str, bool]]) -> None:
        """Build from (string, key, weak) triples; a strong string wins over the same weak one."""
        chosen: dict[str, tuple[str, bool]] = {}
        for string, key, weak in sorted(terms, key=lambda term: (term[0], term[2], term[1])):
            chosen.setdefault(fold(string), (key, weak))
        self._entries = list(chosen.values())
        self._strings = list(chosen)
        self._automaton = AhoCorasick(self._strings, matchkind=MatchKind.LeftmostLongest) if chosen else None
        self._overlapping: AhoCorasick | None = None

    def find(self, folded: str) -> Iterator[Match]:
        """Yield the leftmost-longest matches in a folded text, in order, none overlapping."""
        if self._automaton is None:
            return
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            key, weak = self._entries[index]
            yield Match(start, end, key, weak)

    def find_all(self, folded: str) -> Iterator[Match]:
        """Yield all matches, those inside others too."""
        for index, start, end in self._all().find_matches_as_indexes(folded, overlapping=True):
            key, weak = self._entries[index]
            yield Match(start, end, key, weak)

    def _all(self) -> AhoCorasick:
        if self._overlapping is None:
            self._overlapping = AhoCorasick(self._strings, matchkind=MatchKind.Standard)
        return self._overlapping

    def find_endings(self, folded: str) -> Iterator[Match]:
        """Yield the longest match at every offset where one ends, by their ends; they may overlap."""
        longest: dict[int, tuple[int, int]] = {}
        for index, start, end in self._all().find_matches_as_indexes(folded, overlapping=True):
            longest[end] = min(longest.get(end, (start, index)), (start, index))
        for end, (start, index) in sorted(longest.items()):
            key, weak = self._entries[index]
            yield Match(start, end, key, weak)
