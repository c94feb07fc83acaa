"""Files for ``neo4j-admin database import``: the fastest way to a first graph in Neo4j.

What the server holds afterwards is what loading document by document would have made, the texts and the
store's own facts included; constraints and indexes are made when the graph is opened for the first time.

Relationships are two thirds of the work, so a second process writes them where the graph can be opened twice.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import lru_cache
from hashlib import sha256
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, BinaryIO

from graph.exports.files import make_folder, whole_file
from graph.exports.tables import nodes_by_kind
from graph.full_text import searchable
from graph.model import MODEL_VERSION, EdgeType, Label, Node, StoreError
from graph.neo4j_rows import edge_row, node_row
from graph.neo4j_setup import BOOK, STORE, UNCOUNTED, UNINDEXED
from graph.open import open_store
from graph.properties import EDGE_PROPERTIES, NODE_PROPERTIES, QUALIFIER
from graph.store import Store

_LISTS = frozenset(
    {"aliases", "codes", "secondary", "titles", "exacts", "sentences", "nodes", "edges", "given"}
)
_NUMBERS = frozenset(
    {
        *("year", "position", "start_offset", "end_offset"),
        *("weight", "generation", "model_version"),
    }
)
_NUMBER_LISTS = frozenset({"starts", "ends", "sentence_starts"})
_QUOTED = ("starts", "ends", "exacts", "sentences", "sentence_starts")
_MARKS = tuple(map(chr, range(0xE000, 0xF900)))
"""Characters that no text should hold; the first that none holds parts the items of lists."""
_PASSAGES = 500
_TEXTS = 32


class _Taken(Exception):  # noqa: N818
    """An item of a list holds the character that parts the items."""


def write_import_files(place: str, folder: Path) -> list[str]:
    """Write one CSV file per label and relationship type, and ``import.txt`` with the command to run.

    Args:
        place: a path or the address of a server, as ``open_store`` takes it; it is opened twice.
        folder: where the files go; it is made where it is missing.

    Returns:
        The command's arguments, file names relative to ``folder``.

    Raises:
        StoreError: the graph cannot be read or changes meanwhile, or a file cannot be written.
    """
    with open_store(place, readonly=True) as store:
        return _write_files(store, place, folder)


def _write_files(store: Store, place: str, folder: Path) -> list[str]:
    make_folder(folder)
    for mark in _MARKS:
        with suppress(_Taken):
            return _write_all(store, place, folder, mark)
    raise StoreError("文字里用尽了全部专用字符 (the texts hold every private-use character there is)")


def _write_all(store: Store, place: str, folder: Path, mark: str) -> list[str]:
    """Write all files with lists parted by ``mark``.

    Raises:
        _Taken: an item of a list holds the mark; another will do.
    """
    with _beside(place, store.view().identity, folder, mark) as edges:
        files = [_write_label(store, folder, label, rows, mark) for label, rows in nodes_by_kind(store)]
        files += [*_write_books(store, folder, mark), *edges()]
    arguments = [
        "database",
        "import",
        "full",
        "neo4j",
        "--id-type=string",
        "--multiline-fields=true",
        f"--array-delimiter=U+{ord(mark):04X}",
        *files,
    ]
    with whole_file(folder / "import.txt") as out:
        out.write(f"neo4j-admin {' '.join(arguments)}\n".encode())
    return arguments


@contextmanager
def _beside(*arguments: Any) -> Generator[Callable[[], list[str]]]:
    """Let another process write the edges; what is yielded waits for it, and raises what went wrong there.

    It is spawned, not forked: what the store holds open must not be shared. It ends when it has written, also
    where this process is killed and nobody is left to tell.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_tell_edges, args=(theirs, *arguments), daemon=True)
    child.start()
    theirs.close()

    def told() -> list[str]:
        try:
            found = ours.recv()
        except EOFError:
            raise StoreError("写关系文件的进程中断了, 请重试 (writing the edges was cut short)") from None
        if isinstance(found, BaseException):
            raise found
        return found

    try:
        yield told
    finally:
        ours.close()
        child.join()  # not killed: it takes its half-written files away


def _tell_edges(pipe: Connection, *arguments: Any) -> None:
    """Write the edges in a process of its own, and tell the files or what went wrong."""
    try:
        outcome: Any = _write_edges(*arguments)
    except (StoreError, _Taken) as error:
        outcome = error
    except KeyboardInterrupt:  # the other process tells of it
        return
    with suppress(OSError):  # nobody is left to be told
        pipe.send(outcome)


def _write_label(store: Store, folder: Path, label: Label, nodes: Iterable[Node], mark: str) -> str:
    names = ("name", *NODE_PROPERTIES[label], "terms", *(("text",) if label is Label.PASSAGE else ()))
    rows = ([node.id, *map(row.get, names)] for node, row in _rows(store, label, nodes))
    with whole_file(folder / f"nodes-{label}.csv") as out:
        _write(out, ["id:ID(node)", *map(_typed, names)], rows, mark)
    return f"--nodes={label}=./nodes-{label}.csv"


