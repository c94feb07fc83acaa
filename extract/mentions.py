"""Run all recognisers over one document and attach what they find to its passages."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from extract.coordination import names_of
from extract.draft import DraftPassage, Layout
from extract.entities import EntityBook
from extract.industries import find_industries
from extract.instruments import find_instruments
from extract.modality import Decision
from extract.organizations import OrganizationMatch
from extract.place_runs import opens_name
from extract.sources import in_source
from extract.verdicts import InstrumentMatch
from extract.view import TextView
from extract.weighed_modality import weighed_modality
from extract.weighing import NO_TOPICS
from graph.model import Entity, Mention, MentionType, PassageKind, Resolution, Span

_CHROME = frozenset({PassageKind.CHROME})
_EDGES = frozenset({PassageKind.FRONT, PassageKind.FOOTER, PassageKind.TITLE, PassageKind.OTHER})
"""Kinds of passage that may hold lines of source and credits."""
_LONGEST_FRONT = 60
"""Length up to which a line at the front is a heading, a masthead or a field and holds no instrument."""


class Home(NamedTuple):
    """Where a passage belongs: its id, its draft, and its proposal's id."""

    id: str
    draft: DraftPassage
    proposal: str | None


@dataclass(frozen=True)
class _Annotator:
    """The text, its passages and its entities; makes mentions of what lies inside one passage."""

    text: str
    homes: list[Home]
    starts: list[int]
    book: EntityBook

    def home(self, start: int, end: int, without: frozenset[PassageKind]) -> Home | None:
        """Return the passage that holds a span whole, unless it is of a kind left out."""
        index = bisect_right(self.starts, start) - 1
        if index < 0 or end > self.homes[index].draft.end:
            return None
        return None if self.homes[index].draft.kind in without else self.homes[index]

    def named(self, start: int, end: int, without: frozenset[PassageKind]) -> Home | None:
        """Return the passage that holds a proper name, unless it only says where the text is from."""
        home = self.home(start, end, without)
        source = home is not None and home.draft.kind in _EDGES and in_source(self.text, start)
        return None if source else home

    def kind_at(self, start: int, end: int) -> PassageKind | None:
        """Return the kind of the passage that holds a span whole; None where no instrument is looked for."""
        home = self.home(start, end, NO_TOPICS)
        return home.draft.kind if home else None

    def mention(
        self,
        start: int,
        end: int,
        home: Home,
        kind: MentionType,
        entity: Entity,
        method: str,
        confidence: float,
        *,
        modality: Decision | None = None,
        resolution: Resolution | None = None,
    ) -> Mention:
        """Make the mention of an entity at a span."""
        instrument = kind is MentionType.INSTRUMENT
        return Mention(
            start=start,
            end=end,
            exact=self.text[start:end],
            type=kind,
            id=entity.id,
            name=entity.name,
            passage=home.id,
            proposal=home.proposal,
            method=method,
            confidence=confidence,
            class_=entity.class_ if instrument else None,
            subtool=entity.subtool if instrument else None,
            modality=modality.modality if modality else None,
            cue=self._cue(modality) if modality else None,
            resolution=resolution,
        )

    def _cue(self, decision: Decision) -> Span | None:
        """Quote the words that decided a modality."""
        start, end = decision.start, decision.end
        return Span(start=start, end=end, exact=self.text[start:end]) if start < end else None


