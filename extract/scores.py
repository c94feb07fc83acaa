"""Compare an extraction with its gold: names, proposals, titles, passages, facts; counts and errors.

Names are compared as sets of distinct strings per document, exactly and leniently. Leniently two names are
alike when one holds the other and is at most twice as long. Structure is compared by proposals (the same
people or the same title), their titles, where passages begin, and the kind of every letter and figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from extract.gold import Gold, GoldProposal
from graph.model import Extraction, Mention, MentionType, Passage, PassageKind, Proposal, Resolution


@dataclass
class Tally:
    """Hits, what was found, and what gold holds; hits are counted from both sides for lenient matches."""

    hit_gold: float = 0
    gold: float = 0
    hit_found: float = 0
    found: float = 0

    def add(self, other: Tally) -> None:
        """Add the counts of another tally."""
        self.hit_gold += other.hit_gold
        self.gold += other.gold
        self.hit_found += other.hit_found
        self.found += other.found

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.hit_found / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of gold that was found; 1 where gold is empty."""
        return self.hit_gold / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True)
class Error:
    """One difference: what was measured, missing or extra, and the words."""

    measure: str
    kind: str
    text: str


@dataclass
class Score:
    """Tallies by measure and the errors behind them, for one document or many."""

    tallies: dict[str, Tally] = field(default_factory=dict[str, Tally])
    errors: list[tuple[str, Error]] = field(default_factory=list[tuple[str, Error]])

    def add(self, document: str, measure: str, tally: Tally, errors: Iterable[Error] = ()) -> None:
        """Add one document's tally of a measure."""
        self.tallies.setdefault(measure, Tally()).add(tally)
        self.errors += [(document, error) for error in errors]


def score(document: str, gold: Gold, extraction: Extraction, into: Score) -> None:
    """Add what ``extraction`` got right and wrong against ``gold`` to ``into``; ``document`` names it."""
    for kind in MentionType:
        _names(document, kind, gold.names.of(kind), names_found(extraction, kind), into)
    _codings(document, gold, extraction, into)
    right = gold.shape is extraction.document.shape
    shape = Error("shape", "wrong", f"{extraction.document.shape}, not {gold.shape}")
    into.add(document, "shape", Tally(right, 1, right, 1), () if right else [shape])
    _proposals(document, gold, extraction, into)
    _facts(document, gold, extraction, into)
    if gold.passages is not None:
        _passages(document, gold, extraction, into)


def names_found(extraction: Extraction, kind: MentionType) -> set[str]:
    """Return the distinct strings of one type, line breaks taken out.

    Names inside other names are left out, but for industries inside instruments; so are words that mean
    the jurisdiction (我市). A body that proposes is a member too.
    """
    instruments = [item for item in extraction.mentions if item.type is MentionType.INSTRUMENT]

    def counts(mention: Mention) -> bool:
        inside = any(i.start <= mention.start and mention.end <= i.end for i in instruments)
        free = not mention.nested or (kind is MentionType.INDUSTRY and inside)
        return mention.type is kind and free and mention.resolution is not Resolution.CONTEXTUAL

    found = {_bare(mention.exact) for mention in extraction.mentions if counts(mention)}
    if kind is MentionType.MEMBER:
        for proposal in extraction.proposals:
            people = (*proposal.members, *proposal.organizations)
            found |= {_bare(extraction.text[item.start : item.end]) for item in people}
    return found


def _bare(text: str) -> str:
    return text.replace("\r", "").replace("\n", "")


def alike(left: str, right: str) -> bool:
    """Whether two names are the same leniently.

    >>> alike("产业基金", "产业引导基金"), alike("杭州市", "杭州"), alike("杭州", "杭州市下城区")
    (False, True, False)
    """
    short, long = sorted((left, right), key=len)
    return left == right or (short in long and len(short) * 2 >= len(long))


def _names(document: str, kind: MentionType, gold: set[str], found: set[str], into: Score) -> None:
    exact = len(gold & found)
    into.add(document, f"{kind} exact", Tally(exact, len(gold), exact, len(found)))
    missing = sorted(name for name in gold if not any(alike(name, other) for other in found))
    extra = sorted(name for name in found if not any(alike(name, other) for other in gold))
    tally = Tally(len(gold) - len(missing), len(gold), len(found) - len(extra), len(found))
    errors = [Error(str(kind), "missing", name) for name in missing]
    into.add(document, str(kind), tally, [*errors, *(Error(str(kind), "extra", name) for name in extra)])


