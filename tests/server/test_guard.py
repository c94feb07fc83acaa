"""A server ends with whoever started it, however that one ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

GUARD = Path(__file__).with_name("guard.py")
OWNER = f"""
import subprocess, sys, time
guard = subprocess.Popen([sys.executable, {str(GUARD)!r}, "sleep", "600"], stdin=subprocess.PIPE,
    stdout=subprocess.PIPE, text=True, start_new_session=True)
print(guard.pid, guard.stdout.readline(), flush=True)
{{rest}}
"""


def is_running(pid: int) -> bool:
    """Tell whether a process is there and is more than a record of how it ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
@pytest.mark.parametrize(
    ("rest", "number"),
    [
        ("time.sleep(600)", signal.SIGKILL),
        ("time.sleep(600)", signal.SIGTERM),
        ("time.sleep(600)", signal.SIGINT),
        ("raise SystemExit(1)", None),
        ("import os; os.abort()", None),
    ],
    ids=["killed", "terminated", "interrupted", "exited", "crashed"],
)
def test_the_command_ends_with_the_one_who_asked_for_it(rest: str, number: int | None) -> None:
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER.format(rest=rest)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert owner.stdout
    with owner.stdout as line:
        guard, command = map(int, line.readline().split())
    if number is not None:
        assert is_running(command)
        os.kill(owner.pid, number)
    owner.wait()
    until = time.monotonic() + 30
    while (is_running(command) or is_running(guard)) and time.monotonic() < until:
        time.sleep(0.02)
    assert not is_running(command)
    assert not is_running(guard)
