"""How a passage begins, as a quotation: for what is said of a passage as a whole."""

from __future__ import annotations

from graph.model import Evidence, PassageText
from graph.text import sentence_bounds


def opening(passage: PassageText) -> Evidence:
    """Return the first sentence of a passage as a quotation."""
    blank = len(passage.text) - len(passage.text.lstrip())
    start, end = sentence_bounds(passage.text, blank, blank)
    sentence = passage.text[start:end]
    return Evidence(
        document=passage.document,
        document_name=passage.document_name,
        start=passage.start + start,
        end=passage.start + end,
        exact=sentence,
        sentence=sentence,
        sentence_start=passage.start + start,
    )
