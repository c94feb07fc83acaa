"""What ties proposals together: the part of a large graph that is worth the first look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from graph.model import EdgeType, Label, Level, Link, Node

ALL_UP_TO = 250
"""Pages of up to this many nodes open with everything in sight, larger ones with what is shared."""

TITLED = frozenset({Label.PROPOSAL, Label.DOCUMENT, Label.PASSAGE})
"""Labels of what has been written: it mentions things, and is always in sight."""

_SCAFFOLD = frozenset({str(Level.SUBTOOL), str(Level.CLASS)})


class Bridge(NamedTuple):
    """A proposal and a shared thing that it mentions only by way of more special things."""

    source: str
    target: str
    links: tuple[int, ...]
    """Numbers of the links by which the proposal mentions what lies below the target."""


class Sharing(NamedTuple):
    """What proposals have in common."""

    shared: frozenset[str]
    """Everything written, and what at least two of that mention, by itself or by what is below."""
    reach: dict[str, frozenset[str]]
    """Thing -> proposals that mention it or anything below it."""
    bridges: tuple[Bridge, ...]


def find_sharing(nodes: Sequence[Node], links: Sequence[Link]) -> Sharing:
    """Tell what at least two proposals share, and which of it they reach by way of things of their own.

    A class or a sub-tool gets no bridges: nearly every proposal has something below it, and lines to all
    would hide what is telling.
    """
    labels = {node.id: node.label for node in nodes}
    direct: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    broader: dict[str, set[str]] = defaultdict(set)
    for number, link in enumerate(links):
        if link.type is EdgeType.BROADER:
            broader[link.source].add(link.target)
        for end, other in ((link.source, link.target), (link.target, link.source)):
            if labels[end] in TITLED and labels[other] not in TITLED:
                direct[other][end].append(number)
    reach: dict[str, set[str]] = defaultdict(set)
    for thing, mentions in direct.items():
        for name in above({thing}, broader):
            reach[name] |= mentions.keys()
    shared = frozenset(node.id for node in nodes if node.label in TITLED or len(reach.get(node.id, ())) > 1)
    scaffold = scaffolding(nodes)
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for thing in sorted(direct.keys() - shared):
        for target in sorted(_first_shared(thing, broader, shared) - scaffold):
            for proposal, numbers in sorted(direct[thing].items()):
                if proposal not in direct[target]:
                    found[proposal, target] += numbers
    bridges = tuple(Bridge(*ends, tuple(sorted(set(numbers)))) for ends, numbers in sorted(found.items()))
    return Sharing(shared, {name: frozenset(found) for name, found in reach.items()}, bridges)


def scaffolding(nodes: Iterable[Node]) -> frozenset[str]:
    """Return the classes and sub-tools: the scheme of the coding, not what a proposal is about."""
    return frozenset(node.id for node in nodes if node.properties.get("level") in _SCAFFOLD)


def above(starts: Iterable[str], broader: Mapping[str, set[str]]) -> set[str]:
    """Return ``starts`` and all that is broader, however many steps; circles do no harm."""
    found, queue = set(starts), list(starts)
    while queue:
        for name in broader.get(queue.pop(), ()):
            if name not in found:
                found.add(name)
                queue.append(name)
    return found


def _first_shared(thing: str, broader: Mapping[str, set[str]], shared: frozenset[str]) -> set[str]:
    """Return the nearest shared things above one that is not shared."""
    seen, found, queue = {thing}, set[str](), [thing]
    while queue:
        for name in broader.get(queue.pop(), ()):
            if name in shared:
                found.add(name)
            elif name not in seen:
                seen.add(name)
                queue.append(name)
    return found
