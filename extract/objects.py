"""Find instruments whatever they end in: by the verb that makes or carries them out, or quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from extract.phrases import Role, trim
from extract.segment import Token
from extract.verdicts import InstrumentMatch
from extract.view import TextView


def find_objects(view: TextView) -> Iterator[InstrumentMatch]:
    """Yield what is coined, spoken of, made, carried out or counted in a text; they may overlap."""
    yield from _coined(view)
    yield from _spoken_of(view)
    yield from _made(view)
    yield from _carried_out(view)
    yield from _counted(view)


def _made(view: TextView) -> Iterator[InstrumentMatch]:
    """Yield what somebody is to build, issue or introduce, whatever it ends in: 配建|渔船岸电桩."""
    making = view.lexicon.words["making"]
    quoting = view.lexicon.words["quoting"]
    tokens = view.tokens
    verbs = making | quoting
    for index in [index for index, text in enumerate(view.texts) if text in verbs]:
        token = tokens[index]
        first = index + 1
        while first < len(tokens) and (tokens[first].tag in _COUNTING or tokens[first].text in _SKIPPED):
            first += 1
        hours = first < len(tokens) and tokens[first].text == "小时" and tokens[first - 1].text.isdigit()
        first -= hours  # 24|小时|书房
        yield from _quoted(view, token, first)
        last = _end_of_object(view, first + hours)
        if last > first:
            yield from _quoted_behind(view, token, first, last)
        if token.text not in making or last == first or last == len(tokens):
            continue
        yield from _objects(view, token, first, last)


def _end_of_object(view: TextView, index: int) -> int:
    """Return the index of the first word from ``index`` on that the name of a thing made cannot hold."""
    making = view.lexicon.words["making"]
    while (
        index < len(view.tokens) and view.clause.roles[index] in _OBJECT and view.texts[index] not in making
    ):
        index += 1
    return index


def _objects(view: TextView, verb: Token, first: int, last: int) -> Iterator[InstrumentMatch]:
    """Yield the thing made that the words from ``first`` to ``last`` name, and those listed behind it."""
    tokens = view.tokens
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
        if mere or not _SHORTEST_OBJECT <= end - start <= _LONGEST_OBJECT:
            return
        yield InstrumentMatch(start, end, None, verb.text, f"object:{verb.text}", 0.5)
        if tokens[last].text != "、":
            return
        first = last + 1
        last = _end_of_object(view, first)
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
    fits = named is not None and view.folded[inner] in _OPENERS and inner - start <= _LONGEST_BEFORE_QUOTE
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
_OPENERS = frozenset("“‘")
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
_SHORTEST_OBJECT = 4
_LONGEST_OBJECT = 14
"""How long a thing made may be that no head names, in code points."""


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
    for pattern in (_ONE_EACH, _COINED):
        for match in pattern.finditer(view.folded):
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
            if not crop and end - start >= _SHORTEST_OBJECT and view.folded[end - 1] not in _MEASURES:
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
        first = _behind_of(view, index + 2)
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
