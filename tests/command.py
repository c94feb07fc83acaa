"""The command as a person runs it: in a process of its own, apart from what the machine's settings say."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

HOME = Path(__file__).parents[1]


def environment(**more: str) -> dict[str, str]:
    """Return the machine's environment without any store or login of its own, and with ``more``."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "YIMAI_"))}
    return {**kept, "PYTHONPATH": str(HOME), **more}


def command(*arguments: object) -> list[str]:
    """Return the command line of ``yimai`` with some arguments."""
    return [sys.executable, "-m", "yimai", *map(str, arguments)]


def yimai(
    *arguments: object, cwd: Path, env: Mapping[str, str] | None = None, stdin: bytes | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the command to its end."""
    return subprocess.run(
        command(*arguments), cwd=cwd, env=environment(**(env or {})), input=stdin, capture_output=True
    )
