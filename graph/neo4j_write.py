"""Writing documents into Neo4j, inside a transaction that the caller opens and that the driver may try again.

Everything is computed from what the database holds at that moment, so a second try of a transaction that had
in fact been kept changes nothing. The first statement takes the lock on the store's own node: two writers
wait for each other there, and nowhere else.
"""

from __future__ import annotations

import secrets
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

import msgspec

from graph.full_text import searchable
from graph.identity import OWN, belongs_to, star
from graph.model import Edge, EdgeType, Extraction, Label, ModelError, Node
from graph.neo4j_read import owners
from graph.neo4j_rows import Properties, edge_row, node_row
from graph.neo4j_server import Tx, run
from graph.neo4j_setup import BOOK, FREE, STORE
from graph.project import project

_LABELS = {label.lower(): label for label in Label}
"""What an id begins with -> the label it is of."""

_ROWS = 5_000
"""Rows per statement: enough to spread its cost, few enough to keep the server's memory flat."""

_REMEMBERED = 20_000
"""Shared nodes and edges that are remembered at most."""


class Load(msgspec.Struct, frozen=True):
    """A document to be written: its text, what it stands for, and the hash that names this version of it.

    The rows of what is its own are made beforehand, while the server is busy with the documents before.
    """

    document: str
    sha256: str
    fingerprint: str
    text: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    node_rows: dict[str, Properties]
    edge_rows: dict[str, dict[str, Any]]

    @classmethod
    def of(cls, extraction: Extraction, print_: str) -> Load:
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
    leaving = sorted({load.document for load in loads} | set(gone))
    held = _held(tx, leaving)
    nodes, edges = _balance(loads, held)
    if held:
        _take_out(tx, [str(row["id"]) for row in held])
    _write_nodes(tx, loads, nodes, known)
    _write_edges(tx, loads, edges, known)
    _sweep(tx, loads, nodes, edges)
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
        UNWIND $ids AS id MATCH (b:{BOOK} {{id: id}})
        RETURN b.id AS id, b.sha256 AS sha256, b.nodes AS nodes, b.edges AS edges"""
    return run(tx, statement, ids=list(documents)).data()


def _balance(loads: Sequence[Load], held: Iterable[Mapping[str, Any]]) -> tuple[Counter[str], Counter[str]]:
    """Return by how many holders each shared node and edge gains or loses; nought where nothing changes."""
    nodes: Counter[str] = Counter()
    edges: Counter[str] = Counter()
    for load in loads:
        nodes.update(node.id for node in load.nodes if node.label not in OWN)
        edges.update(edge.key for edge in load.edges if not edge.document)
    for row in held:
        nodes.subtract(row["nodes"])
        edges.subtract(row["edges"])
    return nodes, edges


def _take_out(tx: Tx, documents: Sequence[str]) -> None:
    """Delete documents with their proposals, passages and edges; what they share with others stays."""
    own = """
        UNWIND $ids AS id MATCH (d:Document {id: id})
        OPTIONAL MATCH (d)<-[:IN_DOCUMENT*0..1]-(o)
        OPTIONAL MATCH (o)-[:HAS_PASSAGE]->(q:Passage)
        DETACH DELETE q, o, d"""
    run(tx, own, ids=list(documents)).consume()
    for kind in FREE:
        statement = f"UNWIND $ids AS id MATCH ()-[r:{kind} {{document: id}}]->() DELETE r"
        run(tx, statement, ids=list(documents)).consume()
    run(tx, f"UNWIND $ids AS id MATCH (b:{BOOK} {{id: id}}) DELETE b", ids=list(documents)).consume()


def _write_nodes(tx: Tx, loads: Sequence[Load], balance: Mapping[str, int], known: Known) -> None:
    """Write every node once, with the properties of the last document that has it."""
    last = {node.id: (node, load) for load in loads for node in load.nodes}
    rows: defaultdict[Label, list[dict[str, Any]]] = defaultdict(list)
    held: defaultdict[Label, list[dict[str, Any]]] = defaultdict(list)
    for id_, (node, load) in last.items():
        gain = balance.get(id_, 0)
        if known.has(node):
            held[node.label].append({"id": id_, "gain": gain})
        else:
            properties = load.node_rows.get(id_) or node_row(node, searchable(node, load.text))
            rows[node.label].append({"id": id_, "properties": properties, "gain": gain})
    for label in sorted(rows):
        if label in OWN:
            statement = f"UNWIND $rows AS r CREATE (n:{label}) SET n = r.properties"
        else:
            statement = f"""
                UNWIND $rows AS r MERGE (n:{label} {{id: r.id}}) ON CREATE SET n.holders = 0
                SET n += r.properties, n.holders = n.holders + r.gain"""
        _in_batches(tx, statement, rows[label])
    for label in sorted(held):
        statement = f"UNWIND $rows AS r MATCH (n:{label} {{id: r.id}}) SET n.holders = n.holders + r.gain"
        _in_batches(tx, statement, held[label])


def _write_edges(tx: Tx, loads: Sequence[Load], balance: Mapping[str, int], known: Known) -> None:
    """Write the documents' own edges, and those of the lexicon, which many documents hold."""
    labels = {node.id: node.label for load in loads for node in load.nodes}
    own: defaultdict[tuple[EdgeType, Label, Label], list[dict[str, Any]]] = defaultdict(list)
    shared: defaultdict[tuple[EdgeType, Label, Label], dict[str, dict[str, Any]]] = defaultdict(dict)
    held: defaultdict[Label, dict[str, dict[str, Any]]] = defaultdict(dict)
    for load in loads:
        for edge in load.edges:
            ends, gain = (edge.type, labels[edge.source], labels[edge.target]), balance.get(edge.key, 0)
            if edge.document:
                own[ends].append(load.edge_rows[edge.key])
            elif known.joins(edge.key):
                held[ends[1]][edge.key] = {"source": edge.source, "key": edge.key, "gain": gain}
            else:
                shared[ends][edge.key] = edge_row(edge, load.text) | {"key": edge.key, "gain": gain}
    for ends in sorted(own):
        _in_batches(tx, f"{_match(*ends)} CREATE (a)-[e:{ends[0]}]->(b) SET e = r.properties", own[ends])
    for ends in sorted(shared):
        statement = f"""
            {_match(*ends)} MERGE (a)-[e:{ends[0]} {{key: r.key}}]->(b) ON CREATE SET e.holders = 0
            SET e += r.properties, e.holders = e.holders + r.gain"""
        _in_batches(tx, statement, shared[ends].values())
    for label in sorted(held):
        # From the node's side: a thing has few broader ones, and no index of edges has to be asked.
        statement = f"""
            UNWIND $rows AS r MATCH (:{label} {{id: r.source}})-[e:BROADER {{key: r.key}}]->()
            SET e.holders = e.holders + r.gain"""
        _in_batches(tx, statement, held[label].values())


