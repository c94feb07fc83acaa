"""Digests: several speeches in one document, each with a title, a byline and paragraphs."""

from __future__ import annotations

import re
from itertools import pairwise

from extract.bylines import Byline, match_byline
from extract.draft import DraftPassage, DraftProposal, Layout, line_passage
from extract.handlers import field_handlers
from extract.lines import Line, is_front
from extract.measures import body_passages, furniture
from extract.names import NAME, Named, is_name
from extract.speeches import ITEM, NUMBER_FIELD, TOPIC, Plan, is_field, plan_speeches
from extract.titles import headline, join_title, title_spans, trim_title
from graph.model import DocumentType, PassageKind, ProposerRole, Shape


def read(text: str, lines: list[Line]) -> Layout | None:
    """Read a digest; None unless at least two bylines each have running text."""
    plans = plan_speeches(text, lines)
    if len(plans) < 2 or _reports(lines, plans):
        return None
    voices = _are_voices(lines, plans)
    kind = DocumentType.NEWS if voices else collected_type(lines)
    proposals = tuple(_speech(text, lines, plan, kind) for plan in plans)
    first, last = plans[0].start, plans[-1].end
    front = [line_passage(line, _kind_above(line)) for line in lines[:first]]
    footer = [
        line_passage(line, PassageKind.CHROME if line.is_chrome else PassageKind.FOOTER)
        for line in lines[last:]
    ]
    between = [
        line_passage(line, _kind_between(line))
        for plan, following in pairwise(plans)
        for line in lines[plan.end : following.start]
    ]
    title = title_spans(headline(text, lines[:first])) or proposals[0].title_spans
    reason = f"{len(plans)} 处署名各有正文 ({len(plans)} bylines, each with running text)"
    shape = Shape.NEWS if voices else Shape.DIGEST
    return Layout(shape, title, proposals, (*front, *between, *footer), reason=reason)


def _are_voices(lines: list[Line], plans: list[Plan]) -> bool:
    """Whether a page prints what members said, without titles of their own: 委员声音, 委员有话说."""
    if any(plan.title or plan.byline.title for plan in plans):
        return False
    above = [line.text for line in lines[: plans[0].start] if not line.is_chrome][:3]
    return any(_VOICES.search(text) for text in above)


_VOICES = re.compile(
    "声音|心声|有话说|有话要说|支.{0,3}招|热议|发言实录|议政群|网络议政|在线议政|这样说|怎么说|在关注"
)


def _kind_above(line: Line) -> PassageKind:
    """Kind of a line above the first speech."""
    if TOPIC.fullmatch(line.text):
        return PassageKind.OTHER
    return PassageKind.CHROME if line.is_chrome else PassageKind.FRONT


def _kind_between(line: Line) -> PassageKind:
    """Kind of a line between two speeches: the heading of a topic, or what belongs to the page."""
    return (None if TOPIC.fullmatch(line.text) else furniture(line)) or PassageKind.OTHER


def _reports(lines: list[Line], plans: list[Plan]) -> bool:
    """Whether a text of voices without titles is a report: a paragraph leads in, or a reporter is named."""
    if any(plan.title or plan.byline.title or plan.byline.body is None for plan in plans):
        return False
    lead = any(
        line.is_sentence and len(line.text) > _LEAD and not _COLLECTS.search(line.text)
        for line in lines[: plans[0].start]
    )
    around = [*lines[: plans[0].start], *lines[plans[-1].end :]]
    return lead or any(_REPORTER.search(line.text) for line in around)


_LEAD = 36
_REPORTER = re.compile(r"记者|通讯员|作者\s*[:：]")
_COLLECTS = re.compile("选登|摘登|摘编|选编|刊登|栏目|编者按|整理")
_TYPES = (
    (re.compile("书面发言"), DocumentType.WRITTEN_SPEECH),
    (re.compile("代表建议|领衔代表|议案建议|建议摘要|人大代表建议"), DocumentType.DEPUTY_SUGGESTION),
    (re.compile("社情民意|微建议|信息选登"), DocumentType.PUBLIC_OPINION),
    (
        re.compile("提案(?:选登|摘登|选编|摘编|汇编|选刊|摘要|选介|简介)|提案者|提案人|案号"),
        DocumentType.PROPOSAL,
    ),
)


def collected_type(lines: list[Line]) -> DocumentType:
    """Tell by its heading and labels what a digest collects; speeches where nothing else is said."""
    top = "\n".join(line.text for line in lines[:12] if not line.is_chrome)
    return next((kind for cue, kind in _TYPES if cue.search(top)), DocumentType.PLENARY_SPEECH)


def _speech(text: str, lines: list[Line], plan: Plan, kind: DocumentType) -> DraftProposal:
    """Build one speech from the lines that its plan gives it."""
    byline = plan.byline
    spans = [trim_title(lines[index].text, lines[index].start) for index in plan.title]
    if byline.title:
        spans = [trim_title(text[byline.title[0] : byline.title[1]], byline.title[0])]
    split, body = _byline_passages(text, lines[plan.head], byline), _body(text, lines, plan)
    split += _called_again(plan, body)
    reader = _reader(lines[plan.start : plan.end], byline)
    headed = (*plan.numbers, *plan.title)
    fixed = dict.fromkeys((lines[index].start for index in headed), PassageKind.TITLE)
    numbered = (lines[index] for index in plan.numbers)
    fixed |= {line.start: PassageKind.FRONT for line in numbered if NUMBER_FIELD.fullmatch(line.text)}
    fixed |= dict.fromkeys((lines[index].start for index in plan.offices), PassageKind.BYLINE)
    closing = _closing_fields(lines, plan)
    fixed |= dict.fromkeys((lines[i].start for i in (*plan.fields, *closing)), PassageKind.FRONT)
    passages = sorted(
        [*split, *body_passages(body, fixed=fixed, told=_summary(body))], key=lambda item: item.start
    )
    if not spans:  # no title anywhere: the first headline stands for it
        first = next((p for p in passages if p.kind is PassageKind.MEASURE), passages[-1])
        stops = (text.find(mark, first.start, first.end) for mark in "。\n")
        stop = min([i for i in (*stops, first.end) if i >= 0])
        spans = [(first.start, stop)]
    told_of = {*plan.title, *plan.numbers, plan.head, *plan.fields, *closing}
    about = [lines[index] for index in sorted(told_of)]
    return DraftProposal(
        join_title(text, spans),
        tuple(spans),
        kind,
        (*byline.proposers, *reader),
        tuple(passages),
        _number(about) or _number_before(text, byline),
        tuple(field_handlers(about)),
    )


