"""What each proposal is: title, type, number, year, and the body and session it belongs to."""

from __future__ import annotations

import msgspec

from graph.model import Record
from graph.store import View
from queries.catalogue import rows
from queries.memory import Memory


class Scope(Record, frozen=True, kw_only=True):
    """Which proposals take part; what is None takes all."""

    jurisdiction: str | None = None
    session: str | None = None
    year: int | None = None


class Facts(Record, frozen=True, kw_only=True):
    """One proposal; what its document does not say is None. ``document`` is an id.

    One that is only named by the reply to it has no passages.
    """

    id: str
    name: str
    document_type: str
    number: str | None
    year: int | None
    jurisdiction: str | None
    session: str | None
    body: str | None
    document: str
    passages: int


_FACTS: Memory[dict[str, Facts]] = Memory(4)


def proposal_facts(view: View, scope: Scope) -> dict[str, Facts]:
    """Return the proposals of a scope by id, sorted; replies are among them."""

    def fetch() -> dict[str, Facts]:
        found = rows(
            view, "proposal-facts", jurisdiction=scope.jurisdiction, session=scope.session, year=scope.year
        )
        return {
            str(row["id"]): msgspec.convert(row, Facts)
            for row in sorted(found, key=lambda row: str(row["id"]))
        }

    return _FACTS.recall((view.identity, scope), fetch)


def lies_around(code: str | None, jurisdiction: str | None) -> bool:
    """Tell whether a division is a jurisdiction, or one that this lies in.

    >>> lies_around("330000", "330100"), lies_around("330106", "330100")
    (True, False)
    """
    if not code or not jurisdiction:
        return False
    return jurisdiction.startswith(_stem(code))


def lies_in(code: str | None, jurisdiction: str | None) -> bool:
    """Tell whether a division is a part of a jurisdiction."""
    return bool(code and jurisdiction) and code != jurisdiction and lies_around(jurisdiction, code)


def _stem(code: str) -> str:
    """Return a code without the zeros that stand where nothing smaller is meant."""
    return code.removesuffix("00").removesuffix("00")