def _match(kind: EdgeType, source: Label, target: Label) -> str:
    return f"UNWIND $rows AS r MATCH (a:{source} {{id: r.source}}) MATCH (b:{target} {{id: r.target}})"


def _sweep(tx: Tx, loads: Sequence[Load], nodes: Mapping[str, int], edges: Mapping[str, int]) -> None:
    """Take back what old selves held and new ones do not; what nobody holds any more is deleted."""
    written = {node.id for load in loads for node in load.nodes}
    written.update(edge.key for load in loads for edge in load.edges)
    lost = [{"key": key, "gain": gain} for key, gain in edges.items() if gain < 0 and key not in written]
    statement = """
        UNWIND $rows AS r MATCH ()-[e:BROADER {key: r.key}]->() SET e.holders = e.holders + r.gain
        WITH e WHERE e.holders <= 0 DELETE e"""
    _in_batches(tx, statement, lost)
    by_label: defaultdict[Label, list[dict[str, Any]]] = defaultdict(list)
    for id_, gain in nodes.items():
        if gain < 0 and id_ not in written:
            by_label[_LABELS[id_.partition(":")[0]]].append({"id": id_, "gain": gain})
    for label in sorted(by_label):
        statement = f"""
            UNWIND $rows AS r MATCH (n:{label} {{id: r.id}}) SET n.holders = n.holders + r.gain
            WITH n WHERE n.holders <= 0 DETACH DELETE n"""
        _in_batches(tx, statement, by_label[label])


def _relink(tx: Tx, digests: Iterable[str]) -> None:
    """Join the documents of each text again as they are now."""
    statement = """
        UNWIND $digests AS digest MATCH (d:Document {sha256: digest})
        WITH digest, d ORDER BY d.id
        WITH digest, collect(d.id) AS documents
        OPTIONAL MATCH (:Document {sha256: digest})-[e:SAME_TEXT]->()
        WITH documents, collect(e.key) AS keys
        WHERE size(documents) > 1 OR size(keys) > 0
        RETURN documents, keys"""
    gone: list[str] = []
    rows: list[dict[str, Any]] = []
    for found in run(tx, statement, digests=sorted(digests)).data():
        wanted = {edge.key: edge for edge in star(found["documents"])}
        gone += sorted(set(found["keys"]) - wanted.keys())
        rows += [edge_row(wanted[key], "") for key in sorted(wanted.keys() - set(found["keys"]))]
    _in_batches(tx, "UNWIND $rows AS key MATCH ()-[e:SAME_TEXT {key: key}]->() DELETE e", gone)
    ends = (EdgeType.SAME_TEXT, Label.DOCUMENT, Label.DOCUMENT)
    _in_batches(tx, f"{_match(*ends)} CREATE (a)-[e:SAME_TEXT]->(b) SET e = r.properties", rows)


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
    _in_batches(tx, f"UNWIND $rows AS r CREATE (b:{BOOK}) SET b = r", rows)


def note_readings(tx: Tx, readings: Mapping[str, str]) -> None:
    """Note what documents were read from, in their books: a document that is replaced gets a new one."""
    statement = f"UNWIND $rows AS r MATCH (b:{BOOK} {{id: r.id}}) SET b.reading = r.reading"
    _in_batches(tx, statement, ({"id": id_, "reading": reading} for id_, reading in readings.items()))


def _in_batches(tx: Tx, statement: str, rows: Iterable[Any]) -> None:
    """Run a statement over rows, some at a time; not at all where there are none."""
    waiting = iter(rows)
    while batch := list(islice(waiting, _ROWS)):
        run(tx, statement, rows=batch).consume()
