"""``yimai doctor``: whether all that is needed is there, and whether a graph is sound."""

from __future__ import annotations

import platform
import sqlite3
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from cli.common import store_option
from cli.output import say
from graph.neo4j_address import is_address
from graph.open import open_store

_PARTS = ("yimai", "rjieba", "jieba", "ahocorasick-rs", "kglite", "neo4j", "networkx", "networkit", "pyvis")


@click.command("doctor")
@store_option
def doctor_command(store_path: str) -> int:
    """检查安装与图谱: 版本、索引、每一条关系与引文; 有问题则返回 1。

    Check the installation and the graph: every edge, every quotation; exit code 1 where something is wrong.

    例 (example): yimai doctor --store graph.yimai
    """
    from graph.doctor import examine

    for line in _installation():
        say(line)
    if not is_address(store_path) and not Path(store_path).exists():
        say(f"图谱 graph: {store_path} 还没有 (there is none yet); 请运行 yimai build PATH")
        return 0
    say(f"图谱 graph: {store_path}")
    with open_store(store_path, readonly=not is_address(store_path)) as store:
        for line in store.mend():
            say(f"已补上 mended: {line}")
        faults = 0
        for line in examine(store):
            faults += 1
            say(f"有误 wrong: {line}")
        counts = store.counts()
    nodes, edges = sum(counts["nodes"].values()), sum(counts["edges"].values())
    say(f"节点 nodes: {nodes}, 关系 edges: {edges}, 问题 faults: {faults}")
    return 1 if faults else 0


def _installation() -> list[str]:
    """Return the versions of what Yimai stands on, and whether SQLite has its full-text search."""
    with closing(sqlite3.connect(":memory:")) as connection:
        options = {str(row[0]) for row in connection.execute("PRAGMA compile_options")}
    full_text = "有 yes" if "ENABLE_FTS5" in options else "没有 no: 请换一个 Python (use another Python)"
    lines = [f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, FTS5 {full_text}"]
    for part in _PARTS:
        try:
            lines.append(f"{part} {version(part)}")
        except PackageNotFoundError:
            lines.append(f"{part} 没有安装 (not installed)")
    return lines
