"""Decide whether an instrument is asked for, planned, there already, missing, or turned down."""

from __future__ import annotations

import re

from extract.view import TextView
from graph.model import Modality, PassageKind

_DECLINED_SECTION = re.compile(r"暂不|不予|未予|未采纳|暂缓|难以|不宜")
_PLANNED_SECTION = re.compile(r"下一步|计划|正在|打算|安排|今后")
_ASK = frozenset(
    [
        "建议",
        "应",
        "应当",
        "要",
        "鼓励",
        "支持",
        "推动",
        "探索",
        "争取",
        "加快",
        "建立",
        "设立",
        "健全",
        "完善",
        "尽快",
        "进一步",
    ]
)


def modality_of(view: TextView, start: int, end: int, kind: PassageKind, section: str) -> Modality:
    """Return the modality of a mention from the words around it, its passage and the section's heading.

    The clause decides first (尚未建立, 已设立, 拟出台, 暂不设立), then the section of a reply, then the kind
    of passage: what stands in a measure or a title is proposed, in a situation or an analysis existing.
    """
    words = view.lexicon.words
    before = view.words_before(start, 10, commas=False)
    after = view.text_after(end, 8)
    if _any(before, words["declined_before"]) or (
        kind is PassageKind.RESPONSE and _DECLINED_SECTION.search(section)
    ):
        return Modality.DECLINED
    if _any(before, words["negated_before"]) or after.startswith(tuple(words["negated_after"])):
        return Modality.NEGATED
    asked = _any(before, _ASK)
    if after.startswith(("已", "运行以来", "实施以来")) or (
        _any(before, words["existing_before"]) and not asked
    ):
        return Modality.EXISTING
    if kind is PassageKind.RESPONSE:
        planned = _any(before, words["planned_before"]) or _PLANNED_SECTION.search(section)
        return Modality.PLANNED if planned else Modality.EXISTING
    if kind in {PassageKind.SITUATION, PassageKind.ANALYSIS}:
        return Modality.PROPOSED if "建议" in before else Modality.EXISTING
    return Modality.PROPOSED


def _any(words: list[str], cues: frozenset[str]) -> bool:
    return any(word in cues for word in words)
