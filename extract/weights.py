"""Weigh what speaks for an answer: tables of whole numbers learned from the development set, and their sums.

A table (``lexicon/weights-*.tsv``, written by ``make weights``) gives a feature, such as ``last=基金``, a
weight for each label that it speaks for or against. What is asked is described by a list of features; the
label with the greatest sum is the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from itertools import repeat

from extract.lexicon_files import lexical
from graph.model import LexiconError

ALWAYS = "*"
"""The feature that everything has: what speaks for a label before anything is known."""
TABLES = ("verdict", "modality")
"""What is weighed, each by a table of its own."""


_BITS = 20
_HALF = 1 << (_BITS - 1)
"""A sum takes so many bits, and lies between minus and plus the half."""


@dataclass(frozen=True)
class Weights:
    """One table: its labels in order, and of each feature the weights for all of them in one long number.

    Adding such numbers adds the weights of each label; so a sum costs a look-up for each feature.
    """

    labels: tuple[str, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict[str, int])

    def sums(self, features: Iterable[str]) -> list[int]:
        """Return the sum of the weights for each label, in the order of the labels."""
        return self._apart(sum(map(self.rows.get, features, repeat(0))))

    def _apart(self, total: int) -> list[int]:
        """Take a long number apart into what it holds for each label."""
        total += self._halves
        return [((total >> shift) & (2 * _HALF - 1)) - _HALF for shift in self._shifts]

    @cached_property
    def _shifts(self) -> range:
        return range(0, _BITS * len(self.labels), _BITS)

    @cached_property
    def _halves(self) -> int:
        return sum(_HALF << shift for shift in self._shifts)

    def best(self, features: Iterable[str], given: str) -> str:
        """Return the label with the greatest sum: the given one where none is greater, else the first."""
        sums = self.sums(features)
        own = sums[self.labels.index(given)] if given in self.labels else 0
        most = max(sums, default=own)
        return self.labels[sums.index(most)] if most > own else given

    def told(self, features: Iterable[str], label: str) -> list[tuple[str, int]]:
        """Return the features that weigh for or against a label, the heaviest first."""
        number = self.labels.index(label)
        weighed = [(name, self._apart(self.rows.get(name, 0))[number]) for name in features]
        return sorted((item for item in weighed if item[1]), key=lambda item: (-abs(item[1]), item[0]))


def parse(text: str, name: str) -> Weights:
    """Read a table: feature, label and a whole number on each line, tab-separated; ``#`` opens a comment.

    Raises:
        LexiconError: a line is of another form, or a feature has two weights for one label.
    """
    found: dict[tuple[str, str], int] = {}
    for number, line in enumerate(text.rstrip("\n").split("\n"), 1):
        if line.startswith("#"):
            continue
        try:
            feature, label, weight = line.split("\t")
            value = int(weight)
        except ValueError as error:
            raise LexiconError(f"{name}: line {number}: not a feature, a label and a whole number") from error
        if (feature, label) in found:
            raise LexiconError(f"{name}: line {number}: {feature} has two weights for {label}")
        found[feature, label] = value
    labels = tuple(sorted({label for _, label in found}))
    rows: dict[str, int] = {}
    for (feature, label), value in found.items():
        rows[feature] = rows.get(feature, 0) + (value << _BITS * labels.index(label))
    return Weights(labels, rows)


class _Given:
    """Tables that are used instead of the shipped ones; for the whole process."""

    tables: Mapping[str, Weights] = {}


def use_weights(tables: Mapping[str, Weights]) -> None:
    """Weigh by these tables from now on, by those shipped where none is given.

    So it is measured what tables are worth that have learned from a part of the documents.
    """
    _Given.tables = tables


def load_weights(name: str) -> Weights:
    """Return the table in use for one of ``TABLES``."""
    return _Given.tables[name] if name in _Given.tables else _shipped(name)


@lexical
def _shipped(name: str) -> Weights:
    path = f"weights-{name}.tsv"
    return parse(files("extract").joinpath("lexicon", path).read_text(encoding="utf-8"), path)
