"""What all rooms' tests share: the demo, and the real server, started when the first test asks for them."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

from tests.command import HOME, yimai
from tests.server.neo4j_home import CURRENT, Neo4jServer, missing

_OWN = re.compile(r"test_neo4j_import\.py|test_a_server_that_dies")
"""Tests of servers that nobody else uses: either worker may have them."""
_SERVED = {
    "running_server": re.compile(r"neo4j|test_stores_agree"),
    "calendar_server": re.compile("calendar"),
}
"""What the names of tests hold that need a server of Neo4j; each server is one worker's only, once warmed."""
_LONG = ("running_server", "calendar_server", "tests/graph/test_neo4j_import", "tests/cli/", "tests/viz/")
"""Groups that take long, the longest first: what is short comes last, so that both workers end together."""


def _group(nodeid: str) -> str:
    """Return the group of a test: all that share a server are one, the others go by their file."""
    file = nodeid.partition("::")[0]
    if own := _OWN.search(nodeid):
        return file + own[0]
    return next((server for server, name in reversed(_SERVED.items()) if name.search(nodeid)), file)


class _Groups(LoadScopeScheduling):
    """Gives one worker (`pytest -n 2`) all tests that share what is slow to set up, such as a server."""

    def _split_scope(self, nodeid: str) -> str:
        return _group(nodeid)

    def _assign_work_unit(self, node: WorkerController) -> None:
        """Give out the longest of the groups that are left."""
        ranks = {group: [group.startswith(long) for long in _LONG] for group in self.workqueue}
        self.workqueue.move_to_end(max(ranks, key=lambda group: ranks[group]), last=False)
        super()._assign_work_unit(node)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _Groups:
    """Deal out groups of tests. (The `xdist_group` mark of xdist 3.8 has no effect under pytest 9.2.)"""
    return _Groups(config, log)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Refuse a test whose name does not tell which server it needs: each worker would start that server."""
    for server, name in _SERVED.items():
        if server in getattr(item, "fixturenames", ()) and not name.search(item.nodeid):
            raise pytest.UsageError(f"{item.nodeid} needs {server}; let its name match {name.pattern!r}")


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
