import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from graph.model import Label, RenderError, Subgraph
from tests.viz.conftest import Builder, hostile, many, small
from viz import engines
from viz.page import MapPage

ROOT = Path(__file__).parents[2]


def data(page: str, name: str) -> Any:
    """Return one of the blocks of data in a page."""
    found = re.search(rf'<script type="application/json" id="data-{name}">(.*?)</script>', page, re.S)
    assert found
    return json.loads(found[1])


def test_the_page_holds_the_graph() -> None:
    page = MapPage(small(), title="图谱", subtitle="十二届四次会议", note="说明").html
    drawing = data(page, "drawing")
    assert len(drawing["ids"]) == len(drawing["size"]) == 9
    assert len(drawing["at"]) == 18
    assert len(drawing["ends"]) == 2 * len(drawing["relation"]) == 16
    assert data(page, "head") == {
        "title": "图谱",
        "subtitle": "十二届四次会议",
        "note": "说明",
        "language": "zh",
    }
    assert "<title>图谱</title>" in page
    assert page.count("<h1>") == 1


def test_the_network_is_a_pyvis_network_and_what_is_added_to_it_is_drawn() -> None:
    from pyvis.network import Network

    page = MapPage(small(), title="图谱")
    assert isinstance(page.network, Network)
    page.network.add_node("mine", "我的节点", x=10, y=10)
    page.network.add_edge("mine", "industry:人工智能")
    drawing = data(page.html, "drawing")
    assert drawing["ids"][-1] == "mine"
    assert drawing["labels"][-1] == "我的节点"


def test_nodes_know_the_pages_of_a_site() -> None:
    page = MapPage(
        small(), title="图谱", pages={"place:杭州市": "pages/001.html", "gone": "pages/002.html"}
    ).html
    numbers = data(page, "drawing")["ids"]
    assert data(page, "facts")["pages"] == {str(numbers.index("place:杭州市")): "pages/001.html"}
    assert data(MapPage(small(), title="图谱").html, "facts")["pages"] == {}


def test_pages_name_no_other_address() -> None:
    page = MapPage(many(60), title="图谱").html
    markup = re.sub(r"<(script|style)\b[^>]*>.*?</\1>", "", page, flags=re.S)
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!data:|#)""", markup)
    assert "sourceMappingURL" not in page
    styles = "".join(re.findall(r"<style>(.*?)</style>", page, flags=re.S))
    assert "url(" not in styles
    assert "@import" not in styles


def test_the_licence_notice_of_vis_network_stays() -> None:
    page = MapPage(small(), title="图谱").html
    assert "Almende B.V" in page
    assert "The MIT License" in page


def test_the_policy_allows_exactly_what_the_page_holds() -> None:
    page = MapPage(small(), title="图谱").html
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert found
    policy = found[1]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    blocks = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", page, flags=re.S)
    assert len(blocks) == 4
    for block in blocks:
        digest = base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_scripts_build_the_page_from_text_only() -> None:
    parts = sorted((ROOT / "viz" / "templates").rglob("*.js"))
    assert {part.parent.name for part in parts} == {
        *("shared", "sheet", "quoting"),
        *("map", "overview", "answers", "profile", "timeline"),
    }
    for part in parts:
        text = part.read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text
        ), part


def test_a_page_keeps_nothing_in_the_browser() -> None:
    for part in sorted((ROOT / "viz" / "templates").rglob("*.js")):
        text = part.read_text(encoding="utf-8")
        assert not re.search(r"localStorage|sessionStorage|indexedDB|\.cookie\b|\bcaches\b", text), part


def test_hostile_strings_stay_inside_the_data() -> None:
    title = "</title><script>alert(1)</script>"
    page = MapPage(hostile(), title=title, subtitle=title, note=title).html
    # vis-network's own text holds the word once more.
    assert page.count("<script>") == MapPage(small(), title="图谱").html.count("<script>")
    assert "<img" not in page
    assert "onerror=" not in re.sub(
        r'<script type="application/json".*?</script>', "", page, flags=re.S
    ).replace(engines.vis_script(), "")
    assert data(page, "head")["title"] == title


