"""Which things matter most in a graph, kind by kind: those that are worth a profile of their own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from graph.model import Label, Level
from graph.store import View
from queries.catalogue import rows
from queries.families import by_sharing, used_at
from queries.names import aliases_of, names_of
from queries.twins import twins_of

_LEVELS = (Level.CLASS, Level.SUBTOOL, Level.FAMILY, Level.CONCEPT)


def most_told(view: View) -> dict[Label, list[str]]:
    """Return the ids of all things that proposals tell of, by kind, those that matter most first.

    Members rank by the proposals they made; organizations by those they made, handle or are named in; the
    rest by those that mention it, an instrument with all below it; then by id. Proposals rank by what they
    share with others.
    """
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for query in ("profiled", "overview-mentioned"):
        for row in rows(view, query):
            counts[str(row["label"])][str(row["id"])] += int(str(row["count"]))
    for level in _LEVELS:
        # A union takes the larger count: an instrument that is a family too stands in both.
        counts[Label.INSTRUMENT] |= Counter(used_at(view, level))
    found = {Label(label): sorted(some, key=lambda id_: (-some[id_], id_)) for label, some in counts.items()}
    meant = twins_of(view).meant
    found[Label.PROPOSAL] = [id_ for id_ in by_sharing(view) if id_ not in meant]
    return found


def aliases(view: View, ids: Iterable[str]) -> dict[str, list[str]]:
    """Return what else some things are called; only such as have another name."""
    wanted = set(ids)
    found = {str(row["id"]): aliases_of(row) for row in names_of(view).rows if row["id"] in wanted}
    return {id_: others for id_, others in sorted(found.items()) if others}


def owners(view: View, keys: Iterable[str]) -> dict[str, str]:
    """Return which proposal says what stands behind some keys of edges, or ids of passages; see ``Quoted``.

    Keys whose quotation belongs to no proposal are left out.
    """
    ends = {key: [end for end in key.split("|") if end.startswith(_SPEAKING)] for key in keys}
    passages = {some[0] for some in ends.values() if some and some[0].startswith("passage:")}
    of = {str(row["id"]): str(row["owner"]) for row in rows(view, "passage-owners", ids=sorted(passages))}
    twins = twins_of(view)
    found = {key: twins.of(of.get(some[0], some[0])) for key, some in ends.items() if some}
    return {key: owner for key, owner in found.items() if owner.startswith("proposal:")}


_SPEAKING = ("proposal:", "passage:")
"""What the ids of proposals and passages begin with: the first such end of an edge is the one that speaks."""
