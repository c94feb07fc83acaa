"""How much faster are two processes than one, and how much memory does the parent need?

    python -m benchmarks.parallel_speed speed [SIZE]      two processes beside one, in turns, by the clock
    python -m benchmarks.parallel_speed memory [SIZE]...  the parent's peak while SIZE documents stream by

SIZE is a number of made-up proposals (``benchmarks/synthetic.py``) of some 650 characters. The clock counts,
so both figures come with the machine's load: others' work costs two processes more than one. Beside it stands
the processor time of all processes and of the parent alone: the first tells what parallel work costs in all,
the second how many processes one parent can keep busy. ``memory`` runs each size in a process of its own.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import active_children

import psutil

from benchmarks.synthetic import extractions
from extract.parallel import Workers, processes
from extract.read import Found, Known
from extract.work import Settings, Task
from graph.model import Extraction

SIZE = 3_000
SIZES = (2_000, 20_000)
ROUNDS = 3


def length(extraction: Extraction) -> int:
    """Return how many mentions there are: as little as possible for the parent to do."""
    return len(extraction.mentions)


def documents(number: int) -> Iterator[Task]:
    """Yield made-up documents as they are read from a list, one by one."""
    for one in extractions(number):
        yield Found(one.document.id, one.document.source, one.text, Known())


@dataclass(frozen=True)
class Spent:
    """Seconds by the clock, of the processor in all processes, and of the processor in the parent."""

    clock: float
    all: float
    parent: float


def spent(workers: Workers, todo: list[Task]) -> Spent:
    """Extract documents and return what it took."""
    clock, parent, others = time.perf_counter(), time.process_time(), children()
    for _ in workers.run(todo, Settings(), length):
        pass
    parent = time.process_time() - parent
    return Spent(time.perf_counter() - clock, parent + children() - others, parent)


def children() -> float:
    """Return the processor time that the processes started here have used."""
    times = [psutil.Process(child.pid).cpu_times() for child in active_children()]
    return sum(one.user + one.system for one in times)


def measure_speed(size: int) -> None:
    """Extract the same documents with one process and with two, in turns."""
    todo = list(documents(size))
    characters = sum(len(task.text) for task in todo if isinstance(task, Found))
    found: dict[int, list[Spent]] = {1: [], 2: []}
    # Two first, so that no process of the pool begins while this one is measured.
    with processes(2) as two, processes(1) as one:
        for workers in (one, two):  # whatever is loaded once is loaded now
            spent(workers, todo[:600])
        for _ in range(ROUNDS):
            for jobs, workers in ((1, one), (2, two)):
                found[jobs].append(spent(workers, todo))
                print(f"{jobs}: {found[jobs][-1].clock:.1f} s by the clock; {load()}")
    best = {jobs: min(rounds, key=lambda one: one.clock) for jobs, rounds in found.items()}
    print(f"{size:,} documents, {characters:,} characters; the best of {ROUNDS} rounds")
    for jobs, one in best.items():
        print(
            f"processes {jobs}: {one.clock:.1f} s by the clock, {characters / one.clock:,.0f} characters/s; "
            f"processor {one.all:.1f} s in all, {one.parent:.2f} s in the parent"
        )
    print(f"two / one: {best[1].clock / best[2].clock:.2f} (speed by the clock)")
    print(f"processor time, two / one: {best[2].all / best[1].all:.2f} (1 is no cost)")


def measure_memory(sizes: tuple[int, ...]) -> None:
    """Run each size in a process of its own."""
    for size in sizes:
        arguments = [sys.executable, "-m", "benchmarks.parallel_speed", "stream", str(size)]
        subprocess.run(arguments, check=True)


def stream(size: int) -> None:
    """Stream documents through two processes and tell this one's peak."""
    told = load()
    begin = time.perf_counter()
    with processes(2) as workers:
        number = sum(1 for _ in workers.run(documents(size), Settings(), length))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{number:,} documents: {peak} MiB in the parent, {time.perf_counter() - begin:.0f} s; {told}")


def load() -> str:
    """Return what the machine was busy with in the last minute."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def main(arguments: list[str]) -> None:
    """Measure what is asked for."""
    what, sizes = (arguments or ["speed"])[0], tuple(map(int, arguments[1:]))
    if what == "stream":
        stream(sizes[0])
    elif what == "memory":
        measure_memory(sizes or SIZES)
    else:
        measure_speed(sizes[0] if sizes else SIZE)


if __name__ == "__main__":
    main(sys.argv[1:])
