"""Which reader a file gets: its leading bytes decide where they are plain, else the ending of its name."""

from __future__ import annotations

import re
from importlib import import_module
from typing import cast

from extract.readers.reading import Reader
from extract.readers.zipped import open_zip
from graph.model import InputError

_READERS = {
    "plain": "extract.readers.plain:read_plain",
    "html": "extract.readers.html:read_html",
    "docx": "extract.readers.docx:read_docx",
    "pdf": "extract.readers.pdf:read_pdf",
    "delimited": "extract.readers.delimited:read_delimited",
    "jsonl": "extract.readers.jsonl:read_jsonl",
    "xlsx": "extract.readers.xlsx:read_xlsx",
}
_ENDINGS = {
    **dict.fromkeys((".txt", ".md"), "plain"),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), "html"),
    **dict.fromkeys((".csv", ".tsv"), "delimited"),
    ".docx": "docx",
    ".pdf": "pdf",
    ".jsonl": "jsonl",
    ".xlsx": "xlsx",
}
READABLE = tuple(_ENDINGS)
"""Endings that are read."""

LISTS = (".csv", ".tsv", ".jsonl", ".xlsx")
"""Endings of lists, which hold a document per row or line."""

_TO_SHEET = dict.fromkeys((".xls", ".et", ".ods", ".xlsm", ".xlsb"), ".xlsx")
_TO_PDF = dict.fromkeys((".ofd", ".ppt", ".pptx", ".dps"), ".pdf")
_TO_TEXT = dict.fromkeys((".doc", ".wps", ".rtf", ".odt", ".docm", ".mht", ".mhtml"), ".docx")
REFUSED = {**_TO_TEXT, **_TO_SHEET, **_TO_PDF}
"""Endings of documents that are not read -> the ending to save them under."""

_HTML = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|meta\s|body)\b", re.I | re.S
)
_MARKS = b"\xef\xbb\xbf"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MEMBERS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
_BINARY = ("docx", "pdf", "xlsx")


def choose(data: bytes, ending: str, name: str) -> Reader:
    """Return the reader for a file.

    Args:
        data: the whole file.
        ending: of its name, with the dot.
        name: of the file, for messages.

    Raises:
        InputError: the kind is one that is not read, or the content is not what the ending says.
    """
    ending = ending.lower()
    kind = _told(data, name) or _ENDINGS.get(ending, "")
    if ending in REFUSED and not kind:
        raise refused(ending, name)
    if not kind:
        raise unknown(ending, name)
    if kind in _BINARY and _told(data, name) != kind and data.strip():
        raise InputError(
            f"{name}: 内容不是 {ending} (the content is not {ending}); "
            "请用原来的程序打开后另存 (open it where it was made and save it again)"
        )
    module, _, function = _READERS[kind].partition(":")
    return cast("Reader", getattr(import_module(module), function))


def refused(ending: str, name: str) -> InputError:
    """Return the error for a kind of document that is not read, with the way out."""
    wanted = REFUSED[ending]
    return InputError(
        f"{name}: 不读 {ending}, 已跳过 (not read, skipped); 请另存为 {wanted} (save it as {wanted})"
    )


def unknown(ending: str, name: str) -> InputError:
    """Return the error for a kind of file that is not known."""
    kinds = " ".join(READABLE)
    return InputError(
        f"{name}: 不支持的文件类型 {ending or '(无扩展名)'} (unknown kind of file); 可读: {kinds}"
    )


def _told(data: bytes, name: str) -> str:
    """Return the kind that the leading bytes tell for certain, or an empty text."""
    start = data[:4096].removeprefix(_MARKS).lstrip()
    if data.startswith(_OLE):
        raise _old(data, name)
    if start.startswith(rb"{\rtf"):
        raise refused(".rtf", name)
    if start.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data, name)
    return "html" if _HTML.match(start) else ""


def _old(data: bytes, name: str) -> InputError:
    """Return the error for the container of old Office files, which also holds locked new ones."""
    if _LOCKED in data:
        return locked(name)
    return InputError(
        f"{name}: 是旧版 Office 或 WPS 文件, 已跳过 (an old Office or WPS file, skipped); "
        "请另存为 .docx 或 .xlsx (save it as .docx or .xlsx)"
    )


def locked(name: str) -> InputError:
    """Return the error for a file that needs a password."""
    return InputError(
        f"{name}: 有密码, 读不了 (needs a password); 请去掉密码后另存 (save it without the password)"
    )


def _zipped(data: bytes, name: str) -> str:
    with open_zip(data, name) as archive:
        members = set(archive.namelist())
    for member, kind in _MEMBERS.items():
        if member in members:
            return kind
    raise InputError(
        f"{name}: 是压缩包或不支持的文档, 已跳过 (a zip or an unknown document, skipped); "
        "请解压, 或另存为 .docx (unpack it, or save it as .docx)"
    )
