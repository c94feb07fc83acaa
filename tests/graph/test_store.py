"""The contract that every store keeps: each test runs on the embedded store and on a real Neo4j."""

from __future__ import annotations

import itertools
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model import EdgeType, Entity, Label, ModelError, QueryError, StoreError
from graph.open import open_store
from graph.store import Change, Store, View
from tests.graph.builders import DRAMA, FILM, PLACE, TEXT, bare, document, extraction, passage
from tests.graph.content import content, generation, of, other

FILM_IN_TEXT = Entity(id="industry:短剧", label=Label.INDUSTRY, name="短剧", kind="industry")


def test_keeps_the_contract(store: Store) -> None:
    kept: Store = store
    view: View = kept.view()
    assert view.run("RETURN 1 AS one") == [{"one": 1}]


def test_holds_what_the_projection_says(store: Store) -> None:
    assert store.add(extraction()) is Change.ADDED
    assert store.add(other()) is Change.ADDED
    assert content(store)[:2] == of(extraction(), other())
    assert store.documents() == [("document:a", "a", "a.txt"), ("document:b", "b", "b.txt")]
    assert store.text("document:a") == TEXT
    assert store.text("document:none") is None


def test_every_change_gives_a_new_identity(store: Store) -> None:
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


def test_what_was_read_is_noted_until_a_document_changes(store: Store) -> None:
    store.add(extraction())
    assert store.reading("document:a") == ""
    store.note_reading("document:a", "one")
    store.note_reading("document:none", "two")
    assert (store.reading("document:a"), store.reading("document:none")) == ("one", "")
    assert store.add(extraction()) is Change.UNCHANGED
    assert store.reading("document:a") == "one"
    with store.batch():
        store.add(other())
        store.note_reading("document:b", "three")
        store.note_reading("document:a", "four")
        assert (store.reading("document:a"), store.reading("document:b")) == ("four", "three")
        store.add(bare("a", "微短剧和杭州市。", FILM_IN_TEXT, PLACE))
        assert store.reading("document:a") == ""
    assert (store.reading("document:a"), store.reading("document:b")) == ("", "three")
    store.remove("document:b")
    store.add(other())
    assert store.reading("document:b") == ""


def test_noting_what_was_read_changes_no_graph(store: Store) -> None:
    store.add(extraction())
    before = generation(store)
    store.note_reading("document:a", "one")
    assert generation(store) == before


def test_a_changed_document_replaces_its_old_self(store: Store) -> None:
    store.add(extraction())
    changed = bare("a", "微短剧和杭州市。", FILM_IN_TEXT, PLACE)
    assert store.add(changed) is Change.REPLACED
    assert content(store)[:2] == of(changed)


def test_removing_leaves_no_orphans_and_keeps_what_is_shared(store: Store) -> None:
    only_a = Entity(id="industry:牵头", label=Label.INDUSTRY, name="牵头")
    store.add(bare("x", "微短剧牵头，影视。", DRAMA, FILM, only_a))
    store.add(bare("y", "有微短剧和影视。", DRAMA, FILM))
    assert store.remove("document:x") is True
    assert content(store)[:2] == of(bare("y", "有微短剧和影视。", DRAMA, FILM))
    assert store.remove("y.txt") is True
    assert content(store) == ([], [], [])
    assert store.view().candidates("短剧", 10) == []


def test_a_source_stands_for_all_its_documents(store: Store) -> None:
    for name in "abc":
        one = bare(name, f"{name}微短剧。影视", DRAMA, FILM)
        source = "list.csv" if name != "c" else "c.txt"
        store.add(msgspec.structs.replace(one, document=msgspec.structs.replace(one.document, source=source)))
    assert store.remove("list.csv")
    assert [row[0] for row in store.documents()] == ["document:c"]


def test_lexicon_edges_live_as_long_as_a_document_asks_for_them(store: Store) -> None:
    loose = msgspec.structs.replace(DRAMA, broader=())
    store.add(bare("old", "微短剧", loose))
    store.add(bare("new", "微短剧影视", DRAMA, FILM))
    assert store.counts()["edges"]["BROADER"] == 1
    store.remove("document:new")
    assert store.counts()["edges"]["BROADER"] == 0
    assert store.counts()["nodes"]["Industry"] == 1


def same_text(store: Store) -> list[tuple[str, str]]:
    return [(edge.source, edge.target) for edge in store.edges() if edge.type is EdgeType.SAME_TEXT]


