"""A text cut into words: what the facts, the places and all other recognisers look up in it, found once."""

from __future__ import annotations

from extract.segment import Token
from extract.terms import Found


class WordedText:
    """A folded text, its words, and the strings of the lexicons that stand in it."""

    def __init__(self, folded: str, tokens: list[Token], found: Found) -> None:
        """Take the words apart: by where they begin and where they end."""
        self.folded = folded
        self.tokens = tokens
        self.found = found
        ends = [token[1] for token in tokens]
        self.starts = [token[0] for token in tokens]
        """Offsets where words begin, in order."""
        self.texts = [token[2] for token in tokens]
        """The words."""
        self.tags = [token[3] for token in tokens]
        """Their tags."""
        self.ends: dict[int, int] = dict(zip(ends, range(len(ends)), strict=True))
        """Offset where a word ends -> its index."""
        self.boundaries: frozenset[int] = frozenset((0, *ends))
        """Offsets where a word begins or ends."""
        self.by_start: dict[int, Token] = dict(zip(self.starts, tokens, strict=True))
        """Start of a word -> the word."""
