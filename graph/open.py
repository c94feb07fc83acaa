"""Open a graph by its path."""

from __future__ import annotations

from pathlib import Path

from graph.sqlite_store import SqliteStore
from graph.store import Trace


def open_store(
    path: str | Path, *, rebuild: bool = False, readonly: bool = False, trace: Trace | None = None
) -> SqliteStore:
    """Open the embedded store at ``path``; it is created where there is none, unless ``readonly``.

    Args:
        path: the graph's SQLite file.
        rebuild: start clean; needed where another version of Yimai made the graph.
        readonly: never write; a missing graph is then an error that says how to build one.
        trace: is told each Cypher statement and its parameters before it runs.

    Raises:
        StoreError: the path does not lead to a graph that can be opened; says why and what to do next.
    """
    return SqliteStore(Path(path), rebuild=rebuild, readonly=readonly, trace=trace)
