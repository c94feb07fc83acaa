"""``yimai export`` and ``yimai backup``: the graph for other programs, and a copy to keep."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from cli.common import language_option, store_option
from cli.output import note
from graph.exports.files import whole_file
from graph.model import StoreError
from graph.open import open_store
from graph.store import Store

_FORMATS = ("csv", "xlsx", "coding", "graphml", "gexf", "jsonld", "neo4j-admin")


@click.command("export")
@click.option(
    "--format",
    "style",
    type=click.Choice(_FORMATS),
    required=True,
    help="csv (表格文件夹), xlsx, coding (编码表, .xlsx 或 .csv), graphml, gexf, jsonld, neo4j-admin。",
)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="PATH|-",
    help="写到哪里; csv 与 neo4j-admin 写到文件夹 (a folder for csv and neo4j-admin); - 为标准输出。",
)
@language_option
@store_option
def export_command(style: str, output: str, language: str, store_path: str) -> None:
    """导出图谱: 表格、Excel、编码表、网络图格式、链接数据、Neo4j 批量导入。

    Export the graph for other programs; the same graph always gives the same bytes.

    例 (example): yimai export --format coding -o 编码表.xlsx
    """
    if style == "neo4j-admin":
        _write_import_files(store_path, output)
        return
    with open_store(store_path, readonly=True) as store:
        if style == "csv":
            _write_tables(store, output)
            return
        with _output(output) as out:
            _writer(style, output, language)(store, out)


def _write_tables(store: Store, output: str) -> None:
    from graph.exports.tables import write_tables

    write_tables(store, _folder("csv", output))


def _folder(style: str, output: str) -> Path:
    if output == "-":
        raise click.UsageError(f"--format {style}: -o 须是文件夹 (several files: give a folder)")
    return Path(output)


def _write_import_files(store_path: str, output: str) -> None:
    from graph.exports.neo4j_admin import write_import_files

    arguments = write_import_files(store_path, _folder("neo4j-admin", output))
    click.echo(
        f"停下 Neo4j, 在 {output} 里运行下面的命令 (import.txt 里也有), 再启动它并运行 yimai doctor --store neo4j://…\n"
        "(stop Neo4j, run this in that folder, start it again, then yimai doctor):\n"
        f"neo4j-admin {' '.join(arguments)}",
        err=True,
    )


def _writer(style: str, output: str, language: str) -> Callable[[Store, BinaryIO], None]:
    if style == "coding":
        return _coding_writer(output, language)
    if style == "xlsx":
        from graph.exports.workbook import write_workbook

        return write_workbook
    if style == "jsonld":
        from graph.exports.linked_data import write_json_ld

        return write_json_ld
    from graph.exports.networks import write_gexf, write_graphml

    return write_graphml if style == "graphml" else write_gexf


def _coding_writer(output: str, language: str) -> Callable[[Store, BinaryIO], None]:
    """Return what writes the coding sheet: a workbook for .xlsx, else CSV that Excel opens."""

    def write(store: Store, out: BinaryIO) -> None:
        from graph.exports.workbook import write_sheets
        from queries.ask import ask

        sheet = ask(store.view(), "coding-sheet").without("evidence")
        if not output.endswith(".xlsx"):
            out.write(sheet.to_csv(language).encode())
            return
        rows = (tuple(row) for row in sheet.to_cells(language))
        name = "编码表" if language == "zh" else "coding"
        write_sheets(out, [(name, tuple(sheet.captions(language)), rows)])

    return write


@contextmanager
def _output(output: str) -> Generator[BinaryIO]:
    """Open a file that is written whole, or standard output."""
    if output == "-":
        yield sys.stdout.buffer
        return
    with whole_file(Path(output)) as out:
        yield out


@click.command("backup")
@click.option(
    "-o", "--output", required=True, metavar="FILE", help="备份文件, 不能已存在 (must not exist yet)。"
)
@store_option
def backup_command(output: str, store_path: str) -> None:
    """备份图谱文件, 别的程序正在写也无妨; 连同人工决定。

    Copy the graph's file, even while it is written to, and the decisions beside it.

    例 (example): yimai backup -o 备份.yimai
    """
    from cli.common import decisions_file
    from graph.neo4j_address import is_address
    from graph.sqlite_store import SqliteStore

    if is_address(store_path):
        raise StoreError(
            f"{store_path}: Neo4j 的备份请用 neo4j-admin database dump, 或 yimai export --format neo4j-admin "
            "(for a server use its own backup, or this export)"
        )
    target = Path(output)
    with SqliteStore(Path(store_path), readonly=True) as store:
        store.copy_to(target)
    decisions = decisions_file(None, store_path)
    if decisions.is_file():
        with whole_file(decisions_file(None, output)) as out:
            out.write(decisions.read_bytes())
    note(f"已备份 (backed up): {output}")
