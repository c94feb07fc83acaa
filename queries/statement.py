"""A query file as a value: the header in its comments, and the Cypher below it.

The header of a file ``around.cypher``::

    // name: around
    // zh: 某一事物周围几步之内的全部事物
    // en: Everything within a few steps of one thing
    // option name: text, required
    // option steps: integer = 2, 1..3
    // inner ids: texts
    // columns: id, name, kind

A ``parameter`` is sent to the engine and stands in the text as ``$ids``; an ``option`` is used by the
computation around it; an ``inner`` parameter is sent too, but filled by the computation and not by the
user. ``role: helper`` marks a statement that a question needs but that is none itself.
A question whose table depends on an option has several ``columns`` lines.
"""

from __future__ import annotations

import re
from enum import StrEnum

from graph.model import QueryError, Record, Scalar
from queries.vocabulary import check_words, parameters_used

_LINE = re.compile(r"//\s*(?P<field>[a-z]+)(?:\s+(?P<subject>\w+))?\s*:\s*(?P<value>.*)")
_TYPE = re.compile(r"(?P<type>text|texts|integer)(?:\s*=\s*(?P<default>\S+))?")
_RANGE = re.compile(r"(-?\d+)\.\.(-?\d+)")
_DECLARING = ("parameter", "option", "inner")
_FIELDS = frozenset({"name", "role", "zh", "en", "columns", *_DECLARING})


class Type(StrEnum):
    """What a parameter may hold."""

    TEXT = "text"
    TEXTS = "texts"
    INTEGER = "integer"


class Parameter(Record, frozen=True, kw_only=True):
    """One declared parameter: type, default, and what it may be."""

    name: str
    type: Type
    default: Scalar = None
    required: bool = False
    choices: tuple[str, ...] = ()
    lowest: int | None = None
    highest: int | None = None
    sent: bool = False
    """Whether it goes to the engine as ``$name``."""
    inner: bool = False
    """Whether the computation fills it, so that no user may."""

    @property
    def allowed(self) -> str:
        """What may be given, in one phrase: ``concept, family``, ``1..3`` or the type."""
        if self.choices:
            return ", ".join(self.choices)
        if self.lowest is not None:
            return f"{self.lowest}..{self.highest}"
        return self.type.value


class Statement(Record, frozen=True, kw_only=True):
    """One query file: its header and its text."""

    name: str
    zh: str
    en: str
    helper: bool
    parameters: tuple[Parameter, ...]
    columns: tuple[tuple[str, ...], ...]
    cypher: str


def parse_statement(file: str, text: str) -> Statement:
    """Read and check one query file.

    Args:
        file: the file's name, for messages.
        text: what it holds.

    Raises:
        QueryError: the header lacks a field or has a wrong one, or the text does not fit it.
    """
    header, cypher = _split(text)
    fields: dict[str, str] = {}
    parameters: list[Parameter] = []
    columns: list[tuple[str, ...]] = []
    for line in header:
        match = _LINE.fullmatch(line)
        if match is None or match["field"] not in _FIELDS:
            raise QueryError(f"{file}: field not understood: {line}")
        field, value = match["field"], match["value"].strip()
        if field in _DECLARING:
            parameters.append(_parameter(file, field, match["subject"] or "", value))
        elif field == "columns":
            columns.append(tuple(column.strip() for column in value.split(",")))
        elif field in fields:
            raise QueryError(f"{file}: field {field} stands twice")
        else:
            fields[field] = value
    _check_fields(file, fields, columns)
    _check_parameters(file, parameters, cypher)
    check_words(file, cypher)
    return Statement(
        name=fields["name"], zh=fields["zh"], en=fields["en"], helper="role" in fields,
        parameters=tuple(parameters), columns=tuple(columns), cypher=cypher,
    )  # fmt: skip


def _split(text: str) -> tuple[list[str], str]:
    """Part the comments on top from the statement below."""
    lines = text.strip().splitlines()
    first = next((i for i, line in enumerate(lines) if not line.startswith("//")), len(lines))
    return lines[:first], "\n".join(lines[first:]).strip()


def _parameter(file: str, field: str, name: str, value: str) -> Parameter:
    """Read ``integer = 2, 1..3`` or ``text, one of a | b`` or ``texts, required``."""
    head, *rest = (part.strip() for part in value.split(","))
    match = _TYPE.fullmatch(head)
    if match is None or not name:
        raise QueryError(f"{file}: parameter {name or '?'}: expected text, texts or integer, found {head!r}")
    type_ = Type(match["type"])
    default: Scalar = match["default"]
    if default is not None and type_ is Type.INTEGER:
        default = int(default)
    choices: tuple[str, ...] = ()
    lowest = highest = None
    for part in rest:
        if part.startswith("one of "):
            choices = tuple(choice.strip() for choice in part.removeprefix("one of ").split("|"))
        elif bounds := _RANGE.fullmatch(part):
            lowest, highest = int(bounds[1]), int(bounds[2])
        elif part != "required":
            raise QueryError(f"{file}: parameter {name}: not understood: {part}")
    return Parameter(
        name=name, type=type_, default=default, required="required" in rest,
        choices=choices, lowest=lowest, highest=highest,
        sent=field != "option", inner=field == "inner",
    )  # fmt: skip


def _check_fields(file: str, fields: dict[str, str], columns: list[tuple[str, ...]]) -> None:
    for field in ("name", "zh", "en"):
        if not fields.get(field):
            raise QueryError(f"{file}: field {field} is missing")
    if fields.get("role", "helper") != "helper":
        raise QueryError(f"{file}: field role: only helper is known, found {fields['role']}")
    if not columns or not all(all(group) for group in columns):
        raise QueryError(f"{file}: field columns is missing")


def _check_parameters(file: str, parameters: list[Parameter], cypher: str) -> None:
    names = [parameter.name for parameter in parameters]
    twice = sorted({name for name in names if names.count(name) > 1})
    sent = {parameter.name for parameter in parameters if parameter.sent}
    used = parameters_used(cypher)
    for fault, found in (
        ("declared twice", twice),
        ("used but not declared", sorted(used - sent)),
        ("declared but not used", sorted(sent - used)),
    ):
        if found:
            raise QueryError(f"{file}: parameter {', '.join(found)} {fault}")
