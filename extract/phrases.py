"""Grow a compound to the left of its head: where a name begins, decided by the words before it.

The engine behind the open class. A head (基金, 机制, 平台 …) or a lexicon string is the right end of a name;
its words to the left belong to it as long as they can stand inside a Chinese noun compound. Verbs that
govern an object, evaluative words, places in front, and function words end it. ``、`` and 和 are crossed only
where both sides modify one head (监测、预警机制), never between full names (种子基金、天使基金).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, lru_cache

from extract.lexicons import load_words, word_tuple
from extract.segment import Token, word_class

MAX_CHARS = 30
"""Longest compound, in code points: longer ones are sentences taken for names."""

_QUOTE_PAIRS = {"”": "“", "’": "‘", "」": "「", "』": "『", "》": "《", '"': '"'}
_JOINERS = frozenset("、和与及或")
_MEASURED = re.compile(
    r"(?:\d+|[一二三四五六七八九十]+)年|\d+(?:分钟|小时|公里|g|级|号|型|周岁|岁)|[一二三四五六七八九十]+(?:大|级|站式|体化|网|线)|双|三级|两级|四级"
)
_SEATS = frozenset(
    {
        *"省市区县州",
        *(before + level for before in "由请在与和向经从被让对于到给把将为" for level in "省市区县州旗"),
    }
)
"""A level, with a preposition in front: it belongs to the sentence (由市|财政)."""
_ONLY_IN_CLAUSES = re.compile(
    "[需未因拟须](?![求要]).|每.{1,4}|不[宜应得可许准必]|近?[一二三四五六七八九十两]成|[只惟唯].{1,2}|单要|先[借给看学做]|.{1,2}不[了到起得上下住动]|.给|(?![报签])[^到].?到|一到|成|新一轮|[人户地楼院柜村家店员工厂企校生]发|(?P<twice>.)一(?P=twice)"
)
"""Words of sentences that no name holds, whatever their tag: 只靠, 进不了, 投给, 增到, 改造|成, (渔)户发."""
_OF_CLAUSES = frozenset("发只惟唯单先不给到成一需未因拟须每")
"""Letters of which each of those words holds one."""
_LONGEST_CONJUNCT = 14
"""Longest part of a list that shares a head, in code points."""
_YEARS_OF = re.compile("[^,。;、\\n]{0,4}(?:计划|行动|方案|规划|令)")
"""What a number of years may open: 三年|行动计划."""
_NUMBERING = re.compile("(?!十[三四五六]五)[一二三四五六七八九十]{1,3}|\\d{1,2}")
"""What numbers a list; “十五五” does not."""
_NOUN_TAGS = ("n", "vn", "j", "l", "i", "eng", "b", "s", "k", "g", "h", "z", "a", "ng", "vg", "ag", "f")
_STOP_TAGS = ("p", "c", "u", "d", "r", "y", "e", "o", "t", "w", "q", "m")


class Role(Enum):
    """What a word can be to a compound on its right."""

    INSIDE = auto()  # may stand anywhere in it
    HARD = auto()  # a verb: inside only after a noun
    STOP = auto()  # ends it
    JOIN = auto()  # 、 和 与 及
    CLOSE = auto()  # a closing quote or bracket
    NUMBER = auto()


@dataclass(frozen=True)
class Clause:
    """The words of a text with the role of each, and atoms: spans that no boundary may cut."""

    folded: str
    tokens: list[Token]
    roles: list[Role]
    starts: Sequence[int]
    ends: dict[int, int]
    """Offset where a word ends -> its index."""
    atoms: dict[int, int]
    """End of an atom (a lexicon name of several words) -> its start."""
    atom_starts: frozenset[int]
    """Offsets where atoms begin."""
    name_starts: frozenset[int]
    """Offsets where names of the lexicon begin."""
    place_ends: dict[int, int]
    """End of a place -> its start."""
    place_starts: dict[int, int]
    """Start of a place -> its end."""
    head_ends: frozenset[int]
    """Offsets where a name that could stand alone ends: no joiner may be crossed behind one."""
    barriers: set[int]
    """Offsets where organisations end: a compound begins there at the earliest."""
    governors: frozenset[str]
    """Verbs that give or set up what follows: one between it and a head is the head's (给予|搬迁补偿)."""
    founding: frozenset[str]
    """Verbs that build or set up their object, which no name holds in its middle."""

    def index_ending_at(self, offset: int) -> int | None:
        """Return the index of the word that ends at an offset, or None where none does."""
        return self.ends.get(offset)

    def index_holding(self, offset: int) -> int:
        """Return the index of the word that holds the character at an offset."""
        return bisect_right(self.starts, offset) - 1


