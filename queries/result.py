"""An answer as a plain table, with its sentences, and the graph it can be drawn from."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any, TypeGuard

import msgspec
import networkx as nx

from graph.model import Evidence, Label, QueryError, Record, Scalar, Subgraph
from queries.captions import COLUMNS, KINDS
from queries.frames import as_html, as_networkx, frame

Quote = dict[str, str | int]
"""One quotation in a row: document, start, end, exact, sentence."""
Cell = Scalar | list[str] | list[Quote]
"""What a cell may hold."""

_KIND_COLUMNS = frozenset({"kind", "from_kind", "to_kind"})
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Result(Record, frozen=True, kw_only=True):
    """The answer to one question.

    ``parameters`` are as resolved (defaults filled in, names turned into ids). ``notes`` say in Chinese
    what the table does not: what was skipped, where a search was bounded. ``total`` is how many rows there
    were before the limit, None where nobody counted them.
    """

    query: str
    parameters: dict[str, Scalar]
    columns: tuple[str, ...]
    rows: tuple[dict[str, Cell], ...]
    notes: tuple[str, ...] = ()
    graph: Subgraph | None = None
    total: int | None = None

    def to_json(self) -> str:
        """Return ``{"query", "parameters", "columns", "rows"}`` as one line of JSON."""
        return msgspec.json.encode(
            {"query": self.query, "parameters": self.parameters, "columns": self.columns, "rows": self.rows}
        ).decode()

    def captions(self, language: str = "zh") -> list[str]:
        """Return what the columns are called, in ``zh`` or ``en``."""
        return [COLUMNS[column][0 if language == "zh" else 1] for column in self.columns]

    def to_table(self, language: str = "zh") -> list[list[str]]:
        """Return the rows as text, cell by cell: lists one item a line, quotations as their sentences.

        In Chinese, kinds are named in Chinese too.
        """
        return [
            [_text(_shown(column, row[column], language)) for column in self.columns] for row in self.rows
        ]

    def to_cells(self, language: str = "zh") -> list[list[str | int | float]]:
        """Return the rows as cells of a table program: numbers as numbers, lists one item a line."""
        return [
            [_number_or_text(_shown(column, row[column], language)) for column in self.columns]
            for row in self.rows
        ]

    def without(self, *columns: str) -> Result:
        """Return the same answer without some of its columns."""
        kept = tuple(column for column in self.columns if column not in columns)
        rows = tuple({column: row[column] for column in kept} for row in self.rows)
        return msgspec.structs.replace(self, columns=kept, rows=rows)

    def to_csv(self, language: str | None = None) -> str:
        """Return CSV that Excel opens: a byte order mark first, and no cell that it would take for a formula.

        Sentences stand with their document and offsets.

        Args:
            language: ``zh`` or ``en`` for captions as the header; column names without it.
        """
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer)
        header = self.columns if language is None else self.captions(language)
        writer.writerow([_csv_cell(name) for name in header])
        for row in self.rows:
            writer.writerow([_csv_cell(_shown(column, row[column], language)) for column in self.columns])
        return "\ufeff" + buffer.getvalue()

    def frame(self, library: str = "pandas", *, language: str | None = None) -> Any:
        """Return the rows as a ``DataFrame`` of ``pandas`` or ``polars``; neither is needed otherwise.

        Lists stay lists, quotations dictionaries (structs in polars).

        Args:
            library: ``pandas`` or ``polars``.
            language: ``zh`` or ``en`` for captions as the names of columns; column names without it.

        Raises:
            QueryError: the library is not known or not installed.
        """
        return frame(self, library, language)

    def to_pandas(self) -> Any:
        """Return a ``pandas.DataFrame``; see ``frame``."""
        return self.frame("pandas")

    def to_polars(self) -> Any:
        """Return a ``polars.DataFrame``; see ``frame``."""
        return self.frame("polars")

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return the graph behind the answer: node and edge attributes as in the model, and the quotations.

        Nodes are ids with ``label`` (the kind), ``name`` and their properties; edges have their key,
        ``type``, ``qualifier`` and ``evidence``, a list of document, start, end, exact and sentence.

        Raises:
            QueryError: the answer is a table only.
        """
        if self.graph is None:
            raise QueryError(f"{self.query}: 这个回答没有图 (is a table only, without a graph)")
        return as_networkx(self.graph)

    def _repr_html_(self) -> str:
        """Show the answer as a table in a notebook."""
        return as_html(self)


def quotes(evidence: Iterable[Evidence]) -> list[Quote]:
    """Return quotations as the row objects of the contract, each once, in the order given."""
    found: dict[tuple[str, int, int], Quote] = {}
    for item in evidence:
        found.setdefault(
            (item.document, item.start, item.end),
            {
                "document": item.document,
                "start": item.start,
                "end": item.end,
                "exact": item.exact,
                "sentence": item.sentence,
            },
        )
    return list(found.values())


def _shown(column: str, cell: Cell, language: str | None) -> Cell:
    return (
        KINDS[Label(cell)] if language == "zh" and column in _KIND_COLUMNS and isinstance(cell, str) else cell
    )


def _text(cell: Cell) -> str:
    if isinstance(cell, list):
        # Neighbouring mentions often share their sentence: show it once.
        return "\n".join(
            dict.fromkeys(item if isinstance(item, str) else str(item["sentence"]) for item in cell)
        )
    return "" if cell is None else str(cell)


def _cited(quote: Quote) -> str:
    """Return a sentence with the place of the exact words, so that a sheet can be checked."""
    return f"{quote['sentence']}〔{quote['document']}:{quote['start']}-{quote['end']}〕"


def _number_or_text(cell: Cell) -> str | int | float:
    return cell if _is_number(cell) else _text(cell)


def _is_number(cell: Cell) -> TypeGuard[int | float]:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _csv_cell(cell: Cell) -> str | int | float:
    if _is_number(cell):
        return cell
    if isinstance(cell, list):
        cell = [item if isinstance(item, str) else _cited(item) for item in cell]
    text = _text(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
