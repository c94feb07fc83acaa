"""Choose the lines of a page that are its content, with trafilatura's judgement as the guide.

trafilatura says which text is the main content. Its own text is not taken over: it drops paragraphs and
lines under the headline on some pages, and keeps navigation on short ones. The lines between the first
and the last that it names are the page's own; navigation (mostly links) among them is dropped.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Any, cast

from extract.readers.html_lines import Line

_ENOUGH = "60"
"""Characters that make a page: trafilatura's own 250 is meant for alphabets."""

_NOTICE_SIZE = 300
_LEGAL = re.compile(r"ICP备|公网安备|网站标识码|版权所有|copyright|©|技术支持|网站地图", re.IGNORECASE)
_TRAIL = re.compile(r"(?:您?的?当前|您?现在)的?位置|首页\s*[>›»/]")
_LINKS = re.compile(r"相关|推荐|热门|热点|最新|更多|延伸|上一|下一|分享|导航|栏目|友情|专题|排行")
_ABOUT = re.compile(r"发布|日期|时间|来源|作者|编辑|记者|字号|字体|浏览|阅读|点击|\d{4}\s*[-/.年]\s*\d{1,2}")
_MARKS = re.compile(r"[\W\d_]+")
_SENTENCE = re.compile(r"[。；！？]”?$")
_SPACE = re.compile(r"\s+")


def main_lines(tree: Any, lines: Sequence[Line], headline: str | None) -> list[Line]:
    """Return the lines that are content, in order; all of them where nothing tells them apart.

    Args:
        tree: the page, as lxml gives it, which is not changed; None where it is too long to be judged.
        lines: all lines of the page.
        headline: the page's headline, where it is known; lines from there on belong to the content.
    """
    plain = _without_navigation(lines)
    chosen = [] if tree is None else _chosen(tree, plain)
    if not chosen:
        return plain or list(lines)
    last = chosen[-1]
    while last + 1 < len(plain) and _belongs(plain[last + 1], plain[last]):
        last += 1
    return plain[_beginning(plain, chosen[0], headline) : last + 1]


def _without_navigation(lines: Sequence[Line]) -> list[Line]:
    """Return the lines that are neither links, nor the page's furniture, nor its legal notice."""
    marked = sum(len(line.text) for line in lines if line.furniture)
    believed = marked * 2 <= sum(len(line.text) for line in lines)  # else the page's names mean nothing
    sizes: Counter[Any] = Counter()
    for line in lines:
        sizes[line.block] += len(line.text)
    legal = {line.block for line in lines if _is_legal(line) and sizes[line.block] < _NOTICE_SIZE}
    found: list[Line] = []
    leads = False  # whether the line behind leads elsewhere: then a short line above is its heading
    for line in reversed(lines):
        navigation = is_link(line) or (believed and line.furniture) or line.block in legal or _is_legal(line)
        leads = navigation or (leads and len(line.text) < 12 and bool(_LINKS.search(line.text)))
        if not leads:
            found.append(line)
    return found[::-1]


def is_link(line: Line) -> bool:
    """Whether a line leads elsewhere: it is a trail, or mostly links; dates and bars between say nothing."""
    return bool(_TRAIL.match(line.text)) or line.linked * 2 > len(_MARKS.sub("", line.text))


def _is_legal(line: Line) -> bool:
    return len(line.text) < 120 and "。" not in line.text and bool(_LEGAL.search(line.text))


def squeeze(text: str) -> str:
    """Return a text without white space, for comparison."""
    return _SPACE.sub("", text)


def _chosen(tree: Any, lines: Sequence[Line]) -> list[int]:
    """Return the positions of the lines that trafilatura takes for content."""
    pieces = _judged(tree)
    whole = "".join(pieces)
    known = set(pieces)
    return [
        position
        for position, line in enumerate(lines)
        if (text := squeeze(line.text)) in known or (len(text) > 7 and text in whole)
    ]


def _judged(tree: Any) -> list[str]:
    """Return the pieces of text that trafilatura takes for content, without white space."""
    try:
        document = _trafilatura().bare_extraction(
            tree,
            favor_recall=True,
            include_comments=False,
            include_tables=True,
            include_links=False,
            deduplicate=False,
            with_metadata=False,
            config=_settings(),
        )
    except Exception:  # a guide that fails on an odd page: the page is read without it
        return []
    if document is None:
        return []
    texts = (piece for piece in document.body.itertext() for piece in piece.split("\n"))
    return [text for piece in texts if (text := squeeze(piece))]


@cache
def _trafilatura() -> Any:
    for name in ("trafilatura", "htmldate", "justext", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return cast("Any", import_module("trafilatura"))


@cache
def _settings() -> Any:
    settings = cast("Any", import_module("trafilatura.settings")).use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", _ENOUGH)
    return settings


def _beginning(lines: Sequence[Line], first: int, headline: str | None) -> int:
    """Return where the content begins: at the headline, else above ``first`` as far as lines belong to it."""
    wanted = squeeze(headline or "")
    places = [position for position, line in enumerate(lines) if wanted and squeeze(line.text) == wanted]
    for position in reversed(places):
        if position <= first or not any("。" in line.text for line in lines[first:position]):
            return position
    while first > 0 and (_belongs(lines[first - 1], lines[first]) or _is_about(lines[first - 1])):
        first -= 1
    return first


def _is_about(line: Line) -> bool:
    return len(line.text) < 80 and bool(_ABOUT.search(line.text))


def _belongs(line: Line, known: Line) -> bool:
    """Whether a line stands in the block of a known one or right beside it; a sentence, also near it."""
    if line.block is known.block:
        return True
    parent, beside = line.block.getparent(), known.block.getparent()
    if parent is None or beside is None:
        return False
    above = parent.getparent()
    near = above is not None and above is beside.getparent() and str(above.tag) != "body"
    return parent is beside or (near and bool(_SENTENCE.search(line.text)))
