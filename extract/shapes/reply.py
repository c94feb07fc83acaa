"""Replies to proposals: addressee, number and title of the proposal, what was done, planned, declined."""

from __future__ import annotations

import re

from extract.draft import DraftPassage, DraftProposal, Layout, line_passage
from extract.lines import Line, is_chrome, is_footer
from extract.names import Named, parse_list
from extract.titles import join_title, trim_title
from graph.model import DocumentType, PassageKind, ProposerRole, Shape

_TITLE = re.compile(
    r"(?:关于|对).{0,60}(?:提案|建议|议案).{0,30}(?:答复|复函|回复|办理(?:情况|意见))|(?:答复|复函|回复)(?:意见|函)?$"
)
_ADDRESS = re.compile(r"^(?:尊敬的)?(?P<names>[^。；]{2,80}?)(?:[(（][^)）]*[)）])?\s*[:：]$")
_RECEIVED = re.compile(r"收悉|您提出|你提出|贵单位提出|您在|提出的《|提案(?:的)?(?:办理|答复)")
_NUMBER = re.compile(r"第\s*(?P<number>\d{1,12})\s*号")
_HEADING = re.compile(r"^(?:[一二三四五六七八九十]+、|[(（]?[一二三四五六七八九十]+[)）])[^。]{2,40}$")


def read(text: str, lines: list[Line]) -> Layout | None:
    """Read a reply; None unless a title says 答复 and the text acknowledges a proposal."""
    top = lines[:20]
    title_at = next(
        (i for i, line in enumerate(top) if not line.is_sentence and _TITLE.search(line.text)), None
    )
    if title_at is None or not any(_RECEIVED.search(line.text) for line in lines[title_at : title_at + 8]):
        return None
    title = lines[title_at]
    wrapped = _wrapped_title(lines, title_at)
    spans = [trim_title(lines[i].text, lines[i].start) for i in wrapped]
    address = next((line for line in lines[title_at + 1 : title_at + 6] if _ADDRESS.match(line.text)), None)
    named = _addressees(address) if address else ()
    passages: list[DraftPassage] = []
    section = ""
    for index, line in enumerate(lines):
        if index in wrapped:
            passages.append(line_passage(line, PassageKind.TITLE))
        elif index < title_at or (address is not None and line.start < address.start):
            passages.append(line_passage(line, PassageKind.CHROME if is_chrome(line) else PassageKind.FRONT))
        elif address is not None and line.start == address.start:
            passages.append(line_passage(line, PassageKind.BYLINE))
        elif is_footer(line) or (index > len(lines) - 6 and len(line.text) < 25 and not line.is_sentence):
            passages.append(line_passage(line, PassageKind.FOOTER))
        else:
            if _HEADING.match(line.text):
                section = line.text
            passages.append(line_passage(line, PassageKind.RESPONSE, section))
    number = _NUMBER.search(title.text)
    proposal = DraftProposal(
        join_title(text, spans),
        tuple(spans),
        DocumentType.REPLY,
        (),
        tuple(passages),
        number.group("number").lstrip("0") if number else None,
    )
    return Layout(Shape.REPLY, proposal.title, (proposal,), (), named)


def _wrapped_title(lines: list[Line], at: int) -> list[int]:
    """Return the indexes of a title that wraps: earlier lines while it does not begin with 关于 or 对."""
    indexes = [at]
    while indexes[0] > 0 and not re.search(r"关于|^对", lines[indexes[0]].text) and at - indexes[0] < 2:
        if lines[indexes[0] - 1].is_sentence:
            break
        indexes.insert(0, indexes[0] - 1)
    return indexes if re.search(r"关于|^对", lines[indexes[0]].text) else [at]


def _addressees(line: Line) -> tuple[Named, ...]:
    match = _ADDRESS.match(line.text)
    if match is None:
        return ()
    return tuple(parse_list(match.group("names"), line.start + match.start("names"), ProposerRole.LEAD))
