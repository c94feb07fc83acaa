"""``yimai decide`` and ``--lexicon``: what is decided or listed by the user holds on every build."""

import json

from tests.command import yimai

NOTE = """关于发展夜经济的提案
提案人：王新龙
一、发放夜游券，设立夜游发展金。
二、推广星空营地。
"""


def note(folder):
    (folder / "note.txt").write_text(NOTE, encoding="utf-8")


def mentions(folder, *options):
    done = yimai("extract", "note.txt", *options, cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)["mentions"]


def test_decisions_are_kept_beside_the_graph_and_hold_on_every_rebuild(tmp_path):
    note(tmp_path)
    for command in (
        ("class", "夜游券", "demand.consumption"),
        ("not-a-mention", "夜游发展金", "--quote", "设立夜游发展金"),
    ):
        done = yimai("decide", *command, cwd=tmp_path)
        assert done.returncode == 0, done.stderr.decode()
    for _ in range(2):
        done = yimai("build", "note.txt", "--rebuild", cwd=tmp_path)
        assert done.returncode == 0, done.stderr.decode()
        found = yimai("ask", "search", "--param", "text=夜游", "--format", "json", cwd=tmp_path).stdout
        names = {row["name"] for row in json.loads(found)["rows"]}
        assert "夜游券" in names
        assert "夜游发展金" not in names
    listed = yimai("decide", "list", cwd=tmp_path).stdout.decode()
    assert listed.count("- ") == 2
    assert "夜游发展金" in listed


def test_a_decision_against_another_is_refused_and_the_file_stays(tmp_path):
    assert yimai("decide", "same", "甲券", "乙券", cwd=tmp_path).returncode == 0
    before = (tmp_path / "graph.yimai.decisions.yml").read_text(encoding="utf-8")
    done = yimai("decide", "not-same", "乙券", "甲券", cwd=tmp_path)
    assert done.returncode == 1
    assert "甲券" in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 1
    assert (tmp_path / "graph.yimai.decisions.yml").read_text(encoding="utf-8") == before
    again = yimai("decide", "same", "甲券", "乙券", cwd=tmp_path)
    assert again.returncode == 0
    assert (tmp_path / "graph.yimai.decisions.yml").read_text(encoding="utf-8") == before


def test_a_file_of_decisions_by_hand_keeps_its_comments(tmp_path):
    path = tmp_path / "mine.yml"
    path.write_text("# 上次会上定的\n- same: [甲券, 乙券]", encoding="utf-8")
    assert (
        yimai("decide", "class", "丙券", "supply.fiscal", "--decisions", "mine.yml", cwd=tmp_path).returncode
        == 0
    )
    assert path.read_text(encoding="utf-8").startswith("# 上次会上定的\n- same: [甲券, 乙券]\n- ")


def test_a_file_of_decisions_that_is_given_must_be_there(tmp_path):
    note(tmp_path)
    for command in ("build", "extract"):
        done = yimai(command, ".", "--decisions", "mistyped.yml", cwd=tmp_path)
        assert done.returncode == 1
        assert done.stderr.decode().splitlines() == ["yimai: mistyped.yml: 没有这个文件 (no such file)"]


def test_an_own_lexicon_overrides(tmp_path):
    note(tmp_path)
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "instruments.yml").write_text(
        "- {id: 星空营地, level: family, subtool: demand.pilot, aliases: [观星营地]}\n", encoding="utf-8"
    )
    found = {m["exact"]: m for m in mentions(tmp_path, "--lexicon", "own") if m["type"] == "instrument"}
    assert (found["星空营地"]["name"], found["星空营地"]["subtool"]) == ("星空营地", "demand.pilot")
    done = yimai("lexicon", "check", "--lexicon", "own", cwd=tmp_path)
    assert done.returncode == 0


def test_a_wrong_own_lexicon_is_named(tmp_path):
    note(tmp_path)
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "instruments.yml").write_text("- {id: 星空营地, subtool: supply.money}\n", encoding="utf-8")
    done = yimai("extract", "note.txt", "--lexicon", "own", cwd=tmp_path)
    assert done.returncode == 1
    assert "星空营地" in done.stderr.decode()
    assert "supply.money" in done.stderr.decode()
    (folder / "instruments.yml").rename(folder / "tools.yml")
    done = yimai("extract", "note.txt", "--lexicon", "own", cwd=tmp_path)
    assert done.returncode == 1
    assert "tools.yml" in done.stderr.decode()


def test_explain_tells_rule_class_modality_and_what_does_not_count(tmp_path):
    done = yimai("lexicon", "explain", "建议设立冷链产业引导基金，完善机制。", cwd=tmp_path)
    lines = done.stdout.decode().splitlines()
    assert any(
        "冷链产业引导基金" in line and "environment.finance" in line and "“设立”" in line for line in lines
    )
    assert any(line.startswith("未计") and "机制" in line for line in lines)
    assert any("胜过" in line for line in lines) or "冷链" in done.stdout.decode()
