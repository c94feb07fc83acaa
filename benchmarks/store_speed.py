"""How fast are the stores beside what they stand on? Prints ratios measured in one run.

    python benchmarks/store_speed.py load [SIZE]...       embedded: time per document, memory, opening
    python benchmarks/store_speed.py neo4j [SIZE]         beside a bare driver loop, and the embedded store
    python benchmarks/store_speed.py import [SIZE]        the bulk path beside ``neo4j-admin`` alone

SIZE is a number of made-up proposals (``benchmarks/synthetic.py``), one per document, of some 35 edges. The
server is the one of the tests (``tests/server/fetch.sh`` fetches it). Each size of ``load`` runs in a process
of its own, whose peak of memory is told. Files go to $TMPDIR.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import msgspec

from benchmarks.bare_driver import load as load_bare
from benchmarks.bare_driver import prepare, rows_of
from benchmarks.synthetic import extractions
from graph.exports.neo4j_admin import write_import_files
from graph.model import Extraction
from graph.open import open_store
from tests.server.neo4j_home import Neo4jServer, missing

SIZES = (10_000, 50_000, 200_000)
SERVED, IMPORTED = 5_000, 30_000
ROUNDS = 3
SAMPLE = 2_000
"""Documents that tell how long it takes to make one."""
COUNT = "MATCH (d:Document) RETURN count(d) AS n"


class Loaded(msgspec.Struct):
    """What loading one size took: edges, seconds by the clock and of the processor, and peaks in MiB."""

    documents: int
    edges: int
    clock: float
    work: float
    making: float
    loading_peak: int
    first_question: float
    opening: float
    peak: int
    file: int


def main(arguments: list[str]) -> None:
    """Measure one topic and print."""
    topic, *rest = arguments or ["load"]
    sizes = [int(size) for size in rest]
    if topic == "one":
        print(msgspec.json.encode(_load_one(sizes[0])).decode())
    elif topic == "load":
        measure_loading(sizes or list(SIZES))
    elif topic == "neo4j":
        measure_neo4j(sizes[0] if sizes else SERVED)
    elif topic == "import":
        measure_import(sizes[0] if sizes else IMPORTED)
    else:
        raise SystemExit(__doc__)


def measure_loading(sizes: list[int]) -> None:
    """Load the embedded store at several sizes: the time per document and the memory should stay the same."""
    print("embedded store; making the documents is measured by itself and taken off")
    print(
        "documents      edges ms/document  edges/s  peak MiB | filling engine s  opening s  peak MiB  file MB"
    )
    for size in sizes:
        command = [sys.executable, __file__, "one", str(size)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found = msgspec.json.decode(done.stdout, type=Loaded)
        spent = found.work - found.making
        print(
            f"{found.documents:9,}{found.edges:11,}{1000 * spent / found.documents:13.2f}"
            f"{found.edges / spent:9,.0f}{found.loading_peak:10,} |{found.first_question:17.1f}"
            f"{found.opening:11.2f}{found.peak:10,}{found.file / 1e6:9,.0f}",
            flush=True,
        )


def _load_one(size: int) -> Loaded:
    """Load one size and open it again; ``work`` is the processor's time."""
    with _folder() as folder:
        path = folder / "graph.yimai"
        making = _processor(lambda: sum(1 for _ in extractions(SAMPLE))) * size / SAMPLE
        with open_store(path) as store:
            clock = time.perf_counter()
            with store.batch():
                work = _processor(lambda: [store.add(one) and None for one in extractions(size)])
            clock = time.perf_counter() - clock
            loading_peak = _peak()
            edges = sum(store.counts()["edges"].values())
        with open_store(path, readonly=True) as store:
            first = _seconds(lambda: store.view().run(COUNT))
        command = [sys.executable, "-c", _OPENING, str(path)]
        opening = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return Loaded(
            documents=size,
            edges=edges,
            clock=clock,
            work=work,
            making=making,
            loading_peak=loading_peak,
            first_question=first,
            opening=float(opening),
            peak=_peak(),
            file=path.stat().st_size,
        )


