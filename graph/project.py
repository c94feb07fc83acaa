"""Turn one extraction into nodes and edges: the projection that every store loads.

Pure: no store, no I/O, and the result depends on the extraction alone. A node's properties come from its
key and the lexicon only; what the document says stands on the edges, with the spans it is said in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.check import check, passages_of
from graph.model import (
    ENDS,
    Document,
    Edge,
    EdgeType,
    Entity,
    Extraction,
    InvolvementRole,
    Label,
    Mention,
    MentionType,
    ModelError,
    Node,
    Passage,
    Proposal,
    Proposer,
    Span,
    Value,
)

_EDGE_OF_MENTION = {
    MentionType.INDUSTRY: EdgeType.CONCERNS,
    MentionType.INSTRUMENT: EdgeType.USES,
    MentionType.PLACE: EdgeType.LOCATED_IN,
    MentionType.ORGANIZATION: EdgeType.INVOLVES,
}
"""A member's mention gives no edge of its passage: PROPOSED says what is known of members."""

_NAME_LENGTH = 20
"""Characters of a passage without a heading that stand for its name."""


def project(extraction: Extraction) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    """Return the nodes, sorted by id, and edges, sorted by key, that ``extraction`` stands for.

    Raises:
        ModelError: the extraction breaks the graph model; the message names the record and its place.
    """
    check(extraction)
    nodes = sorted(_nodes(extraction), key=lambda node: node.id)
    edges = sorted(_edges(extraction), key=lambda edge: edge.key)
    _check_ends({node.id: node.label for node in nodes}, edges)
    return tuple(nodes), tuple(edges)


def _check_ends(labels: dict[str, Label], edges: Iterable[Edge]) -> None:
    """Refuse an edge whose type may not join the labels of its ends."""
    for edge in edges:
        sources, targets = ENDS[edge.type]
        if labels[edge.source] not in sources or labels[edge.target] not in targets:
            raise ModelError(f"edge {edge.key!r} joins a {labels[edge.source]} and a {labels[edge.target]}")


def _nodes(extraction: Extraction) -> Iterator[Node]:
    document = extraction.document
    yield _document(document)
    for proposal in extraction.proposals:
        yield _proposal(proposal, document)
    for _, passage in passages_of(extraction):
        yield _passage(passage, extraction.text)
    for entity in extraction.entities:
        yield _entity(entity)


def _held(properties: dict[str, Value]) -> dict[str, Value]:
    """Leave out what is not known: None and empty lists; enumerations become plain strings."""
    plain: dict[str, Value] = {}
    for name, value in properties.items():
        if value is None or value == ():
            continue
        plain[name] = (
            str(value) if isinstance(value, str) else list(value) if isinstance(value, tuple) else value
        )
    return plain


def _document(document: Document) -> Node:
    properties: dict[str, Value] = {
        "date": document.date,
        "publisher": document.publisher,
        "source": document.source,
        "jurisdiction": document.jurisdiction,
        "body": document.body,
        "session": document.session,
        "shape": document.shape,
        "sha256": document.text_sha256,
        "given": list(document.given) or None,
    }
    return Node(id=document.id, label=Label.DOCUMENT, name=document.title, properties=_held(properties))


def _proposal(proposal: Proposal, document: Document) -> Node:
    """Jurisdiction and session are the document's, copied so that questions filter without a join."""
    properties: dict[str, Value] = {
        "document_type": proposal.document_type,
        "number": proposal.number,
        "position": proposal.position,
        "year": proposal.year,
        "jurisdiction": document.jurisdiction,
        "session": document.session,
    }
    return Node(id=proposal.id, label=Label.PROPOSAL, name=proposal.title, properties=_held(properties))


def _passage(passage: Passage, text: str) -> Node:
    opening = " ".join(text[passage.start : passage.end].split())[:_NAME_LENGTH]
    properties: dict[str, Value] = {
        "kind": passage.kind,
        "heading": passage.heading,
        "position": passage.position,
        "start_offset": passage.start,
        "end_offset": passage.end,
    }
    name = passage.heading or opening or str(passage.kind)
    return Node(id=passage.id, label=Label.PASSAGE, name=name, properties=_held(properties))


def _entity(entity: Entity) -> Node:
    properties: dict[str, Value] = {
        "aliases": entity.aliases,
        "class": entity.class_,
        "subtool": entity.subtool,
        "secondary": entity.secondary,
        "level": entity.level,
        "kind": entity.kind,
        "codes": entity.codes,
        "classification": entity.classification,
        "place_type": entity.place_type,
        "code": entity.code,
        "body": entity.body,
    }
    return Node(id=entity.id, label=entity.label, name=entity.name, properties=_held(properties))


