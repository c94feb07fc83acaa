import json

import pytest

from extract.readers import limits, rows
from extract.readers.columns import COLUMNS, recognise
from graph.model import InputError
from tests.extract.readers.making import readings, write

HEADER = "提案号,案由,提案人,联名人,界别,主办单位,会办单位,正文"
ROW = "112,关于冷链的提案,王小明,李四、张三,教育界,市商务局,市财政局,建议设立引导基金。"
FORM = (
    "提案号：112\n案由：关于冷链的提案\n提案人：王小明\n联名人：李四、张三\n界别：教育界\n主办单位：市商务局\n"
    "会办单位：市财政局\n\n建议设立引导基金。"
)
KNOWN_ROW = (
    "关于冷链的提案,2024年1月5日,https://example.cn/1,某市政协,十二届四次会议,杭州市,建议设立引导基金。"
)


def jsonl(*objects):
    return "\n".join(json.dumps(item, ensure_ascii=False) for item in objects)


def names(remarks):
    return [remark.message for remark in remarks]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(("ending", "mark"), [(".csv", ","), (".tsv", "\t"), (".csv", ";"), (".csv", "\t")])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_a_list_says_becomes_form_lines(tmp_path, encoding, ending, mark, newline):
    text = newline.join([HEADER, ROW]).replace(",", mark)
    (found,), remarks = readings(write(tmp_path, f"a{ending}", text.encode(encoding)))
    assert (found.text, found.id, found.known.title) == (FORM, f"document:a{ending}#112", "关于冷链的提案")
    assert remarks == []


def test_a_list_of_texts_keeps_them_as_they_are(tmp_path):
    text = f"标题,日期,网址,发布单位,届次,地区,正文\n{KNOWN_ROW}\n"
    (found,), _ = readings(write(tmp_path, "a.csv", text))
    assert found.text == "建议设立引导基金。"
    assert found.source == "https://example.cn/1"
    assert (found.known.title, found.known.date, found.known.publisher) == (
        *("关于冷链的提案", "2024-01-05"),
        "某市政协",
    )
    assert (found.known.session, found.known.jurisdiction) == ("12-4", "330100")


def test_situation_and_suggestions_stand_under_their_names(tmp_path):
    text = "案由,情况分析,具体建议\n冷链,发展较快。,设立基金。\n"
    (found,), _ = readings(write(tmp_path, "a.csv", text))
    assert found.text == "案由：冷链\n\n情况分析：\n发展较快。\n具体建议：\n设立基金。"


def test_a_list_of_titles_is_read(tmp_path):
    found, _ = readings(write(tmp_path, "a.csv", "序号,题目,提案者\n1,关于冷链,王小明\n2,关于养老,李四\n"))
    assert [item.text for item in found] == [
        "提案号：1\n案由：关于冷链\n提案人：王小明",
        "提案号：2\n案由：关于养老\n提案人：李四",
    ]


def test_quoted_lines_and_long_cells(tmp_path):
    body = "一、设立“基金”。\r\n二、开展试点。" + "长" * 200_000
    (found,), _ = readings(write(tmp_path, "a.csv", f'编号,正文\r\n7,"{body}"\r\n'))
    assert found.text == "提案号：7\n\n" + body


def test_keys_are_id_then_number_then_row(tmp_path):
    text = "id,编号,正文\nx,1,甲。\n,2,乙。\n,,丙。\nx,,丁。\n"
    found, _ = readings(write(tmp_path, "a.csv", text))
    assert [item.id.partition("#")[2] for item in found] == ["x", "2", "4", "x@5"]


def test_a_number_that_a_program_took_for_a_measure_is_whole(tmp_path):
    (found,), _ = readings(write(tmp_path, "a.csv", "提案号,正文\n112.0,增长3.0。\n"))
    assert (found.id, found.text) == ("document:a.csv#112", "提案号：112\n\n增长3.0。")


def test_a_title_above_the_header_tells_of_all_rows(tmp_path):
    text = f"政协杭州市第十二届委员会第四次会议提案一览表,,,,,,,\n,,,,,,,\n{HEADER}\n{ROW}\n{HEADER}\n"
    (found,), _ = readings(write(tmp_path, "a.csv", text))
    assert (found.text, found.known.session, found.known.jurisdiction) == (FORM, "12-4", "330100")


@pytest.mark.parametrize("field", COLUMNS)
def test_every_column_name_is_recognised(field):
    for name in COLUMNS[field]:
        assert recognise(["备注", f" {name.upper()}："]) == {field: 1}


