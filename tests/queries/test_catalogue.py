"""The catalogue: every file is sound, every fault is named with file and field."""

from __future__ import annotations

import pytest

from graph.model import QueryError
from graph.store import View
from queries.ask import ask
from queries.catalogue import _catalogue as catalogue  # pyright: ignore[reportPrivateUsage]
from queries.catalogue import describe, questions, read_catalogue, rows

GOOD = """\
// name: good
// zh: 好
// en: Good
// option name: text, required
// option level: text = low, one of low | high
// parameter year: integer = 2025, 1900..2100
// inner ids: texts
// columns: id, name
// columns: name, count
MATCH (p:Proposal)-[r:HAS_PASSAGE|PROPOSED*0..3]-(q:Passage {id: 'a'}) // $comment n.title
WHERE p.year = $year AND p.id IN $ids AND p.name <> 'n.title $text :Nope'
RETURN p.id AS id, q.name AS name
"""


def test_the_names_of_the_questions() -> None:
    assert [question.name for question in questions()] == [
        "around",
        "bridges",
        "check",
        "coding-sheet",
        "gaps",
        "industry-links",
        "industry-profile",
        "instrument-profile",
        "lineage",
        "matrix",
        "member-profile",
        "merge-candidates",
        "organization-profile",
        "place-profile",
        "proposal-profile",
        "search",
        "shared-instruments",
        "themes",
        "trace",
        "trends",
    ]
    assert len(catalogue()) > len(questions())


def test_a_sound_file() -> None:
    statement = read_catalogue([("good.cypher", GOOD)])["good"]
    assert statement.columns == (("id", "name"), ("name", "count"))
    name, level, year, ids = statement.parameters
    assert (name.required, name.sent, name.allowed) == (True, False, "text")
    assert (level.default, level.choices, level.allowed) == ("low", ("low", "high"), "low, high")
    assert (year.default, year.sent, year.allowed) == (2025, True, "1900..2100")
    assert (ids.sent, ids.inner) == (True, True)
    assert statement.cypher.startswith("MATCH")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("// zh: 好\n", "", "field zh is missing"),
        ("// en: Good\n", "// en:\n", "field en is missing"),
        ("// name: good\n", "", "field name is missing"),
        ("// name: good\n", "// name: other\n", "field name: other does not fit"),
        ("// en: Good\n", "// en: Good\n// en: Twice\n", "field en stands twice"),
        ("// en: Good\n", "// en: Good\n// author: me\n", "field not understood: // author: me"),
        ("// en: Good\n", "// en: Good\n// just words\n", "field not understood"),
        ("// en: Good\n", "// en: Good\n// role: main\n", "field role"),
        ("// columns: id, name\n// columns: name, count\n", "", "field columns is missing"),
        ("// columns: id, name\n", "// columns: id,, name\n", "field columns is missing"),
        ("// columns: id, name\n", "// columns: id, nonsense\n", "no caption for nonsense"),
        ("$ids", "$others", "parameter others used but not declared"),
        ("AND p.id IN $ids", "", "parameter ids declared but not used"),
        ("// inner ids: texts", "// inner ids: list", "parameter ids: expected text, texts or integer"),
        ("// inner ids: texts", "// inner: texts", r"parameter \?"),
        ("// inner ids: texts", "// inner ids: texts, maybe", "parameter ids: not understood: maybe"),
        ("// inner ids: texts", "// inner ids: texts\n// option ids: text", "parameter ids declared twice"),
        ("$year", "$level", "parameter level used but not declared"),
        (":Proposal", ":Proposals", "unknown label Proposals"),
        (":HAS_PASSAGE", ":HAS_PART", "unknown edge type HAS_PART"),
        ("|PROPOSED", "|ASKED", "unknown edge type ASKED"),
        ("p.year =", "p.years =", "unknown property years"),
        ("{id: 'a'}", "{text: 'a'}", "unknown property text"),
        ("q.name AS", "q.title AS", "forbidden property title"),
        ("q.name AS", "q.type AS", "forbidden property type"),
        ("q.name AS", "q.end AS", "forbidden property end"),
        ("p.id AS id", "id(p) AS id", r"id\(...\) differs"),
        ("WHERE ", "WHERE p:Nope AND ", "unknown label Nope"),
    ],
)
def test_faults_are_named(old: str, new: str, fault: str) -> None:
    assert old in GOOD
    with pytest.raises(QueryError, match=f"^good.cypher: .*{fault}"):
        read_catalogue([("good.cypher", GOOD.replace(old, new, 1))])


