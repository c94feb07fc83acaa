"""Read sources: paths and folders to documents, bytes to text."""

from __future__ import annotations

import codecs
import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.model import InputError

SUFFIXES = (".txt", ".md")
"""File endings that are read."""

MAX_BYTES = 50_000_000
"""Largest file that is read, in bytes."""

# The most frequent characters of written Chinese; more of them means a better guess of the encoding.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住满县局照参红细引听该铁价严們國會這個為來時說產學業經發開關區議員建設機"
)


@dataclass(frozen=True)
class Source:
    """A document to be read: where it is, its id, and the source as it was given."""

    path: Path | None
    id: str
    source: str


def decode(data: bytes, name: str) -> str:
    """Decode a text file: UTF-8 (a BOM is dropped), UTF-16 with BOM, GB18030 or Big5; line ends stay.

    Raises:
        InputError: the data is empty, or no text in these encodings.
    """
    if not data.strip():
        raise InputError(f"{name}: 文件是空的 (the file is empty)")
    text = _try(data, "utf-16" if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig")
    if text is None and b"\0" not in data:
        options = [text for encoding in ("gb18030", "big5") if (text := _try(data, encoding)) is not None]
        text = max(options, key=_familiarity, default=None)
        if text is not None and _familiarity(text) < 0.1:
            text = None
    if text is None or _is_junk(text):
        raise InputError(
            f"{name}: 不是文本文件 (not a text file); 请另存为 UTF-8 文本 (save it as UTF-8 text)"
        )
    if not text.strip("﻿ \t\r\n　"):
        raise InputError(f"{name}: 没有文字内容 (no text in the file)")
    return text


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _familiarity(text: str) -> float:
    """Share of the text's characters beyond ASCII that are frequent Chinese ones."""
    wide = [char for char in text if char > "\x7f"]
    return sum(char in _FREQUENT for char in wide) / len(wide) if wide else 1.0


def _is_junk(text: str) -> bool:
    """Whether more than one in a hundred characters is a control character."""
    control = sum(unicodedata.category(char) == "Cc" and char not in "\t\r\n\f\v" for char in text)
    return control * 100 > len(text)


def read_file(path: Path, name: str) -> str:
    """Read one file as text.

    Raises:
        InputError: it is missing, too large, cannot be read, is of no known kind, or holds no text.
    """
    if path.suffix.lower() not in SUFFIXES:
        kinds = " ".join(SUFFIXES)
        raise InputError(
            f"{name}: 不支持的文件类型 {path.suffix or '(无扩展名)'} (unknown kind of file); 可读: {kinds}"
        )
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InputError(f"{name}: 文件太大 ({size} 字节), 上限 {MAX_BYTES} (the file is too large)")
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{name}: 找不到文件 (no such file); 请检查路径 (check the path)") from None
    except OSError as error:
        raise InputError(f"{name}: 无法读取 (cannot be read): {error.strerror}") from error
    return decode(data, name)


def display(path: str | Path) -> str:
    """Return a path as text in NFC with ``/``, whatever the locale: the bytes on disk are taken as UTF-8."""
    raw = os.fsencode(path)
    return unicodedata.normalize("NFC", raw.decode("utf-8", "replace")).replace(os.sep, "/")


def collect(paths: Sequence[str]) -> list[Source]:
    """Return the documents behind paths: files as given, folders walked in order of their names.

    The id is ``document:`` and the path below the input's root, which is the folder given or the folder a
    file lies in. Where two inputs of one run would get the same id, the root's name is put before it.

    Raises:
        InputError: a path does not exist, or a folder holds no document.
    """
    found = [(Path(path), item) for path in paths for item in _items(Path(path))]
    names = [_below(root, item) for root, item in found]
    sources: dict[str, Source] = {}
    for (root, item), name in zip(found, names, strict=True):
        folder = root if root.is_dir() else root.parent
        unique = name if names.count(name) == 1 else f"{display(folder.absolute().name)}/{name}"
        sources.setdefault(display(item.absolute()), Source(item, f"document:{unique}", display(item)))
    return list(sources.values())


def _below(root: Path, item: Path) -> str:
    return display(item.relative_to(root)) if root.is_dir() else display(item.name)


def _items(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(_documents(path), key=lambda item: display(item.relative_to(path)))
        if not found:
            kinds = " ".join(SUFFIXES)
            raise InputError(
                f"{display(path)}: 文件夹里没有可读的文档 (no document in the folder); 可读: {kinds}"
            )
        return found
    if not path.exists():
        raise InputError(f"{display(path)}: 找不到文件 (no such file); 请检查路径 (check the path)")
    return [path]


def _documents(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in SUFFIXES and path.is_file():
            yield path
