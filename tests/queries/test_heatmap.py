"""The heatmap: whole columns of the most frequent industries, counted as the matrix counts."""

from __future__ import annotations

import pytest

from graph.store import View
from queries.ask import ask
from queries.heatmap import heatmap
from tests.queries.conftest import AI, DRAMA, NIGHT


@pytest.fixture
def view(embedded_view: View) -> View:
    return embedded_view


def test_cells_are_those_of_the_matrix(view: View) -> None:
    found = heatmap(view, columns=100, quoted=3)
    cells = {
        (found.rows[spot.row].name, found.columns[spot.column].name): (spot.count, spot.mentions)
        for spot in found.spots
    }
    rows = ask(view, "matrix", level="subtool").rows
    assert cells == {(row["row_name"], row["column_name"]): (row["count"], row["mentions"]) for row in rows}
    assert cells


def test_columns_are_bounded_and_what_has_no_industry_stands_last(view: View) -> None:
    whole, narrow = (heatmap(view, columns=many, quoted=3) for many in (100, 1))
    assert narrow.industries == whole.industries == len([one for one in whole.columns if one.id])
    assert [bool(one.id) for one in narrow.columns] == [True, False]
    assert narrow.columns[0] == whole.columns[0]
    # Rows and their totals do not hang on which columns are shown.
    assert narrow.rows == whole.rows
    counts = [one.count for one in whole.columns if one.id]
    assert counts == sorted(counts, reverse=True)


def test_every_sentence_comes_with_its_proposal(view: View) -> None:
    found = heatmap(view, columns=100, quoted=1)
    uses = [use for spot in found.spots for use in spot.uses]
    assert all(len(spot.uses) == 1 for spot in found.spots)
    assert {use.proposal for use in uses} <= {DRAMA, AI, NIGHT, "proposal:ningbo#1"}
    assert all(use.said.exact in use.said.sentence for use in uses)
    assert {use.modality for use in uses} <= {"proposed", "existing", "negated"}
