"""Several processes: the same results in the same order, whatever happens to a document or a worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from multiprocessing import active_children
from pathlib import Path

import psutil
import pytest

from extract import parallel
from extract.lexicon_files import OwnLexicon, own_lexicon, use_own
from extract.parallel import Here, do_batch, processes, same
from extract.read import Remark, collect
from extract.work import File, Settings, Task, do, tasks
from graph.model import LexiconError, YimaiError
from tests.command import HOME, environment
from tests.extract.finishing import deadly, deadly_once, documents, poisoned, slow, summary

EXAMPLES = HOME / "examples"
unix = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let a few documents make many batches; and no test leaves a process behind."""
    monkeypatch.setattr(parallel, "BATCH", 4)
    yield
    assert active_children() == []


def results(jobs: int, todo: Iterable[Task], finish=summary, settings: Settings | None = None) -> list:
    with processes(jobs) as workers:
        return [item for _, items in workers.run(todo, settings or Settings(), finish) for item in items]


@pytest.mark.parametrize("jobs", [2, 3])
def test_the_same_extractions_in_the_same_order(jobs: int, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "list.jsonl").write_text(
        '{"text": "建议设立冷链产业引导基金。"}\n{"a": 1}\n', encoding="utf-8"
    )
    sources = collect([str(EXAMPLES), str(tmp_path)])
    alone = results(1, tasks(sources), same)
    assert results(jobs, tasks(sources), same) == alone
    assert len(alone) == len(sources) + 1
    assert sum(isinstance(item, Remark) for item in alone) == 2


def test_a_poisoned_document_is_told_and_touches_no_other() -> None:
    todo = documents(10, bad=[3, 7])
    found = results(2, todo, poisoned)
    assert found == results(1, todo, poisoned)
    remarks = [item for item in found if isinstance(item, Remark)]
    assert [item.message.partition(":")[0] for item in remarks] == ["3", "7"]
    assert "ValueError: a poisoned document" in remarks[0].message
    assert all(item.lost for item in remarks)
    assert [item for item in found if isinstance(item, str)] == results(
        1, [item for position, item in enumerate(todo) if position not in (3, 7)]
    )


@unix
def test_a_document_that_ends_its_worker_is_told_and_touches_no_other() -> None:
    todo = documents(30, bad=[0, 17])
    found = results(2, todo, deadly)
    good = results(1, documents(30))
    assert [item for item in found if isinstance(item, str)] == good[1:17] + good[18:]
    remarks = [item.message for item in found if isinstance(item, Remark)]
    assert [line.partition(":")[0] for line in remarks] == ["0", "17"]
    assert "两次异常中止" in remarks[0]


@unix
def test_a_worker_that_dies_once_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIMAI_TEST_MARK", str(tmp_path / "mark"))
    todo = documents(30, bad=[5])
    assert results(2, todo, deadly_once) == results(1, todo)
    assert (tmp_path / "mark").exists()


@unix
def test_workers_killed_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    todo = documents(60)
    found = []
    with processes(2) as workers:
        for _, items in workers.run(todo, Settings(), slow):
            found += items
            if len(found) in (8, 30):
                for child in active_children():
                    os.kill(child.pid or 0, signal.SIGKILL)
    assert found == results(1, todo)


def test_workers_that_never_start_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_begin", os.abort)
    with pytest.raises(YimaiError, match="--jobs 1"):
        results(2, documents(3))


def test_tasks_are_taken_a_few_batches_ahead_at_most() -> None:
    taken = given = 0

    def counted() -> Iterator[Task]:
        nonlocal taken
        for task in documents(120):
            taken += 1
            yield task

    with processes(2) as workers:
        for _ in workers.run(counted(), Settings(), summary):
            assert taken - given <= 4 * parallel._AHEAD * 2
            given += 1
    assert taken == given == 120


def test_long_documents_make_small_batches() -> None:
    source = collect([str(next(EXAMPLES.glob("*.txt")))])[0]
    long = File(source, b"x" * (parallel.BATCH_BYTES + 1))
    assert list(parallel.batches([long, long, *documents(6)])) == [
        (long,),
        (long,),
        tuple(documents(4)),
        tuple(documents(6)[4:]),
    ]


def test_settings_travel(tmp_path: Path) -> None:
    rows = "- id: 冷链示范基金\n  subtool: supply.fiscal\n  aliases: [冷链产业引导基金]\n".encode()
    settings = Settings("jieba", lexicon=OwnLexicon(str(tmp_path), (("instruments.yml", rows),)))
    found = results(2, documents(6), same, settings)
    assert own_lexicon() == OwnLexicon()
    assert {mention.name for item in found for mention in item.mentions} >= {"冷链示范基金"}
    try:
        assert found == results(1, documents(6), same, settings)
    finally:
        use_own(OwnLexicon())


def test_a_fault_of_all_documents_is_an_error() -> None:
    settings = Settings(lexicon=OwnLexicon("mine", (("instruments.yml", b"- {"),)))
    with pytest.raises(LexiconError, match=r"mine.instruments\.yml"):
        results(2, documents(6), same, settings)


def test_another_version_of_the_code_is_refused() -> None:
    with pytest.raises(YimaiError, match="another version"):
        do_batch(tuple(documents(1)), Settings(code="another"), same)


def test_a_remark_passes_through() -> None:
    assert list(do(Remark("one line"), Settings(), same)) == [Remark("one line")]
    assert list(Here().run([Remark("one line")], Settings(), same)) == [
        (Remark("one line"), [Remark("one line")])
    ]


PARENT = """
import sys
from extract.parallel import processes
from extract.work import Settings
from tests.extract.finishing import slow
from tests.extract.test_parallel import documents

if __name__ == "__main__":
    with processes(2) as workers:
        for _ in workers.run(documents(100_000), Settings(), slow):
            print(flush=True)
"""


@unix
def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    (tmp_path / "parent.py").write_text(PARENT, encoding="utf-8")
    command = [sys.executable, tmp_path / "parent.py"]
    with subprocess.Popen(command, env=environment(), cwd=HOME, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        parent.stdout.readline()
        children = psutil.Process(parent.pid).children(recursive=True)
        assert len(children) >= 2
        parent.kill()
    assert psutil.wait_procs(children, timeout=20)[1] == []
