"""Cut the body of a speech or proposal into passages: situation, analysis and measures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.asks import ask_score, asks, closes, finds_fault, gives_cause, names_fault, praises
from extract.draft import DraftPassage
from extract.lexicons import alternatives, load_words
from extract.lines import Line, is_box, is_chrome, is_footer, is_front
from graph.model import PassageKind

_NUMBERS = "一二三四五六七八九十百"
_LEVELS = (
    re.compile(
        rf"(?:第[{_NUMBERS}\d]+(?:[条项点件步个]|[,，、:：])|[{_NUMBERS}]+(?:、|是[要,，:]?|要|[.．:])|其[一二三四五六][,，:、]|(?:首先|其次|再次|再者|最后)[,，是])"
    ),
    re.compile(rf"[(（](?:[{_NUMBERS}]+|[—－-])[)）]|[㈠-㈩]"),
    re.compile(r"\d+\s*\\?(?:[、．:：]|\.(?!\d))|\d{1,2}(?:\.\d{1,2}){1,3}\s|\d{1,2}[)）](?=\s*[一-龥])"),
    re.compile(r"[(（]\d+[)）]|[①-⑳⑴-⒇]"),
    re.compile(r"[*•·◆●■◇□▪➢►√◎○▲★△▶❖+-]\s*(?=[^\s*-])|——(?=\S)"),
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
    rf"^(?:#+\s*)?(?:[-+*]\s+)?(?:\*\*)?[▍▎▌■●◆◎○□]?\s*(?:[(（]?(?:\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}|[{_NUMBERS}\d]+)[)）]?[、.．]?\s*)?[【《“\[]?(?P<name>(?:{_WORDS})+)(?:[{_NUMBERS}\d]{{1,2}}(?=[:：]))?[】》”\]]?(?P<bold>\*\*)?"
    r"\s*(?P<stop>[:：]|$|(?<=[】\]])|(?<=\*\*\s))"
)
_LEAD_IN = re.compile(
    r"^[^。；]*(?:建议|如下|以下|看法|意见|举措|办法|[一二三四五六七几][件个点条]|方面|不一定对)[^。；]{0,16}[:：]$"
)
_ANNOUNCES = re.compile(
    r"^[^。；]{0,24}(?:[一二三四五六七八几两]|如下)[^。；，]{0,8}(?:建议|意见|看法|想法|文章|对策|话|思考|办法)"
    r"[^。；，]{0,6}[。:：]$"
)
"""A sentence that only says how many suggestions follow."""
_BRACKETED = re.compile(r"[(（〔【](?![一二三四五六七八九十\d])[^()（）〔〕【】]{4,80}[)）〕】]$")
_HEADED = re.compile(r"^(?:#+\s*|\*\*|[▍▎▌■●◆◎○□【]|[-+*]\s)\s*(?P<name>[^。；，]{2,22}?)(?:\*\*|】)?[:：]?$")
_FAULTS = re.compile(r"问题|难[点题处]?$|坎$|[差难卡]在哪|困境|困难|短板|瓶颈|堵点|痛点|症结|原因|不足")
_ASKED = re.compile(r"建议|对策|办法$|举措|怎么办|咋办|想请|出路|想法|路径|请求")
_TOLD = re.compile(r"现状|情况|背景|成效|做法|基础|怎样$|看到的$")
_BULLET = len(_LEVELS) - 1
_QUESTION = re.compile(r"(?:问|提问|主持人|记者|Q\d*)\s*[:：]")
_ASKING = 0.25
"""Score from which a paragraph is taken to propose."""
_LONGEST_LEAD_IN = 80


def section_of(line: Line) -> tuple[PassageKind, str] | None:
    """Read a section heading such as ``二、存在的问题`` or ``建议：``; None for any other line.

    The last key word decides: 情况分析 is analysis, 问题及对策 is measures.
    """
    match = _SECTION.match(line.text)
    if not match:
        return _loose_section(line)
    keys = re.findall(_KEY, match.group("name"))
    return (_KEYS[keys[-1]], match.group("name")) if keys else None


def _loose_section(line: Line) -> tuple[PassageKind, str] | None:
    """Read a heading that a mark sets apart and one word gives away: ▍调研看到的四道坎, **我们的办法**."""
    match = _HEADED.match(line.text)
    if match is None or ask_score(match.group("name")) >= _ASKING:
        return None
    for cue, kind in (
        (_ASKED, PassageKind.MEASURE),
        (_FAULTS, PassageKind.ANALYSIS),
        (_TOLD, PassageKind.SITUATION),
    ):
        if cue.search(match.group("name")):
            return kind, match.group("name")
    return None


def _plain_heading(lines: Sequence[Line], index: int) -> tuple[PassageKind, str] | None:
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
    for level, pattern in enumerate(_LEVELS):
        if pattern.match(line.text.lstrip("*_")) if level < len(_LEVELS) - 1 else pattern.match(line.text):
            return level
    return None


def body_passages(
    lines: list[Line],
    *,
    default: PassageKind | None = None,
    fixed: Mapping[int, PassageKind] | None = None,
) -> list[DraftPassage]:
    """Cut the lines of a body into passages, in order.

    Under a section heading (情况, 问题 …) paragraphs take its kind. Before the first heading they are of
    the ``default`` kind; without one they are told apart by what they say: first how things stand, then
    what is asked for. Where measures are numbered, one measure is a number at the outermost depth with all
    that follows it; where not, one paragraph is one measure. Lines whose kind is known already are given in
    ``fixed`` (offset -> kind); no measure runs across them.
    """
    passages: list[DraftPassage] = []
    kind, section = default, ""
    block: list[Line] = []

    def flush(*, measures_follow: bool = False) -> None:
        passages.extend(_block_passages(block, kind, section, measures_follow=measures_follow))
        block.clear()

    kinds = {line.start: (fixed or {}).get(line.start) or furniture(line) for line in lines}
    page = [line for line in lines if kinds[line.start] is PassageKind.CHROME]
    said = [line for line in lines if kinds[line.start] is not PassageKind.CHROME]
    for index, line in enumerate(said):
        known = kinds[line.start]
        if known is None and index >= len(said) - 2 and index and _BRACKETED.match(line.text):
            known = PassageKind.FOOTER
        if known is not None:
            flush()
            passages.append(DraftPassage(known, line.start, line.end))
            continue
        found = section_of(line) or _plain_heading(said, index)
        if found is not None:
            flush(measures_follow=found[0] is PassageKind.MEASURE)
            kind, section = found
            inline = _SECTION.match(line.text)
            if inline is None or inline.end() >= len(line.text):
                passages.append(DraftPassage(PassageKind.OTHER, line.start, line.end, section))
                continue
        block.append(line)
    flush()
    return _across_pages(lines, passages, page) if page else passages


def _across_pages(lines: list[Line], passages: list[DraftPassage], page: list[Line]) -> list[DraftPassage]:
    """Put the page's furniture between the passages; what runs across the edge of a page becomes two."""
    chrome = {line.start for line in page}
    found: list[DraftPassage] = []
    own = iter(passages)
    current = next(own, None)
    turned = False
    for line in lines:
        if line.start in chrome:
            found.append(DraftPassage(PassageKind.CHROME, line.start, line.end))
            turned = True
            continue
        while current is not None and line.start >= current.end:
            current, turned = next(own, None), True
        if current is None:
            break
        if turned or not found:
            found.append(replace(current, start=max(line.start, current.start), end=line.end))
        else:
            found[-1] = replace(found[-1], end=line.end)
        turned = False
    return _resumed(found, {line.end for line in lines if line.text[-1] not in _ENDED})


