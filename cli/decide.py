"""``yimai decide``: put a person's decision about names or proposals into the file beside the graph."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import click
import msgspec
import yaml

from cli.common import TEXT, decisions_file, decisions_option, store_option
from cli.output import note, say
from extract.decisions import Decision, Kind, check_decisions, load_decisions
from extract.lexicons import SUBTOOLS
from graph.model import StoreError
from graph.text import canonical_name


@click.group("decide")
def decide_group() -> None:
    """人工决定: 两个名称是一回事或不是, 某处不算, 改类别, 两件提案不并案; 每次重建都照办。

    Decide what names mean: same, not the same, no mention, another class; or that two proposals are not to be
    merged. Kept on every rebuild.

    例 (example): yimai decide same 算力券 算力服务券
    """


def _type_option(function: Any) -> Any:
    return click.option(
        "--type", "kind", type=click.Choice(get_args(Kind)), help="只限这一类 (only of this type)。"
    )(function)


@decide_group.command("same")
@click.argument("names", nargs=-1, required=True, type=TEXT)
@_type_option
@decisions_option
@store_option
def same_command(
    names: tuple[str, ...], kind: str | None, decisions_path: str | None, store_path: str
) -> None:
    """几个名称是一回事, 以第一个为准。

    Names stand for one thing, which goes by the first.

    例 (example): yimai decide same 算力券 算力服务券
    """
    _add({"same": [canonical_name(name) for name in names], "type": kind}, decisions_path, store_path)


@decide_group.command("not-same")
@click.argument("one", type=TEXT)
@click.argument("other", type=TEXT)
@_type_option
@decisions_option
@store_option
def not_same_command(
    one: str, other: str, kind: str | None, decisions_path: str | None, store_path: str
) -> None:
    """两个名称不是一回事。

    Two names stand for two things.

    例 (example): yimai decide not-same 概念验证基金 概念验证引导基金
    """
    _add({"not_same": [canonical_name(one), canonical_name(other)], "type": kind}, decisions_path, store_path)


@decide_group.command("not-a-mention")
@click.argument("name", type=TEXT)
@click.option("--quote", default="", type=TEXT, help="只在含这段话的句子里 (only in this sentence)。")
@click.option("--document", default="", type=TEXT, help="只在这个文档里 (only in this document)。")
@_type_option
@decisions_option
@store_option
def not_a_mention_command(
    name: str, quote: str, document: str, kind: str | None, decisions_path: str | None, store_path: str
) -> None:
    """这个词在这里不是名称。

    A string is no name, everywhere or where it is quoted.

    例 (example): yimai decide not-a-mention 示范 --quote 起到了示范作用
    """
    entry = {"not_a_mention": name, "quote": quote, "document": document, "type": kind}
    _add(entry, decisions_path, store_path)


@decide_group.command("class")
@click.argument("name", type=TEXT)
@click.argument("subtool", type=click.Choice(list(SUBTOOLS)), metavar="SUBTOOL")
@decisions_option
@store_option
def class_command(name: str, subtool: str, decisions_path: str | None, store_path: str) -> None:
    """改一个政策工具的类别。

    Give an instrument another sub-tool.

    例 (example): yimai decide class 算力券 supply.fiscal
    """
    _add({"class": name, "subtool": subtool}, decisions_path, store_path)


@decide_group.command("not-mergeable")
@click.argument("one", type=TEXT)
@click.argument("other", type=TEXT)
@decisions_option
@store_option
def not_mergeable_command(one: str, other: str, decisions_path: str | None, store_path: str) -> None:
    """两件提案不并案, 以标题或编号指明; merge-candidates 从此不再列出。

    Two proposals, by title or id, are not to be merged: merge-candidates leaves them out from now on.

    例 (example): yimai decide not-mergeable 提案甲的标题 提案乙的标题
    """
    _add({"not_mergeable": [one.strip(), other.strip()]}, decisions_path, store_path)


@decide_group.command("list")
@decisions_option
@store_option
def list_command(decisions_path: str | None, store_path: str) -> None:
    """列出已有的决定。

    List the decisions.

    例 (example): yimai decide list
    """
    for item in load_decisions(decisions_file(decisions_path, store_path)).items:
        say(_entry(msgspec.to_builtins(item)).rstrip())


def _add(entry: dict[str, Any], decisions_path: str | None, store_path: str) -> None:
    """Append one decision to the file, after checking that it fits those that are there."""
    path = decisions_file(decisions_path, store_path)
    given = {key: value for key, value in entry.items() if value}
    new = msgspec.convert(given, Decision)
    known = load_decisions(path).items
    if new in known:
        note(f"{path}: 已有这条决定 (decided already)")
        return
    check_decisions([*known, new], str(path))
    _append(path, _entry(given))
    when = (
        "即时生效 (noted; questions follow it from now on)"
        if new.not_mergeable
        else "下次 yimai build 时生效 (noted; the next yimai build follows it)"
    )
    note(f"{path}: 已记下; {when}")


def _entry(value: dict[str, Any]) -> str:
    return yaml.safe_dump([value], allow_unicode=True, sort_keys=False, default_flow_style=None, width=1000)


def _append(path: Path, text: str) -> None:
    """Write the file anew with the text at its end, in one step, so that nothing is lost half-way."""
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    gap = "" if not before or before.endswith("\n") else "\n"
    beside = path.with_name(f"{path.name}.new")
    try:
        beside.write_text(f"{before}{gap}{text}", encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: 无法写入 (cannot be written): {error.strerror}") from error
