"""Look a whole graph over: what the engine says of itself, and whether every edge and quotation is sound."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from graph.identity import OWN
from graph.model import ENDS, Edge, Label
from graph.store import Store

_TEXTS = 32
_SHOWN = 20
"""Faults of one kind that are told one by one."""


def examine(store: Store) -> Iterator[str]:
    """Yield what is wrong with a graph, one line each in Chinese and English; nothing where all is well.

    Every edge must join two nodes that are there and that its type may join; every quotation must be the
    very words at its place; every node must be held by a document.

    Raises:
        StoreError: the store cannot be read.
    """
    yield from store.faults()
    labels = {node.id: node.label for node in store.nodes()}
    yield from _first(_edges(store, labels))
    yield from _first(_holders(store, labels))


def _edges(store: Store, labels: dict[str, Label]) -> Iterator[str]:
    text = lru_cache(maxsize=_TEXTS)(store.text)
    for edge in store.edges():
        if edge.source not in labels or edge.target not in labels:
            yield f"{edge.key}: 一端不存在 (one of its ends is missing)"
            continue
        sources, targets = ENDS[edge.type]
        if labels[edge.source] not in sources or labels[edge.target] not in targets:
            yield f"{edge.key}: 这种关系不能连这两类 (its type may not join these)"
        if edge.spans and not _fits(edge, text(edge.document)):
            yield f"{edge.key}: 引文与原文不符 (its quotation is not what stands there)"


def _fits(edge: Edge, text: str | None) -> bool:
    return text is not None and all(text[span.start : span.end] == span.exact for span in edge.spans)


def _holders(store: Store, labels: dict[str, Label]) -> Iterator[str]:
    held: set[str] = set()
    for holding in store.holdings():
        held.update(holding.nodes)
        if holding.document not in labels:
            yield f"{holding.document}: 文档没有节点 (a document without its node)"
    for id_, label in labels.items():
        if label not in OWN and id_ not in held:
            yield f"{id_}: 没有文档提到它 (no document holds it)"


def _first(faults: Iterator[str]) -> Iterator[str]:
    """Yield the first faults, and how many more there are."""
    more = 0
    for number, fault in enumerate(faults):
        if number < _SHOWN:
            yield fault
        else:
            more += 1
    if more:
        yield f"……另有 {more} 处 (and {more} more)"
