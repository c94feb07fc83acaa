"""The rule for overlapping candidates: one short function, so that there is one place to look."""

from __future__ import annotations

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
    taken: set[int] = set()
    for item in sorted(candidates, key=lambda item: (item.start - item.end, item.start)):
        span = range(item.start, item.end)
        if taken.isdisjoint(span):
            kept.append(item)
            taken.update(span)
    return sorted(kept, key=lambda item: item.start)
