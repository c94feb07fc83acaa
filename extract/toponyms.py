"""Find places that no list has: by an ending behind a proper name, and by what stands around a bare one.

柳东|新区, 石羊河|流域, 俚岛|镇: an ending that zones, townships or landforms have, with a proper name or
a known place before it. 铜官、沙坪|两镇; 在|斗南|设立: a proper name where only a place stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from extract.lexicons import load_words
from extract.names import ends_in_office, is_name, is_surname
from extract.patterns import alternatives
from extract.segment import Token, word_class
from extract.terms import TermSet
from extract.worded import WordedText

_PROPER = frozenset({"ns", "nr", "nz", "nrt", "nrfg"})
_PIECES = frozenset({"ng", "vg", "ag", "zg", "g", "tg", "dg", "mg", "rg"})
"""Tags of single characters that are no words by themselves: pieces of names the dictionary lacks."""
_LONGEST = 14
"""Longest name in front of the ending of a zone, in code points."""
_LONGEST_LAND = 5
"""Longest name in front of 镇, 河 or 山."""
_COUNTED = (
    "[个座处家]?(?:地|县|市|镇|乡|区|村|街道|片区|车站|港口|港区|社区|园区|处|口岸|互市点|小区"
    "|院区|校区|景区|码头|水库|古镇|古村|村寨|岛|湾|河|湖|商圈|机场|(?:排涝)?泵站)"
)
# It begins with the letters it may begin with, so that all others are skipped.
_TAIL = re.compile(
    "[等两二三四五六七八九十一](?:"
    f"(?<=等)[两二三四五六七八九十]{_COUNTED}|(?<=[两二三四五六七八九十]){_COUNTED}"
    "|(?<=一)带|(?<=等)(?:地|县|镇|乡|村|社区|小区|街道|港|景区|口岸|园区|商圈))"
)
_BEFORE = re.compile("[在到从赴往至]|位于|地处|来自")
_AFTER = re.compile(r"设|建|办|试|推|开|布|举|打造|、|的|一带|等地|选|规划|发展|集中|走")
_LEVELS = frozenset(
    before + level for before in ("", *"由请在与和向经从被让对于到") for level in "市县区州旗"
)
_SPEAKS = re.compile(rf"[:：(（　]|委员|代表|{alternatives(load_words()['speech_verbs'])}")
_BARE = re.compile(r"[一-龥]{2,4}")


@dataclass(frozen=True)
class Toponym:
    """A place that a rule found: span, the rule, and how sure it is."""

    start: int
    end: int
    method: str
    confidence: float


def is_proper(token: Token) -> bool:
    """Whether a word is, or may be a piece of, a proper name: by its tag, or because no dictionary has it."""
    if token.tag in _PROPER or token.tag in _PIECES:
        return "一" <= token.text[0] <= "鿿"
    return len(token.text) > 1 and token.tag[0] == "n" and word_class(token.text) is None


@dataclass(frozen=True)
class Text:
    """A text with its words and the places that lists have in it."""

    folded: str
    tokens: list[Token]
    starts: Sequence[int]
    known: dict[int, int]
    """End of a listed place -> its start."""
    ends: dict[int, int]
    """Start of a listed place -> its end."""

    @cached_property
    def starts_of_words(self) -> frozenset[int]:
        """Offsets where words begin."""
        return frozenset(self.starts)

    def index(self, offset: int) -> int:
        """Index of the word that holds the character at an offset."""
        return bisect_right(self.starts, offset) - 1


@cache
def endings(name: str) -> TermSet:
    """Return a list of endings of places as terms: ``zone_endings`` or ``land_endings``."""
    return TermSet((ending, ending, False) for ending in load_words()[name])


def read_toponyms(worded: WordedText, known: dict[int, int]) -> Text:
    """Return a text with its listed places, end -> start."""
    ends = {start: end for end, start in known.items()}
    return Text(worded.folded, worded.tokens, worded.starts, known, ends)


def find_toponyms(worded: WordedText, text: Text) -> Iterator[Toponym]:
    """Yield places by ending and by surroundings; they may overlap listed ones, and the longer wins."""
    folded = worded.folded
    for terms, land in ((endings("zone_endings"), False), (endings("land_endings"), True)):
        for match in worded.found.leftmost(terms):
            if match.end not in worded.ends:
                continue
            start = (_land_start if land else _zone_start)(text, match.start)
            planned = not land and start is not None and _PLANNED.search(folded, max(0, start - 6), start)
            if start is not None and not planned and is_place_name(folded, start, match.end):
                yield Toponym(start, match.end, f"ending:{match.key}", 0.7 if land else 0.85)
    yield from _streets(text)
    yield from _roads_behind(text)
    yield from _in_lists(text)
    yield from _after_prepositions(text)
    yield from _from_to(text)
    yield from _waters(text)
    yield from _mountains(text)
    yield from _villages(text)
    yield from _stations(text)
    yield from _numbered_roads(folded)
    yield from _beside_alike(text)
    yield from _behind_known(text)


_PLACED = frozenset("在到从赴往至于由与、对向托持")


def _is_guessed(text: Text, token: Token) -> bool:
    """Whether a segmenter guesses a verb where, by what stands before it, a name does: 在|可门|经济开发区."""
    guessed = len(token.text) > 1 and token.tag[0] in "va" and word_class(token.text) is None
    return guessed and text.folded[token.start - 1 : token.start] in _PLACED


def _zone_start(text: Text, position: int) -> int | None:
    """Return where the name of a zone begins: at a listed place, a level, or a proper name."""
    start: int | None = None
    at = position
    while position - at < _LONGEST:
        if at in text.known:
            at = start = text.known[at]
            continue
        index = text.index(at - 1) if at else -1
        if index < 0:
            break
        token = text.tokens[index]
        if at != position and token.end != at:
            break
        if start is None and at != position and token.text in _LEVELS:
            return token.end - 1
        if token.text in load_words()["predicates"] or token.text in load_words()["making"]:
            break
        verb = token.text in load_words()["hard_verbs"]  # 申报|国家示范区
        if (is_proper(token) and not verb) or _is_guessed(text, token):
            start = token.start
        elif start == at and token.tag == "n" and text.tokens[index + 1].text in _LANDS:
            start = token.start  # 黄家|湾|水利枢纽
        elif start is not None or token.tag[0] not in "nbvjla":
            break
        at = token.start
    return None if start is not None and _acts(text, start, position) else start


_LANDS = frozenset("湾沟坪坝塘湖河岭溪洲桥滩渡")
"""Kinds of land whose sign a longer name may hold."""


def _acts(text: Text, start: int, position: int) -> bool:
    """Whether what follows the place that opens a run is a verb: 北舞渡镇|建设|批发市场."""
    place = text.ends.get(start)
    if place is None or place >= position:
        return False
    return text.tokens[text.index(place)].text in load_words()["hard_verbs"]


def is_place_name(folded: str, start: int, end: int) -> bool:
    """Whether a string may name a place: no word of the language, and no person."""
    name = folded[start:end]
    kind = word_class(name)
    if (
        name in load_words()["not_places"]
        or _NO_NAME.match(name)
        or "至" in name[2:]
        or (kind is not None and kind not in _PROPER)
    ):
        return False
    after, before = folded[end : end + 4], folded[max(0, start - 8) : start]
    if name[-1] == "乡" and after[:1] == "镇":
        return False  # kinds of towns: 各乡镇
    if is_given_name(folded, start, end):
        return False
    if len(name) == 3 and is_name(name) and before[-1:] in _CELL and after[:1] in _CELL:
        return False  # a person in a cell or line of the name's own
    person = is_name(name) and (_SPEAKS.match(after) or ends_in_office(before.rstrip(" 　、")))
    return not person


def is_given_name(folded: str, start: int, end: int) -> bool:
    """Whether a string is what follows the surname of an officer: 市政协主席韩|景山."""
    if end - start > 2 or not is_surname(folded[max(0, start - 1) : start]):
        return False
    return is_name(folded[start - 1 : end]) and ends_in_office(folded[max(0, start - 8) : start - 1])


_CELL = frozenset(("", "\n", "\t", "|", " ", "　"))
"""What stands around a name that fills a line or a cell."""
_NO_NAME = re.compile(
    "[一二三四五六七八九十两几数各](?:[楼县区镇乡村省市州港山河湖园城岛](?!.)|[省市县区])|(?:近?零碳|绿[电氢])|(?:古城|老城|新城|主城|城中|旧城)片区|[开挖疏填]沟(?!.)|海关|(?:智慧|数字|智能|绿色|低碳|未来|平安|特色|美丽|口袋|社区|街心|主题|郊野)|.?高峰|[驻留赴来离抵陆空]港|(?:盟市|省市|市县|区县|县区|旗县|省际|市域|县域)|[入出进治护退围填临沿环跨过爱近靠涉亲疏][湖河江海港山岛滩田水崖](?!.)"
    "|各|沿[江河湖海边线]|内河|边远|偏远|城市(?=[湿内河绿])|重镇|[通上登爬下][江湖山](?!.)|.+(?:[入登爬跨渡][湖河江山]|[上下]山)(?!.)"
)
"""Levels in front of a landform, what is done to one (入湖, 治江, 条入湖), and kinds of places (沿江乡镇)."""


def _land_start(text: Text, position: int) -> int | None:
    """Return where the name of a town or landform begins: one or two proper words, or pieces of them."""
    if position in text.known and position - text.known[position] <= _LONGEST_LAND:
        return text.known[position]
    at = position
    while position - at < _LONGEST_LAND and at > 0:
        if at < position and at in text.known:  # 东莞|长安镇
            break
        token = text.tokens[text.index(at - 1)]
        if token.end > position:  # the ending is the tail of this very word: 汤逊湖
            if token.tag not in _PROPER and not _is_made_up(text, token):
                return None
        elif token.end != at or not is_proper(token):
            noun = at < position and text.folded[at] in _LANDS and token.tag == "n" and token.end == at
            water = text.folded.startswith(("水库", "湿地"), position) and (noun or token.text in _LANDS)
            if not water:
                break  # but 狮子|滩|水库
        at = token.start
    return at if 1 < position - at <= _LONGEST_LAND or (at < position and _is_place(text, at)) else None


def _is_made_up(text: Text, token: Token) -> bool:
    """Whether a segmenter made a verb of a name behind a verb or preposition: 支持|可门港."""
    before = text.tokens[text.index(token.start - 1)] if token.start else None
    guessed = token.tag == "v" and len(token.text) == 3 and word_class(token.text) is None
    return guessed and before is not None and before.tag[0] in "pv"


def _is_place(text: Text, start: int) -> bool:
    return text.tokens[text.index(start)].tag == "ns"


_PLANNED = re.compile("(?:打造|设立|布局|划定|规划|新批|批准|培育|建|设)[一二三两几个座处]*$")
"""What stands before a zone that is asked for, and so is a means and no place yet."""
_STREET = re.compile(
    "(?:(?<![临沿][崖水河湖江海山])(?<!电)路|大街|大道|街|巷)(?=[、,。;和与口上段一两沿旁边至到走在将已全夜等周地]|有[\\d一二三四五六七八九十两几百]|的[^路街]|$)"
)


def _streets(text: Text) -> Iterator[Toponym]:
    """Yield roads and streets: a proper name, or one that streets have everywhere, before 路 or 街."""
    for match in _STREET.finditer(text.folded):
        token = text.tokens[text.index(match.start() - 1)] if match.start() else None
        if token is None or match.start() - token.start < 2:
            continue
        front = text.folded[token.start : match.start()]
        named = front in load_words()["street_names"] or is_proper(token)
        if (
            named
            and not KINDS_OF_ROADS.search(front)
            and _BARE.fullmatch(front)
            and word_class(text.folded[token.start : match.end()]) in {None, "ns", "nt"}
        ):
            yield Toponym(token.start, match.end(), "rule:street", 0.7)


_ROAD_BEHIND = re.compile(
    "(?<=[在沿到从至往])(?P<name>[一-龥]{2,3}(?:大道|大街|路|街))"
    "(?=[、,。;上段沿旁边至到走将已设建办试选划改增装开等周地摆]|两侧|两旁|两边|一带|一线|沿线|路口)"
)
KINDS_OF_ROADS = re.compile(
    "[的条段这那每各全老新旧主支该本另同此某半一走开修过赶跑]|产业|生产|机耕|旅游|商业|步行|小吃|美食|特色|快速|乡村|农村"
    "|景观|断头|循环|通村|通组|电路|致富|连心|绿荫|文化街|历史|夜市|背街|公路|铁路|道路|线路|水路|陆路|思路|网路|马路|出路|套路|销路"
    "|弯路|上街|大街$"
)


def _roads_behind(text: Text) -> Iterator[Toponym]:
    """Yield roads whose names are any words, behind a preposition: 在|疏港大道|两侧."""
    for match in _ROAD_BEHIND.finditer(text.folded):
        start, end = match.span("name")
        if start in text.starts_of_words and not KINDS_OF_ROADS.search(match.group("name")):
            yield Toponym(start, end, "rule:在X路", 0.6)


def _in_lists(text: Text) -> Iterator[Toponym]:
    """Yield bare names in a list that a word for places ends: 铜官、沙坪|两镇; 白芨沟|一带."""
    for tail in _TAIL.finditer(text.folded):
        end = tail.start()
        while True:
            start = _bare_start(text, end)
            if start is None or not _may_be_listed(text, start, end):
                break
            yield Toponym(start, end, "rule:list of places", 0.7)
            if text.folded[start - 1 : start] not in {"、", "和", "与"}:
                break
            end = start - 1


def _may_be_listed(text: Text, start: int, end: int) -> bool:
    """Whether an element of a list is no count, no kind of place and not what somebody does (新建|两处)."""
    word, words = text.tokens[text.index(start)].text, load_words()
    plain = _NO_NAME.match(text.folded, start, end)
    return not plain and word not in words["making"] and word not in words["hard_verbs"]


def _bare_start(text: Text, end: int) -> int | None:
    """Return where a bare proper name of two to four characters that ends at an offset begins."""
    if end in text.known:
        return text.known[end]
    at = end
    while at > 0 and end - at < 4:
        token = text.tokens[text.index(at - 1)]
        if at < end and at in text.known:  # 松阳县|陈家铺
            break
        if token.end != at or not (is_proper(token) or (token.tag == "n" and len(token.text) == 1)):
            break
        at = token.start
    return at if _BARE.fullmatch(text.folded, at, end) else None


_TOWN_BEHIND = re.compile("(?P<name>[一-龥]{2,4}?)(?:街道|镇|乡|苏木)(?![镇乡村政土民企建域道级])")
_SECTION_OF = re.compile(
    "(?:[江河湖]|运河|[^在到从沿对把将由与和及,。、;\\s]{2,4}(?:铁路|高铁|高速|公路|国道|大道))$"
)
_PARTS = re.compile("(?<=[湖山])区|段(?![时落位子])|[库滩林牧湖]区")
"""Parts of a place that go by its name: 太湖|区, 三门峡|库区; 长江|芜湖|段."""


def _behind_known(text: Text) -> Iterator[Toponym]:
    """Yield what goes by the name of the listed place before it: 来安县|半塔镇, 巢湖|湖区, 长江|安庆|段."""
    listed = frozenset(text.known.values())
    for end, start in text.known.items():
        county = text.folded[end - 1] in "市县区旗" and end not in listed  # a listed one has its code
        town = _TOWN_BEHIND.match(text.folded, end) if county else None
        if town is not None and _is_town_name(text, *town.span("name")):
            yield Toponym(start, town.end(), "rule:county and town", 0.7)
        part = _PARTS.match(text.folded, end)
        if part is None:
            continue
        if part.group() == "段":
            main = start - 2 * text.folded.startswith("干流", start - 2)
            before = text.known.get(main)
            river = _SECTION_OF.search(text.folded, max(0, main - 8), main)
            if before is not None and river is not None:
                yield Toponym(before, part.end(), "rule:section", 0.8)
            elif river is not None and len(river.group()) > 1:
                yield Toponym(river.start(), part.end(), "rule:section", 0.7)
        elif part.end() in text.starts_of_words:
            yield Toponym(start, part.end(), "rule:part of a place", 0.8)


def _is_town_name(text: Text, start: int, end: int) -> bool:
    """Whether what stands between a county and 镇 may be a town's name: no word that tells which ones."""
    if start not in text.starts_of_words:
        return False
    words = load_words()
    index = text.index(start)
    while index < len(text.tokens) and text.tokens[index].start < end:
        token = text.tokens[index]
        which = token.text in words["evaluatives"] or token.text in words["actors"] or token.text in _WHICH
        if which or token.text in words["predicates"] or token.tag[0] in "mrpcud":
            return False
        index += 1
    return text.folded[end - 1] not in "乡镇村" and (end - start < 4 or text.ends.get(start) == end)


