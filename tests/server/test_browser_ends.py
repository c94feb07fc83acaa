"""A browser ends with the tests that started it, even when these are killed."""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import needed

OWNER = """
import sys, time
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=sys.argv[1], args=["--no-sandbox", sys.argv[2]])
    print("ready", flush=True)
    time.sleep(600)
"""


def marked(mark: str) -> list[str]:
    """Return the ids of the processes with a mark in their command line, but for those that have ended."""
    found: list[str] = []
    for process in Path("/proc").iterdir():
        if process.name.isdecimal() and process.name != str(os.getpid()):
            try:
                line = (process / "cmdline").read_bytes().decode("utf-8", "replace")
            except OSError:
                continue
            found += [process.name] if mark in line else []
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "terminated"])
def test_the_browser_ends_with_its_owner(number: int) -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    needed("" if chromium else "Chromium")
    mark = f"--yimai-{secrets.token_hex(8)}"
    command = [sys.executable, "-c", OWNER, str(chromium), mark]
    owner = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert owner.stdout
    with owner.stdout as line:
        assert line.readline() == "ready\n"
    assert len(marked(mark)) > 1
    os.kill(owner.pid, number)
    owner.wait()
    until = time.monotonic() + 60
    while marked(mark) and time.monotonic() < until:
        time.sleep(0.1)
    assert marked(mark) == []
