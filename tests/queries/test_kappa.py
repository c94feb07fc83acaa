"""Cohen's κ against worked examples that others have published, and where it is not defined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.kappa import agreement


def pairs(table: list[list[int]]) -> list[tuple[str, str]]:
    """Write a confusion table out as one pair per item."""
    return [
        (f"c{row}", f"c{column}")
        for row, numbers in enumerate(table)
        for column, number in enumerate(numbers)
        for _ in range(number)
    ]


@pytest.mark.parametrize(
    ("table", "observed", "expected", "kappa"),
    [
        # Fleiss, Cohen, Everitt, Psychological Bulletin 72 (1969): 200 diagnoses by two clinicians.
        ([[106, 10, 4], [22, 28, 10], [2, 12, 6]], 0.70, 0.475, 0.429),
        # Fleiss, Statistical Methods for Rates and Proportions, 2nd ed. (1981), chapter 13.
        ([[75, 1, 4], [5, 4, 1], [0, 0, 10]], 0.89, 0.66, 0.676),
        # Viera, Garrett, Family Medicine 37 (2005).
        ([[15, 5], [10, 70]], 0.85, 0.65, 0.571),
        # Stata's manual, entry kappa: 85 xeromammograms read by two radiologists (after Boyd et al. 1982).
        ([[21, 12, 0, 0], [4, 17, 1, 0], [3, 9, 15, 2], [0, 0, 0, 1]], 0.6353, 0.3082, 0.4728),
        # The grant proposals of the encyclopaedias.
        ([[20, 5], [10, 15]], 0.70, 0.50, 0.4),
    ],
)
def test_published_examples(table: list[list[int]], observed: float, expected: float, kappa: float) -> None:
    found = agreement(pairs(table))
    assert found.items == sum(map(sum, table))
    assert found.observed == pytest.approx(observed, abs=5e-5)
    assert found.expected == pytest.approx(expected, abs=5e-5)
    assert found.kappa == pytest.approx(kappa, abs=5e-4)


def test_all_alike_none_alike_and_nothing() -> None:
    assert agreement([("a", "a"), ("b", "b")]).kappa == 1.0
    assert agreement([("a", "b"), ("b", "a")]).kappa == -1.0
    one = agreement([("a", "a")] * 3)
    assert (one.observed, one.expected, one.kappa) == (1.0, 1.0, None)
    nothing = agreement([])
    assert (nothing.items, nothing.observed, nothing.kappa) == (0, None, None)


def test_the_confusion_table() -> None:
    found = agreement([("b", "a"), ("a", "a"), ("b", "a"), ("c", "b")])
    assert found.table == {("a", "a"): 1, ("b", "a"): 2, ("c", "b"): 1}
    assert list(found.table) == sorted(found.table)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1))
def test_it_does_not_matter_who_is_first(coded: list[tuple[str, str]]) -> None:
    one, other = agreement(coded), agreement((b, a) for a, b in coded)
    assert (one.kappa, one.observed) == (other.kappa, other.observed)
    assert one.kappa is None or -1.0 <= one.kappa <= 1.0
