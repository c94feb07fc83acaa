"""Read dates as Chinese documents write them."""

from __future__ import annotations

import re

_CHINESE = {char: str(index) for index, char in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "0": "0",
}
_ARABIC = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*(?P<mark>年|[-./])\s*(?P<month>\d{1,2})(?:\s*(?:月|[-./])\s*(?P<day>\d{1,2})(?!\d)(?:\s*日)?|\s*(?P<only>月))"
)
_WRITTEN = re.compile(
    r"(?P<year>[一二][〇零○0一二三四五六七八九]{3})年(?P<month>[一二三四五六七八九十]{1,2})月(?:(?P<day>[一二三四五六七八九十]{1,3})日)?"
)


_MISREAD = {"o": "0", "O": "0", "l": "1", "I": "1", "曰": "日"}
_SCANNED = re.compile(
    r"(?<=[\d一二〇])[oO](?=[\dlI一二三四五六七八九〇oO年])|(?<=[\doO月-])[lI](?=[\d日曰月])|(?<=[月\d])[lI](?=\d)"
    r"|(?<=\d)[lI](?=[月日曰])|(?<=[\d一二三四五六七八九十lI])曰"
)
"""Letters that scanners put for figures in dates."""


_MAY_DATE = re.compile("[12lI一二][\\doOlI〇零○一二三四五六七八九]")
"""How every year begins, misread or not."""


def iso_date(folded: str) -> tuple[str, int, int] | None:
    """Return (ISO date, start, end) of the first date in a folded text; a month alone is ``2025-01``.

    >>> iso_date("发布时间:2025年5月3日")
    ('2025-05-03', 5, 14)
    >>> iso_date("二〇二五年十二月二十一日")[0], iso_date("2025/13/01"), iso_date("〔2025〕12号")
    ('2025-12-21', None, None)
    >>> iso_date("2o26年1月l6曰")[0], iso_date("二o二六年一月三日")[0]
    ('2026-01-16', '2026-01-03')
    """
    if not _MAY_DATE.search(folded):
        return None
    clean = _SCANNED.sub(lambda match: _MISREAD[match.group()], folded)
    for pattern in (_ARABIC, _WRITTEN):
        for match in pattern.finditer(clean):
            year, month = _number(match.group("year")), _number(match.group("month"))
            day = _number(match.group("day")) if match.group("day") else None
            if 1 <= month <= 12 and (day is None or 1 <= day <= 31):
                value = f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else "")
                return value, match.start(), match.end()
    return None


def _number(text: str) -> int:
    """Read a year digit by digit, a month or day with its tens."""
    if text.isdecimal():
        return int(text)
    if len(text) == 4:
        return int("".join(_CHINESE[char] for char in text))
    tens, ten, ones = text.partition("十")
    if not ten:
        return int(_CHINESE[text]) if len(text) == 1 else 0
    return int(_CHINESE[tens] if tens else "1") * 10 + (int(_CHINESE[ones]) if ones else 0)
