"""What a page says of itself: its headline, and what its head holds for certain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from extract.readers import facts
from extract.readers.html_lines import Line, clean
from extract.readers.html_main import is_link
from extract.readers.reading import Known

_PARTS = re.compile(r"\s+[-–—|·]+\s+|\s*[_|｜»>]+\s*|\s*-{1,2}\s*(?=[一-龥])|\s*——\s*")
_NO_HEADLINE = re.compile(
    r"(?:无标题(?:文档)?|未命名|新建.*|untitled.*|index|首页|详情页?|正文|.*位置[:：].*|提案详情|文章内容|文章详情|.*(?:网站?|门户))",
    re.IGNORECASE,
)
_SITE = re.compile(r"(?:政协|人大(?:常委会)?|政府|委员会|网|局|厅|办公室|报|频道|客户端|云)$")
_DATE_NAMES = (
    "pubdate",
    "publishdate",
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "pub_date",
)
_SOURCE_NAMES = ("contentsource", "article:publisher")
_SITE_NAMES = ("sitename", "og:site_name")
_TEXT_DATE = re.compile(
    r"(?:发布|日期|时间|提交|来源|印发|答复).{0,40}?(?:19|20)\d{2}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}"
)
_TEXT_SOURCE = re.compile(r"(?:来源|发布单位|发布机构|供稿)\s*[:：]\s*\S")
_TOP = 15


def headline(tree: Any, lines: Sequence[Line]) -> str | None:
    """Return the page's headline: what its head calls the article, a main heading, or its title.

    A title that goes on with the name of a column or site is cut there. None where all it says is the site.
    """
    named = next(_meta(tree, ("articletitle",)), "")
    title = clean(" ".join(" ".join(tree.xpath("//head/title//text()")).split()))
    headings = _headings(lines, "h1") or _headings(lines, "h2")
    sites = {_same(part) for part in _PARTS.split(title) if _SITE.search(part)} - {_same(title)}
    for wanted in (named, title):
        for heading in headings:
            if (
                wanted
                and len(heading) > 3
                and _same(heading) in _same(wanted)
                and _same(heading) not in sites
            ):
                return heading
    if named and not _NO_HEADLINE.fullmatch(named):
        return named
    own = _own_part(title, lines)
    if len(headings) == 1 and not own and _same(headings[0]) not in sites:
        return headings[0]
    return own


def known(tree: Any, title: str | None, text: str) -> Known:
    """Return what the page's head holds for certain; what the text says itself is left to the text."""
    top = "\n".join(text.split("\n")[:_TOP])
    date = next((date for value in _meta(tree, _DATE_NAMES) if (date := facts.iso_date(value))), None)
    publisher = next((value for value in _meta(tree, _SOURCE_NAMES) if not facts.address(value)), None)
    site = next(_meta(tree, _SITE_NAMES), None)
    return Known(
        title=title,
        date=None if _TEXT_DATE.search(top) else date,
        publisher=None if _TEXT_SOURCE.search(text) else publisher or site,
        source=_address(tree),
    )


def _meta(tree: Any, names: Sequence[str]) -> Iterator[str]:
    """Yield the contents of the page's meta elements of some names, in the order of the names."""
    for name in names:
        for node in tree.iter("meta"):
            given = (node.get("name") or node.get("property") or node.get("itemprop") or "").strip().lower()
            content = clean(" ".join((node.get("content") or "").split()))
            if given == name and content:
                yield content


def _address(tree: Any) -> str | None:
    """Return the page's own address; one that is only the site's is no address of the page."""
    links = (node.get("href") for node in tree.iter("link") if (node.get("rel") or "").lower() == "canonical")
    for value in (*links, *_meta(tree, ("og:url", "url"))):
        found = facts.address(value or "")
        if found and re.match(r"[^/]+//[^/]+/[^?#]*[^/?#]", found) and not re.search(r"/index\.\w+$", found):
            return found
    return None


def _own_part(title: str, lines: Sequence[Line]) -> str | None:
    """Return the part of a title that is the headline: one that the page repeats, or its front."""
    parts = [part for part in _PARTS.split(title) if part and not _NO_HEADLINE.fullmatch(part)]
    own = {_same(line.text) for line in lines if not is_link(line)}
    for wanted in (title, *parts):
        if _same(wanted) in own and not _NO_HEADLINE.fullmatch(wanted):
            return wanted
    first = parts[0] if parts else ""
    return first if len(first) > 5 and not _SITE.search(first) else None


def _same(text: str) -> str:
    return re.sub(r"\s", "", text)


def _headings(lines: Sequence[Line], tag: str) -> list[str]:
    """Return the headings of a level, but for links and trails."""
    inside = (line for line in lines if line.block.tag == tag or any(line.block.iterancestors(tag)))
    return [line.text for line in inside if not is_link(line)]
