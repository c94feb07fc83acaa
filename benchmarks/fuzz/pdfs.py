"""Bad PDFs: damaged bytes, circles of pages and objects, bombs of filters, absurd numbers."""

from __future__ import annotations

import re
import zlib
from functools import cache
from random import Random

from benchmarks.fuzz.case import TEXT, Case, Family, built, damaged
from tests.extract.readers.making import pdf

_NUMBERS = (
    b"-1",
    b"0",
    b"99999999999999999999",
    b"1e400",
    b"2147483648",
    b"-2147483649",
    b"0.0000000001",
    b"null",
)
_CONTENT = (
    *(
        b"BT",
        b"ET",
        b"q",
        b"Q",
        b"Tj",
        b"TJ",
        b"Tf",
        b"Td",
        b"Tm",
        b"cm",
        b"Do",
        b"BI",
        b"ID",
        b"EI",
        b"BDC",
        b"EMC",
    ),
    *(
        b"/F1",
        b"/X0",
        b"(a)",
        b"(\\",
        b"<4e00>",
        b"<",
        b"[",
        b"]",
        b"<<",
        b">>",
        b"0",
        b"-1e9",
        b"99999999999999",
    ),
    *(b"1 0 0 1 72 700", b"/F1 12", b"'", b'"', b"T*", b"%", b"\0", b"true"),
)


@cache
def _made() -> bytes:
    return pdf(TEXT.splitlines(), ["建议设立引导基金。"], head="提案选编", number="- {} -")


def objects(*bodies: bytes, root: int = 1) -> bytes:
    """Return a PDF of some objects, numbered from 1, with a table of where they stand."""
    data, places = b"%PDF-1.7\n", list[int]()
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, root, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places) + 1, table) + tail


def _stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), more, data)


def _page(content: bytes, resources: bytes = b"<</Font<</F1 5 0 R>>>>", *more: bytes) -> bytes:
    """Return a PDF of one page."""
    return objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources %s/Contents 4 0 R>>" % resources,
        content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    )


def _circles(random: Random) -> bytes:
    """Objects that lead back to themselves: pages, parents, forms, fonts, contents, lengths."""
    how = random.randrange(7)
    if how == 0:
        return objects(
            b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9/Parent 2 0 R>>"
        )
    if how == 1:
        kids = b"<</Type/Pages/Kids[%d 0 R]/Count 1>>"
        depth = random.choice((50, 990, 3000))
        return objects(b"<</Type/Catalog/Pages 2 0 R>>", *(kids % (n + 3) for n in range(depth)))
    if how == 2:
        form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X0 6 0 R>>>>"
        return _page(_stream(b"/X0 Do"), b"<</XObject<</X0 6 0 R>>>>", _stream(b"/X0 Do /X0 Do", form))
    if how == 3:
        return _page(b"[4 0 R 4 0 R]")
    if how == 4:
        return _page(b"<</Length 4 0 R>>\nstream\nBT ET\nendstream")
    if how == 5:
        return _page(_stream(b"BT /F1 12 Tf (a) Tj ET"), b"3 0 R")
    return objects(b"1 0 R", b"<</Type/Pages/Kids[]/Count 0>>")


def _bombs(random: Random) -> bytes:
    """Streams that unpack to far more than they take, and arrays and strings without end."""
    how = random.randrange(5)
    size = random.choice((1, 29, 40, 200)) * 1_000_000
    if how == 0:
        return _page(_stream(zlib.compress(bytes(size), 9), b"/Filter/FlateDecode"))
    if how == 1:
        twice = zlib.compress(zlib.compress(b" " * size, 9), 9)
        return _page(_stream(twice, b"/Filter[/FlateDecode/FlateDecode]"))
    if how == 2:
        shown = b"BT /F1 12 Tf " + b"(aaaa) Tj " * random.choice((1_000, 60_000)) + b"ET"
        return _page(_stream(zlib.compress(shown, 9), b"/Filter/FlateDecode"))
    if how == 3:
        open_ = random.choice((b"[", b"<<", b"(", b"q ", b"/P BMC ", b"<</a "))
        return _page(_stream(b"BT " + open_ * random.choice((500, 5_000, 100_000))))
    ranges = (
        b"1 begincodespacerange <0000><FFFF> endcodespacerange 1 beginbfrange <0000><FFFF><0000> endbfrange "
    )
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 6 0 R>>"
    table = ranges * random.choice((1, 30))
    return _page(_stream(b"BT /F1 12 Tf <4e00> Tj ET"), b"<</Font<</F1 %s>>>>" % font, _stream(table))


def _numbers(random: Random) -> bytes:
    """Put absurd numbers where the file has sound ones."""
    data = _made()
    found = list(re.finditer(rb"(?<=[ /\[])\d+(?=[ /\]\n])", data))
    for match in sorted(random.sample(found, random.choice((1, 2, 6))), key=lambda match: -match.start()):
        data = data[: match.start()] + random.choice(_NUMBERS) + data[match.end() :]
    return data


def _contents(random: Random) -> bytes:
    operators = b" ".join(random.choice(_CONTENT) for _ in range(random.randrange(1, 200)))
    return _page(_stream(b"BT /F1 12 Tf (abc) Tj ET " + operators))


def _structure(random: Random) -> Case:
    data = random.choice((_circles, _bombs, _numbers, _numbers, _contents, _contents))(random)
    if random.random() < 0.15:
        data = damaged(data, random)
    return built("bad.pdf", data)


FAMILIES = (
    Family(
        "pdf bytes",
        "PDFs cut, flipped and torn",
        500,
        lambda random: built("bad.pdf", damaged(_made(), random)),
    ),
    Family(
        "pdf objects",
        "circles of pages and forms, filter bombs to 200 MB, absurd numbers, random operators",
        700,
        _structure,
    ),
)
