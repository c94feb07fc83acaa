"""The overview page, as text and in a real browser, without a network."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from graph.model import Evidence, Label, RenderError
from tests.viz.conftest import HOSTILE, Builder, Opened, Opener, hostile, small
from tests.viz.sheets import check_policy, check_text_only
from viz.contents import Bar, Contents, Item, Quote, Shared, Source
from viz.overview import OverviewPage, variants
from viz.page import MapPage

SENTENCE = "建议设立产业母基金，投早投小。"


def said(sentence: str = SENTENCE, exact: str = "产业母基金") -> Evidence:
    return Builder.quote(sentence, exact)


def items(count: int = 3) -> tuple[Item, ...]:
    known = (
        Item(
            title="推动微短剧产业高质量发展",
            proposers=("王新龙",),
            document=0,
            year=2025,
            document_type="plenary_speech",
            number="",
            address="proposals/001.html",
        ),
        Item(
            title="關於發展低空經濟的提案",
            proposers=("张鸽", "民建市委会"),
            document=1,
            year=2024,
            document_type="proposal",
            number="12",
            address="map.html#n=proposal%3A2",
        ),
        Item(
            title="加快ＡＩ应用",
            proposers=(),
            document=1,
            year=None,
            document_type="",
            number="",
            address="",
        ),
    )
    rest = (
        Item(
            title=f"关于第{number}号事项的提案",
            proposers=(f"委员{number}",),
            document=0,
            year=2025,
            document_type="proposal",
            number=str(number),
            address="",
        )
        for number in range(count - len(known))
    )
    return (*known, *rest)


def contents(**changes: Any) -> Contents:
    given: dict[str, Any] = {
        "figures": {"documents": 2, "Proposal": 3, "proposers": 3, "Industry": 1234, "quotations": 56},
        "sharing": 2,
        "shared": (
            Shared(
                name="产业投资基金",
                class_="environment",
                count=2,
                address="map.html#n=instrument%3A1",
                titles=(("推动微短剧产业高质量发展", "proposals/001.html"), ("加快ＡＩ应用", "")),
                quotes=(
                    Quote(title="推动微短剧产业高质量发展", address="", modality="proposed", said=said()),
                    Quote(
                        title="加快ＡＩ应用", address="", modality="negated", said=said("没有产业母基金。")
                    ),
                ),
            ),
        ),
        "classes": {"supply": Bar(name="supply", count=2, address="map.html#n=supply")},
        "tools": {"supply.fiscal": Bar(name="fiscal", count=2)},
        "mentioned": {
            Label.INDUSTRY: (
                Bar(name="人工智能", count=2, address="map.html#n=i"),
                Bar(name="微短剧", count=1),
            ),
            Label.PLACE: (),
            Label.ORGANIZATION: (),
        },
        "items": items(),
        "sources": (
            Source(
                name="大会发言摘编",
                source="a.txt",
                date="2025-05-23",
                publisher="杭州政协",
                jurisdiction="杭州市",
                body="cppcc",
                session="12-4",
                count=1,
            ),
            Source(
                name="提案",
                source="b.txt",
                date="",
                publisher="",
                jurisdiction="",
                body="",
                session="",
                count=2,
            ),
        ),
        "own_maps": 1,
        "map_address": "map.html",
    }
    return Contents(**(given | changes))


EMPTY = contents(
    figures={}, sharing=0, shared=(), classes={}, tools={}, mentioned={}, items=(), sources=(), own_maps=0
)


def page(told: Contents | None = None, language: str = "zh") -> OverviewPage:
    return OverviewPage(told or contents(), MapPage(small(), title="图谱").still, language=language)


@pytest.fixture
def open_overview(open_map: Opener, tmp_path: Path) -> Any:
    def open_(told: Contents | None = None, language: str = "zh", fragment: str = "") -> Opened:
        return open_map.file(page(told, language).save(tmp_path / "index.html"), fragment)

    return open_


def rows(opened: Opened, table: str = "proposal") -> list[str]:
    return opened.page.locator(f"#{table}-rows td:first-child").all_inner_texts()


# As text.


def test_the_page_names_no_other_address_and_holds_no_clock() -> None:
    html = page().html
    markup = re.sub(r"<(script|style)\b[^>]*>.*?</\1>", "", html, flags=re.S)
    for address in re.findall(r"""(?:src|href)\s*=\s*["']([^"']*)""", markup):
        assert re.match(r"#|data:image|map\.html|proposals/\d{3}\.html$", address), address
    assert "vis-network" not in html
    assert html == page().html


def test_the_policy_allows_no_inline_style_or_handler() -> None:
    check_policy(page().html, r"[\w/]+\.html")


def test_every_sub_tool_stands_there_also_those_that_nobody_uses() -> None:
    html = page().html
    part = html[html.index('id="tools"') : html.index('id="things"')]
    bars = re.findall(r"<li( class=\"zero\")?>(?:<a[^>]*>)?<span data-zh=\"([^\"]+)\"", part)
    assert len(bars) == 18
    assert [name for zero, name in bars if not zero] == ["财政投入"]
    assert "无人提到的有" in html


def test_the_exact_words_of_a_sentence_are_marked() -> None:
    assert "<blockquote>建议设立<mark>产业母基金</mark>，投早投小。</blockquote>" in page().html


def test_how_many_proposals_have_a_map_of_their_own_is_told() -> None:
    assert "3 件提案中，与别的提案共用最多的 1 件有自己的图" in page().html
    assert "每件提案都有自己的图" in page(contents(own_maps=3)).html


def test_hostile_strings_stay_inside_the_data() -> None:
    check_text_only(page(hostile_contents()).html, page().html)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(RenderError, match="language 'fr'"):
        page(language="fr")


def test_saving_where_nothing_can_be_written_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="cannot write"):
        page().save(tmp_path / "absent" / "index.html")


