"""Answers written by hand, plain and hostile, for the tests of their page."""

from typing import Any

from graph.model import Label
from queries.merge_candidates import RULE
from tests.viz.conftest import HOSTILE, Builder
from viz.answer_contents import (
    Answers,
    Common,
    Finding,
    Findings,
    Gap,
    Gaps,
    Group,
    Heading,
    Heat,
    Merge,
    Merges,
    Pair,
    Paper,
    Said,
    Sharing,
    Spot,
    Theme,
    Themes,
    Work,
)

FUND = "建议设立😀产业母基金，投早投小。"


def said(
    proposal: str = "p:1", sentence: str = FUND, exact: str = "产业母基金", modality: str = "proposed"
) -> Said:
    return Said(proposal=proposal, modality=modality, said=Builder.quote(sentence, exact))


def work(title: str, **changes: Any) -> Work:
    given: dict[str, Any] = {
        "title": title,
        "proposers": ("王新龙",),
        "year": 2025,
        "document_type": "proposal",
        "number": "12",
        "document": "document:发言摘编",
        "address": "proposals/001.html",
    }
    return Work(**(given | changes))


def merge(*, mergeable: bool = True, why: str = "并案候选", name: str = "产业母基金") -> Merge:
    things = (
        Common(id="i:母", name=name, kind=Label.INSTRUMENT, a=(said(),), b=(said("p:2"),)),
        Common(
            id="n:投资",
            name="投资",
            kind=Label.INDUSTRY,
            a=(said(exact="投早投小"),),
            b=(said("p:2", exact="投早"),),
        ),
        Common(id="l:无", name="无引文", kind=Label.PLACE),
    )
    return Merge(
        a="p:1",
        b="p:2",
        score=0.61,
        parts={"instruments": 0.2, "wording": 0.41, "places": -0.1},
        mergeable=mergeable,
        why=why,
        reasons=(("都要", "产业母基金"), ("项措施相近", "1")),
        common=things,
        measures=((said(exact=FUND), said("p:2", exact=FUND)),),
        differences=(("甲另提", "场景应用"),),
    )


def heat(rows: int = 2, columns: int = 2) -> Heat:
    codes = ("supply.fiscal", "demand.procurement")
    return Heat(
        rows=tuple(Heading(name=code, code=code, count=4) for code in codes[:rows]),
        columns=(
            *(Heading(name=f"行业{number}", code=f"i:{number}", count=3) for number in range(columns)),
            Heading(name="未说明", code="", count=1),
        ),
        spots=(
            Spot(row=0, column=0, count=4, mentions=9, said=(said(), said("p:2"))),
            Spot(row=0, column=2, count=1, mentions=1, said=(said("p:2", exact="投早"),)),
            Spot(row=1, column=1, count=1, mentions=1, said=(said("p:2", exact="投小"),)),
        ),
        industries=9,
        proposals=5,
    )


def sharings() -> tuple[Sharing, ...]:
    things = (Common(id="i:投", name="产业投资基金", kind=Label.INSTRUMENT, a=(said(),), b=(said("p:2"),)),)
    return (
        Sharing(level="concept"),
        Sharing(level="family", pairs=(Pair(a="p:1", b="p:2", common=things),), more=True),
        Sharing(
            level="subtool",
            groups=(Group(name="财政投入", code="supply.fiscal", count=2, said=(said(),)),),
            total=1,
        ),
        Sharing(level="class", groups=(Group(name="供给型", code="supply", count=3, said=(said(),)),)),
    )


def themes() -> Themes:
    return Themes(
        themes=(
            Theme(
                name="产业母基金、投资",
                count=2,
                years="2024–2025",
                concepts=(("产业母基金", 2),),
                central=("p:1",),
                said=(("产业母基金", said()),),
            ),
        ),
        total=40,
        notes=("稳定度 0.98",),
    )


def lacking() -> tuple[Gaps, ...]:
    return (
        Gaps(missing="demand", gaps=(Gap(proposal="p:1", counts=(3, 1, 0), said=(said(),)),), total=1),
        Gaps(
            missing="demand",
            gaps=(
                Gap(
                    industry="航运",
                    id="n:航运",
                    proposals=2,
                    counts=(1, 1, 0),
                    said=(said("", "没有主人的句子。", "句子"),),
                ),
            ),
            total=1,
        ),
    )


