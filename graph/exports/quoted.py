"""Edges with the sentences behind them, in order of their keys."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from graph.evidence import quote
from graph.model import Edge, Evidence
from graph.store import Store

_TEXTS = 32
"""Texts kept: edges come in order of their keys, so those of one document stand together."""


def quoted_edges(store: Store) -> Iterator[tuple[Edge, tuple[Evidence, ...]]]:
    """Yield every edge with its quotations, sorted by key; none for edges of structure or the lexicon.

    Raises:
        StoreError: the store cannot be read.
    """
    names = {document: name for document, name, _ in store.documents()}
    text = lru_cache(maxsize=_TEXTS)(store.text)
    for edge in store.edges():
        words = (text(edge.document) or "") if edge.spans else ""
        name = names.get(edge.document, "")
        yield edge, tuple(quote(edge.document, name, words, span.start, span.end) for span in edge.spans)
