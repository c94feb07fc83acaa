"""How many matters a proposal is about, judged by the industries that its measures name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from graph.model import Scalar
from graph.store import View
from queries.catalogue import rows


class Matters(NamedTuple):
    """The topmost industries that a proposal's measures name: the one of most measures first.

    ``lead`` is the percentage of the measures naming any industry that name that first one; ``keys``
    are the edges to quote, one for each industry.
    """

    industries: list[str]
    lead: int
    keys: list[str]


def scattered(view: View, filters: dict[str, Scalar], industries: int, focus: int) -> dict[str, Matters]:
    """Return the proposals whose measures name many unrelated industries, none of them in most measures.

    Industries with a common one above them are related and count as one.

    Args:
        view: the graph.
        filters: jurisdiction, session and year; None takes all.
        industries: at least so many unrelated ones.
        focus: less than this percentage of the measures names the leading one.
    """
    ids = sorted(str(row["id"]) for row in rows(view, "check-matters", least=industries, **filters))
    named: defaultdict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for row in rows(view, "check-industries", ids=ids):
        named[str(row["proposal"])][str(row["passage"]), str(row["industry"])] = str(row["key"])
    tops = _tops(view, {industry for some in named.values() for _, industry in some})
    found = {proposal: _matters(some, tops) for proposal, some in sorted(named.items())}
    return {
        proposal: matters
        for proposal, matters in found.items()
        if len(matters.industries) >= industries and matters.lead < focus
    }


def _matters(named: dict[tuple[str, str], str], tops: dict[str, str]) -> Matters:
    passages: defaultdict[str, dict[str, str]] = defaultdict(dict)
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
