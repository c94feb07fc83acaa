"""Names that are nearly what was typed: one character wrong, missing, extra or swapped, or sounding alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from queries.names import Names, Spot
from queries.pinyin import Readings, by_misspelt_pinyin, typed

_PLACES = 20_000
"""At most so many places of one half of a name are compared."""

_LONGEST = 60
"""Characters of a name that is compared: longer ones are sentences."""

_SHORT = 4
"""A name of up to so many characters must be nearly the whole name: parts would be alike by chance."""


def alike(names: Names, found: Readings, text: str, key: str) -> Iterator[Spot]:
    """Yield the names that are nearly a text, in any order, perhaps more than once.

    Args:
        names: where to look; the titles of proposals are looked at for Chinese only.
        found: how their characters are read.
        text: what was typed, folded.
        key: its loose key.
    """
    if runs := typed(text):
        if pattern := by_misspelt_pinyin(found, runs):
            yield from names.spots(pattern)
        return
    if not 2 <= len(key) <= _LONGEST:
        return
    short = len(key) <= _SHORT
    for spot in (*_sounding(names, found, key), *(_one_off(names, key) if len(key) > 2 else ())):
        if spot.whole or not short:
            yield spot


def _sounding(names: Names, found: Readings, key: str) -> Iterator[Spot]:
    yield from names.spots(re.compile("".join(map(found.alike, key))), proposals=True)


def _one_off(names: Names, key: str) -> Iterator[Spot]:
    """Yield the places that differ from a key by one edit: then one half of it stands there unchanged."""
    for place in range(len(key)):
        if len(key) > 3:  # names of two characters are in everything
            yield from names.places_of(key[:place] + key[place + 1 :], _PLACES)
        swapped = key[:place] + key[place : place + 2][::-1] + key[place + 2 :]
        yield from names.places_of(swapped, _PLACES)
    middle = len(key) // 2
    left, right = key[:middle], key[middle:]
    for spot in names.places_of(left, _PLACES):
        for length in (len(right), len(right) + 1):
            behind = spot.key[spot.end : spot.end + length]
            if len(behind) == length and _near(right, behind):
                yield spot._replace(end=spot.end + length)
    for spot in names.places_of(right, _PLACES):
        for length in (len(left), len(left) + 1):
            before = spot.key[max(spot.start - length, 0) : spot.start]
            if len(before) == length and _near(left, before):
                yield spot._replace(start=spot.start - length)


def _near(wanted: str, there: str) -> bool:
    """Tell whether two texts differ by one character: another one, or one more in the second."""
    same = next((i for i, (a, b) in enumerate(zip(wanted, there, strict=False)) if a != b), len(wanted))
    return (
        wanted[same + 1 :] == there[same + 1 :]
        if len(wanted) == len(there)
        else wanted[same:] == there[same + 1 :]
    )
