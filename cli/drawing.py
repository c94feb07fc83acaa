"""``yimai map``: draw an answer, the surroundings of a thing, or the whole graph."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from cli.common import TEXT, TEXT_FORMATS, language_option, parameter_option, parameters_of, store_option
from cli.figures import Figure
from cli.output import FIGURES, note, output_option, style_of
from graph.model import RenderError
from graph.open import open_store
from graph.store import View

if TYPE_CHECKING:
    from queries.result import Result
    from viz.page import MapPage


WHOLE_TITLE = ("议脉 · 提案知识图谱", "Yimai · knowledge graph of proposals")


class Page(Protocol):
    """What can be written as one file."""

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the page, whole or not at all; return its path."""
        ...


def draw(
    view: View,
    question: str | None,
    parameters: Mapping[str, Any],
    *,
    language: str = "zh",
    home: str = "",
    pages: Mapping[str, str] | None = None,
) -> MapPage:
    """Draw the answer of a question, or the whole graph where none is given.

    ``home`` is the relative address of the overview of the site that the map belongs to, if any, and
    ``pages`` are those of the site's pages of single things, by id.

    Raises:
        QueryError: an unknown question, parameter or name.
        RenderError: the answer has nothing to draw.
    """
    from queries.ask import ask
    from queries.network import whole_graph
    from viz.page import MapPage

    if question is None:
        subgraph, total = whole_graph(view)
        title = WHOLE_TITLE[language == "en"]
        return MapPage(subgraph, title=title, language=language, home=home, pages=pages, total=total)
    return page_of(ask(view, question, **parameters), question, language=language, home=home, pages=pages)


def page_of(
    result: Result,
    question: str,
    *,
    language: str = "zh",
    home: str = "",
    pages: Mapping[str, str] | None = None,
) -> MapPage:
    """Return the map of an answer; see ``draw``.

    Raises:
        RenderError: the answer has nothing to draw.
    """
    from queries.catalogue import describe
    from viz.page import MapPage

    if result.graph is None or not result.graph.nodes:
        raise RenderError(
            f"{question}: 没有可画的结果 (nothing to draw); 换个参数再试 (try other parameters)"
        )
    focus = result.parameters.get("name")
    known = describe(question)
    title = known.en if language == "en" else known.zh
    if focus:
        name = next(node.name for node in result.graph.nodes if node.id == focus)
        title = f"Around {name}" if language == "en" else f"{name} · 周边"
    return MapPage(
        result.graph,
        title=title,
        note=" ".join(result.notes),
        language=language,
        focus=str(focus) if focus else None,
        home=home,
        pages=pages,
    )


def save(page: Page, path: Path) -> Path:
    """Write a page, making its folder if need be, and return its path.

    Raises:
        RenderError: the folder or the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RenderError(
            f"{path.parent.as_posix()}: 无法创建文件夹 (cannot be made): {error.strerror}; 请换个位置"
        ) from error
    return page.save(path)


def write_page(page: MapPage, output: str) -> None:
    """Write a map to a file, or to standard output for ``-``.

    Raises:
        RenderError: the file cannot be written.
    """
    if output == "-":
        click.echo(page.html, nl=False)
        return
    path = save(page, Path(output))
    note(f"地图 (map): {path.as_posix()}")


@click.command("map")
@click.argument("question", required=False, type=TEXT)
@parameter_option
@click.option(
    "--around", type=TEXT, metavar="THING", help="画某个事物周边: 名称、别名或 id (around one thing)。"
)
@click.option("--all", "everything", is_flag=True, help="画整个图谱 (the whole graph); 默认。")
@click.option(
    "--format",
    "style",
    type=click.Choice(["html", *TEXT_FORMATS]),
    help="html 为地图 (output format; html: a map); 默认按 -o 的结尾, 否则 html。",
)
@output_option(
    "缺省写 map.html, 表格则为标准输出; .svg、.png 为静态图, .csv、.json 为数据 "
    "(output file, map.html unless given, - for rows; .svg, .png: a still figure; .csv, .json: the rows)",
    None,
)
@language_option
@store_option
def map_command(
    question: str | None,
    pairs: tuple[str, ...],
    around: str | None,
    everything: bool,
    style: str | None,
    output: str | None,
    language: str,
    store_path: str,
) -> None:
    """画地图: 整个图谱, 某个问题的答案, 或 --around 某个事物的周边。

    Draw the whole graph, the answer of a question, or what is around one thing.

    例 (example): yimai map --around 宁波舟山港 -o port.html
    """
    if sum((question is not None, around is not None, everything)) > 1:
        raise click.UsageError("QUESTION, --around 与 --all 只能选一个 (choose one of them)")
    parameters: dict[str, str] = parameters_of(pairs)
    if around is not None:
        question, parameters = "around", {**parameters, "name": around}
    if output is None:
        output = "map.html" if style in (None, "html") else "-"
    style = style_of(style, output, ("html", *FIGURES, *TEXT_FORMATS))
    if question is None and style in TEXT_FORMATS:
        raise click.UsageError(f"--format {style} 需要一个问题或 --around (needs a question or --around)")
    with open_store(store_path, readonly=True) as store:
        if question is not None and style in TEXT_FORMATS:
            from cli.ask import answer

            answer(store.view(), question, parameters, style=style, output=output, language=language)
            return
        page = draw(store.view(), question, parameters, language=language)
        if style in FIGURES:
            path = save(Figure(page.figure), Path(output))
            note(f"图 (figure): {path.as_posix()}")
            return
        write_page(page, output)
