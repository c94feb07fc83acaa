"""The site that ``yimai build`` writes: which files, where their links lead, what a second build leaves."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from cli import profiles, site
from cli.site import write_site
from graph.model import RenderError
from graph.open import open_store
from graph.store import Store
from tests.queries.conftest import HANGZHOU, NINGBO

HOME = Path(__file__).parents[2]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "graph.yimai") as store:
        store.add(HANGZHOU)
        store.add(NINGBO)
        yield store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "site"


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def data(path: Path, name: str) -> Any:
    text = path.read_text(encoding="utf-8")
    found = re.search(rf'<script type="application/json" id="data-{name}">(.*?)</script>', text, re.S)
    assert found, name
    return json.loads(found[1])


def addresses(path: Path) -> list[str]:
    """Return where a page's links lead, those that its scripts make too."""
    markup = re.sub(r"<(script|style)\b[^>]*>.*?</\1>", "", path.read_text(encoding="utf-8"), flags=re.S)
    found = re.findall(r'<a [^>]*href="([^"]*)"', markup)
    if 'id="data-rows"' in path.read_text(encoding="utf-8"):
        found += [row[6] for row in data(path, "rows")["proposals"] if row[6]]
        found += [address for row in data(path, "rows")["proposals"] for address in row[7] if address]
        found += [row[4] for row in data(path, "rows")["things"]]
    if path.name in ("answers.html", "years.html") or path.parent.name == "pages":
        found += [work[-1] for work in data(path, "facts")["works"] if work[-1]]
    if path.parent.name == "pages":
        found += [row[2] for part in data(path, "facts")["parts"].values() for row in part["rows"] if row[2]]
    return found


PAGES = ["pages/index.html", *(f"pages/{number:03}.html" for number in range(1, 26))]
NUMBERED = [f"proposals/{number:03}.html" for number in range(1, 6)]


def test_an_overview_a_map_and_a_map_for_each_proposal(store: Store, folder: Path) -> None:
    assert write_site(store.view(), folder) == folder / "index.html"
    assert files(folder) == sorted(
        ["answers.html", "index.html", "map.html", "years.html", *PAGES, *NUMBERED]
    )
    assert "vis-network" not in (folder / "index.html").read_text(encoding="utf-8")
    assert len(data(folder / "map.html", "drawing")["ids"]) == 26
    assert data(folder / "proposals" / "001.html", "facts")["focus"] == "proposal:hangzhou#1"
    assert data(folder / "proposals" / "005.html", "facts")["focus"] == "proposal:ningbo#2"


def test_years_are_shown_only_where_they_differ(store: Store, folder: Path) -> None:
    write_site(store.view(), folder)
    assert "years.html" in addresses(folder / "index.html")
    store.remove("document:ningbo")
    write_site(store.view(), folder)
    assert not (folder / "years.html").exists()
    assert "years.html" not in addresses(folder / "index.html")


def test_a_proposal_s_map_shows_it_and_who_asks_for_the_same(store: Store, folder: Path) -> None:
    write_site(store.view(), folder)
    drawn = data(folder / "proposals" / "001.html", "drawing")["ids"]
    assert {"proposal:hangzhou#2", "proposal:hangzhou#3", "instrument:产业投资基金"} <= set(drawn)
    assert "proposal:ningbo#2" not in drawn
    assert data(folder / "proposals" / "001.html", "head")["title"] == "推动微短剧高质量发展"
    assert data(folder / "proposals" / "001.html", "head")["subtitle"] == "王新龙 · hangzhou · 2025"


def test_all_links_are_relative_and_lead_to_something(store: Store, folder: Path) -> None:
    write_site(store.view(), folder)
    drawn = set(data(folder / "map.html", "drawing")["ids"])
    seen: set[str] = set()
    for page in sorted(folder.rglob("*.html")):
        for address in addresses(page):
            path, _, fragment = address.partition("#")
            assert not re.match(r"[a-z]+:|/", address), address
            target = (page.parent / path) if path else page
            assert target.is_file(), (page, address)
            assert target.resolve().is_relative_to(folder.resolve())
            if fragment.startswith("n="):
                assert unquote(fragment[2:]) in drawn
            elif fragment:
                assert f'id="{fragment}"' in target.read_text(encoding="utf-8")
            seen.add(path)
    assert seen >= {"../map.html", "../index.html", "index.html", "answers.html", *PAGES}
    assert seen >= {f"../{name}" for name in NUMBERED}
    assert seen >= {name.removeprefix("pages/") for name in PAGES}


