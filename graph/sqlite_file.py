"""The SQLite file behind the embedded store: opening it safely, its tables, and its errors in plain words.

One file holds everything that lasts. It keeps a rollback journal, not a write-ahead log: a log needs shared
memory, which network folders lack, and leaves two more files to carry along. The price, a few disk flushes
per transaction, is paid once per batch of documents (``SqliteStore.batch``).
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import msgspec

from graph.identity import of_another_version
from graph.model import MODEL_VERSION, StoreError

APPLICATION_ID = 0x59694D61
"""``YiMa``: marks a file as ours, so that no other program's database is ever written to."""

LAYOUT_VERSION = 1
"""Version of the tables below, in ``PRAGMA user_version``."""

_CACHE_KIB = 64 * 1024
"""Pages kept in memory, in KiB: the default of 2 MiB makes large indexes crawl."""

_MAGIC = b"SQLite format 3\0"

_TABLES = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE documents (
        d INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, source TEXT NOT NULL,
        sha256 TEXT NOT NULL, fingerprint TEXT NOT NULL, text TEXT NOT NULL)""",
    "CREATE INDEX documents_source ON documents (source)",
    "CREATE INDEX documents_sha256 ON documents (sha256)",
    """CREATE TABLE nodes (
        n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, label TEXT NOT NULL, name TEXT NOT NULL,
        properties TEXT NOT NULL)""",
    # Ends and document are numbers: the key already spells the ends out. No document: an edge of the lexicon.
    """CREATE TABLE edges (
        e INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, source INTEGER NOT NULL, type TEXT NOT NULL,
        target INTEGER NOT NULL, qualifier TEXT NOT NULL, d INTEGER, method TEXT NOT NULL,
        confidence REAL NOT NULL, properties TEXT NOT NULL, spans TEXT NOT NULL)""",
    # Which document holds which node, and which lexicon edge: what none holds any more is removed.
    "CREATE TABLE node_holders (d INTEGER, n INTEGER, PRIMARY KEY (d, n)) WITHOUT ROWID",
    "CREATE TABLE edge_holders (d INTEGER, e INTEGER, PRIMARY KEY (d, e)) WITHOUT ROWID",
    # Ranking is not the index's business, so it keeps neither positions nor lengths. The ascii tokenizer
    # takes all that is beyond ASCII for letters; unicode61 knows none newer than 2012, such as 𬭎 in names.
    "CREATE VIRTUAL TABLE grams USING fts5 (terms, detail=none, columnsize=0, tokenize='ascii')",
)

READINGS = """CREATE TABLE IF NOT EXISTS readings (
    id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, reading TEXT NOT NULL) WITHOUT ROWID"""
"""What documents were read from and how. Graphs made before there was such a table get it when it is needed.

A row counts for the version of the document with its fingerprint: whoever replaces a document need not know.
"""

INDEXES = {
    "nodes_label": "nodes (label)",
    "edges_type": "edges (type)",
    "edges_d": "edges (d)",
    "node_holders_n": "node_holders (n)",
    "edge_holders_e": "edge_holders (e)",
}
"""Name -> table and column of the indexes that a first load does without and makes at its end, all at once.

