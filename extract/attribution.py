"""Whose words are these: give each stretch of a report to the member it is ascribed to.

Works paragraph by paragraph. A sentence, with the whole of its quotation, belongs to the member who speaks in
it; a quotation without a speaker to the one named right after it, or to the speaker before; what an official,
an expert or the reporter says belongs to nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from extract.lines import Line
from extract.name_edges import SPEECH
from extract.people import speaks_at
from extract.proposers import parse_people
from extract.roster import Roster
from extract.turns import Owner, read_turns
from graph.text import sentences

_HOST = re.compile(r"(?:主持人|记[\s　]*者|本报记者|编辑|问|答记者问|Q\d*|提问)\s*[:：]")
_OUTSIDE = ("",)
"""Somebody speaks who is no member."""
_CONTINUES = re.compile(
    r"[“‘「『]|(?:而)?[他她其](?!们)|(?:为此|因此|对此|具体|同时|此外|另外|一是|二是|三是|首先|其次|再次|最后|建议|第[一二三四五六])"
    r"|——|[(（]?[一二三四五六\d]{1,2}[)）、.．]"
)
_NARRATES = re.compile(
    r"(?:话到这|话音|会场里|全场|现场|会后|散会|说完|临走|临别|告别|采访(?:结束|临近)|会上还|记者|据悉|据了解|听完|委员们|代表们|与会)"
)
_OUTSIDER = re.compile(
    r"(?:负责人|负责同志|有关人士|专家|学者|记者|主持人|居民|市民|群众|家长|村民|处室|[局厅委办](?:方面)?|主席|局长|市长|处长)"
    r"[^，。；：“”]{0,8}?(?:表示|说|介绍|认为|回应|透露|告诉|坦言|答复|解释|要求|强调|宣布|部署)"
)
_LABEL = re.compile(r"(?:[〔【\[][^〕】\]]{1,8}[〕】\]])?(?P<who>[^：:，。“”]{2,30})[:：]")
_COLON = re.compile(r"(?:委员|代表|常委)?(?:[(（][^()（）]{1,40}[)）])?[:：]")
_LONGEST_LABEL = 60
_LONGEST_SUBHEAD = 20
_PRONOUN = re.compile(r"(?:^|[，。；：”])[他她](?![们的])")
_LONGEST_TAIL = 40
_TAIL = re.compile(rf"(?:{SPEECH})[道着]?[。！]$")
_SOME = re.compile(
    r"(?:还有|也有|有的|有些|一些|其他|其它|另一位|另有|不少|多位|几位|许多)[一-鿿]{0,6}?(?:委员|代表)"
)
_TOGETHER = re.compile(
    r"(?:委员|代表)?\s*(?:、|和|与|及|联合)\s*(?:[一-鿿]{0,14}(?:委员|代表|常委|界别?的))?"
)


@dataclass(frozen=True)
class Stretch:
    """A run of text with one owner; offsets are into the document."""

    start: int
    end: int
    owner: Owner


class Attribution:
    """Reads a report's paragraphs in order and remembers who spoke last."""

    def __init__(self, text: str, lines: list[Line], roster: Roster) -> None:
        """Start before the first paragraph of ``lines``; nobody has spoken."""
        self._text = text
        self._turns = read_turns(lines, roster)
        self._roster = roster
        self._members = roster.members
        self._current: Owner = None
        self._has_word = False

    def pause(self) -> None:
        """Forget who spoke last: a subhead or another break stands between."""
        self._current = None

    def has_turn(self, line: Line) -> bool:
        """Whether a turn of a transcript begins with the line."""
        return line.start in self._turns

    def first_turn(self, lines: list[Line]) -> int | None:
        """Return the index of the line with which a transcript begins; None where there is none."""
        return next((index for index, line in enumerate(lines) if line.start in self._turns), None)

    def read(self, line: Line) -> list[Stretch]:
        """Return the stretches of a paragraph in order; together they are the paragraph."""
        if self._turns:
            return [Stretch(line.start, line.end, self._turn(line))]
        if _HOST.match(line.text):
            self._current = None
            return [Stretch(line.start, line.end, None)]
        units = quotation_units(line)
        units = [part for unit in units for part in self._clauses(*unit)]
        owners = [self._speaker(start, end) for start, end in units]
        if any(owners):
            self._fill(units, owners)
        else:
            elsewhere = _NARRATES.match(line.text) or _LABEL.match(line.text) or line.text[-1] in "？?"
            goes_on = _CONTINUES.match(line.text) or (self._has_word and not elsewhere)
            keeps = self._current if goes_on else None
            owners = [keeps] * len(units)
        plain: list[Owner] = [None if owner == _OUTSIDE else owner for owner in owners]
        self._current = plain[-1]
        self._has_word = (self._has_word and not any(owners)) or self._is_label(line)
        return _merged(units, plain)

    def _clauses(self, start: int, end: int) -> list[tuple[int, int]]:
        """Cut a sentence before each member who speaks in a clause of his or her own: ……，李四提出……"""
        named = [item for item in self._roster.within(start, end) if item[2] in self._members]
        quoted = _quoted(self._text, start, end) if len(named) > 1 else []
        speaking = [item for item in named if speaks_at(self._text, item[1])]
        cuts = [
            at
            for at, _, _ in speaking[1:]
            if self._text[at - 1] in "，," and not any(a < at < b for a, b in quoted)
        ]
        edges = [start, *cuts, end]
        return list(pairwise(edges))

    def _is_label(self, line: Line) -> bool:
        """Whether a paragraph begins with a member's name and a colon: he or she goes on in the next ones."""
        named = self._roster.within(line.start, line.start + _LONGEST_LABEL)
        return any(_COLON.match(self._text, stop) for _, stop, name in named[:1] if name in self._members)

    def _turn(self, line: Line) -> Owner:
        """Return who has the word in a transcript: he or she keeps it until the next turn.

        Subheads and what the reporter tells of those present are nobody's.
        """
        if line.start in self._turns:
            self._current = self._turns[line.start]
            return self._current
        label = _LABEL.match(line.text)
        if _NARRATES.match(line.text) or (label and parse_people(label.group("who"), line.start)):
            self._current = None
        told = self._roster.within(line.start, line.end)
        return None if told or (not line.is_sentence and len(line.text) < _LONGEST_SUBHEAD) else self._current

    def _fill(self, units: list[tuple[int, int]], owners: list[Owner]) -> None:
        """Give the sentences that name nobody to the speaker before, a leading quotation to the one after."""
        first = next(index for index, owner in enumerate(owners) if owner)
        opening = self._text[units[0][0]]
        quoted = all(self._text[start] in "“「『" for start, _ in units[:first])
        closes = self._text[units[first - 1][1] - 1] in "”」』"
        if first > 0 and closes and (self._names_at_once(units[first]) or (quoted and not self._current)):
            owners[:first] = self._of_quotation(units, first, owners[first])
        elif (
            first > 0
            and self._current
            and _CONTINUES.match(self._text[units[0][0] : units[0][1]])
            and (opening not in "“「" or owners[first] == self._current)
        ):
            owners[:first] = [self._current] * first
        for index in range(1, len(units)):  # “……”张三说。“……”李四说。
            if (
                owners[index]
                and owners[index - 1] is None
                and self._only_ascribes(units[index - 1], units[index])
            ):
                owners[index - 1] = owners[index]
        speaker: Owner = None
        for index, owner in enumerate(owners):
            start, end = units[index]
            if owner is None and speaker and _NARRATES.match(self._text, start, end):
                speaker = None
            speaker = owner or speaker
            owners[index] = speaker

    def _of_quotation(self, units: list[tuple[int, int]], first: int, owner: Owner) -> list[Owner]:
        """Ascribe the quotations right before a speaker; what stands before them is the reporter's."""
        begin = first
        while begin > 0 and self._text[units[begin - 1][0]] in "“「『":
            begin -= 1
        return [None] * begin + [owner] * (first - begin)

    def _only_ascribes(self, before: tuple[int, int], unit: tuple[int, int]) -> bool:
        """Whether a sentence says no more than whose the quotation right before it is."""
        quoted = self._text[before[0]] in "“「『" and self._text[before[1] - 1] in "”」』"
        return quoted and unit[1] - unit[0] <= _LONGEST_TAIL and bool(_TAIL.search(self._text[slice(*unit)]))

    def _names_at_once(self, unit: tuple[int, int]) -> bool:
        """Whether a sentence begins with its speaker, offices included: 市政协委员、某校教授张三说."""
        named = self._roster.within(*unit)
        clause = re.search("[，。；：“]", self._text[unit[0] : unit[1]])
        return bool(named) and (clause is None or named[0][0] < unit[0] + clause.start())

    def _speaker(self, start: int, end: int) -> Owner:
        """Return who speaks in a sentence: the first one with a verb of speech, else the first one named."""
        named = self._roster.within(start, end)
        quoted = _quoted(self._text, start, end) if named else ()
        outside = [item for item in named if not any(a < item[0] < b for a, b in quoted)]
        speaking = [item for item in outside if speaks_at(self._text, item[1])]
        if outside and not speaking and _NARRATES.match(self._text, start, end):
            return None
        for at, stop, name in [*speaking, *outside]:
            return self._with_others(at, stop, name, named) if name in self._members else _OUTSIDE
        told = _without_quotes(self._text[start:end])
        if not named and self._is_meant(start) and _PRONOUN.search(told) and not _OUTSIDER.search(told):
            return tuple(self._members)
        if _OUTSIDER.search(told) or _SOME.match(told):
            return _OUTSIDE
        return None

    def _is_meant(self, offset: int) -> bool:
        """Whether a pronoun means the only member of a report: nobody else was named last before it."""
        before = bisect_left(self._roster.named, (offset,))
        return len(self._members) == 1 and before > 0 and self._roster.named[before - 1][2] in self._members

    def _with_others(self, at: int, stop: int, name: str, named: list[tuple[int, int, str]]) -> Owner:
        """Return the member and those joined to the name: 张三、李四委员建议."""
        together = [name]
        for start, end, other in named:
            if start > at and other in self._members and _TOGETHER.fullmatch(self._text[stop:start]):
                together.append(other)
                stop = end
        for start, end, other in reversed(named):
            if end < at and other in self._members and _TOGETHER.fullmatch(self._text[end:at]):
                together.insert(0, other)
                at = start
        return tuple(together)


