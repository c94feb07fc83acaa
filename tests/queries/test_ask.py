"""The door: every question is answered, and the same way in every process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph.model import QueryError
from graph.store import View
from queries.ask import _ANSWERS as ANSWERS  # pyright: ignore[reportPrivateUsage]
from queries.ask import ask
from queries.catalogue import questions

HOME = Path(__file__).parents[2]
SCRIPT = """
import sys
from graph.open import open_store
from queries.ask import ask
from queries.network import whole_graph
view = open_store(sys.argv[1], readonly=True).view()
for name, parameters in (
    ("shared-instruments", {}),
    ("shared-instruments", {"level": "class"}),
    ("around", {"name": "杭州市", "steps": 3}),
    ("trace", {"a": "王新龙", "b": "宁波市", "limit": 20}),
    ("matrix", {"level": "family", "by": "jurisdiction"}),
    ("gaps", {"of": "industry", "class": "supply"}),
    ("check", {"parts": "all", "industries": 2, "focus": 100}),
    ("trends", {"name": "消费券", "split": "jurisdiction"}),
    ("place-profile", {"name": "杭州市"}),
    ("member-profile", {"name": "王新龙"}),
):
    result = ask(view, name, **parameters)
    sys.stdout.buffer.write(f"{result.to_json()} {result.graph}\\n".encode())
sys.stdout.buffer.write(str(whole_graph(view, 9)).encode())
"""


def test_every_question_has_an_answer() -> None:
    assert sorted(ANSWERS) == [question.name for question in questions()]


def test_an_unknown_question(view: View) -> None:
    with pytest.raises(QueryError, match=r"did you mean\): around\?"):
        ask(view, "aroud", name="杭州市")


def test_the_order_of_sets_does_not_show(graph_path: Path) -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT, str(graph_path)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(HOME)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1
    assert outputs != {b""}
