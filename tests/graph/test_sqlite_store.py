"""What lasts: loading twice, replacing, removing, failing half-way, and reading while another writes."""

from __future__ import annotations

import itertools
import sqlite3
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import sqlite_store, sqlite_write
from graph.model import Edge, EdgeType, Entity, Extraction, Label, ModelError, Node, StoreError
from graph.open import open_store
from graph.project import project
from graph.sqlite_store import SqliteStore
from graph.store import Change, Store, View
from tests.graph.builders import DRAMA, FILM, PLACE, TEXT, bare, document, extraction, passage


def content(store: SqliteStore) -> tuple[list[Node], list[Edge], list[tuple[str, str, str]]]:
    return list(store.nodes()), list(store.edges()), list(store.documents())


def of(*extractions: Extraction) -> tuple[list[Node], list[Edge]]:
    """What a store of these documents should hold, computed without one (texts all different)."""
    nodes: dict[str, Node] = {}
    edges: dict[str, Edge] = {}
    for one in extractions:
        found = project(one)
        nodes |= {node.id: node for node in found[0]}
        edges |= {edge.key: edge for edge in found[1]}
    return [nodes[key] for key in sorted(nodes)], [edges[key] for key in sorted(edges)]


def generation(store: SqliteStore) -> str:
    return store.view().identity


def other(name: str = "b") -> Extraction:
    return extraction(name, "又一份。" + TEXT)


def test_keeps_the_contract(store: SqliteStore) -> None:
    kept: Store = store
    view: View = kept.view()
    assert view.run("RETURN 1 AS one") == [{"one": 1}]


def test_holds_what_the_projection_says(store: SqliteStore) -> None:
    assert store.add(extraction()) is Change.ADDED
    assert store.add(other()) is Change.ADDED
    assert content(store)[:2] == of(extraction(), other())
    assert store.documents() == [("document:a", "a", "a.txt"), ("document:b", "b", "b.txt")]
    assert store.text("document:a") == TEXT
    assert store.text("document:none") is None


def test_the_same_again_changes_nothing(store: SqliteStore, path: Path) -> None:
    store.add(extraction())
    before, bytes_before = generation(store), path.read_bytes()
    assert store.add(extraction()) is Change.UNCHANGED
    assert generation(store) == before
    assert path.read_bytes() == bytes_before


def test_every_change_gives_a_new_identity(store: SqliteStore) -> None:
    seen = [generation(store)]
    for change in (
        lambda: store.add(extraction()),
        lambda: store.add(other()),
        lambda: store.remove("document:b"),
    ):
        change()
        seen.append(generation(store))
    assert len(set(seen)) == 4
    assert store.remove("document:b") is False
    assert generation(store) == seen[-1]


def test_a_changed_document_replaces_its_old_self(store: SqliteStore) -> None:
    store.add(extraction())
    changed = bare("a", "微短剧和杭州市。", FILM_IN_TEXT, PLACE)
    assert store.add(changed) is Change.REPLACED
    assert content(store)[:2] == of(changed)


FILM_IN_TEXT = Entity(id="industry:短剧", label=Label.INDUSTRY, name="短剧", kind="industry")


def test_removing_leaves_no_orphans_and_keeps_what_is_shared(store: SqliteStore) -> None:
    only_a = Entity(id="industry:牵头", label=Label.INDUSTRY, name="牵头")
    store.add(bare("x", "微短剧牵头，影视。", DRAMA, FILM, only_a))
    store.add(bare("y", "有微短剧和影视。", DRAMA, FILM))
    assert store.remove("document:x") is True
    assert content(store)[:2] == of(bare("y", "有微短剧和影视。", DRAMA, FILM))
    assert store.remove("y.txt") is True
    assert content(store) == ([], [], [])
    assert store.view().candidates("短剧", 10) == []


def test_a_source_stands_for_all_its_documents(store: SqliteStore) -> None:
    for name in "abc":
        one = bare(name, f"{name}微短剧。影视", DRAMA, FILM)
        source = "list.csv" if name != "c" else "c.txt"
        store.add(msgspec.structs.replace(one, document=msgspec.structs.replace(one.document, source=source)))
    assert store.remove("list.csv")
    assert [row[0] for row in store.documents()] == ["document:c"]


