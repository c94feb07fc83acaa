"""Recognise the columns of a list of proposals by their names, as offices and programs write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from extract.readers.limits import MAX_HEADER_ROWS
from graph.model import InputError
from graph.text import fold

# Field -> names, folded and without white space, the better ones first.
COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("id", "document_id", "doc_id", "文档id", "唯一标识"),
    "number": (
        *("提案号", "提案编号", "案号", "提案序号", "建议号", "建议编号", "议案号", "编号", "案件号"),
        *("number", "proposal_number", "no", "no.", "序号"),
    ),
    "title": (
        *("案由", "提案名称", "提案标题", "提案题目", "提案案由", "建议名称", "建议标题", "议案名称"),
        *("标题", "题目", "名称", "案题", "title", "headline", "subject"),
    ),
    "proposers": (
        *("提案人", "提案者", "提案人姓名", "提案委员", "第一提案人", "第一提案者", "领衔提案人", "领衔代表"),
        *("领衔人", "提出人", "提出者", "建议人", "代表姓名", "委员姓名", "委员", "代表", "姓名", "提案单位"),
        *("proposer", "proposers", "member", "members", "author", "authors"),
    ),
    "co": (
        *("联名人", "联名提案人", "联名委员", "附议人", "附议委员", "附议代表", "联名代表", "其他提案人"),
        *("co_proposers", "coproposers", "cosponsors", "seconders"),
    ),
    "sector": ("界别", "所属界别", "委员界别", "代表团", "sector"),
    "party": ("党派", "所属党派", "政治面貌", "party"),
    "main": (
        *(
            "主办单位",
            "承办单位",
            "主办部门",
            "承办部门",
            "主办",
            "承办",
            "办理单位",
            "主承办单位",
            "主办/会办",
        ),
        *("handler", "main_handler", "handling_unit"),
    ),
    "helpers": ("会办单位", "协办单位", "会办部门", "协办部门", "会办", "协办", "co_handlers", "co_handler"),
    "text": (
        *("正文", "提案正文", "内容", "提案内容", "建议内容", "全文", "提案全文", "文本", "正文内容"),
        *("主要内容", "内容摘要", "提案摘要", "摘要", "内容要点", "提案要点", "要点"),
        *("text", "content", "body", "full_text", "fulltext"),
    ),
    "situation": ("情况分析", "情况", "问题分析", "现状分析", "背景", "situation"),
    "suggestions": (
        *(
            "具体建议",
            "建议",
            "对策建议",
            "意见建议",
            "建议措施",
            "建议要点",
            "建议摘要",
            "主要建议",
            "suggestions",
        ),
    ),
    "date": (
        *("日期", "提交日期", "发布日期", "提交时间", "发布时间", "立案日期", "提案日期", "提出日期", "时间"),
        *("date", "published", "submitted"),
    ),
    "source": ("来源", "网址", "链接", "原文链接", "来源网址", "url", "source", "link"),
    "publisher": ("发布单位", "发布机构", "来源单位", "publisher"),
    "session": ("届次", "会议届次", "会议", "session"),
    "jurisdiction": ("地区", "行政区划", "行政区划代码", "区划代码", "城市", "jurisdiction", "region"),
}
"""Field -> the column names it goes by, the better ones first."""

BODY = ("text", "situation", "suggestions")
"""Fields that hold what a proposal says."""

WANTED = "正文/内容/text, 案由/标题/title"
"""The columns a list needs at least one of, for messages."""

_RANK = {name: (field, rank) for field, names in COLUMNS.items() for rank, name in enumerate(names)}
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[\s*:_-]+")
_NAMES = {_ASIDE.sub("", name): place for name, place in _RANK.items()}


def recognise(headers: Sequence[str]) -> dict[str, int]:
    """Return field -> position of the column that holds it; where two do, the better name wins.

    >>> recognise(["序号", "案 由", "提案人（必填）", "备注"])
    {'number': 0, 'title': 1, 'proposers': 2}
    """
    best: dict[str, tuple[int, int]] = {}
    for position, header in enumerate(headers):
        found = _NAMES.get(_ASIDE.sub("", fold(header[:60])))
        if found is not None and (found[0] not in best or found[1] < best[found[0]][0]):
            best[found[0]] = (found[1], position)
    return {field: position for field, (_, position) in best.items()}


def is_usable(fields: Iterable[str]) -> bool:
    """Whether a list with these fields holds any text or title."""
    return not {*BODY, "title"}.isdisjoint(fields)


def header_row(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the position of the header among the first rows of a table; None where there is none.

    A title may stand above it, in one cell. The header names a text or a title; other columns that are
    recognised make a row more of a header.
    """
    scores: list[tuple[int, int]] = []
    for position, row in enumerate(rows[:MAX_HEADER_ROWS]):
        fields = recognise(row)
        alone = sum(bool(cell.strip()) for cell in row) == 1
        if is_usable(fields) and (len(fields) > 1 or alone):
            scores.append((-len(fields), position))
    return min(scores)[1] if scores else None


def no_columns(name: str, headers: Iterable[str]) -> InputError:
    """Return the error for a list without a text or a title, which names the columns found."""
    found = [header.strip()[:20] for header in headers if header.strip()]
    listed = ", ".join(found[:10]) + (" …" if len(found) > 10 else "")
    return InputError(
        f"{name}: 没有正文或标题一列 (no column of text or titles); "
        f"现有的列 (found): {' '.join(listed.split()) or '-'}; 需要 (expected): {WANTED}"
    )


def picked(fields: Mapping[str, int], row: Sequence[str]) -> dict[str, str]:
    """Return field -> cell of one row, without those that are empty."""
    found = {field: row[position].strip() for field, position in fields.items() if position < len(row)}
    return {field: cell for field, cell in found.items() if cell}
