"""Cut a text into words with part-of-speech tags, behind one small protocol.

rjieba (Rust) is the default; jieba is the reference. Tags are jieba's (n noun, v verb, vn verbal noun, a
adjective, ns place, nr person, x other …).
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib import import_module
from importlib.metadata import version
from itertools import accumulate
from typing import Any, NamedTuple, Protocol, cast

from extract.lexicons import word_tuple
from graph.model import InputError


class Token(NamedTuple):
    """A word: its span in the text, the folded word and its tag."""

    start: int
    end: int
    text: str
    tag: str


class Segmenter(Protocol):
    """What a segmenter offers; its identity belongs to that of a run."""

    @property
    def identity(self) -> str:
        """Name and version."""
        ...

    def tokens(self, folded: str) -> list[Token]:
        """Return the words of a folded text in order; together they are the text, with no gap."""
        ...


_token = cast("Callable[[tuple[int, int, str, str]], Token]", partial(cast("Any", tuple).__new__, Token))

_OPENERS = dict(zip("由在把请给建设办", "pppvvvvv", strict=True))
"""Words of one character that a segmenter glues to what follows, with their tags (由|市, 建|核级)."""
_CLOSERS = frozenset("建设办")
"""Those that it glues to what stands before (区|设); a person's name may end in them."""


_OFTEN = 3000
"""Frequency given to the words that a segmenter is taught."""

_GLUE = re.compile(f"[{''.join(_OPENERS)}]")


def _with_offsets(folded: str, pairs: list[tuple[str, str]]) -> list[Token]:
    # Made column by column: half of a document's objects are its words.
    words, tags = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    ends = list(accumulate(map(len, words)))
    tokens = list(map(_token, zip((0, *ends), ends, words, tags, strict=False)))
    glued = {bisect_right(ends, match.start()) for match in _GLUE.finditer(folded)}
    for index in sorted(glued, reverse=True):
        if len(words[index]) > 1:
            tokens[index : index + 1] = _unglued(tokens[index])
    return tokens


def _unglued(token: Token) -> list[Token]:
    """Take a preposition or verb off a word that only the segmenter made up."""
    start, end, word, tag = token
    first, last = word[0] in _OPENERS, word[-1] in _CLOSERS and not tag.startswith("nr")
    if not (first or last) or word_class(word) is not None:
        return [token]
    if first:
        rest = word[1:]
        opener = Token(start, start + 1, word[0], _OPENERS[word[0]])
        return [opener, Token(start + 1, end, rest, word_class(rest) or tag)]
    front = word[:-1]
    return [Token(start, end - 1, front, word_class(front) or "n"), Token(end - 1, end, word[-1], "v")]


@dataclass(frozen=True)
class _Rjieba:
    identity: str

    def tokens(self, folded: str) -> list[Token]:
        return _with_offsets(folded, _rjieba().tag(folded))


@cache
def _rjieba() -> Any:
    return _taught(cast("Any", import_module("rjieba")).Jieba())


def _taught(segmenter: Any) -> Any:
    """Return a segmenter of either kind with the words added that its dictionary lacks."""
    for word in word_tuple("taught"):
        segmenter.add_word(word, _OFTEN, "n")
    return segmenter


@lru_cache(maxsize=1 << 16)
def word_class(text: str) -> str | None:
    """Return the tag under which the dictionary has a string as one word; None where it does not have it.

    The default segmenter's dictionary answers, whichever segmenter cuts the text.
    """
    if not _rjieba().has_word(text):
        return None
    return str(_rjieba().tag(text)[0][1])


@dataclass(frozen=True)
class _Jieba:
    identity: str

    def tokens(self, folded: str) -> list[Token]:
        return _with_offsets(folded, [(str(pair.word), str(pair.flag)) for pair in _jieba().cut(folded)])


@cache
def _jieba() -> Any:
    jieba, posseg = cast("Any", import_module("jieba")), cast("Any", import_module("jieba.posseg"))
    jieba.setLogLevel(logging.WARNING)
    # An own tokenizer: the module's functions share one dictionary with everybody in the process.
    return posseg.POSTokenizer(_taught(jieba.Tokenizer()))


@cache
def get_segmenter(name: str = "rjieba") -> Segmenter:
    """Return the segmenter called ``rjieba`` or ``jieba``; raises InputError for any other name."""
    if name == "rjieba":
        return _Rjieba(f"rjieba {version('rjieba')}")
    if name == "jieba":
        return _Jieba(f"jieba {version('jieba')}")
    raise InputError(f"未知的分词器 {name} (unknown segmenter); 可用: rjieba, jieba")
