"""Tell titles from other lines and join those that wrap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extract.bylines import Form, match_byline
from extract.lexicons import load_words
from extract.lines import Line, is_box, is_front
from extract.names import NAME, is_name, is_proposing_body
from extract.occasions import is_occasion
from extract.patterns import spaced_alternatives

TAG = (
    r"[【\[［〔（(](?:口头|书面|大会|联组|集体|联合|联名|重点|委员|代表)?"
    r"(?:提案|建议|发言|案例|议案|材料|议题|话题)(?:之|第|[·・—-])?[一二三四五六七八九十\d①-⑳]{0,3}[号篇]?[】\]］〕）)]\s*"
    r"|[【\[［〔](?:之|第)?[一二三四五六七八九十\d①-⑳]{1,3}[号篇]?[】\]］〕]\s*"
)
"""A label in brackets that counts the speeches or says how they were given: 【发言⑥】, ［建议3］."""
_NUMBER = re.compile(
    r"^(?:[一二三四五六七八九十]+、|\d+[、.．]\s*|[（(]\d+[)）]|"
    r"[(（][一二三四五六七八九十\d]+[)）]|#+\s*|[◆●■▲★▶•◎○□]\s*|(?:提案|建议|发言|"
    r"案例)[一二三四五六七八九十\d]{1,3}[:：、]\s*|"
    rf"(?:{TAG})(?=\S)|"
    r"[①-⑳⑴-⒇㈠-㈩]\s*|N[Oo][.．]?\s*\d{1,3}[\s:：、]+|\d{1,2}(?:\.\d{1,2}){0,3}\s+(?=[一-龥“《])|"
    r"(?:之[一二三四五六七八九十]+)[:：]?\s*|"
    r"第\s*\d{1,8}\s*号[\s　:：]+|\d{2,4}[\s　]+(?=《|关于)|[+*-]\s+|\*\*(?:题目|案由|标题)\*\*\s*)"
)
_SUBJECT = re.compile(
    r"^[【\[]?(?:" + spaced_alternatives(load_words()["subject_labels"]) + r")(?:[】\]]\s*[:：]?|\s*[:：])\s*"
)
_BULLET = re.compile(r"[-*+•·]\s+(?!\*\*)")
_FONT_SIZE = r"^字号|字号\s*[:：【\[(（]|字号\s+[大中小]|字号(?:大中小|小中大)"
"""A page's button for its letters' size; an old firm is a 老字号 too."""
_NOT_TITLE = re.compile(
    r"如下|编者按|发言内容|摘登|^[\[【(（]\d{1,2}[:：]\d{2}|"
    r"^\d{4}(?:年\d{1,2}月|-)"
    r"|^(?:发布|日期|时间)[\s　:：\d]|^[(（]?\d+月\d+日|" + _FONT_SIZE + r"|^公开|公开(?:方式|类型|属性)"
)
_WRAP = ("【", "】"), ("《", "》"), ("“", "”"), ("**", "**")
_PROPOSAL_TITLE = re.compile(r"关于[^。；]{2,80}?的?(?:提案|建议案|建议|议案|意见建议)")


def trim_title(text: str, start: int) -> tuple[int, int]:
    """Return the span of the title proper: without its number, wrapping brackets and markdown marks."""
    left, right = 0, len(text)
    while left < len(text) and (number := _NUMBER.match(text[left:])):  # ### 1．关于……
        left += number.end()
    label = _SUBJECT.match(text[left:])
    left += label.end() if label else 0
    number = re.search(r"\s*[(（]\s*(?:提案)?第?\s*\d{1,8}\s*号?(?:提案)?\s*[)）]\s*$", text)
    right = number.start() if number and number.start() > left else right
    for opener, closer in _WRAP:
        inner = text[left:right].strip(" 　")
        if (
            inner.startswith(opener)
            and inner.endswith(closer)
            and inner.find(closer, len(opener)) == len(inner) - len(closer)
        ):
            left = text.index(opener, left) + len(opener)
            right = text.rindex(closer, left, right)
    while left < right and text[left] in " 　*#":
        left += 1
    while right > left and text[right - 1] in " 　*#":
        right -= 1
    return start + left, start + right


_IN_BRACKETS = re.compile(r"[【《]\S+[】》]")


@lru_cache(maxsize=1 << 12)  # every shape that is tried asks it of the same lines
def is_title_line(line: Line) -> bool:
    """Whether a line may be a title, or a part of one: short, no sentence, no furniture, no date."""
    if (
        len(line.text) > 50
        or (len(line.text) < 4 and not _IN_BRACKETS.fullmatch(line.text))
        or line.is_sentence
        or line.text.endswith((":", "：", "，", ","))
    ):
        return False
    return not (line.is_chrome or line.is_footer or _NOT_TITLE.search(line.text) or _BULLET.match(line.text))


def join_title(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Join the parts of a wrapped title by one space, as they stand in ``text``."""
    return " ".join(text[start:end] for start, end in spans)


