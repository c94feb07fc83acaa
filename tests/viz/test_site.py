"""A whole site in the browser, from the disk: its pages lead to each other."""

from pathlib import Path

from cli.site import write_site
from graph.open import open_store
from tests.queries.conftest import HANGZHOU, NINGBO
from tests.viz.conftest import Opener


def test_from_the_overview_to_pages_maps_and_back(open_map: Opener, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    with open_store(tmp_path / "graph.yimai") as store:
        store.add(HANGZHOU)
        store.add(NINGBO)
        opened = open_map.file(write_site(store.view(), folder))
    page = opened.page
    opened.check_silent()
    page.click("#proposal-rows a >> nth=0")
    page.wait_for_selector("#measures blockquote")
    assert page.inner_text("h1") == "推动微短剧高质量发展"
    page.click(".ways a")
    page.wait_for_selector("html[data-selected]", state="attached")
    assert page.url.partition("#")[0].endswith("/proposals/001.html")
    assert page.inner_text("h1") == "推动微短剧高质量发展"
    assert page.get_attribute("html", "data-selected") == "proposal:hangzhou#1"
    page.click(".home")
    page.wait_for_selector("#proposal-rows tr", state="attached")
    page.click("#things .bars a >> nth=0")
    page.wait_for_selector("#proposals .unfold")
    assert page.inner_text("h1") == "人工智能"
    page.click("#proposals .unfold >> nth=0")
    page.click("#proposals .from a >> nth=0")
    page.wait_for_selector("#industries")
    page.click("#industries a:has-text('人工智能')")
    page.wait_for_selector(".kind:has-text('行业')")
    page.click(".ways a")
    page.wait_for_selector("html[data-selected]", state="attached")
    assert "/map.html#n=" in page.url
    assert page.inner_text("#evidence h2") == "人工智能"
    # And from the map back to the page, which the map of one proposal knows too.
    page.click("#evidence .way a")
    page.wait_for_selector(".kind:has-text('行业')")
    assert page.inner_text("h1") == "人工智能"
    page.goto((folder / "proposals" / "001.html").as_uri())
    page.click("#evidence .way a")
    page.wait_for_selector(".kind:has-text('提案')")
    assert page.inner_text("h1") == "推动微短剧高质量发展"
    page.go_back()
    page.click(".home")
    page.wait_for_selector(".picture")
    page.click(".picture")
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.url.partition("#")[0].endswith("/map.html")
    # Everything that was asked for lies in the site's own folder.
    inside = folder.as_uri()
    assert all(url.startswith((inside, "data:")) for url in opened.requests)
    assert opened.messages == []
