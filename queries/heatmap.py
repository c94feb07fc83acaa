"""The matrix of sub-tools by industries as a picture needs it: a bounded number of columns, all their cells.

``matrix`` lists the largest cells of all industries; here the most frequent industries come whole, so that
what is empty is empty, and every sentence comes with its proposal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

import numpy as np

from graph.model import Evidence, Level, Record
from graph.store import View
from queries.codings import Chosen, Codings, codings, spread
from queries.crosstab import Cell
from queries.groups import By
from queries.matrix import Matrix, count
from queries.ties import Tie


class Heading(Record, frozen=True, kw_only=True):
    """A row or column, and how many proposals stand in it; ``id`` is empty where no industry is told."""

    id: str
    name: str
    count: int


class Use(Record, frozen=True, kw_only=True):
    """What a proposal says of an instrument, and how (``modality``)."""

    proposal: str
    modality: str
    said: Evidence


class Spot(Record, frozen=True, kw_only=True):
    """A cell that holds something: its places among rows and columns, proposals, mentions, some sentences."""

    row: int
    column: int
    count: int
    mentions: int
    uses: tuple[Use, ...]


class Heatmap(Record, frozen=True, kw_only=True):
    """Sub-tools by industries, as far as measures ask for them; counts are of proposals.

    Rows come as supply, environment, demand. Columns are the industries of most proposals, at last the uses
    that are tied to none. Of a row ``count`` includes industries that are no column here, of which there are
    ``industries`` in all.
    """

    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    spots: tuple[Spot, ...]
    industries: int
    proposals: int


def heatmap(view: View, *, columns: int, quoted: int) -> Heatmap:
    """Count uses as ``matrix`` does by default, at the level sub-tool, for the most frequent industries.

    Args:
        view: the graph.
        columns: at most so many industries.
        quoted: at most so many sentences of each cell, those of different proposals first.
    """
    found = codings(view)
    matrix = count(
        view, found, Level.SUBTOOL, By.INDUSTRY, Chosen(kind="measure"), tie=Tie.NEAREST, all_labels=False
    )
    of_row, of_column = _proposals(found, matrix)
    wide = _widest(matrix, of_column, columns)
    place = {column: number for number, column in enumerate(wide)}
    row_place = {row: number for number, row in enumerate(sorted(of_row))}
    cells = [cell for cell in matrix.table.cells if cell.column in place]
    said = _said(view, found, matrix, cells, quoted)
    spots = (
        Spot(
            row=row_place[cell.row],
            column=place[cell.column],
            count=cell.owners,
            mentions=cell.weight,
            uses=uses,
        )
        for cell, uses in zip(cells, said, strict=True)
    )
    return Heatmap(
        rows=tuple(_headings(sorted(of_row), of_row, matrix.rows.ids, matrix.rows.names)),
        columns=tuple(_headings(wide, of_column, matrix.columns.ids, matrix.columns.names)),
        spots=tuple(sorted(spots, key=lambda spot: (spot.row, spot.column))),
        industries=sum(bool(matrix.columns.ids[column]) for column in of_column),
        proposals=len(np.unique(found.proposal[matrix.uses])),
    )


def _proposals(found: Codings, matrix: Matrix) -> tuple[dict[int, int], dict[int, int]]:
    """Return how many proposals stand in each row and in each column."""
    rows: defaultdict[int, set[int]] = defaultdict(set)
    columns: defaultdict[int, set[int]] = defaultdict(set)
    for cell in matrix.table.cells:
        owners: list[int] = found.proposal[matrix.uses[cell.items]].tolist()
        rows[cell.row].update(owners)
        columns[cell.column].update(owners)
    return (
        {row: len(owners) for row, owners in rows.items()},
        {column: len(owners) for column, owners in columns.items()},
    )


def _widest(matrix: Matrix, counts: dict[int, int], limit: int) -> list[int]:
    """Return the industries of most proposals, then by name; what is tied to none stands last."""
    ids, names = matrix.columns.ids, matrix.columns.names
    named = sorted(
        (column for column in counts if ids[column]),
        key=lambda column: (-counts[column], names[column], ids[column]),
    )
    return [*named[:limit], *(column for column in counts if not ids[column])]


def _headings(
    chosen: Iterable[int], counts: dict[int, int], ids: list[str], names: list[str]
) -> Iterator[Heading]:
    for number in chosen:
        yield Heading(id=ids[number], name=names[number], count=counts[number])


def _said(
    view: View, found: Codings, matrix: Matrix, cells: Collection[Cell], limit: int
) -> list[tuple[Use, ...]]:
    """Return the sentences of each cell in order of the text, those of different proposals chosen first."""
    groups = [
        spread(map(int, matrix.uses[cell.items]), lambda use: int(found.proposal[use]), limit)
        for cell in cells
    ]
    evidence = view.evidence(sorted({found.key(use) for group in groups for use in group}))
    return [tuple(_uses(found, group, evidence, limit)) for group in groups]


def _uses(
    found: Codings, group: Iterable[int], evidence: dict[str, tuple[Evidence, ...]], limit: int
) -> list[Use]:
    """Return at most ``limit`` quotations of some uses: the first of each, then the others."""
    ranked = [(rank, use, item) for use in group for rank, item in enumerate(evidence[found.key(use)])]
    ranked.sort(key=lambda one: one[0])
    kept = sorted(ranked[:limit], key=lambda one: (one[2].document, one[2].start, one[2].end, one[1]))
    return [
        Use(
            proposal=found.proposals[int(found.proposal[use])].id,
            modality=str(found.modality[use]),
            said=item,
        )
        for _, use, item in kept
    ]
