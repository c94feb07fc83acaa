"""What is judged of a string that may be an instrument: a match, or why it is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class InstrumentMatch:
    """An instrument in a text: span, the lexicon string or head at its right end, and how it was found."""

    start: int
    end: int
    concept: str | None
    """Id of the lexicon concept at its right end; None for a productive head."""
    head: str | None
    method: str
    confidence: float


class Refused(NamedTuple):
    """A known string that is no instrument where it stands, and the reason, in Chinese."""

    start: int
    end: int
    reason: str
    listed: InstrumentMatch | None = None
    """What it is where it only lacks a verb, and stands in a list behind a name that has one."""
