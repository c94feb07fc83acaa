"""Where shared things stand on the map of a large graph: an atlas that fills a page and can be read.

Proposals that share much form communities; each gets ground of its own. The measure is a page at first
sight: a proposal claims room for its title, the most shared things claim room for their names, all others
for a mark. Everything is deterministic: sorted input, fixed seed, one thread.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from viz.engines import communities, stress_layout
from viz.spread import Floats, fill_in, settle, shares, tangled, untangle

PAGE = (838.0, 744.0)
"""Free space of a map on a common screen, in pixels."""

_FILL = 0.68  # part of its room that the claims of a community take; the rest is air and lines
_COLUMN = 5.85  # pixels per column of text
_LARGER = 1.08  # names of things that many share are written larger
_LINE = 14.5
_AIR = 12.0  # beside a name
_MARK = (13.0, 12.0)
_TITLE_MARK = 16.0
_NAMED_MARK = 20.0
_NAMED_PARTS = (0.08, 0.06, 0.04, 0.0)  # of the page, for names of things; the first that leaves room
_DRAFTED_UP_TO = 700
_SEAM = (8.0, 24.0, -8.0, -8.0)  # what a community keeps free at its borders; above stands its heading
_CELL = 1.6  # shares of a community are wider than tall, as names are
_ABROAD = 2.2  # wanted length of a link between communities, as against one inside
_APART = 3.0  # and of the thread by which parts without a link hang on, as against one between communities
_TELLING = 3  # things named in the heading of a community


class Place(NamedTuple):
    """What the atlas needs to know of a node."""

    id: str
    lines: tuple[int, ...]
    """Columns of text in each line of its label."""
    titled: bool
    weight: float
    """How much its name is worth; things of weight 0 belong to the scaffold of the scheme."""


class Ground(NamedTuple):
    """The rectangle of a community, and the things that hold it together, the most telling first."""

    left: float
    top: float
    right: float
    bottom: float
    telling: tuple[str, ...]


class Atlas(NamedTuple):
    """Places in pixels of a page, centred on the origin."""

    points: dict[str, tuple[float, float]]
    community: dict[str, int]
    grounds: list[Ground]
    """By number of the community."""


def atlas(places: Sequence[Place], pairs: Sequence[tuple[str, str]]) -> Atlas:
    """Lay out what is shared.

    Args:
        places: the nodes, each once.
        pairs: joined nodes, each pair once.
    """
    places = sorted(places)
    names = [place.id for place in places]
    near: dict[str, set[str]] = {name: set() for name in names}
    for a, b in pairs:
        near[a].add(b)
        near[b].add(a)
    home = _homes(places, near)
    outline = _flat(_outline(names, near, home))
    community = np.array([home[name] for name in names], dtype=np.intp)
    index = {name: i for i, name in enumerate(names)}
    pulls = np.array([(index[a], index[b]) for a, b in pairs], dtype=np.intp).reshape(-1, 2)
    friends = [[index[other] for other in sorted(near[name]) if home[other] == home[name]] for name in names]
    drafts: list[_Draft] = []
    # A page of very many titles is read by zooming in: one draft will do.
    for part in _NAMED_PARTS if len(places) <= _DRAFTED_UP_TO else _NAMED_PARTS[-1:]:
        drafts.append(_draft(outline, community, _claims(places, part), pulls, friends))
        if not drafts[-1].tangled:
            break
    points, rooms, _ = min(drafts, key=lambda draft: draft.tangled)
    areas = {number: rooms[index[name]] for name, number in sorted(home.items(), reverse=True)}
    grounds = [
        Ground(float(left), float(top), float(right), float(bottom), _telling(places, near, home, number))
        for number, (left, top, right, bottom) in sorted((n, room.tolist()) for n, room in areas.items())
    ]
    return Atlas(
        {name: (float(x), float(y)) for name, (x, y) in zip(names, points, strict=True)}, home, grounds
    )


class _Draft(NamedTuple):
    points: Floats
    rooms: Floats
    tangled: int


def _draft(
    outline: Floats,
    community: NDArray[np.intp],
    claimed: tuple[Floats, Floats],
    pulls: NDArray[np.intp],
    friends: Sequence[Sequence[int]],
) -> _Draft:
    """Place what claims room for a name, then marks into the gaps, near those they are joined to."""
    claims, lift = claimed
    rooms = _rooms(outline, community, claims)
    points = _starts(outline, community, claims, rooms)
    large = lift > 0
    chosen = np.flatnonzero(large)
    inner = (np.cumsum(large) - 1)[pulls[large[pulls].all(axis=1)]]
    settled = settle(points[chosen], claims[chosen], rooms[chosen], inner)
    points[chosen] = untangle(settled, claims[chosen], rooms[chosen])
    wanted = [[one for one in some if large[one]] for some in friends]
    points = fill_in(points, claims, rooms, large, wanted)
    overlaps = tangled(points, claims)
    points[:, 1] -= lift
    return _Draft(points, rooms, overlaps)


def _telling(
    places: Sequence[Place], near: Mapping[str, set[str]], home: Mapping[str, int], number: int
) -> tuple[str, ...]:
    """Return the things that hold a community together: many of its proposals, few others, name them."""
    titled = {place.id for place in places if place.titled}
    scores: list[tuple[float, str]] = []
    for place in places:
        ends = near[place.id] & titled
        inside = sum(home[name] == number for name in ends)
        if place.weight and not place.titled and inside > 1:
            scores.append((-inside * inside / len(ends), place.id))
    return tuple(name for _, name in sorted(scores)[:_TELLING])


def _homes(places: Sequence[Place], near: Mapping[str, set[str]]) -> dict[str, int]:
    """Return the community of every node, numbered by size.

    Proposals are grouped by what they share, rare things counting most; a thing lives where most of the
    proposals are that it ties together.
    """
    titled = [place.id for place in places if place.titled]
    number = {name: i for i, name in enumerate(titled)}
    common: dict[tuple[int, int], float] = defaultdict(float)
    for place in places:
        ends = sorted(number[name] for name in near[place.id] if name in number)
        if place.titled or len(ends) < 2 or not place.weight:
            continue
        for i, a in enumerate(ends):
            for b in ends[i + 1 :]:
                common[a, b] += 1 / (len(ends) - 1)
    part = communities(len(titled), [(a, b, weight) for (a, b), weight in sorted(common.items())])
    sizes = Counter(part)
    order = {old: new for new, old in enumerate(sorted(sizes, key=lambda c: (-sizes[c], part.index(c))))}
    home = {name: order[part[i]] for name, i in number.items()}
    left = [place.id for place in places if not place.titled]
    while left:
        fresh: dict[str, int] = {}
        for name in left:
            if votes := Counter(home[other] for other in near[name] if other in home):
                fresh[name] = min(votes, key=lambda c: (-votes[c], c))
        if not fresh:
            break
        home |= fresh
        left = [name for name in left if name not in fresh]
    return home | dict.fromkeys(left, 0)


def _outline(names: Sequence[str], near: Mapping[str, set[str]], home: Mapping[str, int]) -> Floats:
    """Lay the graph out by stress, links inside a community short; parts that hang on nothing are tied on."""
    if len(names) < 4:
        return np.array([(float(i), 0.0) for i in range(len(names))], dtype=np.float64)
    index = {name: i for i, name in enumerate(names)}
    edges = [
        (index[a], index[b], 1.0 if home[a] == home[b] else _ABROAD)
        for a in names
        for b in sorted(near[a])
        if a < b
    ]
    root = list(range(len(names)))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for a, b, _ in edges:
        root[find(a)] = find(b)
    parts: dict[int, list[int]] = defaultdict(list)
    for i in range(len(names)):
        parts[find(i)].append(i)
    ordered = sorted(parts.values(), key=lambda part: (-len(part), part[0]))
    hub = max(ordered[0], key=lambda i: (len(near[names[i]]), -i))
    edges += [(hub, part[0], _APART * _ABROAD) for part in ordered[1:]]
    return np.array(stress_layout(len(names), edges), dtype=np.float64)


def _flat(points: Floats) -> Floats:
    """Turn a drawing so that its long side lies flat."""
    centred = points - points.mean(axis=0)
    x, y = centred[:, 0], centred[:, 1]
    turn = 0.5 * math.atan2(2 * float((x * y).mean()), float((x * x).mean() - (y * y).mean()))
    cos, sin = math.cos(turn), math.sin(turn)
    return np.stack([x * cos + y * sin, y * cos - x * sin], axis=1)


def _claims(places: Sequence[Place], part: float) -> tuple[Floats, Floats]:
    """Return width and height that each node claims, and how far its mark is above the middle of that.

    Args:
        places: the nodes.
        part: part of the page for names of shared things.
    """
    claims = np.array([_MARK] * len(places), dtype=np.float64)
    lift = np.zeros(len(places), dtype=np.float64)
    room = PAGE[0] * PAGE[1] * part
    for i in sorted(range(len(places)), key=lambda i: (-places[i].weight, i)):
        place = places[i]
        text = max(place.lines) * _COLUMN + _AIR
        height = len(place.lines) * _LINE
        if place.titled:
            claims[i] = (text, height + _TITLE_MARK)
            lift[i] = height / 2
        elif place.weight and room > 0:
            claims[i] = (text * _LARGER, height + _NAMED_MARK)
            lift[i] = height / 2 + 2
            room -= float(claims[i].prod())
    return claims, lift


def _rooms(outline: Floats, community: NDArray[np.intp], claims: Floats) -> Floats:
    """Return the rectangle of each node's community; together they fill the page, with seams between."""
    count = int(community.max()) + 1
    members = np.maximum(np.bincount(community, minlength=count), 1)
    centre = np.stack([np.bincount(community, outline[:, axis], count) / members for axis in (0, 1)], axis=1)
    side = np.sqrt(np.maximum(np.bincount(community, claims.prod(axis=1), count), 1.0) / _FILL)
    # Borders and heading take as much of a small community as of a large one.
    area = (side + _SEAM[0] - _SEAM[2]) * (side + _SEAM[1] - _SEAM[3])
    grown = max(1.0, math.sqrt(float(area.sum()) / (PAGE[0] * PAGE[1]))) / 2
    whole = (-PAGE[0] * grown, -PAGE[1] * grown, PAGE[0] * grown, PAGE[1] * grown)
    rooms = np.array(shares(centre, area, whole), dtype=np.float64) + np.array(_SEAM)
    return rooms[community]


def _starts(outline: Floats, community: NDArray[np.intp], claims: Floats, rooms: Floats) -> Floats:
    """Return a first place for each node: the middle of its share of its community's room."""
    points = np.zeros_like(outline)
    area = claims.prod(axis=1)
    for number in range(int(community.max()) + 1):
        chosen = np.flatnonzero(community == number)
        left, top, right, bottom = (float(edge) for edge in rooms[chosen[0]])
        parts = np.array(shares(outline[chosen], area[chosen], (left, top, right, bottom), _CELL))
        points[chosen] = (parts[:, :2] + parts[:, 2:]) / 2
    return points
