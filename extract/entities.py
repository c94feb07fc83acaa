"""Turn matches into entities: canonical names, deterministic ids, and what is broader."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from extract.classes import classify
from extract.gazetteer import chain, division, gazetteer
from extract.industries import IndustryMatch
from extract.lexicons import CLASSES, SUBTOOLS, Concept, Lexicon, load_lexicon
from extract.organizations import OrganizationMatch, load_organizations, local_name, office_name, seat_of
from extract.place_names import resolve
from extract.verdicts import InstrumentMatch
from graph.model import Entity, Extraction, Label, Level, Mention, Proposal
from graph.text import canonical_name, fold, match_key

_NAME_MARKS = str.maketrans("•・", "··", " 　")
"""How a person's name is made plain: one kind of dot, no blanks."""
_INDUSTRY_TAIL = re.compile(r"(?:产业|行业|经济|业)$")


_LEVEL = re.compile("^(?:[全我本]?[省市县区州旗]级?|国家级)")
"""Whose an instrument is, in front of its name."""
_OF_LEVEL = re.compile("^(?:[省市县区州旗乡镇村]级|国家级)(?=.{5})")
"""The level of one that is in no list; what is left is a name of its own."""


class EntityBook:
    """Collects the entities of one document, each once, with everything broader."""

    def __init__(
        self,
        lexicon: Lexicon,
        document: str,
        jurisdiction: str | None,
        body: str | None,
        organizations: Iterable[OrganizationMatch] = (),
    ) -> None:
        """Start empty for one document; ``body`` and ``jurisdiction`` bind members and generic bodies.

        ``organizations`` are those recognised in the text; proposers and handlers are looked up there.
        """
        self._organizations = {(match.start, match.end): match for match in organizations}
        self._lexicon = lexicon
        self._document = document
        self._jurisdiction = jurisdiction
        self._body = body
        self._found: dict[str, Entity] = {}

    @classmethod
    def of(cls, extraction: Extraction) -> EntityBook:
        """Return the book of a document that was read, for what decisions add to it."""
        document = extraction.document
        book = cls(load_lexicon(), document.id, document.jurisdiction, document.body)
        book._found.update({entity.id: entity for entity in extraction.entities})
        return book

    @property
    def found(self) -> dict[str, Entity]:
        """All entities of the book by id."""
        return self._found

    def needed(self, mentions: Iterable[Mention], proposals: Iterable[Proposal]) -> tuple[Entity, ...]:
        """Return the entities that mentions and proposals name and all that is broader, sorted by id.

        What was looked up for a candidate that another name then covered is left out.
        """
        kept: set[str] = set()
        waiting = [mention.id for mention in mentions]
        for proposal in proposals:
            waiting += [item.id for item in (*proposal.members, *proposal.organizations, *proposal.handlers)]
        while waiting:
            key = waiting.pop()
            if key not in kept:
                kept.add(key)
                waiting += self._found[key].broader
        return tuple(self._found[key] for key in sorted(kept))

    def _add(self, entity: Entity) -> Entity:
        return self._found.setdefault(entity.id, entity)

    def member(self, name: str) -> Entity:
        """Return the member of that name in the document's body (or in this document alone)."""
        body = self._body or f"unknown:{self._document.removeprefix('document:')}"
        clean = name.translate(_NAME_MARKS)
        return self._add(Entity(id=f"member:{body}/{clean}", label=Label.MEMBER, name=clean, body=body))

    def instrument(self, match: InstrumentMatch, surface: str) -> Entity:
        """Return the instrument a match names: a lexicon concept, or one of its own below the nearest.

        What an unlisted instrument is follows from its name alone, so that no document changes another's. One
        of some level is the one without it: 市|算力调度平台, 省级|博士后工作站, 县级|低空飞行服务站.
        """
        name = canonical_name(surface)
        key = match_key(name)
        for known in (key, _LEVEL.sub("", key)):
            if known in self._lexicon.instrument_ends:
                return self._listed(known)
        name = _OF_LEVEL.sub("", name)
        own = self._found.get(f"instrument:{name}")
        if own is not None:
            return own
        what = classify(self._lexicon, name, match.concept or str(match.head))
        parent = self._lexicon.instruments.get(what.concept or "")
        if parent is not None and what.ending in self._lexicon.instrument_ends:
            above = self._listed(what.ending)
        else:
            above = self._concept(parent) if parent else self.subtool(what.subtool)
        return self._below(name, above.id, what.subtool, what.secondary)

    def _listed(self, key: str) -> Entity:
        """Return what a listed name of an instrument stands for: its concept, or a thing of its own below."""
        concept = self._lexicon.instruments[self._lexicon.instrument_ends[key]]
        kind = self._lexicon.kinds.get(key)
        own = self._concept(concept)
        return self._below(canonical_name(kind), own.id, own.subtool or "", own.secondary) if kind else own

    def _below(self, name: str, above: str, subtool: str, secondary: tuple[str, ...]) -> Entity:
        own = self._found.get(f"instrument:{name}")
        if own is not None:
            return own
        return self._add(
            Entity(
                id=f"instrument:{name}",
                label=Label.INSTRUMENT,
                name=name,
                broader=(above,),
                level=Level.CONCEPT,
                class_=subtool.partition(".")[0],
                subtool=subtool,
                secondary=secondary,
            )
        )

    def _concept(self, concept: Concept) -> Entity:
        """Return the entity of a lexicon instrument, after everything broader than it."""
        own = self._found.get(f"instrument:{concept.id}")
        if own is not None:
            return own
        subtool = concept.subtool or ""
        parent = self._lexicon.instruments.get(concept.broader or "")
        broader = self._concept(parent).id if parent else self.subtool(subtool).id
        return self._add(
            Entity(
                id=f"instrument:{concept.id}",
                label=Label.INSTRUMENT,
                name=concept.id,
                aliases=concept.aliases,
                broader=(broader,),
                level=Level.FAMILY if concept.family else Level.CONCEPT,
                class_=subtool.partition(".")[0],
                subtool=subtool,
                secondary=concept.secondary,
            )
        )

    def named(self, name: str, like: Entity) -> Entity:
        """Return the thing that a name stands for, of the same label as another one.

        An instrument that the lexicon cannot place is placed like the other.
        """
        if like.label is Label.INDUSTRY:
            return self.industry(IndustryMatch(0, 0, None, "decision", 1.0), name)
        if like.label is Label.MEMBER:
            return self.member(name)
        if like.label is Label.ORGANIZATION:
            return self._named_body(match_key(name), canonical_name(name))
        if like.label is Label.PLACE:
            key = resolve(fold(name), self._jurisdiction)
            return self.place(key) if key else self.alone(name, like)
        key = match_key(name)
        return self._listed(key) if key in self._lexicon.instrument_ends else self.alone(name, like)

    def alone(self, name: str, like: Entity) -> Entity:
        """Return a thing of its own under a name, placed where another one is."""
        clean = canonical_name(name)
        own = msgspec.structs.replace(
            like, id=f"{like.label.value.lower()}:{clean}", name=clean, aliases=(), code=None
        )
        return self._add(own)

    def subtool(self, subtool: str) -> Entity:
        """Return the entity of a sub-tool, after that of its class."""
        own = self._found.get(f"instrument:{subtool}")
        if own is not None:
            return own
        group = subtool.partition(".")[0]
        top = self._add(
            Entity(
                id=f"instrument:{group}",
                label=Label.INSTRUMENT,
                name=CLASSES[group][0],
                aliases=(CLASSES[group][1],),
                level=Level.CLASS,
                class_=group,
            )
        )
        return self._add(
            Entity(
                id=f"instrument:{subtool}",
                label=Label.INSTRUMENT,
                name=SUBTOOLS[subtool][0],
                aliases=(SUBTOOLS[subtool][1],),
                broader=(top.id,),
                level=Level.SUBTOOL,
                class_=group,
                subtool=subtool,
            )
        )

    def industry(self, match: IndustryMatch, surface: str) -> Entity:
        """Return the industry a match names: a lexicon concept, or one of its own below it."""
        name = canonical_name(surface)
        stem = _INDUSTRY_TAIL.sub("", name)
        names = self._lexicon.industry_names
        key = match_key(stem)
        for whole in (match_key(name), key):
            if whole in names:
                return self._listed_industry(whole)
        label = stem if len(stem) >= 2 and name.endswith(("产业", "行业")) else name
        own = self._found.get(f"industry:{label}")
        if own is not None:
            return own
        pieces = [
            *(key[start:] for start in range(1, len(key))),
            *(key[:end] for end in range(len(key) - 1, 1, -1)),
        ]
        known = next((piece for piece in pieces if piece in names), None)
        given = self._lexicon.industries.get(match.concept or "")
        above = self._listed_industry(known) if known else self._industry(given) if given else None
        return self._industry_below(label, above, "industry")

    def _listed_industry(self, key: str) -> Entity:
        """Return what a listed name of an industry stands for: its concept, or a thing of its own below."""
        concept = self._lexicon.industries[self._lexicon.industry_names[key]]
        kind = self._lexicon.kinds.get(key)
        own = self._industry(concept)
        return self._industry_below(canonical_name(kind), own, concept.kind) if kind else own

    def _industry_below(self, name: str, above: Entity | None, kind: str | None) -> Entity:
        own = self._found.get(f"industry:{name}")
        if own is not None:
            return own
        return self._add(
            Entity(
                id=f"industry:{name}",
                label=Label.INDUSTRY,
                name=name,
                broader=(above.id,) if above else (),
                level=Level.CONCEPT,
                kind=kind,
            )
        )

    def _industry(self, concept: Concept) -> Entity:
        own = self._found.get(f"industry:{concept.id}")
        if own is not None:
            return own
        parent = self._lexicon.industries.get(concept.broader or "")
        return self._add(
            Entity(
                id=f"industry:{concept.id}",
                label=Label.INDUSTRY,
                name=concept.id,
                aliases=concept.aliases,
                broader=(self._industry(parent).id,) if parent else (),
                level=Level.CONCEPT,
                kind=concept.kind,
                codes=concept.codes,
            )
        )

    def place(self, key: str) -> Entity:
        """Return the place of a division's code or a gazetteer id, after the places that contain it."""
        own = self._found.get(f"place:{key}")
        if own is not None:
            return own
        parents = chain(key)
        listed = division(key)
        if listed is not None:
            broader = tuple(self.place(parent).id for parent in parents[:1])
            return self._add(
                Entity(
                    id=f"place:{key}",
                    label=Label.PLACE,
                    name=listed.name,
                    broader=broader,
                    place_type="admin_division",
                    code=key,
                )
            )
        known = gazetteer().get(key)
        return self._add(
            Entity(
                id=f"place:{key}",
                label=Label.PLACE,
                name=key.rpartition("/")[2],
                aliases=known.aliases if known else (),
                broader=tuple(self.place(parent).id for parent in parents),
                place_type=known.place_type if known else None,
            )
        )

    def organization(self, match: OrganizationMatch) -> Entity:
        """Return the organisation a match names; a generic one is bound to its place or the jurisdiction."""
        name = canonical_name(match.name)
        seat = match.place or (seat_of(name, self._jurisdiction) if match.generic else None)
        if "{place}" in name:  # a party's branch: 民建市委会 of the document's city
            own = name.replace("{place}", office_name(seat) if seat else "")
            return self._named_body(match_key(own), own)
        if seat is None:
            return self._named_body(match_key(name), name)
        return self._named_body(f"{seat}/{match_key(name)}", local_name(name, seat))

    def _named_body(self, key: str, name: str) -> Entity:
        """Return an organisation; all but its key follows from its name and the lexicon."""
        own = self._found.get(f"organization:{key}")
        if own is not None:
            return own
        organizations = load_organizations()
        known = organizations.named.get(name)
        return self._add(
            Entity(
                id=f"organization:{key}",
                label=Label.ORGANIZATION,
                name=name,
                aliases=known.aliases if known else (),
                classification=organizations.class_of(match_key(name)),
            )
        )

    def body(self, name: str, start: int, end: int) -> Entity:
        """Return the body that proposes or handles at a span: a known organisation, else by its name."""
        match = self._organizations.get((start, end))
        if match is not None:
            return self.organization(match)
        return self._named_body(match_key(name), canonical_name(name))
