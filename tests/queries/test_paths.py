"""Cheapest paths on hand-made pieces: rare before common, quoted before unquoted."""

from __future__ import annotations

import math

import pytest

from queries.growth import Step
from queries.paths import between, cheapest, nearest


def steps(*edges: str, relation: str = "CONCERNS") -> set[Step]:
    return {Step(edge[0], relation, edge[1], f"{edge}|{relation}") for edge in edges}


def test_what_hangs_loose_is_taken_away() -> None:
    graph = between(steps("ax", "xb", "xy", "yz", "aq"), "a", "b")
    assert sorted(graph) == ["a", "b", "x"]


def test_ends_that_nothing_joins() -> None:
    graph = between(steps("ax", "by"), "a", "b")
    assert list(cheapest(nearest(graph, dict.fromkeys("ab", 1), "a", "b"), "a", "b")) == []


def test_a_detour_through_rare_things_beats_a_hub() -> None:
    graph = between(steps("ah", "hb", "ax", "xy", "yb"), "a", "b")
    near = nearest(graph, {"a": 2, "b": 2, "h": 1000, "x": 2, "y": 2}, "a", "b")
    # 2 (1 + ln 2) = 3.4 through x and y, 1 + ln 1000 = 7.9 through the hub.
    assert list(cheapest(near, "a", "b")) == [["a", "x", "y", "b"], ["a", "h", "b"]]
    assert near.edges["a", "h"]["cost"] == pytest.approx((2 + math.log(2) + math.log(1000)) / 2)


def test_paths_at_more_than_twice_the_best_are_left_out() -> None:
    graph = between(steps("ax", "xb", "ah", "hb"), "a", "b")
    near = nearest(graph, {"a": 1, "b": 1, "x": 1, "h": 10**6}, "a", "b")
    assert list(cheapest(near, "a", "b")) == [["a", "x", "b"]]


def test_a_step_of_the_lexicon_costs_more() -> None:
    graph = between(steps("ax", "xb", relation="BROADER") | steps("ay", "yb"), "a", "b")
    near = nearest(graph, dict.fromkeys("abxy", 10), "a", "b")
    assert list(cheapest(near, "a", "b")) == [["a", "y", "b"], ["a", "x", "b"]]


def test_a_quoted_edge_beside_one_of_the_lexicon_counts_as_quoted() -> None:
    graph = between(steps("ab", relation="BROADER") | steps("ab"), "a", "b")
    assert graph.edges["a", "b"]["extra"] == 0
