"""Fill the answers of the how-to pages: a block ``text`` gets the first lines that the command above prints.

Usage: ``python docs/fill_how_to.py`` from the repository's folder; a test holds the pages to it. A block
keeps its number of lines. A block ``yaml FILE`` is written to that file before the commands that follow it.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

HOME = Path(__file__).parents[1]
PAGES = tuple(
    HOME / "docs" / "how-to" / f"{name}.md" for name in ("merge-candidates", "coding", "dossier", "lexicon")
)
"""The pages whose commands need nothing but the examples; that on Neo4j needs a server."""
BLOCK = re.compile(r"^```(?P<kind>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_LONGEST = 120
"""Characters of a line that a page shows."""


def commands(body: str) -> list[str]:
    """Return the command lines of a block, without the notes behind them."""
    return [line.split("  #")[0].strip() for line in body.splitlines() if line.startswith("yimai ")]


def filled(text: str, folder: Path) -> str:
    """Return a page with its answers as the commands, run one after the other in a folder, give them now."""
    printed = ""

    def fill(match: re.Match[str]) -> str:
        nonlocal printed
        kind, _, name = match["kind"].partition(" ")
        if kind == "yaml":
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(match["body"], encoding="utf-8")
        elif kind == "":
            printed = ([_run(line, folder) for line in commands(match["body"])] or [""])[-1]
        elif kind == "text":
            shown = printed.splitlines()[: match["body"].count("\n")]
            body = "".join(f"{_cut(line)}\n" for line in shown)
            return f"```text\n{body}```"
        return match[0]

    return BLOCK.sub(fill, text)


def _run(line: str, folder: Path) -> str:
    """Run one command, whose output may go into a file; return what it prints."""
    words = shlex.split(line)
    target = words[words.index(">") + 1] if ">" in words else None
    arguments = words[1 : words.index(">")] if target else words[1:]
    if arguments[0] == "build":
        arguments.append("--no-site")  # no page shows the site, which takes most of the time
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "YIMAI_"))}
    done = subprocess.run(  # noqa: S603 - the commands of our own pages
        [sys.executable, "-m", "yimai", *arguments],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(HOME)},
        capture_output=True,
    )
    if done.returncode:
        raise RuntimeError(f"{line}: {done.stderr.decode('utf-8')}")
    if target:
        (folder / target).write_bytes(done.stdout)
        return done.stderr.decode("utf-8")
    return (done.stdout + done.stderr).decode("utf-8")


def _cut(line: str) -> str:
    line = line.rstrip().removeprefix("\ufeff")
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}……"


def prepare(folder: Path) -> None:
    """Put into a folder what the pages take for granted: the examples, and the sheets filled in by hand."""
    for name in ("examples", "docs"):
        (folder / name).symlink_to(HOME / name)


def main() -> None:
    """Write the pages anew."""
    for page in PAGES:
        with TemporaryDirectory() as folder:
            prepare(Path(folder))
            page.write_text(filled(page.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
