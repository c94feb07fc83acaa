"""Find organisations: named ones, departments, parties and bodies, and unlisted ones by their ending."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from extract.gazetteer import ancestor, divisions, short_name
from extract.institutions import Ending, Institution, find_institutions
from extract.lexicon_files import lexical, read_yaml
from extract.lexicons import Concept, check, concepts, load_words, overlaid
from extract.spans import longest_first
from extract.terms import Match, TermSet
from extract.view import TextView
from graph.text import fold

_LEVELS = "省市区县州旗盟"
_MEMBERSHIP = re.compile(r"(?:委员(?!会)|代表|常委(?!会)|界别|界)")
_BRANCH = re.compile(
    r"(?P<level>[一-龥]{0,8}?[省市区县州])?(?:委会|委员会|委(?=[,。、会提的]|$)|支部|总支|基层委员会|工委)|中央"
)
_SMALL_BRANCHES = ("支部", "总支", "工委")
"""Branches below a committee, which are bodies of their own beside it."""
_SECTIONS = {"parties": "party", "bodies": "body", "departments": "department"}
"""Class of the entries of a section that give none."""
_MAIN_BODIES = frozenset({"政协", "人大", "政府"})
_TERM = r"第?[一二三四五六七八九十]+届"
_FORMAL = re.compile(
    rf"政协(?:{_TERM})?(?P<place>全国|[一-龥]{{2,12}}?[省市区县州旗盟])(?:{_TERM})?委员会"
    rf"|(?P<seat>[一-龥]{{0,12}}?(?:[省市区县州旗盟]|自治区))(?:{_TERM})?(?P<body>人民代表大会常务委员会|人民代表大会|人大常委会|人大|政协)(?!代表|委员|主席|副主席|机关|常委(?!会))"
)
"""The formal name of a conference or congress, with or without its term."""


@dataclass(frozen=True)
class OrganizationMatch:
    """An organisation in a text: span, canonical name, whether it needs the jurisdiction to be one thing."""

    start: int
    end: int
    name: str
    place: str | None
    """Code of the place written before a generic name; None where none is."""
    generic: bool
    method: str
    confidence: float


@dataclass(frozen=True)
class Organizations:
    """The lexicon of organisations and its automata."""

    named: dict[str, Concept]
    generic: frozenset[str]
    suffixes: dict[str, Ending]
    anchored: tuple[str, ...]
    """Endings of departments that are bodies only behind a place or level (市|疾控中心)."""
    named_terms: TermSet
    core_terms: TermSet
    suffix_terms: TermSet
    classes: dict[str, str]
    """Folded name, core or ending -> class: what a name ends in says what it is."""

    def class_of(self, name: str) -> str | None:
        """Return the class of an organisation by the longest known string its folded name ends in."""
        for start in range(len(name)):
            found = self.classes.get(name[start:])
            if found is not None:
                return found
        return None


@lexical
def load_organizations() -> Organizations:
    """Load ``organizations.yml``; raises LexiconError when it breaks a rule."""
    data: dict[str, Any] = read_yaml("organizations.yml")
    named = overlaid(concepts("organizations.yml", data["named"]), "organizations.yml")
    check(named, "organizations.yml: named")
    names: list[tuple[str, str, bool]] = [
        (string, concept.id, False) for concept in named.values() for string in concept.strong
    ]
    cores: list[tuple[str, str, bool]] = []
    classes = {fold(row["suffix"]): str(row["classification"]) for row in data["suffixes"]}
    for section in ("parties", "bodies", "departments"):
        for row in data[section]:
            weak = set(row.get("weak") or ())
            key = f"{section}:{row['id']}"
            cores += [
                (string, key, string in weak)
                for string in dict.fromkeys((row["id"], *(row.get("aliases") or ()), *sorted(weak)))
            ]
            national = row.get("national")
            nationals = (national, *(row.get("national_aliases") or ())) if national else ()
            names += [(string, national, False) for string in nationals]
            kind = row.get("classification") or _SECTIONS[section]
            classes |= {fold(string): kind for string in (row["id"], *(row.get("aliases") or ()), *nationals)}
    classes |= {
        fold(name): one.classification for one in named.values() if one.classification for name in one.strong
    }
    suffixes = {
        fold(row["suffix"]): Ending(
            classification=row["classification"],
            minimum=int(row.get("min_length", 4)),
            weak=bool(row.get("weak")),
            proper=bool(row.get("proper")),
            excluded=tuple(map(fold, row.get("not") or ())),
        )
        for row in data["suffixes"]
    }
    return Organizations(
        named=named,
        generic=frozenset(fold(name) for name in data["generic"]),
        suffixes=suffixes,
        anchored=tuple(map(fold, data["anchored"])),
        named_terms=TermSet(names),
        core_terms=TermSet(cores),
        suffix_terms=TermSet((suffix, suffix, False) for suffix in suffixes),
        classes=classes,
    )


def is_kind_of_body(name: str) -> bool:
    """Whether a folded name is that of a kind of body, of no single one (社区卫生服务中心, 三甲医院)."""
    return name in load_organizations().generic or _is_kind_alone(name)


def _is_kind_alone(name: str) -> bool:
    return name[-1:] in _LAST_OF_KINDS and bool(_KINDS.fullmatch(name))


def find_organizations(view: TextView) -> list[OrganizationMatch]:
    """Find organisations in a text, in order, none overlapping; the longest wins."""
    return longest_first(organization_candidates(view))


def organization_candidates(view: TextView) -> list[OrganizationMatch]:
    """Return all that may be an organisation; they may overlap."""
    lexicon = load_organizations()
    candidates = [
        OrganizationMatch(match.start, match.end, match.key, None, False, "lexicon", 0.95)
        for match in view.found.leftmost(lexicon.named_terms)
        if match.start in view.boundaries
        and match.end in view.boundaries
        and not _MEMBERSHIP.match(view.folded, match.end)
    ]
    for match in view.found.leftmost(lexicon.core_terms):
        found = _from_core(view, lexicon, match)
        if found is not None:
            candidates.append(found)
    known = {item.end: item.start for item in candidates}
    candidates += [
        *_units(view, known),
        *_sessions(view),
        *_party_committees(view),
        *_by_ending(view, lexicon, known),
    ]
    return candidates


def _from_core(view: TextView, lexicon: Organizations, match: Match) -> OrganizationMatch | None:
    """Read a department, body or party with the place or level before it (市发改委, 杭州市政协)."""
    start, end = match.start, match.end
    section, _, core = match.key.partition(":")
    if match.weak and _prefix(view, start)[0] == start:
        return None
    if section == "parties":
        return _party(view, start, end, core)
    left, place = _prefix(view, start)
    bare = left == start
    surface = view.folded[start:end]
    kind = len(surface) < 3 or surface in lexicon.generic or surface.endswith(lexicon.anchored)
    if bare and (kind or not view.on_boundaries(start, end)):
        return None
    if section == "bodies" and (bare or _MEMBERSHIP.match(view.folded, end)):
        return None
    level = view.folded[left:start] if place is None else _level_of(place)
    # 政协, 人大 and 政府 have one name; an office of a body (市委办公厅) keeps the one that is written.
    name = core if section == "departments" or core in _MAIN_BODIES else surface
    return OrganizationMatch(left, end, f"{level}{name}", place, True, f"{_SECTIONS[section]}:{core}", 0.9)


def _party(view: TextView, start: int, end: int, core: str) -> OrganizationMatch | None:
    """Read a party or federation: by itself (民建), with its level (市侨联), or a branch (民建某市委会)."""
    left, place = _prefix(view, start)
    branch = _BRANCH.match(view.folded, end)
    if branch is None:
        if _MEMBERSHIP.match(view.folded, end) or (left == start and not view.on_boundaries(start, end)):
            return None
        name = (
            f"{view.folded[left:start] if place is None else _level_of(place)}{core}"
            if left < start
            else core
        )
        return OrganizationMatch(left, end, name, place, left < start, f"party:{core}", 0.9)
    inside = next(
        (found for offset in range(end + 2, branch.end() + 1) if (found := view.place_ending_at(offset))),
        None,
    )
    level = (branch.group("level") or "")[-1:]
    seat = office_name(inside.key) if inside and inside.key in divisions() else "{place}"
    tail = next((tail for tail in _SMALL_BRANCHES if branch.group().endswith(tail)), "委会")
    name = f"{core}{seat}{level}{tail}" if level else view.folded[start : branch.end()]
    return OrganizationMatch(start, branch.end(), name, None, "{place}" in name, f"party:{core}", 0.9)


def _sessions(view: TextView) -> Iterator[OrganizationMatch]:
    """Yield conferences and congresses by their formal names: 政协第十六届宁波市委员会, 市六届人大."""
    for match in _formal(view.folded):
        body = match.group("body")
        if body is None:
            name, end, start = "政协", match.end("place"), match.start()
        else:
            name, end = _CONGRESSES.get(body, body), match.end("seat")
            start = end - len("自治区") if match.group("seat").endswith("自治区") else end - 1
        if match.group("place") == "全国":
            yield OrganizationMatch(start, match.end(), f"全国{name}", None, False, "body:全国", 0.9)
            continue
        place = view.place_ending_at(end)
        if place is not None and place.key in divisions():
            opens, own = place.start if body else start, f"{_level_of(place.key)}{name}"
            yield OrganizationMatch(opens, match.end(), own, place.key, True, f"body:{name}", 0.9)
        elif body and end < match.start("body"):
            own = f"{view.folded[start:end]}{name}"
            yield OrganizationMatch(start, match.end(), own, None, True, f"body:{name}", 0.9)


_FORMAL_CUE = re.compile("政协|人大|人民代表大会")
_NO_LETTER = re.compile("[^一-龥]")


def _formal(folded: str) -> Iterator[re.Match[str]]:
    """Yield the formal names; only runs of letters that hold a body's name are looked through."""
    end = 0
    for cue in _FORMAL_CUE.finditer(folded):
        if cue.start() < end:
            continue
        start = cue.start()
        while start > end and "一" <= folded[start - 1] <= "龥":
            start -= 1
        after = _NO_LETTER.search(folded, cue.end())
        end = after.start() if after else len(folded)
        yield from _FORMAL.finditer(folded, start, end)


