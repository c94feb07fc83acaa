"""Replies to proposals: what is answered, to whom, by whom, what was done, planned, declined."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.draft import DraftAnswer, DraftPassage, DraftProposal, Layout, line_passage
from extract.handlers import find_handlers, is_office
from extract.lines import Line, is_box
from extract.names import ROLE, Named
from extract.proposers import parse_list
from extract.titles import join_title, trim_title
from graph.model import DocumentType, Outcome, PassageKind, ProposerRole, Shape

_TITLE = re.compile(
    r"(?:关于|对).{0,90}(?:提案|建议|议案|意见).{0,30}?(?:答复|复函|回复|办理(?:情况|意见)|的函)(?:的?函|意见|情况)?(?:[(（].{0,20}[)）])?$"
    r"|^(?:关于|对).{0,90}(?:答复|复函|回复)(?:的?函|意见)?(?:[(（].{0,20}[)）])?$"
    r"|^答复.{4,40}号(?:提案|建议|议案)$"
)
_LABELLED = re.compile(r"^(?:标\s*题|题\s*名|名\s*称)\s*[:：]")
_ADDRESS = re.compile(
    r"^(?:尊敬的)?(?P<names>[^。；:：]{2,120}?)(?:[，,]?\s*您好[！!]?)?\s*(?:[:：]|(?<=[好！!]))$"
)
_RECEIVED = re.compile(
    r"收悉|收到|您提出|你提出|您们提出|你们提出|贵[^，。]{1,6}提出|联名提出|您二位|您在|你们在|提出的[《“]|现[^，。]{0,6}[答函回]复如下|提案(?:的)?(?:办理|答复)"
)
_NUMBER = re.compile(
    r"第?\s*(?P<number>[A-Za-z]?\d{1,12})\s*(?:号|(?=(?:[、，和及]\s*第?\s*[A-Za-z]?\d{1,12}\s*)+号))"
)
_NAMED = re.compile(
    r"《(?P<title>(?:[^《》\n。]|《[^《》\n]{1,40}》){4,90}?)(?:[(（]第?\d{1,8}号[)）])?(?:》|(?=收悉|[。\n]|$))\s*(?:的?(?:提案|建议|议案))?\s*(?:[(（]\s*(?:以下简称.{0,10}|(?:提案)?(?:编号|第)?[^()（）]{0,12}?(?P<number>[A-Za-z]?\d{1,12})\s*号?[^()（）]{0,16})[)）])?"
    r"|[“「](?P<quoted>关于[^”」\n]{4,90})[”」]"
    r"|(?P<bare>(?<!《)关于(?:[^，。；\n“”《》]|《[^《》\n]{1,40}》|“[^“”\n]{1,20}”){4,80}?的(?:提案|建议|议案))(?=[^的《]{0,14}(?:收悉|已收|[(（]))"
)
_HEADING = re.compile(
    r"^(?:\*\*)?(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）])?[^。；]{2,44}[:：]?(?:\*\*)?$"
)
_OUTCOME = re.compile(
    r"[☑√■✓✔]\s*(?P<a>[ABCD])|(?:类\s*别(?:\s*标\s*记)?|办理结果|分\s*类|类\s*型|结果分类|类)\s*[:：]?\s*[(（]?\s*(?P<b>[ABCDＡＢＣＤ])(?![A-Za-z0-9])(?:\s*类)?"
    r"|号[\s　]+(?P<e>[ABCDＡＢＣＤ])\s*类?(?=[\s　]|$)"
    r"|[(（【\[]\s*(?P<c>[ABCD])\d?\s*类?\s*[)）】\]]|^(?P<d>[ABCD])\s*(?:类?$|类[ 　])"
)
_ATTACHMENT = re.compile(r"^附(?:件|表)?\d*\s*[:：]|^(?:填表|经办)人")
_CLASS = (
    r"[(（\[【]?(?:(?:办理结果|类\s*别(?:\s*标\s*记)?|结果分类|分\s*类)\s*[:：]?\s*)?"
    r"[ABCDＡＢＣＤ]\d?\s*类?[)）\]】]?"
)
_OPENNESS = (
    r"[(（\[【]?(?:(?:公开(?:属性|方式|类型|形式)?|是否公开|信息公开)\s*[:：]\s*)?"
    r"(?:(?:主动|依申请|同意|可以?|全文|不予?)?公开|是|否)[)）\]】]?"
)
_FILE_NUMBER = r"(?!关于|对)[^\s，。：:《]{0,16}[〔\[（(【]\s*\d{4}\s*[〕\]）)】]\s*[^\s，。：:]{0,6}号"
_SIGNS = r"(?:签发人?|会签|密级|紧急程度|签批)\s*[:：]\s*[一-鿿、　 ]{0,12}|特急|加急|平件|急件"
_ABOVE = re.compile(
    rf"(?:{_CLASS}|{_FILE_NUMBER}|{_SIGNS})"
    rf"(?:[\s　,，;；|｜/]*(?:{_CLASS}|{_OPENNESS}|{_FILE_NUMBER}|{_SIGNS}))*|{_OPENNESS}"
)
"""A class, a document's own number or whether it is public, above the heading, which is no part of it."""
_MANY = 5


