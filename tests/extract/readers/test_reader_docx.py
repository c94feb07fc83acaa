import docx
import pytest

from graph.model import InputError
from tests.extract.readers.making import changed, listed, numbered, saved, text_of, word, write, xml


def lines(tmp_path, document):
    return text_of(write(tmp_path, "a.docx", saved(document))).split("\n")


def filled(table, rows):
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    return table


def test_paragraphs_and_tables_stay_in_order(tmp_path):
    document = word("关于冷链的提案")
    filled(document.add_table(2, 2), [["案 由", "关于冷链的提案"], ["提案人", "王小明"]])
    document.add_paragraph("　　近年来，冷链发展较快。")
    filled(document.add_table(2, 3), [["年份", "规模", "增速"], ["2021", "5亿元", "3%"]])
    document.add_paragraph("完")
    assert lines(tmp_path, document) == [
        *("关于冷链的提案", "案由：关于冷链的提案", "提案人：王小明", "近年来，冷链发展较快。"),
        *("年份\t规模\t增速", "2021\t5亿元\t3%", "完"),
    ]


def test_merged_cells_are_read_once(tmp_path):
    document = word()
    table = filled(
        document.add_table(3, 4),
        [
            ["案由", "关于冷链", "", ""],
            ["提案人", "王小明", "界别", "教育界"],
            ["建议", "一、设立基金。", "", ""],
        ],
    )
    table.cell(0, 1).merge(table.cell(0, 3))
    table.cell(2, 1).merge(table.cell(2, 3))
    tall = filled(document.add_table(2, 3), [["项目", "甲", "1"], ["", "乙", "2"]])
    tall.cell(0, 0).merge(tall.cell(1, 0))
    assert lines(tmp_path, document) == [
        *("案由：关于冷链", "提案人：王小明", "界别：教育界", "建议：一、设立基金。"),
        *("项目\t甲\t1", "乙\t2"),
    ]


def test_a_cell_of_several_paragraphs_keeps_them(tmp_path):
    document = word()
    table = filled(document.add_table(1, 2), [["具体建议", "一、设立基金。"]])
    table.cell(0, 1).add_paragraph("二、开展试点。")
    assert lines(tmp_path, document) == ["具体建议：", "一、设立基金。", "二、开展试点。"]


def test_a_table_in_a_table_is_read(tmp_path):
    document = word()
    outer = document.add_table(1, 1)
    outer.cell(0, 0).text = "外"
    filled(outer.cell(0, 0).add_table(1, 2), [["提案人", "王小明"]])
    assert lines(tmp_path, document) == ["外", "提案人：王小明"]


# (format, text of the level, the first numbers)
NUMBERS = [
    ("chineseCounting", "%1、", ["一、", "二、", "三、"]),
    ("chineseCountingThousand", "（%1）", ["（一）", "（二）", "（三）"]),
    ("japaneseCounting", "%1、", ["一、", "二、", "三、"]),
    ("decimal", "%1.", ["1.", "2.", "3."]),
    ("decimal", "第%1条", ["第1条 ", "第2条 ", "第3条 "]),
    ("decimalEnclosedCircle", "%1", ["①", "②", "③"]),
    ("decimalEnclosedCircleChinese", "%1", ["①", "②", "③"]),
    ("chineseLegalSimplified", "%1、", ["壹、", "贰、", "叁、"]),
    ("ideographTraditional", "%1、", ["甲、", "乙、", "丙、"]),
    ("upperRoman", "%1.", ["I.", "II.", "III."]),
    ("lowerLetter", "%1)", ["a)", "b)", "c)"]),
    ("decimalZero", "%1.", ["01.", "02.", "03."]),
    ("bullet", "\uf0b7", ["", "", ""]),
    ("unheard-of", "%1.", ["1.", "2.", "3."]),
]


@pytest.mark.parametrize(("style", "text", "numbers"), NUMBERS)
def test_the_numbers_that_word_makes(tmp_path, style, text, numbers):
    document = word()
    key = numbered(document, [(style, text, "")])
    for _ in numbers:
        listed(document, "设立基金", key)
    assert lines(tmp_path, document) == [f"{number}设立基金" for number in numbers]


