"""What a query file may name: the labels, edge types and properties of the graph, checked in its text."""

from __future__ import annotations

import re

from graph.model import EdgeType, Label, QueryError
from graph.properties import EDGE_PROPERTIES, NODE_PROPERTIES, QUALIFIER

LABELS = frozenset(label.value for label in Label)
TYPES = frozenset(kind.value for kind in EdgeType)
PROPERTIES = frozenset({"id", "name", "key", "weight"}).union(
    *NODE_PROPERTIES.values(), *EDGE_PROPERTIES.values(), QUALIFIER.values()
)
FORBIDDEN = frozenset({"title", "type", "end"})
"""Names that an engine fills with something of its own, or reserves."""

_NOISE = re.compile(r"//[^\n]*|'[^']*'|\"[^\"]*\"")
_NAME = r"[A-Za-z_]\w*"
_NODE = re.compile(rf"\(\s*(?:{_NAME})?\s*:\s*({_NAME}(?:\s*\|\s*:?{_NAME})*)")
_EDGE = re.compile(rf"\[\s*(?:{_NAME})?\s*:\s*({_NAME}(?:\s*\|\s*:?{_NAME})*)")
_PREDICATE = re.compile(rf"\b{_NAME}:({_NAME})")
_PROPERTY = re.compile(rf"\b{_NAME}\.({_NAME})\b")
_MAP_KEY = re.compile(rf"[{{,]\s*({_NAME})\s*:\s")
_PARAMETER = re.compile(rf"\$({_NAME})")
_IDENTITY = re.compile(r"\b(?:id|elementId)\s*\(", re.IGNORECASE)


def parameters_used(cypher: str) -> frozenset[str]:
    """Return the names of the ``$parameters`` in a statement, comments and quoted text left out."""
    return frozenset(_PARAMETER.findall(_NOISE.sub(" ", cypher)))


def check_words(file: str, cypher: str) -> None:
    """Refuse a statement that names what the graph does not have.

    Raises:
        QueryError: an unknown label, edge type or property, or one that the engines read differently.
    """
    text = _NOISE.sub(" ", cypher)
    if _IDENTITY.search(text):
        raise QueryError(f"{file}: id(...) differs between engines; use the property id")
    edges = _words(_EDGE.findall(text))
    labels = _words(_NODE.findall(text)) | set(_PREDICATE.findall(_EDGE.sub("[", text)))
    properties = set(_PROPERTY.findall(text)) | set(_MAP_KEY.findall(text))
    _refuse(file, "label", labels - LABELS)
    _refuse(file, "edge type", edges - TYPES)
    _refuse(file, "forbidden property", properties & FORBIDDEN)
    _refuse(file, "property", properties - PROPERTIES)


def _words(alternatives: list[str]) -> set[str]:
    return {word.strip(" :\n") for group in alternatives for word in group.split("|")}


def _refuse(file: str, what: str, words: set[str]) -> None:
    if words:
        fault = what if what.startswith("forbidden") else f"unknown {what}"
        raise QueryError(f"{file}: {fault} {', '.join(sorted(words))}")
