"""Lists of proposals printed as a table: a header that names the columns, then a proposal in every row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from extract.draft import DraftHandler, DraftPassage, DraftProposal, Layout, line_passage
from extract.handlers import is_office, listed_handlers
from extract.lines import Line
from extract.measures import body_passages, furniture
from extract.names import Named
from extract.proposers import parse_list, parse_people
from extract.readers.columns import BODY, recognise
from extract.shapes.digest import collected_type
from extract.titles import headline, title_spans
from graph.model import DocumentType, HandlerRole, PassageKind, ProposerRole, Shape
from graph.text import fold


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, without white space and quotation marks around it, and the field it is of.

    ``left`` is the offset of the quotation mark before it, or ``start``.
    """

    field: str
    left: int
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Row:
    """A row's cells that are not empty, and its span."""

    cells: tuple[Cell, ...]
    start: int
    end: int

    def of(self, *fields: str) -> list[Cell]:
        """Return the cells of some fields, in order."""
        return [cell for cell in self.cells if cell.field in fields]


@dataclass(frozen=True)
class Table:
    """The lines from a table's header to its end, as indexes, and its rows, each a proposal's."""

    header: int
    end: int
    rows: list[Row]


def read(text: str, lines: list[Line]) -> Layout | None:
    """Read a list of proposals; None unless a header stands above two rows with titles."""
    table = _table(lines) or _cell_by_cell(lines)
    if table is None:
        return None
    told = sum(row.of("title")[0].text.endswith("提案") for row in table.rows)
    kind = DocumentType.PROPOSAL if 2 * told > len(table.rows) else collected_type(lines)
    proposals = tuple(_proposal(row, kind) for row in table.rows)
    above, below = lines[: table.header], lines[table.end :]
    head = headline(text, above)
    top = next(index for index, line in enumerate(lines) if line.end > table.rows[0].start)
    passages = [
        *(line_passage(line, PassageKind.TITLE if line in head else _kind_above(line)) for line in above),
        *(line_passage(line, PassageKind.FRONT) for line in lines[table.header : top]),
        *(passage for row in table.rows for passage in _parts(row) if passage.kind is PassageKind.FRONT),
        *(line_passage(line, _kind_below(line)) for line in below),
    ]
    reason = f"表头之下 {len(proposals)} 行, 每行一件 (a table of {len(proposals)} rows, a proposal in each)"
    title = title_spans(head) or proposals[0].title_spans
    return Layout(Shape.DIGEST, title, proposals, tuple(passages), reason=reason)


def _kind_above(line: Line) -> PassageKind:
    return PassageKind.CHROME if line.is_chrome else PassageKind.FRONT


_NOTE = re.compile(r"[*_]*(?:[(（【]|(?:备\s*)?注|说明|字段说明|填表说明|附)")


def _kind_below(line: Line) -> PassageKind:
    known = furniture(line)
    return known or (PassageKind.FOOTER if _NOTE.match(line.text) else PassageKind.OTHER)


_BARS = re.compile(r"[^|｜│┃]+")
_TABS = re.compile(r"[^\t]+")
_QUOTED = re.compile(r'"(?:[^"]|"")*"|[^,，"]+')
_RULE = re.compile(r"[\s:：|｜│┃+\-—–─═┼├┤]+")
_QUOTES = '"“”'


def _cut(pattern: re.Pattern[str], mark: str) -> Callable[[Line], list[tuple[int, int]]]:
    """Return what cuts a line at a mark into spans of its cells, the empty ones too."""

    def cut(line: Line) -> list[tuple[int, int]]:
        spans: list[tuple[int, int]] = []
        at = 1 if mark in "|｜│┃" and line.text[0] in "|｜│┃" else 0
        while at <= len(line.text):
            match = pattern.match(line.text, at)
            end = match.end() if match else at
            spans.append((at, end))
            at = end + 1
        return spans

    return cut


_WAYS = (
    (re.compile("[|｜│┃]"), _cut(_BARS, "|")),
    (re.compile("\t"), _cut(_TABS, "\t")),
    (re.compile("[,，]"), _cut(_QUOTED, ",")),
)
"""What a header holds that parts its cells so, and what cuts its rows."""

