"""Files for ``neo4j-admin database import``: the fastest way to a first graph in Neo4j.

What the server holds afterwards is what loading document by document would have made, the texts and the
store's own facts included; constraints and indexes are made when the graph is opened for the first time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from functools import lru_cache
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, cast

from graph.exports.files import make_folder, whole_file
from graph.exports.tables import nodes_by_kind
from graph.full_text import searchable
from graph.identity import OWN
from graph.model import MODEL_VERSION, EdgeType, Label, Node, StoreError
from graph.neo4j_rows import edge_row, node_row
from graph.neo4j_setup import BOOK, STORE, UNINDEXED
from graph.properties import EDGE_PROPERTIES, NODE_PROPERTIES, QUALIFIER
from graph.store import Holding, Store

_LISTS = frozenset(
    {"aliases", "codes", "secondary", "titles", "exacts", "sentences", "nodes", "edges", "given"}
)
_NUMBERS = frozenset(
    {
        *("year", "position", "start_offset", "end_offset"),
        *("weight", "holders", "generation", "model_version"),
    }
)
_NUMBER_LISTS = frozenset({"starts", "ends", "sentence_starts"})
_QUOTED = ("starts", "ends", "exacts", "sentences", "sentence_starts")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
"""Characters that no text should hold; one that none holds parts the items of lists."""
_PASSAGES = 500
_TEXTS = 32


def write_import_files(store: Store, folder: Path) -> list[str]:
    """Write one CSV file per label and relationship type, and ``import.txt`` with the command to run.

    Returns:
        The command's arguments, file names relative to ``folder``.

    Raises:
        StoreError: the store cannot be read, or a file cannot be written.
    """
    make_folder(folder)
    mark = _list_mark(store)
    nodes, edges, identity = _holders(store)
    files = [_write_label(store, folder, label, rows, nodes, mark) for label, rows in nodes_by_kind(store)]
    files += [_write_books(store, folder, mark), _write_facts(folder, identity, mark)]
    files += _write_edges(store, folder, edges, mark)
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


def _list_mark(store: Store) -> str:
    """Return a character that stands nowhere in the graph."""
    held: set[str] = set()
    for holding in store.holdings():
        held.update(_PRIVATE.findall(holding.text))
    for node in store.nodes():
        held.update(_PRIVATE.findall(f"{node.id}{node.name}{node.properties}"))
    for edge in store.edges():
        held.update(_PRIVATE.findall(f"{edge.key}{edge.properties}"))
    free = (chr(point) for point in range(0xE000, 0xF900) if chr(point) not in held)
    mark = next(free, None)
    if mark is None:
        raise StoreError("文字里用尽了全部专用字符 (the texts hold every private-use character there is)")
    return mark


def _holders(store: Store) -> tuple[Counter[str], Counter[str], str]:
    """Return how many documents hold each shared node and edge, and a hash that names this graph."""
    nodes: Counter[str] = Counter()
    edges: Counter[str] = Counter()
    digest = sha256()
    for holding in store.holdings():
        nodes.update(holding.nodes)
        edges.update(holding.edges)
        digest.update(f"{holding.document}\n{holding.fingerprint}\n".encode())
    return nodes, edges, digest.hexdigest()


def _write_label(
    store: Store, folder: Path, label: Label, nodes: Iterable[Node], holders: Mapping[str, int], mark: str
) -> str:
    names = ("name", *NODE_PROPERTIES[label], "terms", *(("text",) if label is Label.PASSAGE else ()))
    names += () if label in OWN else ("holders",)
    rows = (
        (node.id, [row.get(name) if name != "holders" else holders[node.id] for name in names])
        for node, row in _rows(store, label, nodes)
    )
    with whole_file(folder / f"nodes-{label}.csv") as out:
        _write(out, ["id:ID(node)", *map(_typed, names)], ([id_, *values] for id_, values in rows), mark)
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


def _write_books(store: Store, folder: Path, mark: str) -> str:
    names = ("sha256", "fingerprint", "text", "nodes", "edges")
    with whole_file(folder / f"nodes-{BOOK}.csv") as out:
        _write(out, ["id:ID(book)", *map(_typed, names)], map(_book, store.holdings()), mark)
    return f"--nodes={BOOK}=./nodes-{BOOK}.csv"


def _book(holding: Holding) -> list[Any]:
    own = (holding.document, holding.sha256, holding.fingerprint, holding.text)
    return [*own, list(holding.nodes), list(holding.edges)]


def _write_facts(folder: Path, identity: str, mark: str) -> str:
    """Write the store's own node; it says that constraints and indexes are still to be made."""
    names = ("generation", "model_version", "revision", "store_id", UNINDEXED)
    row = ["store", 1, MODEL_VERSION, identity[:16], identity[:32], "true"]
    with whole_file(folder / f"nodes-{STORE}.csv") as out:
        _write(out, ["id:ID(store)", *map(_typed, names)], [row], mark)
    return f"--nodes={STORE}=./nodes-{STORE}.csv"


def _write_edges(store: Store, folder: Path, holders: Mapping[str, int], mark: str) -> list[str]:
    """Write the edges, which come sorted by key and so of all types mixed, to one file per type."""
    text = lru_cache(maxsize=_TEXTS)(store.text)
    with ExitStack() as open_files:
        outs = {kind: open_files.enter_context(whole_file(folder / f"edges-{kind}.csv")) for kind in EdgeType}
        for kind, out in outs.items():
            ends = [":START_ID(node)", ":END_ID(node)"]
            _write(out, [*ends, *map(_typed, _edge_names(kind))], (), mark)
        for edge in store.edges():
            row = edge_row(edge, (text(edge.document) or "") if edge.spans else "")
            held: dict[str, Any] = row["properties"] | {"holders": holders[edge.key]}
            values = [edge.source, edge.target, *(held.get(name) for name in _edge_names(edge.type))]
            outs[edge.type].write(_line(values, mark))
    return [f"--relationships={kind}=./edges-{kind}.csv" for kind in EdgeType]


def _edge_names(kind: EdgeType) -> tuple[str, ...]:
    qualifier = (QUALIFIER[kind],) if kind in QUALIFIER else ()
    own = ("key", "weight", "method", "confidence", "document", *qualifier, *EDGE_PROPERTIES.get(kind, ()))
    return (*own, *_QUOTED, *(("holders",) if kind is EdgeType.BROADER else ()))


def _typed(name: str) -> str:
    """Return a column's name with its type, as the import reads it."""
    if name in _LISTS:
        return f"{name}:string[]"
    if name in _NUMBER_LISTS:
        return f"{name}:long[]"
    if name in _NUMBERS:
        return f"{name}:long"
    return f"{name}:{'double' if name == 'confidence' else 'boolean' if name == UNINDEXED else 'string'}"


def _write(out: BinaryIO, head: list[str], rows: Iterable[list[Any]], mark: str) -> None:
    out.write(f"{','.join(head)}\n".encode())
    for row in rows:
        out.write(_line(row, mark))


def _line(values: Iterable[Any], mark: str) -> bytes:
    return f"{','.join(_field(value, mark) for value in values)}\n".encode()


def _field(value: Any, mark: str) -> str:
    """Return a field: nothing for null, numbers bare, all else in quotes, so that an empty text stays one."""
    if value is None or value == []:
        return ""
    if isinstance(value, int | float):
        return str(value)
    items = cast("list[Any]", value) if isinstance(value, list) else [value]
    text = mark.join(map(str, items))
    return '"' + text.replace('"', '""') + '"'
