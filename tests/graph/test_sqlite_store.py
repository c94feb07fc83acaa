"""The embedded store's file: unchanged when nothing changes, failing half-way, two writers, a full disk."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph import sqlite_file, sqlite_write
from graph import sqlite_store as sqlite_store_module
from graph.doctor import examine
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


def indexes(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as file:
        rows = file.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
        return {str(row[0]) for row in rows}


def test_a_first_load_equals_loading_one_by_one(path: Path, tmp_path: Path) -> None:
    corpus = [
        bare(str(n), f"第{n}份微短剧，影视。", *((DRAMA, FILM) if n % 3 else (FILM,))) for n in range(9)
    ]
    with SqliteStore(path) as bulk, SqliteStore(tmp_path / "slow.yimai") as slow:
        with bulk.batch():
            for one in corpus:
                bulk.add(one)
        for one in corpus:
            slow.add(one)
        assert content(bulk) == content(slow)
        assert list(bulk.holdings()) == list(slow.holdings())
        assert bulk.counts() == slow.counts()
        for words in ("短剧", "影视", "第 份"):
            assert bulk.view().candidates(words, 50) == slow.view().candidates(words, 50)
        said = "MATCH (a)-[r]->(b) RETURN a.id AS a, r.key AS r, b.id AS b ORDER BY r"
        assert bulk.view().run(said) == slow.view().run(said)
        assert list(examine(bulk)) == []
    assert indexes(path) == indexes(tmp_path / "slow.yimai") >= set(sqlite_file.INDEXES)


def test_indexes_that_a_first_load_left_out_come_with_the_next_writer(path: Path) -> None:
    """What a kill leaves behind: documents of the transactions that were kept, and no indexes yet."""
    killed = SqliteStore(path)
    with killed.batch():
        killed.add(extraction())
        killed.view()  # keeps what is gathered
        assert not indexes(path) & set(sqlite_file.INDEXES)
        with SqliteStore(path) as next_writer:
            assert list(examine(next_writer)) == []
            assert next_writer.add(other()) is Change.ADDED
            assert indexes(path) >= set(sqlite_file.INDEXES)
            assert content(next_writer)[:2] == of(extraction(), other())
    killed.close()


def test_a_document_that_changes_within_a_first_load(path: Path) -> None:
    with SqliteStore(path) as store, store.batch():
        store.add(bare("a", "微短剧，影视", DRAMA, FILM))
        store.add(bare("b", "影视", FILM))
        assert store.add(bare("a", "只有影视", FILM)) is Change.REPLACED
        assert store.remove("document:b")
        assert store.add(other()) is Change.ADDED
    with SqliteStore(path) as store:
        assert content(store)[:2] == of(bare("a", "只有影视", FILM), other())
        assert store.view().candidates("短剧", 9)[0] == "industry:微短剧"
    assert indexes(path) >= set(sqlite_file.INDEXES)


def test_terms_of_a_document_that_fails_are_not_indexed(
    sqlite_store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite_store.batch():
        sqlite_store.add(bare("a", "影视", FILM))
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(sqlite_write, "_write_edges", interrupt)
            sqlite_store.add(bare("b", "无关的微短剧，影视", DRAMA, FILM))
        sqlite_store.add(bare("c", "别的", *()))
    assert sqlite_store.view().candidates("短剧", 9) == []
    assert sqlite_store.view().candidates("别的", 9) == ["passage:c#0"]
    assert list(examine(sqlite_store)) == []


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own of 3 MB, where the machine lets us have one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if sys.platform != "linux" or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_real_disk_that_fills_up_mid_load(small_disk: Path) -> None:
    path = small_disk / "graph.yimai"
    with SqliteStore(path) as store:
        store.add(extraction())
        before = content(store)
        with pytest.raises(StoreError, match="disk is full; free some space") as caught, store.batch():
            for number in range(40):
                store.add(bare(f"big{number}", f"{number}" + "影视" * 40_000, FILM))
        assert "\n" not in str(caught.value)
        assert [row for row in content(store)[0] if row in before[0]] == before[0]
        assert list(examine(store)) == []
        assert store.add(bare("small", "影视", FILM)) is Change.ADDED
    with SqliteStore(path, readonly=True) as store:
        assert store.text("document:a") == extraction().text


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
