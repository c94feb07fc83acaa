"""Find the people that running text names, and who of them is a member or deputy.

A name in Chinese has no mark of its own; what stands beside it gives it away. One edge of it is known from
an office (``委员``, ``某公司董事长``) or a verb of speech, the other is chosen by what follows or precedes
and by whether the same string is named again in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.lexicons import load_words
from extract.lines import Line
from extract.name_edges import LEFT, REACH, SIZES, SPEECH, may_name, name_end, name_start, neighbours
from extract.names import DOTTED_NAME, Named, ends_in_office, is_body, is_open_name, may_be_office
from extract.patterns import alternatives
from extract.proposers import parse_people
from extract.roster import Person, Roster, occurrences
from extract.sectors import called_by_sector, pointed_at
from extract.segment import get_segmenter, word_class

_ROLE = re.compile(
    r"(?:政协|人大)?(?:(?:常务委员|常委|委员)(?!会)|代表(?!性|作|着|证|权|议|大会|资格|人))"
    r"(?!们|团|小组|通道|履职|工作|人数|名额|界别|驻地|风采|心声|热议|联络|之家|建议案)"
)
_NOT_MEMBERS = re.compile(
    r"(?:[省市区县州盟旗地镇乡党工团纪]委|党中央|中共中央|中央|党的[一-鿿]{1,4}大|编|人大|委员会|[居村业]委会|学会|协会|理事会|评审|评标|仲裁|学术|学习|参会|与会|参展|驻[一-鿿]"
    r"|居民|村民|市民|农民|渔民|牧民|股民|业主|家长|群众|企业|行业|产业|学生|教师|师生|职工|员工|工人|妇女|青年|老人|老年|儿童|消费者|用户|客户|厂商|客商|商户|商家|参展商|采购商"
    r"|供应商|投资者|合作方|各方|多方|双方|[三四五甲乙校院厂资劳]方|有的|一些|部分|各位|[几多数各每]位|[多几数]?名|些|全体|其他|其它|不少|许多|专家|学者|作家|科学家|企业家|艺术家"
    r"|医护|医生|护士|社区|学校|高校|新任|老|女|法定|公司|单位|部门|机构|媒体|记者|党|党外|团|工会|特派员|党员|团员|队员|会员|社员|运动员|志愿者|各个|各|们|优秀)$"
)
"""What stands before 常委, 委员 or 代表 that are no members of a conference: 市委常委, 居民代表."""
_OF_CONGRESS = re.compile(r"(?:人大|全国|[省市区县州盟旗镇]|自治区|政协[^，。、]{0,16}委员会|代表团)$")
_SEPARATORS = "、，, 　:："
_STOP = re.compile(r"[。；;：:“”「」！？!?\n《]")
_WINDOW = 70
_BRACKET = re.compile(r"\s*[(（【][^()（）【】]{1,40}[)）】]")
_JOINED = re.compile(r"\s*[、和与及]\s*")
_BE = re.compile(r"(?:[是以][^，。；：、]{0,20}|(?:为|任|系|作为|身为|当选|担任|兼任)[^，。；：、]{0,10})$")
_APPOSED = re.compile(r"(?:(?<=[。；！？])|^)(?P<name>[一-鿿]{2,4})[，,][一-鿿]{0,12}$")
"""张三，市政协委员: a name at the beginning of a sentence, its office behind a comma."""
_ADVERB = (
    r"(?:则|也|还|又|就|更|最|当场|随后|随即|接着|同时|对此|首先|率先|再次|多次|笑着|一直|长期|特别|尤其"
    r"|十分|听后)?"
)
_SPEAKS = re.compile(
    rf"(?:委员|代表|常委)?(?:[(（][^)）]{{0,20}}[)）])?(?:在[^，。]{{1,14}}[时中上后里]|\d+日)?[，,]?{_ADVERB}(?:{SPEECH}|[:：])"
)
_ASKS = re.compile(r"建议|呼吁|希望|提议|主张|倡议|期待")
_PARTY = f"(?:{alternatives(load_words()['parties'])})"
_BODY_NAME = (
    rf"(?:{_PARTY}[一-鿿]{{0,9}}?(?:委员会|委会|中央|[省市区县州]委(?!员)|总支|支部)"
    r"|(?:全国|[一-鿿]{0,4}?[省市区县州])?(?:工商联|总工会|妇联|侨联|台联|青联|科协|知联会|新联会|团委|团[省市区县]委)(?!界))"
)
_PROPOSING_BODY = re.compile(
    rf"(?<!代表)(?P<body>{_BODY_NAME})(?=(?:今年|在会上|在大会上|也|则|还|集体|联合)?"
    r"(?:提交|提出|带来|建议|认为|呼吁|指出|主张|希望)|的《[^》\n]{0,60}(?:提案|建议)|的(?:大会|书面|口头|集体)?(?:发言|提案|建议)|在[^，。]{0,10}(?:提案|发言|建议)中|《关于"
    r"|(?:大会|书面|口头)(?:发言|意见|建议))"
)
_BODY_CUE = re.compile(
    f"{alternatives(load_words()['parties'])}|工商联|总工会|妇联|侨联|台联|青联|科协|知联会|新联会|团委|团[省市区县]委"
)
"""What every name of such a body holds."""
_BEFORE_CUE = 8
"""How far before it the name may begin."""
_SPOKE_FOR = re.compile(
    rf"(?:委员|常委)?\s*代表(?P<body>{_BODY_NAME}|[一-鿿]{{2,12}}?(?:界别?|联组|小组|委员会))(?=作|做|发言|在|提交|提出|说|建议|[，,])"
)


def read_people(text: str, lines: list[Line], title: str = "") -> Roster:
    """Find the people named in ``lines`` of ``text``; offsets are into ``text``.

    Where the report's ``title`` speaks of members, one who asks and is introduced without an office is one.
    """
    found: dict[str, Person] = {}
    congress = bool(_CONGRESS.search(title)) and "政协" not in title
    for line in lines:
        told = _members(text, line, congress=congress)
        for person in (*_introduced(line), *_carded(line), *_sectored(line), *_numbered(line), *told):
            _note(found, person)
    about_members = bool(re.search("委员|代表|协商会|两会", title))
    for line in lines:
        for person in _speakers(text, line, about_members=about_members):
            others = found.keys() - {person.name}
            if not any(person.name in name or name in person.name for name in others):
                _note(found, person)
        for body in _bodies(line):
            _note(found, body)
        for start, end in _told_apart(text, line) if about_members else ():
            _note(found, replace(_person(line, start, end, ()), is_member=True))
    for line in lines:
        _link_pronouns(line, found)
    people = dict(sorted(_whole(text, found).items(), key=lambda item: item[1].start))
    return Roster(people, tuple(occurrences(text, lines, people)))


def members_in(text: str, offset: int) -> tuple[Named, ...]:
    """Return the members whom a short text names, as proposers; it stands at ``offset`` of the document."""
    members = read_people(text, [Line(0, len(text), text, text)]).members.values()
    return tuple(
        replace(one, start=one.start + offset, end=one.end + offset)
        for person in members
        for one in person.proposers
    )


def _told_apart(text: str, line: Line) -> list[tuple[int, int]]:
    """Return the names that a report on members gives with their sector, or points back to."""
    pointed = pointed_at(text, line)
    return [*called_by_sector(text, line), *([pointed] if pointed else [])]


_PRONOUN = re.compile(rf"(?:{_ROLE.pattern})(?:[，,]|的)[他她](?!们)")


def _link_pronouns(line: Line, found: dict[str, Person]) -> None:
    """Mark as a member whom 作为……委员，她 speaks of: the one named last before in the paragraph."""
    pronoun = "他" in line.text or "她" in line.text
    for match in _PRONOUN.finditer(line.text) if pronoun else ():
        before = line.text[max(0, match.start() - 4 * REACH) : match.start()]
        named = [name for name in found if name in before]
        if named:
            name = max(named, key=before.rindex)
            found[name] = replace(found[name], is_member=True)


def _bodies(line: Line) -> Iterator[Person]:
    """Yield the parties, branches and federations that propose in a line: 民建某市委会提交的提案."""
    cue = _BODY_CUE.search(line.text)
    if cue is None:
        return
    told = _PROPOSING_BODY.finditer(line.text, max(0, cue.start() - _BEFORE_CUE))
    for match in (*told, *_OF_BODY.finditer(line.text)):
        yield replace(
            _person(line, match.start("body"), match.end("body"), ()), is_member=True, is_person=False
        )


_OF_BODY = re.compile(rf"(?:提交|提出|带来)[^。；]{{2,60}}的[，,]?是(?P<body>{_BODY_NAME})")
"""提交《……》的，是民盟某市委会."""


def _note(found: dict[str, Person], person: Person) -> None:
    """Keep the first place where somebody is named; being a member once is enough."""
    known = found.get(person.name)
    if known is None:
        found[person.name] = person
        return
    first, other = (known, person) if known.start <= person.start else (person, known)
    found[person.name] = replace(
        first,
        titles=first.titles or other.titles,
        is_member=known.is_member or person.is_member,
        spoke_for=first.spoke_for or other.spoke_for,
    )


def _whole(text: str, found: dict[str, Person]) -> dict[str, Person]:
    """Drop names that are only ever the beginning or end of a longer one that is found too."""
    return {
        name: person
        for name, person in found.items()
        if not any(
            name in other and text.count(name) == text.count(other) for other in found if other != name
        )
    }


_CONGRESS = re.compile("人大|代表")
_TRADE = re.compile(
    "(?:农民|渔民|牧民|村民|居民|市民|工人|职工|员工|教师|学生|企业|企业家|青年|妇女|医护|医生|护士|社区|基层|一线|党员|专家|学者|作家)$"
)
"""Whom a deputy comes from: 渔民代表张三; elsewhere such 代表 are no deputies."""


def _members(text: str, line: Line, *, congress: bool = False) -> Iterator[Person]:
    """Yield those named beside 委员, 常委 or 代表 in a line; ``congress``: the report is about deputies."""
    for match in _ROLE.finditer(line.text):
        several = _SEVERAL.search(_near(line, match.start()))
        end = match.start() - (len(several.group()) if several else 0)
        before = _near(line, end)
        opened = re.search(r"[(（][^()（）]{0,20}$", before)
        at = end - len(opened.group()) if opened else end
        named = name_start(text, line.text, at) if opened else None
        if named is not None:  # 张三（市政协委员、某校教授）
            titles = _titles(re.split("[)）]", line.text[at + 1 : at + 1 + _WINDOW])[0])
            yield replace(_person(line, named, at, titles), is_member=True)
            continue
        traded = congress and match.group() == "代表" and _TRADE.search(before) is not None
        person = None if traded else _name_before(text, line, end)
        excluded = several is None and _excluded(before) and not traded
        if excluded and not (person and person.end - person.start == _USUAL):
            continue
        if person is not None:
            yield replace(person, is_member=True)
            yield from _joined_before(text, line, person.start - line.start)
        elif match.group() != "代表" or traded or _OF_CONGRESS.search(before) or LEFT.search(before):
            found = list(_names_after(text, line, match.end()))
            subject = None if found else _subject(text, line, match.start())
            yield from found or ([replace(subject, is_member=True)] if subject else [])


_SECTORED = re.compile(
    r"(?P<name>[一-鿿·]{2,7}|[一-鿿][ 　]+[一-鿿]{1,2})[(（](?P<inside>[^()（）]{0,40}界别?"
    r"(?:[，,、；;][^()（）]{2,60})?)[)）][:：]"
)


def _sectored(line: Line) -> Iterator[Person]:
    """Read who has the word in a paragraph, by the sector behind the name: 张三（农业界别，某社社长）：……"""
    match = _SECTORED.match(line.text)
    if match is not None and (
        may_name(match.group("name")) or is_open_name("".join(match.group("name").split()))
    ):
        yield replace(_person(line, *match.span("name"), _titles(match.group("inside"))), is_member=True)


_NUMBERED = re.compile(r"第\s*\d{1,8}\s*号(?:提案|建议)[(（](?P<who>[^()（）]{2,40})[)）]")


def _numbered(line: Line) -> Iterator[Person]:
    """Read who made the proposals that a summary goes through by number: 第12号提案（张三）建议……"""
    for match in _NUMBERED.finditer(line.text):
        who = re.sub(r"等\d*[名人位]?$", "", match.group("who"))
        for named in parse_people(who, line.start + match.start("who")):
            yield Person(named.name, named.start, named.end, named.titles, True, named.is_person)


_INTRODUCED = re.compile(r"(?:[^\s:：｜|。，]{1,6}|\S[\s　]+\S)\s*[:：｜|]\s*(?=\S)")


def is_introduction(line: Line) -> bool:
    """Whether a line says who is there, after a label or on a card: ``嘉宾：张三，市政协委员``."""
    return _label(line) is not None or _card(line) is not None


def _label(line: Line) -> re.Match[str] | None:
    """Match the label of a short line that says who is there."""
    fits = not line.is_sentence and _ROLE.search(line.text)
    return _INTRODUCED.match(line.text) if fits else None


def _introduced(line: Line) -> Iterator[Person]:
    """Read a line of a list of those present: ``嘉宾：张三，市政协委员、某公司总经理``."""
    label = _label(line)
    if label is None or _card(line) is not None:
        return
    for named in parse_people(line.text[label.end() :], line.start + label.end()):
        if named.is_person and any(_ROLE.search(title) for title in named.titles):
            yield Person(named.name, named.start, named.end, named.titles, is_member=True)


_PERSONAL = (
    r"(?:[男女]性?|[一-鿿]{1,5}族|(?:19|20)\d\d年[^，。]{0,8}生|现年\d\d岁|\d\d岁"
    r"|[^，。；、]{1,6}[党会社盟]员)"
)
_PARTICULAR = rf"(?:{_PERSONAL}|[^，。；、]{{1,10}}人|(?:本科|大专|研究生|硕士|博士)(?:学历)?|无党派人士)"
_CARD = re.compile(
    rf"(?:[^\s:：，。]{{2,6}}[:：]\s*)?(?P<name>{DOTTED_NAME}|[一-鿿]{{2,7}}|[一-鿿][ 　]+[一-鿿]{{1,2}})"
    rf"(?P<own>(?:[，,]{_PARTICULAR})+)[，,](?:现任|现为|系|是)?(?P<offices>[^。；]*)"
)
"""What a card says of somebody: 张三，女，藏族，州政协委员，某合作社理事长。"""


_CONFERENCE = re.compile(
    r"(?:政协|人大)[^，。、]{0,16}(?:常务委员|常委|委员|代表)$|[省市区县州旗盟](?:常务委员|委员)$"
)
"""An office of a member of a conference or a deputy of a congress, and of nothing else."""


def _card(line: Line) -> re.Match[str] | None:
    """Match a paragraph that opens with a person's card on which an office of a member stands."""
    card = _CARD.match(line.text)
    if card is None or not re.search(rf"[，,]{_PERSONAL}(?=[，,]|$)", card.group("own")):
        return None
    offices = _titles(card.group("offices"))
    if not any(_is_membership(title) and _CONFERENCE.search(title) for title in offices):
        return None
    name = "".join(card.group("name").split())
    unlike = len(name) > _USUAL and not is_body(name)
    return card if may_name(name) or is_open_name(name) or unlike else None


