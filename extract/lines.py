"""Cut a text into lines and tell page furniture from what somebody wrote."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property

from graph.text import fold

_SENTENCE_ENDS = ("。", "；", ";", "…")
_MARKS_BEFORE = re.compile("^[>*#_→▌▍»› \U0001f000-\U0001faff\u2600-\u27bf\ufe0f]+")


@dataclass(frozen=True, eq=False)
class Line:
    """A line that is not blank: the span without white space at its ends, raw and folded.

    A line is equal to itself alone, so that what is known of it is quickly looked up.
    """

    start: int
    end: int
    text: str
    folded: str
    running: bool = False
    """Whether it is a page's running head, which recurs beside page numbers, or the title of another page."""

    @cached_property
    def bare(self) -> str:
        """The folded line without markdown's marks of quotation, emphasis and heading at its start."""
        return _MARKS_BEFORE.sub("", self.folded)

    @cached_property
    def is_footer(self) -> bool:
        """Whether the line is a credit: source, author, editor, reporter, copyright."""
        return len(self.text) <= _LONGEST_CREDIT and bool(_FOOTER.match(self.bare))

    @cached_property
    def is_chrome(self) -> bool:
        """Whether the line is a page's: an image file's name, navigation, a counter, a column's tag."""
        return self.running or (
            len(self.text) <= 90
            and not self.is_footer
            and bool(
                ("." in self.folded and _IMAGE.fullmatch(self.folded))
                or _CHROME.match(self.bare)
                or (_PAGE_MARK.search(self.bare) and _CHROME_INSIDE.match(self.bare))
            )
        )

    @cached_property
    def is_sentence(self) -> bool:
        """Whether the line is running text: it ends like a sentence or is longer than any title.

        A short line that ends in a question or exclamation mark may be a title.
        """
        size = len(self.text)
        return self.text.endswith(_SENTENCE_ENDS) or size > 70 or (size > 36 and self.text[-1] in "！？!?")


