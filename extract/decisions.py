"""What people decided about what Yimai read: kept in a file beside the graph, honoured on every reading.

A decision says that two names are one thing (``same``) or two (``not_same``), that a string is no name here
(``not_a_mention``), which sub-tool an instrument has (``class``), or that two proposals are not to be merged
(``not_mergeable``; nothing that is read, so only questions follow it). It is keyed by names and quotations,
never by positions, so that it holds when documents change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from extract.entities import EntityBook
from extract.lexicon_files import read_rows
from extract.lexicons import SUBTOOLS
from extract.mentions import mark_nested
from graph.model import Entity, Extraction, Handler, Label, Level, LexiconError, Mention, Proposal, Proposer
from graph.text import match_key, sentence_bounds

S = TypeVar("S", Proposer, Handler)
Kind = Literal["industry", "instrument", "place", "organization", "member"]


class Decision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One entry of the file; exactly one of the first five fields is given."""

    same: tuple[str, ...] = ()
    not_same: tuple[str, ...] = ()
    not_a_mention: str = ""
    class_: str = msgspec.field(default="", name="class")
    not_mergeable: tuple[str, ...] = ()
    subtool: str = ""
    type: Kind | None = None
    quote: str = ""
    document: str = ""

    def concerns(self, label: Label) -> bool:
        """Whether the decision is about things of a label."""
        return self.type is None or label.value.lower() == self.type


@dataclass(frozen=True)
class Decisions:
    """All decisions of one file, in its order."""

    items: tuple[Decision, ...] = ()

    @property
    def apart(self) -> tuple[tuple[str, str], ...]:
        """Pairs of proposals, by title or id, that are not to be merged."""
        return tuple(
            (item.not_mergeable[0], item.not_mergeable[1]) for item in self.items if item.not_mergeable
        )

    def apply(self, extraction: Extraction) -> Extraction:
        """Return what was read of a document, with every decision carried out."""
        if not self.items:
            return extraction
        reader = _Applied(extraction, self.items)
        return reader.result()


def load_decisions(path: Path) -> Decisions:
    """Load a file of decisions; none where there is no such file.

    Raises:
        LexiconError: the file is no YAML list, or an entry breaks a rule; the message names it.
    """
    if not path.exists():
        return Decisions()
    rows = read_rows(path, zh="决定", en="decisions")
    items = tuple(_item(path, number, row) for number, row in enumerate(rows, 1))
    check_decisions(items, str(path))
    return Decisions(items)


def _item(path: Path, number: int, row: Any) -> Decision:
    try:
        return msgspec.convert(row, Decision)
    except msgspec.ValidationError as error:
        raise LexiconError(f"{path}: 第 {number} 条 (entry {number}): {error}") from error


def check_decisions(items: Iterable[Decision], name: str) -> None:
    """Check decisions one by one and against each other.

    Raises:
        LexiconError: an entry says nothing or two things, names an unknown sub-tool, or two names are
            declared both one thing and two.
    """
    apart: set[frozenset[str]] = set()
    together: set[frozenset[str]] = set()
    for number, item in enumerate(items, 1):
        where = f"{name}: 第 {number} 条 (entry {number})"
        given = (item.same, item.not_same, item.not_a_mention, item.class_, item.not_mergeable)
        if sum(map(bool, given)) != 1:
            raise LexiconError(
                f"{where}: 只能有其一 (exactly one of): same, not_same, not_a_mention, class, not_mergeable"
            )
        if len(item.same) == 1 or (item.not_same and len(item.not_same) != 2):
            raise LexiconError(f"{where}: same 至少两个名称, not_same 恰好两个 (two names needed)")
        if item.not_mergeable and len(set(map(match_key, item.not_mergeable))) != 2:
            raise LexiconError(f"{where}: not_mergeable 恰好两件提案 (two proposals needed)")
        if item.class_ and item.subtool not in SUBTOOLS:
            raise LexiconError(f"{where}: subtool {item.subtool!r} 不在 18 类之内 (is none of the 18)")
        names = [match_key(text) for text in item.same]
        together |= {frozenset(pair) for pair in combinations(names, 2)}
        if item.not_same:
            apart.add(frozenset(match_key(text) for text in item.not_same))
        if together & apart:
            pair = ", ".join(min(sorted(pair) for pair in together & apart))
            raise LexiconError(f"{where}: {pair} 既说相同又说不同 (declared both the same and not the same)")


