"""The question ``industry-links``: which industries are linked, how strongly, and by what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.model import Evidence, Label, Node, QueryError, Scalar
from graph.store import View
from queries.catalogue import describe
from queries.find import Found, find_one
from queries.industry_incidence import Pair, industries
from queries.industry_meetings import Meetings, meetings
from queries.network import in_order, nodes
from queries.result import Cell, Result, quotes

_NAMED = 5
"""So many shared things of one kind are named and quoted, the rarest."""

_LISTED = 50
"""So many shared things of one kind are listed, the rarest; the sentence tells how many there are."""

_WORDS = (
    ("Instrument", "共用政策工具", "项", ""),
    ("Place", "同涉", "处", ""),
    ("Proposer", "同由", "位", "提出"),
)
"""What is said of things of a kind: before them, how they are counted, after them."""

_ENDS, _FILTERS = ("name", "a", "b"), ("jurisdiction", "session", "year")


def answer(view: View, given: dict[str, Scalar]) -> Result:
    """Rank pairs of industries by what they share.

    Two industries share a passage that names both, an instrument or place that different passages about them
    name, and a proposer of proposals about both. Each shared thing counts ``ln((N + 1) / n)``, where ``n`` of
    all ``N`` industries have it (inverse document frequency, Spärck Jones 1972): what few have in common says
    more. A passage counts the same way, ``n`` being the industries it names. With one of ``name``, ``a`` and
    ``b`` only links of that industry are listed, with two only the link of these two.

    Raises:
        QueryError: a name is no industry, or more than two are given.
    """
    limit = int(str(given["limit"]))
    ends = {key: find_one(view, str(given[key]), Label.INDUSTRY) for key in _ENDS if given[key]}
    chosen = _chosen(ends)
    filters = {name: given[name] for name in _FILTERS}
    found = industries(view, filters)
    pairs = found.pairs(chosen, limit + 1)
    notes = [*(note for end in ends.values() for note in end.notes), *found.notes]
    if len(pairs) > limit:
        notes.append(f"只列出前 {limit} 对")
    if any(len(some) > _LISTED for pair in pairs[:limit] for some in _kinds(pair).values()):
        notes.append(f"共用的工具、地点、提出者各只列出最少见的 {_LISTED} 个")
    if not pairs:
        notes.append("没有找到产业之间的联系; 换个条件, 或用 trace 找更长的路径")
    met = meetings(view, found, _quoted(pairs[:limit]))
    return Result(
        query="industry-links",
        parameters={**given, **{key: str(end.thing.id) for key, end in ends.items()}},
        columns=describe("industry-links").columns[0],
        rows=tuple(_rows(view, pairs[:limit], met)),
        notes=tuple(notes),
        graph=met.graph(),
    )


def _chosen(ends: dict[str, Found]) -> list[str]:
    """Return the ids of the industries asked for: none, one or two."""
    chosen = list(dict.fromkeys(end.thing.id for end in ends.values()))
    if len(chosen) > 2:
        raise QueryError("industry-links: name, a, b 至多给两个产业 (give at most two industries)")
    if len(ends) > 1 and len(chosen) == 1:
        raise QueryError("industry-links: 给出的是同一产业 (the same industry); 只给 name 即可")
    return chosen


def _kinds(pair: Pair) -> dict[str, list[str]]:
    """Return Instrument, Place and Proposer -> the ids of what two industries share of that kind."""
    kinds: dict[str, list[str]] = {"Instrument": [], "Place": [], "Proposer": []}
    for kind, thing in pair.shared:
        kinds[kind].append(thing)
    return kinds


def _quoted(pairs: Sequence[Pair]) -> set[tuple[str, str]]:
    """Return the (industry, thing) whose sentences are shown; the thing may be the other industry."""
    wanted: set[tuple[str, str]] = set()
    for pair in pairs:
        things = [thing for some in _kinds(pair).values() for thing in some[:_NAMED]]
        wanted |= {(end, thing) for end in (pair.a, pair.b) for thing in things}
        if pair.passages:
            wanted |= {(pair.a, pair.b), (pair.b, pair.a)}
    return wanted


def _rows(view: View, pairs: Sequence[Pair], met: Meetings) -> Iterator[dict[str, Cell]]:
    shared = [_kinds(pair) for pair in pairs]
    listed = {id_ for kinds in shared for some in kinds.values() for id_ in some[:_LISTED]}
    known = nodes(view, listed.union(*((pair.a, pair.b) for pair in pairs)))
    for pair, ids in zip(pairs, shared, strict=True):
        kinds = {kind: [known[id_].name for id_ in some[:_LISTED]] for kind, some in ids.items()}
        yield {
            "industry": pair.a,
            "industry_name": known[pair.a].name,
            "other": pair.b,
            "other_name": known[pair.b].name,
            "strength": pair.strength,
            "why": _why(pair, known, kinds, {kind: len(some) for kind, some in ids.items()}),
            "passages": pair.passages,
            "instruments": kinds["Instrument"],
            "places": kinds["Place"],
            "proposers": kinds["Proposer"],
            "evidence": quotes(in_order(_evidence(pair, met))),
        }


def _evidence(pair: Pair, met: Meetings) -> Iterator[Evidence]:
    for meeting in sorted(_quoted([pair])):
        yield from met.evidence(meeting)


def _why(pair: Pair, known: dict[str, Node], kinds: dict[str, list[str]], counts: dict[str, int]) -> str:
    """Say in one sentence of Chinese why two industries are linked."""
    reasons = [f"在{pair.passages}个段落中同时提及"] if pair.passages else []
    for kind, before, unit, after in _WORDS:
        if names := kinds[kind]:
            more = f"等{counts[kind]}{unit}" if counts[kind] > _NAMED else ""
            reasons.append(f"{before}{'、'.join(names[:_NAMED])}{more}{after}")
    return f"“{known[pair.a].name}”与“{known[pair.b].name}”{'，'.join(reasons)}。"
