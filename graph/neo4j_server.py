"""One database of one Neo4j server: the only place that opens sessions and transactions."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Concatenate, LiteralString, ParamSpec, Protocol, TypeVar, cast

import neo4j
from neo4j import Result, unit_of_work

from graph.neo4j_address import Address, Login
from graph.neo4j_errors import plain_errors

_P = ParamSpec("_P")
_T = TypeVar("_T")

READING, WRITING = 60, 600
"""Seconds after which the server gives up a transaction that answers a question, or that moves many rows."""

# The driver tells of its retries on its own; errors that matter come out as exceptions.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

_ROWS = 5_000
"""Rows per statement: enough to spread its cost, few enough to keep the server's memory flat."""

_PATIENCE = 10.0
"""Seconds to wait for a server that does not answer, and for how long a failed transaction is tried again."""


class Tx(Protocol):
    """The one method we use of a transaction."""

    def run(self, query: LiteralString, parameters: dict[str, Any] | None = None) -> Result:
        """Run a statement."""
        ...


def run(tx: Tx, cypher: str, **parameters: Any) -> Result:
    """Run a statement that is put together from our own names only; values are always parameters."""
    return tx.run(cast("LiteralString", cypher), parameters)


def count(tx: Tx, cypher: str) -> int:
    """Return the one number that a statement yields."""
    return int(run(tx, cypher).single(strict=True)[0])


def in_batches(tx: Tx, cypher: str, rows: Iterable[Any]) -> None:
    """Run a statement over ``$given.rows``, some at a time; not at all where there are none.

    They stand in a map, since the server plans a statement again for each size of a list that is a parameter.
    """
    waiting = iter(rows)
    while some := list(islice(waiting, _ROWS)):
        run(tx, cypher, given={"rows": some}).consume()


class Server:
    """A database to read and to write; errors come out as StoreErrors of one line."""

    def __init__(self, address: Address, login: Login | None) -> None:
        """Connect and log in; a server that is not there is told at once, without waiting for it.

        Args:
            address: server and database.
            login: who enters; None for a server that asks for nobody.

        Raises:
            StoreError: nobody answers, or the login is not known there.
        """
        self.address = address
        with plain_errors(address, "open"):
            graph_database: Any = neo4j.GraphDatabase
            self._driver: Any = graph_database.driver(
                address.uri,
                auth=(login.user, login.password) if login else None,
                connection_timeout=_PATIENCE,
                connection_acquisition_timeout=_PATIENCE,
                max_transaction_retry_time=_PATIENCE,
                notifications_min_severity="OFF",
                user_agent="yimai",
            )
            try:
                self._driver.verify_connectivity()
            except BaseException:
                self._driver.close()
                raise

    def read(self, work: Callable[Concatenate[Tx, _P], _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Run some work in a reading transaction, in which the server refuses to write.

        Raises:
            StoreError: the server failed or cannot be reached.
        """
        return self.read_within(READING, work, *args, **kwargs)

    def read_within(
        self,
        seconds: float,
        work: Callable[Concatenate[Tx, _P], _T],
        /,
        *args: _P.args,
        **kwargs: _P.kwargs,
    ) -> _T:
        """Do as ``read``, with a time limit of one's own.

        Raises:
            StoreError: the server failed or cannot be reached.
        """
        with plain_errors(self.address, "read"), self._session(neo4j.READ_ACCESS) as session:
            result: _T = session.execute_read(unit_of_work(timeout=seconds)(work), *args, **kwargs)
            return result

    def write(self, work: Callable[Concatenate[Tx, _P], _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Run some work in a writing transaction, again where the driver may; all of it or nothing.

        Raises:
            StoreError: the server failed or cannot be reached; nothing was written.
        """
        with plain_errors(self.address, "write to"), self._session(neo4j.WRITE_ACCESS) as session:
            result: _T = session.execute_write(unit_of_work(timeout=WRITING)(work), *args, **kwargs)
            return result

    def stream(self, work: Callable[[Tx], Iterator[_T]]) -> Iterator[_T]:
        """Yield what one reading transaction finds, without holding all of it.

        Raises:
            StoreError: the server failed or cannot be reached.
        """
        with (
            plain_errors(self.address, "read"),
            self._session(neo4j.READ_ACCESS) as session,
            session.begin_transaction(timeout=WRITING) as tx,
        ):
            yield from work(tx)

    def close(self) -> None:
        """Close all connections."""
        self._driver.close()

    def _session(self, access: str) -> Any:
        return self._driver.session(database=self.address.database, default_access_mode=access)
