"""Quotations behind edges: the stored spans with the sentence around each, cut from the stored text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from graph.columns import spans_from_json
from graph.model import Evidence, Span
from graph.text import sentence_bounds


def evidence(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, tuple[Evidence, ...]]:
    """Return the quotations behind the edges ``keys``; an empty tuple where there is none.

    An edge quotes one document only, so its quotations stand in order of their offsets.
    """
    found: dict[str, tuple[Evidence, ...]] = dict.fromkeys(keys, ())
    for number, edges in _by_document(connection, found).items():
        statement = "SELECT id, name, text FROM documents WHERE d = ?"
        document, name, text = connection.execute(statement, (number,)).fetchone()
        for key, spans in edges:
            found[key] = tuple(quote(document, name, text, span.start, span.end) for span in spans)
    return found


def _by_document(
    connection: sqlite3.Connection, keys: Iterable[str]
) -> dict[int, list[tuple[str, tuple[Span, ...]]]]:
    """Return document's number -> (key, spans) of the edges that quote it: each text is then fetched once."""
    statement = "SELECT d, spans FROM edges WHERE key = ? AND spans <> '[]'"
    documents: dict[int, list[tuple[str, tuple[Span, ...]]]] = {}
    for key in keys:
        row = connection.execute(statement, (key,)).fetchone()
        if row is not None:
            documents.setdefault(row[0], []).append((key, spans_from_json(row[1])))
    return documents


def quote(document: str, name: str, text: str, start: int, end: int) -> Evidence:
    """Return one quotation: ``text[start:end]`` and the sentence it stands in.

    >>> quote("document:a", "甲", "一。建议设立基金。三。", 4, 8).sentence
    '建议设立基金。'
    """
    left, right = sentence_bounds(text, start, end)
    return Evidence(
        document=document,
        document_name=name,
        start=start,
        end=end,
        exact=text[start:end],
        sentence=text[left:right],
        sentence_start=left,
    )
