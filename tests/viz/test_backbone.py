import random

from viz.backbone import SPARSE_FROM, backbone
from viz.layout import components


def test_small_graphs_keep_all_edges() -> None:
    inner = {"a": ["b", "c"], "b": ["a", "c"], "c": ["a", "b"]}
    assert backbone("abc", inner) == [("a", "b"), ("a", "c"), ("b", "c")]


def test_large_graphs_thin_out_but_stay_in_one_piece() -> None:
    dice = random.Random(2)
    names = [f"n{i:03}" for i in range(SPARSE_FROM + 100)]
    neighbours: dict[str, set[str]] = {name: set() for name in names}
    for i, name in enumerate(names[1:], start=1):
        for other in {names[dice.randrange(i)] for _ in range(8)} | {names[0]}:
            if other != name:
                neighbours[name].add(other)
                neighbours[other].add(name)
    inner = {name: sorted(near) for name, near in neighbours.items()}
    kept = backbone(names, inner)
    thin: dict[str, set[str]] = {name: set() for name in names}
    for a, b in kept:
        thin[a].add(b)
        thin[b].add(a)
    assert len(kept) < sum(map(len, neighbours.values())) / 4
    assert len(components(thin)) == 1
    assert len(thin[names[0]]) < len(neighbours[names[0]]) / 3
