"""Find the lines that say who speaks: bylines of speeches and proposals, in all their layouts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.lexicons import load_words, spaced_alternatives
from extract.lines import Line
from extract.names import BODY_TAIL, NAME, ROLE, Named, is_name, parse_item, parse_list
from graph.model import ProposerRole

# Forms print their labels spaced out (提 案 人), in brackets (【提案人】), with a colon or only a gap.
_LABEL = re.compile(
    r"^[(（【\[]?(?P<label>" + spaced_alternatives(load_words()["byline_labels"]) + r")"
    r"(?:姓名)?(?:[】\])）]\s*[:：]?|\s*[:：]|[ 　]+)\s*(?P<names>.+?)[)）】]?$"
)
_CO_LABEL = re.compile(r"联名|附议")
_AFTER_NAME = re.compile(rf"^(?P<before>[^:：。，]{{0,30}}?)(?P<name>{NAME})\s*(?P<role>{ROLE})$")
_COLON = re.compile(
    rf"^[(（]?(?P<who>[^:：。，]{{2,60}}?(?:{ROLE}|{BODY_TAIL}|[(（][^)）]{{2,40}}[)）]))"
    r"(?:[作做]?(?:大会|书面|口头)?发言)?\s*[:：]\s*(?P<rest>.*)$"
)
_FORM_FIELD = re.compile(rf"(?:所属|所在|隶属)?{BODY_TAIL}")
"""What a form asks for, such as 所属界别 or 小组: it names nobody."""
_DASHED = re.compile(r"^(?P<title>.*?)\s*(?:——+|—|--+)\s*(?P<who>[^—-]{2,50})$")
_SPOKE_FOR = re.compile(rf"^(?P<name>{NAME})(?:委员|常委)?代表(?P<body>\S{{2,30}}?)(?:作|做|发言|$)")


@dataclass(frozen=True)
class Byline:
    """A byline: the proposers and, if the same line holds the title too, its span in the document."""

    proposers: tuple[Named, ...]
    title: tuple[int, int] | None = None
    labelled: bool = False
    """Whether a word such as 提案人 introduces it."""


def match_byline(line: Line) -> Byline | None:
    """Read a line as a byline, or return None.

    Known layouts: ``张三委员``; ``发言人：张三（市政协委员）``; ``提案人：张三、李四``; ``张三委员：标题``;
    ``标题——张三``; ``市政协委员、某公司董事长 张三``; ``张三代表民建市委会发言``.
    """
    text = line.text.strip("*# 　>🔹◆●■▲★▶•·-")
    if len(text) > 120 or text.endswith(("。", "；")):
        return None
    offset = line.start + line.text.index(text) if text else line.start
    for match in (_labelled, _spoke_for, _after_name, _dashed, _with_colon, _office_then_name):
        found = match(text, offset)
        if found is not None:
            return found
    return None


def _labelled(text: str, offset: int) -> Byline | None:
    match = _LABEL.match(text)
    if not match:
        return None
    label = "".join(match.group("label").split())
    co = bool(_CO_LABEL.search(label))
    role = ProposerRole.SPEAKER if label.startswith("发言") else ProposerRole.LEAD
    names = parse_list(match.group("names"), offset + match.start("names"), ProposerRole.CO if co else role)
    return Byline(tuple(names), labelled=True) if names else None


def _spoke_for(text: str, offset: int) -> Byline | None:
    match = _SPOKE_FOR.match(text)
    if not match or not is_name(match.group("name")):
        return None
    person = Named(match.group("name"), offset, offset + match.end("name"), (), True, ProposerRole.SPEAKER)
    body = parse_item(match.group("body"), offset + match.start("body"), ProposerRole.LEAD)
    return Byline((person, body) if body and not body.is_person else (person,))


def _after_name(text: str, offset: int) -> Byline | None:
    match = _AFTER_NAME.match(text)
    if not match or len(text) > 40:
        return None
    item = parse_item(text, offset, ProposerRole.SPEAKER)
    return Byline((item,)) if item and item.is_person else None


def _dashed(text: str, offset: int) -> Byline | None:
    match = _DASHED.match(text)
    if not match:
        return None
    item = parse_item(match.group("who"), offset + match.start("who"), ProposerRole.SPEAKER)
    if item is None or not item.is_person:
        return None
    title = (offset, offset + match.end("title")) if match.group("title") else None
    return Byline((item,), title)


def _with_colon(text: str, offset: int) -> Byline | None:
    match = _COLON.match(text)
    if not match or _FORM_FIELD.fullmatch(match.group("who")):
        return None
    item = parse_item(match.group("who"), offset, ProposerRole.SPEAKER)
    rest = match.group("rest")
    if item is None or len(rest) > 60 or rest.endswith("。") or not (item.is_person or rest):
        return None
    return Byline((item,), (offset + match.start("rest"), offset + len(text)) if rest else None)


def _office_then_name(text: str, offset: int) -> Byline | None:
    if len(text) > 60 or not re.search(r"委员|代表|常委|主委|主席", text):
        return None
    item = parse_item(re.sub(r"[:：]$", "", text), offset, ProposerRole.SPEAKER)
    return Byline((item,)) if item and item.is_person and item.titles else None