Where they are missing nothing is wrong but the speed, and the next one who writes makes them.
"""

_ADVICE = {
    sqlite3.SQLITE_BUSY: (
        "另一个程序正在写入, 请稍后再试 (another program is writing to it; try again when that has finished)"
    ),
    sqlite3.SQLITE_LOCKED: (
        "另一个程序正在写入, 请稍后再试 (another program is writing to it; try again when that has finished)"
    ),
    sqlite3.SQLITE_READONLY: (
        "文件或文件夹只读, 请改权限或换 --store (the file or its folder is read-only; make it writable)"
    ),
    sqlite3.SQLITE_PERM: (
        "文件或文件夹只读, 请改权限或换 --store (the file or its folder is read-only; make it writable)"
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "打不开, 请查权限或换 --store (it or its folder cannot be opened; check the rights)"
    ),
    sqlite3.SQLITE_FULL: (
        "磁盘已满, 腾出空间后重跑 (the disk is full; free some space and run the same command again)"
    ),
    sqlite3.SQLITE_IOERR: (
        "磁盘读写出错, 检查后重跑 (the disk could not be read or written; check it and run again)"
    ),
    sqlite3.SQLITE_CORRUPT: (
        "文件已损坏, 请删除后重建 (the file is damaged; delete it and run `yimai build PATH`)"
    ),
    sqlite3.SQLITE_NOTADB: "不是议脉的图谱, 请换 --store (it is not a Yimai graph; give another --store)",
}

_DEEDS = {"open": "打开", "read": "读取", "search": "检索", "write to": "写入", "rebuild": "重建"}
_WRITING = frozenset({"write to", "rebuild"})
"""Deeds after whose failure it is good to know that nothing was lost."""


@contextmanager
def plain_errors(path: Path, doing: str) -> Generator[None]:
    """Turn SQLite's errors into one-line StoreErrors: what was being done, where, and what to do next."""
    try:
        yield
    except sqlite3.Error as error:
        # The low byte is the kind of error; the rest of an extended code tells variants apart.
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        advice = _ADVICE.get(code, f"{str(error).rstrip('.')}; 请重跑 (run the same command again)")
        kept = "; 原有内容未动 (what was stored before is untouched)" if doing in _WRITING else ""
        raise StoreError(f"{path}: 无法{_DEEDS[doing]} (cannot {doing}): {advice}{kept}") from error
    except (msgspec.MsgspecError, TypeError, ValueError) as error:
        if doing in _WRITING:
            raise
        # What is read has not the form that Yimai writes: another program changed it, or the disk did.
        advice = _ADVICE[sqlite3.SQLITE_CORRUPT]
        raise StoreError(f"{path}: 无法{_DEEDS[doing]} (cannot {doing}): {advice}") from error


def connect(path: Path, *, readonly: bool, timeout: float) -> sqlite3.Connection:
    """Open the file at ``path`` and check that it is ours; a missing or empty file gets the tables.

    Args:
        path: where the graph is, or is to be.
        readonly: never write, not even to create.
        timeout: seconds to wait for another program's lock.

    Raises:
        StoreError: the path does not lead to a graph of this version that can be opened.
    """
    fresh = _check_path(path, readonly=readonly)
    connection = _open(path, readonly=readonly, timeout=timeout)
    try:
        with plain_errors(path, "open"):
            if fresh or (not readonly and _is_blank(connection)):
                create(connection)
            else:
                _check_ours(connection, path)
                _check_version(connection, path)
                if not readonly:
                    connection.execute(READINGS)
    except BaseException:
        connection.close()
        raise
    return connection


def reset(path: Path, *, timeout: float) -> None:
    """Empty the graph at ``path`` of whatever version it is, in one transaction; no file, no change.

    Raises:
        StoreError: the file is not a Yimai graph, or cannot be written.
    """
    if _check_path(path, readonly=False):
        return
    connection = _open(path, readonly=False, timeout=timeout)
    try:
        with plain_errors(path, "rebuild"):
            _check_ours(connection, path)
            connection.execute("BEGIN EXCLUSIVE")
            _drop_all(connection)
            _create_tables(connection)
            connection.execute("COMMIT")
            # Gives the space back; somebody reading the old graph may be in the way, and then it is kept.
            with suppress(sqlite3.OperationalError):
                connection.execute("VACUUM")
    finally:
        connection.close()