def _codings(document: str, gold: Gold, extraction: Extraction, into: Score) -> None:
    """Compare class, sub-tool and modality of every instrument that both have, by its exact name."""
    found: dict[str, list[Mention]] = {}
    for mention in extraction.mentions:
        if mention.type is MentionType.INSTRUMENT:
            found.setdefault(_bare(mention.exact), []).append(mention)
    for item in gold.names.instrument:
        mentions = found.get(item.name)
        if mentions is None:
            continue
        got = {
            "class": {mention.class_ for mention in mentions},
            "subtool": {mention.subtool for mention in mentions},
            "modality": {mention.modality for mention in mentions},
        }
        for name, wanted in (("class", item.class_), ("subtool", item.subtool), ("modality", item.modality)):
            right = wanted in got[name]
            seen = ", ".join(sorted(str(value) for value in got[name]))
            error = Error(f"instrument {name}", "wrong", f"{item.name}: {seen}, not {wanted}")
            tally = Tally(right, 1, right, 1)
            into.add(document, f"instrument {name}", tally, () if right else [error])


def _proposals(document: str, gold: Gold, extraction: Extraction, into: Score) -> None:
    answered = {item.proposal for item in extraction.replies}
    own = tuple(item for item in extraction.proposals if item.id not in answered)
    _replies(document, gold, extraction, into)
    pairs = _paired(gold.proposals, own)
    hits = len(pairs)
    lost = [item for item in gold.proposals if not any(item is left for left, _ in pairs)]
    extra = [item for item in own if not any(item is right for _, right in pairs)]
    errors = [
        Error("proposals", "missing", f"{item.title} {item.members}{item.organizations}") for item in lost
    ]
    errors += [Error("proposals", "extra", f"{item.title} {sorted(_proposers(item))}") for item in extra]
    tally = Tally(hits, len(gold.proposals), hits, len(own))
    into.add(document, "proposals", tally, errors)
    for left, right in pairs:
        if left.title:
            same = _plain(left.title) == _plain(right.title)
            error = Error("titles", "wrong", f"{right.title} | {left.title}")
            into.add(document, "titles", Tally(same, 1, same, 1), () if same else [error])
        if left.document_type is not None:
            same = left.document_type is right.document_type
            error = Error("document types", "wrong", f"{right.document_type}, not {left.document_type}")
            into.add(document, "document types", Tally(same, 1, same, 1), () if same else [error])
            same = left.number == right.number
            error = Error("numbers", "wrong", f"{right.number}, not {left.number}")
            into.add(document, "numbers", Tally(same, 1, same, 1), () if same else [error])
    for item in lost:
        if item.title:
            into.add(document, "titles", Tally(0, 1, 0, 1))


def _replies(document: str, gold: Gold, extraction: Extraction, into: Score) -> None:
    """Compare what is answered: number, title, addressees, outcome and handlers, each a claim of its own."""
    proposals = {item.id: item for item in extraction.proposals}
    wanted, got = set[tuple[str, str]](), set[tuple[str, str]]()
    for reply in gold.replies:
        claims = {"number": [reply.number], "title": [reply.title], "outcome": [reply.outcome]}
        claims |= {"member": [*reply.members], "body": [*reply.organizations], "main": [*reply.main]}
        claims |= {"co": [*reply.co]}
        wanted |= {(name, _plain(value)) for name, values in claims.items() for value in values if value}
    text = extraction.text
    for item in extraction.replies:
        asked = proposals[item.proposal]
        got |= {("member", _plain(text[one.start : one.end])) for one in asked.members}
        got |= {("body", _plain(text[one.start : one.end])) for one in asked.organizations}
        got |= {(str(one.role), _plain(text[one.start : one.end])) for one in asked.handlers}
        plain = {"number": asked.number, "title": asked.title, "outcome": item.outcome}
        got |= {(name, _plain(value)) for name, value in plain.items() if value}
    if wanted or got:
        hits = len(wanted & got)
        errors = [Error("replies", "missing", f"{name} {value}") for name, value in sorted(wanted - got)]
        errors += [Error("replies", "extra", f"{name} {value}") for name, value in sorted(got - wanted)]
        into.add(document, "replies", Tally(hits, len(wanted), hits, len(got)), errors)


