"""``yimai agreement``: Cohen's κ of the coding sheet against a person's own coding, or of two persons'."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from cli.common import TEXT, TEXT_FORMATS, format_option
from cli.output import output_option, style_of, write_text
from graph.model import InputError
from queries.kappa import Agreement, agreement

_CAPTIONS = {
    "class": "类别 (class)",
    "subtool": "次级工具 (sub-tool)",
    "modality": "情态 (modality)",
}
_DIGITS = 4


@click.command("agreement")
@click.argument("sheet", type=TEXT)
@click.argument("other", required=False, type=TEXT)
@format_option
@output_option("以 .csv 或 .json 结尾即为该格式 (output file; .csv, .json: that format)")
def agreement_command(sheet: str, other: str | None, style: str | None, output: str) -> None:
    """编码一致性: 人工编码与程序编码 (或两人编码) 的 Cohen's κ。

    Cohen's kappa of your own coding against the program's: fill the empty columns of the coding sheet
    (coder_class, coder_subtool, coder_modality; rows may stay empty) and give the file. With a second file,
    the codings of two persons are compared.

    例 (example): yimai agreement 编码表.xlsx
    """
    style = style_of(style, output, TEXT_FORMATS)
    found, left = _against_program(sheet) if other is None else _of_two(sheet, other)
    if not any(one.items for one in found.values()):
        raise InputError(f"{sheet}: 没有填写人工编码 (no row is coded by hand): 填 coder_class 等列")
    columns = ("编码甲", "编码乙") if other else ("程序", "人工")
    write_text(_WRITERS[style](found, left, columns), output, person=style == "table")


def _against_program(sheet: str) -> tuple[dict[str, Agreement], str]:
    """Compare the program's codes with the coder's, row by row."""
    from cli.coded_sheet import MEASURES, read_coded

    rows = read_coded(Path(sheet))
    found = {
        measure: agreement(
            (row.codes.get(measure, "none"), row.codes[f"coder_{measure}"])
            for row in rows
            if f"coder_{measure}" in row.codes
        )
        for measure in MEASURES
    }
    return found, f"共 {len(rows)} 行 (rows)"


def _of_two(sheet: str, other: str) -> tuple[dict[str, Agreement], str]:
    """Compare the codes of two coders over the rows that both coded."""
    from cli.coded_sheet import MEASURES, read_coded

    first, second = ({row.place: row.codes for row in read_coded(Path(one))} for one in (sheet, other))
    both = [place for place in first if place in second]
    if not both:
        raise InputError(f"{sheet}, {other}: 没有相同的行 (no row in common): 须是同一份编码表")
    found = {
        measure: agreement(
            (first[place][column], second[place][column])
            for place in both
            if column in first[place] and column in second[place]
        )
        for measure in MEASURES
        for column in (f"coder_{measure}",)
    }
    apart = len(first) + len(second) - 2 * len(both)
    return found, f"共同的行 (rows in common) {len(both)}, 只在一份中 (in one only) {apart}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)


def _as_table(found: dict[str, Agreement], left: str, columns: tuple[str, str]) -> str:
    lines = [left]
    for measure, one in found.items():
        lines += ["", f"{_CAPTIONS[measure]}: {_summary(one)}"]
        lines += [
            f"  {number:6} {first} → {second}{'' if first == second else '  ≠'}"
            for (first, second), number in one.table.items()
        ]
    return (
        "\n".join([*lines, "", f"→ 左为{columns[0]}, 右为{columns[1]} (left → right); ≠ 不一致 (differ)"])
        + "\n"
    )


def _summary(one: Agreement) -> str:
    if one.observed is None:
        return "未编码 (not coded)"
    kappa = (
        "无定义, 只用到一个类别 (undefined: one category only)" if one.kappa is None else f"{one.kappa:.3f}"
    )
    return f"n = {one.items}, 一致 (observed agreement) {one.observed:.1%}, κ = {kappa}"


def _as_json(found: dict[str, Agreement], left: str, columns: tuple[str, str]) -> str:
    data = {
        measure: {
            "items": one.items,
            "observed": _rounded(one.observed),
            "expected": _rounded(one.expected),
            "kappa": _rounded(one.kappa),
            "table": [
                {"first": first, "second": second, "items": number}
                for (first, second), number in one.table.items()
            ],
        }
        for measure, one in found.items()
    }
    return msgspec.json.encode(data).decode() + "\n"


def _as_csv(found: dict[str, Agreement], left: str, columns: tuple[str, str]) -> str:
    return "\ufeff" + "\r\n".join(_csv_rows(found)) + "\r\n"


def _csv_rows(found: dict[str, Agreement]) -> Iterator[str]:
    """Yield the figures, then the confusion tables; codes hold no comma."""
    yield "measure,items,observed,expected,kappa"
    for measure, one in found.items():
        figures = (_rounded(one.observed), _rounded(one.expected), _rounded(one.kappa))
        yield ",".join(
            [measure, str(one.items), *("" if figure is None else str(figure) for figure in figures)]
        )
    yield ""
    yield "measure,first,second,items"
    for measure, one in found.items():
        for (first, second), number in one.table.items():
            yield f"{measure},{first},{second},{number}"


_WRITERS = {"table": _as_table, "json": _as_json, "csv": _as_csv}