def _carded(line: Line) -> Iterator[Person]:
    """Read who is introduced on a card at the beginning of a paragraph."""
    card = _card(line)
    if card is not None:
        yield replace(_person(line, *card.span("name"), _titles(card.group("offices"))), is_member=True)


def _near(line: Line, position: int) -> str:
    """Return what stands before a position of a line, as far back as it can matter."""
    return line.text[max(0, position - REACH) : position]


_USUAL = 3
"""Letters of most names; one of that size is believed even where its end looks like 居民 or 企业."""


def _excluded(before: str) -> bool:
    """Whether a role belongs to no conference by what stands before it: 市委常委, 居民代表."""
    return bool(_NOT_MEMBERS.search(before)) and not _OF_CONGRESS.search(before)


def _is_membership(title: str) -> bool:
    """Whether an office is that of a member or deputy: 市政协委员, 全国人大代表."""
    role = _ROLE.search(title)
    return role is not None and not _excluded(title[: role.start()])


_SEVERAL = re.compile(r"(?:[两二三四五六七八九十]|等[\d两二三四五六七八九十]*)[位名]$|等$")


def _joined_before(text: str, line: Line, position: int) -> Iterator[Person]:
    """Yield the names that stand before another one, joined by 、 or 和."""
    while join := re.search(r"[、和与]$", line.text[max(0, position - 1) : position]):
        person = _name_before(text, line, position - len(join.group()))
        if person is None:
            return
        yield replace(person, is_member=True)
        position = person.start - line.start


