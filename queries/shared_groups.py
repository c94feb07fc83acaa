"""Groups of proposals that use one sub-tool or one class of instruments."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model import Scalar
from graph.store import View
from queries.catalogue import describe
from queries.incidence import Incidence
from queries.result import Cell, Result, quotes
from queries.uses import Uses, as_graph, quoted, uses

_LISTED = 50
"""At most so many proposals are listed and quoted per group; the count is of all."""


def groups(view: View, found: Incidence, given: dict[str, Scalar], limit: int) -> Result:
    """Return one row per sub-tool or class that at least two proposals use, the largest first.

    With a ``proposal``, only the groups that it uses. Listed proposals stand in order of their names.
    """
    ranked = _ranked(found, given["proposal"])
    notes = [f"只列出前 {limit} 组"] if len(ranked) > limit else []
    members = {column: found.users(column) for column in ranked[:limit]}
    if any(len(rows) > _LISTED for rows in members.values()):
        notes.append(f"每组只列出前 {_LISTED} 件提案")
    links = uses(
        view,
        found,
        {
            (found.proposals[row][0], found.groups[column][0])
            for column in members
            for row in members[column][:_LISTED]
        },
    )
    return Result(
        query="shared-instruments",
        parameters=given,
        columns=describe("shared-instruments").columns[1],
        rows=tuple(_rows(found, members, links)),
        notes=tuple(notes),
        graph=as_graph(view, links),
        total=len(ranked),
    )


def _ranked(found: Incidence, proposal: Scalar) -> list[int]:
    """Return the columns to show: of one proposal, or all."""
    if proposal is None:
        return found.largest(range(found.table.width))
    return found.largest(found.table.row(found.index(str(proposal))).tolist())


def _rows(found: Incidence, members: dict[int, list[int]], links: Uses) -> Iterator[dict[str, Cell]]:
    for column, rows in members.items():
        id_, name = found.groups[column]
        listed = [found.proposals[row] for row in rows[:_LISTED]]
        # One sentence per proposal shows what is meant; all of them would fill pages.
        said = [quote[0] for proposal, _ in listed for quote in quoted(links[proposal, id_])[:1]]
        yield {
            "id": id_,
            "name": name,
            "count": len(rows),
            "proposals": [title for _, title in listed],
            "proposal_ids": [proposal for proposal, _ in listed],
            "evidence": quotes(said),
        }
