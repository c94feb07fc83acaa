"""Answers and maps as figures: ``-o figure.svg`` or ``.png`` of ``yimai ask`` and ``yimai map``."""

from __future__ import annotations

import importlib
import os
import re
from collections.abc import Collection, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.model import RenderError
from graph.store import View

if TYPE_CHECKING:
    from queries.result import Result

_ALL = 100_000
"""A matrix is drawn whole: an empty cell must be empty."""
_TITLE_ENDS = re.compile("[：:（(，,]")
"""A question is told at length; a figure is headed by how it begins."""
_SHARPNESS = 2
"""Pixels of a PNG for each unit of its figure."""


class Figure:
    """A figure that can be saved like a page."""

    def __init__(self, svg: str) -> None:
        """Take the figure's text."""
        self.svg = svg

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the figure as SVG, or as PNG where the name ends so; return its path.

        Raises:
            RenderError: the file cannot be written, or what draws PNG is not installed.
        """
        from viz import shell

        if Path(path).suffix.lower() == ".png":
            return shell.save_bytes(_png(self.svg), path)
        return shell.save(self.svg, path)


def draw_answer(
    view: View,
    question: str,
    parameters: Mapping[str, Any],
    *,
    language: str = "zh",
    apart: Collection[tuple[str, str]] = (),
) -> Figure:
    """Draw the answer of a question: a matrix, a trend and what is shared as charts, all else as a map.

    Raises:
        QueryError: an unknown question, parameter or name.
        RenderError: the answer has nothing to draw.
    """
    from queries.ask import ask
    from queries.catalogue import describe

    if question == "matrix":
        parameters = {"limit": _ALL, "quoted": 0, **parameters}
    result = ask(view, question, apart=apart, **parameters)
    known = describe(question)
    title = _TITLE_ENDS.split(known.en if language == "en" else known.zh)[0].strip()
    if question == "matrix":
        return Figure(_matrix(result, title, language))
    if question == "trends":
        return Figure(_trends(view, result, title, language))
    if question == "shared-instruments" and result.graph is not None:
        from viz.charts import sharing

        return Figure(sharing(title, result.graph, language=language, notes=result.notes))
    from cli.drawing import page_of

    return Figure(page_of(result, question, language=language).figure)


def _matrix(result: Result, title: str, language: str) -> str:
    from viz.charts import heatmap

    rows: dict[str, str] = {}
    columns: dict[str, tuple[int, str]] = {}
    cells: dict[tuple[str, str], int] = {}
    for row in result.rows:
        one: dict[str, Any] = dict(row)
        rows[one["row"]] = one["row_name"]
        columns[one["column"]] = (one["column_total"], one["column_name"])
        cells[one["row"], one["column"]] = one["count"]
    ranked = sorted(columns, key=lambda id_: (not id_, -columns[id_][0], columns[id_][1], id_))
    if result.parameters.get("by") in ("year", "session"):
        ranked = sorted(columns, key=lambda id_: (not id_, id_))
    return heatmap(
        title,
        list(rows.items()),
        [(id_, columns[id_][1]) for id_ in ranked],
        cells,
        language=language,
        notes=result.notes,
    )


def _trends(view: View, result: Result, title: str, language: str) -> str:
    from queries.network import nodes
    from viz.charts import by_year
    from viz.style import CLASS_LOOKS, LOOKS

    thing = nodes(view, [str(result.parameters["name"])])[str(result.parameters["name"])]
    look = CLASS_LOOKS.get(str(thing.properties.get("class")))
    series = [
        (str(place or ""), [(row["year"], row["count"], row["all"]) for row in some])
        for place, some in groupby(
            (dict[str, Any](row) for row in result.rows), key=lambda row: row["jurisdiction_name"]
        )
    ]
    return by_year(
        f"{title}{': ' if language == 'en' else '：'}{thing.name}",
        series,
        color=look[0] if look else LOOKS[thing.label].color,
        language=language,
        notes=result.notes,
    )


def _png(svg: str) -> bytes:
    """Return a figure as PNG, with the fonts of this machine.

    Raises:
        RenderError: what draws it is not installed.
    """
    try:
        resvg = importlib.import_module("resvg_py")
    except ImportError as error:
        raise RenderError(
            "PNG 需要 resvg-py: pip install 'yimai[png]', 或改写 .svg (needs resvg-py; or write .svg)"
        ) from error
    return bytes(resvg.svg_to_bytes(svg_string=svg, zoom=_SHARPNESS))
