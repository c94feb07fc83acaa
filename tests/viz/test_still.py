import re

from tests.viz.conftest import Builder, many, small, two_topics
from viz.page import MapPage
from viz.still import outline, still
from viz.style import LOOKS


def drawn_marks(page: MapPage) -> int:
    """Return how many marks a picture has: every mark is a closed path."""
    return sum(path.count("z") for _, path in page.still.marks)


def test_the_picture_has_the_places_and_colours_of_the_map() -> None:
    page = MapPage(small(), title="图谱")
    picture = page.still
    assert drawn_marks(page) == len(page.network.nodes) == 9
    assert {colour for colour, _ in picture.marks} == {str(node["color"]) for node in page.network.nodes}
    left, top, width, height = picture.box
    for node in page.network.nodes:
        assert left < node["x"] < left + width
        assert top < node["y"] < top + height
    starts = {
        tuple(map(int, found)) for _, path in picture.lines for found in re.findall(r"M(-?\d+) (-?\d+)", path)
    }
    assert starts <= {(node["x"], node["y"]) for node in page.network.nodes}
    assert sum(path.count("M") for _, path in picture.lines) == len(page.network.edges)


def test_proposals_lie_on_top() -> None:
    assert MapPage(small(), title="图谱").still.marks[-1][0] == LOOKS["Proposal"].color  # type: ignore[index]


def test_few_proposals_are_named_and_many_are_not() -> None:
    words = "".join(one.text for one in MapPage(small(), title="图谱").still.words)
    assert "微短剧" in words
    assert not [one for one in MapPage(many(200), title="图谱").still.words if one.anchor == "middle"]


def test_a_large_map_is_shown_as_it_opens_with_what_is_shared_on_its_grounds() -> None:
    page = MapPage(two_topics(), title="图谱")
    assert len(page.network.nodes) > 250
    assert drawn_marks(page) == 12 + 8 + 2  # proposals, industries, and the families reached by two of them
    picture = page.still
    assert len(picture.grounds) >= 2
    assert [one for one in picture.words if one.anchor == "start"]
    # Two proposals of each topic reach its family only by way of instruments that are not shown.
    family = next(node for node in page.network.nodes if node["id"] == "instrument:甲族")
    ends = [
        (int(x) + int(dx), int(y) + int(dy))
        for _, path in picture.lines
        for x, y, dx, dy in re.findall(r"M(-?\d+) (-?\d+)l(-?\d+) (-?\d+)", path)
    ]
    assert ends.count((family["x"], family["y"])) == 2


def test_the_scheme_of_classes_is_left_out(build: Builder) -> None:
    from graph.model import EdgeType, Label

    tool = build.node(Label.INSTRUMENT, "消费券")
    build.link(build.node(Label.PROPOSAL, "提案"), EdgeType.USES, tool, ("消费券", "发放消费券。"))
    build.link(tool, EdgeType.BROADER, build.node(Label.INSTRUMENT, "消费促进", level="subtool"))
    assert drawn_marks(MapPage(build.subgraph, title="图谱")) == 2


def test_what_is_added_to_the_network_by_hand_is_shown() -> None:
    page = MapPage(small(), title="图谱")
    page.network.add_node("mine", "我的节点", x=10, y=10)
    assert drawn_marks(page) == 10


def test_nothing_gives_an_empty_picture() -> None:
    facts = {"shared": [], "facts": [], "show": "all", "bridges": [], "grounds": [], "names": []}
    picture = still([], [], facts)
    assert (picture.lines, picture.marks, picture.words) == ([], [], [])
    assert picture.box[2] > 0


def test_outlines_are_closed_and_around_their_point() -> None:
    for shape in {look.shape for look in LOOKS.values()}:
        assert re.fullmatch(r"M[-\d. a-zL]+z", outline(shape, 100, 50, 8)), shape
