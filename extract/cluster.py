"""The processes of a Dask scheduler do the work; ``distributed`` is imported when this is asked for.

The scheduler itself gives the tasks of a dead worker to others. What ends one worker after another comes back
as an error, and is then tried document by document. Workers need this same version of Yimai and nothing else:
bytes, decisions and the own lexicon are sent to them. A scheduler is trusted like a shell on this machine.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Self, TypeVar, cast

from extract.parallel import Batch, Done, Finish, Packed, Workers, do_batch, in_order, killed
from extract.work import Settings, Task
from graph.model import Extraction, YimaiError

R = TypeVar("R")

_CONNECT = 30
"""Seconds until a scheduler that does not answer is given up, or one that has no worker."""
_PATIENCE = 60
"""Seconds without a result after which it is asked whether there is still a worker, and waited once more."""
_AHEAD = 2
"""Batches under way for each thread of a worker: one being done, one waiting there."""
_COUNTED = 2.0
"""Seconds for which the number of workers is remembered: a cluster may grow and shrink."""


@contextmanager
def cluster(address: str) -> Generator[Workers]:
    """Give the workers of the Dask scheduler at ``address``, such as ``tcp://host:8786``.

    Raises:
        YimaiError: ``distributed`` is not installed, or there is no scheduler, or it has no workers.
    """
    distributed = _distributed()
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is told by the error
    try:
        client = distributed.Client(address, timeout=_CONNECT, set_as_default=False, name="yimai")
    except (OSError, ValueError) as error:
        raise YimaiError(
            f"{address}: 连不上调度器 (no Dask scheduler answers there); 请检查地址 (check the address)"
        ) from error
    try:
        with _Interruption() as interruption:
            yield _Cluster(address, client, distributed.KilledWorker, interruption)
    finally:
        client.close(_CONNECT)


def _distributed() -> Any:
    try:
        return cast("Any", import_module("distributed"))
    except ModuleNotFoundError as error:
        raise YimaiError(
            "--scheduler: 缺少 distributed, 请运行 pip install 'yimai[dask]' (install the extra yimai[dask])"
        ) from error


class _Interruption:
    """Keeps a Ctrl-C that comes while an object of Dask is being deleted, where Python only reports it."""

    def __init__(self) -> None:
        self._came = False
        self._before = sys.unraisablehook

    def check(self) -> None:
        """Raise the ``KeyboardInterrupt`` that was kept."""
        if self._came:
            raise KeyboardInterrupt

    def _keep(self, unraisable: sys.UnraisableHookArgs) -> None:
        if issubclass(unraisable.exc_type, KeyboardInterrupt):
            self._came = True
        else:
            self._before(unraisable)

    def __enter__(self) -> Self:
        sys.unraisablehook = self._keep
        return self

    def __exit__(self, *_: object) -> None:
        sys.unraisablehook = self._before


class _Cluster:
    """The workers of one scheduler."""

    def __init__(
        self, address: str, client: Any, killed_worker: type[Exception], interruption: _Interruption
    ) -> None:
        self._address = address
        self._client = client
        self._killed = killed_worker
        self._interruption = interruption
        self._threads = (0, float("-inf"))
        self._wait_for_worker()

    def run(
        self, tasks: Iterable[Task], settings: Settings, finish: Callable[[Extraction], R]
    ) -> Iterator[Done[R]]:
        """Yield the tasks, in their order, each with what comes of it; see ``extract.parallel.Workers``."""

        def submit(batch: Batch) -> Any:
            with self._plain_errors():
                return self._client.submit(do_batch, batch, settings, finish, pure=False)

        def result(batch: Batch, future: Any) -> Packed:
            try:
                return self._result(future)
            except self._killed:
                return [self._alone(task, settings, finish) for task in batch]

        return cast("Iterator[Done[R]]", in_order(tasks, submit, result, self._ahead))

    def _alone(self, task: Task, settings: Settings, finish: Finish) -> list[Any]:
        """Do one task of a batch that ended its workers."""
        try:
            return self._result(self._client.submit(do_batch, (task,), settings, finish, pure=False))[0]
        except self._killed:
            return [killed(task)]

    def _result(self, future: Any) -> Packed:
        """Wait for a batch, as long as there are workers.

        Raises:
            YimaiError: something that concerns every document is wrong there, or all is lost.
        """
        with self._plain_errors():
            while True:
                self._interruption.check()
                try:
                    return cast("Packed", future.result(timeout=_PATIENCE))
                except TimeoutError:
                    self._wait_for_worker()

    @contextmanager
    def _plain_errors(self) -> Generator[None]:
        """Turn whatever goes wrong between here and there into an error of one line."""
        try:
            yield
        except (YimaiError, self._killed):
            raise
        except Exception as error:
            raise YimaiError(
                f"{self._address}: 集群出错 (the cluster failed): {type(error).__name__}: "
                f"{' '.join(str(error).split())[:300]}; "
                "请查调度器, 各工作节点须装同一版本的议脉 (every worker needs this version of Yimai)"
            ) from error

    def _wait_for_worker(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=_CONNECT)
        except TimeoutError as error:
            raise YimaiError(
                f"{self._address}: 调度器没有工作节点 (the scheduler has no workers); "
                "请先启动 (start some: dask worker ADDRESS)"
            ) from error

    def _ahead(self) -> int:
        threads, counted = self._threads
        if time.monotonic() - counted > _COUNTED:
            with self._plain_errors():
                threads = sum(self._client.nthreads().values())
            self._threads = (threads, time.monotonic())
        return _AHEAD * max(1, threads) + 1