def title_spans(lines: list[Line]) -> tuple[tuple[int, int], ...]:
    """Return the spans of a title's lines, without marks of headings and emphasis, or brackets around all."""
    marks = "*#> 　"
    found: list[tuple[int, int]] = []
    for line in lines:
        left = len(line.text) - len(line.text.lstrip(marks))
        right = len(line.text.rstrip("*# 　"))
        found.append((line.start + left, line.start + max(right, left)))
    if lines and _wrapped("".join(line.text.strip(marks) for line in lines)):
        found[0] = (found[0][0] + 1, found[0][1])
        found[-1] = (found[-1][0], found[-1][1] - 1)
    return tuple(found)


def _wrapped(text: str) -> bool:
    """Whether one pair of 《》 or 【】 stands around the whole of a text."""
    return any(
        text[:1] == opener and text[-1:] == closer and text.count(opener) == 1 for opener, closer in _WRAP[:2]
    )


def headline(text: str, lines: list[Line]) -> list[Line]:
    """Return the lines of the document's own title: a block of title-like lines near the top.

    A block is lines that follow each other without a blank one, or a subtitle that begins with a dash. A
    block that names a conference, a digest, a proposal or a reply is preferred.
    """
    blocks: list[list[Line]] = []
    for line in lines[:14]:
        if blocks and line.is_sentence and len(line.text) > _SENTENCE and not is_front(line):
            break
        if not _may_head(line):
            continue
        if blocks and _NAME_ALONE.fullmatch(line.text) and is_name(_NAME_ALONE.sub(r"\g<name>", line.text)):
            continue
        last = blocks[-1][-1] if blocks else None
        adjacent = last is not None and _next(text, lines, last, line)
        if adjacent and len(blocks[-1]) < _LONGEST_BLOCK:
            blocks[-1].append(line)
        else:
            blocks.append([line])
        if lines.index(line) > 0 and len(blocks) > _MOST_BLOCKS:
            break
    first = [block[:1] for block in blocks if re.match(r"#\s", block[0].text)]  # markdown says which it is
    blocks = [_without_masthead(block) for block in blocks]
    plain = [block for block in blocks if any(_is_long_enough(line) for line in block)]
    masthead = plain[:1] if plain and _MASTHEAD.search(plain[0][-1].text) else []
    marked = [block for block in plain[1:] if any(_MARKED.search(line.text) for line in block)]
    letterhead = bool(plain) and _LETTERHEAD.search("".join(plain[0][0].text.split()))
    headed = plain[1:2] if letterhead and all(map(_bracketed, plain[0][1:])) else []
    for block in (*first, *(marked if masthead else ()), *headed, *plain):
        return block
    return []


