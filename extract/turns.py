"""Who has the word in a transcript: paragraphs that begin with 问：, 记者：, a name or an office."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from extract.lines import Line
from extract.proposers import parse_people
from extract.roster import Roster

_LABEL = re.compile(
    r"[\s　*◆●■▌>#【\[〔(（]*(?P<label>[^\s　：:，。“”；][^：:，。“”；]{0,11}?)[】\]〕)）*]*\s*[:：]"
)
_LONG_LABEL = re.compile(r"[\s　*]*(?P<label>[^：:。“”；]{12,60})[:：]")
"""A name with its offices: 市政协委员、某校教授张三：."""
_BRACKETED = re.compile(
    r"[\s　*]*[【\[［〔](?P<label>问|答|提问|回答|记者|主持人|委员|代表|Q|A)[】\]］〕](?=[\s　]*[^\s　:：])"
)
"""A label in brackets without a colon: 【问】……？"""
_COLON = re.compile("[:：]")
_HOST = re.compile(r"问|问题|提问|Q|记者|本[报刊网台]记者|本[报刊网台]|主持人?|编辑|小编|旁白|主播|采访者")
_ANSWER = re.compile(r"答|回答|A|嘉宾|受访者|委员|代表|政协委员|人大代表")
_COUNTED = re.compile(r"[\d０-９一二三四五六七八九十①-⑳]+$")
_ANSWERED = re.compile(r"[？?][\s　]*(?:答|A)[:：]")
_LONGEST_QUESTION = 60
_LONGEST_LABEL = 80
_FEWEST, _SHARE = 4, 0.2
_FEWEST_QUESTIONS = 3

Owner = tuple[str, ...] | None
"""The members to whom words are ascribed, more than one where they speak together; None is nobody."""


def read_turns(lines: list[Line], roster: Roster) -> dict[int, Owner]:
    """Return who has the word in paragraphs that begin with a label; empty unless the text is a transcript.

    The keys are offsets of lines, the values the member's name, or None for the host and everybody else.
    Dashes may stand for labels: then a question is the host's, all else is answered.
    A text is a transcript when labels that come back open at least four of its paragraphs and a fifth of
    all, and one of them is the host's or a member's.
    """
    labels = {line.start: label for line in lines if (label := _label(line))}
    counts = Counter(labels.values())
    members = _answering(counts, roster)
    known = {label for label, count in counts.items() if count > 1 or label in members or _is_host(label)}
    turns = {start: label for start, label in labels.items() if label in known}
    asked = any(_is_host(label) for label in turns.values()) or len({*turns.values()} & members.keys()) > 1
    if not asked or len(turns) < max(_FEWEST, _SHARE * len(lines)):
        return {}
    return {start: members.get(label) for start, label in turns.items()}


def is_interview(lines: list[Line]) -> bool:
    """Whether a host asks again and again: three paragraphs or more begin with a host's label."""
    labels = (_label(line, people=False) for line in lines)
    return sum(_is_host(label) for label in labels if label) >= _FEWEST_QUESTIONS


def _label(line: Line, *, people: bool = True) -> str | None:
    """Return the label that opens a paragraph, without blanks and numbers: 问题一：, Q2：, 记　者：.

    With ``people`` false a person with offices is none: reading those takes long.
    """
    if line.text.startswith("——"):
        return "问" if line.text.endswith(("？", "?")) and len(line.text) < _LONGEST_QUESTION else "答"
    bracketed = _BRACKETED.match(line.text)
    if bracketed:
        return bracketed.group("label")
    if not _COLON.search(line.text, 0, _LONGEST_LABEL):
        return None
    match = _LABEL.match(line.text, 0, _LONGEST_LABEL)
    if match is None:
        long = _LONG_LABEL.match(line.text, 0, _LONGEST_LABEL) if people else None
        named = parse_people(long.group("label"), line.start) if long else ()
        return "".join(named[0].name.split()) if named and named[0].is_person else None
    label = _COUNTED.sub("", "".join(match.group("label").split()))
    both = _is_host(label) and _ANSWERED.search(line.text, match.end())  # 问：……？　答：……
    return "答" if both else label or None


def _is_host(label: str) -> bool:
    return bool(_HOST.fullmatch(label))


def _answering(labels: Iterable[str], roster: Roster) -> dict[str, Owner]:
    """Return the member behind each label that is one's: a name, 王委员, or 答 where there is but one."""
    members = roster.members
    found: dict[str, Owner] = {}
    for label in labels:
        called = re.sub(r"(?:委员|代表|常委)$", "", label)
        alike = (name for name in members if called in {"".join(name.split()), name[0]})
        named = [name for name in alike if len(called) != 1 or called != label]  # 王委员, but not 王
        if len(named) == 1:
            found[label] = (named[0],)
        elif len(members) == 1 and _ANSWER.fullmatch(label):
            found[label] = tuple(members)
    return found
