"""What the structure step finds, before anything gets an id: drafts of passages and proposals."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.lines import Line
from extract.names import Named
from graph.model import DocumentType, HandlerRole, Outcome, PassageKind, Shape


@dataclass(frozen=True)
class DraftPassage:
    """A passage of known kind; ``heading`` is the nearest section heading above it, for its wording."""

    kind: PassageKind
    start: int
    end: int
    section: str = ""


@dataclass(frozen=True)
class DraftHandler:
    """A body that handles a proposal, as written: 主办 or 会办."""

    name: str
    start: int
    end: int
    role: HandlerRole


@dataclass(frozen=True)
class DraftProposal:
    """A proposal with its passages in order; ``title`` is joined over its lines by one space.

    One that a document only tells of has no passages of its own; it spans its title.
    """

    title: str
    title_spans: tuple[tuple[int, int], ...]
    document_type: DocumentType
    proposers: tuple[Named, ...]
    passages: tuple[DraftPassage, ...]
    number: str | None = None
    handlers: tuple[DraftHandler, ...] = ()

    @property
    def start(self) -> int:
        """Offset of its first passage."""
        return self.passages[0].start if self.passages else self.title_spans[0][0]

    @property
    def end(self) -> int:
        """Offset after its last passage."""
        return max(passage.end for passage in self.passages) if self.passages else self.title_spans[-1][1]


@dataclass(frozen=True)
class DraftAnswer:
    """A proposal that a reply answers; ``start`` and ``end`` span the words that name it."""

    proposal: DraftProposal
    start: int
    end: int
    outcome: Outcome | None


@dataclass(frozen=True)
class Layout:
    """How a document is built: shape, title, proposals, passages of no proposal, other people ascribed."""

    shape: Shape
    title: tuple[tuple[int, int], ...]
    """Spans of the lines of the document's own title."""
    proposals: tuple[DraftProposal, ...]
    passages: tuple[DraftPassage, ...]
    answers: tuple[DraftAnswer, ...] = field(default=())
    """What a reply answers."""
    reason: str = ""
    """Why the text was read so, in Chinese and English."""

    def passage_at(self, offset: int) -> DraftPassage | None:
        """Return the passage that holds an offset; None outside all."""
        parts = (self.passages, *(proposal.passages for proposal in self.proposals))
        holding = (item for passages in parts for item in passages if item.start <= offset < item.end)
        return next(holding, None)


def line_passage(line: Line, kind: PassageKind, section: str = "") -> DraftPassage:
    """Make a passage of one line."""
    return DraftPassage(kind, line.start, line.end, section)
