"""Room for everything: discs are pushed apart until none overlap, drawings are packed beside each other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bounds = tuple[float, float, float, float]

_ROUNDS = 24
_STEPS = 6  # pushes per search for neighbours
_ASPECT = 1.25  # pages are wider than tall


class Disc(NamedTuple):
    """A round claim on the plane."""

    x: float
    y: float
    radius: float


def push_apart(discs: Sequence[Disc]) -> list[tuple[float, float]]:
    """Move discs away from each other until none overlap (or the rounds are used up).

    Each overlapping pair moves apart along the line between the centres; the smaller disc moves more, so that
    hubs keep their place.
    """
    points = np.array([(disc.x, disc.y) for disc in discs], dtype=np.float64)
    radii = np.array([disc.radius for disc in discs], dtype=np.float64)
    for _ in range(_ROUNDS):
        pairs = _near_pairs(points, radii)
        overlapping = [_push(points, radii, pairs) for _ in range(_STEPS)]
        if not any(overlapping):
            break
    return [(float(x), float(y)) for x, y in points]


def _near_pairs(points: Floats, radii: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the pairs of discs that overlap or nearly do, first index below the second."""
    near = np.abs(points[:, None, 0] - points[None, :, 0])
    np.maximum(near, np.abs(points[:, None, 1] - points[None, :, 1]), out=near)
    reach = (radii[:, None] + radii[None, :]) * 1.1
    first, second = np.nonzero(near < reach)
    upper = first < second
    return first[upper], second[upper]


def _push(points: Floats, radii: Floats, pairs: tuple[NDArray[np.intp], NDArray[np.intp]]) -> bool:
    """Push each overlapping pair apart once, in place; return whether any overlapped."""
    first, second = pairs
    delta = points[second] - points[first]
    distance = np.hypot(delta[:, 0], delta[:, 1])
    # Discs on one point have no direction: a turn that depends on their numbers gives one, always the same.
    turn = first + second * 0.618
    same = distance < 1e-6
    delta[same] = np.stack([np.cos(turn), np.sin(turn)], axis=1)[same]
    distance[same] = 1.0
    overlap = radii[first] + radii[second] - np.where(same, 0.0, distance)
    hit = overlap > 1.0
    if not bool(hit.any()):
        return False
    first, second, overlap = first[hit], second[hit], overlap[hit]
    move = delta[hit] / distance[hit][:, None] * (overlap * 0.55)[:, None]
    share = (radii[second] / (radii[first] + radii[second]))[:, None]
    for axis in (0, 1):
        points[:, axis] -= np.bincount(first, (move * share)[:, axis], len(points))
        points[:, axis] += np.bincount(second, (move * (1 - share))[:, axis], len(points))
    return True


def pack(boxes: Sequence[Bounds], gap: float) -> list[tuple[float, float]]:
    """Return how far to move each drawing so that they stand in rows, and the whole is centred on the origin.

    The first (largest) drawing sets the width of the rows.
    """
    if not boxes:
        return []
    widths = [right - left + gap for left, _, right, _ in boxes]
    heights = [bottom - top + gap for _, top, _, bottom in boxes]
    area = sum(w * h for w, h in zip(widths, heights, strict=True))
    limit = max(max(widths), math.sqrt(area * _ASPECT))
    corners, x, y, row = list[tuple[float, float]](), 0.0, 0.0, 0.0
    for width, height in zip(widths, heights, strict=True):
        if x and x + width > limit:
            x, y, row = 0.0, y + row, 0.0
        corners.append((x, y))
        x, row = x + width, max(row, height)
    total_width = max(x + w for (x, _), w in zip(corners, widths, strict=True))
    total_height = y + row
    return [
        (x - left - total_width / 2 + gap / 2, y - top - total_height / 2 + gap / 2)
        for (x, y), (left, top, _, _) in zip(corners, boxes, strict=True)
    ]
