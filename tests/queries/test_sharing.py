"""The sparse product against a plain comparison of every row with every other."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries import sharing
from queries.sharing import Pair, Table, best_pairs, best_partners

CELLS = st.sets(st.tuples(st.integers(0, 11), st.integers(0, 7)), max_size=60)
WEIGHTS = st.lists(st.floats(0, 9, allow_subnormal=False), min_size=8, max_size=8)


def table(cells: set[tuple[int, int]]) -> Table:
    ordered = sorted(cells)
    rows, columns = ([cell[index] for cell in ordered] for index in (0, 1))
    return Table(np.array(rows, np.int64), np.array(columns, np.int64), 12, 8)


def brute_force(cells: set[tuple[int, int]], weights: list[float]) -> list[Pair]:
    has = [{column for row, column in cells if row == index} for index in range(12)]
    found = [
        Pair(a, b, float(np.round(sum(weights[column] for column in sorted(has[a] & has[b])), 6)))
        for a, b in combinations(range(12), 2)
        if has[a] & has[b]
    ]
    return sorted(found, key=lambda pair: (-pair.score, pair.first, pair.second))


@given(CELLS, WEIGHTS, st.integers(1, 70), st.integers(1, 40))
def test_best_pairs_equal_brute_force(
    cells: set[tuple[int, int]], weights: list[float], limit: int, block: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sharing, "_BLOCK", block)  # so that small tables need several blocks too
        found = best_pairs(table(cells), np.array(weights), limit)
    expected = brute_force(cells, weights)[:limit]
    assert [pair[:2] for pair in found] == [pair[:2] for pair in expected]
    assert [pair.score for pair in found] == pytest.approx([pair.score for pair in expected])


@given(CELLS, WEIGHTS, st.integers(0, 11))
def test_best_partners_equal_brute_force(cells: set[tuple[int, int]], weights: list[float], row: int) -> None:
    found = best_partners(table(cells), np.array(weights), row, 5)
    expected = [
        (pair.second if pair.first == row else pair.first, pair.score)
        for pair in brute_force(cells, weights)
        if row in pair[:2]
    ]
    expected.sort(key=lambda pair: (-pair[1], pair[0]))
    assert [pair.second for pair in found] == [other for other, _ in expected[:5]]
    assert all(pair.first == row for pair in found)


def test_without_empties_columns() -> None:
    cells = table({(0, 1), (1, 1), (0, 2), (1, 2)})
    skipped = np.arange(8) == 1
    assert cells.without(skipped).row(0).tolist() == [2]
    assert cells.without(skipped).counts().tolist() == [0, 0, 2, 0, 0, 0, 0, 0]


def test_scores_of_equal_sums_tie_whatever_the_order() -> None:
    cells = table({(0, 0), (1, 0), (0, 1), (1, 1), (2, 2), (3, 2)})
    weights = np.array([0.1, 0.2, 0.3, 0, 0, 0, 0, 0])  # 0.1 + 0.2 is not 0.3 in floating point
    assert best_pairs(cells, weights, 2) == [Pair(0, 1, 0.3), Pair(2, 3, 0.3)]
