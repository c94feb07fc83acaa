"""Anything else: one proposal per text, and no invented member."""

from __future__ import annotations

from extract.bylines import match_byline
from extract.draft import DraftProposal, Layout
from extract.lines import Line, is_chrome, is_footer
from extract.measures import body_passages
from extract.shapes.news import quoted_members
from extract.titles import document_title
from graph.model import DocumentType, PassageKind, Shape


def read(text: str, lines: list[Line]) -> Layout:
    """Read any text as one proposal; its proposers are those of a byline, if there is one."""
    title = document_title(lines) or lines[0]
    byline = next((line for line in lines[:12] if match_byline(line)), None)
    found = match_byline(byline) if byline else None
    document_type = _document_type(lines)
    proposers = found.proposers if found else ()
    if not proposers and document_type is DocumentType.PUBLIC_OPINION:
        people = [person.proposer for person in quoted_members(lines).values()]
        proposers = (people[0],) if len(people) == 1 else ()
    fixed = {line.start: PassageKind.FOOTER for line in lines if is_footer(line)}
    for line in lines:
        if line.start < title.start:
            fixed[line.start] = PassageKind.CHROME if is_chrome(line) else PassageKind.FRONT
    if byline is not None:
        fixed[byline.start] = PassageKind.BYLINE
    fixed[title.start] = PassageKind.TITLE
    passages = body_passages(lines, default=PassageKind.OTHER, fixed=fixed)
    proposal = DraftProposal(
        title.text,
        ((title.start, title.end),),
        document_type,
        proposers,
        tuple(passages),
    )
    return Layout(Shape.OTHER, title.text, (proposal,), ())


def _document_type(lines: list[Line]) -> DocumentType:
    head = "\n".join(line.text for line in lines[:8])
    return DocumentType.PUBLIC_OPINION if "社情民意" in head else DocumentType.PROPOSAL
