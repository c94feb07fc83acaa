"""Anything else: one proposal per text, and no invented member."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.authors import body_alone, named_above, named_beside, noted_author
from extract.bylines import Byline, Form, match_byline
from extract.draft import DraftProposal, Layout
from extract.lines import Line, signature
from extract.measures import body_passages, furniture
from extract.names import Named
from extract.occasions import is_occasion
from extract.people import read_people
from extract.reporters import is_note, read_reporters
from extract.sections import number_level, section_of
from extract.titles import join_title, own_headline, title_spans
from extract.turns import is_interview
from graph.model import DocumentType, PassageKind, Shape


def read(text: str, lines: list[Line]) -> Layout:
    """Read any text as one proposal; its proposers are those of a byline, if there is one."""
    heads = own_headline(text, lines) or lines[:1]
    byline, found = _byline(lines, heads)
    written = _document_type(lines)
    proposers = found.proposers if found else ()
    reporters = {} if proposers or written is not DocumentType.PUBLIC_OPINION else read_reporters(lines)
    if reporters:
        proposers = next(iter(reporters.values())).proposers
    if not proposers and written is DocumentType.PUBLIC_OPINION:
        people = list(read_people(text, lines).members.values())
        proposers = people[0].proposers if len(people) == 1 else ()
    notice = any(_NOTICE.search("".join(line.text.split())) for line in heads) or any(
        _NOTIFIES.search(line.text) for line in lines
    )
    informs = notice or (is_interview(lines) and not proposers and not _opines(lines))
    passages = body_passages(
        lines,
        default=PassageKind.OTHER if informs else None,
        fixed=_known_kinds(lines, heads, byline, proposers)
        | {line.start: PassageKind.BYLINE for line in lines if line.start in reporters and _only_names(line)},
    )
    spans = title_spans(heads)
    document_type = _by_author(written, proposers, lines)
    reports = bool(_REPORT.search(join_title(text, spans))) and not any(one.is_person for one in proposers)
    own = (proposers and not reports) or document_type is DocumentType.PUBLIC_OPINION
    shape = Shape.PROPOSAL if own else Shape.OTHER
    proposal = DraftProposal(join_title(text, spans), spans, document_type, proposers, tuple(passages))
    return Layout(shape, spans, (proposal,), (), reason=_REASONS[shape])


_REPORT = re.compile("(?:调研|视察|考察|调查|监督|评估|协商|专题)[^。]{0,6}报告$")
"""A report that a committee gives of what it saw: no proposal by its form."""


def _only_names(line: Line) -> bool:
    """Whether a paragraph says no more than who reports: 市政协委员张三走访……后，反映以下问题：."""
    return line.text.endswith(("：", ":"))


def _known_kinds(
    lines: list[Line], heads: list[Line], byline: Line | None, proposers: tuple[Named, ...]
) -> dict[int, PassageKind]:
    """Return the kinds of the lines around the body by their offsets: front, byline, title and footer."""
    fixed = {line.start: PassageKind.FOOTER for line in lines if furniture(line) is PassageKind.FOOTER}
    for line in lines:
        if line.start < heads[0].start:
            fixed[line.start] = PassageKind.CHROME if line.is_chrome else PassageKind.FRONT
    signed = signature(lines)
    fixed |= {line.start: PassageKind.FOOTER for line in lines[signed:] if furniture(line) is None}
    after = lines.index(heads[-1]) + 1
    for line in lines[after : after + _BELOW]:
        if line.is_sentence or (number_level(line) is not None and not is_occasion(line.text)):
            break
        if furniture(line) is None and section_of(line) is None:
            fixed[line.start] = PassageKind.FRONT
    fixed |= {line.start: PassageKind.BYLINE for line in lines[: 2 * _NEAR] if _WRITER.match(line.text)}
    for line in lines[after : after + _BELOW]:
        if fixed.get(line.start) is PassageKind.FRONT and any(_in(line, one) for one in proposers):
            fixed[line.start] = PassageKind.BYLINE
    if byline is not None:
        at_end = any(line.is_sentence for line in lines[: lines.index(byline)])
        fixed[byline.start] = PassageKind.FOOTER if at_end else PassageKind.BYLINE
    return fixed | {line.start: PassageKind.TITLE for line in heads}


_BELOW = 5
"""How many lines below the title may still belong to the page's head."""


def _by_author(written: DocumentType, proposers: tuple[Named, ...], lines: list[Line]) -> DocumentType:
    """Return what a proposal is by who writes it: a deputy's suggestion, or a paper's own text."""
    if written is not DocumentType.PROPOSAL:
        return written
    if proposers:
        return DocumentType.DEPUTY_SUGGESTION if _of_congress(proposers) else written
    return DocumentType.NEWS if _is_press(lines) else written