_IMAGE = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|bmp|mp4)$")
_NO_FIELD = (
    r"(?!(?:发布机构|发布单位|发布日期|信息来源|索引号|发文字号|文号|成文日期|公开方式|主题分类|名称)\s*:)"
)
_CHROME = re.compile(
    _NO_FIELD + r"(?:(?:今天是|首\s*页|当前位置|您的位置|您当前|您所在|位置[:：]|字号|字体|打印|【打印|\[打印"
    r"|分享|关闭|返回"
    r"|上一[篇条页]|下一[篇条页]|\[上一|登录|注册|网站地图|扫一扫|扫码|阅读:?\d*"
    r"|浏览|点击|点[“\"]在看|您的浏览器|无障碍|热点推荐|热门|相关(?:链接|阅读|新闻|文章|报道)|延伸阅读|推荐阅读|往期|——往期|阅读原文|更多精彩|关注我们|回到(?:目录|顶部)|下载格式|下载附件|附件下载|【关注|【网友|网友(?:留言|评论)"
    r"|长按|版权所有|主管[:：]|技术支持|点赞|赞好|讚好|收藏|评论|繁体|简体|设为首页|加入收藏|视频加载|声明[:：]本网|【(?:关闭|返回|更多|打印|收藏|分享|纠错)|附件[:：]无)[^。]*$"
    r"|\[[^\[\]]+\]\([^()]*\)|[▲△▼]|[(（]?(?:图为|图[一二三四1-9]?\s*:|资料图)"
    r"|[—–\-·\s]*[\dlo]{1,4}[—–\-·\s]*$|第\s*\d{1,4}\s*页(?:\s*共\s*\d+\s*页)?$"
    r"|[【\[](?:关键词|栏目|专题|话题|主题词)[:】\]][^。]*$"
    r")"
)
"""How a line of a page begins."""
_CHROME_INSIDE = re.compile(
    _NO_FIELD + r"(?:.{0,40}(?:摄|供图)[)）]?$"
    r"|.*(?:打印时间:|导出时间:|导出人:|icp备|公网安备|浏览次数|阅读次数|访问次数:)"
    r"|[^。，<]{1,16}(?:\s*(?:>>?|»|›|→|＞)\s*[^。，<]{1,24})+$"
    r"|[^。，/]{1,16}(?:\s+/\s+[^。，/]{1,24})+$"
    r"|[^。，;]{1,10}(?:\s*[|｜丨]\s*[^。，;]{1,10}){2,}$"
    r")"
)
_PAGE_MARK = re.compile(r"摄|供图|时间:|导出人|icp备|公网安备|次数|>|»|›|→|＞|/|\||｜|丨")
"""What each line has that is told to be a page's by what stands inside it."""
_CREDIT = (
    r"来源|信息来源|稿源|整理|采访整理|速记|作者|编辑|值班编辑|责任编辑|责编|编审|编导|剪辑|记者|通讯员|摄影|审核|审校|校对|美编|版权声明|免责声明|原标题|联系人|联系电话|联系处室|联系方式|抄送|抄报|报送|发送|分送|呈报|呈送|说明"
    r"|素材|组版|美术|音频|出镜|配音|复核|核稿|校核|本版摄影|签发|撰稿|插图|本版编辑|版面|文字整理|录音|录像|视频|海报|绘图|制表|文案|校读|责校|审读|采写|采访|编排|值班编委|执行主编|主编|初审|复审|终审|一审|二审|三审"
    r"|监制|总监制|出品|策划|统筹|总值班|值班主任|文/图|文字|图片|图文|文|供稿|供图|主办单位|通信地址|通讯地址|电子邮箱|邮编|地址|本刊地址|填表人|经办人|电话|附注|报|送|抄|主题词|主送|印发"
)
_VALUE = r"(?:[^\s　:/|\d.][\s　][^\s　:/|\d.](?=[\s　]|$)|[^\s　:/|\d.]{1,8})"
_FOOTER = re.compile(
    rf"(?:(?:{_CREDIT}|图|版式|排版|制图)\s*[:/|\s　]\s*{_VALUE}[\s　\d.]*){{2,}}"
    r"(?:[一二三四五六七八]版)?$|"
    r"文[/|｜](?:图/?)?\S|□\s?(?!.*(?:问题|建议|情况|现状|对策|分析))\S{2,4}$|(?:本[报网台刊]|新华社|中新社|人民网)?(?:见习|特约|"
    r"实习)?(?:记者|通讯员)[\s　]+\S.{0,30}$|(?:共印|印发|印数)[\s:]*\d{1,4}\s*份$|"
    rf"(?:the\s*)?end$|此致$|敬礼[！!]?$|来信人[:：]|[(\[【〔]?(?:{_CREDIT})\s*[:/|｜].*"
    r"|[(〔【](?!一|二|三|四|五|六|七|八|九|十|\d)(?:注\s*:|未完|完|共印|(?:19|20)\d{2}年\d{1,2}月\d{1,2}日|部分图片|以上内容|根据.{0,10}整理|此件|作者(?:系|为)|本报|本网|本刊|本台|图片由|[^)〕】]{0,16}(?:记者|通讯员|整理|报道|审阅|删节|审定|受访者))[^)〕】]*[)〕】]?$"
)
_FRONT = re.compile(
    r"[【\[(]?(?:编者按|编者的话|导读|核心提示|摘要|内容提要|阅读提示"
    r"|开栏的话|开栏语|主持人的话|主持人语|导语|引子|栏目按)"
    r"(?:[】\])]|\s*[:：]|[\s　]+(?=\S))"
    r"|(?:各位|尊敬的)[^。，]{0,20}(?:委员|代表|领导|人士|同志|主席)[^。，]{0,12}[:：]$"
)
_LONGEST_CREDIT = 160
_BLANK = " \t\r\n\f\v　\xa0\ufeff​"


def split_lines(text: str) -> list[Line]:
    """Return the lines of ``text`` that are not blank, in order; offsets are into ``text``."""
    folded = fold(text)
    lines: list[Line] = []
    start = 0
    for raw in text.split("\n"):
        left = start + len(raw) - len(raw.lstrip(_BLANK))
        right = left + len(raw.strip(_BLANK))
        if right > left:
            lines.append(Line(left, right, text[left:right], folded[left:right]))
        start += len(raw) + 1
    return _related(_numbered_heads(_running_heads(lines)))


