"""Choose the shape that fits a text and read its layout."""

from __future__ import annotations

from extract.draft import Layout
from extract.lines import split_lines
from extract.shapes import digest, news, plain, reply, single
from graph.model import InputError


def read_structure(text: str) -> Layout:
    """Read the layout of a text: reply, digest, single proposal, news report, or anything else.

    Raises:
        InputError: the text holds nothing but white space.
    """
    lines = split_lines(text)
    if not lines:
        raise InputError("没有文字内容 (the text is empty)")
    head = "".join(line.text for line in lines[:3])
    if "社情民意" in head:  # a note of one member's observations, not a report that quotes several
        return plain.read(text, lines)
    for shape in (reply, digest, single, news):
        layout = shape.read(text, lines)
        if layout is not None:
            return layout
    return plain.read(text, lines)
