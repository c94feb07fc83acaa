"""Find the lines that say who speaks: bylines of speeches and proposals, in all their layouts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from extract.forms import FIELDS
from extract.lines import Line
from extract.names import (
    BODY_TAIL,
    NAME,
    ROLE,
    Named,
    ends_in_office,
    is_body,
    is_name,
    is_open_name,
    is_proposing_body,
)
from extract.people import members_in
from extract.proposers import LABEL_BEGINS, LABELS, parse_item, parse_list, parse_people, split_items
from graph.model import ProposerRole

# Forms print their labels spaced out (提 案 人), in brackets (【提案人】), with a colon or only a gap.
_LABEL = re.compile(
    rf"^[(（【\[]?\s*(?P<label>{LABEL_BEGINS}(?:{LABELS}))"
    r"(?:姓名)?(?:[】\])）]\s*[:：]?|\s*[:：·|｜]|[ 　]+)\s*(?P<names>.+?)\s*[)）】\]]?$"
)
_AUTHOR = re.compile(r"^【\s*(?P<label>作\s*者)\s*】\s*[:：]?\s*(?P<names>\S.*?)\s*$")
"""A form's field; without its brackets it is a page's credit."""
_NEXT_FIELD = re.compile(rf"(?:[ 　]+[【\[]?|[【\[])(?:{FIELDS})\s*[】\]:：].*$")
"""The next field on the line of a form: 提案人：张三　　界别：经济界."""
_FIELDS_BEFORE = re.compile(
    rf"(?:(?:{FIELDS})[ 　]*[:：][^:：]{{1,40}}?[ 　]+)+(?=(?:{LABEL_BEGINS})(?:{LABELS})[ 　]*[:：])"
)
"""The fields that stand before the proposer's on its line: 提案号：12　提案人：张三."""
_OFFICE_LABEL = re.compile(r"^\S{0,8}(?:政协委员|人大代表)\s*[:：]\s*(?P<names>[^。，]{2,30})$")
"""An office in the place of a label: 市政协委员：张三."""
_CO_LABEL = re.compile(r"联名|附议|联署|第[二三四五]|共同|联合|合作|参与")
_AFTER_NAME = re.compile(
    rf"^(?P<before>[^:：。，]{{0,30}}?)(?P<name>{NAME})\s*(?P<role>{ROLE})(?P<spoke>[作做]?(?:大会|书面|口头)?发言)?$"
)
_COLON = re.compile(
    rf"^[(（]?(?P<who>[^:：。，]{{0,80}}?(?:{ROLE}|{BODY_TAIL}|[(（][^)）]{{2,60}}[)）]))"
    r"(?:[作做]?(?:大会|书面|口头)?发言)?\s*[:：]\s*(?P<rest>.*)$"
)
_OFFICE_COLON = re.compile(
    rf"^(?P<who>[^:：。]{{0,20}}{ROLE}[、，,][^:：。]{{4,60}})[:：](?P<rest>.{{20,}})$"
)
"""Offices and a name: 市政协委员、某校教授张三：……"""
_FORM_FIELD = re.compile(rf"(?:所属|所在|隶属)?{BODY_TAIL}")
"""What a form asks for, such as 所属界别 or 小组: it names nobody."""
_DASHED = re.compile(r"^(?P<title>.*?)\s*(?:[—─－⸺–]{1,4}|--+)\s*(?P<who>[^—─⸺–-]{2,100})$")
_SPOKE_FOR = re.compile(
    rf"^(?P<before>[^:：。，]{{0,20}}?)(?P<name>{NAME})\s*(?:委员|常委|同志)?\s*(?:[(（]\s*)?(?:受\S{{2,20}}委托|代表)(?P<body>\S{{2,40}}?)"
    r"(?:作|做|发言|[)）]|[:：]|$)(?:大会|书面|口头)?(?:发言)?[)）]?\s*[:：]?(?P<rest>.*)$"
)
_NAME_FIRST = re.compile(
    rf"^(?P<who>{NAME}(?:[(（][^)）]{{2,40}}[)）]|{ROLE})?)\s*(?P<mark>——+|[:：])\s*(?P<title>[^。；]{{4,50}})$"
)
_BRACKETED = re.compile(r"^(?P<title>.{4,60}?)[(（](?P<who>[^()（）]{2,40})[)）]$")
_TAIL = re.compile(r"^(?P<title>\S.{3,60}?)(?:[ 　\t]{2,}|　)(?P<who>\S.*)$")
_LONGEST_TITLE = 60
_LONGEST_NAMED = 40
"""Longest line that is only a name, what stands before it and 委员 or 代表 behind it."""


