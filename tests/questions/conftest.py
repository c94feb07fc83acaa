"""The graph of the planted corpus, built once with the command, and its proposals by key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.open import open_store
from graph.store import View
from tests import command
from tests.questions.planted import CORPUS, Planted, load_expected, locate, proposals


@pytest.fixture(scope="session")
def planted_view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    folder: Path = tmp_path_factory.mktemp("planted")
    done = command.yimai("build", CORPUS, "--no-site", cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    with open_store(folder / "graph.yimai", readonly=True) as store:
        yield store.view()


@pytest.fixture(scope="session")
def found(planted_view: View) -> list[Planted]:
    """All proposals that were read."""
    return proposals(planted_view)


@pytest.fixture(scope="session")
def keys(found: list[Planted]) -> dict[str, str]:
    """A proposal's name in the graph -> its key; no two planted proposals have one name."""
    located = locate(load_expected(), found)
    named = {planted.name: key for key, planted in located.items()}
    assert len(named) == len(located)
    return named
