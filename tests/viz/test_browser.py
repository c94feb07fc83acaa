"""Every page is opened in a real browser, from the disk, without a network."""

import csv
import io
from pathlib import Path

import pytest

from graph.model import Subgraph
from tests.viz.conftest import HOSTILE, Opener, hostile, many, small, two_topics

AI = "industry:人工智能"
SPREAD = """() => {
  const {data} = document.querySelector("#canvas canvas").getContext("2d").getImageData(0, 0, 900, 700);
  const colours = new Set();
  for (let at = 0; at < data.length; at += 4)
    if (data[at + 3]) colours.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2]);
  return colours.size;
}"""


def test_the_page_opens_silently_and_draws(open_map: Opener) -> None:
    opened = open_map(small())
    opened.check_silent()
    assert opened.page.evaluate(SPREAD) > 20
    assert "9 个节点" in opened.text("#shown")
    assert "人工智能" in opened.text("#evidence")


def test_clicking_a_node_shows_its_sentences_with_the_exact_words_marked(open_map: Opener) -> None:
    opened = open_map(small())
    opened.click_node(AI)
    assert opened.text("#evidence h2") == "人工智能"
    quotes = opened.page.locator("#evidence blockquote").all_inner_texts()
    assert "推动😀AI等新技术充分应用于微短剧。" in quotes
    assert opened.page.locator("#evidence mark").all_inner_texts().count("AI") == 2
    assert "发言摘编" in opened.text("#evidence .source >> nth=0")
    opened.check_silent()


def test_clicking_a_link_shows_its_sentences(open_map: Opener) -> None:
    opened = open_map(small())
    ends = ["proposal:推动微短剧产业高质量发展", "place:杭州市"]
    a, b = (opened.page.evaluate("id => window.yimai.at(id)", end) for end in ends)
    for part in (0.5, 0.6, 0.4, 0.7):  # a label may lie over one of these places
        at = {axis: a[axis] + (b[axis] - a[axis]) * part for axis in ("x", "y")}
        opened.page.locator("#canvas").click(position=at)
        opened.page.wait_for_timeout(100)
        if opened.page.locator("#evidence .ends").count():
            break
    assert "杭州积淀深厚。" in opened.text("#evidence blockquote")


@pytest.mark.parametrize("query", ["人工智能", "ai", "ＡＩ", "人 工 智能"])
def test_search_finds_by_name_and_alias_whatever_the_width(open_map: Opener, query: str) -> None:
    opened = open_map(small())
    opened.page.keyboard.press("/")
    opened.page.keyboard.type(query)
    assert "人工智能" in opened.text("#hits")
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("html").get_attribute("data-selected") in (
        AI,
        "proposal:关于加快抢占人工智能产业发展高地的提案",
    )
    assert opened.page.locator("#evidence blockquote").count() > 0


def test_escape_clears_search_and_selection(open_map: Opener) -> None:
    opened = open_map(small())
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("无此名称")
    assert "没有相符" in opened.text("#hits")
    opened.page.keyboard.press("Escape")
    assert opened.page.input_value("#query") == ""
    opened.page.evaluate("id => window.yimai.select(id)", AI)
    opened.page.keyboard.press("Escape")
    assert opened.page.locator("html").get_attribute("data-selected") == ""


def test_a_suggestion_can_be_clicked(open_map: Opener) -> None:
    opened = open_map(small())
    opened.page.fill("#query", "母基金")
    opened.page.click("#hits li")
    assert opened.text("#evidence h2") == "产业母基金"
    assert "environment" not in opened.text("#evidence")
    assert "环境型" in opened.text("#evidence")


def test_back_returns_to_what_was_selected_before(open_map: Opener) -> None:
    opened = open_map(small())
    opened.page.evaluate("id => window.yimai.select(id)", AI)
    opened.page.click("#evidence .thing >> nth=0")
    assert opened.text("#evidence h2") != "人工智能"
    opened.page.click("#back")
    assert opened.text("#evidence h2") == "人工智能"
    opened.page.click("#back")
    assert "从这里看起" in opened.text("#evidence") or "关联最多" in opened.text("#evidence")


