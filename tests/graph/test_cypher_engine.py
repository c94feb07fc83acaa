"""The engine: what it is filled with, what it refuses, and when its snapshot is used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import cypher_engine, sqlite_store
from graph.model import QueryError, StoreError, Value
from graph.open import open_store
from graph.properties import QUALIFIER
from graph.snapshot import snapshot_path
from graph.sqlite_store import SqliteStore
from tests.graph.builders import DRAMA, FILM, bare, extraction

COUNT = "MATCH (n) RETURN count(n) AS n"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    """Only the embedded store has this engine."""
    with SqliteStore(path) as opened:
        yield opened


def test_edges_that_differ_in_their_qualifier_all_stay(store: SqliteStore) -> None:
    store.add(extraction())
    rows = store.view().run(
        "MATCH (p:Passage)-[r:USES]->(i:Instrument) "
        "RETURN r.modality AS m, r.weight AS w, i.class AS c ORDER BY m"
    )
    assert rows == [{"m": "existing", "w": 1, "c": "supply"}, {"m": "proposed", "w": 1, "c": "supply"}]


def test_every_node_and_edge_is_there_with_its_properties(store: SqliteStore) -> None:
    store.add(extraction())
    store.add(bare("b", "又有微短剧和影视", DRAMA, FILM))
    view = store.view()
    for node in store.nodes():
        names = ["name", *node.properties]
        columns = ", ".join(f"n.`{name}` AS `{name}`" for name in names)
        (row,) = view.run(f"MATCH (n:{node.label} {{id: $id}}) RETURN {columns}", {"id": node.id})
        assert row == {"name": node.name, **node.properties}
    for edge in store.edges():
        expected: dict[str, Value] = {"key": edge.key, "weight": len(edge.spans), **edge.properties}
        if edge.qualifier:
            expected[QUALIFIER[edge.type]] = edge.qualifier
        columns = ", ".join(f"r.`{name}` AS `{name}`" for name in expected)
        statement = f"MATCH (a {{id: $a}})-[r:{edge.type} {{key: $key}}]->(b {{id: $b}}) RETURN {columns}"
        parameters: dict[str, Value] = {"a": edge.source, "b": edge.target, "key": edge.key}
        assert view.run(statement, parameters) == [expected]
    assert view.run("MATCH ()-[r]->() RETURN count(r) AS n") == [{"n": len(list(store.edges()))}]


def test_batches_of_any_size_fill_alike(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cypher_engine, "_BATCH", 2)
    store.add(extraction())
    view = store.view()
    assert view.run(COUNT) == [{"n": len(list(store.nodes()))}]
    assert view.run("MATCH ()-[r]->() RETURN count(r) AS n") == [{"n": len(list(store.edges()))}]


WRITES = [
    "CREATE (n:Place {id: 'x'}) RETURN n.id",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) SET n.name = 'x'",
    "MERGE (n:Place {id: 'x'}) RETURN n.id",
    "MATCH (n) REMOVE n.name",
    "CREATE INDEX FOR (n:Place) ON (n.name)",
]


@pytest.mark.parametrize("statement", WRITES)
def test_writing_is_refused(store: SqliteStore, statement: str) -> None:
    store.add(extraction())
    view = store.view()
    before = view.run("MATCH (n) RETURN n.id AS id, n.name AS name ORDER BY id")
    with pytest.raises(QueryError, match="writes"):
        view.run(statement)
    assert view.run("MATCH (n) RETURN n.id AS id, n.name AS name ORDER BY id") == before


@pytest.mark.parametrize(
    "statement", ["MATCH (n) RETUR n", "", "RETURN 1/0 AS x", "MATCH (n {id: $no}) RETURN n.id"]
)
def test_faults_are_query_errors_of_one_line(store: SqliteStore, statement: str) -> None:
    store.add(extraction())
    with pytest.raises(QueryError) as caught:
        store.view().run(statement)
    assert "\n" not in str(caught.value)


def test_rows_only(store: SqliteStore) -> None:
    with pytest.raises(QueryError):
        store.view().run("MATCH (n) RETURN n.id FORMAT CSV")


def test_unknown_labels_and_properties_are_no_error_and_print_nothing(
    store: SqliteStore, capfd: pytest.CaptureFixture[str]
) -> None:
    store.add(bare("a", "影视", FILM))
    assert store.view().run("MATCH (n:Member) RETURN n.body AS body") == []
    assert store.view().run("MATCH (n:Industry) RETURN n.codes AS codes") == [{"codes": None}]
    assert capfd.readouterr() == ("", "")


def test_trace_is_told_the_statement_and_its_parameters(path: Path) -> None:
    told: list[object] = []
    with open_store(path, trace=lambda *what: told.append(what)) as store:
        store.view().run("RETURN $x AS x", {"x": 1})
    assert told == [("RETURN $x AS x", {"x": 1})]


def refill(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count how often the engine is filled from the store."""
    filled: list[int] = []
    fill = sqlite_store.fill

    def counting(connection: object) -> object:
        filled.append(1)
        return fill(connection)  # type: ignore[arg-type]

    monkeypatch.setattr(sqlite_store, "fill", counting)
    return filled


