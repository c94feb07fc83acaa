"""What the structure step finds, before anything gets an id: drafts of passages and proposals."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.lines import Line
from extract.names import Named
from graph.model import DocumentType, PassageKind, Shape


@dataclass(frozen=True)
class DraftPassage:
    """A passage of known kind; ``heading`` is the nearest section heading above it, for its wording."""

    kind: PassageKind
    start: int
    end: int
    section: str = ""


@dataclass(frozen=True)
class DraftProposal:
    """A proposal with its passages in order; ``title`` is joined over its lines by one space."""

    title: str
    title_spans: tuple[tuple[int, int], ...]
    document_type: DocumentType
    proposers: tuple[Named, ...]
    passages: tuple[DraftPassage, ...]
    number: str | None = None

    @property
    def start(self) -> int:
        """Offset of its first passage."""
        return self.passages[0].start

    @property
    def end(self) -> int:
        """Offset after its last passage."""
        return max(passage.end for passage in self.passages)


@dataclass(frozen=True)
class Layout:
    """How a document is built: shape, title, proposals, passages of no proposal, other people ascribed."""

    shape: Shape
    title: str
    proposals: tuple[DraftProposal, ...]
    passages: tuple[DraftPassage, ...]
    named: tuple[Named, ...] = field(default=())
    """Members named outside a byline, such as the one a reply is addressed to."""


def line_passage(line: Line, kind: PassageKind, section: str = "") -> DraftPassage:
    """Make a passage of one line."""
    return DraftPassage(kind, line.start, line.end, section)
