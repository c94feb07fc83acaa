"""Read the facts of a document: date, publisher, jurisdiction, body and session, each with its span."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial

from extract.dates import iso_date
from extract.gazetteer import ancestor, divisions
from extract.handlers import is_office
from extract.lines import Line
from extract.place_names import resolve
from extract.places import find_divisions
from extract.publishers import find_publisher
from extract.worded import WordedText

NATION = "100000"
"""Code of the whole country (GB/T 2260), for what national bodies say and do."""

Span = tuple[int, int]

_DIGITS = {char: index for index, char in enumerate("零一二三四五六七八九")}
_NUMBER = r"(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]|\d{1,2})"
_SESSION = re.compile(
    rf"第?(?P<term>{_NUMBER})届[^，。\n]{{0,14}}?第?(?P<meeting>{_NUMBER})次(?:全体)?(?:会议|全会)"
)
_SESSION_FIELD = re.compile(rf"届\s*次\s*[:：]?\s*第?(?P<term>{_NUMBER})届第?(?P<meeting>{_NUMBER})次")
"""A form's field, which may leave out the word for a meeting: 会议届次：十五届五次."""
_PUBLISHED = re.compile(r"发布|发稿|刊发|上线")
_LABELLED = re.compile(r"日\s*期|时\s*间|提\s*交|来源|印发|答复|成文")
_NOT_PUBLISHED = re.compile(
    r"今天是|现在是|当前时间|打印时间|访问时间|抓取|采集|截至|截止|征集时间|版权|copyright|©|icp|备案|建成|成立于|自\d{4}年"
)
_CONFERENCE = r"(?:政协|人大|两会|人民代表大会|协商会议)"
_BODY = re.compile(
    rf"(?P<a>[一-龥]{{2,14}}?[省市区县州旗盟]?)(?:第[一二三四五六七八九十]+届)?{_CONFERENCE}"
    r"|政协(?:第?[一二三四五六七八九十]+届)?(?P<b>[一-龥]{2,14}?)(?:第?[一二三四五六七八九十]+届)?委员会"
)
_NATIONAL = re.compile(
    r"全国(?:政协|人大)(?!常?委|委员|代表)|全国两会|全国人民代表|政协(?:第?[一二三四五六七八九十]{1,4}届)?全国委员会|第?[一二三四五六七八九十]{1,4}届全国(?:委员会|人民代表)"
)
_OF_NATION = re.compile(r"全国(?:政协|人大)?(?:委员|代表|两会)")
"""The office of single members, who also speak elsewhere: it decides only where nothing else does."""
_LEVEL_CUE = re.compile(
    rf"(?P<level>自治区|[省市区县州盟旗])(?:级)?(?:第?[一二三四五六七八九十]+届)?{_CONFERENCE}"
)
_LEVELS = {"省": "province", "自治区": "province", "市": "prefecture", "州": "prefecture", "盟": "prefecture"}
_CPPCC = re.compile(r"政协|委员(?<![人监]委员)(?!会)|提案")
_NPC = re.compile(r"人大|人民代表|代表建议|领衔代表|[一-龥]{2,3}代表(?=[说建提认指，：:])")


@dataclass(frozen=True)
class Facts:
    """What a document says of itself, None where it says nothing, and where it says it."""

    date: str | None
    publisher: str | None
    jurisdiction: str | None
    body: str | None
    session: str | None
    spans: dict[str, Span] = field(default_factory=dict[str, Span])
    """Name of a fact -> the span it was read from; what was inferred from the whole text has none."""


def chinese_number(text: str) -> int:
    """Read 1 to 99 in Chinese or Arabic digits.

    >>> [chinese_number(text) for text in ("四", "十", "十二", "二十", "二十三", "12")]
    [4, 10, 12, 20, 23, 12]
    """
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    return _DIGITS[text]


def read_facts(text: WordedText, lines: list[Line]) -> Facts:
    """Read the facts of a text."""
    folded = text.folded
    jurisdiction, where = _jurisdiction(text, lines)
    body, said = _body(folded, lines, jurisdiction)
    date, dated = _date(lines)
    publisher, published = find_publisher(lines)
    session = _SESSION.search(folded) or _SESSION_FIELD.search(folded)
    found = {"jurisdiction": where, "body": said, "date": dated, "publisher": published}
    found["session"] = _span(session)
    spans = {name: span for name, span in found.items() if span is not None}
    return Facts(date, publisher, jurisdiction, body, _session(session), spans)


def _session(match: re.Match[str] | None) -> str | None:
    """Return ``term-meeting`` of the first session named in full; a meeting alone is not enough."""
    return f"{chinese_number(match['term'])}-{chinese_number(match['meeting'])}" if match else None


def _body(folded: str, lines: list[Line], jurisdiction: str | None) -> tuple[str | None, Span | None]:
    """Return whose conference it is: that of the session named, else the one spoken of far more often."""
    if jurisdiction is None:
        return None, None
    cppcc, npc = len(_CPPCC.findall(folded)), len(_NPC.findall(folded))
    named = re.search(
        r"(?P<npc>人大|人民代表大会)[^，。\n]{0,10}届|(?P<cppcc>政协|协商会议)[^，。\n]{0,12}届"
        r"|届(?:人大|人民代表大会)(?P<npc2>)|届政协(?P<cppcc2>)",
        folded,
    )
    if named and not (cppcc and npc and _both(lines)):
        kind = "npc" if named.group("npc") or named.group("npc2") is not None else "cppcc"
        return f"{kind}:{jurisdiction}", named.span()
    if cppcc >= 2 * npc and cppcc:
        return f"cppcc:{jurisdiction}", _span(_CPPCC.search(folded))
    if npc >= 2 * cppcc and npc:
        return f"npc:{jurisdiction}", _span(_NPC.search(folded))
    return None, None


