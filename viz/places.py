"""Which layout a map gets: rings around a focus, an atlas of what is shared, or clusters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from viz.atlas import Ground, Place, atlas
from viz.layout import Spot, layout
from viz.prune import Drawn
from viz.radial import RADIAL_UP_TO, radial
from viz.rings import ring_points
from viz.sharing import ALL_UP_TO, TITLED, Sharing, scaffolding
from viz.style import width

_SCALE = 4.0  # units of the canvas per pixel at first sight: room for leaves around every proposal
_ELSEWHERE = 200.0  # between the atlas and what has nothing to do with it


class Places(NamedTuple):
    """Where the nodes of a map stand."""

    points: dict[str, tuple[int, int]]
    community: dict[str, int]
    """Shared node -> number of its community; empty for maps without communities."""
    grounds: list[Ground]
    """The rectangles of the communities, by number."""


def positions(
    drawn: Drawn,
    sharing: Sharing,
    spots: Sequence[Spot],
    labels: Mapping[str, str],
    focus: str | None = None,
) -> Places:
    """Return a place for every node, in whole units of the canvas, and the communities of a large map.

    Args:
        drawn: the graph.
        sharing: what its proposals have in common.
        spots: its nodes as the layout sees them.
        labels: what is written beside each node.
        focus: the node in the middle of a small map.
    """
    pairs = pairs_of(drawn)
    if focus is not None and len(drawn.nodes) <= RADIAL_UP_TO:
        return Places(radial(spots, pairs, focus), {}, [])
    if opens_with_shared(drawn, sharing):
        return _atlas_positions(drawn, sharing, spots, labels)
    return Places(layout(spots, pairs), {}, [])


def pairs_of(drawn: Drawn) -> list[tuple[str, str]]:
    """Return the ends of every link."""
    return [(link.source, link.target) for link in drawn.links]


def opens_with_shared(drawn: Drawn, sharing: Sharing) -> bool:
    """Tell whether the first look of a page is what proposals share: so for large pages that have it."""
    titled = sum(node.label in TITLED for node in drawn.nodes)
    return len(drawn.nodes) > ALL_UP_TO and len(sharing.shared) > titled > 1


def _atlas_positions(
    drawn: Drawn, sharing: Sharing, spots: Sequence[Spot], labels: Mapping[str, str]
) -> Places:
    """Place what is shared first, then the rest in rings around its proposals."""
    by_id = {spot.id: spot for spot in spots}
    scaffold = scaffolding(drawn.nodes)
    places = [
        Place(
            id=node.id,
            lines=tuple(width(line) for line in labels[node.id].split("\n")),
            titled=by_id[node.id].titled,
            weight=0.0 if node.id in scaffold else float(len(sharing.reach.get(node.id, ()))),
        )
        for node in drawn.nodes
        if node.id in sharing.shared
    ]
    joined = {(min(pair), max(pair)) for pair in pairs_of(drawn) if pair[0] != pair[1]}
    joined |= {(min(b.source, b.target), max(b.source, b.target)) for b in sharing.bridges}
    inner = sorted(pair for pair in joined if pair[0] in sharing.shared and pair[1] in sharing.shared)
    found = atlas(places, inner)
    points = {name: (x * _SCALE, y * _SCALE) for name, (x, y) in found.points.items()}
    owners = _owners(drawn, sharing)
    for owner, leaves in owners.items():
        leaves.sort(key=lambda name: (by_id[name].group, name))
        points |= ring_points(points[owner], by_id[owner].size, leaves, (), titled=by_id[owner].titled)
    left = [spot for spot in spots if spot.id not in points]
    if left:
        names = {spot.id for spot in left}
        apart = layout(left, [pair for pair in sorted(joined) if pair[0] in names and pair[1] in names])
        low = max(y for _, y in points.values())
        start = min(y for _, y in apart.values())
        points |= {name: (float(x), y - start + low + _ELSEWHERE) for name, (x, y) in apart.items()}
    grounds = [
        Ground(
            round(one.left * _SCALE),
            round(one.top * _SCALE),
            round(one.right * _SCALE),
            round(one.bottom * _SCALE),
            one.telling,
        )
        for one in found.grounds
    ]
    return Places({name: (round(x), round(y)) for name, (x, y) in points.items()}, found.community, grounds)


def _owners(drawn: Drawn, sharing: Sharing) -> dict[str, list[str]]:
    """Return the nodes that are not shared by the nearest shared one, what is written before what is not."""
    near: dict[str, set[str]] = defaultdict(set)
    for link in drawn.links:
        near[link.source].add(link.target)
        near[link.target].add(link.source)
    titled = {node.id for node in drawn.nodes if node.label in TITLED}
    owner = {name: name for name in sharing.shared}
    result: dict[str, list[str]] = defaultdict(list)
    for starts in (sorted(titled), sorted(sharing.shared - titled)):
        front = starts
        while front:
            reached: dict[str, str] = {}
            for name in front:
                for other in sorted(near[name]):
                    if other not in owner and other not in reached:
                        reached[other] = owner[name]
            for name, found in reached.items():
                result[found].append(name)
            owner |= reached
            front = sorted(reached)
    return dict(sorted(result.items()))
