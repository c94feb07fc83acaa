"""The tutorial runs from its first cell to its last, shows what it says, and is committed without answers."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.command import HOME, environment

TUTORIAL = HOME / "examples" / "tutorial.ipynb"
LONGEST = 60
"""Seconds: some ten on a machine that has nothing else to do."""

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")
pytest.importorskip("pandas")

pytestmark = pytest.mark.filterwarnings("default")  # what notebooks stand on warns of its own


@pytest.fixture(scope="module")
def notebook():
    return nbformat.read(TUTORIAL, as_version=4)


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    found = nbformat.read(TUTORIAL, as_version=4)
    patch = pytest.MonkeyPatch()
    for name, value in environment(TMPDIR=str(tmp_path_factory.mktemp("tutorial"))).items():
        patch.setenv(name, value)
    client = nbclient.NotebookClient(
        found, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(HOME / "examples")}}
    )
    started = time.monotonic()
    try:
        client.execute()
    finally:
        patch.undo()
    return found, time.monotonic() - started


def outputs(notebook, kind):
    """Return the outputs of one kind of content, joined, cell by cell where there are any."""
    found = []
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            content = output.get("data", {}).get(kind) if kind != "stream" else output.get("text")
            if content:
                found.append("".join(content))
    return found


def test_it_is_committed_without_outputs(notebook):
    nbformat.validate(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None


def test_every_text_is_in_both_languages(notebook):
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    assert len(texts) > 8
    for text in texts:
        assert any("\u4e00" <= char <= "\u9fff" for char in text), text
        assert sum(char.isascii() and char.isalpha() for char in text) > 15, text


def test_every_cell_runs_in_time(executed):
    found, seconds = executed
    ran = [cell for cell in found.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in ran)
    errors = [out for cell in ran for out in cell.outputs if out.output_type == "error"]
    assert errors == []
    assert seconds < LONGEST


def test_tables_and_sentences_are_shown(executed):
    found, _ = executed
    tables = outputs(found, "text/html")
    assert tables[0].count("<tr>") == 4
    assert "只列出前 3 对" in tables[0]
    assert "〔建议〕" in tables[0]
    assert "数字文化产业基金" in "".join(tables)
    assert "共用政策工具数字文化产业基金" in "".join(outputs(found, "text/plain"))


def test_every_way_of_writing_finds_the_port(executed):
    found, _ = executed
    lines = [line for text in outputs(found, "stream") for line in text.splitlines() if "→" in line]
    assert len(lines) == 4
    assert all("→ 宁波舟山港" in line for line in lines)


def test_the_map_is_inline_and_needs_no_network(executed):
    found, _ = executed
    (frame,) = [html for html in outputs(found, "text/html") if html.startswith("<iframe")]
    assert "srcdoc=" in frame
    assert "宁波舟山港" in frame
    assert 'sandbox="allow-scripts' in frame
    assert "src=&quot;http" not in frame


def test_nothing_is_left_beside_it():
    assert sorted(path.suffix for path in Path(TUTORIAL).parent.iterdir() if path.suffix != ".txt") == [
        ".ipynb"
    ]
