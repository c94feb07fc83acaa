"""Cut the body of a speech or proposal into passages: situation, analysis and measures."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from extract.asks import ASKING, ask_score, asks, closes, finds_fault, gives_cause, names_fault, praises
from extract.draft import DraftPassage
from extract.lines import Line, is_box, is_front
from extract.sections import BULLET, SECTION, number_level, plain_heading, section_of
from graph.model import PassageKind

_LEAD_IN = re.compile(
    r"^[^。；]*(?:建议|如下|以下|看法|意见|举措|办法|[一二三四五六七几][件个点条]|方面|不一定对)[^。；]{0,16}[:：]$"
    r"|^(?:综上|为此|据此|因此|鉴于|基于)[^。；]{0,30}[:：]$"
)
_ANNOUNCES = re.compile(
    r"^[^。；]{0,24}(?:[一二三四五六七八几两]|如下)[^。；，]{0,8}(?:建议|意见|看法|想法|文章|对策|话|思考|办法|主意|点子|招|请求|期盼)"
    r"[^。；，]{0,6}[。:：]$"
    r"|^(?:[^。；，]{0,12}？)?[^。；]{0,16}提(?:出|几|一)[^。；，]{0,4}(?:以下|如下|几[点条个]|一些)[^。；，]{0,6}(?:建议|意见|看法|想法|对策|主意)"
    r"(?:[，,][^。；，]{0,10}参考)?[。:：]$"
)
"""A sentence that only says how many suggestions follow."""
_BRACKETED = re.compile(r"[(（〔【](?![一二三四五六七八九十\d])[^()（）〔〕【】]{4,80}[)）〕】]$")
_QUESTION = re.compile(r"(?:问|提问|主持人|记者|Q\d*)\s*[:：]")
_LONGEST_LEAD_IN = 80


def body_passages(
    lines: list[Line],
    *,
    default: PassageKind | None = None,
    fixed: Mapping[int, PassageKind] | None = None,
    told: Collection[int] = (),
) -> list[DraftPassage]:
    """Cut the lines of a body into passages, in order.

    Under a section heading (情况, 问题 …) paragraphs take its kind. Before the first heading they are of
    the ``default`` kind; without one they are told apart by what they say: first how things stand, then
    what is asked for. Where measures are numbered, one measure is a number at the outermost depth with all
    that follows it; where not, one paragraph is one measure. Lines whose kind is known already are given in
    ``fixed`` (offset -> kind); no measure runs across them. Lines at the offsets ``told`` are running text
    even if they begin like an editor's note.
    """
    passages: list[DraftPassage] = []
    kind, section = default, ""
    block: list[Line] = []

    def flush(following: PassageKind | None = None) -> None:
        passages.extend(_block_passages(block, kind, section, following))
        block.clear()

    own = {line.start: None if line.start in told else furniture(line) for line in lines}
    kinds = own | dict(fixed or {})
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
        found = section_of(line) or plain_heading(said, index)
        if found is not None:
            flush(found[0])
            kind, section = found
            inline = SECTION.match(line.text)
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


@lru_cache(maxsize=1 << 12)  # every shape that is tried asks it of the same lines
def furniture(line: Line) -> PassageKind | None:
    """Return the kind of a line that belongs to the page and not to what is said; None for any other."""
    if _QUESTION.match(line.text) and re.search("[？?。吗呢]$|您", line.text):
        return PassageKind.OTHER
    if line.is_footer:
        return PassageKind.FOOTER
    if line.is_chrome or is_box(line):
        return PassageKind.CHROME
    return PassageKind.FRONT if is_front(line) else None


def _block_passages(
    block: list[Line], kind: PassageKind | None, section: str, following: PassageKind | None
) -> list[DraftPassage]:
    """Cut the paragraphs under one heading; ``following`` is the kind of the heading after them."""
    measures_follow = following is PassageKind.MEASURE
    if kind is None:
        split = _first_measure(block) if following is None else len(block)
        told = block[:split]
        kinds = _stated(told)
        if following is PassageKind.ANALYSIS:  # the faults stand under their own heading
            kinds = [PassageKind.SITUATION if own is PassageKind.ANALYSIS else own for own in kinds]
        before = [DraftPassage(own, line.start, line.end) for own, line in zip(kinds, told, strict=True)]
        return [*before, *_measures(block[split:], section)]
    if kind is PassageKind.MEASURE:
        return _measures(block, section)
    mixed = bool(_SITUATION_TOO.search(section)) and kind is PassageKind.ANALYSIS and len(block) > 1
    stated = mixed or (measures_follow and not section)
    told = _stated(block) if stated else _listed_faults(block, [_under(kind, line) for line in block])
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


_NAMES_FAULTS = re.compile(r"(?:问题|困难|短板|不足|堵点|难点|痛点)[^。；，]{0,8}[:：]$")


def _listed_faults(block: Sequence[Line], kinds: list[PassageKind]) -> list[PassageKind]:
    """Make analysis of the numbered items of a situation after a paragraph that leads to them: 主要问题：."""
    leads = next((index for index, line in enumerate(block) if _NAMES_FAULTS.search(line.text)), len(block))
    return [
        PassageKind.ANALYSIS
        if index > leads and kind is PassageKind.SITUATION and number_level(block[index]) is not None
        else kind
        for index, kind in enumerate(kinds)
    ]


def _first_measure(block: Sequence[Line]) -> int:
    """Return the index of the first paragraph that proposes; the length of the block where none does.

    A lead-in (建议如下：) decides. Else the block is cut where paragraphs that tell and paragraphs that ask
    fall apart best: what stands before should tell, what stands after should ask.
    """
    for index, line in enumerate(block):
        if _is_lead_in(line):
            return index
        if _ends_leading_in(line):
            return index + 1
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
    if score >= ASKING:
        return min(0.5, score - ASKING + 0.1)
    if last and closes(text):
        return 0.0
    return -0.05 if score >= _HARDLY else -0.25


_HARDLY = 0.08
"""Score below which a paragraph asks for nothing at all."""


def _is_lead_in(line: Line) -> bool:
    """Whether a line only leads to what is asked for, or says what the speakers think and then does so."""
    own = line.text[0] == "我" and _ends_leading_in(line)
    asked = not _NAMES_FAULTS.search(line.text) or re.search("建议|对策|举措|办法|意见", line.text)
    leads = own or (bool(asked) and bool(_LEAD_IN.search(line.text) or _ANNOUNCES.match(line.text)))
    return len(line.text) <= _LONGEST_LEAD_IN and leads


def _ends_leading_in(line: Line) -> bool:
    """Whether the last sentence of a paragraph leads to what is asked for: ……的办法。为此建议："""
    return number_level(line) is None and bool(_LAST_SENTENCE.search(line.text))


_LAST_SENTENCE = re.compile(r"[。！？][^。；！？]{0,24}(?:建议|对策|请求)(?:如下|是)?[:：]$")


def _stated(block: Sequence[Line]) -> list[PassageKind]:
    """Kinds of the paragraphs before the measures: how things stand comes first, faults and causes after it.

    A second paragraph of several still tells how things stand if it finds no fault; so do achievements
    wherever they stand. A list from the first paragraph on lists faults.
    """
    kinds = [PassageKind.OTHER] * len(block)
    told = [index for index in range(len(block)) if not _heads(block, index)]
    turn = next((index for index in told[1:] if _TURNS.match(block[index].text)), 0)
    for position, index in enumerate(told):
        line = block[index]
        if position and turn and number_level(line) is None:
            fault = index >= turn and not praises(line.text)
        elif position == 0:
            fault = number_level(line) is not None if len(told) > 1 else gives_cause(line.text)
        else:
            listed = number_level(line) is not None and number_level(block[told[0]]) is not None
            mild = position == 1 and len(told) > _FEW and not (listed or names_fault(line.text))
            fault = not (mild or praises(line.text))
        kinds[index] = PassageKind.ANALYSIS if fault else PassageKind.SITUATION
    return kinds


_TURNS = re.compile(
    r"但|可是|可[^能以见谓]|然而|不过|只是[，,]|问题(?:在于|是|出在)|难[就]?[难卡]?在|遗憾|[^，。]{0,6}背后|令人|让人|值得(?:注意|警[醒惕])"
    r"|(?:[^，。]{0,6}也)?(?:要|应|应当|必须|不得不)(?:该)?(?:清醒)?(?:地)?看到"
)
"""How a paragraph begins that turns from how things stand to what is wrong."""


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
    marks = [line.text[0] for line in block if number_level(line) == BULLET]
    passages: list[DraftPassage] = []
    begun = False
    for index, line in enumerate(block):
        level = number_level(line)
        opens = outermost is None or level == outermost
        if opens and level == BULLET and line.text[0] != marks[0]:
            opens = False  # a list inside a list has another mark
        kind = _measure_kind(block, index, numbered=outermost is not None, opens=opens, begun=begun)
        begun = begun or level is not None
        if kind is None:
            passages[-1] = DraftPassage(PassageKind.MEASURE, passages[-1].start, line.end, section)
        else:
            passages.append(DraftPassage(kind, line.start, line.end, section))
    return passages


_LONGEST_SUBHEAD = 20


def _is_subhead(line: Line, *, numbered: bool) -> bool:
    """Whether a short line among measures only heads what follows: 【再算一笔账】, or no item of the list."""
    if line.is_sentence or len(line.text) > _LONGEST_SUBHEAD:
        return False
    return line.text[0] in "【〔" or (not numbered and number_level(line) is None)


def _is_epilogue(block: Sequence[Line], index: int) -> bool:
    """Whether a paragraph stands behind a list of three items and more, each of one paragraph."""
    levels = [number_level(line) for line in block]
    numbered = [at for at, level in enumerate(levels) if level is not None]
    closed = len(numbered) >= _FEW and numbered[-1] - numbered[0] == len(numbered) - 1
    return closed and index > numbered[-1]


_HANDS_OVER = re.compile("以上|(?:希望|恳请|请)[^。，]{2,30}(?:研究|重视|采纳|支持)。$")
"""How a text ends that only asks for a hearing: 以上建议，请研究办理."""
_ADDS = re.compile("至[于於]|[还還]有|另外|此外|[对對][于於]|特别|需要[说說]明")
"""How a paragraph begins that adds to a list of measures, or says what its speaker does not want."""


def _measure_kind(
    block: list[Line], index: int, *, numbered: bool, opens: bool, begun: bool
) -> PassageKind | None:
    """Kind of a paragraph among measures; None for one that goes on with the measure before it.

    ``numbered``: some paragraph of the block has a number; ``begun``: one before this has; ``opens``: this
    one begins a measure.
    """
    line = block[index]
    last = index == len(block) - 1 and index > 0
    if _is_lead_in(line):
        return PassageKind.OTHER
    if not last and _is_subhead(line, numbered=numbered):
        return PassageKind.OTHER
    if last and number_level(line) is None and block[index - 1].is_sentence and closes(line.text):
        return PassageKind.OTHER
    if opens:
        return PassageKind.MEASURE
    if begun and line.is_sentence and line.text[0] not in "【［[" and _is_epilogue(block, index):
        if closes(line.text) or _HANDS_OVER.match(line.text):
            return PassageKind.OTHER
        adds = ask_score(line.text) >= ASKING or _ADDS.match(line.text)
        return PassageKind.MEASURE if adds else PassageKind.OTHER if last else None
    proposes = ask_score(line.text) >= ASKING
    if begun and not (last and proposes):
        return None
    if proposes and (last or len(line.text) > _LONGEST_LEAD_IN):
        return PassageKind.MEASURE
    return PassageKind.SITUATION if line.is_sentence or "。" in line.text else PassageKind.OTHER