def _in(line: Line, named: Named) -> bool:
    """Whether somebody is named on a line."""
    return line.start <= named.start < line.end


_WRITER = re.compile(r"(?:□\s*|本[报刊网](?:特约)?评论员[\s　]*)\S[^。，：]{1,20}$")
"""Who wrote a column or comment: □ 张三; 本报评论员　李四."""
_OPINION = re.compile(r"我(?:的|们|个人)?(?:建议|看法|想法|主张|认为|觉得|想|希望)|应当|不妨")


def _opines(lines: list[Line]) -> bool:
    """Whether those who answer give their opinion rather than explain what is decided: twice at least."""
    return sum(bool(_OPINION.search(line.text)) for line in lines) > 1


_PRESS = re.compile(r"记者|评论员|责编|责任编辑|编辑\s*[:：/／]|摄影|通讯员|[□◎]\s*\S{2,4}$|第[\s\d]*版")


def _is_press(lines: list[Line]) -> bool:
    """Whether the top or the credits of a text say that a paper or site wrote it."""
    return is_interview(lines) or any(
        _PRESS.search(line.text) for line in [*lines[:8], *lines[-6:]] if not line.is_sentence
    )


def _of_congress(proposers: tuple[Named, ...]) -> bool:
    """Whether those who write are deputies rather than members of a conference."""
    return any("人大代表" in title for one in proposers for title in one.titles)


_NOTIFIES = re.compile(r"(?:通知|公告|通告|公示|安排)如下|特此(?:通知|公告|通告)")
_NOTICE = re.compile(
    r"(?:关于.{2,60}的(?:通知|公告|通告|公示|启事|函)"
    r"|(?:^|】)(?:(?![的了])[一-鿿\d]){0,14}(?:邀请函|须知|通知|公告|通告|公示|启事|征集\S{0,10})"
    r"|(?:工作|实施|管理|行动|活动|年度?)\S{0,6}(?:方案|计划|要点|规程|办法|指南|安排|名单))(?:[(（].*[)）])?$"
)
"""Titles of what an office gives out: nobody asks for anything in it."""
_REASONS = {
    Shape.PROPOSAL: "社情民意信息, 或有委员署名的文章 (a note of public opinion, or a member's article)",
    Shape.OTHER: "没有署名、案由或委员的话, 全文作一件 (no shape fits: one proposal, nobody invented)",
}
_NEAR = 12


def _byline(lines: list[Line], heads: list[Line]) -> tuple[Line | None, Byline | None]:
    """Return the first line near the top that surely says who speaks, page furniture not counted.

    A body that may propose does where it stands alone right below the title.
    """
    below = lines[lines.index(heads[-1]) + 1 :][:1]
    if below and (body := body_alone(below[0])) is not None:
        return below[0], body
    above = named_above(lines, heads[0])
    if above:
        return next((line, above[line.start]) for line in lines if line.start in above)
    near = [line for line in lines[: 4 * _NEAR] if furniture(line) is None][:_NEAR]
    for line in near:
        found = match_byline(line)
        if found is not None and found.sure and found.body is None:
            return line, _with_those_below(near, line, found)
        bare = found is not None and found.form is Form.BARE and found.proposers[0].is_person
        if bare and _is_speech(near):
            return line, found
    beside = noted_author(lines) or named_beside(lines)
    return next(((line, beside[line.start]) for line in lines if line.start in beside), (None, None))


def _with_those_below(lines: list[Line], line: Line, byline: Byline) -> Byline:
    """Add whom labels right below a labelled byline name: 反映单位：某党派市委会, 反映人：张三."""
    below = lines[lines.index(line) + 1 :] if byline.labelled else []
    more: list[Named] = []
    for other in below:
        found = match_byline(other)
        if found is None or not found.labelled or found.body is not None:
            break
        more += found.proposers
    return replace(byline, proposers=(*byline.proposers, *more))


def _is_speech(lines: list[Line]) -> bool:
    """Whether lines at the top say that what follows was spoken to members: 在……会议上的发言, 各位委员."""
    spoken = any(_SPOKEN.search(line.text) for line in lines)
    return spoken and any(_SALUTES.match(line.text) for line in lines)


_SPOKEN = re.compile("发言$")
_SALUTES = re.compile("(?:尊敬的|主席[、，])?各位[^。]{0,20}[:：]$")


def _document_type(lines: list[Line]) -> DocumentType:
    head = "\n".join("".join(line.text.split()) for line in lines[:8])
    if "社情民意" in head or is_note(lines):
        return DocumentType.PUBLIC_OPINION
    if "书面发言" in head:
        return DocumentType.WRITTEN_SPEECH
    return DocumentType.PLENARY_SPEECH if _SPEECH.search(head) else DocumentType.PROPOSAL


_SPEECH = re.compile("(?:大会|会议|联组会|协商会)(?:口头)?发言|发言(?:材料)?之")
