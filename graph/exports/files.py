"""Writing files whole: a file takes its place only when all of it is there."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from graph.model import StoreError


@contextmanager
def whole_file(path: Path) -> Generator[BinaryIO]:
    """Open a file for writing; it replaces what was at ``path`` when the block ends without an error.

    A link is followed, and what is no plain file (``/dev/stdout``, a pipe) is written to as it is.

    Raises:
        StoreError: the file cannot be written; what was there before is untouched.
    """
    try:
        if path.is_dir():
            raise StoreError(f"{path}: 是文件夹, 请给文件名 (it is a folder; give the name of a file)")
        if path.exists() and not path.is_file():
            with path.open("wb") as out:
                yield out
            return
        with _replacing(Path(os.path.realpath(path))) as out:
            yield out
    except OSError as error:
        raise StoreError(
            f"{path}: 写不进去 (cannot be written): {error.strerror or error}; "
            "请换 -o 或腾出空间 (give another -o, or free some space)"
        ) from error


@contextmanager
def _replacing(path: Path) -> Generator[BinaryIO]:
    """Open a file beside ``path`` that takes its place at the end."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    finally:
        with suppress(OSError):  # its name may be too long even to be missing
            part.unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """Make the folder that an export of several files goes into.

    Raises:
        StoreError: there is a file of that name, or the folder cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{path}: 建不了文件夹 (the folder cannot be made): {error.strerror or error}; "
            "请换 -o (give another -o)"
        ) from error