def _name_before(text: str, line: Line, end: int) -> Person | None:
    """Read ``张三委员`` and ``来自教育界的张三委员``: the name that ends where the role begins."""
    start = name_start(text, line.text, end)
    return None if start is None else _person(line, start, end, _offices_before(_near(line, start)))


def _offices_before(before: str) -> tuple[str, ...]:
    """Return the offices that stand right before a name, up to the last stop."""
    tail = re.split(r"[。；：:“”！？\n（(]", before)[-1].strip(_SEPARATORS)
    return _titles(tail) if ends_in_office(tail) else ()


def _titles(text: str) -> tuple[str, ...]:
    """Return the offices in a run such as ``市政协委员、某集团董事长``."""
    return tuple(part for part in (item.strip(" 　") for item in re.split("[、，,]", text)) if part)


def _names_after(text: str, line: Line, position: int) -> Iterator[Person]:
    """Read ``委员、某大学教授张三、李四建议``: offices, then names joined by 、 or 和.

    Of several strings that may be the name the surest one is taken, which an office right before speaks for.
    """
    stop = _STOP.search(line.text, position)
    limit = min(position + _WINDOW, stop.start() if stop else len(line.text))
    bracket = _BRACKET.match(line.text, position)
    first = bracket.end() if bracket else position
    words = _word_starts(line.text, first, limit)
    best: tuple[int, int, int] | None = None
    for start in range(first, limit):
        between = line.text[first:start].strip(_SEPARATORS)
        if between and not (start in words and _are_offices(between)):
            continue
        if not between and _COMMON.match(word_class(line.text[start : start + 2]) or ""):
            continue  # 委员普遍认为: no name
        found = name_end(text, line.text, start, limit, strict=between[-1:] == "的")
        if found is not None and not between and _is_passing(line.text, position, start, found[0]):
            continue
        if found is not None:
            score = found[1] + 2 * bool(between)
            if best is None or score > best[0]:
                best = (score, start, found[0])
            if score > _SURE:
                break
    if best is None:
        return
    _, start, end = best
    between = line.text[first:start].strip(_SEPARATORS)
    own = re.split(r"[。；：:“”！？，,、\s　(（]", _near(line, position))[-1]
    yield replace(_person(line, start, end, (own, *_titles(between))), is_member=True)
    yield from _joined(text, line, end, limit)