_COMMITTEE = re.compile("[省市区县州旗]委")
_COMMITTEE_ENDS = re.compile(r"[、,。;\s]|和|与|及|市政府|政府|审|研究|办公会|$")


def _party_committees(view: TextView) -> Iterator[OrganizationMatch]:
    """Yield 市委 and 县委 where they stand by themselves."""
    for match in _COMMITTEE.finditer(view.folded):
        if view.is_word(*match.span()) and _COMMITTEE_ENDS.match(view.folded, match.end()):
            yield OrganizationMatch(*match.span(), match.group(), None, True, "body:市委", 0.8)


_CONGRESSES = {"人民代表大会": "人大", "人民代表大会常务委员会": "人大常委会"}


def _prefix(view: TextView, start: int) -> tuple[int, str | None]:
    """Return where the place or level before a core begins, and the place's code if one is named."""
    place = view.place_ending_at(start)
    if place is not None:
        return place.start, place.key if place.key in divisions() else None
    before = view.folded[start - 1 : start]
    if (
        before
        and before in _LEVELS
        and (start - 1 in view.boundaries or view.folded[start - 2] not in "城门夜超")
    ):
        return start - 1, None
    return start, None


def _level_of(code: str) -> str:
    division = divisions()[code]
    return {"province": "省", "prefecture": "市"}.get(division.kind, division.name[-1])


