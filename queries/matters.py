"""How many matters a proposal is about, judged by the industries that its measures name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from graph.model import EdgeType
from graph.store import View
from queries.catalogue import rows
from queries.codings import Bools, Codings, Ints
from queries.memory import Memory


class Matters(NamedTuple):
    """The topmost industries that a proposal's measures name: the one of most measures first.

    ``lead`` is the percentage of the measures naming any industry that name that first one; ``keys``
    are the edges to quote, one for each industry.
    """

    industries: list[str]
    lead: int
    keys: list[str]


_TOPS: Memory[Ints] = Memory(1)
"""The topmost industry above each industry of one graph, by their numbers."""


def scattered(view: View, found: Codings, proposals: Bools, industries: int, focus: int) -> Bools:
    """Tell which proposals' measures name many unrelated industries, none of them in most measures.

    Industries with a common one above them are related and count as one.

    Args:
        view: the graph.
        found: what its passages name.
        proposals: which are to be looked at.
        industries: at least so many unrelated ones.
        focus: less than this percentage of the measures names the leading one.
    """
    passage, trade = _named(found, proposals, industries)
    width, height = max(len(found.trades), 1), len(found.proposals)
    # Each measure once for each topmost industry, then each proposal once for each with its measures counted.
    passage, top = np.divmod(np.unique(passage * width + _tops(view, found)[trade]), width)
    pairs, often = np.unique(found.owner[passage] * width + top, return_counts=True)
    owner = pairs // width
    leading = np.zeros(height, np.int64)
    np.maximum.at(leading, owner, often)
    measures = np.bincount(found.owner[np.unique(passage)], minlength=height)
    lead = np.rint(100 * leading / np.maximum(measures, 1))
    return (np.bincount(owner, minlength=height) >= industries) & (lead < focus)


def _named(found: Codings, proposals: Bools, industries: int) -> tuple[Ints, Ints]:
    """Return the measures of some proposals, and the industry that each names, once for each industry.

    Only of proposals whose measures name industries often enough to name so many.
    """
    passage, trade = found.naming
    told = (found.part == "measure")[passage] & proposals[found.owner[passage]]
    often = np.bincount(found.owner[passage[told]], minlength=len(found.proposals)) >= industries
    told &= often[found.owner[passage]]
    return passage[told], trade[told]


def matters(view: View, found: Codings, proposals: Iterable[int]) -> dict[str, Matters]:
    """Return what the measures of some proposals, given by their numbers, are about; by their ids."""
    chosen = np.zeros(len(found.proposals), np.bool_)
    chosen[list(proposals)] = True
    tops = _tops(view, found)
    named: defaultdict[str, list[_Named]] = defaultdict(list)
    passages, trades = (list(map(int, some)) for some in _named(found, chosen, 1))
    for passage, trade in zip(passages, trades, strict=True):
        one = found.trades[trade].id
        top = found.trades[int(tops[trade])].id
        key = f"{found.passages[passage]}|{EdgeType.CONCERNS}|{one}|"
        named[found.proposals[int(found.owner[passage])].id].append(_Named(passage, one, top, key))
    return {proposal: _matters(sorted(some)) for proposal, some in sorted(named.items())}


class _Named(NamedTuple):
    """A measure names an industry: which, what stands above it, and the edge that says so."""

    passage: int
    industry: str
    top: str
    key: str


def _matters(named: Sequence[_Named]) -> Matters:
    passages: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for one in named:
        passages[one.top].setdefault(one.passage, one.key)
    ranked = sorted(passages, key=lambda top: (-len(passages[top]), top))
    measures = len({one.passage for one in named})
    return Matters(
        ranked,
        round(100 * len(passages[ranked[0]]) / measures),
        [min(passages[top].values()) for top in ranked],
    )


def _tops(view: View, found: Codings) -> Ints:
    """Return the topmost industry above each, itself where there is none; the first by id of several."""

    def fetch() -> Ints:
        number = {trade.id: place for place, trade in enumerate(found.trades)}
        above = _above(view, number)
        return np.array([number[_climb(id_, above)] for id_ in number], np.int64)

    return _TOPS.recall(view.identity, fetch)


def _above(view: View, industries: Iterable[str]) -> dict[str, str]:
    """Return what stands right above each of some industries, as far as anything does."""
    found = rows(view, "hierarchy", ids=sorted(industries))
    broader = sorted((str(row["source"]), str(row["target"])) for row in found)
    return dict(reversed(broader))


def _climb(industry: str, above: dict[str, str]) -> str:
    seen = {industry}
    while industry in above and above[industry] not in seen:
        industry = above[industry]
        seen.add(industry)
    return industry
