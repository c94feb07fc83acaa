"""Random documents in both stores: every question answers alike, and as a plain networkx graph says."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import networkx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model import EdgeType, Extraction, Label
from graph.open import open_store
from graph.store import Store
from queries.ask import ask
from queries.catalogue import questions
from tests.conformance import coder
from tests.queries.builders import Draft, write
from tests.queries.conftest import KNOWN
from tests.server.neo4j_home import Neo4jServer

INSTRUMENTS = ("微短剧基金", "算力基金", "消费券", "算力券", "产业投资基金")
THINGS = (*INSTRUMENTS, "文化产业", "微短剧", "人工智能", "杭州市", "之江文化产业带", "宁波市", "市经信局")
PEOPLE = ("王新龙", "张鸽", "李明", "民建市委会")
MODALITIES = ("", "|existing", "|negated", "|planned")

marks = st.builds(
    lambda name, modality: f"{{{name}{modality if name in INSTRUMENTS else ''}}}",
    st.sampled_from(THINGS),
    st.sampled_from(MODALITIES),
)
passages = st.lists(marks, max_size=5).map(lambda found: "建议" + "、".join(found) + "。")
drafts = st.builds(
    Draft,
    st.sampled_from(["关于甲的提案", "关于乙的提案", "关于丙的提案"]),
    st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True).map(tuple),
    st.lists(passages, min_size=1, max_size=3).map(tuple),
    st.sampled_from([None, 2024, 2025]),
)
collections = st.lists(st.lists(drafts, min_size=1, max_size=3).map(tuple), min_size=1, max_size=4)


def written(collection: list[tuple[Draft, ...]]) -> list[Extraction]:
    return [write(f"d{number}", some, KNOWN) for number, some in enumerate(collection)]


def asked(store: Store) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield every question, over every thing there is."""
    things = [node.id for node in store.nodes() if node.label not in {Label.PASSAGE, Label.DOCUMENT}]
    for level in ("concept", "family", "subtool", "class"):
        yield "shared-instruments", {"level": level}
        yield "shared-instruments", {"level": level, "year": 2025}
    for thing in things[::3]:
        yield "around", {"name": thing, "steps": 2}
    for a, b in list(combinations(things, 2))[::17]:
        yield "trace", {"a": a, "b": b}
    yield "industry-links", {}
    for kind in ("merge", "across"):
        yield "merge-candidates", {"match": kind, "least": 1}
    yield "merge-candidates", {"by": "group", "least": 1}
    yield "lineage", {"least": 1}
    yield "themes", {}
    yield "bridges", {"resolution": 300}
    yield "coding-sheet", {}
    yield "coding-sheet", {"class": "supply", "year": 2025}
    yield from coder.asked(store, 7)
    for text in ("基金", "建议", "李明"):
        yield "search", {"text": text}


def collapsed(store: Store) -> networkx.Graph:
    """Return proposals and what they name, the passages between taken out."""
    owner = {
        edge.target: edge.source
        for edge in store.edges()
        if edge.type is EdgeType.HAS_PASSAGE and edge.source.startswith("proposal:")
    }
    graph = networkx.Graph()
    graph.add_nodes_from(
        node.id for node in store.nodes() if node.label not in {Label.PASSAGE, Label.DOCUMENT}
    )
    for edge in store.edges():
        source = owner.get(edge.source, edge.source)
        if source in graph and edge.target in graph:
            graph.add_edge(source, edge.target)
    return graph


def check_around(store: Store) -> None:
    graph = collapsed(store)
    for thing in sorted(graph)[::4]:
        wanted = networkx.single_source_shortest_path_length(graph, thing, cutoff=3)
        rows = ask(store.view(), "around", name=thing, steps=3, limit=5000).rows
        assert {row["id"]: row["distance"] for row in rows} | {thing: 0} == wanted


def check_shared(store: Store) -> None:
    uses = networkx.Graph()
    owner = {edge.target: edge.source for edge in store.edges() if edge.type is EdgeType.HAS_PASSAGE}
    for edge in store.edges():
        if edge.type is EdgeType.USES:
            uses.add_edge(owner[edge.source], edge.target)
    proposals = sorted(node for node in uses if node.startswith("proposal:"))
    wanted = {
        frozenset((a, b)): len(list(networkx.common_neighbors(uses, a, b)))
        for a, b in combinations(proposals, 2)
    }
    rows = ask(store.view(), "shared-instruments", level="concept", limit=10_000).rows
    found = {frozenset((row["a"], row["b"])): len(row["shared"]) for row in rows}
    assert found == {pair: number for pair, number in wanted.items() if number}


def check_trace(store: Store) -> None:
    graph = collapsed(store)
    for a, b in list(combinations(sorted(graph), 2))[::41]:
        rows = ask(store.view(), "trace", a=a, b=b).rows
        assert bool(rows) == networkx.has_path(graph, a, b)


RANDOM = settings(deadline=None, suppress_health_check=list(HealthCheck))


@settings(RANDOM, max_examples=6)
@given(collection=collections)
def test_embedded_neo4j_and_networkx_agree(
    collection: list[tuple[Draft, ...]],
    running_server: Neo4jServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    check_stores(collection, running_server, tmp_path, monkeypatch)


@settings(RANDOM, max_examples=2)
@given(collection=collections)
def test_the_calendar_release_agrees_too(
    collection: list[tuple[Draft, ...]],
    calendar_server: Neo4jServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    check_stores(collection, calendar_server, tmp_path, monkeypatch)


def check_stores(
    collection: list[tuple[Draft, ...]],
    server: Neo4jServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Load documents into both stores, ask everything of both, and compare with networkx."""
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    place = tmp_path / "graph.yimai"
    with (
        open_store(place, rebuild=True) as embedded,
        open_store(server.address, rebuild=True) as neo4j,
    ):
        for store in (embedded, neo4j):
            with store.batch():
                for one in written(collection):
                    store.add(one)
        assert list(embedded.nodes()) == list(neo4j.nodes())
        assert list(embedded.edges()) == list(neo4j.edges())
        views = embedded.view(), neo4j.view()
        seen: set[str] = set()
        for question, parameters in asked(embedded):
            one, other = (ask(view, question, **parameters) for view in views)
            assert one == other, (question, parameters)
            seen.add(question)
        assert seen | coder.unaskable(embedded) == {question.name for question in questions()}
        check_around(embedded)
        check_shared(embedded)
        check_trace(embedded)
        coder.check_matrix(embedded)
