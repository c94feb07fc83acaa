"""The profile pages of the examples: quotations stand where they say, numbers are those of the questions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli import profiles
from cli.profiles import Profiles
from cli.site import write_site
from graph.model import Label
from graph.open import open_store
from graph.store import Store
from queries.ask import ask
from queries.overview import overview
from viz import profile as drawing
from viz.profile_contents import Portrait


def facts(page: Path) -> Any:
    found = re.search(r'id="data-facts">(.*?)</script>', page.read_text(encoding="utf-8"), re.S)
    assert found
    return json.loads(found[1])


@pytest.fixture(scope="module")
def store(demo: Path) -> Iterator[Store]:
    with open_store(demo / "graph.yimai", readonly=True) as store:
        yield store


@pytest.fixture
def told(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Portrait]:
    """What the first twelve pages of each kind tell, by name."""
    seen: dict[str, Portrait] = {}

    class Kept(drawing.ProfilePage):
        def __init__(self, portrait: Portrait, **options: Any) -> None:
            seen[portrait.name] = portrait
            super().__init__(portrait, **options)

    monkeypatch.setattr(profiles, "ProfilePage", Kept)
    monkeypatch.setattr(profiles, "PAGES_LIMIT", 12)
    view = store.view()
    found = Profiles(view, overview(view))
    (tmp_path / "pages").mkdir()
    found.write(tmp_path / "pages", address=lambda id_: id_, map_of=lambda id_: "", home="", language="zh")
    return seen


def test_quotations_stand_where_they_say(store: Store, told: dict[str, Portrait], tmp_path: Path) -> None:
    texts = {id_: store.text(id_) or "" for id_, _, _ in store.documents()}
    quoted = [
        (one, portrait)
        for portrait in told.values()
        for part in portrait.parts
        for line in part.lines
        for one in line.said
    ]
    assert len(quoted) > 1000
    for one, portrait in quoted:
        text = texts[one.said.document]
        assert text[one.said.start : one.said.end] == one.said.exact
        assert text[one.said.sentence_start :].startswith(one.said.sentence)
        assert portrait.papers[one.said.document]
        assert one.proposal in portrait.works or not one.proposal
    assert sum(not one.proposal for one, _ in quoted) < len(quoted) / 50
    for page in sorted((tmp_path / "pages").glob("0*.html")):
        found = facts(page)
        for part in found["parts"].values():
            for *_, said in part["rows"]:
                for number, begin, length, *_ in said:
                    sentence = found["sentences"][number][0]
                    assert 0 <= begin < begin + length <= len(sentence.encode("utf-16-le")) // 2


def test_numbers_are_those_of_the_question(store: Store, told: dict[str, Portrait]) -> None:
    for name, question in (
        ("宁波市", "place-profile"),
        ("人工智能", "industry-profile"),
        ("环境型", "instrument-profile"),
    ):
        rows = ask(store.view(), question, name=name, limit=200).rows
        shown = [(part.section, line.name, line.count) for part in told[name].parts for line in part.lines]
        assert shown == [
            (row["section"], row["value"], row["count"]) for row in rows if row["section"] != "identity"
        ]
        assert told[name].traits[0].what == rows[1]["fact"]


def test_names_lead_to_the_thing_that_they_name(told: dict[str, Portrait]) -> None:
    parts = {part.section: part for part in told["宁波市"].parts}
    assert parts["classes"].lines[0].address == "instrument:supply"
    assert parts["jurisdictions"].lines[1].address == "place:320500"
    assert parts["narrower"].lines[0].address == ""  # the place itself
    assert parts["narrower"].lines[1].address == "place:宁波舟山港"


def test_only_so_many_of_a_kind_and_stale_pages_go(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(profiles, "PAGES_LIMIT", 2)
    write_site(store.view(), tmp_path / "site")
    pages = tmp_path / "site" / "pages"
    names = sorted(path.name for path in pages.iterdir())
    assert names == [*(f"{number:03}.html" for number in range(1, 13)), "index.html"]
    index = (pages / "index.html").read_text(encoding="utf-8")
    assert index.count("只有提案最多的有自己的页") == 5 * 2  # shown, and kept for the other language
    assert f"2 / {store.counts()['nodes']['Member']}" in index
    monkeypatch.setattr(profiles, "PAGES_LIMIT", 1)
    write_site(store.view(), tmp_path / "site")
    assert sorted(path.name for path in pages.iterdir()) == [
        *(f"{n:03}.html" for n in range(1, 7)),
        "index.html",
    ]


def test_homonyms_are_told_apart(store: Store, tmp_path: Path) -> None:
    view = store.view()
    found = Profiles(view, overview(view))
    (tmp_path / "all").mkdir()
    shelves = found.write(tmp_path / "all", address=str, map_of=str, home="", language="zh")
    (members,) = [shelf for shelf in shelves if shelf.kind is Label.MEMBER]
    assert len({(one.name, one.note) for one in members.entries}) == len(members.entries)
    assert len({one.name for one in members.entries}) < len(members.entries)
