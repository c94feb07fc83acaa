"""Yimai (议脉): a knowledge graph explorer for policy proposals. The front door.

>>> import yimai
>>> extraction = yimai.extract("为此，建议设立冷链产业引导基金。", "note.txt")
>>> [mention.exact for mention in extraction.mentions if mention.type == "instrument"]
['冷链产业引导基金']
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

_HOME = Path(__file__).resolve().parent
for _room in ("graph", "extract", "queries", "viz", "cli"):
    _spec = find_spec(_room)
    if _spec is None or not _spec.origin or not Path(_spec.origin).resolve().is_relative_to(_HOME):
        raise ImportError(
            f"yimai: 另一个 {_room} 挡住了议脉自己的模块: {_spec.origin if _spec else '(没有找到)'}"
            f" (another {_room} hides Yimai's own); 请改名或换个文件夹运行 (rename it or run elsewhere),"
            " 或用 pipx / uv tool 安装 (or install with pipx / uv tool)"
        )

from graph.model import Extraction, YimaiError  # noqa: E402 - only after the check above

if TYPE_CHECKING:
    from collections.abc import Collection

    from graph.store import Store
    from queries.result import Result
    from viz.page import MapPage

__all__ = ["KnowledgeGraph", "YimaiError", "extract", "main", "open"]


def extract(text: str, source: str) -> Extraction:
    """Read one text; ``source`` names it (a path or URL) and makes its id.

    Raises:
        InputError: the text is empty.
    """
    from extract.pipeline import Context
    from extract.pipeline import extract as run

    return run(text, Context(id=f"document:{source}", source=source))


class KnowledgeGraph:
    """A graph to ask and to draw: what ``yimai.open`` gives."""

    def __init__(self, store: Store, apart: Collection[tuple[str, str]] = ()) -> None:
        """Wrap an open store; ``apart`` are pairs of proposals that were decided not to be merged."""
        self._store = store
        self._apart = apart

    def ask(self, question: str, /, **parameters: Any) -> Result:
        """Answer a named question; see ``yimai queries`` for names and parameters.

        Raises:
            QueryError: an unknown question, parameter or name.
        """
        from queries.ask import ask

        return ask(self._store.view(), question, apart=self._apart, **parameters)

    def map(self, question: str | None = None, /, **parameters: Any) -> MapPage:
        """Draw an answer (``map("around", name="之江文化产业带")``), or the whole graph.

        Raises:
            QueryError: as for ``ask``.
            RenderError: the answer has nothing to draw.
        """
        from cli.drawing import draw

        return draw(self._store.view(), question, parameters)

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many nodes of each label and edges of each type are in."""
        return self._store.counts()

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    def __enter__(self) -> KnowledgeGraph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open(place: str = "graph.yimai") -> KnowledgeGraph:  # noqa: A001 - yimai.open reads as what it does
    """Open a graph for reading: a file's path, or the address of a Neo4j server (``neo4j://host``).

    Decisions in the file beside it are followed, as on the command line.

    Raises:
        StoreError: there is none, or it cannot be read.
        LexiconError: the file of decisions breaks its rules.
    """
    from cli.common import decisions_file
    from extract.decisions import load_decisions
    from graph.open import open_store

    apart = load_decisions(decisions_file(None, place)).apart
    return KnowledgeGraph(open_store(place, readonly=True), apart)


def main() -> None:
    """Run the command line; exits with 0 done, 1 failed, 2 wrong use, 3 done in part."""
    from cli.main import run

    sys.exit(run())


if __name__ == "__main__":
    main()
