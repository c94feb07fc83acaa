"""What only the store in Neo4j has to get right: clearing in parts, versions, several writers, long ids."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from graph import neo4j_holders, neo4j_server, neo4j_setup, neo4j_store
from graph.doctor import examine
from graph.model import Entity, Label, QueryError, StoreError
from graph.neo4j_store import Neo4jStore
from graph.open import open_store
from graph.store import Change, Store
from tests.graph.builders import DRAMA, FILM, bare, extraction
from tests.graph.content import content, of, other
from tests.server.neo4j_home import Neo4jServer


@pytest.fixture
def address(server_with_credentials: Neo4jServer) -> str:
    return server_with_credentials.address


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    with open_store(address, rebuild=True) as opened:
        yield opened


def test_an_empty_database_gets_its_constraints_and_indexes(server: Neo4jServer) -> None:
    with open_store(server.address), server.driver() as driver:
        rows = driver.execute_query("SHOW CONSTRAINTS YIELD name RETURN collect(name) AS names").records
        assert {"yimai_industry_id", "yimai_uses_key", "yimai_yimaistore_id"} <= set(rows[0]["names"])
        rows = driver.execute_query("SHOW INDEXES YIELD name, state RETURN name, state").records
        states = {row["name"]: row["state"] for row in rows}
    assert states["yimai_terms"] == states["yimai_document_sha256"] == "ONLINE"
    assert len(rows) >= len(neo4j_setup.schema())


def test_a_rebuild_that_is_cut_short_is_told_and_goes_on(
    store: Store, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(extraction())
    left = iter([1])
    count = neo4j_server.count

    def cut_short(*arguments: object) -> int:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return count(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(neo4j_setup, "_CLEARED", 1)
        patch.setattr(neo4j_setup, "count", cut_short)
        with pytest.raises(KeyboardInterrupt):
            open_store(address, rebuild=True)
    with pytest.raises(StoreError, match="a rebuild was cut short; run it again"):
        open_store(address, readonly=True)
    with open_store(address) as again:
        assert content(again) == ([], [], [])
        again.add(other())
        assert content(again)[:2] == of(other())


def test_a_graph_of_another_version_is_refused_and_can_be_rebuilt(
    store: Store, address: str, server_with_credentials: Neo4jServer
) -> None:
    store.add(extraction())
    with server_with_credentials.driver() as driver:
        for version, told in ((0, "older version.*model 0; this is"), (99, "newer version.*upgrade Yimai")):
            driver.execute_query("MATCH (s:YimaiStore) SET s.model_version = $version", version=version)
            for readonly in (True, False):
                with pytest.raises(StoreError, match=told) as caught:
                    open_store(address, readonly=readonly)
                assert "\n" not in str(caught.value)
        assert driver.execute_query("MATCH (d:Document) RETURN count(d) AS n").records[0]["n"] == 1
    with open_store(address, rebuild=True) as rebuilt:
        assert content(rebuilt) == ([], [], [])


def test_batches_are_kept_now_and_then(store: Store, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_store, "BATCH", 12)
    with store.batch(), open_store(address, readonly=True) as reader:
        for number in range(6):
            assert len(reader.documents()) == 0 or number >= 3
            store.add(bare(str(number), f"{number}影视", FILM))  # 5 rows each
        # The second transaction begins when the first has ended.
        assert len(reader.documents()) in (3, 6)
    assert len(store.documents()) == 6


def test_a_transaction_that_fails_is_raised_by_a_later_document(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j_store, "BATCH", 1)

    def fail(*_: object) -> None:
        raise StoreError("gone")

    with store.batch():
        with monkeypatch.context() as patch:
            patch.setattr(neo4j_store, "change", fail)
            assert store.add(bare("a", "影视", FILM)) is Change.ADDED
            with pytest.raises(StoreError, match="gone"):
                store.add(bare("b", "影视", FILM))
        assert store.add(bare("a", "影视", FILM)) is Change.ADDED
    assert [id_ for id_, _, _ in store.documents()] == ["document:a", "document:b"]


def test_writers_wait_for_each_other_and_lose_nothing(store: Store, address: str) -> None:
    def write(part: int) -> None:
        with open_store(address) as own:
            for number in range(6):
                own.add(bare(f"{part}-{number}", f"{part}{number}微短剧，影视。", DRAMA, FILM))
            own.remove(f"document:{part}-0")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    found = content(store)
    assert len(found[2]) == 20
    kept = [bare(f"{p}-{n}", f"{p}{n}微短剧，影视。", DRAMA, FILM) for p in range(4) for n in range(1, 6)]
    assert found[:2] == of(*kept)
    for id_, _, _ in found[2]:
        store.remove(id_)
    assert content(store) == ([], [], [])


def test_loaders_of_large_batches_never_deadlock(
    store: Store, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They name the same things in opposite orders; a deadlock would show as a transaction tried twice."""
    attempts: list[int] = []
    change = neo4j_store.change

    def counted(*arguments: object) -> object:
        attempts.append(1)
        return change(*arguments)  # pyright: ignore[reportArgumentType]

    def write(part: int) -> None:
        with open_store(address) as own, own.batch():
            for number in range(12)[:: 1 if part else -1]:
                own.add(bare(f"{part}-{number}", f"{part}-{number}微短剧，影视。", DRAMA, FILM))

    monkeypatch.setattr(neo4j_store, "BATCH", 20)  # 7 rows each: a transaction per three documents
    monkeypatch.setattr(neo4j_store, "change", counted)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, range(2)))
    assert len(attempts) == 2 * 12 // 3
    kept = [bare(f"{p}-{n}", f"{p}-{n}微短剧，影视。", DRAMA, FILM) for p in range(2) for n in range(12)]
    assert content(store)[:2] == of(*kept)
    for id_, _, _ in store.documents():
        store.remove(id_)
    assert content(store) == ([], [], [])


