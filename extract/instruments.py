"""Find policy instruments: lexicon names grown to their whole compound, and compounds on productive heads."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from extract.lexicons import word_tuple
from extract.organizations import is_kind_of_body
from extract.phrases import MAX_CHARS, Role, grow, is_actor, trim
from extract.segment import Token
from extract.spans import longest_first
from extract.terms import Match
from extract.view import TextView
from graph.text import match_key

_ABBREVIATION = re.compile(r"\([a-z]{1,6}\)")
_WHOLE_QUOTE = (("“", "”"), ("《", "》"), ("「", "」"), ("‘", "’"))
_QUOTES = frozenset(opener for opener, _ in _WHOLE_QUOTE)
_TITLED = re.compile(
    r"《(?P<title>[^《》\n]{2,60}?(?P<head>条例|办法|细则|规定|规划|计划|方案|指南|指引|导则|规范|标准|目录|清单|规则|公约|规程|措施|政策|意见|手册))(?:\([^()]{1,12}\))?》"
)
_VERBS = frozenset({"v", "vd", "d", "ad", "a", "i", "l"})
"""Tags of words with which a clause goes on, not the compound: 停窑令|不能."""
SPECIFIC = 4
"""From this many characters on, what modifies a weak head makes a name of it without any verb."""
_NEAR_WITH_CLAUSE = 8
"""How many, where a clause with 的 stands between."""
_NEAR = 3
"""How many words before a weak head are searched for the verb that governs it."""


@dataclass(frozen=True)
class InstrumentMatch:
    """An instrument in a text: span, the lexicon string or head at its right end, and how it was found."""

    start: int
    end: int
    concept: str | None
    """Id of the lexicon concept at its right end; None for a productive head."""
    head: str | None
    method: str
    confidence: float


class Refused(NamedTuple):
    """A known string that is no instrument where it stands, and the reason, in Chinese."""

    start: int
    end: int
    reason: str
    listed: InstrumentMatch | None = None
    """What it is where it only lacks a verb, and stands in a list behind a name that has one."""


def find_instruments(view: TextView, barriers: Iterable[int] = ()) -> list[InstrumentMatch]:
    """Find instruments in a text, in order, none overlapping; the longest compound wins.

    ``barriers`` are offsets where organisations end: no compound reaches over one (市财政局|按件补助).
    """
    view.clause.barriers.update(barriers)
    return longest_first(
        _joined([item for item in judge_instruments(view) if isinstance(item, InstrumentMatch)])
    )


def _joined(found: list[InstrumentMatch]) -> Iterator[InstrumentMatch]:
    """Begin a name where one begins that it overlaps: 场内与场外交易撮合 and 场外交易撮合机制 are one."""
    ordered = _without_cut(sorted(found, key=lambda item: (item.start, -item.end)))
    for index, item in enumerate(ordered):
        before = ordered[index - 1] if index else item
        overlaps = before.start < item.start < before.end < item.end
        joined = overlaps and item.end - before.start <= MAX_CHARS
        yield replace(item, start=before.start) if joined else item


def _without_cut(ordered: list[InstrumentMatch]) -> list[InstrumentMatch]:
    """Leave out names that begin inside the whole object of a verb and go on behind it: 甩挂|互换、备案."""
    starts = [item.start for item in ordered]
    cut: set[int] = set()
    for whole in ordered:
        if whole.method.startswith("object:"):
            inside = range(bisect_right(starts, whole.start), bisect_left(starts, whole.end))
            cut.update(index for index in inside if ordered[index].end > whole.end)
    return [item for index, item in enumerate(ordered) if index not in cut]


def judge_instruments(view: TextView) -> Iterator[InstrumentMatch | Refused]:
    """Yield a verdict on every lexicon string, head and title in a text; they may overlap."""
    yield from _listed(view, [*_judge(view)])


def _judge(view: TextView) -> Iterator[InstrumentMatch | Refused]:
    for match in view.instruments:
        yield _from_lexicon(view, match)
    for match in view.heads:
        yield _from_head(view, match)
    yield from _titled(view)
    yield from _coined(view)
    yield from _spoken_of(view)
    yield from _made(view)
    yield from _carried_out(view)
    yield from _counted(view)


def _listed(view: TextView, verdicts: list[InstrumentMatch | Refused]) -> Iterator[InstrumentMatch | Refused]:
    """Take what only lacks a verb where the name before it in a list has one: 建|暖棚储备库、|打草场."""
    ends = {item.end for item in verdicts if isinstance(item, InstrumentMatch)}
    for item in sorted(verdicts, key=lambda item: (item.start, item.end)):
        before = item.start - 1
        joint = view.folded[before : item.start]
        bare = isinstance(item, Refused) and item.listed is not None and item.listed.confidence < _SURE
        follows = before in ends and joint in (_BETWEEN if bare else _IN_LISTS)
        if isinstance(item, Refused) and item.listed is not None and follows:
            ends.add(item.end)
            yield item.listed
        else:
            yield item


_IN_LISTS = frozenset("、和与及")
_BETWEEN = frozenset("、和")
_SURE = 0.6
"""A name from this confidence on is more than a bare head."""


def _made(view: TextView) -> Iterator[InstrumentMatch]:
    """Yield what somebody is to build, issue or introduce, whatever it ends in: 配建|渔船岸电桩."""
    making = view.lexicon.words["making"]
    quoting = view.lexicon.words["quoting"]
    tokens, roles = view.tokens, view.clause.roles
    verbs = making | quoting
    for index in [index for index, text in enumerate(view.texts) if text in verbs]:
        token = tokens[index]
        first = index + 1
        while first < len(tokens) and (tokens[first].tag in _COUNTING or tokens[first].text in _SKIPPED):
            first += 1
        hours = first < len(tokens) and tokens[first].text == "小时" and tokens[first - 1].text.isdigit()
        first -= hours  # 24|小时|书房
        yield from _quoted(view, token, first)
        last = first + hours
        while last < len(tokens) and roles[last] in _OBJECT and tokens[last].text not in making:
            last += 1
        if last > first:
            yield from _quoted_behind(view, token, first, last)
        if token.text not in making or last == first or last == len(tokens):
            continue
        yield from _objects(view, token, first, last)


def _objects(view: TextView, verb: Token, first: int, last: int) -> Iterator[InstrumentMatch]:
    """Yield the thing made that the words from ``first`` to ``last`` name, and those listed behind it."""
    tokens, roles, making = view.tokens, view.clause.roles, view.lexicon.words["making"]
    while first < last < len(tokens):
        end = tokens[last - 1].end
        split = verb.text in view.lexicon.words["carrying"] and view.folded[end : end + 1] in _AND
        if split or not _AFTER_OBJECT.match(view.folded, end):
            return
        if last - first > 1 and _done_with_known(view, end):  # 落实|定期抚恤金|调标
            return
        start = trim(view.clause, tokens[first].start, tokens[last - 1].start)
        mere = tokens[last - 1].text in view.lexicon.words["plain_nouns"] or view.folded[end - 1] in _DEVICES
        mere = mere or (verb.text == "推广" and view.folded[end - 2 : end] in _GROWN)
        if mere or not SPECIFIC <= end - start <= _LONGEST_OBJECT:
            return
        yield InstrumentMatch(start, end, None, verb.text, f"object:{verb.text}", 0.5)
        if tokens[last].text != "、":
            return
        first = last = last + 1
        while last < len(tokens) and roles[last] in _OBJECT and tokens[last].text not in making:
            last += 1
        saying = last == first + 1 and tokens[first].tag in _SAYINGS
        if saying or _OF_SO_MANY.match(view.folded, tokens[last - 1].end):
            return


_SAYINGS = frozenset({"i", "l"})
"""Tags of whole sayings, of which a list may consist: 有进有出."""
_OF_SO_MANY = re.compile("等[\\d一二三四五六七八九十多]")
"""What follows a list of examples of something else: 入学、变更|等十件事."""


def _quoted(view: TextView, verb: Token, first: int) -> Iterator[InstrumentMatch]:
    """Yield the names in quotation marks right behind a verb that makes them: 办好“板凳会”“民情茶馆”."""
    at = view.tokens[first].start if first < len(view.tokens) else len(view.folded)
    if view.folded[verb.start - 1 : verb.start] in _NOT:
        return
    found: list[tuple[int, int]] = []
    while named := _QUOTATION.match(view.folded, at):
        kind = _KIND_OF_QUOTE.match(view.folded, named.end())
        found.append((named.start("name") - 1, kind.end()) if kind else named.span("name"))
        at = kind.end() if kind else named.end()
    if found and _AFTER_QUOTE.match(view.folded, at) and not _SO_MANY.match(view.folded, at):
        for start, end in found:
            yield InstrumentMatch(start, end, None, verb.text, f"object:{verb.text}", 0.5)


def _quoted_behind(view: TextView, verb: Token, first: int, last: int) -> Iterator[InstrumentMatch]:
    """Yield a thing made whose name ends in quotation marks: 推行|并联审批“一窗收件”."""
    start, inner = view.tokens[first].start, view.tokens[last - 1].end
    named = _QUOTATION.match(view.folded, inner)
    fits = named is not None and view.folded[inner] in _QUOTES and inner - start <= _LONGEST_BEFORE_QUOTE
    kind = _KIND_OF_QUOTE.match(view.folded, named.end()) if named else None
    end = kind.end() if kind else named.end() if named else inner
    if fits and _AFTER_OBJECT.match(view.folded, end):
        yield InstrumentMatch(start, end, None, verb.text, f"object:{verb.text}", 0.5)


_LONGEST_BEFORE_QUOTE = 10
_AND = frozenset("和与")
_DEVICES = frozenset("器仪型")
"""Last letters of equipment, which is no means (液位监测仪), and of what describes something (急需紧缺型)."""
_GROWN = frozenset({"种植", "养殖", "种养", "加工", "植保"})
"""Ends of what farmers do, which is an industry and no means: 推广|稻虾综合种养."""
_NOT = frozenset("不别勿莫")
_QUOTATION = re.compile("[、和]?[“‘](?P<name>(?=[^”’]*[一-鿿]{2})[一-鿿·a-z0-9+×&-]{3,12})[”’]")
_SO_MANY = re.compile("等[一二三四五六七八九十两0-9]+[大类项种个]")
"""Behind what are but examples of the thing that follows: “短剧+文旅”等六大计划."""
_KIND_OF_QUOTE = re.compile(
    "(?:系列|主题|创建|品牌|大)?(?:活动|项目|走访|出让|审判|供地|办理|办税)(?=[，。；、,;\\s]|$)"
)
"""What belongs to a name whose first part is a quotation: “进社区”活动."""
_COUNTING = frozenset({"m", "q", "mq"})
_SKIPPED = frozenset({"了", "好", "元", "万元", "亿元"})
"""What may stand between such a verb and its object besides a number."""
_OBJECT = (Role.INSIDE, Role.HARD)
_AFTER_OBJECT = re.compile(r"[，。；、,;\s]|\d|和|与|并|等|$")
"""What may follow a thing made, so that its name is whole."""
_AFTER_QUOTE = re.compile(
    f"{_AFTER_OBJECT.pattern}|的(?:.{{0,2}}(?:办法|做法|提法|说法|主张|牌|牌子|门槛)|提案|建议|议案)"
)
"""What may follow a thing made whose name is a quotation."""
_LONGEST_OBJECT = 14
"""Longest thing made that no head names, in code points."""


_COINED = re.compile(
    "[“‘](?P<name>{coined}(?:、{coined})*)[”’]".replace(
        "{coined}",
        "(?:一(?![老])[一-鿿]一[一-鿿]|[即免][一-鿿]即[一-鿿]"
        "|[省市州县区旗乡镇村校院社局][管招聘建派][省市州县区旗乡镇村校院社户岗乡村][聘用管享])",
    )
)
"""Names coined on a pattern, in quotation marks: 一人一证, 一企一策, 县管校聘, 乡招村用, 即报即审."""


_ONE_EACH = re.compile(
    "(?:建立|实行|推行|落实|完善|制定|编制|执行|做到)(?P<name>一[一-鿿]一[档策案卡码证册表图牌号码评])(?=[，。；、,;\\s]|制度|$)"
)
"""The same without marks, behind a verb: 建立一树一档."""


def _coined(view: TextView) -> Iterator[InstrumentMatch]:
    for match in _ONE_EACH.finditer(view.folded):
        yield InstrumentMatch(*match.span("name"), None, "一…一…", "rule:coined", 0.6)
    for match in _COINED.finditer(view.folded):
        yield InstrumentMatch(*match.span("name"), None, "一…一…", "rule:coined", 0.6)


_CARRIED_OUT = re.compile(
    "(?<!不)(?:推行|实行|试行|实施|推广|落实|探索|(?:开展|推进)(?=[一-鿿0-9“”]{5}))"
    "(?P<name>[一-鿿0-9](?:[一-鿿0-9+·]|“[一-鿿]{2,8}”){3,13})(?=[，。；、,;\\s]|并|的(?:提案|建议)|$)"
)
_DOING = ("建设", "工作")
"""Words of doing with which no name ends."""
_MEASURES = frozenset("个年次条项座处家月天日")
_JOINS = re.compile("[的了对把由和与或及]|等(?!高)|为主|全面|一律|高质量|改成")


def _carried_out(view: TextView) -> Iterator[InstrumentMatch]:
    """Yield what is carried out as a whole clause, verbs and adverbs included: 推行|超限车辆按吨退补."""
    for match in _CARRIED_OUT.finditer(view.folded):
        start, end = match.span("name")
        if not _JOINS.search(view.folded, start, end) and {start, end} <= view.boundaries:
            if _other_verb(view, start) or _done_with_known(view, end) or _mere(view, end):
                continue
            if view.folded.endswith(_DOING, start, end):  # 推行|便民生活圈|建设
                end -= len(_DOING[0])
            start = trim(view.clause, start, end)
            if any(at in view.clause.place_starts for at in range(start, end)):
                continue
            crop = match.group().startswith("推广") and view.folded[end - 2 : end] in _GROWN
            if not crop and end - start >= SPECIFIC and view.folded[end - 1] not in _MEASURES:
                yield InstrumentMatch(start, end, None, "实行", "object:实行", 0.5)


def _other_verb(view: TextView, start: int) -> bool:
    """Whether a second verb begins where the object of the first should: 探索|建立|津贴制度."""
    index = bisect_left(view.starts, start)
    text = view.tokens[index].text
    words = view.lexicon.words
    return text in words["making"] or text in words["asking"] or text in _PREPOSITIONS


_PREPOSITIONS = frozenset("将把对")


def _mere(view: TextView, end: int) -> bool:
    """Whether what ends here is an aim or a mere thing: 探索|转型路径."""
    return view.tokens[bisect_left(view.starts, end) - 1].text in view.lexicon.words["plain_nouns"]


def _done_with_known(view: TextView, end: int) -> bool:
    """Whether what ends here is only what is done with a thing that has a name of its own: 轮候库|管理."""
    index = bisect_left(view.starts, end) - 1
    known = index > 0 and view.tokens[index - 1].end in view.clause.head_ends
    return known and view.tokens[index].text in view.lexicon.words["done_with"]


_SPOKEN_OF = re.compile(
    "(?:(?:提出|建议|提议|主张|呼吁|要求)的|提出|(?<!不)反对|慎用|慎提)[“‘](?P<name>[一-鿿·、]{3,12})[”’]"
    "(?=[，。；、,;\\s]|的?(?:办法|做法|提法|想法|主张|建议|一事)|$)"
    "|[“‘](?P<way>[一-鿿·]{4,10})[”’](?=等(?:模式|做法|制度|机制|政策|举措|办法|服务))"
)
"""What somebody asks for or rejects, in quotation marks: 委员提出的“赶集补贴”, 慎用“一封了之”."""


def _spoken_of(view: TextView) -> Iterator[InstrumentMatch]:
    for match in _SPOKEN_OF.finditer(view.folded):
        span = match.span(match.lastgroup or "name")
        yield InstrumentMatch(*span, None, "提出", "object:提出", 0.5)


_UNITS = frozenset("座处所台口趟条间家支只批套辆栋块幢片")
"""Measure words of what can be built, bought or run."""
_SLACK = 8
"""Words between the number and 的 that may describe the thing."""


def _counted(view: TextView) -> Iterator[InstrumentMatch]:
    """Yield the things of which so many are to be built or run, whatever they are called: 建|一座|大剧院."""
    doing, plain = view.lexicon.words["counted"], view.lexicon.words["plain_nouns"]
    tokens, roles = view.tokens, view.clause.roles
    for index in [index - 1 for index, tag in enumerate(view.tags[:-1]) if tag in _COUNTING and index]:
        counted = view.texts[index + 1]
        number = counted[-1] in _UNITS and len(counted) > 1
        if not number or view.texts[index] not in doing:
            continue
        first = index + 2
        first = _behind_of(view, first)
        last = first
        while last < len(tokens) and (roles[last] in _OBJECT or tokens[last].text in {"大", "小"}):
            last += 1
        if last == first or not _AFTER_OBJECT.match(view.folded, tokens[last - 1].end):
            continue
        start, end = tokens[first].start, tokens[last - 1].end
        if tokens[last - 1].text not in plain and 2 <= end - start <= _LONGEST_OBJECT:
            yield InstrumentMatch(start, end, None, tokens[index].text, f"counted:{tokens[index].text}", 0.5)


def _behind_of(view: TextView, first: int) -> int:
    """Return the index behind the 的 of what describes a thing (补一座|五千吨的|公共冷库), or ``first``."""
    for index in range(first, min(first + _SLACK, len(view.tokens))):
        if view.tokens[index].text == "的":
            return index + 1
        if view.tokens[index].text in "，,。；;、":
            break
    return first


def _titled(view: TextView) -> list[InstrumentMatch]:
    """Find rules and plans by their titles in 《》: the whole title, places in it included."""
    found: list[InstrumentMatch] = []
    for match in _TITLED.finditer(view.folded):
        head = view.lexicon.heads.get(match.group("head")) or view.lexicon.heads.get("办法")
        if head is not None:
            found.append(InstrumentMatch(*match.span("title"), None, head.head, f"title:{head.head}", 0.9))
    return found


def _from_lexicon(view: TextView, match: Match) -> InstrumentMatch | Refused:
    start, end = match.start, match.end
    grown = grow(view.clause, start)
    if view.lexicon.instruments[match.key].subtool in _FACILITIES:
        grown = _behind_building(view, grown, start)
    left, right = _quoted_tail(view, *_unquote(view.folded, grown, end))
    body = is_kind_of_body(view.folded[start:end]) or is_kind_of_body(view.folded[left:right])
    weak = match.weak or body
    right = _with_abbreviation(view.folded, right)
    whole = left == start
    if whole and end - start < _SHORTEST_BARE:
        return Refused(start, end, "泛称, 前面没有修饰语 (a bare general word)")
    if match.weak and whole and not _built(view, left, right):
        return Refused(left, right, "可作他解, 前面没有修饰语 (ambiguous and bare)")
    # What a kind of body is called needs the verb that sets it up right beside it, else in its sentence.
    if weak and not _governed(view, left, right, near=1 if body else _NEAR):
        return Refused(left, right, "可作他解, 近旁没有设立、推行等动词 (ambiguous, no verb sets it up)")
    if whole and not _ASIDE.isdisjoint(view.words_before(left, 1)) and not _governed(view, left, right):
        return Refused(left, right, "只是在那里、照它做, 无人设立、推行 (where or by what something is done)")
    if (body or match.weak) and whole and _continues(view, right):
        return Refused(left, right, "只是后面名词的修饰语 (only modifies what follows)")
    method = f"lexicon:{match.key}" if whole else f"lexicon+left:{match.key}"
    return InstrumentMatch(left, right, match.key, None, method, 0.7 if weak else 0.95 if whole else 0.9)


def _built(view: TextView, start: int, end: int) -> bool:
    """Whether a bare thing that may be something else is made or striven for: 推进|保税区|建设."""
    words = view.lexicon.words
    before = set(view.words_before(start, 1))
    if before & words["making"] or (before & words["striving"] and not view.folded.startswith("的", end)):
        return True
    if before & words["pushing"] and _BEING_BUILT.match(view.folded, end) is not None:
        return True
    return _listed_behind_verb(view, start, end)


_BEING_BUILT = re.compile("(?:建设|创建|试点)(?=[，。；、,;\\s]|和|与|并|等|$)")
_ASIDE = frozenset("在与对按")
"""What stands before a thing that is no means there: 在|村务公开|栏贴出."""
_SHORTEST_BARE = 3
"""Length from which a lexicon string without modifiers may be a name: 补助, 普查 alone are none."""


def _from_head(view: TextView, match: Match) -> InstrumentMatch | Refused:
    start, end = match.start, match.end
    head = view.lexicon.heads[match_key(view.folded[start:end])]
    grown = _behind_making(view, _grow_head(view, start), end)
    if head.subtool in _FACILITIES:
        grown = _behind_building(view, grown, start)
    left, right = _quoted_tail(view, *_unquote(view.folded, grown, end))
    modifiers = match_key(view.folded[left:start])
    bare = not modifiers or modifiers in view.lexicon.words["evaluatives"]
    whole = bare and end - start >= _SHORTEST_BARE and left == start and _set_up(view, left, end)
    if not whole and (bare or right - left < (end - start) + 2):
        alone = left == start and end - start >= _SHORTEST_BARE and not _continues(view, right)
        listed = InstrumentMatch(left, right, None, match.key, f"head:{head.head}", 0.5) if alone else None
        return Refused(left, right, "词尾前面没有足够的修饰语 (too little before the head)", listed)
    if is_actor(view.folded[left:start]) and set(view.words_before(left, 1)) & _LETTING:
        return Refused(left, right, "词尾在此是动词, 前面是做事的人 (what somebody does)")
    if head.head in _ALSO_VERBS and _VERB_AFTER_PLAN.match(view.folded, right):
        return Refused(left, right, "规划在此是动词 (a verb here)")
    if (head.weak or end - start == 1 or head.head in _TRIES) and _continues(view, right):
        return Refused(left, right, "只是后面名词的修饰语 (only modifies what follows)")
    body = is_kind_of_body(view.folded[left:right])
    if body and not _governed(view, left, right, near=2):
        return Refused(
            left, right, "泛指一类机构, 近旁没有设立、推行等动词 (a kind of body, no verb sets it up)"
        )
    if head.head in view.lexicon.words["done_to"] and _acts_on(view, left, right):
        return Refused(left, right, "词尾在此是动词, 后面是它的宾语 (a verb here, its object follows)")
    listed = head.weak and "、" in view.folded[left:right] and not head.subtool.startswith("environment.")
    if listed and not _governed(view, left, right):
        return Refused(left, right, "几样东西并列, 近旁没有设立、推行等动词 (a list, no verb sets it up)")
    right = _with_abbreviation(view.folded, right)
    found = InstrumentMatch(left, right, None, match.key, f"head:{head.head}", 0.6 if head.weak else 0.8)
    if head.weak and len(modifiers) < SPECIFIC and not _governed(view, left, right):
        return Refused(left, right, "弱词尾, 近旁没有设立、推行等动词 (weak head, no verb sets it up)", found)
    return found


def _set_up(view: TextView, start: int, end: int) -> bool:
    """Whether the word right before a bare head makes or gives it: 建|观鸟塔, 配|中医角."""
    words = view.lexicon.words
    before = view.words_before(start, 1)
    built = end - start > _SHORTEST_BARE and _BEING_BUILT.match(view.folded, end) is not None
    return any(
        word in words["making"]
        or word in words["counted"]
        or word in words["giving"]
        or word in words["striving"]
        or (built and word in words["pushing"])
        for word in before
    )


def _acts_on(view: TextView, start: int, end: int) -> bool:
    """Whether a head is what somebody does to something or somebody: 对|盲人按摩店|减免|一年的房租."""
    if view.folded.startswith("成", end):  # 改造|成|公园
        return True
    following = view.next_tag(end)
    if following is None or following[0] not in "mnrj" or _governed(view, start, end):
        return False
    return not _TOWARDS.isdisjoint(view.words_before(start, _NEAR_WITH_CLAUSE, commas=False))


_TOWARDS = frozenset("对给为向由")
_LETTING = frozenset("由派请让")
"""What stands before the one who is to do something: 由|医生|轮值."""
_TRIES = frozenset({"试点", "示范", "先行先试"})
_ALSO_VERBS = frozenset({"规划", "规范"})
_VERB_AFTER_PLAN = re.compile(
    "换届|运作|履职|停放|使用|收费|用工|施工|操作|建设|布局|设计|新建|设置|打造|发展|有序|运行|经营|开展|管理"
)


def _grow_head(view: TextView, start: int) -> int:
    """Grow from a head that may be the tail of a word (券 in 培训券): begin at that word."""
    index = view.clause.index_ending_at(start)
    if index is None and start not in view.boundaries:
        start = view.tokens[view.clause.index_holding(start)].start
    return grow(view.clause, start)


def _behind_making(view: TextView, left: int, end: int) -> int:
    """Return where a name begins whose making verb stands farther left: 启动|鲜果车辆优先过|海机制.

    The words between must be such as a name may hold though compounds seldom do: 优先, 过, 限. Where there is
    no such verb, or another verb between, ``left`` is returned.
    """
    words = view.lexicon.words
    making, starting, predicates = words["making"], words["starting"], words["predicates"]
    index = view.clause.index_ending_at(left)
    at = left
    while index is not None and index >= 0 and end - view.tokens[index].start <= _LONGEST_GOVERNED:
        token = view.tokens[index]
        if token.text in making or token.text in starting:
            return trim(view.clause, at, end)
        if _WHOSE.fullmatch(token.text):  # 建立|全市|应急数据资源池
            verb = view.tokens[index - 1].text
            return trim(view.clause, at, end) if verb in making or verb in starting else left
        if token.text in predicates or token.tag[0] not in _MAY_STAND or token.text in _NEVER_IN:
            return left
        at, index = token.start, index - 1
    return left


def _behind_building(view: TextView, left: int, head: int) -> int:
    """Return where the name of a facility begins that somebody builds somewhere: 乡镇敬老院建设|托养中心."""
    index = view.clause.index_ending_at(head)
    while index is not None and index >= 0 and view.tokens[index].start > left:
        if view.tokens[index].text == "建设":
            return trim(view.clause, view.tokens[index].end, head)
        index -= 1
    return left


_WHOSE = re.compile("[全我本各][省市区县州旗国]")
_FACILITIES = frozenset({"supply.infrastructure", "supply.public_service", "supply.technology"})
"""Sub-tools of what is built at a place."""
_LONGEST_GOVERNED = 18
"""Longest name that is taken whole for the verb before it, in code points."""
_MAY_STAND = frozenset("nvabtfsljzgi")
_NEVER_IN = frozenset("的了着过得地之与和及或等对将把给被让使一上下中内外里前后")
"""Words and letters of grammar, which end the search for a verb."""


def _unquote(folded: str, start: int, end: int) -> tuple[int, int]:
    """Leave out quotation marks that wrap the whole name, and one that opens before it and never closes."""
    if folded[start] not in _QUOTES:
        return start, end
    for opener, closer in _WHOLE_QUOTE:
        if folded[start] == opener and folded[end - 1] == closer and closer not in folded[start : end - 1]:
            return start + 1, end - 1
        if folded[start] == opener and closer not in folded[start:end]:
            return start + 1, end
    return start, end


def _quoted_tail(view: TextView, start: int, end: int) -> tuple[int, int]:
    """Take in the nouns before a quotation that is the end of a name: 商务“通勤专线”."""
    folded = view.folded
    listed = folded[start - 2 : start - 1] == "”"  # one of several quotations in a row
    if folded[start - 1 : start] != "“" or folded[end : end + 1] != "”" or listed:
        return start, end
    left = grow(view.clause, start - 1)
    return (left, end + 1) if left < start - 2 else (start, end)


def _with_abbreviation(folded: str, end: int) -> int:
    """Take in an abbreviation in brackets right behind the name: 生产许可证(PC)."""
    match = _ABBREVIATION.match(folded, end) if folded[end : end + 1] == "(" else None
    return match.end() if match else end


def _continues(view: TextView, end: int) -> bool:
    """Whether the compound goes on to the right, so that this head only modifies another word."""
    if view.next_role(end) is not Role.INSIDE or view.next_tag(end) in _VERBS:
        return False
    following = view.text_after(end, 6)
    return not following.startswith(word_tuple("may_follow"))


def _governed(view: TextView, start: int, end: int, *, near: int = _NEAR) -> bool:
    """Whether somebody sets up, keeps or lacks the thing: a governing verb near it in its sentence.

    ``near`` is how many words to the left are searched.
    """
    means = view.lexicon.words["means_verbs"]
    words = view.words_before(start, near)
    if any(word in means for word in words):
        return True
    if words and words[0] == "的":  # what describes it stands between: 开通|两地之间的|冷藏箱航线
        words = view.words_before(start, _NEAR_WITH_CLAUSE, commas=False)
        if any(word in view.lexicon.words["making"] for word in words):
            return True
    after = view.text_after(end, 8)
    return after.startswith(word_tuple("means_after")) or _listed_behind_verb(view, start, end)


def _listed_behind_verb(view: TextView, start: int, end: int) -> bool:
    """Whether a thing stands in a list of what somebody sets up: 建设|绿色工厂、绿色园区."""
    if view.folded[start - 1 : start] == "“":
        start -= 1
    index = view.clause.index_ending_at(start)
    if index is None or view.clause.roles[index] is not Role.JOIN or view.folded.startswith(_OF_BOTH, end):
        return False
    words = view.lexicon.words
    making = words["making"] | words["starting"] | words["striving"] | words["listing"]
    quoted = False
    for before in range(index - 1, max(index - _LONGEST_LIST, 0), -1):
        token, role = view.tokens[before], view.clause.roles[before]
        if token.text in "“”":
            if token.text == "“" and not quoted:
                return False  # the list stands inside a quotation
            quoted = token.text == "”"
            continue
        opens = role is Role.STOP or view.clause.roles[before - 1] is Role.STOP
        if token.text in making and opens:
            return True
        if role is Role.STOP and token.text in words["evaluatives"]:
            continue
        if role is Role.STOP and not quoted:
            return False
    return False


_OF_BOTH = ("之间", "的")
"""What stands behind the last of two things that only something else is said of."""

_LONGEST_LIST = 16
"""Words to the left that a list may have before the verb that governs it."""
