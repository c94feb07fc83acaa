"""A map of more than can be drawn: its core, what is left out, and its parts as ways in."""

from pathlib import Path

import pytest

from graph.model import EdgeType, Label, Subgraph
from tests.viz.conftest import Builder, Opened, Opener
from viz.page import MapPage

TOTAL = 20_076


def parts(topics: int = 4, each: int = 30) -> Subgraph:
    """Proposals on some topics, each with instruments of its own topic only."""
    b = Builder()
    for topic in range(topics):
        tools = [b.node(Label.INSTRUMENT, f"第{topic}类工具{number}") for number in range(each + 5)]
        for number in range(each):
            proposal = b.node(Label.PROPOSAL, f"关于推进第{topic}方面第{number}号事项的提案")
            for step in range(6):
                tool = tools[(number + step) % len(tools)]
                b.link(proposal, EdgeType.USES, tool, ("工具", f"第{number}句谈工具。"), qualifier="proposed")
    return b.subgraph


@pytest.fixture
def large(open_map: Opener, tmp_path: Path) -> Opened:
    page = MapPage(parts(), title="图谱", total=TOTAL)
    return open_map.file(page.save(tmp_path / "large.html"))


def test_what_is_left_out_is_told_in_both_languages(large: Opened) -> None:
    assert "／20076 个节点" in large.text("#shown")
    assert large.text("#evidence .note").startswith("图太大：只画出关联最强的")
    assert "20,076" in large.text("#evidence .note")
    large.page.click("#switch-language")
    assert large.text("#evidence .note").startswith("Too large to draw in full")
    assert "of 20076 nodes" in large.text("#shown")
    large.check_silent()


def proposals_in_sight(opened: Opened) -> int:
    """Count the proposals that the window shows."""
    box = opened.page.locator("#canvas").bounding_box()
    assert box is not None
    places: list[dict[str, float]] = opened.page.evaluate(
        "window.yimai.shown().filter((id) => id.startsWith('proposal:')).map((id) => window.yimai.at(id))"
    )
    return sum(0 <= at["x"] <= box["width"] and 0 <= at["y"] <= box["height"] for at in places)


def test_its_parts_are_ways_in_by_mouse_and_keyboard(large: Opened) -> None:
    buttons = large.page.locator("#parts button")
    sizes = [int(text) for text in large.page.locator("#parts li .count").all_inner_texts()]
    assert buttons.count() == len(sizes) >= 4
    assert sum(sizes) == proposals_in_sight(large) == 120
    buttons.first.focus()
    large.page.keyboard.press("Enter")
    large.page.wait_for_timeout(200)
    assert sizes[0] <= proposals_in_sight(large) < 100
    large.page.click("#zoom-fit")
    large.page.wait_for_timeout(200)
    assert proposals_in_sight(large) == 120
    large.check_silent()


def test_a_small_map_has_no_parts(open_map: Opener) -> None:
    opened = open_map(parts(2, 10))
    assert opened.page.locator("#parts").count() == 0