def ask(path: Path) -> list[dict[str, Value]]:
    with open_store(path, readonly=True) as store:
        return store.view().run(COUNT)


def test_the_snapshot_saves_filling(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled = refill(monkeypatch)
    with open_store(path) as store:
        store.add(extraction())
        for _ in range(3):
            store.view().run(COUNT)
    first = ask(path)
    assert first == ask(path) == [{"n": 11}]
    assert len(filled) == 1
    with open_store(path) as store:
        store.add(bare("b", "影视", FILM))
    assert ask(path) == [{"n": 13}]
    assert len(filled) == 2


def test_a_view_keeps_the_graph_it_first_saw(store: SqliteStore) -> None:
    store.add(extraction())
    view = store.view()
    before = view.run(COUNT), view.identity
    store.add(bare("b", "影视", FILM))
    assert (view.run(COUNT), view.identity) == before
    assert store.view().run(COUNT) != before[0]


DAMAGES = {
    "missing": lambda data: None,
    "empty": lambda data: b"",
    "junk": lambda data: b"junk" * 1000,
    "cut": lambda data: data[: len(data) // 2],
    "flipped": lambda data: data[:-20] + bytes([data[-20] ^ 1]) + data[-19:],
    "header only": lambda data: data[: data.index(b"\n") + 1],
    "another engine": lambda data: data.replace(b"kglite-", b"kglite-9", 1),
    "another store": lambda data: data.replace(b'"identity":"', b'"identity":"x', 1),
}


@pytest.mark.parametrize("damage", list(DAMAGES.values()), ids=list(DAMAGES))
def test_a_bad_snapshot_is_replaced_silently(
    path: Path, damage: object, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with open_store(path) as store:
        store.add(extraction())
    assert ask(path) == [{"n": 11}]
    snapshot = snapshot_path(path)
    good = snapshot.read_bytes()
    bad = damage(good)  # type: ignore[operator]
    assert bad != good
    snapshot.unlink() if bad is None else snapshot.write_bytes(bad)
    filled = refill(monkeypatch)
    assert ask(path) == ask(path) == [{"n": 11}]
    assert len(filled) == 1
    assert capfd.readouterr() == ("", "")
    assert sorted(file.name for file in path.parent.iterdir()) == [path.name, snapshot.name]


def test_a_snapshot_that_cannot_be_written_is_no_matter(path: Path) -> None:
    with open_store(path) as store:
        store.add(extraction())
    snapshot_path(path).mkdir()
    assert ask(path) == [{"n": 11}]


def test_a_restored_backup_is_not_answered_from_a_later_snapshot(path: Path) -> None:
    with open_store(path) as store:
        store.add(extraction())
    backup = path.read_bytes()
    with open_store(path) as store:
        store.add(bare("b", "影视", FILM))
        assert store.view().run(COUNT) == [{"n": 13}]
    path.write_bytes(backup)
    with open_store(path) as store:  # as many changes as before, but others
        store.remove("document:a")
        assert store.view().run(COUNT) == [{"n": 0}]


def test_a_closed_store_says_so(path: Path) -> None:
    store = open_store(path)
    view = store.view()
    store.close()
    with pytest.raises(StoreError):
        view.run(COUNT)
    with pytest.raises(StoreError):
        store.add(extraction())
