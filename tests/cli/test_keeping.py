"""Keeping a graph: exports from the command line, backups, the doctor, and reading the stored texts again."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import networkx
import openpyxl
import pytest

from tests.command import yimai

LIST = (
    "标题,内容,日期,届次,地区\n关于发展冷链的提案,建议设立冷链产业引导基金。,2025-01-20,十二届四次,杭州市\n"
)
PROPOSAL = "关于修好村桥的提案\n提案人：王小明\n建议：\n一、开展旧桥换新计划。\n"


def test_exports_of_one_file(examples: Path) -> None:
    for style, name in (
        ("graphml", "g.graphml"),
        ("gexf", "g.gexf"),
        ("jsonld", "g.jsonld"),
        ("xlsx", "g.xlsx"),
    ):
        done = yimai("export", "--format", style, "-o", name, cwd=examples)
        assert done.returncode == 0, done.stderr.decode()
    counts = json.loads(yimai("stats", "--format", "json", cwd=examples).stdout)
    graph = networkx.read_graphml(examples / "g.graphml")
    assert graph.number_of_nodes() == sum(counts["nodes"].values())
    assert graph.number_of_edges() == sum(counts["edges"].values())
    assert json.loads((examples / "g.jsonld").read_text("utf-8"))["@graph"]
    piped = yimai("export", "--format", "gexf", "-o", "-", cwd=examples)
    assert piped.stdout == (examples / "g.gexf").read_bytes()


def test_the_coding_sheet_in_excel_and_csv(examples: Path) -> None:
    for name in ("codes.xlsx", "codes.csv"):
        assert yimai("export", "--format", "coding", "-o", name, cwd=examples).returncode == 0
    sheet = openpyxl.load_workbook(examples / "codes.xlsx")["编码表"]
    head, *rows = sheet.iter_rows(values_only=True)
    told = list(csv.reader(io.StringIO((examples / "codes.csv").read_text("utf-8-sig"), newline="")))
    assert list(head) == told[0]
    assert {"政策工具", "类别", "次级工具", "情态", "原句", "人工类别", "备注"} <= set(head)
    assert len(rows) == len(told) - 1 > 300
    place = {name: index for index, name in enumerate(head)}
    for row in rows[::25]:
        assert row[place["原词"]] in row[place["原句"]]
        text = Path(row[place["来源"]]).read_text("utf-8")
        assert text[row[place["起"]] : row[place["止"]]] == row[place["原词"]]
    english = yimai("export", "--format", "coding", "-o", "-", "--lang", "en", cwd=examples)
    assert english.stdout.decode("utf-8-sig").startswith("Proposal,Proposed by,Year")


def test_exports_into_folders(examples: Path) -> None:
    assert yimai("export", "--format", "csv", "-o", "tables", cwd=examples).returncode == 0
    assert (examples / "tables" / "quotations.csv").stat().st_size > 1000
    done = yimai("export", "--format", "neo4j-admin", "-o", "import", cwd=examples)
    command = (examples / "import" / "import.txt").read_text("utf-8")
    assert command in done.stderr.decode()
    assert command.startswith("neo4j-admin database import full neo4j ")
    refused = yimai("export", "--format", "csv", "-o", "-", cwd=examples)
    assert refused.returncode == 2
    assert "文件夹" in refused.stderr.decode()


def test_a_place_that_cannot_be_written_to(examples: Path) -> None:
    done = yimai("export", "--format", "gexf", "-o", "no/such/folder.gexf", cwd=examples)
    assert done.returncode == 1
    assert len(done.stderr.decode().splitlines()) == 1
    assert "no/such/folder.gexf" in done.stderr.decode()


def test_a_backup_is_the_graph_and_its_decisions(examples: Path) -> None:
    (examples / "graph.yimai.decisions.yml").write_text("[]\n", encoding="utf-8")
    assert yimai("backup", "-o", "copy.yimai", cwd=examples).returncode == 0
    assert (examples / "copy.yimai.decisions.yml").read_text("utf-8") == "[]\n"
    wanted = yimai("stats", "--format", "json", cwd=examples).stdout
    assert yimai("stats", "--format", "json", "--store", "copy.yimai", cwd=examples).stdout == wanted
    again = yimai("backup", "-o", "copy.yimai", cwd=examples)
    assert again.returncode == 1
    assert "已经存在" in again.stderr.decode()


def test_the_doctor_finds_nothing_in_a_sound_graph(examples: Path, tmp_path: Path) -> None:
    done = yimai("doctor", cwd=examples)
    assert done.returncode == 0
    assert "问题 faults: 0" in done.stdout.decode()
    none = yimai("doctor", cwd=tmp_path)
    assert none.returncode == 0
    assert "还没有" in none.stdout.decode()


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("UPDATE documents SET text = replace(text, '基金', '基全')", "引文与原文不符"),
        ("DELETE FROM nodes WHERE label = 'Industry'", "一端不存在"),
        (
            "DELETE FROM node_holders WHERE n = (SELECT n FROM nodes WHERE label = 'Place' LIMIT 1)",
            "没有文档提到它",
        ),
        ("DELETE FROM grams WHERE rowid < 20", "全文索引"),
        ("UPDATE edges SET type = 'CONCERNS' WHERE type = 'USES'", "不能连这两类"),
    ],
)
def test_the_doctor_finds_what_is_wrong(examples: Path, tmp_path: Path, harm: str, told: str) -> None:
    shutil.copy(examples / "graph.yimai", tmp_path / "graph.yimai")
    with closing(sqlite3.connect(tmp_path / "graph.yimai")) as connection:
        connection.execute(harm)
        connection.commit()
    done = yimai("doctor", cwd=tmp_path)
    assert done.returncode == 1
    assert told in done.stdout.decode()


def test_refresh_reads_stored_texts_with_another_lexicon(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "bridge.txt").write_text(PROPOSAL, encoding="utf-8")
    assert yimai("build", "list.csv", "bridge.txt", cwd=tmp_path).returncode == 0
    before = yimai("export", "--format", "jsonld", "-o", "-", cwd=tmp_path).stdout
    for name in ("list.csv", "bridge.txt"):
        (tmp_path / name).unlink()
    same = yimai("refresh", cwd=tmp_path)
    assert same.returncode == 0
    assert "未变 2" in same.stderr.decode()
    assert yimai("export", "--format", "jsonld", "-o", "-", cwd=tmp_path).stdout == before
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "instruments.yml").write_text(
        "- {id: 桥梁更新, en: bridge renewal, subtool: supply.infrastructure, aliases: [旧桥换新计划]}\n",
        encoding="utf-8",
    )
    changed = yimai("refresh", "--lexicon", "words", "--out", "site", cwd=tmp_path)
    assert changed.returncode == 0, changed.stderr.decode()
    assert "更新 1, 未变 1" in changed.stderr.decode()
    assert (tmp_path / "site" / "index.html").is_file()
    codes = yimai("ask", "coding-sheet", "--format", "json", cwd=tmp_path).stdout
    assert "桥梁更新" in {row["instrument_name"] for row in json.loads(codes)["rows"]}