_PLACED = re.compile(
    r"(?:政协|人大|[省市区县州盟旗镇国]|常务|来自[^，。]{1,10}的)(?:政协)?(?:委员|常委|代表)?$"
)


def _is_passing(line: str, position: int, start: int, end: int) -> bool:
    """Whether a string right after a bare 委员 is no name but running words: 委员全程参|与, 委员于会前."""
    if _PLACED.search(line[max(0, position - REACH) : position]):
        return False
    cut = word_class(line[end - 1 : end + 1])
    return line[end - 1] in "时前后中内间" or (cut is not None and cut[0] == "v" and end - start > 2)


_COMMON = re.compile("[vdrcp]|a[dn]?$|t")
_SURE = 2
"""Score above which no other string can be the name."""


def _word_starts(text: str, begin: int, end: int) -> frozenset[int]:
    """Return where words begin in a stretch: 长 in 泸州|长江 ends no office."""
    at = begin
    starts = {begin}
    for word in get_segmenter().tokens(text[begin : end + 3]):
        at += len(word.text)
        starts.add(at)
    return frozenset(starts)


def _are_offices(text: str) -> bool:
    """Whether a run between a role and a name is nothing but offices: 某大学教授、来自民建界别的."""
    if _NO_OFFICE.search(text):
        return False
    *others, last = [part.strip(" 　") for part in _LIST_MARK.split(text)]
    known = all(may_be_office(part) or _GROUP_END.search(part) for part in others if part)
    return known and (may_be_office(last) or (last[-1:] == "的" and len(last) < _LONGEST_CLAUSE))