def test_the_better_name_wins():
    assert recognise(["序号", "提案号"]) == {"number": 1}
    assert recognise(["第一提案人", "提案人"]) == {"proposers": 1}


def test_a_source_that_is_no_address_is_the_publisher(tmp_path):
    (found,), _ = readings(write(tmp_path, "a.csv", "text,来源\n建议设立基金。,某日报\n"))
    assert (found.source, found.known.publisher) == ("a.csv", "某日报")


@pytest.mark.parametrize(
    ("name", "text"), [("a.csv", "姓名,电话\n甲,1\n"), ("a.jsonl", '{"姓名": "甲", "电话": "1"}')]
)
def test_a_list_without_text_or_title_is_told_its_columns(tmp_path, name, text):
    with pytest.raises(InputError, match=rf"{name}: 没有正文或标题一列.*姓名, 电话.*案由"):
        readings(write(tmp_path, name, text))


def test_bad_rows_are_named_and_the_rest_goes_in(tmp_path):
    text = 'id,text\n1,甲。\n2,\n3,"乙"丙\n\n4,丁。\n5,"戊\n'
    found, remarks = readings(write(tmp_path, "a.csv", text))
    assert [item.text for item in found] == ["甲。", "丁。"]
    assert [message.split(":")[1].split(" (")[0] for message in names(remarks)] == [
        *(" 第 3 行", " 第 4 行", " 第 7 行")
    ]
    assert all(remark.lost for remark in remarks)


def test_jsonl_rows(tmp_path):
    lines = [
        jsonl({"id": "a", "title": "冷链", "text": "甲。"}),
        "",
        '{"id": "b", "text": ',
        "[1]",
        jsonl({"text": " "}),
        '{"text": "\\ud800"}',
        jsonl({"提案号": 12.0, "正文": "乙。", "提案人": ["王小明", "李四"], "公开": True, "附件": {"x": 1}}),
    ]
    found, remarks = readings(write(tmp_path, "a.jsonl", "\n".join(lines)))
    assert [(item.id, item.text) for item in found] == [
        ("document:a.jsonl#a", "甲。"),
        ("document:a.jsonl#12", "提案号：12\n提案人：王小明、李四\n\n乙。"),
    ]
    assert [message.split("(row ")[1].split(")")[0] for message in names(remarks)] == ["3", "4", "5", "6"]


def test_what_is_not_understood_is_named_once_and_ignored(tmp_path):
    text = "text,地区,届次,日期\n" + "甲。,火星市,某次,昨天\n" * 3
    found, remarks = readings(write(tmp_path, "a.csv", text))
    assert len(found) == 3
    assert [item.known.jurisdiction for item in found] == [None] * 3
    assert [remark.lost for remark in remarks] == [False] * 3
    assert "火星市" in "".join(names(remarks))


def test_many_bad_rows_are_counted(tmp_path):
    found, remarks = readings(write(tmp_path, "a.csv", "id,text\n0,甲。\n" + "1,\n" * 100))
    assert len(found) == 1
    assert len(remarks) == limits.MAX_NAMED + 1
    assert "80" in remarks[-1].message


def test_too_many_rows_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(rows, "MAX_ROWS", 2)
    with pytest.raises(InputError, match=r"a\.csv: 行数超过上限 2"):
        readings(write(tmp_path, "a.csv", "text\n甲。\n乙。\n丙。\n"))


def test_a_cell_that_is_too_long_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(rows, "MAX_CELL", 10)
    found, remarks = readings(write(tmp_path, "a.jsonl", jsonl({"text": "甲。"}, {"text": "长" * 11})))
    assert (len(found), len(remarks)) == (1, 1)


def test_rows_come_one_at_a_time(tmp_path):
    from extract.read import Source, read

    path = write(tmp_path, "a.csv", "text\n甲。\n" + "\n".join("乙。" for _ in range(1000)))
    stream = read(Source(path, "document:a.csv", "a.csv"))
    assert next(stream).text == "甲。"


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_a_list_of_nothing_is_told(tmp_path, name):
    with pytest.raises(InputError, match="no document below"):
        readings(write(tmp_path, name, "正文\n"))


def test_a_key_can_be_written_on_a_command_line(tmp_path):
    rows = jsonl({"id": "a\0\x1b b", "text": "设立基金。"}, {"id": "\0", "text": "设立基金。"})
    found, _ = readings(write(tmp_path, "a.jsonl", rows))
    assert [item.id for item in found] == ["document:a.jsonl#a b", "document:a.jsonl#2"]
