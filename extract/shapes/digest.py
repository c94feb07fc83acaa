"""Digests: several speeches in one document, each with a title, a byline and paragraphs."""

from __future__ import annotations

import re

from extract.bylines import Byline, Form, match_byline
from extract.draft import DraftPassage, DraftProposal, Layout, line_passage
from extract.handlers import field_handlers
from extract.lines import Line, is_chrome, is_footer
from extract.measures import body_passages
from extract.names import ends_in_office
from extract.titles import headline, is_title_line, join_title, title_spans, trim_title
from graph.model import DocumentType, PassageKind, Shape

MAX_TITLE_LINES = 3
_MARKED = re.compile(r"发言|摘编|摘登|选登|选编|选刊|汇编|声音|建言|心声|微建议|观点")
_HEADING = re.compile(
    r"(?:发言|提案|建议|观点|声音|简报)\S{0,4}(?:摘编|摘登|选登|选编|选刊|汇编|摘要|摘录|集锦)|^(?:\S{0,4}声音|编者按)"
)
"""The heading of a digest itself, which is no speech's title."""
_OPENS_TITLE = re.compile(
    r"#|[【《]|[一二三四五六七八九十]+、|\d{1,2}[.、．]|[(（][一二三四五六七八九十\d]+[)）]|[●■◆★▲]"
)
"""A title that begins so has no line before it."""
_ALONE_NUMBER = re.compile(
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[（(][一二三四五六七八九十\d]{1,3}[）)])[、.．]?"
)


def read(text: str, lines: list[Line]) -> Layout | None:
    """Read a digest; None unless at least two bylines are each followed by running text."""
    bylines = _bylines(text, lines)
    heads = [index for index in bylines if _has_body(lines, index, bylines)]
    if len(heads) < 2:
        return None
    titles = [_title_lines(text, lines, index, bylines, heads) for index in heads]
    starts = [_with_number(lines, min([*title, head])) for title, head in zip(titles, heads, strict=True)]
    end_of_last = _footer_start(lines, heads[-1])
    ends = [*starts[1:], end_of_last]
    kind = _document_type(lines)
    proposals = tuple(
        _speech(text, lines, (start, head, title, end), bylines, kind)
        for start, head, title, end in zip(starts, heads, titles, ends, strict=True)
    )
    front = [
        line_passage(line, PassageKind.CHROME if is_chrome(line) else PassageKind.FRONT)
        for line in lines[: starts[0]]
    ]
    footer = [
        line_passage(line, PassageKind.CHROME if is_chrome(line) else PassageKind.FOOTER)
        for line in lines[end_of_last:]
    ]
    title = title_spans(headline(text, lines[: starts[0]])) or proposals[0].title_spans
    return Layout(Shape.DIGEST, title, proposals, (*front, *footer))


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


def _bylines(text: str, lines: list[Line]) -> dict[int, Byline]:
    """Return the lines that are bylines; an office and a name alone only where a digest has several such."""
    found = {index: byline for index, line in enumerate(lines) if (byline := match_byline(line))}
    twice = {
        index + 1
        for index, byline in found.items()
        if byline.title and index + 1 in found and _same_speaker(byline, found[index + 1])
    }
    found = {index: byline for index, byline in found.items() if index not in twice}
    sure = {index for index, byline in found.items() if byline.form not in _WEAK}
    sure |= {
        index
        for index, byline in found.items()
        if byline.form is Form.BARE
        and index + 1 < len(lines)
        and _MEMBERSHIP.search(lines[index + 1].text)
        and ends_in_office(lines[index + 1].text)
    }
    marked = any(_MARKED.search(line.text) for line in lines[:15])
    for form in _WEAK:
        alike = {
            i
            for i, byline in found.items()
            if byline.form is form and (byline.title or _near_title(lines, i))
        }
        if marked and len(alike | sure) > 1:
            sure |= alike
    return {index: byline for index, byline in found.items() if index in sure}


_WEAK = (Form.OFFICE, Form.BARE)
_MEMBERSHIP = re.compile(r"委员|代表|常委")


def _same_speaker(first: Byline, second: Byline) -> bool:
    """Whether a second byline only says once more who speaks, before the text: 张三（某校教授）：……"""
    return second.body is not None and first.proposers[0].name == second.proposers[0].name


def _near_title(lines: list[Line], index: int) -> bool:
    """Whether a line that may be a title stands right before or after."""
    return any(0 <= at < len(lines) and is_title_line(lines[at]) for at in (index - 1, index + 1))


def _has_body(lines: list[Line], index: int, bylines: dict[int, Byline]) -> bool:
    """Whether running text follows, on the line itself or before the next byline."""
    if bylines[index].body is not None:
        return True
    for following in range(index + 1, min(index + 6, len(lines))):
        if following in bylines:
            return False
        if lines[following].is_sentence and not is_footer(lines[following]):
            return True
    return False


def _title_lines(
    text: str, lines: list[Line], head: int, bylines: dict[int, Byline], heads: list[int]
) -> list[int]:
    """Return the indexes of the title's lines: on the byline itself, before it, or else after it."""
    if bylines[head].title:
        return []
    if bylines[head].body is not None and not _titled(lines, heads, bylines):
        return []
    before = [] if _titles_follow(lines, heads, bylines) else _lines_above(text, lines, head, bylines)
    if before:
        return before if heads[0] != head or _gap(text, lines, head) == 1 else before[-2:]
    if bylines[head].body is not None:
        return []
    after: list[int] = []
    index = head + 1
    while index < len(lines) and len(after) < 2 and index not in bylines and _may_follow(lines[index]):
        after.append(index)
        index += 1
    return after


