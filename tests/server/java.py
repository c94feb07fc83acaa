"""Find a Java that is new enough, among those that are installed; prints its path.

``python java.py 25`` ends with 1 where there is none. Looked at are $JAVA_HOME, the path, and where
Linux distributions put theirs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path


@cache
def find_java(release: int) -> str | None:
    """Return the path of a Java of at least some release, the one on the path first; None for none."""
    homes = [Path(home) for home in (os.environ.get("JAVA_HOME"),) if home]
    homes += sorted(Path("/usr/lib/jvm").glob("*"))
    found = [shutil.which("java"), *(str(home / "bin" / "java") for home in homes)]
    return next((path for path in found if path and _release(path) >= release), None)


def _release(java: str) -> int:
    """Return the release of a Java: 17 for 17.0.15; 0 for what cannot be run."""
    try:
        told = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=30).stderr
    except OSError:
        return 0
    match = re.search(r'version "(\d+)', told)
    return int(match[1]) if match else 0


if __name__ == "__main__":
    wanted = find_java(int(sys.argv[1]))
    sys.stdout.write(f"{wanted or ''}\n")
    sys.exit(wanted is None)
