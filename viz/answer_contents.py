"""What the page of answers tells: plain records, every claim with what is said behind it.

Proposals are named by their ids, which lead to ``Answers.works``; addresses are relative to the page and made
by our own code, an empty one is no link. Where a list is bounded, ``total`` says how long it was; None says
that nobody counted, and ``more`` that there was more.
"""

from __future__ import annotations

from graph.model import Evidence, Label, Record


class Work(Record, frozen=True, kw_only=True):
    """A proposal that an answer names; ``document`` is the id of its document."""

    title: str
    proposers: tuple[str, ...]
    year: int | None
    document_type: str
    number: str
    document: str
    address: str


class Paper(Record, frozen=True, kw_only=True):
    """A document that is quoted; jurisdiction, body and session are as in ``contents.Source``."""

    name: str
    date: str
    publisher: str
    jurisdiction: str
    body: str
    session: str


class Said(Record, frozen=True, kw_only=True):
    """A sentence and who says it: ``proposal`` is empty where that is not known."""

    proposal: str
    said: Evidence
    modality: str = ""


class Common(Record, frozen=True, kw_only=True):
    """A thing that two proposals have in common, and what each says of it."""

    id: str
    name: str
    kind: Label
    a: tuple[Said, ...] = ()
    b: tuple[Said, ...] = ()


class Merge(Record, frozen=True, kw_only=True):
    """Two proposals that might be merged, or, where not ``mergeable``, are alike and must not be: ``why``.

    ``parts`` are the parts of the score by name, ``measures`` the measures that ask for the same.
    ``reasons`` speak for it and ``differences`` against: what it is about, in words of ours, and the rest.
    """

    a: str
    b: str
    score: float
    parts: dict[str, float]
    mergeable: bool
    why: str
    reasons: tuple[tuple[str, str], ...]
    common: tuple[Common, ...]
    measures: tuple[tuple[Said, Said], ...]
    differences: tuple[tuple[str, str], ...]


class Merges(Record, frozen=True, kw_only=True):
    """The pairs that might be merged; ``most`` is what each part can give at most; ``rule`` stands below."""

    pairs: tuple[Merge, ...]
    most: dict[str, float]
    total: int | None
    rule: str
    notes: tuple[str, ...]


class Pair(Record, frozen=True, kw_only=True):
    """Two proposals and the instruments both use, rarest first."""

    a: str
    b: str
    common: tuple[Common, ...]


class Group(Record, frozen=True, kw_only=True):
    """Proposals that use one sub-tool or class; ``said`` are fewer than ``count`` where there are many."""

    name: str
    code: str
    count: int
    said: tuple[Said, ...]


class Sharing(Record, frozen=True, kw_only=True):
    """Who shares instruments at one level: pairs, or else groups."""

    level: str
    pairs: tuple[Pair, ...] = ()
    groups: tuple[Group, ...] = ()
    total: int | None = None
    more: bool = False
    notes: tuple[str, ...] = ()


class Heading(Record, frozen=True, kw_only=True):
    """A row (``code`` is a sub-tool) or column of the heatmap, and how many proposals stand in it."""

    name: str
    code: str
    count: int


class Spot(Record, frozen=True, kw_only=True):
    """A cell of the heatmap that holds something, by the places of its row and column."""

    row: int
    column: int
    count: int
    mentions: int
    said: tuple[Said, ...]


class Heat(Record, frozen=True, kw_only=True):
    """Sub-tools by industries; a column without ``code`` holds what is tied to no industry."""

    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    spots: tuple[Spot, ...]
    industries: int
    proposals: int


class Theme(Record, frozen=True, kw_only=True):
    """A theme: ``concepts`` with the proposals that have them, ``central`` the most central proposals."""

    name: str
    count: int
    years: str
    concepts: tuple[tuple[str, int], ...]
    central: tuple[str, ...]
    said: tuple[tuple[str, Said], ...]


class Themes(Record, frozen=True, kw_only=True):
    """The themes, the largest first."""

    themes: tuple[Theme, ...]
    total: int | None
    notes: tuple[str, ...]


class Gap(Record, frozen=True, kw_only=True):
    """A proposal, or else an industry (its name and ``id``), that lacks a class of instruments.

    ``counts`` are the mentions of supply, environment and demand; ``proposals`` speak of the industry.
    """

    proposal: str = ""
    industry: str = ""
    id: str = ""
    proposals: int = 0
    counts: tuple[int, int, int]
    said: tuple[Said, ...]


class Gaps(Record, frozen=True, kw_only=True):
    """Which proposals, or which industries, lack the class ``missing``."""

    missing: str
    gaps: tuple[Gap, ...]
    total: int | None
    notes: tuple[str, ...] = ()


class Finding(Record, frozen=True, kw_only=True):
    """What a reviewer would ask about a proposal: a rule by its code, and the reason."""

    proposal: str
    rule: str
    reason: str
    said: tuple[Said, ...]


class Findings(Record, frozen=True, kw_only=True):
    """What a review finds."""

    findings: tuple[Finding, ...]
    total: int | None


def tool_id(code: str) -> str:
    """Return the id of a class or sub-tool of instruments."""
    return f"instrument:{code}"


class Answers(Record, frozen=True, kw_only=True):
    """Everything the page tells; ``works`` and ``papers`` are by id, those that are named and no others.

    ``addresses`` are those of the things that pairs have in common and of industries, by id.
    """

    proposals: int
    works: dict[str, Work]
    papers: dict[str, Paper]
    merges: Merges
    sharing: tuple[Sharing, ...]
    heat: Heat
    themes: Themes
    lacking: tuple[Gaps, ...]
    findings: Findings
    home: str
    addresses: dict[str, str]
