"""Read who proposes from a byline's words: names with their offices, lists of names, bodies."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from extract.lexicons import load_words
from extract.names import (
    NAME,
    ROLE,
    Named,
    ends_in_office,
    is_body,
    is_doubtful_name,
    is_employer,
    is_name,
    is_open_name,
    is_proposing_body,
    is_surname,
    may_be_office,
)
from extract.patterns import beginnings, spaced_alternatives
from graph.model import ProposerRole

_HAN = "一-鿿"
_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】"}
_SEPARATORS = "、，,;；\t|｜"
_BRACKET_OR_GAP = re.compile(r"[()（）\[\]【】　 ]")
_PLAIN_ITEM = re.compile(rf"[^{_SEPARATORS}]+")
LABELS = spaced_alternatives(load_words()["byline_labels"])
"""Words before the names of those who propose, as alternatives of a regular expression."""
LABEL_BEGINS = beginnings(load_words()["byline_labels"])
"""How those words begin: put before them it spares trying each where none can stand."""
_INNER_LABEL = re.compile(rf"\s*(?P<label>{LABEL_BEGINS}(?:{LABELS}))\s*[:：]\s*")
_DIGIT = re.compile(r"\d")
_NUMBER_BEFORE = re.compile(r"(?:提案|案)?(?:编?号)?[:：]?\s*第?\s*\d{1,8}\s*号?[\s　，、,]*(?=[^\d\s])")
_NUMBER_AFTER = re.compile(
    r"[\s，,、]*(?:[(（]\s*(?:提案)?(?:编?号)?[:：]?\s*第?\s*\d{1,8}\s*号?(?:提案|建议)?\s*[)）]|(?:提案|案)?编?号?[:：]?\s*第?\s*\d{1,8}\s*号?(?:提案|建议)?)$"
)


_LETTER_ALONE = re.compile(rf"[{_HAN}](?![{_HAN}])")
_LETTERS_ALONE = re.compile(rf"[{_HAN}](?:[ 　]+[{_HAN}])*")
_PAIR = re.compile(rf"[{_HAN}]{{2}}(?![{_HAN}])")
_NAME_BEHIND_GAP = re.compile(rf"(?:　|  )\s*(?P<name>{NAME})$")
_GAP = re.compile("[ 　]")
_LETTERS_BEHIND = re.compile(rf"[{_HAN}]+$")
_LAST_LETTERS = tuple(re.compile(rf"[{_HAN}](?: ?[{_HAN}]){{{size - 1}}}$") for size in (4, 3, 2))
_BRACKET_BEHIND = re.compile(r"[(（\[【]([^)）\]】]*)[)）\]】]?\s*$")
_ROLE_BEHIND = re.compile(rf"{ROLE}$")
_ROLE_OR_SECTOR = re.compile(rf"{ROLE}$|界别?$")
_AND_OTHERS = re.compile(r"等\s*(?:\d+|[一二三四五六七八九十]+)?\s*(?:名|位|人)?(?:委员|代表)?$")
_NAMES_THEN_OFFICES = re.compile(
    rf"(?P<names>{NAME}(?:、{NAME})*)(?:[(（][^()（）]{{1,6}}[)）])?\s*(?:[ 　]|[，,·|｜])"
    r"\s*(?P<offices>\S.*)$"
)
_UNLIKE_THEN_OFFICES = re.compile(
    rf"(?P<name>[{_HAN}]{{3,7}}|[{_HAN}][ 　][{_HAN}](?=[ 　]))\s*[ 　，,|｜]\s*(?P<offices>\S.*)$"
)


def split_items(text: str) -> list[tuple[int, int]]:
    """Return spans of the items of a list, split at 、，； and wide spaces outside brackets."""
    if not _BRACKET_OR_GAP.search(text):
        return [item.span() for item in _PLAIN_ITEM.finditer(text) if item.group().strip()]
    spans: list[tuple[int, int]] = []
    depth = 0
    start = 0
    pairs = _between_pairs(text)
    for index, char in enumerate(text + "、"):
        if index == len(text):
            depth = 0  # a bracket that is never closed ends with the line
        elif char in _BRACKETS:
            depth += 1
        elif char in _BRACKETS.values():
            depth = max(0, depth - 1)
        wide = char in "　 " and not _spaces_out(text[start:index].strip(" 　"), text[index + 1 : index + 12])
        wide = pairs.get(index, wide)
        if depth == 0 and (char in _SEPARATORS or (wide and index - start > 1)):
            if text[start:index].strip():
                spans.append((start, index))
            start = index + 1
    return spans


_ALONE_RUN = re.compile(rf"(?<![{_HAN}])[{_HAN}](?:[ 　]+[{_HAN}](?![{_HAN}])){{3,}}")


def _between_pairs(text: str) -> dict[int, bool]:
    """Return which blanks of a run of single letters part names of two (魏　敏　姚　辉), by offset.

    Empty where the run cannot be cut into such names: odd, or some pair does not begin with a surname.
    """
    found: dict[int, bool] = {}
    for run in _ALONE_RUN.finditer(text):
        letters = [index for index in range(*run.span()) if text[index] not in " 　"]
        if len(letters) % 2 or not all(is_surname(text[index]) for index in letters[::2]):
            continue
        for number, (left, right) in enumerate(pairwise(letters)):
            found.update(dict.fromkeys(range(left + 1, right), bool(number % 2)))
    return found


_TWO_ALONE = re.compile(rf"[{_HAN}][ 　]+[{_HAN}]")
_LETTERS_AHEAD = re.compile(rf"(?:[{_HAN}][ 　]+(?=[{_HAN}](?![{_HAN}])))*[{_HAN}](?![{_HAN}])")
_SECOND_NAME = 2


def _spaces_out(before: str, after: str) -> bool:
    """Whether a blank stands inside a name: its letters so far stand alone, and so does the next (戴　盈)."""
    if _LETTER_ALONE.match(after):
        # Two letters spaced out and one or four more begin a name of three (沈 桐 安); two more are another.
        ahead = len(_LETTERS_AHEAD.match(after).group().split())  # type: ignore[union-attr]
        return not is_name(before) or (_TWO_ALONE.fullmatch(before) is not None and ahead != _SECOND_NAME)
    alone = _LETTERS_ALONE.fullmatch(before)
    return bool(alone and _PAIR.match(after))


def _tails(text: str) -> list[str]:
    """Return the ends of a text that may be a name: after the last wide space, else of 4, 3 and 2 letters.

    Letters may be spaced out by single spaces (孙 启 明).
    """
    if not _GAP.search(text):
        letters = _LETTERS_BEHIND.search(text, max(0, len(text) - 4))
        return [text[-size:] for size in (4, 3, 2) if letters and size <= len(letters.group())]
    spaced = _NAME_BEHIND_GAP.search(text)
    found = [spaced.group("name")] if spaced else []
    for letters in _LAST_LETTERS:
        match = letters.search(text, max(0, len(text) - 7))
        if match:
            found.append(match.group())
    return found


_OFFICE_THEN_NAME = re.compile(
    rf"(?P<office>\S*)[ 　]+(?P<name>[{_HAN}]{{2,7}}|[{_HAN}][ 　]+[{_HAN}]{{1,2}})$"
)
"""A name of any shape where an office and a gap stand before it: 市政协委员　乌日娜, 农业界　铁　铮."""


@lru_cache(maxsize=1 << 10)  # every way of reading a line asks it of the same items
def parse_item(text: str, offset: int, role: ProposerRole) -> Named | None:
    """Read one proposer from one item of a byline; None when it names nobody.

    Accepts ``张三``, ``张三委员``, ``张三（市政协委员）``, ``市政协委员、某公司董事长 张三`` and the names of
    bodies. ``offset`` is where ``text`` begins in the document.
    """
    stripped = text.strip(" 　:：")
    offset += text.index(stripped) if stripped else 0
    bracket = _BRACKET_BEHIND.search(stripped)
    titles = _offices(bracket.group(1)) if bracket else ()
    core = stripped[: bracket.start()].rstrip() if bracket else stripped
    bare = _ROLE_BEHIND.sub("", core).rstrip()
    role_named = bare != core
    core = bare if is_name(bare) or not is_name(core) else core
    core = (_AND_OTHERS.sub("", core) or core) if "等" in core else core
    if is_name(core):
        return Named(core, offset, offset + len(core), titles, True, role)
    for tail in _tails(core):  # a name after its offices: the longest that is one and follows an office
        before = core[: len(core) - len(tail)]
        head = before.rstrip(" 　")
        apart = head != before and (may_be_office(head) or (is_employer(head) and not may_be_office(tail)))
        if is_name(tail) and (ends_in_office(head) or apart):
            start = offset + len(core) - len(tail)
            return Named(tail, start, start + len(tail), _offices(head) + titles, True, role)
    open_name = _OFFICE_THEN_NAME.search(core) if _GAP.search(core) else None
    office = bool(open_name) and bool(
        _ROLE_OR_SECTOR.search(open_name.group("office"))
        or ends_in_office(open_name.group("office"))
        or is_employer(open_name.group("office"))
    )
    if open_name and office and is_open_name("".join(open_name.group("name").split())):
        start = offset + open_name.start("name")
        head = core[: open_name.start("name")].rstrip(" 　")
        return Named(open_name.group("name"), start, offset + len(core), _offices(head) + titles, True, role)
    called = role_named or any(_ROLE_OR_SECTOR.search(part) or ends_in_office(part) for part in titles)
    surnamed = 2 <= len(bare) <= 3 and is_surname(bare[0]) and any(_ROLE_BEHIND.search(one) for one in titles)
    spaced = _SPACED.fullmatch(bare)
    if called and (
        is_open_name("".join(bare.split()) if spaced else bare) or surnamed or is_doubtful_name(bare)
    ):  # 才让东主（某医院主任医师）, 才让东主委员
        return Named(bare, offset, offset + len(bare), titles, True, role)
    if len(core) <= 40 and is_body(core) and not ends_in_office(core):
        return Named(core, offset, offset + len(core), titles, False, role)
    return None


def _offices(text: str) -> tuple[str, ...]:
    return tuple(part for part in _OFFICE_MARK.split(text) if part)


_OFFICE_MARK = re.compile("[、，,;； 　]")
_SPACED = re.compile(rf"[{_HAN}][ 　]+[{_HAN}]{{1,2}}")
_IN_BRACKETS = re.compile(r"[(（]([^()（）]+)[)）]")
_TABLE_ROW = re.compile(rf"(?P<body>\S{{4,30}}?)[\s　|｜]+(?P<names>{NAME}(?:、{NAME}){{0,4}})")
_AND_READS = "(?:[并和及](?:发言|宣读))?"
_BODY_THEN_SPEAKER = re.compile(
    rf"(?P<body>\S{{4,40}})[ 　]+(?P<speaker>(?:发言|宣读|代言|主讲|执笔){_AND_READS}人?\s*[:：]\s*\S.*)"
)
"""A body and who speaks for it, on one line: 民革某市委会　发言人：张三."""
_OFFICE_THEN_NAMES = re.compile(
    rf"(?P<office>\S{{0,20}}(?:委员|代表|常委))[ 　]+(?P<names>[{_HAN}]{{2,4}}(?:[ 　]+[{_HAN}]{{2,4}})+)"
)
_BRACKET_AT_END = re.compile(r"\s*[(（\[【](?P<inside>[^)）\]】]*)[)）\]】]?\s*$")


def parse_people(text: str, offset: int) -> tuple[Named, ...]:
    """Read who speaks, where nothing else may stand: names with their offices, or one body.

    Accepts ``张三、李四委员（联名）``, ``张三（市政协委员）``, ``张三　市政协委员``, ``（某社理事长　张三）``
    and ``张三（代表民建某市委会）`` and ``民建某市委会（张三宣读）``; a proposal's number before or after
    is left out. Empty when anything in ``text`` is neither a name, an office nor a body.
    """
    bare = text.strip(" 　:：·|｜")
    offset += text.index(bare) if bare else 0
    if _DIGIT.search(bare):
        bare = _NUMBER_AFTER.sub("", bare)
        number = _NUMBER_BEFORE.match(bare)
        if number:
            bare, offset = bare[number.end() :], offset + number.end()
    whole = _IN_BRACKETS.fullmatch(bare)
    if whole:
        bare, offset = whole.group(1), offset + 1
    gap = _GAP.search(bare) is not None
    row = _TABLE_ROW.fullmatch(bare)
    if row and is_proposing_body(row.group("body")):  # a table's row: 民建某市委会　张三、李四
        names = list(re.finditer(rf"{NAME}(?=、|$)", row.group("names")))
        if all(is_name(name.group()) for name in names):
            return _with_body(row, names, offset)
    several = _OFFICE_THEN_NAMES.fullmatch(bare) if gap else None
    if several and all(map(is_name, several.group("names").split())):
        return _one_office(several, offset)
    spoken = _BODY_THEN_SPEAKER.fullmatch(bare) if gap else None
    body = parse_item(spoken.group("body"), offset, ProposerRole.LEAD) if spoken else None
    if spoken and body is not None and not body.is_person:
        return _spoken_for(body, spoken.group("speaker"), offset + spoken.start("speaker")) or (body,)
    label = _INNER_LABEL.match(bare) if ":" in bare or "：" in bare else None
    if label:
        return tuple(parse_list(bare[label.end() :], offset + label.end(), ProposerRole.LEAD))
    first = _names_then_offices(bare, offset)
    if first:
        return first
    tail = _BRACKET_AT_END.search(bare)
    inside, at = (tail.group("inside"), offset + tail.start("inside")) if tail else ("", 0)
    core = bare[: tail.start()] if tail else bare
    single = parse_item(core, offset, ProposerRole.SPEAKER)
    several = _all_people(_ROLE_BEHIND.sub("", core), offset, _offices(inside))
    if len(several) > 1:
        found = several
    elif single is not None and not re.search("[、，]", core[-6:]):
        found = [replace(single, titles=single.titles + _offices(inside))]
    elif unlike := parse_item(bare, offset, ProposerRole.SPEAKER):
        found = [unlike]
    else:
        found = several
    return (_spoken_for(found[0], inside, at) if found else ()) or tuple(found)


def _with_body(row: re.Match[str], names: list[re.Match[str]], offset: int) -> tuple[Named, ...]:
    """Read who spoke for a body that stands before the names."""
    body = Named(row.group("body"), offset, offset + row.end("body"), (), False, ProposerRole.LEAD)
    at = offset + row.start("names")
    people = (
        Named(name.group(), at + name.start(), at + name.end(), (), True, ProposerRole.SPEAKER, body.name)
        for name in names
    )
    return (*people, body)


def _one_office(several: re.Match[str], offset: int) -> tuple[Named, ...]:
    """Read the names behind an office that they share: 市政协委员　张三　李四."""
    offices = _offices(several.group("office"))
    found: list[Named] = []
    for name in re.finditer(r"\S+", several.group("names")):
        at = offset + several.start("names") + name.start()
        role = ProposerRole.CO if found else ProposerRole.SPEAKER
        found.append(Named(name.group(), at, at + len(name.group()), offices, True, role))
    return tuple(found)


_READER = re.compile(
    r"\s*由?(?P<who>\S(?:.*?\S)?)\s*(?:(?:代表|代为|代|作|做)?(?:大会|口头|书面)?发言|宣读|代言|执笔)\s*"
)
_LABELLED_READER = re.compile(rf"(?:发言|宣读|代言|代表|主讲|执笔{_AND_READS})人?\s*[:：]\s*(?P<who>\S.*)")
_SPEAKS_FOR = re.compile(
    rf"(?:(?:发言|宣读|代言|代表|主讲|执笔{_AND_READS})人?\s*[:：]|(?:发言|宣读|代言)人)\s*(?P<name>{NAME})\s*(?:委员|常委)?"
    rf"(?:(?:、{NAME})*|\s*[，,　 ]\s*(?P<offices>\S.*))"
)
"""Who speaks for a body, in the bracket behind it: （张三宣读）, （代言：张三，某院研究员）."""


def _spoken_for(found: Named, inside: str, offset: int) -> tuple[Named, ...]:
    """Read whom a person speaks for, or who speaks for a body, from the bracket behind; else empty."""
    if found.is_person:
        body = re.fullmatch(r"(?:受|代表)(?P<body>\S{2,40}?)(?:委托)?(?:作?发言)?", inside)
        named = (
            parse_item(body.group("body"), offset + body.start("body"), ProposerRole.LEAD) if body else None
        )
        if named is None or named.is_person:
            return ()
        return (replace(found, titles=(), spoke_for=named.name), named)
    speakers = _writers(inside, offset) or tuple(filter(None, (_spokesman(inside, offset),)))
    if not speakers:
        return ()
    named = (replace(one, spoke_for=found.name) for one in speakers)
    return (*named, replace(found, titles=(), role=ProposerRole.LEAD))


_WROTE = re.compile(rf"执\s*笔\s*人?\s*[:：]\s*(?P<names>{NAME}(?:、{NAME})+)")


def _writers(inside: str, offset: int) -> tuple[Named, ...]:
    """Read several who wrote for a body: （执笔：张三、李四）."""
    match = _WROTE.fullmatch(inside)
    people = parse_list(match.group("names"), offset + match.start("names"), _SPEAKER) if match else []
    return tuple(people) if all(one.is_person for one in people) else ()


def _spokesman(inside: str, offset: int) -> Named | None:
    """Read the one person whom a bracket behind a body names as its speaker, offices included."""
    named = _SPEAKS_FOR.fullmatch(inside)
    if named is None:
        reader = _READER.fullmatch(inside) or _LABELLED_READER.fullmatch(inside)
        at = reader.start("who") if reader else 0
        who = reader.group("who").rstrip("，, 　") if reader else ""
        found = _names_then_offices(who, offset + at)[:1] or (parse_item(who, offset + at, _SPEAKER),)
        return found[0] if found[0] is not None and found[0].is_person else None
    name, offices = named.group("name"), _offices(named.group("offices") or "")
    if not (is_name(name) or is_open_name(name)) or not all(map(may_be_office, offices)):
        return None
    start = offset + named.start("name")
    return Named(name, start, start + len(name), offices, True, _SPEAKER)


_SPEAKER = ProposerRole.SPEAKER


def _names_then_offices(text: str, offset: int) -> tuple[Named, ...]:
    """Read ``张三　市政协委员　某校校长`` and ``张三、李四　市政协委员``."""
    match = _NAMES_THEN_OFFICES.match(text)
    unlike = _UNLIKE_THEN_OFFICES.match(text)
    if unlike and not is_name(unlike.group("name")) and is_open_name("".join(unlike.group("name").split())):
        offices = _offices(unlike.group("offices"))
        if offices and all(ends_in_office(part) or part[-1] in "界师员" for part in offices):
            name = unlike.group("name")
            return (Named(name, offset, offset + len(name), offices, True, ProposerRole.SPEAKER),)
    if match is None:
        return ()
    offices = _offices(match.group("offices"))
    known = [may_be_office(part) for part in offices]
    member = any(_ROLE_OR_SECTOR.search(part) for part in offices)
    if not (all(known) or (member and max(map(len, offices)) <= _LONGEST_OFFICE)):
        return ()
    found: list[Named] = []
    for name in re.finditer(rf"{NAME}(?=、|$)", match.group("names")):
        if not is_name(name.group()):
            return ()
        at = offset + name.start()
        role = ProposerRole.CO if found else ProposerRole.SPEAKER
        found.append(Named(name.group(), at, at + len(name.group()), offices, True, role))
    return tuple(found)


_LONGEST_OFFICE = 24


def _all_people(text: str, offset: int, titles: tuple[str, ...]) -> list[Named]:
    """Read a list in which every item is a name, or an office that belongs to the next name."""
    found: list[Named] = []
    pending: list[str] = []
    spans = split_items(text)
    known = any(is_name(text[start:end].strip()) for start, end in spans)
    for start, end in spans:
        item = parse_item(text[start:end], offset + start, ProposerRole.SPEAKER)
        if item is None and known:  # 邓珠、拥忠卓玛、毛向东: one of them is a name, so are the others
            item = _open_item(text, start, end, offset, ProposerRole.SPEAKER)
        if item is not None and item.is_person:
            found.append(replace(item, titles=(*pending, *item.titles, *titles)))
            pending = []
        elif may_be_office(text[start:end].strip()):
            pending.append(text[start:end].strip())
        else:
            return []
    if pending:
        return []
    return [item if item is found[0] else replace(item, role=ProposerRole.CO) for item in found]


def parse_list(text: str, offset: int, role: ProposerRole) -> list[Named]:
    """Read all proposers of a list such as ``张三、李四（联名）、民建某市委会``.

    A body takes ``role``; of several people the first does, the others are co-proposers. Offices that stand
    as items of their own before a name (``市政协委员、某公司董事长 张三``) go to that name.
    """
    found: list[Named] = []
    pending = 0
    spans = split_items(text)
    for index, (start, end) in enumerate(spans):
        label = _INNER_LABEL.match(text, start, end)
        start = label.end() if label else start
        whole = text[spans[pending][0] : end]
        item = parse_item(text[start:end], offset + start, role)
        if item is None and index > pending and not label:
            item = parse_item(whole, offset + spans[pending][0], role)
        item = item or _open_item(text, start, end, offset, role)
        if item is not None and found and found[-1].is_person and re.fullmatch(r"\S{2,8}界", item.name):
            found[-1] = replace(found[-1], titles=(*found[-1].titles, item.name))
            item, pending = None, index + 1
        if item is not None:
            pending = index + 1
            found.append(item)
    leads = [item for item in found if item.is_person][:1]
    return [
        item if item in leads or not item.is_person else replace(item, role=ProposerRole.CO) for item in found
    ]


def _open_item(text: str, start: int, end: int, offset: int, role: ProposerRole) -> Named | None:
    """Read an item of a list of names that has an unknown shape, its bracket and role left out."""
    match = re.match(
        rf"\s*(?P<name>[{_HAN}]{{2,7}}?)(?:{ROLE})?\s*(?:[(（][^()（）]*[)）]?)?\s*$", text[start:end]
    )
    if match is None or not is_open_name(match.group("name")):
        return None
    at = offset + start + match.start("name")
    return Named(match.group("name"), at, at + len(match.group("name")), (), True, role)
