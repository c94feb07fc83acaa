"""Profile pages and their index, as text and in a real browser, without a network."""

from pathlib import Path
from typing import Any

import pytest

from graph.model import Label, RenderError
from tests.viz.conftest import HOSTILE, Opened, Opener
from tests.viz.portraits import hostile_portrait, line, part, portrait, proposal, shelves
from tests.viz.sheets import check_policy, check_text_only
from viz.profile import IndexPage, ProfilePage
from viz.profile_contents import Portrait

MOST = 40_000
"""What a page may cost beyond its facts, in bytes."""


def page(told: Portrait | None = None, language: str = "zh") -> ProfilePage:
    return ProfilePage(told or portrait(), language=language)


@pytest.fixture
def open_profile(open_map: Opener, tmp_path: Path) -> Any:
    def open_(told: Portrait | None = None, language: str = "zh", fragment: str = "") -> Opened:
        return open_map.file(page(told, language).save(tmp_path / "001.html"), fragment)

    return open_


# As text.


def test_a_page_without_facts_is_small() -> None:
    assert len(page(portrait(parts=(), works={}, papers={})).html.encode()) < MOST


def test_the_policy_allows_no_inline_style_or_handler_and_nothing_from_elsewhere() -> None:
    for html in (page().html, IndexPage(shelves(), "../index.html").html):
        check_policy(html, r"(\.\./)?(index|map|\d{3})\.html")
    assert page().html == page().html


def test_hostile_strings_stay_inside_the_data() -> None:
    check_text_only(page(hostile_portrait()).html, page().html)
    index = IndexPage(shelves(), "../index.html").html
    check_text_only(IndexPage(shelves(HOSTILE), "../index.html").html, index)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(RenderError, match="language 'fr'"):
        page(language="fr")
    with pytest.raises(RenderError, match="language 'fr'"):
        IndexPage((), "", language="fr")


def test_the_index_says_how_many_have_a_page() -> None:
    html = IndexPage(shelves(total=5), "../index.html").html
    assert "2 / 5" in html
    assert "只有提案最多的有自己的页" in html
    assert "全部都有自己的页" in IndexPage(shelves(total=2), "../index.html").html
    assert "图谱里还没有提案" in IndexPage((), "../index.html").html


# In the browser.


def test_the_page_says_what_the_thing_is_and_leads_on(open_profile: Any) -> None:
    opened = open_profile()
    opened.check_silent()
    assert opened.page.title() == "产业母基金 · 议脉"
    assert opened.text(".kind") == "政策工具"
    assert opened.text("h1") == "产业母基金"
    assert opened.text(".aliases") == "又作 母基金"
    assert opened.text(".traits").split() == ["层级", "工具族", "类别", "环境型", "上位", "金融支持"]
    assert opened.page.get_attribute(".traits a", "href") == "003.html"
    assert opened.page.get_attribute(".ways a", "href") == "../map.html#n=instrument%3A1"
    assert opened.page.get_attribute(".home", "href") == "../index.html"
    for address in opened.page.eval_on_selector_all(
        ".figures a", "all => all.map(one => one.getAttribute('href'))"
    ):
        assert opened.page.locator(address).count() == 1


def test_every_section_lists_its_facts_with_counts(open_profile: Any) -> None:
    opened = open_profile()
    assert set(opened.page.locator(".columns h2").all_inner_texts()) == {
        "提案",
        "得到的答复",
        "建议、已有还是缺少",
        "行业",
        "地区",
        "年份",
    }
    assert opened.page.locator("#industries li").all_inner_texts() == ["人工智能\n\n3", "微短剧\n\n1"]
    assert opened.text("#industries .bound") == "列出 2 / 9"
    assert opened.page.locator("#industries a").count() == 1
    # Where everything counts one, there is nothing to compare.
    assert opened.page.locator("#places li").all_inner_texts() == ["杭州市", "宁波市"]
    assert opened.page.locator("#years li").all_inner_texts() == ["2025\n\n3", "年份不详\n\n1"]
    assert opened.page.locator("#modality .bar").count() == 2
    assert "B 类" in opened.text("#answered")


def test_long_sections_show_all_their_lines_on_demand(open_profile: Any) -> None:
    lines = [line(f"行业{number}") for number in range(40)]
    opened = open_profile(portrait(parts=(part("industries", *lines),)))
    rows, more = opened.page.locator("#industries li"), opened.page.locator("#industries .more")
    assert rows.count() == 15
    assert more.inner_text() == "再显示 25 条"
    opened.page.click("#unfold")
    more.focus()
    opened.page.keyboard.press("Enter")
    assert rows.count() == 40
    assert more.is_hidden()
    # Whoever goes by keyboard goes on with the first of the lines that came, unfolded as all are.
    assert opened.page.evaluate("document.activeElement.textContent") == "行业15"
    assert opened.page.locator("#industries blockquote:visible").count() == 40
    opened.check_silent()


