"""Read a page (.html): its main content as lines, and what its head says for certain."""

from __future__ import annotations

import html
import re
from importlib import import_module
from typing import Any, cast

from extract.readers.decoding import decode_declared
from extract.readers.html_facts import headline, known
from extract.readers.html_lines import Line, clean, page_lines
from extract.readers.html_main import main_lines, squeeze
from extract.readers.limits import MAX_MARKUP
from extract.readers.reading import Reading
from graph.model import InputError

_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE
)
_HEAD = 8192
_TAG = re.compile(r"<(?:p|div|br|li|tr|h[1-6]|section|article|table)\b", re.IGNORECASE)
_ANY_TAG = re.compile(r"(<[^<>]*>)")
_BODY_OF_TAGS = re.compile(r"<body\b[^<>]*>\s*<", re.IGNORECASE)


def read_html(data: bytes, name: str) -> list[Reading]:
    """Read a page as one document: the lines of its content, tables and lists kept, navigation dropped.

    Where the main content cannot be told, it is all text of the page but scripts and styles.

    Raises:
        InputError: it is no text, or holds none that is shown.
    """
    declared = _CHARSET.search(data[:_HEAD])
    markup = decode_declared(data, declared[1].decode("ascii", "replace") if declared else None, name)
    tree = _parse(markup)
    body = None if tree is None else tree.find("body")
    if body is None:
        return [Reading(_stripped(markup, name))]
    loose = is_loose(markup)
    lines = page_lines(body, newlines=loose)
    title = headline(tree, lines)
    if not loose:
        lines = main_lines(tree if len(markup) <= MAX_MARKUP else None, lines, title)
    text = _text(lines, title)
    if not text:
        raise InputError(f"{name}: 没有文字内容 (no text in the file)")
    return [Reading(text, known(tree, title, text))]


def is_loose(markup: str) -> bool:
    r"""Whether a file is a text with stray markup: it has more lines of text than elements to part them.

    >>> is_loose("关于冷链的提案\n提案人：王小明\n<p>一、设立基金。&nbsp;\n二、开展试点。")
    True
    >>> is_loose("<p>一、设立\n基金。</p><p>二、开展试点。</p>")
    False
    """
    if _BODY_OF_TAGS.search(markup):
        return False
    texts = [line for line in markup.splitlines() if re.sub(r"<[^<>]*>|&nbsp;|\s", "", line)]
    return len(texts) > 1 and len(_TAG.findall(markup)) * 2 < len(texts)


def _parse(markup: str) -> Any:
    """Return the page as lxml reads it, or None where it gives up (no element, or nested too deep)."""
    lxml_html = cast("Any", import_module("lxml.html"))
    etree = cast("Any", import_module("lxml.etree"))
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True
    )
    data = markup.replace("\0", "").encode("utf-8", "replace")
    try:
        tree = etree.fromstring(data, parser)
    except etree.LxmlError:
        return None
    gave_up = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return None if gave_up else tree


def _stripped(markup: str, name: str) -> str:
    """Return the text of a page that cannot be parsed: its tags end lines."""
    pieces: list[str] = []
    unseen = ""  # the script or style that is open
    for piece in _ANY_TAG.split(markup):
        if not piece.startswith("<"):
            pieces.append("" if unseen else piece)
            continue
        pieces.append("\n")
        tag = piece[1:8].lower()
        if unseen:
            unseen = "" if tag.startswith(f"/{unseen}") else unseen
        else:
            unseen = next((name for name in ("script", "style") if tag.startswith(name)), "")
    lines = [clean(line) for line in html.unescape("".join(pieces)).split("\n")]
    if not any(lines):
        raise InputError(f"{name}: 没有文字内容 (no text in the file)")
    return "\n".join(line for line in lines if line)


def _text(lines: list[Line], title: str | None) -> str:
    """Return the stored text: a line per paragraph, the headline first where no line is it."""
    texts = [line.text for line in lines]
    if title and texts and not any(squeeze(title) in squeeze(text) for text in texts):
        texts.insert(0, title)
    return "\n".join(texts)
