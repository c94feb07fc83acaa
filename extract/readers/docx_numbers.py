"""The numbers that Word writes before paragraphs; they are not in the text but in numbering.xml."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from extract.readers.numerals import chinese

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_NO_MARK = ("bullet", "none")


def _letter(number: int) -> str:
    return chr(65 + (number - 1) % 26) * min((number - 1) // 26 + 1, 9) if number > 0 else ""


def _roman(number: int) -> str:
    written = ""
    for size, mark in _ROMAN:
        count, number = divmod(number, size)
        written += mark * min(count, 9)
    return written


def _circled(number: int) -> str:
    return chr(0x245F + number) if 0 < number <= 20 else str(number)


def _from(first: int, last: int) -> Callable[[int], str]:
    """Return a writer of characters that stand in a row, for the numbers from 1 to ``last``."""
    return lambda number: chr(first + number - 1) if 0 < number <= last else str(number)


def _of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


_WRITERS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            *("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital"),
            *("taiwaneseCounting", "taiwaneseCountingThousand", "japaneseDigitalTenThousand"),
        ),
        chinese,
    ),
    **dict.fromkeys(
        ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"),
        lambda number: ("一" * (10 <= number < 20) + chinese(number)).translate(_LEGAL),
    ),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "decimalZero": lambda number: f"{number:02d}",
    "decimalEnclosedParen": _from(0x2474, 20),
    "decimalEnclosedFullstop": _from(0x2488, 20),
    "decimalFullWidth": lambda number: "".join(chr(0xFEE0 + ord(char)) for char in str(number)),
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
}


@dataclass(frozen=True)
class _Level:
    """How one level of a list is numbered; ``pattern`` is such as ``（%1）``."""

    style: str
    pattern: str
    start: int
    decimal: bool  # whether the numbers of higher levels are written in digits here
    restart: int | None  # the level after which this one starts anew; 0: never


class Numbering:
    """Counts the paragraphs of a document's lists and writes their numbers."""

    def __init__(self, document: Any) -> None:
        """Read numbering.xml of a document, as python-docx gives it; one without it has no lists."""
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}  # list -> (its counters' key, levels)
        self._counts: dict[str, list[int | None]] = {}
        root = _root(document)
        if root is None:
            return
        abstract = {node.get(f"{_W}abstractNumId") or "": node for node in root.iter(f"{_W}abstractNum")}
        styled = {
            _value(node.find(f"{_W}styleLink")): node
            for node in abstract.values()
            if node.find(f"{_W}styleLink") is not None
        }
        for node in root.iter(f"{_W}num"):
            key = _value(node.find(f"{_W}abstractNumId"))
            base = abstract.get(key)
            link = None if base is None else base.find(f"{_W}numStyleLink")
            base = base if link is None else styled.get(_value(link), base)
            if base is not None:
                self._add(node, key, base)

    def next(self, key: str | None, level: int) -> str:
        """Count one more paragraph of a list's level, and return what Word writes before it (or nothing)."""
        if key not in self._lists or not 0 <= level < _LEVELS:
            return ""
        counters, levels = self._lists[key]
        counts = self._counts.setdefault(counters, [None] * _LEVELS)
        count = counts[level]
        start = levels[level].start if level in levels else 1
        counts[level] = start if count is None else count + 1
        for deeper in range(level + 1, _LEVELS):
            after = levels[deeper].restart if deeper in levels else None
            if after is None or level < after:
                counts[deeper] = None
        return self._written(counts, levels, level)

    def _add(self, node: Any, key: str, base: Any) -> None:
        levels = _levels(base)
        own = False
        for item in node.iter(f"{_W}lvlOverride"):
            depth = _number(item.get(f"{_W}ilvl"), -1)
            levels |= _levels(item)
            start = item.find(f"{_W}startOverride")
            if start is not None and depth in levels:
                own = True
                levels[depth] = replace(levels[depth], start=_number(_value(start), 1))
        name = node.get(f"{_W}numId") or ""
        self._lists[name] = (f"own {name}" if own else key, levels)

    @staticmethod
    def _written(counts: list[int | None], levels: dict[int, _Level], level: int) -> str:
        here = levels.get(level)
        if here is None or here.style in _NO_MARK:
            return ""

        def write(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            there = levels.get(depth, here)
            count = counts[depth]
            number = there.start if count is None else count
            style = "decimal" if here.decimal and depth != level else there.style
            return _WRITERS.get(style, str)(number)

        return re.sub(r"%([1-9])", write, here.pattern).strip()


def _root(document: Any) -> Any:
    """Return the root of numbering.xml, or None; asking python-docx for it would make an empty one."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return relation.target_part.element
    return None


def _levels(node: Any) -> dict[int, _Level]:
    """Return the levels that an element of numbering.xml defines, by their depth from 0."""
    return {_number(level.get(f"{_W}ilvl"), -1): _level(level) for level in node.iter(f"{_W}lvl")}


def _level(node: Any) -> _Level:
    restart = node.find(f"{_W}lvlRestart")
    return _Level(
        style=_value(node.find(f"{_W}numFmt")) or "decimal",
        pattern=_value(node.find(f"{_W}lvlText")),
        start=_number(_value(node.find(f"{_W}start")), 1),
        decimal=node.find(f"{_W}isLgl") is not None,
        restart=None if restart is None else _number(_value(restart), 0),
    )


def _value(node: Any) -> str:
    return "" if node is None else node.get(f"{_W}val") or ""


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else otherwise
