"""Who extracts: this process, several, or the workers of a Dask scheduler; the options that say so."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, TypeVar

import click

from extract.parallel import Workers, processes

F = TypeVar("F", bound=Callable[..., Any])


def workers_options(function: F) -> F:
    """Add ``--jobs`` and ``--scheduler``; ``chosen_workers`` reads them."""
    jobs = click.option(
        "--jobs",
        type=click.IntRange(min=0),
        default=1,
        show_default=True,
        metavar="N",
        help="用几个进程抽取, 0 为每个核一个 (processes that extract; 0: one per core)。",
    )
    scheduler = click.option(
        "--scheduler",
        metavar="tcp://HOST:PORT",
        help="交给已有的 Dask 集群抽取, 须装 yimai[dask] (an existing Dask scheduler's workers extract)。",
    )
    return jobs(scheduler(function))


def chosen_workers(jobs: int, scheduler: str | None) -> AbstractContextManager[Workers]:
    """Return whoever is to extract.

    Raises:
        UsageError: both are asked for.
        YimaiError: the scheduler cannot be used.
    """
    if scheduler is None:
        return processes(jobs)
    if jobs != 1:
        raise click.UsageError("--jobs 与 --scheduler 只用其一 (use one of --jobs and --scheduler)")
    from extract.cluster import cluster

    return cluster(scheduler)
