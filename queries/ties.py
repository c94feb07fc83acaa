"""Which industries the use of an instrument belongs to: what its name, passage, title or proposal name."""

from __future__ import annotations

from enum import StrEnum

import ahocorasick_rs
import numpy as np

from graph.store import View
from graph.text import match_key
from queries.codings import Codings, Ints
from queries.crosstab import Labels
from queries.memory import Memory


class Tie(StrEnum):
    """How the use of an instrument is tied to industries."""

    NEAREST = "nearest"
    NAME = "name"
    PASSAGE = "passage"
    TITLE = "title"
    PROPOSAL = "proposal"


_MEMORY: Memory[Labels] = Memory(5)
"""The ties of one graph, of each kind."""


def tied(view: View, found: Codings, tie: Tie) -> Labels:
    """Return the industries of every use; a use that is tied to none is left out."""
    return _MEMORY.recall((view.identity, tie), lambda: _tied(found, tie))


def _tied(found: Codings, tie: Tie) -> Labels:
    if tie is Tie.TITLE:
        return Labels.through(found.titled, found.proposal)
    if tie is Tie.PROPOSAL:
        return Labels.through(found.spoken, found.proposal)
    beside = Labels.through(found.named, found.passage)
    if tie is Tie.PASSAGE:
        return beside
    inside = _inside(found, beside)
    if tie is Tie.NAME:
        return inside
    titled = Labels.through(found.titled, found.proposal)
    return _first_that_say([inside, beside, titled], len(found.tool))


def _first_that_say(steps: list[Labels], count: int) -> Labels:
    """Return for each of ``count`` items the labels of the first step that has any for it."""
    told = np.zeros(count, bool)
    kept: list[Labels] = []
    for step in steps:
        new = ~told[step.item]
        kept.append(Labels(step.item[new], step.label[new]))
        told[step.item] = True
    item = np.concatenate([step.item for step in kept])
    label = np.concatenate([step.label for step in kept])
    order = np.lexsort((label, item))
    return Labels(item[order], label[order])


def _inside(found: Codings, beside: Labels) -> Labels:
    """Return those industries of a use's passage that the instrument's own name names."""
    width = len(found.trades) + 1
    inside = np.isin(found.tool[beside.item] * width + beside.label, _names_inside(found, width))
    return Labels(beside.item[inside], beside.label[inside])


def _names_inside(found: Codings, width: int) -> Ints:
    """Return (instrument, industry), as one number, where the first's name holds one of the other's."""
    keys = [(key, number) for number, trade in enumerate(found.trades) for key in trade.keys]
    if not keys:
        return np.array([], np.int64)
    automaton = ahocorasick_rs.AhoCorasick([key for key, _ in keys])
    pairs = {
        tool * width + keys[pattern][1]
        for tool, instrument in enumerate(found.tools)
        for pattern, _, _ in automaton.find_matches_as_indexes(match_key(instrument.name), overlapping=True)
    }
    return np.array(sorted(pairs), np.int64)
