"""``--jobs`` and ``--scheduler`` as a person uses them, and Ctrl-C in the middle of the work."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from cli.main import run
from extract.pipeline import Context, extract
from graph.doctor import examine
from graph.model import Extraction
from graph.open import open_store
from tests.command import HOME, command, environment, yimai

EXAMPLES = HOME / "examples"
TUNE = HOME / "tests" / "development" / "tune"


def test_extract_prints_the_same_bytes() -> None:
    alone, several = (yimai("extract", TUNE, "--jobs", jobs, cwd=HOME) for jobs in (1, 2))
    assert alone.returncode == 0
    assert alone.stdout == several.stdout != b""
    alone, *several = (
        yimai("extract", EXAMPLES, "--explain", "--jobs", jobs, cwd=HOME).stdout for jobs in (1, 3, 0)
    )
    assert several == [alone, alone] != [b"", b""]


def test_what_cannot_be_read_is_told_alike(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("建议设立冷链产业引导基金。\n", encoding="utf-8")
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04 damaged")
    (tmp_path / "c.jsonl").write_text('{"text": "建议设立冷链产业引导基金。"}\n{"a": 1}\n', encoding="utf-8")
    alone, several = (yimai("extract", tmp_path, "none", "--jobs", jobs, cwd=tmp_path) for jobs in (1, 2))
    assert alone.returncode == several.returncode == 3
    assert alone.stdout == several.stdout
    assert alone.stderr == several.stderr
    assert len(alone.stderr.decode().splitlines()) == 3


def test_build_and_refresh_make_the_same_graph(tmp_path: Path) -> None:
    exports = []
    for jobs in (1, 2):
        folder = tmp_path / str(jobs)
        folder.mkdir()
        assert yimai("build", EXAMPLES, "--no-site", "--jobs", jobs, cwd=folder).returncode == 0
        exports.append(yimai("export", "--format", "jsonld", "-o", "-", cwd=folder).stdout)
        again = yimai("refresh", "--jobs", jobs, cwd=folder)
        assert again.returncode == 0
        assert "新增 0, 更新 0" in again.stderr.decode()
    assert exports[0] == exports[1] != b""


def test_own_lexicon_and_decisions_reach_the_workers(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "instruments.yml").write_text(
        "- id: 冷链示范基金\n  subtool: supply.fiscal\n  aliases: [冷链产业引导基金]\n", encoding="utf-8"
    )
    (tmp_path / "decisions.yml").write_text("- not_a_mention: 专精特新\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("建议设立冷链产业引导基金, 支持专精特新企业。\n", encoding="utf-8")
    options = ("a.txt", "--lexicon", "own", "--decisions", "decisions.yml", "--segmenter", "jieba")
    alone, several = (yimai("extract", *options, "--jobs", jobs, cwd=tmp_path) for jobs in (1, 2))
    assert alone.stdout == several.stdout
    assert "冷链示范基金" in several.stdout.decode()


def test_jobs_and_scheduler_exclude_each_other(tmp_path: Path) -> None:
    done = yimai("extract", EXAMPLES, "--jobs", 2, "--scheduler", "tcp://127.0.0.1:1", cwd=tmp_path)
    assert done.returncode == 2
    assert "--scheduler" in done.stderr.decode()


def test_without_the_extra_one_line_tells_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "distributed.py").write_text("raise ModuleNotFoundError('distributed')", encoding="utf-8")
    env = {"PYTHONPATH": os.pathsep.join((str(HOME), str(tmp_path)))}
    done = yimai("extract", EXAMPLES, "--scheduler", "tcp://127.0.0.1:1", cwd=tmp_path, env=env)
    assert done.returncode == 1
    assert done.stdout == b""
    (line,) = done.stderr.decode().splitlines()
    assert "yimai[dask]" in line


def many(folder: Path) -> None:
    """Write a list of some hundred documents: some seconds of work, however many documents there are."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(TUNE.glob("*.txt"))[:100]] * 3
    lines = [json.dumps({"id": str(key), "text": text}) for key, text in enumerate(texts)]
    (folder / "list.jsonl").write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="a console's Ctrl-C cannot be sent")
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupted_build_goes_on_when_it_is_run_again(tmp_path: Path, jobs: int) -> None:
    many(tmp_path)
    arguments = command("build", "list.jsonl", "--jobs", jobs)
    pipe = subprocess.PIPE
    with subprocess.Popen(
        arguments, cwd=tmp_path, env=environment(), stdout=pipe, stderr=pipe, start_new_session=True
    ) as process:
        wait_for(tmp_path / "graph.yimai-journal")
        time.sleep(0.7)
        children = psutil.Process(process.pid).children(recursive=True)
        assert (len(children) >= jobs) == (jobs > 1)
        os.killpg(process.pid, signal.SIGINT)  # to all processes, as a terminal does
        out, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == b""
    (line,) = told.decode().split("\n", 1)[1].splitlines()  # after ^C a terminal's line is ended
    assert "run it again" in line
    assert psutil.wait_procs(children, timeout=20)[1] == []
    with open_store(tmp_path / "graph.yimai") as store:
        kept = len(store.documents())
        assert list(examine(store)) == []
    assert 0 < kept < 500
    again = yimai("refresh", cwd=tmp_path)
    assert f"未变 {kept}" in again.stderr.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="a console's Ctrl-C cannot be sent")
