"""Which industries meet which instruments, and each other: by the passages that name both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from graph.model import Label
from queries.codings import Bools, Chosen, Codings, Ints
from queries.crosstab import Labels


class Met(NamedTuple):
    """An industry and a thing of some kind that it meets: in how many passages, and the first by its id."""

    industry: str
    kind: str
    thing: str
    often: int
    passage: str


class Together(NamedTuple):
    """Two industries of passages that name ``size`` of them: how many, and the first by its id."""

    a: str
    b: str
    size: int
    often: int
    passage: str


def with_instruments(found: Codings, filters: Chosen) -> Iterator[Met]:
    """Yield every industry and instrument that one passage names, among the proposals that fit."""
    width = max(len(found.tools), 1)
    some = _kept(found, filters)[found.passage]
    passage, tool = np.divmod(np.unique(found.passage[some] * width + found.tool[some]), width)
    named = Labels.through(found.named, passage)
    for key, count, first in _counted(named.label * width + tool[named.item], passage[named.item]):
        trade, instrument = divmod(key, width)
        yield Met(
            found.trades[trade].id, Label.INSTRUMENT, found.tools[instrument].id, count, found.passages[first]
        )


def together(found: Codings, filters: Chosen) -> Iterator[Together]:
    """Yield every two industries that one passage names, by the number that it names in all."""
    passage, trade = found.naming
    some = _kept(found, filters)[passage]
    passage, trade = passage[some], trade[some]
    other = Labels.through(found.named, passage)
    one = other.item[trade[other.item] < other.label]
    two = other.label[trade[other.item] < other.label]
    sizes = np.bincount(passage, minlength=len(found.passages))
    width, most = max(len(found.trades), 1), int(sizes.max(initial=0)) + 1
    keys = (trade[one] * width + two) * most + sizes[passage[one]]
    for key, count, first in _counted(keys, passage[one]):
        pair, size = divmod(key, most)
        a, b = divmod(pair, width)
        yield Together(found.trades[a].id, found.trades[b].id, size, count, found.passages[first])


def _kept(found: Codings, filters: Chosen) -> Bools:
    """Tell of each passage whether its proposal fits."""
    return found.filed(filters)[found.owner]


def _counted(keys: Ints, passages: Ints) -> Iterator[tuple[int, int, int]]:
    """Yield every key with the number of its passages and the lowest of them: passages are numbered by id."""
    order = np.lexsort((passages, keys))
    every, first, counts = np.unique(keys[order], return_index=True, return_counts=True)
    lowest = passages[order][first]
    yield from zip(map(int, every), map(int, counts), map(int, lowest), strict=True)
