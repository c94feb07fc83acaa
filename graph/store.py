"""The store contract: what every engine behind the graph offers, and the read-only view the questions get."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from enum import StrEnum
from typing import Any, Protocol, Self

from graph.model import Edge, Evidence, Extraction, Node, PassageText, Record, Value

Row = dict[str, Value]
"""One row of a result: column name -> plain value."""

Trace = Callable[[str, Mapping[str, Value]], None]
"""Is told each Cypher statement and its parameters before it runs."""


class Change(StrEnum):
    """What adding a document did to the store."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


class Holding(Record, frozen=True, kw_only=True):
    """What a store keeps of one document beside the graph: its text, and what it shares with others.

    ``nodes`` are ids and ``edges`` keys of what goes with the last document that holds it.
    """

    document: str
    sha256: str
    fingerprint: str
    text: str
    nodes: tuple[str, ...]
    edges: tuple[str, ...]


class Table(Record, frozen=True, kw_only=True):
    """What a free statement yields: columns, rows of plain values, and whether there was more."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    more: bool


class View(Protocol):
    """Read-only access to a graph; there is no way to write through it."""

    @property
    def identity(self) -> str:
        """Store id and generation: changes whenever the graph does, so that answers can be cached."""
        ...

    def run(self, cypher: str, parameters: Mapping[str, Value] | None = None) -> list[Row]:
        """Run one reading Cypher statement with parameters.

        Raises:
            QueryError: the statement is not valid, writes, or lacks a parameter.
            StoreError: the engine failed.
        """
        ...

    def query(self, cypher: str, parameters: Mapping[str, Any], *, limit: int, seconds: float) -> Table:
        """Run a user's own reading statement, for so many rows and seconds at most.

        Nodes, edges and paths come out as plain values, see ``graph.plain_values``.

        Raises:
            QueryError: as for ``run``, or the time is over.
            StoreError: the engine failed.
        """
        ...

    def evidence(self, keys: Iterable[str]) -> dict[str, tuple[Evidence, ...]]:
        """Return the quotations behind edges, by edge key, in order of document and offset.

        Keys of edges without quotations (structure, lexicon) map to an empty tuple; so do unknown keys.
        """
        ...

    def passages(self, ids: Iterable[str]) -> dict[str, PassageText]:
        """Return the words of passages, by id; unknown ids are left out."""
        ...

    def candidates(self, bigrams: str, limit: int) -> list[str]:
        """Return the ids of at most ``limit`` nodes whose text, name or aliases hold all the bigrams.

        Best matches come first; the caller checks the real text, because bigrams that all occur need not
        stand side by side.

        Raises:
            StoreError: the engine failed.
        """
        ...


class Store(Protocol):
    """A graph that lasts."""

    def add(self, extraction: Extraction) -> Change:
        """Add a document, or replace the one with the same id; all of it or nothing.

        Raises:
            ModelError: the extraction breaks the graph model.
            StoreError: nothing was written.
        """
        ...

    def note_reading(self, document: str, reading: str) -> None:
        """Note what a stored document was read from and how; holds until the document is replaced.

        Raises:
            StoreError: it was not noted.
        """
        ...

    def reading(self, document: str) -> str:
        """Return what was noted of a document as it is stored now; an empty text where nothing was."""
        ...

    def batch(self) -> AbstractContextManager[None]:
        """Group documents into larger transactions, for speed; each is still all or nothing."""
        ...

    def remove(self, document: str) -> bool:
        """Remove a document, by id or source, with everything only it held; False where there is none."""
        ...

    def view(self) -> View:
        """Return a read-only view of the graph as it is now."""
        ...

    def counts(self) -> dict[str, dict[str, int]]:
        """Return ``{"nodes": {label: n}, "edges": {type: n}}``, sorted by name, zeros included."""
        ...

    def documents(self) -> Sequence[tuple[str, str, str]]:
        """Return (id, name, source) of every document, sorted by id."""
        ...

    def text(self, document: str) -> str | None:
        """Return the stored text of a document, which all offsets count in; None for an unknown id."""
        ...

    def nodes(self) -> Iterator[Node]:
        """Yield every node, sorted by id."""
        ...

    def edges(self) -> Iterator[Edge]:
        """Yield every edge, sorted by key."""
        ...

    def faults(self) -> Iterator[str]:
        """Yield what the engine itself finds wrong, one line each in Chinese and English."""
        ...

    def mend(self) -> Iterator[str]:
        """Make constraints and indexes that are missing, and yield the name of each."""
        ...

    def holdings(self) -> Iterator[Holding]:
        """Yield what is kept of every document, sorted by its id."""
        ...

    def close(self) -> None:
        """Release files and connections; the store cannot be used afterwards."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...
