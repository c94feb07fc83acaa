"""Which proposal mentions which industries, instruments and places, and how often, as a sparse table."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

import msgspec
import numpy as np

from graph.model import Label, Level, Record
from graph.store import View
from queries.catalogue import rows
from queries.facts import Facts, Scope, lies_around, proposal_facts
from queries.memory import Memory
from queries.sharing import Floats, Integers, Table


class Concept(Record, frozen=True, kw_only=True):
    """An industry, instrument or place; ``code`` is that of an administrative division."""

    id: str
    name: str
    label: Label
    code: str | None


@dataclass(frozen=True)
class Mentions:
    """Proposals (sorted by id) and concepts (by id) behind a table's numbers.

    ``often`` tells for each cell in how many places the proposal mentions the concept itself; it is 0 where
    only something below the concept is mentioned, whose places ``weight`` counts too.
    """

    proposals: list[Facts]
    concepts: list[Concept]
    table: Table
    often: Integers
    weight: Integers

    def spoken(self) -> Table:
        """Return the table without what is only implied."""
        said = self.often > 0
        return Table(self.table.rows[said], self.table.columns[said], self.table.height, self.table.width)


_MENTIONS: Memory[Mentions] = Memory(4)


def mentions(view: View, scope: Scope) -> Mentions:
    """Return what the proposals of a scope mention, from memory where the graph has not changed.

    Replies are left out: they repeat what they answer. A proposal's own city, and what lies around that
    city, says nothing of its subject and is left out too. What stands above an industry counts as mentioned
    along with it, so that proposals on two crops meet in farming; and what an instrument is a kind of, below
    its family.
    """
    return _MENTIONS.recall((view.identity, scope), lambda: _fetch(view, scope))


def _fetch(view: View, scope: Scope) -> Mentions:
    facts = proposal_facts(view, scope)
    known = {str(row["id"]): msgspec.convert(row, Concept) for row in rows(view, "concepts")}
    above: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows(view, "industry-ladder"):
        above[str(row["id"])].append(str(row["above"]))
    for row in rows(view, "instrument-ladder", level=Level.CONCEPT.value):
        if row["id"] != row["group_id"]:
            above[str(row["id"])].append(str(row["group_id"]))
    said: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows(view, "themes", jurisdiction=scope.jurisdiction, session=scope.session, year=scope.year):
        things = row["things"]
        said[str(row["proposal"])].update(map(str, things) if isinstance(things, list | tuple) else ())
    for proposal, things in said.items():
        for id_ in [id_ for id_ in things if lies_around(known[id_].code, facts[proposal].jurisdiction)]:
            del things[id_]
    implied = {proposal: _implied(things, above) for proposal, things in said.items()}
    concepts = sorted({id_ for things in implied.values() for id_ in things})
    column = {id_: index for index, id_ in enumerate(concepts)}
    proposals = [fact for fact in facts.values() if fact.document_type != "reply"]
    cells = [
        (row, column[id_], said[fact.id][id_], implied[fact.id][id_])
        for row, fact in enumerate(proposals)
        for id_ in sorted(implied.get(fact.id, ()))
    ]
    numbers = np.array(cells, np.int64).reshape(-1, 4)
    table = Table(numbers[:, 0].copy(), numbers[:, 1].copy(), len(proposals), len(concepts))
    return Mentions(proposals, [known[id_] for id_ in concepts], table, numbers[:, 2], numbers[:, 3])


def _implied(things: Counter[str], above: dict[str, list[str]]) -> Counter[str]:
    found = Counter(things)
    for id_, often in things.items():
        for broader in above.get(id_, ()):
            found[broader] += often
    return found


def closeness(found: Mentions, *, most: int) -> tuple[Table, Floats]:
    """Return the table without common concepts, and what each cell counts for.

    A cell counts ``(1 + ln f) * ln(N / n)``, where the proposal mentions the concept in f places and n of the
    N proposals mention it; each proposal's cells are then brought to length 1 (tf-idf, Salton and Buckley
    1988), so that the sum over what two proposals share is the cosine of their angle.

    Args:
        found: what is mentioned.
        most: a concept that more proposals mention is common.
    """
    counts = found.table.counts()
    kept = counts[found.table.columns] <= most
    rows, columns = found.table.rows[kept], found.table.columns[kept]
    worth = (1 + np.log(found.weight[kept])) * np.log(max(found.table.height, 1) / counts[columns])
    length = np.sqrt(np.bincount(rows, worth**2, minlength=found.table.height))
    worth = worth / np.maximum(length, 1e-12)[rows]
    return Table(rows, columns, found.table.height, found.table.width), worth
