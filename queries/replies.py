"""Which reply answers which proposal, across documents: by number and session, else by title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.model import Record
from graph.store import View
from graph.text import match_key
from queries.asks import subject
from queries.catalogue import rows
from queries.facts import Facts, Scope, proposal_facts
from queries.memory import Memory


class Answered(Record, frozen=True, kw_only=True):
    """A reply to a proposal; ``named`` is what the reply itself calls the proposal (a node of its own)."""

    reply: str
    proposal: str
    named: str
    outcome: str
    key: str


_ANSWERS: Memory[dict[str, list[Answered]]] = Memory(1)


def answers(view: View) -> dict[str, list[Answered]]:
    """Return proposal -> the replies to it, in order of their ids, from memory where the graph is the same.

    A reply names its proposal by number and title only. The proposal itself, where it is in the graph, is the
    one of the same body with the same number at the same session (or in the same year), or else the one of
    the same title, up to the formula around it.
    """
    return _ANSWERS.recall(view.identity, lambda: _find(view))


def _find(view: View) -> dict[str, list[Answered]]:
    replied = rows(view, "replies")
    if not replied:
        return {}
    facts = proposal_facts(view, Scope())
    by_number: defaultdict[tuple[str, ...], list[Facts]] = defaultdict(list)
    by_title: defaultdict[tuple[str, ...], list[Facts]] = defaultdict(list)
    for fact in facts.values():
        if fact.passages and fact.document_type != "reply":
            for key in _numbers(fact):
                by_number[key].append(fact)
            by_title[_title(fact)].append(fact)
    found: defaultdict[str, list[Answered]] = defaultdict(list)
    for row in sorted(replied, key=lambda row: (str(row["reply"]), str(row["proposal"]))):
        named = facts[str(row["proposal"])]
        for fact in _meant(named, by_number, by_title):
            found[fact.id].append(
                Answered(
                    reply=str(row["reply"]),
                    proposal=fact.id,
                    named=named.id,
                    outcome=str(row["outcome"] or ""),
                    key=str(row["key"]),
                )
            )
    return dict(found)


def _meant(
    named: Facts,
    by_number: dict[tuple[str, ...], list[Facts]],
    by_title: dict[tuple[str, ...], list[Facts]],
) -> Iterable[Facts]:
    if named.passages:
        return [named]
    for known, keys in ((by_number, _numbers(named)), (by_title, [_title(named)])):
        for key in keys:
            if len(known.get(key, ())) == 1:
                return known[key]
    return [named]


def _numbers(fact: Facts) -> list[tuple[str, ...]]:
    """Return the keys under which a proposal is known by its number; 087 and 87 are one."""
    body = fact.body or fact.jurisdiction
    if not fact.number or not body:
        return []
    number = fact.number.lstrip("0")
    times = [f"session {fact.session}"] if fact.session else [f"year {fact.year}"] if fact.year else []
    return [(body, time, number) for time in times]


def _title(fact: Facts) -> tuple[str, ...]:
    return fact.body or fact.jurisdiction or "", match_key(subject(fact.name))
