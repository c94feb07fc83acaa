"""Weigh whether a string counts as an instrument where it stands: what the rules say, and what is around it.

The rules find where a name begins and ends and say whether it counts; how far they are right where such words
stand about it, the table ``weights-verdict.tsv`` has learned. It turns down what they take, and takes what
they refuse where nothing else stands. What the user's own lexicon gives is not weighed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from extract.lexicon_files import lexical
from extract.lexicons import load_lexicon
from extract.verdicts import InstrumentMatch, Refused
from extract.view import TextView
from extract.weights import ALWAYS, load_weights
from graph.model import Extraction, PassageKind

COUNTS = "counts"
"""The one label of the table: above 0 a name rather counts."""
KindAt = Callable[[int, int], PassageKind | None]
"""Tells of which kind the passage is that holds a span whole; None where no instrument is looked for."""
_CLEARLY = 6
"""What a name must weigh that the rules refuse."""
NO_TOPICS = frozenset({PassageKind.CHROME, PassageKind.FOOTER, PassageKind.BYLINE})
"""Kinds of passage in which no industry, instrument or place is looked for."""
_REACH = 8
"""How many words before a name in its clause are weighed."""
_SHORTEST = 3
"""From which length on what the rules refuse is weighed."""
_LONGEST, _MOST_WORDS, _MOST_TIMES = 12, 6, 4
"""From which length, number of words and number of occurrences on all are alike."""
_LENGTHS = tuple(f"length={number}" for number in range(_LONGEST + 1))
_WORDS = tuple(f"words={number}" for number in range(_MOST_WORDS + 1))
_TIMES = tuple(f"times={number}" for number in range(_MOST_TIMES + 1))
_EDGE = "¶"
"""What stands for a line's end, a blank, and the edge of the text."""
_CLAUSE_ENDS = frozenset("。！？；;\n，,：:")
_OPENERS = frozenset("“《‘「")
_TELLING = (
    "asking",
    "carrying",
    "counted",
    "done_to",
    "evaluatives",
    "existing_before",
    "giving",
    "listing",
    "making",
    "means_verbs",
    "negated_before",
    "plain_nouns",
    "planned_before",
    "predicates",
    "pushing",
    "quoting",
    "starting",
    "striving",
    "taken_for_granted",
)
"""Classes of words that tell something where the word before a name is of them."""


def kinds_of(extraction: Extraction) -> KindAt:
    """Return what tells the kinds of the passages of a document that was read."""
    passages = [item for part in (extraction.document, *extraction.proposals) for item in part.passages]
    passages.sort(key=lambda item: item.start)
    starts = [item.start for item in passages]

    def kind_at(start: int, end: int) -> PassageKind | None:
        index = bisect_right(starts, start) - 1
        inside = index >= 0 and end <= passages[index].end
        return passages[index].kind if inside and passages[index].kind not in NO_TOPICS else None

    return kind_at


class Weighed(NamedTuple):
    """A name the rules take or refuse, what is said of it, and what that weighs."""

    match: InstrumentMatch
    refused: str
    """Why the rules refuse it; empty where they take it."""
    features: list[str]
    """Empty where only the rules decide."""
    weight: int

    @property
    def counts(self) -> bool:
        """Whether it counts; what the rules refuse must weigh clearly more than nothing."""
        return self.weight > _CLEARLY if self.refused else self.weight >= 0


def weigh(
    view: TextView, verdicts: list[InstrumentMatch | Refused], taken: list[InstrumentMatch], kind_at: KindAt
) -> list[Weighed]:
    """Weigh what the rules take in the end, none overlapping, and what they refuse where nothing is taken.

    ``verdicts`` are all that the rules say, overlapping or not: how often they come upon a name tells too.
    """
    refused = [(item.would, item.reason) for item in verdicts if isinstance(item, Refused)]
    items = [*((match, "") for match in taken), *_free(taken, refused)]
    times = Counter(view.folded[item.start : item.end] for item in verdicts)
    table, own = load_weights("verdict"), view.lexicon.own
    found: list[Weighed] = []
    for match, reason in items:
        kind = kind_at(match.start, match.end)
        features: list[str] = []
        if kind is not None and match.concept not in own and match.head not in own:
            often = times[view.folded[match.start : match.end]]
            features = features_of(view, match, reason, kind, often)
        found.append(Weighed(match, reason, features, sum(table.sums(features))))
    return found


