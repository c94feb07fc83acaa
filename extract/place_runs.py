"""Find places by the places beside them: in one list with them, or at the other end of a way.

康乐路、|星湖大道; 天龙、|云峰|、鲍家屯; 琶洲至|太古仓|的专线. What stands beside a place is one where it ends
like that place, or where no dictionary has it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from extract.lexicons import load_words
from extract.segment import Token, word_class
from extract.toponyms import KINDS_OF_ROADS, Text, Toponym, is_place_name, is_proper

_JOINS = frozenset("、和与及")
_WAYS = frozenset("至到")
_LONGEST = 6
"""Longest name that is looked for beside another, in code points."""
_BARE = re.compile("[一-龥]{2,6}")
_STOP = re.compile(
    r"$|[、,。;:()\[\]|“”\s\d和与及等两三的]|四[个条座]|一[带线]|之间|周边|沿[线岸]|附近|开[通行设]|[东西南北]段|专线|航线|班列|[水地]铁|公交|快线"
)
"""What may follow such a name."""
_ROUTE = re.compile("(?:从|自|由|开通|开行|往返|打通|串起|连接|[,。;、(])$")
"""What stands before the one end of a way."""
_MORE_ENDINGS = ("路", "街", "大道", "大街", "巷", "渠", "寨", "站", "联围")
_KINDS = re.compile(
    "[的各每两几这那此该其]|^[老新旧大小主支](?:路|街|巷|渠|寨|站)$|道路|线路|公路|铁路|马路|车站|场站"
)


_NO_NAME = re.compile("[是要我你他了不都也就们第里]|^[一二三四五六七八九多各有]|局$")
_ACTIONS = frozenset({"v", "vn", "d", "p"})


_KIND = (
    "(?:乡镇|村镇|镇街|村寨|村落|古镇|古村|街道|社区|片区|园区|港区|库区|景区|商圈|口岸|灌区|林场|牧场|公园|小区|水库|互市点"
    "|县市|县区|区县|镇|乡|村|县|市|区|旗|矿|港|岛|湖|地)"
)
_COUNT = r"(?:[两二三四五六七八九十几]|十[一二三四五六七八九]|\d{1,3})"
_TAIL = re.compile(
    rf"(?:等?{_COUNT}(?:[个座条处家]|余个)(?:[一-龥]{{2}})?|等{_COUNT}|(?<!等)[两三四五六七八九十]|等(?:[一-龥]{{2}})?(?=乡镇|村寨|村落|街道|社区|古镇|港区|景区|口岸|水库)){_KIND}"
    r"(?=[、,。;:的在先已和开建设试推一内共有至\n是就都]|$)"
)
"""What ends a list of places: 等六个村, 等12个传统村落, 几个乡镇."""


@cache
def _endings() -> tuple[str, ...]:
    words = load_words()
    found = {*words["zone_endings"], *words["land_endings"], *_MORE_ENDINGS}
    return tuple(sorted(found, key=lambda ending: (-len(ending), ending)))


def _ending(name: str) -> str | None:
    """Return what a place's name ends in (港区 of 古雷港区), or None."""
    if not name.endswith(_endings()):  # most names: no need to try them one by one
        return None
    return next((item for item in _endings() if name.endswith(item) and len(name) > len(item)), None)


_FACILITY = re.compile("特?大桥|公路大桥|隧道|水电站|核电|抽水蓄能|储气库|高铁|铁路(?![沿两局公集])")
"""What has the name of a place in its own: 德保|抽水蓄能电站."""
_EVENT = re.compile(
    "[一-龥]{0,8}?(?:马拉松|博览会|艺术节|文化节|旅游节|美食节|音乐节|电影节|啤酒节|采摘节|联赛|锦标赛|邀请赛|公开赛|拉力赛|论坛|峰会|交易会"
    "|展览会|[纱料览品装具机游]展(?![示开出区销业厅会览])|大会)"
)
"""What is called after a place: 太湖|夜跑联赛, 米兰|面料展."""
_MEETING = re.compile("人民|代表|党|职工|人大|会议|[区县市]级")


