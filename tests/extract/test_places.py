"""Places that no list has: by their endings, by the places beside them, and what is no place of its own."""

from __future__ import annotations

import pytest

import yimai

PLACES = [
    ("设立低空飞行服务站，在淮州机场选址，配备席位。", ["淮州机场"]),
    ("首批选定滩坪、石柱观等六个村先试。", ["滩坪", "石柱观"]),
    ("药企集中在桑海和小蓝两个片区。", ["桑海", "小蓝"]),
    ("洪城河路、桃南路夜间开放停车泊位。", ["洪城河路", "桃南路"]),
    ("古雷港区、招银港区、后石港区连年扩能。", ["古雷港区", "招银港区", "后石港区"]),
    ("开通琶洲至太古仓、江南西的夜间接驳专线。", ["琶洲", "太古仓", "江南西"]),
    ("开通银滩至白龙的旅游专线。", ["银滩", "白龙"]),
    ("支持可门港开行内支线。", ["可门港"]),
    ("黄家湾水利枢纽通水以后，水源快了。", ["黄家湾水利枢纽"]),
    ("我们到永州市江永县和四川宜宾走访。", ["永州市江永县", "四川宜宾"]),
    ("苏州姑苏区先行一步。", ["苏州", "姑苏区"]),
    ("余姚的做法值得学习。", ["余姚"]),
    ("关于做强博贺港、发展临港物流的提案", ["博贺港"]),
    ("宁波海关与义乌、金华等地海关深化合作。", ["义乌", "金华"]),
    ("黄河干流宁夏段水质良好。", ["黄河干流宁夏段"]),
    ("在东部新城设站，科教城和滨江新城随后。", ["东部新城", "科教城", "滨江新城"]),
]
NONE = [
    "组团参加米兰面料展，再办太湖夜跑联赛。",
    "德保抽水蓄能电站提前上网。",
    "从田头到机场要两个小时。",
    "教育、医疗、养老等三个领域先试。",
    "弥勒的笑容人人喜欢。",
    "我们走访了三区五县一市的沿江乡镇。",
    "关于延长县级图书馆开放时间的提案",
    "希望新建两处换乘枢纽，硬化通村路。",
    "市政协主席韩景山主持会议。",
    "他从冷思考的角度谈看法，守护绿水青山，加快建设零碳园区。",
    "把开沟铺管机列入补贴，实施一园两区规划。",
    "一是集成电路、物联网，二是生物医药。",
]


def _places(text: str) -> list[str]:
    found = yimai.extract(text, "note.txt").mentions
    return [item.exact for item in found if item.type == "place" and not item.nested]


@pytest.mark.parametrize(("text", "names"), PLACES)
def test_places_are_read(text: str, names: list[str]) -> None:
    assert _places(text) == names


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_place(text: str) -> None:
    assert _places(text) == []
