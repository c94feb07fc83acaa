"""The embedded store: one SQLite file that lasts, and a view that answers Cypher."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from kglite import KnowledgeGraph

from graph import sqlite_read
from graph.cypher_engine import ENGINE, CypherEngine, fill
from graph.identity import fingerprint
from graph.model import Edge, Extraction, Node, StoreError
from graph.snapshot import load_snapshot, save_snapshot, snapshot_path
from graph.sqlite_file import connect, drop_indexes, make_indexes, plain_errors, reset
from graph.sqlite_view import SqliteView
from graph.sqlite_write import WAITING, Known, erase, index_waiting, note_reading, write
from graph.store import Change, Holding, Trace

_Result = TypeVar("_Result")

BATCH = 500
"""Documents per transaction inside ``SqliteStore.batch``."""


class SqliteStore:
    """A graph in one SQLite file; see ``graph.store.Store`` for the contract.

    Many processes may read while one writes. Use one object per thread.
    """

    def __init__(
        self,
        path: Path,
        *,
        rebuild: bool = False,
        readonly: bool = False,
        timeout: float = 30.0,
        trace: Trace | None = None,
    ) -> None:
        """Open or create the graph at ``path``.

        Args:
            path: the SQLite file; its snapshot stands beside it as ``<path>.kgl``.
            rebuild: start clean, whatever version the graph there is of.
            readonly: never write; a missing graph is then an error.
            timeout: seconds to wait for others: a writer for a writer, and its commit for those who read.
            trace: is told each Cypher statement and its parameters before it runs.

        Raises:
            StoreError: the path does not lead to a graph that can be opened; says why and what to do.
        """
        if rebuild and readonly:
            raise StoreError(
                f"cannot rebuild {path} while opening it for reading only; leave one of the two out"
            )
        if rebuild:
            reset(path, timeout=timeout)
        self._path = path
        self._trace = trace
        self._connection = connect(path, readonly=readonly, timeout=timeout)
        self._engine: tuple[str, CypherEngine] | None = None
        self._known = Known()
        self._seen = -1
        self._batched: int | None = None
        self._first = self._dropped = False

    def add(self, extraction: Extraction) -> Change:
        """Add a document, or replace the one with the same id; all of it or nothing.

        Raises:
            ModelError: the extraction breaks the graph model.
            StoreError: nothing was written.
        """
        digest = fingerprint(extraction)
        with plain_errors(self._path, "read"):
            held = sqlite_read.held(self._connection, extraction.document.id)
        if held == digest:
            return Change.UNCHANGED
        if held is not None:
            self._finish_first()
        return self._change(lambda: write(self._connection, extraction, digest, self._known))

    def note_reading(self, document: str, reading: str) -> None:
        """Note what a stored document was read from and how; holds until the document is replaced.

        Raises:
            StoreError: it was not noted.
        """
        if self._connection.in_transaction:  # with the document itself
            with plain_errors(self._path, "write to"):
                note_reading(self._connection, document, reading)
        else:
            self._change(lambda: note_reading(self._connection, document, reading))

    def reading(self, document: str) -> str:
        """Return what was noted of a document as it is stored now; an empty text where nothing was."""
        with plain_errors(self._path, "read"):
            return sqlite_read.reading(self._connection, document)

    def remove(self, document: str) -> bool:
        """Remove a document, by id, or all documents of a source; False where there is none.

        Raises:
            StoreError: nothing was removed.
        """
        self._finish_first()

        def work() -> bool:
            found = sqlite_read.find_documents(self._connection, document)
            if found:
                self._known.clear()
                erase(self._connection, found)
            return bool(found)

        return self._change(work)

    @contextmanager
    def batch(self) -> Generator[None]:
        """Group the documents added inside into transactions of ``BATCH``, for speed.

        Every document is still whole or absent. One that fails is undone alone; when the process is killed,
        at most the last ``BATCH`` documents are missing, and loading again brings them. Into an empty graph
        documents go without those indexes that they do not need themselves, which are made at the end.

        Raises:
            StoreError: the last transaction could not be committed.
        """
        if self._batched is not None:
            raise StoreError("a batch is already open on this store; end it first")
        self._batched = 0
        self._first = self._is_empty()
        try:
            yield
        finally:
            try:
                self._flush()
                self._finish_first()
                self._flush()
            finally:
                self._first = self._dropped = False
                self._batched = None

    def view(self) -> SqliteView:
        """Return a read-only view of the graph as it is now.

        Raises:
            StoreError: the store cannot be read.
        """
        self._flush()
        with plain_errors(self._path, "read"):
            identity = sqlite_read.identity(self._connection)
        return SqliteView(self._connection, self._path, identity, self._start_engine, self._trace)

    def counts(self) -> dict[str, dict[str, int]]:
        """Return ``{"nodes": {label: n}, "edges": {type: n}}``, sorted by name, zeros included."""
        with plain_errors(self._path, "read"):
            return sqlite_read.counts(self._connection)

    def documents(self) -> Sequence[tuple[str, str, str]]:
        """Return (id, name, source) of every document, sorted by id."""
        with plain_errors(self._path, "read"):
            return sqlite_read.documents(self._connection)

    def text(self, document: str) -> str | None:
        """Return the stored text of a document, which all offsets count in; None for an unknown id."""
        with plain_errors(self._path, "read"):
            return sqlite_read.text(self._connection, document)

    def nodes(self) -> Iterator[Node]:
        """Yield every node, sorted by id."""
        with plain_errors(self._path, "read"):
            yield from sqlite_read.nodes(self._connection)

    def edges(self) -> Iterator[Edge]:
        """Yield every edge, sorted by key."""
        with plain_errors(self._path, "read"):
            yield from sqlite_read.edges(self._connection)

    def holdings(self) -> Iterator[Holding]:
        """Yield what is kept of every document, sorted by its id."""
        with plain_errors(self._path, "read"):
            yield from sqlite_read.holdings(self._connection)

    def faults(self) -> Iterator[str]:
        """Yield what SQLite finds wrong with the file, and whether the full-text index is complete."""
        with plain_errors(self._path, "read"):
            yield from sqlite_read.faults(self._connection)

    def mend(self) -> Iterator[str]:
        """Yield nothing: whoever writes next makes the indexes that a load cut short has left out."""
        yield from ()

    def copy_to(self, path: Path) -> None:
        """Copy the whole graph into a new file, as it is at one moment, whoever writes meanwhile.

        Raises:
            StoreError: the file is there already or cannot be written.
        """
        try:
            if path.exists():
                raise StoreError(f"{path}: 已经存在, 请换一个名字 (it exists already; give another name)")
            self._copy(path, path.with_name(f".{path.name}.part"))
        except OSError as error:
            raise StoreError(f"{path}: 写不进去 (cannot be written): {error.strerror}") from error

    def _copy(self, path: Path, part: Path) -> None:
        try:
            part.unlink(missing_ok=True)
            with plain_errors(path, "write to"), closing(sqlite3.connect(part)) as copy:
                self._connection.backup(copy)
            part.replace(path)
        finally:
            with suppress(OSError):  # its name may be too long even to be missing
                part.unlink(missing_ok=True)

    def close(self) -> None:
        """Release the file; the store and its views cannot be used afterwards."""
        self._connection.close()

    def __enter__(self) -> SqliteStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _change(self, work: Callable[[], _Result]) -> _Result:
        """Run ``work`` as one unit: a transaction of its own, or a savepoint of the batch's."""
        with plain_errors(self._path, "write to"):
            if not self._connection.in_transaction:
                self._begin()
            self._connection.execute("SAVEPOINT document")
            try:
                result = work()
                self._connection.execute("RELEASE document")
            except BaseException:
                self._undo()
                raise
            self._count_and_commit()
            return result

    def _is_empty(self) -> bool:
        with plain_errors(self._path, "read"):
            return self._connection.execute("SELECT 1 FROM documents LIMIT 1").fetchone() is None

    def _finish_first(self) -> None:
        """End what a first load does otherwise: keep what is gathered, then make the indexes."""
        self._first = False
        if self._dropped:
            self._flush()
            self._dropped = False
            with plain_errors(self._path, "write to"):
                self._begin()

    def _begin(self) -> None:
        """Open a writing transaction; what is known of the file counts no more if another program wrote."""
        self._connection.execute(WAITING)
        if not self._first:
            make_indexes(self._connection)
        self._connection.execute("BEGIN IMMEDIATE")
        if self._first:
            drop_indexes(self._connection)
            self._dropped = True
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if version != self._seen:
            self._known.clear()
            self._seen = version

    def _undo(self) -> None:
        """Take the unit back; a full disk or a failed read may have ended the whole transaction already."""
        self._known.clear()
        if not self._connection.in_transaction:
            return
        if self._batched is None:
            self._connection.execute("ROLLBACK")
        else:
            self._connection.execute("ROLLBACK TO document")
            self._connection.execute("RELEASE document")

    def _count_and_commit(self) -> None:
        """Commit, unless a batch is open that is not full yet."""
        if self._batched is not None:
            self._batched += 1
            if self._batched % BATCH:
                return
        self._commit()

    def _commit(self) -> None:
        """Commit or, where that fails, take all of it back so that the store can be used again."""
        try:
            index_waiting(self._connection)
            self._connection.execute("COMMIT")
        except BaseException:
            self._known.clear()
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def _flush(self) -> None:
        """Commit what a batch has gathered, so that a view shows nothing that could still be lost."""
        with plain_errors(self._path, "write to"):
            if self._connection.in_transaction:
                self._commit()

    def _start_engine(self) -> tuple[str, CypherEngine]:
        """Return the identity of the graph and its engine; from memory, the snapshot or the store."""
        self._flush()
        with plain_errors(self._path, "read"):
            # One transaction: what is filled in is one state, whoever writes meanwhile.
            self._connection.execute("BEGIN")
            try:
                identity = sqlite_read.identity(self._connection)
                if self._engine is None or self._engine[0] != identity:
                    self._engine = (identity, CypherEngine(self._graph(f"{identity} {ENGINE}")))
            finally:
                self._connection.execute("ROLLBACK")
        return self._engine

    def _graph(self, identity: str) -> KnowledgeGraph:
        path = snapshot_path(self._path)
        graph = load_snapshot(path, identity)
        if graph is None:
            graph = fill(self._connection)
            save_snapshot(path, identity, graph)
        return graph
