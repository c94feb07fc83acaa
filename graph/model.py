"""The shared words: kinds of nodes and edges, the records that pass between the rooms, and the errors.

This file and ``graph/text.py`` are the floor of the house: they import nothing of ours and every room may
import them. Names follow Popolo (members, organizations), SKOS (concepts, ``broader``), schema.org
(documents) and W3C Web Annotation (``start``, ``end``, ``exact``).

Offsets everywhere are Unicode code points into the document's stored text, zero-based, end exclusive, so
``text[start:end] == exact``.

Errors::

    YimaiError
    ├── InputError      a file, folder or stream cannot be read, or holds nothing usable
    ├── LexiconError    a lexicon file breaks its rules
    ├── ModelError      a record breaks the graph model
    ├── QueryError      an unknown question, parameter or name, or a broken query file
    ├── StoreError      a store cannot be opened, read or written
    └── RenderError     a picture cannot be drawn
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

MODEL_VERSION = 1
"""Version of the graph model; stored with every graph and checked when it is opened."""


class YimaiError(Exception):
    """Root of all errors; the message says what, where, and what to do next, in one line."""


class InputError(YimaiError):
    """A file, folder or stream cannot be read, or holds nothing usable."""


class LexiconError(YimaiError):
    """A lexicon file breaks its rules; the message names file, entry and field."""


class ModelError(YimaiError):
    """A record breaks the graph model."""


class QueryError(YimaiError):
    """An unknown question, parameter or name, or a query file that breaks the catalogue's rules."""


class StoreError(YimaiError):
    """A store cannot be opened, read or written."""


class RenderError(YimaiError):
    """A picture cannot be drawn."""


class Label(StrEnum):
    """Node labels (design of the graph, one list)."""

    DOCUMENT = "Document"
    PROPOSAL = "Proposal"
    PASSAGE = "Passage"
    MEMBER = "Member"
    ORGANIZATION = "Organization"
    INDUSTRY = "Industry"
    INSTRUMENT = "Instrument"
    PLACE = "Place"


class EdgeType(StrEnum):
    """Edge types (design of the graph, one list)."""

    IN_DOCUMENT = "IN_DOCUMENT"
    PROPOSED = "PROPOSED"
    SPOKE_FOR = "SPOKE_FOR"
    HAS_PASSAGE = "HAS_PASSAGE"
    CONCERNS = "CONCERNS"
    USES = "USES"
    LOCATED_IN = "LOCATED_IN"
    INVOLVES = "INVOLVES"
    BROADER = "BROADER"
    REPLIES_TO = "REPLIES_TO"
    HANDLED_BY = "HANDLED_BY"
    SAME_TEXT = "SAME_TEXT"


ENDS: dict[EdgeType, tuple[frozenset[Label], frozenset[Label]]] = {
    EdgeType.IN_DOCUMENT: (frozenset({Label.PROPOSAL}), frozenset({Label.DOCUMENT})),
    EdgeType.PROPOSED: (frozenset({Label.MEMBER, Label.ORGANIZATION}), frozenset({Label.PROPOSAL})),
    EdgeType.SPOKE_FOR: (frozenset({Label.MEMBER}), frozenset({Label.ORGANIZATION})),
    EdgeType.HAS_PASSAGE: (frozenset({Label.DOCUMENT, Label.PROPOSAL}), frozenset({Label.PASSAGE})),
    EdgeType.CONCERNS: (frozenset({Label.PASSAGE}), frozenset({Label.INDUSTRY})),
    EdgeType.USES: (frozenset({Label.PASSAGE}), frozenset({Label.INSTRUMENT})),
    EdgeType.LOCATED_IN: (frozenset({Label.PASSAGE}), frozenset({Label.PLACE})),
    EdgeType.INVOLVES: (frozenset({Label.PASSAGE}), frozenset({Label.ORGANIZATION})),
    EdgeType.BROADER: (
        frozenset({Label.INDUSTRY, Label.INSTRUMENT, Label.PLACE, Label.ORGANIZATION}),
        frozenset({Label.INDUSTRY, Label.INSTRUMENT, Label.PLACE, Label.ORGANIZATION}),
    ),
    EdgeType.REPLIES_TO: (frozenset({Label.PROPOSAL}), frozenset({Label.PROPOSAL})),
    EdgeType.HANDLED_BY: (frozenset({Label.PROPOSAL}), frozenset({Label.ORGANIZATION})),
    EdgeType.SAME_TEXT: (frozenset({Label.DOCUMENT}), frozenset({Label.DOCUMENT})),
}
"""Which labels an edge may join: type -> (labels of its source, labels of its target)."""