def opens_name(folded: str, tokens: Sequence[Token], starts: Sequence[int], end: int) -> bool:
    """Whether the place that ends at an offset only opens the name of a facility or an event."""
    if _FACILITY.match(folded, end):
        return True
    event = _EVENT.match(folded, end)
    if event is None or _MEETING.search(event.group()):
        return False
    first, last = bisect_right(starts, end) - 1, bisect_right(starts, event.end() - 1) - 1
    words = load_words()
    hard = words["hard_verbs"] | words["ask_verbs"] | words["making"] | words["predicates"]
    return not any(token.tag[0] in "pcudr" or token.text in hard for token in tokens[first : last + 1])


def find_beside(text: Text, spans: dict[int, int]) -> Iterator[Toponym]:
    """Yield places that stand beside those at ``spans`` (start -> end), and then beside these."""
    waiting = sorted(spans.items())
    seen = set(waiting)
    while waiting:
        start, end = waiting.pop()
        beside = [_right(text, start, end), _left(text, start, end)]
        for item in beside:
            if item is not None and (item.start, item.end) not in seen and item.start not in spans:
                seen.add((item.start, item.end))
                waiting.append((item.start, item.end))
                yield item


def find_listed(text: Text) -> Iterator[Toponym]:
    """Yield what is counted as places, whatever words it is made of: 滩坪、石柱观|等六个村."""
    for tail in _TAIL.finditer(text.folded):
        found: list[tuple[int, int]] = []
        end = tail.start()
        while True:
            start = text.known.get(end)
            if start is None:
                between = _BETWEEN.search(text.folded, max(0, end - _LONGEST_LISTED - 1), end)
                start = between.start("name") if between else _element(text, end)
            if start is None or text.folded[start:end] in load_words()["not_places"]:
                break
            found.append((start, end))
            if text.folded[start - 1 : start] not in _LISTED:
                break
            end = start - 1
        if len(found) > 1:
            yield from (
                Toponym(*span, "rule:list of places", 0.7) for span in found if span[1] not in text.known
            )


_LISTED = frozenset("、和与")
_LONGEST_LISTED = 5
_BETWEEN = re.compile("(?:、|(?<=[一-龥]{2})[和与])(?P<name>[一-龥]{2,5})$")
"""What stands between a mark of lists and the end of an element."""


def _element(text: Text, end: int) -> int | None:
    """Return where the first element of a list begins: two to four characters of no verb."""
    at = end
    while at > 0 and end - at < 4:
        token = text.tokens[text.index(at - 1)]
        if (at < end and at in text.known) or token.end < at or end - token.start > 4 or not _may_name(token):
            break
        at = token.start
    return at if _BARE.fullmatch(text.folded, at, end) else None


def _may_name(token: Token) -> bool:
    """Whether a word may stand in a name: no particle, number, mark or verb of policy."""
    words = load_words()
    which = any(token.text in words[kind] for kind in ("ask_verbs", "predicates", "evaluatives", "actors"))
    return token.tag[0] not in "mrpcudxw" and token.tag != "v" and not which


_ROADS = re.compile(
    "(?:^|(?<=[,。;、:\\n在对沿将从往到]))[一-龥]{2,4}(?:大道|大街|路|街|巷)(?:[、和与][一-龥]{2,4}(?:大道|大街|路|街|巷))+"
    "(?=[、,。;夜等周两沿一将的段在已口三四开])"
)
_ROAD = re.compile("[^、和与]+")


def find_roads(text: Text) -> Iterator[Toponym]:
    """Yield the roads of a list that has nothing else: 洪城河路、|桃南路|夜间."""
    for match in _ROADS.finditer(text.folded):
        roads = list(_ROAD.finditer(text.folded, *match.span()))
        if not any(KINDS_OF_ROADS.search(road.group()) or _KINDS.search(road.group()) for road in roads):
            yield from (Toponym(*road.span(), "rule:list of roads", 0.7) for road in roads)


