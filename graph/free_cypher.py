"""Free Cypher in a process of its own, so that no statement can take more time or memory than it may.

An engine that runs in our process is asked to stop in time, but a statement may fill the memory before it
looks at the clock (``reduce(s = 'a', x IN range(0, 40) | s + s)``). So the graph is opened in a child, the
child's memory is bounded where the system can, and it is ended when its time is over.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from graph.model import QueryError, StoreError, YimaiError
from graph.open import open_store
from graph.store import Table

MEMORY = 1 << 30
"""Bytes that a statement may take beside the graph itself, on systems that can bound it."""

_GRACE = 5.0
"""Seconds beyond its time after which a child that has not answered is ended."""


def free_cypher(
    place: str, cypher: str, parameters: Mapping[str, Any], *, limit: int, seconds: float
) -> Table:
    """Run a user's own reading statement on the graph at ``place``.

    Args:
        place: a path or the address of a server, as ``open_store`` takes it.
        cypher: the statement; it must not write, load files or call procedures.
        parameters: its parameters, by name without ``$``; plain values, lists and dictionaries.
        limit: at most so many rows.
        seconds: at most so long, opening the graph not counted.

    Raises:
        QueryError: the statement is not valid, writes, reaches outside, or takes too long or too much.
        StoreError: the graph cannot be opened or read.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    arguments = (theirs, place, cypher, dict(parameters), limit, seconds)
    child = context.Process(target=_answer, args=arguments, daemon=True)
    child.start()
    theirs.close()
    try:
        if (opened := _receive(ours)) is not None:
            raise opened
        if not ours.poll(seconds + _GRACE):
            raise QueryError(f"the statement took longer than {seconds:g} s; narrow it")
        answer = _receive(ours)
    finally:
        child.kill()
        child.join()
        ours.close()
    if isinstance(answer, Table):
        return answer
    raise answer


def _receive(ours: Connection) -> Any:
    """Return what the child sends; that it ended without a word is an error of its own."""
    try:
        return ours.recv()
    except (EOFError, OSError):
        return QueryError(
            "the statement needs too much memory: it was ended; narrow it, or add LIMIT before it collects"
        )


def _answer(theirs: Connection, place: str, cypher: str, parameters: Any, limit: int, seconds: float) -> None:
    """Open the graph, say so (None), then send the table; an error instead of either."""
    try:
        with open_store(place, readonly=True) as store:
            view = store.view()
            view.run("RETURN 1 AS ready")
            theirs.send(None)
            _bound_memory()
            theirs.send(view.query(cypher, parameters, limit=limit, seconds=seconds))
    except YimaiError as error:
        theirs.send(type(error)(str(error)))
    except MemoryError:
        theirs.send(QueryError("the statement needs too much memory; narrow it"))
    except BrokenPipeError:
        return
    except Exception as error:  # the parent would take silence for want of memory
        theirs.send(StoreError(f"the statement failed: {type(error).__name__}: {error}"))


def _bound_memory() -> None:
    """Let this process take ``MEMORY`` more at most and die without a word beyond, where there is a way."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        most = pages * resource.getpagesize() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        # The engine's own last words would stand beside our one line.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
