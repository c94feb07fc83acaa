"""Profile pages: what proposals tell of a member, body, place, industry or instrument, or one of itself."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from jinja2 import Environment

from graph.model import Label
from viz import shell
from viz.overview import caption_of
from viz.profile_contents import Line, Part, Portrait, Shelf
from viz.quoting import Quoting
from viz.sheet import Sheet
from viz.still import outline
from viz.style import CLASS_LOOKS, LOOKS, VALUE_CAPTIONS, Caption
from viz.wording import Words

_ORDER = (
    *("measures", "proposals", "answered", "answers", "proposers", "handlers", "handled", "narrower"),
    *("instruments", "modality", "industries", "places", "co_proposers", "speakers", "spoke_for"),
    *("subtools", "classes", "organizations", "years", "sessions", "jurisdictions", "filed", "mentioned"),
    *("replies", "parts"),
)
"""Sections as they stand on the page."""
_FIGURES = (
    *("proposals", "handled", "answered", "measures", "instruments", "industries", "places"),
    *("proposers", "co_proposers", "organizations"),
)
"""Sections whose number of things stands on top."""
_BARS = frozenset(
    {"narrower", "instruments", "modality", "industries", "places", "proposers", "co_proposers", "speakers"}
    | {"spoke_for", "subtools", "classes", "organizations", "years", "sessions", "jurisdictions", "filed"}
    | {"parts"}
)
"""Sections whose lines are counted against each other."""
_TITLED = frozenset({"proposals", "answered", "answers", "handled", "mentioned", "replies"})
"""Sections of proposals, whose titles are long."""
_KINDS = {
    **dict.fromkeys(_TITLED, Label.PROPOSAL),
    **dict.fromkeys(("proposers", "co_proposers", "speakers"), Label.MEMBER),
    **dict.fromkeys(("spoke_for", "handlers", "organizations"), Label.ORGANIZATION),
    **dict.fromkeys(("instruments", "subtools", "classes"), Label.INSTRUMENT),
    "industries": Label.INDUSTRY,
    "places": Label.PLACE,
}
"""Section -> of which kind the things in it are; what is narrower is of the page's kind."""
_PLAIN = "#8A939E"
_FIRST = 15
"""Lines of a section that stand on the page at first; a button shows more."""
_HEAD = 2.5
"""A section's heading takes as much room as so many lines."""
_CODED = frozenset({"classes", "subtools"})
_LISTED = frozenset({"类型", "层级", "类别", "次级工具", "上位"})
"""Traits whose values are, or may be, words of ours."""

_WORDS = Words("profile-words.json")
say = _WORDS.say


class ProfilePage(Sheet):
    """The page of one thing, as one self-contained file."""

    template = "profile.html"

    def __init__(self, portrait: Portrait, *, language: str = "zh") -> None:
        """Prepare the page.

        Args:
            portrait: what it tells.
            language: language at first sight, ``zh`` or ``en``; readers can switch.

        Raises:
            RenderError: the language is not usable.
        """
        super().__init__(language=language)
        self._portrait = portrait

    def _environment(self) -> Environment:
        return _environment()

    def _content(self) -> dict[str, Any]:
        portrait = self._portrait
        parts = sorted(portrait.parts, key=lambda part: _ORDER.index(part.section))
        quoting = Quoting(portrait.works, portrait.papers)
        facts = {part.section: _packed(part, quoting, portrait.kind) for part in parts}
        own = quoting.work(portrait.id)
        name = _name(portrait)
        return {
            "portrait": portrait,
            "name": name,
            "kind": say(f"kind_{portrait.kind}"),
            "aliases": [one for one in portrait.aliases if one.casefold() not in map(str.casefold, name)],
            "title": say("titled", name=name),
            "mark": outline(LOOKS[portrait.kind].shape, 8, 8, 6),
            "color": LOOKS[portrait.kind].color,
            "traits": [
                (_told(one.what), _value(one.what, one.value), one.address) for one in portrait.traits
            ],
            "figures": _figures(portrait),
            "columns": _columns(parts, portrait.kind),
            "facts": {**quoting.facts(), "parts": facts, "own": own, "first": _FIRST},
        }


class IndexPage(Sheet):
    """The index of all profile pages, as one self-contained file."""

    template = "profile-index.html"

    def __init__(self, shelves: tuple[Shelf, ...], home: str, *, language: str = "zh") -> None:
        """Prepare the page; see ``ProfilePage``.

        Raises:
            RenderError: the language is not usable.
        """
        super().__init__(language=language)
        self._shelves, self._home = shelves, home

    def _environment(self) -> Environment:
        return _environment()

    def _content(self) -> dict[str, Any]:
        return {
            "shelves": [
                (
                    shelf,
                    LOOKS[shelf.kind].caption,
                    say("allOf" if len(shelf.entries) == shelf.total else "someOf")
                    if shelf.kind is not Label.PROPOSAL or len(shelf.entries) == shelf.total
                    else say("someProposals"),
                    LOOKS[shelf.kind].color,
                    outline(LOOKS[shelf.kind].shape, 8, 8, 6),
                )
                for shelf in self._shelves
            ],
            "home": self._home,
            "title": say("indexTitle"),
        }


