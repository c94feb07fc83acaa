"""Figures of answers: a heatmap, columns by year, and who uses which of the instruments that are shared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from graph.model import EdgeType, Label, RenderError, Subgraph
from viz.overview import caption_of
from viz.style import CLASS_LOOKS, LOOKS, Caption, bare_title
from viz.svg import INK, MUTED, PALE, Key, box, figure, mark, rule, shortened, text_width, words
from viz.wording import Words

HEAT = ("#e3eef6", "#bcd7ea", "#86b5d6", "#34749f", "#0b5287")
"""As on the page of answers: from few to many."""
COLUMNS = 20
ROWS = 40
PROPOSALS, INSTRUMENTS = 30, 24
SERIES = 12

_SIZE = 14
_CELL = (46.0, 28.0)
_NAMES = 240.0
_TITLES = 430.0
_PLOT = (210.0, 120.0)

say = Words("figure-words.json").say

Cells = Mapping[tuple[str, str], int]


def heatmap(
    title: str,
    rows: Sequence[tuple[str, str]],
    columns: Sequence[tuple[str, str]],
    cells: Cells,
    *,
    language: str = "zh",
    notes: Sequence[str] = (),
) -> str:
    """Draw a matrix, the more proposals the darker.

    Args:
        title: the heading.
        rows: ids and names, in their order; those of the scheme are named in the language.
        columns: likewise; where there are many, only the first are drawn, and the figure says so.
        cells: by ids of row and column, how many proposals.
        language: of all that is ours.
        notes: what the answer remarks.

    Raises:
        RenderError: there is nothing to draw.
    """
    if not cells:
        raise RenderError("没有可画的结果 (nothing to draw); 换个参数再试 (try other parameters)")
    notes = [
        *notes,
        *_bound("rowsOf", len(rows), ROWS, language),
        *_bound("columnsOf", len(columns), COLUMNS, language),
    ]
    rows, columns = rows[:ROWS], columns[:COLUMNS]
    drawn = {(row, column) for row, _ in rows for column, _ in columns}
    most = max(count for key, count in cells.items() if key in drawn)
    names = [_word(name, language) for _, name in columns]
    head = min(190.0, max(text_width(name, _SIZE) for name in names) * 0.72 + 18)
    (wide, high), parts = _CELL, list[str]()
    for place, name in enumerate(names):
        x = _NAMES + (place + 0.62) * wide
        parts.append(words(x, head - 8, shortened(name, _SIZE, 250), size=_SIZE, turn=-45))
    for line, (row, name) in enumerate(rows):
        y = head + line * high
        text = _row_name(row, name, language)
        parts.append(
            words(_NAMES - 12, y + high * 0.68, shortened(text, _SIZE, _NAMES - 30), size=_SIZE, anchor="end")
        )
        parts.append(box(_NAMES - 6, y + 1, 3, high - 2, _class_color(row)))
        for place, (column, _) in enumerate(columns):
            count = cells.get((row, column), 0)
            step = min(4, 5 * count // (most + 1))
            x = _NAMES + place * wide
            parts.append(box(x + 1, y + 1, wide - 2, high - 2, HEAT[step] if count else PALE, radius=3))
            if count:
                ink = "#ffffff" if step > 2 else INK
                parts.append(
                    words(x + wide / 2, y + high * 0.68, f"{count:,}", size=13, color=ink, anchor="middle")
                )
    size = (_NAMES + len(columns) * wide + head * 0.6, head + len(rows) * high)
    return figure(
        title, parts, size, keys=_class_keys({_class(row) for row, _ in rows}, language), notes=notes
    )


def by_year(
    title: str,
    series: Sequence[tuple[str, Sequence[tuple[int | None, int, int]]]],
    *,
    color: str,
    language: str = "zh",
    notes: Sequence[str] = (),
) -> str:
    """Draw columns by year, beside all proposals of the year; several series as small charts alike.

    Args:
        title: the heading.
        series: name (empty for the only one), and year, proposals that have it, and all of the year.
        color: of the columns.
        language: of all that is ours.
        notes: what the answer remarks.

    Raises:
        RenderError: there is nothing to draw.
    """
    drawn = [(name, [one for one in some if one[0] is not None]) for name, some in series]
    drawn = [(name, some) for name, some in drawn if some]
    if not drawn:
        raise RenderError("没有可画的结果 (nothing to draw); 换个参数再试 (try other parameters)")
    notes = [*notes, *_bound("seriesOf", len(drawn), SERIES, language)]
    drawn = drawn[:SERIES]
    years = sorted({year for _, some in drawn for year, _, _ in some if year is not None})
    span = range(years[0], years[-1] + 1)
    most = max(whole for _, some in drawn for _, _, whole in some)
    alone = len(drawn) == 1
    wide, high = (
        (max(420.0, 64.0 * len(span)), 220.0) if alone else (max(_PLOT[0], 44.0 * len(span)), _PLOT[1])
    )
    across = max(1, int(1000 // (wide + 36)))
    parts: list[str] = []
    for number, (name, some) in enumerate(drawn):
        x, y = (number % across) * (wide + 36), (number // across) * (high + 84)
        if name:
            parts.append(words(x, y + 14, shortened(_word(name, language), 15, wide), size=15, weight=700))
        parts += _columns(
            x,
            y + 24,
            (wide, high),
            {year or 0: (count, whole) for year, count, whole in some},
            span,
            most,
            color,
        )
    size = (min(across, len(drawn)) * (wide + 36) - 36, ((len(drawn) - 1) // across + 1) * (high + 84) - 18)
    keys = (
        Key("square", color, _pick(say("having"), language)),
        Key("square", "#dedad1", _pick(say("whole"), language)),
    )
    return figure(title, parts, size, keys=keys, notes=notes)


def _columns(
    x: float,
    y: float,
    size: tuple[float, float],
    counts: Mapping[int, tuple[int, int]],
    span: range,
    most: int,
    color: str,
) -> list[str]:
    """Return the columns of one series: coloured before the pale one of the whole year."""
    (wide, high), parts = size, list[str]()
    step = wide / len(span)
    for place, year in enumerate(span):
        count, whole = counts.get(year, (0, 0))
        left, thick = x + place * step + step * 0.16, step * 0.68
        for number, fill in ((whole, "#dedad1"), (count, color)):
            tall = (high - 20) * number / most
            if number:
                parts.append(box(left, y + high - tall, thick, tall, fill))
        middle = left + thick / 2
        above = y + high - (high - 20) * whole / most - 6
        if whole:
            parts.append(words(middle, above, f"{count:,}/{whole:,}", size=13, weight=600, anchor="middle"))
        parts.append(words(middle, y + high + 18, str(year), size=13, color=MUTED, anchor="middle"))
    return [*parts, rule(x, y + high, x + wide, y + high)]


def sharing(title: str, graph: Subgraph, *, language: str = "zh", notes: Sequence[str] = ()) -> str:
    """Draw which proposals use which of the instruments that they share: a mark where one does.

    Of many, those instruments that most proposals use are drawn, and the proposals that use most of them.

    Raises:
        RenderError: there is nothing to draw.
    """
    nodes = {node.id: node for node in graph.nodes}
    uses: dict[tuple[str, str], set[str]] = {}
    for link in graph.links:
        if link.type is EdgeType.USES and nodes[link.source].label is Label.PROPOSAL:
            uses.setdefault((link.source, link.target), set()).add(link.qualifier)
    users = Counter(tool for _, tool in uses)
    tools = sorted(
        (tool for tool in users if users[tool] > 1), key=lambda id_: (-users[id_], nodes[id_].name, id_)
    )
    if not tools:
        raise RenderError("没有可画的结果 (nothing to draw); 换个参数再试 (try other parameters)")
    kept = set(tools[:INSTRUMENTS])
    having = Counter(proposal for proposal, tool in uses if tool in kept)
    proposals = sorted(having, key=lambda id_: (-having[id_], nodes[id_].name, id_))
    notes = [
        *notes,
        *_bound("proposalsOf", len(proposals), PROPOSALS, language),
        *_bound("instrumentsOf", len(tools), INSTRUMENTS, language),
        _pick(say("hollow"), language),
    ]
    tools, proposals = tools[:INSTRUMENTS], proposals[:PROPOSALS]
    classes = {tool: str(nodes[tool].properties.get("class") or "") for tool in tools}
    head = min(190.0, max(text_width(nodes[tool].name, _SIZE) for tool in tools) * 0.72 + 18)
    wide, high = 32.0, 26.0
    parts: list[str] = []
    for place, tool in enumerate(tools):
        x = _TITLES + (place + 0.62) * wide
        parts.append(words(x, head - 8, shortened(nodes[tool].name, _SIZE, 250), size=_SIZE, turn=-45))
    for line, proposal in enumerate(proposals):
        y = head + (line + 0.5) * high
        parts.append(rule(_TITLES, y, _TITLES + len(tools) * wide, y))
        name = shortened(bare_title(nodes[proposal].name), _SIZE, _TITLES - 24)
        parts.append(words(_TITLES - 12, y + 5, name, size=_SIZE, anchor="end"))
        for place, tool in enumerate(tools):
            if manners := uses.get((proposal, tool)):
                shape, color = LOOKS[Label.INSTRUMENT].shape, _class_color(classes[tool])
                x = _TITLES + (place + 0.5) * wide
                parts.append(mark(shape, x, y, 8, color, hollow="proposed" not in manners))
    size = (_TITLES + len(tools) * wide + head * 0.6, head + len(proposals) * high)
    return figure(
        title, parts, size, keys=_class_keys(set(classes.values()), language, shape="diamond"), notes=notes
    )


def _bound(key: str, count: int, limit: int, language: str) -> list[str]:
    return [_pick(say(key, m=limit, n=count), language)] if count > limit else []


def _pick(caption: Caption, language: str) -> str:
    return caption.en if language == "en" else caption.zh


def _word(name: str, language: str) -> str:
    return name or _pick(say("untold"), language)


def _row_name(code: str, name: str, language: str) -> str:
    known = caption_of(code)
    return _pick(known, language) if known.zh != code else _word(name, language)


def _class(code: str) -> str:
    return code.partition(".")[0]


def _class_color(code: str) -> str:
    look = CLASS_LOOKS.get(_class(code))
    return look[0] if look else "#7A828C"


def _class_keys(classes: set[str], language: str, *, shape: str = "square") -> list[Key]:
    return [
        Key(shape, color, _pick(caption, language))
        for name, (color, caption) in CLASS_LOOKS.items()
        if name in classes
    ]
