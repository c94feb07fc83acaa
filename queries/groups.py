"""The two dimensions of a matrix: kinds of instruments, and industries or occasions."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from graph.model import Level
from graph.store import View
from queries.codings import Codings, Filed, Ints
from queries.crosstab import Labels
from queries.incidence import groups_at
from queries.selection import place_names
from queries.ties import Tie, tied

CLASSES = ("supply", "environment", "demand")
"""The classes in the order in which studies list them."""
_BODIES = {"cppcc": "政协", "npc": "人大"}
UNTOLD = "未说明"
"""Name of the row or column of what carries no label."""


class By(StrEnum):
    """The second dimension."""

    INDUSTRY = "industry"
    YEAR = "year"
    JURISDICTION = "jurisdiction"
    SESSION = "session"
    BODY = "body"


class Dimension(NamedTuple):
    """The labels of some uses on one dimension, and id and name of each label by its number."""

    labels: Labels
    ids: list[str]
    names: list[str]


def class_rank(code: str) -> tuple[int, str]:
    """Order classes and sub-tools: supply, environment, demand, then what has none."""
    head = code.partition(".")[0]
    return CLASSES.index(head) if head in CLASSES else len(CLASSES), code


def by_tool(view: View, found: Codings, uses: Ints, level: Level, *, secondary: bool) -> Dimension:
    """Group uses by class, sub-tool or family of their instrument.

    At the levels class and sub-tool an instrument has one primary label; with ``secondary`` those of its
    secondary sub-tools too. Families are told by the hierarchy: an instrument below none is its own.
    """
    if level in (Level.CLASS, Level.SUBTOOL):
        labels = [_codes(tool.class_, tool.subtool, tool.secondary, level, secondary) for tool in found.tools]
    else:
        _, above = groups_at(view, level)
        labels = [above.get(tool.id, ()) for tool in found.tools]
    ids = sorted({label for some in labels for label in some}, key=class_rank)
    number = {label: n for n, label in enumerate(ids)}
    of_tool = [tuple(number[label] for label in some) for some in labels]
    told = {tool.id: tool.name for tool in found.tools}
    names = [told.get(label, told.get(f"instrument:{label}", label)) or UNTOLD for label in ids]
    return Dimension(Labels.through(of_tool, found.tool[uses]), ids, names)


def _codes(
    class_: str, subtool: str, secondary: tuple[str, ...], level: Level, also: bool
) -> tuple[str, ...]:
    if level is Level.CLASS:
        more = tuple(code.partition(".")[0] for code in secondary) if also else ()
        return tuple(dict.fromkeys((class_, *more)))
    return tuple(dict.fromkeys((subtool, *(secondary if also else ()))))


def by_industry(view: View, found: Codings, uses: Ints, tie: Tie) -> Dimension:
    """Group uses by the industries they are tied to; those tied to none make a group of their own."""
    labels = tied(view, found, tie).of_items(uses)
    bare = np.setdiff1d(np.arange(len(uses), dtype=np.int64), labels.item)
    item = np.concatenate([labels.item, bare])
    order = np.argsort(item, kind="stable")
    label = np.concatenate([labels.label, np.full(len(bare), len(found.trades), np.int64)])
    return Dimension(
        Labels(item[order], label[order]),
        [*(trade.id for trade in found.trades), ""],
        [*(trade.name for trade in found.trades), UNTOLD],
    )


def by_occasion(view: View, found: Codings, uses: Ints, by: By) -> Dimension:
    """Group uses by year, jurisdiction, session or body of their proposal."""
    values = [_OCCASIONS[by](proposal) for proposal in found.proposals]
    ids = sorted(set(values))
    number = {value: n for n, value in enumerate(ids)}
    labels = Labels.through([(number[value],) for value in values], found.proposal[uses])
    return Dimension(labels, ids, _names(view, ids, by))


_OCCASIONS: dict[By, Callable[[Filed], str]] = {
    By.YEAR: lambda proposal: str(proposal.year or ""),
    By.JURISDICTION: lambda proposal: proposal.jurisdiction or "",
    By.SESSION: lambda proposal: (
        f"{proposal.jurisdiction or ''} {proposal.session}" if proposal.session else ""
    ),
    By.BODY: lambda proposal: proposal.body or "",
}


def _names(view: View, ids: list[str], by: By) -> list[str]:
    """Return what occasions are called: codes become the names of places."""
    if by is By.YEAR:
        return [id_ or UNTOLD for id_ in ids]
    codes = {id_: id_.rpartition(":")[2].partition(" ")[0] for id_ in ids}
    places = place_names(view, codes.values())
    names: list[str] = []
    for id_ in ids:
        place = places.get(codes[id_], codes[id_])
        if by is By.BODY:
            names.append(f"{place}{_BODIES.get(id_.partition(':')[0], '')}" if id_ else UNTOLD)
        else:
            names.append(f"{place} {id_.partition(' ')[2]}".strip() or UNTOLD)
    return names
