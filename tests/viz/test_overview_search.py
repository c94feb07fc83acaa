"""The overview's search over the whole site, and where its lists lead, in a real browser."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from graph.model import Label
from tests.viz.conftest import HOSTILE, Opened, Opener
from tests.viz.test_overview import contents, items, page
from viz.contents import Contents
from viz.profile_contents import Entry


@pytest.fixture
def open_overview(open_map: Opener, tmp_path: Path) -> Any:
    def open_(told: Contents) -> Opened:
        return open_map.file(page(told).save(tmp_path / "index.html"))

    return open_


def entry(name: str, **changes: Any) -> Entry:
    given: dict[str, Any] = {
        "id": name,
        "kind": Label.PLACE,
        "name": name,
        "aliases": (),
        "note": "",
        "count": 1,
    }
    return Entry(**(given | {"address": "pages/001.html"} | changes))


THINGS = (
    entry("臺州市", aliases=("台州",), address="pages/002.html"),
    entry("微短剧", kind=Label.INDUSTRY, aliases=("網絡微短劇",), count=3),
    entry("周敏", kind=Label.MEMBER, note="杭州市政协"),
    entry("新微短剧"),
    *(entry(text, kind=Label.ORGANIZATION) for text in HOSTILE),
    *(entry(f"第{number}中学") for number in range(30)),
)


def test_search_finds_all_that_have_a_page(open_overview: Any) -> None:
    opened = open_overview(
        contents(entries=THINGS, index_address="pages/index.html", answers_address="answers.html")
    )
    assert opened.page.is_hidden("#things-found")

    def hits(query: str) -> list[str]:
        opened.page.fill("#query", query)
        return opened.page.locator("#things-found a").evaluate_all("all => all.map(one => one.textContent)")

    assert hits("微短劇") == ["微短剧", "新微短剧"]
    assert opened.text("#found") == "1 件提案相符，2 页"
    assert opened.text("#things-found li >> nth=0") == "微短剧\n行业 · 3 件"
    assert hits("網絡") == ["微短剧"]
    assert hits("台州") == ["臺州市"]
    assert opened.page.get_attribute("#things-found a", "href") == "pages/002.html"
    assert hits("周敏 杭州") == ["周敏"]
    assert len(hits("中学")) == 24
    assert "还有 6 页" in opened.text("#things-found")
    for text in HOSTILE:
        assert text in hits(text.split("\t")[0][:30])
    assert opened.page.evaluate("window.hacked") is None
    assert hits("没有的") == []
    assert opened.page.is_hidden("#things-found")
    opened.page.click(".pages a[href='#query']")
    assert opened.page.evaluate("document.activeElement.id") == "query"
    opened.check_silent()


def test_proposers_lead_to_their_pages(open_overview: Any) -> None:
    told = tuple(
        msgspec.structs.replace(
            one, people=tuple("" if name == "张鸽" else "pages/003.html" for name in one.proposers)
        )
        for one in items()
    )
    opened = open_overview(contents(items=told))
    cells = opened.page.locator("#proposal-rows [data-column=proposers]")
    assert cells.all_inner_texts() == ["王新龙", "张鸽、民建市委会", ""]
    assert cells.locator("a").all_inner_texts() == ["王新龙", "民建市委会"]
    assert (
        opened.page.locator("#proposal-rows [data-column=proposers] a").first.get_attribute("href")
        == "pages/003.html"
    )