def own_headline(text: str, lines: list[Line]) -> list[Line]:
    """Return the title's lines of a text by one hand, without the conference and its papers' number.

    Nor is who speaks, alone on a line above or below. Where nothing else may be a title, they are.
    """
    occasions = {line for line in lines[:_TOP] if is_occasion(line.text)}
    top = [line for line in lines[:_TOP] if line not in occasions and not _names_speaker(line)]
    if occasions:
        top = [line for line in top if not is_proposing_body(line.text)]
    block = headline(text, top)
    signed = (index for index, line in enumerate(block) if index and _names(line, sure=False))
    return block[: next(signed, len(block))] or headline(text, lines)


def _names_speaker(line: Line) -> bool:
    """Whether a line does nothing but name who surely speaks, or says in brackets where they belong."""
    return _names(line, sure=True) or (_bracketed(line) and bool(_SECTOR.search(line.text)))


def _names(line: Line, *, sure: bool) -> bool:
    """Whether a line does nothing but name those who speak: no subtitle behind a dash."""
    byline = None if _ABOUT.search(line.text) else match_byline(line)
    if byline is None or byline.form is Form.DASHED or byline.title or byline.body:
        return False
    return byline.sure or not sure


_ABOUT = re.compile("访|记(?!者)|对话|走近|听|看|问|说|谈|讲|印象|风采|故事|履职|寄语")
"""Words of a title that names the one it is about: 专访某委员, 某委员的履职故事."""


_SECTOR = re.compile("界别?[)）]$|(?:小组|联组|组)[)）]$")


_TOP = 24


def _bracketed(line: Line) -> bool:
    """Whether a line stands in brackets as a whole: a sector or an occasion below a letterhead."""
    return line.text[0] in "(（" and line.text[-1] in ")）"


_SENTENCE = 40
_NAME_ALONE = re.compile(rf"(?P<name>{NAME})(?:[(（][^()（）]{{1,4}}族[)）])?")
"""A writer's name below the title."""
_LETTERHEAD = re.compile(
    r"^[一-鿿]{2,12}(?:信息|简报|动态|通讯|快报|要情|专报|社情民意|参阅|内参|摘报)$|^[一-鿿]{0,8}社情民意$|"
    r"^[^关对]{4,30}(?:会议|联组会|协商会|座谈会)(?:大会|口头|书面)?发言(?:材料|稿)$|"
    r"^[^关对]{2,30}(?:发言|材料|提案)之[一二三四五六七八九十\d]{1,3}$|^[^关对]{2,20}(?:文件|报|网|刊|台|局|厅|府|办公室|委员会|站|中心|医院)$"
)
"""An office or paper alone on its line; the title stands below it."""
_KINDS = re.compile(r"[一-鿿]{0,4}(?:倡议书|公告|通告|公示|启事|通知|建议书|声明|倡议|须知)")


def _is_long_enough(line: Line) -> bool:
    """Whether a line is no mere label; the name of a kind of document may be short: 公 告."""
    return len(line.text) >= _SHORTEST or bool(_KINDS.fullmatch("".join(line.text.split())))


def _without_masthead(block: list[Line]) -> list[Line]:
    """Drop a site's or office's name above the title, unless the title goes on from it: 某局|关于……的答复."""
    while len(block) > 1 and _MASTHEAD.search(block[0].text) and not _GOES_ON.match(block[1].text):
        if re.search("届|会议|委员会$", block[0].text):
            break  # a conference is a part of its digest's title
        block = block[1:]
    return block


_GOES_ON = re.compile("关于|对|——")


_SHORTEST = 6
_MASTHEAD = re.compile(
    r"(?:报|网|刊|台|局|委|厅|部|府|办公室|委员会|政协|人大|议|提案|建议|发言|简报|信息|会议|站|医院|学校|大学|学院|公司|集团|[协学商]会|联合会|中心|馆|处|支队|大队|法院)$|第[\d一二三四五六七八九十]+[期版号]|^[【\[].{2,16}[】\]]$"
    r"|^[^。，：]{0,6}(?:解读|问答|观察|关注|聚焦|评论|时评|社论|来信|来论|论坛|访谈|对话|专栏|专题|热点|焦点|民生|声音|建言|回应|关切|观点|视点|笔谈|随笔|杂谈|手记|侧记"
    r"|特稿|专稿|速览|速递|直通车|会客厅|面对面|圆桌|两会)$|^[一-鿿]{2,6}\s*[·•|｜/]\s*[一-鿿]{2,6}$"
)
"""What a page prints above the title: a paper, an office, a conference, a column."""


