"""Cypher over the embedded store: kglite in memory, filled in bulk from the SQLite file.

kglite holds ids, names and what questions filter on, never sentences. It is young, so nothing lasts in it:
it is filled anew, or from a snapshot of its own, whenever the store has changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from typing import Any, Protocol

import kglite

from graph.columns import properties_from_json
from graph.cypher_guard import refuse_outside
from graph.model import EdgeType, Label, QueryError, StoreError, Value
from graph.plain_values import plain
from graph.properties import EDGE_PROPERTIES, NODE_PROPERTIES, QUALIFIER
from graph.store import Row, Table

ENGINE = f"kglite-{kglite.__version__}"
"""Name and version of the engine: part of a snapshot's key."""

TIMEOUT_MS = 60_000
"""Milliseconds after which a statement is given up."""

_BLAMED = (kglite.CypherError, kglite.ArgumentError, kglite.SchemaError)
"""What the engine raises when the statement is to blame."""

_BATCH = 50_000
"""Rows per loading statement: enough to spread its cost, few enough to keep memory flat."""


class _Cypher(Protocol):
    """The one method we use of kglite's classes, whose own annotations need pandas to be known."""

    def cypher(
        self,
        query: str,
        *,
        params: dict[str, Any] | None = None,
        timeout_ms: int | None = None,
        row_limit: int | None = None,
    ) -> Any:
        """Run a statement."""
        ...


class CypherEngine:
    """A frozen graph that answers Cypher; there is no way to write through it."""

    def __init__(self, graph: kglite.KnowledgeGraph) -> None:
        self._frozen: _Cypher = graph.freeze()
        # Its hints (a label that no node has yet) are printed; an empty answer says the same.
        kglite.set_query_warning_policy("silent")

    def run(self, cypher: str, parameters: Mapping[str, Value] | None = None) -> list[Row]:
        """Run one reading statement and return its rows as plain dictionaries.

        Raises:
            QueryError: the statement is not valid, writes, reaches outside, or lacks a parameter.
            StoreError: the engine failed.
        """
        _check(cypher)
        with _plain_errors(TIMEOUT_MS / 1000):
            result = self._frozen.cypher(cypher, params=dict(parameters or {}), timeout_ms=TIMEOUT_MS)
            rows: list[Row] = _in_rows(result).to_dicts()
        return rows

    def query(self, cypher: str, parameters: Mapping[str, Any], *, limit: int, seconds: float) -> Table:
        """Run a user's own reading statement, for so many rows and seconds at most.

        What it holds in memory on the way is not bounded here: see ``graph.free_cypher``.

        Raises:
            QueryError: as for ``run``, or the time is over.
            StoreError: the engine failed.
        """
        _check(cypher)
        with _plain_errors(seconds):
            result = _in_rows(
                self._frozen.cypher(
                    cypher, params=dict(parameters), timeout_ms=int(seconds * 1000), row_limit=limit + 1
                )
            )
            columns: list[str] = list(result.columns)
            rows: list[dict[str, Any]] = result.to_dicts()
        return Table(
            columns=tuple(columns),
            rows=tuple(tuple(plain(row[column]) for column in columns) for row in rows[:limit]),
            more=len(rows) > limit,
        )


def _in_rows(result: Any) -> Any:
    if isinstance(result, str):
        raise QueryError("FORMAT CSV is not allowed: a statement answers in rows; leave it out")
    return result


@contextmanager
def _plain_errors(seconds: float) -> Generator[None]:
    """Turn what the engine raises into our own errors, of one line."""
    try:
        yield
    except kglite.ReadOnlyError as error:
        raise QueryError(
            "the statement writes: a question reads the graph only; use MATCH and RETURN"
        ) from error
    except kglite.CypherTimeoutError as error:
        raise QueryError(f"the statement took longer than {seconds:g} s; narrow it") from error
    except (*_BLAMED, ValueError, OverflowError, TypeError) as error:
        raise QueryError(f"Cypher: {' '.join(str(error).split())}") from error
    except (kglite.KgError, RuntimeError) as error:
        raise StoreError(f"the Cypher engine failed: {' '.join(str(error).split())}") from error


