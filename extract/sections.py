"""Read section headings (二、存在的问题; 建议：; 短板不容回避) and the numbers that open paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extract.asks import ASKING, ask_score
from extract.lexicons import load_words
from extract.lines import Line
from extract.patterns import alternatives, beginnings
from graph.model import PassageKind

_NUMBERS = "一二三四五六七八九十百"
_LEVELS = (
    re.compile(
        rf"(?:[甲乙丙丁戊己庚辛]、|第[{_NUMBERS}\d]+(?:[条项点件步个]|[,，、:：])|[{_NUMBERS}]+(?:、|是[要,，:]?|要|[.．:])|其[一二三四五六][,，:、]|(?:首先|其次|再次|再者|最后)[,，是])"
    ),
    re.compile(rf"[(（](?:[{_NUMBERS}]+|[—－-])[)）]|[㈠-㈩]"),
    re.compile(r"\d+\s*\\?(?:[、．:：]|\.(?!\d))|\d{1,2}(?:\.\d{1,2}){1,3}\s|\d{1,2}[)）](?=\s*[一-龥])"),
    re.compile(r"[(（]\d+[)）]|[①-⑳⑴-⒇]"),
    re.compile(r"[*•·◆●■◇□▪➢►√◎○▲★△▶❖+-]\s*(?=[^\s*-])|——(?=\S)"),
)
_NUMBERED = re.compile(rf"[*_]*[甲乙丙丁戊己庚辛第其首再最{_NUMBERS}(（㈠-㈩\d①-⑳⑴-⒇*•·◆●■◇□▪➢►√◎○▲★△▶❖+—-]")
"""How every line with a number or bullet begins."""
_KEYS = {
    key: kind
    for name, kind in (
        ("situation_keys", PassageKind.SITUATION),
        ("analysis_keys", PassageKind.ANALYSIS),
        ("measure_keys", PassageKind.MEASURE),
    )
    for key in load_words()[name]
}
_KEY = alternatives(_KEYS)
_WORDS = alternatives({*_KEYS, *load_words()["heading_fill"]})
_BEGINS = beginnings({*_KEYS, *load_words()["heading_fill"]})
# A section heading is made of nothing but these words: 二、存在的问题及原因; 【建议】; 对策建议：
SECTION = re.compile(
    rf"^(?:#+\s*)?(?:[-+*]\s+)?(?:\*\*)?[▍▎▌■●◆◎○□\U0001f300-\U0001faff]?\s*(?:[(（]?(?:\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}|[{_NUMBERS}\d]+)[)）]?[、.．]?\s*)?[【《“\[]?(?P<name>{_BEGINS}(?:{_WORDS})+)(?:[{_NUMBERS}\d]{{1,2}}(?=[:：]))?[】》”\]]?(?P<bold>\*\*)?"
    r"\s*(?P<stop>[:：]|$|(?<=[】\]])|(?<=\*\*\s))"
)
"""A section heading, which may go on with text on its own line; the group ``name`` holds its words."""
_HEADED = re.compile(r"^(?:#+\s*|\*\*|[▍▎▌■●◆◎○□【]|[-+*]\s)\s*(?P<name>[^。；，]{2,22}?)(?:\*\*|】)?[:：]?$")
_NUMBERED_HEADING = re.compile(
    r"^[一二三四五六七八九十]、\s*(?P<name>[^。；，：:]{0,12}?"
    r"(?:家底|底数|现状|情况|背景|问题|困难|短板|难处|堵点|难点|痛点|烦恼|委屈|隐忧|想法|请求|盼头))[:：]?$"
)
"""A heading whose number is of the highest level, and whose last word tells what its section holds."""
_FAULTS = re.compile(
    r"问题|烦恼|委屈|隐忧|难[点题处]?$|坎$|[差难卡]在哪|困境|困难|短板|瓶颈|堵点|痛点|症结|原因|不足"
)
_ASKED = re.compile(
    r"建议|对策|要办的|想办的|要做的|怎么改|盼着|办法$|举措|怎么办|咋办|想请|出路|想法|路径|请求"
)
_SEEN = re.compile(
    "(?:调研|调查|走访|座谈|视察)(?:中|时|里|组)?(?:我们)?(?:发现|看到|听到|了解到?|反映|掌握)?的?|主要"
)
"""How a heading says where something was seen; no request."""
_TO_DO = re.compile("(?:要办|想办|要做|想做)的|怎么改|盼着")
"""What a heading of measures may say though it sounds like a request itself."""
_TOLD = re.compile(r"现状|情况|底数|家底|背景|成效|做法|基础|怎样$|看到的$")
BULLET = len(_LEVELS) - 1
"""The depth of bullets, below all numbers."""


@lru_cache(maxsize=1 << 12)  # every shape that is tried asks it of the same lines
def section_of(line: Line) -> tuple[PassageKind, str] | None:
    """Read a section heading such as ``二、存在的问题`` or ``建议：``; None for any other line.

    The last key word decides: 情况分析 is analysis, 问题及对策 is measures.
    """
    match = SECTION.match(line.text)
    if not match:
        return _loose_section(line)
    keys = re.findall(_KEY, match.group("name"))
    return (_KEYS[keys[-1]], match.group("name")) if keys else None


def _loose_section(line: Line) -> tuple[PassageKind, str] | None:
    """Read a heading that a mark sets apart and one word gives away: ▍调研看到的四道坎, **我们的办法**."""
    match = _HEADED.match(line.text) or _NUMBERED_HEADING.match(line.text)
    name = match.group("name") if match else ""
    if match is None or (ask_score(_SEEN.sub("", name)) >= ASKING and not _TO_DO.search(name)):
        return None
    for cue, kind in (
        (_ASKED, PassageKind.MEASURE),
        (_FAULTS, PassageKind.ANALYSIS),
        (_TOLD, PassageKind.SITUATION),
    ):
        if cue.search(match.group("name")):
            return kind, match.group("name")
    return None


def plain_heading(lines: Sequence[Line], index: int) -> tuple[PassageKind, str] | None:
    """Read a short line above running text whose words give its section away: 短板不容回避, 破局须下实功."""
    line = lines[index]
    marked = line.text[0] in "【#*《“" or number_level(line) is not None or line.text[-1] in "：:，。、"
    follows = index + 1 < len(lines) and len(lines[index + 1].text) > 2 * len(line.text)
    if marked or not follows or not 4 <= len(line.text) <= _LONGEST_HEADING or line.is_sentence:
        return None
    for cue, kind in ((_WAYS_OUT, PassageKind.MEASURE), (_FAULTS, PassageKind.ANALYSIS)):
        if cue.search(line.text):
            return kind, line.text
    return None


_LONGEST_HEADING = 12
_WAYS_OUT = re.compile(
    r"建议$|对策|办法$|举措|怎么办|咋办|怎么[破走做干]|想请|出路|路径|请求|破局|破题|实功|良方|药方|之策$|之道$"
)


def number_level(line: Line) -> int | None:
    """Return the depth of a line's number (一、 = 0, （一） = 1, 1. = 2, (1) = 3, bullet = 4), or None."""
    if not _NUMBERED.match(line.text):
        return None
    for level, pattern in enumerate(_LEVELS):
        if pattern.match(line.text.lstrip("*_")) if level < len(_LEVELS) - 1 else pattern.match(line.text):
            return level
    return None
