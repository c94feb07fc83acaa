"""The house rules that no single room can check: who may import whom, and that nothing is left half done."""

import ast
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1]
ROOMS = ("graph", "extract", "queries", "viz", "cli")
MAY_IMPORT = {
    "graph": {"graph"},
    "extract": {"extract", "graph"},
    "queries": {"queries", "graph"},
    "viz": {"viz", "graph"},
    "cli": {"cli", "extract", "graph", "queries", "viz"},
}
FLOOR = {"graph.model", "graph.text"}


def imports(path):
    """Yield (line, dotted name) of every import in a file, those inside functions included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.lineno, node.module


FILES = sorted(path for room in ROOMS for path in (HOME / room).rglob("*.py"))


def test_every_room_has_files():
    assert {path.relative_to(HOME).parts[0] for path in FILES} == set(ROOMS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOME)))
def test_values_move_to_the_right(path):
    room = path.relative_to(HOME).parts[0]
    for line, name in imports(path):
        top = name.split(".")[0]
        assert top not in (set(ROOMS) | {"yimai"}) - MAY_IMPORT[room], f"{path}:{line} imports {name}"
        if top == "graph" and room in {"extract", "viz"}:
            assert name in FLOOR, f"{path}:{line}: {room} may import the floor only, not {name}"
        if path.name in {"model.py", "text.py"} and room == "graph":
            assert top != "graph", f"{path}:{line}: the floor imports nothing of ours"


def test_no_lock_file_names_an_address():
    for lock in HOME.glob("*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "http" not in text
        assert "--hash=sha256:" in text
    axe = (HOME / "tests" / "axe" / "package-lock.json").read_text(encoding="utf-8")
    assert "http" not in axe
    assert '"integrity": "sha512-' in axe
