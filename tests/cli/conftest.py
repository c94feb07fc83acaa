"""What several commands' tests look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.open import open_store
from tests.queries.conftest import HANGZHOU, NINGBO


@pytest.fixture(scope="module")
def two_cities(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a graph of two documents, `graph.yimai`."""
    folder = tmp_path_factory.mktemp("cities")
    with open_store(folder / "graph.yimai") as store:
        store.add(HANGZHOU)
        store.add(NINGBO)
    return folder
