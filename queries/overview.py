"""What is in a graph, in figures and lists: the facts behind the overview page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from graph.model import Label, Level, Record
from graph.store import Row, View
from queries.catalogue import rows
from queries.families import Family, by_sharing, most_used, sharing_count, used_at
from queries.twins import twins_of
from queries.uses import in_order_of_role

_FAMILIES = 12
_LISTED = 50
_QUOTED = 3
_MENTIONED = 15
MENTIONED = (Label.INDUSTRY, Label.PLACE, Label.ORGANIZATION)
"""Of which kinds of things the most mentioned are told."""


class Counted(Record, frozen=True, kw_only=True):
    """A thing and how many proposals mention it."""

    id: str
    name: str
    count: int


class Listed(Record, frozen=True, kw_only=True):
    """A proposal in the list of all; ``document`` is an id, ``people`` are the ids of the proposers."""

    id: str
    name: str
    document: str
    document_type: str
    number: str
    year: int | None
    proposers: tuple[str, ...]
    people: tuple[str, ...]


class Source(Record, frozen=True, kw_only=True):
    """A document; what is unknown is empty.

    ``jurisdiction`` is the name of a place that the graph knows, ``body`` is ``cppcc`` or ``npc``.
    """

    id: str
    name: str
    source: str
    date: str
    publisher: str
    jurisdiction: str
    body: str
    session: str


class Overview(Record, frozen=True, kw_only=True):
    """What is in a graph.

    ``figures`` count documents, proposers, quotations and, by label, everything that can be drawn.
    ``tools`` and ``classes`` count the proposals by the id of a sub-tool or class; unused ones are left out.
    ``sharing`` holds all proposals, those that share most with others first; the first ``sharing_count`` or
    more of them share at least one family of instruments.
    """

    figures: dict[str, int]
    documents: tuple[Source, ...]
    proposals: tuple[Listed, ...]
    families: tuple[Family, ...]
    classes: dict[str, int]
    tools: dict[str, int]
    mentioned: dict[Label, tuple[Counted, ...]]
    sharing: tuple[str, ...]
    sharing_count: int


def overview(view: View) -> Overview:
    """Return what is in a graph; everything is sorted, so that equal graphs give equal facts."""
    proposals = _proposals(view)
    documents = {proposal.id: proposal.document for proposal in proposals}
    return Overview(
        figures=_figures(view),
        documents=_documents(view),
        proposals=proposals,
        families=most_used(view, documents, limit=_FAMILIES, listed=_LISTED, quoted=_QUOTED),
        classes=used_at(view, Level.CLASS),
        tools=used_at(view, Level.SUBTOOL),
        mentioned=_mentioned(view),
        sharing=tuple(by_sharing(view)),
        sharing_count=sharing_count(view),
    )


def _figures(view: View) -> dict[str, int]:
    found: Counter[str] = Counter()
    for row in rows(view, "overview-figures"):
        found[str(row["figure"])] += _number(row, "count")
    for row in rows(view, "totals"):
        found[str(row["label"])] += _number(row, "count")
    found[Label.PROPOSAL] -= len(twins_of(view).meant)
    return dict(sorted(found.items()))


def _mentioned(view: View) -> dict[Label, tuple[Counted, ...]]:
    """Return the things that most proposals mention, by kind: most first, then by name and id."""
    found: defaultdict[str, list[Counted]] = defaultdict(list)
    for row in rows(view, "overview-mentioned"):
        thing = Counted(id=str(row["id"]), name=str(row["name"]), count=_number(row, "count"))
        found[str(row["label"])].append(thing)
    return {label: tuple(sorted(found[label], key=_rank)[:_MENTIONED]) for label in MENTIONED}


def _rank(thing: Counted) -> tuple[int, str, str]:
    return -thing.count, thing.name, thing.id


def _proposals(view: View) -> tuple[Listed, ...]:
    """Return all proposals: the newest first, then as they stand in their documents."""
    people: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows(view, "overview-proposers"):
        people[str(row["proposal"])].append(row)
    meant = twins_of(view).meant
    found = sorted((row for row in rows(view, "overview-proposals") if row["id"] not in meant), key=_age)
    return tuple(
        Listed(
            id=str(row["id"]),
            name=str(row["name"]),
            document=str(row["document"]),
            document_type=_text(row, "document_type"),
            number=_text(row, "number"),
            year=_number(row, "year") or None,
            proposers=tuple(proposers := in_order_of_role(people[str(row["id"])])),
            people=_ids(people[str(row["id"])], proposers),
        )
        for row in found
    )


def _ids(people: Iterable[Row], names: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of proposers in the order of their names; of two of one name, the first."""
    found = {str(row["name"]): str(row["member"]) for row in sorted(people, key=_member, reverse=True)}
    return tuple(found[name] for name in names)


def _member(row: Row) -> str:
    return str(row["member"])


def _age(row: Row) -> tuple[int, str, int, str]:
    return -_number(row, "year"), str(row["document"]), _number(row, "position"), str(row["id"])


def _documents(view: View) -> tuple[Source, ...]:
    """Return all documents, sorted by id."""
    found = sorted(rows(view, "overview-documents"), key=lambda row: str(row["id"]))
    names = _places(view, (_text(row, "jurisdiction") for row in found))
    return tuple(
        Source(
            id=str(row["id"]),
            name=str(row["name"]),
            source=_text(row, "source"),
            date=_text(row, "date"),
            publisher=_text(row, "publisher"),
            jurisdiction=names.get(_text(row, "jurisdiction"), ""),
            body=_text(row, "body").partition(":")[0],
            session=_text(row, "session"),
        )
        for row in found
    )


def _places(view: View, codes: Iterable[str]) -> dict[str, str]:
    """Return the names of the places that some division codes stand for, as far as the graph has them."""
    found = rows(view, "overview-places", codes=sorted({code for code in codes if code}))
    return dict(sorted((str(row["code"]), str(row["name"])) for row in found))


def _text(row: Row, column: str) -> str:
    return str(row[column] or "")


def _number(row: Row, column: str) -> int:
    return int(str(row[column] or 0))
