"""Find places: listed ones, those an ending or their surroundings show, and words like 我市."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from extract.gazetteer import (
    abbreviation,
    ancestor,
    chain,
    division,
    divisions,
    place_kind,
)
from extract.lexicons import load_words
from extract.place_names import counties, place_names, place_terms, resolve, short_districts, towns_of
from extract.place_runs import find_beside, find_listed, find_roads
from extract.segment import Token, word_class
from extract.spans import longest_first
from extract.terms import Match, TermSet
from extract.toponyms import Text, Toponym, find_toponyms, is_proper, read_toponyms
from extract.worded import WordedText
from graph.model import Resolution
from graph.text import fold

_CONTEXTUAL = {
    **dict.fromkeys(["我省", "全省", "本省", "省内", "省域"], "province"),
    **dict.fromkeys(["我市", "全市", "本市", "市内", "市域", "我州", "全州"], "prefecture"),
    **dict.fromkeys(["我区", "全区", "本区", "区内", "我县", "全县", "本县", "县内"], "county"),
    **dict.fromkeys(["主城区", "中心城区"], "zone"),
}
"""Words that mean the document's own province, city or district."""

# One character stands for a division only beside these (在杭, 来甬, 杭产): never inside another word.
_ABBREVIATED = (
    re.compile(
        r"[在来赴驻留离抵](?=(?P<char>[一-龥])(?:[高企工就创投大央外港台侨的注兴学开发各代委]|[,;。、]))"
    ),
    re.compile(r"(?P<char>[杭甬沪渝蓉穗榕邕皖粤闽赣湘鄂豫冀滇琼黔浙鲁陕辽莞绍津])(?=[产企籍][一-龥])"),
)
_CAPITALS = {"京": "110000", "沪": "310000"}
"""Divisions whose one-character name is used everywhere (在京, 赴沪)."""
_COUNTRY = re.compile(r"对(?P<char>[俄韩日越蒙美朝缅])(?=[跨贸经合开投文出进口农能物])")
_ALONE = re.compile(
    "高新区(?:(?<![级一-龥]...)|(?<=[在由和与、]...))|经开区(?:(?<![级一-龥]...)|(?<=[在由和与、]...))"
    "|(?:[东西南北]部|空港|临空|高铁|滨[江湖海河])新城(?:(?<![级一-龥]....)|(?<=[在以由和与、]....))"
    "|科教城(?:(?<![级一-龥]...)|(?<=[在由和与、]...))"
)
"""Zones of which a city has one, named by their kind alone."""
_OTHER_WORD = frozenset("路街话语菜籍山河江镇乡病侨")
_KIND_OF_TOWNS = re.compile("(?<=乡)镇|(?<=县)(?:级|区(?![域划位间内]))")
"""What goes on with a name's last character, so that it is none's: 沿江|乡镇, 延长|县级."""
_LEVELS = frozenset("省市区县州旗")
_PREPOSITIONS = frozenset("由请在与和向从对于到同给把将为及跟")
_LISTED_AFTER = re.compile("[两二三四五六七八九]个?(?:市|区|县|镇|乡|街道|地)|一带|等[地市县镇]")

_PERSONAL = frozenset("说称表指提认建委代先女同老副主")
"""What may follow a person's name."""
_OPENS_LIST_END = frozenset("两二三四五六七八九一等")
"""How that begins."""


@dataclass(frozen=True)
class PlaceMatch:
    """A place found in a text.

    ``key`` is a division's code, a gazetteer entry's id, or the jurisdiction's code and the place's name.
    """

    start: int
    end: int
    key: str
    resolution: Resolution
    method: str
    confidence: float


@cache
def contextual_terms() -> TermSet:
    """Return the words that mean the document's own province, city or district."""
    return TermSet((word, word, False) for word in _CONTEXTUAL)


