"""Put the marks of a form's cells as colons, so that a layout reads ┃案 由┃ 关于…… like 案由：关于……."""

from __future__ import annotations

import re
from collections.abc import Callable

from extract.lexicons import load_words
from extract.patterns import spaced_alternatives

_BARS = "┃│║|｜︱丨"
_SUBJECTS = spaced_alternatives(load_words()["subject_labels"])
_FIELDS = (
    "案号 编号 提案号 提案编号 建议编号 流水号 类别 分类 提案类别 建议类别 界别 所属界别 届次"
    " 会议 会议届次 代表团 所在代表团 单位 工作单位 单位职务 单位及职务 工作单位及职务 职务 职业"
    " 提交日期 提交时间 日期 时间 收到日期 承办单位 建议承办单位 主办单位 会办单位 协办单位"
    " 建议主办 建议会办 主办 会办 审查意见 立案情况 办理类型 联系电话 电话 通讯地址 通信地址 地址"
    " 联系人 正文 内容 提案内容 建议内容 提案正文 状态 公开方式 提案状态 提案形式 提案类型 身份 所属"
)
_SITE = (
    "索引号 主题分类 发布机构 发布单位 成文日期 发布日期 公开日期 名称 文号 发文字号 有效性 公开类别 信息来源"
)
"""Labels above a text on an office's site."""
_HELD_BELOW = {"正文", "内容", "提案内容", "建议内容", "提案正文", "审查意见"}
"""Labels that stand above what a form holds at length."""
FIELDS = spaced_alternatives(_FIELDS.split())
"""Labels of a form that ask neither for the title nor for the proposers, as alternatives."""
_LABELS = spaced_alternatives(
    {*load_words()["byline_labels"], *load_words()["subject_labels"], *_FIELDS.split()}
)
_OWN_LINE = spaced_alternatives(
    {*load_words()["byline_labels"], *load_words()["subject_labels"], *_FIELDS.split(), *_SITE.split()}
    - _HELD_BELOW
)
_NOTED = r"(?:[(（][^()（）\n]{1,6}[)）])?"
"""What may stand in brackets behind a label: 附议人（3名）."""
_IN_BARS = re.compile(rf"[{_BARS}](?P<label>[ 　]*(?:{_LABELS}){_NOTED}[ 　]*)[{_BARS}]")
_BEFORE_BAR = re.compile(rf"(?:^|(?<=[ 　]{{2}}))(?P<label>(?:{_LABELS}){_NOTED}[ 　]*)[{_BARS}]")
_BEFORE_GAP = re.compile(
    rf"(?:^|(?<=\t))[ 　]*(?P<label>{_LABELS})(?P<gap>　| {{2}}|\t)(?=[ 　]*[^\s:：|｜│┃])"
)
_ALONE = re.compile(
    rf"^[ 　]*(?P<label>{_OWN_LINE}){_NOTED}(?P<colon>[ 　]*[:：])?[ 　]*\n"
    rf"(?=[ 　]*[^\s])(?![ 　]*(?:{_OWN_LINE}){_NOTED}[ 　]*[:：]?[ 　]*\n)",
    re.MULTILINE,
)
"""A label alone on its line, with its value on the next one."""
_FEWEST = 3
"""Different labels on lines of their own that at least make a form."""
_SECTIONS = spaced_alternatives(
    {*load_words()["situation_keys"], *load_words()["analysis_keys"], *load_words()["measure_keys"]}
)
_SPACED = re.compile(rf"^(?P<before>[ 　]*)(?P<label>{_SECTIONS})(?=[ 　]*[:：])", re.MULTILINE)
_LEFT_OVER = re.compile(rf"[{_BARS}]")
_EMPTY_CELL = re.compile(rf"[ 　]*[{_BARS}][ 　]*[{_BARS}][ 　]*[^ 　{_BARS}]")
_SUBJECT = re.compile(_SUBJECTS)


def with_colons(text: str) -> str:
    """Return a text with the cells of its forms marked as ``【label】 value`` or ``label：value``.

    Of equal length. Forms part label and value by a bar (``┃案 由┃ 关于……┃``, ``题　目｜关于……``), by
    a wide space or tab (``标题　关于……``), or by the end of the line. Each way of writing is believed
    only where the title has a label so written: a bar or a space alone stands in many other lines.
    """
    text = _with_values(text)
    ways = [way for way in _WAYS if way[0].search(text)]
    if ways:
        lines = text.split("\n")
        for _, pattern, mark in ways:
            _mark_cells(lines, pattern, mark)
        text = "\n".join(lines)
    return _SPACED.sub(lambda match: match.group("before") + _closed_up(match.group("label")), text)


def _with_values(text: str) -> str:
    """Put labels that stand alone on their lines and the values below them on one line.

    Believed where several do so, and one of them asks for the title or all have a colon: a label alone is
    often a heading.
    """
    found = list(_ALONE.finditer(text))
    labels = {"".join(match.group("label").split()) for match in found}
    titled = any(_SUBJECT.fullmatch(label) for label in labels)
    if len(labels) < _FEWEST or not (titled or all(match.group("colon") for match in found)):
        return text
    parts: list[str] = []
    at = 0
    for match in found:
        mark = "　" if match.group("colon") else "："
        parts += [text[at : match.end() - 1], mark]
        at = match.end()
    return "".join([*parts, text[at:]])


def _mark_cells(lines: list[str], pattern: re.Pattern[str], mark: Callable[[re.Match[str]], str]) -> None:
    """Mark the cells of one way of writing in place, if the title stands in one of them."""
    found = [index for index, line in enumerate(lines) if pattern.search(line)]
    labels = {match.group("label") for index in found for match in pattern.finditer(lines[index])}
    if len(labels) < 2 or not any(_SUBJECT.match(label.strip(" 　")) for label in labels):
        return
    for index in found:
        lines[index] = _LEFT_OVER.sub("　", pattern.sub(mark, lines[index]))
        if index + 1 < len(lines) and _EMPTY_CELL.match(lines[index + 1]):  # the value goes on
            lines[index + 1] = _LEFT_OVER.sub("　", lines[index + 1])


def _closed_up(label: str) -> str:
    """Return a label with the spaces that stand between its letters put behind it: 附 议 人."""
    letters = "".join(label.split())
    return letters + "　" * (len(label) - len(letters))


def _in_bars(match: re.Match[str]) -> str:
    """Mark a cell: the first of a line in brackets, one after a value by a gap and a colon."""
    letters = "".join(match.group("label").split())
    blanks = "　" * (len(match.group()) - len(letters) - 2)
    first = not match.string[: match.start()].strip(" 　")
    return f"【{letters}】{blanks}" if first else f"　{letters}：{blanks}"


def _before_bar(match: re.Match[str]) -> str:
    return _closed_up(match.group("label")) + "："


def _before_gap(match: re.Match[str]) -> str:
    before = match.start("label") - match.start()
    return match.group()[:before] + _closed_up(match.group("label")) + "：" + match.group("gap")[1:]


_WAYS: tuple[tuple[re.Pattern[str], re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(rf"[{_BARS}][ 　]*(?:{_SUBJECTS})[^\n{_BARS}]{{0,12}}[{_BARS}]"), _IN_BARS, _in_bars),
    (re.compile(rf"(?:{_SUBJECTS}){_NOTED}[ 　]*[{_BARS}]"), _BEFORE_BAR, _before_bar),
    (re.compile(rf"^[ 　]*(?:{_SUBJECTS})(?:　| {{2}}|\t)", re.MULTILINE), _BEFORE_GAP, _before_gap),
)
"""What every text has whose title stands in a cell of this way; the cells; how they are marked."""
