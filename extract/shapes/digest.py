"""Digests: several speeches in one document, each with a title, a byline and paragraphs."""

from __future__ import annotations

import re
from itertools import pairwise

from extract.bylines import Byline
from extract.draft import DraftPassage, DraftProposal, Layout, line_passage
from extract.handlers import field_handlers
from extract.lines import Line, is_chrome
from extract.measures import body_passages, furniture
from extract.speeches import Plan, plan_speeches
from extract.titles import headline, join_title, title_spans, trim_title
from graph.model import DocumentType, PassageKind, Shape


def read(text: str, lines: list[Line]) -> Layout | None:
    """Read a digest; None unless at least two bylines each have running text."""
    plans = plan_speeches(text, lines)
    if len(plans) < 2:
        return None
    kind = _document_type(lines)
    proposals = tuple(_speech(text, lines, plan, kind) for plan in plans)
    first, last = plans[0].start, plans[-1].end
    front = [
        line_passage(line, PassageKind.CHROME if is_chrome(line) else PassageKind.FRONT)
        for line in lines[:first]
    ]
    footer = [
        line_passage(line, PassageKind.CHROME if is_chrome(line) else PassageKind.FOOTER)
        for line in lines[last:]
    ]
    between = [
        line_passage(line, furniture(line) or PassageKind.OTHER)
        for plan, following in pairwise(plans)
        for line in lines[plan.end : following.start]
    ]
    title = title_spans(headline(text, lines[:first])) or proposals[0].title_spans
    reason = f"{len(plans)} 处署名各有正文 ({len(plans)} bylines, each with running text)"
    return Layout(Shape.DIGEST, title, proposals, (*front, *between, *footer), reason=reason)


_TYPES = (
    (re.compile("书面发言"), DocumentType.WRITTEN_SPEECH),
    (re.compile("代表建议|领衔代表|议案建议|建议摘要|人大代表建议"), DocumentType.DEPUTY_SUGGESTION),
    (re.compile("社情民意|微建议|信息选登"), DocumentType.PUBLIC_OPINION),
    (re.compile("提案(?:选登|摘登|选编|摘编|汇编|选刊|摘要)|提案者|提案人|案号"), DocumentType.PROPOSAL),
)


def _document_type(lines: list[Line]) -> DocumentType:
    """Tell by its heading and labels what a digest collects; speeches where nothing else is said."""
    top = "\n".join(line.text for line in lines[:12] if not is_chrome(line))
    return next((kind for cue, kind in _TYPES if cue.search(top)), DocumentType.PLENARY_SPEECH)


def _speech(text: str, lines: list[Line], plan: Plan, kind: DocumentType) -> DraftProposal:
    """Build one speech from the lines that its plan gives it."""
    byline = plan.byline
    spans = [trim_title(lines[index].text, lines[index].start) for index in plan.title]
    if byline.title:
        spans = [trim_title(text[byline.title[0] : byline.title[1]], byline.title[0])]
    split, body = _byline_passages(text, lines[plan.head], byline), _body(text, lines, plan)
    headed = (*plan.numbers, *plan.title)
    fixed = dict.fromkeys((lines[index].start for index in headed), PassageKind.TITLE)
    fixed |= dict.fromkeys((lines[index].start for index in plan.offices), PassageKind.BYLINE)
    fixed |= dict.fromkeys((lines[index].start for index in plan.fields), PassageKind.FRONT)
    passages = sorted([*split, *body_passages(body, fixed=fixed)], key=lambda item: item.start)
    if not spans:  # no title anywhere: the first headline stands for it
        first = next((p for p in passages if p.kind is PassageKind.MEASURE), passages[-1])
        stops = (text.find(mark, first.start, first.end) for mark in "。\n")
        stop = min([i for i in (*stops, first.end) if i >= 0])
        spans = [(first.start, stop)]
    about = [lines[index] for index in (*plan.title, plan.head, *plan.fields)]
    return DraftProposal(
        join_title(text, spans),
        tuple(spans),
        kind,
        byline.proposers,
        tuple(passages),
        _number(about),
        tuple(field_handlers(about)),
    )


def _body(text: str, lines: list[Line], plan: Plan) -> list[Line]:
    """Return the speech's lines without its byline, of which running text on the same line is kept."""
    body: list[Line] = []
    for index in range(plan.start, plan.end):
        line = lines[index]
        if index != plan.head:
            body.append(line)
        elif plan.byline.body is not None:
            start = plan.byline.body
            body.append(Line(start, line.end, text[start : line.end], line.folded[start - line.start :]))
    return body


_NUMBERED = re.compile(
    r"^[\s　#*【]*第\s*(?P<title>\d{1,8})\s*号[\s　]"
    r"|[(（]第?\s*(?P<tail>\d{1,8})\s*号?(?:提案)?[)）]$"
    r"|(?:提案号|案号|编号|提案编号)\s*[:：]\s*第?\s*[A-Za-z]{0,3}(?P<field>\d{1,8})"
)


def _number(lines: list[Line]) -> str | None:
    """Return the number that a speech's head gives, if it is a proposal's."""
    for line in lines:
        match = None if line.is_sentence else _NUMBERED.search(line.text)
        if match:
            return str(int(match.group("title") or match.group("tail") or match.group("field")))
    return None


def _byline_passages(text: str, line: Line, byline: Byline) -> list[DraftPassage]:
    """Cut a line that holds byline and title, or byline and running text, in two."""
    if byline.body is not None:
        return [DraftPassage(PassageKind.BYLINE, line.start, _trimmed(text, line.start, byline.body))]
    if byline.title is None:
        return [line_passage(line, PassageKind.BYLINE)]
    if byline.title[0] > byline.proposers[0].start:
        cut, first, second = byline.title[0], PassageKind.BYLINE, PassageKind.TITLE
    else:
        cut, first, second = byline.title[1], PassageKind.TITLE, PassageKind.BYLINE
    left = DraftPassage(first, line.start, _trimmed(text, line.start, cut))
    begin = cut + len(text[cut : line.end]) - len(text[cut : line.end].lstrip(" 　\t"))
    return [left, DraftPassage(second, begin, line.end)]


def _trimmed(text: str, start: int, end: int) -> int:
    """Return ``end`` without the white space before it."""
    return start + len(text[start:end].rstrip(" 　\t"))
