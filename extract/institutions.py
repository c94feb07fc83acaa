"""Find organisations that no list has: what opens a name, a run of nouns, and an ending of institutions.

A name is opened by a place (宁波|大学), a level (市|虚拟现实产业协会), the nation (国家|…中心), or
a proper name (嘉应|学院); or it stands in an office's title, between a mark and what one is there
(，水乡滑雪协会|会长).
Sub-units join it (大学信息工程学院).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extract.names import may_be_office
from extract.phrases import Role
from extract.segment import Token, word_class
from extract.terms import Match
from extract.toponyms import is_proper
from extract.view import TextView
from graph.model import Resolution

_LEVELS = frozenset(
    before + level
    for before in ("", *"由请在与和向经从被让对于到同是给把将为跟及或交送报")
    for level in "省市区县州旗盟"
)
_BODY_WORDS = frozenset(level + body for level in "省市区县州旗" for body in ("政协", "政府", "人大", "委"))
_LEVEL_WORDS = frozenset(
    ["自治区", "自治州", "全国", "国家", "中国", "中华", "中央", "国务院", "世界", "国际"]
)
_IN_NAMES = frozenset(["科学", "应用", "现代", "先进", "综合", "高等", "优质", "基础", "国际", "公益"])
"""Words of value or manner that names hold (林业|科学|研究所, 现代|职业技术学院)."""
_JOINERS = frozenset("和与及")
_LONGEST = 34
"""Longest name, in code points."""
_ACTING = frozenset({"government", "bank", "firm", "association", "university", "institute"})
"""Classes whose names hold verbs and 和 of their own (建设局, 投资公司, 化学与化工学院)."""
_MADE = re.compile(
    r"(?:建设|建|共建|联建|新建|筹建|建成|建立|设立|组建|成立|打造|开设|开办|兴建|创建|创办|增设|办|设|建起|规划|布局)"
    r"(?:好|了|一)?(?:[一二两三四五六七八九十几多数百\d]*[个所座家处批支条间])?[涉跨]?$"
)
"""What stands before a thing that is asked for, which is a means and no organisation yet."""
_MARK_BEFORE = re.compile(r"(?:^|[\s　（(，,、：:；;。|—·】］\]>《“*]|委员|代表|常委|是)$")
_OFFICE_AFTER = re.compile(r"[一-鿿]{2,9}")


@dataclass(frozen=True)
class Ending:
    """How institutions of a kind end."""

    classification: str
    minimum: int
    """Least length of the whole name, in code points."""
    weak: bool = False
    """Whether the ending is often no organisation's: it needs a place, a level or an office."""
    proper: bool = False
    """Whether it needs a proper name that is no place (某深处|科技)."""
    excluded: tuple[str, ...] = ()
    """Words that hold the ending and are no organisation (布局)."""


@dataclass(frozen=True)
class Institution:
    """An organisation found by its ending: span, the ending, and what opened it."""

    start: int
    end: int
    ending: str
    opener: str
    """place, level, nation, name, body, or title."""


def find_institutions(
    view: TextView, matches: list[Match], endings: Mapping[str, Ending], known: Mapping[int, int]
) -> Iterator[Institution]:
    """Yield organisations by their endings; they may overlap, and the longest wins.

    Args:
        view: the text.
        matches: where known endings stand.
        endings: what is known of each ending.
        known: listed organisations of the text, end -> start; a sub-unit's name goes on from one.
    """
    for match in matches:
        ending = endings[match.key]
        inside = match.end not in view.boundaries
        if inside and not (match.end - match.start > 1 and _office_follows(view, match.end)):
            continue
        if _is_verb(view, match) or _is_excluded(view, match, ending):
            continue
        found = _read(view, match, ending, known)
        if found is not None and not _is_asked_for(view, found, weak=ending.weak):
            yield found


def _is_excluded(view: TextView, match: Match, ending: Ending) -> bool:
    """Whether the ending stands in a word that is no organisation."""
    for word in ending.excluded:
        start = match.start - word.find(match.key)
        if start >= 0 and view.folded.startswith(word, start):
            return True
    return False


def _is_verb(view: TextView, match: Match) -> bool:
    """Whether an ending of one character is no office's: 在集美区|办|一个, 布局."""
    if match.end - match.start > 1:
        return False
    token = view.tokens[view.clause.index_holding(match.end - 1)]
    nones = view.lexicon.words["no_offices"]
    verb = token.tag in {"v", "p"} and token.start == match.start
    return verb or token.text in nones or (len(token.text) > 2 and token.text[-2:] in nones)


