"""Hard-wrapped and scanned text: read it with its lines joined, and give spans back as they stand.

Some files break every line at a fixed width, in the middle of words. Reading goes on a view without those
breaks; ``restore`` maps every span back, so that ``exact`` keeps the break and names do not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter

import msgspec

from graph.model import Document, Extraction, Fact, Mention, Passage, Proposal, Proposer, Span

_ENDED = "。！？；：:!?;”』」】）)》…"
_NEW_PARAGRAPH = re.compile(
    r"[ \t　]|[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[【《#*>●■◆-]"
    r"|第[一二三四五六七八九十]+[条章、]|[一-龥 　]{2,8}[:：]"
)
_NARROWEST, _BROADEST = 14, 60
_NARROW = re.compile("[\x00-\u1fff]+")
_SLACK = 4
"""How much shorter than the full width a broken line may be, in columns of one Chinese letter."""
_WIDEST = 1.25
"""How many times the usual width a broken line may have; a longer one stands on its own."""
_SHARE, _LEAST = 0.3, 5


def breaks(text: str) -> list[int]:
    """Return the offsets of line breaks that only wrap a line; none unless the whole text is wrapped.

    A text is wrapped when at least three in ten of its lines (and five) are about as long as its longest
    usual line, end in the middle of a sentence, and go on in the next line without an indent or a number.
    Where paragraphs are indented, a line after a blank one that is not indented belongs to none of them.
    """
    lines = text.split("\n")
    if not _may_wrap(lines):
        return []
    sizes = [_size(line) for line in lines if line.strip()]
    width = _width(sizes)
    if width is None:
        return []
    indented = sum(map(_indented, lines)) >= _LEAST
    heads = {line for line, count in Counter(map(str.strip, lines)).items() if count > 1}  # of pages
    found: list[int] = []
    position, in_paragraph = 0, not indented
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        position += len(line) + 1
        in_paragraph = not indented or ((_indented(line) or in_paragraph) and bool(line.strip()))
        full = width - _SLACK <= _size(line) <= width * _WIDEST and line.rstrip()[-1] not in _ENDED
        goes_on = not (_NEW_PARAGRAPH.match(following) or heads & {line.strip(), following.strip()})
        if in_paragraph and full and following.strip() and goes_on:
            found.append(position - 1)
    return found if len(found) >= max(_LEAST, _SHARE * len(sizes)) else []


def _may_wrap(lines: list[str]) -> bool:
    """Whether lines may be a page's by their letters alone, of which a column holds one or two."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if len(lengths) < _LEAST:
        return False
    usual = lengths[int(len(lengths) * 0.9)]
    return _NARROWEST <= usual <= 2 * _BROADEST


def _size(line: str) -> float:
    """Return how wide a line is in columns of one Chinese letter; a Latin one takes half."""
    bare = line.rstrip()
    return len(bare) - 0.5 * sum(map(len, _NARROW.findall(bare)))


def _width(sizes: list[float]) -> float | None:
    """Return the width at which most lines end, give or take a little; None where lines are no page's."""
    ordered = sorted(sizes)
    if len(ordered) < _LEAST or not _NARROWEST <= ordered[int(len(ordered) * 0.9)] <= _BROADEST:
        return None
    return max(
        (width for width in ordered if width >= _NARROWEST),
        key=lambda width: (bisect_right(ordered, width) - bisect_left(ordered, width - _SLACK), width),
    )


def _indented(line: str) -> bool:
    """Whether a line begins like a paragraph, by two blanks or a wide one."""
    return line.startswith(("  ", "　", "\t")) and bool(line.strip())


_STRAY = re.compile(r" (?<=[\u3400-\u9fff，。；：、“”] )(?=[\u3400-\u9fff，。；：、“”])")
_RUNNING = re.compile(r"[，。；,;]")
_SHORTEST, _FEWEST = 14, 4


def stray_spaces(text: str) -> list[int]:
    """Return the offsets of single spaces that a scanner put inside words; none unless there are several.

    They count only in running text, since lists of names space out names of two letters.
    """
    if text.count(" ") < _FEWEST:
        return []
    found: list[int] = []
    position = 0
    for line in text.split("\n"):
        if len(line) >= _SHORTEST and _RUNNING.search(line):
            found += [position + match.start() for match in _STRAY.finditer(line)]
        position += len(line) + 1
    return found if len(found) >= _FEWEST else []


def unwrap(text: str, cuts: list[int]) -> str:
    """Return the text without the line breaks at ``cuts`` (a carriage return before one goes too)."""
    pieces: list[str] = []
    start = 0
    for cut in cuts:
        pieces.append(text[start:cut].rstrip("\r"))
        start = cut + 1
    return "".join([*pieces, text[start:]])


class _Map:
    """Maps offsets of the joined view to offsets of the text."""

    def __init__(self, text: str, cuts: list[int]) -> None:
        self._starts: list[int] = [0]  # offsets in the view where a piece begins
        self._shifts: list[int] = [0]  # how far that piece lies further on in the text
        removed = 0
        for cut in cuts:
            gone = 2 if text[cut - 1 : cut] == "\r" else 1
            removed += gone
            self._starts.append(cut + 1 - removed)
            self._shifts.append(removed)

    def start(self, offset: int) -> int:
        """Map the offset of a character."""
        return offset + self._shifts[bisect_right(self._starts, offset) - 1]

    def end(self, offset: int) -> int:
        """Map an end, which is the offset after a character."""
        return self.start(offset - 1) + 1 if offset else 0


def restore(found: Extraction, text: str, cuts: list[int]) -> Extraction:
    """Return the extraction of the joined view with all spans as they stand in ``text``."""
    offsets = _Map(text, cuts)

    def span(start: int, end: int) -> dict[str, int]:
        return {"start": offsets.start(start), "end": offsets.end(end)}

    def passages(items: tuple[Passage, ...]) -> tuple[Passage, ...]:
        return tuple(msgspec.structs.replace(item, **span(item.start, item.end)) for item in items)

    def proposers(items: tuple[Proposer, ...]) -> tuple[Proposer, ...]:
        return tuple(msgspec.structs.replace(item, **span(item.start, item.end)) for item in items)

    def mention(item: Mention) -> Mention:
        place = span(item.start, item.end)
        cue = item.cue and quoted(item.cue)
        return msgspec.structs.replace(item, **place, exact=text[place["start"] : place["end"]], cue=cue)

    def quoted(item: Span) -> Span:
        place = span(item.start, item.end)
        return Span(**place, exact=text[place["start"] : place["end"]])

    def proposal(item: Proposal) -> Proposal:
        return msgspec.structs.replace(
            item,
            **span(item.start, item.end),
            members=proposers(item.members),
            organizations=proposers(item.organizations),
            passages=passages(item.passages),
            handlers=tuple(
                msgspec.structs.replace(handler, **span(handler.start, handler.end))
                for handler in item.handlers
            ),
        )

    def fact(item: Fact) -> Fact:
        place = span(item.start, item.end)
        return msgspec.structs.replace(item, **place, exact=text[place["start"] : place["end"]])

    document: Document = msgspec.structs.replace(
        found.document,
        passages=passages(found.document.passages),
        facts=tuple(fact(item) for item in found.document.facts),
    )
    return Extraction(
        document=document,
        text=text,
        proposals=tuple(proposal(item) for item in found.proposals),
        mentions=tuple(mention(item) for item in found.mentions),
        entities=found.entities,
        replies=tuple(msgspec.structs.replace(item, **span(item.start, item.end)) for item in found.replies),
    )