def _by_ending(
    view: TextView, lexicon: Organizations, known: Mapping[int, int]
) -> Iterator[OrganizationMatch]:
    """Yield unlisted organisations; a generic one (市某协会) is one thing only inside its city.

    ``known`` are the listed ones of the text, end -> start: they may open another's name.
    """
    endings = view.found.endings(lexicon.suffix_terms)
    for found in find_institutions(view, endings, lexicon.suffixes, known):
        name = view.folded[found.start : found.end]
        short = len(name) < (3 if found.opener == "level" else max(lexicon.suffixes[found.ending].minimum, 4))
        if short or _is_kind(view, lexicon, found) or _MEMBERSHIP.match(view.folded, found.end):
            continue
        method, confidence = f"{found.opener}+ending:{found.ending}", 0.6 if found.opener == "title" else 0.7
        end = _with_seat(view, found.end)
        if end > found.end:
            name = view.folded[found.start : end]
            yield OrganizationMatch(found.start, end, name, None, found.opener == "level", method, confidence)
            continue
        own, place = _own_name(view, found, lexicon.suffixes[found.ending].classification)
        generic = found.opener == "level" or place is not None
        yield OrganizationMatch(found.start, found.end, own, place, generic, method, confidence)


_UNIT = re.compile(
    "(?P<inner>[一-鿿]{0,14}?(?:国家|省|教育部|部省)?"
    "(?P<ending>(?:国家)?(?:重点|工程)?实验室|工程(?:技术)?研究中心|研究院|研究所|附属[一-鿿]{0,6}医院|协同创新中心))"
)
_NO_UNIT = re.compile("[的了在和与及等是有为把将]|设(?!计|备|施)|建(?!筑|材)|办|联合|合作|成立|组")


