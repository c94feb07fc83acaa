"""Figures as SVG text: title, drawing, legend and notes, on white paper, with the colours of the pages."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from viz.still import outline
from viz.style import width

INK, MUTED, RULE, PALE = "#1c2430", "#5d6775", "#d9d5cc", "#f1f0ea"
SANS = (
    "system-ui, -apple-system, 'PingFang SC', 'Hiragino Sans GB', 'Noto Sans CJK SC', 'Source Han Sans SC', "
    "'Microsoft YaHei', 'WenQuanYi Micro Hei', 'DejaVu Sans', sans-serif"
)
MARGIN = 40
_TITLE, _NOTE, _LEGEND = 24, 13, 14
_COLUMN = 0.53  # a column of text is so wide, as a part of its size
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Key(NamedTuple):
    """An entry of the legend: what a mark of this shape and colour is."""

    shape: str
    color: str
    text: str


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is; figures are drawn where no font can be asked."""
    return width(text) * size * _COLUMN


def shortened(text: str, size: float, room: float) -> str:
    """Return as much of a text as there is room for.

    >>> shortened("关于推动低空经济发展的提案", 10, 60)
    '关于推动…'
    """
    if text_width(text, size) <= room:
        return text
    kept = text
    while kept and text_width(kept + "…", size) > room:
        kept = kept[:-1]
    return f"{kept}…"


def words(
    x: float,
    y: float,
    text: str,
    *,
    size: float = 14,
    color: str = INK,
    weight: int = 400,
    anchor: str = "start",
    turn: float = 0,
    halo: bool = False,
) -> str:
    """Return a line of text; whatever no XML may hold is replaced."""
    told = html.escape(_ILLEGAL.sub("\ufffd", text))
    turned = f' transform="rotate({turn:g} {x:g} {y:g})"' if turn else ""
    outlined = (
        ' paint-order="stroke" stroke="#ffffff" stroke-width="3" stroke-linejoin="round"' if halo else ""
    )
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" font-weight="{weight}" fill="{color}" '
        f'text-anchor="{anchor}"{turned}{outlined}>{told}</text>'
    )


def box(x: float, y: float, wide: float, high: float, color: str, *, radius: float = 0) -> str:
    """Return a filled rectangle."""
    rounded = f' rx="{radius:g}"' if radius else ""
    return f'<rect x="{x:g}" y="{y:g}" width="{wide:g}" height="{high:g}" fill="{color}"{rounded}/>'


def rule(x: float, y: float, to_x: float, to_y: float) -> str:
    """Return a thin line."""
    return f'<path d="M{x:g} {y:g}L{to_x:g} {to_y:g}" stroke="{RULE}" fill="none"/>'


def mark(shape: str, x: float, y: float, radius: float, color: str, *, hollow: bool = False) -> str:
    """Return a mark; a hollow one is drawn in outline."""
    look = f'fill="#ffffff" stroke="{color}" stroke-width="1.6"' if hollow else f'fill="{color}"'
    return f'<path d="{outline(shape, x, y, radius)}" {look}/>'


def figure(
    title: str,
    drawing: Iterable[str],
    size: tuple[float, float],
    *,
    keys: Sequence[Key] = (),
    notes: Iterable[str] = (),
) -> str:
    """Return a whole figure.

    Args:
        title: its heading.
        drawing: elements, drawn from the origin to ``size``.
        size: width and height of the drawing.
        keys: the legend, below the drawing.
        notes: lines of small text at the end.
    """
    wide, high = max(size[0], 560) + 2 * MARGIN, 0.0
    parts: list[str] = []
    y = MARGIN + _TITLE
    for line in _lines(title, _TITLE, wide - 2 * MARGIN):
        parts.append(words(MARGIN, y, line, size=_TITLE, weight=700))
        y += _TITLE * 1.4
    parts.append(f'<g transform="translate({MARGIN} {y:g})">{"".join(drawing)}</g>')
    y += size[1] + 26
    x: float = MARGIN
    for number, key in enumerate(keys):
        room = 22 + text_width(key.text, _LEGEND) + 22
        if number and x + room > wide - MARGIN:
            x, y = MARGIN, y + 24
        parts += [mark(key.shape, x + 7, y - 5, 6, key.color), words(x + 20, y, key.text, size=_LEGEND)]
        x += room
    y += 26 if keys else 0
    for note in notes:
        for line in _lines(note, _NOTE, wide - 2 * MARGIN):
            parts.append(words(MARGIN, y, line, size=_NOTE, color=MUTED))
            y += _NOTE * 1.6
    high = y + MARGIN - 16
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:g}" height="{high:g}" '
        f'viewBox="0 0 {wide:g} {high:g}" font-family="{SANS}">'
        f"{box(0, 0, wide, high, '#ffffff')}{''.join(parts)}</svg>\n"
    )


def _lines(text: str, size: float, room: float) -> list[str]:
    """Break a text into lines that fit, between any two characters but inside no word of Latin letters."""
    lines: list[str] = [""]
    for piece in re.findall(r"[\w.,;:()'-]+\s*|.", text, flags=re.ASCII):
        if lines[-1] and text_width(lines[-1] + piece, size) > room:
            lines.append("")
        lines[-1] += piece
    return lines
