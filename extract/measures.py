"""Cut the body of a speech or proposal into passages: situation, analysis and measures."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extract.draft import DraftPassage
from extract.lexicons import alternatives, load_words
from extract.lines import Line, is_chrome, is_footer
from graph.model import PassageKind

_NUMBERS = "一二三四五六七八九十百"
_LEVELS = (
    re.compile(rf"(?:第[{_NUMBERS}\d]+[条项点]|[{_NUMBERS}]+(?:、|是[要,，:]?|[.．:]))"),
    re.compile(rf"[(（][{_NUMBERS}]+[)）]"),
    re.compile(r"\d+\s*(?:[、．:]|\.(?!\d))"),
    re.compile(r"[(（]\d+[)）]|[①-⑳]"),
)
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
# A section heading is made of nothing but these words: 二、存在的问题及原因; 【建议】; 对策建议：
_SECTION = re.compile(
    rf"^(?:#+\s*)?(?:\*\*)?(?:[(（]?[{_NUMBERS}\d]+[)）]?[、.．]?\s*)?[【《“\[]?(?P<name>(?:{_WORDS})+)[】》”\]]?(?:\*\*)?"
    r"\s*(?P<stop>[:：]|$|(?<=[】\]]))"
)
_OPENING = re.compile(
    r"^(?:近年来|当前|目前|随着|近几年|截至|据|作为|调研|现阶段|今年以来|去年|一直以来|长期以来)"
)
_ASKS = re.compile(r"建议|应当|要|可以?|鼓励|支持|推动|加快|加强|完善|建立|探索")
_LEAD_IN = re.compile(r"(?:建议|如下|以下)[^。；]{0,12}[:：]$")


def section_of(line: Line) -> tuple[PassageKind, str] | None:
    """Read a section heading such as ``二、存在的问题`` or ``建议：``; None for any other line.

    The last key word decides: 情况分析 is analysis, 问题及对策 is measures.
    """
    match = _SECTION.match(line.text)
    if not match:
        return None
    keys = re.findall(_KEY, match.group("name"))
    return (_KEYS[keys[-1]], match.group("name")) if keys else None


def number_level(line: Line) -> int | None:
    """Return the depth of the line's number (一、 = 0, （一） = 1, 1. = 2, (1) = 3), or None."""
    for level, pattern in enumerate(_LEVELS):
        if pattern.match(line.text):
            return level
    return None


def body_passages(
    lines: list[Line],
    *,
    default: PassageKind = PassageKind.MEASURE,
    fixed: Mapping[int, PassageKind] | None = None,
) -> list[DraftPassage]:
    """Cut the lines of a body into passages, in order.

    Under a section heading (情况, 问题, 建议 …) paragraphs take its kind. Where measures are numbered, one
    measure is a number at the outermost depth with all that follows it; where not, one paragraph is one
    measure. An opening paragraph that only tells how things stand is a situation. Lines whose kind is known
    already are given in ``fixed`` (offset -> kind); no measure runs across them.
    """
    passages: list[DraftPassage] = []
    kind, section = default, ""
    block: list[Line] = []

    def flush() -> None:
        passages.extend(_block_passages(block, kind, section))
        block.clear()

    for line in lines:
        known = (fixed or {}).get(line.start)
        if known is None and (is_chrome(line) or is_footer(line)):
            known = PassageKind.CHROME
        if known is not None:
            flush()
            passages.append(DraftPassage(known, line.start, line.end))
            continue
        found = section_of(line)
        if found is not None:
            flush()
            kind, section = found
            inline = _SECTION.match(line.text)
            if inline and inline.end() >= len(line.text):
                passages.append(DraftPassage(PassageKind.OTHER, line.start, line.end, section))
                continue
        block.append(line)
    flush()
    return passages


def _block_passages(block: list[Line], kind: PassageKind, section: str) -> list[DraftPassage]:
    if kind is not PassageKind.MEASURE:
        return [DraftPassage(kind, line.start, line.end, section) for line in block]
    levels = [level for line in block if (level := number_level(line)) is not None]
    outermost = min(levels, default=None)
    passages: list[DraftPassage] = []
    for index, line in enumerate(block):
        level = number_level(line)
        opens = outermost is None or level == outermost
        if not opens and passages and passages[-1].kind is PassageKind.MEASURE:
            passages[-1] = DraftPassage(PassageKind.MEASURE, passages[-1].start, line.end, section)
        else:
            passages.append(DraftPassage(_paragraph_kind(line, index, opens), line.start, line.end, section))
    return passages


def _paragraph_kind(line: Line, index: int, opens: bool) -> PassageKind:
    """Kind of a paragraph in a measure block: a lead-in or an opening that tells the state is no measure."""
    if _LEAD_IN.search(line.text):
        return PassageKind.OTHER
    opening = index <= 1 and _OPENING.match(line.text) and "建议" not in line.text
    if opening or (not opens and not _ASKS.search(line.text)):
        return PassageKind.SITUATION
    return PassageKind.MEASURE
