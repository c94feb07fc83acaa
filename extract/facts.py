"""Read the facts of a document from its text: date, publisher, jurisdiction, body and session."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from extract.lines import Line, is_chrome, is_footer
from extract.places import divisions, find_places, resolve
from graph.model import Resolution

_DIGITS = {char: index for index, char in enumerate("零一二三四五六七八九")}
_NUMBER = r"(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]|\d{1,2})"
_SESSION = re.compile(
    rf"第?(?P<term>{_NUMBER})届[^，。\n]{{0,14}}?第?(?P<meeting>{_NUMBER})次(?:全体)?(?:会议|全会)"
)
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d{2})\s*(?:年|[-./])\s*(?P<month>\d{1,2})\s*(?:月|[-./])\s*(?P<day>\d{1,2})(?:\s*日)?"
)
_PUBLISHED = re.compile(r"发布|日期|时间|提交|来源|印发|答复")
_PUBLISHER = re.compile(r"(?:来源|发布单位|发布机构|供稿)\s*[:：]\s*(?P<name>[^\s　|，,。；;]{2,30})")
_BODY = re.compile(
    r"(?:(?P<a>[一-龥]{2,14}?[省市区县州旗盟]?)(?:政协|人大)|政协(?:第[一二三四五六七八九十]+届)?(?P<b>[一-龥]{2,14}?)(?:第[一二三四五六七八九十]+届)?委员会)"
)


@dataclass(frozen=True)
class Facts:
    """What a document says of itself; None where it says nothing."""

    date: str | None
    publisher: str | None
    jurisdiction: str | None
    body: str | None
    session: str | None


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


def read_facts(folded: str, lines: list[Line], place_words: Mapping[int, int]) -> Facts:
    """Read the facts; ``place_words`` are the words that the segmenter tags as places, start -> end."""
    jurisdiction = _jurisdiction(folded, lines, place_words)
    kind = "npc" if "人大代表" in folded[:600] and "政协" not in folded[:600] else "cppcc"
    named_body = "政协" in folded or "人大" in folded
    return Facts(
        date=_date(lines),
        publisher=_publisher(lines),
        jurisdiction=jurisdiction,
        body=f"{kind}:{jurisdiction}" if jurisdiction and named_body else None,
        session=_session(folded),
    )


def _session(folded: str) -> str | None:
    """Return ``term-meeting`` of the first session named in full; a meeting alone is not enough."""
    match = _SESSION.search(folded)
    return f"{chinese_number(match['term'])}-{chinese_number(match['meeting'])}" if match else None


def _date(lines: list[Line]) -> str | None:
    """Return the date of publication: on a line that says so, else near the top, else near the end."""
    edges = [*lines[:15], *lines[-6:]]
    for wanted in (_PUBLISHED, re.compile("")):
        for line in edges:
            if len(line.text) > 120 or "今天是" in line.text or not wanted.search(line.folded):
                continue
            match = _DATE.search(line.folded)
            if match and 1 <= int(match["month"]) <= 12 and 1 <= int(match["day"]) <= 31:
                return f"{int(match['year']):04d}-{int(match['month']):02d}-{int(match['day']):02d}"
    return None


def _publisher(lines: list[Line]) -> str | None:
    for line in [*lines[:12], *lines[-8:]]:
        match = _PUBLISHER.search(line.folded)
        if match:
            return line.text[slice(*match.span("name"))]
    for line in lines[:8]:  # 发布时间:2025-05-23   某某政协
        date = _DATE.search(line.folded)
        tail = line.text[date.end() :].strip(" 　:0123456789") if date else ""
        if (
            2 <= len(tail) <= 20
            and "第" not in tail
            and not is_chrome(line)
            and not re.search(r"[\s　，。]", tail)
        ):
            return tail
    return None


def _jurisdiction(folded: str, lines: list[Line], place_words: Mapping[int, int]) -> str | None:
    """Return the division whose body the document belongs to.

    First a place right beside 政协 or 人大 near the top or in the credits at the end, then the division named
    most often (a district counts for its city too).
    """
    for line in [*lines[:12], *[line for line in lines[-8:] if is_footer(line)]]:
        for match in _BODY.finditer(line.folded):
            name = match.group("a") or match.group("b")
            for size in range(len(name), 1, -1):  # the place is the tail of what stands before 政协
                key = resolve(name[-size:], None)
                if key in divisions():
                    return key
    return _most_named(folded, lines, place_words)


def _most_named(folded: str, lines: list[Line], place_words: Mapping[int, int]) -> str | None:
    counts: Counter[str] = Counter()
    top = lines[min(len(lines), 12) - 1].end if lines else 0
    for place in find_places(folded, place_words, None):
        if place.resolution is Resolution.NAMED and place.key in divisions():
            division = divisions()[place.key]
            city = division.parent if division.kind == "county" else place.key
            counts[city or place.key] += 3 if place.start < top else 1
    if not counts:
        return None
    best, second = [*counts.most_common(2), ("", 0)][:2]
    return best[0] if best[1] >= 2 and best[1] > second[1] else None
