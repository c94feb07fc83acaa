"""Find policy instruments: lexicon names grown to their whole compound, and compounds on productive heads."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extract.lexicons import word_tuple
from extract.objects import find_objects
from extract.organizations import is_kind_of_body
from extract.phrases import MAX_CHARS, Role, grow, is_actor, trim
from extract.spans import longest_first
from extract.terms import Match
from extract.verdicts import InstrumentMatch, Refused
from extract.view import TextView
from extract.weighing import KindAt, Weighed, weigh
from graph.model import Resolution
from graph.text import match_key

_ABBREVIATION = re.compile(
    r"\((?:[a-z]{1,6}|试行|暂行|修订|草案|征求意见稿|送审稿|20\d\d(?:年?[-—–~至]+20\d\d)?年?版?)\)"
)
"""What belongs to a name in brackets behind it: an abbreviation, a state or the years of a rule or a plan."""
_ABBREVIATION_LAST = re.compile(f"{_ABBREVIATION.pattern}$")
_WHOLE_QUOTE = (("“", "”"), ("《", "》"), ("「", "」"), ("‘", "’"))
_QUOTES = frozenset(opener for opener, _ in _WHOLE_QUOTE)
_TITLED = re.compile(
    r"《(?P<title>[^《》\n]{2,60}?(?P<head>条例|办法|细则|规定|规划|计划|方案|指南|指引|导则|规范|标准|目录|清单|规则|公约|规程|措施|政策|意见|手册))(?:\([^()]{1,12}\))?》"
)
_VERBS = frozenset({"v", "vd", "d", "ad", "a", "i", "l"})
"""Tags of words with which a clause goes on, not the compound: 停窑令|不能."""
_SPECIFIC = 4
"""From this many characters on, what modifies a weak head makes a name of it without any verb."""
_NEAR_WITH_CLAUSE = 8
"""How many, where a clause with 的 stands between."""
_NEAR = 3
"""How many words before a weak head are searched for the verb that governs it."""


def find_instruments(view: TextView, kind_at: KindAt, barriers: Iterable[int] = ()) -> list[InstrumentMatch]:
    """Find instruments in a text, in order, none overlapping; the longest compound wins.

    ``kind_at`` tells of which kind a passage is. ``barriers`` are offsets where organisations end: no
    compound reaches over one (市财政局|按件补助).
    """
    return longest_first(item.match for item in weigh_instruments(view, kind_at, barriers) if item.counts)


def weigh_instruments(view: TextView, kind_at: KindAt, barriers: Iterable[int] = ()) -> list[Weighed]:
    """Weigh what the rules take in a text, none overlapping, and what they refuse."""
    view.clause.barriers.update(barriers)
    verdicts = [*judge_instruments(view)]
    taken = longest_first(_joined([item for item in verdicts if isinstance(item, InstrumentMatch)]))
    return weigh(view, verdicts, taken, kind_at)


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
        yield _with_place(view, _from_lexicon(view, match))
    for match in view.heads:
        yield _with_place(view, _from_head(view, match))
    yield from _titled(view)
    yield from find_objects(view)


def _with_place(view: TextView, verdict: InstrumentMatch | Refused) -> InstrumentMatch | Refused:
    """Take in the place before a name of which each place has its own: 某省|传统村落保护条例.

    Before other names a place says where and is none of theirs: 某市|渔业保险.
    """
    if not isinstance(verdict, InstrumentMatch):
        return verdict
    start = verdict.start
    name = _ABBREVIATION_LAST.sub("", view.folded[start : verdict.end])
    if len(name) < _SHORTEST_OWN or not name.endswith(word_tuple("own_names")):
        return verdict
    while (place := view.place_ending_at(start)) is not None and place.resolution is Resolution.NAMED:
        start = place.start
    before = view.words_before(start, 1)
    if start == verdict.start and before and before[0] in view.lexicon.words["owners"]:
        start -= len(before[0])
    return replace(verdict, start=start)


_SHORTEST_OWN = 5
"""From so many code points on, what is behind a place is more than a kind of thing."""


def _listed(view: TextView, verdicts: list[InstrumentMatch | Refused]) -> Iterator[InstrumentMatch | Refused]:
    """Take what only lacks a verb where the name before it in a list has one: 建|暖棚储备库、|打草场."""
    ends = {item.end for item in verdicts if isinstance(item, InstrumentMatch)}
    for item in sorted(verdicts, key=lambda item: (item.start, item.end)):
        before = item.start - 1
        joint = view.folded[before : item.start]
        bare = isinstance(item, Refused) and item.would.confidence < _SURE
        follows = before in ends and joint in (_BETWEEN if bare else _IN_LISTS)
        if isinstance(item, Refused) and item.listed and follows:
            ends.add(item.end)
            yield item.would
        else:
            yield item


_IN_LISTS = frozenset("、和与及")
_BETWEEN = frozenset("、和")
_SURE = 0.6
"""A name from this confidence on is more than a bare head."""


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
        return _not_listed(match, start, end, "泛称, 前面没有修饰语 (a bare general word)")
    if match.weak and whole and not _built(view, left, right):
        return _not_listed(match, left, right, "可作他解, 前面没有修饰语 (ambiguous and bare)")
    # What a kind of body is called needs the verb that sets it up right beside it, else in its sentence.
    if weak and not _governed(view, left, right, near=1 if body else _NEAR):
        return _not_listed(
            match, left, right, "可作他解, 近旁没有设立、推行等动词 (ambiguous, no verb sets it up)"
        )
    if whole and not _ASIDE.isdisjoint(view.words_before(left, 1)) and not _governed(view, left, right):
        return _not_listed(
            match, left, right, "只是在那里、照它做, 无人设立、推行 (where or by what something is done)"
        )
    if (body or match.weak) and whole and _continues(view, right):
        return _not_listed(match, left, right, "只是后面名词的修饰语 (only modifies what follows)")
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


def _not_listed(match: Match, start: int, end: int, reason: str) -> Refused:
    """Refuse a string of the lexicon, and say what it would be."""
    would = InstrumentMatch(start, end, match.key, None, f"lexicon:{match.key}", _UNSURE)
    return Refused(would, reason)


def _not_headed(match: Match, start: int, end: int, reason: str, *, listed: bool = False) -> Refused:
    """Refuse a head with what stands before it, and say what it would be."""
    return Refused(InstrumentMatch(start, end, None, match.key, f"head:{match.key}", _UNSURE), reason, listed)


_UNSURE = 0.5
"""Confidence of what the rules refuse, and other things take."""


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
        return _not_headed(
            match, left, right, "词尾前面没有足够的修饰语 (too little before the head)", listed=alone
        )
    if is_actor(view.folded[left:start]) and set(view.words_before(left, 1)) & _LETTING:
        return _not_headed(match, left, right, "词尾在此是动词, 前面是做事的人 (what somebody does)")
    if head.head in _ALSO_VERBS and _VERB_AFTER_PLAN.match(view.folded, right):
        return _not_headed(match, left, right, "规划在此是动词 (a verb here)")
    if (head.weak or end - start == 1 or head.head in _TRIES) and _continues(view, right):
        return _not_headed(match, left, right, "只是后面名词的修饰语 (only modifies what follows)")
    body = is_kind_of_body(view.folded[left:right])
    if body and not _governed(view, left, right, near=2):
        return _not_headed(
            match, left, right, "泛指一类机构, 近旁没有设立、推行等动词 (a kind of body, no verb sets it up)"
        )
    if head.head in view.lexicon.words["done_to"] and _acts_on(view, left, right):
        return _not_headed(
            match, left, right, "词尾在此是动词, 后面是它的宾语 (a verb here, its object follows)"
        )
    listed = head.weak and "、" in view.folded[left:right] and not head.subtool.startswith("environment.")
    if listed and not _governed(view, left, right):
        return _not_headed(
            match, left, right, "几样东西并列, 近旁没有设立、推行等动词 (a list, no verb sets it up)"
        )
    right = _with_abbreviation(view.folded, right)
    found = InstrumentMatch(left, right, None, match.key, f"head:{head.head}", 0.6 if head.weak else 0.8)
    if head.weak and len(modifiers) < _SPECIFIC and not _governed(view, left, right):
        return Refused(found, "弱词尾, 近旁没有设立、推行等动词 (weak head, no verb sets it up)", listed=True)
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
