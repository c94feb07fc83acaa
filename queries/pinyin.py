"""Finding names by how they are read: full pinyin, initials, and characters that sound alike.

Every reading of a character counts (重 is zhong and chong, 厦 is xia and sha), so that no name is missed
for a reading that was guessed wrong; names for which the reading is the usual one (``usual``) come first. The
readings are those of pypinyin (MIT). ü may be typed v or u.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

from queries.names import any_of

_TYPED = re.compile(r"[a-z0-9]+(?:[' ]+[a-z0-9]+)*")
_LONGEST = 40
"""Letters of a query that are read as pinyin: longer ones are no names."""

_WAYS = 64
"""At most so many ways to part letters into syllables are tried."""

_VOWEL = re.compile("[aeiouv]")


class Readings:
    """How the characters of some names are read, as patterns for searching those names."""

    def __init__(self, characters: Iterable[str]) -> None:
        """Look up the readings of some characters; what is no Chinese character reads as itself."""
        self.of: dict[str, tuple[str, ...]] = {}
        self._having: defaultdict[str, set[str]] = defaultdict(set)
        for character in sorted(characters):
            self.of[character] = found = readings(character)
            for reading in found:
                for length in range(1, len(reading) + 1):
                    self._having[reading[:length]].add(character)
        self.syllables = frozenset(reading for found in self.of.values() for reading in found)

    def beginning(self, letters: str) -> str:
        """Return a pattern for a character that has a reading which begins with some letters."""
        return any_of(self._having.get(letters, ()))

    def read(self, syllable: str) -> str:
        """Return a pattern for a character that can be read as a syllable."""
        return any_of(c for c in self._having.get(syllable, ()) if syllable in self.of[c])

    def alike(self, character: str) -> str:
        """Return a pattern for the characters that sound like one, itself included."""
        like = {c for reading in readings(character) for c in self._having[reading] if reading in self.of[c]}
        return any_of({character, *like})

    def ways(self, letters: str, *, whole: bool) -> list[tuple[str, ...]]:
        """Return the ways to part letters into syllables; unless ``whole`` the last one may be begun only."""
        return list(islice(self._ways(letters, whole), _WAYS))

    def _ways(self, letters: str, whole: bool) -> Iterator[tuple[str, ...]]:
        if not letters:
            yield ()
            return
        if not whole and letters in self._having and letters not in self.syllables:
            yield (letters,)
        for length in range(min(6, len(letters)), 0, -1):
            if letters[:length] in self.syllables:
                for rest in self._ways(letters[length:], whole):
                    yield (letters[:length], *rest)


def typed(text: str) -> list[str]:
    """Return the runs of letters and digits of a folded text that may be pinyin; none for anything else.

    >>> typed("chong'qing"), typed("cq"), typed("重庆"), typed("2025")
    (['chong', 'qing'], ['cq'], [], [])
    """
    plain = text.strip().replace("ü", "v")
    if len(plain) > _LONGEST or not _TYPED.fullmatch(plain) or plain.replace(" ", "").isdigit():
        return []
    return re.split("[' ]+", plain)


def by_pinyin(found: Readings, runs: list[str]) -> re.Pattern[str] | None:
    """Return the pattern of names that are read so, in full or by initials; None where nothing can be.

    At least two characters must be meant: one syllable says too little.
    """
    ways: list[tuple[str, ...]] = [()]
    for number, run in enumerate(runs, 1):
        parted = found.ways(run, whole=number < len(runs))
        ways = [(*way, *more) for way in ways for more in parted][:_WAYS]
    choices = ["".join(map(found.beginning, way)) for way in ways if len(way) > 1]
    letters = "".join(runs)
    if len(letters) > 1:
        # A digit or letter that stands in the name itself is its own initial: 5gcyjj.
        choices.append("".join(f"(?:{found.beginning(letter)}|{letter})" for letter in letters))
    return re.compile("|".join(choices)) if choices else None


def by_misspelt_pinyin(found: Readings, runs: list[str]) -> re.Pattern[str] | None:
    """Return the pattern of names that begin as typed but for one letter wrong, missing, extra or swapped.

    The names' beginnings only, and whole syllables: within names, too much would be alike.
    """
    letters = "".join(runs)
    if not 5 <= len(letters) <= _LONGEST or not letters.isalpha():
        return None
    tree = _Tree()
    for other in _one_off(letters):
        for way in found.ways(other, whole=True):
            if len(way) > 1:
                tree.add(way)
    return re.compile(f"(?m)^{tree.pattern(found)}") if tree.branches else None


class _Tree:
    """Sequences of syllables by their beginnings, so that common ones are compared once."""

    def __init__(self) -> None:
        self.branches: dict[str, _Tree] = {}
        self.ends = False

    def add(self, way: tuple[str, ...]) -> None:
        branch = self
        for syllable in way:
            branch = branch.branches.setdefault(syllable, _Tree())
        branch.ends = True

    def pattern(self, found: Readings) -> str:
        """Return the pattern of all sequences; the longer first, where one is part of another."""
        below = sorted(self.branches.items())
        choices = [found.read(name) + branch.pattern(found) for name, branch in below]
        choices += [""] if self.ends else []
        return f"(?:{'|'.join(choices)})"


def _one_off(letters: str) -> list[str]:
    """Return the spellings that differ from some letters by one edit, sorted."""
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    cuts = [(letters[:place], letters[place:]) for place in range(len(letters) + 1)]
    missing = {left + right[1:] for left, right in cuts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    wrong = {left + letter + right[1:] for left, right in cuts if right for letter in alphabet}
    extra = {left + letter + right for left, right in cuts for letter in alphabet}
    return sorted((missing | swapped | wrong | extra) - {letters})


@cache
def readings(character: str) -> tuple[str, ...]:
    """Return all readings of a character without tones, the usual first; none where it is not Chinese.

    >>> readings("重"), readings("绿"), readings("a")
    (('zhong', 'chong', 'tong'), ('lv', 'lu'), ())
    """
    from pypinyin import Style, pinyin  # takes a quarter of a second, and only names typed by sound need it

    listed = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    spelt = [one for one in (listed[0] if listed else []) if _VOWEL.search(one)]
    return tuple(dict.fromkeys([*spelt, *(one.replace("v", "u") for one in spelt)]))


def usual(name: str, runs: list[str]) -> bool:
    """Tell whether a name is usually read as typed: its words decide between readings.

    >>> usual("重庆", ["chongqing"]), usual("重庆", ["zhongqing"]), usual("长沙", ["cs"])
    (True, False, True)
    """
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(name)
    letters = "".join(runs)
    return letters in "".join(syllables) or letters in "".join(syllable[:1] for syllable in syllables)
