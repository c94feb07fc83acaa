import itertools
import math

from graph.model import EdgeType, Label
from tests.viz.conftest import Builder, many, small, two_topics
from viz.layout import Spot
from viz.places import Places, opens_with_shared, positions
from viz.prune import Drawn, prune
from viz.radial import radial
from viz.rings import slots
from viz.sharing import TITLED, Sharing, find_sharing
from viz.style import short_labels


def place(drawn: Drawn, focus: str | None = None) -> tuple[Sharing, Places]:
    sharing = find_sharing(drawn.nodes, drawn.links)
    spots = [Spot(node.id, 10, 0, titled=node.label in TITLED) for node in drawn.nodes]
    labels = dict(zip((node.id for node in drawn.nodes), short_labels(drawn.nodes), strict=True))
    return sharing, positions(drawn, sharing, spots, labels, focus)


def test_shared_is_what_two_proposals_mention_themselves_or_below(build: Builder) -> None:
    first, second = (build.node(Label.PROPOSAL, name) for name in ("一", "二"))
    family = build.node(Label.INSTRUMENT, "族", level="family")
    scheme = build.node(Label.INSTRUMENT, "子工具", level="subtool")
    both = build.node(Label.INDUSTRY, "共有")
    lone = build.node(Label.MEMBER, "某")
    build.link(lone, EdgeType.PROPOSED, first)
    for proposal, name in ((first, "甲"), (second, "乙")):
        tool = build.node(Label.INSTRUMENT, name)
        build.link(proposal, EdgeType.USES, tool)
        build.link(proposal, EdgeType.CONCERNS, both)
        build.link(tool, EdgeType.BROADER, family)
    build.link(family, EdgeType.BROADER, scheme)
    build.link(scheme, EdgeType.BROADER, family)  # a circle must not hang
    drawn = prune(build.subgraph)
    sharing = find_sharing(drawn.nodes, drawn.links)
    assert sharing.shared == {first, second, family, scheme, both}
    assert [bridge[:2] for bridge in sharing.bridges] == [
        (first, family),
        (second, family),
    ]
    assert all(drawn.links[n].type is EdgeType.USES for bridge in sharing.bridges for n in bridge.links)


def test_only_large_graphs_open_with_what_is_shared() -> None:
    for graph, expected in ((two_topics(), True), (small(), False), (two_topics(3), False)):
        drawn = prune(graph)
        assert opens_with_shared(drawn, find_sharing(drawn.nodes, drawn.links)) is expected


def test_communities_stand_apart_and_leaves_around_their_proposals() -> None:
    drawn = prune(two_topics())
    sharing, found = place(drawn)
    homes = {name: found.community[name] for name in sharing.shared}
    assert len({homes[f"proposal:关于推进甲方面第{i}号重要事项的提案"] for i in range(6)}) == 1
    assert len(set(homes.values())) == 2
    for name, number in homes.items():
        ground, (x, y) = found.grounds[number], found.points[name]
        assert ground.left <= x <= ground.right
        assert ground.top <= y <= ground.bottom
    x, y = found.points["proposal:关于推进甲方面第3号重要事项的提案"]
    for i in range(22):
        assert math.dist((x, y), found.points[f"instrument:甲3工具{i}"]) < 200


def test_titles_of_the_atlas_have_room() -> None:
    drawn = prune(two_topics())
    _, found = place(drawn)
    titles = [found.points[node.id] for node in drawn.nodes if node.label is Label.PROPOSAL]
    for (ax, ay), (bx, by) in itertools.combinations(titles, 2):
        assert abs(ax - bx) > 4 * 78 or abs(ay - by) > 4 * 33


def test_every_node_of_a_large_graph_has_a_place() -> None:
    drawn = prune(many(700))
    _, found = place(drawn)
    assert found.points.keys() == {node.id for node in drawn.nodes}
    assert len(set(found.points.values())) > 690


def test_leaves_leave_a_gap_for_the_title_of_their_node() -> None:
    for count in (1, 7, 20, 60):
        places = slots(16, count, titled=True)
        assert len(places) == count
        for angle, radius in places:
            x, y = radius * math.cos(angle), radius * math.sin(angle)
            assert abs(x) > 80 or not 16 < y < 66


def test_the_surroundings_of_a_focus_are_rings() -> None:
    spots = [Spot(name, 10, 0) for name in "fabcdz"]
    found = radial(spots, [("f", "a"), ("f", "b"), ("a", "c"), ("b", "d"), ("f", "f")], "f")
    assert found["f"] == (0, 0)
    reach = {name: math.hypot(*point) for name, point in found.items()}
    assert max(reach["a"], reach["b"]) < min(reach["c"], reach["d"])
    assert len(set(found.values())) == 6
