"""News reports: members quoted in running text, each with exactly what is ascribed to him or her."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.asks import asks
from extract.attribution import Attribution
from extract.authors import named_beside, noted_author
from extract.draft import DraftPassage, DraftProposal, Layout, line_passage
from extract.lines import Line
from extract.measures import furniture
from extract.people import is_introduction, read_people
from extract.roster import Roster
from extract.sections import number_level
from extract.titles import headline, title_spans
from extract.turns import Owner
from graph.model import DocumentType, PassageKind, Shape
from graph.text import first_sentence, sentences

_PROPOSAL = re.compile(
    r"[《〈][ 　]*(?P<title>(?:[^》《〈〉\n]|《[^》《\n]{1,40}》){3,80}?"
    r"(?:提案|建议|议案|建议案|意见|思考|对策))[ 　]*[》〉]"
    r"|[《〈](?P<open>[^》《。；\n]{4,60}?(?:的(?:提案|建议案|建议|议案)|(?:提案|建议案|议案)(?=[，。；])))"
    r"|“(?P<quoted>关于[^”“\n]{3,60}(?:提案|建议案|议案))”"
    r"|(?:提交|提出|带来|撰写|递交|领衔)了?(?:一[份件])?(?P<bare>关于[^，。；\n“”《》〈〉]{3,60}?的?(?:提案|建议案|议案))(?=[》〉，。；、])"
)
# What a member asks for, as a title where the report names none: the first clause or two after the verb.
_ASK = re.compile(
    r"(?:建议|呼吁|提出|提议|希望|认为|主张|表示)[，,：:]?(?:[他她]|应当|应该|应|可以|可|要|能够|能)?"
    r"(?P<ask>(?![的，])[^。；，“”]{1,60}(?:“[^”]{1,16}”[^。；，“”]{0,20})?(?:，[^。；，“”]{4,20})?)"
)
SHORTEST_ASK = 8


def read(text: str, lines: list[Line]) -> Layout | None:
    """Read a news report; None unless at least one member is named with what he or she says."""
    if any(_SALUTES.match(line.text) for line in lines[:_HEAD]):
        return None  # a speech
    body = [line for line in lines if furniture(line) is None]
    title = headline(text, lines)
    roster = read_people(text, body, " ".join(line.text for line in title))
    attribution = Attribution(text, lines, roster)
    if not roster.members or (attribution.first_turn(lines) is None and _only_signed(lines, roster)):
        return None
    begin = attribution.first_turn(lines) or _begin(lines, title, roster)
    passages: list[DraftPassage] = []
    claims: dict[tuple[str, ...], list[DraftPassage]] = {}
    for index, line in enumerate(lines):
        known = None if attribution.has_turn(line) else furniture(line)
        if known is None and index >= len(lines) - _LAST and _IN_BRACKETS.fullmatch(line.text):
            known = PassageKind.FOOTER
        if line in title:
            passages.append(line_passage(line, PassageKind.TITLE))
        elif index < begin:
            _introduce(line, known, roster, claims, passages)
        elif known is not None or _heads_section(line, roster):
            attribution.pause()
            passages.append(line_passage(line, known or PassageKind.OTHER))
        else:
            _ascribe(text, line, attribution, claims, passages)
    owned = _joined(_without_lists(text, claims, passages))
    told = _told(text, roster, passages)
    alone = passages if len(owned) == 1 else []  # one member's only proposal may be named anywhere
    proposals = [
        _proposal(text, roster, owner, found, alone or told.get(frozenset(owner), []))
        for owner, found in owned.items()
    ]
    if not proposals:
        return None
    proposals.sort(key=lambda item: item.start)
    reason = f"正文里有 {len(proposals)} 处委员或代表的话 (members are quoted in running text)"
    return Layout(
        Shape.NEWS, title_spans(title or lines[:1]), tuple(proposals), tuple(passages), reason=reason
    )


_HEAD = 12
_SALUTES = re.compile(r"(?:尊敬的)?各位[^。，]{0,20}(?:委员|代表|领导|同志)[^。，]{0,12}[:：]$")


def _only_signed(lines: list[Line], roster: Roster) -> bool:
    """Whether members are named nowhere but where an author is: then the text is theirs, no report."""
    authors = named_beside(lines) | noted_author(lines)
    signed = [line for line in lines if line.start in authors]
    places = [(start, end) for start, end, name in roster.named if name in roster.members]
    return all(any(line.start <= start and end <= line.end for line in signed) for start, end in places)


def _heads_section(line: Line, roster: Roster) -> bool:
    """Whether a numbered line without any member heads what follows: 二、部门回应."""
    short = not line.is_sentence and len(line.text) <= _LONGEST_HEADING
    return short and number_level(line) == 0 and not roster.within(line.start, line.end)


_LONGEST_HEADING = 20


def _begin(lines: list[Line], title: list[Line], roster: Roster) -> int:
    """Return the index of the first paragraph: what stands before it introduces the report."""
    start = lines.index(title[-1]) + 1 if title else 0
    for index in range(start, min(start + 8, len(lines))):
        line = lines[index]
        leads_in = line.text.endswith(("：", ":")) and bool(roster.within(line.start, line.end))
        if (line.is_sentence or leads_in) and furniture(line) is None:
            return index
    return start


def _introduce(
    line: Line,
    known: PassageKind | None,
    roster: Roster,
    claims: dict[tuple[str, ...], list[DraftPassage]],
    rest: list[DraftPassage],
) -> None:
    """Put a line above the report with the member whom it introduces (嘉宾：……), or else to the front."""
    named = [name for _, _, name in roster.within(line.start, line.end) if name in roster.members]
    if named and known is None and is_introduction(line):
        claims.setdefault((named[0],), []).append(line_passage(line, PassageKind.BYLINE))
        return
    told = PassageKind.OTHER if line.is_sentence and known is None else PassageKind.FRONT
    kind = known if known is PassageKind.CHROME else told
    rest.append(line_passage(line, kind))


def _ascribe(
    text: str,
    line: Line,
    attribution: Attribution,
    claims: dict[tuple[str, ...], list[DraftPassage]],
    rest: list[DraftPassage],
) -> None:
    """Put each stretch of a paragraph with its member's, or with what is ascribed to nobody."""
    for stretch in attribution.read(line):
        if stretch.owner is None:
            rest.append(DraftPassage(PassageKind.OTHER, stretch.start, stretch.end))
            continue
        said = text[stretch.start : stretch.end]
        kind = PassageKind.MEASURE if asks(said) else PassageKind.SITUATION
        claims.setdefault(stretch.owner, []).append(DraftPassage(kind, stretch.start, stretch.end))


