"""What all rooms' tests share: the real server, started when the first test asks for it."""

import os
from collections.abc import Iterator

import pytest

from tests.server.neo4j_home import CURRENT, Neo4jServer, missing


def needed(lack: str) -> None:
    """Fail in CI, skip elsewhere, where something the tests need is not there."""
    if not lack:
        return
    told = f"{lack} is missing" if lack == "../shared" else f"{lack} is missing; `make test` fetches it"
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(told)
    pytest.skip(told)


@pytest.fixture(scope="session")
def running_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """One server for all tests; most want ``server``, which is empty."""
    needed(missing())
    with Neo4jServer(tmp_path_factory.mktemp("neo4j")) as server:
        yield server


@pytest.fixture(scope="session")
def calendar_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """One server of the calendar release, for the tests that run on both; it needs a newer Java."""
    lack = missing(CURRENT)
    if lack.startswith("Java"):
        pytest.skip(f"{lack} is missing, which the calendar release needs")
    needed(lack)
    with Neo4jServer(tmp_path_factory.mktemp("calendar"), release=CURRENT) as server:
        yield server


@pytest.fixture
def server_with_credentials(running_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> Neo4jServer:
    """The server as the test before left it, and its credentials in the environment."""
    for name, value in running_server.environment.items():
        monkeypatch.setenv(name, value)
    return running_server


@pytest.fixture
def server(server_with_credentials: Neo4jServer) -> Neo4jServer:
    """The server with an empty database: no constraints and indexes either."""
    server_with_credentials.clear()
    return server_with_credentials
