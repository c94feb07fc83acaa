"""Find industries: lexicon concepts and their compounds, X产业, AI+X, and lists before 等领域."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.lexicons import load_words
from extract.phrases import Role
from extract.segment import Token, word_class
from extract.spans import longest_first
from extract.terms import Match
from extract.view import TextView

_ACTIVITY = (
    "设计|制造|加工|研发制造|装备制造|整机制造|整机|生产|流通|养殖|种植|装备|零部件|处理|服务(?=业|商|产业"
    "|行业)"
)
_TAIL = re.compile(
    rf"(?P<activity>{_ACTIVITY})?"
    r"(?P<sector>服务业|制造业|产业|行业|经济(?![社发效结]|一体)|业(?![主务态绩者内界余委]))?"
)
_SECOND = re.compile(
    r"(?:和|与|及)(?:设计|制造|加工|应用|关键设备|设备|装备|材料|服务|封测|测试|研发|计算|存储|零部件)(?:产业|行业)?"
)
"""A second half that shares the first half's noun: 芯片设计|和制造产业."""
_AFTER_SECTOR = re.compile(r"[链园集化政基投引布结升转主体发带互融]")
_WEAK_TAIL = re.compile(
    r"等?(?:产业|行业|领域|企业|(?<!保险)(?<!水务)(?<!供水)公司|小店|赛道|市场|板块|业态|经济|的?小厂|厂家|产能|作坊|商户|从业|的历史|加工|制造|生产)"
)
_MAIN_END = re.compile("为主")
_LIST_END = re.compile(
    r"(?:等[^，,。；;、]{0,6}?(?:领域|赛道)"
    r"|(?:等[^，,。；;、]{0,6}?|[两三四五六七八九][个大])(?:产业|行业|业态|板块|服务业|制造业|行当))"
)
_SECTOR_WORD = re.compile(r"(?:产业|行业)(?![链园集化政基投引布结升转主体])")
_CHAIN = re.compile(r"(?P<names>[一-龥a-z0-9]{2,8}(?:[-—–·][一-龥a-z0-9]{2,8}){1,6})[”\"]?(?:全)?(?:产业)?链")
_CHAIN_END = re.compile(r"[-—–·][一-龥a-z0-9]{2,8}[”\"]?(?:全)?(?:产业)?链")
"""How every such chain ends; it is found far faster."""
# A word with a level or a preposition in it belongs to the sentence, not to the industry (由市|农业).
_NO_ATTRIBUTE = re.compile(r"[市省区县级由应]|^[在对向为从将把两]")
_ELEMENT = re.compile(r"[^、和与及，,]+")


@dataclass(frozen=True)
class IndustryMatch:
    """An industry in a text: span, concept (None for an unlisted one) and how it was found."""

    start: int
    end: int
    concept: str | None
    method: str
    confidence: float


def find_industries(view: TextView) -> list[IndustryMatch]:
    """Find industries in a text, in order, none overlapping; the longest wins."""
    return longest_first(industry_candidates(view))


def industry_candidates(view: TextView) -> list[IndustryMatch]:
    """Return all that may be an industry; they may overlap."""
    lists = list(_lists(view.folded, _LIST_END))
    named = [*lists, *_lists(view.folded, _MAIN_END)]
    candidates = [found for match in view.industries if (found := _from_lexicon(view, match, named))]
    candidates += _by_sector_word(view)
    candidates += _before_sector_word(view)
    candidates += _done_to_something(view)
    candidates += _after_plus_sign(view)
    candidates += _in_lists(view, lists, candidates)
    candidates += _in_chains(view)
    candidates += _lived_by(view)
    candidates += _done_by_somebody(view)
    return candidates


def _from_lexicon(view: TextView, match: Match, lists: list[tuple[int, int]]) -> IndustryMatch | None:
    start, end = _grow_left(view, match.start), _grow_right(view, match.end)
    known = view.folded[match.start : match.end]
    product = start == match.start and known in view.lexicon.words["products"]
    if match.weak or product:
        listed = any(first <= match.start < last for first, last in lists)
        plus = view.folded[match.start - 1 : match.start] == "+"
        beside = _beside_strong(view, match)
        tail = _WEAK_TAIL.match(view.folded, match.end) is not None or _grown_by_somebody(view, match)
        if end == match.end and not (listed or plus or beside or tail):
            return None
    grown = start < match.start
    start += _evaluative(view, start, match.end, praised=_PRAISED if grown else _PRAISED[:2])
    method = "lexicon" if (start, end) == (match.start, match.end) else "lexicon+grown"
    return IndustryMatch(start, end, match.key, f"{method}:{match.key}", 0.7 if match.weak else 0.95)


