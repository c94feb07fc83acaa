"""``-o figure.svg`` and ``.png`` of ``yimai ask`` and ``yimai map``."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from tests.command import yimai


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ask", "matrix", "--param", "level=subtool"), "政策工具二维矩阵"),
        (("ask", "trends", "--param", "name=人工智能"), "趋势：人工智能"),
        (("ask", "shared-instruments", "--param", "level=concept"), "哪些提案使用了相同的政策工具"),
        (("ask", "around", "--param", "name=人工智能"), "人工智能 · 周边"),
        (("map",), "议脉 · 提案知识图谱"),
        (("map", "--around", "人工智能", "--lang", "en"), "Around 人工智能"),
    ],
)
def test_an_answer_or_a_map_as_a_figure(two_cities: Path, arguments: tuple[str, ...], told: str) -> None:
    done = yimai(*arguments, "-o", "figure.svg", "--store", "graph.yimai", cwd=two_cities)
    assert done.returncode == 0, done.stderr.decode()
    svg = (two_cities / "figure.svg").read_text(encoding="utf-8")
    assert svg.startswith("<svg ")
    assert f">{told}</text>" in svg


def test_png_is_drawn_where_what_it_needs_is_there_and_else_said(two_cities: Path) -> None:
    done = yimai("ask", "matrix", "-o", "figure.png", "--store", "graph.yimai", cwd=two_cities)
    if importlib.util.find_spec("resvg_py"):
        assert done.returncode == 0, done.stderr.decode()
        assert (two_cities / "figure.png").read_bytes().startswith(b"\x89PNG")
    else:
        assert done.returncode != 0
        assert "resvg-py" in done.stderr.decode()
        assert not (two_cities / "figure.png").exists()


def test_nothing_to_draw_is_said_and_text_goes_into_files_too(two_cities: Path) -> None:
    done = yimai(
        "ask", "matrix", "--param", "year=1999", "-o", "no.svg", "--store", "graph.yimai", cwd=two_cities
    )
    assert done.returncode != 0
    assert "nothing to draw" in done.stderr.decode()
    assert not (two_cities / "no.svg").exists()
    done = yimai("ask", "matrix", "--format", "csv", "-o", "m.csv", "--store", "graph.yimai", cwd=two_cities)
    assert done.returncode == 0, done.stderr.decode()
    assert "row_name" in (two_cities / "m.csv").read_text(encoding="utf-8-sig")
