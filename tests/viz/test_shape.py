"""The map of communities takes the shape of its window: no unused bands, and no name beyond the edge."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.viz.conftest import Opened, Opener

SIZES = [(1440, 900), (1440, 1400), (2200, 900), (390, 844)]
PLACES = "() => window.yimai.shown().map((id) => window.yimai.at(id))"
LABELS = "() => window.yimai.labels().map(([, ...box]) => box)"


def canvas(opened: Opened) -> tuple[float, float]:
    """Return width and height of the canvas."""
    box = opened.page.locator("#canvas").bounding_box()
    assert box is not None
    return box["width"], box["height"]


def spans(opened: Opened) -> tuple[float, float]:
    """Return which parts of the canvas' width and height lie between its outermost nodes."""
    places: list[dict[str, float]] = opened.page.evaluate(PLACES)
    (width, height), (x, y) = canvas(opened), ([one[axis] for one in places] for axis in "xy")
    return (max(x) - min(x)) / width, (max(y) - min(y)) / height


@pytest.mark.parametrize("size", SIZES)
def test_a_map_fills_its_window_and_no_name_is_cut_by_the_edge(
    open_map: Opener, site: Path, size: tuple[int, int]
) -> None:
    opened = open_map.file(site / "map.html", size=size)
    opened.check_silent()
    across, along = spans(opened)
    assert across > 0.85
    assert along > 0.78
    labels: list[list[float]] = opened.page.evaluate(LABELS)
    assert len(labels) > 20
    width, height = canvas(opened)
    assert all(
        left >= 0 and right <= width and top >= 0 and low <= height for left, top, right, low in labels
    )


def test_fitting_takes_a_changed_window_into_account(open_map: Opener, site: Path) -> None:
    opened = open_map.file(site / "map.html", size=(1440, 900))
    first = opened.page.evaluate(PLACES)
    opened.page.set_viewport_size({"width": 1440, "height": 1400})
    opened.page.wait_for_timeout(300)
    opened.page.click("#zoom-fit")
    opened.page.wait_for_timeout(200)
    assert spans(opened)[1] > 0.78
    # What is drawn is where clicks find it.
    opened.click_node("industry:人工智能")
    assert opened.page.get_attribute("html", "data-selected") == "industry:人工智能"
    opened.page.keyboard.press("Escape")
    opened.page.set_viewport_size({"width": 1440, "height": 900})
    opened.page.wait_for_timeout(300)
    opened.page.click("#zoom-fit")
    opened.page.wait_for_timeout(200)
    again = opened.page.evaluate(PLACES)
    assert all(abs(a[axis] - b[axis]) < 2 for a, b in zip(first, again, strict=True) for axis in "xy")


def test_everything_at_once_keeps_the_shape_it_was_drawn_in(open_map: Opener, site: Path) -> None:
    opened = open_map.file(site / "map.html", size=(1000, 1400))
    opened.page.click("label:has-text('全部')")
    opened.page.wait_for_timeout(300)
    drawn: list[float] = opened.page.evaluate(
        "JSON.parse(document.getElementById('data-drawing').textContent).at"
    )
    shown: list[dict[str, float]] = opened.page.evaluate(PLACES)
    assert len(shown) * 2 == len(drawn)

    def span(values: Iterable[float]) -> float:
        listed = list(values)
        return max(listed) - min(listed)

    across = span(one["x"] for one in shown) / span(drawn[::2])
    along = span(one["y"] for one in shown) / span(drawn[1::2])
    assert across == pytest.approx(along, rel=0.01)
