"""The question ``merge-candidates``: which proposals of one body and session ask for much the same."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from graph.model import Label, Scalar
from graph.store import View
from queries.asks import THINGS, Asks
from queries.candidates import complete_groups
from queries.catalogue import describe
from queries.find import find_one
from queries.likeness import Pair
from queries.merge_groups import group_rows
from queries.merge_reasons import pair_rows
from queries.merge_search import Apart, Search, Wanted
from queries.result import Result
from queries.selection import with_code
from queries.uses import Uses, as_graph, links_of, proposers

RULE = "并案须商提案者同意, 并案后仍须答复每一位提案者; 此表只供参考"
"""What always stands below such an answer."""


def answer(view: View, given: dict[str, Scalar], apart: Apart = ()) -> Result:
    """Find proposals that a committee might merge (并案).

    Two proposals can be merged only where body, session and channel are the same (``asks.meeting``). Their
    score is the sum of the parts that ``likeness.parts`` tells; pairs below ``least`` percent are left out,
    and so are those that share a subject but hardly an instrument or words of what they ask, and those that
    share an instrument for subjects of their own. A group holds proposals every two of which are such a pair.
    Proposals of different meetings are shown, as ``across`` and never as mergeable, where they are worded
    nearly alike.

    Args:
        view: the graph.
        given: the parameters, as declared.
        apart: pairs that a person decided not to merge; they make no pair and stand in no group together.

    Raises:
        QueryError: a name fits nothing, or several things.
    """
    given = with_code(view, given)
    if given["proposal"] is not None:
        given = {**given, "proposal": find_one(view, str(given["proposal"]), Label.PROPOSAL).thing.id}
    wanted = msgspec.convert(given, Wanted)
    search = Search(view, wanted, apart)
    groups = complete_groups({(pair.a, pair.b): pair.score for pair, merge in search.found if merge})
    whole = groups if wanted.by == "group" else search.found
    notes = [*search.notes, RULE]
    if len(whole) > wanted.limit:
        notes.insert(0, f"只列出前 {wanted.limit} 项, 共 {len(whole)} 项")
    if wanted.by == "group":
        found = _by_group(view, search, given, groups[: wanted.limit], notes)
        return msgspec.structs.replace(found, total=len(whole))
    number = {id_: index for index, group in enumerate(groups, 1) for id_ in group}
    shown = search.found[: wanted.limit]
    links = _shared_links(view, search.known, [pair for pair, _ in shown])
    ids = {id_ for pair, _ in shown for id_ in (pair.a, pair.b)}
    search.words.read(view, ids)
    people = proposers(view, ids)
    return Result(
        query="merge-candidates",
        parameters=given,
        columns=describe("merge-candidates").columns[0],
        rows=tuple(pair_rows(search.known, search.words, shown, number, links, people)),
        notes=tuple(notes),
        graph=as_graph(view, links),
        total=len(whole),
    )


def _by_group(
    view: View, search: Search, given: dict[str, Scalar], groups: list[list[str]], notes: list[str]
) -> Result:
    inside = {id_: number for number, group in enumerate(groups) for id_ in group}
    within = [
        pair
        for pair, merge in search.found
        if merge and pair.a in inside and inside[pair.a] == inside.get(pair.b)
    ]
    links = _shared_links(view, search.known, within)
    search.words.read(view, inside)
    return Result(
        query="merge-candidates",
        parameters=given,
        columns=describe("merge-candidates").columns[1],
        rows=tuple(group_rows(search.known, search.words, groups, within, links, proposers(view, inside))),
        notes=tuple(notes),
        graph=as_graph(view, links),
    )


def _shared_links(view: View, known: Asks, pairs: Collection[Pair]) -> Uses:
    """Return (proposal, thing) -> links, for what the proposals of pairs share."""
    wanted = {
        (id_, thing)
        for pair in pairs
        for part in THINGS
        for thing in known.things[pair.a][part] & known.things[pair.b][part]
        for id_ in (pair.a, pair.b)
    }
    return links_of(view, wanted)
