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


_TOUCH = 3.0  # overlap that nobody sees
_GRAIN = 4.0  # fineness of the search for gaps
_SETTLE_ROUNDS = 240  # fewer for large graphs


def shares(points: Floats, areas: Floats, room: Bounds, shape: float = 1.0) -> list[Bounds]:
    """Divide a room into one rectangle for each point, as large as its area asks and near where it lies.

    The room is cut in two, the points with it, again and again; the rectangles fill it without a gap.

    Args:
        points: where the owners of the rectangles would like to be, in relation to each other.
        areas: how much room each wants.
        room: left, top, right and bottom of the whole.
        shape: wanted width of a rectangle, as against its height.
    """
    result: list[Bounds] = [room] * len(points)
    queue = [(list(range(len(points))), room)]
    while queue:
        chosen, (left, top, right, bottom) = queue.pop()
        if len(chosen) < 2:
            for one in chosen:
                result[one] = (left, top, right, bottom)
            continue
        axis = 0 if right - left > (bottom - top) * shape else 1
        chosen.sort(key=lambda i: (float(points[i, axis]), float(points[i, 1 - axis]), i))
        sums = np.cumsum(areas[chosen])
        cut = min(range(1, len(chosen)), key=lambda k: (abs(float(sums[k - 1]) * 2 - float(sums[-1])), k))
        part = float(sums[cut - 1] / sums[-1])
        if axis == 0:
            middle = left + (right - left) * part
            rooms = (left, top, middle, bottom), (middle, top, right, bottom)
        else:
            middle = top + (bottom - top) * part
            rooms = (left, top, right, middle), (left, middle, right, bottom)
        queue += [(chosen[:cut], rooms[0]), (chosen[cut:], rooms[1])]
    return result


