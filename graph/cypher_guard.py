"""Refuse Cypher that reaches past the graph: LOAD CSV reads files and addresses, procedures do as they like,
commands (SHOW, TERMINATE) tell of the server and rule it.

Writing is refused by the engine itself; these are reads to it.
"""

from __future__ import annotations

import re

from graph.model import QueryError

_GAP = r"(?:\s|//[^\n]*(?:\n|$))+"

# Searched in the raw statement: a false alarm in a quoted text is better than a file read by a trick.
_LOAD_CSV = re.compile(rf"\bLOAD{_GAP}CSV\b", re.IGNORECASE)

_QUOTED = re.compile(
    r"(?P<text>'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")|(?P<name>`(?:``|[^`])*`)|//[^\n]*", re.DOTALL
)

_PROCEDURE = re.compile(r"\bCALL\s+[^\W\d]\w*\s*[.(\s]", re.IGNORECASE)
"""``CALL name…``; a sub-query, ``CALL {`` or ``CALL (x) {``, goes through."""

_COMMAND = re.compile(r"\s*(?:SHOW|TERMINATE)\s", re.IGNORECASE)


def refuse_outside(cypher: str) -> None:
    """Raise QueryError where a statement loads files, calls procedures or is a command to the server."""
    if _LOAD_CSV.search(cypher):
        raise QueryError("LOAD CSV is not allowed: a question reads the graph only; use MATCH")
    bare = _QUOTED.sub(_plain, cypher) + " "
    if _COMMAND.match(bare):
        raise QueryError("commands are not allowed: a question reads the graph only; use MATCH")
    if _PROCEDURE.search(bare):
        raise QueryError("CALL of a procedure is not allowed: a question reads the graph only; use MATCH")


def _plain(quoted: re.Match[str]) -> str:
    """Blank out what is quoted: a text stays a text, a name stays a name, a remark is white space."""
    return {"text": "''", "name": "x"}.get(quoted.lastgroup or "", " ")
