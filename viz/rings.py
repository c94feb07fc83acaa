"""Rings of leaves around a node, with a gap where the node's own title is written."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import count as numbers

Point = tuple[float, float]

RING = 44.0
"""From the rim of a node to its first ring of leaves."""

_RING_STEP = 40.0  # between rings
_LEAF_ROOM = 30.0  # along a ring, per leaf: a line of text and air
_ARC = 0.85  # part of a circle that leaves take; the rest is left to links to elsewhere
_TITLE = (92.0, 56.0)  # half the width, and the height, of what a title takes below its node


def slots(
    size: float, count: int, *, titled: bool = False, middle: float | None = None
) -> list[tuple[float, float]]:
    """Return angle and radius of a place for each of ``count`` leaves, by angle.

    Args:
        size: radius of the node.
        count: number of leaves.
        titled: whether a title of two lines stands below the node.
        middle: direction of the leaves, where one side is to stay free for links; none is all around.
    """
    found: list[tuple[float, float]] = []
    for ring in numbers():
        if len(found) >= count:
            break
        radius = size + RING + _RING_STEP * ring
        most = int(2 * math.pi * radius * (_ARC if middle is not None else 1.0) / _LEAF_ROOM)
        # Rings are turned by half a step against each other, so that labels find gaps.
        shift = 0.25 if ring % 2 else 0.75
        wanted = min(count - len(found), most)
        places = _ring(radius, most, shift, size, middle, titled=titled)
        for fewer in range(wanted, most):
            if len(places) <= wanted:
                break
            if len(spaced := _ring(radius, fewer, shift, size, middle, titled=titled)) >= wanted:
                places = spaced
                break
        found += places[: count - len(found)]
    return sorted(found)


def reach(size: float, count: int, *, titled: bool = False) -> float:
    """Return the radius of the outermost ring."""
    return max((radius for _, radius in slots(size, count, titled=titled)), default=size)


def ring_points(
    centre: Point, size: float, leaves: Sequence[str], around: Sequence[Point], *, titled: bool = False
) -> dict[str, Point]:
    """Place leaves in rings around their node, away from where its other neighbours lie or its title stands.

    Leaves come in the order of the arc: one group fills an arc over all rings, not a ring of its own.
    """
    x, y = centre
    pull = (sum(px - x for px, _ in around), sum(py - y for _, py in around))
    middle = math.atan2(-pull[1], -pull[0]) if any(pull) and not titled else None
    places = slots(size, len(leaves), titled=titled, middle=middle)
    return {
        name: (x + radius * math.cos(angle), y + radius * math.sin(angle))
        for name, (angle, radius) in zip(leaves, places, strict=True)
    }


def _ring(
    radius: float, count: int, shift: float, size: float, middle: float | None, *, titled: bool
) -> list[tuple[float, float]]:
    """Return the places on one ring that no title covers."""
    # The canvas counts downwards: a quarter turn is straight below, where titles stand.
    arc, start = (_ARC, middle) if middle is not None else (1.0, -math.pi / 2)
    places: list[tuple[float, float]] = []
    for number in range(count):
        angle = start + 2 * math.pi * arc * ((number + shift) / count - 0.5)
        x, y = radius * math.cos(angle), radius * math.sin(angle)
        if not titled or abs(x) > _TITLE[0] or not size - 6 < y < size + _TITLE[1]:
            places.append((angle, radius))
    return places