class MentionType(StrEnum):
    """What a mention names."""

    MEMBER = "member"
    INDUSTRY = "industry"
    INSTRUMENT = "instrument"
    PLACE = "place"
    ORGANIZATION = "organization"


class Shape(StrEnum):
    """How a document is laid out."""

    DIGEST = "digest"
    PROPOSAL = "proposal"
    REPLY = "reply"
    NEWS = "news"
    OTHER = "other"


class DocumentType(StrEnum):
    """What a proposal is, in the terms of the conference's own rules."""

    PLENARY_SPEECH = "plenary_speech"
    WRITTEN_SPEECH = "written_speech"
    PROPOSAL = "proposal"
    DEPUTY_SUGGESTION = "deputy_suggestion"
    PUBLIC_OPINION = "public_opinion"
    REPLY = "reply"
    NEWS = "news"


class PassageKind(StrEnum):
    """What a passage is within its document; passages tile the document."""

    FRONT = "front"
    TITLE = "title"
    BYLINE = "byline"
    SITUATION = "situation"
    ANALYSIS = "analysis"
    MEASURE = "measure"
    RESPONSE = "response"
    FOOTER = "footer"
    CHROME = "chrome"
    OTHER = "other"


class ProposerRole(StrEnum):
    """How a member or body stands to a proposal."""

    LEAD = "lead"
    CO = "co"
    SPEAKER = "speaker"


class HandlerRole(StrEnum):
    """How a body handles a proposal: 主办 (answers it) or 会办, 协办 (is consulted)."""

    MAIN = "main"
    CO = "co"


class Outcome(StrEnum):
    """Class of a reply: A solved or adopted, B under way or planned, C not possible now, D for reference."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Modality(StrEnum):
    """Whether an instrument is asked for, planned, there already, missing, or turned down."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    EXISTING = "existing"
    NEGATED = "negated"
    DECLINED = "declined"


class Resolution(StrEnum):
    """Whether a place is named or only meant by context (我市)."""

    NAMED = "named"
    CONTEXTUAL = "contextual"


class Level(StrEnum):
    """Height of an instrument concept: concept < family < sub-tool < class."""

    CONCEPT = "concept"
    FAMILY = "family"
    SUBTOOL = "subtool"
    CLASS = "class"


class InvolvementRole(StrEnum):
    """How an organization stands to a passage."""

    MENTIONED = "mentioned"
    HANDLER = "handler"


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of all records: immutable, keyword-only, JSON without fields at their default."""


class Proposer(Record, frozen=True, kw_only=True, omit_defaults=False):
    """A member or body behind a proposal, with the span of the name in the byline."""

    id: str
    name: str
    role: ProposerRole
    start: int
    end: int
    titles: tuple[str, ...] = ()
    """Offices written with the name, as written."""
    spoke_for: str | None = None
    """Id of the body, a proposer of the same proposal, for which a member speaks."""


class Handler(Record, frozen=True, kw_only=True, omit_defaults=False):
    """A body that handles a proposal, with the span that says so."""

    id: str
    name: str
    role: HandlerRole
    start: int
    end: int


class Passage(Record, frozen=True, kw_only=True, omit_defaults=False):
    """A stretch of the document; ``heading`` is its first sentence without the full stop, or empty."""

    id: str
    kind: PassageKind
    position: int
    heading: str
    start: int
    end: int


class Proposal(Record, frozen=True, kw_only=True, omit_defaults=False):
    """One speech, proposal, suggestion or reply; ``title`` is joined over wrapped lines."""

    id: str
    title: str
    document_type: DocumentType
    number: str | None
    position: int
    year: int | None
    start: int
    end: int
    members: tuple[Proposer, ...]
    organizations: tuple[Proposer, ...]
    passages: tuple[Passage, ...]
    handlers: tuple[Handler, ...] = ()


class Reply(Record, frozen=True, kw_only=True, omit_defaults=False):
    """Which proposal a reply answers, with which outcome; the span is that of the words that name it.

    ``reply`` and ``proposal`` are ids of proposals of the same extraction; the one answered has no passages.
    """

    reply: str
    proposal: str
    outcome: Outcome | None
    start: int
    end: int


class Fact(Record, frozen=True, kw_only=True, omit_defaults=False):
    """What a document says of itself and where: ``field`` is a field of Document."""

    field: str
    start: int
    end: int
    exact: str


class Document(Record, frozen=True, kw_only=True, omit_defaults=False):
    """One source; ``passages`` are those that belong to no proposal.

    ``date`` is ISO 8601, ``jurisdiction`` a six-digit GB/T 2260 code, ``session`` is ``term-meeting``
    (十二届四次会议 is ``12-4``), ``body`` is ``cppcc`` or ``npc`` with the jurisdiction (``cppcc:330100``).
    What the text does not say is None.
    """

    id: str
    title: str
    date: str | None
    publisher: str | None
    source: str
    jurisdiction: str | None
    body: str | None
    session: str | None
    shape: Shape
    text_sha256: str
    passages: tuple[Passage, ...]
    facts: tuple[Fact, ...] = ()
    """Where title, date, publisher, jurisdiction, body and session were read; not those given beforehand."""
    given: tuple[str, ...] = ()
    """Names of the fields that were known before the text was read: a list's column, a page's metadata."""


class Span(Record, frozen=True, kw_only=True, omit_defaults=False):
    """A quotable stretch of a document's text."""

    start: int
    end: int
    exact: str


