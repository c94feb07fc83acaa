"""Find the speeches of a digest: which lines are its bylines, their titles, and where each speech ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from extract.bylines import WEAK_FORMS, Byline, Form, match_byline
from extract.chapters import chapters
from extract.lines import Line
from extract.names import may_be_office, reads_as_office
from extract.sections import section_of
from extract.titles import TAG, is_title_line
from graph.model import ProposerRole

MAX_TITLE_LINES = 3
_MARKED = re.compile(r"发言|摘编|摘登|摘报|选登|选编|选刊|汇编|声音|建言|心声|微建议|观点|提案")
_ALONE_NUMBER = re.compile(
    r"(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[（(][一二三四五六七八九十\d]{1,3}[）)])[、.．]?"
    r"|(?:发言|发言材料|材料|提案|书面发言)之?[一二三四五六七八九十\d]{1,3}"
)
ITEM = (
    r"(?:(?:[一二三四五六七八九十]{1,3}|\d{1,3})\s*[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）])?[\s　]*"
)
"""The number of an item in a list: 一、, 3．, （二）."""
NUMBER_FIELD = re.compile(
    r"(?:序\s*号[\s　]*[:：][\s　]*\d{1,4}(?:$|[\s　]+))?"
    r"(?:[【\[]?(?:立案|提案|建议|议案)?(?:编\s*号|案\s*号|提案号)[】\]]?"
    r"[\s　]*[:：]?[\s　]*第?[\s　]*[A-Za-z]{0,3}\d{1,8}[\s　]*号?)?(?<=[\d号])"
    r"(?:[\s　]{2,}类\s*别[:：\s　]+\S{2,12})?"
    rf"|{ITEM}(?:提案|建议|议案|案)?(?:第[\s　]*)?[A-Za-z]{{0,3}}\d{{1,8}}[\s　]*号(?:提案|建议|议案|案)?"
    r"(?:[\s　]*[(（【][^()（）【】。]{2,12}[)）】])?(?:[\s　]{2,}类\s*别[:：\s　]+\S{2,12})?"
)
"""A form's field with the number of a proposal, which stands above its title."""
_HEADING = re.compile(
    r"(?:发言|提案|建议|观点|声音|简报)\S{0,4}(?:摘编|摘登|选登|选编|选刊|汇编|摘要|摘录|集锦|集萃)"
    r"|^(?:\S{0,4}声音$|编者按)"
)
"""The heading of a digest itself, which is no speech's title."""
_OPENS_TITLE = re.compile(
    r"#|[【《]|[一二三四五六七八九十]+、|\d{1,2}[.、．]|[(（][一二三四五六七八九十\d]+[)）]|[●■◆★▲]"
)
"""A title that begins so has no line before it."""
_FIELD = re.compile(
    r"^[*•·+\s-]*(?:立案编号|提案号|案号|编号|提案编号|(?:建议|拟|主要|交由)?(?:承办|主办|会办|协办|分办)|界别|提案类别|类别|办理)"
    r"[^。]{0,90}$"
)
_OFFICE_FIELD = re.compile(
    r"^[*•·+\s-]*(?:界\s*别|(?:工作)?单\s*位(?:及?职务)?|职\s*务)\s*[:：]\S[^。]{1,60}$"
)
_OFFICE_IN_BRACKETS = re.compile(r"[(（](?P<offices>[^()（）]{4,60})[)）]$")
_MEMBERSHIP = re.compile(r"委员|代表|常委")


def is_field(line: Line) -> bool:
    """Whether a line is a field of a form with a colon behind its label: 承办单位：……"""
    return not line.is_sentence and bool(re.search("[:：]", line.text[:10])) and bool(_FIELD.match(line.text))


@dataclass(frozen=True)
class Plan:
    """The lines of one speech, as indexes: start and end, byline, title, number, offices and fields."""

    start: int
    end: int
    head: int
    byline: Byline
    title: tuple[int, ...]
    numbers: tuple[int, ...] = ()
    offices: tuple[int, ...] = ()
    fields: tuple[int, ...] = ()


def plan_speeches(text: str, lines: list[Line]) -> list[Plan]:
    """Return the plans of a digest's speeches in order; fewer than two where it is none."""
    bylines = _all_bylines(lines)
    by_name, by_heading = _named_plans(text, lines, bylines), _chapter_plans(text, lines, bylines)
    return by_heading if by_heading and len(by_heading) >= len(by_name) else by_name


