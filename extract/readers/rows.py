"""One row of a list to one document: what the list says of a proposal becomes form lines of its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extract.readers import facts
from extract.readers.columns import BODY
from extract.readers.limits import MAX_CELL, MAX_NAMED, MAX_ROWS
from extract.readers.reading import Known, Reading, Remark
from graph.model import InputError

FORM = {
    "number": "提案号",
    "title": "案由",
    "session": "届次",
    "proposers": "提案人",
    "co": "联名人",
    "sector": "界别",
    "party": "党派",
    "main": "主办单位",
    "helpers": "会办单位",
}
"""Field -> label of the form line it becomes, in the order of the lines."""

SECTIONS = {"situation": "情况分析", "suggestions": "具体建议"}
"""Field -> label of the line that stands above it."""

_KEYS = ("id", "number")
_WHOLE = re.compile(r"(?<=\d)\.0+$")  # 112.0: a program took the number for a measure
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Characters that a key may not hold: no command line could name the document."""
_PLAIN = {"id", "text", "title", "date", "source", "publisher", "session", "jurisdiction"}
_CONVERTED: dict[str, tuple[Callable[[str], str | None], str]] = {
    "date": (facts.iso_date, "日期 (date)"),
    "session": (facts.session, "届次 (session)"),
    "jurisdiction": (facts.jurisdiction, "地区 (jurisdiction)"),
}


@dataclass
class Rows:
    """Makes documents of the rows of one list; tells a repeated key apart and counts what is bad.

    ``name`` is the file's, for messages; ``shared`` is what the list's own heading says of all its rows.
    """

    name: str
    shared: Known = field(default_factory=Known)
    _keys: set[str] = field(default_factory=set[str])
    _told: set[str] = field(default_factory=set[str])
    _rows: int = 0
    _bad: int = 0

    def document(
        self, cells: Mapping[str, str], fields: frozenset[str], row: str
    ) -> Iterator[Reading | Remark]:
        """Yield the document of a row, after remarks on what it holds that is not understood.

        Args:
            cells: field -> text, for the fields that are not empty.
            fields: all fields that the list has.
            row: the row as a person counts it, for messages and as the last choice of a key.

        Raises:
            InputError: the list has too many rows.
        """
        self._rows += 1
        if self._rows > MAX_ROWS:
            raise InputError(
                f"{self.name}: 行数超过上限 {MAX_ROWS} (too many rows); 请分成几个文件 (split the file)"
            )
        if any(len(cell) > MAX_CELL for cell in cells.values()):
            yield from self.bad(row, f"单元格超过 {MAX_CELL} 字 (a cell is too long)")
            return
        body = BODY if not fields.isdisjoint(BODY) else ("title",)
        if cells.keys().isdisjoint(body):
            yield from self.bad(row, "没有文字 (no text)")
            return
        cells = {name: _WHOLE.sub("", cell) if name in _KEYS else cell for name, cell in cells.items()}
        known, remarks = self._known(cells, row)
        yield from remarks
        plain = fields <= _PLAIN and "text" in fields
        yield Reading(row_text(cells, plain=plain), known, self._key(cells, row))

    def bad(self, row: str, what: str) -> Iterator[Remark]:
        """Yield the remark on a row that is left out; none once enough have been named."""
        self._bad += 1
        if self._bad <= MAX_NAMED:
            yield Remark(f"{self.name}: 第 {row} 行 (row {row}): {what}, 已跳过 (skipped)")

    def rest(self) -> Iterator[Remark]:
        """Yield the remark on the bad rows that were not named one by one, if any."""
        if self._bad > MAX_NAMED:
            more = self._bad - MAX_NAMED
            yield Remark(f"{self.name}: 另有 {more} 行已跳过 ({more} more rows skipped)")

    def _key(self, cells: Mapping[str, str], row: str) -> str:
        given = _UNWRITABLE.sub("", cells.get("id") or cells.get("number") or "")
        key = " ".join((given or row).split())[:200]
        if key in self._keys:
            key = f"{key}@{row}"
        self._keys.add(key)
        return key

    def _is_new(self, what: str) -> bool:
        """Whether a value that is not understood is to be named: once, and not too many of them."""
        new = what not in self._told and len(self._told) < MAX_NAMED
        self._told.update([what] if new else [])
        return new

    def _known(self, cells: Mapping[str, str], row: str) -> tuple[Known, list[Remark]]:
        """Return what is known of a row, and a remark on each value not understood."""
        found: dict[str, str | None] = {}
        remarks: list[Remark] = []
        for name, (convert, label) in _CONVERTED.items():
            cell = cells.get(name)
            found[name] = convert(cell) if cell else getattr(self.shared, name)
            if cell and found[name] is None and self._is_new(f"{name} {cell}"):
                shown = one_line(cell)[:30]
                what = f"不认识的{label}: {shown}, 不采用 (not understood, ignored)"
                remarks.append(Remark(f"{self.name}: 第 {row} 行 (row {row}): {what}", lost=False))
        source = facts.address(cells.get("source", ""))
        publisher = cells.get("publisher") or (None if source else cells.get("source"))
        known = Known(
            title=one_line(cells["title"]) if "title" in cells else None,
            publisher=one_line(publisher) if publisher else None,
            source=source,
            **found,
        )
        return known, remarks


def row_text(cells: Mapping[str, str], *, plain: bool) -> str:
    r"""Return the stored text of a row: its text as it is, or form lines, a blank line, and the body.

    >>> row_text({"number": "12", "title": "关于冷链的提案", "text": "设立基金。"}, plain=False)
    '提案号：12\n案由：关于冷链的提案\n\n设立基金。'
    """
    if plain:
        return cells["text"]
    form = [f"{label}：{one_line(cells[name])}" for name, label in FORM.items() if name in cells]
    body = [cells["text"]] if "text" in cells else []
    body += [f"{label}：\n{cells[name]}" for name, label in SECTIONS.items() if name in cells]
    return "\n\n".join(part for part in ("\n".join(form), "\n".join(body)) if part)


def one_line(cell: str) -> str:
    r"""Return a cell as one line; lines of Chinese are names under one another, or a wrapped title.

    >>> one_line(" 王小明\n李四 "), one_line("关于冷链 物流")
    ('王小明、李四', '关于冷链 物流')
    """
    lines = [" ".join(line.split()) for line in cell.splitlines() if line.strip()]
    return ("、" if are_names(lines) else "").join(lines)


def are_names(lines: Sequence[str]) -> bool:
    """Whether each line may be the name of a person."""
    return all(re.fullmatch(r"[一-龥·]{2,4}", line.replace(" ", "")) for line in lines)