@pytest.mark.parametrize("order", list(itertools.permutations("abc")), ids="".join)
def test_equal_texts_are_joined_whatever_the_order(store: Store, order: tuple[str, ...]) -> None:
    for name in order:
        store.add(bare(name, "同一个微短剧，影视", DRAMA, FILM))
    store.add(bare("d", "另一个微短剧，影视", DRAMA, FILM))
    assert same_text(store) == [("document:b", "document:a"), ("document:c", "document:a")]
    store.remove("document:a")
    assert same_text(store) == [("document:c", "document:b")]
    store.add(bare("c", "改了的微短剧，影视", DRAMA, FILM))
    assert same_text(store) == []


def test_counts_name_every_kind(store: Store) -> None:
    empty = store.counts()
    assert list(empty["nodes"]) == sorted(Label)
    assert list(empty["edges"]) == sorted(EdgeType)
    assert not any(empty["nodes"].values())
    store.add(extraction())
    assert store.counts()["nodes"]["Passage"] == 3
    assert store.counts()["edges"]["USES"] == 2


def test_broken_extraction_changes_nothing(store: Store) -> None:
    store.add(extraction())
    before = content(store), generation(store)
    broken = msgspec.structs.replace(extraction(), text="短")
    with pytest.raises(ModelError):
        store.add(broken)
    assert (content(store), generation(store)) == before


def test_ids_of_another_document_are_refused(store: Store) -> None:
    store.add(extraction())
    front = passage("thief", 0, 0, TEXT.index("我市"))
    stolen = msgspec.structs.replace(extraction(), document=document("thief", TEXT, (front,)))
    before = generation(store)
    with pytest.raises(ModelError, match="already belongs to the document 'document:a'"):
        store.add(msgspec.structs.replace(stolen, mentions=()))
    assert content(store)[:2] == of(extraction())
    assert generation(store) == before


def test_batch_is_kept_at_its_end_and_failures_undo_one_document(store: Store, place: str | Path) -> None:
    with store.batch():
        store.add(extraction())
        with pytest.raises(ModelError):
            store.add(msgspec.structs.replace(extraction("bad"), text="短"))
        store.add(other())
        with open_store(place, readonly=True) as reader:
            assert reader.documents() == []
    assert content(store)[:2] == of(extraction(), other())


def test_batch_that_ends_in_an_error_keeps_whole_documents(store: Store, place: str | Path) -> None:
    with pytest.raises(KeyboardInterrupt), store.batch():
        store.add(extraction())
        raise KeyboardInterrupt
    with open_store(place, readonly=True) as reader:
        assert content(reader)[:2] == of(extraction())
    with store.batch(), pytest.raises(StoreError, match="already open"), store.batch():
        pass


def test_view_in_a_batch_shows_only_what_is_kept(store: Store, place: str | Path) -> None:
    with store.batch():
        store.add(extraction())
        assert store.view().run("MATCH (d:Document) RETURN d.id AS id") == [{"id": "document:a"}]
        with open_store(place, readonly=True) as reader:
            assert len(reader.documents()) == 1


def test_readers_go_on_while_another_writes(store: Store, place: str | Path) -> None:
    store.add(extraction())
    with store.batch():
        store.add(other())
        with open_store(place, readonly=True) as reader:
            assert content(reader)[:2] == of(extraction())
            view = reader.view()
            assert view.run("MATCH (d:Document) RETURN count(d) AS n") == [{"n": 1}]
            assert view.evidence(["passage:a#2|INVOLVES|organization:市经信局|mentioned"])
    with open_store(place, readonly=True) as reader:
        assert content(reader)[:2] == of(extraction(), other())


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
    store: Store, name: str, alias: str, title: str, around: str
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


def test_order_of_loading_does_not_show(store: Store) -> None:
    documents = [extraction(), other(), bare("z", "微短剧，影视", DRAMA, FILM)]
    seen: list[object] = []
    for order in (documents, documents[::-1]):
        for one in order:
            store.add(one)
        rows = store.view().run("MATCH (n)-[r]->(m) RETURN n.id AS a, r.key AS k, m.id AS b")
        seen.append((content(store), store.counts(), sorted(rows, key=lambda row: str(row["k"]))))
        for id_, _, _ in store.documents():
            store.remove(id_)
        assert content(store) == ([], [], [])
    assert seen[0] == seen[1]


def test_loading_many_documents_in_a_batch_equals_one_by_one(store: Store) -> None:
    documents = [
        bare(f"{n:03}", f"第{n % 20}份微短剧，影视。", *((DRAMA, FILM) if n % 3 else (FILM,)))
        for n in range(30)
    ]
    with store.batch():
        for one in documents:
            assert store.add(one) is Change.ADDED
    batched = content(store)
    assert len(batched[2]) == 30
    with store.batch():
        assert {store.add(one) for one in documents} == {Change.UNCHANGED}
    for one in documents:
        store.remove(one.document.id)
        store.add(one)
    assert content(store) == batched