def _grown_by_somebody(view: TextView, match: Match) -> bool:
    """Whether a whole clause says that it is to grow: 做大|换电, 发展|海参."""
    before = set(view.words_before(match.start, 1))
    return not before.isdisjoint(_GROWS) and view.folded[match.end : match.end + 1] in _MARKS


_GROWS = frozenset({"发展", "壮大", "做大", "做强"})
_MARKS = frozenset("，、。；,;和")


def _beside_strong(view: TextView, match: Match) -> bool:
    """Whether an ambiguous string stands in a list right beside an industry that is none: 电子、新材料."""
    before, after = view.folded[match.start - 1 : match.start], view.folded[match.end : match.end + 1]
    left = before == "、" and view.strong_industry_at(end=match.start - 1)
    right = after == "、" and view.strong_industry_at(start=match.end + 1)
    return left or right or _heads_list(view, match)


def _heads_list(view: TextView, match: Match) -> bool:
    """Whether a list that begins with it ends before 企业 or the like: 箱包、雨伞、眼镜|小厂."""
    at = match.end
    while view.folded[at : at + 1] in _LISTED and at + 1 in view.industry_starts:
        at = view.industry_starts[at + 1]
    return at > match.end and _WEAK_TAIL.match(view.folded, at) is not None


_LISTED = frozenset("、和")


_PRAISED = ("高端", "优质", "现代")
"""What only praises; the last is a part of names that lexicons have (现代农业)."""


def _evaluative(view: TextView, start: int, end: int, *, praised: tuple[str, ...]) -> int:
    """Length of an evaluative word that opens the name although it is no part of it (高端|芯片设计)."""
    word = view.folded[start : start + 2]
    return len(word) if word in praised and end - start > len(word) + 1 else 0


def _grow_right(view: TextView, end: int) -> int:
    """Take in an activity and 产业, 业 or 经济, and a second half that shares the noun."""
    tail = _TAIL.match(view.folded, end)
    if tail is None or tail.end() == end:
        reached = end
    elif tail.group("sector") and _sector_modifies(view, tail.end()):
        reached = tail.start("sector")
    else:
        reached = tail.end()
    second = (
        _SECOND.match(view.folded, reached)
        if reached > end or view.folded[end - 2 : end] in {"材料", "设计"}
        else None
    )
    return second.end() if second else reached


def _sector_modifies(view: TextView, end: int) -> bool:
    """Whether 产业 or 行业 belongs to the next word instead (产业|链, 行业|适配能力)."""
    if view.folded[end - 2 : end] in {"产业", "行业"} and _AFTER_SECTOR.match(view.folded, end):
        return view.folded[end : end + 1] != "发"  # 产业发展 leaves the sector whole
    return view.folded[end - 2 : end] == "行业" and view.next_role(end) is Role.INSIDE


@cache
def _no_parts() -> frozenset[str]:
    """Return the words that are no part of an industry's name."""
    words = load_words()
    return words["not_industries"] | words["no_attributes"]


def _grow_left(view: TextView, start: int) -> int:
    """Take in what makes a sub-sector of a name: one or two attributes (文旅|微短剧, 倾转旋翼|evtol)."""
    clause = view.clause
    if start in clause.atoms or start in view.industry_ends:
        return view.industry_ends.get(start, start)
    words = _no_parts()
    reached, taken = start, 0
    index = clause.index_ending_at(start)
    while (
        index is not None and taken < 2 and reached not in clause.atoms and reached not in clause.place_ends
    ):
        token = view.tokens[index]
        fits = clause.roles[index] is Role.INSIDE and token.tag in {"b", "n", "nz", "eng", "vn"}
        if not fits or token.text in words or _NO_ATTRIBUTE.search(token.text):
            break
        reached, taken = token.start, taken + 1
        index = clause.index_ending_at(reached)
    before = clause.roles[index] if index is not None else Role.STOP
    long = start - reached > 4 or (before is Role.INSIDE and reached not in clause.place_ends)
    return start if long or start - reached < 2 else reached


