"""Free Cypher: what it may not do, what bounds it, and that both stores spell values alike."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from graph.free_cypher import free_cypher
from graph.model import QueryError, StoreError
from graph.neo4j_address import is_address
from graph.open import open_store
from graph.store import Store, Table
from tests.graph.builders import DRAMA, FILM, bare, extraction
from tests.graph.content import content

WRITES = [
    "CREATE (:Place {id: 'x'})",
    "MERGE (n:Place {id: 'x'}) RETURN n",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) DELETE n",
    "MATCH (n:Proposal) SET n.name = 'x' RETURN n.name",
    "MATCH (n:Proposal) SET n = {} RETURN n",
    "MATCH (n:Proposal) SET n:Place RETURN n",
    "MATCH (n:Proposal) REMOVE n.name RETURN n",
    "MATCH (n:Proposal) FOREACH (x IN [1] | SET n.name = 'x')",
    "MATCH (n:Proposal) CALL (n) { SET n.name = 'x' } RETURN n",
    "MATCH (n:Proposal) CALL (n) { SET n.name = 'x' } IN TRANSACTIONS OF 1 ROWS RETURN n",
    "CREATE INDEX FOR (n:Place) ON (n.name)",
    "DROP INDEX yimai_text IF EXISTS",
    "CREATE CONSTRAINT FOR (n:Place) REQUIRE n.name IS UNIQUE",
    "RETURN 1 AS a; MATCH (n) DETACH DELETE n",
    "CREATE USER eve SET PASSWORD 'evilevil'",
    "CREATE DATABASE other",
]
OUTSIDE = [
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "LOAD /* a remark */ CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "load // a remark\n csv FROM 'http://127.0.0.1/' AS line RETURN line",
    "\\u004cOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "CALL db.labels()",
    "CALL /* a remark */ db.labels()",
    "CALL db.labels() YIELD label RETURN label",
    "OPTIONAL CALL db.labels() YIELD label RETURN label",
    "MATCH (n) CALL dbms.components() YIELD name RETURN name",
    "CALL apoc.load.json('file:///etc/passwd') YIELD value RETURN value",
    "CALL apoc.cypher.runWrite('CREATE (:X)', {}) YIELD value RETURN value",
    "RETURN apoc.version() AS v",
    "CALL `db`.`labels`()",
    "CALL pagerank() YIELD node, score RETURN node",
    "CREATE (:X) RETURN 1 AS x UNION CALL db.labels() YIELD label RETURN 1 AS x",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "USE system SHOW DATABASES",
    "ALTER CURRENT USER SET PASSWORD FROM 'only-for-tests' TO 'evilevil'",
    "MATCH (n) CALL (n) { RETURN 1 AS x } IN TRANSACTIONS RETURN x",
]


SERVER = ["SHOW USERS", "SHOW TRANSACTIONS", "SHOW DATABASES", "SHOW SETTINGS", "SHOW PROCEDURES"]
"""What tells of the server; the embedded engine has nothing to tell, or does not know the words."""


@pytest.fixture
def filled(store: Store) -> Store:
    store.add(extraction())
    store.add(bare("b", "又有微短剧和影视", DRAMA, FILM))
    return store


def ask(place: str | Path, cypher: str, *, limit: int = 100, seconds: float = 20, **given: object) -> Table:
    return free_cypher(str(place), cypher, given, limit=limit, seconds=seconds)


def test_no_statement_writes_or_reaches_outside(filled: Store, place: str | Path) -> None:
    before = content(filled)
    view = filled.view()
    for statement in (*WRITES, *OUTSIDE, *(SERVER if is_address(str(place)) else ())):
        # In this process, for speed: what the child runs is this very call.
        with pytest.raises(QueryError) as told:
            view.query(statement, {}, limit=10, seconds=5)
        assert "\n" not in str(told.value), statement
        assert "root:" not in str(told.value), statement
    with open_store(place, readonly=True) as again:
        assert content(again) == before
        assert again.view().identity == view.identity


def test_the_child_refuses_as_well(filled: Store, place: str | Path) -> None:
    before = content(filled)
    with pytest.raises(QueryError, match="writes"):
        ask(place, "MATCH (n) DETACH DELETE n")
    with pytest.raises(QueryError, match="not allowed"):
        ask(place, "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line")
    assert content(filled) == before


def test_a_runaway_product_is_stopped_in_time(filled: Store, place: str | Path) -> None:
    started = time.monotonic()
    with pytest.raises(QueryError, match="took longer than 1 s"):
        ask(place, "UNWIND range(1, 5000) AS a UNWIND range(1, 5000) AS b UNWIND range(1, 5000) AS c "
            "WITH a, b, c WHERE a + b + c < 0 RETURN count(*) AS n", seconds=1)  # fmt: skip
    assert time.monotonic() - started < 30


def test_too_many_rows_are_cut_and_told(filled: Store, place: str | Path) -> None:
    table = ask(place, "UNWIND range(1, 200000) AS x RETURN x", limit=7)
    assert table == Table(columns=("x",), rows=tuple((x,) for x in range(1, 8)), more=True)
    assert ask(place, "UNWIND range(1, 7) AS x RETURN x", limit=7).more is False


def test_columns_are_there_without_rows(filled: Store, place: str | Path) -> None:
    table = ask(place, "MATCH (p:Proposal) WHERE p.id = $id RETURN p.id AS id, p.name AS name", id="none")
    assert table == Table(columns=("id", "name"), rows=(), more=False)


def test_both_stores_spell_values_alike(filled: Store, place: str | Path) -> None:
    """The same numbers are asserted for each engine, so that they are equal to each other too."""
    statement = """
        MATCH way = (p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[r:USES]->(i:Instrument)
        WHERE r.modality = 'proposed'
        RETURN way, i, r.modality AS modality, date('2025-01-31') AS day, 1.5 AS part, null AS none,
            {a: [1, 'b'], c: true} AS map"""
    (row,) = ask(place, statement).rows
    way, instrument, *rest = row
    assert rest == ["proposed", "2025-01-31", 1.5, None, {"a": [1, "b"], "c": True}]
    assert [step.get("label") or step["type"] for step in way] == [
        *("Proposal", "HAS_PASSAGE", "Passage", "USES", "Instrument"),
    ]
    assert way[-1] == instrument
    (known,) = [node for node in filled.nodes() if node.id == instrument["id"]]
    assert instrument == {"label": "Instrument", "id": known.id, "name": known.name, **known.properties}


def test_parameters_are_values_only(filled: Store, place: str | Path) -> None:
    hostile = "x' OR 1=1 //}) DETACH DELETE n"
    before = content(filled)
    table = ask(place, "RETURN $text AS text, $list AS list", text=hostile, list=[1, hostile])
    assert table.rows == ((hostile, [1, hostile]),)
    assert content(filled) == before


@pytest.mark.parametrize(
    "statement", ["", "MATCH (n", "RETURN $missing AS x", "RETURN nothing", "\x00", "\ud800"]
)
def test_what_is_wrong_is_one_line(filled: Store, place: str | Path, statement: str) -> None:
    with pytest.raises(QueryError) as told:
        filled.view().query(statement, {}, limit=1, seconds=5)
    assert "\n" not in str(told.value)


def test_too_much_memory_is_an_error_and_not_the_end(path: Path) -> None:
    with open_store(path) as store:
        store.add(extraction())
    with pytest.raises(QueryError, match=r"too much memory|longer than|Cypher:"):
        ask(path, "RETURN reduce(s = 'a', x IN range(0, 40) | s + s) AS x", seconds=10)


def test_a_graph_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="yimai build"):
        ask(tmp_path / "none.yimai", "RETURN 1 AS x")
    assert not (tmp_path / "none.yimai").exists()
