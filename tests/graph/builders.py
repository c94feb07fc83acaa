"""Small hand-made extractions: enough of each kind to load, replace and remove."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from graph.model import (
    Document,
    DocumentType,
    Entity,
    Extraction,
    Label,
    Mention,
    MentionType,
    Modality,
    Passage,
    PassageKind,
    Proposal,
    Proposer,
    ProposerRole,
    Resolution,
    Shape,
)

TEXT = (
    "关于发展微短剧的建议\n张三\n"
    "我市微短剧发展迅速。建议设立微短剧产业基金；已有的产业基金效果好。\n市经信局牵头。\n"
)

PLACE = Entity(id="place:330100", label=Label.PLACE, name="杭州市", place_type="city", code="330100")
DRAMA = Entity(
    id="industry:微短剧",
    label=Label.INDUSTRY,
    name="微短剧",
    aliases=("短剧",),
    kind="product",
    codes=("R8740",),
    broader=("industry:影视",),
)
FILM = Entity(id="industry:影视", label=Label.INDUSTRY, name="影视", kind="industry")
FUND = Entity(
    id="instrument:产业基金",
    label=Label.INSTRUMENT,
    name="产业基金",
    class_="supply",
    subtool="supply.fiscal",
    level=None,
)
BUREAU = Entity(
    id="organization:市经信局", label=Label.ORGANIZATION, name="市经信局", classification="government"
)
MEMBER = Entity(id="member:cppcc:330100|张三", label=Label.MEMBER, name="张三", body="cppcc:330100")
ENTITIES = (PLACE, DRAMA, FILM, FUND, BUREAU, MEMBER)


def passage(
    document: str, position: int, start: int, end: int, heading: str = "", kind: str = "measure"
) -> Passage:
    return Passage(
        id=f"passage:{document}#{position}",
        kind=PassageKind(kind),
        position=position,
        heading=heading,
        start=start,
        end=end,
    )


def mention(text: str, exact: str, entity: Entity, where: Passage, *, nth: int = 0, **more: Any) -> Mention:
    """Mention of the ``nth`` occurrence of ``exact`` in ``text``, inside ``where``."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(exact, start + 1)
    fields: dict[str, Any] = {"method": "lexicon", "confidence": 0.9, "proposal": None} | more
    return Mention(
        start=start,
        end=start + len(exact),
        exact=exact,
        type=MentionType(entity.label.lower()),
        id=entity.id,
        name=entity.name,
        passage=where.id,
        **fields,
    )


def document(name: str, text: str, passages: tuple[Passage, ...] = (), **more: Any) -> Document:
    fields: dict[str, Any] = {
        "id": f"document:{name}",
        "title": name,
        "date": "2025-01-15",
        "publisher": None,
        "source": f"{name}.txt",
        "jurisdiction": "330100",
        "body": "cppcc:330100",
        "session": "12-4",
        "shape": Shape.PROPOSAL,
        "text_sha256": sha256(text.encode()).hexdigest(),
    } | more
    return Document(passages=passages, **fields)


def extraction(name: str = "a", text: str = TEXT, **more: Any) -> Extraction:
    """One proposal by 张三 on 微短剧, with two passages and every kind of mention."""
    second = text.index("\n市经信局")
    first_start = text.index("我市")
    front = passage(name, 0, 0, first_start, kind="title")
    ask = passage(name, 1, first_start, second + 1, heading="我市微短剧发展迅速")
    rest = passage(name, 2, second + 1, len(text))
    proposal = Proposal(
        id=f"proposal:{name}#1",
        title="关于发展微短剧的建议",
        document_type=DocumentType.PROPOSAL,
        number="12",
        position=1,
        year=2025,
        start=first_start,
        end=len(text),
        members=(
            Proposer(
                id=MEMBER.id,
                name="张三",
                role=ProposerRole.LEAD,
                start=text.index("张三"),
                end=text.index("张三") + 2,
                titles=("主委",),
            ),
        ),
        organizations=(),
        passages=(ask, rest),
    )
    mentions = (
        mention(text, "张三", MEMBER, front),
        mention(text, "我市", PLACE, ask, resolution=Resolution.CONTEXTUAL),
        mention(text, "微短剧", DRAMA, ask, nth=2, confidence=0.95, method="rule"),
        mention(text, "微短剧", DRAMA, ask, nth=1),
        mention(text, "产业基金", FUND, ask, modality=Modality.PROPOSED, proposal=proposal.id),
        mention(text, "产业基金", FUND, ask, nth=1, modality=Modality.EXISTING),
        mention(text, "市经信局", BUREAU, rest),
    )
    fields: dict[str, Any] = {
        "document": document(name, text, (front,)),
        "text": text,
        "proposals": (proposal,),
        "mentions": mentions,
        "entities": ENTITIES,
    } | more
    return Extraction(**fields)


def bare(name: str, text: str, *entities: Entity) -> Extraction:
    """A document of one passage in which every entity is named once, at its first occurrence."""
    body = passage(name, 0, 0, len(text), kind="other")
    return Extraction(
        document=document(name, text, (body,)),
        text=text,
        proposals=(),
        mentions=tuple(mention(text, entity.name, entity, body) for entity in entities),
        entities=entities,
    )
