"""The yardstick for loading into Neo4j: a plain loop over the driver that writes rows made beforehand.

It does what anybody would write by hand: constraints first, then every node once and every edge once, in
transactions of some thousand rows. It knows nothing of replacing, removing or interrupted loads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import neo4j

from graph.full_text import searchable
from graph.identity import OWN
from graph.model import EdgeType, Extraction, Label
from graph.neo4j_rows import edge_row, node_row
from graph.neo4j_setup import BOOK, schema
from graph.project import project

ROWS = 10_000
Rows = list[dict[str, Any]]


def rows_of(extractions: Iterable[Extraction]) -> tuple[dict[str, Rows], Rows]:
    """Return statement -> rows of all nodes and edges, each once, and the rows of the documents' texts."""
    nodes: dict[Label, dict[str, dict[str, Any]]] = defaultdict(dict)
    edges: dict[tuple[EdgeType, Label, Label], dict[str, dict[str, Any]]] = defaultdict(dict)
    books: Rows = []
    for one in extractions:
        found, joined = project(one)
        labels = {node.id: node.label for node in found}
        for node in found:
            nodes[node.label][node.id] = node_row(node, searchable(node, one.text))
        for edge in joined:
            ends = (edge.type, labels[edge.source], labels[edge.target])
            edges[ends][edge.key] = edge_row(edge, one.text)
        books.append(
            {
                "id": one.document.id,
                "text": one.text,
                "nodes": [node.id for node in found if node.label not in OWN],
                "edges": [edge.key for edge in joined if not edge.document],
            }
        )
    statements = {
        f"UNWIND $rows AS r CREATE (n:{label}) SET n = r": list(rows.values())
        for label, rows in nodes.items()
    }
    for (kind, source, target), rows in edges.items():
        statement = (
            f"UNWIND $rows AS r MATCH (a:{source} {{id: r.source}}) MATCH (b:{target} {{id: r.target}}) "
            f"CREATE (a)-[e:{kind}]->(b) SET e = r.properties"
        )
        statements[statement] = list(rows.values())
    return statements, books


def prepare(driver: neo4j.Driver) -> None:
    """Make the constraints and indexes that a graph of ours has."""
    for statement in (*schema().values(), "CALL db.awaitIndexes(300)"):
        driver.execute_query(statement)  # pyright: ignore[reportArgumentType]


def load(driver: neo4j.Driver, statements: dict[str, Rows], books: Rows) -> None:
    """Write all rows, nodes before edges."""
    with driver.session() as session:
        for statement, rows in (
            *statements.items(),
            (f"UNWIND $rows AS r CREATE (b:{BOOK}) SET b = r", books),
        ):
            for some in _parts(rows):
                session.execute_write(_run, statement, some)


def _run(tx: Any, statement: str, rows: Sequence[dict[str, Any]]) -> None:
    tx.run(statement, rows=rows).consume()


def _parts(rows: Rows) -> Iterator[Rows]:
    waiting = iter(rows)
    while some := list(islice(waiting, ROWS)):
        yield some
