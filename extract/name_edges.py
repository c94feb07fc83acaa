"""Where a name in running text begins and ends, when one of its edges is known.

Names have no mark of their own. What stands beside one, whether the same string is named again elsewhere,
and whether the dictionary knows it as a common word decide between two, three and four letters.
"""

from __future__ import annotations

import re
from functools import cache

from extract.gazetteer import divisions, short_name
from extract.lexicons import load_words
from extract.names import DOTTED_NAME, ends_in_office, is_name, is_open_name, may_be_office, transcribed
from extract.patterns import alternatives
from extract.segment import get_segmenter, word_class

SPEECH = alternatives(load_words()["speech_verbs"])
"""Verbs by which words are ascribed to somebody, as alternatives of a regular expression."""

LEFT = re.compile(
    r"(?:^|[\s　，。；：:、,;！？“”‘’「」『』()（）【】■●◆▲—…·|｜丨》])$|"
    r"[的和与及由请听让说对了是据像如跟给向被叫位名当为中在时]$"
)
"""What may stand right before a name that no office introduces."""
_CALLED = (
    "(?:律师|教授|医生|医师|院长|校长|主任|书记|主委|董事长|总经理|研究员|老师|先生|女士|同志)"
    rf"(?:{SPEECH}|[，。])"
)
"""How one is called after the name, before a verb of speech or a mark."""
_RIGHT = re.compile(
    rf"$|[\s　，。；：:、,;！？“”‘’「」『』()（）【】—…0-9《]|{SPEECH}|"
    rf"等[\d一二三四五六七八九十]*[位名人]?|的|[和与及则也还又就]|[在对是为不没只却都让请最希]|"
    rf"用|以|从|向|把|将|曾|已|今|去年|近|多年|长期|每|紧接着|接着|随即|一起|共同|联合|分别|一同|日前"
    rf"|{_CALLED}"
)
"""What may follow a name."""
_STRONG_RIGHT = re.compile(
    rf"$|[\s　，。；：:、,;！？“”「」()（）—…《]|{SPEECH}|[和与及则]|等|联合|一起|日前"
    rf"|{_CALLED}"
)
_SPEECH_ENDS = "说称问道讲"
_BODY_ENDS = "界市县省区州盟旗镇乡村局院校部委会组团社厅办处司所站族"
_FUNCTION = frozenset("更最很的了是在和与及他她它我这那有也还说等被把也都就将不对为过着，。、")
_DOTTED = re.compile(DOTTED_NAME)
SIZES = (3, 2, 4)


REACH = 80
"""How far before or after a name is looked, in code points: what is farther off says nothing of it."""
_SPEECH = re.compile(SPEECH)
_MARKED = re.compile(rf"[:：(（)）。]|$|(?:{SPEECH})")
_WINDOW = 20_000
"""How much of a text is searched for a common word that serves as a name, in code points."""
_OFTEN = 40
"""How many places of a string are looked at to see whether its surroundings vary."""


def name_start(text: str, line: str, end: int) -> int | None:
    """Return where the name that ends at ``end`` of a line begins; None where none does.

    ``text`` is the whole text, in which names recur.
    """
    near = max(0, end - REACH)
    dotted = re.search(rf"{DOTTED_NAME}$", line[near:end])
    if dotted:
        return near + dotted.start() + _dotted_start(dotted.group())
    known = _transcribed_start(line, end)
    if known is not None:
        return known
    best: tuple[int, int] | None = None
    for size in SIZES:
        start = end - size
        name = line[max(start, 0) : end]
        if start < 0 or not _may_be(name, called=True) or (_is_common(name) and not _is_named(text, name)):
            continue
        before = line[near:start]
        left = bool(LEFT.search(before)) or ends_in_office(before.rstrip(" 　"))
        score = 3 * left + _ends_word(before, name) + _recurs(text, name, -1)
        if score and (best is None or score > best[0]):
            best = (score, start)
    return best[1] if best else _open_start(line, end)


def _transcribed_start(line: str, end: int) -> int | None:
    """Return where a name of transcribed parts that ends here begins: the longest one (多吉才旦委员)."""
    for start in range(max(0, end - _LONGEST_TRANSCRIBED), end - 1):
        if transcribed().fullmatch(line, start, end):
            return start
    return None