def read(text: str, lines: list[Line]) -> Layout | None:
    """Read a reply; None unless a title says 答复 and the text acknowledges a proposal."""
    title = _title(lines)
    if not title or not any(_RECEIVED.search(line.text) for line in lines[title[-1] : title[-1] + 9]):
        return None
    spans = [trim_title(lines[i].text, lines[i].start) for i in title]
    address = next(
        (i for i in range(title[-1] + 1, min(title[-1] + _MANY + 1, len(lines))) if _addressees(lines[i])),
        None,
    )
    end = _body_end(lines, (address or title[-1]) + 1)
    passages = _passages(lines, title, address, end)
    opening = [line for line in lines[(address or title[-1]) + 1 : end] if not _is_heading(line)][:3]
    named = _addressees(lines[address]) if address is not None else ()
    answers = _answers(text, lines, title, opening, named, end)
    merged = {match.group("number").lstrip("0") for match in _TOGETHER.finditer(text)}
    numbers = {answer.proposal.number for answer in answers} - merged
    reply = DraftProposal(
        join_title(text, spans),
        tuple(spans),
        DocumentType.REPLY,
        (),
        tuple(passages),
        numbers.pop() if len(numbers) == 1 else None,
    )
    reason = "标题说答复, 正文认收提案 (the heading says reply, the text acknowledges a proposal)"
    proposals = (reply, *(answer.proposal for answer in answers))
    return Layout(Shape.REPLY, reply.title_spans, proposals, (), answers, reason)


def _title(lines: list[Line]) -> list[int]:
    """Return the lines of the heading: with the office's name right above, and lines that wrap."""
    found: list[int] = []
    for first in range(min(len(lines), 25)):
        joined = ""
        for last in range(first, min(first + 3, len(lines))):
            line = lines[last]
            if line.is_sentence or line.is_chrome or _stands_above(line.text):
                break
            joined += line.text.strip("*# 　")
            if _TITLE.search(joined) and re.match(r"[^:：]{0,30}?(?:关于|对)|答复", joined):
                found = [*range(first, last + 1)]
                break
        if found and not _LABELLED.match(lines[found[0]].text):
            break  # a label's title stands only where no other does
    if not found:
        return []
    above = found[0] - 1
    if above >= 0 and is_office(lines[above].text) and not lines[above].is_chrome:
        found.insert(0, above)
    return found


def _stands_above(text: str) -> bool:
    bare = text.strip("*_# 　")
    return len(bare) <= _LONGEST_ABOVE and bool(_ABOVE.fullmatch(bare))


_LONGEST_ABOVE = 60


def _addressees(line: Line) -> tuple[Named, ...]:
    match = _ADDRESS.match(line.text)
    if match is None or _RECEIVED.search(line.text):
        return ()
    names = re.sub(
        rf"(?:等\d*[位名]?)?(?:{ROLE}|同志|先生|女士|(?<=[一-鿿]{{2}})主委)?(?:[(（][^()（）]*[)）])?$",
        "",
        match.group("names"),
    )
    found: list[Named] = []
    for part in re.finditer("(?:(?!并(?=[一-鿿]{2,})).)+", names):  # 某某委员并民建市委会
        text = re.sub(rf"^并|(?:{ROLE}|同志)$", "", part.group())
        at = line.start + match.start("names") + part.start() + part.group().index(text)
        found += parse_list(text, at, ProposerRole.LEAD)
    return tuple(found)


def _body_end(lines: list[Line], start: int) -> int:
    """Return the index after the last paragraph of running text, where the signature begins."""
    end = len(lines)
    attached = next((i for i in range(start, end) if _ATTACHMENT.match(lines[i].text)), end)
    end = attached
    while end > start:
        line = lines[end - 1]
        runs = (line.is_sentence or line.text[-1] in "！!") and not (
            line.is_footer or line.is_chrome or is_box(line)
        )
        if runs and not re.match(r"[(（].*[)）][。]?$|抄\s*送|主题词", line.text):
            break
        end -= 1
    return end if end > start else attached


def _is_heading(line: Line) -> bool:
    plain = not line.is_sentence and not _RECEIVED.search(line.text)
    return plain and bool(_HEADING.match(line.text))


def _passages(lines: list[Line], title: list[int], address: int | None, end: int) -> list[DraftPassage]:
    passages: list[DraftPassage] = []
    begin = address if address is not None else title[-1]
    section = ""
    for index, line in enumerate(lines):
        if index in title:
            kind = PassageKind.TITLE
        elif index == address:
            kind = PassageKind.BYLINE
        elif line.is_chrome:
            kind = PassageKind.CHROME
        elif (
            index < begin
            or (index >= end and is_box(line))
            or (index >= end and _ATTACHMENT.match(line.text) and "附" in line.text[:1])
        ):
            kind = PassageKind.FRONT
        elif index >= end:
            kind = PassageKind.FOOTER
        elif _is_heading(line):
            kind, section = PassageKind.OTHER, line.text
        else:
            kind = PassageKind.RESPONSE
        passages.append(line_passage(line, kind, section if kind is PassageKind.RESPONSE else ""))
    return passages


