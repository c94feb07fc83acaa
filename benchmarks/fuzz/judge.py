"""What became of a bad input: read, refused or read in part, or one of the ways in which that goes wrong."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from benchmarks.fuzz.case import Case


class Outcome(StrEnum):
    """The three honest ends, and the failures."""

    READ = "read"
    PARTLY = "partly read"
    REFUSED = "refused"
    CRASH = "crash"
    HANG = "over time"
    MEMORY = "over memory"
    UNCLEAR = "unclear"
    LOST = "lost"
    LEAK = "leak"


HONEST = (Outcome.READ, Outcome.PARTLY, Outcome.REFUSED)

SECRET = "geheim"
"""The password in the cases that have one: it may stand in no output."""

_CODES = {0: Outcome.READ, 1: Outcome.REFUSED, 2: Outcome.REFUSED, 3: Outcome.PARTLY}
_USAGE = re.compile(r"(?:Usage: | {2,}\S|\t|Try ')")
_RAW = {"--format", "map", "export", "cypher", "extract"}
"""Commands and options whose standard output is data for a program, and may hold any character."""


@dataclass(frozen=True)
class Ended:
    """How a run of the command ended, and what it said."""

    code: int
    out: str
    err: str
    raised: str = ""


def judge(case: Case, ended: Ended, folder: Path) -> tuple[Outcome, str]:
    """Return the outcome of a case, and for a failure what is wrong with it."""
    if ended.raised or "Traceback" in ended.err:
        return Outcome.CRASH, ended.raised or ended.err[-300:]
    outcome = _CODES.get(ended.code)
    if outcome is None:
        return Outcome.UNCLEAR, f"exit code {ended.code}"
    if SECRET in ended.out + ended.err:
        return Outcome.LEAK, "the password is told"
    if wrong := _said(case, outcome, ended) or _shown(case, ended):
        return Outcome.UNCLEAR, wrong
    if wrong := _left(case, folder):
        return Outcome.LOST, wrong
    return outcome, ""


def _said(case: Case, outcome: Outcome, ended: Ended) -> str:
    """Say what is wrong with the lines on standard error, if anything is."""
    lines = [line for line in ended.err.split("\n") if line and not _USAGE.match(line)]
    if foul := next((line for line in lines if _controls(line)), ""):
        return f"control characters on standard error: {foul[:200]!r}"
    told = [line for line in lines if line.startswith(("yimai: ", "Error: "))]
    if outcome is Outcome.READ:
        return ""
    if outcome is Outcome.PARTLY or case.arguments[0] == "doctor":
        return "" if told or ended.out else "nothing said"
    if "\nCommands:\n" in ended.err:  # a group without a command shows its help
        return ""
    if not told:
        return f"no line that says why: {ended.err[-200:]!r}"
    if len(lines) > case.lines:
        return f"{len(lines)} lines: {ended.err[-300:]!r}"
    if longest := next((line for line in lines if len(line) > 2_000), ""):
        return f"a line of {len(longest)} characters: {longest[:80]!r}"
    return ""


def _shown(case: Case, ended: Ended) -> str:
    """Say what a terminal would be told to do by text that came from an input."""
    raw = case.arguments[0] in _RAW or "--format" in case.arguments
    if "--explain" in case.arguments or not raw:
        foul = next((line for line in ended.out.split("\n") if _controls(line)), "")
        return f"control characters on standard output: {foul[:200]!r}" if foul else ""
    return ""


def _controls(line: str) -> bool:
    return any(unicodedata.category(character) == "Cc" and character != "\t" for character in line)


def _left(case: Case, folder: Path) -> str:
    """Say which file was left half-written, may be written by all, or was changed where nothing may be."""
    given = {name if isinstance(name, bytes) else name.encode() for name in case.files}
    for path in folder.rglob("*"):
        name = bytes(path.relative_to(folder))
        if path.is_symlink() or not path.is_file():
            continue
        if path.name.endswith((".part", ".tmp", ".new")) and name not in given:
            return f"left behind: {path.name!r}"
        if name not in given and path.stat().st_mode & 0o002:
            return f"may be written by all: {path.name!r}"
    if case.reads_only:
        # An engine's snapshot is a cache: it may be made anew.
        for name, data in (
            (name, data) for name, data in case.files.items() if not str(name).endswith(".kgl")
        ):
            path = folder / (name if isinstance(name, str) else name.decode("utf-8", "surrogateescape"))
            if not path.is_file() or path.read_bytes() != data:
                return f"{name!r} was changed by a command that only reads"
    return ""
