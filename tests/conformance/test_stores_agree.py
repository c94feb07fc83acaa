"""The same documents in both stores, loaded by the command: the same graph, the same answers, the same pages.

Values are compared, not just success: every node, edge and quotation, and every row of every question.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from cli import profiles
from cli.drawing import draw
from cli.site import write_site
from graph.model import Label
from graph.open import open_store
from graph.store import Store
from queries.ask import ask
from queries.catalogue import questions
from tests.command import HOME, yimai
from tests.conformance import coder
from tests.conftest import needed
from tests.server.neo4j_home import Neo4jServer

DIGEST = HOME.parent / "shared" / "data" / "hangzhou-2025-05-23-speeches-1.txt"


def build(*arguments: object, server: Neo4jServer) -> str:
    """Run ``yimai build`` and return what it tells."""
    done = yimai("build", *arguments, cwd=HOME, env=server.environment)
    assert done.returncode == 0, done.stderr.decode()
    return done.stderr.decode()


class Stores(NamedTuple):
    """The embedded store and Neo4j with the same documents, open for reading, and how they came to be."""

    embedded: Store
    neo4j: Store
    documents: Path
    places: tuple[Path, str]


@pytest.fixture(scope="module", params=["examples", "digest"])
def stores(
    request: pytest.FixtureRequest, running_server: Neo4jServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stores]:
    """What is loaded here stays until the last test of this file: other files come before or after."""
    documents = HOME / "examples"
    if request.param == "digest":
        needed("" if DIGEST.is_file() else "../shared")
        documents = DIGEST
    places = (tmp_path_factory.mktemp("stores") / "graph.yimai", running_server.address)
    for place in places:
        build(documents, "--store", place, "--no-site", "--rebuild", server=running_server)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in running_server.environment.items():
            patch.setenv(name, value)
        with open_store(places[0], readonly=True) as embedded, open_store(places[1], readonly=True) as neo4j:
            yield Stores(embedded, neo4j, documents, places)


def test_the_graphs_are_equal(stores: Stores) -> None:
    embedded, neo4j, *_ = stores
    assert embedded.counts() == neo4j.counts()
    assert embedded.documents() == neo4j.documents()
    assert list(embedded.nodes()) == list(neo4j.nodes())
    assert list(embedded.edges()) == list(neo4j.edges())
    for id_, _, _ in embedded.documents():
        assert embedded.text(id_) == neo4j.text(id_)


def test_every_quotation_is_equal_and_fits_its_document(stores: Stores) -> None:
    embedded, neo4j, *_ = stores
    keys = [edge.key for edge in embedded.edges()]
    said = embedded.view().evidence(keys)
    assert said == neo4j.view().evidence(keys)
    texts = {id_: neo4j.text(id_) or "" for id_, _, _ in neo4j.documents()}
    quotations = [one for some in said.values() for one in some]
    assert len(quotations) > 200
    for one in quotations:
        assert texts[one.document][one.start : one.end] == one.exact


def names(store: Store, label: Label, step: int) -> list[str]:
    """Return the ids of every ``step``-th thing of a kind, the same in both stores."""
    return [node.id for node in store.nodes() if node.label is label][::step]


def asked(store: Store) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield questions with parameters of every kind, over things from the whole graph."""
    for level in ("concept", "family", "subtool", "class"):
        yield "shared-instruments", {"level": level}
        yield "shared-instruments", {"level": level, "limit": 3, "year": 2025}
        for proposal in names(store, Label.PROPOSAL, 9):
            yield "shared-instruments", {"level": level, "proposal": proposal}
    kinds = (Label.PROPOSAL, Label.INDUSTRY, Label.PLACE, Label.ORGANIZATION, Label.MEMBER)
    for label in kinds:
        for id_ in names(store, label, 14):
            yield "around", {"name": id_}
    for id_ in names(store, Label.INSTRUMENT, 60):
        yield "around", {"name": id_, "steps": 3, "limit": 30}
    ends = [id_ for label in kinds for id_ in names(store, label, 11)]
    for a, b in pairwise(ends):
        yield "trace", {"a": a, "b": b, "limit": 4}
    yield "industry-links", {}
    yield "industry-links", {"limit": 300}
    for id_ in names(store, Label.INDUSTRY, 8):
        yield "industry-links", {"name": id_}
    for match in ("merge", "across"):
        yield "merge-candidates", {"match": match, "least": 5}
    yield "merge-candidates", {"by": "group"}
    yield "lineage", {}
    for id_ in names(store, Label.PROPOSAL, 11):
        yield "lineage", {"name": id_}
        yield "themes", {"name": id_}
        yield "bridges", {"name": id_}
    yield "themes", {}
    yield "themes", {"resolution": 300, "year": 2025}
    yield "bridges", {}
    yield "coding-sheet", {}
    yield "coding-sheet", {"class": "demand", "kind": "measure", "limit": 20}
    yield from coder.asked(store, 29)
    for text in ("微短剧", "人工智能 场景", "基金", "AI", "產業", "局", "5G", "没有的词句"):
        yield "search", {"text": text}
        yield "search", {"text": text, "kind": "passage", "limit": 5}


def test_every_answer_is_equal_row_by_row(stores: Stores) -> None:
    embedded, neo4j = stores[0].view(), stores[1].view()
    seen: set[str] = set()
    rows = 0
    for question, parameters in asked(stores[0]):
        one, other = ask(embedded, question, **parameters), ask(neo4j, question, **parameters)
        assert one.rows == other.rows, (question, parameters)
        assert one == other, (question, parameters)
        seen.add(question)
        rows += len(one.rows)
    assert seen == {question.name for question in questions()}, "a question is missing in `asked`"
    assert rows > 500


@pytest.mark.parametrize(
    ("question", "parameters"), [(None, {}), ("shared-instruments", {"level": "family"})]
)
def test_maps_are_equal_to_the_byte(stores: Stores, question: str | None, parameters: dict[str, str]) -> None:
    one, other = (draw(store.view(), question, parameters).html for store in stores[:2])
    assert one == other


def test_sites_are_equal_to_the_byte(stores: Stores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiles, "PAGES_LIMIT", 50)  # pages of each kind; further ones are made alike
    sites = (tmp_path / "embedded", tmp_path / "neo4j")
    for store, site in zip(stores[:2], sites, strict=True):
        write_site(store.view(), site)
    one, other = (
        {path.relative_to(site): path.read_bytes() for path in site.rglob("*.html")} for site in sites
    )
    assert len(one) > 20
    assert one == other


def test_loading_twice_changes_nothing(running_server: Neo4jServer, stores: Stores) -> None:
    embedded, neo4j, *_ = stores
    before = [(store.view().identity, store.counts()) for store in stores[:2]]
    for place in stores.places:
        told = build(stores.documents, "--store", place, "--no-site", server=running_server)
        assert "新增 0, 更新 0" in told
    assert [(store.view().identity, store.counts()) for store in stores[:2]] == before
    assert list(embedded.edges()) == list(neo4j.edges())
