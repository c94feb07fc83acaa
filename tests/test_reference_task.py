"""The reference task on the real digest, from the file to the answers, through the Python door.

Reads ``../shared``; skipped only where that is absent and CI is not set.
"""

import pytest

import yimai
from tests import command
from tests.conftest import needed

DIGEST = command.HOME.parent / "shared" / "data" / "hangzhou-2025-05-23-speeches-1.txt"


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    needed("" if DIGEST.is_file() else "../shared")
    folder = tmp_path_factory.mktemp("reference")
    done = command.yimai("build", DIGEST, "--no-site", cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    with yimai.open(str(folder / "graph.yimai")) as opened:
        yield opened


def test_seven_proposals_and_their_members(graph):
    counts = graph.counts()["nodes"]
    assert (counts["Document"], counts["Proposal"], counts["Member"]) == (1, 7, 7)


def test_proposals_that_share_investment_funds(graph):
    rows = graph.ask("shared-instruments", level="family").rows
    found = {
        frozenset((*row["a_proposers"], *row["b_proposers"])): row
        for row in rows
        if "产业投资基金" in row["shared"]
    }
    assert set(found) == {
        frozenset(("王其", "顾余丹")),
        frozenset(("王其", "陈万翔")),
        frozenset(("陈万翔", "顾余丹")),
    }
    for row in found.values():
        assert any(
            "基金" in quote["exact"] and quote["exact"] in quote["sentence"] for quote in row["evidence"]
        )


def test_short_drama_leads_to_artificial_intelligence(graph):
    rows = graph.ask("trace", a="微短剧", b="人工智能").rows
    first = [row for row in rows if row["path"] == 1]
    assert first[0]["from"] == "微短剧"
    assert first[-1]["to"] == "人工智能"
    assert any("AI" in quote["exact"] and "微短剧" in quote["sentence"] for quote in first[-1]["evidence"])


def test_around_the_culture_belt(graph):
    names = {row["name"] for row in graph.ask("around", name="之江文化产业带").rows}
    assert {"王新龙", "微短剧", "大运河(杭州段)文化产业带"} <= names
    page = graph.map("around", name="之江文化产业带").html
    assert "王新龙" in page
    assert "微短剧" in page
