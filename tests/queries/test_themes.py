"""Themes: a planted set comes out as planted, and stays when a document is added; the measures by hand."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from math import log
from pathlib import Path

import networkx
import numpy as np
import pytest

from graph.model import Entity, Extraction, QueryError
from graph.store import View
from queries.ask import ask
from queries.communities import adjusted_rand, communities, modularity
from queries.facts import Scope
from queries.neighbours import Ties, nearest
from queries.sharing import Table
from queries.theming import themes
from tests.queries.builders import Draft, industry, instrument, member, place, write
from tests.queries.councils import embedded, views

SUBJECTS = {
    "养老": ("助餐", "喘息服务", "时间银行", "护理站"),
    "港口": ("岸电", "加注", "疏港铁路", "无水港"),
    "制鞋": ("海外仓", "鞋样", "鞋机", "直播"),
    "算力": ("算力券", "数据集", "微专业", "模型"),
}
"""A subject -> the instruments of its proposals; each speaks of two of them, and of the industry."""

KNOWN: dict[str, Entity] = {
    entity.name: entity
    for entity in (
        *(industry(name) for name in SUBJECTS),
        *(instrument(name, "") for some in SUBJECTS.values() for name in some),
        *(instrument(f"{subject}工具{number}", "") for subject in SUBJECTS for number in range(12)),
        *(instrument(name, "") for name in ("专项资金", "桥")),
        place("杭州市", "330100"),
        member("王新龙"),
    )
}


def document(subject: str, *more: str) -> Extraction:
    """Write a document of six proposals on one subject, from every pair of its instruments."""
    tools = SUBJECTS[subject]
    pairs = [(a, b) for index, a in enumerate(tools) for b in tools[index + 1 :]]
    texts = [f"{{杭州市}}发展{{{subject}}}，要{{{a}}}和{{{b}}}，设{{专项资金}}。" for a, b in pairs]
    texts[0] = texts[0].replace("设", f"{''.join(more)}设")
    drafts = tuple(
        Draft(f"关于{subject}{number}的提案", ("王新龙",), (text,)) for number, text in enumerate(texts, 1)
    )
    return write(subject, drafts, KNOWN, jurisdiction="330100", session="12-4")


# 桥 is all that joins ports and shoes; 专项资金 and the city itself are everywhere.
DOCUMENTS = (document("养老"), document("港口", "{桥}"), document("制鞋", "{桥}"), document("算力"))


@pytest.fixture(params=["embedded", "neo4j"])
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[View]:
    with views(request, tmp_path, DOCUMENTS) as view:
        yield view


@pytest.fixture
def here(tmp_path: Path) -> Iterator[View]:
    with embedded(tmp_path, DOCUMENTS) as view:
        yield view


def groups(result) -> list[set[str]]:
    return [
        {id_.partition("#")[0].removeprefix("proposal:") for id_ in row["proposal_ids"]}
        for row in result.rows
    ]


def test_the_planted_themes_are_found_and_named(town: View) -> None:
    result = ask(town, "themes")
    assert [row["count"] for row in result.rows] == [6, 6, 6, 6]
    assert sorted(map(sorted, groups(result))) == sorted([name] for name in SUBJECTS)
    for row in result.rows:
        subject = row["proposal_ids"][0].partition("#")[0].removeprefix("proposal:")
        # c-tf-idf: the industry is in all six, each instrument in three; what is everywhere tells less.
        assert row["name"].split("、")[0] == subject
        assert row["concepts"][0] == f"{subject}(6)"
        assert set(row["name"].split("、")[1:]) <= set(SUBJECTS[subject])
        assert row["years"] == "2025"
        assert row["evidence"]
    assert result.notes[0] == "4 个主题, 含 24 件提案; 另有 0 件自成一类, 未列出"
    assert "专项资金(24)" in result.notes[2]


def test_a_theme_by_name_and_by_proposal(here: View) -> None:
    assert groups(ask(here, "themes", name="岸电")) == [{"港口"}]
    assert groups(ask(here, "themes", name="proposal:算力#3")) == [{"算力"}]
    assert len(ask(here, "themes", name="桥").rows) == 2
    assert len(ask(here, "themes", limit=1).rows) == 1
    assert ask(here, "themes", year=1999).rows == ()


def test_what_tells_of_a_theme(here: View) -> None:
    known = themes(here, Scope(), 100)
    columns = {one.name: index for index, one in enumerate(known.found.concepts)}
    ports = int(known.of[[fact.id for fact in known.found.proposals].index("proposal:港口#1")])
    # 4 themes, 24 proposals of 4 mentions each and 桥 twice: 98 / 4 mentions in a theme.
    average = (24 * 4 + 2) / 4
    assert known.weights(ports)[columns["港口"]] == round(6 * log(1 + average / 6), 6)
    assert known.weights(ports)[columns["专项资金"]] == round(6 * log(1 + average / 24), 6)
    assert known.weights(ports)[columns["桥"]] == round(log(1 + average / 2), 6)


def noisy(seed: int, count: int, name: str = "d") -> list[Extraction]:
    """Write documents of two proposals whose instruments are mostly, not always, of their subject."""
    chance = random.Random(seed)
    tools_of = {subject: [f"{subject}工具{number}" for number in range(12)] for subject in SUBJECTS}
    every = [name for some in tools_of.values() for name in some]
    found: list[Extraction] = []
    for number in range(count):
        drafts: list[Draft] = []
        for _ in range(2):
            subject = chance.choice(sorted(SUBJECTS))
            tools = {chance.choice(tools_of[subject] if chance.random() < 0.8 else every) for _ in range(4)}
            text = "、".join(f"{{{name}}}" for name in sorted(tools))
            drafts.append(Draft(f"关于{subject}的提案", ("王新龙",), (f"发展{{{subject}}}，要{text}。",)))
        found.append(write(f"{name}{number}", tuple(drafts), KNOWN, jurisdiction="330100", session="12-4"))
    return found


def test_one_more_document_does_not_shuffle_the_rest(tmp_path: Path) -> None:
    documents = noisy(5, 80)
    with embedded(tmp_path, tuple(documents)) as view:
        before = themes(view, Scope(), 100)
    agreement: list[float] = []
    for number in range(5):
        more = noisy(100 + number, 1, "more")
        (tmp_path / str(number)).mkdir()
        with embedded(tmp_path / str(number), (*documents, *more)) as view:
            after = themes(view, Scope(), 100)
        places = {fact.id: index for index, fact in enumerate(after.found.proposals)}
        kept = np.array([places[fact.id] for fact in before.found.proposals])
        agreement.append(adjusted_rand(before.of, after.of[kept]))
    planted = np.array([sorted(SUBJECTS).index(fact.name[2:-3]) for fact in before.found.proposals])
    assert len(before.members) == 4
    assert adjusted_rand(planted, before.of) >= 0.7
    assert sum(agreement) / len(agreement) >= 0.9


SCRIPT = """
import sys
from graph.open import open_store
from queries.ask import ask
view = open_store(sys.argv[1], readonly=True).view()
for name in ("themes", "bridges"):
    sys.stdout.buffer.write((ask(view, name).to_json() + str(ask(view, name).notes)).encode())
