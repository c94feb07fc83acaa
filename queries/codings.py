"""Every use of an instrument as a coder sees it: proposal, passage, modality, class, industries.

The whole list is fetched once for a graph, as the keys of its edges, and kept as whole numbers; what the
questions ``matrix`` and ``gaps`` select and count is then a matter of milliseconds, whatever is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from graph.model import EdgeType, Evidence, Record, Scalar
from graph.store import Row, View
from graph.text import match_key
from queries.catalogue import rows
from queries.crosstab import Labels
from queries.memory import Memory
from queries.network import in_order

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


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
    """All uses, in order of proposals and passages: the numbers of both and of the instrument.

    ``weight`` is how often the passage says so. Numbers point into ``proposals``, ``passages``, ``tools`` and
    ``trades``.
    """

    proposals: list[Filed]
    tools: list[Tool]
    trades: list[Trade]
    passages: list[str]
    owner: Ints
    """The proposal of each passage."""
    part: npt.NDArray[np.str_]
    """The kind of each passage."""
    proposal: Ints
    passage: Ints
    tool: Ints
    weight: Ints
    modality: npt.NDArray[np.str_]
    kind: npt.NDArray[np.str_]
    named: list[tuple[int, ...]]
    """The industries that each passage names."""
    titled: list[tuple[int, ...]]
    """The industries that each proposal's title names."""
    spoken: list[tuple[int, ...]]
    """All industries that each proposal names."""

    @cached_property
    def classes(self) -> npt.NDArray[np.str_]:
        """The class of each instrument."""
        return np.array([tool.class_ for tool in self.tools], np.str_)

    @cached_property
    def subtools(self) -> npt.NDArray[np.str_]:
        """The primary sub-tool of each instrument."""
        return np.array([tool.subtool for tool in self.tools], np.str_)

    @cached_property
    def naming(self) -> Labels:
        """The industries that the passages name: number of the passage, then of the industry."""
        return Labels.through(self.named, np.arange(len(self.named), dtype=np.int64))

    @cached_property
    def _filings(self) -> dict[str, npt.NDArray[np.object_]]:
        """What proposals are chosen by: field -> its value for each of them."""
        fields = ("document_type", "jurisdiction", "session", "year")
        return {
            field: np.array([getattr(proposal, field) for proposal in self.proposals], np.object_)
            for field in fields
        }

    def filed(self, filters: Chosen) -> Bools:
        """Tell of each proposal whether its uses are counted, as far as the proposal decides that."""
        kept = np.ones(len(self.proposals), np.bool_)
        for field in ("jurisdiction", "session", "year"):
            wanted = getattr(filters, field)
            if wanted is not None:
                kept &= self._filings[field] == wanted
        if not filters.replies:
            kept &= ~self.of_type("reply")
        return kept

    def of_type(self, *types: str) -> Bools:
        """Tell of each proposal whether it is of one of some document types."""
        found = np.zeros(len(self.proposals), np.bool_)
        for one in types:
            found |= self._filings["document_type"] == one
        return found

    def with_words(self) -> Bools:
        """Tell of each proposal whether it has passages: others are only named by a reply."""
        return np.bincount(self.owner, minlength=len(self.proposals)) > 0

    def chosen(self, filters: Chosen) -> Ints:
        """Return the numbers of the uses that fit."""
        mask = self.filed(filters)[self.proposal]
        if filters.kind is not None:
            mask &= self.kind == filters.kind
        if filters.modality is not None:
            mask &= self.modality == filters.modality
        return np.flatnonzero(mask)

    def tool_of(self, use: int) -> Tool:
        """Return the instrument of a use."""
        return self.tools[int(self.tool[use])]

    def key(self, use: int) -> str:
        """Return the key of the edge that a use is."""
        passage = self.passages[int(self.passage[use])]
        return f"{passage}|{EdgeType.USES}|{self.tool_of(use).id}|{self.modality[use]}"


