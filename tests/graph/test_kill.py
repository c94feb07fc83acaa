"""SIGKILL in the middle of loading: every document is there as it was or as it is to be."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.open import open_store
from graph.project import project
from tests.graph.builders import DRAMA, FILM, bare

ROOT = Path(__file__).parents[2]

LOADER = """
import sys
from graph.open import open_store
from tests.graph.builders import DRAMA, FILM, bare
store = open_store(sys.argv[1])
print("ready", flush=True)
for version in range(1000):
    for number in range(5):
        store.add(bare(str(number), f"第{version}版" + "微短剧和影视。" * 50, DRAMA, FILM))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_while_adding(path: Path) -> None:
    held = 0
    for delay in (0.03, 0.08, 0.15):
        loader = subprocess.Popen(
            [sys.executable, "-c", LOADER, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        with loader:
            assert loader.stdout is not None
            assert loader.stdout.readline() == "ready\n"
            time.sleep(delay)
            loader.send_signal(signal.SIGKILL)
        assert loader.returncode == -signal.SIGKILL
        held += check_whole(path)
    assert held


def check_whole(path: Path) -> int:
    """Check that each document's part fits some one version of it; return how many documents there are."""
    with open_store(path) as store:
        edges = {edge.key: edge for edge in store.edges()}
        wanted = {}
        for document, name, _ in store.documents():
            text = store.text(document) or ""
            wanted |= {edge.key: edge for edge in project(bare(name, text, DRAMA, FILM))[1]}
        assert {key: edge for key, edge in edges.items() if "SAME_TEXT" not in key} == wanted
        assert sum(store.counts()["nodes"].values()) == (len(store.documents()) * 2 + 2 if wanted else 0)
        return len(store.documents())