_WHICH = frozenset(
    {
        "重点",
        "中心",
        "特色",
        "乡",
        "边远",
        "偏远",
        "老",
        "城关镇",
        "中小",
        "小城",
        "建制",
        "所辖",
        "下辖",
        "辖区",
    }
)
"""What tells which towns of a county are meant, and is none of their names."""
_WATER = re.compile(
    "(?:(?<=[，。;、,往在从到沿经由过向跨])|^)(?P<name>[一-龥]{1,3}[河江湖溪涌渠])"
    "(?=[边畔]|[里上]?[淌游]|沿岸|两岸|岸边|北岸|南岸|东岸|西岸|中游|水系|入海口)"
)


_MOVES = re.compile("[在到从沿过离临]")


def _waters(text: Text) -> Iterator[Toponym]:
    """Yield rivers and lakes that no dictionary has, by what only waters have: 瀍河|边, 十里河|沿岸."""
    for match in _WATER.finditer(text.folded):
        if _MOVES.search(match.group("name")) is None and is_place_name(text.folded, *match.span("name")):
            yield Toponym(*match.span("name"), "rule:X河边", 0.6)


_ROAD = re.compile(r"[gsxy]?\d{3,4}(?:国道|省道|县道)|(?:国道|省道|县道)[gsxy]?\d{3}(?!\d)线?")


