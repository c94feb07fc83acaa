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
from viz.spread import Floats, settle

PAGE = (820.0, 740.0)
"""Free space of a map on a common screen, in pixels."""

_FILL = 0.66  # part of the page that the claims take; the rest is air and lines
_COLUMN = 6.1  # pixels per column of text
_LINE = 15.5
_MARK = (13.0, 13.0)
_TITLE_MARK = 15.0
_NAMED_PART = 0.17  # part of the page for names of shared things
_ABROAD = 2.2  # wanted length of a link between communities, as against one inside
_EVEN = 0.45  # how far the drawing is evened out before claims push each other


class Place(NamedTuple):
    """What the atlas needs to know of a node."""

    id: str
    lines: tuple[int, ...]
    """Columns of text in each line of its label."""
    titled: bool
    weight: float
    """How much its name is worth; things of weight 0 belong to the scaffold of the scheme."""


class Atlas(NamedTuple):
    """Places in pixels of a page, centred on the origin, and the community of each node."""

    points: dict[str, tuple[float, float]]
    community: dict[str, int]


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
    outline = _outline(names, near, home)
    claims, lift = _claims(places)
    frame = _frame(claims)
    community = np.array([home[name] for name in names], dtype=np.intp)
    start = _filling(_gathered(outline, community, claims), frame)
    pulls = np.array(
        [(i, j) for i, name in enumerate(names) for j in _numbers(names, near[name]) if i < j],
        dtype=np.intp,
    ).reshape(-1, 2)
    points = settle(start, claims, frame, community, pulls)
    points[:, 1] -= lift
    return Atlas({name: (float(x), float(y)) for name, (x, y) in zip(names, points, strict=True)}, home)


def _numbers(names: Sequence[str], chosen: set[str]) -> list[int]:
    """Return the positions of ``chosen`` in the sorted ``names``."""
    return sorted(int(np.searchsorted(np.array(names), name)) for name in chosen)


def _homes(places: Sequence[Place], near: Mapping[str, set[str]]) -> dict[str, int]:
    """Return the community of every node, numbered by size.

    Proposals are grouped by what they share, rare things counting most; a thing lives where most of the
    proposals are that it ties together.
    """
    titled = [place.id for place in places if place.titled]
    weight = {place.id: place.weight for place in places}
    number = {name: i for i, name in enumerate(titled)}
    common: Counter[tuple[int, int]] = Counter()
    for place in places:
        ends = sorted(number[name] for name in near[place.id] if name in number)
        if place.titled or len(ends) < 2 or not place.weight:
            continue
        for i, a in enumerate(ends):
            for b in ends[i + 1 :]:
                common[a, b] += 1 / (len(ends) - 1)  # pyright: ignore[reportArgumentType]
    part = communities(len(titled), [(a, b, float(w)) for (a, b), w in sorted(common.items())])
    sizes = Counter(part)
    order = {old: new for new, old in enumerate(sorted(sizes, key=lambda c: (-sizes[c], part.index(c))))}
    home = {name: order[part[i]] for name, i in number.items()}
    left = [place.id for place in places if not place.titled]
    while left:
        fresh: dict[str, int] = {}
        for name in left:
            votes = Counter(home[other] for other in near[name] if other in home)
            if votes:
                fresh[name] = min(votes, key=lambda c: (-votes[c], c))
        if not fresh:
            break
        home.update(fresh)
        left = [name for name in left if name not in fresh]
    home.update(dict.fromkeys(left, 0))
    del weight
    return home


def _outline(names: Sequence[str], near: Mapping[str, set[str]], home: Mapping[str, int]) -> Floats:
    """Lay the graph out by stress, links inside a community short; parts that hang on nothing are tied on."""
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
    edges += [(hub, part[0], 3.0 * _ABROAD) for part in ordered[1:]]
    if len(names) < 4:
        return np.array([(float(i), 0.0) for i in range(len(names))], dtype=np.float64)
    return np.array(stress_layout(len(names), edges), dtype=np.float64)


def _claims(places: Sequence[Place]) -> tuple[Floats, NDArray[np.float64]]:
    """Return width and height that each node claims, and how far its mark is above the middle of that."""
    claims = np.array([_MARK] * len(places), dtype=np.float64)
    lift = np.zeros(len(places))
    room = PAGE[0] * PAGE[1] * _NAMED_PART
    for i in sorted(range(len(places)), key=lambda i: (-places[i].weight, i)):
        place = places[i]
        text = max(place.lines) * _COLUMN + 8
        height = len(place.lines) * _LINE
        if place.titled:
            claims[i] = (text, height + _TITLE_MARK + 4)
            lift[i] = height / 2
        elif place.weight and room > 0:
            claims[i] = (text, height + _MARK[1])
            lift[i] = height / 2
            room -= float(claims[i].prod())
    return claims, lift


def _frame(claims: Floats) -> tuple[float, float]:
    """Return width and height of the drawing: the page, smaller or larger as the claims need."""
    factor = math.sqrt(float(claims.prod(axis=1).sum()) / _FILL / (PAGE[0] * PAGE[1]))
    return (PAGE[0] * factor, PAGE[1] * factor)


def _gathered(points: Floats, community: NDArray[np.intp], claims: Floats) -> Floats:
    """Draw each community together on a disc as large as its claims, the discs beside each other."""
    count = int(community.max()) + 1
    area = np.bincount(community, claims.prod(axis=1), count)
    radius = np.sqrt(area / math.pi) * 1.1
    members = np.maximum(np.bincount(community, minlength=count), 1)
    centre = np.stack([np.bincount(community, points[:, axis], count) / members for axis in (0, 1)], axis=1)
    offset = points - centre[community]
    spread = np.sqrt(np.bincount(community, (offset**2).sum(axis=1), count) / members)
    offset *= (radius / np.maximum(spread, 1e-9) * 0.7)[community][:, None]
    reach = math.sqrt(float((centre**2).sum(axis=1).mean())) or 1.0
    centre *= math.sqrt(float(area.sum()) / math.pi) / reach
    from viz.spread import Disc, push_apart

    apart = push_apart([Disc(x, y, r) for (x, y), r in zip(centre.tolist(), radius.tolist(), strict=True)])
    return np.array(apart, dtype=np.float64)[community] + offset


def _filling(points: Floats, frame: tuple[float, float]) -> Floats:
    """Turn a drawing so that it lies flat, and stretch it over the frame, dense parts more than empty ones."""
    centred = points - points.mean(axis=0)
    x, y = centred[:, 0], centred[:, 1]
    turn = 0.5 * math.atan2(2 * float((x * y).mean()), float((x * x).mean() - (y * y).mean()))
    cos, sin = math.cos(turn), math.sin(turn)
    turned = np.stack([x * cos + y * sin, y * cos - x * sin], axis=1)
    result = np.empty_like(turned)
    for axis in (0, 1):
        values = turned[:, axis]
        low, high = float(values.min()), float(values.max())
        linear = (values - low) / max(high - low, 1e-9)
        ranks = np.empty(len(values))
        ranks[np.argsort(values, kind="stable")] = (np.arange(len(values)) + 0.5) / len(values)
        result[:, axis] = ((1 - _EVEN) * linear + _EVEN * ranks - 0.5) * frame[axis]
    return result
