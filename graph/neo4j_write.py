"""Writing documents into Neo4j, inside a transaction that the caller opens and that the driver may try again.

Everything is computed from what the database holds at that moment, so a second try of a transaction that had
in fact been kept changes nothing. The first statement takes the lock on the store's own node: two writers
wait for each other there, and nowhere else.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from graph.full_text import searchable
from graph.identity import OWN, belongs_to, star
from graph.model import Edge, EdgeType, Extraction, Label, ModelError, Node
from graph.neo4j_holders import count_some, let_go
from graph.neo4j_read import owners
from graph.neo4j_rows import Properties, edge_row, node_row
from graph.neo4j_server import Tx, in_batches, run
from graph.neo4j_setup import BOOK, FREE, STORE, UNCOUNTED
from graph.project import project

_REMEMBERED = 20_000
"""Shared nodes and edges that are remembered at most."""


class Load(msgspec.Struct, frozen=True):
    """A document to be written: its text, what it stands for, and the hash that names this version of it.

    The rows of what is its own are made beforehand, while the server is busy with the documents before.
    ``replaces`` tells that an older version of it may be stored.
    """

    document: str
    sha256: str
    fingerprint: str
    replaces: bool
    text: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    node_rows: dict[str, Properties]
    edge_rows: dict[str, dict[str, Any]]

    @classmethod
    def of(cls, extraction: Extraction, print_: str, *, replaces: bool) -> Load:
        """Return what a document is written as; ``print_`` is the hash that names this version of it.

        Raises:
            ModelError: the extraction breaks the graph model.
            StoreError: an id is longer than the server takes.
        """
        nodes, edges = project(extraction)
        text = extraction.text
        own = (node for node in nodes if node.label in OWN)
        return cls(
            document=extraction.document.id,
            sha256=extraction.document.text_sha256,
            fingerprint=print_,
            replaces=replaces,
            text=text,
            nodes=nodes,
            edges=edges,
            node_rows={node.id: node_row(node, searchable(node, text)) for node in own},
            edge_rows={edge.key: edge_row(edge, text) for edge in edges if edge.document},
        )

    @property
    def size(self) -> int:
        """How many rows it makes."""
        return len(self.nodes) + len(self.edges)


class Known:
    """Shared nodes and lexicon edges that the database is known to hold as they are, so that a batch does not
    write the same properties, and index the same terms, again with every document that names a thing.

    True for one revision of the graph: where another writer, or another attempt of a transaction, made a
    newer one, nothing of it is used.
    """

    def __init__(self) -> None:
        self._revision = ""
        self._nodes: dict[str, Node] = {}
        self._edges: set[str] = set()

    def at(self, revision: str) -> Known:
        """Return what is known at a revision: this, or nothing."""
        return self if revision == self._revision else Known()

    def has(self, node: Node) -> bool:
        """Tell whether a node stands there with the same name and properties."""
        return self._nodes.get(node.id) == node

    def joins(self, key: str) -> bool:
        """Tell whether an edge of the lexicon stands there."""
        return key in self._edges

    def note(self, written: Written, loads: Iterable[Load]) -> None:
        """Note what a transaction has written; where old selves went, other things may have gone too."""
        much = len(self._nodes) + len(self._edges) > _REMEMBERED
        if written.before != self._revision or written.replaced or much:
            self._nodes.clear()
            self._edges.clear()
        self._revision = written.after
        for load in loads:
            self._nodes.update((node.id, node) for node in load.nodes if node.label not in OWN)
            self._edges.update(edge.key for edge in load.edges if not edge.document)


class Written(msgspec.Struct, frozen=True):
    """What a transaction did: the revision before and after it, and whether any document had an old self.

    ``faults`` are documents that were left out, and why.
    """

    before: str
    after: str
    replaced: bool
    faults: dict[str, ModelError]


def load_free(tx: Tx, loads: Sequence[Load], known: Known) -> Written:
    """Write the documents whose ids are free, and tell what is wrong with each of the others.

    An id that stands for a part of another document, stored or among these, is not free. ``change`` alone is
    faster, and fails as a whole by the database's constraints where this would leave out a document.
    """
    own = [(node, load.document) for load in loads for node in load.nodes if node.label in OWN]
    taken = owners(tx, sorted({node.id for node, _ in own}))
    faults: dict[str, ModelError] = {}
    for node, document in own:
        holder = taken.setdefault(node.id, document)
        if holder != document:
            faults.setdefault(document, belongs_to(node, holder))
    sound = [load for load in loads if load.document not in faults]
    if not sound:  # the graph stays as it is, its revision too
        return Written("", "", False, faults)
    written = change(tx, sound, (), known)
    return msgspec.structs.replace(written, faults=faults)


def change(tx: Tx, loads: Sequence[Load], gone: Iterable[str], known: Known) -> Written:
    """Write some documents in place of their old selves and take others out, all in one transaction."""
    before, after = _touch(tx)
    known = known.at(before)
    held = _held(tx, sorted({load.document for load in loads} | set(gone)))
    if held:
        while count_some(tx):  # few: the store has counted, in transactions of their own
            pass
        _take_out(tx, [str(row["id"]) for row in held])
    _write_nodes(tx, loads, known)
    _write_edges(tx, loads, known)
    if held:
        kept = {node.id for load in loads for node in load.nodes}
        let_go(tx, held, kept.union(edge.key for load in loads for edge in load.edges))
    _relink(tx, {load.sha256 for load in loads} | {str(row["sha256"]) for row in held})
    _write_books(tx, loads)
    return Written(before, after, bool(held), {})


def _touch(tx: Tx) -> tuple[str, str]:
    """Note by a new generation and revision that the graph changes; keeps other writers out till the end.

    Returns:
        The revision before, read when others are kept out already, and the new one.
    """
    revision = secrets.token_hex(8)
    statement = f"""
        MATCH (s:{STORE}) SET s.generation = s.generation + 1
        WITH s, s.revision AS before SET s.revision = $revision RETURN before"""
    before = str(run(tx, statement, revision=revision).single(strict=True)[0])
    return before, revision


def _held(tx: Tx, documents: Sequence[str]) -> list[dict[str, Any]]:
    """Return what some documents hold so far."""
    statement = f"""
        UNWIND $given.ids AS id MATCH (b:{BOOK} {{id: id}})
        RETURN b.id AS id, b.sha256 AS sha256, b.nodes AS nodes, b.edges AS edges"""
    return run(tx, statement, given={"ids": list(documents)}).data()


def _take_out(tx: Tx, documents: Sequence[str]) -> None:
    """Delete documents with their proposals, passages and edges; what they share with others stays."""
    own = """
        UNWIND $given.rows AS id MATCH (d:Document {id: id})
        OPTIONAL MATCH (d)<-[:IN_DOCUMENT*0..1]-(o)
        OPTIONAL MATCH (o)-[:HAS_PASSAGE]->(q:Passage)
        DETACH DELETE q, o, d"""
    in_batches(tx, own, documents)
    for kind in FREE:
        free = f"UNWIND $given.rows AS id MATCH ()-[r:{kind} {{document: id}}]->() DELETE r"
        in_batches(tx, free, documents)
    in_batches(tx, f"UNWIND $given.rows AS id MATCH (b:{BOOK} {{id: id}}) DELETE b", documents)


def _write_nodes(tx: Tx, loads: Sequence[Load], known: Known) -> None:
    """Write every node once, with the properties of the last document that has it."""
    last = {node.id: (node, load) for load in loads for node in load.nodes}
    rows: defaultdict[Label, list[Properties]] = defaultdict(list)
    for id_, (node, load) in last.items():
        if not known.has(node):
            rows[node.label].append(load.node_rows.get(id_) or node_row(node, searchable(node, load.text)))
    for label in sorted(rows):
        if label in OWN:
            statement = f"UNWIND $given.rows AS r CREATE (n:{label}) SET n = r"
        else:
            statement = f"UNWIND $given.rows AS r MERGE (n:{label} {{id: r.id}}) SET n += r"
        in_batches(tx, statement, rows[label])


def _write_edges(tx: Tx, loads: Sequence[Load], known: Known) -> None:
    """Write the documents' own edges, and those of the lexicon, which many documents hold."""
    labels = {node.id: node.label for load in loads for node in load.nodes}
    own: defaultdict[tuple[EdgeType, Label, Label], list[dict[str, Any]]] = defaultdict(list)
    shared: defaultdict[tuple[EdgeType, Label, Label], dict[str, dict[str, Any]]] = defaultdict(dict)
    for load in loads:
        for edge in load.edges:
            ends = (edge.type, labels[edge.source], labels[edge.target])
            if edge.document:
                own[ends].append(load.edge_rows[edge.key])
            elif not known.joins(edge.key):
                shared[ends][edge.key] = edge_row(edge, load.text)
    for ends in sorted(own):
        in_batches(tx, f"{_match(*ends)} CREATE (a)-[e:{ends[0]}]->(b) SET e = r.properties", own[ends])
    for ends in sorted(shared):
        statement = f"""
            {_match(*ends)} MERGE (a)-[e:{ends[0]} {{key: r.properties.key}}]->(b) SET e += r.properties"""
        in_batches(tx, statement, shared[ends].values())