class Form(Enum):
    """How a byline is written; what tells one that is sure from one that needs others like it."""

    LABELLED = "labelled"
    """A word such as 提案人 introduces it."""
    MEMBER = "member"
    """The person is called 委员 or 代表, or a body speaks."""
    SPOKEN = "spoken"
    """Who speaks for the body named right above: 张三代表发言."""
    DASHED = "dashed"
    """A dash stands before the name."""
    OFFICE = "office"
    """An office and a name, nothing else: anybody's."""
    BARE = "bare"
    """A name alone on its line."""


WEAK_FORMS = (Form.OFFICE, Form.BARE)
"""Forms that anybody's name may have."""


@dataclass(frozen=True)
class Byline:
    """A byline: the proposers and, if its line holds them too, the title's span and where text begins."""

    proposers: tuple[Named, ...]
    form: Form
    title: tuple[int, int] | None = None
    body: int | None = None
    """Offset where running text begins on the byline's own line."""

    @property
    def sure(self) -> bool:
        """Whether it is a byline for itself; an office and a name, or a name alone, need others like it."""
        return self.form not in WEAK_FORMS

    @property
    def labelled(self) -> bool:
        """Whether a word such as 提案人 introduces it."""
        return self.form is Form.LABELLED


_MARKS_BEFORE = re.compile(r"^[# 　>🔹◆●■◇□◎○☆★▶•·+-]+|^文\s*[/／｜|]\s*(?=.*(?:委员|代表))")


@lru_cache(maxsize=1 << 12)  # every shape that is tried asks it of the same lines
def match_byline(line: Line) -> Byline | None:
    """Read a line as a byline, or return None.

    Known layouts: ``张三委员``; ``发言人：张三（市政协委员）``; ``提案人：张三、李四``; ``张三委员：标题``;
    ``张三委员：建议……`` (running text); ``标题——张三``; ``标题　　张三（市政协委员）``;
    ``市政协委员、某公司董事长 张三``; ``（市政协委员　张三）``; ``张三代表民建市委会发言``.
    """
    plain = line.text.replace("*", " ").replace("_", " ")  # of equal length, so that offsets stay
    text = _MARKS_BEFORE.sub("", plain).rstrip("# 　>🔹◆●■◇□★▶•·-")
    if not text:
        return None
    offset = line.start + plain.index(text)
    tag = _TAG.match(text) or _FIELDS_BEFORE.match(text)
    if tag:
        text, offset = text[tag.end() :], offset + tag.end()
    counted = _COUNTED_BODY.fullmatch(text)
    if counted and is_proposing_body(counted.group("body")):
        start = offset + counted.start("body")
        body = Named(counted.group("body"), start, offset + len(text), (), False, ProposerRole.LEAD)
        return Byline((body,), Form.MEMBER)
    told = _told_of(text, offset)
    if told is not None:
        return told
    voice = _with_colon(text, offset)
    if voice is not None and voice.body is not None:
        return voice
    bold = _bold_voice(line)
    if bold is not None:
        return bold
    if len(text) > 120 or text.endswith(("。", "；")):
        return None
    for match in (_labelled, _bodies, _spoke_for, _body_and_speaker, _speaker_alone, _after_name, _dashed):
        found = match(text, offset)
        if found is not None:
            return found
    if line.is_footer and (line.text[0] not in "文□◎" or _CREDITS.match(line.text)):
        return None
    if "**" in line.text and is_open_name(text):
        return Byline((Named(text, offset, offset + len(text), (), True, ProposerRole.SPEAKER),), Form.BARE)
    for match in (_name_then_title, _tail, _office_then_name, _bare, _named_with_role):
        found = voice or match(text, offset)
        if found is not None:
            return found
    return None


_COUNTED_BODY = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[.．、]\s*(?P<body>[一-鿿]{4,24})")
"""A body with its number in a list of what bodies propose: 1．民建某市委会."""
_BODIES = re.compile(
    r"(?P<bodies>[^()（）:：]{4,60})[(（](?:[^()（）:：]{0,12}[，,])?(?:发言|代言|执笔|宣读)人?\s*[:：]"
    r"\s*(?P<names>[^()（）:：]{2,40})[)）]"
)
"""Several bodies and who spoke for them: 民建某区委会、区工商联（联合发言，发言人：张三）."""