def _read(view: TextView, match: Match, ending: Ending, known: Mapping[int, int]) -> Institution | None:
    acts = ending.classification in _ACTING and (ending.classification != "firm" or _is_firm(match.key))
    acting = ending.classification if acts else ""
    run = _run(view, match.start, known, acting=acting)
    if _is_company(match.key) and (run is None or run[1] in {"none", "name"}):
        run = _from_place(view, match) or run
    if run is None:
        return None
    start, opener = run
    unsure = opener == "none" or (ending.weak and opener == "name" and not ending.proper)
    if unsure or (ending.proper and opener != "name"):
        opener = "title"
        if not _in_title(view, start, match.end):
            return None
    elif (
        (ending.weak or ending.proper)
        and _noun_follows(view, match.end)
        and not _office_follows(view, match.end)
    ):
        return None
    return Institution(start, match.end, match.key, opener)


def _noun_follows(view: TextView, end: int) -> bool:
    """Whether the compound goes on: 三龙湾|科技|城."""
    token = view.tokens[view.clause.index_holding(end)] if end < len(view.folded) else None
    return token is not None and view.next_role(end) is Role.INSIDE and token.tag[0] in "njl"


def _run(view: TextView, position: int, known: Mapping[int, int], *, acting: str) -> tuple[int, str] | None:
    """Return where the run of nouns before an ending begins, and what opens it; None if there is none."""
    at, opened, opener = position, position, "none"
    while position - at < _LONGEST:
        if at in known and at != position:
            return known[at], "body"
        place = view.place_ending_at(at)
        if place is not None and place.resolution is Resolution.NAMED:
            at = opened = place.start
            opener = "place"
            continue
        index = view.clause.index_holding(at - 1) if at else -1
        if index < 0:
            break
        token = view.tokens[index]
        if token.end > at and at != position:
            break
        inner = next((end for end in range(token.start + 1, at) if end in view.place_ends), None)
        if inner is not None and at != position:  # a word that a segmenter cut across a place's end
            at = inner
            continue
        if token.end > at and token.start < at:  # the ending is the tail of this very word
            opener = _opens(token.text[: at - token.start])
            opened = at = token.start
            if opener == "level":
                return at, opener
            if opener != "none":
                continue
        step = _step(view, index, at, position, known, opened if opener != "none" else None, acting=acting)
        if step is None:
            break
        at, kind = step
        if kind == "level":
            return at, "level"
        if kind:
            opened = at
            opener = kind if opener in {"none", "name"} else opener
    if opener == "none":
        return (at, "none") if at < position else None
    return opened, opener


def _opens(front: str) -> str:
    """Say what the front of a word opens whose tail is an ending: 嘉应|学院, 市|图书馆, 职业|学院."""
    if front in _LEVELS:
        return "level"
    kind = word_class(front)
    return "name" if len(front) > 1 and (kind is None or kind[:2] in {"nr", "ns", "nz"}) else "none"


def _step(
    view: TextView,
    index: int,
    at: int,
    position: int,
    known: Mapping[int, int],
    opened: int | None,
    *,
    acting: str,
) -> tuple[int, str] | None:
    """Return where the word before an offset begins and what it opens ("" for a noun).

    None is returned for a word that ends the run.
    """
    token, role = view.tokens[index], view.clause.roles[index]
    if token.text[0] == "各" or _SO_MANY.fullmatch(token.text):
        return None
    if token.text in _LEVELS and token.tag != "v":
        return token.end - 1, "level"
    if token.text in _LEVEL_WORDS:
        return token.start, "nation"
    if token.text in _BODY_WORDS:
        return token.start, "level"
    builds = token.text in view.lexicon.words["making"]  # 新建|公办幼儿园
    if (is_proper(token) and not builds) or token.tag in {"nt", "nz"}:
        return token.start, "name"
    if token.text in _BETWEEN or (opened is not None and not _may_precede(view, index)):
        return None
    if token.text in _JOINERS:
        crosses = (
            acting
            and opened is None
            and index > 0
            and view.clause.roles[index - 1] in (Role.INSIDE, Role.HARD)
        )
        return (token.start, "") if crosses else None
    if role is Role.HARD and index and not (acting and at == position):
        # A verb behind a place or a body that is whole is what is done there: 市律师协会|建设|….
        before = view.tokens[index - 1].end
        taught = acting != "firm" and token.text in _TAUGHT and view.folded.startswith(_TRADES, token.end)
        if (before in view.place_ends or before in known) and not taught:
            return None
    if role is Role.INSIDE and token.tag == "v" and token.text in view.lexicon.words["means_verbs"]:
        return None
    if role in (Role.INSIDE, Role.HARD, Role.NUMBER) or _is_piece(token):
        return token.start, ""
    if opened is None and acting == "firm" and _in_firms(token):
        return token.start, ""  # a firm's name may hold any word: 某某显示科技有限公司
    if token.text in _IN_NAMES:
        return token.start, ""  # 林业|科学|研究所, 现代|职业技术学院
    return _bracket(view, token)