class Chosen(Record, frozen=True, kw_only=True):
    """Which uses are counted; None takes all."""

    kind: str | None = None
    modality: str | None = None
    jurisdiction: str | None = None
    session: str | None = None
    year: int | None = None
    replies: bool = True


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
    of_proposal, of_tool, of_trade = (
        _numbers(item.id for item in some) for some in (proposals, tools, trades)
    )
    held = sorted(
        (str(row["passage"]), of_proposal[str(row["proposal"])], str(row["kind"]))
        for row in rows(view, "gaps")
    )
    passages = [passage for passage, _, _ in held]
    of_passage = _numbers(passages)
    named = _named(view, of_passage, of_trade)
    owners = np.array([proposal for _, proposal, _ in held], np.int64)
    uses = _uses(view, of_passage, of_tool, owners)
    kinds = np.array([kind for _, _, kind in held], np.str_)
    return Codings(
        proposals=proposals,
        tools=tools,
        trades=trades,
        passages=passages,
        owner=owners,
        part=kinds,
        proposal=owners[uses.passage],
        passage=uses.passage,
        tool=uses.tool,
        weight=uses.weight,
        modality=uses.modality,
        kind=kinds[uses.passage],
        named=named,
        titled=_gathered(named, owners.tolist(), (kinds == "title").tolist(), len(proposals)),
        spoken=_gathered(named, owners.tolist(), [True] * len(kinds), len(proposals)),
    )


def _numbers(ids: Iterable[str]) -> dict[str, int]:
    return {id_: number for number, id_ in enumerate(ids)}


class _Uses(NamedTuple):
    """Columns of the uses: numbers of passage and instrument, modality, weight."""

    passage: Ints
    tool: Ints
    modality: npt.NDArray[np.str_]
    weight: Ints


def _uses(view: View, passages: dict[str, int], tools: dict[str, int], owners: Ints) -> _Uses:
    """Return the uses in passages of proposals, in order of proposals, passages, instruments, modalities."""
    held: list[int] = []
    named: list[int] = []
    modalities: list[str] = []
    weights: list[int] = []
    for row in rows(view, "matrix"):
        passage, _, rest = str(row["key"]).partition("|USES|")
        if passage in passages:
            tool, _, modality = rest.rpartition("|")
            held.append(passages[passage])
            named.append(tools[tool])
            modalities.append(modality)
            weights.append(int(str(row["weight"])))
    found = _Uses(
        np.array(held, np.int64),
        np.array(named, np.int64),
        np.array(modalities, np.str_),
        np.array(weights, np.int64),
    )
    order = np.lexsort((found.modality, found.tool, found.passage, owners[found.passage]))
    return _Uses(found.passage[order], found.tool[order], found.modality[order], found.weight[order])


def _named(view: View, passages: dict[str, int], trades: dict[str, int]) -> list[tuple[int, ...]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for row in rows(view, "coded-mentions"):
        passage, _, rest = str(row["key"]).partition("|CONCERNS|")
        if passage in passages:
            found[passages[passage]].append(trades[rest.removesuffix("|")])
    return [tuple(sorted(found[number])) if number in found else () for number in range(len(passages))]


def _gathered(
    named: list[tuple[int, ...]], owners: list[int], wanted: list[bool], count: int
) -> list[tuple[int, ...]]:
    """Return the industries that the wanted passages of each proposal name."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for passage, some in enumerate(named):
        if some and wanted[passage]:
            found[owners[passage]].update(some)
    return [tuple(sorted(found[number])) if number in found else () for number in range(count)]


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


def spread(uses: Iterable[int], owner: Callable[[int], object], limit: int) -> list[int]:
    """Return at most ``limit`` uses: the first one of each owner, then others, in the order given."""
    first: dict[object, int] = {}
    rest: list[int] = []
    for use in uses:
        if len(first) == limit:
            break
        if first.setdefault(owner(use), use) != use and len(rest) < limit:
            rest.append(use)
    return [*first.values(), *rest][:limit]


def quoted_uses(
    view: View, found: Codings, groups: Iterable[Sequence[int]], limit: int
) -> list[tuple[Evidence, ...]]:
    """Return at most ``limit`` quotations of each group of uses, in order of the text."""
    keys = [[found.key(use) for use in group] for group in groups]
    said = view.evidence(sorted({key for some in keys for key in some}))
    return [in_order(item for key in some for item in said[key])[:limit] for some in keys]
