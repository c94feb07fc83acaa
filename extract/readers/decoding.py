"""Bytes to text: the encoding is told by the bytes, or by what the file declares where the bytes allow it."""

from __future__ import annotations

import codecs
import re

from graph.model import InputError

BLANK = "\ufeff \t\r\n　"
"""Characters that are no content by themselves."""

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SAMPLE = 200_000

# The most frequent characters of written Chinese; more of them means a better guess of the encoding.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住满县局照参红细引听该铁价严們國會這個為來時說產學業經發開關區議員建設機"
)

_GB, _BIG5, _UTF8 = "gb18030", "big5hkscs", "utf-8"
_NAMES = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "cp936", "hz-gb-2312"), _GB),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cp950"), _BIG5),
    **dict.fromkeys(("utf-8", "utf8"), _UTF8),
}
_FAMILIAR = 0.1
_LOSS = 200


def decode(data: bytes, name: str) -> str:
    """Decode a text file: UTF-8 (a BOM is dropped), UTF-16 with BOM, GB18030 or Big5; line ends stay.

    Raises:
        InputError: the data is empty, or no text in these encodings.
    """
    if not data.strip():
        raise InputError(f"{name}: 文件是空的 (the file is empty)")
    return _checked(_marked(data) or _guess(data, (_GB, _BIG5)), name)


def decode_declared(data: bytes, declared: str | None, name: str) -> str:
    """Decode a page that may declare its encoding, rightly or not.

    A BOM is believed; then, of the encodings that the bytes fit, the one that gives the more familiar text,
    and the declared one among equals. A page cut off in the middle of a character, or with very few broken
    ones, is read with a mark (U+FFFD) in their place.

    Raises:
        InputError: the data is empty, or no text in these encodings.
    """
    if not data.strip():
        raise InputError(f"{name}: 文件是空的 (the file is empty)")
    known = _NAMES.get((declared or "").strip().lower())
    order = tuple(dict.fromkeys(name for name in (known, _UTF8, _GB, _BIG5) if name))
    return _checked(_marked(data) or _guess(data, order) or _repaired(data, order), name)


def _marked(data: bytes) -> str | None:
    """Decode by the byte order mark, or as UTF-8; None where neither fits."""
    wide = data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return _try(data, "utf-16" if wide else "utf-8-sig")


def _guess(data: bytes, encodings: tuple[str, ...]) -> str | None:
    if b"\0" in data:
        return None
    options = [text for encoding in encodings if (text := _try(data, encoding)) is not None]
    text = max(options, key=_familiarity, default=None)
    return text if text is not None and _familiarity(text) >= _FAMILIAR else None


def _repaired(data: bytes, encodings: tuple[str, ...]) -> str | None:
    if b"\0" in data:
        return None
    options = [data.decode(encoding, "replace") for encoding in encodings]
    text = max(options, key=lambda text: _familiarity(text) - text.count("\ufffd") / len(text))
    return text if text.count("\ufffd") * _LOSS <= len(text) + _LOSS else None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _familiarity(text: str) -> float:
    """Share of the text's characters beyond ASCII that are frequent Chinese ones; of its beginning."""
    wide = [char for char in text[:_SAMPLE] if char > "\x7f"]
    return sum(char in _FREQUENT for char in wide) / len(wide) if wide else 1.0


def _checked(text: str | None, name: str) -> str:
    """Return the text; raises InputError for none, junk (over 1 % control characters) or blank."""
    if text is None or len(_CONTROL.findall(text)) * 100 > len(text):
        raise InputError(
            f"{name}: 不是文本文件 (not a text file); 请另存为 UTF-8 文本 (save it as UTF-8 text)"
        )
    if not text.strip(BLANK):
        raise InputError(f"{name}: 没有文字内容 (no text in the file)")
    return text
