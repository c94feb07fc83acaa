"""Bad texts, pages and lists: wrong encodings, endless nesting, torn markup, rows that do not fit."""

from __future__ import annotations

import json
from random import Random

from benchmarks.fuzz.case import TEXT, Case, Family, built, damaged

_ENCODINGS = ("utf-8", "gb18030", "big5", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "shift_jis")
_STRANGE = (
    *("\0", "\x1b[31m", "\u202e", "\ufeff", "\u2028", "\ufffe", "\ufffd", "\U0010ffff", "e\u0301", "👩‍👩‍👧"),
    *("\r", "\r\n", "\x0b", "\x85", "\u3000", "\xa0", "\x7f", "=1+1", "<b>", "𠮷", "﷽", "ﬀ", "İ", "ẞ"),
)
_WORDS = (
    *(
        "关于",
        "提案",
        "提案人：",
        "建议：",
        "一、",
        "（一）",
        "1.",
        "设立",
        "引导基金",
        "由市商务局牵头",
        "。",
        "；",
    ),
    *(
        "王小明",
        "民盟宁波市委会",
        "第",
        "号",
        "2025年",
        "答复",
        "主办：",
        "会办：",
        "附件",
        "“",
        "”",
        "《",
        "》",
        "（",
    ),
    *(
        "）",
        "冷链物流",
        "杭州市",
        "我市",
        "委员",
        "\n",
        "\n\n",
        "　",
        "|",
        "---",
        "#",
        "案由：",
        "第1号",
        "——",
    ),
)
_HUGE = 120_000


def words(random: Random, most: int = 60) -> str:
    """Return words of proposals in no order, with strange characters among them."""
    bag = random.choice((_WORDS, (*_WORDS, *_STRANGE)))
    return "".join(random.choice(bag) for _ in range(random.randrange(1, most)))


