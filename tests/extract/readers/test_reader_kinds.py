import zipfile

import pytest

from extract import read as reading
from extract.read import collect
from extract.readers import docx, pdf, zipped
from extract.readers.kinds import READABLE, REFUSED
from graph.model import InputError
from tests.extract.readers.making import pdf as make_pdf
from tests.extract.readers.making import readings, saved, text_of, word, workbook, write
from tests.extract.readers.making import zipped as make_zip

TEXT = "建议设立引导基金。"
HTML = f"<html><head><meta charset=gbk></head><body><p>{TEXT}</p></body></html>".encode("gb18030")
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


@pytest.mark.parametrize(
    "name", ["a.txt", "a.doc", "a.xls", "a.wps", "a.html", "a.pdf", "a.csv", "a", "a.php"]
)
def test_content_that_is_plain_rules_over_the_ending(tmp_path, name):
    for data in (HTML, b"\xef\xbb\xbf\r\n<html><p>" + TEXT.encode(), saved(word(TEXT)), make_pdf([TEXT])):
        assert text_of(write(tmp_path, name, data)) == TEXT


def test_a_workbook_with_an_old_ending_is_read(tmp_path):
    assert text_of(write(tmp_path, "a.xls", saved(workbook(["正文"], [TEXT])))) == TEXT


@pytest.mark.parametrize("ending", REFUSED)
def test_refused_endings_tell_the_way_out(tmp_path, ending):
    with pytest.raises(InputError, match=rf"a\{ending.upper()}: 不读 \{ending}.*另存为 \{REFUSED[ending]} "):
        text_of(write(tmp_path, f"a{ending.upper()}", "提案"))


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.docx", OLE, "旧版 Office"),
        ("a.txt", OLE, "旧版 Office"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "有密码"),
        ("a.txt", rb"{\rtf1\ansi}", "不读 .rtf"),
        ("a.docx", "提案".encode(), "内容不是 .docx"),
        ("a.xlsx", "提案".encode(), "内容不是 .xlsx"),
        ("a.pdf", "提案".encode(), "内容不是 .pdf"),
        ("a.pdf", make_zip(x_DOT_txt="x"), "压缩包"),
        ("a.docx", b"PK\x03\x04broken", "已损坏"),
        ("a.png", b"\x89PNG", "不支持的文件类型 .png"),
        ("a", b"\x89PNG", "(无扩展名)"),
        ("a.jsonl", b" \n", "空的"),
        ("a.docx", b"", "空的"),
    ],
)
def test_what_is_not_read_is_told_in_one_line(tmp_path, name, data, words):
    with pytest.raises(InputError) as caught:
        readings(write(tmp_path, name, data))
    message = str(caught.value)
    assert message.startswith(f"{name}: ")
    assert words in message
    assert "\n" not in message


def test_a_folder_gives_all_documents_and_no_more(tmp_path):
    names = [f"a{ending}" for ending in (*READABLE, *REFUSED)]
    for name in (*names, "~$a.docx", ".b.txt", "c.css", "d.png", "e.TXT", "f.json"):
        write(tmp_path, name, "x")
    found = [source.id.removeprefix("document:") for source in collect([str(tmp_path)])]
    assert found == sorted([*names, "e.TXT"])


def test_standard_input_comes_once_and_in_its_place(tmp_path):
    path = str(write(tmp_path, "a.txt", "x"))
    assert [source.id for source in collect(["-", path, "-"])] == ["document:stdin", "document:a.txt"]


def test_too_many_bytes_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    with pytest.raises(InputError, match=r"a\.txt: 文件太大"):
        text_of(write(tmp_path, "a.txt", "提案" * 9))


def test_too_long_a_text_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MAX_CHARACTERS", 10)
    with pytest.raises(InputError, match=r"a\.docx: 文字太长"):
        text_of(write(tmp_path, "a.docx", saved(word("提案" * 9))))


def test_a_zip_that_unpacks_to_too_much_is_refused(tmp_path):
    bomb = make_zip(word__document_DOT_xml=b"0" * (zipped.RATIO_FROM + 1))
    with pytest.raises(InputError, match=r"a\.docx: 解压后太大"):
        text_of(write(tmp_path, "a.docx", bomb))


@pytest.mark.parametrize(("limit", "value"), [("MAX_UNPACKED", 100), ("MAX_MEMBERS", 2)])
def test_limits_of_a_zip(tmp_path, monkeypatch, limit, value):
    monkeypatch.setattr(zipped, limit, value)
    for name, data in (("a.docx", saved(word(TEXT))), ("a.xlsx", saved(workbook(["正文"], [TEXT])))):
        with pytest.raises(InputError, match="解压后太大"):
            text_of(write(tmp_path, name, data))


def test_a_zip_that_lies_of_its_size_is_no_way_around(tmp_path):
    data = bytearray(saved(word("提案" * 5000)))
    with zipfile.ZipFile(write(tmp_path, "x.docx", bytes(data))) as archive:
        size = archive.getinfo("word/document.xml").file_size
    lied = bytes(data).replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    with pytest.raises(InputError, match=r"a\.docx: 文件已损坏"):
        text_of(write(tmp_path, "a.docx", lied))


def test_too_many_pages_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    with pytest.raises(InputError, match=r"a\.pdf: 有 3 页, 上限 2"):
        text_of(write(tmp_path, "a.pdf", make_pdf([TEXT], [TEXT], [TEXT])))


def test_a_pdf_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "MAX_PAGE_BYTES", 1000)
    with pytest.raises(InputError, match=r"a\.pdf: "):
        text_of(write(tmp_path, "a.pdf", make_pdf([TEXT * 3] * 200)))


def test_any_error_of_a_parser_is_told_as_damage(tmp_path, monkeypatch):
    def fail(_data, _name):
        raise RecursionError

    monkeypatch.setattr(docx, "read_docx", fail)
    with pytest.raises(InputError, match=r"a\.docx: 文件已损坏"):
        text_of(write(tmp_path, "a.docx", saved(word(TEXT))))
