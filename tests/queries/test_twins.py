"""A proposal and what the reply to it names are one thing to whoever asks, in either engine."""

from __future__ import annotations

from graph.store import View
from queries.ask import ask
from queries.network import whole_graph
from queries.overview import overview
from tests.queries.conftest import ASKED, NAMED, REPLY, TITLE


def test_its_name_means_the_proposal_itself(answered: View) -> None:
    for name in (TITLE, ASKED, NAMED):
        assert ask(answered, "around", name=name, steps=1).parameters["name"] == ASKED
    found = ask(answered, "search", text=TITLE, kind="proposal").rows
    assert [row["id"] for row in found if row["name"] == TITLE] == [ASKED]


def test_the_reply_and_its_offices_lie_around_the_proposal(answered: View) -> None:
    rows = {row["id"]: row for row in ask(answered, "around", name=ASKED, steps=1, limit=5000).rows}
    assert rows[REPLY]["relation"] == "得到答复"
    assert rows[REPLY]["evidence"]
    assert any(row["relation"].startswith("承办") for row in rows.values())
    assert NAMED not in rows
    assert ASKED in {row["id"] for row in ask(answered, "around", name=REPLY, steps=1, limit=5000).rows}


def test_the_map_draws_it_once(answered: View) -> None:
    drawn, total = whole_graph(answered)
    ids = [node.id for node in drawn.nodes]
    assert len(ids) == total
    assert {ASKED, REPLY} <= set(ids)
    assert NAMED not in ids
    assert (REPLY, ASKED) in {(link.source, link.target) for link in drawn.links if link.type == "REPLIES_TO"}


def test_the_overview_counts_it_once(answered: View) -> None:
    found = overview(answered)
    assert sorted(one.id for one in found.proposals) == [ASKED, REPLY]
    assert found.figures["Proposal"] == 2


def test_one_page_tells_of_both(answered: View) -> None:
    rows = ask(answered, "proposal-profile", name=TITLE, limit=1000).rows
    told = {(row["section"], row["value_id"]) for row in rows}
    assert ("answered", REPLY) in told
    assert {row["count"] for row in rows if row["section"] == "proposers"} == {1}
    member = next(row["value_id"] for row in rows if row["section"] == "proposers")
    filed = [
        row for row in ask(answered, "member-profile", name=member).rows if row["section"] == "proposals"
    ]
    assert [row["value_id"] for row in filed] == [ASKED]


def test_without_the_proposal_what_the_reply_names_stands_for_itself(reply_alone: View) -> None:
    assert ask(reply_alone, "around", name=TITLE, steps=1).parameters["name"] == NAMED
