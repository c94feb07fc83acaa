"""The coder's questions, with parameters of every kind, and the matrix counted again by plain loops."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph.model import EdgeType, Label
from graph.store import Store
from queries.ask import ask

PROFILES = {
    "industry-profile": Label.INDUSTRY,
    "instrument-profile": Label.INSTRUMENT,
    "member-profile": Label.MEMBER,
    "organization-profile": Label.ORGANIZATION,
    "place-profile": Label.PLACE,
    "proposal-profile": Label.PROPOSAL,
}


def asked(store: Store, step: int) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the coder's questions; profiles and trends of every ``step``-th thing of a kind."""
    for by in ("industry", "year", "jurisdiction", "session", "body"):
        yield "matrix", {"by": by, "level": "family", "labels": "all", "kind": "any"}
    for tie in ("nearest", "name", "passage", "title", "proposal"):
        yield "matrix", {"tie": tie, "level": "subtool"}
        yield "gaps", {"of": "industry", "tie": tie}
    yield "gaps", {"class": "environment", "kind": "any", "quoted": 1}
    yield "check", {}
    yield (
        "check",
        {"parts": "all", "industries": 2, "focus": 100, "handlers": 2, "measures": 3, "limit": 1000},
    )
    things: defaultdict[Label, list[str]] = defaultdict(list)
    for node in store.nodes():
        things[node.label].append(node.id)
    for question, label in PROFILES.items():
        for thing in things[label][::step]:
            yield question, {"name": thing, "limit": 1000}
    for label in (Label.INDUSTRY, Label.INSTRUMENT):
        for thing in things[label][::step]:
            yield "trends", {"name": thing, "split": "jurisdiction"}
            yield "trends", {"name": thing}


def unaskable(store: Store) -> set[str]:
    """Return the questions about a kind of thing that a small graph has none of."""
    labels = {node.label for node in store.nodes()}
    profiles = {question for question, label in PROFILES.items() if label not in labels}
    return profiles if {Label.INDUSTRY, Label.INSTRUMENT} & labels else {*profiles, "trends"}


def check_matrix(store: Store) -> None:
    """Compare the matrix of families and industries of one passage with what its edges say one by one."""
    owner = {edge.target: edge.source for edge in store.edges() if edge.type is EdgeType.HAS_PASSAGE}
    level = {node.id: node.properties.get("level") for node in store.nodes()}
    above = {edge.source: edge.target for edge in store.edges() if edge.type is EdgeType.BROADER}
    named: defaultdict[str, set[str]] = defaultdict(set)
    for edge in store.edges():
        if edge.type is EdgeType.CONCERNS:
            named[edge.source].add(edge.target)
    proposals: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    mentions: defaultdict[tuple[str, str], int] = defaultdict(int)
    for edge in store.edges():
        if edge.type is EdgeType.USES and owner[edge.source].startswith("proposal:"):
            step = edge.target
            while step in above and level[step] != "family":
                step = above[step]
            family = step if level[step] == "family" else edge.target
            for industry in named[edge.source] or {""}:
                proposals[family, industry].add(owner[edge.source])
                mentions[family, industry] += len(edge.spans)
    rows = ask(store.view(), "matrix", level="family", tie="passage", kind="any", limit=100_000).rows
    found = {(row["row"], row["column"]): (row["count"], row["mentions"]) for row in rows}
    assert found == {cell: (len(some), mentions[cell]) for cell, some in proposals.items()}
