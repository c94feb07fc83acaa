"""``yimai ask``, ``yimai queries`` and ``yimai trace``: named questions, as tables, JSON or CSV."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.common import (
    TEXT,
    TEXT_FORMATS,
    decisions_file,
    decisions_option,
    format_option,
    language_option,
    parameter_option,
    parameters_of,
    store_option,
)
from cli.output import FIGURES, note, output_option, style_of, write_text
from graph.open import open_store
from graph.store import View

if TYPE_CHECKING:
    from queries.result import Result
    from queries.statement import Statement


_ENDINGS = "以 .csv .json .html .svg .png 结尾即为该格式 (output file; its ending chooses the format)"


@click.command("ask")
@click.argument("question", type=TEXT)
@parameter_option
@format_option
@output_option(_ENDINGS)
@language_option
@decisions_option
@store_option
def ask_command(
    question: str,
    pairs: tuple[str, ...],
    style: str | None,
    output: str,
    language: str,
    decisions_path: str | None,
    store_path: str,
) -> None:
    """问一个命名的问题; yimai queries 列出全部问题。

    Answer a named question; ``yimai queries`` lists them.

    例 (example): yimai ask trends --param name=低空经济 -o 趋势.csv
    """
    _ask(question, parameters_of(pairs), style, language, store_path, decisions_path, output)


@click.command("trace")
@click.argument("a", type=TEXT)
@click.argument("b", type=TEXT)
@format_option
@output_option(_ENDINGS)
@language_option
@store_option
def trace_command(a: str, b: str, style: str | None, output: str, language: str, store_path: str) -> None:
    """两个事物怎样连起来: A 到 B 的路径, 每一步附原文。

    How two things are linked: the best paths from A to B, each step with its sentence.

    例 (example): yimai trace 之江文化产业带 算力券
    """
    _ask("trace", {"a": a, "b": b}, style, language, store_path, output=output)


@click.command("queries")
@click.argument("question", required=False, type=TEXT)
def queries_command(question: str | None) -> None:
    """列出命名的问题, 或说明其中一个。

    List the named questions, or describe one.

    例 (example): yimai queries merge-candidates
    """
    from queries.catalogue import describe, questions

    if question is not None:
        click.echo(_description(describe(question)))
        return
    for known in questions():
        click.echo(f"{known.name:<20} {known.zh}\n{'':<20} {known.en}")


def _description(known: Statement) -> str:
    """Return what a question answers, its parameters and its columns, as lines."""
    rows = [known.name, f"  {known.zh}", f"  {known.en}", "参数 parameters:"]
    for parameter in known.parameters:
        if not parameter.inner:
            default = "必填 required" if parameter.required else f"默认 default: {parameter.default}"
            rows.append(f"  {parameter.name:<14}{parameter.allowed}; {default}")
    rows.append("列 columns:")
    rows += [f"  {', '.join(group)}" for group in known.columns]
    return "\n".join(rows)


def _ask(
    question: str,
    parameters: Mapping[str, str],
    style: str | None,
    language: str,
    store_path: str,
    decisions_path: str | None = None,
    output: str = "-",
) -> None:
    from queries.catalogue import describe

    describe(question)  # a wrong name is told before a graph is looked for
    style = style_of(style, output, (*TEXT_FORMATS, "html", *FIGURES))
    apart: Collection[tuple[str, str]] = ()
    if decisions_path or question == "merge-candidates":  # the only question that a decision changes
        from extract.decisions import load_decisions

        apart = load_decisions(decisions_file(decisions_path, store_path)).apart
    with open_store(store_path, readonly=True) as store:
        answer(store.view(), question, parameters, style=style, output=output, language=language, apart=apart)


def answer(
    view: View,
    question: str,
    parameters: Mapping[str, Any],
    *,
    style: str,
    output: str,
    language: str,
    apart: Collection[tuple[str, str]] = (),
) -> None:
    """Answer a question in the given style: rows as text, a map, or a figure.

    ``apart`` are the pairs of proposals that were decided not to be merged.
    """
    from queries.ask import ask

    if style in FIGURES:
        from cli.drawing import save
        from cli.figures import draw_answer

        path = save(draw_answer(view, question, parameters, language=language, apart=apart), Path(output))
        note(f"图 (figure): {path.as_posix()}")
        return
    result = ask(view, question, apart=apart, **parameters)
    if style == "html":
        from cli.drawing import page_of, write_page

        write_page(page_of(result, question, language=language), output)
    elif style == "json":
        write_text(result.to_json() + "\n", output, person=False)
    elif style == "csv":
        write_text(result.to_csv(), output, person=False)
    else:
        at_terminal = output == "-" and sys.stdout.isatty()
        write_text(_table(result, language, None if at_terminal else _WIDTH), output, person=True)


_HIDDEN = (
    *("id", "a", "b", "proposal_ids", "industry", "other", "instruments", "places", "proposers"),
    *("row", "column", "row_total", "column_total", "total", "missing", "rule", "section", "proposal"),
)
"""Columns of a table on a terminal that say nothing to a reader: ids, and what stands beside them too."""
_CODES = (
    *("year", "session", "jurisdiction", "passage_kind", "heading", "exact", "class", "subtool", "secondary"),
    *("modality", "document_name", "source", "start", "end", "proposal", "instrument"),
    *("coder_class", "coder_subtool", "coder_modality", "remark"),
    *("match", "part_instruments", "part_wording", "part_titles", "part_industries", "part_places"),
    *("part_handlers", "before_id", "outcome"),
)
"""Columns that are for a table program, not for a terminal."""
_WIDTH = 120
"""Of a table in a file or a pipe."""
_SHOWN_LINES = 3
"""Lines of a cell that a table shows; JSON and CSV hold them all."""


def _table(result: Result, language: str, width: int | None) -> str:
    """Draw the rows as a table for reading: without ids, long cells shortened, the notes below.

    ``width`` is in characters, None for the terminal's own.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(width=width, highlight=False)
    # Where the sentences stand in columns of their own, they are not shown twice.
    quoted = {"uses_a", "side_a", "sentence"} & set(result.columns)
    hidden = {
        *_HIDDEN,
        *(_CODES if "sentence" in quoted else ()),
        *(["jurisdiction"] if "jurisdiction_name" in result.columns else []),
        *(name for name in result.columns if name.endswith("_id")),
        *(["evidence"] if quoted else []),
    }
    shown = [index for index, name in enumerate(result.columns) if name not in hidden]
    with console.capture() as capture:
        if not result.rows:
            console.print("没有结果 (no rows)")
        else:
            table = Table(show_lines=True)
            captions = result.captions(language)
            for index in shown:
                table.add_column(captions[index], overflow="fold")
            for row in result.to_table(language):
                table.add_row(*(Text(_shortened(row[index])) for index in shown))
            console.print(table)
        for note in result.notes:
            console.print(Text(note))
    return capture.get()


def _shortened(cell: str) -> str:
    rows = cell.split("\n")
    rest = len(rows) - _SHOWN_LINES
    return cell if rest <= 0 else "\n".join([*rows[:_SHOWN_LINES], f"……（另有 {rest} 条）"])
