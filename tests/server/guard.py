"""Run a command and end it when the one who asked for it is gone, however that came about.

``python guard.py COMMAND…`` prints the process id of the command and then waits for the end of its standard
input, a pipe that only the asking process holds: it ends when that process closes it, exits, crashes or is
killed. The command is then killed, by its process id: what a test server holds is of no worth any more.
"""

import contextlib
import subprocess
import sys


def main() -> int:
    process = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=sys.stderr)
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.write(f"{process.pid}\n")
        sys.stdout.flush()
    sys.stdin.read()
    process.kill()
    return process.wait()


if __name__ == "__main__":
    sys.exit(main())