def _closing_fields(lines: list[Line], plan: Plan) -> list[int]:
    """Return the fields of a form that stand below a speech: 承办单位：……"""
    found: list[int] = []
    for index in range(plan.end - 1, plan.head, -1):
        if is_field(lines[index]):
            found.append(index)
        elif index < plan.end - 1 or not _BRACKETED.fullmatch(lines[index].text):
            break  # a note in brackets may close the whole digest
    return found


_BRACKETED = re.compile(r"[(（【〔][^()（）【】〔〕]{2,40}[)）】〕]")


def _summary(body: list[Line]) -> list[int]:
    """Return the offsets of 摘要：…… where a speech is given by nothing else."""
    front = [line for line in body if is_front(line) and line.is_sentence]
    said = [line for line in body if line.is_sentence and furniture(line) is None]
    return [] if said else [line.start for line in front]


_READS = re.compile(
    rf"[(（](?P<before>[^()（）]{{0,30}}?[ 　])?(?P<name>{NAME})(?P<office>[一-鿿]{{0,8}}?)"
    r"(?:代表|受)(?P<body>[^()（）]{2,30}?)(?:委托)?(?:[作做])?(?:大会|口头|书面)?发言[)）]"
)


def _reader(lines: list[Line], byline: Byline) -> tuple[Named, ...]:
    """Return who spoke for a body, from the bracket at the end of its speech: （张三代表某市委会发言）."""
    body = byline.proposers[0]
    if body.is_person or any(one.is_person for one in byline.proposers):
        return ()
    for line in lines[-_END:]:
        match = _READS.fullmatch(line.text)
        if match and is_name(match.group("name")):
            start = line.start + match.start("name")
            name = match.group("name")
            titles = tuple(filter(None, (match.group("office"),)))
            role = ProposerRole.SPEAKER
            return (Named(name, start, start + len(name), titles, True, role, body.name),)
    return ()


_END = 3


def _called_again(plan: Plan, body: list[Line]) -> list[DraftPassage]:
    """Cut off a second byline of the same speaker, with which the text itself begins: 张三（某校教授）：……"""
    own = {plan.head, *plan.title, *plan.numbers, *plan.offices, *plan.fields}
    index = len([i for i in own if plan.start <= i < plan.end and i != plan.head])
    if plan.byline.body is not None or index >= len(body):
        return []
    again = match_byline(body[index])
    if again is None or again.body is None or again.proposers[0].name != plan.byline.proposers[0].name:
        return []
    line = body[index]
    cut = again.body - line.start
    body[index] = Line(again.body, line.end, line.text[cut:], line.folded[cut:])
    return [DraftPassage(PassageKind.BYLINE, line.start, line.start + len(line.text[:cut].rstrip(" 　")))]


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
    rf"^[\s　#*【]*{ITEM}(?:提案|建议|议案|案)?第\s*(?P<title>\d{{1,8}})\s*号(?=[\s　:：】(（]|提案|建议|$)"
    r"|^[\s　#*【]*(?P<lead>\d{2,4}(?=[\s　]+(?:《|关于))|\d{2,8}(?=[\s　]*号$))"
    r"|[(（]第?\s*(?P<tail>\d{1,8})\s*号?(?:提案)?[)）]$"
    r"|(?:提案号|案\s*号|编\s*号)[*\s　:：]+[^\d\s〔（(]{0,8}(?:[〔\[（(]\d{4}[〕\]）)])?"
    r"\s*第?\s*[A-Za-z]{0,3}(?P<field>\d{1,8})"
)


def _number(lines: list[Line]) -> str | None:
    """Return the number that a speech's head gives, if it is a proposal's."""
    for line in lines:
        match = None if line.is_sentence else _NUMBERED.search(line.text)
        if match:
            return str(int(next(filter(None, match.groups()))))
    return None


def _number_before(text: str, byline: Byline) -> str | None:
    """Return the number between the title and the names of a paragraph that holds all of them."""
    if byline.title is None or byline.body is None:
        return None
    match = re.search(r"第\s*(\d{1,8})\s*号", text[byline.title[1] : byline.body])
    return str(int(match.group(1))) if match else None


def _byline_passages(text: str, line: Line, byline: Byline) -> list[DraftPassage]:
    """Cut a line that holds byline and title, or byline and running text, in two."""
    if byline.body is not None:
        begin = line.start if byline.title is None else byline.title[1] + 1
        named = text[begin : byline.body]
        begin += len(named) - len(named.lstrip(" 　"))
        head = (
            [] if byline.title is None else [DraftPassage(PassageKind.TITLE, line.start, byline.title[1] + 1)]
        )
        return [*head, DraftPassage(PassageKind.BYLINE, begin, _trimmed(text, begin, byline.body))]
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
