"""Run many bad inputs in processes of their own, each input within its time, and count the ends."""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from benchmarks.fuzz.case import Family
from benchmarks.fuzz.judge import HONEST, Outcome
from benchmarks.fuzz.worker import Result, serve

WAITED = 120.0
"""Seconds by the clock after which an input is taken to hang, and its process is ended."""
_BATCH = 25
"""After so many inputs the good graph is looked at."""


@dataclass
class Tally:
    """What became of the inputs of one family."""

    outcomes: Counter[Outcome] = field(default_factory=Counter[Outcome])
    seconds: float = 0.0
    """Of the slowest."""
    total: float = 0.0
    """Seconds of all."""
    memory: int = 0
    """Most that one took."""
    failures: list[tuple[int, Outcome, str]] = field(default_factory=list[tuple[int, Outcome, str]])

    def add(self, number: int, result: Result) -> None:
        """Count one result."""
        self.outcomes[result.outcome] += 1
        self.total += result.seconds
        self.seconds = max(self.seconds, result.seconds)
        self.memory = max(self.memory, result.memory)
        if result.outcome not in HONEST:
            self.failures.append((number, result.outcome, result.wrong))


Batch = tuple[Family, tuple[int, ...]]


def trial(
    inputs: Sequence[tuple[Family, Sequence[int]]],
    folder: Path,
    *,
    seed: int = 0,
    jobs: int = 2,
    told: Callable[[str], None] | None = None,
) -> dict[str, Tally]:
    """Try inputs, given by family and number, and return what became of each family's.

    Args:
        inputs: families and the numbers of their inputs.
        folder: where the processes work; what they leave there is theirs.
        seed: other seeds give other inputs.
        jobs: so many processes.
        told: is told of each batch when it is done.
    """
    todo: SimpleQueue[Batch] = SimpleQueue()
    for family, numbers in inputs:
        for start in range(0, len(numbers), _BATCH):
            todo.put((family, tuple(numbers[start : start + _BATCH])))
    tallies = {family.name: Tally() for family, _ in inputs}
    lock, wrong = threading.Lock(), list[BaseException]()

    def work(number: int) -> None:
        try:
            _work(_Process(folder / str(number), seed), todo, tallies, lock, told)
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise wrong[0]
    return tallies


def _work(
    process: _Process,
    todo: SimpleQueue[Batch],
    tallies: dict[str, Tally],
    lock: threading.Lock,
    told: Callable[[str], None] | None,
) -> None:
    try:
        for family, numbers in _taken(todo):
            results = [(number, process.ask((family.name, number))) for number in numbers]
            faults = process.ask(None)
            with lock:
                for number, result in results:
                    tallies[family.name].add(number, result)
                if faults:
                    wrong = faults.wrong if isinstance(faults, Result) else faults
                    tallies[family.name].add(
                        numbers[-1], Result(Outcome.LOST, f"in this batch: {wrong}", 0.0, 0)
                    )
                if told is not None:
                    told(f"{family.name} {numbers[0]}-{numbers[-1]}")
            if faults:
                process.renew()
    finally:
        process.end()


def _taken(todo: SimpleQueue[Batch]) -> Iterator[Batch]:
    with suppress(Empty):
        while True:
            yield todo.get_nowait()


class _Process:
    """A worker, started when it is needed and again when it died; the good graph outlives it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._first = self._folder = folder
        self._seed = seed
        self._renewed = 0
        self._pipe: Any = None
        self._child: Any = None

    def ask(self, question: tuple[str, int] | None) -> Any:
        """Return what the worker answers; a worker that dies or does not answer is a result too."""
        if self._child is None:
            self._start()
        self._pipe.send(question)
        try:
            if self._pipe.poll(WAITED):
                return self._pipe.recv()
        except (EOFError, OSError):
            self._child.join(5)
            code = self._child.exitcode
            self.end()
            return Result(Outcome.CRASH, f"the process died: {code}", 0.0, 0)
        self.end()
        return Result(Outcome.HANG, f"no end after {WAITED:g} s by the clock", 0.0, 0)

    def renew(self) -> None:
        """Begin with a new graph, where the old one is not what it was."""
        self.end()
        self._renewed += 1
        self._folder = self._first.with_name(f"{self._first.name}-{self._renewed}")

    def end(self) -> None:
        """End the worker and what it started."""
        if self._child is None:
            return
        self._pipe.close()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._child.pid, signal.SIGKILL)
        self._child.join()
        self._child = None

    def _start(self) -> None:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        child = context.Process(target=serve, args=(theirs, self._folder, self._seed))
        child.start()
        self._child = child
        theirs.close()
        if not self._pipe.poll(WAITED):
            raise RuntimeError("a worker does not start")
        self._pipe.recv()