def _titles_follow(lines: list[Line], heads: list[int], bylines: dict[int, Byline]) -> bool:
    """Whether in this digest titles stand below the bylines: a line that may be one does more often."""
    below = sum(
        head + 1 < len(lines) and head + 1 not in bylines and _may_follow(lines[head + 1]) for head in heads
    )
    above = sum(head > 0 and _may_stand_above(lines[head - 1]) for head in heads)
    return below > above


def _may_stand_above(line: Line) -> bool:
    """Whether a line right above a byline may be the speech's title: no heading of the digest."""
    return is_title_line(line) and not _HEADING.search(line.text)


def _lines_above(text: str, lines: list[Line], head: int, bylines: dict[int, Byline]) -> list[int]:
    """Return the indexes of the title's lines right above a byline, at most three."""
    before: list[int] = []
    index = head - 1
    widest = _gap(text, lines, head)
    while (
        index >= 0
        and len(before) < MAX_TITLE_LINES
        and index not in bylines
        and _may_stand_above(lines[index])
        and (not before or _gap(text, lines, index + 1) <= widest)
        and not (before and _OPENS_TITLE.match(lines[before[0]].text))
    ):
        before.insert(0, index)
        index -= 1
    return before


def _titled(lines: list[Line], heads: list[int], bylines: dict[int, Byline]) -> bool:
    """Whether voices that begin on their byline's line have titles above them: most of them, then."""
    voices = [index for index in heads if bylines[index].body is not None]
    return sum(index > 0 and is_title_line(lines[index - 1]) for index in voices) * 2 > len(voices)


def _gap(text: str, lines: list[Line], index: int) -> int:
    """Return how many line breaks stand before a line."""
    return text.count("\n", lines[index - 1].end, lines[index].start) if index else 0


def _with_number(lines: list[Line], start: int) -> int:
    """Take in a number that stands on a line of its own before a speech."""
    return start - 1 if start and _ALONE_NUMBER.fullmatch(lines[start - 1].text) else start


def _may_follow(line: Line) -> bool:
    """Whether a line after a byline may be the title: not the speaker's office."""
    return is_title_line(line) and not ends_in_office(line.text)


def _footer_start(lines: list[Line], last_head: int) -> int:
    """Return the index where credits begin at the end of the document."""
    index = len(lines)
    while index > last_head + 1 and (is_footer(lines[index - 1]) or is_chrome(lines[index - 1])):
        index -= 1
    return index


def _speech(
    text: str,
    lines: list[Line],
    place: tuple[int, int, list[int], int],
    bylines: dict[int, Byline],
    kind: DocumentType,
) -> DraftProposal:
    """Build one speech; ``place`` is its first line, its byline, its title's lines, and the line after it."""
    start, head, title, end = place
    byline = bylines[head]
    inline = byline.title
    spans = [trim_title(lines[index].text, lines[index].start) for index in title]
    if inline:
        spans = [trim_title(text[inline[0] : inline[1]], inline[0])]
    passages = _head_passages(text, lines, (start, head, max([head, *title])), title, byline)
    body_start = max([head, *title]) + 1
    while body_start < end and not lines[body_start].is_sentence:
        field = bool(_FIELD.match(lines[body_start].text))
        if not field and not ends_in_office(lines[body_start].text):  # the speaker's office
            break
        passages.append(line_passage(lines[body_start], PassageKind.FRONT if field else PassageKind.BYLINE))
        body_start += 1
    fields = lines[start:body_start]
    body = lines[body_start:end]
    if byline.body is not None:
        line = lines[head]
        body = [
            Line(
                byline.body, line.end, text[byline.body : line.end], line.folded[byline.body - line.start :]
            ),
            *body,
        ]
    passages += body_passages(body)
    if not spans:  # no title anywhere: the first headline stands for it
        first = next((p for p in passages if p.kind is PassageKind.MEASURE), passages[-1])
        stop = min([i for i in (text.find("。", first.start, first.end), first.end) if i >= 0])
        spans = [(first.start, stop)]
    return DraftProposal(
        join_title(text, spans),
        tuple(spans),
        kind,
        byline.proposers,
        tuple(passages),
        _number(fields),
        tuple(field_handlers(fields)),
    )


_NUMBERED = re.compile(
    r"^[\s　#*【]*第\s*(?P<title>\d{1,8})\s*号[\s　]"
    r"|[(（]第?\s*(?P<tail>\d{1,8})\s*号?(?:提案)?[)）]$"
    r"|(?:提案号|案号|编号|提案编号)\s*[:：]\s*第?\s*[A-Za-z]{0,3}(?P<field>\d{1,8})"
)
_FIELD = re.compile(r"^(?:提案号|案号|编号|提案编号|承办|主办|会办|界别|提案类别|类别|办理)[^。]{0,90}$")


def _number(lines: list[Line]) -> str | None:
    """Return the number that a speech's head gives, if it is a proposal's."""
    for line in lines:
        match = None if line.is_sentence else _NUMBERED.search(line.text)
        if match:
            return str(int(match.group("title") or match.group("tail") or match.group("field")))
    return None


def _head_passages(
    text: str, lines: list[Line], place: tuple[int, int, int], title: list[int], byline: Byline
) -> list[DraftPassage]:
    """Give the lines from a speech's first to the last of title and byline their kinds."""
    start, head, last = place
    passages: list[DraftPassage] = []
    for index in range(start, last + 1):
        line = lines[index]
        if index in title or (index < min([head, *title]) and _ALONE_NUMBER.fullmatch(line.text)):
            passages.append(line_passage(line, PassageKind.TITLE))
        elif index != head:
            passages.append(line_passage(line, PassageKind.CHROME))
        else:
            passages += _byline_passages(text, line, byline)
    return passages


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