def test_a_line_unfolds_its_sentences_and_they_can_be_cited(open_profile: Any) -> None:
    opened = open_profile()
    button = opened.page.locator("#proposals .unfold")
    assert button.get_attribute("aria-label") == "关于设立产业母基金的提案：原句 2"
    button.focus()
    opened.page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    assert opened.page.locator("#proposals mark").all_inner_texts() == ["产业母基金", "投早"]
    assert "张鸽" in opened.text("#proposals .quote >> nth=1")
    assert opened.page.get_attribute("#proposals .from a", "href") == "004.html"
    opened.page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    opened.page.click("#proposals .copy >> nth=0")
    assert opened.page.evaluate("window.copied") == (
        "“建议设立😀产业母基金，投早投小。”（王新龙，《关于设立产业母基金的提案》，发言摘编，杭州政协，2025-05-23）"
    )
    button.click()
    assert opened.page.is_hidden("#proposals .quote >> nth=0")
    opened.check_silent()


def test_all_sentences_unfold_at_once_and_stay_so_in_the_other_language(open_profile: Any) -> None:
    opened = open_profile()
    opened.page.click("#unfold")
    assert opened.page.locator(".quote:visible").count() == 10
    opened.page.click("#switch-language")
    assert opened.page.locator(".quote:visible").count() == 10
    assert opened.text("#unfold") == "Fold the sentences"
    opened.page.click("#unfold")
    assert opened.page.locator(".quote:visible").count() == 0


def test_a_proposal_shows_its_measures_at_once(open_profile: Any) -> None:
    opened = open_profile(proposal())
    opened.check_silent()
    assert opened.page.locator("#measures blockquote").all_inner_texts() == [
        "建议设立😀产业母基金，投早投小。"
    ]
    assert opened.page.locator("#measures .from").count() == 0
    assert opened.page.locator(".figures").count() == 0
    opened.page.click("#switch-language")
    # A number is no word of ours, whatever it looks like.
    assert opened.text(".traits").split("\n") == ["Session", "session 12-4", "Number", "建议"]


def test_the_language_can_be_switched(open_profile: Any) -> None:
    opened = open_profile()
    opened.page.click("#switch-language")
    assert opened.page.get_attribute("html", "lang") == "en"
    assert opened.page.title() == "产业母基金 · Yimai"
    assert opened.text(".kind") == "Policy instrument"
    assert opened.page.locator("#modality p").all_inner_texts() == ["proposed", "missing"]
    assert opened.text(".traits").split("\n")[:4] == ["Level", "family", "Class", "Environment"]
    assert opened.page.get_attribute("#industries a", "lang") == "zh-CN"
    assert open_profile(language="en").text("#places h2") == "Places"


def test_classes_have_their_name_in_both_languages(open_profile: Any) -> None:
    told = portrait(
        id="instrument:environment",
        name="环境型",
        aliases=("environment",),
        parts=(part("classes", line("供给型", id="supply")),),
    )
    opened = open_profile(told, language="en")
    assert opened.text("h1") == "Environment"
    assert opened.page.locator(".aliases").count() == 0
    assert opened.text("#classes li") == "Supply"


def test_hostile_strings_are_shown_as_they_are(open_profile: Any) -> None:
    opened = open_profile(hostile_portrait())
    opened.page.click("#unfold")
    opened.check_silent()
    assert opened.page.evaluate("window.hacked") is None
    shown = opened.page.locator("#industries .fact a").evaluate_all("all => all.map(one => one.textContent)")
    assert shown == list(HOSTILE)
    assert opened.page.locator("#industries mark").evaluate_all(
        "all => all.map(one => one.textContent)"
    ) == list(HOSTILE)


def test_a_thing_of_which_nothing_is_told_has_a_page(open_profile: Any) -> None:
    opened = open_profile(portrait(kind=Label.PLACE, parts=(), traits=(), aliases=(), map=""))
    opened.check_silent()
    assert "没有更多可说的" in opened.text("main")
    assert opened.page.is_hidden("#unfold")


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_narrow_screens_never_scroll_sideways(open_profile: Any, width: int) -> None:
    opened = open_profile(hostile_portrait())
    opened.page.set_viewport_size({"width": width, "height": 800})
    opened.page.click("#unfold")
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_headings_landmarks_and_names(open_profile: Any) -> None:
    opened = open_profile()
    levels = opened.page.eval_on_selector_all("h1, h2, h3", "all => all.map(one => Number(one.tagName[1]))")
    assert levels == [1, *[2] * 6]
    bare = opened.page.eval_on_selector_all(
        "section[aria-labelledby], nav, button",
        """all => all.filter(one => !one.textContent.trim() && !one.getAttribute('aria-label')
            && !document.getElementById(one.getAttribute('aria-labelledby'))).map(one => one.outerHTML)""",
    )
    assert bare == []
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.className") == "skip"


def test_the_index_opens_silently(open_map: Opener, tmp_path: Path) -> None:
    opened = open_map.file(IndexPage(shelves(HOSTILE), "../index.html").save(tmp_path / "index.html"))
    opened.check_silent()
    assert opened.page.evaluate("window.hacked") is None
    assert opened.page.locator(".names a").evaluate_all("all => all.map(one => one.textContent)") == list(
        HOSTILE
    )
    opened.page.click("#switch-language")
    assert opened.text("h1") == "Index"
    assert "9 of 5" in opened.text("#Member")
    opened.page.set_viewport_size({"width": 390, "height": 800})
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
