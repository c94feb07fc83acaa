"""Pure text helpers that every room shares: folding, matching keys, sentences and bigrams.

Nothing here changes the length of a text: a span found on the folded view is a span of the raw text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import cache, lru_cache
from operator import add
from typing import Any, cast

from opencc import OpenCC

SENTENCE_ENDS = "。！？；;\n"
"""Characters that end a sentence. ``.`` is left out (3.5), and so is ``、``."""

_CLOSERS = "”’」』）)》"
_QUOTES = "“”\"'‘’「」『』《》〈〉"
_DROPPED = re.compile(rf"[{re.escape(_QUOTES)}\s]")
"""What belongs to no name: quotation marks and white space."""
_CJK = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))


@cache
def _simplify_table() -> dict[int, int]:
    """Code point of a traditional character -> that of its simplified form, by OpenCC's ``t2s``."""
    points = [point for first, last in _CJK for point in range(first, last + 1)]
    converter = cast("Any", OpenCC("t2s"))  # the package has no types
    simplified = str(converter.convert("\n".join(chr(point) for point in points))).split("\n")
    pairs = zip(points, simplified, strict=True)
    return {point: ord(char) for point, char in pairs if len(char) == 1 and ord(char) != point}


@cache
def _fold_table() -> dict[int, int]:
    """Code point -> folded code point, for every character whose folded form is one other character."""
    simplify_table = _simplify_table()
    table: dict[int, int] = {}
    for point in range(0x10000):
        if 0xD800 <= point <= 0xDFFF:
            continue
        folded = unicodedata.normalize("NFKC", chr(point))
        target = ord(folded) if len(folded) == 1 else point
        target = simplify_table.get(target, target)
        lower = chr(target).lower()
        target = ord(lower) if len(lower) == 1 else target
        if target != point:
            table[point] = target
    return table


def simplify(text: str) -> str:
    """Return ``text`` with traditional characters made simplified, one by one: equal length, else unchanged.

    >>> simplify("關於（試點）的ＡＩ")
    '关于（试点）的ＡＩ'
    """
    return text if _traditional().search(text) is None else text.translate(_simplify_table())


@cache
def _traditional() -> re.Pattern[str]:
    """Return what finds a character that ``simplify`` changes: most texts hold none."""
    return _any_of(_simplify_table())


def _any_of(table: dict[int, int]) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(map(chr, table)))}]")


def fold(text: str) -> str:
    """Return a view of ``text`` of equal length on which matching is done.

    Per character: NFKC where that is one character (full-width letters, digits and punctuation, CJK
    radicals), traditional to simplified, capitals to small letters. ``。、“”——`` stay as they are.

    >>> fold("ＡＩ＋醫療（試點）")
    'ai+医疗(试点)'
    """
    changed = _unfolded()
    if changed.search(text) is None:
        return text
    # Few characters change, and the commonest are a handful of marks: far faster than one by one.
    for mark, folded in _COMMON_MARKS:
        text = text.replace(mark, folded)
    return changed.sub(_folded_char, text)


_COMMON_MARKS = tuple(zip("，：；（）？！", ",:;()?!", strict=True))


@cache
def _unfolded() -> re.Pattern[str]:
    """Return what finds a character that ``fold`` changes."""
    return _any_of(_fold_table())


def _folded_char(match: re.Match[str]) -> str:
    return chr(_fold_table()[ord(match.group())])


@cache
def _canonical_table() -> dict[int, int]:
    """The fold table without its step to small letters."""
    simple = _simplify_table()
    table = dict(simple)
    for point in _fold_table():
        form = unicodedata.normalize("NFKC", chr(point))
        if len(form) == 1:
            target = simple.get(ord(form), ord(form))
            if target != point:
                table[point] = target
    return table


def canonical_name(name: str) -> str:
    """Return the one way a name is shown: simplified, half-width, without quotation marks and white space.

    Unlike ``match_key`` it keeps capitals.

    >>> canonical_name("“ＡＩ＋醫療”應用 場景")
    'AI+医疗应用场景'
    """
    shown = name if _uncanonical().search(name) is None else name.translate(_canonical_table())
    return shown if _DROPPED.search(shown) is None else _DROPPED.sub("", shown)


