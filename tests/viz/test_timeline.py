"""The page of years, as text and in a real browser, without a network."""

from pathlib import Path
from typing import Any

import pytest

from graph.model import RenderError
from tests.viz.answering import work
from tests.viz.conftest import HOSTILE, Opened, Opener
from tests.viz.portraits import PAPER
from tests.viz.sheets import check_policy, check_text_only
from viz.timeline import TimelinePage, finding
from viz.timeline_contents import Course, Mark, Session, Timeline


def mark(*proposals: str, count: int = 0) -> Mark:
    return Mark(count=count or len(proposals), proposals=proposals)


def timeline(**changes: Any) -> Timeline:
    """Two proposals in 2023, none in 2024, 20 in 2025, of which the page knows two."""
    some = (mark("p:1", "p:2"), mark(), mark("p:3", "p:4", count=20))
    demand = (mark("p:1"), mark(), mark("p:3"))
    given: dict[str, Any] = {
        "years": (2023, 2024, 2025),
        "totals": some,
        "sessions": (
            (Session(jurisdiction="杭州市", body="cppcc", session="12-2", mark=some[0]),),
            (),
            (Session(jurisdiction="", body="", session="", mark=some[2]),),
        ),
        "classes": (
            Course(code="demand", name="需求型", address="pages/001.html", marks=demand),
            Course(code="supply", name="供给型", marks=some),
        ),
        "tools": (Course(code="demand.pilot", name="试点示范与场景开放", marks=demand),),
        "themes": (Course(name="港航物流、航运", marks=some),),
        "industries": (),
        "earlier": 3,
        "undated": 0,
        "works": {f"p:{number}": work(f"第{number}件提案", address="") for number in range(1, 5)},
        "papers": {"document:发言摘编": PAPER},
        "home": "index.html",
    }
    return Timeline(**(given | changes))


@pytest.fixture
def open_years(open_map: Opener, tmp_path: Path) -> Any:
    def open_(told: Timeline | None = None, language: str = "zh") -> Opened:
        page = TimelinePage(told or timeline(), language=language)
        return open_map.file(page.save(tmp_path / "years.html"))

    return open_


# As text.


def test_the_policy_allows_no_inline_style_or_handler_and_hostile_strings_stay_text() -> None:
    html = TimelinePage(timeline()).html
    check_policy(html, r"[\w/]+\.html")
    assert html == TimelinePage(timeline()).html
    hostile = timeline(
        themes=tuple(Course(name=text, marks=timeline().totals) for text in HOSTILE),
        works={f"p:{number}": work(HOSTILE[number], proposers=HOSTILE, address="") for number in range(1, 5)},
        sessions=tuple(
            (Session(jurisdiction=text, body=text, session=text, mark=mark("p:1")),) for text in HOSTILE[:3]
        ),
    )
    check_text_only(TimelinePage(hostile).html, html)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(RenderError, match="language 'fr'"):
        TimelinePage(timeline(), language="fr")


def test_what_grew_is_told_only_where_years_have_enough_proposals() -> None:
    assert finding(timeline()) is None
    totals = (mark(count=6), mark(), mark(count=20))
    tools = (
        Course(code="demand.pilot", name="", marks=(mark(count=3), mark(), mark(count=4))),
        Course(code="supply.fiscal", name="", marks=(mark(count=1), mark(), mark(count=15))),
    )
    told = finding(timeline(totals=totals, tools=tools))
    assert told is not None
    assert told.zh == "占比升得最多的次级工具是“财政投入”：2023 年 6 件中 1 件，2025 年 20 件中 15 件。"
    assert finding(timeline(totals=totals, tools=tools[:1])) is None  # its share fell


# In the browser.


def texts(opened: Opened, selector: str) -> list[str]:
    return [" ".join(text.split()) for text in opened.page.locator(selector).all_inner_texts()]


def test_years_without_proposals_stand_in_the_row_too(open_years: Any) -> None:
    opened = open_years()
    opened.check_silent()
    assert texts(opened, "#meetings h3") == ["2023 2件", "2024 0件", "2025 20件"]
    assert texts(opened, "#meetings li") == ["杭州市政协 12 届 2 次会议 2", "会议不详 20"]
    assert texts(opened, "#classes h3") == ["供给型 22件", "需求型 2件"]
    assert texts(opened, "#classes article:first-child b") == ["2", "0", "20"]
    # Of few proposals no share is told.
    assert texts(opened, "#classes article:first-child small")[-3:] == ["", "", "100%"]
    assert opened.page.locator("#classes article:first-child button").count() == 2
    assert opened.page.locator("#industries").count() == 0
    assert "2023 年以前的 3 件没有画出" in opened.text(".coverage")


def test_every_mark_leads_to_its_proposals(open_years: Any) -> None:
    opened = open_years()
    marks = opened.page.locator("button.mark")
    for number in range(marks.count()):
        marks.nth(number).click()
        assert opened.page.locator("#chosen li").count() == len(
            timeline().works
        ) // 2 or "1 件" in opened.text("#chosen h4")
    last = opened.page.locator("#themes button.mark").last
    assert opened.text("#chosen h4") == "2025 年，港航物流、航运：20 件，当年共 20 件"
    assert opened.text("#chosen .bound") == "列出 2 / 20"
    assert opened.page.locator("#chosen").count() == 1
    assert last.get_attribute("aria-expanded") == "true"
    # The list is told again in the other language, and goes with Escape, which gives the focus back.
    opened.page.click("#switch-language")
    assert opened.text("#chosen h4") == "2025, 港航物流、航运: 20 of 20"
    opened.page.keyboard.press("Escape")
    assert opened.page.locator("#chosen").count() == 0
    assert last.evaluate("one => one === document.activeElement")
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#chosen li").count() == 2
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#chosen").count() == 0
    opened.check_silent()
