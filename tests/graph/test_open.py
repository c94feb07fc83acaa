"""Opening: what is not there, not ours, not of this version or not allowed is said in one line."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from graph import sqlite_file
from graph.model import StoreError
from graph.open import open_store
from graph.store import Change
from tests.graph.builders import extraction


def refusal(path: Path, **options: bool) -> str:
    with pytest.raises(StoreError) as caught:
        open_store(path, **options).close()
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
    return str(caught.value)


def test_reading_what_is_not_there(path: Path) -> None:
    assert "请先运行 `yimai build PATH`" in refusal(path, readonly=True)
    assert not path.exists()


def test_a_folder(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)
    assert "is a folder" in refusal(tmp_path, rebuild=True)


def test_no_such_folder(tmp_path: Path) -> None:
    assert "does not exist; create it" in refusal(tmp_path / "no" / "graph.yimai")


@pytest.mark.parametrize("junk", [b"junk", b"PK\x03\x04" * 1000, "一份文件".encode() * 500])
@pytest.mark.parametrize("options", [{}, {"readonly": True}, {"rebuild": True}])
def test_files_of_another_kind_are_left_alone(path: Path, junk: bytes, options: dict[str, bool]) -> None:
    path.write_bytes(junk)
    assert "not a Yimai graph" in refusal(path, **options)
    assert path.read_bytes() == junk


@pytest.mark.parametrize("options", [{}, {"readonly": True}, {"rebuild": True}])
def test_another_programs_database_is_left_alone(path: Path, options: dict[str, bool]) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE notes (text)")
    other.commit()
    other.close()
    before = path.read_bytes()
    assert "another program's database" in refusal(path, **options)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_graph(path: Path) -> None:
    path.touch()
    with open_store(path) as store:
        assert store.documents() == []


def test_a_file_whose_making_was_cut_short_becomes_a_graph(path: Path) -> None:
    blank = sqlite3.connect(path)
    blank.execute("VACUUM")
    blank.close()
    assert path.stat().st_size > 0
    with open_store(path) as store:
        assert store.add(extraction()) is Change.ADDED


@pytest.mark.parametrize("options", [{}, {"readonly": True}])
def test_damage_is_told(path: Path, options: dict[str, bool]) -> None:
    with open_store(path) as store:
        store.add(extraction())
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * 4000 + whole[4100:])
    message = refusal(path, **options)
    assert "damaged" in message or "not a Yimai graph" in message


@pytest.mark.parametrize(
    ("version", "told", "helps"),
    [(0, "older version", "yimai build PATH --rebuild"), (2, "newer version", "upgrade Yimai")],
)
def test_other_versions_say_which_command_helps(path: Path, version: int, told: str, helps: str) -> None:
    with open_store(path) as store:
        store.add(extraction())
    file = sqlite3.connect(path)
    file.execute("UPDATE meta SET value = ? WHERE name = 'model_version'", (str(version),))
    file.commit()
    file.close()
    before = path.read_bytes()
    for options in ({}, {"readonly": True}):
        message = refusal(path, **options)
        assert told in message
        assert helps in message
    assert path.read_bytes() == before
    with open_store(path, rebuild=True) as store:
        assert store.documents() == []
        assert store.add(extraction()) is Change.ADDED


@pytest.mark.parametrize(("layout", "told"), [(0, "older version"), (99, "newer version")])
def test_another_layout_is_rebuilt_whatever_its_tables(path: Path, layout: int, told: str) -> None:
    open_store(path).close()
    file = sqlite3.connect(path)
    file.execute("DROP TABLE nodes")
    file.execute('CREATE TABLE "odd ""name" (x)')
    file.execute(f"PRAGMA user_version = {layout}")
    file.commit()
    file.close()
    message = refusal(path)
    assert f"layout {layout}" in message
    assert told in message
    with open_store(path, rebuild=True) as store:
        assert store.add(extraction()) is Change.ADDED


def test_rebuild_starts_clean_with_a_new_identity(path: Path) -> None:
    with open_store(path, rebuild=True) as store:
        store.add(extraction())
        first = store.view()
        assert first.run("MATCH (d:Document) RETURN count(d) AS n") == [{"n": 1}]
    with open_store(path, rebuild=True) as store:
        assert store.view().identity.split(".")[0] != first.identity.split(".")[0]
        assert store.view().run("MATCH (d:Document) RETURN count(d) AS n") == [{"n": 0}]


def test_rebuild_for_reading_only_is_refused(path: Path) -> None:
    assert "reading only" in refusal(path, rebuild=True, readonly=True)


def test_nothing_stands_beside_a_closed_store(path: Path) -> None:
    with open_store(path) as store:
        store.add(extraction())
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_paths_with_odd_characters(tmp_path: Path) -> None:
    for name in ("图 谱?mode=ro&x#y%20.yimai", "a'b.yimai"):
        with open_store(tmp_path / name) as store:
            store.add(extraction())
        assert (tmp_path / name).is_file()
        with open_store(str(tmp_path / name), readonly=True) as store:
            assert len(store.documents()) == 1


def test_readonly_does_not_write(path: Path) -> None:
    open_store(path).close()
    with open_store(path, readonly=True) as store, pytest.raises(StoreError, match="read-only"):
        store.add(extraction())


def test_a_readonly_folder_can_be_read(public_folder: Path, powerless: None) -> None:
    path = public_folder / "graph.yimai"
    with open_store(path) as store:
        store.add(extraction())
    path.chmod(0o444)
    public_folder_mode(public_folder, 0o555)
    with open_store(path, readonly=True) as store:
        assert store.view().run("MATCH (d:Document) RETURN count(d) AS n") == [{"n": 1}]
    assert [file.name for file in public_folder.iterdir()] == [path.name]
    with pytest.raises(StoreError, match=r"read-only|cannot be opened") as caught, open_store(path) as store:
        store.remove("document:a")
    assert "\n" not in str(caught.value)
    assert "cannot be opened" in refusal(public_folder / "new.yimai")


def public_folder_mode(folder: Path, mode: int) -> None:
    """Change a folder's rights as its owner, which a test without rights is not."""
    user = os.geteuid()
    os.seteuid(os.getuid())
    folder.chmod(mode)
    os.seteuid(user)


def test_a_python_without_full_text_search(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = tuple(table.replace("USING fts5", "USING fts5_none") for table in sqlite_file._TABLES)
    assert tables != sqlite_file._TABLES
    monkeypatch.setattr(sqlite_file, "_TABLES", tables)
    with pytest.raises(StoreError, match="FTS5"):
        open_store(path)


def test_content_that_yimai_did_not_write_is_told(path: Path) -> None:
    with open_store(path) as store:
        store.add(extraction("a"))
    for table, column, value in (
        ("nodes", "properties", "{"),
        ("edges", "spans", "[[1]]"),
        ("nodes", "properties", b"\xff"),
    ):
        with sqlite3.connect(path) as connection:
            connection.execute(f"UPDATE {table} SET {column} = ?", (value,))
        connection.close()
        with open_store(path, readonly=True) as store, pytest.raises(StoreError, match="is damaged") as told:
            list(store.nodes())
            list(store.edges())
            store.view().run("MATCH (n) RETURN n.name AS name")
        assert "\n" not in str(told.value)
