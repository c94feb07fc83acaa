"""The site's page of years: which years and proposals it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from cli.answers import papers, works
from graph.store import View
from queries import timeline as asked
from queries.overview import Overview
from viz.timeline_contents import Course, Mark, Session, Timeline

YEARS = 10
"""The newest so many years are drawn."""
COURSES = 12
"""Of themes and industries, so many are drawn."""
MEETINGS = 15
"""Of a year, so many meetings are listed."""
LISTED = 100
"""A mark names at most so many proposals."""


def timeline(view: View, facts: Overview, address: Callable[[str], str], home: str) -> Timeline | None:
    """Return what the page of years tells, or None where all proposals drawn are of one year.

    Args:
        view: the graph.
        facts: what the overview tells of it.
        address: of a thing by its id, relative to the page.
        home: the address of the overview.
    """
    found = asked.timeline(view, limit=COURSES)
    if found is None:
        return None
    years = found.years[-YEARS:]
    if sum(year in found.proposals for year in years) < 2:
        return None

    def courses(some: Iterable[asked.Course]) -> tuple[Course, ...]:
        return tuple(
            Course(
                code=one.id.partition(":")[2],
                name=one.name,
                address=address(one.id) if one.id else "",
                marks=tuple(_mark(one.proposals.get(year, ())) for year in years),
            )
            for one in some
        )

    told = Timeline(
        years=years,
        totals=tuple(_mark(found.proposals.get(year, ())) for year in years),
        sessions=tuple(tuple(_sessions(found, year)) for year in years),
        classes=courses(found.classes),
        tools=courses(found.tools),
        themes=courses(found.themes),
        industries=courses(found.industries),
        earlier=sum(len(some) for year, some in found.proposals.items() if year < years[0]),
        undated=found.undated,
        works={},
        papers={},
        home=home,
    )
    return _with_works(told, facts, address)


def _mark(proposals: tuple[str, ...]) -> Mark:
    return Mark(count=len(proposals), proposals=proposals[:LISTED])


def _sessions(found: asked.Timeline, year: int) -> Iterable[Session]:
    for one in [meeting for meeting in found.meetings if meeting.year == year][:MEETINGS]:
        yield Session(
            jurisdiction=one.jurisdiction, body=one.body, session=one.session, mark=_mark(one.proposals)
        )


def _with_works(told: Timeline, facts: Overview, address: Callable[[str], str]) -> Timeline:
    """Add what is known of the proposals that marks name."""
    courses = (*told.classes, *told.tools, *told.themes, *told.industries)
    marks = [
        *(mark for one in courses for mark in one.marks),
        *(one.mark for some in told.sessions for one in some),
    ]
    named = {id_ for mark in marks for id_ in mark.proposals}
    return msgspec.structs.replace(told, works=works(facts, named, address), papers=papers(facts, (), named))
