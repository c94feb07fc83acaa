"""``yimai refresh``: read the stored texts again, after the lexicon, the decisions or Yimai changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path

import click

from cli.build import CONTINUES, DONE_IN_PART, decided, report
from cli.common import (
    decisions_file,
    decisions_option,
    language_option,
    lexicon_option,
    segmenter_option,
    store_option,
)
from cli.output import note
from cli.site import write_site
from cli.workers import Chosen, Work, workers_options
from extract.parallel import same
from extract.pipeline import GIVEN
from extract.read import Found, Known, display
from extract.work import Settings
from graph.model import Extraction, Label, Node
from graph.open import open_store
from graph.store import Change, Store

_TOGETHER = 200
"""Documents read before they are written again: reading and writing take turns."""


@click.command("refresh")
@store_option
@click.option("--out", "out", metavar="DIR", help="同时重写网页 (write the pages anew, too)。")
@workers_options
@segmenter_option
@lexicon_option
@decisions_option
@language_option
def refresh_command(
    store_path: str,
    out: str | None,
    chosen: Chosen,
    segmenter: str,
    decisions_path: str | None,
    language: str,
) -> int:
    """词表、人工决定或版本变了: 用图谱里存着的原文重新抽取, 不用原来的文件。

    Extract anew from the texts in the graph, without their files, after a change of lexicon or decisions.

    例 (example): yimai refresh --out yimai-site
    """
    decisions = decided(decisions_path, decisions_file(None, store_path))
    with open_store(store_path) as store:
        known = [node for node in store.nodes() if node.label is Label.DOCUMENT]
        work = Work(chosen, Settings(segmenter, decisions), same)
        with closing(work.over(known, partial(_texts, store), "重读")) as extractions:
            changes = _load(store, (made.value for made in extractions))
        report(store, changes, store_path)
        if out is not None:
            target = write_site(store.view(), Path(out), language=language, apart=decisions.apart)
            note(f"网页 (open in a browser): {display(target)}")
    return DONE_IN_PART if work.failed else 0


def _load(store: Store, extractions: Iterator[Extraction]) -> list[Change]:
    """Load documents again; those that are in when it is interrupted stay in, each whole."""
    changes: list[Change] = []
    try:
        while some := list(islice(extractions, _TOGETHER)):
            with store.batch():
                changes += [store.add(extraction) for extraction in some]
    except KeyboardInterrupt:
        raise KeyboardInterrupt(CONTINUES) from None
    return changes


def _texts(store: Store, documents: Iterable[Node]) -> Iterator[Found]:
    for node in documents:
        text = store.text(node.id)
        if text is not None:
            yield Found(node.id, str(node.properties["source"]), text, _known(node))


def _known(node: Node) -> Known:
    """Return what was known of a document before it was first read."""
    given = node.properties.get("given")
    names = [str(name) for name in given] if isinstance(given, list) else []
    values = {"title": node.name} | {name: node.properties.get(name) for name in GIVEN if name != "title"}
    return Known(**{name: str(values[name]) for name in names if values.get(name) is not None})
