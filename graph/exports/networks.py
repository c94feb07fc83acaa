"""GraphML and GEXF: the graph for networkx, Gephi, Cytoscape and yEd."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from importlib import import_module
from typing import Any, BinaryIO

from graph.exports.cells import cell, printable
from graph.exports.quoted import quoted_edges
from graph.model import Edge, Evidence, Node
from graph.properties import NODE_PROPERTIES
from graph.store import Store

_ETREE: Any = import_module("lxml.etree")  # the package has no types
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://www.gexf.net/1.2draft"
_WHOLE = frozenset({"year", "position", "start_offset", "end_offset"})
"""Properties that are whole numbers; all others are text."""
_NODE = ("label", "name", *sorted({name for names in NODE_PROPERTIES.values() for name in names}))
_EDGE = {
    "type": "string",
    "qualifier": "string",
    "titles": "string",
    "document": "string",
    "weight": "integer",
    "method": "string",
    "confidence": "double",
    "exacts": "string",
    "sentences": "string",
}
"""Attributes of an edge; the words and sentences behind it stand one to a line."""


def write_graphml(store: Store, out: BinaryIO) -> None:
    """Write the graph as GraphML: directed, several edges between two nodes, all properties as attributes.

    Lists are joined by ``；``; control characters that XML has no place for become ``\ufffd``.

    Raises:
        StoreError: the store cannot be read.
    """
    with _ETREE.xmlfile(out, encoding="utf-8") as file:
        xml = _Xml(file, _GRAPHML)
        with xml.root("graphml"):
            for name in _NODE:
                kind = "int" if name in _WHOLE else "string"
                xml.empty("key", id=f"n.{name}", **{"for": "node", "attr.name": name, "attr.type": kind})
            for name, kind in _EDGE.items():
                told = "int" if kind == "integer" else kind
                xml.empty("key", id=f"e.{name}", **{"for": "edge", "attr.name": name, "attr.type": told})
            with xml.element("graph", id="G", edgedefault="directed"):
                for node in store.nodes():
                    with xml.element("node", id=node.id):
                        xml.data("n", _node_values(node))
                for edge, quoted in quoted_edges(store):
                    with xml.element("edge", id=edge.key, source=edge.source, target=edge.target):
                        xml.data("e", _edge_values(edge, quoted))


def write_gexf(store: Store, out: BinaryIO) -> None:
    """Write the graph as GEXF 1.2, which Gephi opens with filters and colours by every attribute.

    Raises:
        StoreError: the store cannot be read.
    """
    with _ETREE.xmlfile(out, encoding="utf-8") as file:
        xml = _Xml(file, _GEXF)
        directed = {"mode": "static", "defaultedgetype": "directed"}
        with xml.root("gexf", version="1.2"), xml.element("graph", **directed):
            with xml.element("attributes", **{"class": "node", "mode": "static"}):
                for name in _NODE:
                    kind = "integer" if name in _WHOLE else "string"
                    xml.empty("attribute", id=f"n.{name}", title=name, type=kind)
            with xml.element("attributes", **{"class": "edge", "mode": "static"}):
                for name, kind in _EDGE.items():
                    xml.empty("attribute", id=f"e.{name}", title=name, type=kind)
            with xml.element("nodes"):
                for node in store.nodes():
                    with xml.element("node", id=node.id, label=node.name):
                        xml.attvalues("n", _node_values(node))
            with xml.element("edges"):
                for edge, quoted in quoted_edges(store):
                    ends = {"id": edge.key, "source": edge.source, "target": edge.target}
                    weight = str(max(len(edge.spans), 1))
                    with xml.element("edge", **ends, label=str(edge.type), weight=weight):
                        xml.attvalues("e", _edge_values(edge, quoted))


def _node_values(node: Node) -> Iterator[tuple[str, str]]:
    yield "label", str(node.label)
    yield "name", node.name
    for name in NODE_PROPERTIES[node.label]:
        value = node.properties.get(name)
        if value is not None:
            yield name, str(cell(value))


def _edge_values(edge: Edge, quoted: tuple[Evidence, ...]) -> Iterator[tuple[str, str]]:
    values = {
        "type": str(edge.type),
        "qualifier": edge.qualifier,
        "titles": str(cell(edge.properties.get("titles"))),
        "document": edge.document,
        "weight": str(len(edge.spans)),
        "method": edge.method,
        "confidence": str(edge.confidence),
        "exacts": "\n".join(item.exact for item in quoted),
        "sentences": "\n".join(item.sentence for item in quoted),
    }
    yield from ((name, value) for name, value in values.items() if value)


class _Xml:
    """Elements of one namespace, written as they come; what XML has no place for is left out."""

    def __init__(self, file: Any, namespace: str) -> None:
        self._file = file
        self._namespace = namespace
        file.write_declaration()

    def root(self, tag: str, **attributes: str) -> AbstractContextManager[Any]:
        element: AbstractContextManager[Any] = self._file.element(
            f"{{{self._namespace}}}{tag}", attributes, nsmap={None: self._namespace}
        )
        return element

    def element(self, tag: str, **attributes: str) -> AbstractContextManager[Any]:
        self._file.write("\n")
        return self._inside(tag, attributes)

    def empty(self, tag: str, **attributes: str) -> None:
        with self.element(tag, **attributes):
            pass

    def data(self, prefix: str, values: Iterator[tuple[str, str]]) -> None:
        for name, value in values:
            with self._inside("data", {"key": f"{prefix}.{name}"}):
                self._file.write(printable(value))

    def attvalues(self, prefix: str, values: Iterator[tuple[str, str]]) -> None:
        with self._inside("attvalues", {}):
            for name, value in values:
                with self._inside("attvalue", {"for": f"{prefix}.{name}", "value": value}):
                    pass

    def _inside(self, tag: str, attributes: dict[str, str]) -> AbstractContextManager[Any]:
        clean = {name: printable(value) for name, value in attributes.items()}
        element: AbstractContextManager[Any] = self._file.element(f"{{{self._namespace}}}{tag}", clean)
        return element
