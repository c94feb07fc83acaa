"""Which reading this is: what tells whether two processes, or two runs, read a document alike."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from unicodedata import unidata_version

_LIBRARIES = (
    "ahocorasick-rs",
    "jieba",
    "lxml",
    "opencc",
    "openpyxl",
    "pypdf",
    "pypinyin",
    "python-docx",
    "rjieba",
    "trafilatura",
)
"""Libraries that have a say in what is read."""
_ENDINGS = (".py", ".yml", ".txt", ".tsv")


@cache
def code_version() -> str:
    """Return the hash of all that the extraction is made of: code, floor, lexicons and libraries."""
    versions = [f"{library} {version(library)}" for library in _LIBRARIES]
    digest = sha256("\n".join([*versions, unidata_version]).encode())
    floor = files("graph")
    for path in [*_below(files("extract")), floor / "model.py", floor / "text.py"]:
        digest.update(path.name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _below(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            found += _below(item)
        elif item.name.endswith(_ENDINGS):
            found.append(item)
    return found