def _numbered_roads(folded: str) -> Iterator[Toponym]:
    """Yield roads that have a number in place of a name: 315国道, 国道318线."""
    if "道" in folded:
        for match in _ROAD.finditer(folded):
            yield Toponym(*match.span(), "rule:numbered road", 0.9)


_ALIKE = re.compile(
    "(?P<before>[江河湖山岛镇乡村])、(?P<name>[一-龥]{1,3}(?P=before))(?![一-龥]{0,3}(?:水电站|大桥))"
)


def _beside_alike(text: Text) -> Iterator[Toponym]:
    """Yield what stands beside a listed place of the same kind: 乌江、郁江、|芙蓉江|看了."""
    for match in _ALIKE.finditer(text.folded):
        start, end = match.span("name")
        if (
            match.end("before") in text.known
            and end not in text.known
            and is_place_name(text.folded, start, end)
        ):
            yield Toponym(start, end, "rule:beside a place of its kind", 0.7)


_LAND = "(?:[沟湾湖河江山岭镇乡村屯庄港桥口坝坪寨街路林园塔]|大道)"
_FOOT = re.compile(
    "(?:(?<=[，。;、,往在从到沿])|^)(?P<name>[^\\W\\d往在从到沿][一-龥]{0,2}山)(?=脚下|脚[，。]|顶上|[东西南北]麓|[东西南北]坡)"
)


