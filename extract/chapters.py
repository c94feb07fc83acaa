"""Cut a digest into chapters by headings of one style, each with somebody's name at its top or its end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from extract.bylines import Byline, Form
from extract.lines import Line
from extract.titles import TAG

_STYLES = (
    re.compile(r"#{1,6}(?=\s)"),
    re.compile(r"\*\*[^*]{4,50}\*\*$"),
    re.compile(
        r"(?:(?:书面)?发言|(?:发言)?材料|提案|建议|案例)之?[一二三四五六七八九十\d]{1,3}(?:$|[\s　:：、])"
    ),
    re.compile(TAG),
    re.compile(r"[【\[][^】\]]{4,50}[】\]]$"),
    re.compile(r"第\s*\d{1,8}\s*号(?=$|[\s　:：])"),
    re.compile(r"[一二三四五六七八九十]{1,3}、"),
    re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"\d{1,3}[.．、]\s*(?!\d)"),
    re.compile(r"[●■◆★▲◎□○▍▎▌]"),
)
_TOLD_APART = (0, len(_STYLES) - 1)
_TOP, _END = 5, 3
"""How many lines after the heading, or before the next one, the name may stand."""
_LONGEST = 60
_MOST_BEFORE = 2
"""How many sentences may stand under a heading above the first chapter: an editor's note."""


def chapters(lines: list[Line], bylines: Mapping[int, Byline]) -> list[tuple[int, int, int]]:
    """Return (heading, end, byline) of each chapter as indexes of lines; empty where there are no chapters.

    A style of heading divides the text when it stands twice or more and every part under it has running
    text and names its speakers once: on the heading itself, soon after it, or at the end. Of several such
    styles the one with the most parts is taken, of two with as many the one that marks the higher level.
    """
    styles = [_style(line) for line in lines]
    best: list[tuple[int, int, int]] = []
    for style in dict.fromkeys(filter(None, styles)):
        heads = [index for index, own in enumerate(styles) if own == style]
        found = _divided(lines, bylines, heads, style)
        if len(found) > max(1, len(best)):
            best = found
    return best


Style = tuple[int, str]
"""A kind of mark, and the mark itself where it tells headings of one kind apart: ``##``, ◆."""


def _style(line: Line) -> Style | None:
    """Return the style of a heading; None for running text."""
    if line.is_sentence or len(line.text) > _LONGEST or line.is_chrome:
        return None
    for number, pattern in enumerate(_STYLES):
        match = pattern.match(line.text)
        if match:
            return number, match.group() if number in _TOLD_APART else ""
    return None


def _divided(
    lines: list[Line], bylines: Mapping[int, Byline], heads: list[int], style: Style
) -> list[tuple[int, int, int]]:
    """Return the chapters under headings of one style; empty where one of them names nobody or several."""
    found: list[tuple[int, int, int]] = []
    for start, limit in pairwise([*heads, len(lines)]):
        end = _end(lines, start, limit, style)
        named = _named(lines, bylines, start, end)
        told = sum(line.is_sentence for line in lines[start + 1 : end])
        if named is None and not found and told <= _MOST_BEFORE:
            continue  # a heading of the digest itself
        if named is None or not told:
            return []
        found.append((start, end, named))
    return found


def _end(lines: list[Line], start: int, limit: int, style: Style) -> int:
    """Return where a chapter ends: before a heading of a higher level, or before the credits at the end."""
    level = len(style[1]) if style[0] == 0 else 0
    for index in range(start + 1, limit):
        mark = _STYLES[0].match(lines[index].text)
        if mark and len(mark.group()) < level:
            return index
    while limit == len(lines) and limit > start + 1 and _is_furniture(lines[limit - 1]):
        limit -= 1
    return limit


def _is_furniture(line: Line) -> bool:
    return line.is_footer or line.is_chrome or not any(char.isalnum() for char in line.text)


def _named(lines: list[Line], bylines: Mapping[int, Byline], start: int, end: int) -> int | None:
    """Return the index of the one byline of a chapter; None where there is none, or where voices follow."""
    inside = [index for index in range(start, end) if index in bylines]
    if any(bylines[index].body is not None for index in inside):
        return None
    top = [index for index in inside if index < start + _TOP and not _told(lines, start, index)]
    tail = [index for index in inside if index >= end - _END and index not in top]
    sure = [index for index in inside if bylines[index].form is not Form.OFFICE]
    for group in (top, tail):
        strong = [index for index in group if index in sure] or group
        if strong:
            others = [index for index in sure if index not in group and bylines[index].form is not Form.BARE]
            return None if others else strong[0]
    return None


def _told(lines: list[Line], start: int, index: int) -> bool:
    """Whether running text stands between a chapter's heading and a line."""
    return any(line.is_sentence for line in lines[start + 1 : index])
