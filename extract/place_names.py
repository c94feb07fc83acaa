"""Which place a name means: the names of all listed places, and the choice among those of one name."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from extract.gazetteer import divisions, gazetteer, plain_name, short_name, townships
from extract.lexicon_files import lexical
from extract.lexicons import load_words
from extract.segment import word_class
from extract.terms import TermSet
from graph.text import fold


@lexical
def place_names() -> dict[str, tuple[tuple[str, bool], ...]]:
    """Folded name -> ((code or gazetteer id, whether a short form), …)."""
    found: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for item in divisions().values():
        found[fold(item.name)].append((item.code, False))
        plain, short = plain_name(item), short_name(item)
        if plain:
            found[fold(plain)].append((item.code, False))
        if short:
            found[fold(short)].append((item.code, True))
    for place in gazetteer().values():
        for string in place.strong:
            found[fold(string)].append((place.same_as or place.id, False))
    return {name: tuple(sorted(set(keys))) for name, keys in found.items()}


@lexical
def place_terms() -> TermSet:
    """Return the names of divisions and of the gazetteer."""
    return TermSet((name, name, False) for name in place_names())


@cache
def towns_of(prefecture: str) -> tuple[dict[str, tuple[str, bool]], TermSet]:
    """Folded name of a prefecture's townships -> (code, whether a short form), and their automaton."""
    found: dict[str, tuple[str, bool]] = {}
    for town in townships(prefecture).values():
        found.setdefault(fold(town.name), (town.code, False))
    for town in townships(prefecture).values():
        short = short_name(town)
        if short:
            found.setdefault(fold(short), (town.code, True))
    return found, TermSet((name, name, False) for name in found)


def resolve(name: str, jurisdiction: str | None, *, tagged: bool = True, listed: bool = False) -> str | None:
    """Choose which place a folded name means in a document of the given jurisdiction.

    A full name wins over a short one; a place inside the jurisdiction's city, then its province, over others;
    then the higher level; a name that is still ambiguous gives None.

    Args:
        name: the folded name as it stands in the text.
        jurisdiction: six-digit code, or None.
        tagged: whether its surroundings show that it is a place; short names need it.
        listed: whether a list of counties or the like ends with it.
    """
    options = [
        (key, short)
        for key, short in place_names().get(name, ())
        if _plausible(key, short, jurisdiction, tagged, listed)
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


def _plausible(key: str, short: bool, jurisdiction: str | None, tagged: bool, listed: bool) -> bool:
    """Whether a name may mean a division at all.

    A short form (龙泉, 公安) must be shown to be a place; a county's must lie in the document's province, or
    be a county-level city. A district's name that is a common word counts in its own city alone, a county's
    that reads as part of a clause (由市|和|县) in its own province.
    """
    own = divisions().get(key)
    if own is None:
        return True
    if own.name in load_words()["common_districts"] and not _same_city(key, jurisdiction):
        return False
    if own.name in load_words()["clause_counties"] and (jurisdiction is None or key[:2] != jurisdiction[:2]):
        return False
    if not short:
        return True
    if key == jurisdiction:
        return True
    if _same_city(key, jurisdiction):
        rare = word_class(short_name(own) or "") in _RARE
        return tagged or rare or own.kind != "county" or not own.name.endswith("区")
    if own.kind == "prefecture" and fold(short_name(own) or "") not in load_words()["common_cities"]:
        return True
    alone = not own.name.endswith("区") or fold(short_name(own) or "") in short_districts()
    near = listed or (jurisdiction is not None and key[:2] == jurisdiction[:2] and alone)
    return tagged and (own.kind != "county" or near or own.name.endswith("市"))


_MUNICIPALITIES = ("11", "12", "31", "50")


def _same_city(code: str, jurisdiction: str | None) -> bool:
    """Whether a division lies in the document's city: of a municipality, whatever its district."""
    if jurisdiction is None:
        return False
    size = 2 if jurisdiction.startswith(_MUNICIPALITIES) else 4
    return code[:size] == jurisdiction[:size]


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


@cache
def counties() -> dict[str, dict[str, str]]:
    """Code of a city -> its counties and districts: folded name, short or full, to code."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for item in divisions().values():
        if item.kind == "county" and item.parent:
            names = {fold(name) for name in (item.name, short_name(item)) if name}
            found[item.parent].update(dict.fromkeys(names, item.code))
    return found


@cache
def short_districts() -> dict[str, str]:
    """Short name of a county or district -> its code, where it is no other's and no common word (番禺)."""
    found: dict[str, str] = {}
    for name, keys in place_names().items():
        own = divisions().get(keys[0][0])
        if len(keys) == 1 and keys[0][1] and own and own.kind == "county" and word_class(name) in _RARE:
            found[name] = own.code
    return found


_RARE = frozenset({None, "ns", "nr", "nz", "nrt"})
"""Tags of a name that is no common word."""
