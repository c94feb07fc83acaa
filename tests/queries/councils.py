"""Two cities and their councils, written by hand: proposals and replies with bodies, numbers and types."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from graph.model import DocumentType, Entity, Extraction, Handler, HandlerRole, Outcome, PassageKind, Reply
from graph.open import open_store
from graph.store import View
from tests.queries.builders import Draft, industry, instrument, member, organization, place, write

ENTITIES: tuple[Entity, ...] = (
    *(
        instrument(name, "")
        for name in ("岸电补贴", "海外仓补贴", "专项资金", "试点", "加梯补助", "甲醇试点")
    ),
    *(industry(name) for name in ("港口", "制鞋", "养老服务", "航运")),
    place("杭州市", "330100"),
    place("余杭区", "330110"),
    place("萧山区", "330109"),
    place("宁波市", "330200"),
    *(organization(name) for name in ("市交通局", "市商务局", "市民政局", "民建市委会")),
    *(member(name) for name in ("王新龙", "张鸽", "李明", "赵云")),
)
KNOWN = {entity.name: entity for entity in ENTITIES}


def council(name: str, drafts: tuple[Draft, ...], **facts: str) -> Extraction:
    """Write a document of one council; ``body`` and ``document_type`` may be given beside the facts."""
    body, kind = facts.pop("body", None), facts.pop("document_type", None)
    found = write(name, drafts, KNOWN, **facts)
    changes = {"document_type": DocumentType(kind)} if kind else {}
    return msgspec.structs.replace(
        found,
        document=msgspec.structs.replace(found.document, body=body),
        proposals=tuple(msgspec.structs.replace(one, **changes) for one in found.proposals),
    )


def numbered(extraction: Extraction, *numbers: str) -> Extraction:
    """Give the proposals of a document their numbers."""
    pairs = zip(extraction.proposals, numbers, strict=True)
    return msgspec.structs.replace(
        extraction,
        proposals=tuple(msgspec.structs.replace(one, number=number) for one, number in pairs),
    )


def reply(name: str, title: str, number: str, text: str, outcome: Outcome, **facts: str) -> Extraction:
    """Write a reply to a proposal, which it knows by title and number only; 市交通局 handles it."""
    found = council(name, (Draft(f"关于第{number}号提案的答复", ("市交通局",), (text,), 2023),), **facts)
    own = msgspec.structs.replace(found.proposals[0], document_type=DocumentType.REPLY, organizations=())
    passages = tuple(msgspec.structs.replace(one, kind=PassageKind.RESPONSE) for one in own.passages)
    start = found.text.index("市交通局")
    handler = Handler(
        id=KNOWN["市交通局"].id, name="市交通局", role=HandlerRole.MAIN, start=start, end=start + 4
    )
    named = msgspec.structs.replace(
        own,
        id=f"proposal:{name}#answered-{number}",
        title=title,
        document_type=DocumentType.PROPOSAL,
        number=number,
        passages=(),
        handlers=(handler,),
    )
    answered = Reply(reply=own.id, proposal=named.id, outcome=outcome, start=0, end=own.start + 5)
    return msgspec.structs.replace(
        found,
        proposals=(msgspec.structs.replace(own, passages=passages), named),
        replies=(answered,),
    )


@contextmanager
def views(request: pytest.FixtureRequest, place: Path, documents: tuple[Extraction, ...]) -> Iterator[View]:
    """Load documents into the engine that ``request.param`` names, and give a view of them."""
    at = place / "graph.yimai"
    if request.param == "neo4j":
        at = request.getfixturevalue("server_with_credentials").address
    with open_store(at, rebuild=True) as store:
        with store.batch():
            for one in documents:
                store.add(one)
        yield store.view()


@contextmanager
def embedded(place: Path, documents: tuple[Extraction, ...]) -> Iterator[View]:
    """Load documents into the embedded store, and give a view of them."""
    with open_store(place / "graph.yimai", rebuild=True) as store:
        with store.batch():
            for one in documents:
                store.add(one)
        yield store.view()
