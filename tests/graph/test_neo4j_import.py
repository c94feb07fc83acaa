"""The bulk path into Neo4j: after the real ``neo4j-admin database import`` all is as if loaded one by one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import neo4j_setup
from graph.doctor import examine
from graph.exports.neo4j_admin import write_import_files
from graph.model import StoreError
from graph.open import open_store
from graph.sqlite_store import SqliteStore
from tests.conftest import needed
from tests.graph.builders import extraction
from tests.graph.content import content
from tests.graph.hostile import documents
from tests.server.neo4j_home import CURRENT, LTS, Neo4jServer, missing


@pytest.fixture(scope="module", params=[LTS, CURRENT])
def imported(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, Neo4jServer]]:
    """An embedded graph, and a server of either release that holds it by import."""
    lack = missing(request.param)
    if request.param == CURRENT and lack.startswith("Java"):
        pytest.skip(f"{lack} is missing, which the calendar release needs")
    needed(lack)
    folder = tmp_path_factory.mktemp("import")
    with SqliteStore(folder / "graph.yimai") as store:
        for one in (*documents(), extraction("copy")):
            store.add(one)
    arguments = write_import_files(str(folder / "graph.yimai"), folder / "files")
    server = Neo4jServer(tmp_path_factory.mktemp("imported"), release=request.param)
    server.prepare()
    server.admin(arguments, cwd=folder / "files")
    with server:
        yield folder / "graph.yimai", server


def test_an_imported_graph_is_the_graph(
    imported: tuple[Path, Neo4jServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, server = imported
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(StoreError, match="yimai doctor"):
        open_store(server.address, readonly=True)
    with open_store(server.address) as there, SqliteStore(path) as here:
        assert content(there) == content(here)
        assert list(there.holdings()) == list(here.holdings())
        assert there.counts() == here.counts()
        assert list(examine(there)) == []
        words = [node.id for node in here.nodes() if node.label == "Passage"]
        assert there.view().passages(words) == here.view().passages(words)
        keys = [edge.key for edge in here.edges()]
        assert there.view().evidence(keys) == here.view().evidence(keys)
        assert there.view().candidates("微短 短剧", 50) == here.view().candidates("微短 短剧", 50)
        # It goes on living: what nobody holds any more is found by the imported counts.
        for document in ("document:plain", "document:copy"):
            assert there.remove(document)
            assert here.remove(document)
        assert content(there) == content(here)
        assert there.add(extraction("later")) == here.add(extraction("later"))
        assert content(there) == content(here)
    with server.driver() as driver, driver.session() as session:
        made = set(session.run("SHOW INDEXES YIELD name RETURN name").value())
    assert set(neo4j_setup.schema()) <= made
