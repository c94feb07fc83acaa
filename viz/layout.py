"""Where nodes stand: the same picture for the same graph, with room around every node.

Nodes with one neighbour ("leaves") are most of a map and the cause of its tangle. They are taken off first;
the rest, the core, is laid out by stress, each core node claiming a disc large enough for its leaves; discs
are pushed apart; then each node's leaves stand in rings around it, sorted by kind. Components are packed
beside each other. Everything is deterministic: sorted input, fixed seed, one thread, rounded results.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from viz.backbone import backbone
from viz.engines import stress_layout
from viz.rings import Point, reach, ring_points
from viz.spread import Disc, pack, push_apart

_MARGIN = 26.0  # around a core node without leaves: room for its label
_FLOWER_MARGIN = 34.0  # around a ring of leaves
_EDGE = 34.0  # wanted gap between two discs that are joined
_LONE_STEP = 56.0  # between nodes without neighbours
_HUB = 10.0  # more gap between well-connected nodes, so that hubs do not draw everything into one knot
_GAP = 60.0  # between components


class Spot(NamedTuple):
    """What the layout needs to know of a node."""

    id: str
    size: float
    group: int
    """Nodes of one group stand together among the leaves of a node."""
    titled: bool = False
    """Whether its label is a title, below it and two lines high."""


def layout(spots: Sequence[Spot], pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """Return a position for every node, in whole units of the canvas, centred on the origin.

    Args:
        spots: the nodes, each once.
        pairs: joined nodes; direction, repeats and loops do not matter.
    """
    ordered = {spot.id: spot for spot in sorted(spots)}
    neighbours: dict[str, set[str]] = {name: set() for name in ordered}
    for source, target in pairs:
        if source != target:
            neighbours[source].add(target)
            neighbours[target].add(source)
    parts = components(neighbours)
    drawings = [_component(part, ordered, neighbours) for part in parts if len(part) > 1]
    if alone := [part[0] for part in parts if len(part) == 1]:
        drawings.append(_grid(sorted(alone, key=lambda name: (ordered[name].group, name))))
    places = pack([_around(drawing, ordered) for drawing in drawings], _GAP)
    result: dict[str, tuple[int, int]] = {}
    for drawing, (x, y) in zip(drawings, places, strict=True):
        result.update({name: (round(px + x), round(py + y)) for name, (px, py) in drawing.items()})
    return result


def components(neighbours: Mapping[str, set[str]]) -> list[list[str]]:
    """Return the connected components, largest first, each sorted."""
    left, found = set(neighbours), list[list[str]]()
    for start in neighbours:
        if start not in left:
            continue
        left.discard(start)
        part, queue = [start], [start]
        while queue:
            fresh = neighbours[queue.pop()] & left
            left -= fresh
            part.extend(fresh)
            queue.extend(fresh)
        found.append(sorted(part))
    return sorted(found, key=lambda part: (-len(part), part[0]))


def _component(
    part: Sequence[str], spots: Mapping[str, Spot], neighbours: Mapping[str, set[str]]
) -> dict[str, Point]:
    """Lay out one component around its own origin."""
    core = [name for name in part if len(neighbours[name]) > 1] or [part[0]]
    members = set(core)
    leaves: dict[str, list[str]] = defaultdict(list)
    for name in part:
        if name not in members:
            leaves[min(neighbours[name])].append(name)
    for owner in leaves:
        leaves[owner].sort(key=lambda name: (spots[name].group, name))
    radii = {name: _room(spots[name], len(leaves[name])) for name in core}
    inner = {name: sorted(neighbours[name] & members) for name in core}
    points = _core_points(core, inner, radii)
    for owner in core:
        around = [points[other] for other in inner[owner]]
        spot = spots[owner]
        points.update(ring_points(points[owner], spot.size, leaves[owner], around, titled=spot.titled))
    return points


def _grid(names: Sequence[str]) -> dict[str, Point]:
    """Place nodes that nothing is joined to in one block, so that they do not frame the whole map."""
    columns = math.ceil(math.sqrt(len(names) * 1.5))
    return {
        name: (place % columns * _LONE_STEP * 1.5, place // columns * _LONE_STEP)
        for place, name in enumerate(names)
    }


def _room(spot: Spot, leaves: int) -> float:
    """Return the radius of the disc that a core node claims for itself and its leaves."""
    return reach(spot.size, leaves, titled=spot.titled) + _FLOWER_MARGIN if leaves else spot.size + _MARGIN


def _core_points(
    core: Sequence[str], inner: Mapping[str, Sequence[str]], radii: Mapping[str, float]
) -> dict[str, Point]:
    """Place the core: by rule if tiny, else by stress, then with the discs pushed apart."""
    if len(core) < 4:
        return _tiny_points(core, radii)
    index = {name: i for i, name in enumerate(core)}
    edges = [
        (
            index[a],
            index[b],
            radii[a] + radii[b] + _EDGE + _HUB * math.sqrt(min(len(inner[a]), len(inner[b]))),
        )
        for a, b in backbone(core, inner)
    ]
    points = _scaled(stress_layout(len(core), edges), edges)
    discs = [Disc(x, y, radii[name]) for name, (x, y) in zip(core, points, strict=True)]
    return dict(zip(core, push_apart(discs), strict=True))


def _tiny_points(core: Sequence[str], radii: Mapping[str, float]) -> dict[str, Point]:
    """Place one to three core nodes: a point, a line, a triangle."""
    if len(core) == 1:
        return {core[0]: (0.0, 0.0)}
    if len(core) == 2:
        length = radii[core[0]] + radii[core[1]] + _EDGE
        return {core[0]: (-length / 2, 0.0), core[1]: (length / 2, 0.0)}
    reach = (max(radii.values()) * 2 + _EDGE) / math.sqrt(3)
    angles = (math.radians(angle) for angle in (-90, 30, 150))
    return {
        name: (reach * math.cos(angle), reach * math.sin(angle))
        for name, angle in zip(core, angles, strict=True)
    }


def _scaled(points: Sequence[Point], edges: Sequence[tuple[int, int, float]]) -> list[Point]:
    """Scale a drawing so that its edges have the wanted length on average (least squares)."""
    drawn = [math.dist(points[a], points[b]) for a, b, _ in edges]
    square = sum(length * length for length in drawn)
    wanted = sum(length * edge[2] for length, edge in zip(drawn, edges, strict=True))
    factor = wanted / square if square else 1.0
    return [(x * factor, y * factor) for x, y in points]


def _around(drawing: Mapping[str, Point], spots: Mapping[str, Spot]) -> tuple[float, float, float, float]:
    """Return the bounds of a drawing: left, top, right, bottom."""
    margin = {name: spots[name].size + _MARGIN for name in drawing}
    return (
        min(x - margin[name] for name, (x, _) in drawing.items()),
        min(y - margin[name] for name, (_, y) in drawing.items()),
        max(x + margin[name] for name, (x, _) in drawing.items()),
        max(y + margin[name] for name, (_, y) in drawing.items()),
    )
