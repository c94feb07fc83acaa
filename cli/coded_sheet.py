"""Read a coding sheet back that a person has filled in: .csv or .xlsx, with captions or column names."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, cast

from extract.lexicons import CLASSES, SUBTOOLS
from extract.readers.decoding import decode
from extract.readers.zipped import check_zip, damaged
from graph.model import InputError, Modality
from graph.text import match_key
from queries.captions import COLUMNS, MODALITIES

MEASURES = ("class", "subtool", "modality")
"""What a coder codes; the program's code stands in the column of this name, the coder's in ``coder_…``."""
_PLACE = ("proposal", "instrument", "start", "end")
"""What tells a row from all others."""
_NOTHING = {"无": "none", "none": "none"}
"""The coder's words for a row that names no instrument at all."""


class CodedRow(NamedTuple):
    """One row: where it stands in the sheet, which use it is about, and the codes by column."""

    number: int
    place: tuple[str, ...]
    codes: dict[str, str]


def read_coded(path: Path) -> list[CodedRow]:
    """Return the rows of a filled coding sheet; codes are the program's own, whatever way they were written.

    A cell may hold a code (``demand.pilot``), its Chinese or English name, or 无 (none) for a row that is no
    instrument; empty ones are left out.

    Raises:
        InputError: no such file, no coding sheet, a column that is missing, or a code that is unknown; the
            message names row and column.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: 读不了 (cannot be read): {error.strerror}") from error
    table = _xlsx(data, str(path)) if path.suffix.lower() == ".xlsx" else _csv(decode(data, str(path)))
    rows = [(number, cells) for number, cells in table if any(cells)]
    if not rows:
        raise InputError(f"{path}: 没有内容 (holds nothing)")
    columns = _columns(rows[0][1], path)
    return [_row(path, number, cells, columns) for number, cells in rows[1:]]


def _csv(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows, parted by what parts the header: a comma, or what Excel writes in other countries."""
    text = re.sub(r"\Asep=.\r?\n", "", text.removeprefix("\ufeff"))
    header = text.partition("\n")[0]
    mark = max(",;\t", key=header.count)
    for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark), 1):
        yield number, [cell.strip() for cell in cells]


def _xlsx(data: bytes, name: str) -> list[tuple[int, list[str]]]:
    """Return the rows of the first sheet; raises InputError where it is no sound workbook."""
    check_zip(data, name)
    openpyxl = cast("Any", import_module("openpyxl"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on styles of the workbook, which do not matter here
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            rows: list[tuple[Any, ...]] = list(book.worksheets[0].iter_rows(values_only=True))
            book.close()
    except Exception as error:  # a library for a format of thousands of pages fails in as many ways
        raise damaged(name) from error
    return [
        (number, ["" if cell is None else str(cell).strip() for cell in row])
        for number, row in enumerate(rows, 1)
    ]


def _columns(header: Sequence[str], path: Path) -> dict[str, int]:
    """Return column -> position; columns are known by name or caption."""
    names = {
        _key(written): name
        for name in (*MEASURES, *(f"coder_{measure}" for measure in MEASURES), *_PLACE)
        for written in (name, *COLUMNS[name])
    }
    found = {names[_key(cell)]: position for position, cell in enumerate(header) if _key(cell) in names}
    missing = [name for name in (*_PLACE, *MEASURES) if name not in found]
    if missing:
        listed = "、".join(f"{COLUMNS[name][0]} ({name})" for name in missing)
        raise InputError(f"{path}: 不是编码表, 缺少列 (not a coding sheet, columns missing): {listed}")
    return found


def _row(path: Path, number: int, cells: list[str], columns: dict[str, int]) -> CodedRow:
    """Make a row of its cells; rows may be shorter than the header."""
    held = {name: cells[position] for name, position in columns.items() if position < len(cells)}
    codes: dict[str, str] = {}
    for measure in MEASURES:
        for column in (measure, f"coder_{measure}"):
            if written := held.get(column, ""):
                codes[column] = _code(measure, written, f"{path}: 第 {number} 行 {COLUMNS[column][0]}")
    return CodedRow(number, tuple(held.get(name, "").removesuffix(".0") for name in _PLACE), codes)


def _code(measure: str, written: str, where: str) -> str:
    known = _KNOWN[measure]
    if _key(written) not in known:
        allowed = "、".join(dict.fromkeys(known.values()))
        raise InputError(f"{where}: 不认识 (unknown code) {written!r}; 可用 (allowed): {allowed}")
    return known[_key(written)]


def _key(text: str) -> str:
    return match_key(text.lower())


def _spelled(names: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Return every way to write each code -> the code."""
    ways = {_key(way): code for code, some in names.items() for way in (code, *some)}
    return ways | {_key(way): code for way, code in _NOTHING.items()}


_KNOWN: dict[str, dict[str, str]] = {
    "class": _spelled(dict[str, tuple[str, ...]](CLASSES)),
    "subtool": _spelled(dict[str, tuple[str, ...]](SUBTOOLS)),
    "modality": _spelled({modality.value: (MODALITIES[modality],) for modality in Modality}),
}
"""What is coded -> every way to write a code -> the code."""
