"""Characters of PDF text as usual: radicals that fonts give for characters, and spaces that nobody wrote."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# CJK radicals without a decomposition of their own, each followed by the character that looks the same.
_PAIRS = (
    "⺁厂⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗㣺⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺠民"
    "⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹耂⺺肀"
    "⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门"
    "⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜"
    "⻰龙⻱亀⻲亀"
)
_RANGES = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0xFB00, 0xFB06), (0x2F800, 0x2FA1F))
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3001-\u303f“”‘’…—]"
_LABEL = re.compile(r"^(?:[一-龥][ \u2003\u3000]+){1,5}[一-龥](?=\s*[：:])")
_DATE = re.compile(r"(?<=\d) +(?=[年月日届次号])|(?<=[年月第]) +(?=\d)")
_RUN = re.compile(rf"{_WIDE}+(?: {_WIDE}+)+")
_CLAUSES = re.compile(r"[：:、，。；]")
_NAME = re.compile(r"[一-龥·]{2,4}")
_UNNAMED = re.compile(r"(?<![!-~])/(?:g|gid|cid|glyph)\d{1,5}(?![!-~])")  # glyphs without a character
_GAPS = re.compile(r"[ \t\xa0]+")
_UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\ufeff]")


@cache
def _table() -> dict[int, str]:
    table = {ord(radical): char for radical, char in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)}
    table |= {0x2E3A: "——", 0x2E3B: "———", 0x3B35: "胶"}  # drawn alike, and given for the other
    for first, last in _RANGES:
        for point in range(first, last + 1):
            usual = unicodedata.normalize("NFKC", chr(point))
            if usual != chr(point):
                table[point] = usual
    return table | {0x2F3E: "户"}  # fonts for simplified characters; NFKC makes it the traditional one


def usual(text: str) -> str:
    """Return a text with radicals, compatibility ideographs and ligatures as the usual characters.

    >>> usual("教科⽂卫体，审查意⻅，⼈⺠")
    '教科文卫体，审查意见，人民'
    """
    return _UNNAMED.sub("", _UNPRINTED.sub("", text)).translate(_table())


def close_gaps(line: str) -> str:
    """Return a line without the spaces that justification leaves between Chinese characters.

    Spaces stay where they part names or the short cells of a row, stand before a label, or are several.

    >>> [close_gaps(line) for line in ("近年来 ，冷链 物流发展 较快", "提 案 人：王小明 李四", "2024 年")]
    ['近年来，冷链物流发展较快', '提案人：王小明 李四', '2024年']
    """
    line = _LABEL.sub(lambda match: "".join(match[0].split()), line.strip())
    line = _RUN.sub(_closed, line)
    return _GAPS.sub(" ", _DATE.sub("", line))


def _closed(run: re.Match[str]) -> str:
    """Close the gaps of a stretch of Chinese whose parts stand one space apart."""
    parted = [words for words in _CLAUSES.split(run[0]) if " " in words]
    if parted and all(_NAME.fullmatch(word) for words in parted for word in words.split(" ")):
        return run[0]
    return re.sub(r" (?![一-龥]{2,8}[：:])", "", run[0])
