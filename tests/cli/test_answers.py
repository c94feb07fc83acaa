"""The page of answers that ``yimai build`` writes: of the examples, and what decisions change."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli import answers as asking
from cli.answers import answers
from cli.site import write_site
from graph.model import Extraction, Level
from graph.open import open_store
from graph.store import View
from queries.ask import ask
from queries.overview import overview
from tests.command import HOME, yimai
from tests.queries.builders import Draft, industry, instrument, member, write
from viz.answer_contents import Answers, Merge

A = "关于贯通海铁联运数据链条、提升宁波舟山港内陆腹地服务能力的提案"
B = "关于打破铁水联运信息壁垒、做强内陆港集货网络的提案"
TWO_AND_OTHERS = (
    *("ningbo-2025-proposal-112", "ningbo-2025-proposal-158"),
    *("shenyang-2024-proposal-063", "shenyang-2024-proposal-141"),
)
"""Documents of the examples: those of the two, and two that can be merged as well."""
MOST = 400_000


def facts(page: Path) -> Any:
    found = re.search(r'id="data-facts">(.*?)</script>', page.read_text(encoding="utf-8"), re.S)
    assert found
    return json.loads(found[1])


@pytest.fixture(scope="module")
def view(examples: Path) -> Iterator[View]:
    with open_store(examples / "graph.yimai", readonly=True) as store:
        yield store.view()


@pytest.fixture(scope="module")
def told(view: View) -> Answers:
    return answers(view, overview(view), lambda id_: "", "index.html")


def test_every_sentence_of_the_page_stands_in_a_document(demo: Path, told: Answers) -> None:
    found = facts(demo / "yimai-site" / "answers.html")
    whole = "\n".join(path.read_text(encoding="utf-8") for path in (HOME / "examples").glob("*.txt"))
    assert len(found["sentences"]) > 300
    assert all(sentence in whole for sentence, _, _ in found["sentences"])
    shown = [quote for cell in found["matrix"]["cells"] for quote in cell[4]]
    exact = [one.said.exact for spot in told.heat.spots for one in spot.said]
    marked = [found["sentences"][number][0][begin : begin + length] for number, begin, length, *_ in shown]
    assert marked == exact


def test_quotations_stand_where_they_say(examples: Path, told: Answers) -> None:
    with open_store(examples / "graph.yimai", readonly=True) as store:
        texts = {id_: store.text(id_) for id_, _, _ in store.documents()}
    said = [
        *(one for pair in told.merges.pairs for thing in pair.common for one in (*thing.a, *thing.b)),
        *(one for pair in told.merges.pairs for both in pair.measures for one in both),
        *(one for level in told.sharing for group in level.groups for one in group.said),
        *(one for spot in told.heat.spots for one in spot.said),
        *(one for gaps in told.lacking for gap in gaps.gaps for one in gap.said),
        *(one for finding in told.findings.findings for one in finding.said),
    ]
    assert len(said) > 400
    for one in said:
        text = texts[one.said.document] or ""
        assert text[one.said.start : one.said.end] == one.said.exact
        assert text[one.said.sentence_start :].startswith(one.said.sentence)
        assert one.said.sentence_start <= one.said.start


def test_the_page_is_small_and_names_only_what_it_uses(demo: Path, told: Answers) -> None:
    assert (demo / "yimai-site" / "answers.html").stat().st_size < MOST
    found = facts(demo / "yimai-site" / "answers.html")
    assert len(found["works"]) == len(told.works)
    assert {work.document for work in told.works.values()} <= told.papers.keys()


def test_pairs_are_those_of_the_question_with_both_sides(view: View, told: Answers) -> None:
    rows = ask(view, "merge-candidates", match="all").rows
    assert [(pair.a, pair.b) for pair in told.merges.pairs] == [(row["a"], row["b"]) for row in rows]
    first = told.merges.pairs[0]
    assert [told.works[id_].title for id_ in (first.a, first.b)] == [A, B]
    assert first.mergeable
    for pair, row in zip(told.merges.pairs, rows, strict=True):
        reasons = row["reasons"]
        assert isinstance(reasons, list)
        for (what, rest), text in zip(pair.reasons, map(str, reasons), strict=True):
            assert what in text
            assert rest in text
        assert ("项措施相近", str(len(pair.measures))) in pair.reasons or not pair.measures
    for pair in told.merges.pairs:
        for one, other in pair.measures:
            assert (one.proposal, other.proposal) == (pair.a, pair.b)
            assert one.said.document == told.works[pair.a].document
            assert other.said.document == told.works[pair.b].document
        for thing in pair.common:
            assert {one.proposal for one in thing.a} <= {pair.a}
            assert {one.proposal for one in thing.b} <= {pair.b}


def test_shared_things_are_those_of_the_question(view: View, told: Answers) -> None:
    for level, found in zip(("concept", "family"), told.sharing, strict=False):
        rows = ask(view, "shared-instruments", level=level).rows
        assert [pair.a for pair in found.pairs] == [row["a"] for row in rows]
        assert [[thing.name for thing in pair.common] for pair in found.pairs] == [
            row["shared"] for row in rows
        ]
        assert found.more
    counts = {group.code: group.count for group in told.sharing[3].groups}
    assert counts == {
        str(row["id"]).removeprefix("instrument:"): row["count"]
        for row in ask(view, "shared-instruments", level="class").rows
    }


def test_themes_gaps_and_findings_are_those_of_the_questions(view: View, told: Answers) -> None:
    themes = ask(view, "themes")
    assert [one.name for one in told.themes.themes] == [row["name"] for row in themes.rows]
    assert told.themes.total == len(themes.rows)
    assert all(len(one.said) == 4 for one in told.themes.themes)
    gaps = ask(view, "gaps", of="industry", limit=1000)
    assert told.lacking[1].total == len(gaps.rows)
    assert [one.industry for one in told.lacking[1].gaps] == [row["industry_name"] for row in gaps.rows[:30]]
    assert told.findings.total == len(ask(view, "check").rows)


def test_a_decision_not_to_merge_holds_on_the_page(tmp_path: Path) -> None:
    documents = [HOME / "examples" / f"{name}.txt" for name in TWO_AND_OTHERS]
    assert yimai("build", *documents, "--no-site", cwd=tmp_path).returncode == 0
    assert yimai("decide", "not-mergeable", A, B, cwd=tmp_path).returncode == 0
    done = yimai("refresh", "--out", "again", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    found = facts(tmp_path / "again" / "answers.html")
    titles = [{found["works"][row[side]][0] for side in "ab"} for row in found["merge"]["rows"]]
    assert titles
    assert {A, B} not in titles
    assert found["merge"]["notes"] == ["已按人工决定略去 1 对"]
    done = yimai("build", *documents, "--out", "built", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert facts(tmp_path / "built" / "answers.html")["merge"] == found["merge"]


KNOWN = {
    entity.name: entity
    for entity in (
        instrument("环境型", "", Level.CLASS, id_="environment"),
        instrument("金融支持", "environment", Level.SUBTOOL, id_="environment.finance"),
        instrument("岸电补贴", "environment.finance"),
        industry("航运"),
        member("甲"),
        member("乙"),
    )
}


def _meeting(name: str, session: str, count: int) -> Extraction:
    words = "对靠泊期间使用{岸电补贴}的船舶按用电量给予支持，{航运}企业三年内换齐设备。"
    drafts = tuple(
        Draft(f"关于靠港船舶使用岸电的提案之{number}", ("甲",), (words,)) for number in range(count)
    )
    return write(name, drafts, KNOWN, jurisdiction="330100", session=session)


@pytest.fixture
def meetings(tmp_path: Path) -> Iterator[View]:
    with open_store(tmp_path / "graph.yimai") as store:
        store.add(_meeting("first", "12-3", 2))
        store.add(_meeting("second", "12-4", 2))
        yield store.view()


def test_pairs_of_other_meetings_are_told_from_those_that_can_be_merged(meetings: View) -> None:
    pairs = answers(meetings, overview(meetings), lambda id_: "", "").merges.pairs
    assert [(pair.mergeable, pair.why) for pair in pairs] == [
        *[(True, "并案候选")] * 2,
        *[(False, "他次会议近似，不能并案")] * 4,
    ]
    for pair in pairs:
        assert (_document(pair.a) == _document(pair.b)) == pair.mergeable
        assert _sides(pair) == {pair.a, pair.b}


def _document(proposal: str) -> str:
    return proposal.rpartition("#")[0]


def _sides(pair: Merge) -> set[str]:
    return {one.proposal for thing in pair.common for one in (*thing.a, *thing.b)}


def test_every_list_is_bounded_and_its_length_told(meetings: View, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PAIRS", "GROUPS", "THEMES", "GAPS", "FINDINGS", "COLUMNS"):
        monkeypatch.setattr(asking, name, 1)
    found = answers(meetings, overview(meetings), lambda id_: "", "")
    assert (len(found.merges.pairs), found.merges.total) == (1, 6)
    assert [(len(one.pairs), one.more) for one in found.sharing[:2]] == [(1, True)] * 2
    assert (len(found.lacking[0].gaps), found.lacking[0].total) == (1, 4)
    assert len(found.heat.columns) == 1
    assert set(found.works) >= {found.merges.pairs[0].a, found.merges.pairs[0].b}


def test_an_empty_graph_has_a_page_that_says_so(tmp_path: Path) -> None:
    with open_store(tmp_path / "graph.yimai") as store:
        write_site(store.view(), tmp_path / "site")
    page = (tmp_path / "site" / "answers.html").read_text(encoding="utf-8")
    assert "图谱里还没有提案" in page
    assert facts(tmp_path / "site" / "answers.html")["works"] == []
