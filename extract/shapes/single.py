"""Single proposals: 案由, proposers, situation, analysis and suggestions, with their numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise, takewhile

from extract.authors import named_above, named_as_author, named_beside, noted_author
from extract.bylines import Byline, Form, match_byline
from extract.draft import DraftPassage, DraftProposal, Layout
from extract.handlers import field_handlers, is_office
from extract.lexicons import load_words
from extract.lines import Line, signature
from extract.measures import body_passages, furniture
from extract.names import ROLE, Named, is_body, is_name, is_open_name, is_proposing_body
from extract.patterns import spaced_alternatives
from extract.people import read_people
from extract.proposers import LABELS, parse_list, parse_people
from extract.sections import number_level, section_of
from extract.titles import is_proposal_title, is_title_line, join_title, own_headline, title_spans, trim_title
from graph.model import DocumentType, PassageKind, ProposerRole, Shape

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
    r"(?:(?:提案|建议|议案|案|编)\s*(?:编?号)?|(?:提案)?(?:序号|流水号|受理号)|No\.)\s*[】|｜:：]?\s*"
    r"(?:[〔\[（(]\d{4}[〕\]）)])?第?\s*[A-Za-z]{0,3}[-—]?(?P<number>\d{1,12})\s*号?"
    r"|第\s*(?P<other>\d{1,8})\s*号\s*(?:提案|建议|议案)?"
)


def _is_field(line: Line) -> bool:
    """Whether a line is a field of a form; its label may be spaced out (单　　位：)."""
    label, colon, rest = line.text.partition("：")
    return bool(_FIELD.match("".join(label.split()) + colon + rest) or _FIELD.match(line.text))


_TOP = 25
_FEW_LINES = 40


def read(text: str, lines: list[Line]) -> Layout | None:
    """Read a single proposal; None unless a subject line, a proposer's line or a proposal's title says so."""
    top = lines[:_TOP]
    labelled = {line.start: found for line in lines if (found := match_byline(line)) and found.labelled}
    subject = next((line for line in top if _SUBJECT.match(line.text)), None)
    named = _named_title(text, top)
    emptied = any(_EMPTY_LABEL.match(line.text) for line in top)
    body, collective = ({}, []) if labelled or subject else _collective(text, top)
    if not (subject or labelled or emptied or body or (named and _is_alone(text, lines))):
        return None
    heads, spans = _title(text, subject, collective or named, top)
    listed = _continued(lines, labelled)
    bylines = (
        labelled
        or listed
        or body
        or _bylines(lines, heads)
        or (named_above(lines, heads[0]) if heads else {})
        or _signers(lines)
        or noted_author(lines)
        or named_beside(lines)
        or named_as_author(lines)
    )
    bylines |= listed | _writers(top, bylines) | _bodies_above(lines, bylines)
    spans = spans or list(title_spans(own_headline(text, lines) or lines[:1]))
    passages = _passages(lines, heads, set(bylines))
    furnished = [line for line in lines if len(line.text) < 80 and not line.is_sentence]
    proposal = DraftProposal(
        join_title(text, spans),
        tuple(spans),
        _document_type(lines),
        _proposers([found.proposers for found in bylines.values()]),
        tuple(passages),
        _number(lines),
        tuple(field_handlers(furnished)),
    )
    return Layout(
        Shape.PROPOSAL,
        tuple(spans),
        (proposal,),
        (),
        reason=_reason(subject, bool(labelled or emptied or body)),
    )


_HEADED = re.compile(
    r"(?=.*(?:政协|会议|届|次|集体|党派|界别|号))[^。，：]{0,40}(?:提案|发言|发言(?:材料|稿))(?:之[一二三四五六七八九十\d]{1,4})?\s*(?:[(（][^()（）]{1,12}[)）])?"
    r"(?:\s*(?:编号)?[:：]?\s*第?\s*\d{1,12}\s*号)?"
)
"""A heading of a collective proposal or speech: 某市政协提案（集体）, 市政协二次会议书面发言."""
_MOST_TITLE_LINES = 3
_DATED = re.compile(r"\d{4}(?:年\d{1,2}月|[-/.]\d{1,2})")


def _collective(text: str, top: list[Line]) -> tuple[dict[int, Byline], list[Line]]:
    """Return the body that proposes and the lines of the title; empty unless a heading says 提案 as well.

    The body stands alone on a line: below the title, or above it with a colon.
    """
    head = [line for line in top if furniture(line) is None]
    head = head[: next((index for index, line in enumerate(head) if len(line.text) > _LONGEST), len(head))]
    if not any(_HEADED.fullmatch(line.text) for line in head):
        return {}, []
    for index, line in enumerate(head):
        name = line.text.rstrip("：: 　")
        if not is_proposing_body(name):
            continue
        above, below = _block(text, head[:index][::-1]), _block(text, head[index + 1 :])
        title = below if name != line.text else above[::-1]
        if title:
            named = Named(name, line.start, line.start + len(name), (), False, ProposerRole.LEAD)
            return {line.start: Byline((named,), Form.MEMBER)}, title
    return {}, []


def _block(text: str, lines: list[Line]) -> list[Line]:
    """Return up to three lines from the first on that may be a title and stand together.

    A blank line ends them, but not before a subtitle (——……); so does a heading of the page.
    """
    found: list[Line] = []
    for line in lines[:_MOST_TITLE_LINES]:
        first, second = sorted((found[-1] if found else line, line), key=lambda one: one.start)
        apart = text.count("\n", first.end, second.start) > 1 and not second.text.startswith("——")
        if apart or not _may_title(line) or _HEADED.fullmatch(line.text) or _DATED.search(line.text):
            break
        found.append(line)
    return found


def _reason(subject: Line | None, labelled: bool) -> str:
    if subject is not None:
        return "有案由行 (a line names the subject)"
    if labelled:
        return "有提案人行 (a line names who proposes)"
    return "标题是“关于……的提案”, 全页只是这一件 (the title is a proposal's, and the page is nothing else)"


def _is_alone(text: str, lines: list[Line]) -> bool:
    """Whether a page with a proposal's title is that proposal, not a report that quotes several members."""
    if any(section_of(line) for line in lines):
        return True
    body = [line for line in lines if furniture(line) is None]
    return len(lines) < _FEW_LINES and len(read_people(text, body).members) < 2


