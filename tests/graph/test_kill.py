"""SIGKILL in the middle of any work: every document is there as it was or as it is to be, never half."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.doctor import examine
from graph.open import open_store
from graph.project import project
from graph.store import Store
from tests.graph.builders import DRAMA, FILM, bare
from tests.graph.worker import DOCUMENTS, MODES, version

ROOT = Path(__file__).parents[2]
KILLS = 60
"""Kills per engine, over all kinds of work."""
LONGEST = {"embedded": 0.12, "neo4j": 0.4}
"""Seconds after which a worker is killed at the latest: enough for some transactions of either engine."""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_at_any_moment(place: str | Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    longest = LONGEST[request.node.callspec.params["place"]]
    chance = random.Random(20251126)
    with open_store(place, rebuild=True):
        pass
    environment = os.environ | {"PYTHONPATH": str(ROOT), "YIMAI_TEST_FOLDER": str(tmp_path)}
    command = [sys.executable, "-m", "tests.graph.worker", str(place)]
    pipe = subprocess.PIPE
    ended: list[int] = []
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True) as server:
        assert server.stdin
        assert server.stdout
        for kill in range(KILLS):
            mode = sorted(MODES)[kill % len(MODES)]
            server.stdin.write(f"{mode} {kill}\n")
            server.stdin.flush()
            pid = int(server.stdout.readline())
            time.sleep(chance.uniform(0, longest))
            os.kill(pid, signal.SIGKILL)
            ended.append(int(server.stdout.readline()))
            if kill % 5 == 4:
                with open_store(place) as store:
                    check_whole(store)
        server.stdin.close()
    assert ended == [-signal.SIGKILL] * KILLS
    with open_store(place) as store:
        check_whole(store)
        finish(store)


def check_whole(store: Store) -> None:
    """Check that what the store holds is one version of each of its documents, and nothing else."""
    assert list(examine(store)) == []
    wanted_nodes, wanted_edges = {}, {}
    for document, name, _ in store.documents():
        text = store.text(document) or ""
        nodes, edges = project(bare(name, text, DRAMA, FILM))
        wanted_nodes |= {node.id: node for node in nodes}
        wanted_edges |= {edge.key: edge for edge in edges}
    assert {node.id: node for node in store.nodes()} == wanted_nodes
    assert {edge.key: edge for edge in store.edges()} == wanted_edges
    counted = store.view().run("MATCH (d:Document) RETURN count(d) AS n")
    assert counted == [{"n": len(store.documents())}]


def finish(store: Store) -> None:
    """A rerun completes what was cut short."""
    with store.batch():
        for document in range(DOCUMENTS):
            store.add(bare(str(document), version(document, 7), DRAMA, FILM))
    check_whole(store)
    assert len(store.documents()) == DOCUMENTS
