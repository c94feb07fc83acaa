"""A process that forks workers on demand, each of which changes a store until it is killed.

It reads lines ``MODE SEED`` and answers with the worker's process id; ``wait`` tells how that worker ended.
Forking after all is imported makes a kill cost milliseconds, so that a test can afford many.
"""

from __future__ import annotations

import itertools
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

from graph.exports.neo4j_admin import write_import_files
from graph.exports.tables import write_tables
from graph.open import open_store
from graph.store import Store
from tests.graph.builders import DRAMA, FILM, bare

DOCUMENTS = 12


def version(document: int, number: int) -> str:
    """Return the text of a version of a document."""
    return f"文档{document}第{number}版。" + "微短剧和影视。" * 40


def replace(store: Store, chance: random.Random) -> None:
    """Add documents or replace them, one by one."""
    for number in itertools.count(chance.randrange(1000)):
        document = chance.randrange(DOCUMENTS)
        store.add(bare(str(document), version(document, number), DRAMA, FILM))


def batch(store: Store, chance: random.Random) -> None:
    """Add and replace many documents in large transactions."""
    for number in itertools.count(chance.randrange(1000)):
        with store.batch():
            for document in range(DOCUMENTS):
                store.add(bare(str(document), version(document, number), DRAMA, FILM))


def remove(store: Store, chance: random.Random) -> None:
    """Take documents out and put them in again."""
    for number in itertools.count(chance.randrange(1000)):
        document = chance.randrange(DOCUMENTS)
        if not store.remove(f"document:{document}"):
            store.add(bare(str(document), version(document, number), DRAMA, FILM))


def look(store: Store, chance: random.Random) -> None:
    """Change a little and ask, which writes the engine's snapshot beside an embedded store."""
    for number in itertools.count(chance.randrange(1000)):
        document = chance.randrange(DOCUMENTS)
        store.add(bare(str(document), version(document, number), DRAMA, FILM))
        store.view().run("MATCH (d:Document) RETURN count(d) AS n")


def export(store: Store, chance: random.Random) -> None:
    """Write the files of the bulk path and the tables, over and over."""
    for _ in itertools.count(chance.randrange(1000)):
        write_import_files(sys.argv[1], Path(os.environ["YIMAI_TEST_FOLDER"]) / "import")
        write_tables(store, Path(os.environ["YIMAI_TEST_FOLDER"]) / "tables")


MODES: dict[str, Callable[[Store, random.Random], None]] = {
    "replace": replace,
    "batch": batch,
    "remove": remove,
    "look": look,
    "export": export,
}


def main(place: str) -> None:
    """Serve: fork a worker per line of standard input."""
    for line in sys.stdin:
        mode, seed = line.split()
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            with open_store(place) as store:
                os.write(writing, b".")
                MODES[mode](store, random.Random(int(seed)))
        os.close(writing)
        os.read(reading, 1)  # the worker is at work
        os.close(reading)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
