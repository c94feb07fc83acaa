"""Every use of an instrument as a coder sees it: proposal, passage, modality, class, industries.

The whole list is fetched once for a graph, as the keys of its edges, and kept as whole numbers; what the
questions ``matrix`` and ``gaps`` select and count is then a matter of milliseconds, whatever is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import msgspec
import numpy as np
import numpy.typing as npt

from graph.model import Evidence, Record, Scalar
from graph.store import Row, View
from graph.text import match_key
from queries.catalogue import rows
from queries.memory import Memory
from queries.network import in_order

Ints = npt.NDArray[np.int64]


class Tie(StrEnum):
    """How the use of an instrument is tied to industries."""

    NEAREST = "nearest"
    NAME = "name"
    PASSAGE = "passage"
    TITLE = "title"
    PROPOSAL = "proposal"


class Filed(Record, frozen=True, kw_only=True):
    """What is known of a proposal beside its words."""

    id: str
    document_type: str
    year: int | None
    session: str | None
    jurisdiction: str | None
    body: str | None


class Tool(Record, frozen=True, kw_only=True, rename={"class_": "class"}):
    """An instrument as it is coded: one primary sub-tool and perhaps secondary ones."""

    id: str
    name: str
    class_: str
    subtool: str
    secondary: tuple[str, ...]


class Trade(Record, frozen=True, kw_only=True):
    """An industry with the matching keys of its name and aliases."""

    id: str
    name: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Codings:
    """All uses, sorted by key: numbers of their proposal, passage and instrument, modality, kind, weight.

    ``weight`` is how often the passage says so. Numbers point into ``proposals``, ``tools`` and ``trades``.
    """

    proposals: list[Filed]
    tools: list[Tool]
    trades: list[Trade]
    keys: list[str]
    proposal: Ints
    passage: Ints
    tool: Ints
    weight: Ints
    modality: npt.NDArray[np.str_]
    kind: npt.NDArray[np.str_]
    named: dict[int, tuple[int, ...]]
    """Passage -> the industries it names."""
    titled: dict[int, tuple[int, ...]]
    """Proposal -> the industries its title names."""
    spoken: dict[int, tuple[int, ...]]
    """Proposal -> all industries it names."""

    def chosen(self, filters: Chosen) -> Ints:
        """Return the numbers of the uses that fit."""
        fits = np.array([filters.fits(proposal) for proposal in self.proposals] or [False], bool)
        mask = fits[self.proposal]
        if filters.kind is not None:
            mask &= self.kind == filters.kind
        if filters.modality is not None:
            mask &= self.modality == filters.modality
        return np.flatnonzero(mask)

    def tool_of(self, use: int) -> Tool:
        """Return the instrument of a use."""
        return self.tools[int(self.tool[use])]

    def industries(self, use: int, tie: Tie) -> tuple[int, ...]:
        """Return the industries that a use is tied to; none where nothing says so."""
        proposal, passage = int(self.proposal[use]), int(self.passage[use])
        if tie is Tie.TITLE:
            return self.titled.get(proposal, ())
        if tie is Tie.PROPOSAL:
            return self.spoken.get(proposal, ())
        beside = self.named.get(passage, ())
        if tie is Tie.PASSAGE:
            return beside
        inside = self._inside(self.tool_of(use), beside)
        if tie is Tie.NAME:
            return inside
        return inside or beside or self.titled.get(proposal, ())

    def _inside(self, tool: Tool, beside: Iterable[int]) -> tuple[int, ...]:
        """Return those industries of a passage that the instrument's own name names."""
        name = match_key(tool.name)
        return tuple(trade for trade in beside if any(key in name for key in self.trades[trade].keys))


class Chosen(Record, frozen=True, kw_only=True):
    """Which uses are counted; None takes all."""

    kind: str | None = None
    modality: str | None = None
    jurisdiction: str | None = None
    session: str | None = None
    year: int | None = None
    replies: bool = True

    def fits(self, proposal: Filed) -> bool:
        """Tell whether the uses of a proposal are counted."""
        return (
            (self.jurisdiction is None or proposal.jurisdiction == self.jurisdiction)
            and (self.session is None or proposal.session == self.session)
            and (self.year is None or proposal.year == self.year)
            and (self.replies or proposal.document_type != "reply")
        )


def chosen(given: dict[str, Scalar], *, replies: bool = True) -> Chosen:
    """Return which uses a question's parameters choose; the kind ``any`` is every kind of passage."""
    fields = {name: given[name] for name in ("kind", "modality", "jurisdiction", "session", "year")}
    kind = None if fields["kind"] == "any" else fields["kind"]
    return msgspec.convert({**fields, "kind": kind, "replies": replies}, Chosen)


_MEMORY: Memory[Codings] = Memory(1)
"""The codings of one graph."""


def codings(view: View) -> Codings:
    """Return every use of an instrument in a graph, from memory where the graph has not changed."""
    return _MEMORY.recall(view.identity, lambda: _fetch(view))