def test_a_deep_link_selects(open_map: Opener) -> None:
    opened = open_map(small(), fragment="#n=industry%3A%E4%BA%BA%E5%B7%A5%E6%99%BA%E8%83%BD")
    assert opened.text("#evidence h2") == "人工智能"
    opened.page.evaluate("location.hash = '#n=' + encodeURIComponent('place:杭州市')")
    opened.page.wait_for_selector('html[data-selected="place:杭州市"]', state="attached")
    opened.page.evaluate("location.hash = '#n=%E0%A4%A'")
    opened.check_silent()


def test_a_family_shows_the_sentences_of_what_lies_below_it(open_map: Opener) -> None:
    opened = open_map(two_topics(2))
    opened.page.evaluate("id => window.yimai.select(id)", "instrument:甲族")
    below = opened.text("#below")
    assert "经下位概念见于 2" in " ".join(below.split())
    assert "甲0用工具0。" in below
    assert "甲1用工具0。" in below
    assert "乙" not in below
    assert "下位概念" in opened.text("#evidence")
    opened.check_silent()


def test_the_focus_is_selected(open_map: Opener) -> None:
    assert open_map(small(), focus=AI).text("#evidence h2") == "人工智能"


def test_filters_hide_and_show(open_map: Opener) -> None:
    opened = open_map(small())
    shown = "() => window.yimai.shown().length"
    opened.page.uncheck('[data-filter="kinds:Instrument"]')
    assert opened.page.evaluate(shown) == 7
    assert "显示 7／9 个节点" in opened.text("#shown")
    opened.page.check('[data-filter="kinds:Instrument"]')
    opened.page.uncheck('[data-filter="classes:demand"]')
    assert opened.page.evaluate(shown) == 8
    opened.page.uncheck('[data-filter="relations:PROPOSED"]')
    assert opened.page.evaluate(shown) == 6
    opened.page.evaluate("id => window.yimai.select(id)", "member:张鸽")
    assert "member:张鸽" in opened.page.evaluate("() => window.yimai.shown()")
    opened.check_silent()


def test_labels_do_not_overlap(open_map: Opener) -> None:
    opened = open_map(many(400))
    for _ in range(3):
        boxes = opened.page.evaluate("() => window.yimai.labels()")
        assert len(boxes) > 10
        for number, (_, left, top, right, bottom) in enumerate(boxes):
            for _, other_left, other_top, other_right, other_bottom in boxes[number + 1 :]:
                assert (
                    left >= other_right or other_left >= right or top >= other_bottom or other_top >= bottom
                )
        opened.page.click("#zoom-in")
        opened.page.wait_for_timeout(150)


def test_the_legend_follows_the_colouring(open_map: Opener) -> None:
    opened = open_map(small())
    fills = (
        "() => [...document.querySelectorAll('#filters .swatch path')].map(path => path.getAttribute('fill'))"
    )
    before = opened.page.evaluate(fills)
    opened.page.click("text=按工具类别")
    assert opened.page.evaluate(fills) != before


def test_the_interface_switches_language(open_map: Opener) -> None:
    opened = open_map(small())
    opened.page.click("#switch-language")
    assert opened.page.locator("html").get_attribute("lang") == "en"
    assert "Instruments" in opened.text("#filters")
    assert "9 nodes" in opened.text("#shown")
    assert open_map(small(), language="en").page.locator("html").get_attribute("lang") == "en"


def test_the_table_lists_and_sorts_what_is_shown(open_map: Opener) -> None:
    opened = open_map(small())
    opened.page.click("#show-table")
    assert opened.page.locator("#table tbody tr").count() == 9
    opened.page.click("#table th button >> nth=0")
    assert opened.page.locator("#table th >> nth=0").get_attribute("aria-sort") == "ascending"
    opened.page.click("#table .tabs button >> nth=1")
    assert opened.page.locator("#table tbody tr").count() == 8
    opened.page.click("#table tbody .thing >> nth=0")
    assert opened.page.locator("#evidence h2").count() == 1
    opened.check_silent()


