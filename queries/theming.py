"""Themes of a graph: communities of proposals, named by their most telling concepts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from importlib import import_module
from typing import Any

import numpy as np

from graph.store import View
from queries.communities import Partition, communities
from queries.facts import Scope
from queries.memory import Memory
from queries.mentions import Mentions, closeness, mentions
from queries.neighbours import Ties, affordable, nearest
from queries.sharing import Floats, Integers, Table

_COMMON_COUNT = 3
_COMMON_SHARE = 0.1
"""A concept that more proposals mention than either says joins half the graph and is left out."""

_NAMING = 3
"""So many concepts make the name of a theme."""

_DIGITS = 6
"""Weights are rounded, so that an order does not hang on the last digit of a sum."""

_LISTED = 20
"""So many of the concepts that were left out are told."""


@dataclass(frozen=True)
class Themes:
    """Themes by number, the largest first; ``of`` is the theme of each proposal (row), -1 where it has none.

    ``members`` are rows, the most central first. ``spoken`` is a table of themes (rows) and concepts
    (columns); for each of its cells, ``often`` counts the proposals, and ``telling`` is how much the concept
    says of the theme.
    """

    found: Mentions
    of: Integers
    members: list[list[int]]
    spoken: Table
    often: Integers
    telling: Floats
    notes: tuple[str, ...]

    def counts(self, theme: int) -> dict[int, int]:
        """Return how many proposals of a theme mention each concept (column)."""
        cells = self._cells(theme)
        return dict(zip(self.spoken.columns[cells].tolist(), self.often[cells].tolist(), strict=True))

    def weights(self, theme: int) -> dict[int, float]:
        """Return how much each concept (column) says of a theme."""
        cells = self._cells(theme)
        return dict(zip(self.spoken.columns[cells].tolist(), self.telling[cells].tolist(), strict=True))

    def concepts(self, theme: int, limit: int) -> list[int]:
        """Return the columns of the concepts that tell most of a theme; those of one proposal stand last."""
        counts, weights = self.counts(theme), self.weights(theme)
        return nsmallest(limit, weights, key=lambda column: (counts[column] < 2, -weights[column], column))

    def name(self, theme: int) -> str:
        """Return what a theme is called."""
        return self._names[theme]

    def products(self, chosen: Integers) -> Floats:
        """Return the inner products of what some themes speak of, a square."""
        return self._products[chosen][:, chosen].toarray()

    @cached_property
    def _products(self) -> Any:
        # It takes a sixth of a second to load, and no other question needs it.
        sparse = import_module("scipy.sparse")
        cells = (self.spoken.rows, self.spoken.columns)
        weights = sparse.csr_array((self.telling, cells), shape=(self.spoken.height, self.spoken.width))
        return weights @ weights.T

    @cached_property
    def _names(self) -> list[str]:
        """What every theme is called."""
        return [
            "、".join(self.found.concepts[column].name for column in self.concepts(theme, _NAMING))
            for theme in range(len(self.members))
        ]

    def _cells(self, theme: int) -> slice:
        low, high = np.searchsorted(self.spoken.rows, [theme, theme + 1]).tolist()
        return slice(low, high)


_THEMES: Memory[Themes] = Memory(4)


def themes(view: View, scope: Scope, resolution: int) -> Themes:
    """Return the themes of the proposals of a scope, from memory where the graph has not changed.

    Every proposal is joined to the ten that are nearest to it (cosine of what both mention, rare concepts
    weighing more); ``communities`` groups this graph. Groups of one proposal are no themes.

    Args:
        view: the graph.
        scope: which proposals take part.
        resolution: in percent: more for smaller themes.
    """
    return _THEMES.recall((view.identity, scope, resolution), lambda: _compute(view, scope, resolution))


def _compute(view: View, scope: Scope, resolution: int) -> Themes:
    found = mentions(view, scope)
    most = max(_COMMON_COUNT, int(_COMMON_SHARE * found.table.height))
    table, worth = closeness(found, most=most)
    dear = affordable(table)
    kept = ~dear[table.columns]
    ties = nearest(table.without(dear), worth[kept])
    names = [fact.id for fact in found.proposals]
    parts = communities(names, ties, resolution / 100)
    members = _members(parts.community, ties, len(names))
    of = np.full(len(names), -1, np.int64)
    for number, rows in enumerate(members):
        of[rows] = number
    common = np.flatnonzero(dear | (found.table.counts() > most)).tolist()
    spoken, often = _spoken(found, of, len(members))
    telling = _telling(spoken, often)
    notes = (_counted(of, len(members)), _quality(parts), *_left_out(found, common))
    return Themes(found, of, members, spoken, often, telling, notes)


def _members(community: Integers, ties: Ties, size: int) -> list[list[int]]:
    """Return the rows of each community of two or more, the largest first; the most central rows first.

    A row is the more central, the more weight joins it to rows of its own community.
    """
    same = community[ties.first] == community[ties.second]
    inner: Floats = np.zeros(size, np.float64)
    for side in (ties.first, ties.second):
        inner += np.bincount(side[same], ties.weight[same], minlength=size)
    inner = np.round(inner, _DIGITS)
    groups: dict[int, list[int]] = {}
    for row in np.lexsort((np.arange(size), -inner)).tolist():
        groups.setdefault(int(community[row]), []).append(row)
    return sorted(
        (rows for rows in groups.values() if len(rows) > 1), key=lambda rows: (-len(rows), min(rows))
    )


def _spoken(found: Mentions, of: Integers, size: int) -> tuple[Table, Integers]:
    """Return the table of themes and concepts, and how many proposals stand behind each cell."""
    spoken = found.spoken()
    theme = of[spoken.rows]
    within = theme >= 0
    keys, often = np.unique(theme[within] * spoken.width + spoken.columns[within], return_counts=True)
    rows, columns = np.divmod(keys, max(spoken.width, 1))
    return Table(rows, columns, size, spoken.width), often


def _telling(spoken: Table, often: Integers) -> Floats:
    """Weigh concepts for themes: ``f * ln(1 + A / F)`` (class-based tf-idf, Grootendorst 2022).

    f proposals of the theme mention the concept, F of all themes do, and a theme has A mentions on average.
    """
    average = often.sum() / max(spoken.height, 1)
    every = np.bincount(spoken.columns, often, minlength=spoken.width)
    weights: Floats = often * np.log(1 + average / np.maximum(every, 1)[spoken.columns])
    return np.round(weights, _DIGITS)


def _counted(of: Integers, size: int) -> str:
    inside = int((of >= 0).sum())
    return f"{size} 个主题, 含 {inside} 件提案; 另有 {len(of) - inside} 件自成一类, 未列出"


def _quality(parts: Partition) -> str:
    steady = (
        "图很大, 只聚类一次, 未测稳定度"
        if parts.stability is None
        else f"稳定度 {parts.stability:.2f} (与 {parts.runs} 次聚类的平均调整兰德指数)"
    )
    return f"模块度 (modularity) {parts.modularity:.2f}; {steady}"


def _left_out(found: Mentions, common: Sequence[int]) -> list[str]:
    if not common:
        return []
    counts = found.table.counts().tolist()
    ranked = sorted(common, key=lambda column: (-counts[column], found.concepts[column].id))
    listed = "、".join(f"{found.concepts[column].name}({counts[column]})" for column in ranked[:_LISTED])
    more = f" 等 {len(ranked)} 项" if len(ranked) > _LISTED else ""
    return [f"太常见而不据以归类: {listed}{more}"]