class _Reader:
    """One text with its words, and where the document belongs."""

    def __init__(self, text: WordedText, jurisdiction: str | None) -> None:
        self.text = text
        self.folded = text.folded
        self.words = text.by_start
        self.ends = text.ends
        self.jurisdiction = jurisdiction

    def shown(self, start: int, end: int) -> bool:
        """Whether the surroundings show that a string is a place: its tag, or a mark of lists beside it."""
        word = self.words.get(start)
        tagged = word is not None and (word.tag == "ns" or self._is_city(word, end))
        beside = self.folded[start - 1 : start] == "、" or self.folded[end : end + 1] == "、"
        return tagged or beside

    def _is_city(self, word: Token, end: int) -> bool:
        """Whether a word that may be a person's is the short name of one city alone: 余姚, 义乌."""
        code = None if word.text in load_words()["common_cities"] else short_districts().get(word.text)
        city = code is not None and divisions()[code].name.endswith("市")
        return city and word.end == end and self.folded[end : end + 1] not in _PERSONAL

    def listed(self, end: int) -> bool:
        """Whether a list of places ends right after a name: 嵊泗、岱山|两县."""
        return self.folded[end : end + 1] in _OPENS_LIST_END and bool(_LISTED_AFTER.match(self.folded, end))

    def aligned(self, match: Match) -> bool:
        """Whether a match is no piece of longer words; longer strings are taken at their word."""
        if match.end - match.start == 3 and self._is_near(match.key):
            return True
        full = self.folded[match.end - 1] in _LEVELS
        opens = match.start == 0 or match.start in self.ends or self._behind_preposition(match.start)
        closes = match.end in self.ends or (full and match.end - 1 in self.words)
        return (
            match.end - match.start > 3
            or (opens and closes)
            # A name with its level begins a word, so that no common one is cut: 沿|海城市.
            or (match.end - match.start == 3 and (opens or (closes and not full)))
        )

    def _is_near(self, name: str) -> bool:
        """Whether a name is one of the document's own city, which the segmenter need not know (海拉尔)."""
        prefix = self.jurisdiction[:4] if self.jurisdiction else None
        return prefix is not None and any(key[:4] == prefix for key, _ in place_names().get(name, ()))

    def _behind_preposition(self, start: int) -> bool:
        """Whether the word that holds an offset is one with a preposition in front: 由容|县."""
        return self.folded[start - 1 : start] in _PREPOSITIONS and start - 1 in self.words

    def inside_other_word(self, match: Match) -> bool:
        """Whether a match is only a piece of another name: 南京|路, 上海|话."""
        if self.folded[match.end - 1] in _LEVELS or self.folded[match.end : match.end + 1] not in _OTHER_WORD:
            return False
        word = self.words.get(match.end)
        return word is None or word.end == match.end + 1

    def whole(self, start: int, end: int) -> bool:
        """Whether a string is made of whole words, none of which is a common one."""
        if (start and start not in self.ends) or end not in self.ends:
            return False
        at = start
        while at < end:
            word = self.words[at]
            if not is_proper(word):
                return False
            at = word.end
        return True


def find_places(text: WordedText, jurisdiction: str | None) -> list[PlaceMatch]:
    """Find places in a text, in order, none overlapping.

    Args:
        text: the text with its words.
        jurisdiction: the document's division, to resolve ambiguous and contextual words; or None.
    """
    reader = _Reader(text, jurisdiction)
    known = list(_known(reader))
    toponyms = read_toponyms(text, {match.end: match.start for match in known})
    named = _stacked(reader, longest_first([*known, *_unlisted(reader, toponyms)]))
    taken = {index for match in named for index in range(match.start, match.end)}
    found = [*named, *_again(reader, named, taken), *_contextual(reader, taken)]
    return sorted(found, key=lambda match: match.start)


_TOWN = 9
"""Digits of a township's code."""


def _stacked(reader: _Reader, places: list[PlaceMatch]) -> list[PlaceMatch]:
    """Join a place with what lies in it and follows at once: 四川|宜宾, 铁山港区|营盘镇 is the inner one."""
    found: list[PlaceMatch] = []
    for place in places:
        outer = found[-1] if found else None
        if outer is not None and outer.end == place.start and _joins(reader, outer, place):
            found[-1] = replace(place, start=outer.start)
        else:
            found.append(place)
    return found


