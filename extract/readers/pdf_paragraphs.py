"""Join the rows of a PDF to paragraphs: what breaks only because the paper ends goes on in one line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

from extract.readers.pdf_rows import Row

_ENDED = re.compile(
    r"[。！？；：:!?;…]["
    r"”’」』）)》\]]*$"
)
_BEGINS = re.compile(
    r"[(（【\[]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[)）】\]]|[、.．](?!\d))|[①-⑳●■◆★▲•·【]"
    r"|第[一二三四五六七八九十\d]{1,3}[条章节、]|[一二三四五六七八九十]是|附件?\s*[:：\d]"
)
_LABEL = re.compile(r"[一-龥 　]{2,8}[：:]")
_SLACK = 3.0
"""How many characters short of the full width a row may be that goes on in the next."""
_INDENT = 1.2
_LARGER = 1.15
_APART = 1.3
_FEWEST = 20


@dataclass(frozen=True)
class _Paper:
    """The measures of a document: margins, size of type, height of a line, and whether it has indents."""

    left: float
    right: float
    size: float
    pitch: float
    indents: bool


def paragraphs(rows: Sequence[Row]) -> list[str]:
    """Return the paragraphs of the rows of all pages, in order."""
    if not rows:
        return []
    paper = _measure(rows)
    found = [rows[0].text]
    for row, following in pairwise(rows):
        if _goes_on(row, following, paper):
            found[-1] = joined(found[-1], following.text)
        else:
            found.append(following.text)
    return found


def joined(text: str, more: str) -> str:
    """Join two pieces of a paragraph: a space only between letters.

    >>> joined("建设平", "台。"), joined("the new", "fund")
    ('建设平台。', 'the new fund')
    """
    letters = text[-1:].isascii() and text[-1:].isalpha() and more[:1].isascii() and more[:1].isalpha()
    return f"{text} {more}" if letters else text + more


def _measure(rows: Sequence[Row]) -> _Paper:
    size = median_low([row.size for row in rows]) or 1.0
    body = [row for row in rows if row.size < size * _LARGER] or list(rows)
    starts = Counter(round(row.left / size * 2) / 2 for row in body)
    common = [start for start, count in starts.items() if count >= max(2, len(body) // 10)]
    left = min(common or starts)
    ends = sorted(row.right for row in body)
    indented = sum(_INDENT < start - left < 4 for start in starts.elements())
    steps = [row.y - following.y for row, following in pairwise(body) if row.y - following.y > size / 2]
    pitch = sorted(steps)[len(steps) // 5] if steps else size  # rows of one paragraph are the closest
    # Where all rows are short, none is full: no paper holds so few characters in a row.
    right = max(ends[int(len(ends) * 0.95)], (left + _FEWEST) * size)
    return _Paper(left * size, right, size, pitch, indents=indented >= 2)


def _goes_on(row: Row, following: Row, paper: _Paper) -> bool:
    """Whether a row's paragraph goes on in the next row."""
    if (
        _BEGINS.match(following.text)
        or max(row.size, following.size) > min(row.size, following.size) * _LARGER
    ):
        return False
    if row.size > paper.size * _LARGER:
        return _is_wrapped_title(row, following, paper)
    indent = (following.left - paper.left) / paper.size
    full = paper.right - row.right < _SLACK * paper.size
    ended = bool(_ENDED.search(row.text))
    if _LABEL.match(following.text) and (ended or not full):
        return False
    if row.text.endswith(("、", "，")) and abs(following.left - row.left) < paper.size:
        return True
    if indent > _INDENT and (paper.indents or not full or ended):
        return False
    if not paper.indents and row.y - following.y > paper.pitch * _APART:
        return False
    if full:
        return True
    # Where paragraphs are indented, a row at the margin goes on with the one above, unless that is ended.
    wide = row.right - row.left > (paper.right - paper.left) * 0.6
    return paper.indents and wide and not ended and row.left - paper.left < 4 * paper.size


def _is_wrapped_title(row: Row, following: Row, paper: _Paper) -> bool:
    wide = row.right - row.left > (paper.right - paper.left) * 0.6
    return wide and not _ENDED.search(row.text) and not re.match(r"[—（(]", following.text)
