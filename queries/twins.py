"""Proposals that stand in the graph twice: as themselves, and as what a reply names; here they are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.store import View
from queries.memory import Memory
from queries.replies import answers


@dataclass(frozen=True)
class Twins:
    """The proposal meant by each that a reply names (``meant``), and the other way round (``named``).

    Only such as are in the graph themselves: one that is known from its reply alone stands for itself.
    """

    meant: dict[str, str]
    named: dict[str, list[str]]

    def of(self, id_: str) -> str:
        """Return the id under which a thing is shown."""
        return self.meant.get(id_, id_)

    def all(self, ids: Iterable[str]) -> list[str]:
        """Return ids and those of their twins, sorted: under all of them edges are stored."""
        asked = set(ids)
        return sorted(asked.union(*(self.named[id_] for id_ in asked & self.named.keys())))


_MEMORY: Memory[Twins] = Memory(1)


def twins_of(view: View) -> Twins:
    """Return the twins in a graph, from memory where it has not changed."""
    return _MEMORY.recall(view.identity, lambda: _find(view))


def _find(view: View) -> Twins:
    meant = {
        one.named: proposal
        for proposal, found in sorted(answers(view).items())
        for one in found
        if one.named != proposal
    }
    named: defaultdict[str, list[str]] = defaultdict(list)
    for one, proposal in sorted(meant.items()):
        named[proposal].append(one)
    return Twins(meant, dict(named))