def test_lexicon_edges_live_as_long_as_a_document_asks_for_them(store: SqliteStore) -> None:
    loose = msgspec.structs.replace(DRAMA, broader=())
    store.add(bare("old", "微短剧", loose))
    store.add(bare("new", "微短剧影视", DRAMA, FILM))
    assert store.counts()["edges"]["BROADER"] == 1
    store.remove("document:new")
    assert store.counts()["edges"]["BROADER"] == 0
    assert store.counts()["nodes"]["Industry"] == 1


def same_text(store: SqliteStore) -> list[tuple[str, str]]:
    return [(edge.source, edge.target) for edge in store.edges() if edge.type is EdgeType.SAME_TEXT]


@pytest.mark.parametrize("order", list(itertools.permutations("abc")), ids="".join)
def test_equal_texts_are_joined_whatever_the_order(store: SqliteStore, order: tuple[str, ...]) -> None:
    for name in order:
        store.add(bare(name, "同一个微短剧，影视", DRAMA, FILM))
    store.add(bare("d", "另一个微短剧，影视", DRAMA, FILM))
    assert same_text(store) == [("document:b", "document:a"), ("document:c", "document:a")]
    store.remove("document:a")
    assert same_text(store) == [("document:c", "document:b")]
    store.add(bare("c", "改了的微短剧，影视", DRAMA, FILM))
    assert same_text(store) == []


def test_order_of_loading_does_not_show(tmp_path: Path) -> None:
    documents = [extraction(), other(), bare("z", "微短剧，影视", DRAMA, FILM)]
    seen: list[object] = []
    for number, order in enumerate((documents, documents[::-1])):
        with open_store(tmp_path / f"{number}.yimai") as store:
            for one in order:
                store.add(one)
            rows = store.view().run("MATCH (n)-[r]->(m) RETURN n.id AS a, r.key AS k, m.id AS b")
            seen.append((content(store), store.counts(), rows))
    assert seen[0] == seen[1]


def test_counts_name_every_kind(store: SqliteStore) -> None:
    empty = store.counts()
    assert list(empty["nodes"]) == sorted(Label)
    assert list(empty["edges"]) == sorted(EdgeType)
    assert not any(empty["nodes"].values())
    store.add(extraction())
    assert store.counts()["nodes"]["Passage"] == 3
    assert store.counts()["edges"]["USES"] == 2


def test_broken_extraction_changes_nothing(store: SqliteStore) -> None:
    store.add(extraction())
    before = content(store), generation(store)
    broken = msgspec.structs.replace(extraction(), text="短")
    with pytest.raises(ModelError):
        store.add(broken)
    assert (content(store), generation(store)) == before


def test_ids_of_another_document_are_refused(store: SqliteStore) -> None:
    store.add(extraction())
    front = passage("thief", 0, 0, TEXT.index("我市"))
    stolen = msgspec.structs.replace(extraction(), document=document("thief", TEXT, (front,)))
    with pytest.raises(ModelError, match="already belongs to the document 'document:a'"):
        store.add(msgspec.structs.replace(stolen, mentions=()))
    assert content(store)[:2] == of(extraction())


