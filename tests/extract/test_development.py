"""The development set: names found against hand-made gold, as sets of distinct strings, above their floors.

The documents stand in ``tests/development``. A name counts as found leniently when it equals a gold name, or
one holds the other and is at most twice as long. Names inside other names are left out, but for industries
inside instruments; so are words that mean the jurisdiction (我市). A body that proposes is a member too.
"""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from extract.pipeline import Context, extract
from graph.model import MentionType, Resolution

FOLDER = Path(__file__).parents[1] / "development"
DOCUMENTS = sorted(FOLDER.glob("*.json"))

# type: lenient F1. Raise them when the extraction improves; never lower them.
FLOORS = {"member": 0.93, "place": 0.83, "organization": 0.87, "industry": 0.74, "instrument": 0.795}


def names_found(extraction, text):
    """Return type -> the distinct names of a document, line breaks taken out."""
    found = defaultdict(set)
    instruments = [m for m in extraction.mentions if m.type is MentionType.INSTRUMENT]
    for mention in extraction.mentions:
        inside = any(i.start <= mention.start and mention.end <= i.end for i in instruments)
        counts = not mention.nested or (mention.type is MentionType.INDUSTRY and inside)
        if counts and mention.resolution is not Resolution.CONTEXTUAL:
            found[str(mention.type)].add(mention.exact.replace("\n", ""))
    for proposal in extraction.proposals:
        found["member"] |= {text[body.start : body.end] for body in proposal.organizations}
    return found


def alike(left, right):
    """Whether two names are the same leniently."""
    short, long = sorted((left, right), key=len)
    return left == right or (short in long and len(short) * 2 >= len(long))


def lenient_f1(pairs):
    """Return F1 over (gold set, found set) pairs, micro-averaged."""
    hit_gold = sum(any(alike(name, other) for other in found) for gold, found in pairs for name in gold)
    hit_found = sum(any(alike(name, other) for other in gold) for gold, found in pairs for name in found)
    recall = hit_gold / sum(len(gold) for gold, _ in pairs)
    precision = hit_found / max(1, sum(len(found) for _, found in pairs))
    return 2 * precision * recall / (precision + recall)


@pytest.fixture(scope="module")
def documents():
    read = []
    for path in DOCUMENTS:
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        extraction = extract(text, Context(id=f"document:{path.stem}", source=path.stem))
        read.append((json.loads(path.read_text(encoding="utf-8")), names_found(extraction, text), extraction))
    return read


def test_the_set_is_whole():
    assert len(DOCUMENTS) >= 20


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_gold_stands_in_its_text(path):
    text = path.with_suffix(".txt").read_text(encoding="utf-8").replace("\n", "")
    for names in json.loads(path.read_text(encoding="utf-8"))["names"].values():
        for name in names:
            assert (name if isinstance(name, str) else name["name"]) in text


@pytest.mark.parametrize("kind", FLOORS)
def test_floor(documents, kind):
    pairs = [
        ({name if isinstance(name, str) else name["name"] for name in gold["names"][kind]}, found[kind])
        for gold, found, _ in documents
    ]
    assert lenient_f1(pairs) >= FLOORS[kind]


def test_shapes(documents):
    right = sum(gold["shape"] == extraction.document.shape for gold, _, extraction in documents)
    assert right >= 19