class _Applied:
    """One extraction while decisions change it."""

    def __init__(self, extraction: Extraction, items: tuple[Decision, ...]) -> None:
        self._extraction = extraction
        self._book = EntityBook.of(extraction)
        self._entities = self._book.found
        self._mentions = list(extraction.mentions)
        self._renamed: dict[str, str] = {}
        """Id of a thing that is another one -> that one's id; no circle, since only roots are renamed."""
        for item in items:
            if item.not_a_mention:
                self._drop(item)
            elif item.class_:
                self._classify(item)
            elif item.not_same:
                self._part(item)
            elif item.same:
                self._join(item)

    def result(self) -> Extraction:
        """Return the extraction as decided; entities that nothing names any more are left out."""
        mentions = mark_nested([self._current(item) for item in self._mentions])
        proposals = tuple(self._renamed_in(item) for item in self._extraction.proposals)
        if self._renamed:
            above = {key: self._above(entity) for key, entity in self._entities.items()}
            for key, broader in above.items():
                self._entities[key] = msgspec.structs.replace(self._entities[key], broader=broader)
        entities = self._book.needed(mentions, proposals)
        return msgspec.structs.replace(
            self._extraction, mentions=mentions, proposals=proposals, entities=entities
        )

    def _now(self, key: str) -> str:
        """Return the id by which a thing goes after all that was joined."""
        while key in self._renamed:
            key = self._renamed[key]
        return key

    def _above(self, entity: Entity) -> tuple[str, ...]:
        """Return what is broader by its present ids, past whatever would lead back to the thing itself."""
        own, found, waiting = self._now(entity.id), dict[str, None](), list(entity.broader)
        while waiting:
            key = waiting.pop(0)
            if own in self._upwards(key):
                waiting += self._entities[key].broader
            else:
                found[self._now(key)] = None
        return tuple(found)

    def _upwards(self, key: str) -> set[str]:
        """Return the present ids of a thing and of all that was broader before anything was joined."""
        above = {self._now(key)}
        return above.union(*(self._upwards(parent) for parent in self._entities[key].broader))

    def _drop(self, item: Decision) -> None:
        """Take out the mentions of a string, everywhere or in the sentence or document that is quoted."""
        if item.document and item.document not in {
            self._extraction.document.id,
            self._extraction.document.source,
        }:
            return
        self._mentions = [mention for mention in self._mentions if not self._is_dropped(mention, item)]

    def _is_dropped(self, mention: Mention, item: Decision) -> bool:
        if match_key(mention.exact) != match_key(item.not_a_mention):
            return False
        if item.type is not None and mention.type.value != item.type:
            return False
        text = self._extraction.text
        first, last = sentence_bounds(text, mention.start, mention.end)
        return not item.quote or match_key(item.quote) in match_key(text[first:last])

    def _named(self, name: str, item: Decision) -> list[Entity]:
        """Return the entities that a name means here, by their name or an alias."""
        key = match_key(name)
        return [
            entity
            for entity in self._entities.values()
            if item.concerns(entity.label)
            and key in {match_key(text) for text in (entity.name, *entity.aliases)}
        ]

    def _classify(self, item: Decision) -> None:
        for entity in self._named(item.class_, item):
            if entity.label is Label.INSTRUMENT and entity.level in {Level.CONCEPT, Level.FAMILY}:
                above = self._book.subtool(item.subtool)
                self._entities[entity.id] = msgspec.structs.replace(
                    entity, class_=above.class_, subtool=item.subtool, broader=(above.id,)
                )

    def _join(self, item: Decision) -> None:
        """Make one thing of several names: the first one's, known here or not."""
        others = [entity for name in item.same[1:] for entity in self._named(name, item)]
        for label in sorted({entity.label for entity in others}):
            like = next(entity for entity in others if entity.label is label)
            kept = next((e for e in self._named(item.same[0], item) if e.label is label), None)
            kept = self._entities[self._now(kept.id)] if kept else self._book.named(item.same[0], like)
            aliases = tuple(dict.fromkeys((*kept.aliases, *item.same[1:])))
            self._entities[kept.id] = msgspec.structs.replace(kept, aliases=aliases)
            for entity in others:
                if entity.label is label and self._now(entity.id) != kept.id:
                    self._renamed[self._now(entity.id)] = kept.id

    def _part(self, item: Decision) -> None:
        """Keep two names apart that were taken for one: the one that is not the thing's own gets its own."""
        for name in item.not_same:
            for index, mention in enumerate(self._mentions):
                entity = self._entities[mention.id]
                taken = match_key(mention.exact) == match_key(name) != match_key(entity.name)
                if taken and item.concerns(entity.label):
                    own = self._book.alone(name, entity)
                    self._mentions[index] = msgspec.structs.replace(mention, id=own.id)

    def _current(self, mention: Mention) -> Mention:
        """Return a mention with its thing's present name, class and sub-tool."""
        entity = self._entities[self._now(mention.id)]
        return msgspec.structs.replace(
            mention, id=entity.id, name=entity.name, class_=entity.class_, subtool=entity.subtool
        )

    def _renamed_in(self, proposal: Proposal) -> Proposal:
        """Return a proposal whose people and bodies go by their present ids and names."""
        return msgspec.structs.replace(
            proposal,
            members=tuple(self._renamed_one(item) for item in proposal.members),
            organizations=tuple(self._renamed_one(item) for item in proposal.organizations),
            handlers=tuple(self._renamed_one(item) for item in proposal.handlers),
        )

    def _renamed_one(self, item: S) -> S:
        key = self._now(item.id)
        return msgspec.structs.replace(item, id=key, name=self._entities[key].name)
