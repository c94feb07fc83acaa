"""Read .jsonl lists: one object per line, one document each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, cast

import msgspec

from extract.readers.columns import is_usable, no_columns, recognise
from extract.readers.decoding import decode
from extract.readers.reading import Reading, Remark
from extract.readers.rows import Rows

_LOOKED_AT = 50


def read_jsonl(data: bytes, name: str) -> Iterator[Reading | Remark]:
    """Yield the documents of a .jsonl file, in order; a bad line is named and passed over.

    Raises:
        InputError: it is no text, none of its first objects holds a text or a title, or it has too many rows.
    """
    text = decode(data, name)
    del data  # one document at a time: the text is all that stays
    keys = dict.fromkeys(
        key for _, row in islice(_objects(text), _LOOKED_AT) if not isinstance(row, str) for key in row
    )
    if not is_usable(recognise(list(keys))):
        raise no_columns(name, keys)
    rows = Rows(name)
    for line, row in _objects(text):
        if isinstance(row, str):
            yield from rows.bad(str(line), row)
            continue
        fields = recognise(list(row))
        cells = list(row.values())
        found = {field: cells[position] for field, position in fields.items() if cells[position]}
        yield from rows.document(found, frozenset(fields), str(line))
    yield from rows.rest()


def _objects(text: str) -> Iterator[tuple[int, dict[str, str] | str]]:
    """Yield (line, object with its values as text), or (line, what is wrong with it)."""
    start, line = 0, 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line += 1
        raw = text[start:end].strip("\ufeff \t\r")
        start = end + 1
        if raw:
            yield line, _object(raw)


def _object(raw: str) -> dict[str, str] | str:
    try:
        # A lone surrogate in the text (from \ud800 in broken UTF-16) is no UTF-8: it is refused below.
        found: Any = msgspec.json.decode(raw.encode("utf-8", "surrogatepass"))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return "不是 JSON (broken JSON)"
    if not isinstance(found, dict):
        return "不是 JSON 对象 (not a JSON object)"
    return {str(key): _cell(value) for key, value in cast("Mapping[Any, Any]", found).items()}


def _cell(value: Any) -> str:
    """Return a value as text: a list of names is joined by 、; objects inside are no text."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return "、".join(filter(None, (_cell(item) for item in cast("list[Any]", value))))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
