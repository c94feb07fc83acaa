"""Documents for workers, and what the tests let these do with an extraction: functions to import by name."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable
from pathlib import Path

import msgspec

from extract.read import Found, Known
from extract.work import Task
from graph.model import Extraction


def documents(number: int, bad: Iterable[int] = ()) -> list[Task]:
    """Return small documents; those that are bad say so."""
    return [
        Found(
            f"document:{position}",
            f"{position}.txt",
            f"关于第{position}件事的提案\n建议设立冷链产业引导基金。{'毒' if position in bad else ''}\n",
            Known(),
        )
        for position in range(number)
    ]


def summary(extraction: Extraction) -> str:
    """Return all of an extraction as a line."""
    return msgspec.json.encode(extraction).decode()


def poisoned(extraction: Extraction) -> str:
    """Fail on every document that says so."""
    if "毒" in extraction.text:
        raise ValueError("a\npoisoned document")
    return summary(extraction)


def deadly(extraction: Extraction) -> str:
    """End the process on every document that says so."""
    if "毒" in extraction.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return summary(extraction)


def deadly_once(extraction: Extraction) -> str:
    """End the process on the first document that says so, in all processes together."""
    mark = Path(os.environ["YIMAI_TEST_MARK"])
    if "毒" in extraction.text and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return summary(extraction)


def slow(extraction: Extraction) -> str:
    """Take long enough for a worker to be killed meanwhile."""
    time.sleep(0.02)
    return summary(extraction)
