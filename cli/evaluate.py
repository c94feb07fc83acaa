"""``yimai evaluate``: measure the extraction against gold annotations, and hold it to floors."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from cli.common import lexicon_option, segmenter_option
from cli.output import note, say
from extract.gold import faults, load_gold
from extract.pipeline import extract
from extract.read import Found, Source, display, read
from extract.scores import Score, score
from extract.work import context_of
from graph.model import InputError

BELOW_FLOOR = 1


@click.command("evaluate")
@click.option(
    "--gold", "golds", multiple=True, required=True, metavar="PATH", help="标注文件或文件夹 (gold), 可重复。"
)
@click.option("--errors", is_flag=True, help="列出差错 (list the errors, by kind)。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON (machine-readable)。")
@click.option("--floors", metavar="FILE", help="下限文件: 低于下限则失败 (fail where a score is below)。")
@click.option("--update", is_flag=True, help="抬高下限 (raise the floors to what is reached)。")
@click.option("--lower", multiple=True, metavar="MEASURE", help="允许降低这一项的下限 (may be lowered)。")
@segmenter_option
@lexicon_option
def evaluate_command(
    golds: tuple[str, ...],
    errors: bool,
    as_json: bool,
    floors: str | None,
    update: bool,
    lower: tuple[str, ...],
    segmenter: str,
) -> int:
    """对照标注, 量抽取的准确率、召回率和 F1。

    Compare the extraction with gold annotations: per type of name precision, recall and F1, exact and
    lenient; proposals, titles, passages, facts and replies. The format of gold is told in the project's
    tests/development/README.md.

    例 (example): yimai evaluate --gold 标注文件夹 --errors
    """
    if update and not floors:
        raise click.UsageError("--update 需要 --floors FILE (needs a file of floors)")
    total = Score()
    for path in _gold_files(golds):
        _score(path, segmenter, total)
    say(_as_json(total) if as_json else _as_table(total, errors=errors))
    return _hold(total, Path(floors), update=update, lower=lower) if floors else 0


def _gold_files(paths: tuple[str, ...]) -> list[Path]:
    """Return the gold files behind paths, folders in order of their names."""
    found: list[Path] = []
    for path in map(Path, paths):
        found += sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not found:
        raise InputError(f"{' '.join(paths)}: 没有标注文件 (no gold file, NAME.json beside NAME.txt)")
    return found


def _score(path: Path, segmenter: str, total: Score) -> None:
    """Read one document and its gold and add how they compare.

    Raises:
        InputError: the gold does not fit its document; the message names the first fault.
    """
    gold = load_gold(path)
    beside = sorted(item for item in path.parent.glob(f"{path.stem}.*") if item.suffix != ".json")
    if not beside:
        raise InputError(f"{path}: 旁边没有文档 (no document {path.stem}.txt beside the gold)")
    found = _read(beside[0])
    wrong = faults(gold, found.text)
    if wrong:
        raise InputError(f"{path}: 标注与文档不符 (gold does not fit): {wrong[0]} (+{len(wrong) - 1})")
    score(path.stem, gold, extract(found.text, context_of(found, segmenter)), total)


def _read(document: Path) -> Found:
    """Return the one document of a file."""
    source = Source(document, f"document:{document.stem}", display(document))
    found = [item for item in read(source) if isinstance(item, Found)]
    if len(found) != 1:
        raise InputError(f"{display(document)}: 不是单个文档 (not one document)")
    return found[0]


def _as_table(total: Score, *, errors: bool) -> str:
    rows = [f"{'':24}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}{'found':>7}"]
    for name, tally in sorted(total.tallies.items()):
        counts = f"{tally.gold:7.0f}{tally.found:7.0f}"
        rows.append(f"{name:24}{tally.precision:7.3f}{tally.recall:7.3f}{tally.f1:7.3f}{counts}")
    if errors:
        found = sorted(total.errors, key=lambda item: (item[1].measure, item[1].kind, item[0], item[1].text))
        rows += ["", *(f"{e.measure}\t{e.kind}\t{document}\t{e.text}" for document, e in found)]
    return "\n".join(rows)


def _as_json(total: Score) -> str:
    data = {
        "scores": {
            name: {
                "precision": round(tally.precision, 4),
                "recall": round(tally.recall, 4),
                "f1": round(tally.f1, 4),
                "gold": tally.gold,
                "found": tally.found,
            }
            for name, tally in sorted(total.tallies.items())
        }
    }
    return msgspec.json.encode(data).decode()


def _hold(total: Score, path: Path, *, update: bool, lower: tuple[str, ...]) -> int:
    """Compare the scores with their floors; raise the floors where asked to."""
    floors = _load_floors(path)
    reached = {name: int(tally.f1 * 1000) / 1000 for name, tally in total.tallies.items()}
    fallen = {name: floor for name, floor in floors.items() if reached.get(name, 0.0) < floor}
    for name, floor in sorted(fallen.items()):
        if not (update and name in lower):
            now = reached.get(name, 0.0)
            note(f"yimai: {name}: {now:.3f} 低于下限 (below its floor) {floor:.3f}")
    kept = {name: floor for name, floor in fallen.items() if name not in lower}
    if update:
        data = msgspec.json.encode(dict(sorted((reached | kept).items())))
        path.write_bytes(msgspec.json.format(data, indent=1) + b"\n")
    return BELOW_FLOOR if kept or (fallen and not update) else 0


def _load_floors(path: Path) -> dict[str, float]:
    if not path.exists():
        return {}
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, float])
    except msgspec.DecodeError as error:
        raise InputError(f"{path}: 下限文件格式不对 (not a file of floors): {error}") from error
