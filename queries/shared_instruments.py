"""The question ``shared-instruments``: which proposals use the same policy instruments.

Both engines only fetch which proposal uses which instrument; the comparison itself is in ``sharing``.
"""

from __future__ import annotations

import msgspec

from graph.model import Label, Level, QueryError, Record, Scalar
from graph.store import View
from queries.find import find_one
from queries.incidence import Filters, incidence
from queries.result import Result
from queries.selection import jurisdiction_code
from queries.shared_groups import groups
from queries.shared_pairs import pairs

_FILTERS = ("jurisdiction", "session", "year", "industry", "modality")


class _Wanted(Record, frozen=True, kw_only=True):
    level: Level
    form: str | None
    proposal: str | None
    jurisdiction: str | None
    industry: str | None
    limit: int


def answer(view: View, given: dict[str, Scalar]) -> Result:
    """Compare proposals by their instruments.

    At the levels concept and family, the rows are pairs of proposals. Their score is the sum, over what both
    use, of ``ln(N / n)``, where n of the N proposals use it (inverse document frequency, Spärck Jones 1972):
    a rare instrument in common weighs more than one that everybody asks for. Highest score first, then by
    name. Instruments used by more than ``max(50, 0.2 %)`` of the proposals are skipped, and named in a note,
    unless one ``proposal`` is compared with all.

    At the levels sub-tool and class, and with ``form`` groups at any level, the rows are groups: each with
    its proposals, largest first; only those that at least two proposals use.

    Every use counts, also one that says the instrument is missing or declined, unless one ``modality`` is
    asked for; it stands beside its sentence.

    Raises:
        QueryError: a name fits nothing, or pairs are asked for at a level that has groups only.
    """
    wanted = msgspec.convert(given, _Wanted)
    paired = wanted.level in (Level.CONCEPT, Level.FAMILY)
    if wanted.form == "pairs" and not paired:
        raise QueryError(
            f"shared-instruments: {wanted.level} 一级只有分组 (has groups only);"
            " 成对比较请用 level=concept 或 family (for pairs)"
        )
    given, filters = _resolve(view, given, wanted)
    table = incidence(view, wanted.level, filters)
    if paired and wanted.form != "groups":
        return pairs(view, table, given, wanted.limit)
    return groups(view, table, given, wanted.limit)


def _resolve(view: View, given: dict[str, Scalar], wanted: _Wanted) -> tuple[dict[str, Scalar], Filters]:
    """Turn names into ids and codes; a proposal that is asked for takes part whatever the filters say."""
    resolved = dict(given)
    if wanted.proposal is not None:
        resolved["proposal"] = find_one(view, wanted.proposal, Label.PROPOSAL).thing.id
    if wanted.jurisdiction is not None:
        resolved["jurisdiction"] = jurisdiction_code(view, wanted.jurisdiction)
    if wanted.industry is not None:
        resolved["industry"] = find_one(view, wanted.industry, Label.INDUSTRY).thing.id
    filters = {name: resolved[name] for name in _FILTERS}
    also = resolved["proposal"] if any(value is not None for value in filters.values()) else None
    return resolved, msgspec.convert({**filters, "also": also}, Filters)
