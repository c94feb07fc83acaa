"""The question ``trends``: how many proposals speak of an industry or use an instrument, year by year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from graph.model import Label, QueryError, Record, Scalar
from graph.store import Row, View
from queries.catalogue import describe, rows
from queries.find import find
from queries.network import in_order
from queries.result import Cell, Result, quotes
from queries.selection import place_names, with_code

_DIGITS = 4
"""Shares are rounded to so many places."""

Year = int | None
"""None where the documents do not say."""


class _Wanted(Record, frozen=True, kw_only=True):
    name: str
    split: str
    kind: str | None
    modality: str | None
    jurisdiction: str | None
    quoted: int


@dataclass
class _Count:
    """Proposals and mentions of one place and year, and edges to quote."""

    proposals: int = 0
    mentions: int = 0
    first: set[str] = field(default_factory=set[str])
    last: set[str] = field(default_factory=set[str])

    def add(self, row: Row) -> None:
        self.proposals += int(str(row["count"]))
        self.mentions += int(str(row["mentions"]))
        self.first.add(str(row["first"]))
        self.last.add(str(row["last"]))

    def keys(self, limit: int) -> list[str]:
        """Return edges to quote: the first one of each place, then the last ones."""
        return [*sorted(self.first), *sorted(self.last - self.first)][:limit]


def answer(view: View, given: dict[str, Scalar]) -> Result:
    """Count the proposals of each year that name an industry or use an instrument.

    What stands below the thing counts as the thing: a class is all its sub-tools, families and
    instruments. ``all`` is the number of all proposals of the year (replies, and proposals of which only
    the number is known, left out), ``share`` the part of them; ``change`` and ``share_change`` compare
    with the row before, the last earlier year that has proposals at all. With ``split`` = jurisdiction
    there is a series for each place, those with most proposals first.

    Evidence is the first and the last use, by their keys, of each place and year, at most ``quoted``.
    """
    given = with_code(view, given)
    wanted = msgspec.convert(given, _Wanted)
    found = find(view, wanted.name)
    if found.thing.label not in (Label.INDUSTRY, Label.INSTRUMENT):
        raise QueryError(f"trends: {found.thing} 既非产业也非政策工具 (neither industry nor instrument)")
    if wanted.modality is not None and found.thing.label is Label.INDUSTRY:
        raise QueryError("trends: 参数 modality 只适用于政策工具 (for instruments only)")
    split = wanted.split == "jurisdiction"
    counts = _counts(view, wanted, found.thing.id, split=split)
    totals = _totals(view, wanted, split=split)
    return Result(
        query="trends",
        parameters={**given, "name": found.thing.id},
        columns=describe("trends").columns[0],
        rows=tuple(_rows(view, counts, totals, wanted.quoted)),
        notes=found.notes,
    )


def _counts(view: View, wanted: _Wanted, thing: str, *, split: bool) -> dict[str, defaultdict[Year, _Count]]:
    """Return place -> year -> counts; without ``split`` the one place is the empty text."""
    filters = {name: getattr(wanted, name) for name in ("kind", "modality", "jurisdiction")}
    ids = sorted({str(row["id"]) for row in rows(view, "below", ids=[thing])})
    found: defaultdict[str, defaultdict[Year, _Count]] = defaultdict(lambda: defaultdict(_Count))
    for row in rows(view, "trends", ids=ids, **filters):
        found[_place(row, split=split)][_year(row)].add(row)
    return dict(found)


def _totals(view: View, wanted: _Wanted, *, split: bool) -> dict[str, Counter[Year]]:
    found: defaultdict[str, Counter[Year]] = defaultdict(Counter)
    for row in rows(view, "trend-totals", jurisdiction=wanted.jurisdiction):
        found[_place(row, split=split)][_year(row)] += int(str(row["count"]))
    return found


def _place(row: Row, *, split: bool) -> str:
    return str(row["jurisdiction"] or "") if split else ""


def _year(row: Row) -> Year:
    return row["year"] if isinstance(row["year"], int) else None


def _rows(
    view: View, counts: dict[str, defaultdict[Year, _Count]], totals: dict[str, Counter[Year]], quoted: int
) -> Iterator[dict[str, Cell]]:
    names = place_names(view, counts)
    often = {place: sum(count.proposals for count in years.values()) for place, years in counts.items()}
    evidence = view.evidence(
        sorted({key for years in counts.values() for count in years.values() for key in count.keys(quoted)})
    )
    for place in sorted(counts, key=lambda place: (-often[place], place)):
        before: tuple[int, float] | None = None
        for year in sorted(totals[place], key=lambda year: (year is None, year or 0)):
            count, total = counts[place][year], totals[place][year]
            share = count.proposals / total
            compared = before if year is not None else None
            yield {
                "year": year,
                "jurisdiction": place or None,
                "jurisdiction_name": names.get(place, place),
                "count": count.proposals,
                "mentions": count.mentions,
                "all": total,
                "share": round(share, _DIGITS),
                "change": None if compared is None else count.proposals - compared[0],
                "share_change": None if compared is None else round(share - compared[1], _DIGITS),
                "evidence": quotes(
                    in_order(item for key in count.keys(quoted) for item in evidence[key])[:quoted]
                ),
            }
            before = count.proposals, share
