"""``yimai cypher``: a statement of one's own, read-only, within limits of time, rows and memory."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from cli.common import TEXT, TEXT_FORMATS, format_option, parameter_option, parameters_of, store_option
from cli.output import note, output_option, style_of, write_text
from graph.model import InputError

if TYPE_CHECKING:
    from graph.store import Table
    from queries.result import Cell

_FILES = (".cypher", ".cql")
_LARGEST = 1 << 20
"""Bytes of a statement: a longer one is a mistake."""


@click.command("cypher")
@click.argument("statement", type=TEXT)
@parameter_option
@format_option
@output_option("以 .csv 或 .json 结尾即为该格式 (output file; .csv, .json: that format)")
@click.option(
    "--limit",
    type=click.IntRange(1, 1_000_000),
    default=1000,
    show_default=True,
    help="最多几行 (at most so many rows)。",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 3600),
    default=30.0,
    show_default=True,
    help="最多几秒 (at most so many seconds)。",
)
@store_option
def cypher_command(
    statement: str,
    pairs: tuple[str, ...],
    style: str | None,
    output: str,
    limit: int,
    timeout: float,
    store_path: str,
) -> None:
    """只读地运行自己的 Cypher: 语句、.cypher 文件, 或 - (标准输入)。

    Run a Cypher statement of your own, read-only: the statement, a .cypher file, or - for standard input. A
    parameter's value is read as JSON where it is that (year=2025, ids=["a"], code='"330100"'), else as text.

    例 (example): yimai cypher 'MATCH (p:Proposal) RETURN p.name LIMIT 5'
    """
    from graph.free_cypher import free_cypher

    style = style_of(style, output, TEXT_FORMATS)
    parameters = {name: _value(text) for name, text in parameters_of(pairs).items()}
    table = free_cypher(store_path, _read(statement), parameters, limit=limit, seconds=timeout)
    write_text(_shown(table, parameters, style), output, person=style == "table")
    if table.more:
        note(f"只列出前 {limit} 行 (only the first rows); --limit 可调")


def _read(statement: str) -> str:
    """Return the statement itself, or what stands in the file or the pipe that is named."""
    if statement != "-" and not statement.lower().endswith(_FILES):
        return statement
    try:
        with sys.stdin.buffer if statement == "-" else Path(statement).open("rb") as file:
            text = file.read(_LARGEST + 1)
        if len(text) > _LARGEST:
            raise InputError(f"{statement}: 语句大于 1 MB (the statement is larger than 1 MB)")
        return text.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{statement}: 无法读取 (cannot be read): {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{statement}: 不是 UTF-8 (is not UTF-8); 请另存为 UTF-8") from error


def _value(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return text


def _shown(table: Table, parameters: Mapping[str, Any], style: str) -> str:
    """Return the rows as a table, JSON or CSV; in the first and last, lists and maps are JSON in a cell."""
    if style == "json":
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        whole = {"query": "cypher", "parameters": parameters, "columns": table.columns, "rows": rows}
        return msgspec.json.encode(whole).decode() + "\n"
    if style == "csv":
        from queries.result import Result

        cells = tuple(dict(zip(table.columns, map(_cell, row), strict=True)) for row in table.rows)
        return Result(query="cypher", parameters={}, columns=table.columns, rows=cells).to_csv()
    return _drawn(table)


def _cell(value: Any) -> Cell:
    return msgspec.json.encode(value).decode() if isinstance(value, list | dict) else value


def _drawn(table: Table) -> str:
    from rich.console import Console
    from rich.table import Table as Drawing
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else 120, highlight=False)
    with console.capture() as capture:
        if table.rows:
            drawing = Drawing(show_lines=True)
            for column in table.columns:
                drawing.add_column(Text(column), overflow="fold")
            for row in table.rows:
                drawing.add_row(*(Text("" if value is None else str(_cell(value))) for value in row))
            console.print(drawing)
        else:
            console.print("没有结果 (no rows)")
    return capture.get()
