"""The overview page: what is in a graph at one glance, every number with a way to what it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

from jinja2 import Environment

from graph.model import Evidence, Label
from graph.text import simplify
from viz import shell
from viz.contents import Bar, Contents
from viz.sheet import Sheet
from viz.still import Still, outline
from viz.style import CLASS_LOOKS, LOOKS, VALUE_CAPTIONS, Caption, bare_title
from viz.wording import Words

LISTED_LIMIT = 10_000
"""The page lists at most so many proposals, and so many documents."""

_FIGURES = (
    ("documents", "figureDocuments", "#documents"),
    (str(Label.PROPOSAL), "figureProposals", "#proposals"),
    ("proposers", "figureProposers", "#proposals"),
    (str(Label.INDUSTRY), "figureIndustries", "#things"),
    (str(Label.INSTRUMENT), "figureInstruments", "#tools"),
    (str(Label.PLACE), "figurePlaces", "#things"),
    (str(Label.ORGANIZATION), "figureOrganizations", "#things"),
    ("quotations", "figureQuotes", "#shared"),
)
_THINGS = {
    Label.INDUSTRY: "industries",
    Label.PLACE: "places",
    Label.ORGANIZATION: "organizations",
}
_BODIES = ("cppcc", "npc")
_PLACES_NAMED = 6
_CJK = (0x3400, 0x9FFF)
_WORDS = Words("overview-words.json")
say = _WORDS.say


class OverviewPage(Sheet):
    """The first page of a site, as one self-contained file."""

    template = "overview.html"

    def __init__(self, contents: Contents, picture: Still, *, language: str = "zh") -> None:
        """Prepare the page.

        Args:
            contents: what it tells.
            picture: the map of everything, as a still picture.
            language: language at first sight, ``zh`` or ``en``; readers can switch.

        Raises:
            RenderError: the language is not usable.
        """
        super().__init__(language=language)
        self._contents = contents
        self._picture = picture

    def _environment(self) -> Environment:
        return _environment()

    def _content(self) -> dict[str, Any]:
        contents = self._contents
        return {
            "title": say("pageTitle"),
            "contents": contents,
            "picture": self._picture,
            "figures": [(say(word), contents.figures.get(key, 0), to) for key, word, to in _FIGURES],
            "coverage": coverage(contents),
            "findings": findings(contents),
            "classes": classes(contents),
            "things": _things(contents),
            "rows": _rows(contents),
            "variants": variants(
                text
                for texts in (
                    *((item.title, *item.proposers) for item in contents.items),
                    *((one.name, *one.aliases) for one in contents.entries),
                )
                for text in texts
            ),
        }


def coverage(contents: Contents) -> list[Caption]:
    """Return years and places that the graph covers, as far as they are known."""
    years = sorted({item.year for item in contents.items if item.year})
    often = Counter(source.jurisdiction for source in contents.sources if source.jurisdiction)
    places = sorted(often, key=lambda name: (-often[name], name))
    parts: list[Caption] = []
    if years:
        span = f"{years[0]}–{years[-1]}" if years[0] < years[-1] else str(years[0])
        parts.append(say("coverageYears", years=span))
    if places:
        named = places[:_PLACES_NAMED]
        listed = Caption("、".join(named), ", ".join(named))
        more = len(places) > len(named)
        parts.append(say("coverageMore" if more else "coveragePlaces", places=listed, n=len(places)))
    return parts


def findings(contents: Contents) -> list[tuple[Caption, str]]:
    """Return what strikes one first, each with the part of the page that tells more."""
    found: list[tuple[Caption, str]] = []
    if contents.shared:
        first = contents.shared[0]
        all_ = contents.figures.get(Label.PROPOSAL, 0)
        word = "findingSharedAll" if contents.sharing == all_ else "findingShared"
        found.append((say(word, m=contents.sharing, a=all_, name=first.name, n=first.count), "#shared"))
    counts = [(caption, bar.count) for _, caption, bar, _ in classes(contents)]
    if any(count for _, count in counts):
        listed = _listed(say("classCount", name=caption, n=count) for caption, count in counts)
        silent = [caption for _, _, _, tools in classes(contents) for caption, bar in tools if not bar.count]
        word = "findingSilent" if silent else "findingClasses"
        found.append((say(word, classes=listed, silent=_listed(silent)), "#tools"))
    tops = [(LOOKS[label].caption, bars[0]) for label in _THINGS if (bars := contents.mentioned.get(label))]
    if tops:
        listed = _listed(say("thingCount", kind=kind, name=bar.name, n=bar.count) for kind, bar in tops)
        found.append((say("findingThings", things=listed), "#things"))
    return found


def _listed(captions: Iterable[Caption]) -> Caption:
    parts = list(captions)
    return Caption("、".join(part.zh for part in parts), ", ".join(part.en for part in parts))


def classes(contents: Contents) -> list[tuple[str, Caption, Bar, list[tuple[Caption, Bar]]]]:
    """Return each class of instruments with its colour, and its sub-tools, the unused ones too."""
    none = Bar(name="", count=0)
    return [
        (
            color,
            caption,
            contents.classes.get(name, none),
            [
                (VALUE_CAPTIONS[tool], contents.tools.get(tool, none))
                for tool in VALUE_CAPTIONS
                if tool.startswith(f"{name}.")
            ],
        )
        for name, (color, caption) in CLASS_LOOKS.items()
    ]


def _things(contents: Contents) -> list[tuple[Caption, str, str, tuple[Bar, ...]]]:
    """Return caption, colour and outline of each kind of thing, and what most proposals mention of it."""
    return [
        (
            say(word),
            LOOKS[label].color,
            outline(LOOKS[label].shape, 8, 8, 6),
            contents.mentioned.get(label, ()),
        )
        for label, word in _THINGS.items()
    ]


def _rows(contents: Contents) -> dict[str, Any]:
    """Return the lists that the page builds by itself, as arrays: short, and fast for thousands."""
    kinds = [kind for kind in LOOKS if any(one.kind is kind for one in contents.entries)]
    types = sorted({item.document_type for item in contents.items if item.document_type})
    return {
        "proposals": [
            [
                item.title,
                item.proposers,
                item.document,
                item.year or "",
                types.index(item.document_type) if item.document_type else -1,
                item.number,
                item.address,
                item.people if any(item.people) else (),
            ]
            for item in contents.items[:LISTED_LIMIT]
        ],
        "documents": [
            [
                one.name,
                one.source,
                one.date,
                one.publisher,
                meeting(one.jurisdiction, one.body, one.session),
                one.count,
            ]
            for one in contents.sources[:LISTED_LIMIT]
        ],
        "things": [
            [one.name, one.note, kinds.index(one.kind), one.count, one.address, "\n".join(one.aliases)]
            for one in contents.entries
        ],
        "kinds": [
            [LOOKS[kind].color, outline(LOOKS[kind].shape, 8, 8, 6), *LOOKS[kind].caption] for kind in kinds
        ],
        "types": [list(caption_of(name)) for name in types],
    }


def meeting(jurisdiction: str, body: str, session: str) -> Caption:
    """Return whose meeting a document comes from, as far as that is known.

    >>> meeting("杭州市", "cppcc", "12-4")
    Caption(zh='杭州市政协 12 届 4 次会议', en='杭州市 CPPCC, session 12-4')
    """
    named = say(body) if body in _BODIES else Caption("", "")
    whose = Caption(jurisdiction + named.zh, f"{jurisdiction} {named.en}".strip())
    term, dash, number = session.partition("-")
    return say("meeting", whose=whose, n=term, m=number) if dash and whose.en else whose


def caption_of(value: str) -> Caption:
    """Return what a value is called; an unknown one is shown as it is."""
    return VALUE_CAPTIONS.get(value, Caption(value, value))


def variants(texts: Iterable[str]) -> tuple[str, str]:
    """Return traditional characters and their simplified forms, those that matter for finding the texts.

    A reader may type 發展 for 发展, and a title may be written either way.
    """
    used = set(simplify("".join(texts)))
    every = "".join(map(chr, range(_CJK[0], _CJK[1] + 1)))
    pairs = [(a, b) for a, b in zip(every, simplify(every), strict=True) if a != b and b in used]
    return "".join(a for a, _ in pairs), "".join(b for _, b in pairs)


def _marked(said: Evidence) -> tuple[str, str, str]:
    """Return a sentence in three parts: before the exact words, these, and after them."""
    begin = said.start - said.sentence_start
    end = begin + len(said.exact)
    return said.sentence[:begin], said.sentence[begin:end], said.sentence[end:]


@cache
def _environment() -> Environment:
    """Return the template's surroundings: what is the same for every page."""
    return shell.surroundings(
        shell.script("shared", "sheet", "overview"),
        shell.styles("base", "overview"),
        words=_WORDS.texts,
        say=say,
        caption_of=caption_of,
        marked=_marked,
        bare=bare_title,
        class_color={name: color for name, (color, _) in CLASS_LOOKS.items()},
        Caption=Caption,
    )
