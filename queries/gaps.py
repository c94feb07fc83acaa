"""The question ``gaps``: which proposals or industries lack instruments of one class."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec
import numpy as np

from graph.model import Evidence, QueryError, Record, Scalar
from graph.store import View
from queries.catalogue import describe, rows
from queries.codings import Codings, Ints, chosen, codings, quoted_uses, spread
from queries.crosstab import Labels
from queries.groups import CLASSES, class_rank
from queries.network import nodes
from queries.result import Cell, Result, quotes
from queries.selection import with_code
from queries.ties import Tie, tied
from queries.uses import proposers


class _Wanted(Record, frozen=True, kw_only=True, rename={"class_": "class"}):
    of: str
    class_: str
    subtool: str | None
    tie: Tie
    quoted: int
    limit: int


class _Gap(NamedTuple):
    """A proposal or industry by its number, the mentions of each class, and its uses."""

    number: int
    mentions: tuple[int, ...]
    proposals: int
    uses: list[int]


def answer(view: View, given: dict[str, Scalar]) -> Result:
    """List proposals, or industries, that use instruments but none of a class or sub-tool.

    Counted as in ``matrix``: measures by default, primary classes; replies are left out; a use is tied to
    industries by ``tie``. Those with most other instruments come first; ``supply``, ``environment`` and
    ``demand`` are the mentions of each class that they do have, and the sentences are theirs. Proposals in
    which no instrument was found at all are counted in a note; ``check`` lists them.
    """
    given = with_code(view, given)
    wanted = msgspec.convert(given, _Wanted)
    found = codings(view)
    code, name = _missing(found, wanted)
    of_proposals = wanted.of == "proposal"
    uses = found.chosen(chosen(given, replies=False))
    labels = _owners(view, found, uses, wanted.tie, of_proposals=of_proposals)
    shown, total = _gaps(found, uses, labels, code, wanted.limit)
    sentences = _sentences(view, found, shown, wanted.quoted, of_proposals=of_proposals)
    table = _proposal_rows(view, found, shown) if of_proposals else _industry_rows(found, shown)
    return Result(
        query="gaps",
        parameters=given,
        columns=describe("gaps").columns[0 if of_proposals else 1],
        rows=tuple(
            _row(row, gap, code, name, said) for row, gap, said in zip(table, shown, sentences, strict=True)
        ),
        notes=tuple(_notes(view, given, total, len(shown), of_proposals=of_proposals)),
        total=total,
    )


def _missing(found: Codings, wanted: _Wanted) -> tuple[str, str]:
    """Return code and name of what is looked for: the sub-tool where one is given, else the class."""
    code = wanted.subtool or wanted.class_
    names = {tool.id.removeprefix("instrument:"): tool.name for tool in found.tools}
    known = sorted({code for tool in found.tools for code in (tool.subtool, *tool.secondary) if code})
    if wanted.subtool is not None and code not in known:
        raise QueryError(
            f"gaps: 参数 subtool 不能是 {code!r} (not allowed); 可用 (allowed): {', '.join(known)}"
        )
    return code, names.get(code, code)


def _owners(view: View, found: Codings, uses: Ints, tie: Tie, *, of_proposals: bool) -> Labels:
    """Return to which proposal, or to which industries, each use belongs."""
    if of_proposals:
        return Labels(np.arange(len(uses), dtype=np.int64), found.proposal[uses])
    return tied(view, found, tie).of_items(uses)


def _gaps(found: Codings, uses: Ints, labels: Labels, code: str, limit: int) -> tuple[list[_Gap], int]:
    """Return those that have uses but none of the class or sub-tool, most uses first; and their number."""
    fits = np.array([code in (tool.class_, tool.subtool) for tool in found.tools] or [False], bool)
    rank = np.array([class_rank(tool.class_)[0] for tool in found.tools] or [0], np.int64)
    use = uses[labels.item]
    left = ~np.isin(labels.label, labels.label[fits[found.tool[use]]])
    use, label = use[left], labels.label[left]
    width = len(CLASSES) + 1
    height = int(label.max()) + 1 if len(label) else 0
    sums = np.bincount(label * width + rank[found.tool[use]], found.weight[use], height * width)
    mentions = sums.reshape(height, width).astype(np.int64)
    totals = mentions.sum(axis=1)
    order = [n for n in np.argsort(-totals, kind="stable").tolist() if totals[n]]
    gaps: list[_Gap] = []
    for number in order[:limit]:
        some: list[int] = use[label == number].tolist()
        proposals = len({int(found.proposal[one]) for one in some})
        gaps.append(_Gap(number, tuple(mentions[number].tolist()[: len(CLASSES)]), proposals, some))
    return gaps, len(order)


def _sentences(
    view: View, found: Codings, gaps: list[_Gap], limit: int, *, of_proposals: bool
) -> list[tuple[Evidence, ...]]:
    """Return what they do have: of a proposal different classes first, of an industry proposals."""

    def owner(use: int) -> object:
        return found.tool_of(use).class_ if of_proposals else int(found.proposal[use])

    return quoted_uses(view, found, [spread(gap.uses, owner, limit) for gap in gaps], limit)


def _proposal_rows(view: View, found: Codings, gaps: list[_Gap]) -> Iterator[dict[str, Cell]]:
    ids = [found.proposals[gap.number].id for gap in gaps]
    names, people = nodes(view, ids), proposers(view, ids)
    for gap in gaps:
        filed = found.proposals[gap.number]
        yield {
            "proposal": filed.id,
            "proposal_name": names[filed.id].name,
            "proposed_by": people.get(filed.id, []),
            "year": filed.year,
            "session": filed.session,
            "jurisdiction": filed.jurisdiction,
        }


def _industry_rows(found: Codings, gaps: list[_Gap]) -> Iterator[dict[str, Cell]]:
    for gap in gaps:
        trade = found.trades[gap.number]
        yield {"industry": trade.id, "industry_name": trade.name, "count": gap.proposals}


def _row(
    row: dict[str, Cell], gap: _Gap, code: str, name: str, said: tuple[Evidence, ...]
) -> dict[str, Cell]:
    """Put a row together in the order of its columns."""
    counts = dict(zip(CLASSES, gap.mentions, strict=True))
    told: dict[str, Cell] = {**row, "missing": code, "missing_name": name, **counts, "evidence": quotes(said)}
    groups = describe("gaps").columns
    return {column: told[column] for column in (groups[0] if "proposal" in row else groups[1])}


def _notes(
    view: View, given: dict[str, Scalar], total: int, shown: int, *, of_proposals: bool
) -> Iterator[str]:
    what = "件提案" if of_proposals else "个产业"
    if total > shown:
        yield f"共 {total} {what}, 只列出已有工具最多的 {shown} {what[0]}"
    if not of_proposals:
        return
    filters = {name: given[name] for name in ("kind", "jurisdiction", "session", "year")}
    bare = sum(int(str(row["count"])) for row in rows(view, "gaps", **filters))
    if bare:
        yield f"另有 {bare} 件提案未见任何政策工具, 未列入 (见 check)"
