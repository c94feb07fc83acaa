"""What the tests let workers do with an extraction: functions that a worker can import by name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import msgspec

from graph.model import Extraction


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
