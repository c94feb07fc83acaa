"""Choose the shape that fits a text and read its layout."""

from __future__ import annotations

from dataclasses import replace

from extract.draft import Layout
from extract.lines import Line, split_lines
from extract.names import Named
from extract.shapes import digest, news, plain, reply, single
from extract.titles import join_title
from graph.model import InputError
from graph.text import simplify


def read_structure(text: str) -> Layout:
    """Read the layout of a text: reply, digest, single proposal, news report, or anything else.

    Raises:
        InputError: the text holds nothing but white space.
    """
    plain_text = simplify(text)  # of equal length, so that its spans are those of the text
    lines = split_lines(plain_text)
    if not lines:
        raise InputError("没有文字内容 (the text is empty)")
    return _as_written(text, plain_text, _choose(plain_text, lines))


def _choose(text: str, lines: list[Line]) -> Layout:
    head = "".join(line.text for line in lines[:3])
    if "社情民意" in head:  # a note of one member's observations, not a report that quotes several
        return plain.read(text, lines)
    for shape in (reply, digest, single, news):
        layout = shape.read(text, lines)
        if layout is not None:
            return layout
    return plain.read(text, lines)


def _as_written(text: str, plain_text: str, layout: Layout) -> Layout:
    """Give titles and names back in the characters of the text."""
    if text == plain_text:
        return layout

    def written(items: tuple[Named, ...]) -> tuple[Named, ...]:
        return tuple(replace(item, name=text[item.start : item.end]) for item in items)

    at = plain_text.find(layout.title)
    return replace(
        layout,
        title=text[at : at + len(layout.title)] if at >= 0 else layout.title,
        named=written(layout.named),
        proposals=tuple(
            replace(
                proposal,
                title=join_title(text, list(proposal.title_spans)) or proposal.title,
                proposers=written(proposal.proposers),
            )
            for proposal in layout.proposals
        ),
    )