_TELLING = frozenset({"proposers", "number", "main", "sector", *BODY})
_LONGEST_HEADER = 200


def _table(lines: list[Line]) -> Table | None:
    """Return the first table whose header has a column of titles and one that tells more of proposals."""
    for index, line in enumerate(lines[:-2]):
        if len(line.text) > _LONGEST_HEADER or line.is_sentence:
            continue
        for mark, cut in _WAYS:
            if not mark.search(line.text):
                continue
            names = [line.text[slice(*span)].strip(f" 　*{_QUOTES}") for span in cut(line)]
            columns = recognise(names)
            if "title" in columns and not _TELLING.isdisjoint(columns):
                fields = {position: field for field, position in columns.items()}
                if any("会办" in name and "主办" in name for name in names):
                    fields = {at: "handlers" if field == "main" else field for at, field in fields.items()}
                found = _rows(lines, index, cut, fields, len(names))
                if found is not None:
                    return found
    return None


def _rows(
    lines: list[Line],
    header: int,
    cut: Callable[[Line], list[tuple[int, int]]],
    fields: dict[int, str],
    width: int,
) -> Table | None:
    """Return the rows below a header that have a title, down to the first line that is no row of it."""
    rows: list[Row] = []
    end = header + 1
    for line in lines[header + 1 :]:
        if not _RULE.fullmatch(line.text):
            spans = cut(line)
            if not width - 1 <= len(spans) <= width + 1:
                break
            row = Row(tuple(_cells(line, spans, fields)), line.start, line.end)
            if not row.of("title"):
                break
            rows.append(row)
        end += 1
    return Table(header, end, rows) if len(rows) > 1 else None


def _cells(line: Line, spans: Sequence[tuple[int, int]], fields: dict[int, str]) -> Iterator[Cell]:
    for position, (left, right) in enumerate(spans):
        inside = line.text[left:right]
        bare = inside.strip(f" 　*{_QUOTES}")
        if bare:
            start = line.start + left + inside.index(bare)
            outer = line.start + left + len(inside) - len(inside.lstrip(" 　*"))
            yield Cell(fields.get(position, ""), outer, start, start + len(bare), bare)


_LABEL = 8
"""Letters of the longest name of a column that stands on a line of its own."""


_FEWEST_FIELDS = 3
"""Columns known by name in a header whose cells stand one below the other: number, title and one more."""


def _cell_by_cell(lines: list[Line]) -> Table | None:
    """Return a numbered list whose cells stand one below the other, as a copied page gives it."""
    for index, line in enumerate(lines[:-6]):
        if len(line.text) > _LABEL or not recognise([line.text]):
            continue
        ones = (at for at in range(index + 3, min(index + 12, len(lines))) if lines[at].text == "1")
        first = next(ones, None)
        if first is None:
            continue
        fields = recognise([one.text for one in lines[index:first]])
        if fields.get("number") != 0 or fields.get("title") != 1 or len(fields) < _FEWEST_FIELDS:
            continue
        rows, end = _numbered_rows(lines, first, "proposers" in fields)
        return Table(index, end, rows) if len(rows) > 1 else None
    return None


def _numbered_rows(lines: list[Line], first: int, named: bool) -> tuple[list[Row], int]:
    """Return the rows that begin with 1, 2, 3 …, and the index after the last one."""
    starts = [first]
    for index in range(first + 1, len(lines)):
        if lines[index].text == str(len(starts) + 1):
            starts.append(index)
    width = max((b - a for a, b in pairwise(starts)), default=0)
    last = range(starts[-1] + 1, min(starts[-1] + width, len(lines)))
    end = next((at for at in last if _kind_below(lines[at]) is not PassageKind.OTHER), last.stop)
    rows: list[Row] = []
    for begin, stop in zip(starts, [*starts[1:], end], strict=True):
        cells = tuple(_roles(lines[begin:stop], named=named))
        rows.append(Row(cells, lines[begin].start, lines[stop - 1].end))
    return [row for row in rows if row.of("title")], end


_NEXT_OFFICE = {"": "main", "main": "helpers"}
"""What an office is, by what stands above it."""
_TITLE_ENDS = ("提案", "建议", "议案", "意见")


