"""Who extracts: this process, several, or the workers of a Dask scheduler; the options that say so."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import wraps
from typing import Any, Generic, TypeVar

import click

from cli.output import note
from cli.progress import Meter
from extract.parallel import Workers, processes
from extract.read import Remark
from extract.work import Settings, Task
from graph.model import Extraction

R = TypeVar("R")
S = TypeVar("S")


@dataclass(frozen=True)
class Chosen:
    """Who is to extract, as the options say."""

    jobs: int = 1
    scheduler: str | None = None


def workers_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--jobs`` and ``--scheduler``; the function is given both as ``chosen``."""

    @click.option(
        "--jobs",
        type=click.IntRange(min=0),
        default=1,
        show_default=True,
        metavar="N",
        help="用几个进程抽取, 0 为每个核一个 (processes that extract; 0: one per core)。",
    )
    @click.option(
        "--scheduler",
        metavar="tcp://HOST:PORT",
        help="交给已有的 Dask 集群抽取, 须装 yimai[dask] (workers of an existing Dask scheduler extract)。",
    )
    @wraps(function)
    def chosen(*arguments: Any, jobs: int, scheduler: str | None, **rest: Any) -> Any:
        if scheduler is not None and jobs != 1:
            raise click.UsageError("--jobs 与 --scheduler 只用其一 (use one of --jobs and --scheduler)")
        return function(*arguments, chosen=Chosen(jobs, scheduler), **rest)

    return chosen


def chosen_workers(chosen: Chosen) -> AbstractContextManager[Workers]:
    """Return whoever is to extract.

    Raises:
        YimaiError: the scheduler cannot be used.
    """
    if chosen.scheduler is None:
        return processes(chosen.jobs)
    from extract.cluster import cluster  # asks for the extra

    return cluster(chosen.scheduler)


@dataclass(frozen=True)
class Made(Generic[R]):
    """What was made of a document, and the task it comes from where all of that went into it."""

    value: R
    task: Task | None


class Work(Generic[R]):
    """A run over many documents, with progress on a terminal.

    ``failed`` counts what could not be read (a path, a file, a row of a list); each is named on stderr.
    ``known`` tells which tasks need not be done; ``skipped`` counts those.
    """

    def __init__(self, chosen: Chosen, settings: Settings, finish: Callable[[Extraction], R]) -> None:
        """Do nothing yet; ``finish``, a function of a module, makes what is wanted of an extraction."""
        self.failed = self.skipped = 0
        self.known: Callable[[Task], bool] = _unknown
        self._chosen = chosen
        self._settings = settings
        self._finish = finish

    def over(
        self, sources: Sequence[S], tasks: Callable[[Iterable[S]], Iterator[Task]], label: str
    ) -> Generator[Made[R]]:
        """Yield what is made of the documents behind some sources, in order.

        Close it to end all that was started for it.
        """
        with chosen_workers(self._chosen) as workers, Meter(len(sources), label) as meter:
            todo = self._unknown(tasks(meter.sources(sources)), meter)
            for task, results in workers.run(todo, self._settings, self._finish):
                for item in results:
                    if isinstance(item, Remark):
                        self.tell(item.message, lost=item.lost)
                    else:
                        meter.count()
                        yield Made(item, task if len(results) == 1 else None)

    def _unknown(self, todo: Iterable[Task], meter: Meter) -> Iterator[Task]:
        for task in todo:
            if self.known(task):
                self.skipped += 1
                meter.count()
            else:
                yield task

    def tell(self, message: str, *, lost: bool = True) -> None:
        """Tell on stderr what could not be read, or only in part."""
        note(f"yimai: {message}")
        self.failed += lost


def _unknown(task: Task) -> bool:
    """Let every task be done."""
    return False
