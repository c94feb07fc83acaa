"""What surrounds one thing: the focus in the middle, its neighbours around it, theirs further out."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from viz.layout import Spot

RADIAL_UP_TO = 160
"""Maps of more nodes are not drawn around their focus: the outer ring would be too wide to read."""

_FIRST = 150.0  # from the focus to its neighbours
_STEP = 150.0  # from ring to ring
_ALONG = 46.0  # along a ring, per node
_STAGGER = 64.0  # every other node of a full ring stands this much further out
_FULL = 12  # nodes that make a ring full
_WIDE = 1.05  # pages are wider than tall


def radial(spots: Sequence[Spot], pairs: Iterable[tuple[str, str]], focus: str) -> dict[str, tuple[int, int]]:
    """Return a place for every node; the focus is at the origin.

    Each node stands in the direction of the one through which it is reached, and has as much of the circle
    as the nodes beyond it need. What no path reaches stands on a ring of its own.

    Args:
        spots: the nodes, each once.
        pairs: joined nodes.
        focus: the node in the middle.
    """
    by_id = {spot.id: spot for spot in sorted(spots)}
    near: dict[str, set[str]] = {name: set() for name in by_id}
    for a, b in pairs:
        if a != b:
            near[a].add(b)
            near[b].add(a)
    levels, children = _tree(by_id, near, focus)
    angles = _angles(levels, children, by_id, focus)
    result = {focus: (0, 0)}
    radius = 0.0
    for ring in levels[1:]:
        radius = max(radius + _STEP, _FIRST, len(ring) * _ALONG / (2 * math.pi))
        full = len(ring) > _FULL
        for number, name in enumerate(sorted(ring, key=lambda name: (angles[name], name))):
            away = radius + (_STAGGER if full and number % 2 else 0.0)
            x, y = away * math.cos(angles[name]) * _WIDE, away * math.sin(angles[name])
            result[name] = (round(x), round(y))
        radius += _STAGGER if full else 0.0
    return result


def _tree(
    spots: Mapping[str, Spot], near: Mapping[str, set[str]], focus: str
) -> tuple[list[list[str]], dict[str, list[str]]]:
    """Return the nodes by distance from the focus, and by the node through which they are reached."""
    levels, children, seen = [[focus]], dict[str, list[str]](), {focus}
    while levels[-1]:
        ring: list[str] = []
        for name in levels[-1]:
            fresh = sorted(near[name] - seen, key=lambda other: (spots[other].group, other))
            children[name] = fresh
            seen.update(fresh)
            ring += fresh
        levels.append(ring)
    levels.pop()
    if lost := sorted(near.keys() - seen, key=lambda other: (spots[other].group, other)):
        levels.append(lost)
    return levels, children


def _angles(
    levels: Sequence[Sequence[str]],
    children: Mapping[str, Sequence[str]],
    spots: Mapping[str, Spot],
    focus: str,
) -> dict[str, float]:
    """Return the direction of every node: shares of the circle go by the number of nodes at the ends."""
    share: dict[str, float] = defaultdict(lambda: 1.0)
    for ring in reversed(levels):
        for name in ring:
            share[name] = max(
                1.6 if spots[name].titled else 1.0, sum(share[n] for n in children.get(name, ()))
            )
    angles: dict[str, float] = {}
    queue: list[tuple[str, float, float]] = [(focus, -math.pi / 2, 2 * math.pi)]
    while queue:
        name, start, width = queue.pop()
        for child in children.get(name, ()):
            part = width * share[child] / share[name]
            angles[child] = start + part / 2
            queue.append((child, start, part))
            start += part
    lost = [name for name in levels[-1] if name not in angles and name != focus]
    angles |= {name: -math.pi / 2 + 2 * math.pi * i / len(lost) for i, name in enumerate(lost)}
    return angles