def test_holders_are_counted_before_a_document_goes(
    store: Store, address: str, server_with_credentials: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not while loading; by whoever comes first, also where another process loaded and was cut short."""
    monkeypatch.setattr(neo4j_holders, "_COUNTED", 2)
    with store.batch():
        for number in range(5):
            store.add(bare(str(number), f"{number}微短剧，影视。", DRAMA, FILM))

    def numbers() -> dict[str, int | None]:
        nodes = "MATCH (n:Industry) RETURN n.id AS name, n.holders AS holders"
        edges = "MATCH ()-[n:BROADER]->() RETURN n.key AS name, n.holders AS holders"
        with server_with_credentials.driver() as driver:
            rows = driver.execute_query(f"{nodes} UNION ALL {edges}").records
        return {row["name"]: row["holders"] for row in rows}

    names = {name for book in store.holdings() for name in (*book.nodes, *book.edges)}
    assert numbers() == dict.fromkeys(names)
    with open_store(address) as other_process:
        other_process.remove("document:0")
    assert numbers() == dict.fromkeys(names, 4)
    store.add(bare("1", "1影视。", FILM))  # its older self held all
    assert numbers() == dict.fromkeys(names, 3)
    assert list(examine(store)) == []
    for number in range(1, 5):
        store.remove(f"document:{number}")
    assert numbers() == {}


def test_an_id_the_server_cannot_index_is_told_and_nothing_is_written(store: Store) -> None:
    store.add(extraction())
    name = "长" * 3_000
    huge = Entity(id=f"industry:{name}", label=Label.INDUSTRY, name=name)
    with pytest.raises(StoreError, match="too long for Neo4j"):
        store.add(bare("b", name, huge))
    assert content(store)[:2] == of(extraction())


def test_a_view_tells_its_statements(address: str, store: Store) -> None:
    told: list[tuple[object, ...]] = []
    with Neo4jStore.open(address, trace=lambda *what: told.append(what)) as traced:
        traced.view().run("RETURN $x AS x", {"x": 1})
    assert told == [("RETURN $x AS x", {"x": 1})]


def test_sentences_stand_on_the_edges_for_other_tools(
    store: Store, server_with_credentials: Neo4jServer
) -> None:
    store.add(extraction())
    statement = (
        "MATCH (:Passage)-[r:USES {modality: 'proposed'}]->(i:Instrument) RETURN r.exacts, r.sentences"
    )
    with server_with_credentials.driver() as driver:
        (row,) = driver.execute_query(statement).records
    assert row.values() == [["产业基金"], ["建议设立微短剧产业基金；"]]


def test_a_statement_that_takes_too_long_is_given_up(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    view = store.view()
    endless = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN sum(a * b) AS x"
    with monkeypatch.context() as patch:
        patch.setattr(neo4j_server, "READING", 2)
        with pytest.raises(QueryError, match="took longer than"):
            view.run(endless)
    assert view.run("RETURN 1 AS one") == [{"one": 1}]
