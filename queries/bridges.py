"""The question ``bridges``: which concepts connect themes that are otherwise apart."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, islice, zip_longest
from math import log
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from graph.model import EdgeType, Evidence, Link, Record, Scalar
from graph.store import View
from queries.catalogue import describe, rows
from queries.facts import Scope
from queries.find import Found, find
from queries.network import Tie, collapse, plainest
from queries.result import Cell, Result, quotes
from queries.selection import with_code
from queries.sharing import Floats, Integers, Table
from queries.theming import Themes, themes
from queries.uses import Uses, as_graph

_COMMON_COUNT = 10
_COMMON_SHARE = 0.1
"""A concept that more proposals mention than either says is everywhere: it connects nothing in particular."""

_DIGITS = 4
_NOTHING = 1e-9
"""What is left, by rounding, of a sum of squares whose only part is taken off."""
_SENTENCES = 3
_DRAWN = 50
"""So many proposals of a concept are drawn and read for sentences: the most central of its sides first."""
_BESIDES = 3
"""So many other concepts that two themes share are told."""


class _Wanted(Record, frozen=True, kw_only=True):
    name: str | None
    resolution: int
    jurisdiction: str | None
    session: str | None
    year: int | None
    limit: int


class _Bridge(NamedTuple):
    """A concept (column), how far apart the themes are that it joins, its proposals by theme.

    ``sides`` are the two themes that add most to its score.
    """

    column: int
    diversity: float
    strength: float
    shares: dict[int, int]
    sides: tuple[int, int]


def answer(view: View, given: dict[str, Scalar]) -> Result:
    """Rank concepts by how far apart the themes are that they join.

    ``score`` is the Rao–Stirling diversity (Rao 1982, Stirling 2007) of the themes in which a concept is
    mentioned: the sum over pairs of themes of ``p_i * p_j * d_ij``, where p are the shares of its proposals
    and d is 1 minus the cosine of what the themes speak of otherwise. It is 0 for a concept of one theme,
    and grows with the number of themes, with how evenly it spreads over them and how little else they share.
    ``strength`` is the score times ``ln(1 + n)`` of its n proposals, so that what two proposals happen to
    mention does not come first. With a ``name``, only bridges to the themes of that thing.

    Raises:
        QueryError: the name fits nothing, or several things.
    """
    given = with_code(view, given)
    wanted = msgspec.convert(given, _Wanted)
    scope = Scope(jurisdiction=wanted.jurisdiction, session=wanted.session, year=wanted.year)
    known = themes(view, scope, wanted.resolution)
    focus = find(view, wanted.name) if wanted.name is not None else None
    found = _bridges(known, focus, wanted.limit + 1)
    notes = [*(focus.notes if focus else ()), *known.notes[:2]]
    if len(found) > wanted.limit:
        notes.append(f"只列出前 {wanted.limit} 个概念")
    if not found:
        notes.append("没有跨主题的概念; 可调 resolution 再试")
    found = found[: wanted.limit]
    links = _links(view, known, found, scope)
    return Result(
        query="bridges",
        parameters={**given, "name": focus.thing.id} if focus else given,
        columns=describe("bridges").columns[0],
        rows=tuple(_rows(known, found, links)),
        notes=tuple(notes),
        graph=as_graph(view, links),
    )


def _bridges(known: Themes, focus: Found | None, limit: int) -> list[_Bridge]:
    """Return the strongest bridges, then by id; ``focus`` narrows them.

    No theme is farther than 1 from another, so spread alone bounds the strength: concepts are weighed in the
    order of that bound until none that is left can take a place.
    """
    bounds = _bounds(known, focus)
    cells = np.argsort(known.spoken.columns, kind="stable")
    starts = np.searchsorted(known.spoken.columns[cells], np.arange(known.spoken.width + 1)).tolist()
    found: list[_Bridge] = []
    for column in sorted(bounds, key=lambda column: (-bounds[column], column)):
        if len(found) >= limit and bounds[column] < found[limit - 1].strength:
            break
        one = _bridge(known, column, cells[starts[column] : starts[column + 1]])
        if one.diversity > 0:
            insort(found, one, key=lambda one: (-one.strength, one.column))
    return found[:limit]


def _bounds(known: Themes, focus: Found | None) -> dict[int, float]:
    """Return column -> what its strength is at most, for concepts of several themes that are not common."""
    spoken, size = known.spoken, known.found.table.height
    total = np.bincount(spoken.columns, known.often, minlength=spoken.width)
    squares = np.bincount(spoken.columns, known.often.astype(np.float64) ** 2, minlength=spoken.width)
    most = max(_COMMON_COUNT, int(_COMMON_SHARE * size))
    several = (spoken.counts() > 1) & (total <= most)
    if focus is not None:
        several &= _near(known, focus)
    bound = (1 - squares / np.maximum(total, 1) ** 2) * np.log(1 + total)
    return {column: round(float(bound[column]), _DIGITS) for column in np.flatnonzero(several).tolist()}


def _near(known: Themes, focus: Found) -> NDArray[np.bool_]:
    """Tell of each column whether it is the thing named, or a concept of the theme of the proposal named."""
    near = np.array([one.id == focus.thing.id for one in known.found.concepts], np.bool_)
    for row, fact in enumerate(known.found.proposals):
        if fact.id == focus.thing.id and known.of[row] >= 0:
            near[list(known.counts(int(known.of[row])))] = True
    return near


def _bridge(known: Themes, column: int, cells: Integers) -> _Bridge:
    """Weigh a concept; ``cells`` are those of its column, in order of their themes."""
    spoken, often = known.spoken.rows[cells], known.often[cells]
    parts = _parts(known, spoken, often / often.sum(), known.telling[cells])
    # The greatest of equal parts that stands first is that of the lowest themes.
    first, second = divmod(int(np.argmax(np.round(parts, _DIGITS))), len(spoken))
    diversity = round(float(parts.sum()), _DIGITS)
    return _Bridge(
        column=column,
        diversity=diversity,
        strength=round(diversity * log(1 + int(often.sum())), _DIGITS),
        shares=dict(zip(spoken.tolist(), often.tolist(), strict=True)),
        sides=(int(spoken[first]), int(spoken[second])),
    )


def _parts(known: Themes, spoken: Integers, shares: Floats, own: Floats) -> Floats:
    """Return what every pair of themes adds to a concept's score: a square, filled above its diagonal.

    ``own`` is how much the concept itself says of each theme: that is taken off what the themes have in
    common.
    """
    both = known.products(spoken) - np.outer(own, own)
    squares = np.where(both.diagonal() > _NOTHING, both.diagonal(), np.inf)  # apart from all, where bare
    cosine = both / np.sqrt(np.outer(squares, squares))
    return np.triu(2 * np.outer(shares, shares) * (1 - cosine), 1)


def _links(view: View, known: Themes, found: Sequence[_Bridge], scope: Scope) -> Uses:
    """Return (concept, proposal) -> what the proposal says of the concept, for what is shown."""
    spoken = known.found.spoken()
    shown = {known.found.concepts[one.column].id: _shown(known, spoken, one) for one in found}
    said = [
        Tie(
            str(row["proposal"]),
            EdgeType(str(row["relation"])),
            str(row["thing"]),
            str(row["qualifier"] or ""),
            str(row["key"]),
        )
        for row in rows(
            view,
            "bridges",
            ids=sorted(shown),
            jurisdiction=scope.jurisdiction,
            session=scope.session,
            year=scope.year,
        )
        if str(row["proposal"]) in shown[str(row["thing"])]
    ]
    links: defaultdict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in collapse(view, said):
        links[link.target, link.source].append(link)
    return dict(links)


def _shown(known: Themes, spoken: Table, one: _Bridge) -> set[str]:
    """Return a concept's proposals that are shown: the most central of its sides, then of other themes.

    ``spoken`` is the table of proposals and the concepts that they mention.
    """
    speak = set(spoken.rows[spoken.columns == one.column].tolist())
    others = sorted(one.shares.keys() - set(one.sides), key=lambda theme: (-one.shares[theme], theme))
    sides = [[row for row in known.members[theme] if row in speak] for theme in one.sides]
    first = [row for pair in zip_longest(*sides) for row in pair if row is not None]
    then = (row for theme in others for row in known.members[theme] if row in speak)
    return {known.found.proposals[row].id for row in islice(chain(first, then), _DRAWN)}


def _rows(known: Themes, found: Sequence[_Bridge], links: Uses) -> Iterator[dict[str, Cell]]:
    for one in found:
        concept = known.found.concepts[one.column]
        sides = [_said(known, theme, concept.id, links) for theme in one.sides]
        ranked = sorted(one.shares, key=lambda theme: (-one.shares[theme], theme))
        yield {
            "id": concept.id,
            "name": concept.name,
            "kind": concept.label.value,
            "strength": one.strength,
            "score": one.diversity,
            "count": sum(one.shares.values()),
            "themes": [f"{known.name(theme)}({one.shares[theme]})" for theme in ranked],
            "why": _why(known, one),
            "side_a": [item.sentence for item in sides[0]],
            "side_b": [item.sentence for item in sides[1]],
            "evidence": quotes(item for side in sides for item in side),
        }


def _said(known: Themes, theme: int, concept: str, links: Uses) -> list[Evidence]:
    """Return a sentence each from the most central proposals of a theme that mention a concept."""
    proposals = [known.found.proposals[row].id for row in known.members[theme]]
    found = (
        plainest(item for link in links.get((concept, id_), ()) for item in link.evidence)
        for id_ in proposals
    )
    return [item for item in found if item is not None][:_SENTENCES]


def _why(known: Themes, one: _Bridge) -> str:
    """Say in one sentence what the concept joins, and what else the two themes have in common."""
    name = known.found.concepts[one.column].name
    weights = [known.weights(theme) for theme in one.sides]
    others = sorted(
        (weights[0].keys() & weights[1].keys()) - {one.column},
        key=lambda column: (-min(weight[column] for weight in weights), column),
    )
    listed = "、".join(known.found.concepts[column].name for column in others[:_BESIDES])
    more = f"等 {len(others)} 项" if len(others) > _BESIDES else ""
    besides = f"两边此外只共有{listed}{more}" if others else "两边此外没有共有的概念"
    left, right = (f"“{known.name(theme)}”（{one.shares[theme]}件）" for theme in one.sides)
    return f"“{name}”连起{left}与{right}，{besides}。"