def _chapter_plans(text: str, lines: list[Line], bylines: dict[int, Byline]) -> list[Plan]:
    """Return the plans of a digest cut by headings of one style; empty where it has none such."""
    plans: list[Plan] = []
    for start, end, head in chapters(lines, bylines):
        offices, fields = _below(lines, head, bylines)
        told = next((index for index in range(start, end) if lines[index].is_sentence), end)
        fields += tuple(i for i in range(start, told) if i not in fields and _FIELD.match(lines[i].text))
        below = (*offices, *fields)
        title = [] if bylines[head].title else _chapter_title(text, lines, start, end, head, below)
        numbers = [start] if start not in title and start != head else []
        byline = _joint(bylines, head, offices)
        plans.append(Plan(start, end, head, byline, tuple(title), tuple(numbers), offices, fields))
    return plans


def _joins(first: Byline, second: Byline | None) -> bool:
    """Whether a byline right below another one names those who join in: 领衔代表：…… 附议代表：……

    Also who speaks for a body: 民盟某市委会 （代言人：……）.
    """
    if second is None or second.body is not None:
        return False
    if not second.labelled:
        return _speaks_for(first, second)
    if not first.proposers[0].is_person:
        return second.proposers[0].is_person
    if not first.labelled:
        return False
    return all(one.role is ProposerRole.CO for one in second.proposers if one.is_person)


def _joint(bylines: Mapping[int, Byline], head: int, below: tuple[int, ...]) -> Byline:
    """Put the proposers of a byline and of those that join it together."""
    joined = [bylines[index] for index in below if _joins(bylines[head], bylines.get(index))]
    names = {one.name: one for byline in (bylines[head], *joined) for one in reversed(byline.proposers)}
    body = bylines[head].proposers[0]
    if not body.is_person:
        names = {
            key: replace(one, spoke_for=body.name) if one.is_person else one for key, one in names.items()
        }
    everyone = sorted(names.values(), key=lambda one: one.start)
    return replace(bylines[head], proposers=tuple(everyone)) if joined else bylines[head]


def _chapter_title(
    text: str, lines: list[Line], start: int, end: int, head: int, below: tuple[int, ...]
) -> list[int]:
    """Return the lines of a chapter's title: its heading, or else the first line that may be one."""
    taken = {head, *below}
    free = [index for index in range(start, end) if index not in taken]
    told = next((index for index in free if lines[index].is_sentence), end)
    first = [start] if start in free and not _LABEL_ONLY.fullmatch(lines[start].text) else []
    title = first or [index for index in free if start < index < told and _may_follow(lines[index])][:1]
    while title and len(title) < MAX_TITLE_LINES:
        following = title[-1] + 1
        if following in taken or following >= told or not _wraps(text, lines, following):
            break
        title.append(following)
    return title


def _wraps(text: str, lines: list[Line], index: int) -> bool:
    """Whether a line goes on with the title right above it."""
    line = lines[index]
    plain = is_title_line(line) or (len(line.text) < _SHORT and not line.is_chrome)
    marked = _OPENS_TITLE.match(line.text) or section_of(line) or line.text[0] in "*+-"
    return plain and not marked and _gap(text, lines, index) == 1 and len(_STOPS.findall(line.text)) < 2


_STOPS = re.compile("[，,。；]")
_SHORT = 4
_LABEL_ONLY = re.compile(
    r"(?:发言|发言材料|材料|提案|建议|案例|书面发言)?之?[一二三四五六七八九十\d]{1,3}[、.．:：]?"
    rf"|{TAG}|{ITEM}(?:提案|建议|案)?第\s*\d{{1,8}}\s*号(?:提案|建议|案)?"
    r"(?:[\s　]*[(（【][^()（）【】。]{2,12}[)）】])?"
)
"""A heading that only counts the speeches."""


