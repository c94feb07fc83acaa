"""``yimai build`` and ``yimai extract``: documents in, a graph and a site, or JSON lines, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import click
import msgspec

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
from extract.decisions import Decisions, load_decisions
from extract.explain import explain
from extract.pipeline import Context, extract
from extract.read import Found, collect, display, read
from graph.model import Extraction, InputError, StoreError
from graph.neo4j_address import is_address
from graph.open import open_store
from graph.store import Change, Store

DONE_IN_PART = 3


@click.command("build")
@click.argument("paths", nargs=-1, required=True)
@store_option
@click.option(
    "--out",
    "out",
    default="yimai-site",
    show_default=True,
    metavar="DIR",
    help="网页写到哪里 (where the pages go)。",
)
@click.option("--rebuild", is_flag=True, help="先清空图谱 (start with an empty graph)。")
@segmenter_option
@lexicon_option
@decisions_option
@language_option
def build_command(
    paths: tuple[str, ...],
    store_path: str,
    out: str,
    rebuild: bool,
    segmenter: str,
    decisions_path: str | None,
    language: str,
) -> int:
    """读入文件或文件夹 (- 为标准输入), 建图谱, 写网页。

    Read files, folders or - (standard input), load the graph and write the pages.
    """
    decisions = decided(decisions_path, decisions_file(None, store_path))
    stream = _Stream(paths, segmenter, decisions)
    extractions = iter(stream)
    first = next(extractions, None)
    if first is None:  # nothing readable: an existing graph stays as it is, --rebuild or not
        return 1
    store = open_store(store_path, rebuild=rebuild)
    try:
        earlier = {key: source for key, _, source in store.documents()}
        with store.batch():
            changes = [_add(store, extraction, earlier) for extraction in chain([first], extractions)]
        report(store, changes, store_path)
        target = write_site(store.view(), Path(out), language=language, apart=decisions.apart)
        click.echo(f"网页 (open in a browser): {display(target)}", err=True)
    finally:
        store.close()
    return DONE_IN_PART if stream.failed else 0


def decided(given: str | None, beside: Path | None) -> Decisions:
    """Load the decisions of the file that is given, which must be there, else of the one beside, if any.

    Raises:
        InputError: there is no such file as is given.
        LexiconError: the file is no YAML list, or an entry breaks a rule.
    """
    if given is not None and not Path(given).exists():
        raise InputError(f"{given}: 没有这个文件 (no such file)")
    path = Path(given) if given is not None else beside
    return load_decisions(path) if path is not None else Decisions()


class _Stream:
    """The extractions of all documents behind some paths, in order, one at a time.

    ``failed`` counts what cannot be read (a path, a file, a row of a list); each is named on stderr.
    """

    def __init__(self, paths: Sequence[str], segmenter: str, decisions: Decisions) -> None:
        self.failed = 0
        self._segmenter = segmenter
        self._decisions = decisions
        self._sources = collect([path for path in paths if self._exists(path)])

    def __iter__(self) -> Iterator[Extraction]:
        for source in progress(self._sources, "读取"):
            try:
                for item in read(source):
                    if isinstance(item, Found):
                        yield from self._extraction(item)
                    else:
                        self._tell(item.message, lost=item.lost)
            except InputError as error:
                self._tell(_named(source.source, error))

    def _exists(self, path: str) -> bool:
        try:
            collect([path])
        except InputError as error:
            self._tell(str(error))
            return False
        return True

    def _extraction(self, found: Found) -> Iterator[Extraction]:
        try:
            extraction = extract(found.text, context_of(found, self._segmenter))
        except InputError as error:
            self._tell(_named(found.id.removeprefix("document:"), error))
        else:
            yield self._decisions.apply(extraction)

    def _tell(self, message: str, *, lost: bool = True) -> None:
        click.echo(f"yimai: {message}", err=True)
        self.failed += lost


def context_of(found: Found, segmenter: str) -> Context:
    """Return what the extraction is told of a document that was read: its id, source, and what is known."""
    known = found.known
    return Context(
        id=found.id,
        source=found.source,
        title=known.title,
        date=known.date,
        publisher=known.publisher,
        jurisdiction=known.jurisdiction,
        session=known.session,
        segmenter=segmenter,
    )


def _named(name: str, error: InputError) -> str:
    """Return an error's message with the name of what it is about, once."""
    return str(error) if str(error).startswith(name) else f"{name}: {error}"


def _add(store: Store, extraction: Extraction, earlier: dict[str, str]) -> Change:
    """Load one document; says so where it takes the place of one from another source (id -> source)."""
    document = extraction.document
    known = earlier.get(document.id, document.source)
    if known != document.source:
        click.echo(f"yimai: {document.source}: 代替同名的 {known} (replaces it)", err=True)
    return store.add(extraction)


def report(store: Store, changes: list[Change], store_path: str) -> None:
    """Tell on stderr what was done to a graph and what it holds now."""
    counts = store.counts()
    tally = ", ".join(
        f"{label} {changes.count(change)}"
        for label, change in (("新增", Change.ADDED), ("更新", Change.REPLACED), ("未变", Change.UNCHANGED))
    )
    nodes, edges = sum(counts["nodes"].values()), sum(counts["edges"].values())
    click.echo(f"文档 (documents): {tally}", err=True)
    where = store_path if is_address(store_path) else display(store_path)
    click.echo(f"图谱 (graph): {where}: {nodes} 节点 nodes, {edges} 关系 edges", err=True)


@click.command("extract")
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "-o", "--output", default="-", show_default=True, metavar="FILE", help="输出文件, - 为标准输出。"
)
@click.option(
    "--explain",
    "explained",
    is_flag=True,
    help="不输出 JSON, 每个文档一行说明: 读成什么形状, 为什么 (say in one line how each was read)。",
)
@segmenter_option
@lexicon_option
@decisions_option
def extract_command(
    paths: tuple[str, ...], output: str, explained: bool, segmenter: str, decisions_path: str | None
) -> int:
    """抽取: 每个文档一行 JSON。

    Print one JSON object per document and line, in the order given.
    """
    line_of = explain if explained else extraction_json
    stream = _Stream(paths, segmenter, decided(decisions_path, None))
    found = iter(stream)
    first = next(found, None)
    if first is None:  # nothing readable: an existing output file stays as it is
        return 1
    try:
        with click.open_file(output, "w", encoding="utf-8", atomic=output != "-") as file:
            for extraction in chain([first], found):
                file.write(line_of(extraction) + "\n")
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise StoreError(
            f"{output}: 无法写入 (cannot be written): {error.strerror}; 请换个位置 (choose another place)"
        ) from error
    return DONE_IN_PART if stream.failed else 0


def extraction_json(extraction: Extraction) -> str:
    """Return the machine contract's line of one document: document, proposals, mentions and entities."""
    data = {
        "document": extraction.document,
        "proposals": extraction.proposals,
        "mentions": extraction.mentions,
        "entities": extraction.entities,
        "replies": extraction.replies,
    }
    return msgspec.json.encode(data).decode("utf-8")