def test_damaged_characters_do_not_cost_the_page(tmp_path: Path) -> None:
    page(contents(sources=(), items=(items()[0],))).save(tmp_path / "whole.html")
    broken = contents(shared=(), mentioned={Label.PLACE: (Bar(name="坏\ud800字", count=1),)})
    assert "坏?字" in page(broken).save(tmp_path / "index.html").read_text(encoding="utf-8")


def test_variants_are_those_that_matter_and_no_more() -> None:
    traditional, simplified = variants(["发展低空"])
    pairs = dict(zip(traditional, simplified, strict=True))
    assert pairs["發"] == "发"
    assert "經" not in pairs
    assert set(simplified) <= set("发展低空")


def hostile_contents() -> Contents:
    sources = tuple(
        Source(
            name=text,
            source=text,
            date=text,
            publisher=text,
            jurisdiction=text,
            body=text,
            session=text,
            count=1,
        )
        for text in HOSTILE
    )
    many = tuple(
        Item(
            title=text,
            proposers=(text,),
            document=number,
            year=2025,
            document_type=text,
            number=text,
            address="",
        )
        for number, text in enumerate(HOSTILE)
    )
    shared = tuple(
        Shared(
            name=text,
            class_=text,
            count=2,
            address="",
            titles=((text, ""), (text, "map.html")),
            quotes=(Quote(title=text, address="", modality=text, said=said(f"前{text}后", text)),),
        )
        for text in HOSTILE
    )
    bars = tuple(Bar(name=text, count=1) for text in HOSTILE)
    linked = tuple(Bar(name=text, count=1, address="map.html") for text in HOSTILE)
    return contents(
        items=many,
        sources=sources,
        shared=shared,
        mentioned={Label.INDUSTRY: bars, Label.PLACE: linked, Label.ORGANIZATION: bars},
        figures={"Proposal": len(HOSTILE), "documents": len(HOSTILE)},
    )


# In the browser.


def test_the_page_opens_silently_and_tells_its_figures(open_overview: Any) -> None:
    opened = open_overview()
    opened.check_silent()
    assert opened.text("h1") == "3 件提案说了什么，彼此何处相通"
    figures = dict(reversed(text.split("\n")) for text in opened.page.locator(".figures a").all_inner_texts())
    assert figures["行业"] == "1,234"
    assert figures["引文"] == "56"
    assert "2024–2025" in opened.text(".coverage")
    assert "杭州市" in opened.text(".coverage")
    assert opened.page.title() == "议脉 · 提案总览"


def test_every_figure_and_finding_leads_to_a_part_of_the_page(open_overview: Any) -> None:
    opened = open_overview()
    targets = opened.page.eval_on_selector_all(
        ".figures a, .findings a", "all => all.map(one => one.getAttribute('href'))"
    )
    assert len(targets) == 8 + 3
    for target in targets:
        assert opened.page.locator(target).count() == 1


