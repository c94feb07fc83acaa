"""Bad graphs: damaged, foreign and half-written SQLite files, snapshots and logs beside a graph."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from random import Random

from benchmarks.fuzz.case import TEXT, Case, Family, damaged
from extract.pipeline import Context, extract
from graph.open import open_store

_MADE = TEXT + "二、在杭州市开展冷链物流试点。\n三、发放冷链消费券。\n"


@cache
def _graph() -> tuple[bytes, bytes]:
    """Return a small graph's file and the engine's snapshot of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.yimai"
        with open_store(path) as store:
            store.add(extract(_MADE, Context(id="document:a.txt", source="a.txt")))
            store.view().run("RETURN 1 AS n")
        snapshots = [item for item in Path(folder).iterdir() if item != path]
        return path.read_bytes(), snapshots[0].read_bytes() if snapshots else b""


def _sql(*statements: str) -> bytes:
    """Return the database that some statements make, beginning with the graph's own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        path.write_bytes(_graph()[0])
        with closing(sqlite3.connect(path)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()
        return path.read_bytes()


@cache
def _tables() -> tuple[str, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        path.write_bytes(_graph()[0])
        with closing(sqlite3.connect(path)) as connection:
            rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            return tuple(row[0] for row in rows if not row[0].startswith("sqlite_"))


def _changed(random: Random) -> bytes:
    """Return the graph after what another program might do to it: sound SQLite, wrong content."""
    table = random.choice(_tables())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        path.write_bytes(_graph()[0])
        with closing(sqlite3.connect(path)) as connection:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info('{table}')")]
    column = random.choice(columns or ["x"])
    value = random.choice(("NULL", "x'ff00'", "'x'", "-1", "99999999999", "''", "1e300"))
    statement = random.choice(
        (
            f"DROP TABLE {table}",
            f"DELETE FROM {table}",
            f"UPDATE OR IGNORE {table} SET {column} = {value}",
            f"ALTER TABLE {table} RENAME TO other",
            "PRAGMA user_version = 999",
            "PRAGMA application_id = 7",
            "CREATE TABLE more (x)",
        )
    )
    try:
        return _sql(statement)
    except sqlite3.DatabaseError:
        return _sql("PRAGMA user_version = 998")


def _foreign(random: Random) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(
                random.choice(("CREATE TABLE nodes (a)", "CREATE TABLE bookmarks (url)", "VACUUM"))
            )
            connection.commit()
        return path.read_bytes() if path.exists() else b""


def _torn(random: Random) -> bytes:
    return damaged(_graph()[0], random)


def _noise(random: Random) -> bytes:
    return random.choice(
        (b"", b"\0" * 5000, b"SQLite format 3\0", b"PK\x03\x04", TEXT.encode(), random.randbytes(9000))
    )


_COMMANDS = (
    ("stats",),
    ("doctor",),
    ("ask", "matrix"),
    ("ask", "search", "--param", "text=冷链"),
    ("ask", "coding-sheet"),
    ("trace", "冷链物流", "王小明"),
    ("map", "-o", "-"),
    ("export", "--format", "jsonld", "-o", "-"),
    ("backup", "-o", "copy.yimai"),
    ("rm", "document:a.txt"),
    ("refresh",),
    ("build", "--no-site", "a.txt"),
    ("build", "--no-site", "--rebuild", "a.txt"),
)
_READING = {"ask", "trace", "map", "export", "stats"}


def _case(random: Random, data: bytes, beside: dict[str, bytes]) -> Case:
    command = random.choice(_COMMANDS)
    files: dict[str | bytes, bytes] = {"graph.yimai": data, "a.txt": TEXT.encode(), **beside}
    arguments = (*command, "--store", "graph.yimai")
    return Case(arguments, files, lines=2, reads_only=command[0] in _READING)


def _files(random: Random) -> Case:
    make: Callable[[Random], bytes] = random.choice(
        (_torn, _torn, _torn, _changed, _changed, _foreign, _noise)
    )
    return _case(random, make(random), {})


def _snapshots(random: Random) -> Case:
    """A sound graph with a damaged, foreign or empty file of the engine or of SQLite beside it."""
    data, snapshot = _graph()
    name = random.choice(
        ("graph.yimai.kgl", "graph.yimai.kgl", "graph.yimai-wal", "graph.yimai-journal", "graph.yimai-shm")
    )
    beside = damaged(snapshot or data, random) if random.random() < 0.7 else _noise(random)
    return _case(random, data, {name: beside})


FAMILIES = (
    Family(
        "graph files", "truncated, flipped, foreign and emptied SQLite files under every command", 500, _files
    ),
    Family("beside graphs", "damaged snapshots, logs and journals beside a sound graph", 150, _snapshots),
)
