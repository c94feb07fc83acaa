"""Read a PDF: its text with the lines joined again; page numbers and running heads are left out."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any, cast

from extract.readers.limits import MAX_CHARACTERS, MAX_PAGE_BYTES, MAX_PAGES
from extract.readers.pdf_paragraphs import paragraphs
from extract.readers.pdf_rows import Row, page_rows, without_furniture
from extract.readers.reading import Reading, Remark
from graph.model import InputError

_STRAY = re.compile("[\ue000-\uf8ff\ufffd]")
_READABLE = 0.7


def read_pdf(data: bytes, name: str) -> Iterator[Reading | Remark]:
    """Yield the one document of a PDF, after a remark on pages that are pictures only.

    Raises:
        InputError: it is encrypted, damaged, beyond a limit, or holds no text (scanned).
    """
    pypdf = cast("Any", import_module("pypdf"))
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with pypdf.apply_configuration(
        zlib_maximum_output_length=MAX_PAGE_BYTES,
        lzw_maximum_output_length=MAX_PAGE_BYTES,
        run_length_maximum_output_length=MAX_PAGE_BYTES,
        array_based_stream_maximum_output_length=MAX_PAGE_BYTES,
        jbig2dec_binary=None,
    ):
        pages, pictures = _pages(pypdf, data, name)
    text = "\n".join(paragraphs([row for rows in without_furniture(pages) for row in rows]))
    if not text or len(_STRAY.findall(text)) > (1 - _READABLE) * len(text):
        raise InputError(f"{name}: 扫描件, 需要先做文字识别 (scanned, needs OCR)")
    if pictures:
        listed = "、".join(map(str, pictures[:10])) + (" …" if len(pictures) > 10 else "")
        yield Remark(f"{name}: 第 {listed} 页只有图片, 不读 (pages of pictures only, not read)", lost=False)
    yield Reading(text)


def _pages(pypdf: Any, data: bytes, name: str) -> tuple[list[list[Row]], list[int]]:
    """Return the rows of every page, and the numbers of the pages that hold pictures but no text."""
    pages: list[list[Row]] = []
    pictures: list[int] = []
    size = 0
    for number, page in enumerate(_opened(pypdf, data, name).pages, 1):
        rows = page_rows(page)
        size += sum(len(row.text) for row in rows)
        if size > MAX_CHARACTERS:
            raise InputError(f"{name}: 文字太长, 上限 {MAX_CHARACTERS} 字 (the text is too long)")
        if not rows and _has_picture(page):
            pictures.append(number)
        pages.append(rows)
    return pages, pictures


def _opened(pypdf: Any, data: bytes, name: str) -> Any:
    locked = InputError(
        f"{name}: PDF 已加密, 读不了 (the PDF is encrypted); 请另存为不加密的 (save it without encryption)"
    )
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise locked
        count = len(reader.pages)
    except (pypdf.errors.DependencyError, pypdf.errors.FileNotDecryptedError) as error:
        raise locked from error
    if count > MAX_PAGES:
        raise InputError(f"{name}: 有 {count} 页, 上限 {MAX_PAGES} (too many pages); 请拆分 (split it)")
    return reader


def _has_picture(page: Any) -> bool:
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    found = objects.get_object().values() if objects is not None else ()
    return any(item.get_object().get("/Subtype") == "/Image" for item in found)
