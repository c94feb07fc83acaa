"""Fixtures: a fresh store in a temporary folder, and the way to be a user without rights."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.open import open_store
from graph.sqlite_store import SqliteStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "graph.yimai"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    with open_store(path) as opened:
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
