"""Chains of proposals: each with the latest earlier one of its jurisdiction that asks for much the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from queries.asks import meeting
from queries.comparing import Comparison
from queries.facts import Facts
from queries.likeness import Pair


class Link(NamedTuple):
    """A proposal asks again for what an earlier one asked; ``pair`` says how alike they are."""

    before: str
    after: str
    pair: Pair


class Chain(NamedTuple):
    """Proposals in order of time, and for each but the first of its kind the link to what came before."""

    proposals: tuple[str, ...]
    links: dict[str, Link]


def when(fact: Facts) -> tuple[int, int, int]:
    """Return a proposal's place in time: year, term and meeting; 0 for what is not told."""
    term, _, number = (fact.session or "").partition("-")
    return fact.year or 0, int(term) if term.isdecimal() else 0, int(number) if number.isdecimal() else 0


def chains(comparison: Comparison, least: int, only: str | None, alone: Collection[str]) -> list[Chain]:
    """Return the chains of the proposals of every jurisdiction, sorted by their first proposal.

    Args:
        comparison: the proposals.
        least: how alike two proposals must be, in percent.
        only: a jurisdiction, if not all.
        alone: proposals that make a chain of their own where they belong to none.
    """
    known = comparison.known.proposals
    ids = sorted(
        id_ for id_, fact in known.items() if _home(fact) and fact.year and only in (None, fact.jurisdiction)
    )

    def kept(a: str, b: str) -> bool:
        return meeting(known[a]) != meeting(known[b]) and when(known[a]) != when(known[b])

    pairs = comparison.pairs(ids, among=lambda id_: _home(known[id_]), kept=kept, least=least)
    links = _links(known, pairs)
    return _joined(known, links, set(alone) & set(ids))


def _home(fact: Facts) -> str:
    return fact.jurisdiction or fact.body or ""


def _links(known: dict[str, Facts], pairs: Collection[Pair]) -> dict[str, Link]:
    """Return proposal -> the link to the latest earlier one that is alike; of two, to the more alike."""
    found: dict[str, Link] = {}
    for pair in pairs:
        before, after = sorted((pair.a, pair.b), key=lambda id_: (when(known[id_]), id_))
        other = found.get(after)
        if other is None or when(known[other.before]) < when(known[before]):
            found[after] = Link(before, after, pair)
    return found


def _joined(known: dict[str, Facts], links: dict[str, Link], alone: Collection[str]) -> list[Chain]:
    roots: dict[str, str] = {}

    def root(id_: str) -> str:
        if id_ not in roots:
            roots[id_] = root(links[id_].before) if id_ in links else id_
        return roots[id_]

    members: defaultdict[str, set[str]] = defaultdict(set)
    for id_ in (*links, *alone):
        members[root(id_)].update((id_, root(id_)))
    ordered = (sorted(some, key=lambda id_: (when(known[id_]), id_)) for some in members.values())
    return sorted(Chain(tuple(some), {id_: links[id_] for id_ in some if id_ in links}) for some in ordered)
