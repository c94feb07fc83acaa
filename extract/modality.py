"""Decide whether an instrument is asked for, planned, there already, missing, or turned down.

What is lacking (尚未建立) or rejected (我不赞成) is told first, then the word that governs the name decides
(建立 asks, 落实 takes for granted), then the kind of passage. The deciding words are kept as evidence.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.lexicons import word_tuple
from extract.segment import Token
from extract.view import TextView
from graph.model import Modality, PassageKind

_DECLINED_SECTION = re.compile(r"暂不|不予|未予|未采纳|暂缓|难以|不宜")
_DECLINED = re.compile(
    r"暂不|不予|未予|暂缓|难以|不宜|暂无|不具备|尚不成熟|不再(?:单独|另)|无法|不能单独|有限,"
)
_ADOPTED = re.compile(r"采纳|同意|赞同|一致|可行|吸收")
_REJECTED = re.compile(
    r"不赞成|反对|不同意|不宜|大可不必|要不得|不可取|没必要|不必|缓行|停一停|不附和|不敢|不妥|不以为然|不建议"
    r"|不要(?:再|搞)|不再|火候不到|于法无据|应当?(?:立即)?(?:停止|叫停|取消)|接受不了|伤人|养不起|行不通|不可|未必"
)
_UNWANTED = re.compile(
    "(?:(?:不主张|与其|别再|不搞|不赞成|反对|不要再|不能再)[^,。;]{0,10}"
    "|(?:不必|不宜|不设|不再|不要|慎用|慎提|用不着|没必要|无需)[^,。;]{0,6}|(?:取消|停止|叫停)[^,。;的]{0,6})$"
)
_CAREFUL = re.compile(
    "[^,。;]{0,4}(?:要|应|须|宜)(?:慎重|慎用|谨慎|缓行|从缓)|我们?(?:不赞成|不同意|反对)|就?不要|大可不必"
)
"""What stands before or behind a name that the speaker does not want."""
_REJECTIONS = (
    _REJECTED,
    re.compile("不主张|与其|别再|不搞|不能再|不宜|不设|不要|慎|用不着|无需|取消|停止|叫停"),
    re.compile("慎重|慎用|谨慎|从缓|我们?(?:不|反对)|就不要|大可"),
)
"""What each text holds in which anything is rejected so."""
_SOMEBODY = re.compile(
    r"有人|有的|有同志|有意见|个别|至于|曾经?|以前|前年|网上|坊间|另一种|不搞|不要|不建议|不赞成|反对|取消|叫停|停止"
)
_ASKED_IN_REPLY = re.compile(r"建议|提出|提案|关于")
_AS_KNOWN = re.compile(
    r"(?:也|都|还)?(?:要|应|该|必须|最好|不能|不要|可以|里|中[^心]|能不能|能否|建了|并进|按月|每月|用于|目前|只|可不可以|再多|继续|是有的|去年|前年|今年|全[市区县州省]|[一二三四五六七八九十两几多]+年|交付了|授权了|空着|之外|由.{2,12}列支)"
)
"""What follows a name that opens its clause and is spoken of as something known."""
_TIME = re.compile(
    r"(?P<will>下一步|今后|将(?!近)|拟|打算|争取|予以采纳|采纳|往后|明年|年内|年底前|计划(?!》)|正在|正会同|正?起草|月底前|日起|[九十]月底?前?|配合研究|下半年|推动|支持)"
    r"|(?:已|近年来?|以来|目前|累计|建成|去年|前年|20\d\d年|截至|现有|率先|先后|完成了?)"
)
"""Words of a reply that say whether something was done or will be."""
_REACH = 12
"""How many words before a name are searched for the one that governs it."""


class Decision(NamedTuple):
    """A modality and the span of the words that decided it; the span is empty where the passage did."""

    modality: Modality
    start: int = 0
    end: int = 0


def modality_of(view: TextView, start: int, end: int, kind: PassageKind, section: str) -> Decision:
    """Return the modality of a mention, from the words around it, its passage and the section's heading.

    Where no word decides, what stands in a measure or a title is proposed, in a situation, an analysis or a
    reply existing.
    """
    behind = _behind(view, end)
    before = _words_before(view, start)
    found = (
        _missing(view, before, behind)
        or _rejected(view, start, end, kind)
        or (kind is PassageKind.RESPONSE and _declined(view, start, end, section))
        or (kind is PassageKind.RESPONSE and _promised(view, start, before, behind, section))
        or _governed(view, start, end, kind, before, behind, section)
    )
    return found or _by_passage(kind)


def _by_passage(kind: PassageKind) -> Decision:
    asks = kind not in {PassageKind.SITUATION, PassageKind.ANALYSIS, PassageKind.RESPONSE}
    return Decision(Modality.PROPOSED if asks else Modality.EXISTING)


def _words_before(view: TextView, start: int) -> list[Token]:
    """Return the words of the clause before a name, nearest first."""
    return view.tokens_before(start, _REACH)


def _behind(view: TextView, end: int) -> tuple[int, str]:
    """Return where what follows a name begins (past 》 and quotation marks), and its clause."""
    while view.folded[end : end + 1] in {"”", "》", "」", "’"}:
        end += 1
    return end, view.text_after(end, 10)


def _first(words: list[Token], cues: frozenset[str]) -> Token | None:
    for word in words:
        if word.text in cues:
            return word
    return None


def _missing(view: TextView, before: list[Token], behind: tuple[int, str]) -> Decision | None:
    """Tell what is lacking: 尚未建立…, …尚未建立."""
    cue = _first(before[:5], view.lexicon.words["negated_before"])
    if cue is not None and not any(word.text in {"如果", "若", "要是"} for word in before):
        return Decision(Modality.NEGATED, cue.start, cue.end)
    at, text = behind
    if not text.startswith(word_tuple("negated_after")):
        return None
    word = max((word for word in word_tuple("negated_after") if text.startswith(word)), key=len)
    return Decision(Modality.NEGATED, at, at + len(word))


def _rejected(view: TextView, start: int, end: int, kind: PassageKind) -> Decision | None:
    """Tell what somebody else asks for and the speaker does not want: 有人主张…, 我不赞成."""
    if kind is PassageKind.RESPONSE or not any(map(view.holds, _REJECTIONS)):
        return None
    first, last = view.sentence(start, end)
    unwanted = _UNWANTED.search(view.folded[max(first, start - 16) : start])
    if unwanted is not None:
        begin = max(first, start - 16)
        return Decision(Modality.NEGATED, begin + unwanted.start(), start)
    careful = _CAREFUL.match(view.folded, end, last)
    if careful is not None:
        return Decision(Modality.NEGATED, end, careful.end())
    cue = _REJECTED.search(view.folded, first, last)
    if cue is None or not _SOMEBODY.search(view.folded, first, end):
        return None
    return Decision(Modality.NEGATED, *cue.span())


def _declined(view: TextView, start: int, end: int, section: str) -> Decision | None:
    """Tell what a reply turns down, in this sentence, the next one, or by the heading of its section."""
    first, last = view.sentence(start, end)
    cue = _DECLINED.search(view.folded, end, last)
    if cue is None and _ASKED_IN_REPLY.search(view.folded, first, start):
        following = view.sentence(last, last + 1)[1] if last < len(view.folded) else last
        cue = _DECLINED.search(view.folded, last, following)
    if cue is not None:
        return Decision(Modality.DECLINED, *cue.span())
    return Decision(Modality.DECLINED) if _DECLINED_SECTION.search(section) else None


def _promised(
    view: TextView, start: int, before: list[Token], behind: tuple[int, str], section: str
) -> Decision | None:
    """Tell what a reply promises under 下一步, or behind what it answers (一、关于……的建议。).

    None where a word says that it is done.
    """
    verb = _first(before, view.lexicon.words["asking"])
    answer = _RUN_IN.match(view.folded, view.folded.rfind("\n", 0, start) + 1)
    answered = answer is not None and (start < answer.end() or verb is not None)
    if not (answered or _AHEAD.search(section)) or behind[1].startswith(_ALREADY):
        return None
    cue = _last_time(view, view.sentence(start, start + 1)[0], start)
    if cue is not None:
        return Decision(Modality.PLANNED, *cue.span()) if cue.group("will") else None
    if verb is not None:
        return Decision(Modality.PLANNED, verb.start, verb.end)
    return Decision(Modality.PLANNED, *(answer.span("opens") if answer else (0, 0)))


_ALREADY = ("已", "运行以来", "实施以来")
_RUN_IN = re.compile(
    r"[\s　]*(?:\(?[一二三四五六七八九十\d]{1,3}[、.．)]|[一二三四五六七八九十]是)?"
    r"[\s　]*(?P<opens>关于)[^。\n]{2,60}[。:]"
)
"""A paragraph of a reply that names first what it answers."""


def _governed(
    view: TextView,
    start: int,
    end: int,
    kind: PassageKind,
    before: list[Token],
    behind: tuple[int, str],
    section: str,
) -> Decision | None:
    """Decide by the nearest word that governs the name, or by how the name opens its clause."""
    words = view.lexicon.words
    at, text = behind
    if text.startswith(_ALREADY):
        return Decision(Modality.EXISTING, at, at + 1)
    granted, asking = words["taken_for_granted"], words["asking"]
    verb = next((word for word in before if word.text in granted or word.text in asking), None)
    if verb is None:
        return _open_clause(view, start, behind, kind, before)
    if verb.text in words["taken_for_granted"]:
        return Decision(Modality.EXISTING, verb.start, verb.end)
    farther = [word for word in before if word.start < verb.start]
    done = _first(farther, words["existing_before"])
    planned = _first(farther[:4], words["planned_before"])
    if planned is not None and (kind is not PassageKind.MEASURE or planned.text not in {"将", "计划"}):
        return Decision(Modality.PLANNED, planned.start, planned.end)
    if done is not None and not any(word.text == "建议" for word in farther):
        return Decision(Modality.EXISTING, done.start, done.end)
    if kind is PassageKind.RESPONSE:
        return _in_reply(view, start, end, verb, before, section)
    if kind in {PassageKind.SITUATION, PassageKind.ANALYSIS}:
        asked = _first(before, frozenset({"建议", "应", "应当", "亟需", "亟待", "需要"}))
        return Decision(Modality.PROPOSED, asked.start, asked.end) if asked else None
    return Decision(Modality.PROPOSED, verb.start, verb.end)


def _in_reply(
    view: TextView, start: int, end: int, verb: Token, before: list[Token], section: str
) -> Decision | None:
    """Tell what a reply repeats of the proposal from what the office means to do."""
    asked = _first(before, frozenset({"建议", "提出", "关于"}))
    if asked is None:
        return _in_time(view, start, verb, section)
    last = view.sentence(start, end)[1]
    following = view.sentence(last, last + 1)[1] if last < len(view.folded) else last
    if _ADOPTED.search(view.folded, end, following):
        return Decision(Modality.PLANNED, verb.start, verb.end)
    return Decision(Modality.PROPOSED, asked.start, asked.end)


def _in_time(view: TextView, start: int, verb: Token, section: str) -> Decision:
    """Tell what an office did from what it will do.

    The nearest word of time before in the sentence decides, then the heading of the section, then the nearest
    word of time in the paragraph.
    """
    sentence = view.sentence(start, start + 1)[0]
    cue = _last_time(view, sentence, start)
    if cue is None and _AHEAD.search(section):
        return Decision(Modality.PLANNED, verb.start, verb.end)
    if cue is None and not _DONE.search(section):
        cue = _last_time(view, view.folded.rfind("\n", 0, start) + 1, sentence)
    if cue is None:
        return Decision(Modality.EXISTING, verb.start, verb.end)
    return Decision(Modality.PLANNED if cue.group("will") else Modality.EXISTING, *cue.span())


def _last_time(view: TextView, start: int, end: int) -> re.Match[str] | None:
    return next(reversed(list(_TIME.finditer(view.folded, start, end))), None)


_AHEAD = re.compile(
    "下一步|今后|计划|打算|安排|思路|举措|采纳|(?:正在|拟|需|待)(?:办理|争取|推进)|关于.*建议|建议.*答复"
)
_DONE = re.compile("情况|现状|成效|做法|进展|已|工作开展")
"""Headings of a reply under which stands what will be done, and what was."""


def _open_clause(
    view: TextView, start: int, behind: tuple[int, str], kind: PassageKind, before: list[Token]
) -> Decision | None:
    """Decide for a name that no verb governs: one that opens its clause is spoken of as something known."""
    done = _first(before, view.lexicon.words["existing_before"])
    if done is not None:
        return Decision(Modality.EXISTING, done.start, done.end)
    known = _AS_KNOWN.match(behind[1])
    opens = all(word.tag in {"m", "x"} for word in before)  # but for the number of an item
    if known and opens and kind is not PassageKind.TITLE:
        return Decision(Modality.EXISTING, behind[0], behind[0] + known.end())
    return None
