"""The profiles: one page of facts about a member, body, place, industry, instrument or proposal.

All are made alike: the question's statement counts, section by section, in how many proposals something
stands with the thing, and names the first and the last edge that says so; here names, order and sentences
are added, and what the thing itself is comes first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import msgspec

from graph.model import Evidence, Label, Node, Record, Scalar
from graph.store import Row, View
from queries.captions import (
    DOCUMENT_TYPES,
    HANDLERS,
    KINDS,
    LEVELS,
    MODALITIES,
    PASSAGE_KINDS,
    ROLES,
    SECTIONS,
)
from queries.catalogue import describe, rows
from queries.find import find_one
from queries.network import nodes
from queries.openings import opening
from queries.result import Result, quotes
from queries.selection import place_names
from queries.twins import twins_of

_FACTS: dict[str, Mapping[str, str]] = {
    "proposers": ROLES,
    "co_proposers": ROLES,
    "proposals": ROLES,
    "handlers": HANDLERS,
    "handled": HANDLERS,
    "parts": PASSAGE_KINDS,
    "modality": {modality.value: name for modality, name in MODALITIES.items()},
    "instruments": {modality.value: name for modality, name in MODALITIES.items()},
}
"""Section -> what its facts are called in Chinese."""
_DATED = frozenset({"years", "sessions", "proposals", "mentioned", "replies", "filed"})
"""Sections whose facts are years or sessions: the newest first."""
_BODIES = {"cppcc": "政协", "npc": "人大"}


class _Wanted(Record, frozen=True, kw_only=True):
    name: str
    limit: int
    quoted: int


class _Names(Record, frozen=True, kw_only=True):
    """What ids and codes in the rows are called."""

    nodes: dict[str, Node]
    places: dict[str, str]


def member(view: View, given: dict[str, Scalar]) -> Result:
    """Tell of a member: proposals, co-proposers, and what all passages of the proposals name."""
    return _profile(view, "member-profile", Label.MEMBER, given)


def organization(view: View, given: dict[str, Scalar]) -> Result:
    """Tell of a body: what it proposed (and what that names), what it handles, where it is named."""
    return _profile(view, "organization-profile", Label.ORGANIZATION, given)


def place(view: View, given: dict[str, Scalar]) -> Result:
    """Tell of a place and all in it: what the passages that name it name too, and what was filed there."""
    return _profile(view, "place-profile", Label.PLACE, given)


def industry(view: View, given: dict[str, Scalar]) -> Result:
    """Tell of an industry and all below it: who proposes, and what the passages that name it name too."""
    return _profile(view, "industry-profile", Label.INDUSTRY, given)


def instrument(view: View, given: dict[str, Scalar]) -> Result:
    """Tell of an instrument, family, sub-tool or class with all below: who proposes it, and for what."""
    return _profile(view, "instrument-profile", Label.INSTRUMENT, given)


def proposal(view: View, given: dict[str, Scalar]) -> Result:
    """Tell of a proposal: who, by whom handled, how answered, its measures, and all that it names."""
    return _profile(view, "proposal-profile", Label.PROPOSAL, given)


class Quoted(Record, frozen=True, kw_only=True):
    """A quotation and what it stands behind: the key of an edge, or of a measure the id of its passage."""

    key: str
    said: Evidence


class Fact(Record, frozen=True, kw_only=True):
    """One fact: ``value`` is a name and ``id`` whose; ``count`` counts proposals, None where it would not."""

    section: str
    fact: str
    value: str
    id: str
    count: int | None
    said: tuple[Quoted, ...] = ()


class Profile(Record, frozen=True, kw_only=True):
    """What is known of a thing: facts by section; how many each section has in all, of how many things."""

    node: Node
    facts: tuple[Fact, ...]
    totals: dict[str, int]
    things: dict[str, int]


_QUESTIONS = {
    Label.MEMBER: "member-profile",
    Label.ORGANIZATION: "organization-profile",
    Label.PLACE: "place-profile",
    Label.INDUSTRY: "industry-profile",
    Label.INSTRUMENT: "instrument-profile",
    Label.PROPOSAL: "proposal-profile",
}


def profile(view: View, id_: str, *, limit: int) -> Profile:
    """Return what is known of a thing by its id: sections in their order, at most ``limit`` facts in each.

    What it is comes first. A fact quotes the first and the last edge, by their keys, that says so; a measure
    its first sentence.
    """
    node = nodes(view, [id_])[id_]
    facts = _facts(view, _QUESTIONS[node.label], node)
    shown = [row for some in facts.values() for row in some[:limit]]
    names = _names(view, node, shown)
    said = _sentences(view, shown)
    return Profile(
        node=node,
        facts=(
            *_identity(view, node, names),
            *(_named(row, names, some) for row, some in zip(shown, said, strict=True)),
        ),
        totals={section: len(some) for section, some in facts.items()},
        things={section: len({str(row["id"]) for row in some}) for section, some in facts.items()},
    )


def _profile(view: View, query: str, label: Label, given: dict[str, Scalar]) -> Result:
    """Return a profile as a table: ``count`` is the number of distinct proposals behind a fact."""
    wanted = msgspec.convert(given, _Wanted)
    found = find_one(view, wanted.name, label)
    told = profile(view, found.thing.id, limit=wanted.limit)
    return Result(
        query=query,
        parameters={**given, "name": told.node.id},
        columns=describe(query).columns[0],
        rows=tuple(
            {
                "section": one.section,
                "section_name": SECTIONS[one.section],
                "fact": one.fact,
                "value": one.value,
                "value_id": one.id,
                "count": one.count,
                "evidence": quotes(item.said for item in one.said[: wanted.quoted]),
            }
            for one in told.facts
        ),
        notes=(*found.notes, *_bounded(told.totals, wanted.limit)),
    )


def _facts(view: View, query: str, node: Node) -> dict[str, list[Row]]:
    """Return the facts of each section, in the order in which they are shown."""
    twins = twins_of(view)
    ids = {*twins.all([node.id]), *(str(row["id"]) for row in rows(view, "below", ids=[node.id]))}
    given: dict[str, list[str]] = {"ids": sorted(ids)}
    if any(parameter.name == "codes" for parameter in describe(query).parameters):
        given["codes"] = [str(node.properties.get("code") or "")]
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows(view, query, **given):
        if row["id"] not in twins.meant:
            found[str(row["section"])].append(row)
    if node.label is Label.PROPOSAL:  # what its reply says of it too is said of one proposal
        for section in found.keys() - {"parts"}:
            found[section] = [{**row, "count": 1} for row in found[section]]
    if all(row["id"] == node.id for row in found["narrower"]):
        del found["narrower"]  # nothing below it is named: that it is named itself is said already
    return {section: sorted(found[section], key=_rank) for section in SECTIONS if section in found}


def _rank(row: Row) -> tuple[object, ...]:
    """Order facts: measures as in the text, what has a date newest first, the rest by counts."""
    section, name, id_ = str(row["section"]), str(row["name"] or ""), str(row["id"] or "")
    if section == "measures":
        return (int(str(row["fact"])),)
    if section in _DATED:
        return _newest_first(row["fact"]), name, id_
    return -int(str(row["count"])), -int(str(row["mentions"])), name, str(row["fact"] or ""), id_


def _newest_first(fact: object) -> tuple[int, ...]:
    """Return what sorts a year, or a session such as ``12-4``, in front of older ones; unknown ones last."""
    parts = str(fact or "").split("-")
    return tuple(-int(part) for part in parts) if all(part.isdecimal() for part in parts) else (1,)


def _names(view: View, node: Node, shown: list[Row]) -> _Names:
    codes = {str(row["id"]) for row in shown if row["section"] in ("jurisdictions", "sessions", "filed")}
    codes |= {str(node.properties.get("jurisdiction") or ""), _body(node)[1]}
    kinds = {f"instrument:{row['id']}" for row in shown if row["section"] in ("classes", "subtools")}
    kinds |= {
        f"instrument:{node.properties[name]}" for name in ("class", "subtool") if name in node.properties
    }
    return _Names(nodes=nodes(view, kinds), places=place_names(view, codes - {""}))


def _body(node: Node) -> tuple[str, str]:
    """Return which conference or congress a member belongs to, and the code of its place."""
    kind, _, code = str(node.properties.get("body") or "").partition(":")
    return _BODIES.get(kind, ""), code


def _sentences(view: View, shown: list[Row]) -> list[tuple[Quoted, ...]]:
    """Return what each fact quotes."""
    keys = [list(dict.fromkeys(str(row[end]) for end in ("first", "last") if row[end])) for row in shown]
    said = view.evidence(sorted({key for some in keys for key in some}))
    texts = view.passages(sorted(str(row["id"]) for row in shown if row["section"] == "measures"))
    return [
        (Quoted(key=str(row["id"]), said=opening(texts[str(row["id"])])),)
        if str(row["id"]) in texts
        else tuple(Quoted(key=key, said=item) for key in some for item in said[key][:1])
        for row, some in zip(shown, keys, strict=True)
    ]


def _named(row: Row, names: _Names, said: tuple[Quoted, ...]) -> Fact:
    section, fact, id_ = str(row["section"]), str(row["fact"] or ""), str(row["id"] or "")
    count = int(str(row["count"]))
    value = str(row["name"] or "")
    if section in ("classes", "subtools"):
        value = _kind_name(names, id_)
    elif section in ("jurisdictions", "sessions", "filed"):
        value = names.places.get(id_, id_)
    elif section == "parts":
        value = f"{count} 段"
    fact = _FACTS[section].get(fact, fact) if section in _FACTS else fact
    known = None if section in ("parts", "measures") else count
    return Fact(section=section, fact=fact, value=value, id=id_, count=known, said=said)


def _identity(view: View, node: Node, names: _Names) -> Iterator[Fact]:
    """Yield what the thing itself is, as far as it is known apart from any document."""
    yield _is(KINDS[node.label], node.name, node.id)
    kind, code = _body(node)
    place = str(node.properties.get("jurisdiction") or "")
    told = {
        "会议": f"{names.places.get(code, code)}{kind}" if kind else "",
        "类型": DOCUMENT_TYPES.get(str(node.properties.get("document_type")), ""),
        "编号": node.properties.get("number"),
        "年份": node.properties.get("year"),
        "届次": node.properties.get("session"),
        "地区": names.places.get(place, place),
        "代码": node.properties.get("code"),
        "层级": LEVELS.get(str(node.properties.get("level")), "") if node.label is Label.INSTRUMENT else "",
        **{
            caption: _kind_name(names, str(node.properties.get(name) or ""))
            for caption, name in (("类别", "class"), ("次级工具", "subtool"))
        },
    }
    for fact, value in told.items():
        if value:
            yield _is(fact, str(value))
    above = sorted(
        {str(row["target"]) for row in rows(view, "hierarchy", ids=[node.id]) if row["relation"] == "BROADER"}
    )
    for id_, broader in nodes(view, above).items():
        yield _is("上位", broader.name, id_)


def _is(fact: str, value: str, id_: str = "") -> Fact:
    return Fact(section="identity", fact=fact, value=value, id=id_, count=None)


def _kind_name(names: _Names, code: str) -> str:
    kind = names.nodes.get(f"instrument:{code}")
    return kind.name if kind else code


def _bounded(totals: Mapping[str, int], limit: int) -> Iterator[str]:
    for section, total in totals.items():
        if total > limit:
            yield f"{SECTIONS[section]}: 共 {total} 项, 只列出前 {limit} 项"
