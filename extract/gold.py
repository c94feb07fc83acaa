"""Gold annotations: what a document says, written down by hand, to measure the extraction against.

One JSON file beside each document (``name.txt`` or ``name.html`` and ``name.json``); the format is told in
``tests/development/README.md``.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from graph.model import DocumentType, InputError, MentionType, Modality, PassageKind, Shape


class GoldInstrument(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"class_": "class"}):
    """An instrument's name with its class, sub-tool and modality."""

    name: str
    class_: str
    subtool: str
    modality: Modality


class GoldNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The distinct strings of each type as they stand in the text."""

    member: list[str]
    industry: list[str]
    instrument: list[GoldInstrument]
    place: list[str]
    organization: list[str]

    def of(self, kind: MentionType) -> set[str]:
        """Return the names of one type."""
        if kind is MentionType.INSTRUMENT:
            return {item.name for item in self.instrument}
        return set(getattr(self, kind))


class GoldProposal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A proposal; an empty title means that the text gives none."""

    title: str
    members: list[str]
    organizations: list[str]
    document_type: DocumentType | None = None
    number: str | None = None


class GoldReply(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a reply answers: the proposal's number and title, to whom, by whom, with which outcome."""

    number: str | None
    title: str | None
    members: list[str]
    organizations: list[str]
    outcome: str | None
    main: list[str]
    co: list[str]


class GoldFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the document says of itself; null where it says nothing."""

    title: str
    date: str | None
    publisher: str | None
    jurisdiction: str | None
    body: str | None
    session: str | None


class Gold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that is annotated of one document.

    ``passages`` are (kind, number of the proposal or 0, opening words), in the order of the text; each runs
    to the next one's opening. Where they are None the document's passages are not scored.
    """

    shape: Shape
    facts: GoldFacts
    proposals: list[GoldProposal]
    names: GoldNames
    passages: list[tuple[PassageKind, int, str]] | None = None
    replies: list[GoldReply] = []

    def openings(self, text: str) -> list[int]:
        """Return where the passages begin in ``text``; ValueError for an opening that is not there."""
        found: list[int] = []
        position = 0
        for kind, _, opening in self.passages or ():
            position = text.find(opening, position)
            if position < 0:
                raise ValueError(f"passages: {kind} {opening!r} is not in the text after the one before")
            found.append(position)
            position += 1
        return found


def load_gold(path: Path) -> Gold:
    """Read a gold file.

    Raises:
        InputError: it is missing, or not of the format; the message names the field.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Gold)
    except OSError as error:
        raise InputError(f"{path}: 无法读取标注 (gold cannot be read): {error.strerror}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path}: 标注格式不对 (not a gold annotation): {error}; 格式见 tests/development/README.md"
        ) from error


def faults(gold: Gold, text: str) -> list[str]:
    """Return what in a gold annotation does not fit its text, one line a fault; empty when all does."""
    found: list[str] = []
    whole = text.replace("\n", "").replace("\r", "")
    for kind in MentionType:
        found += [
            f"names.{kind}: {name!r} is not in the text"
            for name in sorted(gold.names.of(kind))
            if name not in whole
        ]
    people = {
        name for item in (*gold.proposals, *gold.replies) for name in (*item.members, *item.organizations)
    }
    found += [
        f"names.member: {name!r} proposes and is missing" for name in sorted(people - set(gold.names.member))
    ]
    found += [
        f"proposals: a part of the title {item.title!r} is not in the text"
        for item in gold.proposals
        if not _stands(item.title, whole)
    ]
    if gold.passages is None:
        return found
    try:
        openings = gold.openings(text)
    except ValueError as error:
        return [*found, str(error)]
    if text[: openings[0] if openings else None].strip():
        found.append("passages: the first one does not begin with the text")
    if len(set(openings)) < len(openings):
        found.append("passages: two begin at the same place")
    owners = {number for _, number, _ in gold.passages} - {0}
    if owners != set(range(1, len(gold.proposals) + 1)):
        found.append(
            f"passages: proposals {sorted(owners)} own passages, but there are {len(gold.proposals)}"
        )
    return found


def _stands(title: str, whole: str) -> bool:
    """Whether a title, joined over its lines by spaces, stands in a text without line breaks."""
    bare = "".join(title.split())
    return bare in "".join(whole.split())