def _bodies(text: str, offset: int) -> Byline | None:
    match = _BODIES.fullmatch(text)
    named = list(re.finditer("[^、，和]+", match.group("bodies"))) if match else []
    if match is None or len(named) < 2 or not all(is_proposing_body(one.group()) for one in named):
        return None
    people = read_names(match.group("names"), offset + match.start("names"))
    speakers = tuple(replace(one, spoke_for=named[0].group()) for one in people if one.is_person)
    bodies = tuple(
        Named(one.group(), offset + one.start(), offset + one.end(), (), False, ProposerRole.LEAD)
        for one in named
    )
    return Byline((*bodies, *speakers), Form.MEMBER) if speakers else None


_TOLD_OF = re.compile(
    r"[【《](?P<title>[^】》]{6,60})[】》][\s　]*(?:第\s*\d{1,8}\s*号[，,：:\s　]*)?"
    r"(?:(?:第一)?提案人?[是为:：]?[\s　]*(?P<first>[^，。；]{2,30}?)[，。；]"
    r"|(?P<who>[^，。；]{2,60}?)(?:联合|共同|联名)?提出(?:[，,](?P<co>[^，。；]{2,40}?)(?:附议|联名))?[。，；：:])"
)
"""A paragraph that tells of a proposal, as yearbooks do: 【关于……的提案】　第9号，张三提出，李四附议。……"""


def _told_of(text: str, offset: int) -> Byline | None:
    match = _TOLD_OF.match(text) if text[0] in "【《" else None
    if match is None or len(text) - match.end() < _SHORTEST_TOLD:
        return None
    who = "first" if match.group("first") else "who"
    names, at = match.group(who), offset + match.start(who)
    listed = tuple(parse_list(names, at, ProposerRole.LEAD)) if "、" in names else ()
    people = listed or read_names(names, at)
    if match.group("co"):
        people += tuple(parse_list(match.group("co"), offset + match.start("co"), ProposerRole.CO))
    title = (offset + match.start("title"), offset + match.end("title"))
    return Byline(people, Form.MEMBER, title, offset + match.end()) if people else None


_SHORTEST_TOLD = 12
"""Letters that at least follow, which tell what is proposed."""
_CREDITS = re.compile("文(?:字|案|稿|图)")
_TAG = re.compile(
    r"[\[【(（](?:口头|书面|大会|联组|集体|联合)?发言[\]】)）]\s*(?=\S)"
    r"|[\[【(（]?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?[\]】)）]?\s*(?=[^\s\d—~至-])"
)
"""How a speech was given, or when in a chat, before the speaker: [大会发言], [15:03]."""


def _labelled(text: str, offset: int) -> Byline | None:
    match = _LABEL.match(text) or _AUTHOR.match(text)
    if not match:
        office = _OFFICE_LABEL.match(text)
        people = read_names(office.group("names"), offset + office.start("names")) if office else ()
        return Byline(people, Form.MEMBER) if people and people[0].is_person else None
    label = "".join(match.group("label").split())
    co = bool(_CO_LABEL.search(label))
    role = ProposerRole.SPEAKER if label.startswith("发言") else ProposerRole.LEAD
    written = _NEXT_FIELD.sub("", match.group("names"))
    people = parse_people(written, offset + match.start("names"))
    if any(person.spoke_for for person in people):
        return Byline(people, Form.LABELLED)
    names = parse_list(written, offset + match.start("names"), ProposerRole.CO if co else role)
    bodies = [item for item in names if not item.is_person]
    if bodies and "单位" in label:  # 发言单位：民进某市委会　发言人：张三
        names = [replace(item, spoke_for=bodies[0].name) if item.is_person else item for item in names]
    return Byline(tuple(names), Form.LABELLED) if names else None


def read_names(text: str, offset: int) -> tuple[Named, ...]:
    """Read names where nothing else may stand, of whatever shape."""
    return parse_people(text, offset) or tuple(parse_list(text, offset, ProposerRole.LEAD))


