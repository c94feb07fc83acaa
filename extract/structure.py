"""Choose the shape that fits a text and read its layout."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.draft import Layout
from extract.forms import with_colons
from extract.lines import Line, split_lines
from extract.names import Named
from extract.reporters import is_note
from extract.shapes import digest, news, plain, reply, single, table
from extract.titles import join_title
from extract.turns import is_interview
from graph.model import InputError
from graph.text import simplify

_LABEL = 24
"""Longest line that may be a heading such as 社情民意信息."""


def read_structure(text: str, lines: list[Line] | None = None) -> Layout:
    """Read the layout of a text: reply, digest, single proposal, news report, or anything else.

    ``lines`` are the text's, if somebody has cut them before.

    Raises:
        InputError: the text holds nothing but white space.
    """
    # Of equal length, so that its spans are those of the text.
    simple = simplify(text)
    if lines is None or simple != text:
        lines = split_lines(simple)
    if not lines:
        raise InputError("没有文字内容 (the text is empty)")
    listed = table.read(
        simple, lines
    )  # before its bars and commas are taken for those of forms and sentences
    if listed is not None:
        return _as_written(text, simple, listed)
    plain_text = with_colons(_full_marks(simple))
    if plain_text != simple:
        lines = split_lines(plain_text)
    return _as_written(text, plain_text, _choose(plain_text, lines))


_MARKS = str.maketrans(",:;?!()", "，：；？！（）")
# What they look back at comes second: a pattern that begins with its marks skips all other letters.
_HALF = re.compile(
    r"[,:;?!()](?:(?<=[\u3400-\u9fff”」》）】%\d][,:;?!])[,:;?!]*(?=[^\d/\\]|$)"
    r"|(?<=[()])(?<![()].)[()]*(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff\d][()])[()]*)"
)
_STOP = re.compile(
    r"\.(?:(?<=[\u3400-\u9fff”」》）】]\.)(?<![一二三四五六七八九十]\.)"
    r"|(?<=[\u3400-\u9fff”」》）】]\s\.)(?<![一二三四五六七八九十]\s\.))(?=\s|$|[\u3400-\u9fff“「《])"
)


def _full_marks(text: str) -> str:
    """Return the text with marks of half width beside Chinese letters in full width, one by one.

    Typists and scanners mix them; the layouts are told in marks of full width.
    """
    wide = _HALF.sub(lambda match: match.group().translate(_MARKS), text)
    return _STOP.sub("。", wide)


_COLLECTS = re.compile("集纳|集锦|集萃|荟萃|撷英|摘[编登选录]|选[编登刊]|汇编|微言|微建议|专辑")
"""Words of a heading under which several members' observations stand together."""


def _choose(text: str, lines: list[Line]) -> Layout:
    head = "".join(
        "".join(line.text.split()) for line in lines[:6] if len(line.text) <= _LABEL and not line.is_chrome
    )
    # A note of one member's observations, not a report that quotes several.
    if "社情民意" in head or is_note(lines):
        several = digest.read(text, lines) if _COLLECTS.search(head) else None
        return several or plain.read(text, lines)
    first = (news,) if is_interview(lines) else ()
    for shape in (reply, *first, digest, single, news):
        layout = shape.read(text, lines)
        if layout is not None:
            return layout
    return plain.read(text, lines)


def _as_written(text: str, plain_text: str, layout: Layout) -> Layout:
    """Give titles and names back in the characters of the text."""
    if text == plain_text:
        return layout

    def written(items: tuple[Named, ...]) -> tuple[Named, ...]:
        own = {item.name: text[item.start : item.end] for item in items}
        return tuple(
            replace(item, name=own[item.name], spoke_for=own.get(item.spoke_for, "")) for item in items
        )

    proposals = {
        id(proposal): replace(
            proposal,
            title=join_title(text, list(proposal.title_spans)) or proposal.title,
            proposers=written(proposal.proposers),
            handlers=tuple(replace(item, name=text[item.start : item.end]) for item in proposal.handlers),
        )
        for proposal in layout.proposals
    }
    return replace(
        layout,
        proposals=tuple(proposals[id(proposal)] for proposal in layout.proposals),
        answers=tuple(replace(item, proposal=proposals[id(item.proposal)]) for item in layout.answers),
    )
