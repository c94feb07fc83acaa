"""A map as a figure for paper: places, colours and shapes of the page, names where they fit, a legend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.model import Label
from viz.still import Still, in_sight, still
from viz.style import LOOKS
from viz.svg import INK, MUTED, PALE, Key, box, figure, text_width, words
from viz.wording import Words

WIDE = 1280
"""Pixels of the drawing."""
_TITLE, _NAME = 13.0, 12.0
_LINE = 1.25
_HEADING = 0.7
"""Headings of communities are as large as in the small picture, times this."""

say = Words("figure-words.json").say

Box = tuple[float, float, float, float]


def map_figure(
    title: str,
    nodes: Sequence[Mapping[str, Any]],
    edges: Sequence[Mapping[str, Any]],
    facts: Mapping[str, Any],
    *,
    language: str = "zh",
    note: str = "",
) -> str:
    """Draw a map at first sight.

    Args:
        title: the heading.
        nodes: pyvis' nodes.
        edges: pyvis' edges.
        facts: what the map's page knows of sharing and communities.
        language: of all that is ours.
        note: a remark on how to read the map.
    """
    picture = still(nodes, edges, facts)
    left, top, wide, high = picture.box
    scale = WIDE / wide
    shown = [number for number in range(len(nodes)) if in_sight(number, facts)]
    names, written = _names(nodes, facts, shown, picture, scale)
    drawing = [
        f'<svg width="{WIDE}" height="{high * scale:g}" viewBox="{left} {top} {wide} {high}">',
        *_strokes(picture, scale),
        "</svg>",
        *names,
    ]
    kinds = {str(nodes[number].get("kind", "")) for number in shown}
    keys = [
        Key(look.shape, look.color, look.caption.en if language == "en" else look.caption.zh)
        for label, look in LOOKS.items()
        if label in kinds
    ]
    total = int(facts["total"][0])
    notes = [note]
    if facts["show"] == "shared":
        notes.append(_told("shared", language, len(shown), total))
    elif len(nodes) < total:
        notes.append(_told("cut", language, len(nodes), total))
    if written < len(shown):
        notes.append(_told("namesOf", language, written, len(shown)))
    return figure(title, drawing, (WIDE, high * scale), keys=keys, notes=filter(None, notes))


def _told(key: str, language: str, some: int, all_: int) -> str:
    caption = say(key, m=some, n=all_)
    return caption.en if language == "en" else caption.zh


def _strokes(picture: Still, scale: float) -> Iterable[str]:
    """Yield grounds, lines and marks, in units of the map."""
    for x, y, wide, high in picture.grounds:
        yield box(x, y, wide, high, PALE, radius=40)
    for color, path in picture.lines:
        yield (
            f'<path d="{path}" fill="none" stroke="{color or MUTED}" stroke-width="{1 / scale:.2f}" '
            'stroke-opacity=".25"/>'
        )
    for color, path in picture.marks:
        yield f'<path d="{path}" fill="{color}" stroke="#ffffff" stroke-width="{1 / scale:.2f}"/>'
    for one in picture.words:
        if one.anchor == "start":
            yield words(one.x, one.y, one.text, size=one.size * _HEADING, color=MUTED, weight=500)


def _names(
    nodes: Sequence[Mapping[str, Any]],
    facts: Mapping[str, Any],
    shown: Sequence[int],
    picture: Still,
    scale: float,
) -> tuple[list[str], int]:
    """Return the names that find room, proposals first, then what most are joined to, and how many."""
    left, top, wide, high = picture.box
    taken: list[Box] = [
        _box_of(words_, left, top, scale) for words_ in picture.words if words_.anchor == "start"
    ]
    order = sorted(shown, key=lambda number: (not _titled(nodes[number]), -_weight(facts, number), number))
    parts: list[str] = []
    written = 0
    for number in order:
        node = nodes[number]
        lines = str(node["label"]).split("\n")
        size = _TITLE if _titled(node) else _NAME
        x, y = (node["x"] - left) * scale, (node["y"] - top) * scale
        radius = max(2.0, float(node.get("size", 10)) * scale)
        across, along = max(text_width(line, size) for line in lines), len(lines) * size * _LINE
        found = _place(x, y, radius, across, along, taken, (wide * scale, high * scale))
        if found is None:
            continue
        taken.append(found)
        written += 1
        for place, line in enumerate(lines):
            baseline = found[1] + (place + 0.8) * size * _LINE
            weight = 600 if _titled(node) else 400
            parts.append(
                words(
                    (found[0] + found[2]) / 2,
                    round(baseline, 1),
                    line,
                    size=size,
                    color=INK,
                    weight=weight,
                    anchor="middle",
                    halo=True,
                )
            )
    return parts, written


def _box_of(one: Any, left: float, top: float, scale: float) -> Box:
    x, y, size = (one.x - left) * scale, (one.y - top) * scale, one.size * _HEADING * scale
    return x, y - size, x + text_width(one.text, size), y + size * 0.3


def _titled(node: Mapping[str, Any]) -> bool:
    return node.get("kind") == Label.PROPOSAL


def _weight(facts: Mapping[str, Any], number: int) -> int:
    """Return how much a name is worth; a node added by hand is not told of."""
    degrees: Sequence[int] = facts["degrees"]
    return degrees[number] if number < len(degrees) else 0


def _place(
    x: float,
    y: float,
    radius: float,
    across: float,
    along: float,
    taken: Sequence[Box],
    page: tuple[float, float],
) -> Box | None:
    """Return the first free box for a name: below its mark, above, to the right, to the left."""
    gap = radius + 3
    for left, top in (
        (x - across / 2, y + gap),
        (x - across / 2, y - gap - along),
        (x + gap, y - along / 2),
        (x - gap - across, y - along / 2),
    ):
        right, bottom = left + across, top + along
        if left < 0 or top < 0 or right > page[0] or bottom > page[1]:
            continue
        if not any(a < right + 4 and c > left - 4 and b < bottom and d > top for a, b, c, d in taken):
            return (round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))
    return None
