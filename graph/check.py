"""Check an extraction against the graph model before anything of it is loaded.

The rules need no store: every id is there, unique and begins with its kind, every reference is met by a
record of the right kind, every span slices the text to its exact words, and the passages tile the document.
The first fault is raised as a ModelError that names the document, the record and its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn

from graph.model import (
    Entity,
    Extraction,
    Label,
    Mention,
    MentionType,
    ModelError,
    Passage,
    Proposal,
    Proposer,
    Reply,
)

LABEL_OF_MENTION: dict[MentionType, Label] = {
    MentionType.MEMBER: Label.MEMBER,
    MentionType.INDUSTRY: Label.INDUSTRY,
    MentionType.INSTRUMENT: Label.INSTRUMENT,
    MentionType.PLACE: Label.PLACE,
    MentionType.ORGANIZATION: Label.ORGANIZATION,
}
"""Which kind of node a mention names."""


def passages_of(extraction: Extraction) -> Iterator[tuple[str, Passage]]:
    """Yield (id of its document or proposal, passage) for every passage of an extraction."""
    for passage in extraction.document.passages:
        yield extraction.document.id, passage
    for proposal in extraction.proposals:
        for passage in proposal.passages:
            yield proposal.id, passage


def check(extraction: Extraction) -> None:
    """Raise ModelError for the first rule of the graph model that ``extraction`` breaks."""
    _Checker(extraction).run()


def _is_blank(text: str) -> bool:
    """Tell whether there is nothing but white space, visible or not."""
    return all(char.isspace() or char in "\ufeff\u200b" for char in text)


class _Checker:
    """One pass over one extraction; ``labels`` grows to every node id and its label."""

    def __init__(self, extraction: Extraction) -> None:
        self._extraction = extraction
        self._labels: dict[str, Label] = {}

    def run(self) -> None:
        self._text()
        self._nodes()
        for entity in self._extraction.entities:
            self._broader(entity)
        for proposal in self._extraction.proposals:
            for proposer in proposal.members:
                self._proposer(proposal.id, proposer, Label.MEMBER)
            for proposer in proposal.organizations:
                self._proposer(proposal.id, proposer, Label.ORGANIZATION)
            self._bodies(proposal)
        for reply in self._extraction.replies:
            self._reply(reply)
        for mention in self._extraction.mentions:
            self._mention(mention)

    def _fail(self, message: str) -> NoReturn:
        raise ModelError(f"document {self._extraction.document.id!r}: {message}")

    def _text(self) -> None:
        """A lone surrogate is no Unicode text: it can be neither stored nor shown."""
        try:
            self._extraction.text.encode()
        except UnicodeEncodeError as error:
            self._fail(f"the text holds a lone surrogate at offset {error.start}; decode the file again")

    def _nodes(self) -> None:
        self._add(self._extraction.document.id, Label.DOCUMENT)
        for proposal in self._extraction.proposals:
            self._add(proposal.id, Label.PROPOSAL)
            self._span(f"proposal {proposal.id!r}", proposal.start, proposal.end)
        for _, passage in passages_of(self._extraction):
            self._add(passage.id, Label.PASSAGE)
            self._span(f"passage {passage.id!r}", passage.start, passage.end)
        for entity in self._extraction.entities:
            if entity.label in (Label.DOCUMENT, Label.PROPOSAL, Label.PASSAGE):
                self._fail(f"entity {entity.id!r} has the label {entity.label}, which entities cannot have")
            self._add(entity.id, entity.label)
        self._tiles()

    def _add(self, node: str, label: Label) -> None:
        if not node:
            self._fail(f"a {label} has an empty id")
        if not node.startswith(f"{label.lower()}:"):
            # The kind stands in front, so that ids are unique across labels whatever a document says.
            self._fail(f"the id {node!r} of a {label} does not begin with '{label.lower()}:'")
        if node in self._labels:
            self._fail(f"the id {node!r} is used twice, by a {self._labels[node]} and a {label}")
        self._labels[node] = label

    def _tiles(self) -> None:
        """Every character but white space is in one passage, so that whatever is mentioned has its place."""
        text, reached = self._extraction.text, 0
        spans = ((passage.start, passage.end, passage.id) for _, passage in passages_of(self._extraction))
        for start, end, id_ in sorted(spans):
            if start < reached or not _is_blank(text[reached:start]):
                self._fail(f"passage {id_!r} begins at {start}, not at {reached} where the last one ends")
            reached = end
        if not _is_blank(text[reached:]):
            self._fail(f"the passages end at {reached}, not at the end of the text")

    def _span(self, what: str, start: int, end: int) -> None:
        if not 0 <= start <= end <= len(self._extraction.text):
            self._fail(
                f"{what} spans {start}:{end}, outside the text of {len(self._extraction.text)} characters"
            )

    def _refer(self, what: str, node: str, label: Label) -> None:
        found = self._labels.get(node)
        if found is None:
            self._fail(f"{what} refers to the {label} {node!r}, which is not in the extraction")
        if found is not label:
            self._fail(f"{what} refers to {node!r} as a {label}, but it is a {found}")

    def _broader(self, entity: Entity) -> None:
        for broader in entity.broader:
            self._refer(f"entity {entity.id!r}", broader, entity.label)
            if broader == entity.id:
                self._fail(f"entity {entity.id!r} is broader than itself")

    def _proposer(self, proposal: str, proposer: Proposer, label: Label) -> None:
        what = f"proposer {proposer.name!r} of {proposal!r}"
        self._refer(what, proposer.id, label)
        self._span(what, proposer.start, proposer.end)

    def _bodies(self, proposal: Proposal) -> None:
        """A member speaks for a body of the same proposal only; handlers are organizations."""
        bodies = {proposer.id for proposer in proposal.organizations}
        for proposer in proposal.members:
            if proposer.spoke_for is not None and proposer.spoke_for not in bodies:
                self._fail(
                    f"proposer {proposer.name!r} of {proposal.id!r} speaks for {proposer.spoke_for!r}, "
                    "which does not propose it"
                )
        for handler in proposal.handlers:
            what = f"handler {handler.name!r} of {proposal.id!r}"
            self._refer(what, handler.id, Label.ORGANIZATION)
            self._span(what, handler.start, handler.end)

    def _reply(self, reply: Reply) -> None:
        what = f"the reply {reply.reply!r}"
        self._refer(what, reply.reply, Label.PROPOSAL)
        self._refer(what, reply.proposal, Label.PROPOSAL)
        self._span(what, reply.start, reply.end)
        if reply.reply == reply.proposal:
            self._fail(f"{what} answers itself")

    def _mention(self, mention: Mention) -> None:
        what = f"mention {mention.exact!r} at {mention.start}:{mention.end}"
        self._span(what, mention.start, mention.end)
        found = self._extraction.text[mention.start : mention.end]
        if not found or found != mention.exact:
            self._fail(f"{what} does not fit the text, which reads {found!r} there")
        self._refer(what, mention.passage, Label.PASSAGE)
        if mention.proposal is not None:
            self._refer(what, mention.proposal, Label.PROPOSAL)
        self._refer(what, mention.id, LABEL_OF_MENTION[mention.type])
