"""The maps of the real digest, made by the command and opened from disk in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import command
from tests.conftest import needed
from tests.viz.conftest import Opener

DIGEST = command.HOME.parent / "shared" / "data" / "hangzhou-2025-05-23-speeches-1.txt"
HOSTILE = """关于发展<script>window.hacked=1</script>冷链物流的提案
提案人：王小明
建议：
一、设立“<img src=x onerror=window.hacked=1>冷链”产业引导基金。由市商务局牵头。
"""


def yimai(*arguments: object, cwd: Path) -> None:
    done = command.yimai(*arguments, cwd=cwd)
    assert done.returncode == 0, done.stderr.decode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    needed("" if DIGEST.is_file() else "../shared")
    folder = tmp_path_factory.mktemp("digest")
    yimai("build", DIGEST, "--no-site", cwd=folder)
    yimai("map", "--all", "-o", "all.html", cwd=folder)
    yimai("map", "--around", "之江文化产业带", "-o", "belt.html", cwd=folder)
    return folder


def test_search_finds_and_clicking_shows_the_sentences(open_map: Opener, folder: Path) -> None:
    opened = open_map.file(folder / "all.html")
    opened.page.fill("#query", "微短剧")
    opened.page.locator("#hits li", has_text="微短剧").first.click()
    assert opened.text("#evidence h2") == "微短剧"
    quotes = opened.page.locator("#evidence blockquote").all_inner_texts()
    assert len(quotes) > 5
    assert any("AI" in quote and "微短剧" in quote for quote in quotes)
    assert "微短剧" in opened.page.locator("#evidence mark").all_inner_texts()
    opened.check_silent()


def test_around_a_belt_shows_its_neighbour(open_map: Opener, folder: Path) -> None:
    opened = open_map.file(folder / "belt.html")
    assert opened.text("#evidence h2") == "之江文化产业带"
    shown = opened.page.evaluate("window.yimai.shown()")
    assert any("大运河(杭州段)文化产业带" in id_ for id_ in shown)
    opened.check_silent()


def test_markup_in_a_document_stays_text(open_map: Opener, tmp_path: Path) -> None:
    (tmp_path / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    yimai("build", "hostile.txt", "--no-site", cwd=tmp_path)
    yimai("map", "--all", "-o", "all.html", cwd=tmp_path)
    opened = open_map.file(tmp_path / "all.html")
    assert "<script>window.hacked=1</script>" in opened.text("#evidence")
    assert opened.page.evaluate("window.hacked") is None
    opened.check_silent()
