"""Turn matches into entities: canonical names, deterministic ids, and what is broader."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.gazetteer import chain, division, gazetteer
from extract.industries import IndustryMatch
from extract.instruments import InstrumentMatch
from extract.lexicons import CLASSES, SUBTOOLS, Concept, Lexicon
from extract.organizations import OrganizationMatch, load_organizations, local_name, office_name, seat_of
from graph.model import Entity, Label, Level
from graph.text import canonical_name, match_key

_INDUSTRY_TAIL = re.compile(r"(?:产业|行业|经济|业)$")
_BRACKET = re.compile(r"\([^()]*\)$")


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

    def needed(self, ids: Iterable[str]) -> tuple[Entity, ...]:
        """Return the entities of the given ids and all that is broader, sorted by id.

        What was looked up for a candidate that another name then covered is left out.
        """
        kept: set[str] = set()
        waiting = list(ids)
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
        clean = re.sub("[•・]", "·", re.sub("[ 　]", "", name))
        return self._add(Entity(id=f"member:{body}/{clean}", label=Label.MEMBER, name=clean, body=body))

    def instrument(self, match: InstrumentMatch, surface: str) -> Entity:
        """Return the instrument a match names: a lexicon concept, or one of its own below the nearest.

        What an unlisted instrument is follows from its name alone, so that no document changes another's.
        """
        name = canonical_name(surface)
        known = self._lexicon.instrument_names.get(match_key(name))
        if known is not None or (match.exact_concept and match.concept):
            return self._concept(self._lexicon.instruments[known or str(match.concept)])
        subtool, broader = self._above_instrument(name, match)
        return self._add(
            Entity(
                id=f"instrument:{name}",
                label=Label.INSTRUMENT,
                name=name,
                broader=(broader,),
                level=Level.CONCEPT,
                class_=subtool.partition(".")[0],
                subtool=subtool,
            )
        )

    def _above_instrument(self, name: str, match: InstrumentMatch) -> tuple[str, str]:
        """Return the sub-tool of an unlisted name and the id of what is broader, by its longest known end."""
        key = _BRACKET.sub("", match_key(name))
        endings = (key[start:] for start in range(1, len(key)))
        known = next(
            (end for end in endings if end in self._lexicon.instrument_ends or end in self._lexicon.heads),
            None,
        )
        concept = self._lexicon.instrument_ends.get(known or "") or match.concept
        if concept is not None:
            parent = self._lexicon.instruments[concept]
            return parent.subtool or "", self._concept(parent).id
        head = self._lexicon.heads[known or match_key(str(match.head))]
        subtool = head.subtool_of(key)
        family = self._lexicon.instruments[head.family]
        if family.subtool == subtool:
            return subtool, self._concept(family).id
        return subtool, self._subtool(subtool).id

    def _concept(self, concept: Concept) -> Entity:
        """Return the entity of a lexicon instrument, after everything broader than it."""
        subtool = concept.subtool or ""
        parent = self._lexicon.instruments.get(concept.broader or "")
        broader = self._concept(parent).id if parent else self._subtool(subtool).id
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
            )
        )

    def _subtool(self, subtool: str) -> Entity:
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
        known = names.get(match_key(name)) or names.get(match_key(stem))
        if known is not None:
            return self._industry(self._lexicon.industries[known])
        key = match_key(stem)
        pieces = [
            *(key[start:] for start in range(1, len(key))),
            *(key[:end] for end in range(len(key) - 1, 1, -1)),
        ]
        above = next((names[piece] for piece in pieces if piece in names), match.concept)
        parent = self._lexicon.industries.get(above or "")
        label = stem if len(stem) >= 2 and name.endswith(("产业", "行业")) else name
        return self._add(
            Entity(
                id=f"industry:{label}",
                label=Label.INDUSTRY,
                name=label,
                broader=(self._industry(parent).id,) if parent else (),
                level=Level.CONCEPT,
                kind="industry",
            )
        )

    def _industry(self, concept: Concept) -> Entity:
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
        parents = chain(key)
        own = division(key)
        if own is not None:
            broader = tuple(self.place(parent).id for parent in parents[:1])
            return self._add(
                Entity(
                    id=f"place:{key}",
                    label=Label.PLACE,
                    name=own.name,
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
