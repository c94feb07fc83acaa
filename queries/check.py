"""The question ``check`` (审查): what a committee would send back, a row per finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

import msgspec
import numpy as np

from graph.model import Evidence, Record, Scalar
from graph.store import View
from queries.catalogue import describe, rows
from queries.codings import Bools, Chosen, Codings, Ints, codings
from queries.matters import Matters, matters, scattered
from queries.memory import Memory
from queries.network import in_order, nodes
from queries.openings import opening
from queries.result import Cell, Result, quotes
from queries.selection import with_code
from queries.uses import proposers

_RULES = {
    "matters": "一事一案（产业）",
    "handlers": "一事一案（主办）",
    "situation": "有情况",
    "analysis": "有分析",
    "measures": "有建议",
    "instruments": "建议具体",
    "proposer": "提案者",
}
"""Rule -> what it is called; findings of a proposal come in this order."""
_ORDER = tuple(_RULES)
_WRITTEN = ("proposal", "deputy_suggestion")
"""Types of proposals that are written in parts."""
_NOT_REVIEWED = ("reply", "news")
_BODY = ("other", "situation", "analysis", "measure")
"""Kinds of passages that the proposal's own text consists of."""


class _Wanted(Record, frozen=True, kw_only=True):
    rule: str | None
    parts: str
    industries: int
    focus: int
    handlers: int
    measures: int
    quoted: int
    limit: int


class _Finding(NamedTuple):
    """Which rule a proposal (its place among all, and its id) seems to break, and the number that says so."""

    place: int
    proposal: str
    rule: str
    number: int


_Broken = tuple[str, Bools, Ints]
"""A rule, which proposals seem to break it, and the number of each that says so."""


class _Findings(NamedTuple):
    """Findings by number: of the proposal, of the rule, and the number that says so; one for each place."""

    proposal: Ints
    rule: Ints
    number: Ints


class _People(NamedTuple):
    """Of each proposal: whether nobody is known to have made it; how many bodies are its main handlers."""

    bare: Bools
    handlers: Ints


_PEOPLE: Memory[_People] = Memory(1)
"""What one graph tells of people, by the numbers of its proposals."""


class _Told(NamedTuple):
    """What the reasons and quotations of the findings are made of."""

    matters: dict[str, Matters]
    names: dict[str, str]
    handlers: dict[str, list[str]]
    evidence: dict[tuple[str, str], tuple[Evidence, ...]]


def answer(view: View, given: dict[str, Scalar]) -> Result:
    """List what a committee that reviews proposals would ask about; replies and news are left out.

    ``matters``: the measures name at least ``industries`` unrelated industries, and the leading one is named
    by less than ``focus`` percent of the measures that name any. ``handlers``: at least ``handlers`` bodies
    are the main one. ``situation``, ``analysis``: no such part; asked of proposals and suggestions only,
    since speeches are often printed without, unless ``parts`` = all. ``measures``: fewer than
    ``measures`` of them. ``instruments``: measures, but no instrument in any. ``proposer``: none was found.

    A finding is a question to the reader and no verdict. Sentences are the words that raise it, or,
    where something is missing, those with which the text begins.
    """
    given = with_code(view, given)
    wanted = msgspec.convert(given, _Wanted)
    coded = codings(view)
    found = _found(view, coded, _reviewed(coded, given), wanted)
    total = len(found.proposal)
    places, rules, numbers = (list(map(int, some[: wanted.limit])) for some in found)
    shown = [
        _Finding(place, coded.proposals[place].id, _ORDER[rule], number)
        for place, rule, number in zip(places, rules, numbers, strict=True)
    ]
    notes = (f"共 {total} 处, 只列出前 {len(shown)} 处",) if total > len(shown) else ()
    return Result(
        query="check",
        parameters=given,
        columns=describe("check").columns[0],
        rows=tuple(_rows(view, shown, wanted, _told(view, coded, shown))),
        notes=notes,
        total=total,
    )