_LAST = 3
_IN_BRACKETS = re.compile(r"[(（【〔][^。]{2,40}[)）】〕]")


def _without_lists(
    text: str, claims: dict[tuple[str, ...], list[DraftPassage]], rest: list[DraftPassage]
) -> dict[tuple[str, ...], list[DraftPassage]]:
    """Move to nobody what only names several members together: who was present, whom the paper asked."""
    found: dict[tuple[str, ...], list[DraftPassage]] = {}
    for owner, passages in claims.items():
        alone = len(owner) > 1 and any((name,) in claims for name in owner)
        proposes = any(
            item.kind is PassageKind.MEASURE or _PROPOSAL.search(text, item.start, item.end)
            for item in passages
        )
        if alone and not proposes:
            rest += [replace(item, kind=PassageKind.OTHER) for item in passages]
        else:
            found[owner] = passages
    return found


def _joined(claims: dict[tuple[str, ...], list[DraftPassage]]) -> dict[tuple[str, ...], list[DraftPassage]]:
    """Put what one of several says alone with what they say together."""
    found: dict[tuple[str, ...], list[DraftPassage]] = {}
    for owner in sorted(claims, key=lambda names: -len(names)):
        home = next((other for other in found if set(owner) <= set(other)), owner)
        found.setdefault(home, []).extend(claims[owner])
    return {
        owner: sorted(passages, key=lambda item: item.start)
        for owner, passages in found.items()
        if any(item.kind is not PassageKind.BYLINE for item in passages)
    }


def _proposal(
    text: str, roster: Roster, owner: Owner, passages: list[DraftPassage], told: list[DraftPassage]
) -> DraftProposal:
    said = [passage for passage in passages if passage.kind is not PassageKind.BYLINE]
    span = (
        _named_title(text, said)
        or _named_title(text, told)
        or _first_ask(text, said)
        or _first_sentence(text, said[0])
    )
    people = [roster.people[name] for name in owner or ()]
    proposers = tuple(named for person in people for named in person.proposers)
    title = text[span[0] : span[1]].rstrip("。")
    return DraftProposal(title, (span,), DocumentType.NEWS, proposers, tuple(passages))


def _told(
    text: str, roster: Roster, passages: list[DraftPassage]
) -> dict[frozenset[str], list[DraftPassage]]:
    """Return the sentences ascribed to nobody by the members whom they name, these and no others."""
    found: dict[frozenset[str], list[DraftPassage]] = {}
    members = roster.members.keys()
    for passage in passages:
        if passage.kind is PassageKind.OTHER:
            for start, end in sentences(text[passage.start : passage.end]):
                part = replace(passage, start=passage.start + start, end=passage.start + end)
                named = {name for _, _, name in roster.within(part.start, part.end)}
                found.setdefault(frozenset(named & members), []).append(part)
    return found


def _named_title(text: str, passages: list[DraftPassage]) -> tuple[int, int] | None:
    for passage in passages:
        named = _PROPOSAL.search(text, passage.start, passage.end)
        if named:
            return named.span(named.lastgroup or 0)
    return None


def _first_ask(text: str, passages: list[DraftPassage]) -> tuple[int, int] | None:
    for passage in passages:
        for match in _ASK.finditer(text, passage.start, passage.end):
            if len(match.group("ask")) >= SHORTEST_ASK:
                return match.span("ask")
    return None


def _first_sentence(text: str, passage: DraftPassage) -> tuple[int, int]:
    return passage.start, passage.start + first_sentence(text[passage.start : passage.end])[1]