@lru_cache(maxsize=256)
def _check(cypher: str) -> None:
    """Guard once per text: the named questions come again and again."""
    refuse_outside(cypher)


def fill(connection: sqlite3.Connection) -> kglite.KnowledgeGraph:
    """Return a graph of all nodes and edges of the store, in order of id and key."""
    graph = kglite.KnowledgeGraph()
    _fill(graph, connection)
    return graph


def _fill(graph: _Cypher, connection: sqlite3.Connection) -> None:
    ends: dict[int, tuple[str, Label]] = {}
    for label in Label:
        for rows in _batches(_nodes(connection, label, ends)):
            graph.cypher(_node_statement(label), params={"rows": rows})
    for kind in EdgeType:
        for (source, target), rows in _edge_batches(connection, kind, ends):
            graph.cypher(_edge_statement(kind, source, target), params={"rows": rows})


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch


def _fields(names: tuple[str, ...]) -> str:
    """Return ``name: r.name`` pairs of our own names, quoted because ``class`` and others are keywords."""
    return ", ".join(f"`{name}`: r.`{name}`" for name in names)


def _node_statement(label: Label) -> str:
    return f"UNWIND $rows AS r CREATE (:{label} {{{_fields(('id', 'name', *NODE_PROPERTIES[label]))}}})"


def _edge_statement(kind: EdgeType, source: Label, target: Label) -> str:
    """CREATE, not MERGE: edges of one type between the same ends that differ in their qualifier all stay."""
    qualifier = (QUALIFIER[kind],) if kind in QUALIFIER else ()
    fields = _fields(("key", "weight", *qualifier, *EDGE_PROPERTIES.get(kind, ())))
    return (
        f"UNWIND $rows AS r MATCH (a:{source} {{id: r.source}}) MATCH (b:{target} {{id: r.target}}) "
        f"CREATE (a)-[:{kind} {{{fields}}}]->(b)"
    )


def _nodes(connection: sqlite3.Connection, label: Label, ends: dict[int, tuple[str, Label]]) -> Iterator[Row]:
    """Yield the nodes of a label, sorted by id, and note each one's number, id and label in ``ends``."""
    statement = "SELECT n, id, name, properties FROM nodes WHERE label = ? ORDER BY id"
    for number, node, name, properties in connection.execute(statement, (label,)):
        ends[number] = (node, label)
        yield {"id": node, "name": name, **properties_from_json(properties)}


def _edge_batches(
    connection: sqlite3.Connection, kind: EdgeType, ends: dict[int, tuple[str, Label]]
) -> Iterator[tuple[tuple[Label, Label], list[Row]]]:
    """Yield ((label of source, label of target), rows) for the edges of a type, in order of their keys."""
    buckets: dict[tuple[Label, Label], list[Row]] = {}
    statement = """
        SELECT source, target, key, qualifier, properties, json_array_length(spans)
        FROM edges WHERE type = ? ORDER BY key"""
    for source, target, key, qualifier, properties, weight in connection.execute(statement, (kind,)):
        (source_id, source_label), (target_id, target_label) = ends[source], ends[target]
        row: Row = {"source": source_id, "target": target_id, "key": key, "weight": weight}
        if qualifier:
            row[QUALIFIER[kind]] = qualifier
        if properties != "{}":
            row |= properties_from_json(properties)
        bucket = buckets.setdefault((source_label, target_label), [])
        bucket.append(row)
        if len(bucket) == _BATCH:
            yield (source_label, target_label), bucket
            buckets[source_label, target_label] = []
    yield from ((labels, rows) for labels, rows in buckets.items() if rows)