def test_what_is_not_drawn_is_no_link(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from queries import network

    whole = network.whole_graph
    monkeypatch.setattr(network, "whole_graph", lambda view: whole(view, 6))
    monkeypatch.setattr(site, "MAPS_LIMIT", 1)
    monkeypatch.setattr(profiles, "PAGES_LIMIT", 0)
    write_site(store.view(), folder)
    drawn = set(data(folder / "map.html", "drawing")["ids"])
    assert len(drawn) == 6
    linked = {unquote(one.partition("#n=")[2]) for one in addresses(folder / "index.html") if "#n=" in one}
    assert linked <= drawn
    assert linked
    rows = data(folder / "index.html", "rows")["proposals"]
    assert [row[6] for row in rows if not row[6]]


def test_only_those_that_share_most_get_a_map_and_the_page_says_how_many(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "MAPS_LIMIT", 2)
    write_site(store.view(), folder)
    assert [name for name in files(folder) if name.startswith("proposals/")] == NUMBERED[:2]
    assert "5 件提案中，与别的提案共用最多的 2 件有自己的图" in (folder / "index.html").read_text("utf-8")
    rows = data(folder / "index.html", "rows")["proposals"]
    ways = [
        re.findall(r'<p class="ways"><a [^>]*href="([^"]*)"', (folder / row[6]).read_text("utf-8"))
        for row in rows
    ]
    assert ways == [
        ["../proposals/001.html"],
        ["../proposals/002.html"],
        ["../map.html#n=proposal%3Ahangzhou%233"],
        ["../map.html#n=proposal%3Aningbo%231"],
        ["../map.html#n=proposal%3Aningbo%232"],
    ]


def test_a_smaller_site_leaves_no_stale_page_and_nothing_else_is_touched(store: Store, folder: Path) -> None:
    write_site(store.view(), folder)
    mine = [
        "notes.txt",
        "pages/mine.html",
        "proposals/notes.html",
        "proposals/001.html.bak",
        "proposals/a001.html",
        "12.html",
    ]
    for name in mine:
        (folder / name).write_text("mine", encoding="utf-8")
    (folder / "proposals" / "999.html").mkdir()
    store.remove("document:ningbo")
    write_site(store.view(), folder)
    left = [name for name in PAGES if (folder / name).exists()]
    assert left == PAGES[: len(left)] != PAGES
    assert files(folder) == sorted(["answers.html", "index.html", "map.html", *left, *NUMBERED[:3], *mine])
    assert (folder / "proposals" / "999.html").is_dir()
    assert {(folder / name).read_text(encoding="utf-8") for name in mine} == {"mine"}


def test_a_folder_that_cannot_be_written_is_one_clear_line(store: Store, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(RenderError, match="cannot be made") as caught:
        write_site(store.view(), blocked)
    assert "\n" not in str(caught.value)
    half = tmp_path / "half"
    half.mkdir()
    (half / "proposals").write_text("mine", encoding="utf-8")
    with pytest.raises(RenderError, match="proposals"):
        write_site(store.view(), half)
    assert (half / "proposals").read_text(encoding="utf-8") == "mine"


def test_an_empty_graph_gives_a_page_that_says_so(tmp_path: Path, folder: Path) -> None:
    with open_store(tmp_path / "empty.yimai") as empty:
        write_site(empty.view(), folder)
    assert files(folder) == ["answers.html", "index.html", "map.html", "pages/index.html"]
    assert "图谱里还没有提案" in (folder / "index.html").read_text(encoding="utf-8")


def test_english_first_on_every_page(store: Store, folder: Path) -> None:
    write_site(store.view(), folder, language="en")
    for path in sorted(folder.rglob("*.html")):
        assert '<html lang="en">' in path.read_text(encoding="utf-8")


SCRIPT = """
import sys
from pathlib import Path
from cli.site import write_site
from graph.open import open_store
write_site(open_store(sys.argv[1], readonly=True).view(), Path(sys.argv[2]))
"""


def test_the_same_graph_gives_the_same_bytes(store: Store, tmp_path: Path) -> None:
    written: list[dict[str, bytes]] = []
    for seed, locale in (("1", "C"), ("2", "zh_CN.GBK")):
        folder = tmp_path / f"site{seed}"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONPATH": str(HOME)}
        arguments = [sys.executable, "-c", SCRIPT, str(tmp_path / "graph.yimai"), str(folder)]
        subprocess.run(arguments, env=environment, check=True)
        written.append({name: (folder / name).read_bytes() for name in files(folder)})
    assert written[0] == written[1]
    assert len(written[0]) == 4 + len(PAGES) + len(NUMBERED)