@pytest.mark.parametrize("step", ["_write_nodes", "_write_edges", "_relink", "_sweep", "bump"])
def test_a_failure_between_statements_leaves_the_old_state(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    store.add(extraction())
    store.add(other())
    before = content(store), generation(store)

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(sqlite_write, step, fail)
        with pytest.raises(KeyboardInterrupt):
            store.add(bare("a", "微短剧和影视。", DRAMA, FILM))
        if step in ("_relink", "_sweep", "bump"):
            with pytest.raises(KeyboardInterrupt):
                store.remove("document:b")
    assert (content(store), generation(store)) == before
    assert store.add(bare("a", "微短剧和影视。", DRAMA, FILM)) is Change.REPLACED


def test_batch_is_kept_at_its_end_and_failures_undo_one_document(store: SqliteStore, path: Path) -> None:
    with store.batch():
        store.add(extraction())
        with pytest.raises(ModelError):
            store.add(msgspec.structs.replace(extraction("bad"), text="短"))
        store.add(other())
        with open_store(path, readonly=True) as reader:
            assert reader.documents() == []
    assert content(store)[:2] == of(extraction(), other())


def test_batch_commits_now_and_then(store: SqliteStore, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_store, "BATCH", 2)
    with store.batch(), open_store(path, readonly=True) as reader:
        for number in range(5):
            store.add(bare(str(number), f"{number}影视", FILM))
            assert len(reader.documents()) == (number + 1) // 2 * 2


def test_batch_that_ends_in_an_error_keeps_whole_documents(store: SqliteStore, path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), store.batch():
        store.add(extraction())
        raise KeyboardInterrupt
    with open_store(path, readonly=True) as reader:
        assert content(reader)[:2] == of(extraction())
    with store.batch(), pytest.raises(StoreError, match="already open"), store.batch():
        pass


def test_view_in_a_batch_shows_only_what_is_kept(store: SqliteStore, path: Path) -> None:
    with store.batch():
        store.add(extraction())
        assert store.view().run("MATCH (d:Document) RETURN d.id AS id") == [{"id": "document:a"}]
        with open_store(path, readonly=True) as reader:
            assert len(reader.documents()) == 1


def test_readers_go_on_while_another_writes(store: SqliteStore, path: Path) -> None:
    store.add(extraction())
    with store.batch():
        store.add(other())
        with open_store(path, readonly=True) as reader:
            assert content(reader)[:2] == of(extraction())
            view = reader.view()
            assert view.run("MATCH (d:Document) RETURN count(d) AS n") == [{"n": 1}]
            assert view.evidence(["passage:a#2|INVOLVES|organization:市经信局|mentioned"])
    with open_store(path, readonly=True) as reader:
        assert content(reader)[:2] == of(extraction(), other())


def test_a_second_writer_is_told_so(store: SqliteStore, path: Path) -> None:
    with SqliteStore(path, timeout=0.05) as second, store.batch():
        store.add(extraction())
        with pytest.raises(StoreError, match="another program is writing"):
            second.add(other())
        with pytest.raises(StoreError, match="another program is writing"):
            SqliteStore(path, rebuild=True, timeout=0.05)
    assert content(store)[:2] == of(extraction())


def test_full_disk_loses_nothing(store: SqliteStore, path: Path) -> None:
    store.add(extraction())
    before = content(store)
    connection: sqlite3.Connection = store._connection  # pyright: ignore[reportPrivateUsage]
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="disk is full; free some space") as caught:
        store.add(bare("big", "影视" * 200_000, FILM))
    assert "\n" not in str(caught.value)
    assert content(store) == before
    connection.execute("PRAGMA max_page_count = 1000000")
    assert store.add(bare("big", "影视" * 2_000, FILM)) is Change.ADDED


ODD = st.text(
    alphabet=st.one_of(
        st.sampled_from("'\"`\\\0\n\r\t|{}$;%_*\u2028\u200b\ufeff😀𠮷é微短剧"),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=ODD, alias=ODD, title=ODD, around=ODD)
def test_any_text_comes_back_as_it_went_in(
    store: SqliteStore, name: str, alias: str, title: str, around: str
) -> None:
    entity = Entity(id=f"industry:{name}", label=Label.INDUSTRY, name=name, aliases=(alias,))
    one = bare("odd", around + name + around, entity)
    one = msgspec.structs.replace(
        one, document=msgspec.structs.replace(one.document, title=title, source=title + ".txt")
    )
    store.add(one)
    assert content(store)[:2] == of(one)
    assert store.documents() == [("document:odd", title, title + ".txt")]
    view = store.view()
    found = view.run(
        "MATCH (p:Passage)-[r:CONCERNS]->(i:Industry {id: $id}) WHERE i.name = $name "
        "RETURN i.id AS id, i.name AS name, i.aliases AS aliases, r.key AS key",
        {"id": entity.id, "name": name},
    )
    key = f"passage:odd#0|CONCERNS|{entity.id}|"
    assert found == [{"id": entity.id, "name": name, "aliases": [alias], "key": key}]
    (quotation,) = view.evidence([key])[key]
    assert quotation.exact == name
    assert name in quotation.sentence
    store.remove("document:odd")
    assert content(store) == ([], [], [])
