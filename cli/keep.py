"""``yimai stats`` and ``yimai rm``: what is in the graph, and taking documents out."""

from __future__ import annotations

import json

import click

from cli.common import TEXT, store_option
from graph.model import StoreError
from graph.open import open_store


@click.command("stats")
@click.option("--format", "style", type=click.Choice(["table", "json"]), default="table", show_default=True)
@store_option
def stats_command(style: str, store_path: str) -> None:
    """图谱里有什么: 文档、节点与关系的数量。

    What is in the graph: documents, nodes and edges.

    例 (example): yimai stats --format json
    """
    store = open_store(store_path, readonly=True)
    try:
        counts, documents = store.counts(), store.documents()
    finally:
        store.close()
    if style == "json":
        listed = [{"id": key, "name": name, "source": source} for key, name, source in documents]
        click.echo(json.dumps({**counts, "documents": listed}, ensure_ascii=False))
        return
    for caption, group in (("节点 nodes", "nodes"), ("关系 edges", "edges")):
        click.echo(f"{caption}: {sum(counts[group].values())}")
        for name, number in counts[group].items():
            click.echo(f"  {name:<14}{number:>8}")
    click.echo(f"文档 documents: {len(documents)}")
    for key, name, _ in documents:
        click.echo(f"  {key}  {name}")


@click.command("rm")
@click.argument("documents", nargs=-1, required=True, type=TEXT)
@store_option
def remove_command(documents: tuple[str, ...], store_path: str) -> None:
    """从图谱中移除文档 (id 或来源)。

    Remove documents, by id or source.

    例 (example): yimai rm 提案文件夹/旧提案.txt
    """
    store = open_store(store_path)
    try:
        known = {name for row in store.documents() for name in (row[0], row[2])}
        missing = [document for document in documents if document not in known]
        if missing:
            raise StoreError(f"图谱里没有 {missing[0]} (no such document); yimai stats 列出全部 (lists them)")
        for document in documents:
            store.remove(document)
    finally:
        store.close()
    click.echo(f"已移除 (removed): {len(documents)}", err=True)
