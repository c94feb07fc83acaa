"""How far a long run is, on stderr where that is a terminal: documents done, their rate, the time left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from time import monotonic
from typing import Self, TypeVar

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

T = TypeVar("T")


class Meter:
    """Shows progress while it is open; on anything but a terminal it shows nothing.

    The bar and the time left go by sources (files) that were begun, since nobody knows beforehand how many
    documents a list holds; the count and the rate go by documents done.
    """

    def __init__(self, sources: int, label: str) -> None:
        """Show nothing yet; ``sources`` is how many there are."""
        console = Console(stderr=True)
        self._done = 0
        self._began = monotonic()
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[told]}"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._progress.add_task(label, total=sources, told="")

    def sources(self, items: Iterable[T]) -> Iterator[T]:
        """Yield the sources; each counts when the next one is asked for."""
        for item in items:
            yield item
            self._progress.advance(self._task)

    def count(self) -> None:
        """Count a document that is done."""
        self._done += 1
        rate = self._done / max(monotonic() - self._began, 0.001)
        self._progress.update(self._task, told=f"{self._done} 篇, {rate:.0f} 篇/秒 (documents/s)")

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()
