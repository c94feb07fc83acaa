"""One text seen as words and lexicon matches: what all recognisers of a document share."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from extract.lexicons import Lexicon
from extract.phrases import Clause, Role, roles_of
from extract.places import PlaceMatch
from extract.segment import Token
from extract.terms import Match, TermSet
from extract.worded import WordedText
from graph.text import Sentences, match_key

_CLAUSE_STOPS = "。！？；;\n"
_COMMAS = "，,：:"
_CLAUSE_END = re.compile(f"[{_CLAUSE_STOPS}{_COMMAS}、]")


_FIRMS = frozenset({"企业", "公司", "产业", "行业", "市场", "工业", "平台", "商"})
"""What follows an industry in words that dictionaries have: 钢铁企业, 物流公司."""


class TextView:
    """A folded text with its words; the lexicon's matches are found once and kept."""

    def __init__(self, text: WordedText, lexicon: Lexicon, places: list[PlaceMatch]) -> None:
        """Put a text with its words, the lexicon and the places of the text together."""
        self.folded = text.folded
        self.tokens = text.tokens
        self.found = text.found
        self.starts = text.starts
        self.texts = text.texts
        self.tags = text.tags
        self.ends = text.ends
        self.boundaries = text.boundaries
        self.by_start = text.by_start
        self.lexicon = lexicon
        self.places = places
        self._held: dict[re.Pattern[str], bool] = {}

    def holds(self, cue: re.Pattern[str]) -> bool:
        """Whether a pattern matches anywhere in the text: most cues stand in few texts."""
        found = self._held.get(cue)
        if found is None:
            found = self._held[cue] = cue.search(self.folded) is not None
        return found

    @cached_property
    def _sentences(self) -> Sentences:
        return Sentences(self.folded)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the bounds of the sentence, or run of sentences, that holds a span."""
        return self._sentences.bounds(start, end)

    def on_boundaries(self, start: int, end: int) -> bool:
        """Whether a match does not cut a word of its surroundings.

        A name ends where a word ends; a short one begins where a word begins too (上市 in 线上市场 is
        none). Strings of five and more characters are taken at their word.
        """
        if end - start >= 5 and not self.folded[start].isascii():
            return True
        cuts_left = start not in self.boundaries and (end - start < 3 or self.folded[start].isascii())
        return end in self.boundaries and not cuts_left

    def is_word(self, start: int, end: int) -> bool:
        """Whether a span is one whole word."""
        word = self.by_start.get(start)
        return word is not None and word.end == end

    def matches(self, terms: TermSet) -> list[Match]:
        """Return the matches of a term set that respect word boundaries."""
        return [match for match in self.found.leftmost(terms) if self.on_boundaries(match.start, match.end)]

    @cached_property
    def instruments(self) -> list[Match]:
        """Lexicon instruments."""
        return self.matches(self.lexicon.instrument_terms)

    @cached_property
    def industries(self) -> list[Match]:
        """Lexicon industries, those too that open the word for their firms: 钢铁|企业."""
        return [
            match
            for match in self.found.leftmost(self.lexicon.industry_terms)
            if self.on_boundaries(match.start, match.end) or self._opens_word(match)
        ]

    def _opens_word(self, match: Match) -> bool:
        word = self.by_start.get(match.start)
        return word is not None and self.folded[match.end : word.end] in _FIRMS

    @cached_property
    def _places_by_end(self) -> dict[int, PlaceMatch]:
        return {place.end: place for place in self.places}

    @cached_property
    def place_ends(self) -> frozenset[int]:
        """Offsets where places end."""
        return frozenset(self._places_by_end)

    def place_ending_at(self, offset: int) -> PlaceMatch | None:
        """Return the place that ends at an offset, or None."""
        return self._places_by_end.get(offset)

    @cached_property
    def _places_by_start(self) -> dict[int, PlaceMatch]:
        return {place.start: place for place in self.places}

    def place_starting_at(self, offset: int) -> PlaceMatch | None:
        """Return the place that begins at an offset, or None."""
        return self._places_by_start.get(offset)

    def place_opening(self, start: int, end: int) -> PlaceMatch | None:
        """Return the place with which a span begins and that is not the whole of it, or None."""
        place = self._places_by_start.get(start)
        return place if place is not None and place.end < end else None

    @cached_property
    def industry_ends(self) -> dict[int, int]:
        """End of a lexicon industry -> its start."""
        return {match.end: match.start for match in self.industries}

    @cached_property
    def industry_starts(self) -> dict[int, int]:
        """Start of a lexicon industry -> its end."""
        return {match.start: match.end for match in self.industries}

    @cached_property
    def _strong_edges(self) -> tuple[frozenset[int], frozenset[int]]:
        strong = [match for match in self.industries if not match.weak]
        return frozenset(match.start for match in strong), frozenset(match.end for match in strong)

    def strong_industry_at(self, *, start: int | None = None, end: int | None = None) -> bool:
        """Whether a lexicon industry that is not ambiguous begins or ends at an offset."""
        starts, ends = self._strong_edges
        return start in starts or end in ends

    @cached_property
    def heads(self) -> list[Match]:
        """Productive heads that end with a word, but not those at the end of a word they exclude."""
        return [
            match
            for match in self.found.endings(self.lexicon.head_terms)
            if match.end in self.boundaries
            and not self.folded.endswith(self.lexicon.heads[match_key(match.key)].excluded, 0, match.end)
        ]

    def _is_site(self, match: Match) -> bool:
        """Whether a head names what is built at a place: 货运站|、快件监管中心 are two."""
        head = self.lexicon.heads[match_key(match.key)]
        return head.subtool == "supply.infrastructure" and match.end - match.start > 1

    @cached_property
    def clause(self) -> Clause:
        """The words with their roles, and the spans no boundary may cut."""
        # Only names of several words: a single word is never cut anyway.
        named = [
            match
            for match in (*self.instruments, *self.industries)
            if not self.is_word(match.start, match.end)
        ]
        heads = {match.end for match in self.heads if not match.weak or self._is_site(match)} | {
            match.end for match in self.instruments if not match.weak
        }
        return Clause(
            folded=self.folded,
            tokens=self.tokens,
            roles=roles_of(self.texts, self.tags),
            starts=self.starts,
            ends=self.ends,
            atoms={match.end: match.start for match in sorted(named, key=lambda match: -match.start)},
            atom_starts=frozenset(match.start for match in named),
            name_starts=frozenset(match.start for match in self.instruments),
            place_ends={place.end: place.start for place in self.places},
            place_starts={place.start: place.end for place in self.places},
            head_ends=frozenset(heads),
            barriers=set(),
            governors=self.lexicon.words["giving"],
            founding=self.lexicon.words["founding"],
        )

    def words_before(self, position: int, limit: int, *, commas: bool = True) -> list[str]:
        """Return at most ``limit`` words before an offset within its sentence, nearest first.

        With ``commas`` false the comma of the clause stops too.
        """
        stops = _CLAUSE_STOPS if commas else _CLAUSE_STOPS + _COMMAS
        words: list[str] = []
        index = self._index(position) - 1
        while index >= 0 and len(words) < limit and self.tokens[index].text not in stops:
            words.append(self.tokens[index].text)
            index -= 1
        return words

    def tokens_before(self, position: int, limit: int) -> list[Token]:
        """Return at most ``limit`` words before an offset within its clause, nearest first."""
        words: list[Token] = []
        index = self._index(position) - 1
        stops = _CLAUSE_STOPS + _COMMAS
        while index >= 0 and len(words) < limit and self.tokens[index].text not in stops:
            words.append(self.tokens[index])
            index -= 1
        return words

    def text_after(self, position: int, size: int = 8) -> str:
        """Return what follows an offset within its clause, at most ``size`` characters."""
        stop = _CLAUSE_END.search(self.folded, position, position + size)
        return self.folded[position : stop.start() if stop else position + size]

    def next_role(self, position: int) -> Role | None:
        """Return the role of the word that begins at an offset, or None where none does."""
        index = self._index(position)
        if index < len(self.tokens) and self.tokens[index].start == position:
            return self.clause.roles[index]
        return None

    def next_tag(self, position: int) -> str | None:
        """Return the tag of the word that begins at an offset, or None where none does."""
        index = self._index(position)
        begins = index < len(self.tokens) and self.tokens[index].start == position
        return self.tokens[index].tag if begins else None

    def _index(self, position: int) -> int:
        return bisect_left(self.starts, position)