def _free(
    taken: list[InstrumentMatch], refused: Iterable[tuple[InstrumentMatch, str]]
) -> list[tuple[InstrumentMatch, str]]:
    """Return the refused that overlap nothing taken and are long enough for a name."""
    starts = [match.start for match in taken]
    found: list[tuple[InstrumentMatch, str]] = []
    for item, reason in refused:
        at = bisect_left(starts, item.end)  # those before begin before its end
        if item.end - item.start >= _SHORTEST and (not at or taken[at - 1].end <= item.start):
            found.append((item, reason))
    return found


def features_of(
    view: TextView, match: InstrumentMatch, refused: str, kind: PassageKind, times: int
) -> list[str]:
    """Say of a name how the rules judge it, what it is made of, and what stands beside it.

    Args:
        view: the text.
        match: what the rules take it for, or would.
        refused: why they do not; empty where they do.
        kind: of which kind its passage is.
        times: how often the rules come upon the name in the text, in whichever way.
    """
    start, end, folded, texts, tags = match.start, match.end, view.folded, view.texts, view.tags
    first, last = bisect_left(view.starts, start), bisect_left(view.starts, end)
    how = refused.partition(" (")[0] or match.method.partition(":")[0]
    before, behind = _word(texts, first - 1), _word(texts, last)
    tag = tags[last] if last < len(tags) else _EDGE
    features = [  # joined by plus signs: this runs for every name
        ALWAYS,
        "how=" + how,
        "how+kind=" + how + "+" + kind,
        "how+before=" + how + "+" + before,
        "how+behind=" + how + "+" + behind,
        "kind=" + kind,
        "known=" + (match.concept or match.head or ""),
        "last=" + texts[last - 1],
        "end=" + folded[end - 1],
        "end2=" + folded[end - 2 : end],
        "first=" + texts[first],
        _LENGTHS[min(end - start, _LONGEST)],
        _WORDS[min(last - first, _MOST_WORDS)],
        _TIMES[min(times, _MOST_TIMES)],
        "before=" + before,
        "before2=" + _word(texts, first - 2),
        "behind=" + behind,
        "tag before=" + (tags[first - 1] if first else _EDGE),
        "tag behind=" + tag,
        "tags behind=" + tag + "+" + (tags[last + 1] if last + 1 < len(tags) else _EDGE),
        *_telling(before),
    ]
    if match.concept:
        features.append("subtool=" + (view.lexicon.instruments[match.concept].subtool or ""))
    if folded[start - 1 : start] in _OPENERS:
        features.append("quoted")
    features += ["in clause=" + word for word in _clause_before(texts, first)]
    return features


def _clause_before(texts: list[str], index: int) -> Iterable[str]:
    """Return the words before one in its clause, the nearest few."""
    found: dict[str, None] = {}
    for at in range(index - 1, max(index - 1 - _REACH, -1), -1):
        if texts[at] in _CLAUSE_ENDS:
            break
        found[texts[at]] = None
    return found


def _word(texts: list[str], index: int) -> str:
    """Return a word of the text; what is blank, or beyond its edges, is an edge."""
    word = texts[index] if 0 <= index < len(texts) else _EDGE
    return _EDGE if word.isspace() else word


@lexical
def _telling(word: str) -> tuple[str, ...]:
    """Return what the classes of the word before a name say."""
    words = load_lexicon().words
    return tuple(f"class before={name}" for name in _TELLING if word in words[name])