def _resumed(passages: list[DraftPassage], open_ends: set[int]) -> list[DraftPassage]:
    """Give what goes on after the edge of a page the kind of what it breaks off."""
    found: list[DraftPassage] = []
    broken: DraftPassage | None = None
    for passage in passages:
        if broken is not None and passage.kind is not PassageKind.CHROME:
            passage, broken = replace(passage, kind=broken.kind), None
        elif passage.kind is PassageKind.CHROME and found and found[-1].end in open_ends:
            broken = found[-1] if found[-1].kind in _RUNNING_ON else broken
        found.append(passage)
    return found


_ENDED = "。！？；：:!?;”』」】）)》…"
_RUNNING_ON = (PassageKind.SITUATION, PassageKind.ANALYSIS, PassageKind.MEASURE)


def furniture(line: Line) -> PassageKind | None:
    """Return the kind of a line that belongs to the page and not to what is said; None for any other."""
    if _QUESTION.match(line.text) and re.search("[？?。吗呢]$|您", line.text):
        return PassageKind.OTHER
    if is_footer(line):
        return PassageKind.FOOTER
    if is_chrome(line) or is_box(line):
        return PassageKind.CHROME
    return PassageKind.FRONT if is_front(line) else None


def _block_passages(
    block: list[Line], kind: PassageKind | None, section: str, *, measures_follow: bool
) -> list[DraftPassage]:
    if kind is None:
        split = len(block) if measures_follow else _first_measure(block)
        told = block[:split]
        before = [
            DraftPassage(own, line.start, line.end) for own, line in zip(_stated(told), told, strict=True)
        ]
        return [*before, *_measures(block[split:], section)]
    if kind is PassageKind.MEASURE:
        return _measures(block, section)
    mixed = bool(_SITUATION_TOO.search(section)) and kind is PassageKind.ANALYSIS and len(block) > 1
    stated = mixed or (measures_follow and not section)
    told = _stated(block) if stated else [_under(kind, line) for line in block]
    if "理由" in section and len(block) > 1 and not finds_fault(block[0].text):
        told[0] = PassageKind.SITUATION  # reasons begin with how things stand
    return [DraftPassage(own, line.start, line.end, section) for own, line in zip(told, block, strict=True)]