def _lists(folded: str, ending: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield the spans of lists that end in 等领域, 等产业 … or 为主, back to the clause's start."""
    for match in ending.finditer(folded):
        start = match.start()
        while start > 0 and folded[start - 1] not in "，,。；;:：\n":
            start -= 1
        yield start, match.start()


def _in_lists(
    view: TextView, lists: list[tuple[int, int]], known: list[IndustryMatch]
) -> list[IndustryMatch]:
    """Find unlisted industries between known ones in a list: 生物制造、量子科技等领域."""
    found: list[IndustryMatch] = []
    excluded = view.lexicon.words["not_industries"]
    for first, last in lists:
        inside = [item for item in known if first <= item.start and item.end <= last]
        if not inside or "、" not in view.folded[first:last]:
            continue
        for match in _ELEMENT.finditer(view.folded, view.folded.index("、", first, last), last):
            start, end = match.span()
            free = not any(item.start < end and start < item.end for item in inside)
            name = view.folded[start:end]
            if free and _is_noun_run(view, start, end) and name not in excluded and not name.endswith("级"):
                found.append(IndustryMatch(start, end, None, "rule:list", 0.6))
    return found


def _is_noun_run(view: TextView, start: int, end: int) -> bool:
    """Whether a span is two to eight characters of whole words that can make a noun compound."""
    if not 2 <= end - start <= 8 or start not in view.boundaries or end not in view.boundaries:
        return False
    first, last = view.clause.index_holding(start), view.clause.index_holding(end - 1)
    return all(role is Role.INSIDE for role in view.clause.roles[first : last + 1])


def _by_sector_word(view: TextView) -> list[IndustryMatch]:
    """Find X产业 and X行业 with an unlisted X of one or two nouns."""
    found: list[IndustryMatch] = []
    for match in _SECTOR_WORD.finditer(view.folded):
        start, taken = match.start(), 0
        index = view.clause.index_ending_at(start)
        while index is not None and taken < 2 and view.clause.roles[index] is Role.INSIDE:
            token = view.tokens[index]
            if (
                not token.tag.startswith(("n", "b", "j", "l", "eng"))
                or token.text in view.lexicon.words["no_attributes"]
                or token.tag in {"nr", "ns"}
                or token.text.endswith(("级", "大"))
            ):
                break
            start, taken = token.start, taken + 1
            index = view.clause.index_ending_at(start)
        name = view.folded[start : match.start()]
        if len(name) >= 2 and name not in view.lexicon.words["not_industries"]:
            found.append(IndustryMatch(start, match.end(), None, "rule:X产业", 0.6))
    return found


def _before_sector_word(view: TextView) -> Iterator[IndustryMatch]:
    """Yield X产业 with an X that no dictionary has, or has as a person: all from a mark or verb on."""
    for match in _SECTOR_WORD.finditer(view.folded):
        start, taken = match.start(), 0
        index = view.clause.index_ending_at(start)
        while index is not None and taken < _MOST_WORDS and start not in view.clause.place_ends:
            token = view.tokens[index]
            acts = _is_action(token) or token.text in view.lexicon.words["predicates"]
            if token.tag[0] in _NO_PARTS or acts or token.text in _no_parts():
                break
            start, taken = token.start, taken + 1
            index = view.clause.index_ending_at(start)
        name = view.folded[start : match.start()]
        rare = taken and any(
            token.tag in _RARE for token in view.tokens[view.clause.index_holding(start) :][:taken]
        )
        if rare and 2 <= len(name) <= _LONGEST_RARE and not _NO_SECTOR.search(name):
            yield IndustryMatch(start, match.end(), None, "rule:X产业", 0.6)


_MOST_WORDS = 3
_LONGEST_RARE = 6
_NO_PARTS = frozenset("pcumdrxqtf")
_RARE = frozenset({"nr", "nrt", "nrfg", "nz", "ns", "ng", "ag", "vg", "zg", "g", "vn", "v"})
_NO_SECTOR = re.compile("[的一是了等各市县区省镇乡村级型]|赋能|融合|助力|带动|[大新老小强优高富]$|^无")


def _is_action(token: Token) -> bool:
    """Whether a word is a verb that the dictionary has, and no activity of an industry."""
    return token.tag[0] == "v" and token.text not in _ACTIONS and word_class(token.text) is not None


_DONE_TO = (
    "养殖|种植|栽培|加工|烘干|育肥|繁育|育种|综合利用|造纸|分选|捕捞|饲养|酿造|冶炼|开采|采选|贸易|再制造"
)
_ACTIONS = frozenset(_DONE_TO.split("|")) | {
    "修理",
    "货运",
    "运输",
    "批发",
    "零售",
    "租赁",
    "供应",
    "治理",
    "采集",
    "采运",
}
_ACTIVITY_DONE = re.compile(f"(?:{_DONE_TO})(?![能力量速度点费])")


def _done_to_something(view: TextView) -> Iterator[IndustryMatch]:
    """Yield an activity with the thing it is done to: 俄粮|加工, 蚕茧|烘干, 废瓷|综合利用."""
    for match in _ACTIVITY_DONE.finditer(view.folded):
        start, taken = match.start(), 0
        if match.end() not in view.boundaries:
            continue
        index = view.clause.index_ending_at(start)
        while index is not None and taken < 2 and start not in view.clause.place_ends:
            token = view.tokens[index]
            bare = token.tag in _THINGS and not token.text.endswith(("性", "化"))
            bare = bare and token.text not in view.lexicon.words["hard_verbs"]
            if not bare or token.text in _no_parts() or token.text in _NO_THINGS:
                break
            start, taken = token.start, taken + 1
            index = view.clause.index_ending_at(start)
        before = view.tokens[index].tag if index is not None else "x"
        listed = view.strong_industry_at(end=match.start()) or start in view.clause.place_starts
        if taken and not listed and before not in _GOES_ON and match.end() - start >= _SHORTEST_DOING:
            yield IndustryMatch(start, match.end(), None, "rule:X加工", 0.6)


_THINGS = frozenset({"n", "nz", "ng", "nrt"})
_GOES_ON = frozenset({"n", "j", "l", "nr", "ns", "b"})
"""Words that a longer name goes on with, whose beginning is then not known."""
_NO_THINGS = frozenset(
    {
        "集体",
        "农户",
        "群众",
        "村民",
        "个人",
        "散户",
        "大户",
        "人工",
        "手工",
        "机械",
        "连片",
        "分子",
        "专项",
        "产地",
        "落地",
        "用好",
    }
)
"""Who does it and how, which is nothing that it is done to."""


def _after_plus_sign(view: TextView) -> list[IndustryMatch]:
    """Find X in AI+X and 人工智能+X: the field a technology is applied in."""
    found: list[IndustryMatch] = []
    for match in re.finditer(r"(?:ai|人工智能|数据要素|大数据|区块链|5g)[”\"]?\+", view.folded):
        end = match.end()
        while view.next_role(end) is Role.INSIDE and end - match.end() <= 6:
            end = view.tokens[view.clause.index_holding(end)].end
        if 2 <= end - match.end() <= 6:
            found.append(IndustryMatch(match.end(), end, None, "rule:AI+X", 0.6))
    return found


_YEARS = r"[一二三四五六七八九十几多两\d]{1,3}年"
_LIVED_BY = re.compile(
    f"(?:从事|是[做搞干]|[做搞干]了{_YEARS}的?)(?P<name>[一-鿿]{{2,8}}?)"
    "(?:的(?=[，。、,;；]|人|企业|商户|公司|农户|老板)|生意|买卖|行当|这一?行|(?<=批发|零售|养殖|种植|加工|维修|租赁|贸易|餐饮|物流|旅游)(?=[，。,]))"
    "|[做搞](?P<trade>[一-鿿]{2,8}?)(?:生意|买卖|行当)"
)
_NO_LINE = re.compile(
    "[小员师人者官主长工医生]$|代表|委员|干部|生意|买卖|工作|研究|事业|管理|教学|贡献"
    "|[这那此该项件]|的|不|过|好$|成$"
)


def _lived_by(view: TextView) -> Iterator[IndustryMatch]:
    """Yield the line of business somebody is in: 搞|古建修缮|的, 做了七年|雪具租赁|生意."""
    for match in _LIVED_BY.finditer(view.folded):
        start, end = match.span(match.lastgroup or "name")
        if {start, end} <= view.boundaries and not _NO_LINE.search(view.folded, start, end):
            yield IndustryMatch(start, end, None, "rule:做X的", 0.6)


_DOING = "养殖|种植|加工|制造|租赁|维修|销售|批发|零售|贸易|繁育|回收|开采|育肥|烘干|提取|打制|锻造|酿造|编织"
_DONE_BY = re.compile(
    f"(?:{_DOING})(?=等?(?:户|大户|专业户|商户|企业|作坊|厂家|小厂|门店|从业|经营者|合作社|生意)|等带动)"
)


def _done_by_somebody(view: TextView) -> Iterator[IndustryMatch]:
    """Yield an activity with its object where somebody follows who does it: 黑蜂养殖|户, 苗银加工|等带动."""
    for match in _DONE_BY.finditer(view.folded):
        start, taken = match.start(), 0
        index = view.clause.index_ending_at(start)
        while index is not None and taken < 2 and view.clause.roles[index] is Role.INSIDE:
            token = view.tokens[index]
            fits = token.tag[0] in "nbj" and token.tag not in {"ns", "nt"}
            if not fits or token.text in _no_parts() or start in view.clause.place_ends:
                break
            start, taken = token.start, taken + 1
            index = view.clause.index_ending_at(start)
        listed = match.start() in view.industry_ends  # 微短剧|制作企业: the listed name stands
        if taken and not listed and match.end() - start >= _SHORTEST_DOING:
            yield IndustryMatch(start, match.end(), None, "rule:X加工户", 0.6)


_SHORTEST_DOING = 4
"""Shortest such name, in code points."""


def _in_chains(view: TextView) -> list[IndustryMatch]:
    """Find the links of a named chain: 芯片-板卡-服务器链条."""
    found: list[IndustryMatch] = []
    if not _CHAIN_END.search(view.folded):
        return []
    for match in _CHAIN.finditer(view.folded):
        for part in re.finditer(r"[一-龥a-z0-9]+", match.group("names")):
            start = match.start("names") + part.start()
            found.append(IndustryMatch(start, start + len(part.group()), None, "rule:chain", 0.7))
    return found