def test_one_name_in_two_files() -> None:
    with pytest.raises(QueryError, match=r"^more.cypher: field name: good stands in another file"):
        read_catalogue([("good.cypher", GOOD), ("more.cypher", GOOD)])


@pytest.mark.parametrize("name", ["shared-instrument", "arround", "traces"])
def test_unknown_questions_get_a_suggestion(name: str) -> None:
    near = {"shared-instrument": "shared-instruments", "arround": "around", "traces": "trace"}[name]
    with pytest.raises(QueryError, match=rf"did you mean\): {near}\b"):
        describe(name)


@pytest.mark.parametrize("name", ["totals", "", "zzz"])
def test_helpers_and_nonsense_are_no_questions(name: str) -> None:
    with pytest.raises(QueryError, match=r"known\): around, .*coding-sheet, .*search, .*trace"):
        describe(name)


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_statement_runs_on_an_empty_graph(empty: View, name: str) -> None:
    given = {parameter.name: None for parameter in catalogue()[name].parameters if parameter.sent}
    given |= {name: [] for name in given.keys() & {"codes", "ids", "industries", "things"}}
    found = rows(empty, name, **given)
    assert found == [] or name == "totals"


HELPERS = sorted(name for name, statement in catalogue().items() if statement.helper)
GIVEN = {
    "ids": ["passage:hangzhou#1", "proposal:hangzhou#1", "instrument:消费券", "place:之江文化产业带"],
    "industries": ["industry:微短剧"],
    "things": ["industry:人工智能"],
    "codes": ["330100"],
    "name": "消费券",
    "level": "family",
}
NAMED = {"industry-proposals": {"name": "industry:微短剧"}}


def check_columns(view: View, name: str, given: dict) -> None:
    sent = {parameter.name for parameter in catalogue()[name].parameters}
    found = rows(view, name, **{key: given.get(key) for key in sent})
    assert found or name == "industry-links"  # no passage there names an industry and a place
    assert all(tuple(row) == catalogue()[name].columns[0] for row in found)


ELSEWHERE = {"handlers", "replies"}
"""The graph has no handlers and replies: see below, and the tests of lineage."""


@pytest.mark.parametrize("name", [name for name in HELPERS if name not in ELSEWHERE])
def test_helpers_return_the_columns_they_declare(view: View, name: str) -> None:
    check_columns(view, name, GIVEN | NAMED.get(name, {}))


def test_so_does_the_one_about_handlers(coding: View) -> None:
    check_columns(coding, "handlers", {"ids": ["proposal:sky#1"]})


@pytest.mark.parametrize(
    ("name", "parameters"),
    [("shared-instruments", {"level": level}) for level in ("concept", "family", "subtool", "class")]
    + [
        ("around", {"name": "消费券"}),
        ("trace", {"a": "微短剧", "b": "算力券"}),
        ("industry-links", {}),
        ("search", {"text": "微短剧"}),
        ("themes", {"resolution": 10}),
    ],
)
def test_answers_have_the_columns_their_question_declares(view: View, name: str, parameters: dict) -> None:
    result = ask(view, name, **parameters)
    assert result.columns in describe(name).columns
    assert result.rows
    assert all(tuple(row) == result.columns for row in result.rows)
    declared = [parameter.name for parameter in describe(name).parameters if not parameter.inner]
    assert list(result.parameters) == declared


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("check", {}),
        ("coding-sheet", {}),
        ("gaps", {}),
        ("gaps", {"of": "industry", "class": "environment"}),
        ("industry-profile", {"name": "微短剧"}),
        ("instrument-profile", {"name": "供给型"}),
        ("matrix", {}),
        ("member-profile", {"name": "王新龙"}),
        ("organization-profile", {"name": "市科技局"}),
        ("place-profile", {"name": "杭州市"}),
        ("proposal-profile", {"name": "发展低空经济"}),
        ("trends", {"name": "需求型"}),
    ],
)
def test_so_have_those_of_the_coder(coding: View, name: str, parameters: dict) -> None:
    test_answers_have_the_columns_their_question_declares(coding, name, parameters)