def _named_title(text: str, top: list[Line]) -> list[Line]:
    """Return the lines that together are ``关于……的提案``, with the headline that it is the subtitle of."""
    for first, line in enumerate(top):
        joined = ""
        for last in range(first, min(first + 3, len(top))):
            piece = top[last]
            if piece.is_sentence or furniture(piece) or _is_field(piece) or match_byline(piece):
                break
            joined += piece.text.strip("*#—- 　")
            begins = re.match(r".{0,24}?关于", line.text)
            if begins and is_proposal_title(joined) and len(joined) <= _LONGEST:
                return _with_headline(top, first, last)
    return []


_LONGEST = 90


def _with_headline(top: list[Line], first: int, last: int) -> list[Line]:
    """Take in the line above where the proposal's title is written as a subtitle."""
    above = first - 1
    if top[first].text.startswith("——") and above >= 0 and _may_title(top[above]):
        first = above
    return top[first : last + 1]


def _bylines(lines: list[Line], heads: list[Line]) -> dict[int, Byline]:
    """Return who is named under the title without a label: surely a member, or right below it."""
    after = lines.index(heads[-1]) + 1 if heads else 0
    found: dict[int, Byline] = {}
    for index, line in enumerate(lines[after : after + _NEAR]):
        byline = match_byline(line)
        if byline and byline.body is None and (byline.sure or index == 0):
            found[line.start] = byline
        elif index == 0 and len(line.text) <= _LONGEST_NAME and is_open_name(line.text):
            named = Named(line.text, line.start, line.end, (), True, ProposerRole.LEAD)
            found[line.start] = Byline((named,), Form.BARE)
        elif line.is_sentence:
            break
    return found


_NEAR = 8
_LONGEST_NAME = 6


def _writers(top: list[Line], bylines: Mapping[int, Byline]) -> dict[int, Byline]:
    """Return who wrote for the body that proposes, told in the head: 执笔人：张三、李四."""
    bodies = [one.name for found in bylines.values() for one in found.proposers if not one.is_person]
    found: dict[int, Byline] = {}
    for line in takewhile(lambda line: not line.is_sentence, top):
        byline = match_byline(line)
        if bodies and byline is not None and byline.form is Form.SPOKEN and line.start not in bylines:
            wrote = tuple(replace(one, spoke_for=bodies[0]) for one in byline.proposers)
            found[line.start] = replace(byline, proposers=wrote)
    return found


