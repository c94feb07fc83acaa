"""An answer in a notebook: as a frame of pandas or polars, as a graph of networkx, as a table to look at."""

from __future__ import annotations

import html
from importlib import import_module
from typing import TYPE_CHECKING, Any

import networkx as nx

from graph.model import Evidence, QueryError, Subgraph

if TYPE_CHECKING:
    from queries.result import Result

_LIBRARIES = ("pandas", "polars")
_SHOWN = 50
"""Rows of a table in a notebook; the frame holds them all."""

_STYLE = (
    "text-align:left;vertical-align:top;white-space:pre-line;padding:2px 8px;border-bottom:1px solid #8884"
)


def frame(result: Result, library: str, language: str | None = None) -> Any:
    """Return the rows as a ``DataFrame``; see ``Result.frame``.

    Raises:
        QueryError: the library is not known or not installed.
    """
    if library not in _LIBRARIES:
        raise QueryError(f"没有 {library} 表 (no such frame); 可用 (known): {', '.join(_LIBRARIES)}")
    try:
        module = import_module(library)
    except ModuleNotFoundError as error:
        raise QueryError(
            f"未安装 {library} (not installed); 请运行 (run): pip install {library}, 或安装 yimai[{library}]"
        ) from error
    names = list(result.columns) if language is None else _distinct(result, language)
    columns = {
        name: [row[column] for row in result.rows] for name, column in zip(names, result.columns, strict=True)
    }
    # Whatever the first rows hold: a column of numbers may begin with whole ones, or with none.
    return module.DataFrame(columns) if library == "pandas" else module.DataFrame(columns, strict=False)


def _distinct(result: Result, language: str) -> list[str]:
    """Return the captions; where two columns have one caption, with their names."""
    captions = result.captions(language)
    return [
        caption if captions.count(caption) == 1 else f"{caption} {column}"
        for caption, column in zip(captions, result.columns, strict=True)
    ]


def as_networkx(graph: Subgraph) -> nx.MultiDiGraph[str]:
    """Return a plain graph as one of networkx; see ``Result.to_networkx``."""
    drawn: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in graph.nodes:
        drawn.add_node(node.id, **{**node.properties, "label": node.label.value, "name": node.name})
    for link in graph.links:
        said = [_quotation(item) for item in link.evidence]
        drawn.add_edge(
            link.source,
            link.target,
            key=link.key,
            type=link.type.value,
            qualifier=link.qualifier,
            evidence=said,
        )
    return drawn


def _quotation(item: Evidence) -> dict[str, str | int]:
    return {
        "document": item.document,
        "document_name": item.document_name,
        "start": item.start,
        "end": item.end,
        "exact": item.exact,
        "sentence": item.sentence,
    }


def as_html(result: Result, language: str = "zh") -> str:
    """Return the first rows as an HTML table, all text escaped, with the notes and what is left out below."""
    captions = result.captions(language)
    rows = result.to_table(language)
    lines = [
        f"<table><caption>{html.escape(result.query)}</caption><thead>",
        _row("th", captions),
        "</thead><tbody>",
        *(_row("td", row) for row in rows[:_SHOWN]),
        "</tbody></table>",
    ]
    notes = list(result.notes)
    if len(rows) > _SHOWN:
        notes.append(f"共 {len(rows)} 行，只显示前 {_SHOWN} 行 (the first {_SHOWN} of {len(rows)} rows)")
    if not rows:
        notes.append("没有结果 (no rows)")
    lines += [f"<p>{html.escape(note)}</p>" for note in notes]
    return "".join(lines)


def _row(tag: str, cells: list[str]) -> str:
    shown = (f'<{tag} style="{_STYLE}">{html.escape(cell)}</{tag}>' for cell in cells)
    return f"<tr>{''.join(shown)}</tr>"
