"""The whole way round in either store: in, read, asked, exported and out again, in any order and pieces."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import networkx
import pytest

from graph.doctor import examine
from graph.exports.cells import harmless
from graph.exports.linked_data import write_json_ld
from graph.exports.networks import write_graphml
from graph.exports.tables import write_tables
from graph.model import Extraction, Label, QueryError
from graph.open import open_store
from graph.store import Store
from queries.ask import ask
from tests.graph.builders import extraction
from tests.graph.content import content, of
from tests.graph.hostile import STRINGS, documents


def test_hostile_documents_go_in_and_out_unchanged(store: Store, tmp_path: Path) -> None:
    corpus = documents()
    with store.batch():
        for one in corpus:
            store.add(one)
    assert content(store)[:2] == of(*corpus)
    assert [store.text(one.document.id) for one in corpus] == [one.text for one in corpus]
    assert list(examine(store)) == []
    check_answers(store)
    check_tables(store, tmp_path)
    for one in corpus:
        assert store.remove(one.document.id)
    assert content(store) == ([], [], [])


def check_answers(store: Store) -> None:
    """Every hostile name is found by itself, and its sentence quotes it."""
    view = store.view()
    for string in STRINGS:
        name = " ".join(string.split())
        key = f"instrument:{name}"
        (row,) = view.run(
            "MATCH (n:Instrument) WHERE n.name = $name RETURN n.id AS id, n.aliases AS aliases",
            {"name": name},
        )
        assert row == {"id": key, "aliases": [name, f"又名 {name}"]}
        if "\x00" in name:
            with pytest.raises(QueryError, match="不能是"):
                ask(view, "around", name=key, steps=1)
        else:
            assert ask(view, "around", name=key, steps=1).rows == ()  # no proposal names it
            found = ask(view, "search", text=name, kind="instrument").rows
            assert key in {row["id"] for row in found}
        edges = view.run(
            "MATCH (:Passage)-[r:USES]->(n:Instrument {id: $id}) RETURN r.key AS key", {"id": key}
        )
        (quotations,) = view.evidence([str(edges[0]["key"])]).values()
        assert {one.exact for one in quotations} == {name}
        assert all(name in one.sentence for one in quotations)


def check_tables(store: Store, folder: Path) -> None:
    """The tables hold every name; none of their cells begins a formula."""
    write_tables(store, folder)
    told = (folder / "instruments.csv").read_text(encoding="utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(told, newline="")) for cell in row]
    assert not any(cell.startswith(("=", "@", "+")) for cell in cells)
    for node in store.nodes():
        if node.label is Label.INSTRUMENT:
            assert harmless(node.name) in cells
    graph = networkx.read_graphml(io.BytesIO(exported(store, write_graphml)))
    assert len(graph) == sum(store.counts()["nodes"].values())


def exported(store: Store, write: Callable[[Store, io.BytesIO], None]) -> bytes:
    out = io.BytesIO()
    write(store, out)
    return out.getvalue()


def fingerprint(store: Store) -> str:
    """Return the hash of the graph's sorted export, texts and claims included."""
    digest = sha256(exported(store, write_json_ld))
    for part in (store.nodes(), store.edges(), store.holdings()):
        for record in part:
            digest.update(f"{record}\n".encode())
    return digest.hexdigest()


def load(store: Store, corpus: list[Extraction], pieces: int) -> None:
    """Load in pieces, a batch each; one by one with none."""
    if not pieces:
        for one in corpus:
            store.add(one)
        return
    step = -(-len(corpus) // pieces)
    for start in range(0, len(corpus), step):
        with store.batch():
            for one in corpus[start : start + step]:
                store.add(one)


def test_order_pieces_and_repeats_give_the_same_graph(store: Store, place: str | Path) -> None:
    corpus = [*documents(), extraction("copy"), extraction("again", "又一份。" + extraction().text)]
    load(store, corpus, 1)
    wanted = fingerprint(store)
    identity = store.view().identity
    load(store, corpus, 1)
    load(store, corpus[::-1], 0)
    assert (fingerprint(store), store.view().identity) == (wanted, identity)
    ways = (([*corpus[5:], *corpus[:5]], 3), (corpus[::-1], 1), (corpus[::2] + corpus[1::2], 0))
    for order, pieces in ways:
        with open_store(place, rebuild=True) as again:
            load(again, order, pieces)
            assert fingerprint(again) == wanted


@pytest.mark.parametrize("batched", [True, False])
def test_a_document_that_came_and_went_leaves_no_trace(store: Store, batched: bool) -> None:
    corpus = documents()
    load(store, corpus[2:], int(batched))
    wanted = fingerprint(store)
    load(store, corpus[:2], int(batched))
    changed = [extraction(one.document.id.removeprefix("document:")) for one in corpus[2:4]]
    load(store, changed, int(batched))
    assert fingerprint(store) != wanted
    for one in corpus[:2]:
        assert store.remove(one.document.id)
    load(store, corpus[2:4], int(batched))
    assert fingerprint(store) == wanted
