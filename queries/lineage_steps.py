"""The steps of a chain of proposals: asked, repeated, changed, answered, there by now, missing, dropped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

import msgspec

from graph.model import Evidence, Level, Modality, Record
from graph.store import Row, View
from queries.asks import Part
from queries.captions import MODALITIES, STATES
from queries.catalogue import rows
from queries.chains import Chain, Link, when
from queries.comparing import Comparison
from queries.facts import Facts, Scope, proposal_facts
from queries.likeness import dice, matched
from queries.merge_reasons import differences, quoted_ask
from queries.network import in_order, plainest
from queries.replies import Answered, answers
from queries.result import Quote, quotes

_REPEATED = 0.2
"""So much of the wording in common is the same ask; with less, it is put in another way."""

_TOLD = 8
"""An instrument that more proposals of the graph ask for cannot be told to be the one that was asked for."""

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


class Steps:
    """Tells the steps of chains.

    A proposal of a chain is ``asked`` first, then ``repeated`` where a fifth of its wording is that of the
    one before, else ``changed``. After each come the replies to it (``answered``), with what they say of the
    instruments asked for. Where a later text of the jurisdiction, outside of the chain and no reply to it,
    speaks of an instrument that was asked for as there, that is ``existing``, as not there ``missing``. Where
    the graph has later proposals of the jurisdiction, and nothing of this is in them, the ask was
    ``dropped``: the one step without a sentence, since silence has none.
    """

    def __init__(self, view: View, comparison: Comparison, found: Iterable[Chain]) -> None:
        self._view = view
        self._comparison = comparison
        self._facts = proposal_facts(view, Scope())
        self._answers = answers(view)
        self._concepts = _concepts(view)
        asked = {thing for chain in found for id_ in chain.proposals for thing in self._asked(id_)}
        self._uses: defaultdict[str, list[Row]] = defaultdict(list)
        for row in rows(view, "lineage", ids=sorted(asked)):
            self._uses[str(row["proposal"])].append(row)
        self._last: defaultdict[str, dict[int, int]] = defaultdict(dict)
        for fact in comparison.known.proposals.values():
            if fact.year is not None:
                years = self._last[fact.jurisdiction or fact.body or ""]
                years[fact.year] = years.get(fact.year, 0) + 1

    def of(self, chain: Chain) -> Iterator[Step]:
        """Yield the steps of a chain in order of time."""
        steps: list[tuple[tuple[int, int, int], int, Step]] = []
        replied: set[str] = set()
        for id_ in chain.proposals:
            fact = self._facts[id_]
            steps.append((when(fact), 0, self._proposed(fact, chain.links.get(id_))))
            for reply in self._answers.get(id_, ()):
                replied.add(reply.reply)
                steps.append((max(when(fact), when(self._facts[reply.reply])), 1, self._replied(reply)))
        for other in self._later(chain, replied):
            steps.append((when(self._facts[str(other.proposal)]), 2, other))
        steps.sort(key=lambda one: (one[0], one[1], one[2].proposal or ""))
        yield from (step for _, _, step in steps)
        yield from self._dropped([step for _, _, step in steps], self._facts[chain.proposals[0]])

    def _asked(self, proposal: str) -> set[str]:
        """Return the instruments that a proposal asks for and that can be told again."""
        known = self._comparison.known
        things = known.things[proposal][Part.INSTRUMENTS]
        return {thing for thing in things if thing in self._concepts and known.counts[thing] <= _TOLD}

    def _proposed(self, fact: Facts, link: Link | None) -> Step:
        words, known = self._comparison.words, self._comparison.known
        if link is None:
            said = self._said(fact.id, self._asked(fact.id), {Modality.PROPOSED, Modality.PLANNED})
            words.read(self._view, [fact.id])
            first = [quoted_ask(ask) for ask in words.measures[fact.id][:1]] if not said else []
            return self._step(State.ASKED, fact, said, first)
        same = matched(words, link.before, link.after)
        likeness = dice(words.grams[link.before], words.grams[link.after])
        shared = known.things[link.before][Part.INSTRUMENTS] & known.things[link.after][Part.INSTRUMENTS]
        said = self._said(fact.id, shared & self._concepts, set(Modality))
        pair = link.pair._replace(a=link.before, b=link.after)
        step = self._step(
            State.REPEATED if likeness >= _REPEATED else State.CHANGED,
            fact,
            said,
            [quoted_ask(ask) for match in same for ask in (match.one, match.other)],
        )
        return msgspec.structs.replace(
            step,
            before=link.before,
            score=link.pair.score,
            differences=tuple(
                text.replace("甲另提", "不再提").replace("乙另提", "新提")
                for text in differences(known, words, pair, same)
                if "另提" in text
            ),
        )

    def _replied(self, reply: Answered) -> Step:
        fact = self._facts[reply.reply]
        said = self._said(reply.reply, self._asked(reply.proposal), set(Modality))
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
        """Yield what later texts of the same jurisdiction say of the instruments that were asked for."""
        first: dict[str, tuple[int, int, int]] = {}
        for id_ in chain.proposals:
            for thing in self._asked(id_):
                first[thing] = min(first.get(thing, when(self._facts[id_])), when(self._facts[id_]))
        home = self._facts[chain.proposals[0]]
        for id_ in sorted(self._uses):
            fact = self._facts[id_]
            if id_ in chain.proposals or id_ in replied or _home(fact) != _home(home):
                continue
            things = {thing for thing, time in first.items() if time[0] < (fact.year or 0)}
            for state, modality in ((State.EXISTING, Modality.EXISTING), (State.MISSING, Modality.NEGATED)):
                if said := self._said(id_, things, {modality}):
                    yield self._step(state, fact, said, [])

    def _dropped(self, steps: Sequence[Step], home: Facts) -> Iterator[Step]:
        years = self._last[_home(home)]
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
        self, proposal: str, things: set[str] | frozenset[str], modalities: set[Modality]
    ) -> list[tuple[str, str, Evidence]]:
        """Return (instrument, modality, sentence) for what a proposal or reply says of some instruments."""
        found = sorted(
            (str(row["name"]), str(row["modality"]), str(row["key"]))
            for row in self._uses.get(proposal, ())
            if str(row["instrument"]) in things and row["modality"] in modalities
        )
        evidence = self._view.evidence([key for _, _, key in found])
        said: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
        for name, modality, key in found:
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


def _home(fact: Facts) -> str:
    return fact.jurisdiction or fact.body or ""


def _concepts(view: View) -> frozenset[str]:
    """Return the instruments that are concepts or families, as against kinds of them."""
    above = {
        str(row["group_id"])
        for level in (Level.SUBTOOL, Level.CLASS)
        for row in rows(view, "instrument-ladder", level=level.value)
    }
    return frozenset(str(row["id"]) for row in rows(view, "instruments")) - above
