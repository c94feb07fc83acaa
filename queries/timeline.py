"""How proposals went year by year: all of them by meeting, and by class, sub-tool, theme and industry.

Counted as ``trends`` counts: replies, and proposals of which only the number is known, are left out; what
stands below a thing counts as the thing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from graph.model import Level, Record
from graph.store import View
from queries.facts import Facts, Scope, proposal_facts
from queries.incidence import Filters, incidence
from queries.mentions import mentions
from queries.selection import place_names
from queries.theming import themes

_RESOLUTION = 150
"""That of the question ``themes``."""
_INDUSTRY = "industry:"

ByYear = dict[int, tuple[str, ...]]
"""Year -> ids of proposals, sorted; years without any are left out."""


class Course(Record, frozen=True, kw_only=True):
    """A thing, and the proposals of each year that have it; a theme has no ``id``."""

    id: str
    name: str
    proposals: ByYear

    @property
    def count(self) -> int:
        """How many proposals have it in all years."""
        return sum(map(len, self.proposals.values()))


class Meeting(Record, frozen=True, kw_only=True):
    """The proposals of one year and meeting; what is unknown is empty, ``jurisdiction`` is a name."""

    year: int
    jurisdiction: str
    body: str
    session: str
    proposals: tuple[str, ...]


class Timeline(Record, frozen=True, kw_only=True):
    """Years from the first to the last, also those without proposals; ``undated`` proposals are left out."""

    years: tuple[int, ...]
    undated: int
    proposals: ByYear
    meetings: tuple[Meeting, ...]
    classes: tuple[Course, ...]
    tools: tuple[Course, ...]
    themes: tuple[Course, ...]
    industries: tuple[Course, ...]


def timeline(view: View, *, limit: int) -> Timeline | None:
    """Return how proposals went year by year, or None where all whose year is known are of one.

    Args:
        view: the graph.
        limit: at most so many themes, and so many industries: those of most proposals.
    """
    told = {
        id_: fact
        for id_, fact in proposal_facts(view, Scope()).items()
        if fact.document_type != "reply" and fact.passages
    }
    years = {id_: fact.year for id_, fact in told.items() if fact.year}
    if len(set(years.values())) < 2:
        return None
    return Timeline(
        years=tuple(range(min(years.values()), max(years.values()) + 1)),
        undated=len(told) - len(years),
        proposals=_by_year(years, years),
        meetings=tuple(_meetings(view, [told[id_] for id_ in years])),
        classes=_used(view, Level.CLASS, years),
        tools=_used(view, Level.SUBTOOL, years),
        themes=_largest(_themes(view, years), limit),
        industries=_largest(_industries(view, years), limit),
    )


def _by_year(ids: Iterable[str], years: Mapping[str, int]) -> ByYear:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for id_ in sorted(ids):
        if id_ in years:
            found[years[id_]].append(id_)
    return {year: tuple(found[year]) for year in sorted(found)}


def _largest(courses: Iterable[Course], limit: int) -> tuple[Course, ...]:
    return tuple(sorted(courses, key=lambda one: (-one.count, one.name, one.id))[:limit])


def _meetings(view: View, told: Iterable[Facts]) -> Iterator[Meeting]:
    """Yield the meetings of each year, those of most proposals first."""
    found: defaultdict[tuple[int, str, str, str], list[str]] = defaultdict(list)
    for fact in told:
        body = (fact.body or "").partition(":")[0]
        found[fact.year or 0, fact.jurisdiction or "", body, fact.session or ""].append(fact.id)
    names = place_names(view, {code for _, code, _, _ in found})
    for key in sorted(found, key=lambda key: (key[0], -len(found[key]), key)):
        year, code, body, session = key
        yield Meeting(
            year=year,
            jurisdiction=names.get(code, code),
            body=body,
            session=session,
            proposals=tuple(sorted(found[key])),
        )


def _used(view: View, level: Level, years: Mapping[str, int]) -> tuple[Course, ...]:
    """Return the groups of instruments at a level that some proposal uses, by id."""
    found = incidence(view, level, Filters())
    courses = (
        Course(
            id=id_,
            name=name,
            proposals=_by_year((found.proposals[row][0] for row in found.users(column)), years),
        )
        for column, (id_, name) in enumerate(found.groups)
    )
    return tuple(course for course in courses if course.proposals)


def _themes(view: View, years: Mapping[str, int]) -> Iterator[Course]:
    known = themes(view, Scope(), _RESOLUTION)
    for number, members in enumerate(known.members):
        ids = (known.found.proposals[row].id for row in members)
        yield Course(id="", name=known.name(number), proposals=_by_year(ids, years))


def _industries(view: View, years: Mapping[str, int]) -> Iterator[Course]:
    """Yield the industries that proposals name themselves; what is named below them counts."""
    found = mentions(view, Scope())
    columns: list[int] = found.table.columns.tolist()
    rows: list[int] = found.table.rows.tolist()
    named: set[int] = set(found.spoken().columns.tolist())
    owners: defaultdict[int, list[str]] = defaultdict(list)
    for row, column in zip(rows, columns, strict=True):
        if column in named:
            owners[column].append(found.proposals[row].id)
    for column, ids in owners.items():
        concept = found.concepts[column]
        if concept.id.startswith(_INDUSTRY):
            yield Course(id=concept.id, name=concept.name, proposals=_by_year(ids, years))