def test_an_interrupted_extract_leaves_the_output_file_alone(tmp_path: Path) -> None:
    many(tmp_path)
    (tmp_path / "out.jsonl").write_text("before", encoding="utf-8")
    arguments = command("extract", "list.jsonl", "--jobs", 2, "-o", "out.jsonl")
    with subprocess.Popen(
        arguments, cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        deadline = time.monotonic() + 60
        while len(list(tmp_path.iterdir())) < 3 and time.monotonic() < deadline:
            time.sleep(0.02)  # until the file is begun beside the old one
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "interrupted" in told.decode()
    assert "Traceback" not in told.decode()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["list.jsonl", "out.jsonl"]
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == "before"


def wait_for(path: Path) -> None:
    """Wait until a file is there."""
    deadline = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_what_is_unchanged_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def counted(text: str, context: Context) -> Extraction:
        read.append(context.id.removeprefix("document:"))
        return extract(text, context)

    monkeypatch.setattr("extract.work.extract", counted)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("YIMAI_STORE", raising=False)

    def build(*more: str) -> list[str]:
        read.clear()
        assert run(["build", "in", "--no-site", *more]) == 0
        assert not Path("yimai-site").exists()
        with open_store("graph.yimai") as store:
            assert list(examine(store)) == []
        return list(read)

    (tmp_path / "in").mkdir()
    for name in "abc":
        text = f"建议设立冷链产业引导基金{name}。"
        (tmp_path / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    rows = '{"id": "1", "text": "建议设立基金。"}\n{"id": "2", "text": "建议设立机制。"}\n'
    (tmp_path / "in" / "d.jsonl").write_text(rows, encoding="utf-8")
    everything = ["a.txt", "b.txt", "c.txt", "d.jsonl#1", "d.jsonl#2"]
    assert build() == everything
    assert build() == ["a.txt"]  # the first shows that there is something to read at all
    (tmp_path / "in" / "c.txt").write_text("建议设立算力券。", encoding="utf-8")
    assert build() == ["a.txt", "c.txt"]
    assert build("--segmenter", "jieba") == everything
    assert run(["decide", "same", "算力券", "算力服务券"]) == 0
    assert build("--segmenter", "jieba") == everything
    assert build("--segmenter", "jieba") == ["a.txt"]
    assert run(["rm", "document:d.jsonl#2"]) == 0
    assert build("--segmenter", "jieba") == ["a.txt", "d.jsonl#2"]
    assert build("--segmenter", "jieba", "--rebuild") == everything


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_progress_shows_on_a_terminal_only(tmp_path: Path) -> None:
    many(tmp_path)
    reading, writing = os.openpty()
    shown = b""
    arguments = command("extract", "list.jsonl", "-o", "out.jsonl")
    env = environment(COLUMNS="100", TERM="xterm")
    with subprocess.Popen(arguments, cwd=tmp_path, env=env, stderr=writing) as process:
        os.close(writing)
        with contextlib.suppress(OSError):  # the other end is closed
            while more := os.read(reading, 1000):
                shown += more
        os.close(reading)
    assert process.returncode == 0
    assert "篇/秒" in shown.decode()
    assert yimai("extract", EXAMPLES, "-o", "out.jsonl", cwd=tmp_path).stderr == b""