_LONGEST_TRANSCRIBED = 9


def _ends_word(before: str, name: str) -> bool:
    """Whether a word ends right before a name: 记者见到|张三."""
    if not re.search("[一-鿿]$", before):
        return True
    at = max(0, len(before) - 6)
    for word in get_segmenter().tokens((before + name)[at:]):
        at += len(word.text)
        if at >= len(before):
            return at == len(before) and (len(word.text) > 1 or word.tag[0] in "vpucd")
    return False


def _open_start(line: str, end: int) -> int | None:
    """Find a name of any shape between 的 or a mark and the role: 来自教育界的布日固德委员."""
    near = max(0, end - REACH)
    match = re.search(r"(?:^|[的，。；：、“”\s　])(?P<name>[一-鿿]{3,7})$", line[near:end])
    if match is None:
        return None
    name = match.group("name")
    unfit = set(name) & _FUNCTION or may_be_office(name) or name[-1] in _BODY_ENDS or _holds_word(name)
    nouns = any(len(word.text) > 1 and word.tag in {"n", "m"} for word in get_segmenter().tokens(name))
    return None if unfit or nouns or not is_open_name(name) else near + match.start("name")


@cache
def _holds_word(text: str) -> bool:
    """Whether a string holds a verb, adverb or time of two letters, which no name does."""
    return any(len(word.text) > 1 and word.tag[0] in "vdprt" for word in get_segmenter().tokens(text))


def _dotted_start(name: str) -> int:
    """Return where a dotted name begins behind what stands before it: 参会的|买买提·艾力."""
    first = re.split("[·•・]", name)[0]
    starts = (i for i in range(1, len(first)) if first[i - 1] in _FUNCTION or may_be_office(first[:i]))
    return max(starts, default=0)


def name_end(text: str, line: str, start: int, limit: int, *, strict: bool = False) -> tuple[int, int] | None:
    """Return (end, score) of the name that begins at ``start`` of a line and ends by ``limit``, or None.

    The score is 3 and more where what follows surely ends a name. With ``strict`` a name of two letters needs
    that, or must be named elsewhere too.
    """
    dotted = _DOTTED.match(line, start, min(limit, start + REACH))
    if dotted:
        return _dotted_end(line, start, dotted.group())
    known = transcribed().match(line, start, limit)
    if known and (_STRONG_RIGHT.match(line, known.end()) or _RIGHT.match(line, known.end())):
        return known.end(), 3
    best: tuple[int, int] | None = None
    for size in SIZES:
        name = line[start : start + size]
        if start + size > limit or not _may_be(name) or (_is_common(name) and not _is_named(text, name)):
            continue
        strong = bool(_STRONG_RIGHT.match(line, start + size))
        weak = bool(_RIGHT.match(line, start + size)) or _word_follows(line[start + size : start + size + 8])
        score = 3 * strong + (weak and not _is_word(name)) + 2 * _recurs(text, name, 1)
        if score > (1 if strict and size != 3 else 0) and (best is None or score > best[1]):
            best = (start + size, score)
    if best is not None and best[1] > 2:
        return best
    return _open_end(text, line, start, limit, sure=best is not None) or best


_AFTER_DOTTED = tuple("刚正在从就也又还都便已对向把将并则却曾和与")
"""Adverbs and prepositions of one letter, with which no transcribed name goes on."""


def _dotted_end(line: str, start: int, name: str) -> tuple[int, int] | None:
    """Return the end of a dotted name: its last part ends before a verb or mark, else after four letters."""
    if _dotted_start(name):
        return None
    last = start + re.search(r"[^·•・]*$", name).start()  # type: ignore[union-attr]
    most = start + len(name)
    for end in range(last + 1, most + 1):
        if _STRONG_RIGHT.match(line, end) or (
            end > last + 1 and (_RIGHT.match(line, end) or line[end : end + 1] in _AFTER_DOTTED)
        ):
            return end, 3
    return min(most, last + 4), 3


def _word_follows(rest: str) -> bool:
    """Whether a text begins with a verb, adverb, time or pronoun of two and more letters."""
    words = get_segmenter().tokens(rest[:8])
    return bool(words) and len(words[0].text) > 1 and words[0].tag[0] in "vdptra"


