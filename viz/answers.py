"""The page of answers: what a committee asks first of a heap of proposals, with the sentences behind it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from jinja2 import Environment

from viz import shell
from viz.answer_contents import Answers, Common, Gap, Sharing, tool_id
from viz.overview import caption_of
from viz.quoting import Quoting
from viz.sheet import Sheet
from viz.style import CLASS_LOOKS, LOOKS, Caption
from viz.wording import Words

SECTIONS = ("merge", "shared", "matrix", "themes", "gaps", "check")
"""The parts of the page, each named by its question."""

_WORDS = Words("answers-words.json")
say = _WORDS.say


class AnswersPage(Sheet):
    """The page of answers of a site, as one self-contained file."""

    template = "answers.html"

    def __init__(self, answers: Answers, *, language: str = "zh") -> None:
        """Prepare the page.

        Args:
            answers: what it tells.
            language: language at first sight, ``zh`` or ``en``; readers can switch.

        Raises:
            RenderError: the language is not usable.
        """
        super().__init__(language=language)
        self._answers = answers

    def _environment(self) -> Environment:
        return _environment()

    def _content(self) -> dict[str, Any]:
        return {
            "title": say("pageTitle"),
            "home": self._answers.home,
            "total": self._answers.proposals,
            "contents": [(name, say(name), answer) for name, answer in headlines(self._answers).items()],
            "facts": _Packed(self._answers).facts(),
        }


def headlines(answers: Answers) -> dict[str, Caption]:
    """Return the answer to each question in a line, by the name of its section."""
    return {
        "merge": _merge_line(answers),
        "shared": _shared_line(answers),
        "matrix": _matrix_line(answers),
        "themes": _themes_line(answers),
        "gaps": _gaps_line(answers),
        "check": say("checkLine", n=answers.findings.total or 0)
        if answers.findings.findings
        else say("checkNone"),
    }


def _merge_line(answers: Answers) -> Caption:
    pairs = answers.merges.pairs
    merge = sum(pair.mergeable for pair in pairs)
    across = len(pairs) - merge
    if not pairs:
        return say("mergeNone")
    if (answers.merges.total or 0) > len(pairs):
        return say("mergeLineMany", n=answers.merges.total)
    return say("mergeLineBoth", n=merge, m=across) if across else say("mergeLine", n=merge)


def _shared_line(answers: Answers) -> Caption:
    best = max((len(pair.common) for one in answers.sharing for pair in one.pairs), default=0)
    return say("sharedLine", n=best) if best else say("sharedNone")


def _matrix_line(answers: Answers) -> Caption:
    heat = answers.heat
    named = [spot for spot in heat.spots if heat.columns[spot.column].code]
    if not named:
        return say("matrixNone")
    top = max(named, key=lambda spot: (spot.count, spot.mentions, -spot.row, -spot.column))
    row, column = heat.rows[top.row], heat.columns[top.column]
    return say("matrixLine", row=_row_caption(row.code, row.name), column=column.name, n=top.count)


def _themes_line(answers: Answers) -> Caption:
    themes = answers.themes.themes
    if not themes:
        return say("themesNone")
    return say("themesLine", n=answers.themes.total or len(themes), name=themes[0].name, m=themes[0].count)


def _gaps_line(answers: Answers) -> Caption:
    found = [one.total or 0 for one in answers.lacking]
    if not any(found):
        return say("gapsNone")
    class_ = CLASS_LOOKS[answers.lacking[0].missing][1]
    return say("gapsLine", n=found[0], m=found[-1], name=class_)


def _row_caption(code: str, name: str) -> Caption:
    known = caption_of(code)
    return known if code and known.zh != code else Caption(name, name)


class _Packed:
    """Everything the page's script shows, as arrays."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._quoting = Quoting(answers.works, answers.papers)
        self._work, self._quote, self._all = self._quoting.work, self._quoting.quote, self._quoting.all

    def facts(self) -> dict[str, Any]:
        """Return the data of the page."""
        answers = self._answers
        parts = {
            "merge": self._merges(),
            "shared": [self._sharing(one) for one in answers.sharing],
            "matrix": self._heat(),
            "themes": self._themes(),
            "gaps": [
                {
                    "missing": list(CLASS_LOOKS[one.missing][1]),
                    "rows": [self._gap(gap) for gap in one.gaps],
                    "total": one.total,
                    "notes": list(one.notes),
                }
                for one in answers.lacking
            ],
            "check": {
                "rows": [
                    [self._work(one.proposal), one.rule, one.reason, self._all(one.said)]
                    for one in answers.findings.findings
                ],
                "total": answers.findings.total,
            },
            "classes": {name: [color, *caption] for name, (color, caption) in CLASS_LOOKS.items()},
            "kinds": {str(label): [look.color, *look.caption] for label, look in LOOKS.items()},
        }
        return {**parts, **self._quoting.facts()}

    def _common(self, some: Iterable[Common]) -> list[list[Any]]:
        return [
            [one.name, str(one.kind), self._all(one.a), self._all(one.b), self._address(one.id)]
            for one in some
        ]

    def _address(self, id_: str) -> str:
        return self._answers.addresses.get(id_, "")

    def _merges(self) -> dict[str, Any]:
        merges = self._answers.merges
        return {
            "rows": [
                {
                    "a": self._work(one.a),
                    "b": self._work(one.b),
                    "score": one.score,
                    "parts": [[name, value, merges.most[name]] for name, value in one.parts.items()],
                    "mergeable": one.mergeable,
                    "why": one.why,
                    "reasons": [list(reason) for reason in one.reasons],
                    "common": self._common(thing for thing in one.common if thing.a and thing.b),
                    "measures": [[self._quote(a), self._quote(b)] for a, b in one.measures],
                    "differences": [list(difference) for difference in one.differences],
                }
                for one in merges.pairs
            ],
            "total": merges.total,
            "rule": merges.rule,
            "notes": list(merges.notes),
        }

    def _sharing(self, one: Sharing) -> dict[str, Any]:
        return {
            "level": one.level,
            "pairs": [
                [self._work(pair.a), self._work(pair.b), self._common(pair.common)] for pair in one.pairs
            ],
            "groups": [
                [list(_row_caption(group.code, group.name)), group.code, group.count, self._all(group.said)]
                for group in one.groups
            ],
            "total": one.total,
            "more": one.more,
            "notes": list(one.notes),
        }

    def _heat(self) -> dict[str, Any]:
        heat = self._answers.heat
        return {
            "rows": [
                [
                    list(_row_caption(row.code, row.name)),
                    row.code.partition(".")[0],
                    row.count,
                    self._address(tool_id(row.code)),
                ]
                for row in heat.rows
            ],
            "columns": [
                [column.name if column.code else "", column.count, self._address(column.code)]
                for column in heat.columns
            ],
            "cells": [
                [spot.row, spot.column, spot.count, spot.mentions, self._all(spot.said)]
                for spot in heat.spots
            ],
            "industries": heat.industries,
            "proposals": heat.proposals,
        }

    def _themes(self) -> dict[str, Any]:
        themes = self._answers.themes
        return {
            "rows": [
                {
                    "name": one.name,
                    "count": one.count,
                    "years": one.years,
                    "concepts": [list(concept) for concept in one.concepts],
                    "central": [self._work(id_) for id_ in one.central],
                    "said": [[concept, self._quote(said)] for concept, said in one.said],
                }
                for one in themes.themes
            ],
            "total": themes.total,
            "notes": list(themes.notes),
        }

    def _gap(self, gap: Gap) -> list[Any]:
        owner = self._work(gap.proposal)
        return [
            owner,
            gap.industry,
            gap.proposals,
            list(gap.counts),
            self._all(gap.said),
            self._address(gap.id),
        ]


@cache
def _environment() -> Environment:
    """Return the template's surroundings: what is the same for every page."""
    return shell.surroundings(
        shell.script("shared", "sheet", "quoting", "answers"),
        shell.styles("base", "overview", "quoting", "answers"),
        words=_WORDS.texts,
        say=say,
    )
