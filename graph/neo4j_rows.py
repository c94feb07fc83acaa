"""Nodes and edges as the rows that travel to Neo4j, and back.

What lies in the embedded store's tables stands here on the nodes and edges themselves: a passage holds its
``text``; an edge holds its quotations as parallel lists, each with its sentence, so that whoever looks at an
edge in any tool can read why it is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from graph.full_text import index_terms
from graph.model import Edge, EdgeType, Evidence, Label, Node, Span, StoreError, Value
from graph.properties import EDGE_PROPERTIES, NODE_PROPERTIES, QUALIFIER
from graph.text import Sentences

Properties = dict[str, Any]
"""What the driver takes and gives: plain values and lists of them."""

_sentences = lru_cache(maxsize=32)(Sentences)
"""The sentences of the last texts: many edges quote one, and they come together."""

_LONGEST_KEY = 8_000
"""Bytes of an id or key that the server's index takes (8,164 less its own overhead)."""


def node_row(node: Node, found_by: str) -> Properties:
    """Return a node's properties; those it lacks are None, which takes away what an older version had.

    Args:
        node: the node.
        found_by: what it is found by, which is a passage's text.
    """
    row: Properties = {name: node.properties.get(name) for name in NODE_PROPERTIES[node.label]}
    if node.label is Label.PASSAGE:
        row["text"] = found_by
    return row | {"id": _short(node.id), "name": node.name, "terms": index_terms(found_by)}


def edge_row(edge: Edge, text: str) -> dict[str, Any]:
    """Return ``{"source", "target", "properties"}`` of an edge.

    Args:
        edge: the edge.
        text: the text of the document it quotes.
    """
    properties: Properties = {
        "key": _short(edge.key),
        "weight": len(edge.spans),
        "method": edge.method or None,
        "confidence": edge.confidence,
        "document": edge.document or None,
        **edge.properties,
    }
    if edge.qualifier:
        properties[QUALIFIER[edge.type]] = edge.qualifier
    if edge.spans:
        sentences = _sentences(text)
        found = [sentences.bounds(span.start, span.end) for span in edge.spans]
        properties |= {
            "starts": [span.start for span in edge.spans],
            "ends": [span.end for span in edge.spans],
            "exacts": [text[span.start : span.end] for span in edge.spans],
            "sentences": [text[left:right] for left, right in found],
            "sentence_starts": [left for left, _ in found],
        }
    return {"source": edge.source, "target": edge.target, "properties": properties}


def to_node(label: Label, row: Mapping[str, Any]) -> Node:
    """Return the node that a row stands for."""
    names = NODE_PROPERTIES[label]
    properties: dict[str, Value] = {name: row[name] for name in sorted(names) if row.get(name) is not None}
    return Node(id=row["id"], label=label, name=row["name"], properties=properties)


def to_edge(kind: EdgeType, source: str, target: str, row: Mapping[str, Any]) -> Edge:
    """Return the edge that a row stands for."""
    spans = zip(row.get("starts", ()), row.get("ends", ()), row.get("exacts", ()), strict=True)
    return Edge(
        source=source,
        type=kind,
        target=target,
        qualifier=row.get(QUALIFIER.get(kind, ""), ""),
        document=row.get("document", ""),
        spans=tuple(Span(start=start, end=end, exact=exact) for start, end, exact in spans),
        method=row.get("method", ""),
        confidence=row.get("confidence", 1.0),
        properties={name: row[name] for name in EDGE_PROPERTIES.get(kind, ()) if name in row},
    )


def to_evidence(document_name: str, row: Mapping[str, Any]) -> tuple[Evidence, ...]:
    """Return the quotations that an edge holds, in order of their offsets."""
    if "starts" not in row:
        return ()
    columns = zip(
        row["starts"], row["ends"], row["exacts"], row["sentences"], row["sentence_starts"], strict=True
    )
    return tuple(
        Evidence(
            document=row["document"],
            document_name=document_name,
            start=start,
            end=end,
            exact=exact,
            sentence=sentence,
            sentence_start=sentence_start,
        )
        for start, end, exact, sentence, sentence_start in columns
    )


def _short(key: str) -> str:
    """Return an id or key that the server can hold; refuse one that it would choke on in mid-transaction."""
    if len(key.encode()) > _LONGEST_KEY:
        raise StoreError(
            f"编号太长, Neo4j 存不下 (an id is too long for Neo4j): {key[:60]}…; "
            "请缩短来源或文件名 (shorten the source or file name)"
        )
    return key
