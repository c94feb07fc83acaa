"""Who speaks for whom, who handles a proposal, what a reply answers: projection, refusals, both stores."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from graph.model import (
    DocumentType,
    Edge,
    EdgeType,
    Entity,
    Extraction,
    Handler,
    HandlerRole,
    Label,
    ModelError,
    Outcome,
    Proposal,
    Proposer,
    ProposerRole,
    Reply,
    Shape,
)
from graph.project import project
from graph.store import Store
from tests.graph.builders import document, passage
from tests.graph.content import content, of

TEXT = (
    "关于食堂提案的答复\n李四代表民建市委会：\n"
    "您提出的《关于办好食堂的提案》收悉，会同市财政局研究。\n市民政局\n"
)
SPEAKER = Entity(id="member:cppcc:330100/李四", label=Label.MEMBER, name="李四", body="cppcc:330100")
PARTY = Entity(id="organization:民建市委会", label=Label.ORGANIZATION, name="民建市委会")
BUREAU = Entity(id="organization:市民政局", label=Label.ORGANIZATION, name="市民政局")
MONEY = Entity(id="organization:市财政局", label=Label.ORGANIZATION, name="市财政局")
TITLE = "关于办好食堂的提案"


def at(words: str, text: str) -> dict[str, int]:
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def proposal(key: str, title: str, kind: DocumentType, text: str, **more: Any) -> Proposal:
    fields: dict[str, Any] = {
        "number": None, "position": 1, "year": 2025, "members": (), "organizations": (), "passages": ()
    } | more  # fmt: skip
    return Proposal(id=key, title=title, document_type=kind, **at(title, text), **fields)


def reply(name: str = "r", text: str = TEXT, outcome: Outcome | None = Outcome.B) -> Extraction:
    """A reply of 市民政局 to a proposal that 李四 made for 民建市委会."""
    own, asked = f"proposal:{name}#1", f"proposal:{name}#2"
    answer = proposal(
        own, "关于食堂提案的答复", DocumentType.REPLY, text, passages=(passage(name, 1, 0, len(text)),)
    )
    speaker = Proposer(
        id=SPEAKER.id, name="李四", role=ProposerRole.SPEAKER, **at("李四", text), spoke_for=PARTY.id
    )
    body = Proposer(id=PARTY.id, name="民建市委会", role=ProposerRole.LEAD, **at("民建市委会", text))
    answered = proposal(
        asked,
        TITLE,
        DocumentType.PROPOSAL,
        text,
        position=2,
        members=(speaker,),
        organizations=(body,),
        handlers=(
            Handler(id=BUREAU.id, name="市民政局", role=HandlerRole.MAIN, **at("市民政局", text)),
            Handler(id=MONEY.id, name="市财政局", role=HandlerRole.CO, **at("市财政局", text)),
        ),
    )
    return Extraction(
        document=document(name, text, shape=Shape.REPLY),
        text=text,
        proposals=(answer, answered),
        mentions=(),
        entities=(SPEAKER, PARTY, BUREAU, MONEY),
        replies=(Reply(reply=own, proposal=asked, outcome=outcome, **at(TITLE, text)),),
    )


def edges(given: Extraction, kind: EdgeType) -> list[Edge]:
    return [edge for edge in project(given)[1] if edge.type is kind]


def quoted(edge: Edge) -> list[str]:
    return [span.exact for span in edge.spans]


def asked(change: Callable[[Proposal], Proposal]) -> Extraction:
    """The reply with its answered proposal changed."""
    base = reply()
    return msgspec.structs.replace(base, proposals=(base.proposals[0], change(base.proposals[1])))


def test_spoke_for_is_qualified_by_its_proposal() -> None:
    (edge,) = edges(reply(), EdgeType.SPOKE_FOR)
    assert edge.key == f"{SPEAKER.id}|SPOKE_FOR|{PARTY.id}|proposal:r#2"
    assert edge.document == "document:r"
    assert quoted(edge) == ["李四代表民建市委会"]


def test_the_quotation_holds_both_names_whichever_stands_first() -> None:
    text = TEXT.replace("李四代表民建市委会", "民建市委会（李四宣读）")
    (edge,) = edges(reply(text=text), EdgeType.SPOKE_FOR)
    assert quoted(edge) == ["民建市委会（李四"]


def test_a_speaker_and_the_body_both_propose() -> None:
    assert {(edge.source, edge.qualifier) for edge in edges(reply(), EdgeType.PROPOSED)} == {
        (SPEAKER.id, "speaker"),
        (PARTY.id, "lead"),
    }


def test_who_speaks_for_nobody_gives_no_edge() -> None:
    def alone(item: Proposal) -> Proposal:
        (one,) = item.members
        return msgspec.structs.replace(item, members=(msgspec.structs.replace(one, spoke_for=None),))

    assert edges(asked(alone), EdgeType.SPOKE_FOR) == []


def test_two_proposals_of_one_document_say_it_twice() -> None:
    base = reply()
    again = msgspec.structs.replace(base.proposals[1], id="proposal:r#3", position=3)
    found = edges(msgspec.structs.replace(base, proposals=(*base.proposals, again)), EdgeType.SPOKE_FOR)
    assert [edge.qualifier for edge in found] == ["proposal:r#2", "proposal:r#3"]


def test_handlers_are_qualified_by_their_role() -> None:
    found = edges(reply(), EdgeType.HANDLED_BY)
    assert [(edge.source, edge.target, edge.qualifier, quoted(edge)) for edge in found] == [
        ("proposal:r#2", BUREAU.id, "main", ["市民政局"]),
        ("proposal:r#2", MONEY.id, "co", ["市财政局"]),
    ]


def test_one_body_in_both_roles_is_two_edges() -> None:
    def both(item: Proposal) -> Proposal:
        main, co = item.handlers
        twice = msgspec.structs.replace(co, id=main.id, name=main.name)
        return msgspec.structs.replace(item, handlers=(main, twice))

    found = edges(asked(both), EdgeType.HANDLED_BY)
    assert [(edge.target, edge.qualifier) for edge in found] == [(BUREAU.id, "co"), (BUREAU.id, "main")]


def test_one_handler_named_twice_is_one_edge_with_both_places() -> None:
    def twice(item: Proposal) -> Proposal:
        main = item.handlers[0]
        return msgspec.structs.replace(item, handlers=(main, msgspec.structs.replace(main, start=0, end=2)))

    (edge,) = edges(asked(twice), EdgeType.HANDLED_BY)
    assert quoted(edge) == ["关于", "市民政局"]


@pytest.mark.parametrize("outcome", [*Outcome, None])
def test_a_reply_is_qualified_by_its_outcome(outcome: Outcome | None) -> None:
    (edge,) = edges(reply(outcome=outcome), EdgeType.REPLIES_TO)
    assert (edge.source, edge.target) == ("proposal:r#1", "proposal:r#2")
    assert edge.qualifier == (outcome.value if outcome else "")
    assert quoted(edge) == [TITLE]


def _speaker(**fields: Any) -> Callable[[Proposal], Proposal]:
    return lambda item: msgspec.structs.replace(
        item, members=(msgspec.structs.replace(item.members[0], **fields),)
    )


def _body(**fields: Any) -> Callable[[Proposal], Proposal]:
    return lambda item: msgspec.structs.replace(
        item, organizations=(msgspec.structs.replace(item.organizations[0], **fields),)
    )


def _handler(**fields: Any) -> Callable[[Proposal], Proposal]:
    return lambda item: msgspec.structs.replace(
        item, handlers=(msgspec.structs.replace(item.handlers[0], **fields), item.handlers[1])
    )


BROKEN_PROPOSALS = {
    "for whom nobody proposes": (_speaker(spoke_for=BUREAU.id), "'李四'.*speaks for 'organization:市民政局'"),
    "for a body that is not there": (_speaker(spoke_for="organization:x"), "speaks for 'organization:x'"),
    "for a member": (_speaker(spoke_for=SPEAKER.id), "which does not propose it"),
    "speaker outside": (_speaker(end=999), "proposer '李四' of 'proposal:r#2' spans .*999, outside"),
    "speaker backwards": (_speaker(start=5, end=3), "spans 5:3, outside"),
    "body outside": (_body(start=-1), "proposer '民建市委会' of 'proposal:r#2' spans -1:"),
    "handler outside": (_handler(end=999), "handler '市民政局' of 'proposal:r#2' spans .*999, outside"),
    "handler before the text": (_handler(start=-2, end=2), "spans -2:2, outside"),
    "handler backwards": (_handler(start=4, end=2), "spans 4:2, outside"),
    "handler unknown": (_handler(id="organization:x"), "handler '市民政局'.*'organization:x', which is not"),
    "handler is a member": (_handler(id=SPEAKER.id), "as a Organization, but it is a Member"),
}


@pytest.mark.parametrize(("change", "message"), BROKEN_PROPOSALS.values(), ids=BROKEN_PROPOSALS)
def test_a_broken_proposal_is_refused(change: Callable[[Proposal], Proposal], message: str) -> None:
    with pytest.raises(ModelError, match=message) as caught:
        project(asked(change))
    assert str(caught.value).startswith("document 'document:r': ")


BROKEN_REPLIES: dict[str, tuple[dict[str, Any], str]] = {
    "outside": ({"end": 999}, "the reply 'proposal:r#1' spans .*999, outside"),
    "before the text": ({"start": -1}, "spans -1:"),
    "backwards": ({"start": 9, "end": 8}, "spans 9:8, outside"),
    "to itself": ({"proposal": "proposal:r#1"}, "'proposal:r#1' answers itself"),
    "to nothing": ({"proposal": "proposal:x"}, "'proposal:x', which is not in the extraction"),
    "to a document": ({"proposal": "document:r"}, "as a Proposal, but it is a Document"),
    "by nothing": ({"reply": "proposal:x"}, "the reply 'proposal:x' refers to the Proposal"),
}


@pytest.mark.parametrize(("fields", "message"), BROKEN_REPLIES.values(), ids=BROKEN_REPLIES)
def test_a_broken_reply_is_refused(fields: dict[str, Any], message: str) -> None:
    base = reply()
    broken = msgspec.structs.replace(base.replies[0], **fields)
    with pytest.raises(ModelError, match=message):
        project(msgspec.structs.replace(base, replies=(broken,)))


SECOND = "再次来函。\n" + TEXT


def rows(store: Store, statement: str) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in store.view().run(statement)]


def test_a_store_holds_all_of_it(store: Store) -> None:
    store.add(reply())
    assert content(store)[:2] == of(reply())
    assert rows(
        store, "MATCH (m:Member)-[r:SPOKE_FOR]->(o:Organization) RETURN m.name, r.proposal, o.name"
    ) == [("李四", "proposal:r#2", "民建市委会")]
    assert rows(
        store, "MATCH (p:Proposal)-[r:HANDLED_BY]->(o:Organization) RETURN r.role, o.name ORDER BY o.name"
    ) == [("main", "市民政局"), ("co", "市财政局")]
    assert rows(
        store, "MATCH (a:Proposal)-[r:REPLIES_TO]->(b:Proposal) RETURN a.name, r.outcome, b.name"
    ) == [("关于食堂提案的答复", "B", TITLE)]


def test_a_store_quotes_the_words_behind_each(store: Store) -> None:
    given = reply()
    store.add(given)
    keys = [
        edge.key
        for kind in (EdgeType.SPOKE_FOR, EdgeType.HANDLED_BY, EdgeType.REPLIES_TO)
        for edge in edges(given, kind)
    ]
    found = store.view().evidence(keys)
    assert [[one.exact for one in found[key]] for key in keys] == [
        ["李四代表民建市委会"],
        ["市民政局"],
        ["市财政局"],
        [TITLE],
    ]


def test_two_documents_say_the_same_and_each_keeps_its_own(store: Store) -> None:
    store.add(reply("r"))
    store.add(reply("s", SECOND))
    assert content(store)[:2] == of(reply("r"), reply("s", SECOND))
    said = "MATCH (:Member)-[r:SPOKE_FOR]->(:Organization) RETURN r.proposal ORDER BY r.proposal"
    assert rows(store, said) == [("proposal:r#2",), ("proposal:s#2",)]
    store.remove("document:r")
    assert content(store)[:2] == of(reply("s", SECOND))
    assert rows(store, said) == [("proposal:s#2",)]
    store.remove("document:s")
    assert content(store) == ([], [], [])


def test_a_changed_outcome_takes_the_place_of_the_old_one(store: Store) -> None:
    store.add(reply(outcome=Outcome.B))
    store.add(reply(text=TEXT + "又及。\n", outcome=Outcome.A))
    assert [edge.qualifier for edge in store.edges() if edge.type is EdgeType.REPLIES_TO] == ["A"]


def test_a_reply_without_an_outcome_is_kept_as_one(store: Store) -> None:
    store.add(reply(outcome=None))
    assert content(store)[:2] == of(reply(outcome=None))
    (found,) = rows(store, "MATCH (:Proposal)-[r:REPLIES_TO]->(:Proposal) RETURN r.outcome")
    assert not found[0]


def test_a_refused_reply_changes_nothing(store: Store) -> None:
    store.add(reply())
    before = content(store)
    with pytest.raises(ModelError):
        store.add(asked(_handler(end=999)))
    assert content(store) == before
