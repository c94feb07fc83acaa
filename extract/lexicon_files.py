"""Read the files of the lexicons, shipped and own; what is made of them is kept while they last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

import yaml

from extract.kept import kept
from graph.model import InputError, LexiconError

P = ParamSpec("P")
T = TypeVar("T")
_CACHES: list[Callable[[], None]] = []


def lexical(function: Callable[P, T]) -> Callable[P, T]:
    """Keep what a function makes of the lexicons until another lexicon is used."""
    cached = cache(function)
    _CACHES.append(cached.cache_clear)
    return cast("Callable[P, T]", cached)


OWN_FILES = ("industries.yml", "instruments.yml", "heads.yml", "gazetteer.yml", "organizations.yml")
"""What a user's own lexicon may hold: files of the same form as those shipped."""


@dataclass(frozen=True)
class OwnLexicon:
    """The user's own lexicon: the folder it stands in, for messages, and the bytes of its files by name.

    The bytes travel with it, so that another process, or another machine, need not see the folder.
    """

    folder: str = ""
    files: tuple[tuple[str, bytes], ...] = ()


class _Own:
    """The user's own lexicon; one for the whole process."""

    lexicon = OwnLexicon()


def use_lexicon(folder: Path | None) -> None:
    """Read the user's own lexicon in a folder beside the shipped one from now on; None for the shipped alone.

    An entry of it stands in for the shipped one of the same id, and its strings are taken from all others.

    Raises:
        InputError: the folder does not exist.
        LexiconError: a file in it has a name that no lexicon has, or cannot be read.
    """
    if folder is None:
        use_own(OwnLexicon())
        return
    if not folder.is_dir():
        raise InputError(f"{folder}: 没有这个词表文件夹 (no such folder of lexicons)")
    for path in sorted(folder.glob("*.y*ml")):
        if path.name not in OWN_FILES:
            names = ", ".join(OWN_FILES)
            raise LexiconError(f"{path}: 词表文件只能叫 (a lexicon file is called) {names}")
    paths = [folder / name for name in OWN_FILES]
    found = tuple((path.name, _bytes(path)) for path in paths if path.is_file())
    use_own(OwnLexicon(str(folder), found))


def use_own(lexicon: OwnLexicon) -> None:
    """Use an own lexicon that was read before, here or in another process, from now on."""
    if lexicon == _Own.lexicon:
        return  # what was made of it holds
    _Own.lexicon = lexicon
    for clear in _CACHES:
        clear()


def own_lexicon() -> OwnLexicon:
    """Return the user's own lexicon that is in use."""
    return _Own.lexicon


def own_rows(name: str) -> list[Any]:
    """Return the rows of a file of the user's own lexicon; none where it has no such file."""
    data = dict(_Own.lexicon.files).get(name)
    return [] if data is None else _rows(data, own_name(name), zh="条目", en="entries")


def own_name(name: str) -> str:
    """Return what a file of the user's own lexicon is called in messages: with its folder."""
    return str(Path(_Own.lexicon.folder) / name)


def read_rows(path: Path, *, zh: str, en: str) -> list[Any]:
    """Read a YAML file of the user's that holds a list (of what ``zh`` and ``en`` call it), or nothing.

    Raises:
        LexiconError: the file cannot be read, is not UTF-8 or YAML, or holds something else than a list.
    """
    return _rows(_bytes(path), str(path), zh=zh, en=en)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise LexiconError(f"{path}: 无法读取 (cannot be read): {error.strerror}") from error


def _rows(data: bytes, name: str, *, zh: str, en: str) -> list[Any]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise LexiconError(f"{name}: 不是 UTF-8, 请另存为 UTF-8 (save it as UTF-8)") from error
    rows: Any = _parse(text, name) or []
    if not isinstance(rows, list):
        raise LexiconError(f"{name}: 应是{zh}的列表 (should be a list of {en})")
    return cast("list[Any]", rows)


def read_yaml(name: str) -> Any:
    """Read one shipped lexicon file; raises LexiconError when it is not YAML."""
    return kept(files("extract").joinpath("lexicon", name).read_text(encoding="utf-8"), name, _parse)


def _parse(text: str, name: str) -> Any:
    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - safe loaders
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a date that is none, endless nesting
        mark = getattr(error, "problem_mark", None)
        where = f"第 {mark.line + 1} 行" if mark else ""
        what = (str(error).splitlines() or [""])[0]
        raise LexiconError(f"{name}: {where}不是 YAML (not YAML): {what}") from error
