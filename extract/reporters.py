"""Find who reports a note of public opinion: the members named, with offices, in its opening sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.bylines import Byline, Form
from extract.lines import Line
from extract.measures import furniture
from extract.names import (
    DOTTED_NAME,
    Named,
    ends_in_office,
    is_name,
    is_open_name,
    is_proposing_body,
    transcribed,
)
from extract.segment import get_segmenter, word_class
from graph.model import ProposerRole

_FIRST = 5
"""In how many paragraphs from the first on the sentence may stand."""
_REPORTS = re.compile(r"反映|反应称|建议|提出|指出|认为|呼吁|来信|来电")
_BEFORE = re.compile(r"(?:近日|日前|近期|最近)?[，,]?(?:据|由|根据|按照|收到|接到)?")
_ROLE = re.compile(
    r"(?:(?:政协|人大)[^，。]{0,16}?(?:常务委员|常委|委员|代表)|[省市区县州旗盟]委员)(?!会|团|们|小组|单位|工作)"
)
_VERBS = "走访|调研|考察|调查|反映|建议|提出|指出|认为|呼吁|发现|来信|来电|撰写|提交|介绍"
_AFTER = re.compile(
    rf"$|[（(]|等|[和与及]|[在于就对经向从因将把也还均都说称]|近|通过|针对|结合|根据|多次|连续|联名|联合|{_VERBS}"
)
_SURELY_AFTER = re.compile(rf"$|[（(]|等|联名|联合|{_VERBS}")
_JOINED = re.compile(r"[和与及]")
_BODY = re.compile(
    rf"{_BEFORE.pattern}(?P<name>[一-鿿]{{4,24}}?)(?=在[^，。]{{0,8}}调研|经?调研|走访|反映|建议|提出|认为|呼吁|指出)"
)
"""A party or federation that reports: 民盟某市委会反映."""
_UNFIT = frozenset("的了是在有也还说等被把也都就将不对为过着员长委会时中后前里们")


def read_reporters(lines: list[Line]) -> dict[int, Byline]:
    """Return the members with whose names and offices a note opens, by the offset of their paragraph.

    ``市政协委员、某公司总经理张三，区政协委员李四走访……后，联名反映以下问题：`` The sentence must say that
    they report, and each must be called a member before the name; empty where none is.
    """
    told = [line for line in lines if furniture(line) is None and _is_told(line)]
    for line in told[:_FIRST]:
        opening = re.split("[。；：]", line.text)[0]
        people = tuple(_named(opening, line.start)) if _REPORTS.search(opening) else ()
        body = _BODY.match(opening)
        if body and is_proposing_body(body.group("name")):
            start, name = line.start + body.start("name"), body.group("name")
            people = (Named(name, start, start + len(name), (), False, ProposerRole.LEAD),)
        if people:
            return {line.start: Byline(people, Form.MEMBER)}
    return {}


_ALONE = re.compile(r"(?:反映|反应)(?:如下|以下问题|说|称)?\s*[:：]$")
_BRACKET = re.compile("[(（][^()（）]*[)）]")
_TOP = 8
_MASTHEAD = 3


_PAPER = re.compile(
    r"[一-鿿]{1,10}(?:政协|统战|民革|民盟|民建|民进|农工|致公|九三|台盟|工商联)信息(?:第.{1,12}期.*)?"
)
"""What a conference or party calls the paper in which it passes on what members report."""


def is_note(lines: list[Line]) -> bool:
    """Whether a paper of such notes stands at the top, or a line that says no more than who reports.

    ``某区政协信息``; ``民建某区委会，区政协委员张三反映：``.
    """
    if any(_PAPER.fullmatch("".join(line.text.split())) for line in lines[:_MASTHEAD]):
        return bool(read_reporters(lines))
    return any(_ALONE.search(line.text) and read_reporters([line]) for line in lines[:_TOP])


def _is_told(line: Line) -> bool:
    return line.is_sentence or line.text.endswith(("：", ":"))


def _named(opening: str, offset: int) -> Iterator[Named]:
    """Yield those whom the items of a sentence name, as long as it names members."""
    titles: list[str] = []
    role = ProposerRole.LEAD
    goes_on = False  # 、 joins this item to a name right before it
    begin = _BEFORE.match(opening)
    for item in re.finditer("[^，,、]+[，,、]?", opening[begin.end() if begin else 0 :]):
        at = offset + (begin.end() if begin else 0) + item.start()
        text = item.group().rstrip("，,、")
        if ends_in_office(text):
            titles, goes_on = [*titles, text], False
            continue
        if not goes_on and is_proposing_body(text):
            yield Named(text, at, at + len(text), (), False, role)
            titles = []
            continue
        start = 0 if goes_on else _office_end(text, [*titles, text])
        name = "" if start is None else _leading_name(text[start:])
        if not name and role is ProposerRole.LEAD:
            titles, goes_on = [], False
            continue
        if start is None or not name:
            return
        offices = (*titles, *([text[:start]] if start else []))
        while name:
            yield Named(name, at + start, at + start + len(name), offices, True, role)
            role, start = ProposerRole.CO, start + len(name)
            join = _JOINED.match(text, start)
            start = join.end() if join else start
            name = _leading_name(text[start:]) if join else ""
        bracket = _BRACKET.fullmatch(text, start)
        goes_on, titles = (start == len(text) or bracket is not None) and item.group().endswith("、"), []


def _office_end(text: str, titles: list[str]) -> int | None:
    """Return where the office ends that a name follows in an item; None where no member is announced."""
    if not any(_ROLE.search(title) for title in titles):
        return None
    ends = (end for end in range(len(text) - 2, 1, -1) if ends_in_office(text[:end]))
    return next((end for end in ends if _leading_name(text[end:])), None)


def _leading_name(text: str) -> str:
    """Return the name with which a text begins, of any shape where what follows ends it; else empty."""
    for pattern in (_DOTTED, transcribed()):
        match = pattern.match(text)
        if match and _ends(text[match.end() :]):
            return match.group()
    for size in (3, 2, 4):
        if len(text) >= size and is_name(text[:size]) and _ends(text[size:]):
            return text[:size]
    for size in (3, 4, 5, 6, 7):
        if len(text) >= size and _may_be(text[:size]) and _SURELY_AFTER.match(text, size):
            return text[:size]
    return ""


_DOTTED = re.compile(DOTTED_NAME)


def _may_be(text: str) -> bool:
    """Whether letters may be a name of a shape that ``is_name`` does not know: no word begins or makes it."""
    if not re.fullmatch("[一-鿿]+", text) or not _UNFIT.isdisjoint(text):
        return False
    if len(text) > _USUAL:
        words = get_segmenter().tokens(text)
        return is_open_name(text) and not any(len(one.text) > 1 and one.tag[0] in "vdprt" for one in words)
    return word_class(text) is None and word_class(text[:2]) is None


_USUAL = 3


def _ends(rest: str) -> bool:
    """Whether what follows a name may: a mark, 等, a preposition, or a verb of two letters and more."""
    if _AFTER.match(rest):
        return True
    words = get_segmenter().tokens(rest[:8])
    return bool(words) and len(words[0].text) > 1 and words[0].tag[0] in "vdtp"
