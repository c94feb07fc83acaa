"""What several commands share: options and parameters."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from cli.output import one_line
from graph.neo4j_address import is_address

DEFAULT_STORE = "graph.yimai"

TEXT_FORMATS = ("table", "json", "csv")
"""How rows are written, the usual one first."""

F = TypeVar("F", bound=Callable[..., Any])


def store_option(function: F) -> F:
    """Add ``--store``: a path or a Neo4j address (default: $YIMAI_STORE, else graph.yimai)."""
    return click.option(
        "--store",
        "store_path",
        envvar="YIMAI_STORE",
        default=DEFAULT_STORE,
        show_default=True,
        metavar="PATH|neo4j://HOST",
        help="图谱文件, 或 Neo4j 地址 (the graph's file, or a Neo4j address); 环境变量 YIMAI_STORE。",
    )(function)


def format_option(function: F) -> F:
    """Add ``--format``; where it is not given, the ending of ``-o`` decides, else it is a table."""
    return click.option(
        "--format",
        "style",
        type=click.Choice(TEXT_FORMATS),
        help="输出格式 (output format); 默认按 -o 的结尾, 否则 table。",
    )(function)


def _use_lexicon(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    from extract.lexicon_files import use_lexicon

    use_lexicon(Path(value) if value else None)


def lexicon_option(function: F) -> F:
    """Add ``--lexicon``: a folder of the user's own lexicon, used from here on (default: $YIMAI_LEXICON)."""
    return click.option(
        "--lexicon",
        envvar="YIMAI_LEXICON",
        metavar="DIR",
        callback=_use_lexicon,
        expose_value=False,
        help="自己的词表文件夹, 优先于自带词表 (a folder of your own lexicon); 环境变量 YIMAI_LEXICON。",
    )(function)


def decisions_option(function: F) -> F:
    """Add ``--decisions``: the file of decisions; by default the one beside the store."""
    return click.option(
        "--decisions",
        "decisions_path",
        metavar="FILE",
        help="人工决定的文件, 缺省为图谱旁的 .decisions.yml (the file of decisions)。",
    )(function)


def decisions_file(path: str | None, store_path: str) -> Path:
    """Return where decisions stand: as given, else beside the graph's file, for a server in this folder."""
    if path is not None:
        return Path(path)
    return Path("yimai.decisions.yml" if is_address(store_path) else f"{store_path}.decisions.yml")


def segmenter_option(function: F) -> F:
    """Add ``--segmenter``."""
    return click.option(
        "--segmenter",
        type=click.Choice(["rjieba", "jieba"]),
        default="rjieba",
        show_default=True,
        help="分词器 (word segmenter)。",
    )(function)


def language_option(function: F) -> F:
    """Add ``--lang``."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(["zh", "en"]),
        default="zh",
        show_default=True,
        help="界面与列名的语言 (language of captions)。",
    )(function)


def parameter_option(function: F) -> F:
    """Add ``--param``, which may be repeated; ``parameters_of`` reads what it collects."""
    return click.option(
        "--param",
        "pairs",
        multiple=True,
        type=TEXT,
        metavar="KEY=VALUE",
        help="问题的参数, 可重复 (a parameter of the question)。",
    )(function)


class _Text(click.ParamType[str]):
    """Text from the command line, read as UTF-8 where its bytes are that, whatever the locale says."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text; paths are not converted, since the system wants their own bytes."""
        try:
            return os.fsencode(str(value)).decode("utf-8")
        except UnicodeError:
            return str(value)


TEXT = _Text()


def parameters_of(pairs: Sequence[str]) -> dict[str, str]:
    """Read ``key=value`` pairs; raises a usage error for one without ``=``."""
    found: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key:
            raise click.UsageError(f"--param {one_line(pair)}: 应写成 KEY=VALUE (write KEY=VALUE)")
        found[key.strip()] = value.strip()
    return found