def _both(lines: list[Line]) -> bool:
    """Whether the headline speaks of members and deputies alike."""
    return any(
        "代表委员" in line.text or "委员代表" in line.text or "代表、委员" in line.text for line in lines[:3]
    )


def _span(match: re.Match[str] | None) -> Span | None:
    return match.span() if match else None


def _date(lines: list[Line]) -> tuple[str | None, Span | None]:
    """Return the date of publication and its span.

    On a line that says so, else on a short line near the top, else the date labelled otherwise, else the one
    a text is signed with, else the first in its opening sentences.
    """
    top, edges = lines[:15], [*lines[:15], *lines[-8:]]
    short = [line for line in edges if len(line.text) <= 120 and not line.text.endswith("。")]
    ranks = (
        [line for line in short if _PUBLISHED.search(line.folded)],
        [line for line in short if line in top and not _LABELLED.search(line.folded) and line in lines[:8]],
        [line for line in short if _LABELLED.search(line.folded)],
        [line for line in reversed(short) if not line.is_sentence],
        [line for line in lines[:6] if line not in short],
    )
    for rank in ranks:
        for line in rank:
            if _NOT_PUBLISHED.search(line.folded) and not _PUBLISHED.search(line.folded):
                continue
            found = iso_date(line.folded)
            if found is not None:
                return found[0], (line.start + found[1], line.start + found[2])
    return None, None


def _jurisdiction(text: WordedText, lines: list[Line]) -> tuple[str | None, Span | None]:
    """Return the division whose conference the document belongs to, and the words that say so.

    The first of: a place right beside 政协, 人大 or 两会, or the national ones, near the top or in the
    credits; a level (省政协) with the place of that level named most; the place named most.
    """
    counts = cache(partial(_counts, text, lines))  # only some documents need them
    edges = [*lines[:14], *[line for line in lines[-8:] if line.is_footer]]
    for zone in (edges, lines[14:40]):
        for line in zone:
            found = [item for item in (_beside(line), _of_level(line, counts)) if item is not None]
            if found:
                return min(found, key=lambda item: item[1][1])
    for line in edges:
        national = _OF_NATION.search(line.folded)
        if national:
            return NATION, (line.start + national.start(), line.start + national.end())
    if not counts():
        return None, None
    best, second = [*counts().most_common(2), ("", 0)][:2]
    return (best[0] if best[1] >= 2 and best[1] > second[1] else None), None


def _beside(line: Line) -> tuple[str, Span] | None:
    """Read a place or 全国 right beside the conference's name, whichever stands first in the line."""
    national = _NATIONAL.search(line.folded)
    for match in _BODY.finditer(line.folded):
        if national and national.start() <= match.end():
            break
        group = "a" if match.group("a") else "b"
        name = match.group(group)
        for size in range(len(name), 1, -1):  # the place is the tail of what stands before 政协
            key = resolve(name[-size:], None)
            if key in divisions():
                end = line.start + match.end()
                return key, (line.start + match.end(group) - size, end)
    if national:
        return NATION, (line.start + national.start(), line.start + national.end())
    return None


def _of_level(line: Line, counts: Callable[[], Counter[str]]) -> tuple[str, Span] | None:
    """Read 省政协 or 区人大: the place of that level that is named most in the document."""
    match = None if line.is_chrome else _LEVEL_CUE.search(line.folded)
    if match is None:
        return None
    kind = _LEVELS.get(match.group("level"), "county")
    totals: Counter[str] = Counter()
    for key, count in counts().items():
        above = ancestor(key, kind)
        if above is not None:
            totals[above] += count
    if not totals:
        return None
    best = max(totals, key=lambda key: (totals[key], key))
    if kind == "prefecture":
        best = _own_city(best, counts())
    return best, (line.start + match.start(), line.start + match.end())


_MOSTLY = 0.8
"""Share of a prefecture's places from which one county-level city is the 市 that is meant."""


def _own_city(prefecture: str, counts: Counter[str]) -> str:
    """Return the county-level city that a document speaks of nearly alone, else its prefecture."""
    parts = [divisions()[key] for key in counts if divisions()[key].parent == prefecture]
    cities = [item.code for item in parts if item.kind == "county" and item.name.endswith("市")]
    own = max(cities, key=lambda key: (counts[key], key), default=prefecture)
    return own if counts[own] >= _MOSTLY * counts[prefecture] else prefecture


def _counts(text: WordedText, lines: list[Line]) -> Counter[str]:
    """Count how often each division is named: near the top three times, where an office signs nine."""
    counts: Counter[str] = Counter()
    letterheads = {line.start for line in lines if len(line.text) <= 30 and is_office(line.text)}
    top = lines[min(len(lines), 12) - 1].end if lines else 0
    for place in find_divisions(text):
        for key in _with_city(place.key):
            counts[key] += 9 if place.start in letterheads else 3 if place.start < top else 1
    return counts


def _with_city(key: str) -> Iterator[str]:
    """Yield a division and, for a county, its city, which it counts for too."""
    division = divisions()[key]
    yield key
    if division.kind == "county" and division.parent:
        yield division.parent
