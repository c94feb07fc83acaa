"""``--scheduler`` against a real Dask scheduler with workers, each a process of its own on this machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

import pytest

from extract import parallel
from extract.cluster import cluster
from extract.parallel import Here
from extract.read import Remark
from extract.work import Settings
from graph.model import YimaiError
from tests.cli.test_jobs import many
from tests.command import HOME, command, environment, yimai
from tests.conftest import needed
from tests.extract.finishing import deadly, documents, poisoned, slow, summary

TUNE = HOME / "tests" / "development" / "tune"
GUARD = HOME / "tests" / "server" / "guard.py"


class Cluster:
    """A scheduler and its workers. Each ends with the test, however that ends: see ``guard.py``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self.workers: list[int] = []

    def start(self, *command: str) -> int:
        """Start a process of the cluster; return its id."""
        arguments = [sys.executable, str(GUARD), sys.executable, "-m", "dask", *command]
        with (self._folder / f"{command[0]}.log").open("a") as log:
            guard = subprocess.Popen(
                arguments,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=self._folder,
                env=environment(),
            )
        self._stack.callback(guard.wait, 30)
        assert guard.stdin
        assert guard.stdout
        self._stack.callback(guard.stdin.close)
        pid = int(guard.stdout.readline())
        guard.stdout.close()
        return pid

    def start_workers(self, number: int) -> None:
        """Start workers, which nobody restarts, and wait until the scheduler knows them."""
        for _ in range(number):
            self.workers.append(
                self.start("worker", self.address, "--no-nanny", "--nthreads", "1", "--no-dashboard")
            )
        log = self._folder / "worker.log"
        deadline = time.monotonic() + 120
        while log.read_text().count("Registered to") < len(self.workers):
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)

    def __enter__(self) -> Cluster:
        told = self._folder / "scheduler.json"
        self.scheduler = self.start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told)
        )
        deadline = time.monotonic() + 60
        while not (found := address(told)):
            assert time.monotonic() < deadline, (self._folder / "scheduler.log").read_text()
            time.sleep(0.05)
        self.address = found
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()


def address(told: Path) -> str:
    """Return the address that a scheduler has written, or nothing as long as it has not."""
    text = told.read_text() if told.exists() else ""
    return text.partition('"address": "')[2].partition('"')[0]


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[Cluster]:
    needed("" if find_spec("distributed") else "distributed")
    with Cluster(tmp_path) as running:
        yield running


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "BATCH", 4)


def test_the_command_prints_the_same_bytes(scheduler: Cluster, tmp_path: Path) -> None:
    scheduler.start_workers(2)
    alone = yimai("extract", TUNE, cwd=HOME)
    spread = yimai("extract", TUNE, "--scheduler", scheduler.address, cwd=HOME)
    assert spread.stderr.decode() == ""
    assert spread.returncode == 0
    assert spread.stdout == alone.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_worker_killed_on_the_way_costs_nothing(scheduler: Cluster) -> None:
    scheduler.start_workers(2)
    todo = documents(80)
    found = []
    with cluster(scheduler.address) as workers:
        for _, items in workers.run(todo, Settings(), slow):
            found += items
            if len(found) == 10:
                os.kill(scheduler.workers[0], signal.SIGKILL)
    assert found == [item for _, items in Here().run(todo, Settings(), summary) for item in items]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_documents_that_fail_or_end_workers_are_told(scheduler: Cluster) -> None:
    scheduler.start_workers(9)  # a task is given up after four workers have died of it
    todo = documents(12, bad=[5])
    good = [item for _, items in Here().run(documents(12), Settings(), summary) for item in items]
    for finish, words in ((poisoned, "ValueError"), (deadly, "异常中止")):
        with cluster(scheduler.address) as workers:
            found = [item for _, items in workers.run(todo, Settings(), finish) for item in items]
        assert isinstance(found[5], Remark)
        assert found[5].message.startswith("5: ")
        assert words in found[5].message
        assert found[:5] + found[6:] == good[:5] + good[6:]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_scheduler_that_dies_is_told_in_one_line(scheduler: Cluster) -> None:
    scheduler.start_workers(1)
    with pytest.raises(YimaiError, match="the cluster failed"), cluster(scheduler.address) as workers:
        for number, _ in enumerate(workers.run(documents(400), Settings(), slow)):
            if number == 10:
                os.kill(scheduler.scheduler, signal.SIGKILL)


@pytest.mark.skipif(sys.platform == "win32", reason="a console's Ctrl-C cannot be sent")
def test_an_interruption_leaves_the_cluster_idle(scheduler: Cluster, tmp_path: Path) -> None:
    scheduler.start_workers(1)
    many(tmp_path)
    arguments = command("extract", "list.jsonl", "--scheduler", scheduler.address, "-o", "out.jsonl")
    with subprocess.Popen(
        arguments, cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        deadline = time.monotonic() + 60
        while not list(tmp_path.glob(".out*")) and time.monotonic() < deadline:
            time.sleep(0.02)  # until the file is begun
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in told.decode()
    assert len(told.decode().split()) == len(["yimai:", "已中断", "(interrupted)"])
    with cluster(scheduler.address) as workers:  # and it is there for the next one
        assert len(list(workers.run(documents(4), Settings(), summary))) == 4


class _Interrupted:
    """Is interrupted while it is deleted, which Python reports and goes on."""

    def __del__(self) -> None:
        raise KeyboardInterrupt


def test_an_interruption_of_a_deletion_is_not_lost(scheduler: Cluster) -> None:
    scheduler.start_workers(1)
    with cluster(scheduler.address) as workers, pytest.raises(KeyboardInterrupt):
        for number, _ in enumerate(workers.run(documents(40), Settings(), summary)):
            if number == 10:
                _Interrupted()


def test_a_cluster_that_cannot_be_used_is_told_in_one_line(
    scheduler: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.cluster._CONNECT", 1)
    with pytest.raises(YimaiError, match="no workers"), cluster(scheduler.address):
        pass
    with pytest.raises(YimaiError, match="no Dask scheduler"), cluster("tcp://127.0.0.1:1"):
        pass
    monkeypatch.undo()
    scheduler.start_workers(1)
    with cluster(scheduler.address) as workers, pytest.raises(YimaiError, match="another version"):
        list(workers.run(documents(1), Settings(code="another"), summary))