_LONGEST_CLAUSE = 16
_LIST_MARK = re.compile("[、，,]")
_GROUP_END = re.compile("[界会团组党盟]别?的?$")
_NO_OFFICE = re.compile(r"建议|表示|认为|提出|[在对说]|看来|一直")


def _joined(text: str, line: Line, position: int, limit: int) -> Iterator[Person]:
    """Yield the names that follow another one, joined by 、 or 和."""
    while join := _JOINED.match(line.text, position, limit):
        found = name_end(text, line.text, join.end(), limit)
        if found is None:
            return
        yield replace(_person(line, join.end(), found[0], ()), is_member=True)
        position = found[0]


def _subject(text: str, line: Line, position: int) -> Person | None:
    """Read ``张三，连续三届当选市人大代表`` and ``张三是市政协委员``: the subject of that sentence."""
    apposed = _APPOSED.search(_near(line, position))
    if apposed and may_name(apposed.group("name")):
        start = position - len(apposed.group()) + apposed.start("name") - apposed.start()
        return _person(line, start, start + len(apposed.group("name")), ())
    if not _BE.search(_near(line, position)):
        return None
    nearest = max(0, position - REACH)
    sentence = max(nearest, *(line.text.rfind(mark, nearest, position) + 1 for mark in "。！？；"))
    for start in range(position - 2, sentence - 1, -1):
        before = _near(line, start)
        office = ends_in_office(before)
        if not (start == sentence or LEFT.search(before) or office):
            continue
        found = name_end(text, line.text, start, position, strict=True)
        plain = start == sentence and found is not None and found[0] - start == _USUAL
        if found is not None and (office or plain or neighbours(text, line.text[start : found[0]], 1) > 1):
            return _person(line, start, found[0], _offices_before(before))
    return None