def find_mentions(
    text: str,
    view: TextView,
    homes: list[Home],
    layout: Layout,
    book: EntityBook,
    bodies: list[OrganizationMatch],
) -> tuple[Mention, ...]:
    """Return all mentions in order of the text; those inside another's name are marked nested.

    ``bodies`` are the organisations recognised in the text.
    """
    annotator = _Annotator(text, homes, [home.draft.start for home in homes], book)
    proposers = _proposers(annotator, layout)
    taken = {(mention.start, mention.end) for mention in proposers}
    organizations = [m for m in _organizations(annotator, bodies) if (m.start, m.end) not in taken]
    places = _places(annotator, view)
    # A place or organisation that is named as such is not read as an instrument too.
    names = [m for m in (*organizations, *places) if m.end - m.start > 3]
    reach = {offset: name.end for name in names for offset in range(name.start, name.end)}
    barriers = [match.end for match in bodies]
    instruments = [m for m in _instruments(annotator, view, barriers) if reach.get(m.start, 0) < m.end]
    ends = {m.end: m.start for m in organizations}
    # A compound that runs on over a whole organisation to its end is that organisation: 委托|某研究院.
    instruments = [m for m in instruments if ends.get(m.end, m.start) <= m.start]
    claimed = {(m.start, m.end) for m in organizations}
    industries = [m for m in _industries(annotator, view) if (m.start, m.end) not in claimed]
    # A string that is both (养老服务) is the industry where its own name is sure, else the instrument;
    # what is built or opened (建设|储能电站) is the instrument.
    making = view.lexicon.words["making"] - _SPREADS
    built = {
        (m.start, m.end)
        for m in instruments
        if not m.method.startswith("object")
        and m.subtool != "demand.consumption"
        and view.folded[m.end : m.end + 1] not in _AND
    }
    sure = {
        (m.start, m.end)
        for m in industries
        if m.confidence > 0.9
        and ((m.start, m.end) not in built or making.isdisjoint(view.words_before(m.start, 1)))
    }
    instruments = [m for m in instruments if (m.start, m.end) not in sure]
    means = {(m.start, m.end) for m in instruments}
    industries = [m for m in industries if (m.start, m.end) not in means]
    found = [*proposers, *organizations, *places, *instruments, *industries]
    return mark_nested(sorted(found, key=lambda m: (m.start, m.end, m.type, m.id)))


_AND = frozenset("与和")
_SPREADS = frozenset({"推", "推广", "试点", "举办"})
"""Verbs behind which an industry is one still: 推广|装配式建筑."""


def _proposers(annotator: _Annotator, layout: Layout) -> list[Mention]:
    """Mentions of members and of bodies in bylines: bodies that propose are organizations."""
    named = [item for proposal in layout.proposals for item in proposal.proposers]
    mentions: dict[tuple[int, int, str], Mention] = {}
    for item in named:
        home = annotator.home(item.start, item.end, frozenset())
        if home is None:
            continue
        entity = (
            annotator.book.member(item.name)
            if item.is_person
            else annotator.book.body(item.name, item.start, item.end)
        )
        kind = MentionType.MEMBER if item.is_person else MentionType.ORGANIZATION
        mentions[item.start, item.end, kind] = annotator.mention(
            item.start, item.end, home, kind, entity, "byline", 0.95
        )
    return list(mentions.values())


def _organizations(annotator: _Annotator, bodies: list[OrganizationMatch]) -> list[Mention]:
    mentions: list[Mention] = []
    for match in bodies:
        home = annotator.named(match.start, match.end, _CHROME)
        if home is not None:
            entity = annotator.book.organization(match)
            kind = MentionType.ORGANIZATION
            mentions.append(
                annotator.mention(match.start, match.end, home, kind, entity, match.method, match.confidence)
            )
    return mentions


_MEMBER_TITLE = re.compile(
    "(?:政协|人大|全国)?(?:常务)?(?:委员(?!会)|代表(?!性)|常委(?!会))|(?:政协|人大)[^，。；]{0,10}?会议"
)
"""What follows a place inside a membership's or session's name, where it is no name of its own."""
_OPEN_TITLES = frozenset("政人全常委代")
"""How that begins."""


_NAMED_PROGRAM = re.compile("“(?P<name>[^“”\n]{3,14})”(?=app|客户端|平台|小程序|系统|云(?!南))")
"""A program's name, in which a place is none of its own: “我的宁夏”App."""


