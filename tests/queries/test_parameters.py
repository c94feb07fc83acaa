"""Parameters: what may be given, and what is said when it may not."""

from __future__ import annotations

import pytest

from graph.model import QueryError
from queries.catalogue import describe
from queries.parameters import resolve

SHARED = describe("shared-instruments")


def test_defaults_in_the_order_of_the_header() -> None:
    assert list(resolve(SHARED, {}).items()) == [
        ("level", "family"),
        ("form", None),
        ("proposal", None),
        ("industry", None),
        ("jurisdiction", None),
        ("session", None),
        ("year", None),
        ("modality", None),
        ("limit", 50),
    ]


@pytest.mark.parametrize(
    ("given", "name", "value"),
    [
        ({"limit": "7"}, "limit", 7),
        ({"limit": " 7 "}, "limit", 7),
        ({"jurisdiction": 330100}, "jurisdiction", "330100"),
        ({"level": "class"}, "level", "class"),
        ({"limit": ""}, "limit", 50),
        ({"year": None}, "year", None),
    ],
)
def test_taken(given: dict, name: str, value: object) -> None:
    assert resolve(SHARED, given)[name] == value


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"levle": "class"}, r"没有参数 levle .*did you mean\): level\?"),
        ({"ids": "x"}, "没有参数 ids"),
        ({"also": "x"}, "没有参数 also"),
        ({"level": "kind"}, r"参数 level .*'kind'.*allowed\): concept, family, subtool, class"),
        ({"limit": 0}, r"参数 limit .*1\.\.10000"),
        ({"limit": "many"}, "参数 limit .*'many'"),
        ({"limit": 2.5}, "参数 limit .*2.5"),
        ({"limit": True}, "参数 limit .*True"),
        ({"year": "二零二五"}, "参数 year"),
    ],
)
def test_refused(given: dict, message: str) -> None:
    with pytest.raises(QueryError, match=f"^shared-instruments: {message}"):
        resolve(SHARED, given)


@pytest.mark.parametrize("given", [{}, {"a": "x"}, {"a": "x", "b": ""}])
def test_required(given: dict) -> None:
    with pytest.raises(QueryError, match="required"):
        resolve(describe("trace"), given)
