"""What a reader gives: the documents of a file, and remarks on what it could not use."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Known:
    """What a file says of a document outside its text, in the terms of the pipeline's context.

    ``date`` is ISO 8601, ``jurisdiction`` a six-digit code, ``session`` is ``term-meeting``, ``source`` a
    web address. What is not known is None.
    """

    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    jurisdiction: str | None = None
    session: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Reading:
    """One document: its stored text, what is known of it, and its key within a list (empty elsewhere)."""

    text: str
    known: Known = field(default_factory=Known)
    key: str = ""


@dataclass(frozen=True)
class Remark:
    """One line about a part of a file; ``lost`` where that part does not go in."""

    message: str
    lost: bool = True


Reader = Callable[[bytes, str], Iterable[Reading | Remark]]
"""Takes the bytes of a file and its name for messages; raises InputError where nothing can be read."""