def roles_of(words: list[str], tags: list[str]) -> list[Role]:
    """Give every word its role, from the closed classes and its tag."""
    roles = list(map(role_of, words, tags))
    for index in [index for index, word in enumerate(words[:-1]) if word in _BEFORE_NAMES]:
        future = words[index] == "未来" and words[index + 1] in _OF_THE_FUTURE
        raised = words[index] == "高质量" and words[index + 1] == "发展" and tags[index - 1][0] == "n"
        often = words[index] in _PERIODS and tags[index + 1][0] == "v" and tags[index - 1] not in _NUMBERS
        if future or raised or (often and len(words[index + 1]) > 1):
            roles[index] = Role.INSIDE
    for index in [index for index, word in enumerate(words) if word in _MADE_SO and index]:
        if tags[index - 1] in {"n", "nz", "l"} and roles[index - 1] is Role.INSIDE:
            roles[index] = Role.INSIDE
    for index in [index for index, word in enumerate(words) if word.endswith(_DISTANCES)]:
        if not any(word.endswith("圈") for word in words[index + 1 : index + _TO_CIRCLE]):
            continue
        if tags[index] in _NUMBERS:
            roles[index] = Role.INSIDE
        elif index and tags[index - 1] in _NUMBERS:
            roles[index - 1 : index + 1] = Role.NUMBER, Role.INSIDE
    return roles


_DISTANCES = ("分钟", "刻钟", "小时", "公里")
"""What tells how near the services of a circle are: 15分钟|健身圈."""
_TO_CIRCLE = 6
_MADE_SO = frozenset({"现代化", "标准化", "规范化", "专业化"})
"""What praises a thing (标准化|厂房), but behind a noun is what is done to it (农业现代化|示范区)."""
_OF_THE_FUTURE = frozenset({"产业", "社区", "乡村", "工厂", "农场", "市场", "学校", "医院", "实验室"})
"""What 未来 names rather than dates: 未来|社区."""
_PERIODS = frozenset("日周月季")
"""How often something is done, before an act: 日|推送, 月|通报."""
_BEFORE_NAMES = _PERIODS | {"未来", "高质量"}
_NUMBERS = frozenset({"m", "x"})


@cache
def _stops() -> frozenset[str]:
    """Return the words of the closed classes that end a compound."""
    words = load_words()
    return words["predicates"] | words["clause_verbs"] | words["evaluatives"] | words["actors"]


@cache
def _closed_roles() -> dict[str, Role]:
    """Return the roles of the closed classes; where a word is of several, the last here decides."""
    words = load_words()
    return {
        **dict.fromkeys(_stops(), Role.STOP),
        **dict.fromkeys(words["hard_verbs"], Role.HARD),
        **dict.fromkeys(words["inside"], Role.INSIDE),
        **dict.fromkeys((*_QUOTE_PAIRS, ")", "）"), Role.CLOSE),
        **dict.fromkeys(_SEATS, Role.STOP),
        **dict.fromkeys(_JOINERS, Role.JOIN),
    }


