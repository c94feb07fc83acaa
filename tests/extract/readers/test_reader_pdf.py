import pytest

from extract.readers.pdf_glyphs import close_gaps, usual
from extract.readers.pdf_paragraphs import paragraphs
from extract.readers.pdf_rows import Row, is_number, without_furniture
from graph.model import InputError
from tests.extract.readers.making import PAGE_WIDTH, pdf, readings, text_of, write

FIRST = "近年来，冷链物流发展较快，但是仍然存在不少问题，需要进一步加强统筹规划，推动产业升级。"
SECOND = "一、设立冷链产业引导基金，由市商务局牵头，会同市财政局、市农业农村局研究制定管理办法，三年到位。"
WIDTH = 26


def wrapped(text, indent=2):
    """Return the lines of a paragraph as paper has them: full ones, the first with an indent."""
    first, rest = text[: WIDTH - indent], text[WIDTH - indent :]
    return [(indent * 12, 12, first), *(rest[at : at + WIDTH] for at in range(0, len(rest), WIDTH))]


def lines(tmp_path, data):
    return text_of(write(tmp_path, "a.pdf", data)).split("\n")


def test_wrapped_lines_are_joined(tmp_path):
    rows = [(60, 18, "关于加快发展冷链物流的提案"), *wrapped(FIRST), *wrapped(SECOND), (24, 12, "王小明")]
    assert lines(tmp_path, pdf(rows)) == ["关于加快发展冷链物流的提案", FIRST, SECOND, "王小明"]


def test_paragraphs_without_indents_end_where_a_line_is_short(tmp_path):
    rows = [*wrapped(FIRST, 0), *wrapped(SECOND, 0), "提案人：王小明", "界别：教育界"]
    assert lines(tmp_path, pdf(rows)) == [FIRST, SECOND, "提案人：王小明", "界别：教育界"]


def test_a_paragraph_goes_on_over_pages(tmp_path):
    rows = wrapped(FIRST * 3)
    found = lines(tmp_path, pdf(rows[:2], rows[2:4], rows[4:], head="某市政协提案汇编", number="— {} —"))
    assert found == [FIRST * 3]


@pytest.mark.parametrize("number", ["{}", "- {} -", "第 {} 页", "第 {} 页 共 3 页", "{}/3"])
def test_page_numbers_and_running_heads_are_dropped(tmp_path, number):
    pages = [[f"提案人：王小{name}", "建议设立基金。"] for name in "甲乙丙"]
    found = lines(tmp_path, pdf(*pages, head="某市政协提案汇编", number=number))
    assert found == [line for page in pages for line in page]


def test_what_pages_of_a_form_share_in_their_middle_stays(tmp_path):
    pages = [[f"编号：{n}", "界别：教育界", f"建议之{n}。"] for n in ("0112", "0345", "0678")]
    assert lines(tmp_path, pdf(*pages)) == [line for page in pages for line in page]


def test_a_lone_year_is_no_page_number():
    assert not is_number(Row("2024", 0, 10, 0, 12), 3)
    assert is_number(Row("3", 0, 10, 0, 12), 3)
    pages = [
        [Row(top, 0, 10, 700, 12), Row(f"建议{top}。", 0, 10, 600, 12)] for top in ("2024", "2023", "2019")
    ]
    assert without_furniture(pages) == pages


def test_headings_stay_lines_of_their_own():
    rows = [
        Row("关于加快发展冷链物流推动产业", 120, 400, 800, 20),
        Row("转型升级的提案", 190, 320, 770, 20),
        Row("一、基本情况", 124, 196, 740, 12),
        Row("近年来发展较快，设施老化标准不一企业负担较重。", 124, 412, 720, 12),
        Row("二、建议", 124, 172, 700, 12),
    ]
    assert paragraphs(rows) == [
        "关于加快发展冷链物流推动产业转型升级的提案",
        *("一、基本情况", rows[3].text, "二、建议"),
    ]


def test_rows_of_one_paragraph_need_no_indent_where_gaps_part_them():
    rows = [
        *(Row("甲" * 30, 0, 360, 800, 12), Row("乙" * 30, 0, 360, 780, 12)),
        *(
            Row("丙" * 29 + "。", 0, 360, 760, 12),
            Row("丁" * 30, 0, 360, 720, 12),
            Row("戊。", 0, 24, 700, 12),
        ),
    ]
    assert paragraphs(rows) == ["甲" * 30 + "乙" * 30 + "丙" * 29 + "。", "丁" * 30 + "戊。"]


def test_letters_are_joined_by_a_space():
    rows = [Row("建设 the new", 0, 360, 800, 12), Row("fund。", 0, 36, 780, 12)]
    assert paragraphs(rows) == ["建设 the new fund。"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("⽴案，⻝品，⻓期，⼈⺠", "立案，食品，长期，人民"),
        ("落⼾，豈", "落户，豈"),
        ("（试点）ＡＩ", "（试点）ＡＩ"),
        ("ﬁle⸺说明", "file——说明"),
        ("好/g0", "好"),
        ("http://x.cn/g20", "http://x.cn/g20"),
    ],
)
def test_glyphs(given, expected):
    assert usual(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("推 动 产 业 升 级", "推动产业升级"),
        ("提 案 人：王小明 李四", "提案人：王小明 李四"),
        ("案　由：冷链", "案由：冷链"),
        ("立案 主办：市商务局 会办：市财政局", "立案 主办：市商务局 会办：市财政局"),
        ("年份 规模 增速", "年份 规模 增速"),
        ("2024 年 1 月 5 日", "2024年1月5日"),
        ("AI 产业 fund", "AI 产业 fund"),
    ],
)
def test_gaps(given, expected):
    assert close_gaps(given) == expected


def test_a_pdf_without_text_is_scanned(tmp_path):
    for data in (pdf([]), pdf([], [], number="{}")):
        with pytest.raises(InputError, match=r"a\.pdf: 扫描件, 需要先做文字识别 \(scanned, needs OCR\)"):
            lines(tmp_path, data)


def test_pages_of_pictures_are_named(tmp_path, picture_pdf):
    found, remarks = readings(write(tmp_path, "a.pdf", picture_pdf))
    assert found[0].text == "建议设立基金。"
    assert [(remark.lost, "第 2 页" in remark.message) for remark in remarks] == [(False, True)]


@pytest.fixture
def picture_pdf():
    import io

    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen import canvas

    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, pagesize=(PAGE_WIDTH, 842))
    pdf([])  # registers the font
    page.setFont("STSong-Light", 12)
    page.drawString(100, 700, "建议设立基金。")
    page.showPage()
    page.drawImage(ImageReader(Image.new("L", (9, 9))), 0, 0)
    page.showPage()
    page.save()
    return buffer.getvalue()


def test_an_encrypted_pdf_is_refused_unless_anybody_may_open_it(tmp_path):
    with pytest.raises(InputError, match=r"a\.pdf: PDF 已加密"):
        lines(tmp_path, pdf(["建议设立基金。"], password="secret"))
    assert lines(tmp_path, pdf(["建议设立基金。"], password="")) == ["建议设立基金。"]


def test_a_damaged_pdf_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"a\.pdf: "):
        lines(tmp_path, b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n")
