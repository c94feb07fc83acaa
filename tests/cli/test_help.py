"""What a stranger finds by himself: an example in every help, every name in the documentation, completion."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

from cli.main import yimai
from queries.catalogue import questions
from tests.command import HOME, environment

EXAMPLE = re.compile(r"^  例 \(example\): (yimai .+)$", re.MULTILINE)
README = {page: (HOME / page).read_text(encoding="utf-8") for page in ("README.md", "README.zh.md")}
DOCUMENTED = "\n".join(
    [*README.values(), *(page.read_text(encoding="utf-8") for page in sorted((HOME / "docs").rglob("*.md")))]
)


def walk(command: click.Command, context: click.Context) -> Iterator[click.Context]:
    """Yield the context of every command below the group, and of the groups themselves but the first."""
    if context.parent is not None:
        yield context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from walk(inner, click.Context(inner, info_name=name, parent=context, terminal_width=80))


COMMANDS = {context.command_path: context for context in walk(yimai, click.Context(yimai, info_name="yimai"))}


@pytest.mark.parametrize("path", COMMANDS)
def test_every_help_has_an_example_that_can_be_given(path: str) -> None:
    found = EXAMPLE.findall(COMMANDS[path].get_help())
    assert len(found) == 1, "one line `例 (example): yimai …` that fits into 80 columns"
    assert found[0].startswith(path)
    words = shlex.split(found[0])[1:]
    group: click.Command = yimai
    while isinstance(group, click.Group):
        inner = group.get_command(click.Context(group), words.pop(0))
        assert inner is not None
        group = inner
    group.make_context(path, words)  # raises where an option or an argument is not as the command wants it


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_is_in_the_documentation(path: str) -> None:
    assert re.search(rf"\b{path}\b", DOCUMENTED)


@pytest.mark.parametrize("page", README)
@pytest.mark.parametrize("name", [question.name for question in questions()])
def test_every_question_is_in_both_readmes(page: str, name: str) -> None:
    assert re.search(rf"`{name}`|yimai (?:ask )?{name} ", README[page])


@pytest.mark.parametrize("page", README)
def test_completion_is_told_and_works(page: str) -> None:
    assert '"$(_YIMAI_COMPLETE=bash_source yimai)"' in README[page]
    done = subprocess.run(
        [sys.executable, "-c", "import sys, yimai; sys.argv = ['yimai']; yimai.main()"],
        env=environment(_YIMAI_COMPLETE="bash_complete", COMP_WORDS="yimai decide no", COMP_CWORD="2"),
        capture_output=True,
    )
    assert done.stdout.decode().split() == ["plain,not-a-mention", "plain,not-mergeable", "plain,not-same"]
