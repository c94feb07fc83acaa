"""The read-only view of the embedded store: Cypher, quotations and full-text candidates."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from graph import sqlite_read
from graph.cypher_engine import CypherEngine
from graph.evidence import evidence
from graph.full_text import candidates
from graph.model import Evidence, PassageText, Value
from graph.sqlite_file import plain_errors
from graph.store import Row, Table, Trace


class SqliteView:
    """A view of the graph as of its first ``run``, which starts the engine."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        identity: str,
        start: Callable[[], tuple[str, CypherEngine]],
        trace: Trace | None,
    ) -> None:
        self._connection = connection
        self._path = path
        self._identity = identity
        self._start = start
        self._engine: CypherEngine | None = None
        self._trace = trace

    @property
    def identity(self) -> str:
        """Store id, generation and revision: it changes with the graph, so that answers can be cached."""
        return self._identity

    def run(self, cypher: str, parameters: Mapping[str, Value] | None = None) -> list[Row]:
        """Run one reading Cypher statement with parameters.

        Raises:
            QueryError: the statement is not valid, writes, reaches outside the graph, or lacks a parameter.
            StoreError: the store or the engine failed.
        """
        if self._trace is not None:
            self._trace(cypher, parameters or {})
        return self._started().run(cypher, parameters)

    def query(self, cypher: str, parameters: Mapping[str, Any], *, limit: int, seconds: float) -> Table:
        """Run a user's own reading statement, for so many rows and seconds at most.

        Raises:
            QueryError: as for ``run``, or the time is over.
            StoreError: the store or the engine failed.
        """
        if self._trace is not None:
            self._trace(cypher, parameters)
        return self._started().query(cypher, parameters, limit=limit, seconds=seconds)

    def _started(self) -> CypherEngine:
        if self._engine is None:
            self._identity, self._engine = self._start()
        return self._engine

    def evidence(self, keys: Iterable[str]) -> dict[str, tuple[Evidence, ...]]:
        """Return the quotations behind edges, by edge key; empty for edges without, and for unknown keys.

        Raises:
            StoreError: the store cannot be read.
        """
        with plain_errors(self._path, "read"):
            return evidence(self._connection, keys)

    def passages(self, ids: Iterable[str]) -> dict[str, PassageText]:
        """Return the words of passages, by id; unknown ids are left out.

        Raises:
            StoreError: the store cannot be read.
        """
        with plain_errors(self._path, "read"):
            return sqlite_read.passages(self._connection, ids)

    def candidates(self, bigrams: str, limit: int) -> list[str]:
        """Return the ids of at most ``limit`` nodes whose text, name or aliases hold all the bigrams.

        A single character is found at any place. Best matches come first, equal ones by id; the caller
        checks the real text, because bigrams that all occur need not stand side by side.

        Raises:
            StoreError: the store cannot be read.
        """
        with plain_errors(self._path, "search"):
            return candidates(self._connection, bigrams, limit)
