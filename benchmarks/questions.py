"""How long does every question of the catalogue take on a large graph? Prints seconds beside the limits.

    python benchmarks/questions.py [SIZE] [STORE] [NAME]...  ask all questions, or some, of SIZE proposals
    python benchmarks/questions.py plans [SIZE]              what Neo4j touches per statement (PROFILE)

STORE is a path (kept and used again; by default a file in $TMPDIR) or ``neo4j`` for the server of the tests,
which gets the same graph by the bulk path.
The limits are those for 100,000 proposals, once the graph is open: a question is asked once, which fills what
is remembered of a graph, then three times, of which the middle one counts. Questions that are new in the
catalogue are asked too, with values by the names of their parameters.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.synthetic import extractions
from graph.exports.neo4j_admin import write_import_files
from graph.model import YimaiError
from graph.open import open_store
from graph.store import Store, View
from queries.ask import ask
from queries.catalogue import questions
from queries.statement import Statement, Type
from tests.server.neo4j_home import Neo4jServer, missing

SIZE, SERVED = 100_000, 5_000
LIMIT, LONGER = 1.0, 5.0
SLOWER = {"bridges", "themes", "trace"}
"""Questions that walk the graph, which may take longer."""
WHOLE = {"coding-sheet"}
"""Questions that return everything there is unless they are narrowed; asked narrowed only."""

CASES: dict[str, list[dict[str, str]]] = {
    "around": [
        {"name": "{rare}"},
        {"name": "{member}", "steps": "3"},
        {"name": "{common}", "steps": "1"},
        {"name": "{city}", "steps": "2"},
    ],
    "coding-sheet": [{"jurisdiction": "{code}", "year": "2020", "limit": "1000"}],
    "industry-links": [{}, {"name": "{industry}"}, {"a": "{industry}", "b": "{other}"}],
    "industry-profile": [{"name": "{industry}"}],
    "member-profile": [{"name": "{member}"}],
    "organization-profile": [{"name": "{bureau}"}],
    "place-profile": [{"name": "{city}"}],
    "proposal-profile": [{"name": "{proposal}"}],
    "search": [
        {"text": "{rare}"},
        {"text": "{common}"},
        {"text": "建议"},
        {"text": "{pinyin}"},
        {"text": "{initials}"},
        {"text": "{slip}"},
        {"text": "{pinyin_slip}"},
    ],
    "shared-instruments": [
        *({"level": level} for level in ("concept", "family", "subtool", "class")),
        {"level": "concept", "form": "groups"},
        {"proposal": "{proposal}"},
        {"industry": "{industry}"},
        {"modality": "proposed"},
        {"year": "2020"},
    ],
    "trace": [
        {"a": "{industry}", "b": "{other}"},
        {"a": "{rare}", "b": "{member}"},
        {"a": "{city}", "b": "{common}"},
    ],
}
"""Question -> what it is asked; the rest is asked with what it requires."""

BY_NAME = {
    "a": "{industry}",
    "b": "{other}",
    "name": "{common}",
    "text": "{rare}",
    "industry": "{industry}",
    "instrument": "{common}",
    "jurisdiction": "{code}",
    "member": "{member}",
    "organization": "{bureau}",
    "place": "{city}",
    "proposal": "{proposal}",
    "year": "2020",
}
"""What a required parameter gets, by its name."""


def main(arguments: list[str]) -> int:
    """Measure and print; the exit code is 1 where a question takes longer than it may."""
    if arguments[:1] == ["plans"]:
        from benchmarks.question_plans import print_plans

        return print_plans(int(arguments[1]) if arguments[1:] else SERVED)
    served = arguments[1:2] == ["neo4j"]
    size = int(arguments[0]) if arguments else SIZE
    with opened(size, arguments[1] if arguments[1:] else "", served=served) as store:
        started = time.perf_counter()
        view = store.view()
        view.run("MATCH (n:Document) RETURN count(n) AS n")
        print(f"opened in {time.perf_counter() - started:.1f} s")
        return print_times(view, size, arguments[2:], served=served)


@contextmanager
def opened(size: int, place: str, *, served: bool) -> Iterator[Store]:
    """Open the graph of made-up proposals, built where it is not there yet."""
    path = Path(place if place and not served else Path(tempfile.gettempdir()) / f"questions-{size}.yimai")
    if not path.exists():
        with open_store(path, rebuild=True) as store:
            fill(store, size)
    if served:
        with imported(path) as store:
            yield store
        return
    with open_store(path, readonly=True) as store:
        yield store


@contextmanager
def imported(path: Path) -> Iterator[Store]:
    """Bring an embedded graph into a server of its own by the bulk path, and open it there."""
    if lack := missing():
        raise SystemExit(f"{lack} is missing; run tests/server/fetch.sh")
    with tempfile.TemporaryDirectory() as folder:
        server = Neo4jServer(Path(folder) / "server", heap="4g", pages="4g", java=())
        server.prepare()
        started = time.perf_counter()
        server.admin(write_import_files(str(path), Path(folder) / "files"), cwd=Path(folder) / "files")
        print(f"imported in {time.perf_counter() - started:.0f} s")
        with server:
            os.environ.update(server.environment)
            started = time.perf_counter()
            with open_store(server.address) as store:
                print(f"indexed in {time.perf_counter() - started:.0f} s")
                yield store


def fill(store: Store, size: int) -> None:
    """Load so many made-up proposals."""
    started = time.perf_counter()
    with store.batch():
        for extraction in extractions(size):
            store.add(extraction)
    print(f"{size:,} proposals loaded in {time.perf_counter() - started:.0f} s")


def print_times(view: View, size: int, names: list[str], *, served: bool) -> int:
    """Ask every question of the catalogue, print what it takes; 1 where a limit is passed."""
    things = examples(view)
    print(f"{'question':<70} {'first s':>8} {'warm s':>8} {'cpu s':>8} {'limit':>6}  rows")
    slow = 0
    for question in questions():
        if names and question.name not in names:
            continue
        limit = LONGER if question.name in SLOWER else LIMIT
        for case in cases(question):
            given = {name: value.format(**things) for name, value in case.items()}
            shown = " ".join([question.name, *(f"{name}={value[:24]}" for name, value in given.items())])
            try:
                first, warm, work, rows = timed(view, question.name, given)
            except YimaiError as error:
                slow += 1
                print(f"{shown:<70} FAILED: {error}")
                continue
            # On a machine that is shared, the clock tells of the others too; a server works elsewhere.
            late = (warm if served else work) > limit
            slow += late
            print(
                f"{shown:<70} {first:>8.2f} {warm:>8.2f} {work:>8.2f} {limit:>6.0f}  {rows}"
                f"{'  TOO SLOW' if late else ''}"
            )
    print(f"{size:,} proposals; {slow} too slow")
    return 1 if slow else 0


def cases(question: Statement) -> list[dict[str, str]]:
    """Return what a question is asked: as listed, else with what it requires."""
    if question.name in CASES:
        return CASES[question.name]
    needed: dict[str, str] = {}
    for parameter in question.parameters:
        if parameter.required and not parameter.inner:
            fitting = parameter.choices[0] if parameter.choices else BY_NAME.get(parameter.name)
            if fitting is None and parameter.type is not Type.TEXT:
                fitting = str(parameter.lowest or 1)
            if fitting is None:
                raise SystemExit(f"{question.name}: say in BY_NAME what {parameter.name} is to be")
            needed[parameter.name] = fitting
    return [needed]


def timed(view: View, name: str, given: dict[str, Any]) -> tuple[float, float, float, int]:
    """Return seconds of the first answer, of a later one by the clock and of the processor, and rows."""
    spent: list[tuple[float, float]] = []
    rows = 0
    for _ in range(4):
        started, worked = time.perf_counter(), time.process_time()
        rows = len(ask(view, name, **given).rows)
        spent.append((time.perf_counter() - started, time.process_time() - worked))
    return spent[0][0], median(s for s, _ in spent[1:]), median(w for _, w in spent[1:]), rows


def examples(view: View) -> dict[str, str]:
    """Return things to ask for: common and rare ones, chosen by what the graph holds, the same every time."""
    from pypinyin import lazy_pinyin

    def ranked(cypher: str) -> list[str]:
        found = view.run(
            f"{cypher} WITH n, count(*) AS c RETURN n.id AS id, n.name AS name, c ORDER BY c DESC, id"
        )
        return [str(row["name"]) for row in found if str(row["name"])]

    instruments = ranked("MATCH (n:Instrument)<-[:USES]-(:Passage)")
    industries = ranked("MATCH (n:Industry)<-[:CONCERNS]-(:Passage)")
    cities = view.run(
        "MATCH (p:Proposal) WITH p.jurisdiction AS code, count(*) AS c "
        "RETURN code, c ORDER BY c DESC, code LIMIT 1"
    )
    code = str(cities[0]["code"])
    (city,) = view.run("MATCH (n:Place {id: $id}) RETURN n.name AS name", {"id": f"place:{code}"})
    (proposal,) = view.run("MATCH (n:Proposal) RETURN min(n.id) AS id")
    (member,) = view.run("MATCH (n:Member) RETURN min(n.id) AS id")
    (bureau,) = view.run("MATCH (n:Organization) RETURN min(n.id) AS id")
    rare = instruments[len(instruments) // 2]
    letters = "".join(lazy_pinyin(rare))
    return {
        "common": instruments[0],
        "rare": rare,
        "industry": industries[len(industries) // 3],
        "other": industries[len(industries) // 2],
        "city": str(city["name"]),
        "code": code,
        "proposal": str(proposal["id"]),
        "member": str(member["id"]),
        "bureau": str(bureau["id"]),
        "pinyin": letters,
        "initials": "".join(syllable[0] for syllable in lazy_pinyin(rare)),
        "slip": rare[:-1] + "某",
        "pinyin_slip": letters[:4] + letters[5:],
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
