import itertools
import math
import random

from viz.spread import Disc, pack, push_apart


def test_discs_on_one_point_come_apart() -> None:
    points = push_apart([Disc(0, 0, 10)] * 12)
    assert all(math.dist(a, b) > 19 for a, b in itertools.combinations(points, 2))


def test_discs_of_all_sizes_end_without_overlap() -> None:
    dice = random.Random(4)
    discs = [Disc(dice.uniform(0, 400), dice.uniform(0, 400), dice.choice([5, 20, 80])) for _ in range(120)]
    points = push_apart(discs)
    for (a, first), (b, second) in itertools.combinations(zip(points, discs, strict=True), 2):
        assert math.dist(a, b) > first.radius + second.radius - 4


def test_discs_with_room_stay_where_they_are() -> None:
    discs = [Disc(0, 0, 5), Disc(100, 0, 5)]
    assert push_apart(discs) == [(0, 0), (100, 0)]


def test_packed_drawings_do_not_overlap_and_are_centred() -> None:
    boxes = [(0.0, 0.0, w, h) for w, h in ((300.0, 200.0), (100.0, 50.0), (100.0, 90.0), (50.0, 50.0))]
    moved = [
        (left + x, top + y, right + x, bottom + y)
        for (left, top, right, bottom), (x, y) in zip(boxes, pack(boxes, 10), strict=True)
    ]
    for a, b in itertools.combinations(moved, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
    assert abs(min(m[0] for m in moved) + max(m[2] for m in moved)) < 1


def test_nothing_packs_to_nothing() -> None:
    assert pack([], 10) == []
