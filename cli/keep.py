"""``yimai stats`` and ``yimai rm``: what is in the graph, and taking documents out."""

from __future__ import annotations

import json

import click

from cli.common import TEXT, store_option
from cli.output import note, one_line, output_option, style_of, write_text
from graph.model import StoreError
from graph.open import open_store


@click.command("stats")
@click.option(
    "--format", "style", type=click.Choice(["table", "json"]), help="输出格式 (output format); 默认 table。"
)
@output_option(".json 为 JSON (output file; .json: JSON)")
@store_option
def stats_command(style: str | None, output: str, store_path: str) -> None:
    """图谱里有什么: 文档、节点与关系的数量。

    What is in the graph: documents, nodes and edges.

    例 (example): yimai stats --format json
    """
    style = style_of(style, output, ("table", "json"))
    with open_store(store_path, readonly=True) as store:
        counts, documents = store.counts(), store.documents()
    if style == "json":
        listed = [{"id": key, "name": name, "source": source} for key, name, source in documents]
        write_text(
            json.dumps({**counts, "documents": listed}, ensure_ascii=False) + "\n", output, person=False
        )
        return
    lines: list[str] = []
    for caption, group in (("节点 nodes", "nodes"), ("关系 edges", "edges")):
        lines.append(f"{caption}: {sum(counts[group].values())}")
        lines += [f"  {name:<14}{number:>8}" for name, number in counts[group].items()]
    lines.append(f"文档 documents: {len(documents)}")
    lines += [f"  {one_line(key)}  {one_line(name)}" for key, name, _ in documents]
    write_text("\n".join(lines) + "\n", output, person=True)


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
    note(f"已移除 (removed): {len(documents)}")
