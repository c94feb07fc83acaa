"""The question ``shared-instruments``: which proposals use the same policy instruments.

Both engines only fetch which proposal uses which instrument; the comparison itself is in ``sharing``.
"""

from __future__ import annotations

import msgspec

from graph.model import Label, Level, Record, Scalar
from graph.store import View
from queries.find import find_one
from queries.incidence import Filters, incidence
from queries.result import Result
from queries.selection import jurisdiction_code
from queries.shared_groups import groups
from queries.shared_pairs import pairs


class _Wanted(Record, frozen=True, kw_only=True):
    level: Level
    proposal: str | None
    jurisdiction: str | None
    session: str | None
    year: int | None
    limit: int


def answer(view: View, given: dict[str, Scalar]) -> Result:
    """Compare proposals by their instruments.

    At the levels concept and family, the rows are pairs of proposals. Their score is the sum, over what both
    use, of ``ln(N / n)``, where n of the N proposals use it: a rare instrument in common weighs more than
    one that everybody asks for. Highest score first, then by name. Instruments used by more than
    ``max(50, 0.2 %)`` of the proposals are skipped, and named in a note, unless one ``proposal`` is
    compared with all.

    At the levels sub-tool and class, the rows are groups: each with its proposals, largest first; only those
    that at least two proposals use.

    Every use counts, also one that says the instrument is missing or declined; the modality stands beside
    its sentence.
    """
    wanted = msgspec.convert(given, _Wanted)
    given, filters = _resolve(view, given, wanted)
    table = incidence(view, wanted.level, filters)
    if wanted.level in (Level.CONCEPT, Level.FAMILY):
        return pairs(view, table, given, wanted.limit)
    return groups(view, table, given, wanted.limit)


def _resolve(view: View, given: dict[str, Scalar], wanted: _Wanted) -> tuple[dict[str, Scalar], Filters]:
    """Turn names into ids and codes; a proposal that is asked for takes part whatever the filters say."""
    resolved = dict(given)
    if wanted.proposal is not None:
        resolved["proposal"] = find_one(view, wanted.proposal, Label.PROPOSAL).thing.id
    if wanted.jurisdiction is not None:
        resolved["jurisdiction"] = jurisdiction_code(view, wanted.jurisdiction)
    filters = {name: resolved[name] for name in ("jurisdiction", "session", "year")}
    also = resolved["proposal"] if any(value is not None for value in filters.values()) else None
    return resolved, msgspec.convert({**filters, "also": also}, Filters)