_LONGEST_BLOCK = 4
_MOST_BLOCKS = 4
_MARKED = re.compile(r"摘编|摘登|选登|发言|提案|建议|答复|复函|议案|委员|代表|信息|两会|政协")
_NO_HEADLINE = re.compile(
    r"^[一-鿿]{2,8}[报刊网](?:[\s　]*[·•|｜/]|[\s　]).{0,16}$"
    r"|^(?:政协|人大)?(?:工作)?(?:信息|简报|动态|通讯|快报|要情)$"
    r"|[\dolOI〇]{4}年[\dlI]{1,2}月|(?:^|[室委办处会协部局])(?:编|编印|编发|主办|整理)?\s*[一二][一二三四五六七八九〇零○oO0]{3}年|编印"
    r"|"
    r"^\**(?:编发|供稿)|^(?:发布|日期|来源|提案号|编号|作者|\d{4}(?:年\d{1,2}月|[/.-]\d))|"
    r"\d{4}年\d+月|记者[\s　]+\S{2,6}$|"
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|^(?:社情民意信息|提案|信息专报|提案办理|政协提案)$"
    r"|^(?!关于|对)[一-鿿]{0,12}(?:提案|建议|议案)(?:[(（][^()（）]{1,8}[)）])?\s*第\s*\d{1,12}\s*号$"
    r"|[〔\[（(]20\d\d[〕\]）)]\S*号|^第?\s*[\d—-]+\s*[期页]?$|^(?:签发人|类别)|责任编辑|版式|校对"
    r"|^(?!.*(?:摘报|摘登|摘编|摘要|选登|选编|选刊|汇编|综述).{0,2}第).*第\d+期"
)


_BYLINE_LABEL = "^(?:" + spaced_alternatives(load_words()["byline_labels"]) + r")\s*[:：]"
_NO_PART = re.compile(_BYLINE_LABEL + "|如下|编者按|^[(（]?\\d{1,2}月\\d{1,2}日|" + _FONT_SIZE)


_NO_TITLE = re.compile(
    r"[□◎]|文\s*[/／]|本[报刊网]评论员|[\[(（【]\s*(?:提案|发言|作者|建议)[人者]|[\[(（].*(?:委员|代表)"
    r"|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]"
)
"""How a byline or a numbered heading begins, which is no title."""


@lru_cache(maxsize=1 << 12)
def _may_head(line: Line) -> bool:
    """Whether a line may be a part of a document's title."""
    text = line.text
    if not 2 <= len(text) <= 80 or line.is_sentence or text.endswith(("：", ":", "，", "、")):
        return False
    furniture = line.is_chrome or line.is_footer or is_front(line) or is_box(line)
    spaced_out = "".join(line.folded.split())  # 社 情 民 意 信 息
    if furniture or _NO_TITLE.match(text) or _NO_PART.search(text) or _NO_HEADLINE.search(line.folded):
        return False
    return spaced_out == line.folded or not _NO_HEADLINE.search(spaced_out)


def _next(text: str, lines: list[Line], last: Line, line: Line) -> bool:
    """Whether a line goes on with the title that ends before it."""
    index = lines.index(line)
    if index == 0 or lines[index - 1] is not last:
        return False
    gap = text.count("\n", last.end, line.start)
    return line.text.startswith(("——", "--", "—")) or (gap == 1 and not _MARKED.fullmatch(last.text))


def is_proposal_title(text: str) -> bool:
    """Whether a text holds ``关于……的提案``, or the like."""
    return bool(_PROPOSAL_TITLE.search(text))