def _answers(
    text: str, lines: list[Line], title: list[int], opening: list[Line], named: tuple[Named, ...], end: int
) -> tuple[DraftAnswer, ...]:
    """Read which proposals are answered: by title where the opening names one, else by number."""
    heading = [(lines[title[0]].start, lines[title[-1]].end)]
    numbers = [(m.group("number"), m.span()) for m in _NUMBER.finditer(text, *heading[0])]
    numbers = [item for item in numbers if not _is_another(text, item[1][0])]
    outcome = _outcome(lines, end)
    handlers = find_handlers(text, lines, title, opening, end)
    asked: list[_Asked] = []
    cited = _cited(text, opening)
    for index, (start, stop, number) in enumerate(cited):
        own = number or (numbers[index][0] if index < len(numbers) else None)
        people = _asked_by(text, opening, start, named) if len(cited) > 1 else named
        asked.append(((start, stop), own, people))
    asked += _merged(text, opening, {number for _, number, _ in asked})
    asked = asked or [(span, number, named) for number, span in numbers]
    return tuple(
        DraftAnswer(
            replace(_answered(text, span, number, people, lines, title), handlers=handlers), *span, outcome
        )
        for span, number, people in asked
    )


_Asked = tuple[tuple[int, int], str | None, tuple[Named, ...]]
"""A proposal that a reply answers: the span that names it, its number, and who made it."""


def _merged(text: str, opening: list[Line], known: set[str | None]) -> list[_Asked]:
    """Return the further proposals that the opening says are answered along with the one it names."""
    plain = {number.lstrip("0") for number in known if number}
    found = [match for line in opening for match in _TOGETHER.finditer(text, line.start, line.end)]
    return [
        (match.span("named"), match.group("number"), ())
        for match in found
        if match.group("number").lstrip("0") not in plain
    ]


_TOGETHER = re.compile(
    r"(?P<named>第\s*(?P<number>\d{1,8})\s*号(?:提案|建议|议案))[^。；]{0,20}?"
    r"(?:合并|一并|并案)\s*(?:办理|答复|研究|处理|回复)"
)
"""Another proposal that a reply answers as well: 某某所提第133号提案与之相近，合并办理."""


def _is_another(text: str, start: int) -> bool:
    """Whether a number is a category's (医疗卫生类302号) or the letter's own (〔2023〕27号)."""
    category = "类" in text[max(0, start - 2) : start + 1]
    return category or bool(_YEAR.search(text, max(0, start - 7), start))


_YEAR = re.compile(r"[〔\[（(]\d{4}[〕\]）)]$")


def _cited(text: str, opening: list[Line]) -> list[tuple[int, int, str | None]]:
    """Return (start, end, number) of the titles that the paragraph acknowledging the proposal names."""
    for line in opening:
        cited = re.search("《[^《》]*(?:提案|建议|议案)》", line.text)
        if not (_RECEIVED.search(line.text) or cited):
            continue
        stop = max((m.end() for m in re.finditer("收悉|收到", line.text)), default=len(line.text))
        found: list[tuple[int, int, str | None]] = []
        for match in _NAMED.finditer(text, line.start, line.start + stop + 1):
            group = next(name for name in ("title", "quoted", "bare") if match.group(name))
            number = match.group("number") or _number_near(text, match.end())
            found.append((*match.span(group), number.lstrip("0") if number else None))
        if found:
            return found
    return []


def _number_near(text: str, position: int) -> str | None:
    near = re.compile(r"\s*[(（][^()（）]{0,8}?第?\s*(\d{1,12})\s*号").match(text, position)
    return near.group(1) if near else None


def _asked_by(text: str, opening: list[Line], start: int, named: tuple[Named, ...]) -> tuple[Named, ...]:
    """Return which of the addressees the words right before a title name; all where they name none."""
    line = next(line for line in opening if line.start <= start < line.end)
    before = re.split("[。；》)）、]", text[line.start : start].rstrip("《“「"))[-1]
    own = tuple(item for item in named if item.name in before)
    return own or named


def _answered(
    text: str,
    span: tuple[int, int],
    number: str | None,
    people: tuple[Named, ...],
    lines: list[Line],
    title: list[int],
) -> DraftProposal:
    heading = " ".join(lines[i].text for i in title)
    deputies = re.search(r"人大|建议|议案", heading) and "政协" not in heading and "提案" not in heading
    kind = DocumentType.DEPUTY_SUGGESTION if deputies else DocumentType.PROPOSAL
    plain = number.lstrip("0") if number else None
    return DraftProposal(text[slice(*span)], (span,), kind, people, (), plain)


def _outcome(lines: list[Line], end: int) -> Outcome | None:
    """Return the class A to D printed at the top or in the form at the end."""
    for line in [*lines[:14], *lines[end:]]:
        match = None if line.is_sentence and not is_box(line) else _OUTCOME.search(line.text.strip())
        if match:
            letter = next(group for group in match.groups() if group)
            return Outcome(chr(ord(letter) - 0xFEE0) if letter > "z" else letter)
    return None