def _long(random: Random) -> str:
    """Return a text of which one part is far too long."""
    unit = random.choice(
        (*_WORDS, *_STRANGE, "a", "1", "（", "《", "、", "设立基金、", "王小明、", "第1条", "a ", "一、")
    )
    return TEXT + unit * (_HUGE // len(unit) // random.choice((1, 4, 30)))


def _encoded(random: Random) -> bytes:
    """Return text in an encoding that is wrong, mixed or broken."""
    text = TEXT + words(random)
    first, second = random.choice(_ENCODINGS), random.choice(_ENCODINGS)
    marks = random.choice((b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0"))
    torn = random.choice(
        (b"", b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80", b"\x81", b"\xe5\xbb", b"\0")
    )
    half = len(text) // 2
    return (
        marks
        + text[:half].encode(first, "replace")
        + torn
        + text[half:].encode(second, "replace" if random.random() < 0.7 else "ignore")
    )


def _plain(random: Random) -> Case:
    how = random.randrange(6)
    if how == 0:
        data = _encoded(random)
    elif how == 1:
        data = damaged((TEXT + words(random)).encode(random.choice(_ENCODINGS[:3]), "replace"), random)
    elif how == 2:
        data = _long(random).encode("utf-8", "surrogatepass")
    elif how == 3:
        data = random.choice(
            (b"", b"\n", b" ", b"\0", b"\xef\xbb\xbf", b"%PDF-", b"PK\x03\x04", b"{\\rtf1", b"<")
        )
    elif how == 4:
        data = random.randbytes(random.randrange(1, 2000))
    else:
        data = words(random, 400).encode()
    return built(random.choice(("bad.txt", "bad.md", "BAD.TXT")), data)


def _piped(random: Random) -> Case:
    case = _plain(random)
    (data,) = case.files.values()
    return Case((*case.arguments[:-1], "-"), stdin=data)


_TAGS = (
    *(
        "p",
        "div",
        "table",
        "tr",
        "td",
        "th",
        "ol",
        "ul",
        "li",
        "h1",
        "title",
        "script",
        "style",
        "pre",
        "a",
        "br",
    ),
    *("body", "html", "head", "meta", "article", "section", "span", "b", "svg", "math", "template", "select"),
)
_ENTITIES = (
    "&nbsp;",
    "&#0;",
    "&#x110000;",
    "&#xD800;",
    "&bogus;",
    "&#99999999999;",
    "&lt",
    "&",
    "&#;",
    "&amp;amp;",
)
_ATTRIBUTES = (
    *(
        "",
        " rowspan=99999999",
        " colspan=-1",
        " start=1e9",
        " class='nav'",
        ' style="display:none"',
        " a=",
        " =",
    ),
    *(" charset=utf-7", " http-equiv=refresh content='0;url=file:///etc/passwd'", " src=//x/y", " hidden"),
)


def _markup(random: Random) -> str:
    parts: list[str] = []
    for _ in range(random.randrange(1, 120)):
        tag = random.choice(_TAGS)
        parts.append(
            random.choice(
                (
                    f"<{tag}{random.choice(_ATTRIBUTES)}>",
                    f"</{tag}>",
                    random.choice(_ENTITIES),
                    random.choice(
                        ("<!--", "-->", "<![CDATA[", "]]>", "<?php", "<!", "<", ">", "</", "<!doctype x>")
                    ),
                    words(random, 12),
                )
            )
        )
    return "".join(parts)


def _nested(random: Random) -> str:
    tag = random.choice(("div", "table><tr><td", "ul><li", "b", "span", "blockquote", "svg", "p><div"))
    depth = random.choice((100, 255, 256, 1000, 5000, 50_000))
    closing = "".join(f"</{part}>" for part in reversed(tag.split("><")))
    return f"<{tag}>" * depth + TEXT + closing * random.choice((0, depth))


_DTD = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "{}"><!ENTITY b "{}">]>'.format(
    "a" * 100, "&a;" * 100
)


def _page(random: Random) -> Case:
    page = f"<html><head><title>冷链</title></head><body><p>{TEXT}</p>{_markup(random)}</body></html>"
    how = random.randrange(6)
    if how == 0:
        data = _nested(random).encode()
    elif how == 1:
        data = damaged(page.encode(random.choice(("utf-8", "gb18030", "big5", "utf-16")), "replace"), random)
    elif how == 2:
        data = (_DTD + "<html>&x;&b;" * random.choice((1, 1000)) + page).encode()
    elif how == 3:
        said = random.choice(("utf-7", "utf-16", "big5", "gbk", "latin-1", "x-none", "\u202e", "utf-8\0"))
        data = f'<meta charset="{said}">{page}'.encode(random.choice(("utf-8", "gb18030", "utf-16")))
    elif how == 4:
        data = ("<p " + f"a{random.randrange(9)}=1 " * 20_000 + f">{TEXT}").encode()
    else:
        data = _markup(random).encode("utf-8", "surrogatepass")
    return built(random.choice(("bad.html", "bad.htm", "bad.xhtml")), data)


_HEADERS = (
    "编号,案由,正文",
    "提案号\t案由\t提案人",
    "案由;正文",
    "正文",
    "number,title,text",
    "案由,案由,案由",
    "a,b,c",
    "",
)
_CELLS = (
    '"',
    '""',
    '"a',
    "a\nb",
    "=1+1",
    "\0",
    "1" * 5000,
    "'",
    "\\",
    ",",
    "\t",
    "\r",
    "−1",
    "1e999",
    "\u202e",
)


def _table(random: Random) -> Case:
    mark = random.choice((",", "\t", ";", "|", ",,"))
    rows = [random.choice(_HEADERS)]
    for number in range(random.choice((1, 3, 12))):
        cells = [str(number), words(random, 8), random.choice((TEXT, f'"{TEXT}"', *_CELLS))]
        random.shuffle(cells)
        rows.append(mark.join(cells * random.choice((1, 1, 1, 1, 2, 40))))
    data = (
        random.choice(("\n", "\r\n", "\r", "\n\n"))
        .join(rows)
        .encode(random.choice(_ENCODINGS[:4]), "replace")
    )
    if random.random() < 0.4:
        data = damaged(data, random)
    return built(random.choice(("bad.csv", "bad.tsv")), data, lines=25)


_VALUES = (
    *(
        "null",
        "true",
        "1e999",
        "-0",
        "NaN",
        '"\\ud800"',
        '"\\u0000"',
        "[]",
        "{}",
        '["a",["b"]]',
        '{"$ref":"#"}',
    ),
    *(
        "1" * 400,
        '"' + "长" * 9000 + '"',
        "[" * 900 + "]" * 900,
        '{"a":' * 500 + "1" + "}" * 500,
        "[" * 100_000,
    ),
)


def _object(random: Random) -> str:
    keys = [
        random.choice(("id", "text", "title", "正文", "案由", "date", "proposers", "", "\\u0000"))
        for _ in range(4)
    ]
    pairs = ", ".join(f'"{key}": {random.choice((json.dumps(TEXT), *_VALUES))}' for key in keys)
    return "{" + pairs + random.choice(("}", "}", "}", "", "}}", ",}"))


def _json_lines(random: Random) -> Case:
    good = json.dumps({"id": 1, "title": "冷链", "text": TEXT}, ensure_ascii=False)
    rows = [
        random.choice((good, _object(random), words(random, 9))) for _ in range(random.choice((1, 3, 30)))
    ]
    data = "\n".join(rows).encode("utf-8", "surrogatepass")
    if random.random() < 0.4:
        data = damaged(data, random)
    return built("bad.jsonl", data, lines=25)


FAMILIES = (
    Family("text", "texts in wrong, mixed and broken encodings, endless lines, NULs, noise", 1100, _plain),
    Family("pipe", "the same through standard input", 250, _piped),
    Family("html", "torn markup, nesting to 50,000, entities, wrong charsets", 1100, _page),
    Family("csv", "lists with torn quotes, wrong delimiters, rows that do not fit", 800, _table),
    Family("jsonl", "lists of broken JSON, deep nesting, lone surrogates, wrong types", 800, _json_lines),
)
