"""The rule for overlapping candidates: one short function, so that there is one place to look."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Protocol, TypeVar


class HasSpan(Protocol):
    """Anything with a span."""

    @property
    def start(self) -> int:
        """First offset."""
        ...

    @property
    def end(self) -> int:
        """Offset after the last character."""
        ...


S = TypeVar("S", bound=HasSpan)


def longest_first(candidates: Iterable[S]) -> list[S]:
    """Keep candidates that do not overlap: longest first, then earliest; return them in text order."""
    kept: list[S] = []
    starts: list[int] = []
    for item in sorted(candidates, key=lambda item: (item.start - item.end, item.start)):
        at = bisect_left(starts, item.start)
        free = at == len(starts) or item.end <= starts[at]
        if free and (not at or kept[at - 1].end <= item.start):
            starts.insert(at, item.start)
            kept.insert(at, item)
    return kept
