"""Digests: several speeches in one document, each with a title, a byline and paragraphs."""

from __future__ import annotations

from extract.bylines import Byline, match_byline
from extract.draft import DraftPassage, DraftProposal, Layout, line_passage
from extract.lines import Line, is_chrome, is_footer
from extract.measures import body_passages
from extract.names import ends_in_office
from extract.titles import document_title, is_title_line, join_title, trim_title
from graph.model import DocumentType, PassageKind, Shape

MAX_TITLE_LINES = 3


def read(text: str, lines: list[Line]) -> Layout | None:
    """Read a digest; None unless at least two bylines are each followed by running text."""
    bylines = {index: found for index, line in enumerate(lines) if (found := match_byline(line))}
    heads = [index for index in bylines if _has_body(lines, index, bylines)]
    if len(heads) < 2:
        return None
    titles = [_title_lines(lines, index, bylines, heads) for index in heads]
    starts = [min([*title, head]) for title, head in zip(titles, heads, strict=True)]
    end_of_last = _footer_start(lines, heads[-1])
    ends = [*starts[1:], end_of_last]
    proposals = tuple(
        _speech(text, lines, head, title, end, bylines)
        for head, title, end in zip(heads, titles, ends, strict=True)
    )
    front = [
        line_passage(line, PassageKind.CHROME if is_chrome(line) else PassageKind.FRONT)
        for line in lines[: starts[0]]
    ]
    footer = [line_passage(line, PassageKind.FOOTER) for line in lines[end_of_last:]]
    own = document_title(lines[: starts[0]])
    title = own.text.lstrip("—－- 　") if own else proposals[0].title
    return Layout(Shape.DIGEST, title, proposals, (*front, *footer))


def _has_body(lines: list[Line], index: int, bylines: dict[int, Byline]) -> bool:
    """Whether running text follows before the next byline."""
    for following in range(index + 1, min(index + 6, len(lines))):
        if following in bylines:
            return False
        if lines[following].is_sentence and not is_footer(lines[following]):
            return True
    return False


def _title_lines(lines: list[Line], head: int, bylines: dict[int, Byline], heads: list[int]) -> list[int]:
    """Return the indexes of the title's lines: on the byline itself, before it, or else after it."""
    if bylines[head].title:
        return []
    before: list[int] = []
    index = head - 1
    while (
        index >= 0 and len(before) < MAX_TITLE_LINES and index not in bylines and is_title_line(lines[index])
    ):
        before.insert(0, index)
        index -= 1
    if before:
        return before if heads[0] != head else before[-2:]
    after: list[int] = []
    index = head + 1
    while index < len(lines) and len(after) < 2 and index not in bylines and _may_follow(lines[index]):
        after.append(index)
        index += 1
    return after


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
    text: str, lines: list[Line], head: int, title: list[int], end: int, bylines: dict[int, Byline]
) -> DraftProposal:
    byline = bylines[head]
    inline = byline.title
    spans = [trim_title(lines[index].text, lines[index].start) for index in title]
    if inline:
        spans = [trim_title(text[inline[0] : inline[1]], inline[0])]
    passages: list[DraftPassage] = []
    body_start = max([head, *title]) + 1
    for index in range(min([head, *title]), body_start):
        kind = PassageKind.TITLE if index in title else PassageKind.BYLINE
        if index not in title and index != head:
            kind = PassageKind.CHROME
        passages.append(line_passage(lines[index], kind))
    while body_start < end and ends_in_office(lines[body_start].text) and not lines[body_start].is_sentence:
        passages.append(line_passage(lines[body_start], PassageKind.BYLINE))  # the speaker's office
        body_start += 1
    body = lines[body_start:end]
    passages += body_passages(body)
    if not spans:  # no title anywhere: the first headline stands for it
        first = next((p for p in passages if p.kind is PassageKind.MEASURE), passages[-1])
        stop = min([i for i in (text.find("。", first.start, first.end), first.end) if i >= 0])
        spans = [(first.start, stop)]
    return DraftProposal(
        join_title(text, spans), tuple(spans), DocumentType.PLENARY_SPEECH, byline.proposers, tuple(passages)
    )