def _figures(portrait: Portrait) -> list[tuple[int, Caption, str]]:
    """Return how many things some sections tell of; of a single proposal they say little."""
    if portrait.kind is Label.PROPOSAL:
        return []
    things = {part.section: part.things for part in portrait.parts}
    return [(things[name], say(f"of_{name}"), name) for name in _FIGURES if name in things]


def _name(portrait: Portrait) -> Caption:
    """Return what the thing is called: classes and sub-tools of instruments have an English name too."""
    code = portrait.id.partition(":")[2]
    known = portrait.kind is Label.INSTRUMENT and (code in CLASS_LOOKS or "." in code)
    return caption_of(code) if known and code in VALUE_CAPTIONS else Caption(portrait.name, portrait.name)


def _told(text: str) -> Caption:
    """Return a word of ours that comes in Chinese; what is none of ours stays as it is."""
    pair = _WORDS.texts.get(text)
    return Caption(*pair) if pair and pair[0] == text else Caption(text, text)


@cache
def _kinds() -> dict[str, Caption]:
    return {
        caption.zh: caption for code, caption in VALUE_CAPTIONS.items() if "." in code or code in CLASS_LOOKS
    }


def _value(what: str, text: str) -> Caption:
    """Return the value of a trait; only what comes from a list of ours is translated."""
    if what == "届次":
        return _session(text)
    return _kinds().get(text) or _told(text) if what in _LISTED else Caption(text, text)


def _session(text: str) -> Caption:
    term, dash, number = text.partition("-")
    return say("session", n=term, m=number) if dash else Caption(text, text)


def _look(section: str, kind: Label) -> tuple[str, str]:
    """Return the colour and outline of the kind of things in a section; none where it holds no things."""
    found = kind if section == "narrower" else _KINDS.get(section)
    return (LOOKS[found].color, outline(LOOKS[found].shape, 8, 8, 6)) if found else (_PLAIN, "")


def _packed(part: Part, quoting: Quoting, kind: Label) -> dict[str, Any]:
    counts = [line.count or 0 for line in part.lines]
    return {
        "rows": [
            [*_line(part.section, line), line.address, line.count, quoting.all(line.said)]
            for line in part.lines
        ],
        "total": part.total,
        "color": _look(part.section, kind)[0],
        # Where everything counts one, neither bars nor numbers tell anything.
        "most": max(counts) if part.section in _BARS and max(counts, default=0) > 1 else 0,
    }


def _line(section: str, line: Line) -> tuple[list[str] | str, list[str]]:
    """Return what a line is called, in both languages where the word is ours, and what stands beside it."""
    if section in _CODED:
        return list(caption_of(line.id)), []
    if section in ("modality", "parts"):
        return list(_told(line.fact)), []
    if section == "years":
        return line.fact or list(say("unknownYear")), []
    if section in ("sessions", "filed"):
        return line.name, list(_session(line.fact)) if line.fact else []
    if section in ("answers", "answered"):
        return line.name, list(say("outcome", n=line.fact)) if line.fact else []
    if section == "measures":
        return "", []
    return line.name or list(say("unknownPlace")), list(_told(line.fact)) if line.fact else []


def _columns(parts: Iterable[Part], kind: Label) -> list[list[tuple[str, Caption, str, str]]]:
    """Lay the sections into two columns of about equal height, in their order."""
    heights = [(part, _height(part)) for part in parts]
    half = sum(height for _, height in heights) / 2
    columns: list[list[tuple[str, Caption, str, str]]] = [[], []]
    done = 0.0
    for part, height in heights:
        column = columns[0 if done + height / 2 <= half or not columns[0] else 1]
        column.append((part.section, say(f"section_{part.section}"), *_look(part.section, kind)))
        done += height
    return columns


def _height(part: Part) -> float:
    each = 2.5 if part.section == "measures" else 1.6 if part.section in _TITLED else 1.0
    button = 1.5 if len(part.lines) > _FIRST else 0.0
    return _HEAD + each * min(len(part.lines), _FIRST) + button


@cache
def _environment() -> Environment:
    """Return the templates' surroundings: what is the same for every page."""
    return shell.surroundings(
        shell.script("shared", "sheet", "quoting", "profile"),
        shell.styles("base", "overview", "quoting", "profile"),
        words={key: pair for key, pair in _WORDS.texts.items() if key in _IN_SCRIPT},
        say=say,
    )


_IN_SCRIPT = ("numbered", "copy", "copied", "failed", "showMore", "sentences", "shownOf", "unfold", "fold")
"""Of the words, those that the script says: pages are many, and small."""
