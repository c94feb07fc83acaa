"""The timeline: years, meetings and courses, counted as the question ``trends`` counts."""

from pathlib import Path

from graph.open import open_store
from graph.store import View
from queries.ask import ask
from queries.timeline import Course, timeline
from tests.queries.conftest import HANGZHOU, NINGBO


def counts(course: Course) -> dict[int, int]:
    return {year: len(ids) for year, ids in course.proposals.items()}


def test_numbers_are_those_of_the_trends(coding: View) -> None:
    told = timeline(coding, limit=50)
    assert told is not None
    assert told.years == (2023, 2024, 2025)
    courses = (*told.classes, *told.tools, *told.industries)
    assert len(courses) > 6
    for course in courses:
        rows = ask(coding, "trends", name=course.id).rows
        assert counts(course) == {row["year"]: row["count"] for row in rows if row["count"]}, course.name
        assert {year: len(ids) for year, ids in told.proposals.items()} == {
            row["year"]: row["all"] for row in rows
        }


def test_every_proposal_stands_in_the_meeting_of_its_year(coding: View) -> None:
    told = timeline(coding, limit=5)
    assert told is not None
    for year, ids in told.proposals.items():
        found = [id_ for one in told.meetings if one.year == year for id_ in one.proposals]
        assert sorted(found) == list(ids)
    assert {one.jurisdiction for one in told.meetings} >= {"杭州市"}
    assert {one.body for one in told.meetings} <= {"cppcc", "npc", ""}


def test_lists_are_bounded_and_the_largest_stand_first(coding: View) -> None:
    told, all_ = timeline(coding, limit=2), timeline(coding, limit=50)
    assert told is not None
    assert all_ is not None
    assert told.industries == all_.industries[:2]
    sizes = [one.count for one in all_.industries]
    assert sizes == sorted(sizes, reverse=True)
    assert all(not one.id for one in all_.themes)


def test_one_year_makes_no_timeline(tmp_path: Path) -> None:
    with open_store(tmp_path / "graph.yimai") as store:
        assert timeline(store.view(), limit=5) is None
        store.add(HANGZHOU)
        assert timeline(store.view(), limit=5) is None
        store.add(NINGBO)
        assert timeline(store.view(), limit=5) is not None
