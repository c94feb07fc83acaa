"""Find one thing by what a person calls it: id, name, alias, or a part that only it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from difflib import SequenceMatcher

from graph.model import Label, QueryError, Record
from graph.store import Row, View
from graph.text import bigrams, match_key
from queries.captions import KINDS
from queries.catalogue import rows
from queries.memory import Memory
from queries.names import Names, names_of
from queries.told import told
from queries.twins import twins_of

ORDER = (Label.INDUSTRY, Label.INSTRUMENT, Label.PLACE, Label.ORGANIZATION, Label.MEMBER, Label.PROPOSAL)
"""Which kind is meant when one name fits several."""

_PREFIXES = frozenset(label.value.lower() for label in ORDER)
"""What an id begins with, before its colon."""

_RANKS = "省市区县州盟旗镇乡"

_SECTORS = ("产业", "行业", "业")
"""What an industry is called with or without; its node bears the shorter name or, like 茶产业, the longer."""

_NEAR = 5
"""So many near matches are offered."""

_LONG = 100
"""So many characters of what was typed are compared with names."""


class Thing(Record, frozen=True, kw_only=True):
    """A node that a name stands for."""

    id: str
    label: Label
    name: str

    def __str__(self) -> str:
        return f"{self.name}〔{KINDS[self.label]} {self.id}〕"


class Found(Record, frozen=True, kw_only=True):
    """The thing meant, and things of other kinds that bear the same name."""

    thing: Thing
    others: tuple[Thing, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """Say which reading was taken where there was a choice."""
        if not self.others:
            return ()
        return (f"“{self.thing.name}”取{self.thing}; 同名的还有: {'、'.join(map(str, self.others))}",)


def find(view: View, name: str) -> Found:
    """Find the thing a name stands for.

    Tried in this order, the first that fits wins: the id; the name as written; the name, then an alias, up
    to width, script, quotation marks and spaces; a place without its last character (成都 for 成都市);
    an industry with or without 产业, 行业 or 业 (百合产业 for 百合); a part of at least two characters that
    one name alone has.

    Raises:
        QueryError: nothing fits, or several things of one kind; the message lists the nearest.
    """
    name = twins_of(view).of(name.strip())
    return _find_exact(name, _named(view, name)) or _find_by_key(name, names_of(view), ORDER)


def find_one(view: View, name: str, label: Label) -> Found:
    """Find a thing of one kind only; see ``find``."""
    name = twins_of(view).of(name.strip())
    exact = [row for row in _named(view, name) if row["label"] == label]
    return _find_exact(name, exact) or _find_by_key(name, names_of(view), (label,))


_NAMED: Memory[list[Row]] = Memory(100)
"""What the last names asked for stand for: the same thing is often asked about again, in another way."""


def _named(view: View, name: str) -> list[Row]:
    """Return the rows whose id or name is this, from memory where it was asked for already."""
    return _NAMED.recall((view.identity, name), lambda: _look_up(view, name))


def _look_up(view: View, name: str) -> list[Row]:
    """Return the rows whose id or name is this; an id by the index that both engines keep for it."""
    if name.partition(":")[0] in _PREFIXES:
        by_id = [row for row in rows(view, "search", ids=[name]) if row["label"] in ORDER]
        if by_id:
            return by_id
    meant = twins_of(view).meant
    return [row for row in rows(view, "named", name=name) if row["id"] not in meant]


def _find_exact(name: str, everything: list[Row]) -> Found | None:
    for field in ("id", "name"):
        if found := _things(row for row in everything if row[field] == name):
            return _choose(name, found)
    return None


def _find_by_key(name: str, names: Names, labels: Collection[Label]) -> Found:
    key = match_key(name)

    def things(numbers: Iterable[int]) -> list[Thing]:
        return _things(
            row for row in map(names.rows.__getitem__, dict.fromkeys(numbers)) if row["label"] in labels
        )

    if found := things(names.keys.get(key, ())) or things(names.aliases.get(key, ())):
        return _choose(name, found)
    longer = (number for rank in _RANKS for number in names.keys.get(key + rank, ()))
    if len(key) > 1 and (found := [thing for thing in things(longer) if thing.label is Label.PLACE]):
        return _choose(name, found)
    if found := [thing for thing in things(_sectors(key, names)) if thing.label is Label.INDUSTRY]:
        return _choose(name, found)
    parts = things(names.within(key)) if len(key) > 1 else []
    if len(parts) == 1:
        return Found(thing=parts[0])
    raise _unknown(name, parts or _near(key, names, labels))


def _sectors(key: str, names: Names) -> Iterator[int]:
    """Yield the rows of industries whose names differ from a key by 产业, 行业 or 业 alone."""
    for tail in _SECTORS:
        stem = key.removesuffix(tail)
        for other in (key + tail, stem):
            if other != key and len(other) > 1:
                yield from names.keys.get(other, ())


def _things(found: Iterable[Row]) -> list[Thing]:
    return sorted(map(_thing, found), key=lambda thing: (ORDER.index(thing.label), thing.name, thing.id))


def _thing(row: Row) -> Thing:
    return Thing(id=str(row["id"]), label=Label(str(row["label"])), name=str(row["name"]))


def _choose(name: str, found: list[Thing]) -> Found:
    """Take the first kind of ``ORDER``; two things of that kind are too many."""
    first = found[0]
    if len(found) > 1 and found[1].label is first.label:
        raise _unknown(name, [thing for thing in found if thing.label is first.label])
    return Found(thing=first, others=tuple(found[1:]))


def _near(key: str, names: Names, labels: Collection[Label]) -> list[Thing]:
    """Return the things whose names are most like a key; nearest first, only such as share two characters."""
    shared = Counter(
        number for gram in dict.fromkeys(bigrams(key[:_LONG]).split()) for number in names.within(gram)
    )
    rows_ = {number: names.rows[number] for number in shared if names.rows[number]["label"] in labels}
    # Comparing is slow, so at most 2,000 names are compared: those that share the most.
    most = sorted(
        (-shared[number], str(row["name"]), str(row["id"]), number) for number, row in rows_.items()
    )
    ranked = sorted(
        (-SequenceMatcher(None, key[:_LONG], match_key(name)).ratio(), name, id_, number)
        for _, name, id_, number in most[:2000]
    )
    return [_thing(rows_[number]) for *_, number in ranked[:_NEAR]]


def _unknown(name: str, near: list[Thing]) -> QueryError:
    name = told(name)
    if not near:
        return QueryError(f"图中没有“{name}” (nothing of that name in the graph)")
    listed = "; ".join(map(str, near[:_NEAR]))
    more = f" 等 {len(near)} 项" if len(near) > _NEAR else ""
    return QueryError(f"“{name}”不确定 (ambiguous or unknown); 是不是 (did you mean): {listed}{more}?")
