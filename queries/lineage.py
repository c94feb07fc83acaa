"""The question ``lineage``: how the same ask went on over the years, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from itertools import islice

import msgspec

from graph.model import Label, Record, Scalar
from graph.store import View
from queries.asks import Part
from queries.catalogue import describe
from queries.chains import Chain, chain_of, chains
from queries.comparing import Comparison
from queries.find import Found, find
from queries.lineage_steps import Planned, State, Step, Steps
from queries.replies import Answered, answers
from queries.result import Cell, Result
from queries.selection import with_code
from queries.uses import as_graph, links_of

_LOOKED_AT = 10
"""Of so many chains for each one shown the steps are told: most have but one."""


class _Wanted(Record, frozen=True, kw_only=True):
    name: str | None
    least: int
    jurisdiction: str | None
    limit: int


def answer(view: View, given: dict[str, Scalar]) -> Result:
    """Follow asks over the years.

    A chain joins each proposal to the earlier one of its jurisdiction that asks for most of the same, told as
    for ``merge-candidates`` (``likeness.parts``), and to those of its own session that do. To the proposals
    of a chain come the replies to them, and what later texts of the jurisdiction say of the rare instruments
    that were asked for: that they are there, or still missing. ``lineage_steps.Steps`` tells how each step is
    called.

    Chains stand in order of the number of years they span and of the steps they have. With a ``name``, only
    the chains of that proposal, or those in which that instrument or industry is asked for or spoken of; a
    single proposal with a reply or a later mention is a chain then too.

    Raises:
        QueryError: the name fits nothing, several things, or a thing of another kind.
    """
    given = with_code(view, given)
    wanted = msgspec.convert(given, _Wanted)
    comparison = Comparison(view)
    focus = find(view, wanted.name) if wanted.name is not None else None
    replied = answers(view)
    found = _promising(comparison, wanted, replied, _about(comparison, focus) if focus else None)
    steps = Steps(view, comparison, found, replied, focus.thing.id if focus else "")
    planned = [(chain, steps.plan(chain)) for chain in found]
    planned = [(chain, some) for chain, some in planned if focus is not None or _goes_on(some)]
    planned.sort(key=lambda one: (*_rank(one[1]), one[0].proposals))
    notes = [*(focus.notes if focus else ()), *comparison.notes]
    if len(planned) > wanted.limit:
        notes.append(f"只列出前 {wanted.limit} 条脉络, 共 {len(planned)} 条")
    if not planned:
        notes.append("没有找到历年延续的诉求; 可调低 least 再试")
    told = [(chain, [one.tell() for one in some]) for chain, some in planned[: wanted.limit]]
    return Result(
        query="lineage",
        parameters={**given, "name": focus.thing.id} if focus else given,
        columns=describe("lineage").columns[0],
        rows=tuple(_rows(comparison, told)),
        notes=tuple(notes),
        graph=as_graph(view, links_of(view, _drawn(comparison, [chain for chain, _ in told]))),
    )


def _about(comparison: Comparison, focus: Found) -> set[str]:
    """Return the proposals in which a thing is asked for or spoken of."""
    thing = focus.thing
    if thing.label is Label.PROPOSAL:
        return {thing.id}
    parts = (Part.INSTRUMENTS, Part.INDUSTRIES, Part.PLACES, Part.HANDLERS)
    return {
        id_ for id_, some in comparison.known.things.items() if any(thing.id in some[part] for part in parts)
    }


def _goes_on(steps: Sequence[Planned]) -> bool:
    """Tell whether anything came of an ask, or it came again."""
    return any(step.state not in (State.ASKED, State.DROPPED) for step in steps)


def _promising(
    comparison: Comparison, wanted: _Wanted, replied: dict[str, list[Answered]], chosen: set[str] | None
) -> list[Chain]:
    """Return the chains whose steps are to be told: those of most years, replies and proposals, then by id.

    With ``chosen``, only those that hold one of these proposals. A proposal that belongs to no chain is one
    of its own; all such rank alike, but for a reply.
    """
    known = comparison.known.proposals

    def promise(proposals: tuple[str, ...]) -> tuple[int, int, int, tuple[str, ...]]:
        years = {known[id_].year for id_ in proposals}
        return -len(years), -sum(id_ in replied for id_ in proposals), -len(proposals), proposals

    count = wanted.limit * _LOOKED_AT
    every = chains(comparison, wanted.least, wanted.jurisdiction)
    joined = [some for some in every.joined if chosen is None or not chosen.isdisjoint(some)]
    lone = every.lone if chosen is None else [id_ for id_ in every.lone if id_ in chosen]
    answered = islice((id_ for id_ in lone if id_ in replied), count)
    silent = islice((id_ for id_ in lone if id_ not in replied), count)
    best = nsmallest(count, [*joined, *((id_,) for id_ in (*answered, *silent))], key=promise)
    return [chain_of(comparison, proposals) for proposals in best]


def _rank(steps: Sequence[Planned]) -> tuple[int, int]:
    years = {step.year for step in steps if step.year is not None and step.proposal}
    return -len(years), -len(steps)


def _drawn(comparison: Comparison, found: Iterable[Chain]) -> set[tuple[str, str]]:
    """Return (proposal, thing) for the instruments and industries that two proposals of a chain share."""
    drawn: set[tuple[str, str]] = set()
    for chain in found:
        users: defaultdict[str, list[str]] = defaultdict(list)
        for id_ in chain.proposals:
            for part in (Part.INSTRUMENTS, Part.INDUSTRIES):
                for thing in comparison.known.things[id_][part]:
                    users[thing].append(id_)
        drawn |= {(id_, thing) for thing, some in users.items() if len(some) > 1 for id_ in some}
    return drawn


def _rows(comparison: Comparison, told: Sequence[tuple[Chain, list[Step]]]) -> Iterator[dict[str, Cell]]:
    names = comparison.known.proposals
    for number, (chain, steps) in enumerate(told, 1):
        for index, step in enumerate(steps, 1):
            yield {
                "chain": number,
                "name": names[chain.proposals[0]].name,
                "step": index,
                "state": step.state.value,
                "state_name": step.state.caption,
                "year": step.year,
                "session": step.session,
                "proposal_name": step.name,
                "number": step.number,
                "before": names[step.before].name if step.before else "",
                "score": step.score,
                "outcome": step.outcome,
                "handlers": list(step.handlers),
                "says": list(step.says),
                "differences": list(step.differences),
                "proposal": step.proposal,
                "before_id": step.before,
                "evidence": list(step.evidence),
            }