def _roles(lines: list[Line], *, named: bool) -> Iterator[Cell]:
    """Tell what the lines of a record are: number, title, names, then offices."""
    field: str = "number"
    for index, line in enumerate(lines):
        if index == 1 or (field == "title" and not lines[index - 1].text.endswith(_TITLE_ENDS)):
            field = "title"
        elif field == "title" and named:
            field = "proposers" if parse_list(line.text, line.start, ProposerRole.LEAD) else ""
        elif field == "proposers":
            people = parse_list(line.text, line.start, ProposerRole.LEAD)
            field = "proposers" if people and all(one.is_person for one in people) else ""
        if field in _NEXT_OFFICE and index > 1 and is_office(line.text):
            field = _NEXT_OFFICE[field]
        yield Cell(field, line.start, line.start, line.end, line.text)


_OWNED = {"title": PassageKind.TITLE, "proposers": PassageKind.BYLINE, "co": PassageKind.BYLINE}
"""Fields that belong to the proposal, beside its text; the others are the list's."""


def _parts(row: Row) -> list[DraftPassage]:
    """Return the passages of a row; the mark behind a cell belongs to its passage: none is left out."""
    parts = list(_told(row))
    ends = [*(part.start for part in parts[1:]), row.end]
    return [replace(part, end=end) for part, end in zip(parts, ends, strict=True)]


def _told(row: Row) -> Iterator[DraftPassage]:
    """Yield what the cells of a row tell; those of one kind beside each other are one passage."""
    groups = [
        (kind, list(cells))
        for kind, cells in groupby(row.cells, lambda cell: _OWNED.get(cell.field, "") or cell.field in BODY)
    ]
    for number, (kind, cells) in enumerate(groups):
        start = row.start if number == 0 else cells[0].left
        end = row.end if number == len(groups) - 1 else cells[-1].end
        if isinstance(kind, PassageKind):
            yield DraftPassage(kind, start, end)
        elif not kind:
            yield DraftPassage(PassageKind.FRONT, start, end)
        else:
            yield from (passage for cell in cells for passage in _said(cell))


def _said(cell: Cell) -> list[DraftPassage]:
    """Cut what a cell says; a column of suggestions holds nothing else."""
    whole = cell.text if cell.left == cell.start else f"{_QUOTES[0]}{cell.text}"
    line = Line(cell.left, cell.end, whole, fold(whole))
    kind = PassageKind.MEASURE if cell.field == "suggestions" else None
    return body_passages([line], default=kind, told=[line.start])


def _proposal(row: Row, kind: DocumentType) -> DraftProposal:
    titles = row.of("title")
    passages = tuple(passage for passage in _parts(row) if passage.kind is not PassageKind.FRONT)
    return DraftProposal(
        " ".join(cell.text for cell in titles),
        tuple((cell.start, cell.end) for cell in titles),
        kind,
        tuple(_proposers(row)),
        passages,
        _number(row),
        tuple(_handlers(row)),
    )


def _proposers(row: Row) -> Iterator[Named]:
    for cell in row.of("proposers"):
        people = parse_people(cell.text, cell.start)
        written = any(one.spoke_for for one in people)  # 民进某市委会（执笔：张三）
        yield from people if written else parse_list(cell.text, cell.start, ProposerRole.LEAD)
    for cell in row.of("co"):
        yield from parse_list(cell.text, cell.start, ProposerRole.CO)


_DIGITS = re.compile(r"\D{0,12}(?P<number>\d{1,12})\D{0,2}")


def _number(row: Row) -> str | None:
    for cell in row.of("number"):
        match = _DIGITS.fullmatch(cell.text)
        if match:
            return str(int(match.group("number")))
    return None


def _handlers(row: Row) -> Iterator[DraftHandler]:
    roles = {"main": HandlerRole.MAIN, "helpers": HandlerRole.CO, "handlers": HandlerRole.MAIN}
    for cell in row.of(*roles):
        for number, part in enumerate(re.finditer("[^/／;；]+", cell.text)):
            second = number > 0 and cell.field == "handlers"
            role = HandlerRole.CO if second else roles[cell.field]
            yield from listed_handlers(part.group(), cell.start + part.start(), role)