def _spoke_for(text: str, offset: int) -> Byline | None:
    match = _SPOKE_FOR.match(text) if "代表" in text or "委托" in text else None
    if (
        not match
        or not is_name(match.group("name"))
        or (match.group("before") and not ends_in_office(match.group("before").strip(" 　")))
    ):
        return None
    bodies = [
        body
        for part in re.finditer("[^、，和]+", match.group("body"))
        if (body := parse_item(part.group(), offset + match.start("body") + part.start(), ProposerRole.LEAD))
        and not body.is_person
    ]
    if not bodies:
        return None
    start = offset + match.start("name")
    name = match.group("name")
    person = Named(name, start, start + len(name), (), True, ProposerRole.SPEAKER, bodies[0].name)
    rest = match.group("rest").strip()
    title = (offset + match.start("rest"), offset + len(text)) if rest else None
    return Byline((person, *bodies), Form.MEMBER, title) if len(rest) <= _LONGEST_TITLE else None


_BODY_AND_SPEAKER = re.compile(
    rf"^(?P<body>\S{{4,24}})[ 　]+(?P<name>{NAME})(?:委员)?代表?(?:作|做)?(?:大会|书面|口头)?发言$"
)
"""A body and who speaks for it, without a label: 致公党某区总支　张三代表发言."""


def _body_and_speaker(text: str, offset: int) -> Byline | None:
    match = _BODY_AND_SPEAKER.match(text)
    if match is None or not is_proposing_body(match.group("body")) or not is_name(match.group("name")):
        return None
    body = Named(match.group("body"), offset, offset + match.end("body"), (), False, ProposerRole.LEAD)
    start, name = offset + match.start("name"), match.group("name")
    person = Named(name, start, start + len(name), (), True, ProposerRole.SPEAKER, body.name)
    return Byline((person, body), Form.MEMBER)


_SPEAKER_ALONE = re.compile(
    rf"(?P<name>{NAME})(?:同志|委员)?(?:(?:代表|代为|代)(?:作|做)?(?:大会|书面|口头)?发言|宣读)$"
)
"""Who speaks, on a line of its own below the body spoken for: 张三代表发言."""


_WRITERS = re.compile(r"[(（]?执\s*笔\s*人?\s*[:：]\s*(?P<names>[^:：]+?)\s*[)）]?$")
"""Who wrote for the body named above: （执笔：张三、李四）."""


def _speaker_alone(text: str, offset: int) -> Byline | None:
    wrote = _WRITERS.match(text)
    if wrote is not None:
        people = read_names(wrote.group("names"), offset + wrote.start("names"))
        return Byline(people, Form.SPOKEN) if people and all(one.is_person for one in people) else None
    match = _SPEAKER_ALONE.match(text)
    if match is None or not is_name(match.group("name")):
        return None
    name = match.group("name")
    person = Named(name, offset, offset + len(name), (), True, ProposerRole.SPEAKER)
    return Byline((person,), Form.SPOKEN)


def _after_name(text: str, offset: int) -> Byline | None:
    may = len(text) <= _LONGEST_NAMED and text.endswith(("委员", "代表", "常委", "发言"))
    match = _AFTER_NAME.match(text) if may else None
    if match is None:
        return None
    said = text[: match.end("role")]
    people = parse_people(said, offset)
    return Byline(people, Form.MEMBER) if people and people[0].is_person else None


def _dashed(text: str, offset: int) -> Byline | None:
    match = _DASHED.match(text)
    if not match or re.match("访|记|对话|专访", match.group("who")):
        return None
    people = parse_people(match.group("who"), offset + match.start("who"))
    if not people or not (people[0].is_person or not match.group("title")):
        return None
    title = (offset, offset + match.end("title")) if match.group("title") else None
    return Byline(people, Form.DASHED, title)


def _with_colon(text: str, offset: int) -> Byline | None:
    """Read ``张三委员：……``: what follows is the title, or running text."""
    if "：" not in text and ":" not in text:
        return None
    match = _COLON.match(text) or _OFFICE_COLON.match(text)
    if not match or _FORM_FIELD.fullmatch(match.group("who")) or "主持" in match.group("who"):
        return None
    people = parse_people(match.group("who"), offset + match.start("who"))
    rest, at = match.group("rest"), offset + match.start("rest")
    if not people or not (people[0].is_person or rest):
        return None
    runs = (
        len(rest) > _LONGEST_TITLE or rest.endswith(("。", "；")) or (len(rest) > 32 and rest[-1:] in "！？”")
    )
    if runs:
        return Byline(people, Form.MEMBER, body=at) if len(rest) > 20 else None
    return Byline(people, Form.MEMBER, (at, offset + len(text)) if rest else None)


