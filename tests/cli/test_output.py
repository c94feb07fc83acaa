"""Where answers go, in which format, and that what is printed for a person is harmless to a terminal."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import click
import pytest

from benchmarks.fuzz.judge import Ended
from benchmarks.fuzz.worker import command
from cli.output import one_line, style_of
from graph.exports.files import whole_file
from graph.model import RenderError, StoreError
from graph.open import open_store
from tests.graph.builders import bare
from tests.queries.conftest import HANGZHOU
from viz.shell import save

ANY = ("table", "json", "csv", "html", "svg", "png")
FOUL = "提案\x1b[31m\x9b1m\u202e\r题"


def ran(folder: Path, *arguments: str) -> Ended:
    """Run the command in this process, as if started in a folder."""
    home = Path.cwd()
    os.chdir(folder)
    try:
        return command(arguments)
    finally:
        os.chdir(home)


def done(folder: Path, *arguments: str) -> Ended:
    found = ran(folder, *arguments, "--store", "graph.yimai")
    assert found.code == 0, found.err
    return found


TOLD = (
    ("ask", "around", "--param", "name=人工智能"),
    ("trace", "人工智能", "微短剧"),
    ("map", "--around", "人工智能"),
)


@pytest.mark.parametrize("question", TOLD, ids=lambda question: question[0])
def test_the_ending_of_the_file_chooses_the_format(two_cities: Path, question: tuple[str, ...]) -> None:
    for ending, begins in (
        ("csv", b"\xef\xbb\xbf"),
        ("json", b'{"query":'),
        ("txt", "┏".encode()),
        ("html", b"<!DOCTYPE html>"),
        ("svg", b"<svg "),
    ):
        found = done(two_cities, *question, "-o", f"out.{ending}")
        assert (two_cities / f"out.{ending}").read_bytes().lower().startswith(begins.lower()), ending
        assert found.out == ""
        assert f"out.{ending}" in found.err
    assert json.loads((two_cities / "out.json").read_text(encoding="utf-8"))["rows"]


@pytest.mark.parametrize("question", TOLD, ids=lambda question: question[0])
def test_a_format_that_is_asked_for_goes_into_the_file(two_cities: Path, question: tuple[str, ...]) -> None:
    printed = done(two_cities, *question, "--format", "csv").out
    done(two_cities, *question, "--format", "csv", "-o", "表格")
    assert (two_cities / "表格").read_bytes().decode() == printed
    assert done(two_cities, *question, "--format", "csv", "-o", "-").out == printed


def test_counts_and_cypher_go_into_files_too(two_cities: Path) -> None:
    done(two_cities, "stats", "-o", "stats.json")
    assert json.loads((two_cities / "stats.json").read_text(encoding="utf-8"))["nodes"]["Proposal"]
    done(two_cities, "cypher", "MATCH (p:Proposal) RETURN p.name", "-o", "names.csv")
    assert (two_cities / "names.csv").read_text(encoding="utf-8-sig").startswith("p.name")


def test_a_file_of_another_format_or_of_none_is_refused(two_cities: Path) -> None:
    for arguments, words in (
        (("ask", "matrix", "--format", "csv", "-o", "m.svg"), "does not fit"),
        (("ask", "matrix", "-o", "m.xlsx"), ".csv"),
        (("map", "-o", "m.csv"), "--around"),
        (("trace", "人工智能", "微短剧", "-o", "t.docx"), ".html"),
        (("stats", "-o", "stats.svg"), ".json"),
    ):
        found = ran(two_cities, *arguments, "--store", "graph.yimai")
        assert found.code == 2, arguments
        assert words in found.err, arguments
        assert not (two_cities / arguments[-1]).exists()


def test_formats_by_name_and_ending() -> None:
    assert style_of(None, "-", ANY) == "table"
    assert style_of(None, "a.JSON", ANY) == "json"
    assert style_of(None, "a", ANY) == "table"
    assert style_of("json", "a.dat", ANY) == "json"
    assert style_of("csv", "a.txt", ANY) == "csv"
    assert style_of(None, "/dev/stdout", ANY) == "table"
    with pytest.raises(click.UsageError):
        style_of("json", "a.csv", ANY)


def test_what_a_terminal_would_obey_is_shown_instead(tmp_path: Path) -> None:
    with open_store(tmp_path / "graph.yimai") as store:
        store.add(bare("foul/\x1b]0;x\x07", f"{FOUL}\n设立{FOUL}基金。"))
    for arguments in (("stats",), ("ask", "search", "--param", "text=基金"), ("ask", "coding-sheet")):
        shown = done(tmp_path, *arguments).out
        assert not {"\x1b", "\x9b", "\x07", "\u202e", "\r"} & set(shown), arguments
    (tmp_path / "a\n\x1b[2Jb.txt").write_bytes(bytes(range(256)))
    for name in ("a\n\x1b[2Jb.txt", "gone\n\x1b.txt"):
        told = ran(tmp_path, "extract", "--explain", name).err
        assert told.count("\n") == 1
        assert "\x1b" not in told
    assert one_line("长" * 5_000).count("长") == 1_000


def test_what_is_no_plain_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for write in (lambda path: save("全文", path), _through_whole_file):
        read: list[bytes] = []
        reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_bytes()))  # noqa: B023
        reader.start()
        write(tmp_path / "pipe")
        reader.join(10)
        assert read == ["全文".encode()]
        assert (tmp_path / "pipe").is_fifo()
    (tmp_path / "file").write_text("old", encoding="utf-8")
    (tmp_path / "link").symlink_to("file")
    for write in (lambda path: save("全文", path), _through_whole_file):
        write(tmp_path / "link")
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "file").read_text(encoding="utf-8") == "全文"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "link", "pipe"]


def _through_whole_file(path: Path) -> None:
    with whole_file(path) as out:
        out.write("全文".encode())


@pytest.mark.parametrize("name", ["長" * 90, "x" * 300, "file/x", ".", ""])
def test_a_place_where_nothing_can_be_written_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError):
        _through_whole_file(tmp_path / name)
    with pytest.raises(RenderError):
        save("全文", tmp_path / name)
    with open_store(tmp_path / "graph.yimai") as store:
        store.add(HANGZHOU)
    found = ran(tmp_path, "backup", "-o", name, "--store", "graph.yimai")
    assert found.code == 1
    assert len(found.err.splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "graph.yimai"]


def test_nothing_may_be_written_by_everybody(tmp_path: Path) -> None:
    """Whatever the umask says; and where it says that nobody else may read, nobody may."""
    (tmp_path / "a.txt").write_text("关于冷链物流的提案\n建议设立冷链产业引导基金。\n", encoding="utf-8")
    for umask, forbidden in ((0o000, 0o002), (0o077, 0o077)):
        folder = tmp_path / f"{umask:o}"
        lines = (
            ("build", "../a.txt"),
            ("map", "-o", "map.html"),
            ("map", "-o", "map.svg"),
            ("ask", "matrix", "-o", "m.csv"),
            ("export", "--format", "xlsx", "-o", "g.xlsx"),
            ("export", "--format", "csv", "-o", "tables"),
            ("export", "--format", "neo4j-admin", "-o", "import"),
            ("backup", "-o", "copy.yimai"),
            ("decide", "same", "甲", "乙"),
        )
        folder.mkdir()
        kept = os.umask(umask)
        try:
            failed = [ended.err for line in lines if (ended := ran(folder, *line)).code]
        finally:
            os.umask(kept)
        assert failed == []
        made = list(folder.rglob("*"))
        assert len(made) > 20
        for path in made:
            assert not path.stat().st_mode & forbidden, path


def test_what_the_system_says_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("关于冷链物流的提案\n", encoding="utf-8")
    found = ran(tmp_path, "build", "--no-site", "a.txt", "--store", "x" * 300)
    assert found.code == 1
    assert found.err.count("\n") == 1
    assert "too long" in found.err


@pytest.mark.parametrize(
    "arguments", [("{}",), ("lexicon", "{}"), ("build", "{}"), ("ask", "{}"), ("stats", "--store", "{}")]
)
def test_a_login_in_the_wrong_place_is_not_repeated(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    address = "neo4j://neo4j:geheim@127.0.0.1:1/x"
    found = ran(tmp_path, *(argument.format(address) for argument in arguments))
    assert found.code != 0
    assert found.err
    assert "geheim" not in found.out + found.err
