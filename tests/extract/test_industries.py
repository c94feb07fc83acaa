"""Industries that no list has: activities with what they are done to, and X产业 with any X."""

from __future__ import annotations

import pytest

import yimai

INDUSTRIES = [
    ("做强进口俄粮加工，打造口岸园区。", ["俄粮加工"]),
    ("芒果分选、蚕茧烘干都用电。", ["芒果分选", "蚕茧烘干"]),
    ("当地的竹浆造纸有百年历史。", ["竹浆造纸"]),
    ("支持薇菜产业做大做强。", ["薇菜产业"]),
    ("带动南珠产业复兴。", ["南珠产业"]),
    ("激活数据资源，服务预制菜和水产业。", ["预制菜", "水产业"]),
    ("支持外贸行业开拓市场，发展桃产业。", ["外贸行业", "桃产业"]),
]
NONE = [
    "互联网+明厨亮灶覆盖所有食堂。",
    "落地加工遇到困难，要用好加工政策。",
    "外贸人手不够，资源综合利用增值税即征即退。",
    "数据赋能产业还不够。",
]


def _industries(text: str) -> list[str]:
    found = yimai.extract(text, "note.txt").mentions
    return [item.exact for item in found if item.type == "industry"]


@pytest.mark.parametrize(("text", "names"), INDUSTRIES)
def test_industries_are_read(text: str, names: list[str]) -> None:
    assert _industries(text) == names


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_industry(text: str) -> None:
    assert _industries(text) == []