def _rows(store: Store, label: Label, nodes: Iterable[Node]) -> Iterator[tuple[Node, dict[str, Any]]]:
    """Yield nodes of one label with their properties as the server holds them."""
    if label is not Label.PASSAGE:
        yield from ((node, node_row(node, searchable(node, ""))) for node in nodes)
        return
    view, waiting = store.view(), iter(nodes)
    while some := list(islice(waiting, _PASSAGES)):
        words = view.passages(node.id for node in some)
        yield from ((node, node_row(node, words[node.id].text)) for node in some)


def _write_books(store: Store, folder: Path, mark: str) -> list[str]:
    """Write what is kept of each document, not counted as a holder yet, and the store's own node."""
    names = ("sha256", "fingerprint", "text", "nodes", "edges")
    digest = sha256()

    def rows() -> Iterator[list[Any]]:
        for held in store.holdings():
            digest.update(f"{held.document}\n{held.fingerprint}\n".encode())
            yield [held.document, held.sha256, held.fingerprint, held.text, held.nodes, held.edges]

    with whole_file(folder / f"nodes-{BOOK}.csv") as out:
        _write(out, ["id:ID(book)", *map(_typed, names)], rows(), mark)
    _write_facts(folder, digest.hexdigest(), mark)
    return [f"--nodes={BOOK}:{UNCOUNTED}=./nodes-{BOOK}.csv", f"--nodes={STORE}=./nodes-{STORE}.csv"]


def _write_facts(folder: Path, identity: str, mark: str) -> None:
    """Write the store's own node; it says that constraints and indexes are still to be made."""
    names = ("generation", "model_version", "revision", "store_id", UNINDEXED)
    row = ["store", 1, MODEL_VERSION, identity[:16], identity[:32], "true"]
    with whole_file(folder / f"nodes-{STORE}.csv") as out:
        _write(out, ["id:ID(store)", *map(_typed, names)], [row], mark)


def _write_edges(place: str, identity: str, folder: Path, mark: str) -> list[str]:
    """Write the edges, which come sorted by key and so of all types mixed, to one file per type.

    Raises:
        StoreError: the graph is no longer what ``identity`` says.
    """
    with open_store(place, readonly=True) as store, ExitStack() as open_files:
        if store.view().identity != identity:
            raise StoreError("导出时图谱有变动, 请重试 (the graph changed during the export; try again)")
        text = lru_cache(maxsize=_TEXTS)(store.text)
        outs = {kind: open_files.enter_context(whole_file(folder / f"edges-{kind}.csv")) for kind in EdgeType}
        names = {kind: _edge_names(kind) for kind in EdgeType}
        heads = {kind: [":START_ID(node)", ":END_ID(node)", *map(_typed, names[kind])] for kind in EdgeType}
        writes = {kind: _writers(heads[kind], mark) for kind in EdgeType}
        for kind, out in outs.items():
            _write(out, heads[kind], (), mark)
        for edge in store.edges():
            row = edge_row(edge, (text(edge.document) or "") if edge.spans else "")
            values = [edge.source, edge.target, *map(row["properties"].get, names[edge.type])]
            outs[edge.type].write(_line(writes[edge.type], values))
    return [f"--relationships={kind}=./edges-{kind}.csv" for kind in EdgeType]


def _edge_names(kind: EdgeType) -> tuple[str, ...]:
    qualifier = (QUALIFIER[kind],) if kind in QUALIFIER else ()
    own = ("key", "weight", "method", "confidence", "document", *qualifier, *EDGE_PROPERTIES.get(kind, ()))
    return (*own, *_QUOTED)


def _typed(name: str) -> str:
    """Return a column's name with its type, as the import reads it."""
    if name in _LISTS:
        return f"{name}:string[]"
    if name in _NUMBER_LISTS:
        return f"{name}:long[]"
    if name in _NUMBERS:
        return f"{name}:long"
    return f"{name}:{'double' if name == 'confidence' else 'boolean' if name == UNINDEXED else 'string'}"


def _write(out: BinaryIO, names: Sequence[str], rows: Iterable[list[Any]], mark: str) -> None:
    """Write a file: its head, and a line per row."""
    out.write(f"{','.join(names)}\n".encode())
    writes = _writers(names, mark)
    for row in rows:
        out.write(_line(writes, row))


def _writers(names: Sequence[str], mark: str) -> list[Callable[[Any], str]]:
    """Return what writes the fields of each column, by the type that its name ends in."""

    def items(values: Sequence[str]) -> str:
        joined = mark.join(values)
        if joined.count(mark) >= len(values) > 0:
            raise _Taken
        return _text(joined) if values else ""

    def numbers(values: Sequence[int]) -> str:
        return mark.join(map(str, values))

    kinds = {"string[]": items, "long[]": numbers, "long": str, "double": str}
    return [kinds.get(name.partition(":")[2], _text) for name in names]


def _text(value: str) -> str:
    """Return a text in quotes, so that an empty one stays one."""
    return f'"{value}"' if '"' not in value else '"' + value.replace('"', '""') + '"'


def _line(writes: Sequence[Callable[[Any], str]], values: Iterable[Any]) -> bytes:
    """Return the line of a row; what is None is no field at all."""
    fields = ["" if value is None else write(value) for write, value in zip(writes, values, strict=True)]
    return f"{','.join(fields)}\n".encode()
