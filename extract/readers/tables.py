"""Tables of documents and pages to lines: a form gives ``label：value``, any other table a line per row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.readers.columns import recognise
from extract.readers.rows import are_names, one_line

Cell = Sequence[str]
"""The lines of a cell, none blank."""

_LABEL_SIZE = 12
_JOINED_SIZE = 200
_OTHERS = """
    单位 职务 工作单位 单位及职务 单位职务 电话 联系电话 手机 手机号码 通讯地址 地址 邮编 邮政编码 类别
    提案类别 分类 提案分类 性别 年龄 民族 职称 联系人 是否公开 签名 附件 备注 关键词 主题词 集体提案 提案形式
    理由 办法
"""
_OTHER_LABELS = frozenset(_OTHERS.split())


def table_lines(rows: Sequence[Sequence[Cell]]) -> list[str]:
    r"""Return the lines of a table.

    Args:
        rows: the cells of each row, merged ones once, where they begin; empty cells have no lines.

    >>> table_lines([[["案 由"], ["关于冷链的提案"]], [["提案人"], ["王小明"]]])
    ['案由：关于冷链的提案', '提案人：王小明']
    >>> table_lines([[["年份"], ["规模"], ["增速"]], [["2021"], ["5亿元"], ["3%"]]])
    ['年份\t规模\t增速', '2021\t5亿元\t3%']
    """
    filled = [row for row in rows if any(row)]
    form = any(_is_pairs(row) for row in filled) or (
        any(len(row) == 2 for row in filled)
        and all(len(row) == 1 or (len(row) == 2 and _is_label(row[0])) for row in filled)
    )
    return [line for row in filled for line in _row_lines(row, form=form)]


def _row_lines(row: Sequence[Cell], *, form: bool) -> list[str]:
    if form and (_is_pairs(row) or (len(row) == 2 and _is_label(row[0]))):
        pairs = zip(row[::2], row[1::2], strict=True)
        return [line for label, value in pairs for line in _pair(_squeezed(label), value)]
    several = [cell for cell in row if len(cell) > 1]
    if len(row) == 1 or (several and sum(len(line) for cell in row for line in cell) > _JOINED_SIZE):
        return [line for cell in row for line in cell]  # a frame around running text, no table
    return ["\t".join(" ".join(cell) for cell in row).rstrip("\t")]


def _pair(label: str, value: Cell) -> list[str]:
    if not value:
        return []
    if len(value) > 1 and not are_names(value):
        return [f"{label}：", *value]
    joined = one_line("\n".join(value))
    return [f"{label}：{joined}"]


def _is_pairs(row: Sequence[Cell]) -> bool:
    """Whether labels that are known and values take turns in a row."""
    labels, values = row[::2], row[1::2]
    return len(row) % 2 == 0 and all(map(_is_known, labels)) and not any(map(_is_known, values))


def _is_known(cell: Cell) -> bool:
    label = _squeezed(cell)
    return bool(label) and (label in _OTHER_LABELS or bool(recognise([label])))


def _is_label(cell: Cell) -> bool:
    label = _squeezed(cell)
    return (
        len(label) <= _LABEL_SIZE
        and bool(re.match(r"[一-龥]", label))
        and not re.search(r"[，。；、]", label)
    )


def _squeezed(cell: Cell) -> str:
    return re.sub(r"\s", "", "".join(cell)).rstrip("：:")
