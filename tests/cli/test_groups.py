"""Merge candidates, lineage, themes and bridges on the examples, by the command, in every format."""

import csv
import io
import json

import pytest

import yimai as front_door
from tests.command import HOME, yimai

QUESTIONS = ("bridges", "lineage", "merge-candidates", "themes")
A = "关于贯通海铁联运数据链条、提升宁波舟山港内陆腹地服务能力的提案"
B = "关于打破铁水联运信息壁垒、做强内陆港集货网络的提案"
MEALS = (
    "关于加快社区老年食堂建设、完善老年助餐服务体系的提案",
    "关于破解社区长者食堂“开得起、难持久”问题的建议",
)


def asked(folder, question, *parameters, style="json"):
    options = [option for pair in parameters for option in ("--param", pair)]
    done = yimai("ask", question, *options, "--format", style, cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_format(examples, question):
    answer = json.loads(asked(examples, question))
    assert answer["rows"]
    assert all(set(row) == set(answer["columns"]) for row in answer["rows"])
    text = {path.name: path.read_text(encoding="utf-8") for path in (HOME / "examples").glob("*.txt")}
    cited = [quote for row in answer["rows"] for quote in row["evidence"]]
    assert cited
    for quote in cited:
        whole = text[quote["document"].removeprefix("document:")]
        assert whole[quote["start"] : quote["end"]] == quote["exact"]
        assert quote["sentence"] in whole
    sheet = list(csv.reader(io.StringIO(asked(examples, question, style="csv").removeprefix("\ufeff"))))
    assert sheet[0] == answer["columns"]
    assert len(sheet) == len(answer["rows"]) + 1
    assert "┃" in asked(examples, question, style="table")
    assert asked(examples, question) == asked(examples, question)


def test_the_pairs_that_the_examples_hold(examples):
    rows = json.loads(asked(examples, "merge-candidates"))["rows"]
    assert [(row["a_name"], row["b_name"]) for row in rows] == [(A, B), MEALS]
    assert rows[0]["a_proposers"] == ["林慕舟"]
    assert rows[0]["b_proposers"] == ["民盟宁波市委会", "冯砚之", "桑若川"]


def test_a_decision_holds_at_once_on_the_command_line_and_in_python(examples):
    for options in ((), ("--decisions", "mine.yml")):
        done = yimai("decide", "not-mergeable", A, B, *options, cwd=examples)
        assert done.returncode == 0, done.stderr.decode()
        assert "即时生效" in done.stderr.decode()
        answer = yimai("ask", "merge-candidates", "--format", "json", *options, cwd=examples).stdout
        assert [(row["a_name"], row["b_name"]) for row in json.loads(answer)["rows"]] == [MEALS]
        with front_door.open(str(examples / "graph.yimai")) as graph:
            assert len(graph.ask("merge-candidates").rows) == 1 + bool(options)
        (examples / "graph.yimai.decisions.yml").unlink(missing_ok=True)
    assert "not_mergeable" in (examples / "mine.yml").read_text(encoding="utf-8")


def test_a_decision_not_to_merge_changes_nothing_that_is_read(examples):
    (examples / "n.txt").write_text(
        "关于发展夜经济的提案\n提案人：王新龙\n一、发放夜游券。\n", encoding="utf-8"
    )
    before = yimai("extract", "n.txt", cwd=examples).stdout
    assert (
        yimai("decide", "not-mergeable", "甲案", "乙案", "--decisions", "d.yml", cwd=examples).returncode == 0
    )
    assert yimai("extract", "n.txt", "--decisions", "d.yml", cwd=examples).stdout == before


@pytest.mark.parametrize(
    "entry",
    ["- not_mergeable: [甲案]", "- not_mergeable: [甲案, 甲案]", "- {not_mergeable: [甲, 乙], class: 丙}"],
)
def test_a_broken_decision_is_one_line(examples, entry):
    (examples / "bad.yml").write_text(entry, encoding="utf-8")
    done = yimai("ask", "merge-candidates", "--decisions", "bad.yml", cwd=examples)
    assert done.returncode == 1
    assert len(done.stderr.decode().splitlines()) == 1
    assert "bad.yml" in done.stderr.decode()


@pytest.mark.parametrize("question", QUESTIONS)
def test_hostile_parameters_are_one_line(examples, question):
    for pair in ("limit=很多", "nonsense=1", "jurisdiction='; DROP", "session"):
        done = yimai("ask", question, "--param", pair, cwd=examples)
        assert done.returncode in (1, 2), pair
        assert b"Traceback" not in done.stderr
        assert len(done.stderr.decode().strip().splitlines()) <= 4  # wrong use tells the usage too
