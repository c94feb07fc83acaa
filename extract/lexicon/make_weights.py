"""Write ``weights-*.tsv``: what the development set teaches of the questions that rules answer less well.

Run by ``make weights``. Each label of a table is learned by itself (logistic regression, small weights
preferred) from ``tests/development/tune`` alone; features of few documents and light weights are left out,
the others become whole numbers. Same documents, same bytes. What it is worth is printed: on documents left
out, batch by batch, and on the latest by tables of those before.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from extract.draft import Layout
from extract.gold import Gold, load_gold
from extract.instruments import weigh_instruments
from extract.lines import split_lines
from extract.modality import modality_of
from extract.organizations import find_organizations
from extract.pipeline import Context, extract, look
from extract.read import Found, Source, display, read
from extract.scores import Score, alike, score
from extract.structure import read_structure
from extract.view import TextView
from extract.weighed_modality import features_of as modality_features
from extract.weighing import COUNTS, kinds_of
from extract.weights import TABLES, Weights, parse, use_weights
from extract.work import context_of
from extract.wrap import breaks, stray_spaces, unwrap
from graph.model import Extraction, MentionType

TUNE = Path(__file__).parents[2] / "tests" / "development" / "tune"
LATEST = 321
"""Number from which on documents were written after the rules."""
FOLDS = 8
SCALE = 20
"""What a weight is multiplied by before it becomes a whole number."""
HEADER = (
    "# Weights of features for labels, written by make_weights.py from tests/development/tune: edit none."
)
MEASURES = (
    "instrument",
    "instrument exact",
    "instrument class",
    "instrument subtool",
    "instrument modality",
)

Floats = NDArray[np.float64]


class Settings(NamedTuple):
    """How a table is learned."""

    freedom: float
    """How large weights may become: the inverse of what their squares cost."""
    documents: int
    """In how many documents a feature stands at least."""
    least: int
    """The smallest whole number that is kept."""


SETTINGS = {"verdict": Settings(0.1, 4, 1), "modality": Settings(0.3, 4, 2)}


class Example(NamedTuple):
    """What is said of one case in a document, and the right label; empty where none is."""

    features: list[str]
    label: str


class Document(NamedTuple):
    """A development document: its number, its text with whole lines, its gold, and what it teaches."""

    number: int
    found: Found
    gold: Gold
    examples: dict[str, list[Example]]


def documents() -> list[Document]:
    """Read the development set in order of the numbers, and what the rules alone make of it."""
    use_weights({name: Weights() for name in TABLES})
    paths = sorted(TUNE.glob("*.json"), key=_number)
    return [_document(path) for path in paths]


def _number(path: Path) -> int:
    return int(path.stem.partition("-")[0])


def _document(path: Path) -> Document:
    beside = next(item for item in sorted(path.parent.glob(f"{path.stem}.*")) if item.suffix != ".json")
    source = Source(beside, f"document:{path.stem}", display(beside))
    found = next(item for item in read(source) if isinstance(item, Found))
    gold = load_gold(path)
    text = unwrap(found.text, sorted({*breaks(found.text), *stray_spaces(found.text)}))
    return Document(_number(path), found, gold, _examples(text, context_of(found, "rjieba"), gold))


def _examples(text: str, context: Context, gold: Gold) -> dict[str, list[Example]]:
    extraction = extract(text, context)
    lines = split_lines(text)
    view = look(text, lines, context)[1]
    return {
        "verdict": [*_verdicts(extraction, view, gold)],
        "modality": [*_modalities(extraction, view, read_structure(text, lines), gold)],
    }


def _verdicts(extraction: Extraction, view: TextView, gold: Gold) -> Iterator[Example]:
    barriers = [match.end for match in find_organizations(view)]
    names = gold.names.of(MentionType.INSTRUMENT)
    for item in weigh_instruments(view, kinds_of(extraction), barriers):
        name = _bare(extraction.text[item.match.start : item.match.end])
        if item.features:
            yield Example(item.features, COUNTS if any(alike(name, other) for other in names) else "")


def _modalities(extraction: Extraction, view: TextView, layout: Layout, gold: Gold) -> Iterator[Example]:
    right = {item.name: item.modality for item in gold.names.instrument}
    for mention in extraction.mentions:
        passage = layout.passage_at(mention.start)
        if mention.type is MentionType.INSTRUMENT and _bare(mention.exact) in right and passage is not None:
            where = (view, mention.start, mention.end)
            rules = modality_of(*where, passage.kind, passage.section)
            features = modality_features(*where, passage, rules)
            yield Example([*features], right[_bare(mention.exact)])


def _bare(exact: str) -> str:
    return exact.replace("\n", "")


def learn(name: str, taught: list[Document]) -> str:
    """Return the table of one question as a file's text."""
    settings = SETTINGS[name]
    examples = [item for document in taught for item in document.examples[name]]
    columns = _columns(name, taught, settings.documents)
    matrix = _matrix([item.features for item in examples], columns)
    lines = [HEADER]
    weights: dict[str, list[tuple[str, int]]] = {feature: [] for feature in columns}
    for label in sorted({item.label for item in examples} - {""}):
        right = np.array([item.label == label for item in examples])
        for feature, weight in zip(columns, _fit(matrix, right, settings.freedom), strict=True):
            whole = round(SCALE * float(weight))
            if abs(whole) >= settings.least:
                weights[feature].append((label, whole))
    lines += [f"{feature}\t{label}\t{whole}" for feature, row in weights.items() for label, whole in row]
    return "\n".join(lines) + "\n"