def test_the_picture_is_drawn_and_leads_to_the_map(open_overview: Any) -> None:
    opened = open_overview()
    assert opened.page.get_attribute(".picture", "href") == "map.html"
    box = opened.page.locator(".picture .marks").bounding_box()
    assert box["width"] > 200
    assert box["height"] > 100
    assert opened.page.get_attribute(".picture svg", "aria-label")


def test_cards_unfold_more_sentences_and_titles(open_overview: Any) -> None:
    opened = open_overview()
    assert opened.page.locator(".card blockquote:visible").count() == 1
    opened.page.click(".card summary")
    assert opened.page.locator(".card blockquote:visible").count() == 2
    assert opened.page.locator(".card .manner").all_inner_texts() == ["建议", "缺少"]
    assert opened.page.locator(".card .titles li").all_inner_texts() == [
        "推动微短剧产业高质量发展",
        "加快ＡＩ应用",
    ]


def test_proposals_link_to_their_map_or_the_whole_map_or_nowhere(open_overview: Any) -> None:
    opened = open_overview()
    found = opened.page.eval_on_selector_all(
        "#proposal-rows tr",
        "all => all.map(row => (row.querySelector('a') || {getAttribute: () => ''}).getAttribute('href'))",
    )
    assert found == ["proposals/001.html", "map.html#n=proposal%3A2", ""]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("微短剧", "推动微短剧产业高质量发展"),
        ("发展低空经济", "關於發展低空經濟的提案"),
        ("發展低空經濟", "關於發展低空經濟的提案"),
        ("ai", "加快ＡＩ应用"),
        ("ＡＩ", "加快ＡＩ应用"),
        ("民建 2024", "關於發展低空經濟的提案"),
        ("plenary", "推动微短剧产业高质量发展"),
        ("大会发言", "推动微短剧产业高质量发展"),
        ("微 短 剧", "推动微短剧产业高质量发展"),
    ],
)
def test_search_finds_whatever_the_width_and_script(open_overview: Any, query: str, title: str) -> None:
    opened = open_overview()
    opened.page.fill("#query", query)
    assert [text.split("\n")[0] for text in rows(opened)] == [title]
    assert opened.text("#found") == "1 件相符"
    opened.page.fill("#query", "")
    assert len(rows(opened)) == 3
    opened.check_silent()


def test_search_that_finds_nothing_says_so(open_overview: Any) -> None:
    opened = open_overview()
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("无此提案")
    assert rows(opened) == []
    assert opened.text("#found") == "没有相符的提案"
    assert opened.page.get_attribute("#found", "role") == "status"


def test_a_document_tells_its_meeting_and_source(open_overview: Any) -> None:
    opened = open_overview()
    first = opened.page.locator("#document-rows tr >> nth=0").inner_text()
    for part in ("大会发言摘编", "a.txt", "2025-05-23", "杭州市政协 12 届 4 次会议 · 杭州政协", "1 件"):
        assert part in first
    opened.page.click("#switch-language")
    assert "杭州市 CPPCC, session 12-4" in opened.page.locator("#document-rows tr >> nth=0").inner_text()


def test_a_document_lists_its_proposals(open_overview: Any) -> None:
    opened = open_overview()
    opened.page.click("#document-rows button >> nth=0")
    assert rows(opened) == ["推动微短剧产业高质量发展"]
    assert opened.page.input_value("#query") == "大会发言摘编"


def test_ten_thousand_proposals_are_listed_in_steps_and_found_at_once(open_overview: Any) -> None:
    told = contents(items=items(10_000), figures={"Proposal": 10_000, "documents": 2})
    opened = open_overview(told)
    assert len(rows(opened)) == 25
    opened.page.click("#more-proposals")
    assert len(rows(opened)) == 125
    opened.page.fill("#query", "第9990号")
    assert [text.split("\n")[0] for text in rows(opened)] == ["关于第9990号事项的提案"]
    # However many match, only what is shown is built.
    opened.page.fill("#query", "事项")
    assert opened.text("#found") == "9,997 件相符"
    assert opened.page.locator("#proposal-rows tr").count() == 25


def test_more_than_the_page_lists_is_told() -> None:
    told = contents(items=items(10_001), figures={"Proposal": 10_001})
    assert "只列出 10,000 件" in page(told).html
    assert "只列出 3 件" not in page().html


