"""The graph that the questions are tried on: five proposals of two cities, small enough to count by hand."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from extract.pipeline import Context, extract
from graph.model import Entity, Extraction, Level
from graph.neo4j_store import Neo4jStore
from graph.open import open_store
from graph.store import View
from tests.command import HOME
from tests.queries import coded
from tests.queries.builders import Draft, industry, instrument, member, organization, place, write
from tests.server.neo4j_home import Neo4jServer

ENTITIES: tuple[Entity, ...] = (
    instrument("供给型", "", Level.CLASS, id_="supply"),
    instrument("需求型", "", Level.CLASS, id_="demand"),
    instrument("财政投入", "supply", Level.SUBTOOL, id_="supply.fiscal"),
    instrument("消费促进", "demand", Level.SUBTOOL, id_="demand.consumption"),
    instrument("产业投资基金", "supply.fiscal", Level.FAMILY),
    instrument("微短剧基金", "产业投资基金"),
    instrument("算力基金", "产业投资基金"),
    instrument("消费券", "demand.consumption", Level.FAMILY),
    instrument("算力券", "demand.consumption"),  # below a sub-tool at once: a family of its own
    industry("文化产业"),
    industry("微短剧", "短剧", "網絡微短劇", broader="文化产业"),
    industry("人工智能", "AI"),
    place("杭州市", "330100"),
    place("之江文化产业带", broader="330100"),
    place("宁波市", "330200"),
    organization("市经信局"),
    organization("民建市委会"),
    member("王新龙"),
    member("张鸽"),
    member("李明"),
    member("李明", "cppcc:330200"),
)

KNOWN = {entity.name: entity for entity in ENTITIES[:-1]}
KNOWN_NINGBO = KNOWN | {"李明": ENTITIES[-1]}

HANGZHOU = write(
    "hangzhou",
    (
        Draft(
            "推动微短剧高质量发展",
            ("王新龙",),
            (
                "建设{之江文化产业带}。设立{微短剧基金}。",
                "把{人工智能}用于{微短剧}拍摄。向{微短剧}观众发放{消费券}。",
            ),
        ),
        Draft(
            "加快人工智能发展",
            ("张鸽", "李明"),
            ("{杭州市}设立{算力基金}。目前没有{算力券|negated}。", "{人工智能}由{市经信局}牵头。"),
        ),
        Draft("繁荣夜间消费", ("民建市委会",), ("发放{消费券}。继续发放{消费券|existing}。",)),
    ),
    KNOWN,
    jurisdiction="330100",
    session="12-4",
)
NINGBO = write(
    "ningbo",
    (
        Draft("建设算力枢纽", ("李明",), ("{宁波市}发放{算力券}。",), 2024),
        Draft("安静的提案", ("李明",), ("没有工具。",), 2024),
    ),
    KNOWN_NINGBO,
    jurisdiction="330200",
    session="16-3",
)

DRAMA, AI, NIGHT = (f"proposal:hangzhou#{number}" for number in (1, 2, 3))
HUB, QUIET = (f"proposal:ningbo#{number}" for number in (1, 2))


@pytest.fixture(scope="session")
def graph_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("queries") / "graph.yimai"
    with open_store(path) as store:
        store.add(HANGZHOU)
        store.add(NINGBO)
    return path


@pytest.fixture(scope="session")
def embedded_view(graph_path: Path) -> Iterator[View]:
    with open_store(graph_path, readonly=True) as store:
        yield store.view()


@pytest.fixture(scope="session")
def neo4j_identity() -> list[str]:
    """The state of the server's graph when it was last loaded here: other tests use the same database."""
    return [""]


@pytest.fixture
def neo4j_view(server_with_credentials: Neo4jServer, neo4j_identity: list[str]) -> Iterator[View]:
    with _loaded(server_with_credentials, neo4j_identity, (HANGZHOU, NINGBO)) as view:
        yield view


@contextmanager
def _loaded(server: Neo4jServer, identity: list[str], documents: tuple[Extraction, ...]) -> Generator[View]:
    """Give a view of some documents on the server, loaded where another test has used it since."""
    with Neo4jStore.open(server.address, rebuild=False) as store:
        if store.view().identity != identity[0]:
            with Neo4jStore.open(server.address, rebuild=True) as fresh, fresh.batch():
                for document in documents:
                    fresh.add(document)
        identity[0] = store.view().identity
        yield store.view()


@pytest.fixture(params=["embedded", "neo4j"])
def view(request: pytest.FixtureRequest) -> View:
    """The graph of five proposals, in either engine."""
    return request.getfixturevalue(f"{request.param}_view")


@pytest.fixture(scope="session")
def coded_embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    path = tmp_path_factory.mktemp("coded") / "graph.yimai"
    with open_store(path) as store:
        for document in coded.DOCUMENTS:
            store.add(document)
    with open_store(path, readonly=True) as store:
        yield store.view()


@pytest.fixture(scope="session")
def coded_identity() -> list[str]:
    return [""]


@pytest.fixture
def coded_neo4j(server_with_credentials: Neo4jServer, coded_identity: list[str]) -> Iterator[View]:
    with _loaded(server_with_credentials, coded_identity, coded.DOCUMENTS) as view:
        yield view


@pytest.fixture(params=["embedded", "neo4j"])
def coding(request: pytest.FixtureRequest) -> View:
    """The graph of ``coded``, in either engine."""
    return request.getfixturevalue(f"coded_{request.param}")


@pytest.fixture(params=["embedded", "neo4j"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[View]:
    """A graph of nothing, in either engine."""
    place = tmp_path / "empty.yimai"
    if request.param == "neo4j":
        place = request.getfixturevalue("server_with_credentials").address
    with open_store(place, rebuild=True) as store:
        yield store.view()


ASKED = "proposal:foshan-2023-proposal-176.txt#20230176"
REPLY = "proposal:foshan-2023-reply-176.txt#20230176"
NAMED = "proposal:foshan-2023-reply-176.txt#answered-20230176"
"""A proposal of the examples, the reply to it, and what that reply names."""

TITLE = "关于推动我市中小制造企业“抱团式”数字化转型的提案"


@pytest.fixture(params=["embedded", "neo4j"])
def answered(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[View]:
    """A proposal and the reply to it, of the examples, in either engine."""
    with _examples(request, tmp_path, "foshan-2023-reply-176.txt", "foshan-2023-proposal-176.txt") as view:
        yield view


@pytest.fixture(params=["embedded", "neo4j"])
def reply_alone(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[View]:
    """The reply only."""
    with _examples(request, tmp_path, "foshan-2023-reply-176.txt") as view:
        yield view


@contextmanager
def _examples(request: pytest.FixtureRequest, folder: Path, *names: str) -> Generator[View]:
    place: str | Path = folder / "g.yimai"
    if request.param == "neo4j":
        place = request.getfixturevalue("server_with_credentials").address
    with open_store(place, rebuild=True) as store:
        for name in names:
            text = (HOME / "examples" / name).read_text(encoding="utf-8")
            store.add(extract(text, Context(id=f"document:{name}", source=name)))
        yield store.view()