_SITUATION_TOO = re.compile("情况|现状|背景|基本")
"""A heading of analysis that holds how things stand as well: 情况分析, 现状与问题."""


def _under(kind: PassageKind, line: Line) -> PassageKind:
    """Kind of a paragraph under 情况 or 问题: numbered faults are analysis, a subhead is none of them."""
    numbered = number_level(line) is not None
    if len(line.text) < 40 and not line.is_sentence and numbered:
        return PassageKind.OTHER
    if kind is PassageKind.SITUATION and numbered and finds_fault(line.text, numbered=True):
        return PassageKind.ANALYSIS
    return kind


def _first_measure(block: Sequence[Line]) -> int:
    """Return the index of the first paragraph that proposes; the length of the block where none does.

    A lead-in (建议如下：) decides. Else the block is cut where paragraphs that tell and paragraphs that ask
    fall apart best: what stands before should tell, what stands after should ask.
    """
    for index, line in enumerate(block):
        if _is_lead_in(line):
            return index
    if len(block) == 1:
        return 0 if asks(block[0].text) else 1
    gains = _weights(block)
    best, at, gain = 0.0, len(block), 0.0
    for index in range(len(block) - 1, -1, -1):
        gain += gains[index]
        if gain > 0 and gain >= best:
            best, at = gain, index
    return at if at < len(block) else _likeliest(block)


def _likeliest(block: Sequence[Line]) -> int:
    """Return the paragraph that asks most where none asks much; the length of the block where none does."""
    scores = [ask_score(line.text) for line in block]
    best = max(scores, default=0.0)
    return scores.index(best) if best >= 1.5 * _HARDLY else len(block)


def _weights(block: Sequence[Line]) -> list[float]:
    """Weigh the paragraphs: above 0 where one asks, below where it tells.

    The items of a numbered list share one weight: they all ask or all tell.
    """
    found = [_weight(line.text, last=line is block[-1]) for line in block]
    for run in _runs(block):
        shared = sum(found[index] for index in run) / len(run)
        faults = sum(finds_fault(block[index].text, numbered=True) for index in run)
        told = shared < _SURE and 2 * faults > len(run)
        for index in run:
            found[index] = -0.1 if told else max(shared, 0.1)
    return found


_FIRST = re.compile(r"[\s　*]*(?:[(（]?(?:一|1)[)）、.．是要,，:：]|[①⑴㈠]|第一|其一|首先)")


def _runs(block: Sequence[Line]) -> list[list[int]]:
    """Return the lists of a block as indexes of their items; one that begins anew at 一 is another list."""
    runs: dict[int, list[list[int]]] = {}
    for index, line in enumerate(block):
        level = number_level(line)
        if level is not None:
            own = runs.setdefault(level, [])
            if not own or _FIRST.match(line.text):
                own.append([])
            own[-1].append(index)
    return [run for own in runs.values() for run in own]