def _joins(reader: _Reader, outer: PlaceMatch, place: PlaceMatch) -> bool:
    """Whether two places in a row are one: a country and what is in it, a province and its city, a county
    and its town, and what is behind a full name (永州市|江永县, but 深圳|龙岗 are two).
    """
    kinds = [place_kind(match.key) for match in (outer, place)]
    if kinds[0] == "country" or (kinds[0] == "county" and kinds[1] == "own"):
        return kinds[1] == "foreign_region" or place.method in _SMALL
    if outer.key not in chain(place.key):
        return False
    own = division(outer.key)
    leveled = own is not None and fold(own.name) == reader.folded[outer.start : outer.end]
    return kinds[0] == "county" or kinds == ["province", "prefecture"] or leveled


_SMALL = frozenset(f"ending:{ending}" for ending in ("镇", "乡", "村", "苏木", "嘎查", "水库"))
"""Rules that find what is named with its county: 泾源县|龙潭水库."""


def find_divisions(text: WordedText) -> list[PlaceMatch]:
    """Find only the divisions named in a text, without a jurisdiction: what tells to whom it belongs."""
    return [match for match in _listed(_Reader(text, None)) if match.key in divisions()]


def _known(reader: _Reader) -> Iterator[PlaceMatch]:
    """Yield the places of the lists: divisions, the gazetteer, and townships of the document's own city."""
    for place in _listed(reader):
        yield place
        found = _part_behind(reader, place) or _listed_behind(reader, place)
        if found is not None:
            yield found
    if reader.jurisdiction and reader.jurisdiction[2:4] != "00":
        names, terms = towns_of(reader.jurisdiction[:4])
        for match in terms.find(reader.folded):
            code, short = names[match.key]
            if _KIND_OF_TOWNS.match(reader.folded, match.end):
                continue
            if not short or _is_town(reader, match) or _has_level(reader, match):
                confidence = 0.8 if short else 0.95
                yield PlaceMatch(match.start, match.end, code, Resolution.NAMED, "township", confidence)


_LONGEST_PART = 6
"""Longest name of a county, district or township that is looked for behind its city."""


def _part_behind(reader: _Reader, city: PlaceMatch) -> PlaceMatch | None:
    """Return the county, district or town right behind the name of its own city: 深圳|龙岗, 东莞|长安镇."""
    own = divisions().get(city.key)
    if own is None or own.kind == "county":
        return None
    parts = counties().get(city.key, {})
    towns = towns_of(city.key[:4])[0] if own.kind == "prefecture" else {}
    for end in range(min(city.end + _LONGEST_PART, len(reader.folded)), city.end + 1, -1):
        name = reader.folded[city.end : end]
        town = towns.get(name)
        code = parts.get(name) or (town[0] if town and not town[1] else None)
        if code is not None and end in reader.ends:
            return PlaceMatch(city.end, end, code, Resolution.NAMED, "division", 0.95)
    return None


def _listed_behind(reader: _Reader, place: PlaceMatch) -> PlaceMatch | None:
    """Return the district that a list names by its short name behind a place: 诸暨、|番禺."""
    start = place.end + 1
    if place.key not in divisions() or reader.folded[place.end : start] not in {"、", "和", "与"}:
        return None
    word = reader.words.get(start)
    code = short_districts().get(word.text) if word is not None else None
    return (
        PlaceMatch(start, start + len(word.text), code, Resolution.NAMED, "division", 0.8)
        if word and code
        else None
    )


def _listed(reader: _Reader) -> Iterator[PlaceMatch]:
    """Yield the divisions and the places of the gazetteer."""
    for match in reader.text.found.leftmost(place_terms()):
        plain = match.key in load_words()["not_places"]
        if plain or reader.inside_other_word(match) or not reader.aligned(match):
            continue
        if _KIND_OF_TOWNS.match(reader.folded, match.end):
            continue
        listed = reader.listed(match.end)
        shown = listed or reader.shown(match.start, match.end)
        key = resolve(match.key, reader.jurisdiction, tagged=shown, listed=listed)
        if key is not None:
            method = "division" if key in divisions() else "gazetteer"
            yield PlaceMatch(match.start, match.end, key, Resolution.NAMED, method, 1.0)


