"""Communities of a weighted graph by an ensemble of Louvain runs, behind a typed door to networkit.

networkit is imported on first use: it takes half a second to load, and most questions need it not.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportAttributeAccessIssue=false

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np

from queries.neighbours import Ties
from queries.sharing import Floats, Integers

_RUNS = 50
_EDGES = 400_000
"""All runs together look at about so many edges; a graph for which that gives few runs gets one."""
_FEWEST = 4
_SEED = 20250523


class Partition(NamedTuple):
    """The community of each node; ``stability`` is None where the graph is too large for more than one run.

    ``stability`` is the mean adjusted Rand index (Hubert and Arabie 1985) of the runs and the result.
    """

    community: Integers
    modularity: float
    runs: int
    stability: float | None


def communities(names: Sequence[str], ties: Ties, resolution: float) -> Partition:
    """Return groups of nodes with more weight inside than chance would give.

    Ensemble clustering for graphs (Poulin and Théberge 2018): Louvain (Blondel et al. 2008, with refinement)
    runs many times, each in an order of the nodes of its own; every edge is then weighed by the square of the
    share of the runs that put its ends together, and a last run on these weights gives the result. An order
    is that of the hashes of the names, so a node that is added does not change the order of the others: a
    part of the graph that it does not touch comes out as before.

    Args:
        names: unique names of the nodes.
        ties: the edges, by numbers of nodes.
        resolution: greater than 1 for smaller groups, less for larger.
    """
    runs = _EDGES // max(len(ties.weight), 1)
    runs = 0 if runs < _FEWEST else min(runs, _RUNS)
    found = [_louvain(names, ties, resolution, str(run)) for run in range(runs)]
    weight = ties.weight
    if found:
        together = sum((some[ties.first] == some[ties.second]).astype(np.float64) for some in found)
        weight = weight * (together / runs) ** 2
    kept = weight > 0
    result = _louvain(names, Ties(ties.first[kept], ties.second[kept], weight[kept]), resolution, "result")
    stability = float(np.mean([adjusted_rand(some, result) for some in found])) if found else None
    return Partition(result, modularity(ties, result), max(runs, 1), stability)


def _louvain(names: Sequence[str], ties: Ties, resolution: float, salt: str) -> Integers:
    """Run Louvain once; one thread, a fixed seed and an order by hashes make it deterministic."""
    import networkit as nk

    hashes = [blake2b(f"{salt}|{name}".encode(), digest_size=16).digest() for name in names]
    order = np.array(sorted(range(len(names)), key=hashes.__getitem__), np.int64)
    place = np.empty(len(names), np.int64)
    place[order] = np.arange(len(names))
    ends = np.sort(np.stack([place[ties.first], place[ties.second]]), axis=0)
    sorted_ = np.lexsort((ends[1], ends[0]))
    nk.setNumberOfThreads(1)
    nk.setSeed(_SEED, False)
    graph = nk.GraphFromCoo(
        (ties.weight[sorted_], (ends[0][sorted_], ends[1][sorted_])),
        n=len(names),
        weighted=True,
        directed=False,
    )
    search = nk.community.PLM(graph, True, gamma=resolution)
    search.run()
    return np.array(search.getPartition().getVector(), np.int64)[place]


def modularity(ties: Ties, community: Integers) -> float:
    """Return how much more weight lies inside communities than chance would give (Newman and Girvan 2004)."""
    total = float(ties.weight.sum())
    if not total:
        return 0.0
    size = int(community.max()) + 1
    same = community[ties.first] == community[ties.second]
    inside = float(ties.weight[same].sum()) / total
    degree: Floats = np.bincount(community[ties.first], ties.weight, minlength=size).astype(np.float64)
    degree = degree + np.bincount(community[ties.second], ties.weight, minlength=size)
    return inside - float(((degree / (2 * total)) ** 2).sum())


def adjusted_rand(one: Integers, other: Integers) -> float:
    """Return how far two groupings of the same nodes agree: 1 for equal ones, about 0 for chance."""

    def pairs(sizes: Integers) -> float:
        return float((sizes * (sizes - 1) // 2).sum())

    width = int(other.max()) + 1 if len(other) else 1
    both = pairs(np.unique(one * width + other, return_counts=True)[1])
    a, b = (pairs(np.unique(some, return_counts=True)[1]) for some in (one, other))
    every = len(one) * (len(one) - 1) / 2
    chance = a * b / every if every else 0.0
    most = (a + b) / 2
    return 1.0 if most == chance else (both - chance) / (most - chance)
