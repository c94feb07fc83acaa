"""A still picture of a map, as the strokes of an SVG: the places, colours and sizes are those of the map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from graph.model import EdgeType, Label, Level
from viz.style import LOOKS

_STRAY = 0.02  # of the nodes, on each side: a few that stand far off would make the rest tiny
_AIR = 0.04  # of the picture's width, around what is shown
_HEADING = 74  # the map keeps so much room above the ground of a community for its heading
_SEAM = 16
_GROWTH = 2100.0  # a map wider than this is seen from so far that its marks have to grow
_TITLED_UP_TO = 16
_SCHEME = frozenset({str(Level.SUBTOOL), str(Level.CLASS)})

_COLOURED = {
    EdgeType.PROPOSED: Label.MEMBER,
    EdgeType.CONCERNS: Label.INDUSTRY,
    EdgeType.USES: Label.INSTRUMENT,
    EdgeType.LOCATED_IN: Label.PLACE,
    EdgeType.INVOLVES: Label.ORGANIZATION,
}
"""Relation -> the kind whose colour its lines have; the rest is grey."""


class Words(NamedTuple):
    """A line of text in the picture: where, how large, what, and whether it begins or is centred there."""

    x: int
    y: int
    size: int
    text: str
    anchor: str


class Still(NamedTuple):
    """A picture: its box, the grounds of communities, and paths by colour (grey lines have none)."""

    box: tuple[int, int, int, int]
    grounds: list[tuple[int, int, int, int]]
    lines: list[tuple[str, str]]
    marks: list[tuple[str, str]]
    words: list[Words]


def outline(shape: str, x: float, y: float, r: float) -> str:
    """Return the path of a mark of radius ``r`` around a point, as vis-network would draw the shape.

    >>> outline("square", 10, 10, 4)
    'M6 6h8v8h-8z'
    """
    corners = {
        "square": ((-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)),
        "diamond": ((0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0)),
        "triangle": ((0, -1.0), (1.08, 0.85), (-1.08, 0.85)),
        "triangleDown": ((0, 1.0), (1.08, -0.85), (-1.08, -0.85)),
        "hexagon": ((1, 0), (0.5, 0.87), (-0.5, 0.87), (-1, 0), (-0.5, -0.87), (0.5, -0.87)),
    }.get(shape)
    if shape == "square":
        return f"M{x - r:g} {y - r:g}h{2 * r:g}v{2 * r:g}h{-2 * r:g}z"
    if corners is None:
        return f"M{x - r:g} {y:g}a{r:g} {r:g} 0 1 0 {2 * r:g} 0 {r:g} {r:g} 0 1 0 {-2 * r:g} 0z"
    points = (f"{round(x + dx * r, 1):g} {round(y + dy * r, 1):g}" for dx, dy in corners)
    return f"M{'L'.join(points)}z"


def still(
    nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]], facts: Mapping[str, Any]
) -> Still:
    """Return the picture of a map at first sight: where a map opens with what is shared, only that.

    Args:
        nodes: pyvis' nodes.
        edges: pyvis' edges.
        facts: what the map's page knows of sharing and communities.
    """
    shown = [node for number, node in enumerate(nodes) if in_sight(number, facts)]
    grounds = _grounds(facts) if facts["show"] == "shared" else []
    box = _box(shown, grounds)
    return Still(
        box=box,
        grounds=grounds,
        lines=_lines(shown, edges, _bridges(nodes, edges, facts)),
        marks=_marks(shown, max(1.0, box[2] / _GROWTH)),
        words=[*_headings(facts, grounds, box), *_titles(shown, box[2])],
    )


def in_sight(number: int, facts: Mapping[str, Any]) -> bool:
    """Tell whether a node is worth a place in a small picture; the scheme of classes is not.

    A node that was added by hand is not told of and always shown.
    """
    if number >= len(facts["shared"]):
        return True
    seen = facts["show"] == "all" or bool(facts["shared"][number])
    return seen and facts["facts"][number].get("level") not in _SCHEME


def _grounds(facts: Mapping[str, Any]) -> list[tuple[int, int, int, int]]:
    """Return left, top, width and height of the ground of each community."""
    return [
        (left - _SEAM, top - _HEADING, right - left + 2 * _SEAM, bottom - top + _HEADING + _SEAM)
        for left, top, right, bottom, _ in facts["grounds"]
    ]


def _box(
    shown: Sequence[Mapping[str, Any]], grounds: Sequence[tuple[int, int, int, int]]
) -> tuple[int, int, int, int]:
    """Return the box around what is shown, no larger than the grounds where there are any."""
    if not shown:
        return (0, 0, 100, 60)
    left, right = _range(shown, "x")
    top, bottom = _range(shown, "y")
    air = max(60, round((right - left) * _AIR))
    left, top, right, bottom = left - air, top - 2 * air, right + air, bottom + 2 * air
    if grounds:
        left, top = max(left, min(x for x, _, _, _ in grounds)), max(top, min(y for _, y, _, _ in grounds))
        right = min(right, max(x + width for x, _, width, _ in grounds))
        bottom = min(bottom, max(y + height for _, y, _, height in grounds))
    return (left, top, right - left, bottom - top)


def _range(shown: Sequence[Mapping[str, Any]], axis: str) -> tuple[int, int]:
    """Return where nearly all nodes stand: all proposals, and the rest but for the outermost few."""
    every = sorted(int(node[axis]) for node in shown)
    titled = [int(node[axis]) for node in shown if node.get("kind") == Label.PROPOSAL]
    skipped = int(len(every) * _STRAY)
    within = [*titled, every[skipped], every[-1 - skipped]]
    return min(within), max(within)


def _bridges(
    nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]], facts: Mapping[str, Any]
) -> list[Mapping[str, Any]]:
    """Return the lines of things that proposals reach by way of what is not shown."""
    if facts["show"] == "all":
        return []
    return [
        {
            "from": nodes[source]["id"],
            "to": nodes[target]["id"],
            "kind": edges[int(through[0])].get("kind", ""),
        }
        for source, target, through in facts["bridges"]
    ]


def _lines(
    shown: Sequence[Mapping[str, Any]],
    edges: Sequence[Mapping[str, Any]],
    bridges: Sequence[Mapping[str, Any]],
) -> list[tuple[str, str]]:
    """Return one path per colour, sorted."""
    places = {node["id"]: (node["x"], node["y"]) for node in shown}
    paths: defaultdict[str, list[str]] = defaultdict(list)
    for edge in (*edges, *bridges):
        if edge["from"] in places and edge["to"] in places:
            (x, y), (to_x, to_y) = places[edge["from"]], places[edge["to"]]
            paths[_line_colour(str(edge.get("kind", "")))].append(f"M{x} {y}l{to_x - x} {to_y - y}")
    return [(colour, "".join(path)) for colour, path in sorted(paths.items())]


def _line_colour(kind: str) -> str:
    coloured = {str(relation): LOOKS[label].color for relation, label in _COLOURED.items()}
    return coloured.get(kind, "")


def _marks(shown: Sequence[Mapping[str, Any]], growth: float) -> list[tuple[str, str]]:
    """Return one path per colour, proposals last, so that they lie on top."""
    order = {look.color: number for number, look in enumerate(LOOKS.values())}
    paths: defaultdict[str, list[str]] = defaultdict(list)
    for node in shown:
        radius = round(float(node.get("size", 10)) * growth, 1)
        path = outline(str(node.get("shape", "dot")), node["x"], node["y"], radius)
        paths[str(node.get("color", ""))].append(path)
    ranked = sorted(paths, key=lambda colour: (-order.get(colour, len(order)), colour))
    return [(colour, "".join(paths[colour])) for colour in ranked]


def _headings(
    facts: Mapping[str, Any],
    grounds: Sequence[tuple[int, int, int, int]],
    box: tuple[int, int, int, int],
) -> list[Words]:
    """Return what holds each community together, as many names as its ground is wide, inside the box."""
    size = round(min(_HEADING * 0.82, box[2] / 46))
    found: list[Words] = []
    for (x, y, width, _), ground in zip(grounds, facts["grounds"], strict=True):
        left, top = max(x, box[0]), max(y, box[1])
        room = (min(x + width, box[0] + box[2]) - left - size) // size
        names = [str(facts["names"][number]) for number in ground[4]]
        while len(names) > 1 and len(" · ".join(names)) > room:
            names.pop()
        text = " · ".join(names)[: max(2, room)]
        found.append(Words(left + size // 2, top + round(size * 1.25), size, text, "start"))
    return found


def _titles(shown: Sequence[Mapping[str, Any]], wide: int) -> list[Words]:
    """Return the titles of the proposals under their marks, where they are few."""
    size = max(12, round(wide / 50))
    titled = [node for node in shown if node.get("kind") == Label.PROPOSAL]
    if len(titled) > _TITLED_UP_TO:
        return []
    return [
        Words(node["x"], round(node["y"] + node["size"] + size * (1.3 + number * 1.2)), size, line, "middle")
        for node in titled
        for number, line in enumerate(str(node["label"]).split("\n"))
    ]
