"""Finding a thing by what people call it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model import Label, QueryError
from graph.open import open_store
from graph.store import View
from queries.find import find, find_one
from tests.queries.builders import Draft, industry, instrument, member, place, write
from tests.queries.conftest import NIGHT


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("industry:微短剧", "industry:微短剧"),
        ("微短剧", "industry:微短剧"),
        ("“微 短剧”", "industry:微短剧"),
        ("微短劇", "industry:微短剧"),
        ("短剧", "industry:微短剧"),
        ("网络微短剧", "industry:微短剧"),
        ("ai", "industry:人工智能"),
        ("杭州", "place:330100"),
        ("王新龙", "member:cppcc:330100/王新龙"),
        ("繁荣夜间消费", NIGHT),
        ("夜间", NIGHT),
        (" 经信局 ", "organization:市经信局"),
        ("算力基", "instrument:算力基金"),
    ],
)
def test_found_by(view: View, name: str, id_: str) -> None:
    assert find(view, name).thing.id == id_


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("李明", ["李明〔委员 member:cppcc:330100/李明〕", "李明〔委员 member:cppcc:330200/李明〕"]),
        ("算力", ["算力券〔政策工具 instrument:算力券〕", "建设算力枢纽〔提案 proposal:ningbo#1〕"]),
        ("人工智慧", ["人工智能〔产业 industry:人工智能〕"]),
    ],
)
def test_ambiguous_or_unknown_lists_the_near_ones(view: View, name: str, listed: list[str]) -> None:
    with pytest.raises(QueryError, match="did you mean") as caught:
        find(view, name)
    assert all(one in str(caught.value) for one in listed)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["量子计算", "", "剧", "proposal:nowhere"])
def test_nothing_near(view: View, name: str) -> None:
    with pytest.raises(QueryError, match=r"没有|不确定"):
        find(view, name)


def test_one_name_of_several_kinds(tmp_path: Path) -> None:
    known = {
        "甲": member("王伟"),
        "乙": industry("云"),
        "丙": instrument("云", "", id_="云工具"),
        "丁": place("云"),
    }
    text = write("d", (Draft("云", (), ("{丁}{丙}{乙}",)),), known)
    with open_store(tmp_path / "g.yimai") as store:
        store.add(text)
        found = find(store.view(), "云")
        assert found.thing.label is Label.INDUSTRY
        assert [thing.label for thing in found.others] == [Label.INSTRUMENT, Label.PLACE, Label.PROPOSAL]
        assert "同名的还有: 云〔政策工具 instrument:云工具〕、云〔地点 place:云〕、云〔提案" in found.notes[0]
        assert find_one(store.view(), "云", Label.PROPOSAL).thing.id == "proposal:d#1"


def test_one_kind_only(view: View) -> None:
    with pytest.raises(QueryError):
        find_one(view, "微短剧", Label.PLACE)
