"""The question ``coding-sheet``: what a researcher codes, one row per place where an instrument is named.

The unit is the quotation: an instrument named twice in a measure gives two rows, so that each row can be
checked against its own words. Classes are those of Rothwell and Zegveld, below them 18 sub-tools.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from graph.model import Evidence, Modality, Record, Scalar
from graph.store import Row, View
from queries.captions import MODALITIES
from queries.catalogue import describe, rows
from queries.network import nodes
from queries.result import Cell, Result, quotes
from queries.uses import proposers

_FILTERS = ("jurisdiction", "session", "year", "kind")
_EMPTY = ("coder_class", "coder_subtool", "coder_modality", "remark")
"""Columns that are left for a person to fill in."""


class _Wanted(Record, frozen=True, kw_only=True, rename={"class_": "class"}):
    class_: str | None
    kind: str | None
    jurisdiction: str | None
    session: str | None
    year: int | None
    limit: int


def answer(view: View, given: dict[str, Scalar]) -> Result:
    """Return the coding sheet, in order of documents and of the text."""
    wanted = msgspec.convert(given, _Wanted)
    filters = {name: getattr(wanted, name) for name in _FILTERS}
    found = rows(view, "coding-sheet", **filters, **{"class": wanted.class_})
    quoted = view.evidence(str(row["key"]) for row in found)
    places = [(item, row) for row in found for item in quoted[str(row["key"])]]
    places.sort(key=lambda pair: (pair[0].document, pair[0].start, pair[0].end, str(pair[1]["key"])))
    notes: list[str] = []
    if len(places) > wanted.limit:
        notes.append(f"共 {len(places)} 行, 只列出前 {wanted.limit} 行")
    return Result(
        query="coding-sheet",
        parameters=given,
        columns=describe("coding-sheet").columns[0],
        rows=tuple(_rows(view, places[: wanted.limit])),
        notes=tuple(notes),
    )


def _rows(view: View, places: list[tuple[Evidence, Row]]) -> Iterator[dict[str, Cell]]:
    people = proposers(view, {str(row["proposal"]) for _, row in places})
    kinds = {f"instrument:{row[name]}" for _, row in places for name in ("class", "subtool") if row[name]}
    kinds |= {f"instrument:{item}" for _, row in places for item in _texts(row)}
    names = {id_: node.name for id_, node in nodes(view, kinds).items()}
    for item, row in places:
        told: dict[str, Cell] = {
            name: _plain(row[name])
            for name in (
                "proposal_name",
                "year",
                "session",
                "jurisdiction",
                "passage_kind",
                "heading",
                "instrument_name",
                "class",
                "subtool",
                "modality",
                "document_name",
                "source",
                "proposal",
                "instrument",
            )
        }
        told |= {
            "proposed_by": people.get(str(row["proposal"]), []),
            "exact": item.exact,
            "sentence": item.sentence,
            "start": item.start,
            "end": item.end,
            "class_name": names.get(f"instrument:{row['class']}", ""),
            "subtool_name": names.get(f"instrument:{row['subtool']}", ""),
            "secondary": [names.get(f"instrument:{one}", one) for one in _texts(row)],
            "modality_name": MODALITIES[Modality(str(row["modality"]))] if row["modality"] else "",
            "evidence": quotes([item]),
            **dict.fromkeys(_EMPTY, ""),
        }
        yield {column: told[column] for column in describe("coding-sheet").columns[0]}


def _texts(row: Row) -> list[str]:
    value = row["secondary"]
    return [str(item) for item in value] if isinstance(value, list | tuple) else []


def _plain(value: object) -> Scalar:
    return value if isinstance(value, str | int | float | bool) else None