@cache
def _uncanonical() -> re.Pattern[str]:
    """Return what finds a character that ``canonical_name`` changes."""
    return _any_of(_canonical_table())


@lru_cache(maxsize=1 << 14)  # the same names come again and again
def match_key(name: str) -> str:
    """Return the key under which two writings of one name are equal: folded, without quotes and spaces.

    >>> match_key("“数据 海关”制度") == match_key("數據海關制度")
    True
    """
    folded = fold(name)
    return folded if _DROPPED.search(folded) is None else _DROPPED.sub("", folded)


_STOP = re.compile(f"[{SENTENCE_ENDS}]")
_NEAR = 128
"""How far back a stop is looked for at first, so that a long text is not searched from its start."""


def _behind_stop(text: str, position: int) -> int:
    """Return the offset behind the last stop before a position, or 0."""
    reach = _NEAR
    while True:
        first = max(0, position - reach)
        left = max(text.rfind(stop, first, position) for stop in SENTENCE_ENDS) + 1
        if left or not first:
            return left
        reach *= 4


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentence, or run of sentences, that holds ``text[start:end]``.

    A closing quote or bracket right after the stop belongs to the sentence; white space around it does not.

    >>> text = "甲。乙丙；丁"
    >>> text[slice(*sentence_bounds(text, 2, 3))]
    '乙丙；'
    """
    right = max(end, start)
    stop = _STOP.search(text, right) if _is_open(text, start, right) else None
    return _fitted(text, (start, end), _behind_stop(text, start), stop.start() if stop else len(text))


def _is_open(text: str, start: int, right: int) -> bool:
    """Whether a sentence goes on behind a span."""
    return right == start or text[right - 1] not in SENTENCE_ENDS


def _fitted(text: str, span: tuple[int, int], left: int, stop: int) -> tuple[int, int]:
    """Fit a sentence to its text, from behind the stop before it to the stop behind its span."""
    start, end = span
    right = max(end, start)
    if _is_open(text, start, right):
        right = stop + 1 if stop < len(text) and text[stop] != "\n" else stop
    while right < len(text) and text[right] in _CLOSERS:
        right += 1
    while left < start and (text[left].isspace() or text[left] in _CLOSERS):
        left += 1
    while right > end and text[right - 1].isspace():
        right -= 1
    return left, right


class Sentences:
    """The sentences of one text of which many are asked for: its stops are found once."""

    def __init__(self, text: str) -> None:
        """Find the stops."""
        self._text = text
        self._stops = [match.start() for match in _STOP.finditer(text)]

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """Return the same as ``sentence_bounds``."""
        stops = self._stops
        before, after = bisect_left(stops, start), bisect_left(stops, max(end, start))
        left = stops[before - 1] + 1 if before else 0
        return _fitted(
            self._text, (start, end), left, stops[after] if after < len(stops) else len(self._text)
        )


def first_sentence(text: str) -> tuple[int, int]:
    """Return the span of the first sentence of a text that is not blank."""
    position = len(text) - len(text.lstrip())
    return position, sentence_bounds(text, position, position + 1)[1]


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of all sentences of ``text``, in order, blank ones left out."""
    spans: list[tuple[int, int]] = []
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        _, end = sentence_bounds(text, position, position + 1)
        spans.append((position, end))
        position = max(end, position + 1)
    return spans


_RUN = re.compile(r"[^\W_]+")


def runs(text: str) -> list[str]:
    """Return the runs of letters and digits of the folded text: white space and punctuation separate.

    >>> runs("微短剧，ＡＩ+影視")
    ['微短剧', 'ai', '影视']
    """
    return _RUN.findall(fold(text))


def pairs(run: str) -> list[str]:
    """Return the character bigrams of a run; a single character stands for itself.

    >>> pairs("微短剧"), pairs("剧")
    (['微短', '短剧'], ['剧'])
    """
    return list(map(add, run, run[1:])) or [run]


def bigrams(text: str) -> str:
    """Return the folded text's character bigrams joined by spaces, for full-text search without a tokeniser.

    A single character stands for itself; white space and punctuation separate.

    >>> bigrams("微短剧")
    '微短 短剧'
    """
    return " ".join(gram for run in runs(text) for gram in pairs(run))
