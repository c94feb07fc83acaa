"""What a free statement may yield, as plain values that both engines spell alike.

A node becomes its label and properties, an edge its type and properties, a path the list of its nodes and
edges in turn, a date or a point its text. Whole numbers, texts, truth values and null stay as they are.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

_NODE = frozenset({"id", "labels", "properties"})
_EDGE = frozenset({"id", "start", "end", "type", "properties"})
_PATH = frozenset({"nodes", "relationships"})
"""Keys of what kglite gives for a node, an edge and a path."""

_ENGINE_OWN = frozenset({"title", "type", "terms", "holders"})
"""What kglite puts among a node's properties, and what we keep there in Neo4j: not of the model."""


def plain(value: Any) -> Any:
    """Return a value of either engine as None, bool, int, float, str, or a list or dict of these."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return _mapping(cast("Mapping[str, Any]", value))
    if hasattr(value, "relationships"):
        return _path(value.nodes, value.relationships)
    if type(value) is list or type(value) is tuple:  # the driver's points and durations are tuples too
        return [plain(item) for item in cast("list[Any]", value)]
    if isinstance(value, bytes | bytearray):
        return value.hex()
    return _text(value)


def _mapping(value: Any) -> Any:
    """Tell nodes, edges and paths from a map that the statement made.

    The driver's are mappings of their properties that know their labels or type: told by that, for the driver
    itself takes long to import and is not there when the embedded engine answers.
    """
    if hasattr(value, "labels"):
        return _node(value.labels, value)
    if hasattr(value, "start_node"):
        return {"type": value.type, **_properties(value)}
    keys = frozenset(value)
    if keys == _NODE:
        return _node(value["labels"], value["properties"])
    if keys == _EDGE:
        return {"type": value["type"], **_properties(value["properties"])}
    if keys == _PATH:
        return _path(value["nodes"], value["relationships"])
    return {str(key): plain(item) for key, item in value.items()}


def _node(labels: Iterable[str], properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"label": ":".join(sorted(labels)), **_properties(properties)}


def _properties(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return properties, sorted, without what an engine adds of its own."""
    return {key: plain(item) for key, item in sorted(properties.items()) if key not in _ENGINE_OWN}


def _path(nodes: Iterable[Any], edges: Iterable[Any]) -> list[Any]:
    return list(_in_turn(list(nodes), list(edges)))


def _in_turn(nodes: list[Any], edges: list[Any]) -> Iterator[Any]:
    for number, node in enumerate(nodes):
        yield plain(node)
        if number < len(edges):
            yield plain(edges[number])


def _text(value: Any) -> str:
    """Spell a date, time or duration as ISO 8601, anything else as it prints itself."""
    for name in ("iso_format", "isoformat"):
        spell = getattr(value, name, None)
        if spell is not None:
            return str(spell())
    return str(value)