def test_the_language_can_be_switched(open_overview: Any) -> None:
    opened = open_overview()
    opened.page.click("#switch-language")
    assert opened.text("h1") == "What 3 proposals ask for, and what they have in common"
    assert opened.page.get_attribute("html", "lang") == "en"
    assert opened.text("#proposal-rows [data-column=type] >> nth=0") == "plenary speech"
    assert opened.page.get_attribute("#query", "placeholder") == (
        "Proposal, member, body, industry, instrument, place, document, year"
    )
    assert opened.page.get_attribute("#switch-theme", "aria-label") == "Light or dark"
    opened.page.click("#switch-language")
    assert opened.text("h1").startswith("3 件提案")
    opened.check_silent()


def test_english_can_come_first(open_overview: Any) -> None:
    opened = open_overview(language="en")
    assert opened.text("h1").startswith("What 3 proposals")
    assert opened.page.locator("main").inner_text().count("件提案") == 0


def test_hostile_strings_are_shown_as_they_are(open_overview: Any) -> None:
    opened = open_overview(hostile_contents())
    opened.check_silent()
    assert opened.page.evaluate("window.hacked") is None
    shown = opened.page.eval_on_selector_all(
        "#proposal-rows td:first-child span:first-child", "all => all.map(one => one.textContent)"
    )
    assert shown == list(HOSTILE)
    cards = opened.page.eval_on_selector_all(
        ".card h3 > span:first-of-type", "all => all.map(one => one.textContent)"
    )
    assert cards == [text.replace("\u2028", "\u2028") for text in HOSTILE]
    opened.page.fill("#query", HOSTILE[0])
    assert len(rows(opened)) == 1
    opened.page.click("#switch-language")
    assert opened.page.evaluate("window.hacked") is None
    opened.check_silent()


def test_a_hostile_map_gives_a_picture_of_text(open_overview: Any, open_map: Opener, tmp_path: Path) -> None:
    picture = MapPage(hostile(), title="图谱").still
    opened = open_map.file(OverviewPage(contents(), picture).save(tmp_path / "index.html"))
    opened.check_silent()
    assert opened.page.evaluate("window.hacked") is None


@pytest.mark.parametrize("width", [320, 390, 768])
def test_narrow_screens_never_scroll_sideways(open_overview: Any, width: int) -> None:
    opened = open_overview(hostile_contents())
    opened.page.set_viewport_size({"width": width, "height": 844})
    opened.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_dark_follows_the_system_and_can_be_switched(open_overview: Any) -> None:
    opened = open_overview()
    paper = "getComputedStyle(document.body).backgroundColor"
    light = opened.page.evaluate(paper)
    opened.page.emulate_media(color_scheme="dark")
    opened.page.wait_for_selector('html[data-theme="dark"]', state="attached")
    dark = opened.page.evaluate(paper)
    assert dark != light
    opened.page.click("#switch-theme")
    assert opened.page.evaluate(paper) == light


def test_the_page_has_one_heading_per_part_and_names_for_its_controls(open_overview: Any) -> None:
    opened = open_overview()
    levels = opened.page.eval_on_selector_all("h1, h2, h3", "all => all.map(one => Number(one.tagName[1]))")
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    bare = opened.page.eval_on_selector_all(
        "button, input, nav",
        """all => all.filter(one => !one.hidden && !one.getAttribute('aria-label') &&
                   !one.textContent.trim() && !(one.labels || []).length).map(one => one.outerHTML)""",
    )
    assert bare == []


def test_the_keyboard_reaches_the_list_first(open_overview: Any) -> None:
    opened = open_overview()
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.className") == "skip"
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("location.hash") == "#proposals"


def test_a_graph_without_proposals_says_so(open_overview: Any) -> None:
    opened = open_overview(EMPTY)
    opened.check_silent()
    assert opened.text("h1") == "图谱里还没有提案"
    assert "yimai build" in opened.text(".empty")
    assert opened.page.locator(".picture, #proposals, .cards").count() == 0
    opened.page.click("#switch-language")
    assert opened.text("h1") == "There are no proposals in this graph yet"


def test_a_document_without_proposals_is_still_listed(open_overview: Any) -> None:
    told = contents(items=(), shared=(), figures={"documents": 2})
    assert rows(open_overview(told), "document")[0].startswith("大会发言摘编")
