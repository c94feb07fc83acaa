"""Whatever is put into a parameter of any question: one clear line or an honest answer, nothing is changed.

The questions are those of the catalogue, so a new one is tried without being named here.
"""

from __future__ import annotations

import json
from itertools import chain

import pytest

from graph.model import QueryError
from graph.store import View
from queries.ask import ask
from queries.catalogue import questions
from queries.statement import Parameter, Statement, Type

TEXTS = {
    "quote": "'",
    "quotes": "\"'`",
    "cypher": "x'}) DETACH DELETE n //",
    "clause": "微短剧' OR 1=1 RETURN n UNION MATCH (n) DETACH DELETE n RETURN n //",
    "parameter": "$name {id: $ids} ${x}",
    "call": "CALL db.labels()",
    "load": "LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l",
    "sqlite": "'; DROP TABLE nodes; --",
    "match expression": '"微短" OR terms:* NEAR(a b) ^ -',
    "lucene": "name:微* AND /.*/ ~2 [a TO z]",
    "pattern": "(.*)+$[^\\",
    "markup": "<script>alert(1)</script>",
    "path": "../../../../etc/passwd",
    "NUL": "微短\x00剧",
    "NUL alone": "\x00",
    "controls": "\x01\x1b[31m\x7f",
    "lone surrogate": "微\ud800短剧",
    "right to left": "\u202e剧短微\u202c",
    "marks alone": "\u202e\u200b\ufeff",
    "emoji": "🀄️👩‍👩‍👧",
    "beyond the plane": "𬭎𠮷",
    "combining": "e\u0301" * 50,
    "newlines": "微\r\n短\u2028剧",
    "blank": " \t\n",
    "empty": "",
    "a megabyte": "微短剧" * 350_000,
    "a megabyte of one": "a" * 1_000_000,
    "a megabyte of quotes": "'" * 1_000_000,
    "many words": "微 " * 5_000,
    "a megabyte of digits": "1" * 1_000_000,
    "minus": "-1",
    "zero": "0",
    "huge": "99999999999999999999999999",
    "fraction": "1.5",
    "not a number": "NaN",
    "other digits": "１２",
    "circled digits": "②",
    "formula": "=1+1",
}
OTHERS = {
    "negative": -1,
    "no limit": 10**30,
    "thousands of digits": 10**5_000,
    "float": 1.5,
    "infinite": float("inf"),
    "true": True,
    "bytes": b"\xff",
    "list": ["微短剧"],
    "map": {"$ne": 1},
    "object": object(),
}
VALUES = TEXTS | OTHERS

USUAL = {"a": "微短剧", "b": "算力券", "name": "微短剧", "text": "微短剧", "proposal": "proposal:hangzhou#1"}
"""What required parameters get while another one is tried."""

CASES = [
    pytest.param(question, parameter, id=f"{question.name}-{parameter.name}")
    for question in questions()
    for parameter in question.parameters
    if not parameter.inner
]


def others(question: Statement, tried: Parameter) -> dict[str, object]:
    """Return what the question needs besides the parameter that is tried."""
    needed = {
        parameter.name: parameter.choices[0] if parameter.choices else USUAL.get(parameter.name, "微短剧")
        for parameter in question.parameters
        if parameter.required and parameter.name != tried.name and parameter.type is not Type.INTEGER
    }
    return dict(needed)


def state(view: View) -> list[object]:
    """Return what must stay as it is: the identity, and every node and edge."""
    return [
        view.identity,
        view.run("MATCH (n) RETURN count(n) AS n"),
        view.run("MATCH (n:Proposal) RETURN n.id AS id, n.name AS name ORDER BY id"),
        view.run("MATCH ()-[r]->() RETURN count(r) AS n"),
    ]


@pytest.mark.parametrize(("question", "parameter"), CASES)
def test_hostile_values(view: View, question: Statement, parameter: Parameter) -> None:
    before = state(view)
    for case, value in VALUES.items():
        given = {**others(question, parameter), parameter.name: value}
        try:
            result = ask(view, question.name, **given)  # pyright: ignore[reportArgumentType]
        except QueryError as told:
            line = str(told)
            assert line.isprintable(), (case, line[:300])
            assert len(line) < 2_000, case
            continue
        assert json.loads(result.to_json())["rows"] == json.loads(json.dumps(list(result.rows))), case
        assert all(len(row) == len(result.columns) for row in result.to_table()), case
        quoted = chain.from_iterable(row.get("evidence") or [] for row in result.rows)
        assert all(quote["exact"] in quote["sentence"] for quote in quoted), case
    assert state(view) == before


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
@pytest.mark.parametrize("name", ["", "limit; DROP", "ids", "cypher", "\x00", "self", "view"])
def test_parameters_that_are_none(view: View, question: Statement, name: str) -> None:
    declared = {parameter.name for parameter in question.parameters if not parameter.inner}
    if name not in declared:
        with pytest.raises((QueryError, TypeError)):
            ask(view, question.name, **{name: "x"})


@pytest.mark.parametrize("name", ["", "search; DROP", "../ask", "names", "\x00", "a" * 100_000, "\ud800"])
def test_questions_that_are_none(view: View, name: str) -> None:
    with pytest.raises(QueryError) as told:
        ask(view, name)
    assert str(told.value).isprintable()
    assert len(str(told.value)) < 2_000
