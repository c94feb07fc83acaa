"""Which proposal uses which instrument, at one level of the hierarchy, as a table of whole numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from graph.model import Level, Record, Value
from graph.store import View
from queries.catalogue import rows
from queries.memory import Memory
from queries.sharing import Table


class Filters(Record, frozen=True, kw_only=True):
    """Which proposals take part; ``also`` is the id of one that does in any case."""

    jurisdiction: str | None = None
    session: str | None = None
    year: int | None = None
    industry: str | None = None
    """Id of an industry that they concern, itself or by one below it."""
    modality: str | None = None
    """The only way of using an instrument that counts."""
    also: str | None = None


@dataclass(frozen=True)
class Incidence:
    """The proposals (sorted by name, then id) and groups of instruments (by id) behind a table's numbers.

    ``groups_of`` gives the groups of every instrument: itself at the level of concepts, else what stands
    above it at the level asked for. ``modality`` is the only one that counts, if not all do.
    """

    proposals: list[tuple[str, str]]
    groups: list[tuple[str, str]]
    groups_of: dict[str, tuple[str, ...]]
    table: Table
    modality: str | None = None

    def index(self, proposal: str) -> int:
        """Return the row of a proposal."""
        return [id_ for id_, _ in self.proposals].index(proposal)

    def largest(self, columns: Iterable[int]) -> list[int]:
        """Return those columns that at least two proposals have, the largest first, then by name and id."""
        counts = self.table.counts().tolist()
        shared = (column for column in columns if counts[column] > 1)
        return sorted(
            shared, key=lambda column: (-counts[column], self.groups[column][1], self.groups[column][0])
        )

    def users(self, column: int) -> list[int]:
        """Return the rows that have a column; rows are numbered by name."""
        rows: list[int] = self.table.rows[np.flatnonzero(self.table.columns == column)].tolist()
        return rows


_MEMORY: Memory[Incidence] = Memory(4)
"""Four levels of one graph."""


def incidence(view: View, level: Level, filters: Filters) -> Incidence:
    """Return the table of proposals and instruments, from memory where the graph has not changed."""
    return _MEMORY.recall((view.identity, level, filters), lambda: _fetch(view, level, filters))


def _fetch(view: View, level: Level, filters: Filters) -> Incidence:
    found = rows(
        view,
        "shared-instruments",
        jurisdiction=filters.jurisdiction,
        session=filters.session,
        year=filters.year,
        modality=filters.modality,
        also=filters.also,
    )
    if filters.industry is not None:
        concerned: set[str | None] = {filters.also}
        concerned |= {str(row["id"]) for row in rows(view, "industry-proposals", name=filters.industry)}
        found = [row for row in found if str(row["id"]) in concerned]
    found.sort(key=lambda row: (str(row["name"]), str(row["id"])))
    names, groups_of = groups_at(view, level)
    groups = sorted({group for above in groups_of.values() for group in above})
    column = {group: index for index, group in enumerate(groups)}
    columns_of = {instrument: [column[group] for group in above] for instrument, above in groups_of.items()}
    cells: list[int] = []
    lengths: list[int] = []
    for row in found:
        used = {
            index for instrument in _texts(row["instruments"]) for index in columns_of.get(instrument, ())
        }
        cells.extend(sorted(used))
        lengths.append(len(used))
    height = len(found)
    return Incidence(
        proposals=[(str(row["id"]), str(row["name"])) for row in found],
        groups=[(group, names[group]) for group in groups],
        groups_of=groups_of,
        table=Table(
            np.repeat(np.arange(height, dtype=np.int64), lengths),
            np.array(cells, np.int64),
            height,
            len(groups),
        ),
        modality=filters.modality,
    )


def groups_at(view: View, level: Level) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Return the names of all instruments, and instrument -> its groups at a level.

    An instrument below no family is a family of its own, so that whatever is shared as a concept is shared
    as a family too.
    """
    names = {str(row["id"]): str(row["name"]) for row in rows(view, "instruments")}
    if level is Level.CONCEPT:
        return names, {id_: (id_,) for id_ in names}
    above: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows(view, "instrument-ladder", level=level.value):
        above[str(row["id"])].append(str(row["group_id"]))
    if level is Level.FAMILY:
        for id_ in names.keys() - above.keys():
            above[id_].append(id_)
    return names, {id_: tuple(sorted(groups)) for id_, groups in above.items()}


def _texts(value: Value) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list | tuple) else []
