"""The pages in Firefox too: they open from the disk, ask for nothing, and do what they say."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import needed
from tests.viz.firefox import ENTER, Firefox, running

MAPS = ("map.html", "proposals/001.html")
PAGES = ("index.html", "answers.html", "years.html", *MAPS)
SENTENCES = "[...document.querySelectorAll('#evidence blockquote')].map(one => one.textContent)"
MARKS = "document.querySelectorAll('#evidence blockquote mark').length"
COLOURS = """(() => {
  const canvas = document.querySelector("#canvas canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
})()"""

# Where in the window the thing stands that the panel names first.
FIRST = """(() => {
  const box = document.querySelector("#canvas").getBoundingClientRect();
  const id = document.querySelector("#evidence .thing").dataset.node;
  const { x, y } = window.yimai.at(id);
  return { id, x: box.x + x, y: box.y + y };
})()"""


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    needed("" if path else "Firefox")
    with running(path or "", tmp_path_factory.mktemp("firefox")) as firefox:
        yield firefox


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_silently_and_switches_its_language(firefox: Firefox, site: Path, name: str) -> None:
    firefox.open(site / name)
    chinese = firefox.evaluate("document.body.innerText")
    firefox.evaluate("document.querySelector('#switch-language').click()")
    assert firefox.evaluate("document.documentElement.lang") == "en"
    assert firefox.evaluate("document.body.innerText") != chinese
    assert firefox.evaluate("document.documentElement.scrollWidth <= innerWidth")
    firefox.check_silent()


def test_a_page_that_asks_for_something_would_be_heard(firefox: Firefox, site: Path) -> None:
    firefox.open(site / "index.html")
    firefox.evaluate("fetch('http://127.0.0.1:9/').catch(() => 0)")
    with pytest.raises(AssertionError, match="Content-Security-Policy"):
        firefox.check_silent()


def test_the_overview_finds_proposals(firefox: Firefox, site: Path) -> None:
    firefox.open(site / "index.html")
    before = firefox.evaluate("document.querySelector('#found').textContent")
    firefox.press("/低空")
    assert firefox.evaluate("document.querySelector('#query').value") == "低空"
    assert firefox.evaluate("document.querySelector('#found').textContent") != before
    titles = firefox.evaluate(
        "[...document.querySelectorAll('#proposal-rows tr')].map(row => row.textContent)"
    )
    assert titles
    assert all("低空" in title for title in titles)


def test_an_answer_unfolds_its_sentences(firefox: Firefox, site: Path) -> None:
    firefox.open(site / "answers.html")
    firefox.evaluate("document.querySelector('#shared-answer summary').click()")
    assert firefox.wait("document.querySelectorAll('#shared-answer details[open] blockquote mark').length")
    firefox.check_silent()


@pytest.mark.parametrize("name", MAPS)
def test_a_node_can_be_chosen_by_click_and_by_name(firefox: Firefox, site: Path, name: str) -> None:
    firefox.open(site / name)
    assert firefox.evaluate(COLOURS) > 20
    firefox.evaluate("window.yimai.select(null)")
    first = firefox.evaluate(FIRST)
    firefox.click(first)
    assert firefox.wait("document.documentElement.dataset.selected") == first["id"]
    assert firefox.evaluate(SENTENCES)
    assert firefox.evaluate(MARKS)
    firefox.press("/产业")
    found = firefox.wait("document.querySelector('#hits [aria-selected=true] .name')?.textContent")
    assert "产业" in found
    firefox.press(ENTER)
    assert firefox.evaluate("document.querySelector('#evidence h2').textContent") == found
    firefox.check_silent()
