"""The full-text index of the embedded store: character bigrams, so that Chinese needs no tokeniser."""

from __future__ import annotations

import sqlite3

from graph.model import Label, Node
from graph.text import pairs, runs


def searchable(node: Node, text: str) -> str:
    """Return what a node is found by: a passage's own text, everything else's name and aliases.

    Args:
        node: the node to be indexed.
        text: the stored text of the document it came with, which passages are slices of.
    """
    if node.label is Label.PASSAGE:
        return text[_offset(node, "start_offset") : _offset(node, "end_offset")]
    aliases = node.properties.get("aliases")
    return (
        "\n".join([node.name, *(str(alias) for alias in aliases)]) if isinstance(aliases, list) else node.name
    )


def _offset(node: Node, name: str) -> int:
    value = node.properties[name]
    return value if isinstance(value, int) else 0


def index_terms(text: str) -> str:
    """Return the terms under which ``text`` is indexed: its bigrams, and the last character of every run.

    The last characters let a question of one character find every place it stands in, by prefix.

    >>> index_terms("微短剧，电影")
    '微短 短剧 剧 电影 影'
    """
    terms: list[str] = []
    for run in runs(text):
        terms += pairs(run)
        if len(run) > 1:
            terms.append(run[-1])
    return " ".join(terms)


def match_expression(grams: str) -> str:
    """Return the FTS5 expression for which all of the space-joined ``grams`` occur; empty for none.

    >>> match_expression("微短 短剧 a")
    '"微短" AND "短剧" AND "a"*'
    """
    return " AND ".join(f'"{word}"*' if len(word) == 1 else f'"{word}"' for word in _words(grams))


def lucene_expression(grams: str) -> str:
    """Return the same as ``match_expression`` in the syntax of Lucene, which Neo4j searches with.

    >>> lucene_expression("微短 短剧 a")
    '"微短" AND "短剧" AND a*'
    """
    return " AND ".join(f"{word}*" if len(word) == 1 else f'"{word}"' for word in _words(grams))


def _words(grams: str) -> list[str]:
    """Return the grams, each once. Whatever is no letter or digit separates: nothing is left to be syntax."""
    return list(dict.fromkeys("".join(char if char.isalnum() else " " for char in grams).split()))


def candidates(connection: sqlite3.Connection, grams: str, limit: int) -> list[str]:
    """Return the ids of at most ``limit`` nodes that hold all the bigrams: short names first, passages last.

    A rank by frequency would read every match (0.7 s for 40,000); how close a match is, the caller judges.
    """
    expression = match_expression(grams)
    if not expression or limit <= 0:
        return []
    connection.create_function("characters", 1, len)  # SQLite's own length() ends at a NUL
    statement = """
        SELECT id FROM grams JOIN nodes ON n = grams.rowid WHERE grams MATCH ?
        ORDER BY label = 'Passage', characters(name), id LIMIT ?"""
    return [str(row[0]) for row in connection.execute(statement, (expression, limit))]
