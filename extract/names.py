"""Recognise who is named in a byline: people by their surname and shape, bodies by how they end."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from extract.lexicons import load_words
from graph.model import LexiconError, ProposerRole

_HAN = "一-鿿"
NAME = rf"(?:[{_HAN}]{{1,10}}(?:[·•・][{_HAN}]{{1,10}})+|[{_HAN}][ 　][{_HAN}](?![{_HAN}])|[{_HAN}]{{2,4}})"
"""Regular expression of a person's name as written: plain, spaced (王 强), or long with dots."""

ROLE = r"(?:政协)?(?:常务委员|常委|委员|代表)"
"""How a member is called after the name."""

BODY_TAIL = r"(?:工商联|总工会|妇联|侨联|台联|青联|科协|团市委|团省委|委会|委员会|支部|界别|联络组|小组)"
"""How the name of a body that speaks or proposes ends."""

_OFFICE = re.compile(
    r"(?:委员|代表|常委|主席|主委|会长|主任|院长|校长|书记|理事长|董事长|总经理|经理|总裁|教授|研究员|工程师|医师|律师|部长|局长|处长|所长"
    r"|秘书长|负责人|委员长|馆长|厅长|市长|区长|县长|园长|行长|总监|站长|社长|主编|调研员|巡视员|专家|博士|法定代表人|合伙人|顾问|主播|工人|农民|教师)$"
)
_BODY = re.compile(
    r"(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|中国国民党革命委员会|中国民主同盟|中国民主建国会|中国民主促进会|中国农工民主党|中国致公党|台湾民主自治同盟)\S*$"
    r"|\S*(?:工商联|总工会|妇联|侨联|台联|青联|科协|团委|共青团\S*委|文联|残联|工商业联合会|委员会|委会|专委会|支部|总支|小组|联络组|界别|界|商会|协会|联谊会|知联会|新联会|委)$"
)
_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】"}
_SEPARATORS = "、，,;；\t"


def ends_in_office(text: str) -> bool:
    """Whether a line ends in what somebody is: 某集团副总经理, 省政协委员."""
    return bool(_OFFICE.search(text))


@dataclass(frozen=True)
class Named:
    """A proposer as a byline gives it: name and its span, offices, kind and role."""

    name: str
    start: int
    end: int
    titles: tuple[str, ...]
    is_person: bool
    role: ProposerRole


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Single and compound surnames; raises LexiconError when the file is not two lines."""
    text = files("extract").joinpath("lexicon", "surnames.txt").read_text(encoding="utf-8")
    rows = [row for row in text.splitlines() if row and not row.startswith("#")]
    if len(rows) != 2:
        raise LexiconError("surnames.txt: expected one line of single and one of compound surnames")
    return frozenset(rows[0]), frozenset(rows[1].split())


def is_name(text: str) -> bool:
    """Whether ``text`` has the shape of a Chinese person's name.

    A known surname with one or two more characters, a compound surname with one or two, one of them
    spaced (王 强), or a name of several parts joined by a middle dot.

    >>> [is_name(text) for text in ("王新龙", "欧阳修文", "王 强", "买买提·艾力", "市政协", "关于")]
    [True, True, True, True, False, False]
    """
    if re.search("[·•・]", text):
        return bool(re.fullmatch(rf"[{_HAN}]{{1,10}}(?:[·•・][{_HAN}]{{1,10}})+", text))
    name = re.sub(r"(?<=\S)[ 　](?=\S)", "", text)
    if not re.fullmatch(rf"[{_HAN}]{{2,4}}", name) or name in load_words()["not_names"]:
        return False
    if re.search("[的了是在和与及仅等被把也都就将不]", name[1:]):
        return False
    single, compound = _surnames()
    return (name[:2] in compound and len(name) >= 3) or (name[0] in single and len(name) <= 3)


def split_items(text: str) -> list[tuple[int, int]]:
    """Return spans of the items of a list, split at 、，； and wide spaces outside brackets."""
    spans: list[tuple[int, int]] = []
    depth = 0
    start = 0
    for index, char in enumerate(text + "、"):
        if index == len(text):
            depth = 0  # a bracket that is never closed ends with the line
        elif char in _BRACKETS:
            depth += 1
        elif char in _BRACKETS.values():
            depth = max(0, depth - 1)
        wide = char in "　 " and not re.match(rf"[{_HAN}](?![{_HAN}])", text[index + 1 : index + 3])
        if depth == 0 and (char in _SEPARATORS or (wide and index - start > 1)):
            if text[start:index].strip():
                spans.append((start, index))
            start = index + 1
    return spans


def parse_item(text: str, offset: int, role: ProposerRole) -> Named | None:
    """Read one proposer from one item of a byline; None when it names nobody.

    Accepts ``张三``, ``张三委员``, ``张三（市政协委员）``, ``市政协委员、某公司董事长 张三`` and
    the names of bodies.
    ``offset`` is where ``text`` begins in the document.
    """
    stripped = text.strip(" 　:：")
    offset += text.index(stripped) if stripped else 0
    bracket = re.search(r"[(（\[【]([^)）\]】]*)[)）\]】]?\s*$", stripped)
    titles: tuple[str, ...] = ()
    core = stripped
    if bracket:
        titles = tuple(part for part in re.split("[、，,;；]", bracket.group(1)) if part)
        core = stripped[: bracket.start()].rstrip()
    bare = re.sub(rf"{ROLE}$", "", core).rstrip()
    core = bare if is_name(bare) or not is_name(core) else core
    core = re.sub(r"等\s*(?:\d+|[一二三四五六七八九十]+)?\s*(?:名|位|人)?(?:委员|代表)?$", "", core) or core
    if is_name(core):
        return Named(core, offset, offset + len(core), titles, True, role)
    for size in (4, 3, 2):  # a name after its offices: the longest tail that is a name and follows an office
        tail = core[-size:]
        head = core[:-size].rstrip(" 　")
        if is_name(tail) and _OFFICE.search(head):
            start = offset + len(core) - size
            offices = tuple(part for part in re.split("[、，,;； 　]", head) if part)
            return Named(tail, start, start + size, offices + titles, True, role)
    if len(core) <= 40 and _BODY.fullmatch(core):
        return Named(core, offset, offset + len(core), titles, False, role)
    return None


def parse_list(text: str, offset: int, role: ProposerRole) -> list[Named]:
    """Read all proposers of a list such as ``张三、李四（联名）、民建某市委会``.

    A body takes ``role``; of several people the first does, the others are co-proposers. Offices that
    stand as items of their own before a name (``市政协委员、某公司董事长 张三``) go to that name.
    """
    found: list[Named] = []
    pending = 0
    spans = split_items(text)
    for index, (start, end) in enumerate(spans):
        whole = text[spans[pending][0] : end]
        item = parse_item(text[start:end], offset + start, role)
        if item is None and index > pending:
            item = parse_item(whole, offset + spans[pending][0], role)
        if item is None:
            continue
        pending = index + 1
        found.append(item)
    leads = [item for item in found if item.is_person][:1]
    return [
        item if item in leads or not item.is_person else replace(item, role=ProposerRole.CO) for item in found
    ]
