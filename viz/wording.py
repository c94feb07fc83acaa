"""Texts of a page in both languages, with gaps for what they are about."""

from __future__ import annotations

import re
from functools import cached_property

from viz import shell
from viz.style import Caption

_GAP = re.compile(r"\{(\w+)\}")


class Words:
    """The words of one page, from a file of templates."""

    def __init__(self, name: str) -> None:
        self._name = name

    @cached_property
    def texts(self) -> dict[str, list[str]]:
        """All texts by key, each in Chinese and English."""
        return shell.words(self._name)

    def say(self, key: str, /, **values: object) -> Caption:
        """Return a text in both languages, its ``{gaps}`` filled with values or captions."""

        def filled(language: int) -> str:
            def gap(found: re.Match[str]) -> str:
                value = values[found[1]]
                return value[language] if isinstance(value, Caption) else _shown(value)

            return _GAP.sub(gap, self.texts[key][language])

        return Caption(filled(0), filled(1))


def _shown(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
