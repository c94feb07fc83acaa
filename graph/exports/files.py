"""Writing files whole: a file takes its place only when all of it is there."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from graph.model import StoreError


@contextmanager
def whole_file(path: Path) -> Generator[BinaryIO]:
    """Open a file for writing; it replaces what was at ``path`` when the block ends without an error.

    Raises:
        StoreError: the file cannot be written; what was there before is untouched.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.is_dir():
            raise StoreError(f"{path}: 是文件夹, 请给文件名 (it is a folder; give the name of a file)")
        with part.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    except OSError as error:
        raise StoreError(
            f"{path}: 写不进去 (cannot be written): {error.strerror or error}; "
            "请换 -o 或腾出空间 (give another -o, or free some space)"
        ) from error
    finally:
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
