"""What an overview page tells: plain records, every number with the address it leads to.

Addresses are relative to the page and made by our own code; an empty one is no link.
"""

from __future__ import annotations

from graph.model import Evidence, Label, Record
from viz.profile_contents import Entry


class Bar(Record, frozen=True, kw_only=True):
    """A thing and how many proposals have it."""

    name: str
    count: int
    address: str = ""


class Quote(Record, frozen=True, kw_only=True):
    """A sentence of a proposal; ``modality`` tells whether it asks, plans or misses."""

    title: str
    address: str
    modality: str
    said: Evidence


class Shared(Record, frozen=True, kw_only=True):
    """A family of instruments that several proposals use.

    ``titles`` are (title, address) of the proposals listed, which may be fewer than ``count``.
    """

    name: str
    class_: str
    count: int
    address: str
    titles: tuple[tuple[str, str], ...]
    quotes: tuple[Quote, ...]


class Item(Record, frozen=True, kw_only=True):
    """A proposal in the list of all; ``document`` is its document's place in the list of documents.

    ``people`` are the addresses of the proposers.
    """

    title: str
    proposers: tuple[str, ...]
    document: int
    year: int | None
    document_type: str
    number: str
    address: str
    people: tuple[str, ...] = ()


class Source(Record, frozen=True, kw_only=True):
    """A document, and how many proposals stand in it.

    ``jurisdiction`` is a place's name, ``body`` is ``cppcc`` or ``npc``, ``session`` is ``term-meeting``.
    """

    name: str
    source: str
    date: str
    publisher: str
    jurisdiction: str
    body: str
    session: str
    count: int


class Contents(Record, frozen=True, kw_only=True):
    """Everything an overview page tells.

    ``figures`` are by ``documents``, ``proposers``, ``quotations`` or label; ``classes`` and ``tools`` by the
    name of a class or sub-tool of instruments, unused ones left out; ``own_maps`` proposals have a map of
    their own; ``items`` and ``sources`` may be fewer than the figures say; ``entries`` are pages of things
    other than proposals, for the search.
    """

    figures: dict[str, int]
    sharing: int
    shared: tuple[Shared, ...]
    classes: dict[str, Bar]
    tools: dict[str, Bar]
    mentioned: dict[Label, tuple[Bar, ...]]
    items: tuple[Item, ...]
    sources: tuple[Source, ...]
    own_maps: int
    map_address: str
    answers_address: str = ""
    years_address: str = ""
    index_address: str = ""
    entries: tuple[Entry, ...] = ()
