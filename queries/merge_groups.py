"""Groups of proposals that might be merged, as rows of the answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.model import Evidence
from queries.asks import THINGS, Asks
from queries.likeness import Pair, Words, matched
from queries.merge_reasons import quoted_ask, shared
from queries.network import plainest
from queries.result import Cell, Quote, quotes
from queries.uses import Uses

_SHARED = 12


def group_rows(
    known: Asks,
    words: Words,
    groups: Sequence[list[str]],
    pairs: Sequence[Pair],
    links: Uses,
    people: Mapping[str, list[str]],
) -> Iterator[dict[str, Cell]]:
    """Yield a row for each group, with every proposer of every proposal: each is owed a reply of its own."""
    for number, group in enumerate(groups, 1):
        inside = [pair for pair in pairs if pair.a in group and pair.b in group]
        things = [thing for part in THINGS for thing in shared(known, part, group)][:_SHARED]
        yield {
            "group": number,
            "count": len(group),
            "score": min(pair.score for pair in inside),
            "proposals": [known.proposals[id_].name for id_ in group],
            "proposal_ids": list(group),
            "proposers_each": ["、".join(people.get(id_, ())) for id_ in group],
            "shared": [known.names[thing] for thing in things],
            "evidence": [*quotes(_said(group, things, links)), *_asked(words, inside)],
        }


def _said(group: Sequence[str], things: Sequence[str], links: Uses) -> Iterator[Evidence]:
    for thing in things:
        for id_ in group:
            said = plainest(item for link in links.get((id_, thing), ()) for item in link.evidence)
            if said is not None:
                yield said


def _asked(words: Words, pairs: Sequence[Pair]) -> list[Quote]:
    """Return the first sentences of the measures that are most alike, of every two proposals of a group."""
    best = [match for pair in pairs for match in matched(words, pair.a, pair.b)[:1]]
    found = [quoted_ask(ask) for match in best for ask in (match.one, match.other)]
    return [quote for index, quote in enumerate(found) if quote not in found[:index]]
