"""What a profile page tells of one thing, and the index of all such pages: plain records.

Addresses are relative to the page and made by our own code; an empty one is no link.
"""

from __future__ import annotations

from graph.model import Label, Record
from viz.answer_contents import Paper, Said, Work


class Trait(Record, frozen=True, kw_only=True):
    """What a thing is, apart from any document: what is told, in Chinese, and the value."""

    what: str
    value: str
    address: str = ""


class Line(Record, frozen=True, kw_only=True):
    """A fact: ``fact`` is a role, modality, year or session, ``count`` how many proposals say so."""

    fact: str
    name: str
    id: str
    address: str
    count: int | None
    said: tuple[Said, ...]


class Part(Record, frozen=True, kw_only=True):
    """A section: ``total`` is how many lines there were before the limit, ``things`` of how many things."""

    section: str
    lines: tuple[Line, ...]
    total: int
    things: int


class Portrait(Record, frozen=True, kw_only=True):
    """All that the page of one thing tells; ``map`` is where it is to be seen on a map."""

    id: str
    kind: Label
    name: str
    aliases: tuple[str, ...]
    traits: tuple[Trait, ...]
    parts: tuple[Part, ...]
    works: dict[str, Work]
    papers: dict[str, Paper]
    map: str
    home: str
    index: str


class Entry(Record, frozen=True, kw_only=True):
    """A page in the index: ``aliases`` are further names to find it by, ``note`` tells homonyms apart."""

    id: str
    kind: Label
    name: str
    aliases: tuple[str, ...]
    note: str
    count: int
    address: str


class Shelf(Record, frozen=True, kw_only=True):
    """The pages of one kind, and how many things of the kind there are."""

    kind: Label
    entries: tuple[Entry, ...]
    total: int
