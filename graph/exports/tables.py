"""The graph as tables: one of each kind of node, one of the edges, one of the quotations behind them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from itertools import groupby, islice
from pathlib import Path

from graph.exports.cells import cell, harmless
from graph.exports.files import make_folder, whole_file
from graph.exports.quoted import quoted_edges
from graph.model import Edge, Evidence, Label, Node
from graph.properties import NODE_PROPERTIES
from graph.store import Store

Row = tuple[str | int | float, ...]

EDGE_COLUMNS = (
    *("key", "source", "type", "target", "qualifier", "titles"),
    *("document", "weight", "method", "confidence"),
)
"""Columns of the edges; ``weight`` counts the quotations."""
QUOTATION_COLUMNS = ("edge", "document", "document_name", "start", "end", "exact", "sentence")
"""Columns of the quotations; offsets are code points into the document's text, end exclusive."""

_PASSAGES = 500
"""Passages whose words are fetched at once."""
_ORDER = sorted(Label, key=lambda label: f"{label.lower()}:")
"""Kinds of nodes as a store yields them: by id, which begins with the kind."""


def write_tables(store: Store, folder: Path) -> None:
    """Write the graph as a folder of CSV files: UTF-8 with a mark that tells Excel so, one head line each.

    Lists are joined by ``；``; text that a table program would take for a formula begins with an apostrophe.

    Raises:
        StoreError: the store cannot be read, or a file cannot be written.
    """
    make_folder(folder)
    for label, rows in nodes_by_kind(store):
        _write_csv(folder / f"{table_name(label)}.csv", node_columns(label), node_rows(store, label, rows))
    _write_csv(folder / "edges.csv", EDGE_COLUMNS, map(edge_row, store.edges()))
    _write_csv(folder / "quotations.csv", QUOTATION_COLUMNS, quotation_rows(store))


def table_name(label: Label) -> str:
    """Return the name of the table of a kind of node: ``members`` for Member."""
    return f"{label.lower().removesuffix('y')}ies" if label.endswith("y") else f"{label.lower()}s"


def nodes_by_kind(store: Store) -> Iterator[tuple[Label, Iterable[Node]]]:
    """Yield each kind with its nodes, kinds without any too; take the nodes before asking for the next."""
    groups = groupby(store.nodes(), key=lambda node: node.label)
    found = next(groups, None)
    for label in _ORDER:
        if found is None or found[0] is not label:
            yield label, ()
            continue
        yield found
        found = next(groups, None)


def node_columns(label: Label) -> tuple[str, ...]:
    """Return the columns of the table of a kind of node; passages have their words in the last."""
    return ("id", "name", *NODE_PROPERTIES[label], *(("text",) if label is Label.PASSAGE else ()))


def node_rows(store: Store, label: Label, nodes: Iterable[Node]) -> Iterator[Row]:
    """Yield the rows of nodes of one kind, in their order."""
    names = NODE_PROPERTIES[label]
    if label is not Label.PASSAGE:
        yield from ((node.id, node.name, *_values(node, names)) for node in nodes)
        return
    view, waiting = store.view(), iter(nodes)
    while some := list(islice(waiting, _PASSAGES)):
        words = view.passages(node.id for node in some)
        yield from (
            (node.id, node.name, *_values(node, names), words[node.id].text if node.id in words else "")
            for node in some
        )


def edge_row(edge: Edge) -> Row:
    """Return an edge as a row of ``EDGE_COLUMNS``."""
    titles = cell(edge.properties.get("titles"))
    ends = (edge.key, edge.source, str(edge.type), edge.target, edge.qualifier, titles, edge.document)
    return (*ends, len(edge.spans), edge.method, edge.confidence)


def quotation_rows(store: Store) -> Iterator[Row]:
    """Yield the quotations as rows of ``QUOTATION_COLUMNS``, by edge and offset."""
    for edge, quoted in quoted_edges(store):
        yield from (_quotation(edge, item) for item in quoted)


def _quotation(edge: Edge, item: Evidence) -> Row:
    return (
        edge.key,
        item.document,
        item.document_name,
        item.start,
        item.end,
        item.exact,
        item.sentence,
    )


def _values(node: Node, names: Iterable[str]) -> Iterator[str | int | float]:
    return (cell(node.properties.get(name)) for name in names)


def _write_csv(path: Path, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    with whole_file(path) as out:
        text = TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows(tuple(map(harmless, row)) for row in rows)
        text.flush()
        text.detach()