def settle(points: Floats, claims: Floats, rooms: Floats, pulls: NDArray[np.intp]) -> Floats:
    """Move boxes within their rooms until they hardly overlap; links hold them together.

    The boxes grow to their size while they move, so that they pass each other while they are small.

    Args:
        points: middles of the boxes.
        claims: width and height of each box.
        rooms: left, top, right and bottom of the room that each box stays in.
        pulls: pairs of boxes that are joined.
    """
    points = points.copy()
    least = np.minimum(rooms[:, :2] + claims / 2, (rooms[:, :2] + rooms[:, 2:]) / 2)
    most = np.maximum(rooms[:, 2:] - claims / 2, least)
    area = claims.prod(axis=1)
    rounds = min(_SETTLE_ROUNDS, 20 + 40_000 // max(1, len(points)))
    for turn in range(rounds):
        grown = min(1.0, 0.5 + turn / (rounds * 0.8))
        if grown < 1:
            _pull_together(points, pulls, 0.1 * (1 - grown))
        pairs = _close_boxes(points, claims)
        hit = False
        for _ in range(_STEPS):
            hit = _push_boxes(points, claims * grown, area, pairs, 0.4 if turn % 4 == 3 else 1.0)
            np.clip(points, least, most, out=points)
        if grown == 1 and not hit:
            break
    return points


class _Gaps:
    """What is free on a plane of boxes, on a fine grid: places for the middle of one more box."""

    def __init__(self, rooms: Floats) -> None:
        """Start with all of the rooms free."""
        low, high = rooms[:, :2].min(axis=0), rooms[:, 2:].max(axis=0)
        steps = [math.ceil(float(high[axis] - low[axis]) / _GRAIN) for axis in (0, 1)]
        self._axes: list[Floats] = [low[axis] + _GRAIN * np.arange(steps[axis]) for axis in (0, 1)]
        self._taken = np.zeros((len(self._axes[0]), len(self._axes[1])), dtype=np.bool_)

    def _cells(self, low: Floats, high: Floats) -> tuple[slice, slice]:
        first, second = (
            slice(
                int(np.searchsorted(self._axes[axis], float(low[axis]), "right")),
                int(np.searchsorted(self._axes[axis], float(high[axis]), "left")),
            )
            for axis in (0, 1)
        )
        return first, second

    def take(self, middle: Floats, half: Floats) -> None:
        """Mark what lies nearer to ``middle`` than ``half`` as taken."""
        self._taken[self._cells(middle - half, middle + half)] = True

    def nearest(self, wanted: Floats, room: Floats, claim: Floats) -> Floats | None:
        """Return the free place in a room that is nearest to a wanted one, if there is any."""
        columns, rows = self._cells(room[:2] + claim / 2, room[2:] - claim / 2)
        xs, ys = self._axes[0][columns], self._axes[1][rows]
        away = np.hypot(xs[:, None] - float(wanted[0]), ys[None, :] - float(wanted[1]))
        away[self._taken[columns, rows]] = np.inf
        if not away.size or not np.isfinite(away.min()):
            return None
        column, row = divmod(int(away.argmin()), len(ys))
        return np.array([xs[column], ys[row]], dtype=np.float64)


def tangled(points: Floats, claims: Floats) -> int:
    """Return how many pairs of boxes overlap so that one would see it."""
    away = np.abs(points[:, None] - points[None, :])
    overlap = (claims[:, None] + claims[None, :]) / 2 - away > _TOUCH + 1
    return (int(overlap.all(axis=2).sum()) - len(points)) // 2


def untangle(points: Floats, claims: Floats, rooms: Floats) -> Floats:
    """Move boxes that pushing could not part, small ones first, to the nearest gap that holds them."""
    points = points.copy()
    for box in sorted(range(len(points)), key=lambda i: (float(claims[i].prod()), i)):
        overlap = (claims + claims[box]) / 2 - np.abs(points - points[box])
        overlap[box] = 0
        if not bool((overlap > _TOUCH).all(axis=1).any()):
            continue
        gaps = _Gaps(rooms[box : box + 1])
        for other in range(len(points)):
            if other != box:
                gaps.take(points[other], (claims[other] + claims[box]) / 2 - _TOUCH / 2)
        place = gaps.nearest(points[box], rooms[box], claims[box])
        if place is not None:
            points[box] = place
    return points


def fill_in(
    points: Floats, claims: Floats, rooms: Floats, fixed: NDArray[np.bool_], targets: Sequence[Sequence[int]]
) -> Floats:
    """Put marks into the gaps that settled boxes leave, each as near as may be to what it is joined to.

    Args:
        points: middles of the boxes; those of marks are only a first guess.
        claims: width and height of each box; those of all marks are alike.
        rooms: left, top, right and bottom of the room that each box stays in.
        fixed: which boxes are settled; the others are marks, placed in order.
        targets: the settled boxes each mark wants to be near to.
    """
    points = points.copy()
    marks: list[int] = np.flatnonzero(~fixed).tolist()
    if not marks:
        return points
    gaps, mark = _Gaps(rooms), claims[marks[0]]
    for box in np.flatnonzero(fixed).tolist():
        gaps.take(points[box], (claims[box] + mark) / 2)
    for box in marks:
        near = list(targets[box])
        wanted = points[near].mean(axis=0) if near else points[box]
        place = gaps.nearest(wanted, rooms[box], mark)
        points[box] = wanted if place is None else place
        gaps.take(points[box], mark)
    return points


def _pull_together(points: Floats, pulls: NDArray[np.intp], part: float) -> None:
    """Move every box a part of the way to the mean of those it is joined to, in place."""
    first, second = pulls[:, 0], pulls[:, 1]
    total = np.bincount(first, minlength=len(points)) + np.bincount(second, minlength=len(points))
    for axis in (0, 1):
        place = points[:, axis]
        summed = np.bincount(first, place[second], len(points)) + np.bincount(
            second, place[first], len(points)
        )
        mean = np.where(total > 0, summed / np.maximum(total, 1), place)
        points[:, axis] += (mean - place) * part


def _close_boxes(points: Floats, claims: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the pairs of boxes that overlap or nearly do, first index below the second."""
    near = np.ones((len(points), len(points)), dtype=np.bool_)
    for axis in (0, 1):
        away = np.abs(points[:, None, axis] - points[None, :, axis])
        near &= away < (claims[:, None, axis] + claims[None, :, axis]) * 0.5 + 10
    first, second = np.nonzero(near)
    upper = first < second
    return first[upper], second[upper]


def _push_boxes(
    points: Floats,
    claims: Floats,
    area: Floats,
    pairs: tuple[NDArray[np.intp], NDArray[np.intp]],
    sideways: float,
) -> bool:
    """Push each overlapping pair apart once, the short way, in place; return whether any overlapped.

    A way to the side counts as ``sideways`` its length: where boxes are stuck, the other way may be open.
    """
    first, second = pairs
    delta = points[second] - points[first]
    # Boxes on one point go apart by their numbers, always the same way.
    delta += (((first * 7 + second * 13) % 5 - 2) * 1e-3)[:, None]
    overlap = (claims[first] + claims[second]) / 2 - np.abs(delta)
    hit = (overlap > 0.5).all(axis=1)
    if not bool(hit.any()):
        return False
    first, second, overlap, delta = first[hit], second[hit], overlap[hit], delta[hit]
    across = overlap[:, 0] * sideways < overlap[:, 1]
    share = area[second] / (area[first] + area[second])
    for axis, chosen in ((0, across), (1, ~across)):
        move = np.where(chosen, overlap[:, axis] * np.where(delta[:, axis] < 0, -1.0, 1.0), 0.0) * 0.6
        points[:, axis] -= np.bincount(first, move * share, len(points))
        points[:, axis] += np.bincount(second, move * (1 - share), len(points))
    return True
