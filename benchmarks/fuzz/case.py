"""What a bad input is, and the families that make them: the same seed and number give the same input."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

GOOD = "../good.yimai"
"""The graph that nothing may harm, as a case sees it from its own folder."""

TEXT = "关于发展冷链物流的提案\n提案人：王小明\n建议：\n一、设立冷链产业引导基金，由市商务局牵头。\n"

BOUNDARY = (0, 1, 2, 7, 8, 15, 16, 255, 256, 4095, 4096, 65_535, 65_536)


@dataclass(frozen=True)
class Case:
    """One bad input: what lies in an empty folder, and the command that is run there."""

    arguments: tuple[str, ...]
    files: Mapping[str | bytes, bytes] = field(default_factory=dict[str | bytes, bytes])
    prepare: Callable[[Path], None] | None = None
    """Makes in the folder what is no plain file."""
    stdin: bytes = b""
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    lines: int = 1
    """Most lines that a refusal may take: a list names its bad rows one by one."""
    reads_only: bool = False
    """Whether the command may not change a byte of the good graph, nor of the case's own files."""


@dataclass(frozen=True)
class Family:
    """A kind of bad input: its name, how many a full run tries, and what makes one."""

    name: str
    told: str
    count: int
    make: Callable[[Random], Case]

    def case(self, seed: int, number: int) -> Case:
        """Return one input; equal arguments give equal inputs."""
        return self.make(Random(f"{seed}/{self.name}/{number}"))


def built(name: str | bytes, data: bytes, *, lines: int = 1) -> Case:
    """Return the case of one file that is built into the good graph."""
    shown = name.decode("utf-8", "surrogateescape") if isinstance(name, bytes) else name
    return Case(("build", "--no-site", "--store", GOOD, "--", f"./{shown}"), {name: data}, lines=lines)


def damaged(data: bytes, random: Random) -> bytes:
    """Return bytes that were cut, flipped, torn, filled or put together wrongly."""
    how = random.randrange(8)
    if not data or how == 0:
        return data[: random.choice((*BOUNDARY, random.randrange(len(data) + 1)))]
    if how == 1:  # the head is missing
        return data[random.randrange(len(data)) :]
    if how == 2:  # a hole in it
        at = random.randrange(len(data))
        return data[:at] + bytes(random.randrange(1, 600)) + data[at + random.randrange(600) :]
    if how == 3:  # a piece stands twice, or elsewhere
        a, b = sorted(random.randrange(len(data) + 1) for _ in range(2))
        at = random.randrange(len(data) + 1)
        return data[:at] + data[a:b][:4000] + data[at:]
    flipped = bytearray(data)
    for _ in range(random.choice((1, 2, 8, 64))):
        at = random.randrange(len(flipped))
        if how == 4:
            flipped[at] ^= 1 << random.randrange(8)
        elif how == 5:
            flipped[at] = random.choice((0, 0xFF, 0x7F, 0x80, 0x0A, 0x22, 0x3C))
        elif how == 6:
            flipped[at : at + random.randrange(5)] = random.randbytes(random.randrange(5))
        else:
            flipped[at : at + 4] = random.choice((b"\xff\xff\xff\xff", bytes(4), b"\x7f\xff\xff\xff"))
        if not flipped:
            break
    return bytes(flipped)
