import pytest

from extract.readers.html import read_html
from graph.model import InputError
from tests.extract.readers.making import text_of, write

TITLE = "关于加快发展冷链物流的提案"
PARAGRAPHS = [
    "提案人：王小明",
    "近年来，冷链物流发展较快，但是设施老化、标准不一，企业负担较重。",
    "建议：",
    "一、设立冷链产业引导基金，由市商务局牵头。",
    "二、在城东开展冷链物流试点，给予贴息贷款。",
    "2024年1月5日",
]
NAVIGATION = "".join(
    f'<li><a href="/{name}">{name}</a></li>' for name in ("政协概况", "新闻中心", "提案工作")
)
RELATED = "".join(f'<li><a href="/{n}">别的提案之{n}</a><i>2024-02-0{n}</i></li>' for n in range(1, 5))
ABOUT = "发布日期：2024-01-06　来源：某市政协　浏览：12"


def page(body, *, head="", title=f"{TITLE}_提案选登_某市政协", charset="utf-8"):
    return f"""<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}</title>{head}
    <style>p {{ margin: 0 }}</style></head><body>
    <div class="top"><ul>{NAVIGATION}</ul></div>
    <div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/t">提案工作</a></div>
    {body}
    <div class="related"><h3>相关文章</h3><ul>{RELATED}</ul></div>
    <div class="footer"><p>主办：某市政协办公厅</p><p>某ICP备12345号</p></div>
    <script>var secret = "不要";</script></body></html>"""


def article(lines, about=ABOUT):
    return f'<div class="main"><h1>{TITLE}</h1><div class="info">{about}</div>{lines}</div>'


def read(markup, encoding="utf-8"):
    return read_html(markup.encode(encoding), "a.html")[0]


def lines(markup, encoding="utf-8"):
    return read(markup, encoding).text.split("\n")


BODIES = {
    "paragraphs": "".join(f"<p>　　{line}</p>\n" for line in PARAGRAPHS),
    "breaks": "<div id='zoom'>" + "<br/>\n".join(f"&nbsp;&nbsp;{line}" for line in PARAGRAPHS) + "</div>",
    "blocks": "".join(f"<div>{line}</div>" for line in PARAGRAPHS),
    "spans": "".join(f"<p><span>{line[:3]}</span><b>{line[3:6]}</b>{line[6:]}</p>" for line in PARAGRAPHS),
    "word": "".join(f'<p class="MsoNormal"><span>{line}<o:p></o:p></span></p>' for line in PARAGRAPHS),
    "unclosed": "".join(f"<p>{line}" for line in PARAGRAPHS),
    "frame": "<table><tr><td>" + "".join(f"<p>{line}</p>" for line in PARAGRAPHS) + "</td></tr></table>",
    "hidden": '<div style="visibility: hidden">'
    + "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    + "</div>",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_the_article_stays_and_the_page_goes(body):
    assert lines(page(article(body))) == [TITLE, ABOUT, *PARAGRAPHS]


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_text_and_page_give_the_same_paragraphs(tmp_path, body):
    text = text_of(write(tmp_path, "a.txt", "\n".join([TITLE, ABOUT, *PARAGRAPHS])))
    assert text_of(write(tmp_path, "a.html", page(article(body)))) == text


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_short_page_is_read_whole(count):
    body = "".join(f"<p>{line}</p>" for line in PARAGRAPHS[1 : 1 + count])
    assert lines(page(article(body))) == [TITLE, ABOUT, *PARAGRAPHS[1 : 1 + count]]


def test_an_old_page_of_nested_tables():
    markup = f"""<html><head><title>{TITLE}</title></head><body><table><tr><td><a href=/>首页</a> |
    <a href=/b>机构</a>
    </td></tr></table><table><tr><td width=200>
    <table><tr><td>栏目导航</td></tr><tr><td><ul>{NAVIGATION}</ul></td></tr>
    </table></td><td><table><tr><td align=center><b>{TITLE}</b></td></tr>
    <tr><td>{BODIES["breaks"]}</td></tr></table>
    </td></tr></table><table><tr><td>主办：某市政协<br>某ICP备1号</td></tr></table></body></html>"""
    assert lines(markup, "gb18030") == [TITLE, *PARAGRAPHS]


def test_content_in_several_blocks_is_kept():
    body = "".join(f"<div><p>{line}</p><p>{line}又及。</p></div>" for line in PARAGRAPHS[1:5])
    wanted = [text for line in PARAGRAPHS[1:5] for text in (line, f"{line}又及。")]
    assert lines(page(article(f'<div class="parts">{body}</div>'))) == [TITLE, ABOUT, *wanted]


def test_lines_right_above_the_text_are_kept():
    body = f"<h1>首页 > 提案工作</h1>{TITLE}<br>——壮大竹产业<br>" + "<br>".join(PARAGRAPHS)
    assert lines(page(f'<div class="main">{body}</div>', title="首页 > 提案工作")) == [
        *(TITLE, "——壮大竹产业"),
        *PARAGRAPHS,
    ]


def test_lists_and_tables_are_kept():
    body = f"""<p>{PARAGRAPHS[1]}</p><ul><li>开展试点</li><li>完善标准</li></ul>
    <ol><li>设立基金</li><li>二、减税</li></ol>
    <table><tr><th>年份</th><th>规模</th><th>增速</th></tr><tr><td>2021</td><td>5亿元</td><td>3%</td></tr></table>
    <table><tr><td>案 由</td><td>冷链</td></tr><tr><td>提案人</td><td>王小明</td></tr></table>"""
    assert lines(page(article(body)))[3:] == [
        *("开展试点", "完善标准", "1.设立基金", "二、减税"),
        *("年份\t规模\t增速", "2021\t5亿元\t3%", "案由：冷链", "提案人：王小明"),
    ]


def test_the_headline_comes_from_the_head_where_the_page_has_none():
    body = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    assert lines(page(f"<div>{body}</div>")) == [TITLE, *PARAGRAPHS]
    assert lines(page(f"<div>{body}</div>", title="某市政协网")) == PARAGRAPHS
    named = page(
        f"<div>{body}</div>", title="某市政协网", head=f'<meta name="ArticleTitle" content="{TITLE}">'
    )
    assert lines(named) == [TITLE, *PARAGRAPHS]


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        f"{TITLE}_某市政协",
        f"{TITLE}-提案选登-某市政协",
        f"{TITLE} | 某市政协网",
        f"某市政协网 - {TITLE}",
        "某市政协网",
        "",
    ],
)
def test_the_headline_is_known_without_the_site(title):
    assert read(page(article(BODIES["paragraphs"]), title=title)).known.title == TITLE


