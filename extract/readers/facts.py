"""Facts as files give them (a date, a session, a jurisdiction) in the pipeline's terms."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from extract import dates
from extract.gazetteer import divisions
from extract.place_names import resolve
from extract.readers.numerals import value
from graph.text import fold

_PACKED = re.compile(r"\s*((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
_NUMERAL = r"[一二三四五六七八九十百零]{1,5}|\d{1,3}"
_SESSION = re.compile(rf"第?(?P<term>{_NUMERAL})届.{{0,14}}?第?(?P<meeting>{_NUMERAL})次")
_SHORT_SESSION = re.compile(r"(?P<term>\d{1,3})\s*-\s*(?P<meeting>\d{1,3})")
_BODY = re.compile(
    r"政协(?P<a>[一-龥]{2,14}?)(?:第[一二三四五六七八九十]+届)?委员会|(?P<b>[一-龥]{2,14}?)(?:政协|人大(?!代表))"
)
_ADDRESS = re.compile(r"https?://[^\s/]+(?:/\S*)?", re.IGNORECASE)


def iso_date(text: str) -> str | None:
    """Return the first date of a text as ISO 8601; None where there is none, or none in the calendar.

    >>> [iso_date(text) for text in ("2024年1月5日", "2024/1/5 10:30", "20240105", "2024-02-30", "2024年3月")]
    ['2024-01-05', '2024-01-05', '2024-01-05', None, '2024-03']
    """
    packed, found = _PACKED.match(text), dates.iso_date(fold(text))
    value = "-".join(packed.groups()) if packed else found[0] if found else ""
    try:
        datetime.date.fromisoformat(f"{value}-01"[:10])
    except ValueError:
        return None
    return value


def session(text: str) -> str | None:
    """Return a session as ``term-meeting``; None where the text does not name both.

    >>> [session(text) for text in ("十二届四次会议", "第12届第4次全体会议", "12-4", "四次会议")]
    ['12-4', '12-4', '12-4', None]
    """
    match = _SHORT_SESSION.fullmatch(text.strip()) or _SESSION.search(text)
    if match is None:
        return None
    term, meeting = value(match["term"]), value(match["meeting"])
    return f"{term}-{meeting}" if term and meeting else None


@lru_cache(maxsize=4096)
def jurisdiction(text: str) -> str | None:
    """Return the six-digit code of a division given by its code or name; None for an unknown one.

    >>> [jurisdiction(text) for text in ("杭州市", "3301", "浙江省杭州市西湖区", "杭州市政协", "火星市")]
    ['330100', '330100', '330106', '330100', None]
    """
    name = fold(text.strip())
    if name.isdigit():
        code = name.ljust(6, "0")[:6]
        return code if code in divisions() else None
    name = re.sub(r"(?:政协|人大(?:常委会)?)$", "", name)
    for cut in range(min(len(name), 20)):
        inside = jurisdiction(name[:cut]) if cut else None
        code = resolve(name[cut:], inside) if inside or not cut else None
        if code in divisions():
            return code
    return None


def body_jurisdiction(text: str) -> str | None:
    """Return the code of the division whose conference or congress a heading names, or None.

    >>> body_jurisdiction("政协杭州市第十二届委员会第四次会议提案一览表")
    '330100'
    """
    for match in _BODY.finditer(fold(text)):
        code = jurisdiction(match["a"] or match["b"])
        if code:
            return code
    return None


def address(text: str) -> str | None:
    """Return a web address without white space around it; None for anything else."""
    found = text.strip()
    return found if _ADDRESS.fullmatch(found) else None
