"""What one proposal says, and which other proposals say the same: the graph of a proposal's own map."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from graph.model import Label, Link, Subgraph
from graph.store import View
from queries.ask import ask
from queries.network import Tie, collapse, degrees, nodes, ties, ties_among

_THINGS, _KIN, _FAMILIES = 80, 24, 40
"""At most so many things, other proposals, and families that stand between them."""

_CLOSE = 12
"""So many of the other proposals are those that share most families of instruments."""

_COMMON = 500
"""A thing with more edges than this tells nothing about two proposals that both mention it."""


def kin(view: View, proposal: str) -> Subgraph:
    """Return a proposal, what it mentions, and the proposals that mention the same.

    The other proposals are those that share most: first by families of instruments, rare ones weighing
    more, then by the number of things that both mention. A family that both use, though each by a special
    instrument of its own, stands between them with the sentences of both.

    Args:
        view: the graph.
        proposal: id of the proposal.
    """
    close = ask(view, "shared-instruments", proposal=proposal, level="family", limit=_CLOSE)
    shared = close.graph.links if close.graph else ()
    things = _things(proposal, ties(view, [proposal]))[:_THINGS]
    others = dict.fromkeys([*(str(row["b"]) for row in close.rows), *_others(view, proposal, things)])
    drawn = nodes(view, {proposal, *things, *list(others)[:_KIN], *_families(shared)[:_FAMILIES]})
    proposals = [id_ for id_, node in drawn.items() if node.label is Label.PROPOSAL]
    links = {link.key: link for link in collapse(view, ties_among(view, drawn, proposals))}
    # A family's link that the comparison gives quotes what lies below the family too.
    links |= {link.key: link for link in shared if link.source in drawn and link.target in drawn}
    return Subgraph(nodes=tuple(drawn.values()), links=tuple(links[key] for key in sorted(links)))


def _things(proposal: str, found: Iterable[Tie]) -> list[str]:
    """Return what is joined to a proposal: what it speaks of most often first."""
    often = Counter(tie.other(proposal) for tie in found)
    return sorted(often, key=lambda id_: (-often[id_], id_))


def _others(view: View, proposal: str, things: Iterable[str]) -> list[str]:
    """Return the proposals that mention some of the same things, those that mention most of them first."""
    rare = {id_ for id_, degree in degrees(view, things).items() if degree <= _COMMON}
    common: defaultdict[str, set[str]] = defaultdict(set)
    for tie in ties(view, rare):
        for thing, other in ((tie.source, tie.target), (tie.target, tie.source)):
            if thing in rare and other != proposal:
                common[other].add(thing)
    ranked = sorted(common, key=lambda id_: (-len(common[id_]), id_))
    labels = nodes(view, ranked)
    return [id_ for id_ in ranked if labels[id_].label is Label.PROPOSAL][:_KIN]


def _families(shared: Iterable[Link]) -> list[str]:
    """Return the ids of the families that are shared, those of most proposals first."""
    often = Counter(link.target for link in shared)
    return sorted(often, key=lambda id_: (-often[id_], id_))
