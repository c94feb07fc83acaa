"""The whole extraction: a text and its context in, an Extraction out; pure and deterministic."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from extract.draft import DraftHandler, DraftPassage, DraftProposal, Layout
from extract.entities import EntityBook
from extract.facts import Facts, read_facts
from extract.lexicon_files import lexical
from extract.lexicons import load_lexicon
from extract.lines import Line, split_lines
from extract.mentions import Home, find_mentions
from extract.names import Named
from extract.organizations import find_organizations, load_organizations
from extract.place_names import place_terms
from extract.places import contextual_terms, find_places
from extract.segment import get_segmenter
from extract.structure import read_structure
from extract.terms import TermSets
from extract.titles import join_title
from extract.toponyms import endings
from extract.view import TextView
from extract.worded import WordedText
from extract.wrap import breaks, restore, stray_spaces, unwrap
from graph.model import (
    Document,
    Entity,
    Extraction,
    Fact,
    Handler,
    InputError,
    Passage,
    PassageKind,
    Proposal,
    Proposer,
    Reply,
)
from graph.text import first_sentence, fold

GIVEN = ("title", "date", "publisher", "jurisdiction", "session")
"""What may be known of a document before it is read: names of fields of ``Context``."""


@dataclass(frozen=True)
class Context:
    """What is known of a document before it is read; what is None is looked for in the text."""

    id: str
    source: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    jurisdiction: str | None = None
    session: str | None = None
    segmenter: str = "rjieba"


def extract(text: str, context: Context) -> Extraction:
    """Read one document.

    Offsets in the result are code points into ``text``, end exclusive, and ``text[start:end] == exact`` for
    every mention.

    Raises:
        InputError: the text is empty, or the segmenter is unknown.
        LexiconError: a lexicon file breaks a rule.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        where = f"第 {error.start + 1} 个字符"
        raise InputError(f"{where}不是完整的字符 (a lone surrogate at offset {error.start})") from error
    cuts = sorted({*breaks(text), *stray_spaces(text)})
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    found = _read(unwrap(text, cuts), context, sha256)
    return restore(found, text, cuts) if cuts else found


def look(text: str, lines: list[Line], context: Context) -> tuple[Facts, TextView]:
    """Return the facts of a text, and the text as the recognisers see it: folded, with words and places."""
    folded = fold(text)
    tokens = get_segmenter(context.segmenter).tokens(folded)
    worded = WordedText(folded, tokens, _all_terms().find(folded))
    facts = _facts(read_facts(worded, lines), context)
    return facts, TextView(worded, load_lexicon(), find_places(worded, facts.jurisdiction))


@lexical
def _all_terms() -> TermSets:
    """Return every string of the lexicons that is looked for in a whole text."""
    lexicon, organizations = load_lexicon(), load_organizations()
    return TermSets(
        (
            lexicon.industry_terms,
            lexicon.instrument_terms,
            lexicon.head_terms,
            organizations.named_terms,
            organizations.core_terms,
            organizations.suffix_terms,
            place_terms(),
            contextual_terms(),
            endings("zone_endings"),
            endings("land_endings"),
        )
    )


def _read(text: str, context: Context, sha256: str) -> Extraction:
    """Read a text whose lines are whole; ``sha256`` is that of the text as it came."""
    lines = split_lines(text)
    layout = read_structure(text, lines)
    facts, view = look(text, lines, context)
    organizations = find_organizations(view)
    book = EntityBook(view.lexicon, context.id, facts.jurisdiction, facts.body, organizations)
    keys = _proposal_ids(context.id.removeprefix("document:"), layout)
    homes = _homes(context.id.removeprefix("document:"), layout, keys)
    passages = _passages(text, homes)
    proposals = tuple(
        _proposal(key, position, draft, passages.get(key, ()), facts, book)
        for position, (key, draft) in enumerate(zip(keys, layout.proposals, strict=True), 1)
    )
    mentions = find_mentions(text, view, homes, layout, book, organizations)
    return Extraction(
        document=_document(text, context, facts, layout, passages.get(None, ()), sha256),
        text=text,
        proposals=proposals,
        mentions=mentions,
        entities=book.needed(mentions, proposals),
        replies=_replies(layout, keys),
    )


def _facts(found: Facts, context: Context) -> Facts:
    """Put what is known beforehand over what the text says."""
    jurisdiction = context.jurisdiction or found.jurisdiction
    kind = (found.body or "cppcc:").partition(":")[0]
    return replace(
        found,
        date=context.date or found.date,
        publisher=context.publisher or found.publisher,
        jurisdiction=jurisdiction,
        body=f"{kind}:{jurisdiction}" if jurisdiction and found.body else found.body,
        session=context.session or found.session,
    )


def _proposal_ids(stem: str, layout: Layout) -> list[str]:
    """Return the ids of a document's proposals: by number where one has it, else by position.

    One that is only answered here is told apart by that, so that the reply keeps its own number.
    """
    answered = {id(answer.proposal) for answer in layout.answers}
    keys: list[str] = []
    for position, draft in enumerate(layout.proposals, 1):
        own = draft.number or str(position)
        key = f"proposal:{stem}#{f'answered-{own}' if id(draft) in answered else own}"
        keys.append(key if key not in keys else f"proposal:{stem}#{position}/{own}")
    return keys