def _named_plans(text: str, lines: list[Line], every: dict[int, Byline]) -> list[Plan]:
    """Return the plans of a digest cut by its bylines."""
    bylines = _sure_bylines(lines, every)
    heads = [
        index for index in bylines if _has_body(lines, index, bylines) and not _is_joined(index, bylines)
    ]
    signed = _signed(lines, bylines, heads)
    if signed:
        return signed
    if len(heads) < 2:
        return []
    below = {head: _below(lines, head, bylines) for head in heads}
    titles = [_title_lines(text, lines, head, bylines, below) for head in heads]
    topics = _topics(lines, heads, titles)
    titles = [[] if head - 1 in topics else title for head, title in zip(heads, titles, strict=True)]
    starts = [_with_number(lines, min([*title, head])) for title, head in zip(titles, heads, strict=True)]
    ends = [*(start - (start - 1 in topics) for start in starts[1:]), _footer_start(lines, heads[-1])]
    plans: list[Plan] = []
    for start, end, head, title in zip(starts, ends, heads, titles, strict=True):
        offices, fields = below[head]
        numbers = range(start, min([*title, head]))
        byline = _joint(bylines, head, offices)
        plans.append(Plan(start, end, head, byline, tuple(title), tuple(numbers), offices, fields))
    return plans


TOPIC = re.compile(r"[□■●◆◎○▍▎▌][ 　]*\S{2,12}")
"""A marked heading over what several members say on one topic."""


def _topics(lines: list[Line], heads: list[int], titles: list[list[int]]) -> set[int]:
    """Return the marked headings right above bylines, if they head topics: other voices have no title."""
    marked = {head - 1 for head in heads if head and TOPIC.fullmatch(lines[head - 1].text)}
    untitled = any(not title and head - 1 not in marked for head, title in zip(heads, titles, strict=True))
    return marked if untitled and len(marked) > 1 else set()


