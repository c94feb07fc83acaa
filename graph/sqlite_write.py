"""Writing one document into the SQLite file, inside a transaction that the caller opens and ends."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

import msgspec

from graph.columns import properties_to_json, spans_to_json
from graph.full_text import index_terms, searchable
from graph.identity import OWN, belongs_to, star
from graph.model import Edge, Extraction, Label, Node
from graph.project import project
from graph.sqlite_file import bump
from graph.store import Change


def holds(connection: sqlite3.Connection, document: str, print_: str) -> bool:
    """Tell whether the store holds exactly this version of a document."""
    row = connection.execute("SELECT fingerprint FROM documents WHERE id = ?", (document,)).fetchone()
    return row is not None and row[0] == print_


def write(connection: sqlite3.Connection, extraction: Extraction, print_: str) -> Change:
    """Add or replace one document with its nodes, edges and index entries.

    Raises:
        ModelError: an id is held by another document.
    """
    nodes, edges = project(extraction)
    document = extraction.document
    released = _release(connection, document.id)
    copies = _equal_texts(connection, document.text_sha256)
    row = (document.id, document.title, document.source, document.text_sha256, print_, extraction.text)
    statement = (
        "INSERT INTO documents (id, name, source, sha256, fingerprint, text) VALUES (?, ?, ?, ?, ?, ?)"
    )
    number = connection.execute(statement, row).lastrowid or 0
    _write_nodes(connection, number, nodes, extraction.text)
    _write_edges(connection, number, edges)
    _relink(connection, copies, sorted([*copies, document.id]))
    _sweep(connection, released)
    bump(connection)
    return Change.REPLACED if released.existed else Change.ADDED


def erase(connection: sqlite3.Connection, documents: Iterable[str]) -> None:
    """Remove documents with everything that only they held."""
    for document in documents:
        _sweep(connection, _release(connection, document))
    bump(connection)


class _Released(msgspec.Struct, frozen=True):
    """What a document held before it was let go: the numbers of its nodes and lexicon edges."""

    existed: bool
    nodes: list[int]
    edges: list[int]


def _release(connection: sqlite3.Connection, document: str) -> _Released:
    """Take a document's claims and own edges away; nodes stay until ``_sweep`` finds nobody holds them."""
    row = connection.execute("SELECT d, sha256 FROM documents WHERE id = ?", (document,)).fetchone()
    if row is None:
        return _Released(False, [], [])
    number, digest = row
    copies = _equal_texts(connection, digest)
    _relink(connection, copies, [copy for copy in copies if copy != document])
    nodes = connection.execute("SELECT n FROM node_holders WHERE d = ?", (number,)).fetchall()
    edges = connection.execute("SELECT e FROM edge_holders WHERE d = ?", (number,)).fetchall()
    connection.execute("DELETE FROM edges WHERE d = ?", (number,))
    connection.execute("DELETE FROM node_holders WHERE d = ?", (number,))
    connection.execute("DELETE FROM edge_holders WHERE d = ?", (number,))
    connection.execute("DELETE FROM documents WHERE d = ?", (number,))
    return _Released(True, [row[0] for row in nodes], [row[0] for row in edges])


def _sweep(connection: sqlite3.Connection, released: _Released) -> None:
    """Delete the nodes and lexicon edges, among those released, that no document holds any more."""
    for n in released.nodes:
        if connection.execute("SELECT 1 FROM node_holders WHERE n = ? LIMIT 1", (n,)).fetchone() is None:
            connection.execute("DELETE FROM nodes WHERE n = ?", (n,))
            connection.execute("DELETE FROM grams WHERE rowid = ?", (n,))
    for e in released.edges:
        if connection.execute("SELECT 1 FROM edge_holders WHERE e = ? LIMIT 1", (e,)).fetchone() is None:
            connection.execute("DELETE FROM edges WHERE e = ?", (e,))