def _match(kind: EdgeType, source: Label, target: Label) -> str:
    return f"UNWIND $given.rows AS r MATCH (a:{source} {{id: r.source}}) MATCH (b:{target} {{id: r.target}})"


def _relink(tx: Tx, digests: Iterable[str]) -> None:
    """Join the documents of each text again as they are now."""
    statement = """
        UNWIND $given.digests AS digest MATCH (d:Document {sha256: digest})
        WITH digest, d ORDER BY d.id
        WITH digest, collect(d.id) AS documents
        OPTIONAL MATCH (:Document {sha256: digest})-[e:SAME_TEXT]->()
        WITH documents, collect(e.key) AS keys
        WHERE size(documents) > 1 OR size(keys) > 0
        RETURN documents, keys"""
    gone: list[str] = []
    rows: list[dict[str, Any]] = []
    for found in run(tx, statement, given={"digests": sorted(digests)}).data():
        wanted = {edge.key: edge for edge in star(found["documents"])}
        gone += sorted(set(found["keys"]) - wanted.keys())
        rows += [edge_row(wanted[key], "") for key in sorted(wanted.keys() - set(found["keys"]))]
    in_batches(tx, "UNWIND $given.rows AS key MATCH ()-[e:SAME_TEXT {key: key}]->() DELETE e", gone)
    ends = (EdgeType.SAME_TEXT, Label.DOCUMENT, Label.DOCUMENT)
    in_batches(tx, f"{_match(*ends)} CREATE (a)-[e:SAME_TEXT]->(b) SET e = r.properties", rows)


def _write_books(tx: Tx, loads: Sequence[Load]) -> None:
    """Keep each document's text, and note what it holds, so that it can be taken out again."""
    rows = [
        {
            "id": load.document,
            "sha256": load.sha256,
            "fingerprint": load.fingerprint,
            "text": load.text,
            "nodes": [node.id for node in load.nodes if node.label not in OWN],
            "edges": [edge.key for edge in load.edges if not edge.document],
        }
        for load in loads
    ]
    in_batches(tx, f"UNWIND $given.rows AS r CREATE (b:{BOOK}:{UNCOUNTED}) SET b = r", rows)


def note_readings(tx: Tx, readings: Mapping[str, str]) -> None:
    """Note what documents were read from, in their books: a document that is replaced gets a new one."""
    statement = f"UNWIND $given.rows AS r MATCH (b:{BOOK} {{id: r.id}}) SET b.reading = r.reading"
    in_batches(tx, statement, ({"id": id_, "reading": reading} for id_, reading in readings.items()))
