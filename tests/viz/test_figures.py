"""Figures for paper: well-formed, the same each time, honest about what they leave out, in one palette."""

import re
from xml.etree import ElementTree

import pytest

from graph.model import EdgeType, Label, RenderError, Subgraph
from tests.viz.conftest import HOSTILE, Builder, many, small, two_topics
from viz.charts import by_year, heatmap, sharing
from viz.page import MapPage
from viz.style import CLASS_LOOKS, LOOKS
from viz.svg import figure, shortened, text_width, words

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    return ["".join(one.itertext()) for one in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def fills(svg: str) -> set[str]:
    return set(re.findall(r'fill="(#[0-9A-Fa-f]{6})"', svg))


def users(count: int = 3, tools: int = 2) -> Subgraph:
    """Proposals that all use the same instruments, the last one not asking for them."""
    b = Builder()
    for number in range(count):
        proposal = b.node(Label.PROPOSAL, f"关于第{number}号事项的提案")
        for tool in range(tools):
            instrument = b.node(Label.INSTRUMENT, f"工具{tool}", **{"class": "demand"})
            manner = "existing" if number == count - 1 else "proposed"
            b.link(proposal, EdgeType.USES, instrument, ("工具", "用工具。"), qualifier=manner)
    return b.subgraph


def test_hostile_text_stays_text() -> None:
    svg = figure(HOSTILE[0], [words(0, 0, "".join(HOSTILE) + "\x00\ud800")], (100, 20), notes=HOSTILE)
    told = "".join(texts(svg))
    assert HOSTILE[0] in told
    assert "\ufffd\ufffd" in told
    tags = {one.tag for one in ElementTree.fromstring(svg).iter()}
    assert tags == {f"{SVG}{tag}" for tag in ("svg", "rect", "text", "g")}


def test_a_shortened_name_has_room() -> None:
    assert text_width(shortened("关于推动低空经济发展的提案" * 5, 14, 200), 14) <= 200
    assert shortened("短", 14, 200) == "短"


def test_a_heatmap_says_what_it_leaves_out_and_darkens_with_the_count() -> None:
    columns = [(f"industry:{number}", f"行业{number}") for number in range(30)]
    cells = {
        ("supply.fiscal", "industry:0"): 9,
        ("demand.pilot", "industry:1"): 1,
        ("demand.pilot", "industry:29"): 99,
    }
    rows = [("supply.fiscal", "财政投入"), ("demand.pilot", "试点")]
    svg = heatmap("矩阵", rows, columns, cells, notes=("共 9 件",))
    assert svg == heatmap("矩阵", rows, columns, cells, notes=("共 9 件",))
    told = texts(svg)
    assert "只画出提案最多的 20 列，共 30 列" in told
    assert "共 9 件" in told
    assert {"9", "1", "供给型", "需求型", "财政投入"} <= set(told)
    assert "99" not in told
    assert "环境型" not in told
    assert {"#0b5287", "#e3eef6"} <= fills(svg)
    assert "fiscal support" in texts(heatmap("Matrix", rows, columns, cells, language="en"))


def test_columns_by_year_stand_for_years_without_proposals_too() -> None:
    svg = by_year("趋势", [("", [(2022, 1, 4), (2024, 3, 6), (None, 9, 9)])], color="#D55E00")
    told = texts(svg)
    assert [text for text in told if text.isdecimal()] == ["2022", "2023", "2024"]
    assert [text for text in told if "/" in text] == ["1/4", "3/6"]
    many_places = by_year("趋势", [(f"地{number}", [(2024, 1, 2)]) for number in range(20)], color="#D55E00")
    assert "只画出提案最多的 12 地，共 20 地" in texts(many_places)


def test_what_is_shared_is_marked_and_hollow_where_it_is_not_proposed() -> None:
    svg = sharing("共用", users())
    told = texts(svg)
    assert {"工具0", "工具1", "需求型", "第0号事项"} <= set(told)
    color = CLASS_LOOKS["demand"][0]
    assert svg.count(f'fill="#ffffff" stroke="{color}"') == 2
    assert "只画出共用最多的 30 件提案，共 40 件" in texts(sharing("共用", users(40)))


def test_nothing_makes_no_figure() -> None:
    for draw in (
        lambda: heatmap("", [], [], {}),
        lambda: by_year("", [("", [(None, 1, 1)])], color=""),
        lambda: sharing("", small()),
    ):
        with pytest.raises(RenderError, match="nothing to draw"):
            draw()


def test_a_map_has_names_where_there_is_room_and_a_legend() -> None:
    page = MapPage(small(), title="图谱", subtitle="十二届四次会议")
    told = texts(page.figure)
    assert told[0] == "图谱"
    assert {"人工智能", "王新龙", "提案", "政策工具", "十二届四次会议"} <= set(told)
    assert {look.color for look in LOOKS.values()} >= fills(page.figure) - {"#ffffff", "#1c2430", "#5d6775"}
    assert page.figure == MapPage(small(), title="图谱", subtitle="十二届四次会议").figure
    assert "Proposals" in texts(MapPage(small(), title="Map", language="en").figure)


def test_a_map_says_what_it_leaves_out() -> None:
    shared = MapPage(two_topics(), title="图谱")
    assert any(text.startswith("画出至少两件提案共有的") for text in texts(shared.figure))
    cut = MapPage(many(200), title="图谱", limit=50)
    assert "图谱较大，只画出联系最多的 50 / 200 个节点" in texts(cut.figure)
