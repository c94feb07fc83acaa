"""The whole extraction: a text and its context in, an Extraction out; pure and deterministic."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from extract.draft import DraftPassage, DraftProposal, Layout
from extract.entities import EntityBook
from extract.facts import Facts, read_facts
from extract.lexicons import load_lexicon
from extract.lines import split_lines
from extract.mentions import Home, find_mentions
from extract.names import Named
from extract.places import find_places
from extract.segment import get_segmenter
from extract.structure import read_structure
from extract.view import TextView, tagged_words
from extract.wrap import breaks, restore, unwrap
from graph.model import (
    Document,
    Entity,
    Extraction,
    Passage,
    PassageKind,
    Proposal,
    Proposer,
)
from graph.text import fold, sentences


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
    cuts = breaks(text)
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    found = _read(unwrap(text, cuts), context, sha256)
    return restore(found, text, cuts) if cuts else found


def _read(text: str, context: Context, sha256: str) -> Extraction:
    """Read a text whose lines are whole; ``sha256`` is that of the text as it came."""
    lexicon = load_lexicon()
    layout = read_structure(text)
    folded = fold(text)
    tokens = get_segmenter(context.segmenter).tokens(folded)
    starts = tagged_words(tokens)
    facts = _facts(read_facts(folded, split_lines(text), starts), context)
    view = TextView(folded, tokens, lexicon, find_places(folded, starts, facts.jurisdiction))
    book = EntityBook(lexicon, context.id, facts.jurisdiction, facts.body)
    stem = context.id.removeprefix("document:")
    homes = _homes(stem, layout)
    passages = _passages(text, homes)
    proposals = tuple(
        _proposal(stem, position, draft, passages, facts, book)
        for position, draft in enumerate(layout.proposals, 1)
    )
    mentions = find_mentions(text, view, homes, layout, book)
    return Extraction(
        document=_document(context, facts, layout, passages.get(None, ()), sha256),
        text=text,
        proposals=proposals,
        mentions=mentions,
        entities=book.needed([*(mention.id for mention in mentions), *_proposer_ids(proposals)]),
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


def _homes(stem: str, layout: Layout) -> list[Home]:
    """Give every passage its id (position in the document) and its proposal's id, in order of the text."""
    drafts: list[tuple[DraftPassage, str | None]] = [(draft, None) for draft in layout.passages]
    for position, proposal in enumerate(layout.proposals, 1):
        drafts += [(draft, _proposal_id(stem, proposal, position)) for draft in proposal.passages]
    drafts.sort(key=lambda item: item[0].start)
    return [
        Home(f"passage:{stem}#{position}", draft, proposal)
        for position, (draft, proposal) in enumerate(drafts, 1)
    ]


def _proposal_id(stem: str, draft: DraftProposal, position: int) -> str:
    return f"proposal:{stem}#{draft.number or position}"


def _passage(text: str, home: Home) -> Passage:
    draft = home.draft
    heading = ""
    if draft.kind in {PassageKind.MEASURE, PassageKind.RESPONSE, PassageKind.SITUATION, PassageKind.ANALYSIS}:
        first = sentences(text[draft.start : draft.end])[0]
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
    stem: str,
    position: int,
    draft: DraftProposal,
    passages: Mapping[str | None, tuple[Passage, ...]],
    facts: Facts,
    book: EntityBook,
) -> Proposal:
    key = _proposal_id(stem, draft, position)
    return Proposal(
        id=key,
        title=draft.title,
        document_type=draft.document_type,
        number=draft.number,
        position=position,
        year=int(facts.date[:4]) if facts.date else None,
        start=draft.start,
        end=draft.end,
        members=tuple(
            _proposer(named, book.member(named.name)) for named in draft.proposers if named.is_person
        ),
        organizations=tuple(
            _proposer(named, book.proposing_body(named.name))
            for named in draft.proposers
            if not named.is_person
        ),
        passages=passages[key],
    )


def _proposer_ids(proposals: tuple[Proposal, ...]) -> Iterator[str]:
    for proposal in proposals:
        yield from (proposer.id for proposer in (*proposal.members, *proposal.organizations))


def _proposer(named: Named, entity: Entity) -> Proposer:
    return Proposer(
        id=entity.id, name=entity.name, role=named.role, start=named.start, end=named.end, titles=named.titles
    )


def _document(
    context: Context, facts: Facts, layout: Layout, passages: tuple[Passage, ...], sha256: str
) -> Document:
    return Document(
        id=context.id,
        title=context.title or layout.title,
        date=facts.date,
        publisher=facts.publisher,
        source=context.source,
        jurisdiction=facts.jurisdiction,
        body=facts.body,
        session=facts.session,
        shape=layout.shape,
        text_sha256=sha256,
        passages=passages,
    )
