"""JSON-LD: the graph in the terms of schema.org, SKOS, PROV and the W3C Web Annotation model.

Industries and instruments are SKOS concepts; people, bodies, places and texts are schema.org's. What a
passage names is told twice: as a plain link and, with the words that say so, as a Web Annotation whose
target is the document's text with a position and a quotation. All other terms are ``yimai:``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any, BinaryIO
from urllib.parse import quote_from_bytes

import msgspec

from graph.exports.quoted import quoted_edges
from graph.model import Edge, EdgeType, Evidence, Label, Node
from graph.store import Store

BASE = "urn:yimai:"
"""What makes a name of the web of an id."""

_LINK = {"@type": "@id", "@container": "@set"}
CONTEXT: dict[str, Any] = {
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "yimai": "urn:yimai:term:",
    "id": "@id",
    "type": "@type",
    "name": {"@id": "schema:name", "@language": "zh"},
    "prefLabel": {"@id": "skos:prefLabel", "@language": "zh"},
    "altLabel": {"@id": "skos:altLabel", "@language": "zh", "@container": "@set"},
    "alternateName": {"@id": "schema:alternateName", "@language": "zh", "@container": "@set"},
    "notation": {"@id": "skos:notation", "@container": "@set"},
    "datePublished": {"@id": "schema:datePublished", "@type": "xsd:date"},
    "text": "schema:text",
    "author_of": {"@reverse": "schema:author", "@type": "@id", "@container": "@set"},
    "isPartOf": {"@id": "schema:isPartOf", **_LINK},
    "hasPart": {"@id": "schema:hasPart", **_LINK},
    "about": {"@id": "schema:about", **_LINK},
    "mentions": {"@id": "schema:mentions", **_LINK},
    "contentLocation": {"@id": "schema:contentLocation", **_LINK},
    "containedInPlace": {"@id": "schema:containedInPlace", **_LINK},
    "parentOrganization": {"@id": "schema:parentOrganization", **_LINK},
    "sameAs": {"@id": "schema:sameAs", **_LINK},
    "broader": {"@id": "skos:broader", **_LINK},
    "uses": {"@id": "yimai:uses", **_LINK},
    "spokeFor": {"@id": "yimai:spokeFor", **_LINK},
    "repliesTo": {"@id": "yimai:repliesTo", **_LINK},
    "handledBy": {"@id": "yimai:handledBy", **_LINK},
    "hasBody": {"@id": "oa:hasBody", "@type": "@id"},
    "hasTarget": "oa:hasTarget",
    "hasSource": {"@id": "oa:hasSource", "@type": "@id"},
    "hasSelector": {"@id": "oa:hasSelector", "@container": "@set"},
    "motivatedBy": {"@id": "oa:motivatedBy", "@type": "@id"},
    "exact": "oa:exact",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "link": {"@id": "yimai:link", "@type": "@id"},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
}
"""Short terms -> what they mean."""

_TYPES: dict[Label, list[str]] = {
    Label.DOCUMENT: ["schema:DigitalDocument", "prov:Entity"],
    Label.PROPOSAL: ["schema:CreativeWork", "yimai:Proposal"],
    Label.PASSAGE: ["schema:CreativeWork", "yimai:Passage"],
    Label.MEMBER: ["schema:Person"],
    Label.ORGANIZATION: ["schema:Organization"],
    Label.INDUSTRY: ["skos:Concept", "yimai:Industry"],
    Label.INSTRUMENT: ["skos:Concept", "yimai:Instrument"],
    Label.PLACE: ["schema:Place"],
}
_CONCEPTS = frozenset({Label.INDUSTRY, Label.INSTRUMENT})
_LINKS: dict[EdgeType, str] = {
    EdgeType.IN_DOCUMENT: "isPartOf",
    EdgeType.PROPOSED: "author_of",
    EdgeType.SPOKE_FOR: "spokeFor",
    EdgeType.HAS_PASSAGE: "hasPart",
    EdgeType.CONCERNS: "about",
    EdgeType.USES: "uses",
    EdgeType.LOCATED_IN: "contentLocation",
    EdgeType.INVOLVES: "mentions",
    EdgeType.REPLIES_TO: "repliesTo",
    EdgeType.HANDLED_BY: "handledBy",
    EdgeType.SAME_TEXT: "sameAs",
}
_BROADER = {"place": "containedInPlace", "organization": "parentOrganization"}
"""Kind of a thing -> what its wider one is to it; concepts have ``skos:broader``."""
_NO_NAME = re.compile('[\x00-\x20<>"{}|\\\\^`%#?\\[\\]\x7f-\xa0\ud800-\udfff\ue000-\uf8ff\ufff0-\uffff]')
"""Characters that no name of the web (RFC 3987) may hold as they are."""


def write_json_ld(store: Store, out: BinaryIO) -> None:
    """Write the graph as one JSON-LD document: the context, then a line per node, per links, per quotation.

    Raises:
        StoreError: the store cannot be read.
    """
    context = msgspec.json.encode(CONTEXT)
    out.write(b'{"@context":' + context + b',\n"@graph":[')
    parted = b"\n"
    for thing in _things(store):
        out.write(parted + msgspec.json.encode(thing))
        parted = b",\n"
    out.write(b"\n]}\n")


def iri(id_: str) -> str:
    """Return the name of the web of an id; Chinese stays as it is.

    >>> iri("instrument:算力 券")
    'urn:yimai:instrument:算力%20券'
    """
    encoded = _NO_NAME.sub(lambda match: quote_from_bytes(match.group().encode("utf-8", "replace")), id_)
    return BASE + encoded


def _things(store: Store) -> Iterator[dict[str, Any]]:
    for node in store.nodes():
        yield _node(store, node)
    for source, edges in groupby(quoted_edges(store), key=lambda item: item[0].source):
        yield from _edges(source, list(edges))


def _node(store: Store, node: Node) -> dict[str, Any]:
    held = dict(node.properties)
    thing: dict[str, Any] = {"id": iri(node.id), "type": _TYPES[node.label]}
    concept = node.label in _CONCEPTS
    thing["prefLabel" if concept else "name"] = node.name
    if aliases := held.pop("aliases", None):
        thing["altLabel" if concept else "alternateName"] = aliases
    if codes := held.pop("codes", None):
        thing["notation"] = codes
    if date := held.pop("date", None):
        thing["datePublished"] = date
    if node.label is Label.DOCUMENT:
        thing["text"] = store.text(node.id) or ""
    return thing | {f"yimai:{name}": value for name, value in sorted(held.items()) if value is not None}


def _edges(source: str, edges: list[tuple[Edge, tuple[Evidence, ...]]]) -> Iterator[dict[str, Any]]:
    """Yield one thing with the links of a node, then an annotation for each quotation behind them."""
    links: dict[str, list[str]] = {}
    for edge, _ in edges:
        wider = _BROADER.get(source.partition(":")[0], "broader")
        targets = links.setdefault(_LINKS.get(edge.type, wider), [])
        if (target := iri(edge.target)) not in targets:
            targets.append(target)
    yield {"id": iri(source), **links}
    for edge, quoted in edges:
        for item in quoted:
            yield _annotation(edge, item)


def _annotation(edge: Edge, item: Evidence) -> dict[str, Any]:
    document = iri(item.document)
    told: dict[str, Any] = {
        "id": f"{iri(f'annotation:{edge.key}')}:{item.start}-{item.end}",
        "type": "oa:Annotation",
        "motivatedBy": "oa:identifying",
        "hasBody": iri(edge.target),
        "hasTarget": {
            "type": "oa:SpecificResource",
            "hasSource": document,
            "hasSelector": [
                {"type": "oa:TextPositionSelector", "start": item.start, "end": item.end},
                {"type": "oa:TextQuoteSelector", "exact": item.exact},
            ],
        },
        "link": iri(edge.source),
        "wasDerivedFrom": document,
        "yimai:sentence": item.sentence,
        "yimai:method": edge.method,
        "yimai:confidence": edge.confidence,
    }
    if edge.qualifier:
        told["yimai:qualifier"] = edge.qualifier
    return told
