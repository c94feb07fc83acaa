import itertools
import math
import random

import pytest

from viz.layout import Spot, components, layout


def spots(count: int, size: float = 10) -> list[Spot]:
    return [Spot(f"n{i:04}", size, i % 3) for i in range(count)]


def tangle(count: int, seed: int = 1) -> list[tuple[str, str]]:
    dice = random.Random(seed)
    return [(f"n{i:04}", f"n{dice.randrange(i):04}") for i in range(1, count) for _ in range(2)]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5, 40])
def test_every_node_has_a_place_of_its_own(count: int) -> None:
    placed = layout(spots(count), tangle(count))
    assert len(placed) == count
    assert len(set(placed.values())) == count


@pytest.mark.parametrize(
    "pairs",
    [
        pytest.param([], id="nothing joined"),
        pytest.param([(f"n{i:04}", "n0000") for i in range(1, 60)], id="star"),
        pytest.param([(f"n{i:04}", f"n{i + 1:04}") for i in range(59)], id="chain"),
        pytest.param([(f"n{i:04}", f"n{(i + 1) % 60:04}") for i in range(60)], id="ring"),
        pytest.param(tangle(60), id="tangle"),
        pytest.param([(f"n{a:04}", f"n{b:04}") for a in range(20) for b in range(a)], id="clique"),
        pytest.param([("n0000", "n0000"), ("n0001", "n0002"), ("n0002", "n0001")], id="loop and repeat"),
    ],
)
def test_nodes_do_not_sit_on_each_other(pairs: list[tuple[str, str]]) -> None:
    placed = layout(spots(60), pairs)
    for a, b in itertools.combinations(placed.values(), 2):
        assert math.dist(a, b) > 20


def test_a_large_tangle_has_hardly_any_overlap() -> None:
    placed = list(layout(spots(600), tangle(600)).values())
    close = sum(math.dist(a, b) < 20 for a, b in itertools.combinations(placed, 2))
    assert close <= 3


def test_the_order_of_input_does_not_matter() -> None:
    pairs = tangle(80)
    backwards = [(b, a) for a, b in reversed(pairs)]
    assert layout(spots(80), pairs) == layout(spots(80)[::-1], backwards)


def test_leaves_stand_around_their_node_and_by_group() -> None:
    placed = layout(spots(13), [(f"n{i:04}", "n0000") for i in range(1, 13)])
    centre = placed["n0000"]
    angles = {
        name: math.atan2(y - centre[1], x - centre[0]) for name, (x, y) in placed.items() if name != "n0000"
    }
    assert len({round(math.dist(centre, placed[name])) for name in angles}) <= 3
    ordered = sorted(angles, key=lambda name: angles[name])
    groups = [int(name[1:]) % 3 for name in ordered]
    changes = sum(a != b for a, b in itertools.pairwise([*groups, groups[0]]))
    assert changes == 3


def test_the_picture_is_centred() -> None:
    placed = layout(spots(100), tangle(100)[:150])
    xs = [x for x, _ in placed.values()]
    ys = [y for _, y in placed.values()]
    assert abs(min(xs) + max(xs)) < 100
    assert abs(min(ys) + max(ys)) < 100


def test_components_come_largest_first() -> None:
    neighbours: dict[str, set[str]] = {"a": set(), "b": {"c"}, "c": {"b"}, "d": set()}
    assert components(neighbours) == [["b", "c"], ["a"], ["d"]]
