"""Find members whom a report calls by their sector (科技界的张三) or only points at (这位新委员)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.lines import Line
from extract.name_edges import LEFT, REACH, SPEECH, name_end

_SECTORS = (
    "中共|无党派(?:人士)?|共青团|工会|妇联|青联|工商联|科协|台联|侨联|文化艺术|文艺|科学技术|科技|社会科学|社科|经济|农业(?:和农村|农村)?"
    "|教育|体育|新闻出版|医药卫生|医卫|卫生|对外友好|友好|社会福利(?:和社会保障)?|社会保障|环境资源|资源环境|社会和?法制|少数民族"
    "|民族|宗教|特邀|特别邀请|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟"
)
"""What the groups are called in which the members of a conference sit."""
_OF_SECTOR = re.compile(rf"(?:{_SECTORS})界(?:别)?(?:小组)?(?:的|[ 　])(?=[一-鿿])")
_SPOKEN = re.compile(
    rf"(?:委员)?(?:[、和与及]|[(（]|(?:则|也|还|又|就|联名|联合|共同|一起)?(?:{SPEECH})|[带在对从把将])"
)
"""What follows one who has the word, or is named with another."""
_POINTED = re.compile("这[位名][^，。；]{0,6}(?:委员|代表)(?!会|团|性)")


def called_by_sector(text: str, line: Line) -> Iterator[tuple[int, int]]:
    """Yield the spans, in the line, of names behind a sector: 医卫界的张三和社科界的李四联名呼吁."""
    for match in _OF_SECTOR.finditer(line.text):
        found = name_end(text, line.text, match.end(), len(line.text))
        if found is not None and _SPOKEN.match(line.text, found[0]):
            yield match.end(), found[0]


def pointed_at(text: str, line: Line) -> tuple[int, int] | None:
    """Return the span, in the line, of the name that 这位委员 points back to: the surest one near it."""
    match = _POINTED.search(line.text)
    if match is None:
        return None
    best: tuple[int, int, int] | None = None
    for start in range(max(0, match.start() - 4 * REACH), match.start() - 1):
        if not LEFT.search(line.text[max(0, start - REACH) : start]):
            continue
        found = name_end(text, line.text, start, match.start(), strict=True)
        if found is not None and (best is None or found[1] >= best[2]):
            best = (start, found[0], found[1])
    return best[:2] if best else None
