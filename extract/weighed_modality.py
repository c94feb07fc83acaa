"""Weigh the modality of an instrument: what the rules say and by which words, and what else stands around.

The table ``weights-modality.tsv`` has learned where the rules are wrong. Where it overrules them, the word of
the text that weighed most is the evidence.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from extract.draft import DraftPassage
from extract.modality import Decision, modality_of
from extract.view import TextView
from extract.weights import ALWAYS, load_weights
from graph.model import Modality

_REACH, _NEAR = 8, 3
"""How many words before a name in its clause and behind it in its sentence are weighed; how many are near."""
_SENTENCE_ENDS = frozenset("。！？；;\n")
_CLAUSE_ENDS = _SENTENCE_ENDS | frozenset("，,：:")
_TOLD = frozenset({Modality.NEGATED, Modality.DECLINED})
"""What the rules read from plain words: 尚未, 不赞成, 暂不. Gold may tell what else is asked for."""
_HEADING = 12
"""How many letters of its section's heading are weighed."""


def weighed_modality(view: TextView, start: int, end: int, passage: DraftPassage) -> Decision:
    """Return the modality of a mention: that of the rules, unless more speaks for another one."""
    rules = modality_of(view, start, end, passage.kind, passage.section)
    if rules.modality in _TOLD:
        return rules
    features = features_of(view, start, end, passage, rules)
    label = load_weights("modality").best(features, rules.modality)
    return rules if label == rules.modality else Decision(Modality(label), *_cue(view, features, label))


def features_of(
    view: TextView, start: int, end: int, passage: DraftPassage, rules: Decision
) -> dict[str, int]:
    """Say how the rules judge a mention and what stands around it; with the number of the word, or -1."""
    texts, rule, kind = view.texts, rules.modality, passage.kind
    first, last = bisect_left(view.starts, start), bisect_left(view.starts, end)
    features = {
        ALWAYS: -1,
        "rule=" + rule: -1,
        "rule+cue=" + rule + "+" + view.folded[rules.start : rules.end]: -1,
        "kind=" + kind: -1,
        "rule+kind=" + rule + "+" + kind: -1,
        "last=" + texts[last - 1]: -1,
    }
    for index in range(first - 1, max(first - 1 - _REACH, -1), -1):
        if texts[index] in _CLAUSE_ENDS:
            break
        if index == first - 1:
            features["before=" + texts[index]] = index
            features["before+kind=" + texts[index] + "+" + kind] = index
        features.setdefault("in clause=" + texts[index], index)
    for index in range(last, min(last + _REACH, len(texts))):
        if texts[index] in _SENTENCE_ENDS:
            break
        if index < last + _NEAR:
            features.setdefault("near behind=" + texts[index], index)
        features.setdefault("in sentence=" + texts[index], index)
    features.update(_headed(passage.section))
    if last < len(texts) and not texts[last].isspace():
        features["behind=" + texts[last]] = last
    return features


@lru_cache(maxsize=1024)
def _headed(section: str) -> dict[str, int]:
    """Return the pairs of letters with which a section's heading begins."""
    heading = section.strip()[:_HEADING]
    return {"heading=" + heading[at : at + 2]: -1 for at in range(len(heading) - 1)}


def _cue(view: TextView, features: dict[str, int], label: str) -> tuple[int, int]:
    """Return the span of the word that speaks most for a label; an empty one where no word does."""
    weighed = load_weights("modality").told(features, label)
    index = next((features[name] for name, weight in weighed if weight > 0 and features[name] >= 0), -1)
    return (0, 0) if index < 0 else (view.tokens[index].start, view.tokens[index].end)