def contents(**changes: Any) -> Answers:
    given: dict[str, Any] = {
        "proposals": 3,
        "works": {
            "p:1": work("关于设立产业母基金的提案"),
            "p:2": work("对第12号提案的答复", document_type="reply", proposers=(), address=""),
        },
        "papers": {
            "document:发言摘编": Paper(
                name="发言摘编",
                date="2025-05-23",
                publisher="杭州政协",
                jurisdiction="杭州市",
                body="cppcc",
                session="12-4",
            )
        },
        "merges": Merges(
            pairs=(merge(), merge(mergeable=False, why="他次会议近似，不能并案")),
            most={"instruments": 0.25, "wording": 0.35, "places": 0.1},
            total=70,
            rule=RULE,
            notes=("已按人工决定略去 1 对",),
        ),
        "sharing": sharings(),
        "heat": heat(),
        "themes": themes(),
        "lacking": lacking(),
        "findings": Findings(
            findings=(Finding(proposal="p:1", rule="analysis", reason="未见“分析”部分", said=(said(),)),),
            total=1,
        ),
        "home": "index.html",
        "addresses": {"i:母": "pages/001.html", "i:1": "pages/002.html", "n:航运": "pages/003.html"},
    }
    return Answers(**(given | changes))


EMPTY = contents(
    proposals=0,
    works={},
    papers={},
    merges=Merges(pairs=(), most={}, total=0, rule=RULE, notes=()),
    sharing=tuple(Sharing(level=level) for level in ("concept", "family", "subtool", "class")),
    heat=Heat(rows=(), columns=(), spots=(), industries=0, proposals=0),
    themes=Themes(themes=(), total=0, notes=()),
    lacking=tuple(Gaps(missing="demand", gaps=(), total=0) for _ in range(2)),
    findings=Findings(findings=(), total=0),
)


Quoted = dict[str, Said]
"""A quotation by the id of its proposal, of which each hostile string has one."""


def _named(whole: Quoted) -> dict[str, str]:
    return dict(zip(whole, HOSTILE, strict=True))


def _hostile_merges(whole: Quoted, things: dict[str, Common]) -> Merges:
    one, names = merge(), _named(whole)
    return Merges(
        pairs=tuple(
            Merge(
                a=id_,
                b="p:0",
                score=0.5,
                parts=one.parts,
                mergeable=True,
                why="并案候选",
                reasons=(("都要", text),),
                common=(things[id_],),
                measures=((whole[id_], whole[id_]),),
                differences=((text, text),),
            )
            for id_, text in names.items()
        ),
        most={"instruments": 0.25, "wording": 0.35, "places": 0.1},
        total=9,
        rule=RULE,
        notes=HOSTILE,
    )


def _hostile_sharing(whole: Quoted, things: dict[str, Common]) -> tuple[Sharing, ...]:
    names = _named(whole)
    return tuple(
        Sharing(
            level=level,
            pairs=tuple(Pair(a=id_, b="p:0", common=(things[id_],)) for id_ in whole) if paired else (),
            groups=()
            if paired
            else tuple(
                Group(name=text, code=text, count=2, said=(whole[id_],)) for id_, text in names.items()
            ),
        )
        for level, paired in (("concept", True), ("family", True), ("subtool", False), ("class", False))
    )


def _hostile_heat(whole: Quoted) -> Heat:
    return Heat(
        rows=tuple(Heading(name=text, code=text, count=1) for text in HOSTILE),
        columns=tuple(Heading(name=text, code=text, count=1) for text in HOSTILE),
        spots=tuple(
            Spot(row=number, column=number, count=1, mentions=1, said=(whole[id_],))
            for number, id_ in enumerate(whole)
        ),
        industries=9,
        proposals=9,
    )


def _hostile_themes(whole: Quoted) -> Themes:
    names = _named(whole)
    return Themes(
        themes=tuple(
            Theme(
                name=text,
                count=1,
                years=text,
                concepts=((text, 1),),
                central=(id_,),
                said=((text, whole[id_]),),
            )
            for id_, text in names.items()
        ),
        total=9,
        notes=HOSTILE,
    )


def hostile_contents() -> Answers:
    """Every hostile string as title, name, sentence, document, reason and note."""
    whole = {f"p:{number}": said(f"p:{number}", f"前{text}后", text) for number, text in enumerate(HOSTILE)}
    names = _named(whole)
    things = {
        id_: Common(id=id_, name=text, kind=Label.INSTRUMENT, a=(whole[id_],), b=(whole[id_],))
        for id_, text in names.items()
    }
    return contents(
        works={
            id_: work(text, proposers=(text,), number=text, document_type=text) for id_, text in names.items()
        },
        papers={
            "document:发言摘编": Paper(
                name=HOSTILE[0],
                date=HOSTILE[1],
                publisher=HOSTILE[2],
                jurisdiction=HOSTILE[0],
                body="",
                session="",
            )
        },
        merges=_hostile_merges(whole, things),
        sharing=_hostile_sharing(whole, things),
        heat=_hostile_heat(whole),
        themes=_hostile_themes(whole),
        lacking=tuple(
            Gaps(
                missing="demand",
                gaps=tuple(
                    Gap(proposal=id_, industry=text, counts=(1, 1, 0), said=(whole[id_],))
                    for id_, text in names.items()
                ),
                total=9,
            )
            for _ in range(2)
        ),
        findings=Findings(
            findings=tuple(
                Finding(proposal=id_, rule="matters", reason=text, said=(whole[id_],))
                for id_, text in names.items()
            ),
            total=9,
        ),
    )
