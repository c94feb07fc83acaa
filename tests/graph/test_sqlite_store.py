"""The embedded store's file: unchanged when nothing changes, failing half-way, two writers, a full disk."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from graph import sqlite_store as sqlite_store_module
from graph import sqlite_write
from graph.model import StoreError
from graph.open import open_store
from graph.sqlite_store import SqliteStore
from graph.store import Change
from tests.graph.builders import DRAMA, FILM, bare, extraction
from tests.graph.content import content, generation, of, other


def test_the_same_again_changes_nothing(sqlite_store: SqliteStore, path: Path) -> None:
    sqlite_store.add(extraction())
    before, bytes_before = generation(sqlite_store), path.read_bytes()
    assert sqlite_store.add(extraction()) is Change.UNCHANGED
    assert generation(sqlite_store) == before
    assert path.read_bytes() == bytes_before


@pytest.mark.parametrize("step", ["_write_nodes", "_write_edges", "_relink", "_sweep", "bump"])
def test_a_failure_between_statements_leaves_the_old_state(
    sqlite_store: SqliteStore, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    sqlite_store.add(extraction())
    sqlite_store.add(other())
    before = content(sqlite_store), generation(sqlite_store)

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(sqlite_write, step, fail)
        with pytest.raises(KeyboardInterrupt):
            sqlite_store.add(bare("a", "微短剧和影视。", DRAMA, FILM))
        if step in ("_relink", "_sweep", "bump"):
            with pytest.raises(KeyboardInterrupt):
                sqlite_store.remove("document:b")
    assert (content(sqlite_store), generation(sqlite_store)) == before
    assert sqlite_store.add(bare("a", "微短剧和影视。", DRAMA, FILM)) is Change.REPLACED


def test_batch_commits_now_and_then(
    sqlite_store: SqliteStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_store_module, "BATCH", 2)
    with sqlite_store.batch(), open_store(path, readonly=True) as reader:
        for number in range(5):
            sqlite_store.add(bare(str(number), f"{number}影视", FILM))
            assert len(reader.documents()) == (number + 1) // 2 * 2


def test_a_second_writer_is_told_so(sqlite_store: SqliteStore, path: Path) -> None:
    with SqliteStore(path, timeout=0.05) as second, sqlite_store.batch():
        sqlite_store.add(extraction())
        with pytest.raises(StoreError, match="another program is writing"):
            second.add(other())
        with pytest.raises(StoreError, match="another program is writing"):
            SqliteStore(path, rebuild=True, timeout=0.05)
    assert content(sqlite_store)[:2] == of(extraction())


def test_full_disk_loses_nothing(sqlite_store: SqliteStore, path: Path) -> None:
    sqlite_store.add(extraction())
    before = content(sqlite_store)
    connection: sqlite3.Connection = sqlite_store._connection  # pyright: ignore[reportPrivateUsage]
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="disk is full; free some space") as caught:
        sqlite_store.add(bare("big", "影视" * 200_000, FILM))
    assert "\n" not in str(caught.value)
    assert content(sqlite_store) == before
    connection.execute("PRAGMA max_page_count = 1000000")
    assert sqlite_store.add(bare("big", "影视" * 2_000, FILM)) is Change.ADDED