def _has_level(reader: _Reader, match: Match) -> bool:
    """Whether a short name ends like a town itself and stands by itself: 壶镇 for 壶镇镇."""
    return match.key[-1] in "镇乡" and reader.aligned(match)


def _is_town(reader: _Reader, match: Match) -> bool:
    """Whether the short name of a township (石排, 普光) means one here."""
    if reader.inside_other_word(match) or match.key in load_words()["not_places"]:
        return False
    beside = {reader.folded[match.start - 1 : match.start], reader.folded[match.end : match.end + 1]}
    in_list = "、" in beside or reader.listed(match.end)
    return reader.whole(match.start, match.end) or (in_list and reader.aligned(match))


def _unlisted(reader: _Reader, text: Text) -> Iterator[PlaceMatch]:
    found = [*find_toponyms(reader.text, text), *find_listed(text), *find_roads(text)]
    spans = text.ends | {item.start: item.end for item in found}
    for item in (*found, *find_beside(text, spans)):
        yield _own(reader, item)


def _own(reader: _Reader, item: Toponym) -> PlaceMatch:
    """Give an unlisted place an id of its own inside the document's jurisdiction."""
    name = reader.folded[item.start : item.end]
    key = f"{reader.jurisdiction or 'unknown'}/{name}"
    return PlaceMatch(item.start, item.end, key, Resolution.NAMED, item.method, item.confidence)


def _again(reader: _Reader, named: list[PlaceMatch], taken: set[int]) -> Iterator[PlaceMatch]:
    """Yield further mentions of unlisted places, and their names without 镇 or 乡 (毛演堡乡 … 毛演堡)."""
    keys: dict[str, PlaceMatch] = {}
    for match in named:
        name = reader.folded[match.start : match.end]
        if "/" in match.key or len(match.key) == _TOWN:
            keys.setdefault(name, match)
            town = len(name) > 3 and name[-1] in "镇乡"
            if town or (len(name) == 3 and name[-1] == "村" and word_class(name[:-1]) is None):
                keys.setdefault(name[:-1], match)
    if not keys:
        return
    for item in TermSet((name, name, False) for name in keys).find(reader.folded):
        aligned = (item.start == 0 or item.start in reader.ends) and item.end in reader.ends
        if aligned and taken.isdisjoint(range(item.start, item.end)):
            first = keys[item.key]
            yield PlaceMatch(item.start, item.end, first.key, Resolution.NAMED, "recurs", first.confidence)


@cache
def _countries() -> dict[str, str]:
    """Character that stands for a country (中非合作) -> the country's id."""
    return dict(item.split("=") for item in load_words()["countries"])


def _contextual(reader: _Reader, taken: set[int]) -> Iterator[PlaceMatch]:
    """Yield 我市-type words, and one-character names (在杭)."""
    for word in reader.text.found.leftmost(contextual_terms()):
        key = ancestor(reader.jurisdiction, _CONTEXTUAL[word.key])
        if key is not None and word.start not in taken:
            yield PlaceMatch(word.start, word.end, key, Resolution.CONTEXTUAL, "contextual", 0.8)
    for match in _ALONE.finditer(reader.folded):
        if match.start() not in taken and match.start() in reader.words:
            key = f"{reader.jurisdiction or 'unknown'}/{match.group()}"
            yield PlaceMatch(*match.span(), key, Resolution.NAMED, "zone", 0.7)
    for match in _COUNTRY.finditer(reader.folded):
        country = _countries()[match.group("char")]
        yield PlaceMatch(*match.span("char"), country, Resolution.NAMED, "abbreviation", 0.8)
    chars = {match.span("char") for pattern in _ABBREVIATED for match in pattern.finditer(reader.folded)}
    for start, end in sorted(chars):
        char = reader.folded[start:end]
        key = _CAPITALS.get(char) or abbreviation(char, reader.jurisdiction)
        if key is not None and start not in taken:
            yield PlaceMatch(start, end, key, Resolution.NAMED, "abbreviation", 0.9)


def is_division(key: str | None) -> bool:
    """Whether a place's key is the code of a division."""
    return key is not None and division(key) is not None