"""


def test_neither_hashes_nor_the_order_of_loading_show(tmp_path: Path) -> None:
    outputs: set[bytes] = set()
    for seed, documents in (("1", DOCUMENTS), ("2", DOCUMENTS[::-1])):
        (tmp_path / seed).mkdir()
        with embedded(tmp_path / seed, documents):
            pass
        outputs.add(
            subprocess.run(
                [sys.executable, "-c", SCRIPT, str(tmp_path / seed / "graph.yimai")],
                env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
                capture_output=True,
                check=True,
            ).stdout
        )
    assert len(outputs) == 1


@pytest.mark.parametrize(
    "given",
    [
        {"resolution": 0},
        {"resolution": "1.5"},
        {"limit": -1},
        {"name": "没有的东西'); --"},
        {"session": "12-4", "colour": "red"},
    ],
)
@pytest.mark.parametrize("question", ["themes", "bridges"])
def test_hostile_values_give_one_line(here: View, question: str, given: dict) -> None:
    with pytest.raises(QueryError) as caught:
        ask(here, question, **given)
    assert len(str(caught.value).splitlines()) == 1


def test_an_empty_graph(empty: View) -> None:
    assert ask(empty, "themes").rows == ()
    assert ask(empty, "bridges").rows == ()


def ties(edges: list[tuple[int, int, float]]) -> Ties:
    first, second, weight = zip(*sorted(edges), strict=True)
    return Ties(np.array(first), np.array(second), np.array(weight))


def test_modularity_as_networkx_counts_it() -> None:
    edges = [(0, 1, 1.0), (0, 2, 1.0), (1, 2, 2.0), (2, 3, 0.5), (3, 4, 1.0), (3, 5, 1.0), (4, 5, 1.0)]
    graph = networkx.Graph()
    graph.add_weighted_edges_from(edges)
    wanted = networkx.community.modularity(graph, [{0, 1, 2}, {3, 4, 5}])
    assert modularity(ties(edges), np.array([0, 0, 0, 1, 1, 1])) == pytest.approx(wanted)


def test_the_two_halves_of_a_barbell_and_a_coarser_look() -> None:
    edges = [(a, b, 1.0) for half in (0, 5) for a in range(half, half + 5) for b in range(a + 1, half + 5)]
    names = [f"n{index}" for index in range(10)]
    found = communities(names, ties([*edges, (4, 5, 1.0)]), 1.0)
    assert adjusted_rand(found.community, np.array([0] * 5 + [1] * 5)) == 1.0
    assert found.stability == 1.0
    assert found.runs == 50
    whole = communities(names, ties([*edges, (4, 5, 1.0)]), 0.01)
    assert len(set(whole.community.tolist())) == 1


def test_the_adjusted_rand_index_by_hand() -> None:
    # Hubert and Arabie: sum of pairs in both 2; in either 6 and 5; of 28: (2 - 30/28) / (5.5 - 30/28).
    one, other = np.array([0, 0, 0, 0, 1, 2, 3, 4]), np.array([0, 0, 0, 1, 1, 1, 1, 2])
    both, a, b, every = 3, 6, 3 + 6, 28
    assert adjusted_rand(one, other) == pytest.approx((both - a * b / every) / ((a + b) / 2 - a * b / every))
    assert adjusted_rand(one, one) == 1.0


def test_each_is_joined_to_its_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("queries.neighbours._NEAREST", 1)
    rows, columns = np.array([0, 0, 1, 2, 2, 3]), np.array([0, 1, 0, 0, 1, 1])
    worth = np.array([0.6, 0.8, 1.0, 0.8, 0.6, 1.0])
    found = nearest(Table(rows, columns, 4, 2), worth)
    # 0-1 0.6, 0-2 0.48 + 0.48, 0-3 0.8, 1-2 0.8, 2-3 0.6: each keeps its best.
    assert list(zip(found.first.tolist(), found.second.tolist(), strict=True)) == [(0, 2), (0, 3), (1, 2)]
    assert found.weight.tolist() == pytest.approx([0.96, 0.8, 0.8])
