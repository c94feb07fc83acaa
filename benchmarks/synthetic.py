"""Made-up proposals by the hundred thousand: a stream of extractions for loading and asking at scale.

Every document follows from the seed and its number alone, so any part of a collection can be made again, in
any order, and none of it is ever held. What repeats does so as in real collections: few instruments are used
often, most a handful of times (Zipf's law, flattened at the head), and new ones never stop coming.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from random import Random

from benchmarks.invented import (
    BUREAUS,
    CITIES,
    COUNTIES,
    INDUSTRIES,
    INSTRUMENTS,
    MEMBERS,
    bureau,
    industry,
    instrument,
    member,
    party,
    place,
    zipf,
)
from graph.model import (
    Document,
    DocumentType,
    Entity,
    Extraction,
    Handler,
    HandlerRole,
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

_SLOT = re.compile(r"\{(\w+)\}")
_SITUATION = (
    "近年来，{place}的{industry}发展较快，规模以上企业已有{number}家，年产值增长{percent}%。",
    "{bureau}已推出{existing}，首批惠及{number}家企业，社会反响良好。",
    "{place}的做法值得借鉴：以场景换产业，用{number}个项目带动了{industry}集聚。",
)
_ANALYSIS = (
    "调研中企业普遍反映，{industry}缺少稳定的订单，{number}家受访企业中有{percent}%认为融资困难。",
    "与先进地区相比，{city}的{industry}仍有差距，缺少{negated}这样的抓手。",
    "现有政策散见于{number}份文件，申报条件各不相同，企业不知道该找谁。",
)
_MEASURE = (
    "建议设立{proposed}，面向{industry}企业开放申报，由{bureau}牵头制定细则。",
    "建议在{place}先行试点{proposed}，一年后评估成效，再向全市推开。",
    "建议{bureau}会同有关部门建好{proposed}，优先支持中小企业。",
    "加大支持力度，扩大{proposed}的覆盖面，简化办理流程，缩短拨付时间。",
    "推动{place}与周边共建{proposed}，打通{industry}上下游的堵点。",
)
_FILLER = (
    "这一问题群众关心、企业关注，需要统筹谋划、分步推进，避免一哄而上。",
    "数据口径不一，部门之间难以共享，基层填报负担重，前{number}批尤其明显。",
    "从长远看，应当把短期纾困与长期培育结合起来，形成可以持续的机制。",
    "约{percent}%的受访者表示，最希望看到的是政策兑现及时、办事少跑腿。",
    "有关做法要尊重基层首创，鼓励先行先试，及时总结推广{number}个典型案例。",
)
_PLAN = (
    (PassageKind.SITUATION, "一、基本情况", _SITUATION, 2),
    (PassageKind.ANALYSIS, "二、问题分析", _ANALYSIS, 2),
    (PassageKind.MEASURE, "（一）加强统筹", _MEASURE, 2),
    (PassageKind.MEASURE, "（二）完善政策", _MEASURE, 2),
    (PassageKind.MEASURE, "（三）优化服务", _MEASURE, 1),
    (PassageKind.MEASURE, "（四）强化保障", _MEASURE, 1),
)
"""Kind and heading of each passage, the sentences it draws from, and how many of them it takes."""


def extractions(number: int, *, seed: int = 1, first: int = 0) -> Iterator[Extraction]:
    """Yield ``number`` documents of one proposal each, from the ``first`` of the collection on."""
    for position in range(first, first + number):
        yield extraction(position, seed=seed)


def extraction(number: int, *, seed: int = 1) -> Extraction:
    """Return one document of the collection that ``seed`` stands for: some 700 characters, 30 edges."""
    return _Writer(number, seed).extraction()


class _Writer:
    """A document while it is being written: its text so far, and what is named in it."""

    def __init__(self, number: int, seed: int) -> None:
        self.number = number
        self.name = f"{number:07}"
        self.proposal = f"proposal:{self.name}#1"
        self.chance = Random(f"{seed}/{number}")  # noqa: S311
        self.city = zipf(self.chance, CITIES)
        self.theme = zipf(self.chance, INDUSTRIES)
        self.parts: list[str] = []
        self.length = 0
        self.mentions: list[Mention] = []
        self.entities: dict[str, Entity] = {}

    def extraction(self) -> Extraction:
        """Write it from title to signature."""
        title = f"关于推动{place(self.city)[0].name}{industry(self.theme)[0].name}发展的提案（第{self.number}号）"
        self.write(title + "\n")
        members, bodies = self.proposers()
        self.write("\n")
        front = self.passage(0, PassageKind.TITLE, "", 0)
        begin = self.length
        passages = [self.body(position, *plan) for position, plan in enumerate(_PLAN, 1)]
        footer = self.length
        handlers = self.handlers()
        passages.append(self.passage(len(passages) + 1, PassageKind.FOOTER, "", footer))
        text = "".join(self.parts)
        proposal = Proposal(
            id=self.proposal,
            title=title,
            document_type=DocumentType.PROPOSAL,
            number=str(self.number),
            position=1,
            year=2016 + self.number % 10,
            start=begin,
            end=len(text),
            members=members,
            organizations=bodies,
            passages=tuple(passages),
            handlers=handlers,
        )
        return Extraction(
            document=self.document(title, text, front),
            text=text,
            proposals=(proposal,),
            mentions=tuple(self.mentions),
            entities=tuple(self.entities.values()),
        )

    def document(self, title: str, text: str, front: Passage) -> Document:
        code = place(self.city)[0].code
        return Document(
            id=f"document:{self.name}",
            title=title,
            date=f"{2016 + self.number % 10}-{1 + self.number % 12:02}-15",
            publisher=None,
            source=f"collection/{self.name}.txt",
            jurisdiction=code,
            body=f"cppcc:{code}",
            session=f"{10 + self.number % 5}-{1 + self.number % 5}",
            shape=Shape.PROPOSAL,
            text_sha256=sha256(text.encode()).hexdigest(),
            passages=(front,),
        )

    def write(self, text: str) -> tuple[int, int]:
        """Append some text and return where it stands."""
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start, self.length

    def know(self, chain: tuple[Entity, ...]) -> Entity:
        """Note a thing and all that is broader; return the thing."""
        for entity in chain:
            self.entities[entity.id] = entity
        return chain[0]

    def proposers(self) -> tuple[tuple[Proposer, ...], tuple[Proposer, ...]]:
        """Write the byline: one to four members, and now and then a body that the first speaks for."""
        bodies: list[Proposer] = []
        if self.chance.random() < 0.2:
            body = self.know(party(self.city, self.chance.randrange(6)))
            start, end = self.write(body.name)
            bodies.append(
                Proposer(id=body.id, name=body.name, role=ProposerRole.LEAD, start=start, end=end)
            )
        members: dict[str, Proposer] = {}
        for position in range(self.chance.choice((1, 1, 1, 2, 2, 4))):
            self.write("、" if self.length and position else " ")
            who = self.know(member(self.city, self.chance.randrange(MEMBERS)))
            start, end = self.write(who.name)
            members.setdefault(
                who.id,
                Proposer(
                    id=who.id,
                    name=who.name,
                    role=ProposerRole.CO if position else ProposerRole.LEAD,
                    start=start,
                    end=end,
                    spoke_for=bodies[0].id if bodies and not position else None,
                ),
            )
        return tuple(members.values()), tuple(bodies)

    def body(
        self, position: int, kind: PassageKind, heading: str, sentences: tuple[str, ...], number: int
    ) -> Passage:
        """Write a passage: its heading, some sentences that name things, and one that names none."""
        start, _ = self.write(heading + "\n")
        for sentence in self.chance.sample(sentences, number):
            self.sentence(sentence, position)
        self.sentence(self.chance.choice(_FILLER), position)
        self.write("\n")
        return self.passage(position, kind, heading, start)

    def passage(self, position: int, kind: PassageKind, heading: str, start: int) -> Passage:
        id_ = self.passage_id(position)
        return Passage(
            id=id_, kind=kind, position=position, heading=heading, start=start, end=self.length
        )

    def passage_id(self, position: int) -> str:
        return f"passage:{self.name}#{position}"

    def sentence(self, pattern: str, passage: int) -> None:
        """Write a sentence; its slots become numbers, or things with a mention each."""
        reached = 0
        for slot in _SLOT.finditer(pattern):
            self.write(pattern[reached : slot.start()])
            self.slot(slot[1], passage)
            reached = slot.end()
        self.write(pattern[reached:])

    def slot(self, kind: str, passage: int) -> None:
        chance = self.chance
        if kind in ("number", "percent"):
            self.write(str(chance.randrange(2, 100)))
        elif kind == "industry":
            drawn = self.theme if chance.random() < 0.6 else zipf(chance, INDUSTRIES)
            self.mention(industry(drawn), passage)
        elif kind == "place":
            self.mention(place(self.city, chance.randrange(COUNTIES)), passage, resolution=Resolution.NAMED)
        elif kind == "city":
            self.mention(place(self.city), passage, resolution=Resolution.NAMED)
        elif kind == "bureau":
            self.mention(bureau(self.city, zipf(chance, BUREAUS)), passage)
        else:
            self.mention(instrument(zipf(chance, INSTRUMENTS)), passage, modality=Modality(kind))

    def mention(
        self,
        chain: tuple[Entity, ...],
        passage: int,
        *,
        modality: Modality | None = None,
        resolution: Resolution | None = None,
    ) -> None:
        entity = self.know(chain)
        start, end = self.write(entity.name)
        self.mentions.append(
            Mention(
                start=start,
                end=end,
                exact=entity.name,
                type=MentionType(entity.label.lower()),
                id=entity.id,
                name=entity.name,
                passage=self.passage_id(passage),
                proposal=self.proposal,
                method="lexicon",
                confidence=0.9,
                class_=entity.class_,
                subtool=entity.subtool,
                modality=modality,
                resolution=resolution,
            )
        )

    def handlers(self) -> tuple[Handler, ...]:
        """Write which office answers it, and for some which one is consulted."""
        offices = self.chance.sample(range(BUREAUS), self.chance.choice((1, 1, 2)))
        handlers: list[Handler] = []
        for office, (words, role) in zip(
            offices, (("主办：", HandlerRole.MAIN), ("；会办：", HandlerRole.CO)), strict=False
        ):
            self.write(words)
            body = self.know(bureau(self.city, office))
            start, end = self.write(body.name)
            handlers.append(Handler(id=body.id, name=body.name, role=role, start=start, end=end))
        self.write("\n")
        return tuple(handlers)
