"""What Neo4j touches for every statement of the catalogue: database hits, rows, and scans of whole labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import neo4j

from benchmarks.questions import cases, examples, opened
from graph.neo4j_store import Neo4jStore
from queries.ask import ask
from queries.catalogue import _catalogue as catalogue
from queries.catalogue import questions

_SCANS = ("AllNodesScan", "NodeByLabelScan", "UnionNodeByLabelsScan", "DirectedRelationshipTypeScan")
"""Operators that read everything of a kind."""


class Touched(NamedTuple):
    """What one statement touched, at most, over all the times it ran."""

    hits: int
    rows: int
    scans: tuple[str, ...]


def print_plans(size: int) -> int:
    """Ask every question, profile every statement that it sent, and print a table."""
    with opened(size, "", served=True) as store:
        assert isinstance(store, Neo4jStore)
        sent = collect(store)
        server = store._server  # pyright: ignore[reportPrivateUsage]
        known = {statement.cypher: name for name, statement in catalogue().items()}
        print(f"Neo4j, {size:,} proposals")
        print("| statement | runs | db hits, most | rows | hits per row | scans |")
        print("|---|---:|---:|---:|---:|---|")
        for cypher, parameters in sorted(sent.items(), key=lambda item: known.get(item[0], "~")):
            name = known.get(cypher)
            if name is not None:
                found = [server.read(_profile, cypher, given) for given in parameters[:5]]
                most = max(found)
                scans = ", ".join(most.scans) or "–"
                each = f"{most.hits / max(most.rows, 1):.0f}"
                print(f"| {name} | {len(parameters)} | {most.hits:,} | {most.rows:,} | {each} | {scans} |")
    return 0


def collect(store: Neo4jStore) -> dict[str, list[Mapping[str, Any]]]:
    """Return every statement that the questions send, with its parameters each time."""
    sent: dict[str, list[Mapping[str, Any]]] = {}
    view = store.view()
    things = examples(view)
    view._trace = lambda cypher, given: sent.setdefault(cypher, []).append(dict(given))
    for question in questions():
        for case in cases(question):
            ask(view, question.name, **{name: value.format(**things) for name, value in case.items()})
    return sent


def _profile(tx: Any, cypher: str, parameters: Mapping[str, Any]) -> Touched:
    result: neo4j.Result = tx.run(f"PROFILE {cypher}", dict(parameters))
    rows = sum(1 for _ in result)
    plan = result.consume().profile or {}
    operators = list(_operators(plan))
    scans = [str(operator.get("operatorType", "")).split("@")[0] for operator in operators]
    hits = sum(int(operator.get("dbHits", 0)) for operator in operators)
    return Touched(hits, rows, tuple(sorted({scan for scan in scans if scan in _SCANS})))


def _operators(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for child in plan.get("children", ()):
        yield from _operators(child)