def test_levels_count_within_the_one_above(tmp_path):
    document = word()
    key = numbered(
        document,
        [
            ("chineseCounting", "%1、", ""),
            ("chineseCounting", "（%2）", ""),
            ("decimal", "%1.%2.%3", "<w:isLgl/>"),
        ],
    )
    for text, level in [("甲", 0), ("乙", 1), ("丙", 1), ("丁", 2), ("戊", 0), ("己", 1)]:
        listed(document, text, key, level)
    assert lines(tmp_path, document) == ["一、甲", "（一）乙", "（二）丙", "1.2.1 丁", "二、戊", "（一）己"]


def test_a_list_begun_anew_and_one_that_starts_later(tmp_path):
    document = word()
    key = numbered(document, [("decimal", "%1.", "")])
    again = (
        '<w:num {ns} w:numId="77"><w:abstractNumId w:val="%s"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    document.part.numbering_part.element.append(xml(again % key))
    for text, list_id in [
        ("甲", key),
        ("乙", key),
        ("丙", "77"),
        ("丁", "77"),
        ("戊", key),
        ("己", "0"),
        ("庚", "999"),
    ]:
        listed(document, text, list_id)
    assert lines(tmp_path, document) == ["1.甲", "2.乙", "5.丙", "6.丁", "3.戊", "己", "庚"]


def test_numbers_of_styles(tmp_path):
    document = word()
    key = numbered(document, [("chineseCounting", "%1、", "")])
    base = document.styles["List Number"].element
    for old in base.xpath("./w:pPr/w:numPr"):
        old.getparent().remove(old)
    base.get_or_add_pPr().append(xml(f'<w:numPr {{ns}}><w:numId w:val="{key}"/></w:numPr>'))
    heir = document.styles.add_style("Heir", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    heir.base_style = document.styles["List Number"]
    document.add_paragraph("设立基金", style="List Number")
    document.add_paragraph("开展试点", style="Heir")
    assert lines(tmp_path, document) == ["一、设立基金", "二、开展试点"]


def test_tracked_changes(tmp_path):
    document = word("保留")
    first = document.paragraphs[0]
    first._p.append(xml("<w:ins {ns}><w:r><w:t>插入</w:t></w:r></w:ins>"))
    first._p.append(xml("<w:del {ns}><w:r><w:delText>删除</w:delText></w:r></w:del>"))
    gone = document.add_paragraph()
    gone._p.append(xml("<w:pPr {ns}><w:rPr><w:del/></w:rPr></w:pPr>"))
    gone._p.append(xml("<w:del {ns}><w:r><w:delText>整段删除</w:delText></w:r></w:del>"))
    joined = document.add_paragraph("前半，")
    joined._p.get_or_add_pPr().append(xml("<w:rPr {ns}><w:del/></w:rPr>"))
    document.add_paragraph("后半。")
    assert lines(tmp_path, document) == ["保留插入", "前半，后半。"]


def test_controls_links_and_breaks_are_looked_through(tmp_path):
    document = word()
    body = document.element.body
    body.insert(
        0, xml("<w:sdt {ns}><w:sdtContent><w:p><w:r><w:t>控件里</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    )
    paragraph = document.add_paragraph("见")
    paragraph._p.append(xml("<w:hyperlink {ns}><w:r><w:t>链接</w:t></w:r></w:hyperlink>"))
    paragraph.add_run().add_break()
    paragraph.add_run("下一行\t制表")
    assert lines(tmp_path, document) == ["控件里", "见链接", "下一行 制表"]


def test_headers_footers_and_hidden_text_are_not_read(tmp_path):
    document = word("正文")
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    document.paragraphs[0].add_run("隐藏").font.hidden = True
    assert lines(tmp_path, document) == ["正文"]


def test_a_document_without_text_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"a\.docx: 没有文字内容"):
        lines(tmp_path, word("", "　"))


ENTITY = b'<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("member", ["word/document.xml", "word/styles.xml", "[Content_Types].xml"])
def test_entities_are_refused(tmp_path, member):
    def attacked(content):
        head, _, rest = content.partition(b"?>")
        return head + b"?>" + ENTITY + rest

    with pytest.raises(InputError, match=r"a\.docx: 内含 XML 类型定义"):
        text_of(write(tmp_path, "a.docx", changed(saved(word("正文")), member, attacked)))