def _columns(name: str, taught: list[Document], least: int) -> dict[str, int]:
    """Number the features that stand in enough documents, in order."""
    holding: dict[str, set[int]] = defaultdict(set)
    for document in taught:
        for example in document.examples[name]:
            for feature in example.features:
                holding[feature].add(document.number)
    kept = sorted(feature for feature, where in holding.items() if len(where) >= least)
    return {feature: number for number, feature in enumerate(kept) if feature.isprintable()}


def _matrix(rows: Iterable[list[str]], columns: dict[str, int]) -> Any:
    """Return which feature (column) each case (row) has, as a sparse matrix of ones."""
    cells = [sorted({columns[feature] for feature in row if feature in columns}) for row in rows]
    pointers = np.cumsum([0, *map(len, cells)])
    indices = np.array([column for row in cells for column in row])
    sparse = cast("Any", import_module("scipy.sparse"))
    return sparse.csr_array((np.ones(len(indices)), indices, pointers), shape=(len(cells), len(columns)))


def _fit(matrix: Any, right: NDArray[np.bool_], freedom: float) -> Floats:
    """Return the weights that tell the right cases from the others: logistic regression, weights cost."""
    signs = np.where(right, 1.0, -1.0)
    turned = matrix.T.tocsr()

    def cost(weights: Floats) -> tuple[float, Floats]:
        margins = signs * (matrix @ weights)
        loss = np.logaddexp(0, -margins).sum() + weights @ weights / (2 * freedom)
        return float(loss), turned @ (-signs / (1 + np.exp(margins))) + weights / freedom

    optimize = cast("Any", import_module("scipy.optimize"))
    start = np.zeros(matrix.shape[1])
    options = {"maxiter": 1000, "ftol": 1e-12, "gtol": 1e-5}
    return optimize.minimize(cost, start, jac=True, method="L-BFGS-B", options=options).x


def measured(taught: list[Document], asked: list[Document], total: Score) -> None:
    """Add what tables learned from some documents are worth on others."""
    use_weights({name: parse(learn(name, taught), name) for name in TABLES})
    _scored(asked, total)


def _scored(asked: list[Document], total: Score) -> None:
    for document in asked:
        extraction = extract(document.found.text, context_of(document.found, "rjieba"))
        score(document.found.id, document.gold, extraction, total)


def _batches(known: list[Document]) -> Iterator[tuple[list[Document], list[Document]]]:
    """Yield (taught, asked): each eighth of the documents, in order of their numbers, is asked once."""
    size = -(-len(known) // FOLDS)
    for first in range(0, len(known), size):
        yield known[:first] + known[first + size :], known[first : first + size]


def _said(label: str, total: Score) -> str:
    figures = [f"{name.removeprefix('instrument ')} {total.tallies[name].f1:.3f}" for name in MEASURES]
    return f"{label:40}{', '.join(figures)}"


def figures(known: list[Document]) -> Iterator[str]:
    """Yield what the weights are worth beside the rules alone, on documents they have not learned from."""
    early = [document for document in known if document.number < LATEST]
    late = [document for document in known if document.number >= LATEST]
    for label, asked, parts in (
        (f"documents from {LATEST} on", late, [(early, late)]),
        (f"all, each of {FOLDS} batches left out", known, list(_batches(known))),
    ):
        rules, weighed = Score(), Score()
        use_weights({name: Weights() for name in TABLES})
        _scored(asked, rules)
        yield _said(f"{label}: rules", rules)
        for taught, left in parts:
            measured(taught, left, weighed)
        yield _said(f"{label}: weights", weighed)


def main() -> None:
    """Write the tables; with ``--figures`` only measure."""
    known = documents()
    if "--figures" in sys.argv:
        for line in figures(known):
            sys.stdout.write(line + "\n")
        return
    for name in TABLES:
        Path(__file__).with_name(f"weights-{name}.tsv").write_text(
            learn(name, known), encoding="utf-8", newline="\n"
        )


if __name__ == "__main__":
    main()