def _mountains(text: Text) -> Iterator[Toponym]:
    """Yield mountains that no dictionary has, by what only mountains have: 雾灵山|脚下."""
    for match in _FOOT.finditer(text.folded):
        if is_place_name(text.folded, *match.span("name")):
            yield Toponym(*match.span("name"), "rule:X山脚下", 0.6)


_VILLAGE = re.compile("(?<=[在到从住往])(?P<name>(?![在到])[一-龥]{2,3})村(?=[,。、;里的])")


_STATION = re.compile("[东西南北]站(?![点台位])")


def _stations(text: Text) -> Iterator[Toponym]:
    """Yield the railway stations of a place: 西安|北站."""
    for end, start in text.known.items():
        station = _STATION.match(text.folded, end)
        if station is not None and station.end() in text.starts_of_words:
            yield Toponym(start, station.end(), "rule:station", 0.8)


def _villages(text: Text) -> Iterator[Toponym]:
    """Yield villages whose names are no words at all, behind a preposition: 住在|甲板村."""
    for match in _VILLAGE.finditer(text.folded):
        start, end = match.span("name")
        first, last = text.index(start), text.index(end - 1)
        if text.tokens[first].start == start and last - first == end - start - 1:
            yield Toponym(start, match.end(), "rule:在X村", 0.6)


