"""Find organisations: named ones, departments, parties and bodies, and unlisted ones by their ending."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.lexicons import Concept, TermSet, check, concepts, read_yaml
from extract.phrases import Role
from extract.places import divisions, short_name
from extract.spans import longest_first
from extract.view import TextView
from graph.text import fold

_LEVELS = "省市区县州旗盟"
_MEMBERSHIP = re.compile(r"(?:委员(?!会)|代表|常委(?!会)|主席|副主席|界别|界)")
_BRANCH = re.compile(
    r"(?P<level>[一-龥]{0,8}?[省市区县州])?(?:委会|委员会|委(?=[，。、会提的]|$)|支部|总支|基层委员会|工委)|中央"
)
_LEVEL_AFTER = re.compile(f"[由请在与和向经从被让对于到][{_LEVELS}]")
"""What the segmenter takes for one word: 由市, 请省."""
_MAIN_BODIES = frozenset({"政协", "人大", "政府"})
_FORMAL = re.compile(
    r"政协(?:第[一二三四五六七八九十]+届)?(?P<place>[一-龥]{2,12}?[省市区县州旗盟])(?:第[一二三四五六七八九十]+届)?委员会"
)
_LOOSE = frozenset({"科技", "中心", "实业", "控股"})
"""Endings that count only where the name ends with them (三龙湾|科技|城 is no firm)."""
_PROPER = frozenset({"ns", "nr", "nz", "nt", "nrt", "nrfg"})
"""Tags of words that are, or may be, proper names."""


@dataclass(frozen=True)
class OrganizationMatch:
    """An organisation in a text: span, canonical name, whether it needs the jurisdiction to be one thing."""

    start: int
    end: int
    name: str
    place: str | None
    """Code of the place written before a generic name; None where none is."""
    generic: bool
    classification: str | None
    method: str
    confidence: float


@dataclass(frozen=True)
class _Suffix:
    classification: str
    minimum: int


@dataclass(frozen=True)
class Organizations:
    """The lexicon of organisations and its automata."""

    named: dict[str, Concept]
    generic: frozenset[str]
    suffixes: dict[str, _Suffix]
    named_terms: TermSet
    core_terms: TermSet
    suffix_terms: TermSet


@cache
def load_organizations() -> Organizations:
    """Load ``organizations.yml``; raises LexiconError when it breaks a rule."""
    data: dict[str, Any] = read_yaml("organizations.yml")
    named = concepts("organizations.yml", data["named"])
    check(named, "organizations.yml: named")
    names: list[tuple[str, str, bool]] = [
        (string, concept.id, False) for concept in named.values() for string in concept.strong
    ]
    cores: list[tuple[str, str, bool]] = []
    for section in ("parties", "bodies", "departments"):
        for row in data[section]:
            weak = set(row.get("weak") or ())
            key = f"{section}:{row['id']}"
            cores += [
                (string, key, False)
                for string in (row["id"], *(row.get("aliases") or ()))
                if string not in weak
            ]
            national = row.get("national")
            if national:
                names += [
                    (string, national, False) for string in (national, *(row.get("national_aliases") or ()))
                ]
    suffixes = {
        fold(row["suffix"]): _Suffix(row["classification"], int(row.get("min_length", 4)))
        for row in data["suffixes"]
    }
    return Organizations(
        named=named,
        generic=frozenset(fold(name) for name in data["generic"]),
        suffixes=suffixes,
        named_terms=TermSet(names),
        core_terms=TermSet(cores),
        suffix_terms=TermSet((suffix, suffix, False) for suffix in suffixes),
    )


def find_organizations(view: TextView) -> list[OrganizationMatch]:
    """Find organisations in a text, in order, none overlapping; the longest wins."""
    lexicon = load_organizations()
    candidates = [
        OrganizationMatch(
            match.start,
            match.end,
            match.key,
            None,
            False,
            _classification(lexicon, match.key),
            "lexicon",
            0.95,
        )
        for match in lexicon.named_terms.find(view.folded)
        if match.start in view.boundaries
        and match.end in view.boundaries
        and not _MEMBERSHIP.match(view.folded, match.end)
    ]
    for match in lexicon.core_terms.find(view.folded):
        found = _from_core(view, lexicon, match.start, match.end, match.key)
        if found is not None:
            candidates.append(found)
    candidates += [*_sessions(view), *_by_suffix(view, lexicon)]
    return longest_first(candidates)


def _classification(lexicon: Organizations, key: str) -> str | None:
    return lexicon.named[key].classification if key in lexicon.named else "department"


def _from_core(
    view: TextView, lexicon: Organizations, start: int, end: int, key: str
) -> OrganizationMatch | None:
    """Read a department, body or party with the place or level before it (市发改委, 杭州市政协)."""
    section, _, core = key.partition(":")
    if section == "parties":
        return _party(view, start, end, core)
    left, place = _prefix(view, start)
    bare = left == start
    surface = view.folded[start:end]
    if bare and (len(surface) < 3 or surface in lexicon.generic or not view.on_boundaries(start, end)):
        return None
    if section == "bodies" and (bare or _MEMBERSHIP.match(view.folded, end)):
        return None
    level = view.folded[left:start] if place is None else _level_of(place)
    # 政协, 人大 and 政府 have one name; an office of a body (市委办公厅) keeps the one that is written.
    name = core if section == "departments" or core in _MAIN_BODIES else surface
    classification = "body" if section == "bodies" else "department"
    return OrganizationMatch(
        left, end, f"{level}{name}", place, True, classification, f"{classification}:{core}", 0.9
    )


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
        return OrganizationMatch(left, end, name, place, left < start, "party", f"party:{core}", 0.9)
    inside = next(
        (found for offset in range(end + 2, branch.end() + 1) if (found := view.place_ending_at(offset))),
        None,
    )
    level = (branch.group("level") or "")[-1:]
    seat = office_name(inside.key) if inside and inside.key in divisions() else "{place}"
    name = f"{core}{seat}{level}委会" if level else view.folded[start : branch.end()]
    return OrganizationMatch(
        start, branch.end(), name, None, "{place}" in name, "party", f"party:{core}", 0.9
    )


def _sessions(view: TextView) -> list[OrganizationMatch]:
    """Find the formal name of a conference: 政协第十六届宁波市委员会."""
    found: list[OrganizationMatch] = []
    for match in _FORMAL.finditer(view.folded):
        place = view.place_ending_at(match.end("place"))
        if place is not None and place.key in divisions():
            name = f"{_level_of(place.key)}政协"
            found.append(OrganizationMatch(*match.span(), name, place.key, True, "body", "body:政协", 0.9))
    return found


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


def _by_suffix(view: TextView, lexicon: Organizations) -> list[OrganizationMatch]:
    """Find unlisted organisations: a proper name, then a run of nouns, then a known ending."""
    found: list[OrganizationMatch] = []
    for match in lexicon.suffix_terms.find(view.folded):
        if match.end not in view.boundaries or _MEMBERSHIP.match(view.folded, match.end):
            continue
        suffix = lexicon.suffixes[match.key]
        start = _proper_start(view, match.start)
        if start is None or (match.key in _LOOSE and view.next_role(match.end) is Role.INSIDE):
            continue
        start = _with_seat(view, start)
        name = view.folded[start : match.end]
        if len(name) < max(suffix.minimum, 4) or name in lexicon.generic or len(name) > 30:
            continue
        generic = name[0] in _LEVELS
        found.append(
            OrganizationMatch(
                start, match.end, name, None, generic, suffix.classification, f"suffix:{match.key}", 0.7
            )
        )
    return found


def _with_seat(view: TextView, start: int) -> int:
    """Take in a place right before an institution's name: 安徽|农业大学."""
    place = view.place_ending_at(start)
    return place.start if place else start