def _write_nodes(connection: sqlite3.Connection, document: int, nodes: Sequence[Node], text: str) -> None:
    """Insert or update the nodes and note that the document holds them."""
    for node in nodes:
        number = _write_node(connection, node, text)
        connection.execute("INSERT INTO node_holders VALUES (?, ?)", (document, number))


def _write_node(connection: sqlite3.Connection, node: Node, text: str) -> int:
    """Insert or update one node and its index entry, and return its number."""
    properties = properties_to_json(node.properties)
    statement = "SELECT n, name, properties FROM nodes WHERE id = ?"
    old = connection.execute(statement, (node.id,)).fetchone()
    if old is None:
        row = (node.id, node.label, node.name, properties)
        cursor = connection.execute(
            "INSERT INTO nodes (id, label, name, properties) VALUES (?, ?, ?, ?)", row
        )
        number = cursor.lastrowid or 0
    else:
        number, name, held = old
        _check_own(connection, node, number)
        # A passage's text may change while its name and offsets do not, so it is always indexed anew.
        if (name, held) == (node.name, properties) and node.label is not Label.PASSAGE:
            return number
        connection.execute(
            "UPDATE nodes SET name = ?, properties = ? WHERE n = ?", (node.name, properties, number)
        )
        connection.execute("DELETE FROM grams WHERE rowid = ?", (number,))
    terms = index_terms(searchable(node, text))
    connection.execute("INSERT INTO grams (rowid, terms) VALUES (?, ?)", (number, terms))
    return number


def _check_own(connection: sqlite3.Connection, node: Node, number: int) -> None:
    """Refuse an id that stands for a part of another document."""
    if node.label not in OWN:
        return
    statement = "SELECT id FROM documents JOIN node_holders USING (d) WHERE n = ?"
    holder = connection.execute(statement, (number,)).fetchone()
    if holder is not None:
        raise belongs_to(node, str(holder[0]))


def _edge_row(edge: Edge) -> tuple[str | float, ...]:
    ends = (edge.key, edge.source, edge.type, edge.target, edge.qualifier)
    return (
        *ends,
        edge.document,
        edge.method,
        edge.confidence,
        properties_to_json(edge.properties),
        spans_to_json(edge.spans),
    )


_INSERT_EDGE = """
    INSERT INTO edges (key, source, type, target, qualifier, d, method, confidence, properties, spans)
    VALUES (?, (SELECT n FROM nodes WHERE id = ?), ?, (SELECT n FROM nodes WHERE id = ?), ?,
        (SELECT d FROM documents WHERE id = ?), ?, ?, ?, ?)"""


def _write_edges(connection: sqlite3.Connection, document: int, edges: Sequence[Edge]) -> None:
    """Insert the document's own edges, and its claims on the lexicon's."""
    connection.executemany(_INSERT_EDGE, [_edge_row(edge) for edge in edges if edge.document])
    shared = [edge for edge in edges if not edge.document]
    connection.executemany(
        _INSERT_EDGE + " ON CONFLICT (key) DO NOTHING", [_edge_row(edge) for edge in shared]
    )
    claim = "INSERT INTO edge_holders SELECT ?, e FROM edges WHERE key = ?"
    connection.executemany(claim, [(document, edge.key) for edge in shared])


def _equal_texts(connection: sqlite3.Connection, digest: str) -> list[str]:
    """Return the ids of the documents of one text, sorted."""
    statement = "SELECT id FROM documents WHERE sha256 = ? ORDER BY id"
    return [row[0] for row in connection.execute(statement, (digest,))]


def _relink(connection: sqlite3.Connection, before: Sequence[str], after: Sequence[str]) -> None:
    """Change the SAME_TEXT edges of one text from one set of documents to another."""
    old = {edge.key: edge for edge in star(before)}
    new = {edge.key: edge for edge in star(after)}
    gone = sorted(old.keys() - new.keys())
    connection.executemany("DELETE FROM edges WHERE key = ?", [(key,) for key in gone])
    connection.executemany(_INSERT_EDGE, [_edge_row(new[key]) for key in sorted(new.keys() - old.keys())])
