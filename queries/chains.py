"""Chains of proposals of one jurisdiction: those that ask for much the same, at one meeting or later ones."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from queries.asks import meeting
from queries.comparing import Comparison
from queries.facts import Facts
from queries.likeness import Pair
from queries.memory import Memory


class Chain(NamedTuple):
    """Proposals in order of time; ``before`` holds for each but the first the pair with the one before it.

    That is the one at the latest earlier meeting; of several, the most alike.
    """

    proposals: tuple[str, ...]
    before: dict[str, Pair]


class Chains(NamedTuple):
    """The proposals of every chain of several, in order of time; those that belong to none, sorted; notes."""

    joined: list[tuple[str, ...]]
    lone: list[str]
    notes: list[str]


_CHAINS: Memory[Chains] = Memory(4)
_PUT_TOGETHER: Memory[dict[tuple[str, ...], Chain]] = Memory(1)


def when(fact: Facts) -> tuple[int, int, int]:
    """Return a proposal's place in time: year, term and meeting; 0 for what is not told."""
    term, _, number = (fact.session or "").partition("-")
    return fact.year or 0, int(term) if term.isdecimal() else 0, int(number) if number.isdecimal() else 0


def chains(comparison: Comparison, least: int, only: str | None) -> Chains:
    """Return the chains of the proposals of every jurisdiction, from memory where the graph is the same.

    Args:
        comparison: the proposals; it notes where the search was bounded.
        least: how alike two proposals must be, in percent.
        only: a jurisdiction, if not all.
    """
    found = _CHAINS.recall((comparison.identity, least, only), lambda: _find(comparison, least, only))
    comparison.notes[:] = found.notes
    return found


def _find(comparison: Comparison, least: int, only: str | None) -> Chains:
    known = comparison.known.proposals
    ids = sorted(
        id_ for id_, fact in known.items() if home(fact) and fact.year and only in (None, fact.jurisdiction)
    )

    def kept(a: str, b: str) -> bool:
        one, other = known[a], known[b]
        return meeting(one) == meeting(other) or when(one) != when(other)

    pairs = comparison.pairs(ids, among=lambda id_: home(known[id_]), kept=kept, least=least)
    members = _members(_joined(known, pairs))
    joined = sorted(tuple(sorted(some, key=lambda id_: (when(known[id_]), id_))) for some in members)
    inside = {id_ for some in joined for id_ in some}
    return Chains(joined, [id_ for id_ in ids if id_ not in inside], list(comparison.notes))


def home(fact: Facts) -> str:
    """Return what the proposals of a chain have in common: the jurisdiction, or else the body."""
    return fact.jurisdiction or fact.body or ""


def _joined(known: dict[str, Facts], pairs: Collection[Pair]) -> list[tuple[str, str]]:
    """Return the pairs that belong together: of one meeting, and each with the earlier one most alike.

    ``pairs`` stand in order of their scores.
    """
    together = [(pair.a, pair.b) for pair in pairs if meeting(known[pair.a]) == meeting(known[pair.b])]
    earlier: dict[str, str] = {}
    for pair in pairs:
        before, after = sorted((pair.a, pair.b), key=lambda id_: when(known[id_]))
        if when(known[before]) < when(known[after]):
            earlier.setdefault(after, before)
    return [*together, *earlier.items()]


def _members(joined: Collection[tuple[str, str]]) -> list[set[str]]:
    """Return the sets of proposals that are joined, directly or by others."""
    group: dict[str, set[str]] = {}
    for a, b in joined:
        one, other = group.setdefault(a, {a}), group.setdefault(b, {b})
        if one is not other:
            one |= other
            group.update(dict.fromkeys(other, one))
    return list({id(some): some for some in group.values()}.values())


def chain_of(comparison: Comparison, proposals: tuple[str, ...]) -> Chain:
    """Return the chain of some proposals, which stand in order of time; from memory where it is known."""
    put_together = _PUT_TOGETHER.recall(comparison.identity, dict[tuple[str, ...], Chain])
    if proposals not in put_together:
        put_together[proposals] = Chain(proposals, _before(comparison, proposals))
    return put_together[proposals]


def _before(comparison: Comparison, proposals: tuple[str, ...]) -> dict[str, Pair]:
    known = comparison.known.proposals
    found: dict[str, Pair] = {}
    for index, id_ in enumerate(proposals):
        earlier = [other for other in proposals[:index] if when(known[other]) < when(known[id_])]
        if earlier:
            last = max(when(known[other]) for other in earlier)
            pairs = [comparison.pair(other, id_) for other in earlier if when(known[other]) == last]
            found[id_] = min(pairs, key=lambda pair: (-pair.score, pair.a))
    return found
