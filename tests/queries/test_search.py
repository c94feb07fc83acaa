"""Search: names before aliases before text, several words, any script and width, with the exact place."""

from __future__ import annotations

import pytest

from graph.model import QueryError
from graph.store import View
from queries import search as search_module
from queries.ask import ask
from tests.queries.conftest import HANGZHOU


def found(view: View, text: str, **more: object) -> list[tuple[str, str, str]]:
    return [(row["kind"], row["name"], row["matched"]) for row in ask(view, "search", text=text, **more).rows]


def test_the_name_itself_then_names_with_it_then_text(view: View) -> None:
    rows = found(view, "微短剧")
    assert rows[0] == ("Industry", "微短剧", "名称")
    assert rows[1:3] == [("Instrument", "微短剧基金", "名称"), ("Proposal", "推动微短剧高质量发展", "名称")]
    assert {row[0] for row in rows[3:]} == {"Passage"}
    assert {row[2] for row in rows[3:]} == {"正文"}


@pytest.mark.parametrize("text", ["ai", "ＡＩ", "AI"])
def test_an_alias_in_any_width_and_case(view: View, text: str) -> None:
    assert found(view, text)[0] == ("Industry", "人工智能", "别名")


@pytest.mark.parametrize("text", ["消費券", "消费券", " 消费券　"])
def test_traditional_and_simplified(view: View, text: str) -> None:
    assert found(view, text)[0] == ("Instrument", "消费券", "名称")


def test_several_words_stand_in_one_passage_in_any_order(view: View) -> None:
    (row,) = ask(view, "search", text="拍摄 人工智能").rows
    assert (row["kind"], row["owner"]) == ("Passage", "推动微短剧高质量发展")
    assert [quote["exact"] for quote in row["evidence"]] == ["拍摄", "人工智能"]
    assert ask(view, "search", text="拍摄 算力券").rows == ()


def test_quotations_fit_the_text(view: View) -> None:
    quotes = [quote for row in ask(view, "search", text="发放").rows for quote in row["evidence"]]
    assert len(quotes) > 2
    for quote in quotes:
        if quote["document"] == HANGZHOU.document.id:
            assert HANGZHOU.text[quote["start"] : quote["end"]] == quote["exact"] == "发放"
        assert "发放" in quote["sentence"]


def test_words_that_only_look_near_are_no_match(view: View) -> None:
    # 微短, 短剧 and 剧基 all occur, 剧基金 stands nowhere but in the fund.
    assert {row[1] for row in found(view, "短剧基金") if row[0] != "Passage"} == {"微短剧基金"}


def test_kinds_and_limit(view: View) -> None:
    assert {row[0] for row in found(view, "微短剧", kind="passage")} == {"Passage"}
    assert found(view, "王新龙", kind="member") == [("Member", "王新龙", "名称")]
    result = ask(view, "search", text="微短剧", limit=1)
    assert len(result.rows) == 1
    assert "只列出前 1 条" in result.notes[0]


def test_a_bounded_search_says_so(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_module, "_LOOKED_AT", 2)
    assert "候选超过 2 个" in ask(view, "search", text="微短剧").notes[0]


@pytest.mark.parametrize("text", ["，。", "***", "\u3000 ,"])
def test_nothing_to_search_for(view: View, text: str) -> None:
    with pytest.raises(QueryError, match="nothing to search for"):
        ask(view, "search", text=text)


def test_no_match(view: View) -> None:
    assert ask(view, "search", text="量子通信").rows == ()