def test_what_a_batch_remembers_is_forgotten_when_it_goes(store: Store) -> None:
    """Between two transactions of a batch a shared thing goes with its last document, and comes again."""
    with store.batch():
        store.add(bare("a", "微短剧，影视", DRAMA, FILM))
        store.view()
        store.add(bare("b", "又说微短剧，影视", DRAMA, FILM))
        store.add(bare("b", "没有说", *()))
        store.add(bare("a", "什么也没有", *()))
        store.view()
        store.add(bare("c", "再说微短剧，影视", DRAMA, FILM))
    kept = bare("a", "什么也没有"), bare("b", "没有说"), bare("c", "再说微短剧，影视", DRAMA, FILM)
    assert content(store)[:2] == of(*kept)
    assert store.view().candidates("短剧", 10) == ["industry:微短剧", "passage:c#0"]


def test_a_batch_notices_what_another_writer_takes_away(store: Store, place: str | Path) -> None:
    with store.batch():
        store.add(bare("a", "微短剧，影视", DRAMA, FILM))
        store.view()
        with open_store(place) as other_writer:
            assert other_writer.remove("document:a")
        store.add(bare("b", "又说微短剧，影视", DRAMA, FILM))
        store.view()
        store.add(bare("c", "再说微短剧，影视", DRAMA, FILM))
    kept = bare("b", "又说微短剧，影视", DRAMA, FILM), bare("c", "再说微短剧，影视", DRAMA, FILM)
    assert content(store)[:2] == of(*kept)
    assert store.remove("document:b")
    assert store.remove("document:c")
    assert content(store) == ([], [], [])


def test_one_document_twice_in_a_batch_is_its_last_self(store: Store) -> None:
    with store.batch():
        assert store.add(bare("a", "微短剧，影视", DRAMA, FILM)) is Change.ADDED
        assert store.add(bare("a", "影视", FILM)) is Change.REPLACED
        assert store.add(bare("a", "影视", FILM)) is Change.UNCHANGED
    assert content(store)[:2] == of(bare("a", "影视", FILM))


def test_ids_of_a_document_in_the_same_batch_are_refused_too(store: Store) -> None:
    front = passage("thief", 0, 0, TEXT.index("我市"))
    stolen = msgspec.structs.replace(extraction(), document=document("thief", TEXT, (front,)), mentions=())
    with pytest.raises(ModelError, match="already belongs to the document 'document:a'"), store.batch():
        store.add(extraction())
        store.add(stolen)
    assert content(store)[:2] == of(extraction())
    assert store.add(other()) is Change.ADDED


def test_removing_and_adding_again_in_a_batch(store: Store) -> None:
    with store.batch():
        assert store.add(extraction()) is Change.ADDED
        assert store.remove("document:a")
        assert store.add(extraction()) is Change.ADDED
    assert content(store)[:2] == of(extraction())


def test_passages_come_with_their_words_and_place(store: Store) -> None:
    store.add(extraction())
    (found,) = store.view().passages(["passage:a#2", "passage:none", "industry:微短剧"]).items()
    assert found[0] == "passage:a#2"
    assert (found[1].document, found[1].document_name) == ("document:a", "a")
    assert TEXT[found[1].start :] == found[1].text == "\n市经信局牵头。\n"[1:]


def test_a_view_cannot_write(store: Store) -> None:
    store.add(extraction())
    before = content(store), generation(store)
    for statement in (
        "CREATE (n:Industry {id: 'industry:x'})",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n:Industry) SET n.name = 'x'",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "CALL db.labels() YIELD label RETURN label",
        "SHOW TRANSACTIONS",
    ):
        with pytest.raises(QueryError):
            store.view().run(statement)
    assert (content(store), generation(store)) == before


def test_a_statement_that_is_not_valid_is_told_in_one_line(store: Store) -> None:
    for statement, parameters in (("MATCH (n RETURN n", {}), ("RETURN $missing AS x", {"other": 1})):
        with pytest.raises(QueryError, match="Cypher") as caught:
            store.view().run(statement, parameters)
        assert "\n" not in str(caught.value)


def test_rebuilding_starts_clean(store: Store, place: str | Path) -> None:
    store.add(extraction())
    before = generation(store)
    with open_store(place, rebuild=True) as rebuilt:
        assert content(rebuilt) == ([], [], [])
        assert generation(rebuilt).split(".")[0] != before.split(".")[0]
        assert rebuilt.add(other()) is Change.ADDED
