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
    """A known string that is no instrument where it stands, and the reason, in Chinese and English."""

    would: InstrumentMatch
    """What it would be if it were one."""
    reason: str
    listed: bool = False
    """Whether it only lacks a verb, and is one in a list behind a name that has a verb."""

    @property
    def start(self) -> int:
        """First offset."""
        return self.would.start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.would.end