def test_downloads_are_a_picture_and_a_csv_for_spreadsheets(open_map: Opener) -> None:
    opened = open_map(hostile())
    with opened.page.expect_download() as waiting:
        opened.page.click("#save-image")
    assert Path(waiting.value.path()).read_bytes().startswith(b"\x89PNG")
    with opened.page.expect_download() as waiting:
        opened.page.click("#save-table")
    raw = Path(waiting.value.path()).read_bytes().decode("utf-8")
    assert raw.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(raw[1:], newline="")))
    assert len(rows) == 1 + len(HOSTILE)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    opened.check_silent()


def test_a_citation_can_be_copied(open_map: Opener) -> None:
    opened = open_map(small())
    opened.page.evaluate(
        "const clipboard = {writeText: async text => { window.copied = text; }};"
        "Object.defineProperty(navigator, 'clipboard', {value: clipboard});"
    )
    opened.page.evaluate("id => window.yimai.select(id)", "instrument:产业母基金")
    opened.page.click("#evidence .copy")
    opened.page.wait_for_selector("#evidence .copy >> text=已复制")
    assert opened.page.evaluate("window.copied") == (
        "“设立产业母基金。”（张鸽，《关于加快抢占人工智能产业发展高地的提案》，发言摘编）"
    )


def test_hostile_strings_stay_text(open_map: Opener) -> None:
    opened = open_map(hostile(), title=HOSTILE[0], subtitle=HOSTILE[1], note=HOSTILE[0])
    assert opened.text("h1") == HOSTILE[0]
    for text in HOSTILE:
        opened.page.evaluate("id => window.yimai.select(id)", f"industry:{text}")
        marks = opened.page.locator("#evidence mark").all_text_contents()
        assert marks == [text]
        assert opened.page.locator("#evidence blockquote").all_text_contents() == [f"前文{text}后文"]
    opened.page.click("#show-table")
    opened.page.fill("#query", "<img")
    assert opened.page.evaluate("window.hacked") is None
    assert opened.page.locator("img").count() == 0
    opened.check_silent()


@pytest.mark.parametrize("graph", [Subgraph(nodes=(), links=()), many(5)], ids=["empty", "tiny"])
def test_small_graphs_open(open_map: Opener, graph: Subgraph) -> None:
    opened = open_map(graph)
    if not graph.nodes:
        assert "没有可画的内容" in opened.text("#evidence")
    opened.check_silent()


def test_a_cut_is_told_to_the_reader(open_map: Opener, tmp_path: Path) -> None:
    from viz.page import MapPage

    opened = open_map.file(MapPage(many(100), title="图谱", limit=30).save(tmp_path / "cut.html"))
    assert "最强的 30 个节点（共 100 个）" in opened.text("#shown")


def test_a_phone_gets_drawers(open_map: Opener) -> None:
    opened = open_map(small())
    opened.page.set_viewport_size({"width": 390, "height": 844})
    assert not opened.page.is_visible("#panel")
    opened.page.click("#open-filters")
    assert opened.page.is_visible("#query")
    opened.page.fill("#query", "人工智能")
    opened.page.keyboard.press("Enter")
    assert not opened.page.is_visible("#panel")
    assert opened.page.is_visible("#evidence h2")
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_dark_mode_follows_the_system_and_the_button(open_map: Opener) -> None:
    opened = open_map(small())
    theme = "document.documentElement.dataset.theme"
    assert opened.page.evaluate(theme) == "light"
    opened.page.emulate_media(color_scheme="dark")
    opened.page.wait_for_selector('html[data-theme="dark"]', state="attached")
    opened.page.click("#switch-theme")
    assert opened.page.evaluate(theme) == "light"