_ADVERB_SPEECH = re.compile(rf"{_ADVERB}(?:{SPEECH})(?!团)")
_SPEECH = re.compile(SPEECH)
_ADVERB_SIZE = 2
"""Letters of the longest adverb before a verb of speech."""


def _speakers(text: str, line: Line, *, about_members: bool) -> Iterator[Person]:
    """Yield those to whom words are ascribed and whom no role marks: officials, experts.

    In a report on members one who asks and is introduced without an office is taken for a member.
    """
    first = _SPEECH.search(line.text)
    for match in _ADVERB_SPEECH.finditer(line.text, max(0, first.start() - _ADVERB_SIZE)) if first else ():
        end = match.start()
        together = "联合" in match.group() or "书面" in match.group()
        for size in SIZES:
            start = end - size
            name = line.text[max(start, 0) : end]
            if start < 0 or not may_name(name):
                continue
            before = _near(line, start)
            if together and about_members and LEFT.search(re.sub(r"[一-鿿]{2,4}[、和与]$", "", before)):
                yield replace(_person(line, start, end, ()), is_member=True)
                yield from _joined_before(text, line, start)
                break
            office = ends_in_office(before.rstrip(" 　"))
            if not (office or LEFT.search(before)):
                continue
            first = text.find(name)
            bare = not ends_in_office(text[:first].rstrip(" 　")) and text.count(name) > 1
            titles = _offices_before(before)
            member = any(map(_is_membership, titles)) or (
                about_members and bare and not office and bool(_ASKS.search(match.group()))
            )
            yield replace(_person(line, start, end, titles), is_member=member)
            break


def _person(line: Line, start: int, end: int, titles: tuple[str, ...]) -> Person:
    body = _SPOKE_FOR.match(line.text, end)
    represented = replace(_person(line, *body.span("body"), ()), is_person=False) if body else None
    return Person(line.text[start:end], line.start + start, line.start + end, titles, spoke_for=represented)


def speaks_at(line_text: str, position: int) -> bool:
    """Whether what follows a name ascribes words to it: a verb of speech or a colon."""
    return bool(_SPEAKS.match(line_text, position))
