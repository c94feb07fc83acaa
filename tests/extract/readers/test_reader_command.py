"""Documents of all formats by the command: what goes in, what is named, and the exit code."""

import json
import subprocess
import sys

import pytest

from tests.command import environment, yimai
from tests.extract.readers.making import pdf, saved, word, workbook, write

TEXT = "关于发展冷链物流的提案\n提案人：王小明\n建议：\n一、设立冷链产业引导基金。\n"
LINES = TEXT.strip().split("\n")
HTML = "<html><body>" + "".join(f"<p>{line}</p>" for line in LINES) + "</body></html>"


def rows(done):
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


@pytest.fixture
def folder(tmp_path):
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "b.html", HTML)
    write(tmp_path, "c.docx", saved(word(*LINES)))
    write(tmp_path, "d.pdf", pdf(LINES))
    row = [12, LINES[0], "王小明", LINES[3]]
    write(tmp_path, "e.xlsx", saved(workbook(["提案号", "案由", "提案人", "正文"], row)))
    write(tmp_path, "f.csv", "text\n" + LINES[3] + "\n" + LINES[3] + "\n")
    write(tmp_path, "g.css", "p {}")
    return tmp_path


def test_a_folder_of_all_formats(folder):
    done = yimai("extract", ".", cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b""
    found = rows(done)
    assert [row["document"]["id"].removeprefix("document:") for row in found] == [
        *("a.txt", "b.html", "c.docx", "d.pdf", "e.xlsx#12", "f.csv#2", "f.csv#3")
    ]
    for row in found:
        assert "引导基金" in "".join(mention["exact"] for mention in row["mentions"])
    hashes = {row["document"]["text_sha256"] for row in found[1:4]}
    assert len(hashes) == 1  # page, document and PDF hold the same paragraphs


def test_what_cannot_be_read_is_named_and_the_rest_goes_in(folder):
    write(folder, "h.doc", "x")
    write(folder, "i.pdf", pdf([]))
    write(folder, "j.jsonl", '{"text": "建议设立冷链产业引导基金。"}\n{"text": ')
    done = yimai("build", ".", cwd=folder)
    messages = done.stderr.decode()
    assert done.returncode == 3, messages
    for words in ("h.doc: 不读 .doc", "i.pdf: 扫描件", "j.jsonl: 第 2 行"):
        assert len([line for line in messages.splitlines() if words in line]) == 1
    stats = yimai("stats", "--format", "json", cwd=folder)
    assert json.loads(stats.stdout)["nodes"]["Document"] == 8
    before = stats.stdout
    for name in ("h.doc", "i.pdf"):
        assert yimai("build", name, "--rebuild", cwd=folder).returncode == 1
    assert yimai("stats", "--format", "json", cwd=folder).stdout == before


def test_a_list_with_bad_rows_only_changes_nothing(folder):
    write(folder, "out.jsonl", "old")
    write(folder, "j.jsonl", '{"text": ""}\n')
    done = yimai("extract", "j.jsonl", "-o", "out.jsonl", cwd=folder)
    assert done.returncode == 1
    assert (folder / "out.jsonl").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("name", ["a.txt", "b.html", "c.docx", "d.pdf"])
def test_standard_input_may_be_any_document(folder, name):
    done = yimai("extract", "-", "f.csv", "-", cwd=folder, stdin=(folder / name).read_bytes())
    assert done.returncode == 0, done.stderr.decode()
    assert [row["document"]["id"] for row in rows(done)] == [
        *("document:stdin", "document:f.csv#2", "document:f.csv#3")
    ]
    assert rows(done)[0]["proposals"][0]["members"][0]["name"] == "王小明"


def test_the_command_starts_without_the_parsers(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    code = (
        "import sys, yimai\n"
        "sys.argv = ['yimai', 'extract', 'a.txt']\n"
        "try: yimai.main()\n"
        "except SystemExit: pass\n"
        "heavy = {'trafilatura', 'lxml', 'pypdf', 'docx', 'openpyxl'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment(), capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
