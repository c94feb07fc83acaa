"""Anything else: one proposal per text, and no invented member."""

from __future__ import annotations

from extract.bylines import match_byline
from extract.draft import DraftProposal, Layout, line_passage
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
    passages = [line_passage(title, PassageKind.TITLE)]
    if byline is not None and byline is not title:
        passages.append(line_passage(byline, PassageKind.BYLINE))
    heads = {title.start, byline.start if byline else -1}
    footers = [line for line in lines if is_footer(line) and line.start not in heads]
    passages += [line_passage(line, PassageKind.FOOTER) for line in footers]
    skip = heads | {line.start for line in footers}
    front = [line for line in lines if line.start not in skip and line.start < title.start]
    passages += [
        line_passage(line, PassageKind.CHROME if is_chrome(line) else PassageKind.FRONT) for line in front
    ]
    skip |= {line.start for line in front}
    passages += body_passages([line for line in lines if line.start not in skip], default=PassageKind.OTHER)
    proposal = DraftProposal(
        title.text,
        ((title.start, title.end),),
        document_type,
        proposers,
        tuple(sorted(passages, key=lambda passage: passage.start)),
    )
    return Layout(Shape.OTHER, title.text, (proposal,), ())


def _document_type(lines: list[Line]) -> DocumentType:
    head = "\n".join(line.text for line in lines[:8])
    return DocumentType.PUBLIC_OPINION if "社情民意" in head else DocumentType.PROPOSAL
