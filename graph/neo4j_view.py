"""The read-only view of a Neo4j store: Cypher, quotations, passages and full-text candidates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, LiteralString, cast

from graph.cypher_guard import refuse_outside
from graph.full_text import lucene_expression
from graph.model import EdgeType, Evidence, PassageText, QueryError, Value
from graph.neo4j_errors import query_errors
from graph.neo4j_rows import to_evidence
from graph.neo4j_server import READING, Server, Tx, run
from graph.neo4j_setup import FULL_TEXT
from graph.plain_values import plain
from graph.store import Row, Table, Trace

_OUTSIDE = ("AdministrationCommand", "LoadCSV", "ProcedureCall", "Show", "Terminate", "Transaction")
"""Operators of a plan that reach past the graph; that a statement writes, the server refuses by itself."""


class Neo4jView:
    """A view of the graph in one database; every call is a reading transaction of its own."""

    def __init__(self, server: Server, identity: str, trace: Trace | None) -> None:
        self._server = server
        self._identity = identity
        self._trace = trace

    @property
    def identity(self) -> str:
        """Store id, generation and revision: it changes with the graph, so that answers can be cached."""
        return self._identity

    def run(self, cypher: str, parameters: Mapping[str, Value] | None = None) -> list[Row]:
        """Run one reading Cypher statement with parameters; the statement is our own.

        Its plan is not asked for first, as that of a user's own is: a server that has just started takes as
        long to plan a statement as to run it.

        Raises:
            QueryError: the statement is not valid, writes, reaches outside the graph, or lacks a parameter.
            StoreError: the server failed or cannot be reached.
        """
        given = dict(parameters or {})
        if self._trace is not None:
            self._trace(cypher, given)
        refuse_outside(cypher)
        return self._server.read(_rows, cypher, given)

    def query(self, cypher: str, parameters: Mapping[str, Any], *, limit: int, seconds: float) -> Table:
        """Run a user's own reading statement, for so many rows and seconds at most.

        Raises:
            QueryError: as for ``run``, or the time is over.
            StoreError: the server failed or cannot be reached.
        """
        given = dict(parameters)
        if self._trace is not None:
            self._trace(cypher, given)
        refuse_outside(cypher)
        self._server.read(_check_plan, cypher, given)
        return self._server.read_within(seconds, _table, cypher, given, limit, seconds)

    def evidence(self, keys: Iterable[str]) -> dict[str, tuple[Evidence, ...]]:
        """Return the quotations behind edges, by edge key; empty for edges without, and for unknown keys.

        Raises:
            StoreError: the server failed or cannot be reached.
        """
        found: dict[str, tuple[Evidence, ...]] = dict.fromkeys(keys, ())
        for kind, some in _by_type(found).items():
            found |= self._server.read(_evidence, kind, some)
        return found

    def passages(self, ids: Iterable[str]) -> dict[str, PassageText]:
        """Return the words of passages, by id; unknown ids are left out.

        Raises:
            StoreError: the server failed or cannot be reached.
        """
        return self._server.read(_passages, list(ids))

    def candidates(self, bigrams: str, limit: int) -> list[str]:
        """Return the ids of at most ``limit`` nodes whose text, name or aliases hold all the bigrams.

        Best matches come first, equal ones by id, in the same order as in the embedded store.

        Raises:
            StoreError: the server failed or cannot be reached.
        """
        expression = lucene_expression(bigrams)
        return self._server.read(_candidates, expression, limit) if expression and limit > 0 else []


def _rows(tx: Tx, cypher: str, parameters: Mapping[str, Value]) -> list[Row]:
    # Not ``run``: the parameters of a statement that is not ours may have any name.
    with query_errors(READING):
        return tx.run(cast("LiteralString", cypher), dict(parameters)).data()


def _table(tx: Tx, cypher: str, parameters: Mapping[str, Any], limit: int, seconds: float) -> Table:
    with query_errors(seconds):
        result = tx.run(cast("LiteralString", cypher), dict(parameters))
        columns = tuple(result.keys())
        records = list(islice(result, limit + 1))
        result.consume()  # the server need not make the rest
    return Table(
        columns=columns,
        rows=tuple(tuple(plain(value) for value in record.values()) for record in records[:limit]),
        more=len(records) > limit,
    )


def _evidence(tx: Tx, kind: EdgeType, keys: list[str]) -> dict[str, tuple[Evidence, ...]]:
    statement = f"""
        UNWIND $keys AS key MATCH ()-[r:{kind} {{key: key}}]->() WHERE r.starts IS NOT NULL
        MATCH (d:Document {{id: r.document}})
        RETURN key, d.name AS name, properties(r) AS edge"""
    rows = run(tx, statement, keys=keys).data()
    return {str(row["key"]): to_evidence(str(row["name"]), row["edge"]) for row in rows}


def _passages(tx: Tx, ids: list[str]) -> dict[str, PassageText]:
    statement = """
        UNWIND $ids AS id
        MATCH (d:Document)<-[:IN_DOCUMENT*0..1]-()-[:HAS_PASSAGE]->(q:Passage {id: id})
        RETURN id, d.id AS document, d.name AS document_name, q.start_offset AS start, q.text AS text"""
    rows = run(tx, statement, ids=ids).data()
    return {str(row.pop("id")): PassageText(**row) for row in rows}


def _candidates(tx: Tx, expression: str, limit: int) -> list[str]:
    statement = f"""
        CALL db.index.fulltext.queryNodes('{FULL_TEXT}', $expression) YIELD node
        RETURN node.id AS id ORDER BY node:Passage, size(node.name), id LIMIT $limit"""
    return [str(row["id"]) for row in run(tx, statement, expression=expression, limit=limit).data()]


def _check_plan(tx: Tx, cypher: str, parameters: Mapping[str, Any]) -> None:
    """Refuse by its plan a statement that loads files, calls procedures or rules the server.

    The plan is the server's own reading of the text: no trick of writing gets past it.
    """
    with query_errors(READING):
        result = tx.run(cast("LiteralString", f"EXPLAIN {cypher}"), dict(parameters))
        plan = cast("Mapping[str, Any]", result.consume().plan or {})  # pyright: ignore[reportUnknownMemberType]
    if found := sorted({name for name in _operators(plan) if name.startswith(_OUTSIDE)}):
        raise QueryError(f"{found[0]} is not allowed: a question reads the graph only; use MATCH")


def _operators(plan: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of the operators of a plan."""
    yield str(plan.get("operatorType", ""))
    for child in plan.get("children", ()):
        yield from _operators(child)


def _by_type(keys: Iterable[str]) -> dict[EdgeType, list[str]]:
    """Return edge type -> the keys that may be of it: a key has its type's name between bars."""
    found: defaultdict[EdgeType, list[str]] = defaultdict(list)
    for key in keys:
        for kind in EdgeType:
            if f"|{kind}|" in key:
                found[kind].append(key)
    return dict(found)
