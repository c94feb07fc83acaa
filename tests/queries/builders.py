"""Write extractions by hand: ``{name}`` in a sentence is a mention, ``{name|existing}`` with its modality.

A passage is a measure, unless a kind stands in front of it: ``situation:目前没有{基金|negated}。``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from graph.model import (
    Document,
    DocumentType,
    Entity,
    Extraction,
    Handler,
    HandlerRole,
    Label,
    Level,
    Mention,
    MentionType,
    Modality,
    Outcome,
    Passage,
    PassageKind,
    Proposal,
    Proposer,
    ProposerRole,
    Reply,
    Resolution,
    Shape,
)

_MARK = re.compile(r"\{([^}|]+)(?:\|(\w+))?\}")
_KIND = re.compile(rf"({'|'.join(PassageKind)}):")


def instrument(
    name: str, broader: str, level: Level = Level.CONCEPT, *, id_: str = "", **more: str
) -> Entity:
    return Entity(
        id=f"instrument:{id_ or name}",
        label=Label.INSTRUMENT,
        name=name,
        level=level,
        broader=(f"instrument:{broader}",) if broader else (),
        class_=more.get("class_"),
        subtool=more.get("subtool"),
        secondary=tuple(more.get("secondary", "").split()),
    )


def industry(name: str, *aliases: str, broader: str = "") -> Entity:
    above = (f"industry:{broader}",) if broader else ()
    return Entity(id=f"industry:{name}", label=Label.INDUSTRY, name=name, aliases=aliases, broader=above)


def place(name: str, code: str | None = None, broader: str = "") -> Entity:
    above = (f"place:{broader}",) if broader else ()
    return Entity(id=f"place:{code or name}", label=Label.PLACE, name=name, code=code, broader=above)


def organization(name: str) -> Entity:
    return Entity(id=f"organization:{name}", label=Label.ORGANIZATION, name=name)


def member(name: str, body: str = "cppcc:330100") -> Entity:
    return Entity(id=f"member:{body}/{name}", label=Label.MEMBER, name=name, body=body)


@dataclass(frozen=True)
class Draft:
    """A proposal to be written: its title, who leads and who joins, one text per passage."""

    title: str
    people: tuple[str, ...]
    passages: tuple[str, ...]
    year: int | None = 2025
    document_type: DocumentType = DocumentType.PROPOSAL
    handlers: tuple[tuple[str, str], ...] = ()
    """Names of bodies with their roles, main or co."""
    answers: int | None = None
    """Position in the document of the proposal that this one replies to."""


def write(name: str, drafts: tuple[Draft, ...], known: dict[str, Entity], **facts: str) -> Extraction:
    """Write one document of some proposals; ``known`` are entities by the name that stands in the text."""
    writer = _Writer(name, known)
    proposals = tuple(writer.proposal(number, draft) for number, draft in enumerate(drafts, 1))
    document = Document(
        id=f"document:{name}",
        title=name,
        date=None,
        publisher=None,
        source=f"{name}.txt",
        jurisdiction=facts.get("jurisdiction"),
        body=facts.get("body"),
        session=facts.get("session"),
        shape=Shape.DIGEST,
        text_sha256=sha256(writer.text.encode()).hexdigest(),
        passages=tuple(writer.loose),
    )
    people = (
        person
        for proposal in proposals
        for person in (*proposal.members, *proposal.organizations, *proposal.handlers)
    )
    used = {mention.id for mention in writer.mentions} | {person.id for person in people}
    return Extraction(
        document=document,
        text=writer.text,
        proposals=proposals,
        mentions=tuple(writer.mentions),
        entities=_with_broader(used, {entity.id: entity for entity in known.values()}),
        replies=tuple(
            Reply(
                reply=proposal.id,
                proposal=proposals[draft.answers - 1].id,
                outcome=Outcome.B,
                start=proposal.start,
                end=proposal.start + len(draft.title),
            )
            for proposal, draft in zip(proposals, drafts, strict=True)
            if draft.answers is not None
        ),
    )


class _Writer:
    """A text that grows, with the records of what stands in it."""

    def __init__(self, name: str, known: dict[str, Entity]) -> None:
        self.name, self.known = name, known
        self.text = ""
        self.mentions: list[Mention] = []
        self.loose: list[Passage] = []
        self.passages = 0

    def line(self, text: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += text + "\n"
        return start, start + len(text)

    def proposal(self, number: int, draft: Draft) -> Proposal:
        id_ = f"proposal:{self.name}#{number}"
        start, _ = self.line(draft.title)
        people = [self.proposer(person, first=person == draft.people[0]) for person in draft.people]
        handlers = tuple(self.handler(name, role) for name, role in draft.handlers)
        self.head(id_, start)
        passages = [
            self.passage(id_, f"{number}之{index}", marked) for index, marked in enumerate(draft.passages, 1)
        ]
        return Proposal(
            id=id_,
            title=draft.title,
            document_type=draft.document_type,
            number=None,
            position=number,
            year=draft.year,
            start=start,
            end=len(self.text),
            members=tuple(person for person in people if person.id.startswith("member:")),
            organizations=tuple(person for person in people if person.id.startswith("organization:")),
            passages=tuple(passages),
            handlers=handlers,
        )

    def proposer(self, name: str, *, first: bool) -> Proposer:
        start, end = self.line(name)
        role = ProposerRole.LEAD if first else ProposerRole.CO
        return Proposer(id=self.known[name].id, name=name, role=role, start=start, end=end)

    def handler(self, name: str, role: str) -> Handler:
        start, end = self.line(name)
        return Handler(id=self.known[name].id, name=name, role=HandlerRole(role), start=start, end=end)

    def passage(self, proposal: str, heading: str, marked: str) -> Passage:
        self.passages += 1
        told = _KIND.match(marked)
        kind = PassageKind(told[1]) if told else PassageKind.MEASURE
        marked = marked[told.end() :] if told else marked
        id_ = f"passage:{self.name}#{self.passages}"
        plain, found = _mentions(marked, len(self.text), id_, proposal, self.known)
        self.mentions.extend(found)
        start, _ = self.line(plain)
        return Passage(
            id=id_, kind=kind, position=self.passages, heading=heading, start=start,
            end=len(self.text),
        )  # fmt: skip

    def head(self, proposal: str, start: int) -> None:
        """Title and names: a passage of the document, so that its passages tile the text."""
        self.loose.append(
            Passage(
                id=f"passage:{proposal}/head",
                kind=PassageKind.TITLE,
                position=0,
                heading="",
                start=start,
                end=len(self.text),
            )
        )


def _mentions(
    marked: str, offset: int, passage: str, proposal: str, known: dict[str, Entity]
) -> tuple[str, list[Mention]]:
    """Take the marks out of a text; return it plain, with the mentions that stood in it."""
    plain, found, last = "", [], 0
    for match in _MARK.finditer(marked):
        plain += marked[last : match.start()]
        entity = known[match[1]]
        is_instrument, is_place = entity.label is Label.INSTRUMENT, entity.label is Label.PLACE
        found.append(
            Mention(
                start=offset + len(plain),
                end=offset + len(plain) + len(match[1]),
                exact=match[1],
                type=MentionType(entity.label.lower()),
                id=entity.id,
                name=entity.name,
                passage=passage,
                proposal=proposal,
                method="test",
                confidence=1.0,
                modality=Modality(match[2] or "proposed") if is_instrument else None,
                resolution=Resolution.NAMED if is_place else None,
            )
        )
        plain += match[1]
        last = match.end()
    return plain + marked[last:], found


def _with_broader(used: set[str], known: dict[str, Entity]) -> tuple[Entity, ...]:
    """Return the entities used and all that stand above them, sorted by id."""
    todo, done = sorted(used), set()
    while todo:
        id_ = todo.pop()
        if id_ not in done:
            done.add(id_)
            todo.extend(known[id_].broader)
    return tuple(known[id_] for id_ in sorted(done))
