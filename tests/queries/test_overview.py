"""What is in the graph of five proposals, counted by hand."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path

from graph.model import Label
from graph.open import open_store
from graph.store import View
from queries.families import by_sharing, most_used
from queries.overview import overview
from tests.queries.builders import Draft, write
from tests.queries.conftest import AI, DRAMA, HUB, KNOWN, NIGHT, QUIET


def test_figures(view: View) -> None:
    assert overview(view).figures == {
        "Industry": 3,
        "Instrument": 9,
        "Member": 4,
        "Organization": 2,
        "Place": 3,
        "Proposal": 5,
        "documents": 2,
        "proposers": 5,  # 李明 of two cities are two
        "quotations": 21,  # 15 mentions and six bylines
    }


def test_classes_and_sub_tools_count_proposals_and_not_mentions(view: View) -> None:
    facts = overview(view)
    assert facts.classes == {"instrument:demand": 4, "instrument:supply": 2}
    assert facts.tools == {"instrument:demand.consumption": 4, "instrument:supply.fiscal": 2}


def test_what_most_proposals_mention(view: View) -> None:
    found = {
        label: [(one.name, one.count) for one in things] for label, things in overview(view).mentioned.items()
    }
    assert found == {
        Label.INDUSTRY: [("人工智能", 2), ("微短剧", 1)],  # 微短剧 twice, in one proposal
        Label.PLACE: [("之江文化产业带", 1), ("宁波市", 1), ("杭州市", 1)],
        Label.ORGANIZATION: [("市经信局", 1)],
    }


def test_proposals_stand_newest_first_with_their_proposers(view: View) -> None:
    proposals = overview(view).proposals
    assert [one.id for one in proposals] == [DRAMA, AI, NIGHT, HUB, QUIET]
    assert [one.proposers for one in proposals][:3] == [("王新龙",), ("张鸽", "李明"), ("民建市委会",)]
    assert (proposals[0].year, proposals[3].year) == (2025, 2024)
    assert {one.document for one in proposals[:3]} == {"document:hangzhou"}
    assert {one.document_type for one in proposals} == {"proposal"}


def test_documents_name_their_place(view: View) -> None:
    found = [
        (one.id, one.source, one.jurisdiction, one.body, one.session) for one in overview(view).documents
    ]
    assert found == [
        ("document:hangzhou", "hangzhou.txt", "杭州市", "", "12-4"),
        ("document:ningbo", "ningbo.txt", "宁波市", "", "16-3"),
    ]


def test_families_that_several_proposals_use(view: View) -> None:
    families = overview(view).families
    assert [(one.name, one.count, one.proposals) for one in families] == [
        ("产业投资基金", 2, (AI, DRAMA)),  # by way of two funds that only one uses each
        ("消费券", 2, (DRAMA, NIGHT)),
        ("算力券", 2, (AI, HUB)),  # below a sub-tool at once: a family of its own
    ]
    fund, _, power = families
    assert [(use.proposal, use.modality, use.said.sentence) for use in fund.uses] == [
        (AI, "proposed", "杭州市设立算力基金。"),
        (DRAMA, "proposed", "设立微短剧基金。"),
    ]
    assert [(use.proposal, use.modality) for use in power.uses] == [(AI, "negated"), (HUB, "proposed")]


def test_what_several_passages_say_counts_once_and_what_asks_is_quoted_first(tmp_path: Path) -> None:
    passages = ("目前已有{消费券|existing}，用于{人工智能}。", "再发放{消费券}，用于{人工智能}。")
    drafts = (Draft("甲", ("王新龙",), passages), Draft("乙", ("张鸽",), passages))
    with open_store(tmp_path / "graph.yimai") as store:
        store.add(write("twice", drafts, KNOWN))
        facts = overview(store.view())
    assert [(one.name, one.count) for one in facts.mentioned[Label.INDUSTRY]] == [("人工智能", 2)]
    assert facts.classes == {"instrument:demand": 2}
    assert [use.modality for use in facts.families[0].uses] == ["proposed", "proposed"]


def test_limits_and_sentences_of_different_documents_first(view: View) -> None:
    documents = {one.id: one.document for one in overview(view).proposals}
    found = most_used(view, documents, limit=3, listed=1, quoted=1)
    assert [(one.count, len(one.proposals), len(one.uses)) for one in found] == [(2, 1, 1)] * 3
    assert len(most_used(view, documents, limit=1, listed=9, quoted=9)) == 1
    apart = most_used(view, {AI: "x", DRAMA: "x", NIGHT: "y", HUB: "y"}, limit=3, listed=9, quoted=1)
    assert [one.uses[0].proposal for one in apart] == [AI, DRAMA, AI]


def test_who_shares_most(view: View) -> None:
    facts = overview(view)
    assert facts.sharing == (DRAMA, AI, NIGHT, HUB, QUIET)
    assert facts.sharing_count == 4
    worth = by_sharing(view)
    assert worth[DRAMA] == round(2 * math.log(5 / 2), 6)
    assert worth[QUIET] == 0
    assert all(a >= b for a, b in pairwise(worth.values()))


def test_an_empty_graph(empty: View) -> None:
    facts = overview(empty)
    assert not any(facts.figures.values())
    assert (facts.proposals, facts.documents, facts.families, facts.sharing) == ((), (), (), ())
    assert (facts.classes, facts.tools, facts.sharing_count) == ({}, {}, 0)
    assert facts.mentioned == {Label.INDUSTRY: (), Label.PLACE: (), Label.ORGANIZATION: ()}