def test_a_notebook_frame_works(open_map: Opener, tmp_path: Path) -> None:
    from viz.page import MapPage

    path = tmp_path / "notebook.html"
    frame = MapPage(small(), title="图谱", focus=AI)._repr_html_()
    path.write_text(f'<!doctype html><html data-ready="0"><meta charset="utf-8">{frame}', encoding="utf-8")
    opened = open_map.file(path)
    opened.page.frame_locator("iframe").locator("html[data-ready]").wait_for(state="attached")
    assert opened.page.frame_locator("iframe").locator("#evidence h2").inner_text() == "人工智能"


def test_two_thousand_nodes_show_within_two_seconds(open_map: Opener) -> None:
    opened = open_map(many(2000))
    assert int(opened.page.locator("html").get_attribute("data-ready") or "99999") < 2000
    opened.check_silent()


SHOWN = "() => window.yimai.shown()"
LEAF = "instrument:甲3工具5"


def test_a_large_map_opens_with_what_proposals_share(open_map: Opener) -> None:
    opened = open_map(two_topics())
    shown = opened.page.evaluate(SHOWN)
    assert len(shown) == 12 + 8 + 2
    assert "instrument:甲族" in shown
    assert LEAF not in shown
    assert "显示 22／" in opened.text("#shown")
    titles = {id_ for id_, *_ in opened.page.evaluate("() => window.yimai.labels()") if id_[:8] == "proposal"}
    assert len(titles) == 12
    opened.page.check('[data-filter="show:all"]', force=True)
    assert LEAF in opened.page.evaluate(SHOWN)
    opened.page.check('[data-filter="show:shared"]', force=True)
    assert LEAF not in opened.page.evaluate(SHOWN)
    opened.check_silent()


def test_selecting_shows_the_neighbours_that_are_not_shared(open_map: Opener) -> None:
    opened = open_map(two_topics())
    opened.page.evaluate("id => window.yimai.select(id)", "proposal:关于推进甲方面第3号重要事项的提案")
    shown = opened.page.evaluate(SHOWN)
    assert {f"instrument:甲3工具{i}" for i in range(22)} <= set(shown)
    assert "instrument:甲4工具5" not in shown
    opened.page.keyboard.press("Escape")
    assert len(opened.page.evaluate(SHOWN)) == 22


def test_search_and_deep_links_find_what_is_not_shared(open_map: Opener) -> None:
    opened = open_map(two_topics())
    opened.page.fill("#query", "甲3工具5")
    opened.page.keyboard.press("Enter")
    assert opened.text("#evidence h2") == "甲3工具5"
    assert LEAF in opened.page.evaluate(SHOWN)
    assert LEAF in open_map(two_topics(), fragment=f"#n={LEAF}").page.evaluate(SHOWN)


def test_the_table_follows_what_is_shown(open_map: Opener) -> None:
    opened = open_map(two_topics())
    opened.page.click("#show-table")
    assert opened.page.locator("#table tbody tr").count() == 22


def test_small_maps_open_whole(open_map: Opener) -> None:
    opened = open_map(small())
    assert opened.page.is_checked('[data-filter="show:all"]')
    opened.page.check('[data-filter="show:shared"]', force=True)
    assert set(opened.page.evaluate(SHOWN)) == {
        AI,
        "proposal:推动微短剧产业高质量发展",
        "proposal:关于加快抢占人工智能产业发展高地的提案",
    }


def test_the_focus_of_a_small_map_lies_in_the_middle_and_all_is_in_sight(open_map: Opener) -> None:
    opened = open_map(small(), focus=AI)
    box = opened.page.locator("#canvas").bounding_box()
    assert box
    at = opened.page.evaluate("id => window.yimai.at(id)", AI)
    assert abs(at["x"] - box["width"] / 2) < 12
    assert abs(at["y"] - box["height"] / 2) < 12
    for id_ in opened.page.evaluate(SHOWN):
        place = opened.page.evaluate("id => window.yimai.at(id)", id_)
        assert 0 < place["x"] < box["width"]
        assert 0 < place["y"] < box["height"]
