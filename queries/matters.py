"""How many matters a proposal is about, judged by the industries that its measures name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from graph.model import EdgeType
from graph.store import View
from queries.catalogue import rows
from queries.codings import Codings, Ints


class Matters(NamedTuple):
    """The topmost industries that a proposal's measures name: the one of most measures first.

    ``lead`` is the percentage of the measures naming any industry that name that first one; ``keys``
    are the edges to quote, one for each industry.
    """

    industries: list[str]
    lead: int
    keys: list[str]


def scattered(view: View, found: Codings, proposals: Ints, industries: int, focus: int) -> dict[str, Matters]:
    """Return the proposals whose measures name many unrelated industries, none of them in most measures.

    Industries with a common one above them are related and count as one.

    Args:
        view: the graph.
        found: what its passages name.
        proposals: numbers of those to be looked at.
        industries: at least so many unrelated ones.
        focus: less than this percentage of the measures names the leading one.
    """
    named: defaultdict[int, dict[tuple[int, str], str]] = defaultdict(dict)
    for passage in _measures(found, proposals, industries):
        for trade in found.named[passage]:
            id_ = found.trades[trade].id
            key = f"{found.passages[passage]}|{EdgeType.CONCERNS}|{id_}|"
            named[int(found.owner[passage])][passage, id_] = key
    many = {
        proposal: some
        for proposal, some in named.items()
        if len({industry for _, industry in some}) >= industries
    }
    tops = _tops(view, {industry for some in many.values() for _, industry in some})
    matters = {found.proposals[proposal].id: _matters(some, tops) for proposal, some in sorted(many.items())}
    return {
        proposal: one
        for proposal, one in matters.items()
        if len(one.industries) >= industries and one.lead < focus
    }


def _measures(found: Codings, proposals: Ints, industries: int) -> list[int]:
    """Return the measures of those proposals whose measures name industries often enough to name so many."""
    measures = (found.part == "measure") & np.isin(found.owner, proposals)
    named = np.fromiter(map(len, found.named), np.int64, len(found.named)) * measures
    often = np.bincount(found.owner, named, len(found.proposals)) >= industries
    passages: list[int] = np.flatnonzero(measures & often[found.owner]).tolist()
    return passages


def _matters(named: dict[tuple[int, str], str], tops: dict[str, str]) -> Matters:
    passages: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for (passage, industry), key in sorted(named.items()):
        passages[tops[industry]].setdefault(passage, key)
    ranked = sorted(passages, key=lambda top: (-len(passages[top]), top))
    measures = len({passage for passage, _ in named})
    return Matters(
        ranked,
        round(100 * len(passages[ranked[0]]) / measures),
        [min(passages[top].values()) for top in ranked],
    )


def _tops(view: View, industries: Iterable[str]) -> dict[str, str]:
    """Return the topmost industry above each, itself where there is none; the first by id of several."""
    above: dict[str, str] = {}
    todo = set(industries)
    wanted = sorted(todo)
    while todo:
        found = sorted(
            (str(row["source"]), str(row["target"])) for row in rows(view, "hierarchy", ids=sorted(todo))
        )
        broader = dict(reversed(found))
        todo = {target for target in broader.values() if target not in above and target not in broader}
        above |= {source: target for source, target in broader.items() if source not in above}
    return {industry: _climb(industry, above) for industry in wanted}


def _climb(industry: str, above: dict[str, str]) -> str:
    seen = {industry}
    while industry in above and above[industry] not in seen:
        industry = above[industry]
        seen.add(industry)
    return industry
