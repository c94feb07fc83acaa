"""docs/questions.md: a section for every question, each with its parameters and a true worked example."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from cli.main import run
from docs.fill_examples import EXAMPLE, PAGE, filled
from graph.open import open_store
from queries.catalogue import describe, questions

TEXT = PAGE.read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL))
SHARED = TEXT.partition("\n## ")[0]


def test_every_question_has_its_section_in_order() -> None:
    assert list(SECTIONS) == [question.name for question in questions()]


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_says_what_it_should(name: str) -> None:
    body = SECTIONS[name]
    assert re.match(r"\n\*\*[^*]*[\u4e00-\u9fff][^*]*？\*\* [A-Z]", body), (
        "the question in Chinese, then English"
    )
    assert re.search(r"\*How[.*]", body)
    assert re.search(r"\*[Ww]hat it cannot tell[.*]", body)
    examples = [shlex.split(match["command"]) for match in EXAMPLE.finditer(body)]
    assert examples
    assert all(words[1] == name or words[2] == name for words in examples)
    for parameter in describe(name).parameters:
        if not parameter.inner:
            assert f"`{parameter.name}`" in body, parameter.name
            for choice in parameter.choices:
                assert re.search(rf"\b{choice}\b", body + SHARED), (parameter.name, choice)


def test_the_examples_are_what_the_demo_answers(demo: Path) -> None:
    with open_store(demo / "graph.yimai", readonly=True) as store:
        assert filled(TEXT, store.view()) == TEXT, "run: python docs/fill_examples.py"


@pytest.mark.parametrize("command", re.findall(r"^yimai (?:ask|trace) .+$", TEXT, re.MULTILINE))
@pytest.mark.parametrize("style", ["table", "json", "csv"])
def test_every_command_runs(
    demo: Path, command: str, style: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(demo)
    monkeypatch.delenv("YIMAI_STORE", raising=False)
    # In this process: a start of its own for each takes longer than the answer.
    assert run([*shlex.split(command)[1:], "--format", style]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert len(told.out.splitlines()) >= (1 if style == "json" else 2)
