"""Read a text file (.txt, .md): the stored text is the decoded file itself."""

from __future__ import annotations

from extract.readers.decoding import decode
from extract.readers.reading import Reading


def read_plain(data: bytes, name: str) -> list[Reading]:
    """Read a text as one document; only a byte order mark is dropped, so offsets fit the file.

    Raises:
        InputError: it is empty, or no text.
    """
    return [Reading(decode(data, name))]
