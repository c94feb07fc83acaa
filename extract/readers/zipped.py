"""Check a zip (.docx, .xlsx) before it is parsed: its size unpacked, and that no XML defines types."""

from __future__ import annotations

import io
import zipfile
import zlib
from importlib import import_module
from typing import Any, cast

from extract.readers.limits import MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED, RATIO_FROM
from graph.model import InputError

_CHUNK = 16_384
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, ValueError, EOFError)


def open_zip(data: bytes, name: str) -> zipfile.ZipFile:
    """Return the zip; raises InputError where its directory cannot be read."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise damaged(name) from error


def damaged(name: str) -> InputError:
    """Return the error for a file that is broken inside."""
    return InputError(
        f"{name}: 文件已损坏, 读不了 (the file is damaged); "
        "请用原来的程序打开后另存 (open it where it was made and save it again)"
    )


def check_zip(data: bytes, name: str) -> None:
    """Check the limits of a zip, then the head of every XML member.

    The sizes that the directory declares bound what is unpacked: members are never read beyond them. A
    document type definition has no place in these formats; it is what entity attacks are made of.

    Raises:
        InputError: a limit is passed, the zip is damaged, or a member defines a document type.
    """
    with open_zip(data, name) as archive:
        members = archive.infolist()
        unpacked = sum(member.file_size for member in members)
        ratio = unpacked > RATIO_FROM and unpacked > MAX_RATIO * len(data)
        if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or ratio:
            raise InputError(
                f"{name}: 解压后太大, 不读 (too large when unpacked, not read): "
                f"{unpacked} 字节 (bytes), {len(members)} 项 (members)"
            )
        for member in members:
            if member.filename.lower().endswith((".xml", ".rels")):
                try:
                    typed = _defines_type(archive, member)
                except _BROKEN as error:
                    raise damaged(name) from error
                if typed:
                    raise InputError(
                        f"{name}: 内含 XML 类型定义, 不读 (holds an XML document type, not read)"
                    )


class _Answered(Exception):  # noqa: N818 (it is no error)
    """Ends the parsing: the answer is known."""


def _defines_type(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Whether a document type stands before the root element; nothing behind its start is parsed."""
    found: list[bool] = []

    def answer(typed: bool) -> None:
        found.append(typed)
        raise _Answered

    def doctype(*_: object) -> None:
        answer(True)

    def element(*_: object) -> None:
        answer(False)

    expat = cast("Any", import_module("xml.parsers.expat"))
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = element
    with archive.open(member) as file:
        try:
            while chunk := file.read(_CHUNK):
                parser.Parse(chunk)
        except _Answered:
            return found[0]
        except expat.ExpatError:
            return False  # broken XML is the reader's matter
    return False