def _right(text: Text, start: int, end: int) -> Toponym | None:
    mark, at = text.folded[end : end + 1], end + 1
    if not mark or mark not in _JOINS | _WAYS or at >= len(text.folded):
        return None
    index = text.index(at)
    glued = text.tokens[index]
    if glued.start < at and (glued.start < end or word_class(glued.text) is not None):
        return None  # 至 is taken off a word only where the segmenter made that up: 至白龙
    kind = _ending(text.folded[start:end])
    while index < len(text.tokens) and text.tokens[index].end - at <= _LONGEST:
        stop = text.tokens[index].end
        alike = kind is not None and text.folded.endswith(kind, at + len(kind) + 1, stop)
        if stop - at >= 2 and (alike or _STOP.match(text.folded, stop) or _acts(text, index + 1)):
            return _judged(text, at, stop, text.folded[start:end], way=mark in _WAYS)
        index += 1
    return None


def _acts(text: Text, index: int) -> bool:
    """Whether a word is a verb that no name goes on with."""
    if index >= len(text.tokens):
        return True
    token = text.tokens[index]
    words = load_words()
    return token.tag in {"v", "d", "t"} or token.text in words["ask_verbs"] or token.text in words["making"]


def _left(text: Text, start: int, end: int) -> Toponym | None:
    mark = text.folded[start - 1 : start]
    if (mark not in _JOINS and mark not in _WAYS) or start not in text.starts_of_words:
        return None
    stop = start - 1
    if stop - 1 < 0 or text.tokens[text.index(stop - 1)].end != stop:
        return None
    index = text.index(stop - 1)
    while index >= 0 and stop - text.tokens[index].start <= _LONGEST:
        at = text.tokens[index].start
        opens = (
            at == 0
            or text.folded[at - 1] in "、,。;(\n在从到往"
            or _ROUTE.search(text.folded, max(0, at - 2), at)
        )
        if stop - at >= 2 and opens:
            return _judged(text, at, stop, text.folded[start:end], way=mark in _WAYS)
        index -= 1
    return None


def _judged(text: Text, start: int, end: int, like: str, *, way: bool) -> Toponym | None:
    """Return the place at a span if it may be one beside another of a name."""
    name = text.folded[start:end]
    if start in text.ends or end in text.known or not _BARE.fullmatch(name):
        return None
    if (
        _KINDS.search(name)
        or any(name[:2] in load_words()[kind] for kind in ("ask_verbs", "hard_verbs", "making"))
        or not is_place_name(text.folded, start, end)
    ):
        return None
    ending = _ending(name)
    if ending is not None and ending == _ending(like) and _plain(text, start, end - len(ending)):
        return Toponym(start, end, "rule:beside a place of its kind", 0.7)
    if end - start <= 4 and _rare(text, start, end):
        return Toponym(start, end, "rule:way" if way else "rule:beside a place", 0.6)
    return None


def _plain(text: Text, start: int, end: int) -> bool:
    """Whether what stands before an ending is no verb, number or particle."""
    first, last = text.index(start), text.index(max(start, end - 1))
    words = load_words()
    return all(
        token.tag[0] not in "mrpcudx"
        and token.text not in words["predicates"]
        and token.text not in words["making"]
        for token in text.tokens[first : last + 1]
    )


def _rare(text: Text, start: int, end: int) -> bool:
    """Whether a string is made of proper names and pieces of them, and is no word itself."""
    name = text.folded[start:end]
    if (
        word_class(name) not in {None, "ns", "nz"}
        or _NO_NAME.search(name)
        or word_class(name[:2]) in _ACTIONS
    ):
        return False
    tokens = text.tokens[text.index(start) : text.index(end - 1) + 1]
    proper = all(
        is_proper(token)
        or (token.tag[0] in "nfag" if len(token.text) == 1 else word_class(token.text) is None)
        for token in tokens
    )
    return proper and (len(tokens) == 1 or sum(len(token.text) > 1 for token in tokens) < 2)