_RELATED = re.compile(
    r"[【\[—-]*(?:相关(?:链接|阅读|新闻|文章|报道)|延伸阅读|推荐阅读|热点推荐|往期(?:回顾|推荐)?)[】\]—-]*[:：]?$"
)
_MOST_RELATED = 12


def _related(lines: list[Line]) -> list[Line]:
    """Mark the titles of other pages that a heading such as 相关链接 lists below it."""
    marked: set[int] = set()
    for index, line in enumerate(lines):
        if _RELATED.match(line.bare):
            for below in range(index + 1, min(index + 1 + _MOST_RELATED, len(lines))):
                if lines[below].is_sentence or lines[below].is_footer:
                    break
                marked.add(below)
    return [replace(line, running=True) if i in marked else line for i, line in enumerate(lines)]


_PAGE_NUMBER = re.compile(r"[—–\-·\s]*[\dlo]{1,4}[—–\-·\s]*$|第\s*\d{1,4}\s*页(?:\s*共\s*\d+\s*页)?$")


def _running_heads(lines: list[Line]) -> list[Line]:
    """Mark the lines that recur beside page numbers."""
    numbers = {index for index, line in enumerate(lines) if _PAGE_NUMBER.match(line.folded)}
    if len(numbers) < 2:
        return lines
    beside = Counter(lines[i].text for n in numbers for i in (n - 1, n + 1) if 0 <= i < len(lines))
    heads = {text for text, count in beside.items() if count > 1 and len(text) <= 60}
    return [replace(line, running=True) if line.text in heads else line for line in lines]


_NUMBERED_HEAD = re.compile(
    r"[·•—–-]*\d{1,4}[·•—–-]*\s{2,}(?P<after>\S.{5,50})$"
    r"|(?P<before>\S.{5,50}?)\s{2,}[·•—–-]*\d{1,4}[·•—–-]*$"
)


def _numbered_heads(lines: list[Line]) -> list[Line]:
    """Mark the lines that hold a page number beside a text that recurs so: 17      某市政协大会发言汇编."""
    found = {i: match for i, line in enumerate(lines) if (match := _NUMBERED_HEAD.match(line.folded))}
    texts = {
        i: "".join((match.group("after") or match.group("before")).split()) for i, match in found.items()
    }
    counts = Counter(texts.values())
    return [
        replace(line, running=True) if counts.get(texts.get(index, ""), 0) > 1 else line
        for index, line in enumerate(lines)
    ]


def is_front(line: Line) -> bool:
    """Whether the line introduces what follows: an editor's note, a summary, a salutation."""
    return bool(_FRONT.match(line.bare))


_SAID_IN_CELL = re.compile(r"[^|｜\n]{14}")


def is_box(line: Line) -> bool:
    """Whether the line is a part of a table drawn with characters, in which nothing is said at length."""
    if line.text[0] == "|" and _SAID_IN_CELL.search(line.text):
        return False
    return line.text[0] in "┌├└│┃╔║╚|─━┏┣┗" or not any(char.isalnum() for char in line.text)


def _may_sign(line: Line) -> bool:
    """Whether a line may be a part of a signature: short, and no sentence or exclamation."""
    return not line.is_sentence and len(line.text) <= 40 and line.text[-1] not in "！？!?："


_SIGNED = re.compile(
    r"[(（]?(?:(?:19|20)\d{2}|[〇零○一二三四五六七八九]{4})\s*(?:年|[-./])\s*(?:[\d一二三四五六七八九十]{1,3}\s*(?:月|[-./]?))?\s*(?:[\d一二三四五六七八九十]{1,3}\s*日?)?[)）]?$"
)


def signature(lines: list[Line]) -> int:
    """Return the index where the signature at the end of a text begins: short lines down to its date.

    ``len(lines)`` where no date stands alone among the last lines that are no furniture.
    """
    end = len(lines)
    while end and (lines[end - 1].is_chrome or lines[end - 1].is_footer or is_box(lines[end - 1])):
        end -= 1
    if not end or not _SIGNED.match(lines[end - 1].folded):
        return len(lines)
    start = end - 1
    while start and end - start < 5 and _may_sign(lines[start - 1]):
        start -= 1
    return start