@pytest.mark.parametrize("title", [f"{TITLE}_某市政协网", f"某市政协网-{TITLE}", "某市政协网"])
def test_a_heading_that_is_the_site_is_no_headline(title):
    body = f"<h1>某市政协网</h1><div>{BODIES['paragraphs']}</div>"
    known = read(page(body, title=title)).known
    assert known.title == (TITLE if TITLE in title else None) or title == "某市政协网"


def test_the_head_tells_what_the_text_does_not():
    head = """<meta name="PubDate" content="2024-01-07 10:00"><meta name="SiteName" content="某市政协">
    <meta name="ContentSource" content="某日报"><link rel="canonical" href="https://example.cn/art/2024/a_1.html">"""
    silent = page(article(BODIES["blocks"], about=""), head=head)
    known = read(silent).known
    assert (known.date, known.publisher, known.source) == (
        *("2024-01-07", "某日报"),
        "https://example.cn/art/2024/a_1.html",
    )
    told = read(page(article(BODIES["blocks"]), head=head)).known
    assert (told.date, told.publisher) == (None, None)


@pytest.mark.parametrize(
    "address", ["https://example.cn/", "/a.html", "javascript:x", "https://example.cn/index.html"]
)
def test_an_address_of_the_site_is_none_of_the_page(address):
    assert read(page("<p>x</p>", head=f'<link rel="canonical" href="{address}">')).known.source is None


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "big5"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings(declared, encoding):
    markup = page(article(BODIES["paragraphs"]), charset=declared)
    assert lines(markup, encoding) == [TITLE, ABOUT, *PARAGRAPHS]


def test_a_text_with_stray_markup_keeps_its_lines():
    markup = f"{TITLE}\r\n提案人：王小明\n<p>一、设立基金。&nbsp;&nbsp;由市商务局牵头。\n二、开展试点。\n"
    assert lines(markup) == [TITLE, "提案人：王小明", "一、设立基金。 由市商务局牵头。", "二、开展试点。"]


def test_a_fragment_is_read():
    assert lines(f"<h2>{TITLE}</h2>" + BODIES["paragraphs"]) == [TITLE, *PARAGRAPHS]
    assert lines("只有一句话。") == ["只有一句话。"]


def test_lines_of_the_source_do_not_break_paragraphs():
    assert lines("<body><p>一、设立冷链产业\n  引导基金，\n由 AI\ncentre 牵头。</p><p>二</p></body>")[0] == (
        "一、设立冷链产业引导基金，由 AI centre 牵头。"
    )


def test_preformatted_text_keeps_its_lines():
    assert lines("<html><body><pre>提案人：王小明\n一、设立基金。</pre></body></html>") == [
        *("提案人：王小明", "一、设立基金。")
    ]


def test_what_is_not_shown_is_not_read():
    body = f"<p>{PARAGRAPHS[1]}</p><p style='display:none'>暗</p><!-- 注 --><p hidden>藏</p>"
    body += "<noscript>请开启</noscript>"
    assert lines(page(article(body)))[2:] == [PARAGRAPHS[1]]


def test_markup_nested_too_deep_is_still_read():
    assert "深处的建议" in read("<div>" * 5000 + "深处的建议" + "</div>" * 5000).text


def test_xhtml_with_a_declaration():
    assert lines(
        f'<?xml version="1.0" encoding="gb2312"?><html><body><p>{TITLE}</p></body></html>', "gb18030"
    ) == [TITLE]


@pytest.mark.parametrize(
    "markup", ["<html><body></body></html>", "<html><script>x</script></html>", "<p>&nbsp;</p>"]
)
def test_a_page_without_text_is_refused(markup):
    with pytest.raises(InputError, match=r"a\.html"):
        read(markup)
