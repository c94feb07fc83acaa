"""The store in a Neo4j server: the same graph, self-sufficient, with the same answers."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from neo4j.exceptions import ConstraintError

from graph import neo4j_read, neo4j_setup
from graph.identity import fingerprint
from graph.model import Edge, Extraction, Node, StoreError
from graph.neo4j_address import Address, Login, login_of, read_address, read_settings
from graph.neo4j_holders import count_some
from graph.neo4j_server import Server
from graph.neo4j_view import Neo4jView
from graph.neo4j_write import Known, Load, change, load_free, note_readings
from graph.store import Change, Holding, Trace

BATCH = 20_000
"""Rows (nodes and edges) per transaction inside ``Neo4jStore.batch``."""
_NOTED = 5_000
"""Readings that a batch gathers until it notes them together."""


class Neo4jStore:
    """A graph in a Neo4j database; see ``graph.store.Store`` for the contract.

    Many processes may read and write: writers wait for each other. Use one object per thread.
    """

    def __init__(
        self,
        address: Address,
        login: Login | None,
        *,
        rebuild: bool = False,
        readonly: bool = False,
        trace: Trace | None = None,
    ) -> None:
        """Connect, and make the database ready where it is empty.

        Args:
            address: server and database.
            login: who enters; None for a server that asks for nobody.
            rebuild: start clean, whatever version the graph there is of.
            readonly: never write; a missing graph is then an error.
            trace: is told each Cypher statement of a view and its parameters before it runs.

        Raises:
            StoreError: the server cannot be reached or entered, or holds no graph of ours of this version.
        """
        self._trace = trace
        self._batch: _Batch | None = None
        self._known = Known()
        self._server = Server(address, login)
        try:
            neo4j_setup.make_ready(self._server, rebuild=rebuild, readonly=readonly)
        except BaseException:
            self._server.close()
            raise

    @classmethod
    def open(
        cls, text: str, *, rebuild: bool = False, readonly: bool = False, trace: Trace | None = None
    ) -> Neo4jStore:
        """Open by an address as text, with credentials from the environment or the settings file.

        Raises:
            StoreError: see ``neo4j_address`` and the constructor.
        """
        address, settings = read_address(text), read_settings()
        if address.database is None and "NEO4J_DATABASE" in settings:
            address = Address(address.uri, settings["NEO4J_DATABASE"])
        return cls(address, login_of(settings), rebuild=rebuild, readonly=readonly, trace=trace)

    def add(self, extraction: Extraction) -> Change:
        """Add a document, or replace the one with the same id; all of it or nothing.

        Inside ``batch`` it is written later, together with others, while the next ones are read; what goes
        wrong then is raised by a later call, at the latest at the batch's end.

        Raises:
            ModelError: the extraction breaks the graph model.
            StoreError: nothing was written.
        """
        document, digest = extraction.document.id, fingerprint(extraction)
        held = self._held(document)
        if held == digest:
            return Change.UNCHANGED
        load = Load.of(extraction, digest, replaces=held is not None)
        if self._batch is None:
            self._write([load])
        else:
            self._batch.take(load)
            if self._batch.size >= BATCH:
                self._start()
        return Change.ADDED if held is None else Change.REPLACED

    def note_reading(self, document: str, reading: str) -> None:
        """Note what a stored document was read from and how; holds until the document is replaced.

        Raises:
            StoreError: it was not noted.
        """
        if self._batch is None:
            self._server.write(note_readings, {document: reading})
            return
        self._batch.noted[document] = self._batch.readings[document] = reading
        if len(self._batch.noted) >= _NOTED:
            self._flush()

    def reading(self, document: str) -> str:
        """Return what was noted of a document as it is stored now; an empty text where nothing was."""
        known = self._batch.readings if self._batch else self._server.read(neo4j_read.readings, document)
        return known.get(document, "")

    def remove(self, document: str) -> bool:
        """Remove a document, by id, or all documents of a source; False where there is none.

        Raises:
            StoreError: nothing was removed.
        """
        self._flush()
        found = self._server.read(neo4j_read.find_documents, document)
        if found:
            self._count_holders()
            self._server.write(change, [], found, self._known)
        if self._batch is not None:
            self._batch.forget(found)
        return bool(found)

    @contextmanager
    def batch(self) -> Generator[None]:
        """Group the documents added inside into transactions of about ``BATCH`` rows, for speed.

        Every document is still whole or absent. When the process or the server dies, at most the documents
        of the last two transactions are missing, and loading again brings them.

        Raises:
            StoreError: the last transaction could not be committed.
        """
        if self._batch is not None:
            raise StoreError("a batch is already open on this store; end it first")
        self._batch = _Batch(
            self._server.read(neo4j_read.fingerprints), self._server.read(neo4j_read.readings)
        )
        try:
            yield
        finally:
            try:
                self._flush()
            finally:
                self._batch.writer.shutdown()
                self._batch = None

    def view(self) -> Neo4jView:
        """Return a read-only view of the graph as it is now.

        Raises:
            StoreError: the server failed or cannot be reached.
        """
        self._flush()
        held = self._server.read(neo4j_setup.facts) or {}
        identity = ".".join(str(held.get(name)) for name in ("store_id", "generation", "revision"))
        return Neo4jView(self._server, identity, self._trace)

    def counts(self) -> dict[str, dict[str, int]]:
        """Return ``{"nodes": {label: n}, "edges": {type: n}}``, sorted by name, zeros included."""
        self._flush()
        return self._server.read(neo4j_read.counts)

    def documents(self) -> list[tuple[str, str, str]]:
        """Return (id, name, source) of every document, sorted by id."""
        self._flush()
        return self._server.read(neo4j_read.documents)

    def text(self, document: str) -> str | None:
        """Return the stored text of a document, which all offsets count in; None for an unknown id."""
        self._flush()
        return self._server.read(neo4j_read.text, document)

    def nodes(self) -> Iterator[Node]:
        """Yield every node, sorted by id."""
        self._flush()
        yield from self._server.stream(neo4j_read.nodes)

    def edges(self) -> Iterator[Edge]:
        """Yield every edge, sorted by key."""
        self._flush()
        yield from self._server.stream(neo4j_read.edges)

    def faults(self) -> Iterator[str]:
        """Yield the constraints and indexes that are missing or do not work."""
        self._flush()
        yield from self._server.read(neo4j_setup.faults)

    def mend(self) -> Iterator[str]:
        """Make the constraints and indexes that are missing, and yield the name of each."""
        self._flush()
        yield from neo4j_setup.mend(self._server)

    def holdings(self) -> Iterator[Holding]:
        """Yield what is kept of every document, sorted by its id."""
        self._flush()
        yield from self._server.stream(neo4j_read.holdings)

    def close(self) -> None:
        """Close the connections; the store and its views cannot be used afterwards."""
        self._server.close()

    def __enter__(self) -> Neo4jStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _held(self, document: str) -> str | None:
        """Return the hash of the version of a document that is stored or waits to be; None for none."""
        if self._batch is not None:
            return self._batch.versions.get(document)
        return self._server.read(neo4j_read.fingerprints, document).get(document)

    def _start(self) -> None:
        """Let what a batch has gathered be written while the next documents are read.

        One transaction at a time: what went wrong with the last one is raised here.
        """
        self._finish()
        if self._batch is not None and (loads := self._batch.hand_over()):
            self._batch.writing = (self._batch.writer.submit(self._write, loads), loads)

    def _finish(self) -> None:
        """Wait for what is being written; if that fails it is dropped, so that the store stays usable."""
        if self._batch is None or self._batch.writing is None:
            return
        (written, loads), self._batch.writing = self._batch.writing, None
        try:
            written.result()
        except BaseException:
            self._batch.forget(load.document for load in loads)
            raise

    def _flush(self) -> None:
        """Write all that a batch has gathered and wait until it is stored."""
        self._start()
        self._finish()
        if self._batch is not None and self._batch.noted:
            noted, self._batch.noted = self._batch.noted, {}
            self._server.write(note_readings, noted)

    def _write(self, loads: list[Load]) -> None:
        """Write documents; one with the id of a part of another is left out, and raised after the rest."""
        if any(load.replaces for load in loads):
            self._count_holders()
        try:
            written = self._server.write(change, loads, (), self._known)
        except StoreError as error:
            if not isinstance(error.__cause__, ConstraintError):
                raise
            written = self._server.write(load_free, loads, self._known)
        self._known.note(written, [load for load in loads if load.document not in written.faults])
        for error in written.faults.values():
            raise error

    def _count_holders(self) -> None:
        """Count what no one has counted yet, before documents go; some at a time, not to hold too much."""
        while self._server.write(count_some):
            pass


class _Batch:
    """The documents that wait to be written together, and which version of each is then held."""

    def __init__(self, versions: dict[str, str], readings: dict[str, str]) -> None:
        self.versions = versions
        self.readings = readings
        self.noted: dict[str, str] = {}
        self.size = 0
        self.writer = ThreadPoolExecutor(1)
        self.writing: tuple[Future[None], list[Load]] | None = None
        self._loads: dict[str, Load] = {}

    def take(self, load: Load) -> None:
        """Let a document wait, in place of an earlier version of it that does."""
        if (before := self._loads.pop(load.document, None)) is not None:
            self.size -= before.size
        self._loads[load.document] = load
        self.versions[load.document] = load.fingerprint
        self.readings.pop(load.document, None)
        self.noted.pop(load.document, None)
        self.size += load.size

    def forget(self, documents: Iterable[str]) -> None:
        """Take it that some documents are not held in any version: they are written when they come again."""
        for document in documents:
            self.versions.pop(document, None)
            self.readings.pop(document, None)
            self.noted.pop(document, None)

    def hand_over(self) -> list[Load]:
        """Return what waits, and wait for nothing any more."""
        loads, self._loads, self.size = list(self._loads.values()), {}, 0
        return loads