@lru_cache(maxsize=1 << 16)  # a document's words recur, and so do those of the next
def role_of(text: str, tag: str) -> Role:
    """Return the role of a word with a tag, from the closed classes and the tag."""
    closed = _closed_roles().get(text)
    if closed is not None:
        return closed
    if len(text) == 4 and _is_clause(text, tag, _stops()):
        return Role.STOP
    if not _OF_CLAUSES.isdisjoint(text) and _ONLY_IN_CLAUSES.fullmatch(text):
        return Role.STOP
    if tag == "m":
        return Role.NUMBER if _MEASURED.fullmatch(text) or text.isdigit() else Role.STOP
    if tag == "t" and _MEASURED.fullmatch(text):
        return Role.NUMBER
    if tag == "x":
        return Role.INSIDE if text in {"+", "-", "·", "/"} else Role.STOP
    if tag.startswith("v") or tag == "ad":
        return Role.INSIDE if len(text) >= 2 else Role.STOP
    if tag == "f":
        return Role.INSIDE if len(text) >= 2 else Role.STOP
    if tag.startswith(_NOUN_TAGS) and tag not in _STOP_TAGS:
        return Role.INSIDE
    return Role.STOP


def _is_clause(text: str, tag: str, stops: frozenset[str]) -> bool:
    """Whether a word of four letters is a verb with its adverb or object: 积极参与, 加强管理."""
    front, back = text[:2], text[2:]
    acts = back in stops or back in load_words()["hard_verbs"] or tag.startswith("v")
    return (front in stops and acts) or (back in stops and word_class(front) in {"ad", "d"})


def grow(clause: Clause, start: int) -> int:
    """Return where the compound whose right part begins at ``start`` begins.

    Args:
        clause: the words of the text.
        start: offset of the first word of the head or lexicon string.
    """
    left = _walk(clause, start, start)
    left = _join(clause, left, start)
    left = _behind_subject(clause, left, start)
    return trim(clause, left, start)


def _behind_subject(clause: Clause, left: int, head: int) -> int:
    """Return where a name begins that is the object of somebody named right before: 会同|某社|开发|保单贷.

    Who is asked or helped stands behind such words as 会同, 支持, 由; what he does is a verb with at least
    a word between it and the head.
    """
    index = bisect_left(clause.starts, left)
    if (
        not index
        or clause.tokens[index - 1].text not in load_words()["introducing"]
        or left in clause.barriers
    ):
        return left
    while clause.tokens[index].end < head - 1:
        index += 1
        token = clause.tokens[index]
        does = token.text in load_words()["doing"] and token.start not in clause.atom_starts
        if does and token.end < head:
            return token.end
    return left


def _walk(clause: Clause, position: int, head: int) -> int:
    """Go left over words that can stand in one compound; return the offset reached."""
    quoted = False
    while head - position < MAX_CHARS:
        previous = None if position in clause.barriers else _step(clause, position, head)
        quotes = clause.folded[position - 1 : position] in _QUOTE_PAIRS
        if previous is None or (quotes and quoted):  # one quotation in a name: more are a list
            return position
        position, quoted = previous, quoted or quotes
    return position


def _modifies(clause: Clause, index: int, position: int, head: int) -> bool:
    """Whether a verb right before a head only says what the head is for: 给予|搬迁|补偿."""
    return position == head and index > 0 and clause.tokens[index - 1].text in clause.governors


def _step(clause: Clause, position: int, head: int) -> int | None:
    """Return the start of the word (or atom, quotation, place) before ``position`` if it belongs inside."""
    if position in clause.atoms:
        return clause.atoms[position]
    if position in clause.place_ends:
        return clause.place_ends[position]
    index = clause.ends.get(position)
    if index is None:
        return _rest_of_word(clause, position)
    token, role = clause.tokens[index], clause.roles[index]
    if role is Role.CLOSE:
        return _opening(clause, token)
    whole = token.end < head or head in clause.name_starts
    if token.text in clause.founding and whole and token.start not in clause.atom_starts:
        return None  # what follows is its object: 停车场|设置|家长接送区
    if role is Role.HARD:
        before = clause.roles[index - 1] if index else Role.STOP
        subject = index > 0 and _acts(clause, index - 1)
        placed = token.start in clause.place_ends  # 科左后旗|建设|肉牛交易中心
        done = token.end < head and index > 0 and clause.tokens[index - 1].text in load_words()["manner"]
        follows = before in (Role.INSIDE, Role.CLOSE, Role.NUMBER) and not subject and not placed and not done
        inside = follows or token.start in clause.atoms or _modifies(clause, index, position, head)
        return token.start if inside and index and clause.tokens[index - 1].end == token.start else None
    if role in (Role.INSIDE, Role.NUMBER):
        return token.start
    return None


