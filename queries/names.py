"""All names of one graph, made ready to be searched: by key, by a part, by any pattern.

The names stand in one long text, a line each, so that a search is one scan in C and not a loop over names:
100,000 proposals have some 300,000 of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from graph.model import Label
from graph.store import Row, View
from graph.text import fold, match_key
from queries.catalogue import rows
from queries.memory import Memory
from queries.twins import twins_of


class Spot(NamedTuple):
    """Where a pattern stands in a name: the row it names, the name's loose key, the span in it."""

    row: int
    key: str
    start: int
    end: int
    alias: bool

    @property
    def whole(self) -> bool:
        """Tell whether it is all of the name."""
        return self.start == 0 and self.end == len(self.key)


class Names:
    """The rows of ``names.cypher``: things first, proposals last, each group by id.

    ``keys`` gives the rows that bear a name, by its matching key; ``aliases`` those known by it.
    """

    def __init__(self, found: list[Row]) -> None:
        """Sort and index the names; aliases are names too."""
        self.rows = sorted(found, key=lambda row: (row["label"] == Label.PROPOSAL, str(row["id"])))
        self.keys: defaultdict[str, list[int]] = defaultdict(list)
        self.aliases: defaultdict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(self.rows):
            self.keys[match_key(str(row["name"]))].append(number)
            for alias in aliases_of(row):
                self.aliases[match_key(alias)].append(number)

    def within(self, part: str) -> Iterator[int]:
        """Yield the rows whose name's matching key holds a part, each once."""
        yield from dict.fromkeys(
            number for key, numbers in self.keys.items() if part in key for number in numbers
        )

    @cached_property
    def _lines(self) -> _Lines:
        return _Lines(self.rows)

    @property
    def characters(self) -> frozenset[str]:
        """All characters that occur in names."""
        return frozenset(self._lines.text)

    def spots(self, pattern: re.Pattern[str], *, proposals: bool = False) -> Iterator[Spot]:
        """Yield where a pattern stands in loose keys: letters and digits only, folded.

        Args:
            pattern: must not match a line's end.
            proposals: whether the titles of proposals are searched too.
        """
        lines = self._lines
        for match in pattern.finditer(lines.text, 0, len(lines.text) if proposals else lines.things):
            yield lines.spot(match.start(), match.end())

    def places_of(self, part: str, most: int) -> Iterator[Spot]:
        """Yield where a part stands in any loose key, at most so many places."""
        lines, position = self._lines, -1
        for _ in range(most):
            position = lines.text.find(part, position + 1)
            if position < 0:
                return
            yield lines.spot(position, position + len(part))


class _Lines:
    """The loose keys of names and aliases as one text."""

    def __init__(self, found: list[Row]) -> None:
        self.starts: list[int] = []
        self.owners: list[tuple[int, bool]] = []
        parts: list[str] = []
        at = self.things = 0
        for number, row in enumerate(found):
            for place, name in enumerate((str(row["name"]), *aliases_of(row))):
                key = loose_key(name)
                self.starts.append(at)
                self.owners.append((number, place > 0))
                parts.append(key)
                at += len(key) + 1
            if row["label"] != Label.PROPOSAL:
                self.things = at
        self.text = "\n".join([*parts, ""])

    def spot(self, start: int, end: int) -> Spot:
        line = bisect_right(self.starts, start) - 1
        first = self.starts[line]
        number, alias = self.owners[line]
        key = self.text[first : self.text.index("\n", first)]
        return Spot(number, key, start - first, end - first, alias)


_MEMORY: Memory[Names] = Memory(1)
"""The names of one graph."""


def names_of(view: View) -> Names:
    """Return the names of a graph, from memory where it has not changed."""
    meant = twins_of(view).meant
    return _MEMORY.recall(
        view.identity, lambda: Names([row for row in rows(view, "names") if row["id"] not in meant])
    )


def aliases_of(row: Row) -> list[str]:
    """Return the aliases in a row; none where it has no such list."""
    aliases = row["aliases"]
    return [alias for alias in aliases if isinstance(alias, str)] if isinstance(aliases, list | tuple) else []


def loose_key(name: str) -> str:
    """Return the letters and digits of a name, folded: what is left when all marks are passed over.

    >>> loose_key("“ＡＩ＋醫療”（試點）")
    'ai医疗试点'
    """
    return "".join(filter(str.isalnum, fold(name)))


def any_of(characters: Iterable[str]) -> str:
    """Return a pattern for one of some characters, in a fixed order; for none, one that never matches."""
    inside = "".join(map(re.escape, sorted(set(characters))))
    return f"[{inside}]" if inside else r"(?!)"
