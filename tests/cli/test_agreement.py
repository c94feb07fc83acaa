"""``yimai agreement``: a sheet is exported, filled in by hand, read back and compared."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from tests.command import yimai

PROPOSAL = (
    "关于发展低空经济的提案\n提案人：王小明\n建议：\n"
    "一、设立低空经济产业引导基金。\n二、发放培训券。\n三、开展低空物流试点。\n四、出台低空经济促进条例。\n"
)
CODES = ("人工类别", "人工次级工具", "人工情态")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("agreement")
    (folder / "a.txt").write_text(PROPOSAL, encoding="utf-8")
    assert yimai("build", "a.txt", cwd=folder).returncode == 0
    for name in ("sheet.csv", "sheet.xlsx"):
        assert yimai("export", "--format", "coding", "-o", name, cwd=folder).returncode == 0
    return folder


def rows(folder: Path) -> list[dict[str, str]]:
    text = (folder / "sheet.csv").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def fill(
    folder: Path, name: str, codes: dict[str, tuple[str, str, str]], encoding: str = "utf-8-sig"
) -> None:
    """Write the sheet with codes for some instruments: class, sub-tool, modality."""
    found = rows(folder)
    assert set(codes) <= {row["政策工具"] for row in found}
    with (folder / name).open("w", encoding=encoding, newline="") as out:
        writer = csv.DictWriter(out, found[0].keys())
        writer.writeheader()
        for row in found:
            row |= dict(zip(CODES, codes.get(row["政策工具"], ("", "", "")), strict=True))
            writer.writerow(row)


FUND, VOUCHER, TRIAL, LAW = "低空经济产业引导基金", "培训券", "低空物流试点", "低空经济促进条例"


def test_what_the_sheet_holds(built: Path) -> None:
    told = {row["政策工具"]: (row["类别代码"], row["次级工具代码"], row["情态代码"]) for row in rows(built)}
    assert told == {
        FUND: ("environment", "environment.finance", "proposed"),
        VOUCHER: ("supply", "supply.fiscal", "proposed"),
        TRIAL: ("demand", "demand.pilot", "proposed"),
        LAW: ("environment", "environment.regulation", "proposed"),
    }


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_one_coder_against_the_program(built: Path, encoding: str) -> None:
    codes = {
        FUND: ("环境型", "金融支持", "建议"),
        VOUCHER: ("supply", "supply.talent", "proposed"),
        TRIAL: ("Demand", "demand.pilot", ""),
        LAW: ("供给型", "", ""),
    }
    fill(built, "mine.csv", codes, encoding)
    done = yimai("agreement", "mine.csv", "--format", "json", cwd=built)
    assert done.returncode == 0, done.stderr.decode()
    told = json.loads(done.stdout)
    # environment, supply, demand, environment against environment, supply, demand, supply: 3 of 4 alike, by
    # chance (2*1 + 1*2 + 1*1) / 16 = 5/16; (12/16 - 5/16) / (11/16) = 7/11.
    assert (told["class"]["items"], told["class"]["observed"], told["class"]["expected"]) == (4, 0.75, 0.3125)
    assert told["class"]["kappa"] == 0.6364
    assert {"first": "environment", "second": "supply", "items": 1} in told["class"]["table"]
    # Sub-tools: 2 of 3 alike, chance (1*1 + 0 + 1*1) / 9.
    assert (told["subtool"]["items"], told["subtool"]["observed"]) == (3, 0.6667)
    assert told["subtool"]["kappa"] == round((6 / 9 - 2 / 9) / (7 / 9), 4)
    # All modalities are "proposed" on both sides: everything agrees, and kappa has no meaning.
    assert (told["modality"]["items"], told["modality"]["observed"], told["modality"]["kappa"]) == (
        2,
        1.0,
        None,
    )


def test_the_table_and_csv(built: Path) -> None:
    fill(built, "mine.csv", {FUND: ("环境型", "", "建议"), VOUCHER: ("需求型", "", "")})
    told = yimai("agreement", "mine.csv", cwd=built).stdout.decode()
    assert "共 4 行 (rows)" in told
    assert "类别 (class): n = 2, 一致 (observed agreement) 50.0%, κ = 0.333" in told
    assert "1 supply → demand  ≠" in told
    assert "次级工具 (sub-tool): 未编码 (not coded)" in told
    assert "情态 (modality): n = 1, 一致 (observed agreement) 100.0%, κ = 无定义" in told
    table = yimai("agreement", "mine.csv", "--format", "csv", cwd=built).stdout.decode("utf-8-sig")
    figures = list(csv.reader(io.StringIO(table, newline="")))
    assert figures[1] == ["class", "2", "0.5", "0.25", "0.3333"]
    assert ["class", "supply", "demand", "1"] in figures


def test_a_workbook(built: Path) -> None:
    book = openpyxl.load_workbook(built / "sheet.xlsx")
    sheet = book.worksheets[0]
    head = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        row[head.index("人工类别")].value = row[head.index("类别代码")].value
    book.save(built / "mine.xlsx")
    told = json.loads(yimai("agreement", "mine.xlsx", "--format", "json", cwd=built).stdout)
    assert (told["class"]["items"], told["class"]["kappa"], told["subtool"]["items"]) == (4, 1.0, 0)


def test_two_coders(built: Path) -> None:
    fill(built, "one.csv", {FUND: ("环境型", "", ""), VOUCHER: ("供给型", "", ""), TRIAL: ("需求型", "", "")})
    fill(built, "two.csv", {FUND: ("环境型", "", ""), VOUCHER: ("无", "", ""), LAW: ("环境型", "", "")})
    told = json.loads(yimai("agreement", "one.csv", "two.csv", "--format", "json", cwd=built).stdout)
    assert (told["class"]["items"], told["class"]["observed"]) == (2, 0.5)
    assert {"first": "supply", "second": "none", "items": 1} in told["class"]["table"]
    table = yimai("agreement", "one.csv", "two.csv", cwd=built).stdout.decode()
    assert "共同的行 (rows in common) 4, 只在一份中 (in one only) 0" in table
    assert "左为编码甲, 右为编码乙" in table


def test_bad_sheets_are_told_in_one_line(built: Path) -> None:
    def told(*files: str) -> str:
        done = yimai("agreement", *files, cwd=built)
        assert done.returncode == 1
        lines = done.stderr.decode().splitlines()
        assert len(lines) == 1
        return lines[0]

    assert "没有填写人工编码" in told("sheet.csv")
    assert "读不了" in told("nowhere.csv")
    fill(built, "wrong.csv", {VOUCHER: ("奖励型", "", "")})
    assert "人工类别: 不认识 (unknown code) '奖励型'; 可用 (allowed): supply、environment、demand" in told(
        "wrong.csv"
    )
    assert "第 " in told("wrong.csv")
    (built / "other.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    assert "不是编码表, 缺少列" in told("other.csv")
    (built / "broken.xlsx").write_bytes(b"PK\x03\x04 no zip")
    assert "已损坏" in told("broken.xlsx")
    (built / "empty.csv").write_bytes(b"")
    assert "空" in told("empty.csv")
    head, *_ = (built / "sheet.csv").read_text("utf-8-sig").splitlines()
    (built / "head.csv").write_text(head + "\n", encoding="utf-8")
    assert "没有相同的行" in told("head.csv", "sheet.csv")
