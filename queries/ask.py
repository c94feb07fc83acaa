"""Put a question to a graph: the one door to all named questions."""

from __future__ import annotations

from collections.abc import Callable

from graph.model import Scalar
from graph.store import View
from queries import (
    around,
    bridges,
    check,
    coding_sheet,
    gaps,
    industry_links,
    lineage,
    matrix,
    merge_candidates,
    profiles,
    search,
    shared_instruments,
    themes,
    trace,
    trends,
)
from queries.catalogue import describe
from queries.merge_search import Apart
from queries.parameters import resolve
from queries.result import Result

_ANSWERS: dict[str, Callable[[View, dict[str, Scalar]], Result]] = {
    "around": around.answer,
    "bridges": bridges.answer,
    "check": check.answer,
    "coding-sheet": coding_sheet.answer,
    "gaps": gaps.answer,
    "industry-links": industry_links.answer,
    "industry-profile": profiles.industry,
    "instrument-profile": profiles.instrument,
    "lineage": lineage.answer,
    "matrix": matrix.answer,
    "member-profile": profiles.member,
    "merge-candidates": merge_candidates.answer,
    "organization-profile": profiles.organization,
    "place-profile": profiles.place,
    "proposal-profile": profiles.proposal,
    "search": search.answer,
    "shared-instruments": shared_instruments.answer,
    "themes": themes.answer,
    "trace": trace.answer,
    "trends": trends.answer,
}
"""Question -> the function that computes its answer."""


def ask(view: View, name: str, /, *, apart: Apart = (), **parameters: Scalar) -> Result:
    """Answer a named question.

    Args:
        view: the graph to ask.
        name: the question, as ``queries.catalogue.questions`` lists them.
        apart: pairs of proposals that a person decided not to merge; for merge-candidates.
        parameters: what the question declares; the rest takes its default.

    Raises:
        QueryError: no such question or parameter, a value that is not allowed, or a name that fits nothing
            or several things; the message says what would do.
        StoreError: the store could not be read.
    """
    question = describe(name)
    given = resolve(question, parameters)
    if name == "merge-candidates":
        return merge_candidates.answer(view, given, apart)
    return _ANSWERS[name](view, given)
