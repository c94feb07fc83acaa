"""Fill the worked examples of questions.md: tables below commands get the rows that the demo answers with.

Usage: ``python docs/fill_examples.py`` from the repository's folder; a test holds the page to it. The table's
head names columns by their Chinese captions, and it keeps its number of rows.
"""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

HOME = Path(__file__).parents[1]
sys.path.insert(0, str(HOME))

from cli.build import build_command  # noqa: E402
from graph.open import open_store  # noqa: E402
from graph.store import View  # noqa: E402
from queries.ask import ask  # noqa: E402
from queries.result import Result  # noqa: E402

PAGE = HOME / "docs" / "questions.md"
EXAMPLE = re.compile(
    r"```\n(?P<command>yimai (?:ask|trace) [^\n]+)\n```\n\n"
    r"(?P<head>\|[^\n]+\|\n\|[-|]+\|\n)(?P<rows>(?:\|[^\n]*\|\n)+)"
)
_LONGEST = 60
"""Characters of a cell that the page shows."""


def filled(text: str, view: View) -> str:
    """Return the page with the rows of its examples as the graph answers now."""

    def fill(match: re.Match[str]) -> str:
        count = match["rows"].count("\n")
        rows = _rows(_answer(view, match["command"]), match["head"].splitlines()[0], count)
        return f"```\n{match['command']}\n```\n\n{match['head']}{rows}"

    return EXAMPLE.sub(fill, text)


def _answer(view: View, command: str) -> Result:
    """Put the question of a command line."""
    _, verb, *words = shlex.split(command)
    if verb == "trace":
        return ask(view, "trace", a=words[0], b=words[1])
    pairs = (word.partition("=") for word in words[1:] if word != "--param")
    return ask(view, words[0], **{name: value for name, _, value in pairs})


def _rows(result: Result, head: str, count: int) -> str:
    captions = result.captions()
    columns = [captions.index(caption.strip()) for caption in head.strip("|\n").split("|")]
    rows = result.to_table()[:count]
    return "".join(f"| {' | '.join(_cell(row[column]) for column in columns)} |\n" for row in rows)


def _cell(text: str) -> str:
    """Return a cell of the page: lists on one line, long ones shortened."""
    plain = "；".join(" ".join(line.split()) for line in text.split("\n")).replace("|", "\\|")
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}……"


def main() -> None:
    """Build the demo and write the page anew."""
    with TemporaryDirectory() as folder:
        store = Path(folder) / "demo.yimai"
        build_command.main(
            [str(HOME / "examples"), "--store", str(store), "--out", str(Path(folder) / "site")],
            standalone_mode=False,
        )
        with open_store(store, readonly=True) as graph:
            PAGE.write_text(filled(PAGE.read_text("utf-8"), graph.view()), encoding="utf-8")


if __name__ == "__main__":
    main()
