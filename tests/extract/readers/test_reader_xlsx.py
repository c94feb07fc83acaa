import datetime

import openpyxl
import pytest

from graph.model import InputError
from tests.extract.readers.making import changed, readings, saved, workbook, write

HEADER = ["提案号", "案由", "提案人", "正文"]


def read(tmp_path, book):
    return readings(write(tmp_path, "a.xlsx", saved(book)))


def test_the_header_may_stand_below_a_title(tmp_path):
    book = workbook(
        *(
            ["政协杭州市第十二届委员会第四次会议提案目录"],
            [],
            HEADER,
            [112.0, "冷链", "王小明", "设立基金。"],
        ),
        *([None, None, None, None], [113, "养老", "李四", "一、补贴。\n二、试点。"], [None], [None]),
    )
    book.active.merge_cells("A1:D1")
    found, remarks = read(tmp_path, book)
    assert [(item.id, item.text) for item in found] == [
        ("document:a.xlsx#112", "提案号：112\n案由：冷链\n提案人：王小明\n\n设立基金。"),
        ("document:a.xlsx#113", "提案号：113\n案由：养老\n提案人：李四\n\n一、补贴。\n二、试点。"),
    ]
    assert {(item.known.session, item.known.jurisdiction) for item in found} == {("12-4", "330100")}
    assert remarks == []


def test_dates_and_numbers_are_as_a_person_sees_them(tmp_path):
    book = workbook(
        ["编号", "标题", "日期"], [7, "冷链", datetime.datetime(2024, 1, 5)], [8, 2024.5, "2024/2/6"]
    )
    book.active["A2"].number_format = "0000"
    found, _ = read(tmp_path, book)
    assert [(item.text, item.known.date) for item in found] == [
        ("提案号：0007\n案由：冷链", "2024-01-05"),
        ("提案号：8\n案由：2024.5", "2024-02-06"),
    ]


def test_several_sheets(tmp_path):
    book = workbook(["标题", "正文"], ["冷链", "设立基金。"], ["空", None], title="一")
    for name, rows in (("二", [["标题", "正文"], ["养老", "补贴。"]]), ("说明", [["填表说明"]]), ("空", [])):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    hidden = book.create_sheet("藏")
    hidden.append(["标题"])
    hidden.sheet_state = "hidden"
    found, remarks = read(tmp_path, book)
    assert [(item.id, item.text) for item in found] == [
        ("document:a.xlsx#一!2", "设立基金。"),
        ("document:a.xlsx#二!2", "补贴。"),
    ]
    assert [(remark.lost, "一!3" in remark.message, "说明" in remark.message) for remark in remarks] == [
        *((True, True, False), (False, False, True))
    ]


def test_a_sheet_without_text_or_title_is_told_its_columns(tmp_path):
    with pytest.raises(InputError, match=r"a\.xlsx: 没有正文或标题一列.*姓名, 电话"):
        read(tmp_path, workbook(["通讯录"], ["姓名", "电话"], ["甲", 1]))
    with pytest.raises(InputError, match=r"a\.xlsx: "):
        read(tmp_path, workbook())


def test_a_file_that_lies_of_its_size_is_read(tmp_path):
    data = saved(workbook(["标题", "正文"], ["冷链", "设立基金。"]))
    wrong = changed(data, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1"'))
    assert wrong != data
    assert readings(write(tmp_path, "a.xlsx", wrong))[0][0].text == "设立基金。"


def test_rows_beyond_the_format_end_the_reading(tmp_path):
    data = saved(workbook(["标题", "正文"], ["冷链", "设立基金。"]))
    far = changed(
        data, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'<row r="2"', b'<row r="99999999999"')
    )
    with pytest.raises(InputError, match="header only"):
        readings(write(tmp_path, "a.xlsx", far))


def test_formulas_give_their_values_and_errors_no_text(tmp_path):
    book = workbook(["标题", "正文"], ["=1+1", "设立基金。"])
    found, _ = read(tmp_path, book)
    assert found[0].text == "设立基金。"


def test_entities_are_refused(tmp_path):
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'
    data = changed(
        saved(workbook(["标题"])),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"<worksheet", entity, 1),
    )
    with pytest.raises(InputError, match="XML 类型定义"):
        readings(write(tmp_path, "a.xlsx", data))


def test_a_book_written_without_sizes_is_read(tmp_path):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (["标题", "正文"], *(["冷链", f"设立基金{n}。"] for n in range(50))):
        sheet.append(row)
    assert len(read(tmp_path, book)[0]) == 50
