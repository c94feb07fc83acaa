"""Making a Neo4j database ready for a graph, checking that it is ours, and emptying it again.

Beside the nodes of the model there are two labels that belong to no question: ``YimaiStore``, one node with
the store's own facts, and ``YimaiDocument``, one node per document with its text and what it holds. They have
no relationships, so no path or degree ever sees them.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from graph.identity import OWN, of_another_version
from graph.model import ENDS, MODEL_VERSION, EdgeType, Label, StoreError
from graph.neo4j_address import Address
from graph.neo4j_server import Server, Tx, count, run

STORE, BOOK = "YimaiStore", "YimaiDocument"
UNCOUNTED = "YimaiUncounted"
"""Second label of the documents' nodes that ``neo4j_holders`` has not counted yet."""
UNINDEXED = "unindexed"
"""Mark on the store's node of a graph that was imported in bulk: constraints and indexes are to be made."""
FULL_TEXT = "yimai_terms"
"""Name of the full-text index over ``terms``: the terms of the embedded store, so that both find alike.

The server's own ``cjk`` analyzer would drop English stop words (a search for ``IT`` finds nothing), cut mixed
words such as ``5G基站`` otherwise, and know nothing of traditional characters.
"""

FREE: tuple[EdgeType, ...] = tuple(
    kind
    for kind, (sources, targets) in ENDS.items()
    if not (sources | targets) & OWN and kind is not EdgeType.BROADER
)
"""Types of edges that a document makes between things that stay when it goes: they are removed by name."""

_CLEARED = 10_000
"""Nodes deleted per transaction: the server holds a whole transaction in memory."""


def make_ready(server: Server, *, rebuild: bool, readonly: bool) -> None:
    """Check that a database holds a graph of ours; make an empty one ready, empty one that is to be rebuilt.

    Raises:
        StoreError: another program's data, a graph of another version, or none to read; nothing was changed.
    """
    held = server.read(facts)
    if held is None:
        if not server.read(is_empty):
            raise StoreError(
                f"{server.address}: 库里有别的程序的数据, 请给一个空数据库 "
                "(the database holds another program's data; give an empty one)"
            )
        if readonly:
            raise StoreError(
                f"{server.address}: 没有图谱, 请先运行 `yimai build PATH --store {server.address}` "
                "(there is no graph; build one first)"
            )
        _create(server)
    elif rebuild or (held.get("clearing") and not readonly):
        _clear(server)
        _create(server)
    else:
        _check_version(server.address, held)
        if held.get(UNINDEXED):
            _index_imported(server, readonly=readonly)


def facts(tx: Tx) -> dict[str, Any] | None:
    """Return the store's own facts; None where the database holds no graph of ours."""
    found = run(tx, f"MATCH (s:{STORE}) RETURN s").data()
    return dict(found[0]["s"]) if found else None


def is_empty(tx: Tx) -> bool:
    """Tell whether the database holds not one node, ours or another program's."""
    return not run(tx, "MATCH (n) RETURN 1 LIMIT 1").data()


def schema() -> dict[str, str]:
    """Return name -> statement of each constraint and index; one does nothing where it is there already.

    Community edition has uniqueness constraints only; they bring the index by which ids and keys are found.
    """
    found = [_unique(f"yimai_{label}_id", f"(n:{label})", "n.id") for label in (*Label, STORE, BOOK)]
    found += [_unique(f"yimai_{kind}_key", f"()-[r:{kind}]-()", "r.key") for kind in EdgeType]
    found += [_index(f"yimai_{kind}_document", f"()-[r:{kind}]-()", "r.document") for kind in FREE]
    # Names have no index: titles may be longer than one takes, and reading over all of them is fast enough.
    found.append(_index("yimai_document_sha256", "(n:Document)", "n.sha256"))
    full_text = (
        f"CREATE FULLTEXT INDEX {FULL_TEXT} IF NOT EXISTS FOR (n:{'|'.join(Label)}) ON EACH [n.terms] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}"
    )
    return dict([*found, (FULL_TEXT, full_text)])


def faults(tx: Tx) -> list[str]:
    """Return the constraints and indexes that are missing or do not work, one line each."""
    states = _states(tx)
    held = {name: states.get(name, "没有 (missing)") for name in schema()}
    return [f"{name}: {state}" for name, state in held.items() if state != "ONLINE"]


def mend(server: Server) -> list[str]:
    """Make the constraints and indexes that are missing, and return the name of each."""
    states = server.read(_states)
    made: list[str] = []
    for name, statement in schema().items():
        if name not in states:
            server.write(_do, statement)
            made.append(name)
    if made:
        server.write(_do, "CALL db.awaitIndexes(3600)")
    return made


def _states(tx: Tx) -> dict[str, str]:
    """Return index -> its state; a constraint has an index of its own name."""
    rows = run(tx, "SHOW INDEXES YIELD name, state").data()
    return {str(row["name"]): str(row["state"]) for row in rows}


def _unique(name: str, pattern: str, property_: str) -> tuple[str, str]:
    name = name.lower()
    return name, f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR {pattern} REQUIRE {property_} IS UNIQUE"


def _index(name: str, pattern: str, property_: str) -> tuple[str, str]:
    name = name.lower()
    return name, f"CREATE INDEX {name} IF NOT EXISTS FOR {pattern} ON ({property_})"


def _create(server: Server) -> None:
    """Make an empty database ready; the store's own node comes last, so where it is, all is there."""
    for statement in (*schema().values(), "CALL db.awaitIndexes(300)"):
        server.write(_do, statement)
    held = {
        "id": "store",
        "generation": 0,
        "model_version": MODEL_VERSION,
        "revision": secrets.token_hex(8),
        "store_id": secrets.token_hex(16),
    }
    server.write(_do, f"MERGE (s:{STORE} {{id: $held.id}}) ON CREATE SET s = $held", held=held)


def _index_imported(server: Server, *, readonly: bool) -> None:
    """Make the constraints and indexes of a graph that was imported in bulk, and take the mark off."""
    if readonly:
        raise StoreError(
            f"{server.address}: 刚导入, 还没有索引, 请先运行 `yimai doctor --store {server.address}` "
            "(imported without indexes; run this once)"
        )
    mend(server)
    server.write(_do, f"MATCH (s:{STORE}) REMOVE s.{UNINDEXED}")


def _clear(server: Server) -> None:
    """Delete our graph, a part at a time; a mark on the store's node tells that it is not done yet."""
    server.write(_do, f"MATCH (s:{STORE}) SET s.clearing = true")
    for label in (*Label, BOOK, STORE):
        statement = f"MATCH (n:{label}) WITH n LIMIT {_CLEARED} DETACH DELETE n RETURN count(n)"
        while server.write(count, statement):
            pass


def _do(tx: Tx, statement: str, **parameters: Any) -> None:
    run(tx, statement, **parameters).consume()


def _check_version(address: Address, held: Mapping[str, Any]) -> None:
    if held.get("clearing"):
        raise StoreError(
            f"{address}: 上次重建没有做完, 请再运行 `yimai build PATH --rebuild` "
            "(a rebuild was cut short; run it again)"
        )
    model = held.get("model_version")
    if model != MODEL_VERSION:
        newer = isinstance(model, int) and model > MODEL_VERSION
        raise of_another_version(address, f"model {model}", f"model {MODEL_VERSION}", newer=newer)
