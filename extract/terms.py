"""Sets of known strings, searched together: Aho-Corasick over a folded text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
        self.entries = list(chosen.values())
        """Key and weakness of each string."""
        self.strings = list(chosen)
        """The strings, folded; a string's place is its index."""
        # Built when first used: most sets are only ever searched together with others.
        self._leftmost: AhoCorasick | None = None
        self._overlapping: AhoCorasick | None = None

    def find(self, folded: str) -> Iterator[Match]:
        """Yield the leftmost-longest matches in a folded text, in order, none overlapping."""
        if not self.strings:
            return
        if self._leftmost is None:
            self._leftmost = AhoCorasick(self.strings, matchkind=MatchKind.LeftmostLongest)
        for index, start, end in self._leftmost.find_matches_as_indexes(folded):
            key, weak = self.entries[index]
            yield Match(start, end, key, weak)

    def find_all(self, folded: str) -> Iterator[Match]:
        """Yield all matches, those inside others too."""
        for index, start, end in self._all().find_matches_as_indexes(folded, overlapping=True):
            key, weak = self.entries[index]
            yield Match(start, end, key, weak)

    def _all(self) -> AhoCorasick:
        if self._overlapping is None:
            self._overlapping = AhoCorasick(self.strings, matchkind=MatchKind.Standard)
        return self._overlapping


class Found:
    """All matches of several term sets in one text, those inside others too."""

    def __init__(self, hits: dict[int, list[tuple[int, int, int]]]) -> None:
        """Keep what was found: id of a term set -> (start, minus end, index of the string), by their ends."""
        self._hits = hits
        self._leftmost: dict[int, list[Match]] = {}

    def leftmost(self, terms: TermSet) -> list[Match]:
        """Return the leftmost-longest matches of one set, in order, none overlapping."""
        known = self._leftmost.get(id(terms))
        if known is not None:
            return known
        found = self._leftmost[id(terms)] = []
        reached = 0
        entries = terms.entries
        for start, minus_end, index in sorted(self._hits[id(terms)]):
            if start >= reached:
                reached = -minus_end
                found.append(Match(start, reached, *entries[index]))
        return found

    def endings(self, terms: TermSet) -> list[Match]:
        """Return the longest match of one set at every offset where one ends, by their ends."""
        longest: dict[int, tuple[int, int, int]] = {}
        for hit in self._hits[id(terms)]:
            known = longest.get(hit[1])
            if known is None or hit[0] < known[0]:
                longest[hit[1]] = hit
        entries = terms.entries
        return [Match(start, -minus_end, *entries[index]) for start, minus_end, index in longest.values()]


class TermSets:
    """Several term sets searched in one pass: one automaton of all their strings, each kept once.

    A large automaton is slow on a short text because it must come into the processor's cache first; one for
    all sets does so once.
    """

    def __init__(self, sets: Sequence[TermSet]) -> None:
        """Build from the sets, which must live on: a match is told by the set it belongs to."""
        self._sets = tuple(sets)
        owners: dict[str, list[tuple[int, int]]] = {}
        for terms in self._sets:
            for index, string in enumerate(terms.strings):
                owners.setdefault(string, []).append((id(terms), index))
        self._owners = list(owners.values())
        self._automaton = AhoCorasick(list(owners), matchkind=MatchKind.Standard)

    def find(self, folded: str) -> Found:
        """Search a folded text."""
        hits: dict[int, list[tuple[int, int, int]]] = {id(terms): [] for terms in self._sets}
        owners = self._owners
        for string, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            for terms, index in owners[string]:
                hits[terms].append((start, -end, index))
        return Found(hits)
