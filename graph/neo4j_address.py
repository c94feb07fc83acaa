"""Where a Neo4j server is and who may enter: addresses, and credentials from the environment or a file.

A password never stands in an address, so that it is never in a command line, a history or a message.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import msgspec

from graph.model import StoreError

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
"""Schemes of the driver: ``+s`` is TLS with a certificate that is checked, ``+ssc`` with any."""

_FORM = "neo4j://主机[:端口][/数据库]"
_NAMES = ("NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE")
"""As Neo4j's own hosted service names them in the file it gives out with a new database."""


class Address(msgspec.Struct, frozen=True):
    """A server and, where it is chosen, one of its databases; ``str`` is safe to show."""

    uri: str
    database: str | None = None

    def __str__(self) -> str:
        return f"{self.uri}/{self.database}" if self.database else self.uri


class Login(msgspec.Struct, frozen=True):
    """User and password; the password shows in no message."""

    user: str
    password: str

    def __repr__(self) -> str:
        return f"Login({self.user!r}, …)"


def is_address(text: str) -> bool:
    """Tell whether a store is given by an address, not a path.

    >>> is_address("neo4j://localhost"), is_address("graph.yimai")
    (True, False)
    """
    return "://" in text


def read_address(text: str) -> Address:
    """Take an address apart: ``neo4j+s://host:7687/archive`` is the database ``archive`` there.

    Raises:
        StoreError: the scheme is unknown, there is no host, or the address holds a user or password.
    """
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise StoreError(
            f"--store: 地址写法不对 (not an address): {error}; 应写成 (write) {_FORM}"
        ) from error
    if parts.username is not None or parts.password is not None:
        raise StoreError(
            "--store: 地址里不能写用户名和密码 (no user or password in an address); "
            "请改用环境变量 NEO4J_USERNAME 与 NEO4J_PASSWORD (use these variables instead)"
        )
    if parts.scheme not in SCHEMES:
        raise StoreError(
            f"--store {text}: 不认识 {parts.scheme}:// (unknown scheme); 可用 (known): {', '.join(SCHEMES)}"
        )
    if not parts.hostname or port == 0:
        raise StoreError(f"--store {text}: 缺少主机名 (no host); 应写成 (write) {_FORM}")
    uri = urlunsplit((parts.scheme, parts.netloc, "", parts.query, ""))
    return Address(uri, parts.path.strip("/") or None)


def settings_path(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the file of credentials: ``$YIMAI_NEO4J_CONFIG``, else ``~/.config/yimai/neo4j.env``."""
    if given := environ.get("YIMAI_NEO4J_CONFIG"):
        return Path(given)
    home = environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(home) / "yimai" / "neo4j.env"


def read_settings(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE: each from the environment, else the file.

    Raises:
        StoreError: the file cannot be read, or is not there although ``YIMAI_NEO4J_CONFIG`` names it.
    """
    path = settings_path(environ)
    held: dict[str, str] = {}
    try:
        held = _read_file(path)
    except FileNotFoundError as error:
        if environ.get("YIMAI_NEO4J_CONFIG"):
            raise StoreError(
                f"{path}: 没有这个文件, 请查 YIMAI_NEO4J_CONFIG (there is no such file)"
            ) from error
    except (OSError, UnicodeError) as error:
        raise StoreError(f"{path}: 读不出来, 请查权限与编码 (cannot be read; check its rights)") from error
    given = {name: environ[name] for name in _NAMES if environ.get(name)}
    return held | given


def _read_file(path: Path) -> dict[str, str]:
    """Read ``NAME=value`` lines; remarks, other names and quotes around a value are left out."""
    found: dict[str, str] = {}
    for line in path.read_text("utf-8-sig").splitlines():
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        if equals and name.strip() in _NAMES:
            found[name.strip()] = value.strip().strip("\"'")
    return found


def login_of(settings: Mapping[str, str]) -> Login | None:
    """Return who enters; None where no password is known, for a server that asks for none."""
    if "NEO4J_PASSWORD" not in settings:
        return None
    return Login(settings.get("NEO4J_USERNAME", "neo4j"), settings["NEO4J_PASSWORD"])
