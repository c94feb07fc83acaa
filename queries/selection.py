"""Which proposals a question is about: filters as a user gives them, turned into what the graph holds."""

from __future__ import annotations

from graph.model import Label, QueryError, Scalar
from graph.store import View
from queries.find import find_one
from queries.network import nodes


def jurisdiction_code(view: View, jurisdiction: str) -> str:
    """Return the six-digit code of a place given by code or name.

    Raises:
        QueryError: no such place, or one that is no administrative division.
    """
    if len(jurisdiction) == 6 and jurisdiction.isdecimal():
        return jurisdiction
    place = find_one(view, jurisdiction, Label.PLACE).thing
    code = nodes(view, [place.id])[place.id].properties.get("code")
    if not isinstance(code, str):
        raise QueryError(f"{place} 没有行政区划代码 (is no administrative division)")
    return code


def with_code(view: View, given: dict[str, Scalar]) -> dict[str, Scalar]:
    """Return parameters with the code of the jurisdiction in place of its name, where one is given."""
    named = given.get("jurisdiction")
    return given if named is None else {**given, "jurisdiction": jurisdiction_code(view, str(named))}