_SURE = 0.2


def _weight(text: str, *, last: bool) -> float:
    score = ask_score(text)
    if score >= _ASKING:
        return min(0.5, score - _ASKING + 0.1)
    if last and closes(text):
        return 0.0
    return -0.05 if score >= _HARDLY else -0.25


_HARDLY = 0.08
"""Score below which a paragraph asks for nothing at all."""


def _is_lead_in(line: Line) -> bool:
    short = len(line.text) <= _LONGEST_LEAD_IN
    return short and bool(_LEAD_IN.search(line.text) or _ANNOUNCES.match(line.text))


def _stated(block: Sequence[Line]) -> list[PassageKind]:
    """Kinds of the paragraphs before the measures: how things stand comes first, faults and causes after it.

    A second paragraph of several still tells how things stand if it finds no fault; so do achievements
    wherever they stand. A list from the first paragraph on lists faults.
    """
    kinds = [PassageKind.OTHER] * len(block)
    told = [index for index in range(len(block)) if not _heads(block, index)]
    for position, index in enumerate(told):
        line = block[index]
        if position == 0:
            fault = number_level(line) is not None if len(told) > 1 else gives_cause(line.text)
        else:
            mild = position == 1 and len(told) > _FEW and not names_fault(line.text)
            fault = not (mild or praises(line.text))
        kinds[index] = PassageKind.ANALYSIS if fault else PassageKind.SITUATION
    return kinds


def _heads(block: Sequence[Line], index: int) -> bool:
    """Whether a short line only heads the paragraph after it."""
    line = block[index]
    short = len(line.text) <= _SHORT and not line.is_sentence and number_level(line) is None
    return short and index + 1 < len(block) and block[index + 1].is_sentence


_FEW = 3
_SHORT = 15


def _measures(block: list[Line], section: str) -> list[DraftPassage]:
    """Cut a block of measures: by its outermost numbers, or paragraph by paragraph."""
    levels = [level for line in block if (level := number_level(line)) is not None]
    outermost = min(levels, default=None)
    marks = [line.text[0] for line in block if number_level(line) == _BULLET]
    passages: list[DraftPassage] = []
    for index, line in enumerate(block):
        level = number_level(line)
        opens = outermost is None or level == outermost
        if opens and level == _BULLET and line.text[0] != marks[0]:
            opens = False  # a list inside a list has another mark
        kind = _measure_kind(block, index, numbered=outermost is not None, opens=opens)
        if kind is None:
            passages[-1] = DraftPassage(PassageKind.MEASURE, passages[-1].start, line.end, section)
        else:
            passages.append(DraftPassage(kind, line.start, line.end, section))
    return passages


_LONGEST_SUBHEAD = 20


def _is_subhead(line: Line, numbered: bool) -> bool:
    """Whether a short line among measures only heads what follows: 【再算一笔账】, or no item of the list."""
    return line.text[0] in "【〔" or (not numbered and number_level(line) is None)


def _measure_kind(block: list[Line], index: int, *, numbered: bool, opens: bool) -> PassageKind | None:
    """Kind of a paragraph among measures; None for one that goes on with the measure before it."""
    line = block[index]
    last = index == len(block) - 1 and index > 0
    if _is_lead_in(line):
        return PassageKind.OTHER
    if (
        not line.is_sentence
        and len(line.text) <= _LONGEST_SUBHEAD
        and not last
        and _is_subhead(line, numbered)
    ):
        return PassageKind.OTHER
    if last and number_level(line) is None and block[index - 1].is_sentence and closes(line.text):
        return PassageKind.OTHER
    if opens:
        return PassageKind.MEASURE
    begun = any(number_level(earlier) is not None for earlier in block[:index])
    if numbered and begun and not (last and ask_score(line.text) >= _ASKING):
        return None
    asks = ask_score(line.text) >= _ASKING
    if asks and (last or len(line.text) > _LONGEST_LEAD_IN):
        return PassageKind.MEASURE
    return PassageKind.SITUATION if line.is_sentence else PassageKind.OTHER