def _bodies_above(lines: list[Line], bylines: Mapping[int, Byline]) -> dict[int, Byline]:
    """Return the bodies that stand alone right above who speaks for them: （发言人：张三）."""
    found: dict[int, Byline] = {}
    for above, line in pairwise(lines):
        byline = bylines.get(line.start)
        spoken = byline is not None and all(one.role is ProposerRole.SPEAKER for one in byline.proposers)
        if spoken and above.start not in bylines and is_proposing_body(above.text):
            named = Named(above.text, above.start, above.end, (), False, ProposerRole.LEAD)
            found[above.start] = Byline((named,), Form.MEMBER)
    return found


def _continued(lines: list[Line], labelled: dict[int, Byline]) -> dict[int, Byline]:
    """Return the lines that go on with a list of names that a labelled line leaves open: 联名人：张三、"""
    found: dict[int, Byline] = {}
    for index, line in enumerate(lines[1:], 1):
        before = lines[index - 1]
        first = labelled.get(before.start) or found.get(before.start)
        opens = first is None and _EMPTY_LABEL.match(before.text)
        if not (first or opens) or line.start in labelled or line.is_sentence:
            continue
        role = first.proposers[-1].role if first else ProposerRole.LEAD
        goes_on = before.text.endswith(("、", "，", ",", "；"))
        number = re.match(r"\d{1,2}[.．、]\s*", line.text)
        skip = number.end() if number else 0
        text, start = line.text[skip:], line.start + skip
        people = parse_list(text, start, role) if goes_on else parse_people(text, start)
        if people and all(one.is_person for one in people):
            own = ProposerRole.CO if first else ProposerRole.LEAD
            found[line.start] = Byline(tuple(replace(one, role=own) for one in people), Form.LABELLED)
    return found


_EMPTY_LABEL = re.compile(
    rf"^[(（【\[]?(?:{LABELS})(?:姓名|名单)?(?:[(（]\d+[名人位][)）])?[】\])）]?\s*[:：]?$"
    r"|^姓\s*名[\s　]+\S.*$"
)


def _signers(lines: list[Line]) -> dict[int, Byline]:
    """Return who signs at the end of a page that names its proposer nowhere else: a body or a person."""
    end = signature(lines)
    closing = lines[end:] if end < len(lines) else [line for line in lines[-4:] if furniture(line) is None]
    found: dict[int, Byline] = {}
    for line in closing:
        if line.is_sentence or len(line.text) > 40 or (is_office(line.text) and not is_body(line.text)):
            continue
        byline = match_byline(line)
        people = byline.proposers if byline else parse_people(line.text, line.start)
        if people:
            found[line.start] = Byline(people, Form.MEMBER)
    return found or _name_over_office(closing)


def _name_over_office(lines: list[Line]) -> dict[int, Byline]:
    """Read a signature of two lines: a name of any shape, then the member's office."""
    for line, below in pairwise(lines):
        if re.search(ROLE, below.text) and (is_name(line.text) or is_open_name(line.text)):
            named = Named(line.text, line.start, line.end, (below.text,), True, ProposerRole.LEAD)
            return {line.start: Byline((named,), Form.MEMBER)}
    return {}


def _title(
    text: str, subject: Line | None, named: list[Line], top: list[Line]
) -> tuple[list[Line], list[tuple[int, int]]]:
    """Return the title's lines and the spans of the title proper."""
    if subject is not None:
        match = _SUBJECT.match(subject.text)
        assert match is not None  # noqa: S101 - chosen by this very pattern
        after = top[top.index(subject) + 1 : top.index(subject) + 2]
        wrapped = (
            after and not is_proposal_title(match.group("title")) and _goes_on(match.group("title"), after[0])
        )
        heads = [subject, *after] if wrapped else [subject]
        spans = [trim_title(match.group("title"), subject.start + match.start("title"))]
        return heads, [*spans, *(trim_title(line.text, line.start) for line in heads[1:])]
    if named:
        return named, [trim_title(line.text, line.start) for line in named]
    block = [line for line in own_headline(text, top) if _may_title(line)]
    return block, [trim_title(line.text, line.start) for line in block]