def _rest_of_word(clause: Clause, position: int) -> int | None:
    """Return the start of the word that a listed name begins in the middle of: 土壤|污染防治."""
    index = clause.index_holding(position)
    token = clause.tokens[index]
    inside = token.start < position and clause.roles[index] is Role.INSIDE
    known = inside and position in clause.atom_starts and word_class(token.text) is not None
    return token.start if known else None


def _acts(clause: Clause, index: int) -> bool:
    return is_actor(clause.tokens[index].text)


@lru_cache(maxsize=1 << 14)
def is_actor(text: str) -> bool:
    """Whether a word is one for who acts: 企业, 农商银行, 剧团. A verb after it is its predicate."""
    subjects = load_words()["subjects"]
    return text in subjects or (len(text) > 2 and text.endswith(word_tuple("subjects")))


def _opening(clause: Clause, closing: Token) -> int | None:
    """Return where a quotation or bracket that ends at a word opens, if it is short and inside one line."""
    opener = _QUOTE_PAIRS.get(closing.text, "(" if closing.text == ")" else "（")
    start = clause.folded.rfind(opener, max(0, closing.start - 24), closing.start)
    inside = clause.folded[start + 1 : closing.start]
    if start < 0 or re.search(r"[。；;\n，,]", inside) or _NUMBERING.fullmatch(inside):
        return None
    return start


def _join(clause: Clause, left: int, head: int) -> int:
    """Cross 、 or 和 where what stands on its left modifies the same head."""
    reached = left
    while True:
        index = clause.ends.get(reached)
        if index is None or clause.roles[index] is not Role.JOIN:
            return reached
        end = clause.tokens[index].start
        if end in clause.place_ends:
            return reached
        conjunct = trim(clause, _walk(clause, end, head), end)
        course = clause.folded.startswith("专业", head) and clause.folded[end] == "与"
        # 与 may join two acts that one rule is made of: 气象预警|与|停课停工|联动机制.
        one_rule = clause.folded[end] == "与" and _acts_on_alike(clause, end, reached)
        if (
            (end in clause.head_ends and not one_rule)
            or (clause.folded[end - 1] == "”" and end - 1 in clause.head_ends)
            or head - conjunct > MAX_CHARS
            or _ends_alike(clause, end, head)
            or not (course or _parallel(clause, conjunct, end, reached, head))
        ):
            return reached
        reached = conjunct


def _ends_alike(clause: Clause, end: int, head: int) -> bool:
    """Whether what ends before a joiner ends in the head itself: 小型消防站、|专职消防站 are two."""
    folded = clause.folded
    return any(
        folded[end - size : end] == folded[head : head + size] and head + size in clause.ends
        for size in (4, 3, 2)
    )


def _parallel(clause: Clause, conjunct: int, end: int, reached: int, head: int) -> bool:
    """Whether two sides of a joiner look alike: one word each, two quotations, or like words beside it.

    监测、预警|机制; 跨境数据流动分级、分类|监管体系. A left side that ends in a verb is a clause of its own.
    """
    last, first = clause.index_ending_at(end), bisect_left(clause.starts, reached)
    if end - conjunct < 2 or last is None:
        return False
    if clause.folded[end] in "与和" and _acts_on_alike(clause, end, reached):
        return True
    acts = _lists_acts(clause, last, first)
    if reached >= head and not acts:
        return False
    if clause.roles[last] is Role.HARD or _acts(clause, last):
        return False
    if clause.folded[end - 1] in _QUOTE_PAIRS:
        return clause.folded[reached] == "“"
    beside, opposite = clause.tokens[last].text, clause.tokens[first].text
    words, others = last - bisect_left(clause.starts, conjunct) + 1, _words_to_joiner(clause, first, head)
    listed = clause.folded[end] == "、" and end - conjunct <= _LONGEST_CONJUNCT
    if listed and words == others == 1:
        return abs(len(beside) - len(opposite)) <= 1
    alike = len(beside) == len(opposite) and bool(set(beside) & set(opposite))
    same = words == others == 2 and abs(end - conjunct - (head - reached)) <= 1
    pair = words == others == 1 and clause.folded[end] != "、" and len(beside) == len(opposite)
    watched = acts and words <= _WATCHED_WORDS and _WATCHED.match(clause.folded, reached) is not None
    return (listed and alike) or same or pair or watched


