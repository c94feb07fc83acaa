"""Many documents at once: the same results in the same order, whoever does the work.

``Workers`` do it: this process (``Here``), processes of this machine (``Processes``) or those of a Dask
scheduler (``extract.cluster``). Tasks are taken as they are needed, never more than a few batches ahead of
the results that were taken, so memory does not grow with their number.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.process import BaseProcess
from typing import Any, Protocol, TypeVar, cast

import msgspec

from extract.read import Remark
from extract.version import code_version
from extract.work import Settings, Task, do, name, size
from graph.model import Extraction, YimaiError

R = TypeVar("R")
Batch = tuple[Task, ...]
Done = tuple[Task, list[R | Remark]]
"""A task and what came of it."""
Finish = Callable[[Extraction], Any]
Packed = list[list[Any]]
"""What comes of each task of a batch; extractions as bytes, which travel four times as fast as objects."""

BATCH = 50
"""Most tasks of a batch: fewer cost more on the way than they gain."""
BATCH_BYTES = 200_000
"""A batch is full with so many bytes, too: about half a second of work."""
_AHEAD = 3
"""Batches under way for each worker: one being done, one waiting there, one waiting to be taken."""
_TRIES = 2
"""How often a document alone may end its worker until it is left out."""
_DECODER = msgspec.msgpack.Decoder(Extraction)


class Workers(Protocol):
    """Who does the work."""

    def run(
        self, tasks: Iterable[Task], settings: Settings, finish: Callable[[Extraction], R]
    ) -> Iterator[Done[R]]:
        """Yield the tasks, in their order, each with what comes of it.

        Args:
            tasks: what is to be done; taken when it is needed.
            settings: what the work depends on.
            finish: a function of a module, which makes of an extraction what is wanted of it.

        Raises:
            YimaiError: something is wrong that concerns every document.
        """
        ...


class Here:
    """This process does the work."""

    def run(
        self, tasks: Iterable[Task], settings: Settings, finish: Callable[[Extraction], R]
    ) -> Iterator[Done[R]]:
        """Yield the tasks, in their order, each with what comes of it; see ``Workers``."""
        for task in tasks:
            yield task, list(do(task, settings, finish))


class Processes:
    """Some processes of this machine do the work; one that dies is replaced, and its batch done again."""

    def __init__(self, jobs: int) -> None:
        """Start none yet; ``jobs`` is how many there will be."""
        self._jobs = jobs
        self._pool = self._start(jobs)
        self._alone = self._start(1)
        self._proven = False

    def run(
        self, tasks: Iterable[Task], settings: Settings, finish: Callable[[Extraction], R]
    ) -> Iterator[Done[R]]:
        """Yield the tasks, in their order, each with what comes of it; see ``Workers``."""

        def submit(batch: Batch) -> Future[Packed]:
            try:
                return _submit(self._pool, batch, settings, finish)
            except BrokenProcessPool:
                self._pool = self._start(self._jobs)
                return _submit(self._pool, batch, settings, finish)

        def result(batch: Batch, future: Future[Packed]) -> Packed:
            try:
                found = future.result()
            except BrokenProcessPool:  # which of the batches under way did it is not known
                return self._carefully(batch, settings, finish)
            self._proven = True
            return found

        return cast("Iterator[Done[R]]", in_order(tasks, submit, result, lambda: _AHEAD * self._jobs))

    def _carefully(self, batch: Batch, settings: Settings, finish: Finish) -> Packed:
        """Do a batch again in a process of its own; where that dies too, task by task."""
        found = self._by_itself(batch, settings, finish)
        if found is not None:
            return found
        return [self._task(task, settings, finish) for task in batch]

    def _task(self, task: Task, settings: Settings, finish: Finish) -> list[Any]:
        for _ in range(_TRIES):
            found = self._by_itself((task,), settings, finish)
            if found is not None:
                return found[0]
        if not self._proven and self._by_itself((), settings, finish) is None:
            raise YimaiError(
                "工作进程一启动就中止 (worker processes end at once); 请改用 --jobs 1 (use --jobs 1)"
            )
        return [killed(task)]

    def _by_itself(self, batch: Batch, settings: Settings, finish: Finish) -> Packed | None:
        """Do a batch with nothing beside it; None where it ended its process."""
        try:
            found = _submit(self._alone, batch, settings, finish).result()
        except BrokenProcessPool:
            self._alone = self._start(1)
            return None
        self._proven = True
        return found

    @staticmethod
    def _start(jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin)

    def close(self) -> None:
        """End the processes after what they are doing, and wait for the threads that talk to them."""
        for pool in (self._pool, self._alone):
            pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def processes(jobs: int) -> Generator[Workers]:
    """Give workers on this machine: processes, ended with the block; this process where ``jobs`` is 1.

    ``jobs`` 0 stands for as many as there are processors.
    """
    jobs = jobs or available()
    if jobs == 1:
        yield Here()
        return
    others = set(active_children())
    workers = Processes(jobs)
    try:
        yield workers
    except BaseException:
        _end(set(active_children()) - others)
        workers.close()
        raise
    workers.close()


def available() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(
    tasks: Iterable[Task],
    submit: Callable[[Batch], Any],
    result: Callable[[Batch, Any], Packed],
    ahead: Callable[[], int],
) -> Iterator[Done[Any]]:
    """Submit batches of tasks and yield each task with what comes of it, in order.

    Never are more than ``ahead()`` batches under way or waiting to be taken.
    """
    waiting: deque[tuple[Batch, Any]] = deque()

    def first() -> Iterator[Done[Any]]:
        batch, future = waiting.popleft()
        for task, packed in zip(batch, result(batch, future), strict=True):
            yield task, [_unpacked(found) for found in packed]

    for batch in batches(tasks):
        waiting.append((batch, submit(batch)))
        while len(waiting) >= ahead():
            yield from first()
    while waiting:
        yield from first()


def batches(tasks: Iterable[Task]) -> Iterator[Batch]:
    """Yield tasks by the batch: up to ``BATCH`` of them, fewer where they are long."""
    batch: list[Task] = []
    held = 0
    for task in tasks:
        batch.append(task)
        held += size(task)
        if len(batch) == BATCH or held >= BATCH_BYTES:
            yield tuple(batch)
            batch, held = [], 0
    if batch:
        yield tuple(batch)


_ONE_AT_A_TIME = threading.Lock()
"""A process uses one lexicon at a time; the threads of a Dask worker take turns."""


def do_batch(batch: Batch, settings: Settings, finish: Finish) -> Packed:
    """Do a batch and pack what comes of each task; what a worker process runs.

    Raises:
        YimaiError: something is wrong that concerns every document, such as another version of Yimai here.
    """
    if settings.code != code_version():
        raise YimaiError(
            "工作节点的议脉是另一个版本, 请装同一版本 "
            "(a worker has another version of Yimai; install the same)"
        )
    with _ONE_AT_A_TIME:
        return [[_packed(found) for found in do(task, settings, finish)] for task in batch]


def _packed(found: Any) -> Any:
    return msgspec.msgpack.encode(found) if isinstance(found, Extraction) else found


def _unpacked(found: Any) -> Any:
    return _DECODER.decode(found) if isinstance(found, bytes) else found


def same(extraction: Extraction) -> Extraction:
    """Return an extraction as it is: what to finish with where all of it is wanted."""
    return extraction


def killed(task: Task) -> Remark:
    """Return the remark on a document that ends whatever process reads it."""
    return Remark(
        f"{name(task)}: 抽取它的进程两次异常中止, 已跳过 (it ended its worker process twice, skipped)"
    )


def _submit(
    pool: ProcessPoolExecutor, batch: Sequence[Task], settings: Settings, finish: Finish
) -> Future[Packed]:
    """Submit a batch; a process that is started for it leaves Ctrl-C to this one."""
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(do_batch, tuple(batch), settings, finish)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(do_batch, tuple(batch), settings, finish)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Begin a worker process: it ignores Ctrl-C, and ends when the process that started it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _end(children: set[BaseProcess]) -> None:
    """End processes that were started here, and wait until they are gone."""
    for child in children:
        child.terminate()
    for child in children:
        child.join()