_LONGEST_PROPER = 40
"""How long what stands before an institution's ending may be, in code points."""


def _proper_start(view: TextView, position: int) -> int | None:
    """Return where the proper name before an ending begins; None when nothing before it is proper.

    Proper is a place, a word tagged as a name, a word the dictionary does not know, or a level (市第一医院).
    """
    index = view.clause.index_ending_at(position)
    if index is None:
        token = view.tokens[view.clause.index_holding(position)]
        return token.start if token.start < position and token.tag in {"nt", "nz", "ns"} else None
    start, proper = position, False
    while index >= 0 and view.tokens[index].end == start and position - start < _LONGEST_PROPER:
        token, role = view.tokens[index], view.clause.roles[index]
        if token.text in _LEVELS or _LEVEL_AFTER.fullmatch(token.text):
            return token.end - 1  # the level opens the name: 由市|第五医院
        numbered = token.text.startswith("第")
        if not (role in {Role.INSIDE, Role.HARD} or numbered) or (
            len(token.text) < 2 and token.tag[0] in "av"
        ):
            break
        named = token.tag in _PROPER
        if proper and not named and token.tag not in {"n", "j", "b"}:
            break
        proper, start = proper or named, token.start
        index -= 1
    return _from_name(view, start, position) if proper else None


def _from_name(view: TextView, start: int, position: int) -> int | None:
    """Cut common nouns in front of the first proper word of the run."""
    index = view.clause.index_holding(start)
    while view.tokens[index].start < position:
        token = view.tokens[index]
        if token.tag in _PROPER:
            return token.start
        index += 1
    return None


def office_name(code: str) -> str:
    """Return the short name of a division for organisation names (杭州), or its full name."""
    return short_name(divisions()[code]) or divisions()[code].name
