"""Writing one document into the SQLite file, inside a transaction that the caller opens and ends.

Two things make many documents in one transaction cheap. What is shared is looked up once, not again for every
document that names it (``Known``). And terms wait in a temporary table until the transaction ends
(``index_waiting``): every savepoint would make the full-text index write out what it has gathered.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from graph.columns import properties_to_json, spans_to_json
from graph.full_text import index_terms, searchable
from graph.identity import OWN, belongs_to, star
from graph.model import Edge, Extraction, Node
from graph.project import project
from graph.sqlite_file import bump
from graph.store import Change

WAITING = "CREATE TEMP TABLE IF NOT EXISTS waiting (n INTEGER PRIMARY KEY, terms TEXT NOT NULL)"
"""Where terms wait to be indexed: a table, so that what undoes a document takes its terms back too."""

_REMEMBERED = 20_000
"""Shared nodes and edges that are remembered at most, so that memory stays flat."""


class Known:
    """Shared nodes and lexicon edges that the file is known to hold, with their numbers.

    True as long as only additions follow: whoever takes something back, or lets another program write, clears
    it.
    """

    def __init__(self) -> None:
        self.nodes: dict[str, tuple[int, Node]] = {}
        self.edges: dict[str, int] = {}

    def clear(self) -> None:
        """Forget everything."""
        self.nodes.clear()
        self.edges.clear()

    def bound(self) -> None:
        """Forget everything when it has become much."""
        if len(self.nodes) + len(self.edges) > _REMEMBERED:
            self.clear()


def index_waiting(connection: sqlite3.Connection) -> None:
    """Put the terms that wait into the full-text index, before the transaction ends."""
    connection.execute("INSERT INTO grams (rowid, terms) SELECT n, terms FROM waiting ORDER BY n")
    connection.execute("DELETE FROM waiting")


def write(connection: sqlite3.Connection, extraction: Extraction, print_: str, known: Known) -> Change:
    """Add or replace one document with its nodes, edges and index entries.

    Raises:
        ModelError: an id is held by another document.
    """
    nodes, edges = project(extraction)
    document = extraction.document
    released = _release(connection, document.id)
    if released.existed:
        known.clear()
    copies = _equal_texts(connection, document.text_sha256)
    row = (document.id, document.title, document.source, document.text_sha256, print_, extraction.text)
    statement = (
        "INSERT INTO documents (id, name, source, sha256, fingerprint, text) VALUES (?, ?, ?, ?, ?, ?)"
    )
    number = connection.execute(statement, row).lastrowid or 0
    numbers = _write_nodes(connection, number, nodes, extraction.text, known)
    _write_edges(connection, number, edges, numbers, known)
    _relink(connection, copies, sorted([*copies, document.id]))
    _sweep(connection, released)
    bump(connection)
    known.bound()
    return Change.REPLACED if released.existed else Change.ADDED


def note_reading(connection: sqlite3.Connection, document: str, reading: str) -> None:
    """Note what the stored version of a document was read from."""
    statement = "INSERT OR REPLACE INTO readings SELECT id, fingerprint, ? FROM documents WHERE id = ?"
    connection.execute(statement, (reading, document))


def erase(connection: sqlite3.Connection, documents: Iterable[str]) -> None:
    """Remove documents with everything that only they held."""
    for document in documents:
        connection.execute("DELETE FROM readings WHERE id = ?", (document,))
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
            _unindex(connection, n)
    for e in released.edges:
        if connection.execute("SELECT 1 FROM edge_holders WHERE e = ? LIMIT 1", (e,)).fetchone() is None:
            connection.execute("DELETE FROM edges WHERE e = ?", (e,))


def _unindex(connection: sqlite3.Connection, number: int) -> None:
    """Take a node out of the full-text index, and from those that wait for it."""
    connection.execute("DELETE FROM waiting WHERE n = ?", (number,))
    connection.execute("DELETE FROM grams WHERE rowid = ?", (number,))


def _write_nodes(
    connection: sqlite3.Connection, document: int, nodes: Sequence[Node], text: str, known: Known
) -> dict[str, int]:
    """Insert or update the nodes, note that the document holds them, and return id -> number."""
    last = connection.execute("SELECT ifnull(max(n), 0) FROM nodes").fetchone()[0]
    numbers: dict[str, int] = {}
    fresh: list[tuple[int, str, str, str, str]] = []
    terms: list[tuple[int, str]] = []
    for node in nodes:
        held = known.nodes.get(node.id)
        if held is None or held[1] != node:
            number = _update_node(connection, node)
            if number is None:
                number = last = last + 1
                fresh.append((number, node.id, node.label, node.name, properties_to_json(node.properties)))
            # A passage's text may change while its name and offsets do not, so it is always indexed anew.
            terms.append((number, index_terms(searchable(node, text))))
            held = (number, node)
            if node.label not in OWN:
                known.nodes[node.id] = held
        numbers[node.id] = held[0]
    insert = "INSERT INTO nodes (n, id, label, name, properties) VALUES (?, ?, ?, ?, ?)"
    connection.executemany(insert, fresh)
    connection.executemany("INSERT OR REPLACE INTO waiting VALUES (?, ?)", terms)
    claims = [(document, number) for number in numbers.values()]
    connection.executemany("INSERT INTO node_holders VALUES (?, ?)", claims)
    return numbers


def _update_node(connection: sqlite3.Connection, node: Node) -> int | None:
    """Give a node that is held already the properties it has now; return its number, None where it is new."""
    statement = "SELECT n, name, properties FROM nodes WHERE id = ?"
    old = connection.execute(statement, (node.id,)).fetchone()
    if old is None:
        return None
    number, name, held = old
    _check_own(connection, node, number)
    properties = properties_to_json(node.properties)
    if (name, held) != (node.name, properties):
        connection.execute(
            "UPDATE nodes SET name = ?, properties = ? WHERE n = ?", (node.name, properties, number)
        )
    connection.execute("DELETE FROM grams WHERE rowid = ?", (number,))
    return int(number)


def _check_own(connection: sqlite3.Connection, node: Node, number: int) -> None:
    """Refuse an id that stands for a part of another document."""
    if node.label not in OWN:
        return
    statement = "SELECT id FROM documents JOIN node_holders USING (d) WHERE n = ?"
    holder = connection.execute(statement, (number,)).fetchone()
    if holder is not None:
        raise belongs_to(node, str(holder[0]))


_INSERT_EDGE = """
    INSERT INTO edges (key, source, type, target, qualifier, d, method, confidence, properties, spans)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def _edge_row(edge: Edge, numbers: Mapping[str, int], document: int | None) -> tuple[str | float | None, ...]:
    """Return the columns of an edge; ``numbers`` are those of its ends."""
    ends = (edge.key, numbers[edge.source], edge.type, numbers[edge.target], edge.qualifier)
    said = (document, edge.method, edge.confidence)
    return (*ends, *said, properties_to_json(edge.properties), spans_to_json(edge.spans))


