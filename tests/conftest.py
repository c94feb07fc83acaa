"""What all rooms' tests share: the demo, and the real server, started when the first test asks for them."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.command import HOME, yimai
from tests.server.neo4j_home import CURRENT, Neo4jServer, missing

_SERVED = re.compile(r"neo4j|calendar|running_server|tests/server/")
"""What the names of tests that need a server of Neo4j hold."""


class _Groups(LoadScopeScheduling):
    """Gives one worker (`pytest -n 2`) all tests that share what is slow to set up, such as a server."""

    def _split_scope(self, nodeid: str) -> str:
        """Return the group of a test: all that need the server are one, the others go by their file."""
        file = nodeid.partition("::")[0]
        return "server" if _SERVED.search(nodeid) and "conformance/test_stores" not in file else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _Groups:
    """Deal out groups of tests. (The `xdist_group` mark of xdist 3.8 has no effect under pytest 9.2.)"""
    return _Groups(config, log)


def needed(lack: str) -> None:
    """Fail in CI, skip elsewhere, where something the tests need is not there."""
    if not lack:
        return
    told = f"{lack} is missing" if lack == "../shared" else f"{lack} is missing; `make test` fetches it"
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(told)
    pytest.skip(told)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder where the command has built the examples, by its defaults; for all who only look at it."""
    folder = tmp_path_factory.mktemp("demo")
    done = yimai("build", HOME / "examples", cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    return folder


@pytest.fixture(scope="module")
def examples(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of one's own with the demo's graph, for those who write there."""
    folder = tmp_path_factory.mktemp("examples")
    return Path(shutil.copytree(demo, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*-site")))


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
def server(server_with_credentials: Neo4jServer) -> Iterator[Neo4jServer]:
    """The server with an empty database: no constraints and indexes either; nothing is left in it."""
    server_with_credentials.clear()
    yield server_with_credentials
    server_with_credentials.clear()
