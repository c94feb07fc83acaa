"""Read sources: paths and folders to documents, one at a time; the formats stand in ``extract/readers/``."""

from __future__ import annotations

import os
import stat
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.readers.decoding import decode
from extract.readers.kinds import READABLE, REFUSED, choose
from extract.readers.limits import MAX_BYTES, MAX_CHARACTERS
from extract.readers.reading import Known, Reader, Reading, Remark
from extract.readers.zipped import damaged
from graph.model import InputError

__all__ = [
    "Found",
    "Known",
    "Remark",
    "Source",
    "collect",
    "decode",
    "display",
    "load",
    "parse",
    "read",
    "read_file",
]

STDIN = "-"


@dataclass(frozen=True)
class Source:
    """A file to be read: where it is (None: standard input), its id, and the source as it was given."""

    path: Path | None
    id: str
    source: str


@dataclass(frozen=True)
class Found:
    """A document that was read: its id and source, its stored text, and what is known outside the text."""

    id: str
    source: str
    text: str
    known: Known


def read(source: Source) -> Iterator[Found | Remark]:
    """Yield the documents of a file in order, and a remark on each part that is not used.

    A list gives one document per row, with the id ``<file's id>#<key of the row>``.

    Raises:
        InputError: the file is missing, too large, of no known kind, damaged, or holds nothing to read. It
            may come after some documents, where a file breaks off.
    """
    yield from parse(source, load(source))


def parse(source: Source, data: bytes) -> Iterator[Found | Remark]:
    """Yield what the bytes of a file hold, as ``read`` does; for bytes that ``load`` gave, here or elsewhere.

    Raises:
        InputError: as for ``read``.
    """
    ending = source.path.suffix if source.path else ".txt"
    if not data.strip():
        raise InputError(f"{source.source}: 文件是空的 (the file is empty)")
    reader = choose(data, ending, source.source)
    some = False
    for item in _guarded(reader, data, source.source):
        some = True
        if isinstance(item, Remark):
            yield item
        elif len(item.text) > MAX_CHARACTERS:
            raise InputError(
                f"{source.source}: 文字太长, 上限 {MAX_CHARACTERS} 字 (the text is too long); "
                "请拆分 (split it)"
            )
        else:
            key = f"{source.id}#{item.key}" if item.key else source.id
            yield Found(key, item.known.source or source.source, item.text, item.known)
    if not some:
        raise InputError(f"{source.source}: 里面没有文档, 只有表头 (a header only, no document below it)")


def read_file(path: Path, name: str) -> str:
    """Return the stored text of a file that is one document.

    Raises:
        InputError: it cannot be read, or is a list of several.
    """
    found = [item for item in read(Source(path, "document:file", name)) if isinstance(item, Found)]
    if len(found) != 1:
        raise InputError(f"{name}: 不是单个文档 (not one document)")
    return found[0].text


def display(path: str | Path) -> str:
    """Return a path as text in NFC with ``/``, whatever the locale: the bytes on disk are taken as UTF-8."""
    raw = os.fsencode(path)
    return unicodedata.normalize("NFC", raw.decode("utf-8", "replace")).replace(os.sep, "/")


def collect(paths: Sequence[str]) -> list[Source]:
    """Return the sources behind paths: files as given, folders walked in order of names, ``-`` once.

    The id is ``document:`` and the path below the input's root, which is the folder given or the folder a
    file lies in. Where two inputs of one run would get the same id, the root's name is put before it. Of a
    folder, files that are refused (.doc) are among the sources too: reading them says why.

    Raises:
        InputError: a path does not exist, or a folder holds no document.
    """
    found = [(Path(path), item) for path in paths for item in _items(path)]
    names = [_below(root, item) for root, item in found]
    sources: dict[str, Source] = {}
    for (root, item), name in zip(found, names, strict=True):
        if item is None:
            sources.setdefault(STDIN, Source(None, "document:stdin", STDIN))
            continue
        folder = root if root.is_dir() else root.parent
        unique = name if names.count(name) == 1 else f"{display(folder.absolute().name)}/{name}"
        sources.setdefault(display(item.absolute()), Source(item, f"document:{unique}", display(item)))
    return list(sources.values())


def _below(root: Path, item: Path | None) -> str:
    if item is None:
        return STDIN
    return display(item.relative_to(root)) if root.is_dir() else display(item.name)


def _items(path: str) -> Sequence[Path | None]:
    """Return the files behind a path; None stands for standard input."""
    if path == STDIN:
        return [None]
    root = Path(path)
    try:
        kind = root.stat().st_mode
    except FileNotFoundError:
        raise missing(display(root)) from None
    except OSError as error:  # a circle of links, a name that is too long
        raise unreadable(display(root), error) from error
    if stat.S_ISDIR(kind):
        found = sorted(_documents(root), key=lambda item: display(item.relative_to(root)))
        if not found:
            kinds = " ".join(READABLE)
            raise InputError(
                f"{display(root)}: 文件夹里没有可读的文档 (no document in the folder); 可读: {kinds}"
            )
        return found
    return [root]


def _documents(folder: Path) -> Iterator[Path]:
    """Yield the documents below a folder: no hidden files, no locks of Office (~$报告.docx), no pictures."""
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        known = path.suffix.lower() in (*READABLE, *REFUSED)
        if known and not hidden and not path.name.startswith("~$") and path.is_file():
            yield path


def missing(name: str) -> InputError:
    """Return the error for a path that does not exist."""
    return InputError(f"{name}: 找不到文件 (no such file); 请检查路径 (check the path)")


def unreadable(name: str, error: OSError) -> InputError:
    """Return the error for what the system does not let us read."""
    return InputError(f"{name}: 无法读取 (cannot be read): {error.strerror or error}")


def load(source: Source) -> bytes:
    """Return the content of a source; one that is refused by its ending is read too, to see what it is.

    Raises:
        InputError: it is missing, too large, or cannot be read.
    """
    try:
        if source.path is None:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            if not stat.S_ISREG(source.path.stat().st_mode):  # a pipe may keep us waiting for ever
                raise InputError(
                    f"{source.source}: 不是普通文件 (not a plain file); 管道请用 - (for a pipe use -)"
                )
            with source.path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise missing(source.source) from None
    except OSError as error:
        raise unreadable(source.source, error) from error
    if len(data) > MAX_BYTES:
        raise InputError(
            f"{source.source}: 文件太大, 上限 {MAX_BYTES} 字节 (the file is too large); 请拆分 (split it)"
        )
    return data


def _guarded(reader: Reader, data: bytes, name: str) -> Iterator[Reading | Remark]:
    """Yield what a reader gives; whatever a parser raises on a damaged file becomes an InputError.

    The parsers of these formats raise errors of every kind on broken input (their own, KeyError, ValueError,
    RecursionError, MemoryError), so no list of them would be whole.
    """
    try:
        yield from reader(data, name)
    except InputError:
        raise
    except Exception as error:
        raise damaged(name) from error
