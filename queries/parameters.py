"""What a caller gave, checked against what a question declares."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.model import QueryError, Scalar
from queries.catalogue import suggest
from queries.statement import Parameter, Statement, Type
from queries.told import told

_LONGEST = 2_000
"""Characters of a text: more than any id, name or title has."""

_DIGITS, _LARGEST = 19, 10**18
"""Engines count in 64 bits."""

_UNWRITABLE = re.compile("[\\x00\ud800-\udfff]")
"""NUL, which ends a text for full-text engines and command lines, and halves of a surrogate pair."""


def resolve(question: Statement, given: Mapping[str, Scalar]) -> dict[str, Scalar]:
    """Return all parameters of a question, in the order of its header, defaults filled in.

    Numbers may be given as text (``"3"``), as a command line does, and codes as numbers (``330100``).
    An empty text counts as not given.

    Raises:
        QueryError: a parameter is unknown, missing, of the wrong type or out of range.
    """
    declared = {parameter.name: parameter for parameter in question.parameters if not parameter.inner}
    for name in given:
        if name not in declared:
            raise QueryError(
                f"{question.name}: 没有参数 {told(name)} (unknown parameter); {suggest(name, declared)}"
            )
    return {name: _value(question.name, parameter, given.get(name)) for name, parameter in declared.items()}


def _value(question: str, parameter: Parameter, value: Scalar) -> Scalar:
    where = f"{question}: 参数 {parameter.name}"
    if value is None or (isinstance(value, str) and not value[:_LONGEST].strip()):
        if parameter.required:
            raise QueryError(f"{where} 必须给出 (is required)")
        return parameter.default
    if isinstance(value, str) and len(value) > _LONGEST:
        raise QueryError(f"{where} 太长 (too long): {len(value)} 字, 至多 {_LONGEST} 字 (characters at most)")
    typed = _typed(parameter, value)
    if typed is None or not _fits(parameter, typed):
        raise QueryError(
            f"{where} 不能是 {told(repr(value) if isinstance(value, str) else value)} (not allowed);"
            f" 可用 (allowed): {parameter.allowed}"
        )
    return typed


def _typed(parameter: Parameter, value: object) -> str | int | None:
    """Return the value as text or number, or None where it is neither, or no text that can be written."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    if isinstance(value, int) and abs(value) >= _LARGEST:
        return None
    text = str(value).strip()
    if parameter.type is Type.TEXT:
        return None if _UNWRITABLE.search(text) else text
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < _DIGITS else None


def _fits(parameter: Parameter, value: str | int) -> bool:
    if parameter.choices:
        return value in parameter.choices
    if isinstance(value, int) and parameter.lowest is not None and parameter.highest is not None:
        return parameter.lowest <= value <= parameter.highest
    return True