def _units(view: TextView, known: Mapping[int, int]) -> Iterator[OrganizationMatch]:
    """Yield institutes that go on from a university's name, whatever they hold: 某大学|某利用实验室."""
    for end, start in known.items():
        if not view.folded.startswith(_SCHOOLS, end - 2):
            continue
        unit = _UNIT.match(view.folded, end)
        if unit is None or unit.end() not in view.boundaries or _NO_UNIT.search(unit.group("inner")):
            continue
        name, method = view.folded[start : unit.end()], f"body+ending:{unit.group('ending')}"
        yield OrganizationMatch(start, unit.end(), name, None, False, method, 0.7)


_SCHOOLS = ("大学", "学院")


def _with_seat(view: TextView, end: int) -> int:
    """Take in the seat in brackets behind a name: 山东大学(威海), 国家某检测中心(中山)."""
    closed = view.folded.find(")", end, end + _LONGEST_SEAT) if view.folded[end : end + 1] == "(" else -1
    place = view.place_ending_at(closed) if closed > 0 else None
    return closed + 1 if place is not None and place.start == end + 1 else end


_LONGEST_SEAT = 8
_LOCAL = frozenset({"government", "association"})
"""Classes whose bodies are called alike in every city: 南昌市|某协会 is the 市|某协会 of Nanchang."""


def _own_name(view: TextView, found: Institution, kind: str) -> tuple[str, str | None]:
    """Return the name of an unlisted body, and its place's code where the name is one that every city has."""
    place = view.place_opening(found.start, found.end)
    if kind in _LOCAL and place is not None and place.key in divisions():
        full = view.folded[place.start : place.end] == fold(divisions()[place.key].name)
        if full:
            return f"{_level_of(place.key)}{view.folded[place.end : found.end]}", place.key
    return view.folded[found.start : found.end], None


_KINDS = re.compile(
    "(?:公办|民办|公立|私立|普惠性?|乡镇|农村|社区|城区|基层|村级|一般|普通|各|所属|部分|其他|海岛|山区|牧区|边境|偏远|苏木|嘎查|两级|三级|三甲|三级|二级|三级甲等"
    "|大|大型|中小|小微|民营|国有|央|外资|头部|骨干|[一-鿿]{0,4}(?:龙头|链主))?"
    "(?:法院|检察院|中小学校?|学校|小学|中学|高校|院校|幼儿园|医院|卫生院|卫生室|企业|公司|集团|社区|银行|机构|合作社|商会|协会|服务中心)"
)
_LAST_OF_KINDS = frozenset("院校学园室业司团区行构社会心")
"""Last letters of those kinds."""


def _is_kind(view: TextView, lexicon: Organizations, found: Institution) -> bool:
    """Whether the name says only what kind of body it is (桂林市|中小学, 农民专业合作社)."""
    name = view.folded[found.start : found.end]
    place = view.place_opening(found.start, found.end)
    rest = name[1:] if found.opener == "level" else view.folded[place.end : found.end] if place else name
    if place and rest in _ONE_EACH:
        return False
    return name in lexicon.generic or _is_kind_alone(rest)


_ONE_EACH = frozenset({"法院", "检察院", "卫生院"})
"""Of these a county or a town has one: 文城镇|卫生院."""
_KINDS_OF_LEVEL = {
    "省": "province",
    "市": "prefecture",
    "州": "prefecture",
    "盟": "prefecture",
    "区": "county",
    "县": "county",
    "旗": "county",
}


def seat_of(name: str, jurisdiction: str | None) -> str | None:
    """Return the division a generic body belongs to: 省财政厅 in a city's document is its province's."""
    own = divisions().get(jurisdiction or "")
    if own is None:
        return None
    level = "省" if name.startswith("自治区") else name[:1]
    if level == own.name[-1]:
        return jurisdiction
    return ancestor(jurisdiction, _KINDS_OF_LEVEL.get(level, "")) or jurisdiction


def local_name(name: str, seat: str) -> str:
    """Return how a generic body of a division is shown: 杭州市财政局, 浙江省财政厅.

    A level of which the division has many keeps it: 区财政局（杭州市）.
    """
    own = divisions()[seat]
    level = "自治区" if name.startswith("自治区") else name[0] if name[0] in _LEVELS else ""
    rest = name[len(level) :]
    if level and level not in {_level_of(seat), own.name[-1], "自治区"}:
        return f"{name}（{own.name}）"
    hall = (
        own.kind == "province"
        and not own.name.endswith("市")
        and rest[-1:] == "局"
        and rest[:-1] in load_words()["provincial_halls"]
    )
    return own.name + (f"{rest[:-1]}厅" if hall else rest)


def office_name(code: str) -> str:
    """Return the short name of a division for organisation names (杭州), or its full name."""
    return short_name(divisions()[code]) or divisions()[code].name
