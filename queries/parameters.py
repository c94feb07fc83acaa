"""What a caller gave, checked against what a question declares."""

from __future__ import annotations

from collections.abc import Mapping

from graph.model import QueryError, Scalar
from queries.catalogue import suggest
from queries.statement import Parameter, Statement, Type


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
                f"{question.name}: 没有参数 {name} (unknown parameter); {suggest(name, declared)}"
            )
    return {name: _value(question.name, parameter, given.get(name)) for name, parameter in declared.items()}


def _value(question: str, parameter: Parameter, value: Scalar) -> Scalar:
    where = f"{question}: 参数 {parameter.name}"
    if value is None or value == "":
        if parameter.required:
            raise QueryError(f"{where} 必须给出 (is required)")
        return parameter.default
    typed = _typed(parameter, value)
    if typed is None or not _fits(parameter, typed):
        raise QueryError(f"{where} 不能是 {value!r} (not allowed); 可用 (allowed): {parameter.allowed}")
    return typed


def _typed(parameter: Parameter, value: Scalar) -> str | int | None:
    """Return the value as text or number, or None where it is neither."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = str(value).strip()
    if parameter.type is Type.TEXT:
        return text
    return int(text) if text.removeprefix("-").isdecimal() else None


def _fits(parameter: Parameter, value: str | int) -> bool:
    if parameter.choices:
        return value in parameter.choices
    if isinstance(value, int) and parameter.lowest is not None and parameter.highest is not None:
        return parameter.lowest <= value <= parameter.highest
    return True
