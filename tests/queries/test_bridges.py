"""Bridges: what joins two themes, how strongly, and both sides' words, worked out by hand."""

from __future__ import annotations

from itertools import combinations
from math import log, sqrt

import pytest

from graph.store import View
from queries.ask import ask
from queries.catalogue import describe
from queries.facts import Scope
from queries.theming import themes
from tests.queries.test_themes import here as _here
from tests.queries.test_themes import town as _town

here, town = _here, _town


def test_the_one_concept_that_joins_ports_and_shoes(town: View) -> None:
    result = ask(town, "bridges")
    assert [row["name"] for row in result.rows] == ["桥"]
    row = result.rows[0]
    assert tuple(row) == describe("bridges").columns[0]
    assert (row["kind"], row["count"]) == ("Instrument", 2)
    assert sorted(text.split("、")[0] for text in row["themes"]) == ["制鞋", "港口"]
    assert all(text.endswith("(1)") for text in row["themes"])
    assert "桥" in row["side_a"][0]
    assert "桥" in row["side_b"][0]
    assert row["side_a"] != row["side_b"]
    assert {quote["document"] for quote in row["evidence"]} == {"document:港口", "document:制鞋"}
    assert row["why"].startswith("“桥”连起“")
    assert row["why"].count("（1件）") == 2
    assert row["why"].endswith("两边此外只共有专项资金。")


def test_rao_stirling_by_hand(here: View) -> None:
    # Half of its proposals in each of two themes, which share 专项资金 alone: each theme weighs its industry
    # (6 proposals), four instruments (3 each) and 专项资金 (6 of 24) by f * ln(1 + A / F), A = 98 / 4.
    average = 98 / 4
    weights = [6 * log(1 + average / 6), *[3 * log(1 + average / 3)] * 4, 6 * log(1 + average / 24)]
    cosine = weights[-1] ** 2 / sqrt(sum(weight**2 for weight in weights)) ** 2
    row = ask(here, "bridges").rows[0]
    assert row["score"] == pytest.approx(2 * 0.5 * 0.5 * (1 - cosine), abs=1e-4)
    assert row["strength"] == pytest.approx(row["score"] * log(3), abs=1e-4)


def test_every_score_is_the_sum_over_pairs_of_themes(town: View) -> None:
    known = themes(town, Scope(), 150)
    scores = {row["id"]: row["score"] for row in ask(town, "bridges", limit=1000).rows}
    assert scores
    for column, concept in enumerate(known.found.concepts):
        counts = {theme: known.counts(theme).get(column, 0) for theme in range(len(known.members))}
        total = sum(counts.values())
        joined = [theme for theme, count in counts.items() if count]
        weights = {
            theme: {other: w for other, w in known.weights(theme).items() if other != column}
            for theme in joined
        }
        length = {theme: sqrt(sum(w * w for w in some.values())) for theme, some in weights.items()}
        score = 0.0
        for a, b in combinations(joined, 2):
            both = sum(w * weights[b].get(other, 0) for other, w in weights[a].items())
            cosine = both / (length[a] * length[b]) if length[a] and length[b] else 0
            score += 2 * counts[a] * counts[b] / total**2 * (1 - cosine)
        if concept.id in scores:
            assert scores.pop(concept.id) == pytest.approx(score, abs=1e-4)
    assert not scores


def test_what_is_everywhere_is_no_bridge(here: View) -> None:
    known = themes(here, Scope(), 100)
    columns = {one.name: index for index, one in enumerate(known.found.concepts)}
    assert sum(columns["专项资金"] in known.counts(theme) for theme in range(4)) == 4
    assert "专项资金" not in [row["name"] for row in ask(here, "bridges").rows]


def test_bridges_of_one_proposal_and_one_thing(here: View) -> None:
    assert [row["name"] for row in ask(here, "bridges", name="proposal:港口#4").rows] == ["桥"]
    assert ask(here, "bridges", name="proposal:养老#1").rows == ()
    assert [row["name"] for row in ask(here, "bridges", name="桥").rows] == ["桥"]
    assert ask(here, "bridges", name="岸电").notes[-1] == "没有跨主题的概念; 可调 resolution 再试"
