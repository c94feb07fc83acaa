"""Fixtures: a fresh store of either engine, an embedded one, and the way to be a user without rights."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.open import open_store
from graph.sqlite_store import SqliteStore
from graph.store import Store
from tests.server.neo4j_home import Neo4jServer


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "graph.yimai"


@pytest.fixture
def sqlite_store(path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(path) as opened:
        yield opened


ENGINES = ("embedded", "neo4j")
ON_BOTH_RELEASES = ("test_store", "test_standing", "test_round_trip")
"""Modules of the store's contract: they run on the calendar release of Neo4j, too."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what asks for a place on every engine."""
    if "place" in metafunc.fixturenames:
        both = metafunc.module.__name__.rpartition(".")[2] in ON_BOTH_RELEASES
        metafunc.parametrize("place", (*ENGINES, "calendar") if both else ENGINES, indirect=True)


@pytest.fixture
def place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str | Path:
    """Where a store may be opened: a path, or the address of a server whose database is ours or empty."""
    if request.param == "embedded":
        return request.getfixturevalue("path")
    if request.param == "neo4j":
        return request.getfixturevalue("server_with_credentials").address
    server: Neo4jServer = request.getfixturevalue("calendar_server")
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    return server.address


@pytest.fixture
def store(place: str | Path) -> Iterator[Store]:
    """An empty store of either engine."""
    with open_store(place, rebuild=True) as opened:
        yield opened


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that a user without rights can reach (pytest's own cannot be)."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


@pytest.fixture
def powerless() -> Iterator[None]:
    """Be nobody for a test: root may write to read-only folders."""
    if os.name != "posix":
        pytest.skip("rights of folders work otherwise here")
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    yield
    if root:
        os.seteuid(0)
