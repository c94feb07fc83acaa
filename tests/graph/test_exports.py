"""Exports: each is read back by a program that people use, holds the whole graph, and never differs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import networkx
import openpyxl
import pytest
import rdflib

from graph.exports.cells import harmless, printable
from graph.exports.linked_data import iri, write_json_ld
from graph.exports.neo4j_admin import write_import_files
from graph.exports.networks import write_gexf, write_graphml
from graph.exports.quoted import quoted_edges
from graph.exports.tables import write_tables
from graph.exports.workbook import write_sheets, write_workbook
from graph.model import Entity, Label, StoreError
from graph.sqlite_store import SqliteStore
from graph.store import Store
from tests.graph.builders import bare
from tests.graph.hostile import documents

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib uses it itself
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
SKOS = rdflib.SKOS


@pytest.fixture
def held(path: Path) -> Iterator[Store]:
    with SqliteStore(path) as store:
        for one in documents():
            store.add(one)
        yield store


def written(write: Callable[[Store, BinaryIO], None], store: Store) -> bytes:
    out = io.BytesIO()
    write(store, out)
    return out.getvalue()


@pytest.mark.parametrize("write", [write_graphml, write_gexf, write_json_ld, write_workbook])
def test_the_same_graph_gives_the_same_bytes(
    write: Callable[[Store, BinaryIO], None], held: Store, tmp_path: Path
) -> None:
    with SqliteStore(tmp_path / "backwards.yimai") as other:
        for one in reversed(documents()):
            other.add(one)
        assert written(write, held) == written(write, other)


@pytest.mark.parametrize(
    ("write", "read"), [(write_graphml, networkx.read_graphml), (write_gexf, networkx.read_gexf)]
)
def test_networkx_reads_every_node_and_edge(
    write: Callable[[Store, BinaryIO], None], read: Callable[[io.BytesIO], networkx.Graph], held: Store
) -> None:
    graph = read(io.BytesIO(written(write, held)))
    assert isinstance(graph, networkx.MultiDiGraph)
    nodes, edges = {printable(node.id): node for node in held.nodes()}, list(quoted_edges(held))
    assert set(graph) == set(nodes)
    assert {name: data["name"] for name, data in graph.nodes(data=True)} == {
        id_: printable(node.name) for id_, node in nodes.items()
    }
    assert sorted((source, target) for source, target in graph.edges()) == sorted(
        (printable(edge.source), printable(edge.target)) for edge, _ in edges
    )
    told = sorted(data["sentences"] for *_, data in graph.edges(data=True) if data.get("sentences"))
    wanted = sorted(printable("\n".join(item.sentence for item in quoted)) for _, quoted in edges if quoted)
    # XML gives every line break back as one and the same.
    assert [text.split() for text in told] == [text.split() for text in wanted]


def test_json_ld_holds_concepts_and_quotations(held: Store) -> None:
    graph = rdflib.Graph().parse(data=written(write_json_ld, held), format="json-ld")
    texts = {document: held.text(document) or "" for document, *_ in held.documents()}
    annotations = list(graph.subjects(rdflib.RDF.type, OA.Annotation))
    assert len(annotations) == sum(len(quoted) for _, quoted in quoted_edges(held)) > 10
    named = {iri(document): document for document in texts}
    for annotation in annotations:
        target = graph.value(annotation, OA.hasTarget)
        text = texts[named[str(graph.value(target, OA.hasSource))]]
        selectors = list(graph.objects(target, OA.hasSelector))
        (place,) = [one for one in selectors if graph.value(one, OA.start) is not None]
        (words,) = [one for one in selectors if graph.value(one, OA.exact) is not None]
        start, end = int(str(graph.value(place, OA.start))), int(str(graph.value(place, OA.end)))
        assert text[start:end] == str(graph.value(words, OA.exact))
    drama = rdflib.URIRef(iri("industry:微短剧"))
    assert (drama, SKOS.broader, rdflib.URIRef(iri("industry:影视"))) in graph
    assert (drama, SKOS.altLabel, rdflib.Literal("短剧", lang="zh")) in graph
    proposal = rdflib.URIRef(iri("proposal:plain#1"))
    authors = {str(one) for one in graph.objects(proposal, rdflib.URIRef("https://schema.org/author"))}
    assert authors == {iri("member:cppcc:330100|张三")}


def test_tables_hold_every_row_and_no_formula(held: Store, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "tables"
    write_tables(held, folder)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    write_tables(held, folder)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    assert all(content.startswith(b"\xef\xbb\xbf") for content in before.values())
    rows = {
        name: list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        for name, content in before.items()
    }
    counts = held.counts()
    assert len(rows["edges.csv"]) == sum(counts["edges"].values())
    assert sum(
        len(found) for name, found in rows.items() if name not in {"edges.csv", "quotations.csv"}
    ) == sum(counts["nodes"].values())
    assert not [
        cell
        for found in rows.values()
        for row in found
        for cell in row.values()
        if cell[:1] in "=@\t" and cell
    ]
    instruments = {row["id"]: row for row in rows["instruments.csv"]}
    assert any(row["name"].startswith("'=HYPERLINK") for row in instruments.values())
    texts = {document: held.text(document) or "" for document, *_ in held.documents()}
    for row in rows["quotations.csv"]:
        exact = texts[row["document"]][int(row["start"]) : int(row["end"])]
        assert row["exact"] == harmless(exact)


def test_a_workbook_opens_with_every_row_as_text(held: Store) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(write_workbook, held)))
    counts = held.counts()
    assert book["edges"].max_row == sum(counts["edges"].values()) + 1
    assert book["instruments"].max_row == counts["nodes"]["Instrument"] + 1
    names = [cell for cell in book["instruments"]["B"] if str(cell.value).startswith("=HYPERLINK")]
    assert [cell.data_type for cell in names] == ["s"]


def test_a_sheet_that_is_full_goes_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.exports.workbook._ROWS", 3)
    monkeypatch.setattr("graph.exports.workbook._LONGEST", 5)
    out = io.BytesIO()
    write_sheets(
        out, [("表", ("a",), [(number,) for number in range(7)]), ("长", ("b",), [("六个字的文本",)])]
    )
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["表", "表 2", "表 3", "长"]
    assert [cell.value for cell in book["表 3"]["A"]] == ["a", 6]
    assert book["长"]["A2"].value == "六个字的…"


def test_an_empty_graph_can_be_exported(sqlite_store: SqliteStore, tmp_path: Path) -> None:
    write_tables(sqlite_store, tmp_path / "empty")
    assert (tmp_path / "empty" / "members.csv").read_text("utf-8-sig").splitlines() == [
        "id,name,aliases,body"
    ]
    assert networkx.read_graphml(io.BytesIO(written(write_graphml, sqlite_store))).number_of_nodes() == 0
    assert len(rdflib.Graph().parse(data=written(write_json_ld, sqlite_store), format="json-ld")) == 0
    assert "edges" in openpyxl.load_workbook(io.BytesIO(written(write_workbook, sqlite_store))).sheetnames


def test_a_place_that_cannot_be_written_is_named(held: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="file"):
        write_tables(held, tmp_path / "file")


def test_lists_are_parted_by_what_no_item_holds(path: Path, tmp_path: Path) -> None:
    """An alias that no text holds may hold the mark, too."""
    entity = Entity(id="industry:影视", label=Label.INDUSTRY, name="影视", aliases=("\ue001电影", "片"))
    with SqliteStore(path) as store:
        store.add(bare("a", "\ue000影视", entity))
    arguments = write_import_files(str(path), tmp_path / "files")
    assert "--array-delimiter=U+E002" in arguments
    told = (tmp_path / "files" / "nodes-Industry.csv").read_text(encoding="utf-8")
    assert '"\ue001电影\ue002片"' in told