PAGES = [("map", "words.json"), ("overview", "overview-words.json"), ("answers", "answers-words.json")]


@pytest.mark.parametrize(("page", "file"), PAGES)
def test_words_exist_for_every_text_a_page_asks_for(page: str, file: str) -> None:
    templates = ROOT / "viz" / "templates"
    words = json.loads((templates / file).read_text(encoding="utf-8"))
    folders = [page, "shared"] if page != "overview" else [page, "sheet"]
    scripts = "".join(
        part.read_text(encoding="utf-8") for folder in folders for part in (templates / folder).glob("*.js")
    )
    markup = (templates / f"{page}.html").read_text(encoding="utf-8")
    asked = set(re.findall(r"""say\(["'](\w+)""", scripts + markup)) | set(
        re.findall(r'data-(?:word|label)="(\w+)"', markup)
    )
    assert len(asked) > 10
    assert asked <= set(words)
    assert all(len(pair) == 2 and all(pair) for pair in words.values())


def test_a_way_home_is_shown_only_on_a_page_of_a_site() -> None:
    assert 'class="tool home"' not in MapPage(small(), title="图谱").html
    page = MapPage(small(), title="图谱", home="../index.html").html
    assert page.count('<a class="tool home" href="../index.html"') == 1


def test_a_cut_is_told() -> None:
    page = MapPage(many(100), title="图谱", limit=30)
    facts = data(page.html, "facts")
    assert len(facts["names"]) == 30
    assert facts["total"][0] == 100


def test_an_empty_graph_gives_a_page() -> None:
    assert data(MapPage(Subgraph(nodes=(), links=()), title="空").html, "drawing")["ids"] == []


@pytest.mark.parametrize(
    ("options", "message"),
    [({"language": "fr"}, "language 'fr'"), ({"focus": "industry:无"}, "focus 'industry:无'")],
)
def test_wrong_options_are_refused(options: dict[str, str], message: str) -> None:
    with pytest.raises(RenderError, match=message):
        MapPage(small(), title="图谱", **options)


def test_saving_writes_utf8_whole_and_replaces(tmp_path: Path) -> None:
    page = MapPage(small(), title="图谱")
    target = tmp_path / "图谱.html"
    target.write_text("old", encoding="utf-8")
    assert page.save(target) == target
    raw = target.read_bytes()
    assert raw.decode("utf-8") == page.html
    assert b"\r" not in raw
    assert [path.name for path in tmp_path.iterdir()] == ["图谱.html"]


def test_saving_where_nothing_can_be_written_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="cannot write"):
        MapPage(small(), title="图谱").save(tmp_path / "absent" / "map.html")
    target = tmp_path / "folder"
    target.mkdir()
    with pytest.raises(RenderError, match="cannot write"):
        MapPage(small(), title="图谱").save(target)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_damaged_characters_do_not_cost_the_page(build: Builder, tmp_path: Path) -> None:
    build.node(Label.PLACE, "坏\ud800字")
    MapPage(build.subgraph, title="图\udfff谱").save(tmp_path / "map.html")


def test_notebooks_get_a_frame_that_cannot_reach_out() -> None:
    shown = MapPage(small(), title="图谱")._repr_html_()
    assert shown.startswith('<iframe sandbox="allow-scripts')
    assert "allow-same-origin" not in shown
    assert "<script" not in shown


def test_two_thousand_nodes_fit_into_the_page() -> None:
    page = MapPage(many(2000), title="图谱").html
    without = MapPage(many(2000), title="图谱")
    without._facts |= {"sentences": [], "evidence": []}
    library = len(engines.vis_script().encode()) + len(engines.vis_css().encode())
    assert len(without.html.encode()) - library < 1_500_000
    assert len(page.encode()) < 4_000_000


_SCRIPT = """
import sys
from tests.viz.conftest import many, small
from viz.page import MapPage
sys.stdout.buffer.write((MapPage(small(), title="t").html + MapPage(many(500), title="t").html).encode())
"""


def test_the_same_graph_gives_the_same_bytes() -> None:
    def run(seed: str) -> bytes:
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", _SCRIPT]
        return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=True).stdout

    assert run("0") == run("1")
