"""Results: the contract in JSON, CSV that is safe in Excel, tables for people."""

from __future__ import annotations

import csv
import io
import json
import sys

import pytest

from graph.model import Evidence, QueryError
from graph.store import View
from queries.ask import ask
from queries.result import Result, quotes

EVIDENCE = Evidence(
    document="d", document_name="文", start=2, end=4, exact="基金", sentence="设立基金。", sentence_start=0
)
RESULT = Result(
    query="around",
    parameters={"name": "x", "steps": 2},
    columns=("name", "kind", "distance", "relation", "evidence"),
    rows=(
        {"name": "=1+1", "kind": "Place", "distance": -1, "relation": None, "evidence": quotes([EVIDENCE])},
        {"name": "-甲\n乙", "kind": "Member", "distance": 2.5, "relation": "@x", "evidence": []},
    ),
    notes=("说明",),
)


def test_json_is_the_contract() -> None:
    plain = json.loads(RESULT.to_json())
    assert list(plain) == ["query", "parameters", "columns", "rows"]
    assert plain["rows"][0]["evidence"] == [
        {"document": "d", "start": 2, "end": 4, "exact": "基金", "sentence": "设立基金。"}
    ]
    assert "\n" not in RESULT.to_json()


def test_csv_opens_in_excel() -> None:
    text = RESULT.to_csv()
    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text[1:], newline=""))) == [
        ["name", "kind", "distance", "relation", "evidence"],
        ["'=1+1", "Place", "-1", "", "设立基金。〔d:2-4〕"],
        ["'-甲\n乙", "Member", "2.5", "'@x", ""],
    ]


def test_csv_with_captions() -> None:
    assert RESULT.to_csv("zh").splitlines()[0] == "\ufeff名称,类别,距离,关系,依据"
    assert "地点" in RESULT.to_csv("zh")
    assert RESULT.to_csv("en").splitlines()[0] == "\ufeffName,Kind,Distance,Relation,Evidence"


def test_table() -> None:
    assert RESULT.captions() == ["名称", "类别", "距离", "关系", "依据"]
    assert RESULT.to_table()[0] == ["=1+1", "地点", "-1", "", "设立基金。"]
    assert RESULT.to_table("en")[0][1] == "Place"


def test_quotes_stand_once_and_sentences_are_shown_once() -> None:
    other = Evidence(
        document="d",
        document_name="文",
        start=0,
        end=2,
        exact="设立",
        sentence="设立基金。",
        sentence_start=0,
    )
    found = quotes([EVIDENCE, EVIDENCE, other])
    assert [quote["start"] for quote in found] == [2, 0]
    row = {"name": "", "kind": "", "distance": 0, "relation": "", "evidence": found}
    result = Result(query="around", parameters={}, columns=("evidence",), rows=(row,))
    assert result.to_table() == [["设立基金。"]]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frames_are_optional(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(QueryError, match=f"pip install {library}"):
        RESULT.frame(library)


def test_an_unknown_frame() -> None:
    with pytest.raises(QueryError, match="pandas, polars"):
        RESULT.frame("excel")


def test_pandas_gets_rows_and_columns() -> None:
    pytest.importorskip("pandas")
    found = RESULT.to_pandas()
    assert list(found.columns) == list(RESULT.columns)
    assert found["name"].tolist() == ["=1+1", "-甲\n乙"]
    assert found["distance"].tolist() == [-1, 2.5]
    assert found["evidence"][0][0]["sentence"] == "设立基金。"
    assert list(RESULT.frame(language="zh").columns) == RESULT.captions()


def test_polars_gets_rows_and_columns() -> None:
    pytest.importorskip("polars")
    found = RESULT.to_polars()
    assert found.columns == list(RESULT.columns)
    assert found["distance"].to_list() == [-1.0, 2.5]
    assert found["evidence"].to_list() == [quotes([EVIDENCE]), []]
    assert found["relation"].to_list() == [None, "@x"]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_no_rows_are_a_frame_too(library: str) -> None:
    pytest.importorskip(library)
    empty = Result(query="around", parameters={}, columns=("name", "kind"), rows=())
    assert empty.frame(library).shape == (0, 2)


def test_networkx_gets_every_edge_with_its_sentences(view: View) -> None:
    result = ask(view, "shared-instruments", level="concept")
    assert result.graph is not None
    drawn = result.to_networkx()
    assert set(drawn) == {node.id for node in result.graph.nodes}
    assert {key for *_, key in drawn.edges(keys=True)} == {link.key for link in result.graph.links}
    assert drawn.nodes["instrument:消费券"]["label"] == "Instrument"
    for *_, data in drawn.edges(data=True):
        assert data["type"] == "USES"
        assert data["evidence"]
        assert all(quote["exact"] in quote["sentence"] for quote in data["evidence"])
    # 消费券 is proposed and there already in one proposal: two edges between the same ends.
    assert max(drawn.number_of_edges(*pair) for pair in drawn.edges()) == 2


def test_a_table_has_no_graph() -> None:
    with pytest.raises(QueryError, match="table only"):
        RESULT.to_networkx()


def test_a_notebook_shows_a_table_in_which_text_stays_text() -> None:
    hostile = '<img src=x onerror="alert(1)">&'
    row = {"name": hostile, "kind": "Place", "distance": 1, "relation": None, "evidence": quotes([EVIDENCE])}
    result = Result(query="around", parameters={}, columns=tuple(row), rows=(row,) * 60, notes=("<b>注</b>",))
    shown = result._repr_html_()  # pyright: ignore[reportPrivateUsage]
    assert "<img" not in shown
    assert "<b>" not in shown
    assert "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;" in shown
    assert shown.count("<tr>") == 51
    assert "共 60 行" in shown
    assert "设立基金。" in shown


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("shared-instruments", {}),
        ("shared-instruments", {"level": "subtool"}),
        ("around", {"name": "杭州市", "steps": 3}),
        ("trace", {"a": "王新龙", "b": "宁波市", "limit": 20}),
    ],
)
def test_the_same_question_twice_gives_the_same_bytes(view: View, name: str, parameters: dict) -> None:
    first, second = (ask(view, name, **parameters) for _ in range(2))
    assert first.to_json() == second.to_json()
    assert first.graph == second.graph
    assert first.rows


def test_numbers_are_plain_python(view: View) -> None:
    for row in ask(view, "shared-instruments").rows:
        assert type(row["score"]) is float