_LONGEST_SURE = 5
_HAN = re.compile("[一-鿿]+")
_TELLS = re.compile("[先也再还就则又当讲说谈提问答称表认建呼反]")
"""Adverbs and beginnings of verbs of speech, which are in no name that goes on beyond three letters."""


def _open_end(text: str, line: str, start: int, limit: int, *, sure: bool = False) -> tuple[int, int] | None:
    """Find the end of a name of any shape between an office and what marks its end, or that recurs.

    With ``sure`` only one that a mark or a verb of speech ends.
    """
    if not may_be_office(line[max(0, start - REACH) : start].rstrip(" 　")) or _SPEECH.match(line, start):
        return None
    best: tuple[int, int] | None = None
    for size in range(min(_LONGEST_SURE if sure else 7, limit - start), 1, -1):
        name = line[start : start + size]
        plain = _HAN.fullmatch(name) and not set(name) & _FUNCTION and name[0] not in "长副会总"
        if not plain or (sure and _TELLS.search(name)):
            continue
        offices = any(may_be_office(name[:end]) for end in range(2, size + 1))
        if offices or _holds_word(name) or not is_open_name(name):
            continue
        marked = _MARKED.match(line, start + size)
        follows = size > 2 and (
            neighbours(text, name, 1) > 1 or _word_follows(line[start + size : start + size + 8])
        )
        score = 3 if marked else 0 if sure else 2 * bool(follows)
        if score and (best is None or score > best[1]):
            best = (start + size, score)
    return best


def may_name(text: str) -> bool:
    """Whether a string has the shape of a name and is no place, body or common word of another class."""
    return has_shape(text) and not _is_common(text)


def _may_be(name: str, *, called: bool = False) -> bool:
    """Whether a string is written like a name; one of four letters holds no verb (更|关心|海).

    One of three that is ``called`` something may end like a verb of speech (某宏道委员).
    """
    shaped = has_shape(name) or (
        called and len(name) == _FOUR - 1 and name[-1] in _SPEECH_ENDS and has_shape(name[:-1])
    )
    return shaped and (len(name) < _FOUR or not _holds_word(name))


_FOUR = 4


def has_shape(text: str) -> bool:
    """Whether a string is written like a name and is no place, and ends like no body or verb of speech."""
    if "全国" in text:
        return False
    fits = text[0] != "和" and text[-1] not in _BODY_ENDS + _SPEECH_ENDS
    return is_name(text) and fits and text not in _places()


def _is_common(text: str) -> bool:
    """Whether the dictionary has the string as a verb, adverb, adjective or the like (共同, 安静)."""
    kind = word_class(text)
    return kind is not None and kind[0] in "dvpcrmbatfuilq"


def _is_named(text: str, name: str) -> bool:
    """Whether a common word is somewhere in the text used as a name: 果然委员, 。成功说."""
    head = text[:_WINDOW]
    role = re.search(rf"(?:^|[，。；、“”\s　的]){name}(?:委员|代表|常委)(?!会)", head)
    return bool(role) and len(re.findall(rf"(?:^|[，。；”\s　]){name}(?:{SPEECH}|委员)", head)) > 1


@cache
def _places() -> frozenset[str]:
    """Provinces and prefectures, with and without 省 or 市."""
    rows = [row for row in divisions().values() if row.kind != "county"]
    return frozenset(name for row in rows for name in (row.name, short_name(row)) if name) | {"蒙古"}


def neighbours(text: str, name: str, side: int) -> int:
    """Return how many different characters (2 at most) stand right before (-1) or after (1) a string."""
    found: set[str] = set()
    at, seen = text.find(name), 0
    while at >= 0 and len(found) < 2 and seen < _OFTEN:
        found.add(text[at - 1 : at] if side < 0 else text[at + len(name) : at + len(name) + 1])
        at, seen = text.find(name, at + 1), seen + 1
    return len(found)


def _recurs(text: str, name: str, side: int) -> bool:
    """Whether a string is named in several surroundings, which a common word is anyhow."""
    return not _is_word(name) and neighbours(text, name, side) > 1


def _is_word(text: str) -> bool:
    """Whether the dictionary has the string as one word that is no name."""
    kind = word_class(text)
    return kind is not None and kind[:2] != "nr"
