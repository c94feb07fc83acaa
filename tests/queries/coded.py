"""A graph to be coded: classes, kinds of passages, modalities, handlers, a reply; all countable by hand."""

from __future__ import annotations

from graph.model import DocumentType, Entity, Level
from tests.queries.builders import Draft, industry, instrument, member, organization, place, write

_FINANCE = {"class_": "environment", "subtool": "environment.finance"}

ENTITIES: tuple[Entity, ...] = (
    instrument("供给型", "", Level.CLASS, id_="supply", class_="supply"),
    instrument("环境型", "", Level.CLASS, id_="environment", class_="environment"),
    instrument("需求型", "", Level.CLASS, id_="demand", class_="demand"),
    instrument(
        "财政投入", "supply", Level.SUBTOOL, id_="supply.fiscal", class_="supply", subtool="supply.fiscal"
    ),
    instrument(
        "人才引育", "supply", Level.SUBTOOL, id_="supply.talent", class_="supply", subtool="supply.talent"
    ),
    instrument("金融支持", "environment", Level.SUBTOOL, id_="environment.finance", **_FINANCE),
    instrument(
        "试点示范", "demand", Level.SUBTOOL, id_="demand.pilot", class_="demand", subtool="demand.pilot"
    ),
    instrument("产业投资基金", "environment.finance", Level.FAMILY, **_FINANCE),
    instrument("低空产业基金", "产业投资基金", **_FINANCE),
    instrument(
        "培训券", "supply.fiscal", class_="supply", subtool="supply.fiscal", secondary="supply.talent"
    ),
    instrument(
        "场景试点", "demand.pilot", class_="demand", subtool="demand.pilot", secondary="environment.finance"
    ),
    industry("低空经济", "低空"),
    industry("文化产业"),
    industry("微短剧", "短剧", broader="文化产业"),
    industry("农业"),
    industry("物流"),
    industry("金融业"),
    place("杭州市", "330100"),
    place("西湖区", "330106", broader="330100"),
    place("宁波市", "330200"),
    organization("市科技局"),
    organization("市财政局"),
    organization("市发改委"),
    organization("民建市委会"),
    member("王新龙"),
    member("李明"),
    member("李明", "cppcc:330200"),
)
KNOWN = {entity.name: entity for entity in ENTITIES[:-1]}
KNOWN_NINGBO = KNOWN | {"李明": ENTITIES[-1]}

SKY = write(
    "sky",
    (
        Draft(
            "发展低空经济",
            ("王新龙",),
            (
                "title:发展{低空经济}",
                "situation:目前没有{低空产业基金|negated}。",
                "支持{低空经济}和{微短剧}：设立{低空产业基金}，发放{培训券}。",
                "在{西湖区}开展{场景试点}。",
            ),
            handlers=(("市科技局", "main"), ("市财政局", "co")),
        ),
        Draft(
            "补贴培训",
            ("民建市委会", "李明"),
            ("发放{培训券}，再发{培训券}。继续发{培训券|existing}。",),
        ),
    ),
    KNOWN,
    jurisdiction="330100",
    session="12-4",
    body="cppcc:330100",
)
MANY = write(
    "many",
    (
        Draft(
            "多业并举",
            ("李明",),
            ("发展{农业}。", "发展{物流}。", "发展{金融业}。", "发展{微短剧}。"),
            2024,
            handlers=(("市科技局", "main"), ("市财政局", "main"), ("市发改委", "main")),
        ),
        Draft("安静的提案", (), ("other:只有一句话。",), 2024),
        Draft(
            "答复",
            (),
            ("response:在{微短剧}方面已设立{低空产业基金|existing}。",),
            2024,
            DocumentType.REPLY,
            answers=1,
        ),
    ),
    KNOWN_NINGBO,
    jurisdiction="330200",
    session="16-3",
    body="cppcc:330200",
)
LAKE = write(
    "lake",
    (
        Draft(
            "湖上新剧",
            ("王新龙",),
            ("用{微短剧}开展{场景试点}，就在{西湖区}。",),
            2023,
            DocumentType.PLENARY_SPEECH,
        ),
    ),
    KNOWN,
    jurisdiction="330100",
    session="12-2",
    body="cppcc:330100",
)

SKY_FUND, VOUCHERS = "proposal:sky#1", "proposal:sky#2"
MIXED, SILENT, REPLY = (f"proposal:many#{number}" for number in (1, 2, 3))
LAKESIDE = "proposal:lake#1"
DOCUMENTS = (SKY, MANY, LAKE)
