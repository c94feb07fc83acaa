"""Reading a whole Neo4j database: everything comes out sorted, so that two stores of one graph read alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from graph.model import Edge, EdgeType, Label, Node
from graph.neo4j_rows import to_edge, to_node
from graph.neo4j_server import Tx, count, run
from graph.neo4j_setup import BOOK
from graph.store import Holding


def counts(tx: Tx) -> dict[str, dict[str, int]]:
    """Return ``{"nodes": {label: n}, "edges": {type: n}}``, sorted by name, zeros included."""
    return {
        "nodes": {str(label): count(tx, f"MATCH (n:{label}) RETURN count(n)") for label in sorted(Label)},
        "edges": {
            str(kind): count(tx, f"MATCH ()-[r:{kind}]->() RETURN count(r)") for kind in sorted(EdgeType)
        },
    }


def documents(tx: Tx) -> list[tuple[str, str, str]]:
    """Return (id, name, source) of every document, sorted by id."""
    found = run(tx, "MATCH (d:Document) RETURN d.id, d.name, d.source").values()
    return sorted((str(id_), str(name), str(source)) for id_, name, source in found)


def find_documents(tx: Tx, wanted: str) -> list[str]:
    """Return the ids of the documents meant by an id or, where no id fits, a source; sorted."""
    found: list[str] = []
    for name in ("id", "source"):
        statement = f"MATCH (d:Document) WHERE d.{name} = $wanted RETURN d.id"
        found = found or sorted(str(row[0]) for row in run(tx, statement, wanted=wanted).values())
    return found


def fingerprints(tx: Tx, document: str | None = None) -> dict[str, str]:
    """Return document -> the hash of the version that is held, of one document or of all."""
    which = f"(b:{BOOK} {{id: $id}})" if document is not None else f"(b:{BOOK})"
    statement = f"MATCH {which} RETURN b.id, b.fingerprint"
    return {str(id_): str(digest) for id_, digest in run(tx, statement, id=document).values()}


def readings(tx: Tx, document: str | None = None) -> dict[str, str]:
    """Return document -> what was noted of how it was read, of one document or of all that have it."""
    which = f"(b:{BOOK} {{id: $id}})" if document is not None else f"(b:{BOOK})"
    statement = f"MATCH {which} WHERE b.reading IS NOT NULL RETURN b.id, b.reading"
    return {str(id_): str(reading) for id_, reading in run(tx, statement, id=document).values()}


def owners(tx: Tx, ids: Iterable[str]) -> dict[str, str]:
    """Return id -> the document it belongs to, for those of some ids that are proposals or passages."""
    statement = """
        UNWIND $ids AS id MATCH (d:Document)<-[:IN_DOCUMENT]-(:Proposal {id: id}) RETURN id, d.id AS document
        UNION ALL
        UNWIND $ids AS id MATCH (d:Document)<-[:IN_DOCUMENT*0..1]-()-[:HAS_PASSAGE]->(:Passage {id: id})
        RETURN id, d.id AS document"""
    return {str(id_): str(document) for id_, document in run(tx, statement, ids=list(ids)).values()}


def text(tx: Tx, document: str) -> str | None:
    """Return the text of a document; None for an unknown id."""
    found = run(tx, f"MATCH (b:{BOOK} {{id: $id}}) RETURN b.text", id=document).values()
    return str(found[0][0]) if found else None


def nodes(tx: Tx) -> Iterator[Node]:
    """Yield every node, sorted by id: label by label, since an id begins with its label."""
    for label in sorted(Label, key=lambda label: f"{label.lower()}:"):
        for record in run(tx, f"MATCH (n:{label}) RETURN n ORDER BY n.id"):
            yield to_node(label, record["n"])


def edges(tx: Tx) -> Iterator[Edge]:
    """Yield every edge, sorted by key."""
    statement = f"MATCH (a)-[r:{'|'.join(EdgeType)}]->(b) RETURN a.id, type(r), b.id, r ORDER BY r.key"
    for record in run(tx, statement):
        source, kind, target = str(record[0]), EdgeType(record[1]), str(record[2])
        held: Any = record[3]
        yield to_edge(kind, source, target, held)


def holdings(tx: Tx) -> Iterator[Holding]:
    """Yield what is kept of every document, sorted by its id."""
    for record in run(tx, f"MATCH (b:{BOOK}) RETURN b ORDER BY b.id"):
        book: Any = record["b"]
        yield Holding(
            document=book["id"],
            sha256=book["sha256"],
            fingerprint=book["fingerprint"],
            text=book["text"],
            nodes=tuple(sorted(book.get("nodes") or ())),
            edges=tuple(sorted(book.get("edges") or ())),
        )
