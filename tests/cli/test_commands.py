"""The command line as a person uses it: what it prints, what it returns, what it leaves behind."""

import json
import re
import subprocess
import sys

import click
import pytest

from cli.main import yimai as commands
from tests.command import HOME, yimai

EXAMPLES = HOME / "examples"
SPEECH = """关于发展冷链物流的提案
提案人：王小明
建议：
一、设立冷链产业引导基金。由市商务局牵头。
二、开展冷链物流试点。
"""


def test_build_makes_a_graph_and_a_site(demo):
    assert (demo / "graph.yimai").is_file()
    for name in ("index.html", "map.html", "proposals/001.html"):
        page = (demo / "yimai-site" / name).read_text(encoding="utf-8")
        assert page.lower().startswith("<!doctype html>")
        assert "Content-Security-Policy" in page


def test_stats_counts_every_example(examples):
    stats = json.loads(yimai("stats", "--format", "json", cwd=examples).stdout)
    assert len(stats["documents"]) == len(list(EXAMPLES.glob("*.txt"))) >= 8
    assert stats["nodes"]["Proposal"] > stats["nodes"]["Document"]


def test_building_again_changes_nothing(examples):
    before = yimai("stats", "--format", "json", cwd=examples).stdout
    again = yimai("build", EXAMPLES, "--no-site", cwd=examples)
    assert again.returncode == 0
    assert yimai("stats", "--format", "json", cwd=examples).stdout == before
    assert "新增 0, 更新 0" in again.stderr.decode()


def test_shared_instruments_carry_sentences(examples):
    answer = json.loads(
        yimai("ask", "shared-instruments", "--param", "level=family", "--format", "json", cwd=examples).stdout
    )
    assert answer["query"] == "shared-instruments"
    assert answer["rows"]
    for row in answer["rows"]:
        assert row["evidence"]
        for quote in row["evidence"]:
            assert set(quote) == {"document", "start", "end", "exact", "sentence"}
            assert quote["exact"] in quote["sentence"]


def test_evidence_offsets_fit_the_file(examples):
    answer = json.loads(
        yimai("ask", "shared-instruments", "--param", "level=family", "--format", "json", cwd=examples).stdout
    )
    quotes = [quote for row in answer["rows"] for quote in row["evidence"]]
    assert len(quotes) > 10
    for quote in quotes:
        text = (EXAMPLES / quote["document"].removeprefix("document:")).read_bytes().decode("utf-8")
        assert text[quote["start"] : quote["end"]] == quote["exact"]


def test_map_around_a_place(examples):
    done = yimai("map", "--around", "宁波舟山港", "-o", "port.html", cwd=examples)
    assert done.returncode == 0, done.stderr.decode()
    assert "林慕舟" in (examples / "port.html").read_text(encoding="utf-8")


LOCALES = [
    {"PYTHONHASHSEED": "1", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "LC_ALL": "zh_CN.GBK", "PYTHONUTF8": "0"},
]


def test_same_bytes_under_any_hash_seed_and_locale(tmp_path, demo):
    """Pages under the C locale, too, are compared for a smaller graph: see ``test_site``."""
    outputs, sites = set(), set()
    for number, env in enumerate([{}, *LOCALES]):
        folder = tmp_path / str(number) if env else demo
        if env:
            folder.mkdir()
            pages = ["--no-site"] if env["LC_ALL"] == "C" else []
            assert yimai("build", EXAMPLES, *pages, cwd=folder, env=env).returncode == 0
        extracted = yimai("extract", EXAMPLES, cwd=folder, env=env)
        assert extracted.returncode == 0, extracted.stderr.decode("utf-8", "replace")
        asked = yimai("ask", "shared-instruments", "--format", "json", cwd=folder, env=env)
        table = yimai("trace", "低空经济", "产业投资基金", cwd=folder, env=env)
        assert table.returncode == 0, table.stderr.decode("utf-8", "replace")
        outputs.add((extracted.stdout, asked.stdout, table.stdout))
        sites.add(tuple(path.read_bytes() for path in sorted((folder / "yimai-site").rglob("*.html"))))
    assert len(outputs) == 1
    assert sorted(map(len, sites)) == [0, len(list((demo / "yimai-site").rglob("*.html")))]


