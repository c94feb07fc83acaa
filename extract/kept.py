"""What is read from the shipped lexicons, kept in the user's cache folder so that YAML is parsed once.

Parsing the lexicons takes most of a command's first second, reading back what was parsed a fiftieth of it.
A file in the cache is named by the hash of the text it was parsed from, so a changed lexicon is parsed anew,
and begins with the hash of its own bytes, so a damaged one is parsed anew too. Without a folder that can be
written all goes on without. ``YIMAI_CACHE`` names another folder, or none where it is empty.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import msgspec

_FORM = b"1"
"""Changes when files in the cache are written otherwise."""
_HASH = 32


def kept(text: str, name: str, parse: Callable[[str, str], Any]) -> Any:
    """Return what ``parse`` makes of a text and its file's name, from the cache where it was parsed before.

    Raises:
        LexiconError: what ``parse`` raises.
    """
    folder = _folder()
    if folder is None:
        return parse(text, name)
    key = hashlib.sha256(_FORM + text.encode()).hexdigest()[:_HASH]
    path = folder / f"{name}-{key}.msgpack"
    with suppress(OSError, ValueError, msgspec.DecodeError):
        return _unpacked(path.read_bytes())
    found = parse(text, name)
    with suppress(OSError, ValueError, TypeError):
        _write(path, found)
    return found


def _folder() -> Path | None:
    """Return the cache's folder by the system's custom; None where it is off or has no place."""
    own = os.environ.get("YIMAI_CACHE")
    if own is not None:
        return Path(own) if own else None
    try:
        home = Path.home()
    except RuntimeError:  # a user without a home
        return None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(home / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(home / ".cache")
    return Path(base) / "yimai" / "lexicon"


def _unpacked(data: bytes) -> Any:
    """Return what a file of the cache holds; raises ValueError for one that is not whole."""
    if hashlib.sha256(data[_HASH:]).digest() != data[:_HASH]:
        raise ValueError("not whole")
    return msgspec.msgpack.decode(data[_HASH:])


def _write(path: Path, found: Any) -> None:
    """Write a file of the cache at once, so that no other process reads a part of it; older ones go."""
    packed = msgspec.msgpack.encode(found)
    if msgspec.msgpack.decode(packed) != found:
        return  # a value that comes back as another, such as a date
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(hashlib.sha256(packed).digest() + packed)
    whole = Path(file.name)
    try:
        whole.replace(path)
    except OSError:
        whole.unlink(missing_ok=True)
        raise
    for old in path.parent.glob(f"{path.name.partition('-')[0]}-*.msgpack"):
        if old != path and old.name[:-_KEY] == path.name[:-_KEY]:
            old.unlink(missing_ok=True)


_KEY = _HASH + len(".msgpack")
"""Length of what follows a file's name in the cache."""
