"""What the page of years tells: plain records, every number with the proposals that it counts.

Addresses are relative to the page and made by our own code; an empty one is no link.
"""

from __future__ import annotations

from graph.model import Record
from viz.answer_contents import Paper, Work


class Mark(Record, frozen=True, kw_only=True):
    """How many proposals a year has of something; of many, only the first are named (by their ids)."""

    count: int = 0
    proposals: tuple[str, ...] = ()


class Course(Record, frozen=True, kw_only=True):
    """A thing through the years; ``code`` is its name in the scheme of instruments, where it has one."""

    code: str = ""
    name: str = ""
    address: str = ""
    marks: tuple[Mark, ...]


class Session(Record, frozen=True, kw_only=True):
    """A meeting in one year; jurisdiction, body and session are as in ``contents.Source``."""

    jurisdiction: str
    body: str
    session: str
    mark: Mark


class Timeline(Record, frozen=True, kw_only=True):
    """How proposals went: ``totals``, ``sessions`` and all marks stand in the order of ``years``.

    ``earlier`` and ``undated`` count the proposals that are left out: from years before the first one, and
    without a year. ``works`` and ``papers`` are by id.
    """

    years: tuple[int, ...]
    totals: tuple[Mark, ...]
    sessions: tuple[tuple[Session, ...], ...]
    classes: tuple[Course, ...]
    tools: tuple[Course, ...]
    themes: tuple[Course, ...]
    industries: tuple[Course, ...]
    earlier: int
    undated: int
    works: dict[str, Work]
    papers: dict[str, Paper]
    home: str