_TAUGHT = frozenset({"建设", "管理", "服务", "运输", "检验"})
_TRADES = ("职业", "技术", "高等", "技师")
"""A trade and what a school for it goes on with: 江西|建设|职业技术学院."""
_SO_MANY = re.compile("[一二三四五六七八九十两几数多]+[所家个座间]")
_BETWEEN = frozenset(("引导", "鼓励", "会同", "督促", "协调", "推动", "组织", "商请", "联合", "守护", "支持"))
"""Verbs by which one body acts on or with another: no name of a body holds them."""


def _may_precede(view: TextView, index: int) -> bool:
    """Whether a common noun before an open name leads on to another opener (南昌大学|信息|…)."""
    return view.clause.roles[index] is Role.INSIDE and len(view.tokens[index].text) <= 4


def _is_company(ending: str) -> bool:
    """Whether an ending stands in the registered names of companies and nowhere else."""
    return "有限" in ending or "股份公司" in ending


_LONGEST_FIRM = 24
_NO_FIRM = re.compile("[^一-鿿()]|[的和与及由在把被让]")


def _from_place(view: TextView, match: Match) -> tuple[int, str] | None:
    """Return where a registered name begins: at the farthest place with only a name's letters behind it.

    Such a name may hold words that no rule foresees (新疆|润畦农业服务|有限公司).
    """
    for start in range(max(0, match.start - _LONGEST_FIRM), match.start - 1):
        place = view.place_starting_at(start)
        named = place is not None and place.resolution is Resolution.NAMED and start in view.boundaries
        if named and place is not None and not _NO_FIRM.search(view.folded, place.end, match.start):
            return start, "place"
    return None


def _is_firm(ending: str) -> bool:
    """Whether an ending is a company's, whose name may hold any word, and not a plant's (虚拟|电厂)."""
    return ending.endswith(("公司", "集团"))


def _in_firms(token: Token) -> bool:
    """Whether a word may stand in a firm's name: all but single words of grammar (即时|配送|有限公司)."""
    wordy = token.tag[0] in "vdan" and token.text not in "的了"
    return wordy or (token.tag == "c" and len(token.text) > 1)


def _is_piece(token: Token) -> bool:
    """Whether a word may stand in a name though it is no noun: 第五, 一, 八一, a single letter."""
    if token.tag == "m":
        return token.text.startswith("第") or bool(re.fullmatch("[一二三四五六七八九十]+", token.text))
    return len(token.text) == 1 and token.tag[0] in "atnzgj" and token.text not in "的了是"


def _bracket(view: TextView, token: Token) -> tuple[int, str] | None:
    """Step over a short bracket inside a name: 中国泉州(晋江制鞋)|….."""
    if token.text != ")":
        return None
    start = view.folded.rfind("(", max(0, token.start - 12), token.start)
    inside = view.folded[start + 1 : token.start]
    return (start, "") if start >= 0 and re.fullmatch("[一-鿿]{2,10}", inside) else None


def _in_title(view: TextView, start: int, end: int) -> bool:
    """Whether a run stands between a mark and an office: （水乡滑雪教练员协会|会长."""
    return (
        end - start >= 4
        and bool(_MARK_BEFORE.search(view.folded, max(0, start - 3), start))
        and _office_follows(view, end)
    )


def _office_follows(view: TextView, end: int) -> bool:
    """Whether an office follows: 某协会|会长, 某学院|副教授."""
    match = _OFFICE_AFTER.match(view.folded, end)
    return match is not None and any(
        may_be_office(match.group()[:size]) for size in range(2, len(match.group()) + 1)
    )


def _is_asked_for(view: TextView, found: Institution, *, weak: bool) -> bool:
    """Whether the thing is only to be set up, so that it is a means: 设立|中成药注册服务中心."""
    if found.opener in {"place", "level"} and not weak:
        return False
    return bool(_MADE.search(view.folded, max(0, found.start - 8), found.start))
