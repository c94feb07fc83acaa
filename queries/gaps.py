"""The question ``gaps``: which proposals or industries lack instruments of one class."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import msgspec
import numpy as np

from graph.model import Evidence, QueryError, Record, Scalar
from graph.store import View
from queries.catalogue import describe
from queries.codings import Chosen, Codings, Ints, chosen, codings, quoted_uses, spread
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
        notes=tuple(_notes(found, given, total, len(shown), of_proposals=of_proposals)),
        total=total,
    )


def _missing(found: Codings, wanted: _Wanted) -> tuple[str, str]:
    """Return code and name of what is looked for: the sub-tool where one is given, else the class."""
    code = wanted.subtool or wanted.class_
    if wanted.subtool is not None:
        known = sorted({code for tool in found.tools for code in (tool.subtool, *tool.secondary) if code})
        if code not in known:
            raise QueryError(
                f"gaps: 参数 subtool 不能是 {code!r} (not allowed); 可用 (allowed): {', '.join(known)}"
            )
    return code, next((tool.name for tool in found.tools if tool.id == f"instrument:{code}"), code)


def _owners(view: View, found: Codings, uses: Ints, tie: Tie, *, of_proposals: bool) -> Labels:
    """Return to which proposal, or to which industries, each use belongs."""
    if of_proposals:
        return Labels(np.arange(len(uses), dtype=np.int64), found.proposal[uses])
    return tied(view, found, tie).of_items(uses)


def _gaps(found: Codings, uses: Ints, labels: Labels, code: str, limit: int) -> tuple[list[_Gap], int]:
    """Return those that have uses but none of the class or sub-tool, most uses first; and their number."""
    if not len(labels.label):
        return [], 0
    of_kind = ((found.classes == code) | (found.subtools == code))[found.tool]
    height = int(labels.label.max()) + 1
    met = np.zeros(height, np.bool_)
    met[labels.label[of_kind[uses[labels.item]]]] = True
    left = ~met[labels.label]
    use, label = uses[labels.item[left]], labels.label[left]
    mentions = _mentions(found, use, label, height)
    totals = mentions.sum(axis=1)
    order = np.argsort(-totals, kind="stable")[: np.count_nonzero(totals)]
    shown = order[:limit]
    gaps = [
        _Gap(
            number,
            tuple(mentions[number].tolist()[: len(CLASSES)]),
            len(np.unique(found.proposal[some])),
            some.tolist(),
        )
        for number, some in zip(shown.tolist(), _grouped(use, label, shown, height), strict=True)
    ]
    return gaps, len(order)


def _mentions(found: Codings, use: Ints, label: Ints, height: int) -> Ints:
    """Return for every label the mentions of each class, then of what has none."""
    classes, of_tool = np.unique(found.classes, return_inverse=True)
    rank = np.array([class_rank(class_)[0] for class_ in classes.tolist()], np.int64)[of_tool]
    width = len(CLASSES) + 1
    sums = np.bincount(label * width + rank[found.tool[use]], found.weight[use], height * width)
    return sums.reshape(height, width).astype(np.int64)


def _grouped(use: Ints, label: Ints, shown: Ints, height: int) -> list[Ints]:
    """Return the uses of every label that is shown, each in the order given."""
    place = np.full(height, -1, np.int64)
    place[shown] = np.arange(len(shown))
    kept = np.flatnonzero(place[label] >= 0)
    groups = place[label[kept]]
    ordered = use[kept[np.argsort(groups, kind="stable")]]
    bounds = np.cumsum([0, *np.bincount(groups, minlength=len(shown)).tolist()]).tolist()
    return [ordered[start:end] for start, end in pairwise(bounds)]


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
    found: Codings, given: dict[str, Scalar], total: int, shown: int, *, of_proposals: bool
) -> Iterator[str]:
    what = "件提案" if of_proposals else "个产业"
    if total > shown:
        yield f"共 {total} {what}, 只列出已有工具最多的 {shown} {what[0]}"
    if not of_proposals:
        return
    bare = _bare(found, chosen({**given, "modality": None}, replies=False))
    if bare:
        yield f"另有 {bare} 件提案未见任何政策工具, 未列入 (见 check)"


def _bare(found: Codings, filters: Chosen) -> int:
    """Return the number of proposals in which no instrument was found at all."""
    users = np.bincount(found.proposal[found.chosen(filters)], minlength=len(found.proposals)) > 0
    return int(np.count_nonzero(found.filed(filters) & found.with_words() & ~users))
