"""Statements that reach outside the graph are refused, by whatever writing; harmless ones pass."""

from __future__ import annotations

import pytest

from graph.cypher_guard import refuse_outside
from graph.model import QueryError

REFUSED = [
    "LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l",
    "load\tcsv WITH HEADERS FROM 'http://x' AS l RETURN l",
    "LOAD // a remark\nCSV FROM 'x' AS l RETURN l",
    "RETURN 'http://' AS l UNION LOAD CSV FROM 'x' AS l RETURN l",
    "CALL db.labels()",
    "call db.labels() YIELD label RETURN label",
    "MATCH (n) CALL apoc.load.json('x') YIELD value RETURN value",
    "CALL // a remark\n db.labels()",
    "CALL `db`.labels()",
    "RETURN '\\'' AS a UNION CALL db.labels() YIELD label AS a RETURN a",
    "SHOW TRANSACTIONS",
    "// what runs there\n show\tindexes YIELD name RETURN name",
    "TERMINATE TRANSACTION 'x'",
]

ALLOWED = [
    "MATCH (n) CALL { WITH n MATCH (n)-->(m) RETURN count(m) AS c } RETURN c",
    "MATCH (n) CALL (n) { MATCH (n)-->(m) RETURN count(m) AS c } RETURN c",
    "// call the members\nMATCH (n) RETURN n.name",
    "MATCH (n) WHERE n.name = 'call db.labels()' RETURN n.name",
    "MATCH (show) WHERE show.name = 'SHOW USERS' RETURN show",
    'MATCH (n) WHERE n.name = "it\'s // call x.y()" RETURN n.name',
]


@pytest.mark.parametrize("statement", REFUSED)
def test_refused(statement: str) -> None:
    with pytest.raises(QueryError, match="not allowed"):
        refuse_outside(statement)


@pytest.mark.parametrize("statement", ALLOWED)
def test_allowed(statement: str) -> None:
    refuse_outside(statement)