def _acts_on_alike(clause: Clause, end: int, reached: int) -> bool:
    """Whether what is done on both sides of a joiner is done to one thing: 营地|建设|与|服务|规范."""
    last = clause.index_ending_at(end)
    if not last:
        return False
    left, right = clause.tokens[last], clause.tokens[bisect_left(clause.starts, reached)]
    verbs = left.tag[0] == right.tag[0] == "v" and len(left.text) == len(right.text)
    return verbs and clause.roles[last - 1] is Role.INSIDE


_WATCHED_WORDS = 2
"""Words that the first of two acts may have where a name ends in both: 风暴潮|监测、预警机制."""
_WATCHED = re.compile("[一-鿿]{2}(?:机制|体系|网络|系统)")


def _lists_acts(clause: Clause, last: int, first: int) -> bool:
    """Whether words beside 、 are acts of equal length: 监测、|预警机制."""
    left, right = clause.tokens[last], clause.tokens[first]
    alike = len(left.text) == len(right.text) and left.tag[0] == right.tag[0] == "v"
    return alike and clause.folded[left.end] == "、"


def _words_to_joiner(clause: Clause, index: int, head: int) -> int:
    """Count the words from an index to the next joiner or the head."""
    count = 0
    while clause.tokens[index + count].start < head and clause.roles[index + count] is not Role.JOIN:
        count += 1
    return count


def _tries(clause: Clause, index: int, head: int) -> bool:
    """Whether a word says that something is done for a trial: 试点|建设|起降场."""
    tries = clause.tokens[index].text in {"试点", "试行", "先行"}
    return tries and clause.tokens[index].end < head and clause.roles[index + 1] is Role.HARD


def _sums_up(clause: Clause, index: int) -> bool:
    """Whether a word closes the list before it: 钢铁、建材等|行业|超低排放改造."""
    return index > 0 and clause.tokens[index - 1].text == "等" and clause.tokens[index].text in _SUMS


_SUMS = frozenset(
    {"行业", "领域", "产业", "企业", "地区", "部门", "单位", "区域", "地", "环节", "方面", "机构"}
)


def _counts(clause: Clause, index: int) -> bool:
    """Whether a word is the measure of the number before it: 十二|栋|标准厂房."""
    unit = clause.tokens[index]
    return (
        unit.tag == "q"
        and index > 0
        and clause.tokens[index - 1].end == unit.start
        and clause.tokens[index - 1].tag == "m"
    )


def _cuts(clause: Clause, offset: int) -> bool:
    """Whether an offset lies inside a listed name: 滨海湿地 ends in the middle of 湿地修复."""
    ends = filter(clause.atoms.__contains__, range(offset + 1, offset + MAX_CHARS))
    return any(clause.atoms[end] < offset and clause.atoms[end] in clause.name_starts for end in ends)


def trim(clause: Clause, left: int, head: int) -> int:
    """Return where a compound begins without what may not open it: places, verbs, numbers, loose marks."""
    while left < head:
        if left in clause.atom_starts:
            return left
        place = clause.place_starts.get(left)
        if place is not None and place <= head and not _cuts(clause, place):
            left = place
            continue
        index = bisect_left(clause.starts, left)
        token = clause.tokens[index]
        years = clause.roles[index] is Role.NUMBER and token.text.endswith("年")
        own = token.end == head and _modifies(clause, index, head, head)
        loose = not own and (
            token.text
            in {"强", "+", "-", "/", "·", "性", "类", "型", "等", "化", "的", "之", "内", "中", "上"}
            or clause.roles[index] is Role.HARD
            or _tries(clause, index, head)
            or _counts(clause, index)
            or _sums_up(clause, index)
            or (years and not _YEARS_OF.match(clause.folded, head))
        )
        if token.start != left or not loose:
            return left
        left = token.end
    return left