_BOLD = re.compile(r"^[\s　>-]*\*\*(?P<who>[^*]{2,60}?)[:：]?\*\*\s*[:：]?[\s　]*(?P<rest>[^\s　*].{20,})$")


def _bold_voice(line: Line) -> Byline | None:
    """Read a paragraph of markdown that begins with its speaker in bold: ``**张三**　近年来……``."""
    match = _BOLD.match(line.text) if "**" in line.text else None
    if match is None or match.group("rest")[:1] in "（(·|｜，,、":
        return None
    people = parse_people(match.group("who"), line.start + match.start("who"))
    if not people or not people[0].is_person:
        return None
    return Byline(people, Form.MEMBER, body=line.start + match.start("rest"))


def _name_then_title(text: str, offset: int) -> Byline | None:
    """Read ``张三委员——标题`` and ``张三：标题``; a mere name needs others like it."""
    match = _NAME_FIRST.match(text)
    people = parse_people(match.group("who"), offset) if match else ()
    if not match or not people or not people[0].is_person:
        return None
    sure = people[0].titles or match.group("who") != people[0].name
    if not sure and match.group("title")[-1:] in "，、：":
        return None
    title = (offset + match.start("title"), offset + len(text))
    return Byline(people, Form.MEMBER if sure else Form.BARE, title)


def _tail(text: str, offset: int) -> Byline | None:
    """Read ``标题　　张三（市政协委员、某校教授）``: title and speaker on one line."""
    bracketed = _BRACKETED.match(text)
    if bracketed and is_name(bracketed.group("who")):  # 标题（张三）
        people = parse_people(bracketed.group("who"), offset + bracketed.start("who"))
        return Byline(people, Form.BARE, (offset, offset + bracketed.end("title")))
    match = _TAIL.match(text)
    if (
        not match
        or not re.search(rf"[(（].*[)）]$|{ROLE}$", match.group("who"))
        or is_body(match.group("title").strip())
    ):
        return None
    people = parse_people(match.group("who"), offset + match.start("who"))
    if not people or not people[0].is_person or ends_in_office(match.group("title").rstrip(" 　")):
        return None
    return Byline(people, Form.MEMBER, (offset, offset + len(match.group("title").rstrip(" 　"))))


def _office_then_name(text: str, offset: int) -> Byline | None:
    bare = re.sub(r"[:：]$", "", text)
    if len(bare) > 80:
        return None
    people = parse_people(bare, offset)
    if not people or not people[0].is_person or not (people[0].titles or people[0].spoke_for):
        return None
    member = people[0].spoke_for or re.search(r"委员|代表|常委|主委|界|联名|联合", "".join(people[0].titles))
    return Byline(people, Form.MEMBER if member else Form.OFFICE)


def _named_with_role(text: str, offset: int) -> Byline | None:
    """Read any other short line that names a member beside 委员 or 代表; it needs others like it."""
    if len(text) > _LONGEST_TITLE or not re.search(ROLE, text) or TOLD.search(text):
        return None
    named = members_in(text, offset)
    return Byline(named, Form.OFFICE) if named else None


TOLD = re.compile(r"建议|提出|认为|表示|关于|呼吁|热议|会见|调研|[。；？！：]")
"""Words and marks of running text, which no line that only names people has."""


def _bare(text: str, offset: int) -> Byline | None:
    names = [
        (text[start:end].strip(" 　"), start + len(text[start:end]) - len(text[start:end].lstrip(" 　")))
        for start, end in split_items(text)
    ]
    known = [is_name(name) for name, _ in names]
    if (
        len(names) > 1
        and any(known)
        and all(
            sure or is_open_name("".join(name.split())) for sure, (name, _) in zip(known, names, strict=True)
        )
    ):  # 张三、李四、王五
        roles = (ProposerRole.SPEAKER, *[ProposerRole.CO] * (len(names) - 1))
        people = tuple(
            Named(name, offset + start, offset + start + len(name), (), True, role)
            for (name, start), role in zip(names, roles, strict=True)
        )
        return Byline(people, Form.BARE)
    if not is_name(text) and not is_proposing_body(text):
        return None
    person = is_name(text)
    return Byline((Named(text, offset, offset + len(text), (), person, ProposerRole.SPEAKER),), Form.BARE)
