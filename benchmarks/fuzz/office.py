"""Bad .docx and .xlsx: damaged zips, bombs, entity attacks, and wrong parts in zips that are sound."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from random import Random

from benchmarks.fuzz.case import TEXT, Case, Family, built, damaged
from tests.extract.readers.making import listed, numbered, saved, word, workbook

Members = dict[str, bytes]

_NUMBERS = ("-1", "0", "99999999999999999999", "1e9", "NaN", "", "x", "2147483648", "４", "1048577", "0x10")
_BOMB = (
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefg", "bcdefgh", strict=True))
    + "]>"
)
_OUTSIDE = '<!DOCTYPE a [<!ENTITY h SYSTEM "file:///etc/passwd">]>'
_REMOTE = '<!DOCTYPE a SYSTEM "file:///dev/zero">'


@cache
def _document() -> bytes:
    made = word("关于冷链的提案", *TEXT.splitlines())
    listed(
        made, "设立冷链基金。", numbered(made, [("chineseCounting", "%1、", ""), ("decimal", "%1.%2", "")])
    )
    made.add_table(2, 2).cell(0, 0).text = "案由"
    return saved(made)


@cache
def _book() -> bytes:
    return saved(
        workbook(["编号", "案由", "正文", "日期"], [1, "冷链", TEXT, 45_000], [2, "养老", TEXT, "=A1"])
    )


@cache
def _members(make: Callable[[], bytes]) -> Members:
    with zipfile.ZipFile(io.BytesIO(make())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: Members, *, level: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of some members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", level) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, level)
    return buffer.getvalue()


def _with_type(members: Members, random: Random) -> Members:
    name = random.choice(sorted(name for name in members if name.endswith((".xml", ".rels"))))
    definition = random.choice((_BOMB, _OUTSIDE, _REMOTE)).encode()
    body = re.sub(rb"^<\?xml[^>]*>\s*", b"", members[name])
    body = body.replace("冷链".encode(), random.choice((b"&h;", b"&a;")), 1)
    return {**members, name: b'<?xml version="1.0"?>\n' + definition + body}


def _with_damage(members: Members, random: Random) -> Members:
    name = random.choice(sorted(members))
    return {**members, name: damaged(members[name], random)}


def _without(members: Members, random: Random) -> Members:
    gone = set(random.sample(sorted(members), random.choice((1, 2, 5))))
    return {name: data for name, data in members.items() if name not in gone}


def _swapped(members: Members, random: Random) -> Members:
    a, b = random.sample(sorted(members), 2)
    return {**members, a: members[b], b: members[a]}


def _with_numbers(members: Members, random: Random) -> Members:
    """Put absurd values into attributes: counts, levels, styles, references, sizes."""
    name = random.choice(sorted(name for name in members if name.endswith((".xml", ".rels"))))
    found = list(re.finditer(rb'="([^"]*)"', members[name]))
    data = members[name]
    for match in random.sample(found, min(len(found), random.choice((1, 3, 20)))):
        data = data.replace(match[0], f'="{random.choice(_NUMBERS)}"'.encode(), random.choice((1, -1)))
    return {**members, name: data}


def _deep(members: Members, random: Random) -> Members:
    """Nest an element of the main part far deeper than anybody would."""
    name = next(name for name in ("word/document.xml", "xl/worksheets/sheet1.xml") if name in members)
    depth = random.choice((200, 900, 5000, 60_000))
    tag = (
        random.choice(("w:tbl><w:tr><w:tc", "w:sdt><w:sdtContent", "w:ins", "w:r", "a"))
        if "word" in name
        else "c"
    )
    closing = "".join(f"</{part}>" for part in reversed(tag.split("><")))
    mark = b"<w:p>" if "word" in name else b"<row "
    middle = f"<{tag}>" * depth + closing * depth
    data = members[name].replace(mark, middle.encode() + mark, 1)
    return {**members, name: data}


def _absurd_sheet(members: Members, random: Random) -> Members:
    if "xl/worksheets/sheet1.xml" not in members:
        return _looped(members, random)
    cell = random.choice(
        (
            '<c r="ZZZZ99999999"><v>1</v></c>',
            '<c r="A1" t="s"><v>99999999</v></c>',
            '<c r="A1" t="d"><v>99999-99-99</v></c>',
            '<c r="A1" s="9999"><v>1e400</v></c>',
            '<c r="A1" t="b"><v>x</v></c>',
            '<c r="" t="inlineStr"><is><t>x</t></is></c>',
            '<c r="XFD1"><v>1</v></c>' * 400,
            f'<c r="A1"><v>{"9" * 5000}</v></c>',
        )
    )
    row = random.choice(("99999999", "-5", "0", "", "1048577", "x", "3"))
    added = f'<row r="{row}">{cell}</row>'.encode()
    name = "xl/worksheets/sheet1.xml"
    data = members[name].replace(b"</sheetData>", added * random.choice((1, 1, 300)) + b"</sheetData>")
    return {
        **members,
        name: data.replace(b'ref="A1:D3"', random.choice((b'ref="A1:XFD1048576"', b'ref="?"'))),
    }


def _looped(members: Members, random: Random) -> Members:
    """Let styles stand on each other, and numberings on styles, in a circle."""
    name = "word/styles.xml"
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="L{n}"><w:basedOn w:val="L{(n + 1) % 3}"/></w:style>'
        for n in range(3)
    )
    data = members[name].replace(b"</w:styles>", styles.encode() + b"</w:styles>")
    used = re.sub(rb'<w:pStyle w:val="[^"]*"/>', b'<w:pStyle w:val="L0"/>', members["word/document.xml"])
    used = used.replace(
        b"<w:p><w:r>", b'<w:p><w:pPr><w:pStyle w:val="L0"/></w:pPr><w:r>', random.randrange(1, 5)
    )
    return {**members, name: data, "word/document.xml": used}


_CHANGES = (_with_type, _with_damage, _without, _swapped, _with_numbers, _with_numbers, _deep, _absurd_sheet)


def _parts(make: Callable[[], bytes], name: str, random: Random) -> Case:
    members = _members(make)
    for _ in range(random.choice((1, 1, 2))):
        try:
            members = random.choice(_CHANGES)(members, random)
        except (KeyError, ValueError, StopIteration):
            continue  # the change before took away what this one needs
    return built(name, packed(members), lines=25)


def _bomb(random: Random) -> Case:
    """A zip that unpacks to far more than it takes, lies of its size, or leads out of its folder."""
    name, make = random.choice((("bad.docx", _document), ("bad.xlsx", _book)))
    members = dict(_members(make))
    how = random.randrange(6)
    if how == 0:
        members[random.choice(("word/media/a.bin", *members))] = bytes(
            random.choice((11, 60, 320)) * 1_000_000
        )
    elif how == 1:
        members |= {f"x/{number}": b"" for number in range(random.choice((9_000, 12_000)))}
    elif how == 2:
        main = next(part for part in ("word/document.xml", "xl/worksheets/sheet1.xml") if part in members)
        members[main] = members[main].replace(b">", b">" + b" " * random.choice((1_000, 30_000)), 300)
    elif how == 3:
        members |= dict.fromkeys(
            ("../../../tmp/yimai-out", "/etc/yimai-out", "a\\..\\b", "con", "a\nb", ""), b"x"
        )
    elif how == 4:
        return built(name, packed({"a.docx": packed(members)} | members), lines=25)
    data = packed(
        members, level=random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2))
    )
    return built(name, _lying(data, random) if how == 5 else data, lines=25)


def _lying(data: bytes, random: Random) -> bytes:
    """Change sizes, flags and methods in the directory of a zip; the members stay as they are."""
    changed = bytearray(data)
    entries = [match.start() for match in re.finditer(rb"PK\x01\x02", data)]
    for at in random.sample(entries, min(len(entries), random.choice((1, 3)))):
        field, size = random.choice(((8, 2), (10, 2), (16, 4), (20, 4), (24, 4), (28, 2), (42, 4)))
        value = random.choice(
            (bytes(size), b"\xff" * size, b"\x01" + bytes(size - 1), random.randbytes(size))
        )
        changed[at + field : at + field + size] = value
    return bytes(changed)


def _broken(make: Callable[[], bytes], name: str, random: Random) -> Case:
    return built(name, damaged(make(), random), lines=25)


FAMILIES = (
    Family(
        "docx bytes",
        "Word files cut, flipped and torn",
        500,
        lambda random: _broken(_document, "bad.docx", random),
    ),
    Family(
        "docx parts",
        "sound zips with wrong parts: entities, nesting to 60,000, absurd numbers, circles",
        800,
        lambda random: _parts(_document, "bad.docx", random),
    ),
    Family(
        "xlsx bytes",
        "workbooks cut, flipped and torn",
        400,
        lambda random: _broken(_book, "bad.xlsx", random),
    ),
    Family(
        "xlsx parts",
        "sound zips with wrong sheets: entities, absurd references, sizes and dates",
        700,
        lambda random: _parts(_book, "bad.xlsx", random),
    ),
    Family(
        "zip bombs", "zips that unpack to 320 MB, hold 12,000 members, lie of sizes, lead outside", 150, _bomb
    ),
)