class Mention(Record, frozen=True, kw_only=True, rename={"class_": "class"}):
    """One place in the text where an entity is named, with how it was found.

    ``cue`` quotes the words that decided an instrument's modality; None where its passage did.
    """

    start: int
    end: int
    exact: str
    type: MentionType
    id: str
    name: str
    passage: str
    proposal: str | None
    method: str
    confidence: float
    class_: str | None = None
    subtool: str | None = None
    modality: Modality | None = None
    cue: Span | None = None
    resolution: Resolution | None = None
    nested: bool = False


class Entity(Record, frozen=True, kw_only=True, rename={"class_": "class"}):
    """What the lexicon and the rules know of a thing, apart from any document.

    Holds for members, organizations, industries, instruments and places; ``broader`` are ids of other
    entities of the same label, all of which stand in the same extraction.
    """

    id: str
    label: Label
    name: str
    aliases: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    level: Level | None = None
    class_: str | None = None
    subtool: str | None = None
    secondary: tuple[str, ...] = ()
    kind: str | None = None
    codes: tuple[str, ...] = ()
    classification: str | None = None
    place_type: str | None = None
    code: str | None = None
    body: str | None = None


class Extraction(Record, frozen=True, kw_only=True, omit_defaults=False):
    """All that is read from one document: the text itself, its structure, mentions and entities."""

    document: Document
    text: str
    proposals: tuple[Proposal, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    replies: tuple[Reply, ...] = ()


Scalar = str | int | float | bool | None
Value = Scalar | tuple[str, ...] | list[str] | list[int]
"""What a node or edge property may hold in every store."""


class Node(Record, frozen=True, kw_only=True, omit_defaults=False):
    """A node as the stores hold it; ``properties`` exclude ``id`` and ``name``."""

    id: str
    label: Label
    name: str
    properties: dict[str, Value]


class Edge(Record, frozen=True, kw_only=True, omit_defaults=False):
    """An edge as the stores hold it.

    ``qualifier`` is its modality, role or resolution (empty where there is none); ``document`` is the id
    of the document whose text ``spans`` quote, empty for edges that come from the lexicon.
    """

    source: str
    type: EdgeType
    target: str
    qualifier: str = ""
    document: str = ""
    spans: tuple[Span, ...] = ()
    method: str = ""
    confidence: float = 1.0
    properties: dict[str, Value] = {}

    @property
    def key(self) -> str:
        """The edge's identity: source, type, target and qualifier, joined by ``|``."""
        return f"{self.source}|{self.type}|{self.target}|{self.qualifier}"


class Evidence(Record, frozen=True, kw_only=True, omit_defaults=False):
    """A quotation that stands behind an edge: span, exact words, and the whole sentence around them.

    ``sentence_start`` is the offset of the sentence in the document, so that the exact words can be
    marked inside it (``exact`` begins at ``start - sentence_start``).
    """

    document: str
    document_name: str
    start: int
    end: int
    exact: str
    sentence: str
    sentence_start: int


class PassageText(Record, frozen=True, kw_only=True, omit_defaults=False):
    """A passage's own words, ``text``, which begin at ``start`` in its document."""

    document: str
    document_name: str
    start: int
    text: str


class Link(Record, frozen=True, kw_only=True, omit_defaults=False):
    """An edge of an answer: plain, with its quotations, ready to be shown."""

    source: str
    type: EdgeType
    target: str
    key: str
    qualifier: str = ""
    evidence: tuple[Evidence, ...] = ()


class Subgraph(Record, frozen=True, kw_only=True, omit_defaults=False):
    """A plain graph: what a question answers with and what a picture is drawn from."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
