"""Open a graph by its path, or by the address of the server it lives in."""

from __future__ import annotations

from pathlib import Path

from graph.neo4j_address import is_address
from graph.store import Store, Trace


def open_store(
    place: str | Path, *, rebuild: bool = False, readonly: bool = False, trace: Trace | None = None
) -> Store:
    """Open the graph at ``place``; it is created where there is none, unless ``readonly``.

    Args:
        place: the path of an embedded graph's SQLite file, or the address of a Neo4j server
            (``neo4j://host:7687/database``; credentials: see ``graph.neo4j_address``).
        rebuild: start clean; needed where another version of Yimai made the graph.
        readonly: never write; a missing graph is then an error that says how to build one.
        trace: is told each Cypher statement and its parameters before it runs.

    Raises:
        StoreError: the place does not lead to a graph that can be opened; says why and what to do next.
    """
    # Each engine is imported when it is asked for: both are large, and one is enough.
    if isinstance(place, str) and is_address(place):
        from graph.neo4j_store import Neo4jStore

        return Neo4jStore.open(place, rebuild=rebuild, readonly=readonly, trace=trace)
    from graph.sqlite_store import SqliteStore

    return SqliteStore(Path(place), rebuild=rebuild, readonly=readonly, trace=trace)
