"""Find industries: lexicon concepts, their compounds, X产业 and X业, AI+X, and lists before 等领域."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.lexicons import Match
from extract.phrases import Role
from extract.spans import longest_first
from extract.view import TextView

_TAIL = re.compile(
    r"(?:设计|制造|加工|服务|处理|生产|流通|养殖|种植|研发|装备|装备制造|整机制造|零部件|装备产业|安全)?(?:服务业|制造业|产业|行业|经济(?!社会|发展|效益|结构)|业(?![主务态绩者内界余]))"
)
_WEAK_TAIL = re.compile(r"(?:等)?(?:产业|行业|领域|企业|赛道|市场|板块|业态|经济)")
_ACTIVITY = re.compile(r"(?:设计|制造|加工|装备制造|整机制造|服务(?=业|商)|处理产业|研发制造|直播)(?!业?[费税])")
_OPEN = re.compile(r"(?P<name>[一-龥a-z0-9+]{2,8}?)(?P<tail>产业|行业)(?![链园集化政基投引布结升转主])")
_LIST_END = re.compile(r"(?:等[^，。；、]{0,6}?(?:领域|产业|行业|赛道|业态|板块))")
_NOT_INDUSTRY = frozenset(
    "该 本 各 此 其 主导 支柱 优势 特色 传统 新兴 未来 战略性 战略性新兴 全 多 相关 重点 现代 高端 新 高新技术 实体 民营 市场 国民 区域 县域 产业 行业 各个 所有 不同 龙头 重大 先进 首位 富民 双 集体 乡村 地方 城市 跨 多个 整个 同 一二三 绿色 配套 上下游 关联 潜力 支撑 朝阳 万亿 千亿 百亿 新质 劳动密集型 智能 数字化 先导 基础 科技 创新 高质量 劣势 内外 全市 我市 当地 本地 生态 健康 融合".split()
)
_TASKS = frozenset("教育 医疗 就业".split())


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
    lists = _listed_spans(view.folded)
    candidates = [found for match in view.industries if (found := _from_lexicon(view, match, lists))]
    candidates += _open_industries(view)
    return longest_first(candidates)


def _from_lexicon(view: TextView, match: Match, lists: list[tuple[int, int]]) -> IndustryMatch | None:
    end = _grow_right(view.folded, match.end)
    if match.weak:
        listed = any(start <= match.start < stop for start, stop in lists)
        if end == match.end and not listed and not _WEAK_TAIL.match(view.folded, match.end) and not _after_plus(view, match.start):
            return None
    start = _grow_left(view, match.start)
    method = "lexicon" if (start, end) == (match.start, match.end) else "lexicon+grown"
    return IndustryMatch(start, end, match.key, f"{method}:{match.key}", 0.7 if match.weak else 0.95)


def _grow_right(folded: str, end: int) -> int:
    """Take in 产业, 业, 经济 and the activity that makes a line of business of a product (芯片|制造)."""
    tail = _TAIL.match(folded, end)
    if tail:
        return tail.end()
    activity = _ACTIVITY.match(folded, end)
    return activity.end() if activity else end


def _grow_left(view: TextView, start: int) -> int:
    """Take in one attribute right before the name that makes a sub-sector of it (文旅|微短剧, 通用|大模型)."""
    index = view.clause.index_ending_at(start)
    if index is None or start in view.clause.atoms or start in view.clause.place_ends:
        return start
    token, role = view.tokens[index], view.clause.roles[index]
    kinds = token.tag in {"b", "n", "nz", "eng", "vn"}
    if role is not Role.INSIDE or not kinds or len(token.text) < 2 or token.text in _NOT_INDUSTRY:
        return start
    before = view.clause.roles[index - 1] if index and view.tokens[index - 1].end == token.start else Role.STOP
    return token.start if before is not Role.INSIDE and token.text not in _LEFT_STOPS else start


_LEFT_STOPS = frozenset(
    "企业 产业 行业 领域 城市 农村 乡村 社区 政策 项目 技术 人才 资金 市场 社会 政府 重点 优势 特色 传统 基层 平台 园区 基地 工作 服务 环境 能力 水平 作用 方式 模式 力量 资源 全域 单位 部门 人员 群众 需求 场景 链 跨界 类 数字 智能 技术 科学 民营 国有 核心 前沿 关键 龙头 头部 骨干 上游 下游 中小 小微".split()
)


def _after_plus(view: TextView, start: int) -> bool:
    """Whether the name stands right behind a plus: AI+医疗."""
    return view.folded[max(0, start - 1) : start] == "+"


def _listed_spans(folded: str) -> list[tuple[int, int]]:
    """Return the spans of lists that end in 等领域, 等产业 …; weak names count inside them."""
    spans: list[tuple[int, int]] = []
    for match in _LIST_END.finditer(folded):
        start = match.start()
        while start > 0 and folded[start - 1] not in "，,。；;:：\n":
            start -= 1
        spans.append((start, match.start()))
    return spans


def _open_industries(view: TextView) -> list[IndustryMatch]:
    """Find X产业 and X行业 with an unlisted X that is one noun compound."""
    found: list[IndustryMatch] = []
    for match in re.finditer(r"(?:产业|行业)(?![链园集化政基投引布结升转主体])", view.folded):
        if match.start() not in view.boundaries:
            continue
        start = match.start()
        index = view.clause.index_ending_at(start)
        taken = 0
        while index is not None and taken < 2 and view.clause.roles[index] is Role.INSIDE:
            token = view.tokens[index]
            if not token.tag.startswith(("n", "b", "j", "l", "eng")) or token.text in _LEFT_STOPS or token.tag in {"ns", "nr"}:
                break
            start, taken = token.start, taken + 1
            index = view.clause.index_ending_at(start)
        name = view.folded[start : match.start()]
        if len(name) >= 2 and name not in _NOT_INDUSTRY and name not in _TASKS:
            found.append(IndustryMatch(start, match.end(), None, "rule:X产业", 0.6))
    return found
