"""``yimai cypher``: statement, file and pipe, parameters, formats, limits, and errors of one line."""

import csv
import io
import json

import pytest

from tests.command import HOME, yimai

COUNT = "MATCH (p:Proposal) WHERE $year IS NULL OR p.year = $year RETURN count(p) AS n"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    done = yimai("build", HOME / "examples" / "foshan-2023-proposal-176.txt", cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    return folder


def rows(done):
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)["rows"]


def test_a_statement_a_file_and_a_pipe_answer_alike(built):
    (built / "数.cypher").write_text("// how many\n" + COUNT, encoding="utf-8-sig")
    asked = [
        yimai("cypher", COUNT, "--param", "year=2023", "--format", "json", cwd=built),
        yimai("cypher", "数.cypher", "--param", "year=2023", "--format", "json", cwd=built),
        yimai("cypher", "-", "--param", "year=2023", "--format", "json", cwd=built, stdin=COUNT.encode()),
    ]
    assert [rows(done) for done in asked] == [[{"n": 1}]] * 3
    assert rows(yimai("cypher", COUNT, "--param", "year=1999", "--format", "json", cwd=built)) == [{"n": 0}]


def test_parameters_are_json_where_they_are_that_and_text_elsewhere(built):
    given = ["a=1", 'b="1"', 'c=[1, "x"]', "d=十五", "e={bad", "f=null"]
    pairs = [part for pair in given for part in ("--param", pair)]
    statement = "RETURN $a AS a, $b AS b, $c AS c, $d AS d, $e AS e, $f AS f"
    (row,) = rows(yimai("cypher", statement, *pairs, "--format", "json", cwd=built))
    assert row == {"a": 1, "b": "1", "c": [1, "x"], "d": "十五", "e": "{bad", "f": None}


def test_csv_opens_in_excel_without_formulas(built):
    done = yimai("cypher", "RETURN '=1+1' AS `=x`, [1, 'b'] AS list", "--format", "csv", cwd=built)
    text = done.stdout.decode("utf-8")
    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text[1:]))) == [["'=x", "list"], ["'=1+1", '[1,"b"]']]


def test_a_table_and_the_note_that_there_is_more(built):
    done = yimai("cypher", "MATCH (n:Passage) RETURN n.id AS id ORDER BY id", "--limit", "1", cwd=built)
    assert done.returncode == 0
    assert "passage:foshan" in done.stdout.decode()
    assert "前 1 行" in done.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["CREATE (:Place)"], 2, "writes"),
        (["LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l"], 2, "not allowed"),
        (["CALL db.labels()"], 2, "not allowed"),
        (["MATCH (n"], 2, "Cypher: "),
        (["MATCH (a), (b), (c), (d), (e) RETURN count(*) AS n", "--timeout", "0.5"], 2, "longer than 0.5 s"),
        (["nowhere.cypher"], 1, "nowhere.cypher"),
        (["RETURN 1 AS x", "--store", "none.yimai"], 1, "none.yimai"),
    ],
)
def test_one_line_says_what_is_wrong(built, arguments, code, told):
    done = yimai("cypher", *arguments, cwd=built)
    assert done.returncode == code
    assert done.stdout == b""
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("yimai: ")
    assert told in lines[0]


@pytest.mark.parametrize(
    "option", [("--limit", "0"), ("--limit", "-5"), ("--timeout", "0"), ("--param", "x")]
)
def test_wrong_options_are_wrong_use(built, option):
    assert yimai("cypher", "RETURN 1 AS x", *option, cwd=built).returncode == 2


def test_nothing_is_changed(built):
    before = yimai("export", "--format", "graphml", "-o", "a.graphml", cwd=built)
    assert before.returncode == 0, before.stderr.decode()
    yimai("cypher", "MATCH (n) DETACH DELETE n", cwd=built)
    yimai("export", "--format", "graphml", "-o", "b.graphml", cwd=built)
    assert (built / "a.graphml").read_bytes() == (built / "b.graphml").read_bytes()