def _edges(extraction: Extraction) -> Iterator[Edge]:
    document = extraction.document.id
    for proposal in extraction.proposals:
        yield Edge(source=proposal.id, type=EdgeType.IN_DOCUMENT, target=document, document=document)
        yield from _proposed(proposal, extraction)
        yield from _spoke_for(proposal, extraction)
        yield from _handled(proposal, extraction)
    yield from _answered(extraction)
    for owner, passage in passages_of(extraction):
        yield Edge(source=owner, type=EdgeType.HAS_PASSAGE, target=passage.id, document=document)
    yield from _mentioned(extraction)
    for entity in extraction.entities:
        for broader in sorted(set(entity.broader)):
            yield Edge(source=entity.id, type=EdgeType.BROADER, target=broader)


def _proposed(proposal: Proposal, extraction: Extraction) -> Iterator[Edge]:
    """One edge per proposer and role, quoting every byline that names them."""
    groups: dict[tuple[str, str], list[Proposer]] = {}
    for proposer in (*proposal.members, *proposal.organizations):
        groups.setdefault((proposer.id, str(proposer.role)), []).append(proposer)
    for (source, role), group in groups.items():
        titles = sorted({title for proposer in group for title in proposer.titles})
        spans = {(proposer.start, proposer.end) for proposer in group}
        yield Edge(
            source=source,
            type=EdgeType.PROPOSED,
            target=proposal.id,
            qualifier=role,
            document=extraction.document.id,
            spans=_spans(spans, extraction.text),
            properties={"titles": titles} if titles else {},
        )


def _spoke_for(proposal: Proposal, extraction: Extraction) -> Iterator[Edge]:
    """One edge per member and body, quoting both names and what stands between.

    The proposal is the edge's qualifier: that somebody spoke for a body is said once in each, and removing
    one document must not take away what another one says.
    """
    places = {body.id: (body.start, body.end) for body in proposal.organizations}
    groups: dict[tuple[str, str], set[tuple[int, int]]] = {}
    for proposer in proposal.members:
        if proposer.spoke_for is not None:
            start, end = places[proposer.spoke_for]
            span = (min(start, proposer.start), max(end, proposer.end))
            groups.setdefault((proposer.id, proposer.spoke_for), set()).add(span)
    for (source, target), spans in groups.items():
        yield Edge(
            source=source,
            type=EdgeType.SPOKE_FOR,
            target=target,
            qualifier=proposal.id,
            document=extraction.document.id,
            spans=_spans(spans, extraction.text),
        )


def _handled(proposal: Proposal, extraction: Extraction) -> Iterator[Edge]:
    """One edge per handling body and role, 主办 or 会办, quoting where it is named as such."""
    groups: dict[tuple[str, str], set[tuple[int, int]]] = {}
    for handler in proposal.handlers:
        groups.setdefault((handler.id, str(handler.role)), set()).add((handler.start, handler.end))
    for (target, role), spans in groups.items():
        yield Edge(
            source=proposal.id,
            type=EdgeType.HANDLED_BY,
            target=target,
            qualifier=role,
            document=extraction.document.id,
            spans=_spans(spans, extraction.text),
        )


def _answered(extraction: Extraction) -> Iterator[Edge]:
    """One edge from a reply to each proposal it answers, with its outcome, quoting the words that name it."""
    for reply in extraction.replies:
        yield Edge(
            source=reply.reply,
            type=EdgeType.REPLIES_TO,
            target=reply.proposal,
            qualifier=str(reply.outcome or ""),
            document=extraction.document.id,
            spans=_spans({(reply.start, reply.end)}, extraction.text),
        )


def _qualifier(mention: Mention) -> str:
    """Return what keeps two edges between the same ends apart; empty where the mention does not say."""
    if mention.type is MentionType.INSTRUMENT:
        return str(mention.modality or "")
    if mention.type is MentionType.PLACE:
        return str(mention.resolution or "")
    return str(InvolvementRole.MENTIONED) if mention.type is MentionType.ORGANIZATION else ""


def _mentioned(extraction: Extraction) -> Iterator[Edge]:
    """One edge per passage, entity and qualifier, quoting every mention; the surest one gives the method."""
    groups: dict[tuple[str, EdgeType, str, str], list[Mention]] = {}
    for mention in extraction.mentions:
        if mention.type in _EDGE_OF_MENTION:
            key = (mention.passage, _EDGE_OF_MENTION[mention.type], mention.id, _qualifier(mention))
            groups.setdefault(key, []).append(mention)
    for (source, kind, target, qualifier), group in groups.items():
        surest = min(group, key=lambda mention: (-mention.confidence, mention.method))
        yield Edge(
            source=source,
            type=kind,
            target=target,
            qualifier=qualifier,
            document=extraction.document.id,
            spans=_spans({(mention.start, mention.end) for mention in group}, extraction.text),
            method=surest.method,
            confidence=surest.confidence,
        )


def _spans(bounds: Iterable[tuple[int, int]], text: str) -> tuple[Span, ...]:
    """Return the spans, sorted and each once; empty ones quote nothing and are left out."""
    return tuple(
        Span(start=start, end=end, exact=text[start:end]) for start, end in sorted(bounds) if start < end
    )
