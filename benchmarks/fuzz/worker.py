"""A process that runs the command on one bad input after another, with a good graph beside them.

It is a process of its own so that a crash, a hang or too much memory is counted, and ends no more than that.
"""

from __future__ import annotations

import io
import os
import resource
import shutil
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.fuzz.case import TEXT, Case
from benchmarks.fuzz.families import FAMILIES
from benchmarks.fuzz.judge import Ended, Outcome, judge
from cli.main import run
from graph.open import open_store

SECONDS = 30.0
"""Of the processor, for one input: other programs on the machine do not count."""
MEMORY = 2 << 30
"""Bytes that one input may cost beside what the process held before."""
_WALL = 10 << 30
"""Bytes of addresses beyond which the process gets no more, so that the machine is left in peace."""
_GOOD, _TRIED = "good.yimai", "case"
_EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True)
class Result:
    """What became of one input: the outcome, what is wrong if anything is, and what it cost."""

    outcome: Outcome
    wrong: str
    seconds: float
    memory: int


def serve(pipe: Connection, folder: Path, seed: int) -> None:
    """Run cases as the pipe names them, (family, number); None asks whether the good graph is still whole."""
    os.setsid()
    resource.setrlimit(resource.RLIMIT_AS, (_WALL, _WALL))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    folder.mkdir(parents=True, exist_ok=True)
    os.chdir(folder)
    os.environ["TMPDIR"] = str(folder)
    by_name = {family.name: family for family in FAMILIES}
    good = _Good(folder)
    pipe.send(None)
    while True:
        try:
            asked = pipe.recv()
        except EOFError:
            return
        pipe.send(
            good.faults() if asked is None else _result(by_name[asked[0]].case(seed, asked[1]), folder, good)
        )


def command(arguments: Sequence[str], stdin: bytes = b"") -> Ended:
    """Run the command in this process, as its own entry does, and return how it ended."""
    before = sys.stdin, sys.stdout, sys.stderr
    streams = [io.TextIOWrapper(io.BytesIO(data), "utf-8") for data in (stdin, b"", b"")]
    sys.stdin, sys.stdout, sys.stderr = streams
    raised, code = "", -1
    try:
        # A real command line cannot hold NUL.
        code = run([argument.replace("\0", "") for argument in arguments])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        raised = traceback.format_exc(limit=-6)
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
    out, err = (_told(stream) for stream in streams[1:])
    return Ended(code, out, err, raised)


def _told(stream: io.TextIOWrapper) -> str:
    try:
        stream.flush()
        buffer = stream.buffer
        return buffer.getvalue().decode("utf-8", "replace") if isinstance(buffer, io.BytesIO) else ""
    except ValueError:  # closed: the command took the other end of a pipe for gone
        return ""


class _Good:
    """The graph that is there before: whatever is done beside it, it must stay as it is."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _GOOD
        if not self._path.exists():
            (folder / "kept.txt").write_text(TEXT, encoding="utf-8")
            paths = [str(folder / "kept.txt"), *map(str, sorted(_EXAMPLES.glob("*-proposal-*.txt"))[:3])]
            ended = command(["build", "--no-site", "--store", _GOOD, *paths])
            if ended.code != 0:
                raise RuntimeError(ended.err)
            (folder / "kept.txt").unlink()  # or a case that walks the folder would read it anew
            (folder / "before").write_bytes(self._content())
            (folder / "ids").write_text("\n".join(self._ids()), encoding="utf-8")
        self._before = (folder / "before").read_bytes()
        self._mine = set((folder / "ids").read_text(encoding="utf-8").split("\n"))

    def bytes(self) -> str:
        """Return a sum of the graph's file."""
        return sha256(self._path.read_bytes()).hexdigest()

    def faults(self) -> str:
        """Take out what was added since, and say what then differs from before; nothing if nothing does."""
        added = [id_ for id_ in self._ids() if id_ not in self._mine]
        if added and (ended := command(["rm", "--store", _GOOD, "--", *added])).code != 0:
            return f"added documents cannot be removed: {ended.err}{ended.raised}"
        if self._content() != self._before:
            return "the graph is not what it was"
        ended = command(["doctor", "--store", _GOOD])
        return "" if ended.code == 0 else f"doctor: {ended.out[-400:]}{ended.raised}"

    def _content(self) -> bytes:
        return command(["export", "--format", "jsonld", "-o", "-", "--store", _GOOD]).out.encode()

    def _ids(self) -> list[str]:
        with open_store(self._path, readonly=True) as store:
            return [row[0] for row in store.documents()]


def _result(case: Case, home: Path, good: _Good) -> Result:
    folder = home / _TRIED
    with _laid(case, folder):
        before = good.bytes() if case.reads_only else ""
        held = _memory()
        start = _seconds()
        ended = command(case.arguments, case.stdin)
        seconds = _seconds() - start
        grown = max(0, _memory("VmHWM") - held)
        os.chdir(folder)
        outcome, wrong = judge(case, ended, folder)
        if case.reads_only and good.bytes() != before:
            outcome, wrong = Outcome.LOST, "a command that only reads changed the graph"
        elif seconds > SECONDS:
            outcome, wrong = Outcome.HANG, f"{seconds:.0f} s of the processor"
        elif grown > MEMORY:
            outcome, wrong = Outcome.MEMORY, f"{grown >> 20} MiB"
    return Result(outcome, wrong, seconds, grown)


@contextmanager
def _laid(case: Case, folder: Path) -> Iterator[None]:
    """Lay the files of a case and stand in their folder; all of it goes at the end."""
    home = Path.cwd()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, data in case.files.items():
        path = folder / (name.decode("utf-8", "surrogateescape") if isinstance(name, bytes) else name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    if case.prepare is not None:
        case.prepare(folder)
    kept = dict(os.environ)
    os.environ.update(case.environment)
    os.chdir(folder)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)
        os.chdir(home)
        shutil.rmtree(folder, ignore_errors=True)


def _seconds() -> float:
    """Return the time of the processor that this process and those it waited for have had."""
    taken = os.times()
    return taken.user + taken.system + taken.children_user + taken.children_system


def _memory(field: str = "VmRSS") -> int:
    """Return bytes that this process holds now, or (VmHWM) held at most since it was asked for VmRSS."""
    try:
        if field == "VmRSS":
            Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    found = next((line for line in status.splitlines() if line.startswith(field)), "")
    return int(found.split()[1]) << 10 if found else 0