def _reviewed(coded: Codings, given: dict[str, Scalar]) -> Bools:
    """Tell which proposals are looked at: those with words, no replies, no news."""
    filters = {name: given[name] for name in ("jurisdiction", "session", "year")}
    wanted = msgspec.convert(filters, Chosen)
    return coded.filed(wanted) & coded.with_words() & ~coded.of_type(*_NOT_REVIEWED)


def _found(view: View, coded: Codings, reviewed: Bools, wanted: _Wanted) -> _Findings:
    """Return the findings of the rules that are asked for, by proposal and rule."""
    proposal: list[Ints] = [np.empty(0, np.int64)]
    rule: list[Ints] = [np.empty(0, np.int64)]
    number: list[Ints] = [np.empty(0, np.int64)]
    for name, broken, numbers in chain(
        _of_matters(view, coded, reviewed, wanted),
        _of_people(view, coded, wanted),
        _of_parts(coded, wanted),
    ):
        if wanted.rule in (None, name):
            some = np.flatnonzero(broken & reviewed)
            proposal.append(some)
            rule.append(np.full(len(some), _ORDER.index(name), np.int64))
            number.append(numbers[some])
    found = _Findings(np.concatenate(proposal), np.concatenate(rule), np.concatenate(number))
    order = np.lexsort((found.rule, found.proposal))
    return _Findings(*(some[order] for some in found))


def _of_matters(view: View, coded: Codings, reviewed: Bools, wanted: _Wanted) -> Iterator[_Broken]:
    if wanted.rule in (None, "matters"):
        broken = scattered(view, coded, reviewed, wanted.industries, wanted.focus)
        yield "matters", broken, np.zeros(len(broken), np.int64)


def _of_people(view: View, coded: Codings, wanted: _Wanted) -> Iterator[_Broken]:
    """Yield what proposers and handlers tell."""
    if wanted.rule in (None, "proposer", "handlers"):
        people = _PEOPLE.recall(view.identity, lambda: _people(view, coded))
        yield "proposer", people.bare, np.zeros(len(people.bare), np.int64)
        yield "handlers", people.handlers >= wanted.handlers, people.handlers


def _people(view: View, coded: Codings) -> _People:
    number = {proposal.id: place for place, proposal in enumerate(coded.proposals)}
    people = _People(np.zeros(len(number), np.bool_), np.zeros(len(number), np.int64))
    for row in rows(view, "check"):
        place = number[str(row["id"])]
        if row["rule"] == "proposer":
            people.bare[place] = True
        else:
            people.handlers[place] = int(str(row["count"]))
    return people


def _of_parts(coded: Codings, wanted: _Wanted) -> Iterator[_Broken]:
    """Yield what the kinds of passages, and the instruments in measures, tell."""
    height = len(coded.proposals)
    parts = {
        kind: np.bincount(coded.owner[coded.part == kind], minlength=height)
        for kind in ("situation", "analysis", "measure")
    }
    used = np.bincount(coded.proposal[coded.kind == "measure"], minlength=height)
    asked = np.ones(height, np.bool_) if wanted.parts == "all" else coded.of_type(*_WRITTEN)
    nothing = np.zeros(height, np.int64)
    yield "situation", asked & (parts["situation"] == 0), nothing
    yield "analysis", asked & (parts["analysis"] == 0), nothing
    yield "measures", parts["measure"] < wanted.measures, parts["measure"]
    yield "instruments", (parts["measure"] > 0) & (used == 0), nothing


def _told(view: View, coded: Codings, findings: list[_Finding]) -> _Told:
    by_rule: defaultdict[str, list[str]] = defaultdict(list)
    for finding in findings:
        by_rule[finding.rule].append(finding.proposal)
    evidence: dict[tuple[str, str], tuple[Evidence, ...]] = {}
    told = matters(view, coded, [finding.place for finding in findings if finding.rule == "matters"])
    scattered_keys = {proposal: one.keys for proposal, one in told.items()}
    handlers, handler_keys = _handlers(view, by_rule["handlers"])
    said = view.evidence(
        sorted({key for some in (*scattered_keys.values(), *handler_keys.values()) for key in some})
    )
    for rule, keys in (("matters", scattered_keys), ("handlers", handler_keys)):
        evidence |= {
            (proposal, rule): tuple(item for key in some for item in said[key][:1])
            for proposal, some in keys.items()
        }
    evidence |= _openings(
        view, [finding for finding in findings if (finding.proposal, finding.rule) not in evidence]
    )
    industries = {industry for one in told.values() for industry in one.industries}
    names = {id_: node.name for id_, node in nodes(view, industries).items()}
    return _Told(told, names, handlers, evidence)