_OPENING = f"""
import sys, time
from graph.open import open_store
begin = time.perf_counter()
with open_store(sys.argv[1], readonly=True) as store:
    store.view().run({COUNT!r})
print(time.perf_counter() - begin)
"""
"""Opens a graph in a fresh process, from the snapshot of its engine."""


def measure_neo4j(size: int) -> None:
    """Load a server through the store and through a bare loop, in turns; then the embedded store.

    Both find an empty database whose constraints are made: that is no part of a loading's time.
    """
    documents = list(extractions(size))
    rows = rows_of(documents)
    number = sum(map(len, rows[0].values())) + len(rows[1])
    own, bare, embedded = [], [], []
    with _server() as server, server.driver() as driver:
        for _ in range(ROUNDS):
            server.clear()
            prepare(driver)
            bare.append(_seconds(lambda: load_bare(driver, *rows)))
            server.clear()
            own.append(_add_all(server.address, documents))
            with _folder() as folder:
                embedded.append(_add_all(str(folder / "graph.yimai"), documents))
    print(f"{size:,} documents, {number:,} rows; {ROUNDS} rounds in turns, by the clock, the middle one told")
    for name, rounds in (("bare driver loop", bare), ("store in Neo4j", own), ("embedded store", embedded)):
        print(f"{name:18}{median(rounds):8.1f} s {number / median(rounds):10,.0f} rows/s")
    print(f"store in Neo4j / bare driver: {_ratio(bare, own)} (rate; 1 is as fast)")
    print(f"embedded / store in Neo4j: {_ratio(own, embedded)} (rate)")


def _ratio(some: list[float], others: list[float]) -> str:
    """Return the middle of the rounds' ratios, and all of them."""
    ratios = sorted(one / other for one, other in zip(some, others, strict=True))
    return f"{median(ratios):.2f} of {', '.join(f'{ratio:.2f}' for ratio in ratios)}"


def _add_all(place: str, documents: list[Extraction]) -> float:
    """Load a store that is open and empty; return the seconds it took."""
    with open_store(place) as store:
        begin = time.perf_counter()
        with store.batch():
            for one in documents:
                store.add(one)
        return time.perf_counter() - begin


def measure_import(size: int) -> None:
    """Bring a graph into Neo4j in bulk: writing the files, importing them, and making the indexes."""
    with _folder() as folder:
        with open_store(folder / "graph.yimai") as store:
            with store.batch():
                for one in extractions(size):
                    store.add(one)
            counts = store.counts()
        place, files = str(folder / "graph.yimai"), folder / "files"
        export = _seconds(lambda: write_import_files(place, files))
        arguments = write_import_files(place, files)
        server = Neo4jServer(folder / "server", java=())
        server.prepare()
        imported = _seconds(lambda: server.admin(arguments, cwd=files))
        with server:
            os.environ.update(server.environment)
            indexed = _seconds(lambda: open_store(server.address).close())
            with open_store(server.address, readonly=True) as there:
                assert there.counts() == counts
    nodes, edges = (sum(counts[kind].values()) for kind in ("nodes", "edges"))
    print(f"{size:,} documents, {nodes:,} nodes, {edges:,} edges")
    print(f"{'writing the files':22}{export:8.1f} s")
    print(f"{'neo4j-admin import':22}{imported:8.1f} s")
    print(f"{'constraints, indexes':22}{indexed:8.1f} s")
    whole, alone = export + imported + indexed, imported + indexed
    print(f"whole path / import and indexes alone: {whole / alone:.2f} (time; 1 is as fast)")


@contextmanager
def _server() -> Iterator[Neo4jServer]:
    if lack := missing():
        raise SystemExit(f"{lack} is missing; run tests/server/fetch.sh")
    with _folder() as folder, Neo4jServer(folder, java=()) as server:
        os.environ.update(server.environment)
        yield server


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="yimai-bench-") as folder:
        yield Path(folder)


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _processor(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _peak() -> int:
    """Return the most memory this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main(sys.argv[1:])