def _write_edges(
    connection: sqlite3.Connection,
    document: int,
    edges: Sequence[Edge],
    numbers: Mapping[str, int],
    known: Known,
) -> None:
    """Insert the document's own edges, and its claims on the lexicon's."""
    own = [_edge_row(edge, numbers, document) for edge in edges if edge.document]
    connection.executemany(_INSERT_EDGE, own)
    claims: list[tuple[int, int]] = []
    for edge in edges:
        if not edge.document:
            number = known.edges.get(edge.key) or _shared_edge(connection, edge, numbers)
            known.edges[edge.key] = number
            claims.append((document, number))
    connection.executemany("INSERT INTO edge_holders VALUES (?, ?)", claims)


def _shared_edge(connection: sqlite3.Connection, edge: Edge, numbers: Mapping[str, int]) -> int:
    """Return the number of a lexicon edge, which is inserted where nobody has said it yet."""
    held = connection.execute("SELECT e FROM edges WHERE key = ?", (edge.key,)).fetchone()
    if held is not None:
        return int(held[0])
    return connection.execute(_INSERT_EDGE, _edge_row(edge, numbers, None)).lastrowid or 0


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
    made = [new[key] for key in sorted(new.keys() - old.keys())]
    number = "SELECT n FROM nodes WHERE id = ?"
    ends = {id_ for edge in made for id_ in (edge.source, edge.target)}
    numbers = {id_: connection.execute(number, (id_,)).fetchone()[0] for id_ in sorted(ends)}
    connection.executemany(_INSERT_EDGE, [_edge_row(edge, numbers, None) for edge in made])