def _below(
    lines: list[Line], head: int, bylines: dict[int, Byline]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the lines right below a byline that give the speaker's office, and those of a form."""
    offices: list[int] = []
    fields: list[int] = []
    for index in range(head + 1, len(lines)):
        line = lines[index]
        named_here = bylines[head].proposers[0].start >= line.start and index == head + 1
        if named_here or _joins(bylines[head], bylines.get(index)):
            offices.append(index)
            continue
        if line.is_sentence or index in bylines:
            break
        bracket = _OFFICE_IN_BRACKETS.match(line.text)
        if _OFFICE_FIELD.match(line.text):
            offices.append(index)
        elif _FIELD.match(line.text):
            fields.append(index)
        elif reads_as_office(bracket.group("offices") if bracket else line.text.strip("*_ ")):
            offices.append(index)
        else:
            break
    return tuple(offices), tuple(fields)


def _signed(lines: list[Line], bylines: dict[int, Byline], heads: list[int]) -> list[Plan]:
    """Return the plans of a digest whose speakers sign below their speeches; empty where they do not."""
    signers = [index for index, byline in bylines.items() if byline.title is None and byline.body is None]
    if len(signers) < 2 or signers[-1] in heads:
        return []
    plans: list[Plan] = []
    begin = 0
    for signer in signers:
        title = [
            i for i in range(begin, signer) if is_title_line(lines[i]) and not _HEADING.search(lines[i].text)
        ]
        body = [i for i in range(begin, signer) if lines[i].is_sentence]
        title = [i for i in title if not body or i < body[-1]]
        if not title or not body:
            return []
        headed = [i for i in title if lines[i].text.startswith("#")]
        first = (
            headed[-1] if headed else max(i for i in title if i < body[0]) if title[0] < body[0] else title[0]
        )
        plans.append(Plan(first, signer + 1, signer, bylines[signer], (first,)))
        begin = signer + 1
    return plans


def _sure_bylines(lines: list[Line], found: dict[int, Byline]) -> dict[int, Byline]:
    """Return the lines that are bylines; an office and a name alone only where a digest has several such."""
    twice = {
        index + 1
        for index, byline in found.items()
        if byline.title and index + 1 in found and _same_speaker(byline, found[index + 1])
    }
    found = {index: byline for index, byline in found.items() if index not in twice}
    sure = {index for index, byline in found.items() if byline.sure}
    sure |= {
        index
        for index, byline in found.items()
        if byline.form is Form.BARE
        and index + 1 < len(lines)
        and _MEMBERSHIP.search(lines[index + 1].text)
        and (reads_as_office(lines[index + 1].text) or _OFFICE_IN_BRACKETS.match(lines[index + 1].text))
    }
    sure |= {index - 1 for index in sure if index - 1 in found and _is_joined(index, found)}
    marked = any(_MARKED.search(line.text) for line in lines[:15])
    for form in WEAK_FORMS:
        alike = {
            i
            for i, byline in found.items()
            if byline.form is form and (byline.title or _near_title(lines, i)) and not _others_speak(lines, i)
        }
        if marked and len(alike | sure) > 1:
            sure |= alike
    sure |= _written_alike(lines, found, sure)
    return {index: byline for index, byline in found.items() if index in sure}


_NAME_AND_BRACKET = re.compile(
    r"[^\s()（）：:，。]{1,12}(?:[ 　]+[^\s()（）：:，。]{1,2})?[ 　]*[(（][^()（）]{2,60}[)）]"
)
_OTHERS_SPEAK = re.compile(
    r"[□■●◆◎【]?[ 　]*(?:(?:专家|学者|部门|官方|记者|主持人|网友|群众|居民|市民)\S{0,4}"
    r"|\S{0,4}(?:点评|回应|答复))[】:：]?"
)
"""A heading over what others say: 专家点评, 部门回应."""
_OFFICIAL = re.compile(r"(?:[局处科厅市区县镇乡]长|发言人|新闻官)[)）]$")
"""An office that answers for its authority, unless something says that it is a member's."""


def _others_speak(lines: list[Line], index: int) -> bool:
    """Whether the line above announces somebody who is no member."""
    return index > 0 and bool(_OTHERS_SPEAK.fullmatch(lines[index - 1].text))


def _written_alike(lines: list[Line], found: dict[int, Byline], sure: set[int]) -> set[int]:
    """Return the bylines of a name and an office in brackets that stand among sure ones written so.

    Most must say that the speaker is a member; then the few that only give an office are members too, unless
    the line above announces somebody else. Each has running text right below.
    """
    alike = {
        index
        for index, byline in found.items()
        if byline.title is None and byline.body is None and _NAME_AND_BRACKET.fullmatch(lines[index].text)
    }
    others = {
        index
        for index in alike - sure
        if found[index].form is Form.OFFICE
        and not _OFFICIAL.search(lines[index].text)
        and index + 1 < len(lines)
        and lines[index + 1].is_sentence
        and not _others_speak(lines, index)
    }
    known = len(alike & sure)
    return others if known > 1 and known > len(others) else set()


def _all_bylines(lines: list[Line]) -> dict[int, Byline]:
    """Return every line that may be a byline; a member's office above a bare name begins its byline."""
    found = {index: byline for index, line in enumerate(lines) if (byline := match_byline(line))}
    for index in [index for index, byline in found.items() if byline.form is Form.BARE and index]:
        above = lines[index - 1]
        if index - 1 in found or above.is_sentence or not may_be_office(above.text):
            continue
        person = found[index].proposers[0]
        if person.is_person and _MEMBERSHIP.search(above.text) and found[index].title is None:
            named = replace(person, titles=(above.text,))
            del found[index]
            found[index - 1] = Byline((named,), Form.MEMBER)
    return dict(sorted(found.items()))


def _speaks_for(body: Byline, speaker: Byline) -> bool:
    """Whether a body stands alone on its line, and below it only who speaks for it."""
    return speaker.form is Form.SPOKEN and not body.proposers[0].is_person and body.title is None


def _same_speaker(first: Byline, second: Byline) -> bool:
    """Whether a second byline only says once more who speaks, before the text: 张三（某校教授）：……"""
    return second.body is not None and first.proposers[0].name == second.proposers[0].name


def _near_title(lines: list[Line], index: int) -> bool:
    """Whether a line that may be a title stands right before or after."""
    return any(0 <= at < len(lines) and is_title_line(lines[at]) for at in (index - 1, index + 1))


def _has_body(lines: list[Line], index: int, bylines: dict[int, Byline]) -> bool:
    """Whether running text follows, on the line itself or before the next byline."""
    if bylines[index].body is not None:
        return True
    for following in range(index + 1, min(index + 6, len(lines))):
        if following in bylines and _is_joined(following, bylines):
            continue
        if following in bylines:
            return False
        if lines[following].is_sentence and not lines[following].is_footer:
            return True
    return False


def _is_joined(index: int, bylines: Mapping[int, Byline]) -> bool:
    """Whether a byline only names those who join the member right above it: 附议人：……."""
    first, own = bylines.get(index - 1), bylines[index]
    if first is not None and _speaks_for(first, own):
        return True
    if first is None or not (first.labelled and own.labelled):
        return False
    return all(one.is_person and one.role is ProposerRole.CO for one in own.proposers)


def _title_lines(
    text: str,
    lines: list[Line],
    head: int,
    bylines: dict[int, Byline],
    below: Below,
) -> list[int]:
    """Return the indexes of the title's lines: on the byline itself, before it, or else after it."""
    if bylines[head].title:
        return []
    if bylines[head].body is not None and not _titled(lines, below, bylines):
        return []
    before = [] if _titles_follow(lines, bylines, below) else _lines_above(text, lines, head, bylines)
    if before:
        return before if min(below) != head or _gap(text, lines, head) == 1 else before[-2:]
    if bylines[head].body is not None:
        return []
    after: list[int] = []
    index = _past(head, below)
    while index < len(lines) and len(after) < 2 and index not in bylines and _may_follow(lines[index]):
        after.append(index)
        index += 1
    return after


Below = Mapping[int, tuple[tuple[int, ...], tuple[int, ...]]]
"""Byline -> the lines below it that are offices, and those that are form fields."""


def _past(head: int, below: Below) -> int:
    """Return the index after a byline and the offices and fields below it."""
    return max([head, *below[head][0], *below[head][1]]) + 1


def _titles_follow(lines: list[Line], bylines: dict[int, Byline], below: Below) -> bool:
    """Whether in this digest titles stand below the bylines: a line that may be one does more often."""
    after = [_past(head, below) for head in below]
    follow = sum(at < len(lines) and at not in bylines and _may_follow(lines[at]) for at in after)
    above = sum(head > 0 and _may_stand_above(lines[head - 1]) for head in below)
    return follow > above


def _may_stand_above(line: Line) -> bool:
    """Whether a line right above a byline may be the speech's title: no heading of the digest."""
    numbers = _ALONE_NUMBER.fullmatch(line.text) or NUMBER_FIELD.fullmatch(line.text)
    return is_title_line(line) and not _HEADING.search(line.text) and not numbers


def _lines_above(text: str, lines: list[Line], head: int, bylines: dict[int, Byline]) -> list[int]:
    """Return the indexes of the title's lines right above a byline, at most three."""
    before: list[int] = []
    index = head - 1
    widest = _gap(text, lines, head)
    while (
        index >= 0
        and len(before) < MAX_TITLE_LINES
        and index not in bylines
        and _may_stand_above(lines[index])
        and (not before or _gap(text, lines, index + 1) <= widest)
        and not (before and _OPENS_TITLE.match(lines[before[0]].text))
    ):
        before.insert(0, index)
        index -= 1
    return before


def _titled(lines: list[Line], heads: Iterable[int], bylines: dict[int, Byline]) -> bool:
    """Whether voices that begin on their byline's line have titles above them: most of them, then."""
    voices = [index for index in heads if bylines[index].body is not None]
    return sum(index > 0 and is_title_line(lines[index - 1]) for index in voices) * 2 > len(voices)


def _gap(text: str, lines: list[Line], index: int) -> int:
    """Return how many line breaks stand before a line."""
    return text.count("\n", lines[index - 1].end, lines[index].start) if index else 0


def _with_number(lines: list[Line], start: int) -> int:
    """Take in a number that stands on a line of its own before a speech."""
    above = lines[start - 1].text if start else ""
    return start - 1 if _ALONE_NUMBER.fullmatch(above) or NUMBER_FIELD.fullmatch(above) else start


def _may_follow(line: Line) -> bool:
    """Whether a line after a byline may be the title: not the speaker's office, nor a list's item."""
    bullet = line.text[:2] in {"* ", "- ", "+ "} and "**" not in line.text
    return is_title_line(line) and not reads_as_office(line.text) and not bullet


def _footer_start(lines: list[Line], last_head: int) -> int:
    """Return the index where credits begin at the end of the document."""
    index = len(lines)
    while index > last_head + 1 and (lines[index - 1].is_footer or lines[index - 1].is_chrome):
        index -= 1
    return index
