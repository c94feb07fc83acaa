"""Single proposals: 案由, proposers, situation, analysis and suggestions, with their numbers."""

from __future__ import annotations

import re

from extract.bylines import match_byline
from extract.draft import DraftPassage, DraftProposal, Layout
from extract.lexicons import load_words, spaced_alternatives
from extract.lines import Line, is_chrome, is_footer
from extract.measures import body_passages, section_of
from extract.names import Named
from extract.titles import document_title, is_title_line, join_title, proposal_title, trim_title
from graph.model import DocumentType, PassageKind, Shape

_SUBJECT = re.compile(
    r"^[【\[]?(?:"
    + spaced_alternatives(load_words()["subject_labels"])
    + r")(?:[】\]]\s*[:：]?|\s*[:：]|[ 　]+)\s*(?P<title>\S.{3,100})$"
)
_FIELD = re.compile(
    r"^[^:：。]{0,5}?(?:提案|案号|编号|单位|职务|界 *别|提交|时间|日 *期|类别|电话|地址|承办"
    r"|会办|主办|分类|届次|联系|会议"
    r"|签发|办理|公开|状态|审查|意见|执笔)[^:：。]{0,8}(?:[:：]|[】　])"
)
_NUMBER = re.compile(
    r"(?:提案|建议|议案|案|编)\s*(?:编?号)?\s*[:：]?\s*第?\s*(?P<number>\d{1,12})\s*号?"
    r"|第\s*(?P<other>\d{1,8})\s*号\s*(?:提案|建议|议案)?"
)


def read(text: str, lines: list[Line]) -> Layout | None:
    """Read a single proposal; None unless a subject line, a proposer's line or a proposal's title says so."""
    top = lines[:25]
    bylines = {line.start: found for line in (*top, *lines[-4:]) if (found := match_byline(line))}
    labelled = [found for found in bylines.values() if found.labelled]
    subject = next((line for line in top if _SUBJECT.match(line.text)), None)
    named = next(
        (line for line in top if proposal_title(line) and len(line.text) <= 80 and not line.is_sentence), None
    )
    sections = sum(section_of(line) is not None for line in lines)
    if not (subject or labelled or (named and (bylines or sections or len(lines) < 40))):
        return None
    title_line, spans = _title(subject, named, top)
    proposers = _proposers([found.proposers for found in bylines.values()])
    passages = _passages(lines, title_line, set(bylines))
    document_type = _document_type(lines, spans, text)
    title = (
        join_title(text, spans) if spans else (own.text if (own := document_title(lines)) else lines[0].text)
    )
    proposal = DraftProposal(title, tuple(spans), document_type, proposers, tuple(passages), _number(top))
    return Layout(Shape.PROPOSAL, title, (proposal,), ())


def _title(
    subject: Line | None, named: Line | None, top: list[Line]
) -> tuple[Line | None, list[tuple[int, int]]]:
    if subject is not None:
        match = _SUBJECT.match(subject.text)
        assert match is not None  # noqa: S101 - chosen by this very pattern
        return subject, [trim_title(match.group("title"), subject.start + match.start("title"))]
    if named is not None:
        return named, [trim_title(named.text, named.start)]
    plain = next((line for line in top if _may_title(line)), None)
    return plain, [trim_title(plain.text, plain.start)] if plain else []


def _may_title(line: Line) -> bool:
    return is_title_line(line) and not match_byline(line) and section_of(line) is None


def _proposers(groups: list[tuple[Named, ...]]) -> tuple[Named, ...]:
    """Put all bylines together, each name once, in the order of the text."""
    found: dict[str, Named] = {}
    for item in sorted((item for group in groups for item in group), key=lambda item: item.start):
        found.setdefault(item.name, item)
    return tuple(found.values())


def _passages(lines: list[Line], title: Line | None, bylines: set[int]) -> list[DraftPassage]:
    """Give the lines around the body their kinds, and cut the body into passages."""
    fixed = dict.fromkeys(bylines, PassageKind.BYLINE)
    if title is not None:
        fixed[title.start] = PassageKind.TITLE
    body: list[Line] = []
    for line in lines:
        head = not body
        field = bool(_FIELD.match(line.text))
        if line.start in fixed:
            continue
        if is_chrome(line):
            fixed[line.start] = PassageKind.CHROME
        elif is_footer(line) and not head:
            fixed[line.start] = PassageKind.FOOTER
        elif head and (field or (not line.is_sentence and section_of(line) is None)):
            fixed[line.start] = PassageKind.FRONT
        elif field and len(line.text) < 80 and not line.is_sentence:
            fixed[line.start] = PassageKind.FOOTER
        else:
            body.append(line)
    has_sections = any(section_of(line) for line in body)
    default = PassageKind.SITUATION if has_sections else PassageKind.MEASURE
    return body_passages(lines, default=default, fixed=fixed)


def _number(top: list[Line]) -> str | None:
    for line in top[:15]:
        match = None if line.is_sentence else _NUMBER.search(line.text)
        if match:
            return (match.group("number") or match.group("other")).lstrip("0") or "0"
    return None


def _document_type(lines: list[Line], spans: list[tuple[int, int]], text: str) -> DocumentType:
    head = "\n".join(line.text for line in lines[:8])
    if "社情民意" in head:
        return DocumentType.PUBLIC_OPINION
    if re.search(r"人大|代表", head) and "政协" not in head:
        return DocumentType.DEPUTY_SUGGESTION
    if "书面发言" in head:
        return DocumentType.WRITTEN_SPEECH
    return DocumentType.PROPOSAL
