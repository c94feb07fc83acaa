"""News reports: members quoted in running text, each with exactly what is ascribed to him or her."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.draft import DraftPassage, DraftProposal, Layout, line_passage
from extract.lines import Line, is_chrome, is_footer
from extract.names import Named, is_name
from extract.titles import document_title
from graph.model import DocumentType, PassageKind, ProposerRole, Shape
from graph.text import sentences

_VERB = (
    r"(?:建议|表示|认为|提出|说|呼吁|指出|提议|介绍|希望|坦言|强调|谈到|直言|告诉|给出|提交|带来|关注|称|开门见山"
    r"|在(?:发言|提案|建议|调研|采访|接受)|的(?:提案|建议|答案|思路))"
)
# What may follow a name where no verb of speech does.
_AFTER = r"[:：，,。（(、是算在来把将对从还曾也就向为以]|提醒|反映|注意|发现|调研"
_BEFORE_COLON = re.compile(
    r"(?:理事长|会长|董事长|经理|校长|院长|主任|教授|局长|书记|主席|教师|医生|医师|律师|技师|工程师|研究员|农民|牧民|村民)"
    r"(?P<name>[一-鿿]{2,6})[:：]$"
)
_MEMBER = re.compile(r"(?:政协|人大|界别|界)?(?:委员|代表|常委)(?!们|会|小组|团|说|建议|表示|通道)")
_PROPOSAL = re.compile(r"《(?P<title>[^》《\n]{4,80}?(?:提案|建议|议案))》?")
# What a member asks for, as a title where the report names none: the first clause or two after the verb.
_ASK = re.compile(
    r"(?:建议|呼吁|提出|提议|希望|认为|主张|表示)[，,：:]?(?:[他她]|应当|应该|应|可以|可|要|能够|能)?"
    r"(?P<ask>(?![的，])[^。；，“”]{1,60}(?:“[^”]{1,16}”[^。；，“”]{0,20})?(?:，[^。；，“”]{4,20})?)"
)
SHORTEST_ASK = 8
_PRONOUN = re.compile(r"^[“\"]|^(?:他|她|其)")
_SPEAKER_TAIL = re.compile(rf"^\s*(?:[(（][^)）]{{0,20}}[)）])?\s*(?:[:：]|[^。，]{{0,6}}?{_VERB})")


@dataclass(frozen=True)
class Quoted:
    """A member named in running text: where, and with which offices."""

    name: str
    start: int
    titles: tuple[str, ...]

    @property
    def proposer(self) -> Named:
        """The member as one who makes a proposal."""
        return Named(self.name, self.start, self.start + len(self.name), self.titles, True, ProposerRole.LEAD)


def read(text: str, lines: list[Line]) -> Layout | None:
    """Read a news report; None unless at least one member is named with what he or she says."""
    body = [line for line in lines if not is_chrome(line) and not is_footer(line)]
    people = quoted_members(body)
    if not people:
        return None
    passages: list[DraftPassage] = []
    claims: dict[str, list[DraftPassage]] = {}
    current: str | None = None
    own = document_title(lines)
    for line in lines:
        if line not in body:
            kind = PassageKind.CHROME if is_chrome(line) else PassageKind.FOOTER
            passages.append(line_passage(line, kind))
            continue
        if own is not None and line.start == own.start:
            passages.append(line_passage(line, PassageKind.TITLE))
            continue
        current = _ascribe(text, line, people, current, claims, passages)
    proposals = tuple(
        _proposal(text, person, claims[name]) for name, person in people.items() if claims.get(name)
    )
    if not proposals:
        return None
    return Layout(Shape.NEWS, own.text if own else lines[0].text, proposals, tuple(passages))


def _ascribe(
    text: str,
    line: Line,
    people: dict[str, Quoted],
    current: str | None,
    claims: dict[str, list[DraftPassage]],
    rest: list[DraftPassage],
) -> str | None:
    """Give each stretch of a paragraph to the member it is ascribed to; return who speaks at its end."""
    spans = [(line.start + start, line.start + end) for start, end in sentences(line.text)]
    owners: list[str | None] = []
    for start, end in spans:
        named = [name for name in people if name in text[start:end]]
        owners.append(min(named, key=lambda name: text.index(name, start)) if named else None)
    if not any(owners):
        keeps = current if current and _PRONOUN.match(line.text) else None
        owners = [keeps] * len(spans)
    else:
        first = next(owner for owner in owners if owner)
        speaker: str | None = first  # a quotation before its attribution belongs to the one named first
        for index, owner in enumerate(owners):
            speaker = owner or speaker
            owners[index] = speaker
    index = 0
    while index < len(spans):
        stop = index
        while stop + 1 < len(spans) and owners[stop + 1] == owners[index]:
            stop += 1
        owner = owners[index]
        start, end = spans[index][0], spans[stop][1]
        if owner is None:
            rest.append(DraftPassage(PassageKind.OTHER, start, end))
        else:
            claims.setdefault(owner, []).append(DraftPassage(PassageKind.MEASURE, start, end))
        index = stop + 1
    return owners[-1] if owners else current


def _proposal(text: str, person: Quoted, passages: list[DraftPassage]) -> DraftProposal:
    span = _named_title(text, passages) or _first_ask(text, passages) or _first_sentence(text, passages[0])
    return DraftProposal(
        text[span[0] : span[1]].rstrip("。"), (span,), DocumentType.NEWS, (person.proposer,), tuple(passages)
    )


def _named_title(text: str, passages: list[DraftPassage]) -> tuple[int, int] | None:
    for passage in passages:
        named = _PROPOSAL.search(text, passage.start, passage.end)
        if named:
            return named.span("title")
    return None


def _first_ask(text: str, passages: list[DraftPassage]) -> tuple[int, int] | None:
    for passage in passages:
        for match in _ASK.finditer(text, passage.start, passage.end):
            if len(match.group("ask")) >= SHORTEST_ASK:
                return match.span("ask")
    return None


def _first_sentence(text: str, passage: DraftPassage) -> tuple[int, int]:
    return passage.start, passage.start + sentences(text[passage.start : passage.end])[0][1]


def quoted_members(body: list[Line]) -> dict[str, Quoted]:
    """Find members named with their office in running text; the name as key, in order of the text."""
    found: dict[str, Quoted] = {}
    for line in body:
        for match in _MEMBER.finditer(line.text):
            person = _name_after(line, match.end()) or _name_before(line, match.start())
            if person and person.name not in found and not any(person.name in name for name in found):
                found[person.name] = person
    return dict(sorted(found.items(), key=lambda item: item[1].start))


def _name_after(line: Line, position: int) -> Quoted | None:
    """Read ``委员、某大学教授张三建议``: offices, then a name, then a verb of speech, in one clause."""
    window = line.text[position : position + 60]
    clause = re.split(r"(?<=[。；：:“”！？])", window)[0]
    for match in re.finditer(rf"(?:{_VERB}|{_AFTER})", clause):
        for size in (4, 3, 2):
            start = match.start() - size
            name = clause[max(start, 0) : match.start()]
            if start < 0 or not is_name(name):
                continue
            before = clause[:start]
            if "的" in before or (
                before and not re.search(r"(?:[长任授员师人理席记委表裁监士家手民生工]|[、，,\s])$", before)
            ):
                continue
            at = line.start + position + start
            titles = tuple(part for part in re.split("[、，,]", before) if part.strip())
            return Quoted(name, at, titles)
    unlike = _BEFORE_COLON.search(clause)
    if unlike:  # a name of any shape between an office and a colon: ……理事长乌兰其其格：
        titles = tuple(part for part in re.split("[、，,]", clause[: unlike.start("name")]) if part.strip())
        return Quoted(unlike.group("name"), line.start + position + unlike.start("name"), titles)
    dotted = re.match(r"[^。，]{0,30}?(?P<name>[一-鿿]{1,8}·[一-鿿]{1,8})", clause)
    if dotted:
        return Quoted(dotted.group("name"), line.start + position + dotted.start("name"), ())
    return None


def _name_before(line: Line, position: int) -> Quoted | None:
    """Read ``张三委员建议`` and ``来自教育界的张三委员``: a name right before the office."""
    for size in (4, 3, 2):
        name = line.text[max(0, position - size) : position]
        before = line.text[: max(0, position - size)]
        if (
            len(name) == size
            and is_name(name)
            and not re.search(r"[一-鿿]$(?<![的和与及由请听说对，、])", before)
        ):
            return Quoted(name, line.start + position - size, ())
    return None