def _proposers(proposal: Proposal) -> set[str]:
    return {_plain(item.name) for item in (*proposal.members, *proposal.organizations)}


def _asked(gold: GoldProposal) -> set[str]:
    """Return the names of gold's proposers without the blanks that space them out."""
    return {_plain(name) for name in (*gold.members, *gold.organizations)}


def _plain(title: str) -> str:
    return "".join(char for char in title if char.isalnum())


def _paired(gold: list[GoldProposal], found: tuple[Proposal, ...]) -> list[tuple[GoldProposal, Proposal]]:
    """Pair proposals that have the same people and, if given, title; then those that share either."""
    pairs: list[tuple[GoldProposal, Proposal]] = []
    free_gold, free_found = list(gold), list(found)
    for fits in (_same, _shares):
        for left in list(free_gold):
            right = next((item for item in free_found if fits(left, item)), None)
            if right is not None:
                pairs.append((left, right))
                free_gold.remove(left)
                free_found.remove(right)
    return pairs


def _same(left: GoldProposal, right: Proposal) -> bool:
    people = _asked(left)
    return people == _proposers(right) and (not left.title or _plain(left.title) == _plain(right.title))


def _shares(left: GoldProposal, right: Proposal) -> bool:
    people = _asked(left)
    same_people = bool(people & _proposers(right)) or (not people and not _proposers(right))
    return same_people or bool(left.title and _plain(left.title) == _plain(right.title))


_FACTS = ("title", "date", "publisher", "jurisdiction", "body", "session")


def _facts(document: str, gold: Gold, extraction: Extraction, into: Score) -> None:
    for name in _FACTS:
        wanted, got = getattr(gold.facts, name), getattr(extraction.document, name)
        same = _plain(wanted or "") == _plain(got or "")
        errors = () if same else [Error(f"facts {name}", "wrong", f"{got} | {wanted}")]
        into.add(document, f"facts {name}", Tally(same, 1, same, 1), errors)


def _passages(document: str, gold: Gold, extraction: Extraction, into: Score) -> None:
    """Compare where measures begin, and the kind of every letter and figure.

    The share of characters is taken per document, so that a long one does not outweigh ten short ones.
    """
    text = extraction.text
    starts = [*(_past_blanks(text, at) for at in gold.openings(text)), len(text)]
    kinds = [kind for kind, _, _ in gold.passages or ()]
    wanted = {start for start, kind in zip(starts, kinds, strict=False) if kind is PassageKind.MEASURE}
    passages = list(_all_passages(extraction))
    got = {item.start for item in passages if item.kind is PassageKind.MEASURE}
    hits = len(wanted & got)
    errors = [Error("measures", "missing", repr(text[at : at + 24])) for at in sorted(wanted - got)]
    errors += [Error("measures", "extra", repr(text[at : at + 24])) for at in sorted(got - wanted)]
    into.add(document, "measures", Tally(hits, len(wanted), hits, len(got)), errors)
    spans = [(start, end, kind) for (start, end), kind in zip(pairwise(starts), kinds, strict=True)]
    own = _kind_by_offset([(item.start, item.end, item.kind) for item in passages], len(text))
    right, wrong = 0, Counter[str]()
    for start, end, kind in spans:
        for offset in range(start, end):
            if text[offset].isalnum():
                same = own[offset] is kind
                right += same
                if not same:
                    wrong[f"{own[offset]}, not {kind}: {text[start : start + 24]!r}"] += 1
    total = right + sum(wrong.values())
    errors = [Error("kinds", "wrong", f"{what} ({count})") for what, count in sorted(wrong.items())]
    share = right / total if total else 1.0
    into.add(document, "kinds", Tally(share, 1, share, 1), errors)


def _past_blanks(text: str, at: int) -> int:
    """Return the offset of the first character at or after ``at`` that is not blank."""
    return at + len(text[at:]) - len(text[at:].lstrip())


def _all_passages(extraction: Extraction) -> Iterator[Passage]:
    yield from extraction.document.passages
    for proposal in extraction.proposals:
        yield from proposal.passages


def _kind_by_offset(spans: list[tuple[int, int, PassageKind]], size: int) -> list[PassageKind | None]:
    kinds: list[PassageKind | None] = [None] * size
    for start, end, kind in spans:
        kinds[start:end] = [kind] * (end - start)
    return kinds
