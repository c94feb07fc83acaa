"""The driver's errors in plain words: one line each, what failed, where, and what to do next."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from neo4j.exceptions import AuthError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from graph.model import QueryError, StoreError
from graph.neo4j_address import Address

_DEEDS = {"open": "打开", "read": "读取", "write to": "写入"}
_KEPT = "; 已存入的文档完好, 恢复后重跑即可 (what is stored is whole; run the same command again)"

_ADVICE = (
    (
        "Neo.ClientError.Security.CredentialsExpired",
        "初始密码还没有改, 请先在服务器上改密码 (the initial password must be changed first)",
    ),
    (
        "Neo.ClientError.Security.AuthenticationRateLimit",
        "密码错得太多, 请稍后再试 (too many wrong passwords; wait and try again)",
    ),
    (
        "Neo.ClientError.Security.Forbidden",
        "这个用户没有权限, 请换用户 (this user has no right to do that; use another)",
    ),
    (
        "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
        "这个数据库只读, 请换一个 (the database is read-only; choose another)",
    ),
    (
        "Neo.ClientError.Database.DatabaseNotFound",
        "没有这个数据库, 请查地址末尾或 NEO4J_DATABASE (there is no such database; check its name)",
    ),
    (
        "Neo.ClientError.Transaction.TransactionTimedOut",
        "服务器太慢, 超过了时限, 请稍后重跑 (the server took too long; try again later)",
    ),
    (
        "Neo.TransientError.",
        "服务器正忙或内存不足, 请稍后重跑 (the server is busy or short of memory; try again later)",
    ),
)
"""Beginning of the server's code -> what it means and what to do."""


@contextmanager
def plain_errors(address: Address, doing: str) -> Generator[None]:
    """Turn what the driver raises into a StoreError of one line; ``doing`` is open, read or write to."""
    try:
        yield
    except (Neo4jError, DriverError, OSError) as error:
        kept = _KEPT if doing == "write to" else ""
        raise StoreError(
            f"{address}: 无法{_DEEDS[doing]} (cannot {doing}): {_advice(error)}{kept}"
        ) from error


@contextmanager
def query_errors(seconds: float) -> Generator[None]:
    """Turn what a statement itself is to blame for into a QueryError; the rest passes."""
    try:
        yield
    except Neo4jError as error:
        code = error.code or ""
        if code == "Neo.ClientError.Statement.AccessMode":
            raise QueryError(
                "the statement writes: a question reads the graph only; use MATCH and RETURN"
            ) from error
        if code.startswith("Neo.ClientError.Transaction.TransactionTimedOut"):
            raise QueryError(f"the statement took longer than {seconds:g} s; narrow it") from error
        if code.startswith("Neo.ClientError.Statement."):
            raise QueryError(f"Cypher: {_short(error)}") from error
        raise
    except (UnicodeError, OverflowError) as error:
        # Half a surrogate pair, or a number beyond 64 bits: the driver cannot send it.
        raise QueryError(f"Cypher: cannot be sent to the server: {error}") from error


def _advice(error: Neo4jError | DriverError | OSError) -> str:
    code = (error.code or "") if isinstance(error, Neo4jError) else ""
    for beginning, advice in _ADVICE:
        if code.startswith(beginning):
            return advice
    if isinstance(error, AuthError):
        return "用户名或密码不对, 请查 NEO4J_USERNAME 与 NEO4J_PASSWORD (wrong user or password)"
    if "certificate" in _chain(error).lower():
        return (
            "服务器的证书不被信任, 自签证书请用 neo4j+ssc:// (its certificate is not trusted; "
            "for one of your own use neo4j+ssc://)"
        )
    if isinstance(error, ServiceUnavailable | SessionExpired | OSError):
        return "连不上服务器, 请查它是否在运行、地址对不对 (no server answers there; is it running?)"
    return f"{_short(error)}; 请查服务器日志 (see the server's log)"


def _chain(error: BaseException) -> str:
    """Return the messages of an error and of what caused it, in one text."""
    texts: list[str] = []
    cause: BaseException | None = error
    while cause is not None:
        texts.append(str(cause))
        cause = cause.__cause__ or cause.__context__
    return " ".join(texts)


def _short(error: Neo4jError | DriverError | OSError) -> str:
    """Return the message alone, in one line: no code, no status, no excerpt of the statement."""
    text = (error.message if isinstance(error, Neo4jError) else None) or str(error)
    return " ".join(text.split("\n")[0].split()).rstrip(".") or type(error).__name__
