"""Reading the SQLite file: everything comes out sorted, so that two builds of one graph read alike."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from graph.columns import properties_from_json, spans_from_json
from graph.identity import OWN
from graph.model import Edge, EdgeType, Label, Node, PassageText
from graph.sqlite_file import meta
from graph.store import Holding

_LABELS = {str(label): label for label in Label}
_TYPES = {str(kind): kind for kind in EdgeType}
"""What stands in the tables -> the member of the enumeration; calling the enumeration is slower."""


def identity(connection: sqlite3.Connection) -> str:
    """Return store id, generation and revision: it names one state of one graph."""
    return ".".join(meta(connection, name) for name in ("store_id", "generation", "revision"))


def counts(connection: sqlite3.Connection) -> dict[str, dict[str, int]]:
    """Return ``{"nodes": {label: n}, "edges": {type: n}}``, sorted by name, zeros included."""
    nodes = {str(label): 0 for label in sorted(Label)}
    edges = {str(kind): 0 for kind in sorted(EdgeType)}
    nodes |= dict(connection.execute("SELECT label, count(*) FROM nodes GROUP BY label"))
    edges |= dict(connection.execute("SELECT type, count(*) FROM edges GROUP BY type"))
    return {"nodes": nodes, "edges": edges}


def documents(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Return (id, name, source) of every document, sorted by id."""
    return list(connection.execute("SELECT id, name, source FROM documents ORDER BY id"))


def held(connection: sqlite3.Connection, document: str) -> str | None:
    """Return the fingerprint of the version of a document that is stored; None for none."""
    row = connection.execute("SELECT fingerprint FROM documents WHERE id = ?", (document,)).fetchone()
    return None if row is None else str(row[0])


def reading(connection: sqlite3.Connection, document: str) -> str:
    """Return what was noted of the stored version of a document; an empty text where nothing was."""
    statement = "SELECT reading FROM readings JOIN documents USING (id, fingerprint) WHERE id = ?"
    row = connection.execute(statement, (document,)).fetchone()
    return "" if row is None else str(row[0])


def find_documents(connection: sqlite3.Connection, wanted: str) -> list[str]:
    """Return the ids of the documents meant by an id or, where no id fits, a source; sorted."""
    by_id = "SELECT id FROM documents WHERE id = ?"
    by_source = "SELECT id FROM documents WHERE source = ? ORDER BY id"
    rows = (
        connection.execute(by_id, (wanted,)).fetchall() or connection.execute(by_source, (wanted,)).fetchall()
    )
    return [str(row[0]) for row in rows]


def text(connection: sqlite3.Connection, document: str) -> str | None:
    """Return the stored text of a document; None for an unknown id."""
    row = connection.execute("SELECT text FROM documents WHERE id = ?", (document,)).fetchone()
    return None if row is None else str(row[0])


def passages(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, PassageText]:
    """Return the words of passages, by id, cut from their documents' texts; unknown ids are left out."""
    where = "SELECT d, properties FROM nodes JOIN node_holders USING (n) WHERE id = ? AND label = 'Passage'"
    documents: dict[int, tuple[str, str, str]] = {}
    found: dict[str, PassageText] = {}
    for id_ in ids:
        row = connection.execute(where, (id_,)).fetchone()
        if row is None:
            continue
        number, held = row[0], msgspec.json.decode(row[1], type=_Bounds)
        if number not in documents:
            statement = "SELECT id, name, text FROM documents WHERE d = ?"
            documents[number] = connection.execute(statement, (number,)).fetchone()
        document, name, text = documents[number]
        words = text[held.start_offset : held.end_offset]
        found[id_] = PassageText(document=document, document_name=name, start=held.start_offset, text=words)
    return found


class _Bounds(msgspec.Struct):
    """Where a passage begins and ends, out of its properties."""

    start_offset: int
    end_offset: int


def nodes(connection: sqlite3.Connection) -> Iterator[Node]:
    """Yield every node, sorted by id."""
    for node, label, name, properties in connection.execute(
        "SELECT id, label, name, properties FROM nodes ORDER BY id"
    ):
        yield Node(id=node, label=_LABELS[label], name=name, properties=properties_from_json(properties))


def edges(connection: sqlite3.Connection) -> Iterator[Edge]:
    """Yield every edge, sorted by key."""
    statement = """
        SELECT s.id, e.type, t.id, e.qualifier, ifnull(d.id, ''),
            e.method, e.confidence, e.properties, e.spans
        FROM edges AS e JOIN nodes AS s ON s.n = e.source JOIN nodes AS t ON t.n = e.target
        LEFT JOIN documents AS d USING (d) ORDER BY e.key"""
    for row in connection.execute(statement):
        source, kind, target, qualifier, document, method, confidence, properties, spans = row
        yield Edge(
            source=source,
            type=_TYPES[kind],
            target=target,
            qualifier=qualifier,
            document=document,
            spans=spans_from_json(spans) if spans != "[]" else (),
            method=method,
            confidence=confidence,
            properties=properties_from_json(properties) if properties != "{}" else {},
        )


def holdings(connection: sqlite3.Connection) -> Iterator[Holding]:
    """Yield what is kept of every document, sorted by its id."""
    shared = "SELECT id, label FROM node_holders JOIN nodes USING (n) WHERE d = ? ORDER BY id"
    claimed = "SELECT key FROM edge_holders JOIN edges USING (e) WHERE edge_holders.d = ? ORDER BY key"
    for number, document, sha256, fingerprint, text in connection.execute(
        "SELECT d, id, sha256, fingerprint, text FROM documents ORDER BY id"
    ):
        held = connection.execute(shared, (number,))
        yield Holding(
            document=document,
            sha256=sha256,
            fingerprint=fingerprint,
            text=text,
            nodes=tuple(id_ for id_, label in held if label not in OWN),
            edges=tuple(key for (key,) in connection.execute(claimed, (number,))),
        )


def faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield what SQLite finds wrong, edges that lack an end, and nodes that the full-text index lacks."""
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield f"SQLite: {line}"
    loose = """
        SELECT count(*) FROM edges
        WHERE source NOT IN (SELECT n FROM nodes) OR target NOT IN (SELECT n FROM nodes)"""
    number = connection.execute(loose).fetchone()[0]
    if number:
        yield f"{number} 条关系的一端不存在, 请用 --rebuild 重建 (so many edges lack one of their ends)"
    missing = "SELECT count(*) FROM nodes WHERE n NOT IN (SELECT rowid FROM grams)"
    number = connection.execute(missing).fetchone()[0]
    if number:
        yield f"全文索引缺 {number} 个节点, 请用 --rebuild 重建 (so many are not in the full-text index)"