def _fetch(view: View) -> Codings:
    proposals = sorted((_filed(row) for row in rows(view, "coded-proposals")), key=lambda item: item.id)
    tools = sorted((_tool(row) for row in rows(view, "coded-instruments")), key=lambda item: item.id)
    trades = sorted((_trade(row) for row in rows(view, "coded-industries")), key=lambda item: item.id)
    numbers = [{item.id: number for number, item in enumerate(some)} for some in (proposals, tools, trades)]
    passages, owners, kinds = _passages(rows(view, "coded-passages"), numbers[0])
    named = _named(view, passages, numbers[2])
    titled, spoken = _by_proposal(named, owners, kinds)
    uses = sorted((str(row["key"]), int(str(row["weight"]))) for row in rows(view, "matrix"))
    parts = [_parts(key) for key, _ in uses]
    kept = [n for n, (passage, _, _) in enumerate(parts) if passage in passages]
    held = [passages[parts[n][0]] for n in kept]
    return Codings(
        proposals=proposals,
        tools=tools,
        trades=trades,
        keys=[uses[n][0] for n in kept],
        proposal=_ints(owners[passage] for passage in held),
        passage=_ints(held),
        tool=_ints(numbers[1][parts[n][1]] for n in kept),
        weight=_ints(uses[n][1] for n in kept),
        modality=np.array([parts[n][2] for n in kept], np.str_),
        kind=np.array([kinds[passage] for passage in held], np.str_),
        named=named,
        titled=titled,
        spoken=spoken,
    )


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, np.int64)


def _parts(key: str) -> tuple[str, str, str]:
    """Take the key of a use apart: passage, instrument, modality."""
    passage, _, rest = key.partition("|USES|instrument:")
    instrument, _, modality = rest.rpartition("|")
    return passage, f"instrument:{instrument}", modality


def _passages(found: Sequence[Row], proposals: dict[str, int]) -> tuple[dict[str, int], list[int], list[str]]:
    """Return the numbers of the proposals' passages, and by number their proposal and kind."""
    ordered = sorted((str(row["passage"]), str(row["proposal"]), str(row["kind"])) for row in found)
    passages = {passage: number for number, (passage, _, _) in enumerate(ordered)}
    return passages, [proposals[proposal] for _, proposal, _ in ordered], [kind for _, _, kind in ordered]


def _named(view: View, passages: dict[str, int], trades: dict[str, int]) -> dict[int, tuple[int, ...]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for row in rows(view, "coded-mentions"):
        passage, _, rest = str(row["key"]).partition("|CONCERNS|industry:")
        if passage in passages:
            found[passages[passage]].add(trades[f"industry:{rest.rpartition('|')[0]}"])
    return {passage: tuple(sorted(some)) for passage, some in found.items()}


def _by_proposal(
    named: dict[int, tuple[int, ...]], owners: list[int], kinds: list[str]
) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[int, ...]]]:
    """Return the industries that titles name, and all that proposals name."""
    titled: defaultdict[int, set[int]] = defaultdict(set)
    spoken: defaultdict[int, set[int]] = defaultdict(set)
    for passage, some in named.items():
        spoken[owners[passage]].update(some)
        if kinds[passage] == "title":
            titled[owners[passage]].update(some)
    return (
        {proposal: tuple(sorted(some)) for proposal, some in titled.items()},
        {proposal: tuple(sorted(some)) for proposal, some in spoken.items()},
    )


def _filed(row: Row) -> Filed:
    year = row["year"]
    return Filed(
        id=str(row["id"]),
        document_type=str(row["document_type"] or ""),
        year=year if isinstance(year, int) else None,
        session=_text(row, "session"),
        jurisdiction=_text(row, "jurisdiction"),
        body=_text(row, "body"),
    )


def _tool(row: Row) -> Tool:
    return Tool(
        id=str(row["id"]),
        name=str(row["name"]),
        class_=_text(row, "class") or "",
        subtool=_text(row, "subtool") or "",
        secondary=_texts(row, "secondary"),
    )


def _trade(row: Row) -> Trade:
    names = (str(row["name"]), *_texts(row, "aliases"))
    return Trade(id=str(row["id"]), name=names[0], keys=tuple(filter(None, map(match_key, names))))


def _text(row: Row, column: str) -> str | None:
    value = row[column]
    return value if isinstance(value, str) else None


def _texts(row: Row, column: str) -> tuple[str, ...]:
    value = row[column]
    return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()


def spread(uses: Iterable[int], owner: Callable[[int], object]) -> list[int]:
    """Return the first use of each owner, then the others, in the order given."""
    first: dict[object, int] = {}
    rest: list[int] = []
    for use in uses:
        if first.setdefault(owner(use), use) != use:
            rest.append(use)
    return [*first.values(), *rest]


def quoted_uses(
    view: View, found: Codings, groups: Iterable[Sequence[int]], limit: int
) -> list[tuple[Evidence, ...]]:
    """Return at most ``limit`` quotations of each group of uses: of its first uses, in order of the text."""
    keys = [[found.keys[use] for use in group[:limit]] for group in groups]
    said = view.evidence(sorted({key for some in keys for key in some}))
    return [in_order(item for key in some for item in said[key])[:limit] for some in keys]