def _handlers(view: View, proposals: list[str]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return the names of the main handlers of proposals, and the edges that say so."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in rows(view, "handlers", ids=sorted(set(proposals))):
        if row["role"] == "main":
            found[str(row["proposal"])][str(row["name"])] = str(row["key"])
    return (
        {proposal: sorted(some) for proposal, some in found.items()},
        {proposal: sorted(some.values()) for proposal, some in found.items()},
    )


def _openings(view: View, findings: list[_Finding]) -> dict[tuple[str, str], tuple[Evidence, ...]]:
    """Return the sentences with which measures begin that name no instrument, else the text as a whole."""
    passages: defaultdict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for row in rows(view, "check-passages", ids=sorted({finding.proposal for finding in findings})):
        place = (int(str(row["position"])), str(row["passage"]), str(row["kind"]))
        passages[str(row["proposal"])].append(place)
    chosen = {
        (finding.proposal, finding.rule): _chosen(sorted(passages[finding.proposal]), finding.rule)
        for finding in findings
    }
    texts = view.passages(sorted({passage for some in chosen.values() for passage in some}))
    return {
        place: in_order(opening(texts[passage]) for passage in some if passage in texts)
        for place, some in chosen.items()
    }


def _chosen(passages: list[tuple[int, str, str]], rule: str) -> list[str]:
    """Choose the passages to quote: all measures, the title, or the first of the text."""
    if rule == "instruments":
        return [passage for _, passage, kind in passages if kind == "measure"]
    wanted = ("title",) if rule == "proposer" else _BODY
    fitting = [passage for _, passage, kind in passages if kind in wanted]
    return (fitting or [passage for _, passage, _ in passages])[:1]


def _rows(view: View, findings: list[_Finding], wanted: _Wanted, told: _Told) -> Iterator[dict[str, Cell]]:
    ids = {finding.proposal for finding in findings}
    found, people = nodes(view, ids), proposers(view, ids)
    for finding in findings:
        node = found[finding.proposal]
        filed = {name: node.properties.get(name) for name in ("year", "session", "jurisdiction")}
        yield {
            "proposal": finding.proposal,
            "proposal_name": node.name,
            "proposed_by": people.get(finding.proposal, []),
            **{name: value if isinstance(value, int | str) else None for name, value in filed.items()},
            "rule": finding.rule,
            "rule_name": _RULES[finding.rule],
            "reason": _reason(finding, wanted, told),
            "evidence": quotes(told.evidence[finding.proposal, finding.rule][: wanted.quoted]),
        }


def _reason(finding: _Finding, wanted: _Wanted, told: _Told) -> str:
    if finding.rule == "matters":
        found = told.matters[finding.proposal]
        names = "、".join(told.names[industry] for industry in found.industries)
        return (
            f"各条建议涉及 {len(found.industries)} 个互不相属的产业（{names}），"
            f"提及最多的只见于 {found.lead}% 的有关建议，可能不止一事"
        )
    if finding.rule == "handlers":
        return f"主办单位有 {finding.number} 个（{'、'.join(told.handlers[finding.proposal])}），可能不止一事"
    if finding.rule == "measures":
        return (
            "未见建议" if finding.number == 0 else f"只有 {finding.number} 条建议，少于 {wanted.measures} 条"
        )
    return _PLAIN_REASONS[finding.rule]


_PLAIN_REASONS = {
    "situation": "未见“情况”部分",
    "analysis": "未见“分析”部分",
    "instruments": "有建议，但未见具体的政策工具",
    "proposer": "未找到提案者",
}