def _goes_on(title: str, line: Line) -> bool:
    """Whether a line is the second half of a title that begins with 关于."""
    plain = not (line.is_sentence or _is_field(line) or match_byline(line) or section_of(line))
    return plain and title.startswith("关于") and is_proposal_title(title + line.text)


def _may_title(line: Line) -> bool:
    return (
        is_title_line(line)
        and not match_byline(line)
        and section_of(line) is None
        and not _is_field(line)
        and (number_level(line) is None or line.text.startswith("——"))
    )


def _proposers(groups: list[tuple[Named, ...]]) -> tuple[Named, ...]:
    """Put all bylines together, each name once, in the order of the text."""
    found: dict[str, Named] = {}
    for item in sorted((item for group in groups for item in group), key=lambda item: item.start):
        found.setdefault(item.name, item)
    return tuple(found.values())


def _passages(lines: list[Line], title: list[Line], bylines: set[int]) -> list[DraftPassage]:
    """Give the lines around the body their kinds, and cut the body into passages."""
    fixed = dict.fromkeys(bylines, PassageKind.BYLINE)
    fixed.update((line.start, PassageKind.TITLE) for line in title)
    body: list[Line] = []
    signed = signature(lines)
    fixed |= {
        line.start: PassageKind.FOOTER
        for line in lines[signed:]
        if line.start not in fixed and furniture(line) is None
    }
    for line in lines:
        head = not body
        field = bool(_is_field(line))
        if line.start in fixed:
            continue
        if line.is_chrome:
            fixed[line.start] = PassageKind.CHROME
        elif (line.is_footer or (_ATTACHED.match(line.text) and not line.is_sentence)) and not head:
            fixed[line.start] = PassageKind.FOOTER
        elif _TEXT_BEGINS.fullmatch("".join(line.text.split())):
            fixed[line.start] = PassageKind.OTHER
        elif (
            field
            and re.match("[^承主会协审]{0,6}(?:单位|职务)", "".join(line.text.split()))
            and _after_byline(lines, line, bylines)
        ):
            fixed[line.start] = PassageKind.BYLINE
        elif head and (field or (not line.is_sentence and section_of(line) is None)):
            fixed[line.start] = PassageKind.FRONT
        elif field and len(line.text) < 80 and not line.is_sentence:
            fixed[line.start] = PassageKind.FOOTER
        else:
            body.append(line)
    has_sections = any(section_of(line) for line in body)
    default = PassageKind.SITUATION if has_sections else None
    return body_passages(lines, default=default, fixed=fixed)


_ATTACHED = re.compile(r"附(?:件|录|表)?[一二三四五六\d]{0,2}\s*[:：]")
_TEXT_BEGINS = re.compile(r"[【\[]?(?:提案|建议)?(?:正文|内容)[】\]]?[:：]")
"""A form's label above the whole text."""


def _after_byline(lines: list[Line], line: Line, bylines: set[int]) -> bool:
    """Whether a line stands right below one that names the proposers."""
    index = lines.index(line)
    return index > 0 and lines[index - 1].start in bylines


def _number(lines: list[Line]) -> str | None:
    """Return the proposal's number: on a short line at the top, or as 第6号提案 at the end."""
    for line in lines[-6:]:
        match = re.search(r"第\s*(\d{1,8})\s*号\s*(?:提案|建议|议案)", line.text)
        if match and line not in lines[:15]:
            return str(int(match.group(1)))
    for line in lines[:15]:
        match = None if line.is_sentence else _NUMBER.search(line.text.replace("*", ""))
        if match:
            return str(int(match.group("number") or match.group("other")))
    return None


def _document_type(lines: list[Line]) -> DocumentType:
    head = "\n".join(line.text for line in lines[:8])
    if "社情民意" in head:
        return DocumentType.PUBLIC_OPINION
    if re.search(r"人大|代表", head) and "政协" not in head:
        return DocumentType.DEPUTY_SUGGESTION
    if "书面发言" in head:
        return DocumentType.WRITTEN_SPEECH
    return DocumentType.PROPOSAL
