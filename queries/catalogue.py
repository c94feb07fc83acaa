"""The catalogue: reads every query file once, checks it, and finds questions by name."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from graph.model import QueryError, Value
from graph.store import Row, View
from queries.captions import COLUMNS
from queries.statement import Statement, parse_statement
from queries.told import told


def read_catalogue(sources: Iterable[tuple[str, str]]) -> dict[str, Statement]:
    """Read and check query files.

    Args:
        sources: (file name, text) of each.

    Returns:
        Statements by name, sorted.

    Raises:
        QueryError: a file breaks the rules; the message names file and field.
    """
    found: dict[str, Statement] = {}
    for file, text in sorted(sources):
        statement = parse_statement(file, text)
        if statement.name in found:
            raise QueryError(f"{file}: field name: {statement.name} stands in another file too")
        if file != f"{statement.name}.cypher":
            raise QueryError(f"{file}: field name: {statement.name} does not fit the file's name")
        _check_captions(file, statement)
        found[statement.name] = statement
    return dict(sorted(found.items()))


def _check_captions(file: str, statement: Statement) -> None:
    """A question's columns are shown to people, so each needs its caption in both languages."""
    columns = () if statement.helper else statement.columns
    bare = sorted({column for group in columns for column in group} - COLUMNS.keys())
    if bare:
        raise QueryError(f"{file}: field columns: no caption for {', '.join(bare)} in captions.py")


@cache
def _catalogue() -> dict[str, Statement]:
    folder = files("queries")
    sources = [
        (file.name, file.read_text("utf-8")) for file in folder.iterdir() if file.name.endswith(".cypher")
    ]
    return read_catalogue(sources)


def questions() -> tuple[Statement, ...]:
    """Return all questions, sorted by name; helpers are left out."""
    return tuple(statement for statement in _catalogue().values() if not statement.helper)


def describe(name: str) -> Statement:
    """Return one question.

    Raises:
        QueryError: there is none of that name; the message lists the nearest.
    """
    known = {statement.name: statement for statement in questions()}
    if name not in known:
        raise QueryError(f"没有名为 {told(name)} 的问题 (unknown question); {suggest(name, known)}")
    return known[name]


def rows(view: View, name: str, /, **parameters: Value) -> list[Row]:
    """Run one statement of the catalogue, question or helper, and return its rows as they come."""
    return view.run(_catalogue()[name].cypher, parameters)


def suggest(name: str, known: Iterable[str]) -> str:
    """Return a phrase that helps on: the near matches of a name, or all that are known."""
    names = sorted(known)
    near = get_close_matches(name[:100], names, n=3, cutoff=0.5)
    return f"是不是 (did you mean): {', '.join(near)}?" if near else f"可用 (known): {', '.join(names)}"
