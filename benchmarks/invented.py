"""Things that made-up proposals name, by number: industries, instruments, places, bodies and people.

All names are put together from syllables and stand for nothing that exists; the same number always gives the
same thing, and nothing is held beyond a cache of the commonest.
"""

from __future__ import annotations

import math
from functools import lru_cache
from random import Random

from graph.model import Entity, Label, Level

INSTRUMENTS, INDUSTRIES, CITIES, MEMBERS = 57_600, 300, 360, 300
"""How many there are; members are those of each city, whose bureaus and counties are fewer."""
COUNTIES, BUREAUS = 8, 20

_FLATTENED = 30
"""The commonest of n things is one in ``_FLATTENED * ln(n / _FLATTENED)``, not one in ln(n)."""

_HEADS = (
    *("产业基金", "专项资金", "贴息贷款", "消费券", "算力券", "人才公寓", "实训基地", "数据平台", "服务中心", "中试基地"),
    *("重点实验室", "孵化器", "地方标准", "管理条例", "行动计划", "发展规划", "风险补偿", "首购目录", "示范区", "场景清单"),
    *("认证体系", "知识产权联盟", "税收减免", "用地保障", "白名单", "协同机制", "联席会议", "博览会", "公共品牌", "采购目录"),
    *("担保基金", "培训计划"),
)  # fmt: skip
_TOOLS = (
    *("supply.fiscal", "supply.talent", "supply.information", "supply.rnd"),
    *("environment.finance", "environment.tax", "environment.regulation", "environment.planning"),
    *("demand.procurement", "demand.pilot", "demand.consumption"),
)
_SCOPES = ("", "市级", "区域", "联合", "普惠", "青年")
_FIELDS = (
    *("智能", "绿色", "海洋", "生物", "低空", "数字", "冰雪", "文化", "健康", "银发", "氢能", "农业", "航空", "纺织", "光电"),
    *("储能", "影视", "跨境", "冷链", "教育", "应急", "节能", "茶叶", "陶瓷", "中药", "环保", "建筑", "物流", "金融", "体育"),
)  # fmt: skip
_TRADES = ("制造", "经济", "服务", "装备", "旅游", "材料", "贸易", "软件", "养殖", "设计")
_SYLLABLES = "岚溪汀澜泽屿浦浔汐渚峦峪坪岭垣邺郢邡沂泗汶沭淇淦渌澧滁涪沅沣"
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "新鸽明慕舟远岚清平安若晨书言立恒嘉宁思齐文博"
_OFFICES = (
    *("发改委", "经信局", "科技局", "财政局", "人社局", "农业农村局", "商务局", "文旅局", "卫健委", "教育局"),
    *("交通局", "住建局", "生态环境局", "水利局", "民政局", "司法局", "审计局", "国资委", "体育局", "统计局"),
)
_PARTIES = ("民革市委会", "民盟市委会", "民建市委会", "农工党市委会", "九三学社市委会", "市工商联")


def zipf(chance: Random, number: int) -> int:
    """Return one of ``number`` things, the first ones far more often than the last."""
    return int(_FLATTENED * math.exp(chance.random() * math.log(number / _FLATTENED + 1))) - _FLATTENED


@lru_cache(maxsize=20_000)
def instrument(number: int) -> tuple[Entity, ...]:
    """Return an instrument and all that is broader: its family, sub-tool and class."""
    head, rest = number % len(_HEADS), number // len(_HEADS)
    field, scope = rest % INDUSTRIES, rest // INDUSTRIES
    tool = _TOOLS[head % len(_TOOLS)]
    class_ = tool.partition(".")[0]
    name = f"{_SCOPES[scope]}{_industry_name(field)}{_HEADS[head]}"
    chain = (
        (name, name, Level.CONCEPT, tool, _HEADS[head]),
        (_HEADS[head], _HEADS[head], Level.FAMILY, tool, tool),
        (tool, f"{class_}工具{_TOOLS.index(tool)}", Level.SUBTOOL, tool, class_),
        (class_, f"{class_}类", Level.CLASS, None, ""),
    )
    return tuple(
        Entity(
            id=f"instrument:{key}",
            label=Label.INSTRUMENT,
            name=caption,
            aliases=(f"{caption}项目",) if level is Level.CONCEPT else (),
            broader=(f"instrument:{broader}",) if broader else (),
            level=level,
            class_=class_,
            subtool=subtool,
        )
        for key, caption, level, subtool, broader in chain
    )


def _industry_name(number: int) -> str:
    return _FIELDS[number % len(_FIELDS)] + _TRADES[number // len(_FIELDS)]


@lru_cache(maxsize=INDUSTRIES)
def industry(number: int) -> tuple[Entity, ...]:
    """Return an industry and the one it belongs to."""
    name, above = _industry_name(number), f"{_FIELDS[number % len(_FIELDS)]}产业"
    lower = Entity(
        id=f"industry:{name}",
        label=Label.INDUSTRY,
        name=name,
        aliases=(f"{name}业", f"新型{name}"),
        broader=(f"industry:{above}",),
        level=Level.CONCEPT,
        kind="industry",
    )
    upper = Entity(
        id=f"industry:{above}", label=Label.INDUSTRY, name=above, level=Level.CONCEPT, kind="industry"
    )
    return (lower, upper)


@lru_cache(maxsize=20_000)
def place(city: int, county: int = 0) -> tuple[Entity, ...]:
    """Return a county, or with 0 the city itself, and the places that hold it."""
    province, code = city // 12, f"{city // 12 + 11}{city % 12 + 1:02}"
    held = (
        (f"{code}{county:02}", f"{_syllables(city * COUNTIES + county + 500)}县", "county"),
        (f"{code}00", f"{_syllables(city)}市", "city"),
        (f"{province + 11}0000", f"{_SYLLABLES[province]}南省", "province"),
    )[0 if county else 1 :]
    above = [f"place:{key}" for key, *_ in held[1:]]
    return tuple(
        Entity(
            id=f"place:{key}",
            label=Label.PLACE,
            name=name,
            aliases=(name[:-1],),
            broader=tuple(above[position : position + 1]),
            place_type=kind,
            code=key,
        )
        for position, (key, name, kind) in enumerate(held)
    )


def _syllables(number: int) -> str:
    base = len(_SYLLABLES)
    digits = (number % base, number // base % base, number // base**2)
    return "".join(_SYLLABLES[digit] for digit in digits[: 3 if digits[2] else 2])


@lru_cache(maxsize=20_000)
def bureau(city: int, number: int) -> tuple[Entity, ...]:
    """Return an office of a city."""
    return _body(city, f"市{_OFFICES[number]}", "government")


def party(city: int, number: int) -> tuple[Entity, ...]:
    """Return a party's or association's committee in a city."""
    return _body(city, _PARTIES[number % len(_PARTIES)], "party")


def _body(city: int, name: str, kind: str) -> tuple[Entity, ...]:
    code = str(place(city)[0].code)
    id_ = f"organization:{code}/{name}"
    return (Entity(id=id_, label=Label.ORGANIZATION, name=name, classification=kind, code=code),)


def member(city: int, number: int) -> tuple[Entity, ...]:
    """Return a member of a city's conference."""
    code = str(place(city)[0].code)
    given = len(_GIVEN)
    name = _SURNAMES[number % len(_SURNAMES)] + _GIVEN[number // 20 % given] + _GIVEN[(number + city) % given]
    id_ = f"member:cppcc:{code}/{name}"
    return (Entity(id=id_, label=Label.MEMBER, name=name, body=f"cppcc:{code}"),)
