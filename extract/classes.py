"""Say what kind of means an instrument is: its sub-tool, the nearest known thing above it, and why.

The longest known ending of a name decides, a concept of the lexicon or a productive head. Where that is only
a form (制度, 平台, 补贴), words inside the name that say what it does overrule it; what they overrule, and
what further words point to, become secondary. All of it follows from the name and the lexicon alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.lexicons import Lexicon
from graph.text import match_key

UNKNOWN = "supply.infrastructure"
"""Sub-tool of what is to be built or set up and has no known ending: mostly facilities and posts."""
_CARRIED = "environment.regulation"
"""Sub-tool of what is carried out (推行|错峰通行) and has no known ending: mostly rules."""
_BRACKET = re.compile(r"\([^()]*\)$")


@dataclass(frozen=True)
class InstrumentClass:
    """What an instrument is."""

    subtool: str
    concept: str | None
    """Id of the lexicon concept or family right above it, of the same sub-tool; None where there is none."""
    secondary: tuple[str, ...]
    reason: str
    """In Chinese, for those who check a coding."""
    ending: str = ""
    """Matching key of the listed name right above it; empty where there is none."""


def classify(lexicon: Lexicon, name: str, ending: str) -> InstrumentClass:
    """Return what an instrument is that the lexicon does not list as a concept.

    Args:
        lexicon: the lexicon.
        name: the canonical name.
        ending: the concept id or head by which it was found, for a name without any known ending.
    """
    listed = lexicon.instruments.get(lexicon.instrument_ends.get(match_key(name), ""))
    if listed is not None:
        why = f"词表把它列在“{listed.id}”之下"
        return InstrumentClass(listed.subtool or "", listed.id, listed.secondary, why, match_key(listed.id))
    key = _without_bracket(match_key(name))
    known = ending_of(lexicon, name) or match_key(ending)
    concept, head = lexicon.instrument_ends.get(known), lexicon.heads.get(known)
    own = head.subtool_of(key) if head is not None else None
    # What is built on an ending is what the head says; the concept is meant where the ending stands alone.
    if concept is not None and own in {None, lexicon.instruments[concept].subtool}:
        base = lexicon.instruments[concept].subtool or ""
        further, above, why = lexicon.instruments[concept].secondary, concept, f"词尾“{known}”属{concept}"
    elif head is not None and own is not None:
        base, further, above = own, (), head.family
        why = f"词尾“{head.head}”"
    else:  # something to be built or issued that no head names
        base = _CARRIED if ending in lexicon.words["carrying"] else UNKNOWN
        further, above, why = (), None, "没有已知的词尾"
    held = _held(lexicon, key, known)
    cues = [(cue.subtool, word) for cue in lexicon.cues if (word := cue.word_in(held, base))] if held else []
    if not cues:
        return InstrumentClass(base, _same(lexicon, above, base), further, why, known)
    subtool, word = cues[0]
    others = dict.fromkeys(
        item for item in (base, *(one for one, _ in cues[1:]), *further) if item != subtool
    )
    still = _same(lexicon, above, subtool)
    return InstrumentClass(subtool, still, tuple(others), f"{why}, 含“{word}”", known if still else "")


def _held(lexicon: Lexicon, key: str, ending: str) -> frozenset[str]:
    """Return the cues that stand in front of a name's ending, or are a part of the ending."""
    edge = len(key) - len(ending) if key.endswith(ending) else len(key)
    return frozenset(
        match.key
        for match in lexicon.cue_terms.find_all(key)
        if match.end <= edge or (match.start >= edge and match.end - match.start < len(ending))
    )


def ending_of(lexicon: Lexicon, name: str) -> str:
    """Return the longest known ending of a name that is not the whole of it, folded; empty where none is."""
    key = _without_bracket(match_key(name))
    concepts, heads = lexicon.instrument_ends, lexicon.heads
    for at in range(1, len(key)):
        ending = key[at:]
        if ending in concepts or ending in heads:
            return ending
    return ""


def _without_bracket(key: str) -> str:
    return _BRACKET.sub("", key) if key[-1:] == ")" else key


def _same(lexicon: Lexicon, concept: str | None, subtool: str) -> str | None:
    """Return the concept if it is of the same sub-tool: only then may it stand above."""
    return concept if concept and lexicon.instruments[concept].subtool == subtool else None