_FROM_TO = re.compile(
    f"从(?P<a>[一-龥]{{1,4}}{_LAND})[走开坐骑游通]?[到至](?P<b>[一-龥]{{1,4}}{_LAND})(?=[,。、;的一沿])"
)


def _from_to(text: Text) -> Iterator[Toponym]:
    """Yield both ends of a way, which a segmenter may cut wrongly: 从|马鹿沟|到|十四道沟."""
    for match in _FROM_TO.finditer(text.folded):
        ends = [match.span(name) for name in ("a", "b")]
        named = all(is_place_name(text.folded, start, end) for start, end in ends)
        if named and "的" not in match.group():
            yield from (Toponym(start, end, "rule:从X到Y", 0.6) for start, end in ends)


def _after_prepositions(text: Text) -> Iterator[Toponym]:
    """Yield bare proper names behind 在 or 从 and before what is done there: 在|斗南|设立."""
    for placed in _BEFORE.finditer(text.folded):
        index = bisect_left(text.starts, placed.end())
        token = text.tokens[index] if index < len(text.tokens) else None
        if token is None or token.start != placed.end() or token.tag not in _PROPER:
            continue
        named = _BARE.fullmatch(token.text) and token.text not in load_words()["not_places"]
        seen = text.folded.startswith("的角度", token.end)
        if named and not seen and _AFTER.match(text.folded, token.end):
            yield Toponym(token.start, token.end, "rule:在X", 0.6)
