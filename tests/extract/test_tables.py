"""Lists of proposals printed as a table: every row is a proposal with its title, proposers and handlers."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extract.lines import split_lines
from extract.shapes import table
from extract.structure import read_structure
from graph.model import DocumentType, HandlerRole, PassageKind, Shape

HEAD = "某市政协七届二次会议立案提案目录\n发布日期：2025-03-01\n\n"
ROWS = (
    ("12", "关于发展海岛露营的提案", "王小明、周　敏", "市文旅局", "建设公共露营地；发放露营券。"),
    ("15", "关于修缮城隍庙街的提案", "民革某市委会", "市住建局", "编制历史街区保护规划。"),
    ("20", "关于开通夜间公交的提案", "李海波（某大学教授）", "市交通局", "给予夜班线路运营补贴。"),
)
COLUMNS = ("案号", "案 由", "提案人", "主办单位", "主要建议")


def pipes() -> str:
    rows = ["| " + " | ".join(row) + " |" for row in (COLUMNS, ("---",) * 5, *ROWS)]
    return HEAD + "\n".join(rows) + "\n\n备注：以上共三件。\n"


def tabs() -> str:
    return HEAD + "\n".join("\t".join(row) for row in (COLUMNS, *ROWS)) + "\n\n备注：以上共三件。\n"


def commas() -> str:
    rows = [",".join(f'"{cell}"' for cell in row) for row in (COLUMNS, *ROWS)]
    return HEAD + "\n".join(rows) + "\n\n备注：以上共三件。\n"


@pytest.mark.parametrize("text", [pipes(), tabs(), commas()])
def test_rows_are_proposals(text: str) -> None:
    layout = read_structure(text)
    assert layout.shape is Shape.DIGEST
    assert [text[slice(*span)] for span in layout.title] == ["某市政协七届二次会议立案提案目录"]
    assert [item.title for item in layout.proposals] == [row[1] for row in ROWS]
    assert [item.number for item in layout.proposals] == ["12", "15", "20"]
    assert {item.document_type for item in layout.proposals} == {DocumentType.PROPOSAL}
    named = [[one.name for one in item.proposers] for item in layout.proposals]
    assert named == [["王小明", "周　敏"], ["民革某市委会"], ["李海波"]]
    for item, row in zip(layout.proposals, ROWS, strict=True):
        assert [(one.name, one.role) for one in item.handlers] == [(row[3], HandlerRole.MAIN)]
        assert [part.kind for part in item.passages] == [
            PassageKind.TITLE,
            PassageKind.BYLINE,
            PassageKind.MEASURE,
        ]
        assert row[4] in text[item.passages[-1].start : item.passages[-1].end]
        assert all(text[one.start : one.end] == one.name for one in (*item.proposers, *item.handlers))


def test_passages_do_not_overlap_and_hold_every_letter() -> None:
    for text in (pipes(), tabs(), commas(), cells()):
        layout = read_structure(text)
        parts = sorted(
            (part.start, part.end)
            for parts in (layout.passages, *(item.passages for item in layout.proposals))
            for part in parts
        )
        assert all(end <= start for (_, end), (start, _) in pairwise(parts))
        covered = {offset for start, end in parts for offset in range(start, end)}
        left = {char for offset, char in enumerate(text) if offset not in covered}
        assert left <= set(' \n\t|,"')


def cells() -> str:
    records = [
        ("序号", "案由", "提案者", "类别", "主办单位", "协办单位"),
        ("1", "关于发展海岛露营的提案", "王小明", "周　敏", "联名", "市文旅局", "市财政局"),
        ("2", "关于修缮城隍庙街的提案", "民革某市委会", "党派", "市住建局", "——"),
        ("3", "关于开通夜间公交、", "方便晚归市民的提案", "李海波", "委员", "市交通局", "市公安局"),
    ]
    return HEAD + "\n".join("\n".join(record) for record in records) + "\n来源：提案委\n"


def test_cells_that_stand_one_below_the_other() -> None:
    layout = read_structure(cells())
    assert [item.title for item in layout.proposals] == [
        "关于发展海岛露营的提案",
        "关于修缮城隍庙街的提案",
        "关于开通夜间公交、 方便晚归市民的提案",
    ]
    named = [[one.name for one in item.proposers] for item in layout.proposals]
    assert named == [["王小明", "周　敏"], ["民革某市委会"], ["李海波"]]
    handled = [[(one.name, one.role) for one in item.handlers] for item in layout.proposals]
    assert handled[0] == [("市文旅局", HandlerRole.MAIN), ("市财政局", HandlerRole.CO)]
    assert handled[1] == [("市住建局", HandlerRole.MAIN)]
    assert layout.passages[-1].kind is PassageKind.FOOTER


@pytest.mark.parametrize(
    "text",
    [
        "| 年份 | 名称 | 数量 |\n| --- | --- | --- |\n| 2023 | 公交 | 12 |\n| 2024 | 地铁 | 3 |\n",
        "关于发展露营的提案\n提案人：王小明\n\n| 项目 | 内容 |\n| 一 | 营地 |\n| 二 | 道路 |\n",
        "序号\n案由\n提案者\n1\n关于发展海岛露营的提案\n王小明\n",
    ],
)
def test_other_tables_are_none(text: str) -> None:
    assert table.read(text, split_lines(text)) is None


def test_who_wrote_for_a_body_stands_in_its_cell() -> None:
    rows = ["案号\t案由\t提案人", "1\t关于甲的提案\t民进某市委会（执笔：李丽君）", "2\t关于乙的提案\t王小明"]
    layout = read_structure("\n".join(rows))
    assert [one.name for one in layout.proposals[0].proposers] == ["李丽君", "民进某市委会"]


def test_main_and_helpers_in_one_column() -> None:
    rows = [
        "| 案号 | 案由 | 提案人 | 主办 / 会办 |",
        "| 1 | 关于甲的提案 | 王小明 | 市文旅局 / 市财政局 |",
        "| 2 | 关于乙的提案 | 李海波 | 市交通局 |",
    ]
    layout = read_structure("\n".join(rows))
    roles = [[one.role for one in item.handlers] for item in layout.proposals]
    assert roles == [[HandlerRole.MAIN, HandlerRole.CO], [HandlerRole.MAIN]]
