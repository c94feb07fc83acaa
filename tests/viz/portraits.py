"""Profiles written by hand, plain and hostile, for the tests of their pages."""

from typing import Any

from graph.model import Label
from tests.viz.answering import FUND, said, work
from tests.viz.conftest import HOSTILE
from viz.answer_contents import Paper
from viz.profile_contents import Entry, Line, Part, Portrait, Shelf, Trait

PAPER = Paper(
    name="发言摘编",
    date="2025-05-23",
    publisher="杭州政协",
    jurisdiction="杭州市",
    body="cppcc",
    session="12-4",
)


def line(name: str, **changes: Any) -> Line:
    given: dict[str, Any] = {
        "fact": "",
        "name": name,
        "id": "",
        "address": "002.html",
        "count": 1,
        "said": (said(modality=""),),
    }
    return Line(**(given | changes))


def part(section: str, *lines: Line, total: int = 0) -> Part:
    return Part(section=section, lines=lines, total=total or len(lines), things=len(lines))


def portrait(**changes: Any) -> Portrait:
    given: dict[str, Any] = {
        "id": "instrument:产业母基金",
        "kind": Label.INSTRUMENT,
        "name": "产业母基金",
        "aliases": ("母基金",),
        "traits": (
            Trait(what="层级", value="工具族"),
            Trait(what="类别", value="环境型"),
            Trait(what="上位", value="金融支持", address="003.html"),
        ),
        "parts": (
            part(
                "modality",
                line("", fact="建议", address="", count=4),
                line("", fact="缺少", address="", count=1),
            ),
            part("years", line("", fact="2025", address="", count=3), line("", fact="", address="", said=())),
            part("industries", line("人工智能", count=3), line("微短剧", address="", count=1), total=9),
            part("places", line("杭州市"), line("宁波市")),
            part(
                "proposals",
                line(
                    "关于设立产业母基金的提案",
                    fact="2025",
                    said=(said(modality=""), said("p:2", "没有基金，就谈不上投早。", "投早", "")),
                ),
            ),
            part("answered", line("对第12号提案的答复", fact="B")),
        ),
        "works": {
            "p:1": work("关于设立产业母基金的提案", address="004.html"),
            "p:2": work("另一件提案", proposers=("张鸽",), address=""),
        },
        "papers": {"document:发言摘编": PAPER},
        "map": "../map.html#n=instrument%3A1",
        "home": "../index.html",
        "index": "index.html",
    }
    return Portrait(**(given | changes))


def proposal() -> Portrait:
    """The page of a proposal: its measures are quoted whole, and need not say whose they are."""
    return portrait(
        id="p:1",
        kind=Label.PROPOSAL,
        name="关于设立产业母基金的提案",
        aliases=(),
        traits=(Trait(what="届次", value="12-4"), Trait(what="编号", value="建议")),
        parts=(
            part("measures", line("", count=None, address="", said=(said(exact=FUND, modality=""),))),
            part("places", line("杭州市")),
        ),
    )


def hostile_portrait() -> Portrait:
    """Every hostile string as name, alias, trait, fact, title, sentence and document."""
    lines = tuple(
        line(text, fact=text, count=2, said=(said(f"p:{number}", f"前{text}后", text, ""),))
        for number, text in enumerate(HOSTILE)
    )
    return portrait(
        id=HOSTILE[0],
        name=HOSTILE[0],
        aliases=HOSTILE,
        traits=tuple(Trait(what=text, value=text) for text in HOSTILE),
        parts=tuple(
            part(section, *lines)
            for section in ("industries", "proposals", "answered", "sessions", "modality")
        ),
        works={
            f"p:{number}": work(text, proposers=(text,), address="") for number, text in enumerate(HOSTILE)
        },
        papers={
            "document:发言摘编": Paper(
                name=HOSTILE[0], date="", publisher=HOSTILE[1], jurisdiction="", body="", session=""
            )
        },
    )


def shelves(names: tuple[str, ...] = ("王新龙", "张鸽"), total: int = 5) -> tuple[Shelf, ...]:
    entries = tuple(
        Entry(
            id=f"member:{number}",
            kind=Label.MEMBER,
            name=name,
            aliases=(),
            note="杭州市政协",
            count=9 - number,
            address=f"{number + 1:03}.html",
        )
        for number, name in enumerate(names)
    )
    return (Shelf(kind=Label.MEMBER, entries=entries, total=total),)
