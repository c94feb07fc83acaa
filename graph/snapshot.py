"""The engine's snapshot beside the store: saves filling it anew, and is never trusted further than that.

``<store>.kgl`` is one line of JSON (what the snapshot is of, and the check sum of the rest) and the engine's
own bytes. Whatever is wrong with it, the engine is filled from the store instead, silently.
"""

from __future__ import annotations

import os
import warnings
import zlib
from contextlib import suppress
from pathlib import Path

import kglite
import msgspec


class _Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """First line of a snapshot: the store's identity with the engine's version, and a CRC-32 of the bytes."""

    identity: str
    checksum: int


def snapshot_path(store: Path) -> Path:
    """Return where the snapshot of the store at ``store`` stands."""
    return store.with_name(store.name + ".kgl")


def load_snapshot(path: Path, identity: str) -> kglite.KnowledgeGraph | None:
    """Return the graph of the snapshot at ``path``; None where it is missing, damaged or of another state."""
    try:
        with path.open("rb") as file:
            header = msgspec.json.decode(file.readline(1000), type=_Header)
            if header.identity != identity:
                return None
            payload = file.read()
        if zlib.crc32(payload) != header.checksum:
            return None
        return kglite.from_bytes(payload)
    except (OSError, msgspec.MsgspecError, kglite.KgError, ValueError, RuntimeError):
        return None


def save_snapshot(path: Path, identity: str, graph: kglite.KnowledgeGraph) -> None:
    """Write the snapshot whole or not at all; a folder that cannot be written is no reason to complain."""
    with warnings.catch_warnings():
        # It warns that a part of a large graph cannot be mapped from the file, which we never do.
        warnings.simplefilter("ignore", kglite.MappedFallbackWarning)
        payload = graph.to_bytes()
    header = msgspec.json.encode(_Header(identity, zlib.crc32(payload))) + b"\n"
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(header)
            file.write(payload)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