def _places(annotator: _Annotator, view: TextView) -> list[Mention]:
    mentions: list[Mention] = []
    programs = {at for match in _NAMED_PROGRAM.finditer(view.folded) for at in range(*match.span("name"))}
    for match in view.places:
        if match.start in programs:
            continue
        home = annotator.named(match.start, match.end, NO_TOPICS)
        opens = annotator.text[match.end : match.end + 1] in _OPEN_TITLES
        titled = opens and match.end - match.start > 1 and _MEMBER_TITLE.match(annotator.text, match.end)
        inner = opens_name(view.folded, view.tokens, view.starts, match.end)
        if home is not None and not titled and not inner:
            mentions.append(
                annotator.mention(
                    match.start,
                    match.end,
                    home,
                    MentionType.PLACE,
                    annotator.book.place(match.key),
                    match.method,
                    match.confidence,
                    resolution=match.resolution,
                )
            )
    return mentions


_TITLE_OF = re.compile(r"《关于[^《》\n]{2,60}(?<!意见|方案|办法|规定|通知|措施|细则|决定)》")


def _is_masthead(home: Home) -> bool:
    """Whether a passage is a short line at the front, which tells of the document and not of means."""
    return home.draft.kind is PassageKind.FRONT and home.draft.end - home.draft.start <= _LONGEST_FRONT


_SETS_UP = frozenset({"建立", "构建", "搭建", "打造", "实施", "开展", "健全", "修订", "争取", "纳入"})


def _instruments(annotator: _Annotator, view: TextView, barriers: list[int]) -> list[Mention]:
    """Mentions of instruments; in titles only those that are set up there or are named in the text too.

    What else a title holds (关于矿区养老服务的提案) is its topic.
    """
    titles = {offset for match in _TITLE_OF.finditer(view.folded) for offset in range(*match.span())}
    made = view.lexicon.words["making"] | _SETS_UP
    mentions: list[Mention] = []
    topics: list[Mention] = []
    before: InstrumentMatch | None = None
    for match in find_instruments(view, annotator.kind_at, barriers):
        names, before = names_of(view, match, before), match
        home = annotator.home(match.start, match.end, NO_TOPICS)
        if home is None or _is_masthead(home):
            continue
        in_title = home.draft.kind is PassageKind.TITLE or match.start in titles
        set_up = not in_title or any(word in made for word in view.words_before(match.start, 4))
        (mentions if set_up else topics).extend(
            _instrument(annotator, view, match, home, name) for name in names
        )
    named = {mention.id for mention in mentions}
    return [*mentions, *(mention for mention in topics if mention.id in named)]


def _instrument(
    annotator: _Annotator, view: TextView, match: InstrumentMatch, home: Home, name: str
) -> Mention:
    own = name == view.folded[match.start : match.end]
    entity = annotator.book.instrument(match, annotator.text[match.start : match.end] if own else name)
    modality = weighed_modality(view, match.start, match.end, home.draft)
    return annotator.mention(
        match.start,
        match.end,
        home,
        MentionType.INSTRUMENT,
        entity,
        match.method,
        match.confidence,
        modality=modality,
    )


def _industries(annotator: _Annotator, view: TextView) -> list[Mention]:
    mentions: list[Mention] = []
    for match in find_industries(view):
        home = annotator.home(match.start, match.end, NO_TOPICS)
        if home is not None:
            entity = annotator.book.industry(match, annotator.text[match.start : match.end])
            mentions.append(
                annotator.mention(
                    match.start, match.end, home, MentionType.INDUSTRY, entity, match.method, match.confidence
                )
            )
    return mentions


def mark_nested(mentions: list[Mention]) -> tuple[Mention, ...]:
    """Mark the mentions that lie inside a longer one, and only them; they are in order of their start."""
    marked = [msgspec.structs.replace(item, nested=False) if item.nested else item for item in mentions]
    outer: list[Mention] = []
    by_length = sorted(range(len(mentions)), key=lambda i: (mentions[i].start, -mentions[i].end))
    for index in by_length:  # longer ones first where two begin together
        mention = mentions[index]
        outer = [other for other in outer if other.end > mention.start]
        size = mention.end - mention.start
        if any(other.end >= mention.end and other.end - other.start > size for other in outer):
            marked[index] = msgspec.structs.replace(mention, nested=True)
        outer.append(mention)
    return tuple(marked)
