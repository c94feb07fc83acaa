"""Find who published a document: in its source line, its masthead, or beside its date."""

from __future__ import annotations

import re

from extract.dates import iso_date
from extract.lines import Line

_LABELLED = re.compile(
    r"(?:来\s*源|信息来源|稿源|发布单位|发布机构|发布机关|发文机关|发文单位|发布者|发布主体|供稿|供稿单位|编[印发]单位|编[印发](?=\**\s*[:：])"
    r"|(?:^|[\s　])发\s*布(?=\s*[:：][\s　]*[一-鿿]{4}))"
    r"(?:\**\s*[:：/｜|]\**\s*|(?<=[\s　|｜]供稿)[\s　]+)"
    r"(?P<name>《[^《》]{2,20}》|[^\s　|｜，,。；;()（）]{2,30})"
)
_OF_LABELS = re.compile("[源布文稿编]")
"""Letters of which each of those labels holds one."""
_CREDITED = re.compile(
    r"^(?P<paper>(?![^\s　]?本报)[^\s　]{2,12}报)(?:见习)?记者[\s　]|^文\s*[/｜|"
    r"]\s*(?P<name>[^\s　]{2,16})(?=[\s　])"
)
_MEDIA = re.compile(
    r"(?P<name>[一-鿿《》“”a-z0-9·]{2,20}?(?:日报|晚报|晨报|早报|商报|时报|新报|快报|导报|周报|报|新闻网|政协网|人大网|信息网|网|公众号|客户端|新闻|观察|日讯|晨讯|快讯|时讯|晨刊|早刊|晚刊|日刊|周刊|旬刊|月刊|季刊|会刊|杂志|头条|新媒体|电视台|广播|融媒|融媒体中心|通讯社|传媒|在线|发布))"
    r"(?:[(（][^)）]{1,10}[)）])?$"
)
_OFFICE = re.compile(r"[一-鿿]{2,20}(?:政协|人大|委员会|办公室|办公厅|政府|局|厅|研究室)$")
_EDITED = re.compile(
    r"(?P<name>[一-鿿]{2,24}(?:政协|人大|委|委员会|办公室|办公厅|政府|局|厅|室|处|中心))"
    r"(?:编|编印|编发|编辑|整理|摘编|选编|汇编|主办|主编|印发|供稿)$"
)
"""A body that put a bulletin or digest together: 某市政协研究室编印."""
_MASTHEAD = re.compile(
    r"(?P<name>[一-鿿]{2,8}(?:[日晚晨早商时新快导周]报|[晨早晚周月季]刊))"
    r"(?:\s*[·•|｜/]\s*|[\s　]+)\S[^。]{0,20}$"
)
"""A paper's name and its page or column on the first line: 某某早刊 · 山与城."""
_REPRINTED = re.compile(r"原[载刊][于在]?\s*《(?P<name>[^《》]{2,20})》")
_NO_NAME = re.compile(
    r"^(?:星期|第|版|阅读|浏览|点击|评论|记者|作者|字号|打印|广东|状态|届次|来自|发布于)|[:：]|^\d|^[A-Z]?\d+版?$|期$|版$"
)


def find_publisher(lines: list[Line]) -> tuple[str | None, tuple[int, int] | None]:
    """Return the publisher's name as written and its span; (None, None) where the text names none."""
    top = lines[:14]
    # Who sent a text in is not always who printed it.
    named = [line for line in top if "供稿" not in line.text]
    for found in (_labelled(named), _edited(lines[:8]), _labelled([*top, *lines[-8:]])):
        if found is not None:
            return found
    for line in lines[:8]:
        match = _CREDITED.match(line.folded)
        if match:
            return _written(line, *match.span("name" if match.group("name") else "paper"))
    for line in lines[:8]:
        found = _beside_date(line)
        if found is not None:
            return found
    masthead = _MASTHEAD.match(lines[0].folded) if lines else None
    if masthead:
        return _written(lines[0], *masthead.span("name"))
    return _reprinted(lines[-8:]) or (None, None)


def _labelled(lines: list[Line]) -> tuple[str, tuple[int, int]] | None:
    """Read the first line that names a source or publisher after a label."""
    for line in lines:
        match = _LABELLED.search(line.folded) if _OF_LABELS.search(line.folded) else None
        if match and not line.text.endswith("。"):
            return _written(line, *match.span("name"))
    return None


def _edited(lines: list[Line]) -> tuple[str, tuple[int, int]] | None:
    """Read the first line that says beside its date who put a bulletin together."""
    return next((found for line in lines if (found := _beside_date(line, (_EDITED,)))), None)


def _reprinted(lines: list[Line]) -> tuple[str, tuple[int, int]] | None:
    """Read where a text was printed first: （原载《某某周刊》2026年2月27日）."""
    for line in lines:
        match = _REPRINTED.search(line.folded)
        if match:
            return _written(line, *match.span("name"))
    return None


def _written(line: Line, start: int, end: int) -> tuple[str, tuple[int, int]]:
    """Return a stretch of a line as it is written, and its span in the document."""
    return line.text[start:end], (line.start + start, line.start + end)


def _beside_date(line: Line, kinds: tuple[re.Pattern[str], ...] = ()) -> tuple[str, tuple[int, int]] | None:
    """Read a masthead or source beside a date: ``某某晚报　2026年1月20日``, ``2025-05-23　某政协``."""
    date = None if line.text.endswith("。") else iso_date(line.folded)
    if date is None:
        return None
    for wanted in kinds or (_MEDIA, _OFFICE):
        for part in re.finditer(r"[^\s　|｜]+", line.folded):
            match = wanted.match(part.group())
            outside = part.end() <= date[1] or part.start() >= date[2]
            if match and outside and not _NO_NAME.search(part.group()):
                name = match.group() if wanted is _OFFICE else match.group("name")
                return _written(line, part.start(), part.start() + len(name))
    return None
