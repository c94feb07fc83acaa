"""How properties and spans are written in a column of the SQLite file: as JSON, always in the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from graph.model import Span, Value

_SPANS = msgspec.json.Decoder(list[tuple[int, int, str]])


def properties_to_json(properties: Mapping[str, Value]) -> str:
    """Return properties as JSON with sorted names."""
    return msgspec.json.encode(properties, order="sorted").decode()


def properties_from_json(column: str) -> dict[str, Value]:
    """Return the properties of a column; lists come back as lists."""
    properties: dict[str, Value] = msgspec.json.decode(column)
    return properties


def spans_to_json(spans: Iterable[Span]) -> str:
    """Return spans as JSON triples of start, end and exact words."""
    return msgspec.json.encode([(span.start, span.end, span.exact) for span in spans]).decode()


def spans_from_json(column: str) -> tuple[Span, ...]:
    """Return the spans of a column, in order of their offsets."""
    return tuple(Span(start=start, end=end, exact=exact) for start, end, exact in _SPANS.decode(column))