def test_extract_prints_one_line_a_document(tmp_path):
    (tmp_path / "a.txt").write_text(SPEECH, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(SPEECH.encode("gb18030"))
    done = yimai("extract", "b.txt", "a.txt", cwd=tmp_path)
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [row["document"]["id"] for row in rows] == ["document:b.txt", "document:a.txt"]
    assert rows[0]["mentions"][0]["exact"] == rows[1]["mentions"][0]["exact"]
    assert {
        "id",
        "title",
        "date",
        "publisher",
        "source",
        "jurisdiction",
        "session",
        "shape",
        "text_sha256",
        "passages",
    } <= set(rows[0]["document"])
    proposal = rows[0]["proposals"][0]
    assert {
        "id",
        "title",
        "document_type",
        "number",
        "start",
        "end",
        "members",
        "organizations",
        "passages",
    } <= set(proposal)
    assert {"id", "name", "role"} <= set(proposal["members"][0])
    mention = next(m for m in rows[0]["mentions"] if m["type"] == "instrument")
    assert {
        "start",
        "end",
        "exact",
        "type",
        "id",
        "name",
        "passage",
        "proposal",
        "method",
        "confidence",
        "class",
        "subtool",
        "modality",
    } <= set(mention)


def test_an_output_file_is_kept_when_nothing_can_be_read(tmp_path):
    (tmp_path / "old.jsonl").write_text("old", encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    assert yimai("extract", "empty.txt", "-o", "old.jsonl", cwd=tmp_path).returncode == 1
    assert (tmp_path / "old.jsonl").read_text(encoding="utf-8") == "old"


def test_an_output_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "good.txt").write_text(SPEECH, encoding="utf-8")
    done = yimai("extract", "good.txt", "-o", "missing/out.jsonl", cwd=tmp_path)
    assert done.returncode == 1
    assert len(done.stderr.decode().splitlines()) == 1
    assert "missing/out.jsonl" in done.stderr.decode()


def test_explain_says_in_one_line_how_each_document_was_read(tmp_path):
    (tmp_path / "a.txt").write_text(SPEECH, encoding="utf-8")
    (tmp_path / "b.txt").write_text("城区停车怎么办\n\n老城车多位少，停车不便。\n", encoding="utf-8")
    done = yimai("extract", "--explain", "b.txt", "a.txt", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    told = done.stdout.decode().splitlines()
    assert [line.split("件: ")[0] for line in told] == [
        "b.txt: 形状 (shape) other, 1 ",
        "a.txt: 形状 (shape) proposal, 1 ",
    ]
    assert "没有提案人的 (no proposer named): 第 1 件" in told[0]
    assert "没有提案人的" not in told[1]


def test_explain_names_what_is_refused_and_why(tmp_path):
    (tmp_path / "a.txt").write_text(SPEECH, encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (tmp_path / "junk.txt").write_bytes(bytes(range(256)) * 40)
    files = ("missing.txt", "empty.txt", "old.doc", "junk.txt")
    done = yimai("extract", "--explain", "a.txt", *files, cwd=tmp_path)
    assert done.returncode == 3
    assert len(done.stdout.decode().splitlines()) == 1
    refused = done.stderr.decode().splitlines()
    assert [line.split(": ")[1] for line in refused] == list(files)
    assert all(re.search(r"\([a-z][^()]+\)", line) for line in refused), refused


def test_explain_alone_with_what_is_refused_prints_nothing(tmp_path):
    done = yimai("extract", "--explain", "missing.txt", "-o", "told.txt", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert not (tmp_path / "told.txt").exists()


def test_standard_input(tmp_path):
    done = yimai("extract", "-", cwd=tmp_path, stdin=SPEECH.encode())
    assert json.loads(done.stdout)["proposals"][0]["members"][0]["name"] == "王小明"


# (arguments, exit code, words on the one line)
BAD_INPUT = [
    (("build", "missing.txt"), 1, "missing.txt"),
    (("build", "empty.txt"), 1, "empty.txt"),
    (("build", "blank.txt"), 1, "blank.txt"),
    (("build", "folder"), 1, "folder"),
    (("build", "junk.txt"), 1, "junk.txt"),
    (("build", "picture.png"), 1, "picture.png"),
    (("ask", "shared-instrumnts"), 2, "shared-instruments"),
    (("ask", "shared-instruments", "--param", "level=planet"), 2, "level"),
    (("ask", "shared-instruments", "--param", "lvel=family"), 2, "level"),
    (("ask", "shared-instruments", "--param", "level"), 2, "KEY=VALUE"),
    (("map", "--around", "不存在的事物"), 2, "不存在的事物"),
    (("trace", "不存在的事物", "冷链物流"), 2, "不存在的事物"),
    (("stats", "--store", "nowhere.yimai"), 1, "yimai build"),
    (("rm", "document:nothing"), 1, "document:nothing"),
    (("frobnicate",), 2, "frobnicate"),
]


@pytest.mark.parametrize(("arguments", "code", "words"), BAD_INPUT, ids=lambda value: str(value)[:40])
def test_bad_input_is_one_line_and_harms_nothing(tmp_path, arguments, code, words):
    (tmp_path / "good.txt").write_text(SPEECH, encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "blank.txt").write_text(" \n　\n", encoding="utf-8")
    (tmp_path / "junk.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "folder").mkdir()
    assert yimai("build", "good.txt", cwd=tmp_path).returncode == 0
    before = yimai("stats", cwd=tmp_path).stdout
    done = yimai(*arguments, cwd=tmp_path)
    message = done.stderr.decode()
    assert done.returncode == code, message
    assert words in message
    assert "Traceback" not in message
    lines = [line for line in message.splitlines() if line and not line.startswith(("Usage", "Try "))]
    assert len(lines) == 1, message
    assert yimai("stats", cwd=tmp_path).stdout == before


def test_some_unreadable_inputs_leave_the_rest(tmp_path):
    (tmp_path / "good.txt").write_text(SPEECH, encoding="utf-8")
    (tmp_path / "junk.txt").write_bytes(bytes(range(256)) * 40)
    done = yimai("build", "good.txt", "junk.txt", "missing.txt", cwd=tmp_path)
    assert done.returncode == 3
    assert "junk.txt" in done.stderr.decode()
    assert "missing.txt" in done.stderr.decode()
    assert json.loads(yimai("stats", "--format", "json", cwd=tmp_path).stdout)["nodes"]["Document"] == 1


def test_changed_document_replaces_and_rm_leaves_nothing(tmp_path):
    file = tmp_path / "note.txt"
    file.write_text(SPEECH, encoding="utf-8")
    yimai("build", "note.txt", cwd=tmp_path)
    file.write_text(SPEECH.replace("引导基金", "消费券"), encoding="utf-8")
    done = yimai("build", "note.txt", cwd=tmp_path)
    assert "更新 1" in done.stderr.decode()
    assert yimai("rm", "note.txt", cwd=tmp_path).returncode == 0
    stats = json.loads(yimai("stats", "--format", "json", cwd=tmp_path).stdout)
    assert sum(stats["nodes"].values()) == sum(stats["edges"].values()) == 0


def test_a_graph_py_beside_the_user_is_told(tmp_path):
    (tmp_path / "graph.py").write_text("", encoding="utf-8")
    done = yimai("--help", cwd=tmp_path, env={"PYTHONSAFEPATH": ""})
    message = done.stderr.decode()
    assert done.returncode == 1
    assert "graph" in message.splitlines()[-1]
    assert "pipx" in message


def test_every_command_has_help(tmp_path):
    listed = yimai("--help", cwd=tmp_path).stdout.decode()
    for name in ("build", "extract", "ask", "queries", "trace", "map", "stats", "rm", "lexicon"):
        assert name in listed
        assert yimai(name, "--help", cwd=tmp_path).returncode == 0


def test_the_list_of_commands_tells_what_their_own_help_says():
    context = click.Context(commands)
    listed = commands.get_help(context)
    for name in commands.list_commands(context):
        command = commands.get_command(context, name)
        assert command is not None
        assert command.help
        assert "".join(command.help.partition("\n\n")[0].split()) in "".join(listed.split())


def test_the_list_of_commands_imports_none_of_them():
    code = "import sys; from cli.main import run; run(['--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    loaded = set(done.stdout.decode().splitlines()[-1].split())
    assert "cli.main" in loaded
    assert not {"extract.pipeline", "cli.build", "graph.open"} & loaded
