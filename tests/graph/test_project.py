"""The projection: which nodes and edges an extraction gives, and what breaks the model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import (
    ENDS,
    Edge,
    EdgeType,
    Entity,
    Extraction,
    Label,
    Modality,
    ModelError,
    Node,
    Proposer,
    ProposerRole,
)
from graph.project import project
from graph.properties import EDGE_PROPERTIES, NODE_PROPERTIES, QUALIFIER
from tests.graph.builders import DRAMA, FILM, FUND, MEMBER, TEXT, bare, extraction, mention


def edges_of(given_: Extraction, kind: EdgeType) -> list[Edge]:
    return [edge for edge in project(given_)[1] if edge.type is kind]


def node_of(given_: Extraction, node: str) -> Node:
    return next(found for found in project(given_)[0] if found.id == node)


def test_nodes_of_every_kind() -> None:
    nodes, _ = project(extraction())
    assert {node.label for node in nodes} == set(Label)
    assert [node.id for node in nodes] == sorted(node.id for node in nodes)


def test_only_declared_properties() -> None:
    nodes, edges = project(extraction())
    for node in nodes:
        assert set(node.properties) <= set(NODE_PROPERTIES[node.label]), node.id
    for edge in edges:
        assert set(edge.properties) <= set(EDGE_PROPERTIES.get(edge.type, ())), edge.key
        assert not edge.qualifier or edge.type in QUALIFIER


def test_proposal_copies_what_filters_need() -> None:
    assert node_of(extraction(), "proposal:a#1").properties == {
        "document_type": "proposal",
        "number": "12",
        "position": 1,
        "year": 2025,
        "jurisdiction": "330100",
        "session": "12-4",
    }


def test_unknown_values_and_empty_lists_are_left_out() -> None:
    assert node_of(extraction(), "document:a").properties.keys() == {
        "date", "source", "jurisdiction", "body", "session", "shape", "sha256",
    }  # fmt: skip
    assert node_of(extraction(), FILM.id).properties == {"kind": "industry"}
    assert node_of(extraction(), FUND.id).properties == {"class": "supply", "subtool": "supply.fiscal"}


def test_passage_is_named_by_heading_or_opening() -> None:
    assert node_of(extraction(), "passage:a#1").name == "我市微短剧发展迅速"
    assert node_of(extraction(), "passage:a#2").name == "市经信局牵头。"
    assert node_of(bare("x", " 一\n\n二三" + "长" * 30), "passage:x#0").name == "一 二三" + "长" * 16
    assert node_of(bare("x", " \n"), "passage:x#0").name == "other"


def test_passages_hang_on_document_or_proposal() -> None:
    assert {(edge.source, edge.target) for edge in edges_of(extraction(), EdgeType.HAS_PASSAGE)} == {
        ("document:a", "passage:a#0"),
        ("proposal:a#1", "passage:a#1"),
        ("proposal:a#1", "passage:a#2"),
    }


def test_one_edge_per_modality() -> None:
    found = {edge.qualifier: edge for edge in edges_of(extraction(), EdgeType.USES)}
    assert found.keys() == {"proposed", "existing"}
    assert [TEXT[span.start - 3 : span.end] for span in found["proposed"].spans] == ["微短剧产业基金"]


def test_mentions_of_one_thing_join_and_the_surest_names_the_method() -> None:
    (edge,) = edges_of(extraction(), EdgeType.CONCERNS)
    starts = [span.start for span in edge.spans]
    assert len(starts) == 2
    assert starts == sorted(starts)
    assert (edge.method, edge.confidence, edge.document) == ("rule", 0.95, "document:a")


def test_equally_sure_mentions_give_the_first_method() -> None:
    base = extraction()
    ask = base.proposals[0].passages[0]
    same = [mention(TEXT, "微短剧", DRAMA, ask, nth=n, method=m) for n, m in ((1, "z"), (2, "b"))]
    (edge,) = edges_of(msgspec.structs.replace(base, mentions=tuple(same)), EdgeType.CONCERNS)
    assert edge.method == "b"


def test_member_mentions_give_no_passage_edge() -> None:
    _, edges = project(extraction())
    assert [edge.type for edge in edges if MEMBER.id in (edge.source, edge.target)] == [EdgeType.PROPOSED]


def test_proposed_quotes_the_byline_with_titles() -> None:
    (edge,) = edges_of(extraction(), EdgeType.PROPOSED)
    assert (edge.qualifier, edge.properties) == ("lead", {"titles": ["主委"]})
    assert [span.exact for span in edge.spans] == ["张三"]


def test_one_proposer_named_twice_is_one_edge() -> None:
    base = extraction()
    again = Proposer(
        id=MEMBER.id, name="张三", role=ProposerRole.LEAD, start=0, end=2, titles=("常委", "主委")
    )
    proposal = msgspec.structs.replace(base.proposals[0], members=(*base.proposals[0].members, again))
    (edge,) = edges_of(msgspec.structs.replace(base, proposals=(proposal,)), EdgeType.PROPOSED)
    assert len(edge.spans) == 2
    assert edge.properties == {"titles": ["主委", "常委"]}


def test_broader_comes_from_the_lexicon() -> None:
    (edge,) = edges_of(extraction(), EdgeType.BROADER)
    assert (edge.key, edge.document, edge.spans) == (f"{DRAMA.id}|BROADER|{FILM.id}|", "", ())


def test_ends_fit_and_spans_slice() -> None:
    nodes, edges = project(extraction())
    labels = {node.id: node.label for node in nodes}
    for edge in edges:
        assert labels[edge.source] in ENDS[edge.type][0]
        assert labels[edge.target] in ENDS[edge.type][1]
        for span in edge.spans:
            assert TEXT[span.start : span.end] == span.exact


def _change(**fields: Any) -> Callable[[Extraction], Extraction]:
    return lambda base: msgspec.structs.replace(base, **fields)


def _mention(**fields: Any) -> Callable[[Extraction], Extraction]:
    def change(base: Extraction) -> Extraction:
        last = msgspec.structs.replace(base.mentions[-1], **fields)
        return msgspec.structs.replace(base, mentions=(*base.mentions[:-1], last))

    return change


def _entity(entity: Entity) -> Callable[[Extraction], Extraction]:
    return lambda base: msgspec.structs.replace(base, entities=(*base.entities, entity))


def _proposal(**fields: Any) -> Callable[[Extraction], Extraction]:
    def change(base: Extraction) -> Extraction:
        return msgspec.structs.replace(
            base, proposals=(msgspec.structs.replace(base.proposals[0], **fields),)
        )

    return change


def _passage(**fields: Any) -> Callable[[Extraction], Extraction]:
    """Change the first passage of the proposal."""
    ask, *rest = extraction().proposals[0].passages
    return _proposal(passages=(msgspec.structs.replace(ask, **fields), *rest))


STRANGER = Proposer(id="member:x", name="李四", role=ProposerRole.CO, start=0, end=2)

BROKEN = {
    "span moved": (_mention(start=0, end=4), "'市经信局'.*does not fit the text.*'关于发展'"),
    "span empty": (_mention(start=3, end=3, exact=""), "does not fit"),
    "span outside": (_mention(start=3, end=999), "3:999, outside"),
    "span negative": (_mention(start=-3, end=-1), "outside"),
    "no such passage": (_mention(passage="passage:no"), "Passage 'passage:no', which is not"),
    "no such proposal": (_mention(proposal="proposal:no"), "Proposal 'proposal:no', which is not"),
    "no such entity": (_mention(id="organization:no"), "Organization 'organization:no', which is not"),
    "entity of another kind": (_mention(id=FUND.id), "as a Organization, but it is a Instrument"),
    "passage is a proposal": (_mention(passage="proposal:a#1"), "as a Passage, but it is a Proposal"),
    "broader missing": (
        _entity(Entity(id="industry:1", label=Label.INDUSTRY, name="x", broader=("industry:2",))),
        "'industry:2'",
    ),
    "broader of another label": (
        _entity(Entity(id="industry:1", label=Label.INDUSTRY, name="x", broader=(FUND.id,))),
        "as a Industry, but it is a Instrument",
    ),
    "broader than itself": (
        _entity(Entity(id="industry:1", label=Label.INDUSTRY, name="x", broader=("industry:1",))),
        "broader than itself",
    ),
    "id twice": (_entity(DRAMA), "used twice"),
    "id of another kind": (
        _entity(Entity(id=DRAMA.id, label=Label.PLACE, name="x")),
        "'industry:微短剧' of a Place does not begin with 'place:'",
    ),
    "passages overlap": (_passage(start=0), "begins at 0, not at"),
    "passages leave a gap": (_passage(end=20), "begins at .*, not at 20"),
    "passages end early": (_change(text=TEXT + "余下。"), "the passages end at"),
    "empty id": (_entity(Entity(id="", label=Label.PLACE, name="x")), "Place has an empty id"),
    "entity as a document": (_entity(Entity(id="d", label=Label.DOCUMENT, name="x")), "cannot have"),
    "proposer unknown": (_proposal(members=(STRANGER,)), "'李四' of 'proposal:a#1'.*'member:x'"),
    "proposal outside": (_proposal(end=10_000), "proposal 'proposal:a#1' spans"),
    "lone surrogate": (_change(text=TEXT[:-1] + "\ud800"), "lone surrogate at offset"),
}


@pytest.mark.parametrize(("change", "message"), list(BROKEN.values()), ids=list(BROKEN))
def test_broken_extractions_say_what_and_where(
    change: Callable[[Extraction], Extraction], message: str
) -> None:
    with pytest.raises(ModelError, match=message) as caught:
        project(change(extraction()))
    assert "'document:a'" in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.permutations(extraction().mentions), st.permutations(extraction().entities))
def test_order_of_the_parts_does_not_matter(mentions: Any, entities: Any) -> None:
    shuffled = extraction(mentions=tuple(mentions), entities=tuple(entities))
    assert project(shuffled) == project(extraction())


def test_missing_modality_is_an_empty_qualifier() -> None:
    base = extraction()
    ask = base.proposals[0].passages[0]
    unsaid = mention(TEXT, "产业基金", FUND, ask, modality=None)
    asked = mention(TEXT, "产业基金", FUND, ask, modality=Modality.PROPOSED)
    found = edges_of(msgspec.structs.replace(base, mentions=(unsaid, asked)), EdgeType.USES)
    assert [edge.qualifier for edge in found] == ["", "proposed"]