def create(connection: sqlite3.Connection) -> None:
    """Write the tables into an empty database, unless another process has just done so."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _is_blank(connection):
            _create_tables(connection)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def make_indexes(connection: sqlite3.Connection) -> None:
    """Make the indexes that are missing, each in a transaction of its own: together they may be large."""
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
    for name in [name for name in INDEXES if name not in there]:
        connection.execute("BEGIN IMMEDIATE")
        try:
            _make_index(connection, name)
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def _make_index(connection: sqlite3.Connection, name: str) -> None:
    connection.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {INDEXES[name]}")


def drop_indexes(connection: sqlite3.Connection) -> None:
    """Do without the indexes for now, inside a writing transaction."""
    for name in INDEXES:
        connection.execute(f"DROP INDEX IF EXISTS {name}")


def _is_blank(connection: sqlite3.Connection) -> bool:
    """Tell whether there is not one table: a new file, or one whose making was cut short."""
    return connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0


def _check_path(path: Path, *, readonly: bool) -> bool:
    """Return True where the file is still to be made; refuse folders and files of other kinds."""
    try:
        if path.is_dir():
            raise StoreError(
                f"{path}: 是文件夹, 请给文件名, 如 graph.yimai (it is a folder; give the path of a file)"
            )
        if not path.exists() or (path.stat().st_size == 0 and not readonly):
            if readonly:
                raise StoreError(
                    f"{path}: 没有图谱, 请先运行 `yimai build PATH` 或指定 --store "
                    "(there is no graph; build one first)"
                )
            if not path.parent.is_dir():
                raise StoreError(
                    f"{path}: 文件夹不存在, 请先建好 (the folder does not exist; create it first)"
                )
            return True
        with path.open("rb") as file:
            magic = file.read(len(_MAGIC))
    except OSError as error:
        raise StoreError(
            f"{path}: 打不开 "
            f"(cannot be opened): {error.strerror}; 请查路径与权限 (check the path and its rights)"
        ) from error
    if magic != _MAGIC:
        raise StoreError(
            f"{path}: 不是议脉的图谱, 请换 --store (it is not a Yimai graph; give another --store)"
        )
    return False


def _open(path: Path, *, readonly: bool, timeout: float) -> sqlite3.Connection:
    mode = "ro" if readonly else "rwc"
    uri = f"file:{quote(str(path.absolute().as_posix()))}?mode={mode}"
    with plain_errors(path, "open"):
        connection = sqlite3.connect(uri, uri=True, timeout=timeout, isolation_level=None)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        # Keep half-made transactions in memory: the file stays readable to others until the commit.
        connection.execute("PRAGMA cache_spill = OFF")
        connection.execute("PRAGMA synchronous = FULL")
        return connection


def _check_ours(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise StoreError(
            f"{path}: 是别的程序的数据库, 请换 --store "
            "(it is another program's database; give another --store)"
        )


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    layout = connection.execute("PRAGMA user_version").fetchone()[0]
    model = meta(connection, "model_version") if layout == LAYOUT_VERSION else "?"
    if model != str(MODEL_VERSION):
        newer = layout > LAYOUT_VERSION or (model.isdecimal() and int(model) > MODEL_VERSION)
        found, ours = f"layout {layout}, model {model}", f"layout {LAYOUT_VERSION}, model {MODEL_VERSION}"
        raise of_another_version(path, found, ours, newer=newer)


def meta(connection: sqlite3.Connection, name: str) -> str:
    """Return one of the store's own facts: model_version, store_id, generation or revision."""
    return str(connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()[0])


def bump(connection: sqlite3.Connection) -> None:
    """Note inside a writing transaction that the graph changes: a new generation and a new random revision.

    The revision tells apart two histories of one store, such as a restored backup that was added to.
    """
    connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'")
    connection.execute("UPDATE meta SET value = ? WHERE name = 'revision'", (secrets.token_hex(8),))


def _drop_all(connection: sqlite3.Connection) -> None:
    """Drop every table: virtual ones first, because they take their shadow tables with them."""
    virtual = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL%' ORDER BY name"
    )
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    for listing in (virtual, tables):
        for (name,) in connection.execute(listing).fetchall():
            quoted = str(name).replace('"', '""')
            connection.execute(f'DROP TABLE "{quoted}"')


def _create_tables(connection: sqlite3.Connection) -> None:
    for statement in _TABLES:
        try:
            connection.execute(statement)
        except sqlite3.OperationalError as error:
            if "no such module: fts5" in str(error):
                raise StoreError(
                    "这个 Python 的 SQLite 没有全文检索 FTS5, 请换 python.org 或 conda 的 Python "
                    "(this Python's SQLite was built without full-text search; use another)"
                ) from error
            raise
    connection.execute(READINGS)
    for name in INDEXES:
        _make_index(connection, name)
    facts = {
        "generation": "0",
        "model_version": str(MODEL_VERSION),
        "revision": secrets.token_hex(8),
        "store_id": secrets.token_hex(16),
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", facts.items())
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {LAYOUT_VERSION}")
