"""The names that one span stands for: parts that share a head, and a word that is understood from before.

早期、成长期基金 names two funds; 跨境数据分级、分类监管体系 two systems of data. In 算力基础设施和
调度平台 the platform is one for 算力: the word is taken over only where a known name comes of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from extract.classes import ending_of
from extract.verdicts import InstrumentMatch
from extract.view import TextView
from graph.text import match_key

_JOINER = re.compile("[、和与及]")
_QUOTED = re.compile("“[^“”]*”|《[^《》]*》|\\([^()]*\\)")


def names_of(view: TextView, match: InstrumentMatch, before: InstrumentMatch | None) -> tuple[str, ...]:
    """Return the names a match stands for, as they would be written alone; mostly its own text.

    Args:
        view: the text.
        match: the instrument.
        before: the instrument found right before it in the text, or None.
    """
    shared = _parts(view, match)
    if len(shared) > 1:
        return shared
    return (_completed(view, match, before) or view.folded[match.start : match.end],)


def _parts(view: TextView, match: InstrumentMatch) -> tuple[str, ...]:
    """Split what shares a head: every part with the head, and with what stands before the first part."""
    text = view.folded[match.start : match.end]
    if not _JOINER.search(text):
        return ()
    masked = _QUOTED.sub(lambda quoted: "“" * len(quoted.group()), text)
    joiners = (match.start + joiner.start() for joiner in _JOINER.finditer(masked))
    cuts = [at for at in joiners if view.clause.index_ending_at(at + 1) is not None and at in view.boundaries]
    if not cuts:
        return ()
    rest = ending_of(view.lexicon, view.folded[cuts[-1] + 1 : match.end])
    head = match.end - len(rest)
    edges = [match.start, *(cut + 1 for cut in cuts)]
    pieces = [view.folded[start:end] for start, end in zip(edges, [*cuts, head], strict=True)]
    if not rest or not all(pieces):
        return ()
    last = view.tokens[bisect_left(view.starts, cuts[0]) - 1]
    common = view.folded[match.start : last.start] if len(pieces[-1]) <= len(last.text) else ""
    return tuple((piece if at == 0 else common + piece) + rest for at, piece in enumerate(pieces))


def _completed(view: TextView, match: InstrumentMatch, before: InstrumentMatch | None) -> str | None:
    """Take over the first word of the instrument before a joiner, where that makes a known name."""
    joined = view.folded[match.start - 1 : match.start]
    if before is None or before.end != match.start - 1 or not _JOINER.fullmatch(joined):
        return None
    word = view.tokens[bisect_left(view.starts, before.start)].text
    name = word + view.folded[match.start : match.end]
    return name if match_key(name) in view.lexicon.instrument_ends else None
