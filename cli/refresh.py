"""``yimai refresh``: read the stored texts again, after the lexicon, the decisions or Yimai changed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import click

from cli.build import decided, report
from cli.common import (
    decisions_file,
    decisions_option,
    language_option,
    lexicon_option,
    progress,
    segmenter_option,
    store_option,
)
from cli.site import write_site
from extract.pipeline import GIVEN, Context, extract
from extract.read import display
from graph.model import Extraction, Label, Node
from graph.open import open_store
from graph.store import Change, Store

_TOGETHER = 200
"""Documents read before they are written again: reading and writing take turns."""


@click.command("refresh")
@store_option
@click.option("--out", "out", metavar="DIR", help="同时重写网页 (write the pages anew, too)。")
@segmenter_option
@lexicon_option
@decisions_option
@language_option
def refresh_command(
    store_path: str, out: str | None, segmenter: str, decisions_path: str | None, language: str
) -> None:
    """词表、人工决定或版本变了: 用图谱里存着的原文重新抽取, 不用原来的文件。

    Extract anew from the texts in the graph, without their files, after a change of lexicon or decisions.
    """
    decisions = decided(decisions_path, decisions_file(None, store_path))
    with open_store(store_path) as store:
        known = [node for node in store.nodes() if node.label is Label.DOCUMENT]
        changes: list[Change] = []
        again = _again(store, progress(known, "重读"), segmenter)
        while some := list(islice(again, _TOGETHER)):
            with store.batch():
                changes += [store.add(decisions.apply(extraction)) for extraction in some]
        report(store, changes, store_path)
        if out is not None:
            target = write_site(store.view(), Path(out), language=language, apart=decisions.apart)
            click.echo(f"网页 (open in a browser): {display(target)}", err=True)


def _again(store: Store, documents: Iterator[Node], segmenter: str) -> Iterator[Extraction]:
    for node in documents:
        text = store.text(node.id)
        if text is not None:
            yield extract(text, _context(node, segmenter))


def _context(node: Node, segmenter: str) -> Context:
    """Return what was known of a document before it was first read."""
    given = node.properties.get("given")
    names = [str(name) for name in given] if isinstance(given, list) else []
    values = {"title": node.name} | {name: node.properties.get(name) for name in GIVEN if name != "title"}
    known = {name: str(values[name]) for name in names if values.get(name) is not None}
    return Context(id=node.id, source=str(node.properties["source"]), segmenter=segmenter, **known)
