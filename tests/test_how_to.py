"""The how-to pages tell the truth: their commands run on the examples, and print what the pages show."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest

from cli.main import yimai as program
from docs.fill_how_to import BLOCK, HOME, PAGES, commands, filled, prepare
from tests.command import yimai

NEO4J = HOME / "docs" / "how-to" / "neo4j.md"
READMES = [HOME / "README.md", HOME / "README.zh.md"]
SCREEN_AND_A_HALF = 110
"""Lines of a page, at the most."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_print_what_the_page_shows(page: Path, demo: Path, tmp_path: Path) -> None:
    shutil.copytree(demo, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*-site"))
    prepare(tmp_path)
    text = page.read_text(encoding="utf-8")
    assert sum(block["kind"] == "text" for block in BLOCK.finditer(text)) >= 2
    assert filled(text, tmp_path) == text, "run: python docs/fill_how_to.py"


@pytest.mark.parametrize("page", [*PAGES, NEO4J], ids=lambda page: page.stem)
def test_a_page_is_short_begins_as_all_do_and_is_linked(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= SCREEN_AND_A_HALF
    assert re.match(r"# [\u4e00-\u9fff][^\n]+\n\n\*In English: [^*]+\.\*\n\n", text)
    for readme in READMES:
        assert f"(docs/how-to/{page.name})" in readme.read_text(encoding="utf-8")
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (page.parent / link).is_file(), link


def test_what_the_page_for_a_server_names_is_there(demo: Path) -> None:
    text = NEO4J.read_text(encoding="utf-8")
    lines = [line for block in BLOCK.finditer(text) for line in commands(block["body"])]
    assert len(lines) >= 4
    for line in lines:
        _, name, *words = shlex.split(line)
        command = program.get_command(click.Context(program), name)
        assert command is not None, line
        command.make_context(name, words)  # raises where an option is unknown
    statements = [block["body"] for block in BLOCK.finditer(text) if block["kind"] == "cypher"]
    assert len(statements) >= 2
    for statement in statements:
        done = yimai("cypher", statement, "--format", "csv", "--param", "name=低空经济", cwd=demo)
        assert done.returncode == 0, done.stderr.decode()
        assert len(done.stdout.splitlines()) >= 2, statement


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "docs/threat-model.md"])
def test_files_that_a_page_names_are_there(name: str) -> None:
    text = (HOME / name).read_text(encoding="utf-8")
    named = re.findall(r"`([a-z.]+/[a-z\d_./-]*\.[a-z]+|[a-z-]+\.(?:lock|yaml|py))`", text)
    assert len(named) >= 10
    for path in named:
        assert (HOME / path).is_file(), path
    for readme in READMES:
        assert f"({name})" in readme.read_text(encoding="utf-8")
