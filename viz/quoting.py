"""What a page quotes, as arrays for its script: proposals, documents and sentences each once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.model import Evidence
from viz.answer_contents import Paper, Said, Work
from viz.overview import caption_of, meeting
from viz.payload import utf16_length
from viz.style import bare_title


class Quoting:
    """The quotations of a page.

    A quotation is the number of its sentence, where the exact words begin in it and how long they are, in
    UTF-16 units, and the modality.
    """

    def __init__(self, works: Mapping[str, Work], papers: Mapping[str, Paper]) -> None:
        """Take the proposals and documents, by id, that quotations name."""
        self._works, self._papers = dict(sorted(works.items())), dict(sorted(papers.items()))
        self._work_numbers = {id_: place for place, id_ in enumerate(self._works)}
        self._paper_numbers = {id_: place for place, id_ in enumerate(self._papers)}
        self._numbers: dict[tuple[str, int, str], int] = {}
        self._sentences: list[list[Any]] = []

    def work(self, id_: str) -> int:
        """Return the number of a proposal, -1 for one that is not known."""
        return self._work_numbers.get(id_, -1)

    def all(self, said: Iterable[Said]) -> list[list[Any]]:
        """Return quotations in their order."""
        return [self.quote(one) for one in said]

    def quote(self, one: Said) -> list[Any]:
        """Return one quotation; its sentence is kept for ``facts``."""
        item = one.said
        begin = item.start - item.sentence_start
        before, exact = item.sentence[:begin], item.sentence[begin : begin + len(item.exact)]
        number = self._sentence(item, self.work(one.proposal))
        modality = list(caption_of(one.modality)) if one.modality else []
        return [number, utf16_length(before), utf16_length(exact), *modality]

    def facts(self) -> dict[str, Any]:
        """Return what all quotations so far refer to."""
        return {"works": self._all_works(), "papers": self._all_papers(), "sentences": self._sentences}

    def _sentence(self, item: Evidence, work: int) -> int:
        key = (item.document, item.sentence_start, item.sentence)
        number = self._numbers.setdefault(key, len(self._sentences))
        if number == len(self._sentences):
            self._sentences.append([item.sentence, self._paper_numbers.get(item.document, -1), work])
        elif self._sentences[number][2] < 0:
            self._sentences[number][2] = work
        return number

    def _all_works(self) -> list[list[Any]]:
        return [
            [
                one.title,
                bare_title(one.title),
                "、".join(one.proposers),
                one.year or "",
                one.number,
                list(caption_of(one.document_type)) if one.document_type else ["", ""],
                self._paper_numbers.get(one.document, -1),
                one.address,
            ]
            for one in self._works.values()
        ]

    def _all_papers(self) -> list[list[Any]]:
        return [
            [one.name, one.publisher, one.date, list(meeting(one.jurisdiction, one.body, one.session))]
            for one in self._papers.values()
        ]
