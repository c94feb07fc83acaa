"""Addresses and credentials: what is taken, what is refused, and that no password shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from neo4j.exceptions import ServiceUnavailable, SessionExpired

from graph.model import StoreError
from graph.neo4j_address import (
    Address,
    Login,
    is_address,
    login_of,
    read_address,
    read_settings,
    settings_path,
)
from graph.neo4j_errors import plain_errors


@pytest.mark.parametrize(
    ("text", "uri", "database"),
    [
        ("neo4j://localhost", "neo4j://localhost", None),
        ("neo4j+s://x.databases.example:7687", "neo4j+s://x.databases.example:7687", None),
        ("bolt://127.0.0.1:7687/archive", "bolt://127.0.0.1:7687", "archive"),
        ("neo4j://h/archive/?policy=eu", "neo4j://h?policy=eu", "archive"),
        ("neo4j+ssc://[::1]:7687", "neo4j+ssc://[::1]:7687", None),
    ],
)
def test_addresses(text: str, uri: str, database: str | None) -> None:
    assert read_address(text) == Address(uri, database)
    assert str(read_address(text)) == (f"{uri}/{database}" if database else uri)


@pytest.mark.parametrize(
    "text", ["http://h", "neo4j://", "neo4j:///db", "neo4j://h:0", "neo4j://h:x", "neo4j://[::1", "file:///g"]
)
def test_no_addresses(text: str) -> None:
    with pytest.raises(StoreError) as caught:
        read_address(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["neo4j://neo4j:s3cret@h", "neo4j://neo4j@h", "http://:s3cret@h"])
def test_a_login_in_the_address_is_refused_unseen(text: str) -> None:
    with pytest.raises(StoreError, match="NEO4J_PASSWORD") as caught:
        read_address(text)
    assert "s3cret" not in str(caught.value)


def test_a_path_is_no_address() -> None:
    assert not any(map(is_address, ("graph.yimai", r"C:\data\graph.yimai", "./neo4j", "neo4j")))


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    file = tmp_path / "yimai" / "neo4j.env"
    file.parent.mkdir()
    file.write_text(
        "\ufeff# remark\nNEO4J_URI=neo4j+s://x\nexport NEO4J_USERNAME='ada'\nNEO4J_PASSWORD=\"a=b\"\n",
        encoding="utf-8",
    )
    environ = {"XDG_CONFIG_HOME": str(tmp_path), "NEO4J_DATABASE": "archive", "NEO4J_USERNAME": ""}
    assert settings_path(environ) == file
    assert read_settings(environ) == {
        "NEO4J_USERNAME": "ada",
        "NEO4J_PASSWORD": "a=b",
        "NEO4J_DATABASE": "archive",
    }
    assert read_settings({**environ, "NEO4J_PASSWORD": "new"})["NEO4J_PASSWORD"] == "new"


def test_no_file_is_no_fault_unless_it_was_named(tmp_path: Path) -> None:
    assert read_settings({"XDG_CONFIG_HOME": str(tmp_path)}) == {}
    for name in (tmp_path / "none.env", tmp_path):
        with pytest.raises(StoreError, match=name.name):
            read_settings({"YIMAI_NEO4J_CONFIG": str(name)})


def test_who_enters() -> None:
    assert login_of({}) is None
    assert login_of({"NEO4J_PASSWORD": "x"}) == Login("neo4j", "x")
    assert "s3cret" not in repr(Login("ada", "s3cret"))


@pytest.mark.parametrize(
    ("cause", "doing", "words"),
    [
        (OSError("certificate verify failed: self-signed"), "open", ("证书", "neo4j+ssc")),
        (OSError("refused"), "read", ("连不上服务器", "is it running")),
        (OSError("refused"), "write to", ("what is stored is whole", "run the same command again")),
    ],
)
def test_errors_of_the_driver_become_one_line(cause: OSError, doing: str, words: tuple[str, ...]) -> None:
    for kind in (ServiceUnavailable, SessionExpired):
        with pytest.raises(StoreError) as caught, plain_errors(Address("neo4j://h", "db"), doing):
            raise kind("many\nlines") from cause
        assert str(caught.value).startswith("neo4j://h/db: ")
        assert "\n" not in str(caught.value)
        assert all(word in str(caught.value) for word in words)
