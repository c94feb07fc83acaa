"""How many documents hold each shared node and edge in Neo4j, so that the last one takes it along.

Only taking a document out needs these numbers, so loading does not count. The book of a document that is not
counted yet is marked in the graph itself, and counted before any document goes: neither a load that is cut
short nor files that were imported leave a wrong number behind.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from typing import Any

from graph.model import Label
from graph.neo4j_server import Tx, in_batches, run
from graph.neo4j_setup import STORE, UNCOUNTED

_LABELS = {label.lower(): label for label in Label}
"""What an id begins with -> the label it is of."""

_COUNTED = 2_000
"""Documents counted at a time: the server holds a whole transaction in memory."""


def count_some(tx: Tx) -> bool:
    """Count documents that are not counted yet; False where there was none."""
    # The lock that all writers take first. The revision stays: nothing changes that anybody reads.
    run(tx, f"MATCH (s:{STORE}) SET s.generation = s.generation").consume()
    statement = f"""
        MATCH (b:{UNCOUNTED}) WITH b LIMIT $some REMOVE b:{UNCOUNTED}
        RETURN b.nodes AS nodes, b.edges AS edges"""
    found = run(tx, statement, some=_COUNTED).data()
    nodes, edges = _sums(found)
    _change(tx, nodes, edges)
    return bool(found)


def let_go(tx: Tx, books: Iterable[Mapping[str, Any]], kept: Container[str]) -> None:
    """Take back what some counted documents held; what nobody holds any more is deleted.

    Args:
        tx: the transaction.
        books: the ``nodes`` and ``edges`` that each of them held.
        kept: ids and keys of what stays all the same, as other documents that are not counted yet hold it.
    """
    nodes, edges = _sums(books)
    for sums in (nodes, edges):
        for name in sums:
            sums[name] = -sums[name]
    _change(tx, nodes, edges)
    _delete(tx, [id_ for id_ in nodes if id_ not in kept], [key for key in edges if key not in kept])


def _sums(books: Iterable[Mapping[str, Any]]) -> tuple[Counter[str], Counter[str]]:
    """Return how many books hold each node and each edge."""
    nodes: Counter[str] = Counter()
    edges: Counter[str] = Counter()
    for book in books:
        nodes.update(book["nodes"])
        edges.update(book["edges"])
    return nodes, edges


def _change(tx: Tx, nodes: Mapping[str, int], edges: Mapping[str, int]) -> None:
    """Add to the holders of nodes and edges."""
    statement = """
        UNWIND $given.rows AS r MATCH ()-[e:BROADER {key: r.name}]->()
        SET e.holders = coalesce(e.holders, 0) + r.gain"""
    in_batches(tx, statement, ({"name": key, "gain": gain} for key, gain in edges.items()))
    for label, ids in _by_label(nodes):
        statement = f"""
            UNWIND $given.rows AS r MATCH (n:{label} {{id: r.name}})
            SET n.holders = coalesce(n.holders, 0) + r.gain"""
        in_batches(tx, statement, ({"name": id_, "gain": nodes[id_]} for id_ in ids))


def _delete(tx: Tx, nodes: Iterable[str], edges: Iterable[str]) -> None:
    """Delete those of some nodes and edges that nobody holds, edges first."""
    statement = "UNWIND $given.rows AS key MATCH ()-[e:BROADER {key: key}]->() WHERE e.holders <= 0 DELETE e"
    in_batches(tx, statement, edges)
    for label, ids in _by_label(nodes):
        statement = f"""
            UNWIND $given.rows AS id MATCH (n:{label} {{id: id}}) WHERE n.holders <= 0 DETACH DELETE n"""
        in_batches(tx, statement, ids)


def _by_label(ids: Iterable[str]) -> list[tuple[Label, list[str]]]:
    """Return ids by label, in order of both: a statement finds by label and id."""
    found: defaultdict[Label, list[str]] = defaultdict(list)
    for id_ in sorted(ids):
        found[_LABELS[id_.partition(":")[0]]].append(id_)
    return sorted(found.items())