def quotation_units(line: Line) -> list[tuple[int, int]]:
    """Cut a line into sentences, those of one quotation kept together; spans are into the document."""
    units: list[tuple[int, int]] = []
    depth = 0
    for start, end in sentences(line.text):
        piece = line.text[start:end]
        if depth > 0 and units:
            units[-1] = (units[-1][0], line.start + end)
        else:
            units.append((line.start + start, line.start + end))
        depth = max(0, depth + sum(piece.count(c) for c in "“「『") - sum(piece.count(c) for c in "”」』"))
    return units


def _quoted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the quotations in a stretch; one that is never closed runs to its end."""
    return [match.span() for match in _QUOTATION.finditer(text, start, end)][:_MOST_QUOTATIONS]


_QUOTATION = re.compile("[“「『][^”」』]*[”」』]?")
_MOST_QUOTATIONS = 50


def _without_quotes(text: str) -> str:
    return re.sub("[“「『][^”」』]*[”」』]", "", text)


def _merged(units: list[tuple[int, int]], owners: list[Owner]) -> list[Stretch]:
    found: list[Stretch] = []
    for (start, end), owner in zip(units, owners, strict=True):
        if found and found[-1].owner == owner:
            found[-1] = Stretch(found[-1].start, end, owner)
        else:
            found.append(Stretch(start, end, owner))
    return found
