"""The page of years: how proposals went from year to year, by meeting, instrument, theme and industry."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from jinja2 import Environment

from graph.model import Label, Record
from viz import shell
from viz.overview import caption_of, meeting
from viz.quoting import Quoting
from viz.sheet import Sheet
from viz.style import CLASS_LOOKS, LOOKS, VALUE_CAPTIONS, Caption
from viz.timeline_contents import Course, Mark, Session, Timeline
from viz.wording import Words

_ENOUGH = 5
"""Of fewer proposals a year, no share is worth telling."""
_WORDS = Words("timeline-words.json")
say = _WORDS.say


class Column(Record, frozen=True, kw_only=True):
    """A mark as the template draws it: ``number`` is that of its list of proposals, -1 where it has none."""

    year: int
    count: int
    total: int
    share: str
    number: int
    label: Caption


class Panel(Record, frozen=True, kw_only=True):
    """One of many small charts alike."""

    caption: Caption
    color: str
    address: str
    count: int
    columns: list[Column]


class Line(Record, frozen=True, kw_only=True):
    """A meeting of one year."""

    caption: Caption
    count: int
    number: int
    label: Caption


class TimelinePage(Sheet):
    """The page of years of a site, as one self-contained file."""

    template = "timeline.html"

    def __init__(self, timeline: Timeline, *, language: str = "zh") -> None:
        """Prepare the page.

        Args:
            timeline: what it tells.
            language: language at first sight, ``zh`` or ``en``; readers can switch.

        Raises:
            RenderError: the language is not usable.
        """
        super().__init__(language=language)
        self._timeline = timeline

    def _environment(self) -> Environment:
        return _environment()

    def _content(self) -> dict[str, Any]:
        told = self._timeline
        packed = _Packed(told)
        sections = [
            ("classes", [packed.panel(one, _class_color(one.code)) for one in _in_order(told.classes)]),
            ("tools", [packed.panel(one, _class_color(one.code)) for one in _in_order(told.tools)]),
            ("themes", [packed.panel(one, LOOKS[Label.PROPOSAL].color) for one in told.themes]),
            ("industries", [packed.panel(one, LOOKS[Label.INDUSTRY].color) for one in told.industries]),
        ]
        return {
            "title": say("pageTitle"),
            "home": told.home,
            "span": say("span", first=str(told.years[0]), last=str(told.years[-1])),
            "finding": finding(told),
            "left_out": left_out(told),
            "most": max(mark.count for mark in told.totals),
            "color": LOOKS[Label.PROPOSAL].color,
            "years": packed.years(),
            "sections": [(name, panels) for name, panels in sections if panels],
            "facts": packed.facts(),
        }


def finding(told: Timeline) -> Caption | None:
    """Return which sub-tool's share grew most between the first and the last year that have enough proposals.

    With few proposals in a year, or where none grew, nothing is told.
    """
    ample = [place for place, mark in enumerate(told.totals) if mark.count >= _ENOUGH]
    if len(ample) < 2:
        return None
    first, last = ample[0], ample[-1]

    def growth(one: Course) -> float:
        before, after = one.marks[first].count, one.marks[last].count
        return after / told.totals[last].count - before / told.totals[first].count

    top = max(told.tools, key=lambda one: (growth(one), one.code), default=None)
    if top is None or growth(top) <= 0:
        return None
    return say(
        "finding",
        name=_caption(top),
        first=str(told.years[first]),
        last=str(told.years[last]),
        a=told.totals[first].count,
        b=top.marks[first].count,
        c=told.totals[last].count,
        d=top.marks[last].count,
    )


def left_out(told: Timeline) -> list[Caption]:
    """Return what the page does not show, and why."""
    parts: list[Caption] = []
    if told.earlier:
        parts.append(say("earlier", n=told.earlier, year=str(told.years[0])))
    if told.undated:
        parts.append(say("undated", n=told.undated))
    return parts


def _in_order(some: Iterable[Course]) -> list[Course]:
    """Return classes or sub-tools as the scheme lists them."""
    order = list(VALUE_CAPTIONS)
    return sorted(
        some, key=lambda one: (order.index(one.code) if one.code in order else len(order), one.code)
    )


def _caption(one: Course) -> Caption:
    known = caption_of(one.code)
    return known if one.code and known.zh != one.code else Caption(one.name, one.name)


def _class_color(code: str) -> str:
    look = CLASS_LOOKS.get(code.partition(".")[0])
    return look[0] if look else LOOKS[Label.INSTRUMENT].color


class _Packed:
    """Numbers the marks that have proposals, for the page's script."""

    def __init__(self, told: Timeline) -> None:
        self._told = told
        self._quoting = Quoting(told.works, told.papers)
        self._marks: list[list[Any]] = []

    def facts(self) -> dict[str, Any]:
        """Return the data of the page: for each mark, how many proposals it counts, and those it names."""
        return {**self._quoting.facts(), "marks": self._marks}

    def years(self) -> list[tuple[int, Mark, list[Line]]]:
        """Return the meetings of each year."""
        told = self._told
        return [
            (year, mark, list(self._lines(year, sessions)))
            for year, mark, sessions in zip(told.years, told.totals, told.sessions, strict=True)
        ]

    def _lines(self, year: int, sessions: Iterable[Session]) -> Iterable[Line]:
        for one in sessions:
            known = meeting(one.jurisdiction, one.body, one.session)
            caption = known if known.zh else say("unknownMeeting")
            label = say("lineLabel", year=str(year), name=caption, n=one.mark.count)
            yield Line(caption=caption, count=one.mark.count, number=self._number(one.mark), label=label)

    def panel(self, one: Course, color: str) -> Panel:
        """Return a thing's chart."""
        caption = _caption(one)
        told = self._told
        columns = [
            Column(
                year=year,
                count=mark.count,
                total=total.count,
                share=f"{mark.count / total.count:.0%}" if total.count >= _ENOUGH and mark.count else "",
                number=self._number(mark),
                label=say("columnLabel", year=str(year), name=caption, n=mark.count, a=total.count),
            )
            for year, total, mark in zip(told.years, told.totals, one.marks, strict=True)
        ]
        count = sum(mark.count for mark in one.marks)
        return Panel(caption=caption, color=color, address=one.address, count=count, columns=columns)

    def _number(self, mark: Mark) -> int:
        if not mark.count:
            return -1
        self._marks.append([mark.count, [self._quoting.work(id_) for id_ in mark.proposals]])
        return len(self._marks) - 1


@cache
def _environment() -> Environment:
    """Return the template's surroundings: what is the same for every page."""
    return shell.surroundings(
        shell.script("shared", "sheet", "quoting", "timeline"),
        shell.styles("base", "overview", "quoting", "timeline"),
        words=_WORDS.texts,
        say=say,
    )