def _homes(stem: str, layout: Layout, keys: list[str]) -> list[Home]:
    """Give every passage its id (position in the document) and its proposal's id, in order of the text."""
    drafts: list[tuple[DraftPassage, str | None]] = [(draft, None) for draft in layout.passages]
    for key, proposal in zip(keys, layout.proposals, strict=True):
        drafts += [(draft, key) for draft in proposal.passages]
    drafts.sort(key=lambda item: item[0].start)
    return [
        Home(f"passage:{stem}#{position}", draft, proposal)
        for position, (draft, proposal) in enumerate(drafts, 1)
    ]


def _passage(text: str, home: Home) -> Passage:
    draft = home.draft
    heading = ""
    if draft.kind in {PassageKind.MEASURE, PassageKind.RESPONSE, PassageKind.SITUATION, PassageKind.ANALYSIS}:
        first = first_sentence(text[draft.start : draft.end])
        heading = text[draft.start + first[0] : draft.start + first[1]].rstrip("。；;：:")
    return Passage(
        id=home.id,
        kind=draft.kind,
        position=int(home.id.rpartition("#")[2]),
        heading=heading,
        start=draft.start,
        end=draft.end,
    )


def _passages(text: str, homes: list[Home]) -> dict[str | None, tuple[Passage, ...]]:
    """Return the passages of each proposal by its id, and those of none under None."""
    found: dict[str | None, list[Passage]] = defaultdict(list)
    for home in homes:
        found[home.proposal].append(_passage(text, home))
    return {proposal: tuple(passages) for proposal, passages in found.items()}


def _proposal(
    key: str,
    position: int,
    draft: DraftProposal,
    passages: tuple[Passage, ...],
    facts: Facts,
    book: EntityBook,
) -> Proposal:
    bodies = {
        named.name: book.body(named.name, named.start, named.end)
        for named in draft.proposers
        if not named.is_person
    }
    return Proposal(
        id=key,
        title=draft.title,
        document_type=draft.document_type,
        number=draft.number,
        position=position,
        year=int(facts.date[:4]) if facts.date else None,
        start=draft.start,
        end=draft.end,
        members=_each_once(
            _proposer(named, book.member(named.name), bodies) for named in draft.proposers if named.is_person
        ),
        organizations=_each_once(
            _proposer(named, bodies[named.name], bodies) for named in draft.proposers if not named.is_person
        ),
        passages=passages,
        handlers=tuple(_handler(item, book.body(item.name, item.start, item.end)) for item in draft.handlers),
    )


def _each_once(proposers: Iterable[Proposer]) -> tuple[Proposer, ...]:
    """Return proposers in order without those that were named before."""
    found: dict[str, Proposer] = {}
    for item in proposers:
        found.setdefault(item.id, item)
    return tuple(found.values())


def _proposer(named: Named, entity: Entity, bodies: Mapping[str, Entity]) -> Proposer:
    body = bodies.get(named.spoke_for)
    return Proposer(
        id=entity.id,
        name=entity.name,
        role=named.role,
        start=named.start,
        end=named.end,
        titles=named.titles,
        spoke_for=body.id if body else None,
    )


def _handler(draft: DraftHandler, entity: Entity) -> Handler:
    return Handler(id=entity.id, name=entity.name, role=draft.role, start=draft.start, end=draft.end)


def _replies(layout: Layout, keys: list[str]) -> tuple[Reply, ...]:
    """Say which proposal the reply, a document's first one, answers."""
    ids = {id(draft): key for draft, key in zip(layout.proposals, keys, strict=True)}
    return tuple(
        Reply(
            reply=keys[0],
            proposal=ids[id(answer.proposal)],
            outcome=answer.outcome,
            start=answer.start,
            end=answer.end,
        )
        for answer in layout.answers
    )


def _document(
    text: str,
    context: Context,
    facts: Facts,
    layout: Layout,
    passages: tuple[Passage, ...],
    sha256: str,
) -> Document:
    return Document(
        id=context.id,
        title=_title(text, context, layout),
        date=facts.date,
        publisher=facts.publisher,
        source=context.source,
        jurisdiction=facts.jurisdiction,
        body=facts.body,
        session=facts.session,
        shape=layout.shape,
        text_sha256=sha256,
        passages=passages,
        facts=_spans(text, context, facts, layout),
        given=tuple(name for name in GIVEN if getattr(context, name) is not None),
    )


def _title(text: str, context: Context, layout: Layout) -> str:
    """Return the document's title: as given, but with the rest of it where the text wraps it over lines."""
    own = join_title(text, layout.title)
    if context.title is None or "".join(context.title.split()) in "".join(own.split()):
        return own
    return context.title


_FIELDS = ("title", "date", "publisher", "jurisdiction", "body", "session")


def _spans(text: str, context: Context, facts: Facts, layout: Layout) -> tuple[Fact, ...]:
    """Say where each fact was read; what was known beforehand or inferred has no place."""
    found = {**facts.spans, "title": (layout.title[0][0], layout.title[-1][1])}
    known = {name for name in _FIELDS if getattr(context, name, None)}
    if context.title and _title(text, context, layout) != context.title:
        known.discard("title")
    return tuple(
        Fact(field=name, start=found[name][0], end=found[name][1], exact=text[slice(*found[name])])
        for name in _FIELDS
        if name in found and name not in known and found[name][0] < found[name][1]
    )
