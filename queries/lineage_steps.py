"""The steps of a chain of proposals: asked, repeated, changed, answered, there by now, missing, dropped."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import partial
from typing import NamedTuple

import msgspec

from graph.model import Evidence, Level, Modality, Record
from graph.store import Row, View
from queries.asks import Part
from queries.captions import MODALITIES, STATES
from queries.catalogue import rows
from queries.chains import Chain, home, when
from queries.comparing import Comparison
from queries.facts import Facts, Scope, proposal_facts
from queries.likeness import Pair, matched, wording
from queries.memory import Memory
from queries.merge_reasons import differences, quoted_ask
from queries.network import in_order, is_heading, plainest
from queries.replies import Answered
from queries.result import Quote, quotes

_REPEATED = 0.15
"""So much of the wording in common is the same ask; with less, it is put in another way."""

_TOLD = 8
"""An instrument that more proposals of the graph ask for cannot be told to be the one that was asked for."""

_OUTCOMES = frozenset({Modality.EXISTING, Modality.PLANNED, Modality.NEGATED, Modality.DECLINED})
"""What a reply says of itself; where it speaks of an instrument as asked for, it quotes the proposal."""

_ROLES = {"main": "主办", "co": "会办"}


class State(StrEnum):
    """What a step is."""

    ASKED = "asked"
    REPEATED = "repeated"
    CHANGED = "changed"
    ANSWERED = "answered"
    EXISTING = "existing"
    MISSING = "missing"
    DROPPED = "dropped"

    @property
    def caption(self) -> str:
        """What the step is called in Chinese."""
        return STATES[self.value]


class Step(Record, frozen=True, kw_only=True):
    """One step; ``proposal`` is the proposal or reply that makes it, None where nothing is said any more."""

    state: State
    proposal: str | None
    name: str
    year: int | None = None
    session: str | None = None
    number: str | None = None
    before: str | None = None
    score: float | None = None
    outcome: str = ""
    handlers: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()
    evidence: tuple[Quote, ...] = ()


class Planned(NamedTuple):
    """A step that is not put into words yet: those of a chain that is not shown need not be.

    ``state`` is None for an ask that came again: how it is worded tells whether it was repeated or changed.
    """

    state: State | None
    year: int | None
    proposal: str | None
    tell: Callable[[], Step]


def as_is(step: Step) -> Planned:
    """Return a step that is in words already."""
    return Planned(step.state, step.year, step.proposal, lambda: step)


class Steps:
    """Tells the steps of chains.

    A proposal of a chain is ``asked`` first, then ``repeated`` where it has 15 % of its wording in common
    with the one before (``likeness.wording``), else ``changed``. After each come the replies to it
    (``answered``), with what they say of the instruments asked for. Where a later text of the jurisdiction on
    the same subject, in the chain or not, speaks of an instrument that was asked for as there, that is
    ``existing``, as not there ``missing``. Where the graph has later proposals of the jurisdiction, and
    nothing of this is in them, the ask was ``dropped``: the one step without a sentence, since silence has
    none.
    """

    def __init__(
        self,
        view: View,
        comparison: Comparison,
        found: Iterable[Chain],
        replied: dict[str, list[Answered]],
        focus: str,
    ) -> None:
        self._view = view
        self._comparison = comparison
        self._facts = proposal_facts(view, Scope())
        self._answers = replied
        self._focus = focus
        self._asking: dict[str, frozenset[str]] = {}
        self._concepts = _CONCEPTS.recall(view.identity, lambda: _concepts(view))
        asked = {thing for chain in found for id_ in chain.proposals for thing in self._asked(id_)}
        self._uses: defaultdict[str, list[Row]] = defaultdict(list)
        self._users: defaultdict[str, set[str]] = defaultdict(set)
        for row in rows(view, "lineage", ids=sorted(asked)):
            self._uses[str(row["proposal"])].append(row)
            self._users[str(row["instrument"])].add(str(row["proposal"]))
        self._years = _YEARS.recall(view.identity, lambda: _years(comparison.known.proposals.values()))

    def plan(self, chain: Chain) -> list[Planned]:
        """Return the steps of a chain in order of time."""
        steps: list[tuple[tuple[tuple[int, int, int], int, str], Planned]] = []
        replied: set[str] = set()
        for id_ in chain.proposals:
            fact, pair = self._facts[id_], chain.before.get(id_)
            state = State.ASKED if pair is None else None
            one = Planned(state, fact.year, id_, partial(self._proposed, fact, pair))
            steps.append(((when(fact), 0, id_), one))
            for reply in self._answers.get(id_, ()):
                replied.add(reply.reply)
                answer = self._facts[reply.reply]
                one = Planned(State.ANSWERED, answer.year, reply.reply, partial(self._replied, reply))
                steps.append(((max(when(fact), when(answer)), 1, reply.reply), one))
        for other in self._later(chain, replied):
            steps.append(((when(self._facts[str(other.proposal)]), 2, other.proposal or ""), as_is(other)))
        steps.sort(key=lambda step: step[0])
        planned = [one for _, one in steps]
        return [*planned, *map(as_is, self._dropped(planned, self._facts[chain.proposals[0]]))]

    def _asked(self, proposal: str) -> frozenset[str]:
        """Return the instruments that a proposal asks for and that can be told again."""
        if proposal not in self._asking:
            known = self._comparison.known
            things = known.things[proposal][Part.INSTRUMENTS] & self._concepts
            self._asking[proposal] = frozenset(thing for thing in things if known.counts[thing] <= _TOLD)
        return self._asking[proposal]

    def _proposed(self, fact: Facts, pair: Pair | None) -> Step:
        return self._first(fact) if pair is None else self._again(fact, pair)

    def _first(self, fact: Facts) -> Step:
        said = self._said(fact.id, self._asked(fact.id), {Modality.PROPOSED, Modality.PLANNED})
        words = self._comparison.words
        words.read(self._view, [fact.id])
        return self._step(
            State.ASKED, fact, said, [] if said else [quoted_ask(ask) for ask in words.measures[fact.id][:1]]
        )

    def _again(self, fact: Facts, pair: Pair) -> Step:
        words, known = self._comparison.words, self._comparison.known
        same = matched(words, pair.a, pair.b)
        likeness = wording(known, words, pair.a, pair.b)
        shared = known.things[pair.a][Part.INSTRUMENTS] & known.things[pair.b][Part.INSTRUMENTS]
        step = self._step(
            State.REPEATED if likeness >= _REPEATED else State.CHANGED,
            fact,
            self._said(fact.id, shared & self._concepts, frozenset(Modality)),
            [quoted_ask(ask) for match in same for ask in (match.one, match.other)]
            or [quoted_ask(ask) for ask in words.measures[fact.id][:1]],
        )
        return msgspec.structs.replace(
            step,
            before=pair.a,
            score=pair.score,
            differences=tuple(
                text.replace("甲另提", "不再提").replace("乙另提", "新提")
                for text in differences(known, words, pair, same)
                if "另提" in text
            ),
        )

    def _replied(self, reply: Answered) -> Step:
        fact = self._facts[reply.reply]
        said = self._said(reply.reply, self._asked(reply.proposal), _OUTCOMES)
        # That something is there is never said by a heading; that it is turned down holds for all below it.
        said = [one for one in said if one[1] != Modality.EXISTING or not is_heading(one[2].sentence)]
        handlers = rows(self._view, "handlers", ids=sorted({reply.named, reply.proposal}))
        named = [row for row in handlers if row["proposal"] == reply.named] or handlers
        ranked = sorted((str(row["role"]) != "main", str(row["name"])) for row in named)
        cited = self._view.evidence([reply.key, *(str(row["key"]) for row in named)])
        step = self._step(
            State.ANSWERED, fact, said, quotes(in_order(item for items in cited.values() for item in items))
        )
        return msgspec.structs.replace(
            step,
            before=reply.proposal,
            outcome=reply.outcome,
            handlers=tuple(dict.fromkeys(f"{_ROLES['co' if co else 'main']}：{name}" for co, name in ranked)),
        )

    def _later(self, chain: Chain, replied: set[str]) -> Iterator[Step]:
        """Yield what later texts on the same subject say of the instruments that were asked for."""
        place = home(self._facts[chain.proposals[0]])
        things = {thing for id_ in chain.proposals for thing in self._asked(id_)}
        speaking = {id_ for thing in things for id_ in self._users.get(thing, ())}
        for id_ in sorted(speaking - replied):
            if home(self._facts[id_]) != place:
                continue
            for state, modality in ((State.EXISTING, Modality.EXISTING), (State.MISSING, Modality.NEGATED)):
                spoken = {str(row["instrument"]) for row in self._uses[id_] if row["modality"] == modality}
                for asked in chain.proposals if spoken & things else ():
                    if said := self._said(id_, self._told_again(asked, id_), {modality}):
                        step = self._step(state, self._facts[id_], said, [])
                        yield msgspec.structs.replace(step, before=asked)
                        break

    def _told_again(self, asked: str, later: str) -> frozenset[str]:
        """Return the instruments asked for of which a later text may speak: one that shares the subject."""
        things = self._comparison.known.things
        same = any(things[asked][part] & things[later][part] for part in (Part.INDUSTRIES, Part.PLACES))
        since = _year(self._facts[asked]) < _year(self._facts[later])
        return self._asked(asked) if same and since else frozenset()

    def _dropped(self, steps: Sequence[Planned], first: Facts) -> Iterator[Step]:
        years = self._years[home(first)]
        last = max((step.year for step in steps if step.year is not None), default=None)
        after = sorted(year for year in years if last is not None and year > last)
        settled = any(step.state is State.EXISTING for step in steps)
        if after and not settled:
            count = sum(years[year] for year in after)
            yield Step(
                state=State.DROPPED,
                proposal=None,
                name="",
                year=after[0],
                says=(f"{after[0]}年起图中该地的 {count} 件提案未再提出",),
            )

    def _said(
        self, proposal: str, things: set[str] | frozenset[str], modalities: Collection[Modality]
    ) -> list[tuple[str, str, Evidence]]:
        """Return (instrument, modality, sentence) for what a proposal or reply says of some instruments."""
        found = sorted(
            (str(row["instrument"]) != self._focus, str(row["name"]), str(row["modality"]), str(row["key"]))
            for row in self._uses.get(proposal, ())
            if str(row["instrument"]) in things and row["modality"] in modalities
        )
        evidence = self._view.evidence([key for *_, key in found])
        said: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
        for _, name, modality, key in found:
            said[name, modality].extend(evidence[key])
        plain = ((name, modality, plainest(items)) for (name, modality), items in said.items())
        return [(name, modality, item) for name, modality, item in plain if item is not None]

    def _step(
        self, state: State, fact: Facts, said: Sequence[tuple[str, str, Evidence]], more: Sequence[Quote]
    ) -> Step:
        cited = quotes(item for _, _, item in said)
        return Step(
            state=state,
            proposal=fact.id,
            name=fact.name,
            year=fact.year,
            session=fact.session,
            number=fact.number,
            says=tuple(
                f"{name}〔{MODALITIES[Modality(modality)]}〕{item.sentence}" for name, modality, item in said
            )
            or tuple(str(quote["sentence"]) for quote in more[:2]),
            evidence=(*cited, *(quote for quote in more if quote not in cited)),
        )


_CONCEPTS: Memory[frozenset[str]] = Memory(1)
_YEARS: Memory[dict[str, Counter[int]]] = Memory(1)


def _years(known: Iterable[Facts]) -> dict[str, Counter[int]]:
    """Return how many proposals each jurisdiction or body has of every year."""
    found: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for fact in known:
        if fact.year is not None:
            found[home(fact)][fact.year] += 1
    return dict(found)


def _year(fact: Facts) -> int:
    return fact.year or 0


def _concepts(view: View) -> frozenset[str]:
    """Return the instruments under which no other stands: names of kinds are too wide to be told again."""
    above = {
        str(row["group_id"])
        for level in (Level.FAMILY, Level.SUBTOOL, Level.CLASS)
        for row in rows(view, "instrument-ladder", level=level.value)
        if row["id"] != row["group_id"]
    }
    return frozenset(str(row["id"]) for row in rows(view, "instruments")) - above
