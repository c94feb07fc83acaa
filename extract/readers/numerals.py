"""Chinese numerals of counting: 一, 十二, 一百零三."""

from __future__ import annotations

from functools import cache

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """Write a number of 0 to 9999 in Chinese numerals, any other in Arabic ones.

    >>> [chinese(number) for number in (3, 10, 12, 20, 21, 103, 110, 2024)]
    ['三', '十', '十二', '二十', '二十一', '一百零三', '一百一十', '二千零二十四']
    """
    if not 0 <= number <= 9999:
        return str(number)
    if number < 10:
        return _DIGITS[number]
    written, gap = "", False
    for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // size % 10
        if digit:
            written += ("零" if gap and written else "") + _DIGITS[digit] + unit
        gap = not digit
    return written.removeprefix("一") if 10 <= number < 20 else written


@cache
def _values() -> dict[str, int]:
    return {chinese(number): number for number in range(1, 1000)}


def value(text: str) -> int | None:
    """Read 1 to 999 in Chinese or Arabic digits; None for anything else.

    >>> [value(text) for text in ("十二", "21", "四", "廿", "0")]
    [12, 21, 4, None, None]
    """
    if text.isascii() and text.isdigit():
        return int(text) if 0 < int(text[:4]) < 1000 and len(text) < 4 else None
    return _values().get(text)
