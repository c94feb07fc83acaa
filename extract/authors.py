"""Find who wrote a text that says so in no byline: notes on the author, ``我是市政协委员张三``."""

from __future__ import annotations

import re

from extract.bylines import TOLD, Byline, Form, match_byline, read_names
from extract.lines import Line
from extract.names import ROLE, Named, is_name, is_open_name, is_proposing_body
from extract.occasions import is_occasion
from extract.people import members_in
from graph.model import ProposerRole

_TOP, _END = 15, 6
"""How many lines at the top and at the end of a page are looked at."""
_MOST_BESIDE = 5


def named_beside(lines: list[Line]) -> dict[int, Byline]:
    """Return the short lines at the top and the end of a page that name members beside their role.

    For pages that say in no other layout who proposes (``（作者系市政协委员 张三）``); none where they name
    more than a few, as a list of those present does.
    """
    found: dict[int, Byline] = {}
    for line in dict.fromkeys([*lines[:_TOP], *lines[-_END:]]):
        told = line.text.split("。")[0] if line.text[0] in "〔【[" else line.text
        if line.is_chrome or len(line.text) > 100 or TOLD.search(told.rstrip("。）)】〕")):
            continue
        plain = line.text.replace("作者", "　　")  # of equal length; no part of the name
        people = members_in(plain, line.start)
        if people and re.search(ROLE, line.text):
            found[line.start] = Byline(people, Form.MEMBER)
    names = {one.name for byline in found.values() for one in byline.proposers}
    return found if len(names) <= _MOST_BESIDE else {}


def body_alone(line: Line) -> Byline | None:
    """Return the body that proposes where it is all that a line holds, or None."""
    if not is_proposing_body(line.text):
        return None
    named = Named(line.text, line.start, line.end, (), False, ProposerRole.LEAD)
    return Byline((named,), Form.MEMBER)


def named_above(lines: list[Line], title: Line) -> dict[int, Byline]:
    """Return who stands alone right above the title of a text, below what names the conference.

    A member with an office may stand there on any page, a body only below such a heading.
    """
    at = lines.index(title)
    line = lines[at - 1] if at else None
    if line is None or line.is_sentence or is_occasion(line.text):
        return {}
    headed = any(is_occasion(above.text) for above in lines[: at - 1])
    if headed and (body := body_alone(line)) is not None:
        return {line.start: body}
    byline = match_byline(line)
    alone = byline is not None and byline.sure and byline.title is None and byline.body is None
    return {line.start: byline} if byline is not None and alone else {}


_AUTHOR = re.compile(r"^(?:作\s*者|撰\s*稿|撰写人?|建议者)\s*[:：]\s*(?P<who>\S[^:：]{1,40})$")
_SELF = re.compile(r"我是(?P<who>[^，。]{0,24}(?:委员|代表)[^，。]{2,12})[，。]")


def named_as_author(lines: list[Line]) -> dict[int, Byline]:
    """Return who a page names as its author, or who says so: ``作者：张三``, ``我是市政协委员张三``."""
    for line in [*lines[:_TOP], *lines[-_END:]]:
        author = _AUTHOR.match(line.text)
        if author:
            offset = line.start + author.start("who")
            people = read_names(author.group("who"), offset)
            if people and people[0].is_person:
                return {line.start: Byline(people, Form.MEMBER)}
        said = _SELF.search(line.text)
        if said:
            people = members_in(said.group("who"), line.start + said.start("who"))
            if people:
                return {-1: Byline(people, Form.MEMBER)}
    return {}


_NOTE = re.compile(r"^[(（【〔\[]?\s*(?:本文)?作者(?!单位|简介|[:：]\s*\S{2,8}$)(?P<rest>[^。]{4,80})")
_NOTED = re.compile(
    r"[\s　:：]*(?P<name>[一-鿿·•]{2,12}?)?\s*(?:系|为|是|现任|现为|[，,　 ])\s*(?P<offices>\S.*)$"
)
_SIGNED = re.compile(
    r"^(?:(?:文|撰文|图文|作\s*者)\s*[/／:：｜|]|[□◎■●])?[\s　]*"
    r"(?P<name>[^\s()（）](?:[^：:，。()（）]{0,12}[^\s()（）])?)"
    r"(?:[(（][^()（）]{1,5}族[)）])?$"
)
_MEMBER = re.compile(r"(?:政协|人大)[^，。]{0,20}(?:委员|常委|代表)(?!会)|[省市区县州旗盟]委员(?!会)")
_NEAR = 8


def noted_author(lines: list[Line]) -> dict[int, Byline]:
    """Return the member whom a note on the author introduces: ``（作者系市政协委员、某校教授）``.

    The name stands in the note itself or alone on a line under the title; the key is the offset of the line
    that holds it. Empty where no note says that the author is a member or deputy.
    """
    for line in dict.fromkeys([*lines[:_TOP], *lines[-_END:]]):
        note = _NOTE.match(line.text)
        noted = _NOTED.match(note.group("rest").rstrip(")）】〕] ")) if note else None
        if note is None or noted is None or not _MEMBER.search(noted.group("offices")):
            continue
        offices = tuple(part for part in re.split("[、，,]", noted.group("offices")) if part)
        name = noted.group("name")
        if name and (is_name(name) or is_open_name(name)):
            return _author(line, name, line.start + note.start("rest") + noted.start("name"), offices)
        signed = _signed(lines)
        if signed is not None:
            return _author(*signed, offices)
    said = next((match for line in lines if (match := _I_AM.search(line.text))), None)
    signed = _signed(lines) if said else None
    return _author(*signed, (said.group("office"),)) if said and signed else {}


_I_AM = re.compile(
    r"(?:我(?:是|当上|当选|成为|担任)|作为)(?:了|为)?(?:一名|一位)?(?P<office>[^，。、]{0,10}(?:政协委员|政协常委|人大代表))"
)


def _signed(lines: list[Line]) -> tuple[Line, str, int] | None:
    """Return the line near the top that is nothing but a name, with the name and its offset."""
    for line in lines[1:_NEAR]:
        match = _SIGNED.match(line.text)
        name = match.group("name") if match else ""
        if match and "的" not in name and (is_name(name) or is_open_name(name)):
            return line, match.group("name"), line.start + match.start("name")
    return None


def _author(line: Line, name: str, start: int, offices: tuple[str, ...]) -> dict[int, Byline]:
    named = Named(name, start, start + len(name), offices, True, ProposerRole.LEAD)
    return {line.start: Byline((named,), Form.MEMBER)}
