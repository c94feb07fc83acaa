"""Who a text names, and where: people and proposing bodies with every place they stand in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from extract.lines import Line
from extract.names import Named, is_surname
from extract.terms import TermSet
from graph.model import ProposerRole


@dataclass(frozen=True)
class Person:
    """Somebody the text names: where first, with which offices, and whether as a member or deputy.

    A body in whose name one proposes counts as a member that is no person.
    """

    name: str
    start: int
    end: int
    titles: tuple[str, ...] = ()
    is_member: bool = False
    is_person: bool = True
    spoke_for: Person | None = None
    """The body for which a member speaks."""

    @property
    def proposers(self) -> tuple[Named, ...]:
        """The person, and the body he or she speaks for, as those who make a proposal."""
        body = self.spoke_for.proposers if self.spoke_for else ()
        spoke_for = body[0].name if body else ""
        own = Named(
            self.name, self.start, self.end, self.titles, self.is_person, ProposerRole.LEAD, spoke_for
        )
        return (own, *body)


@dataclass(frozen=True)
class Roster:
    """All people of a text, and every place where one of them is named."""

    people: dict[str, Person]
    named: tuple[tuple[int, int, str], ...]
    """(start, end, name) in order of the text; also 王委员 for the 王 named before."""

    @property
    def members(self) -> dict[str, Person]:
        """Those who are members or deputies, in order of the text."""
        return {name: person for name, person in self.people.items() if person.is_member}

    def within(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Return who is named in a stretch of the text, in order."""
        first = bisect_left(self.named, (start,))
        last = bisect_left(self.named, (end,))
        return [item for item in self.named[first:last] if item[1] <= end]


def occurrences(text: str, lines: list[Line], people: dict[str, Person]) -> Iterator[tuple[int, int, str]]:
    """Yield every place where one of the people is named, in order of the text."""
    if not people:
        return
    names = TermSet((name, name, False) for name in people)
    for line in lines:
        found = [(match.start, match.end, match.key) for match in names.find(line.folded)]
        for match in _SURNAME.finditer(line.text):
            name = _by_surname(match.group(), people, line.start + match.start())
            if name is not None:
                found.append((*match.span(), name))
        for start, end, name in sorted(found):
            yield line.start + start, line.start + end, name


_SURNAME = re.compile(r"(?<![一-鿿])[一-鿿](?=委员(?!会|们)|代表(?!们|团))")


def _by_surname(surname: str, people: dict[str, Person], before: int) -> str | None:
    """Return the member of that surname named last before an offset: 王委员."""
    if not is_surname(surname):
        return None
    named = [p for p in people.values() if p.is_member and p.name[0] == surname and p.start < before]
    return named[-1].name if named else None
