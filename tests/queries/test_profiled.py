"""Which things get a profile first, what else they are called, and who says what is quoted there."""

from __future__ import annotations

from graph.model import Label
from graph.store import View
from queries.ask import ask
from queries.profiled import aliases, most_told, owners
from queries.profiles import profile
from tests.queries.conftest import AI, ASKED, DRAMA, HUB, NAMED, NIGHT, QUIET, REPLY


def test_what_most_proposals_tell_of_comes_first(view: View) -> None:
    told = most_told(view)
    assert told[Label.MEMBER][0] == "member:cppcc:330200/李明"  # two proposals; the others one each
    assert told[Label.INSTRUMENT][:2] == ["instrument:demand", "instrument:demand.consumption"]
    assert told[Label.INDUSTRY] == ["industry:人工智能", "industry:微短剧"]
    assert set(told[Label.PROPOSAL]) == {DRAMA, AI, NIGHT, HUB, QUIET}
    assert told[Label.PROPOSAL][-1] == QUIET


def test_what_a_reply_names_is_the_proposal_itself(answered: View) -> None:
    told = most_told(answered)
    assert NAMED not in told[Label.PROPOSAL]
    found = profile(answered, ASKED, limit=9)
    (reply,) = [fact for fact in found.facts if fact.section == "answered"]
    assert reply.id == REPLY
    assert owners(answered, [reply.said[0].key]) == {reply.said[0].key: REPLY}


def test_other_names(view: View) -> None:
    assert aliases(view, ["industry:微短剧", "industry:人工智能", "place:330100"]) == {
        "industry:人工智能": ["AI"],
        "industry:微短剧": ["短剧", "網絡微短劇"],
    }


def test_a_quotation_belongs_to_the_proposal_that_says_it(view: View) -> None:
    for id_ in ("instrument:demand", "member:cppcc:330200/李明", HUB):
        said = [one for fact in profile(view, id_, limit=9).facts for one in fact.said]
        owner = owners(view, (one.key for one in said))
        assert said
        for one in said:
            assert owner[one.key].startswith(one.said.document.replace("document:", "proposal:"))


def test_a_profile_tells_what_the_question_answers_and_how_much_there_is(view: View) -> None:
    told = profile(view, "instrument:demand", limit=1)
    rows = ask(view, "instrument-profile", name="instrument:demand", limit=1).rows
    assert [(one.section, one.value, one.count) for one in told.facts] == [
        (row["section"], row["value"], row["count"]) for row in rows
    ]
    assert told.totals["proposals"] == told.things["proposals"] == 4
    assert len([one for one in told.facts if one.section == "proposals"]) == 1
