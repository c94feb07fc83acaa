"""``yimai build`` and ``yimai extract``: documents in, a graph and a site, or JSON lines, out."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from contextlib import ExitStack, closing
from itertools import chain
from pathlib import Path
from typing import TypeVar

import click
import msgspec

from cli.common import (
    decisions_file,
    decisions_option,
    language_option,
    lexicon_option,
    segmenter_option,
    store_option,
)
from cli.output import note, one_line
from cli.site import write_site
from cli.workers import Chosen, Made, Work, workers_options
from extract.decisions import Decisions, load_decisions
from extract.explain import explain
from extract.parallel import same
from extract.read import collect, display
from extract.work import Settings, document, tasks
from graph.exports.files import whole_file
from graph.model import Extraction, InputError
from graph.neo4j_address import is_address
from graph.open import open_store
from graph.store import Change, Store

DONE_IN_PART = 3

CONTINUES = "已存入的都在, 再运行一次即接着做 (what is stored stays; run it again to go on)"
"""What to know after an interruption."""

R = TypeVar("R")


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
@click.option("--no-site", is_flag=True, help="只建图谱, 不写网页 (load the graph, write no pages)。")
@click.option("--rebuild", is_flag=True, help="先清空图谱 (start with an empty graph)。")
@workers_options
@segmenter_option
@lexicon_option
@decisions_option
@language_option
def build_command(
    paths: tuple[str, ...],
    store_path: str,
    out: str,
    no_site: bool,
    rebuild: bool,
    chosen: Chosen,
    segmenter: str,
    decisions_path: str | None,
    language: str,
) -> int:
    """读入文件或文件夹 (- 为标准输入), 建图谱, 写网页。

    Read files, folders or - (standard input), load the graph and write the pages.

    例 (example): yimai build 提案文件夹
    """
    decisions = decided(decisions_path, decisions_file(None, store_path))
    settings = Settings(segmenter, decisions)
    work = Work(chosen, settings, same)
    with ExitStack() as stack:
        extractions = stack.enter_context(closing(_over(work, paths)))
        first = next(extractions, None)
        if first is None:  # nothing readable: an existing graph stays as it is, --rebuild or not
            return 1
        store = stack.enter_context(open_store(store_path, rebuild=rebuild))
        work.known = lambda task: store.reading(document(task)) == settings.reading(task)
        changes = _load(store, chain([first], extractions), settings)
        changes += [Change.UNCHANGED] * work.skipped
        report(store, changes, store_path)
        if not no_site:
            target = write_site(store.view(), Path(out), language=language, apart=decisions.apart)
            note(f"网页 (open in a browser): {display(target)}")
    return DONE_IN_PART if work.failed else 0


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


def _over(work: Work[R], paths: Sequence[str]) -> Generator[Made[R]]:
    """Yield what comes of all documents behind some paths, in order."""
    sources = collect([path for path in paths if _exists(path, work)])
    return work.over(sources, tasks, "抽取")


def _exists(path: str, work: Work[R]) -> bool:
    try:
        collect([path])
    except InputError as error:
        work.tell(str(error))
        return False
    return True


def _load(store: Store, extractions: Iterable[Made[Extraction]], settings: Settings) -> list[Change]:
    """Load documents; those that are in when it is interrupted stay in, each whole."""
    earlier = {key: source for key, _, source in store.documents()}
    try:
        with store.batch():
            return [_add(store, made, earlier, settings) for made in extractions]
    except KeyboardInterrupt:
        raise KeyboardInterrupt(CONTINUES) from None


def _add(store: Store, made: Made[Extraction], earlier: dict[str, str], settings: Settings) -> Change:
    """Load one document; says so where it takes the place of one from another source (id -> source).

    What it was read from is noted, so that an unchanged document is not read again.
    """
    document = made.value.document
    known = earlier.get(document.id, document.source)
    if known != document.source:
        note(f"yimai: {document.source}: 代替同名的 {known} (replaces it)")
    change = store.add(made.value)
    if made.task is not None:
        store.note_reading(document.id, settings.reading(made.task))
    return change


def report(store: Store, changes: list[Change], store_path: str) -> None:
    """Tell on stderr what was done to a graph and what it holds now."""
    counts = store.counts()
    tally = ", ".join(
        f"{label} {changes.count(change)}"
        for label, change in (("新增", Change.ADDED), ("更新", Change.REPLACED), ("未变", Change.UNCHANGED))
    )
    nodes, edges = sum(counts["nodes"].values()), sum(counts["edges"].values())
    note(f"文档 (documents): {tally}")
    where = store_path if is_address(store_path) else display(store_path)
    note(f"图谱 (graph): {where}: {nodes} 节点 nodes, {edges} 关系 edges")


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
@workers_options
@segmenter_option
@lexicon_option
@decisions_option
def extract_command(
    paths: tuple[str, ...],
    output: str,
    explained: bool,
    chosen: Chosen,
    segmenter: str,
    decisions_path: str | None,
) -> int:
    """抽取: 每个文档一行 JSON。

    Print one JSON object per document and line, in the order given.

    例 (example): yimai extract --explain 提案文件夹
    """
    settings = Settings(segmenter, decided(decisions_path, None))
    work = Work(chosen, settings, _explained if explained else extraction_json)
    with closing(_over(work, paths)) as lines:
        first = next(lines, None)
        if first is None:  # nothing readable: an existing output file stays as it is
            return 1
        _write(output, (made.value for made in chain([first], lines)))
    return DONE_IN_PART if work.failed else 0


def _write(output: str, lines: Iterable[str]) -> None:
    """Write lines to standard output as they come, or a file that takes its place when it is whole."""
    if output == "-":
        for line in lines:
            click.echo(line)
        return
    with whole_file(Path(output)) as file:
        for line in lines:
            file.write(line.encode() + b"\n")


def _explained(extraction: Extraction) -> str:
    return one_line(explain(extraction))


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
