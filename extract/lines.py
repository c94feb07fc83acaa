"""Cut a text into lines and tell page furniture from what somebody wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.text import fold


@dataclass(frozen=True)
class Line:
    """A line that is not blank: the span without white space at its ends, raw and folded."""

    start: int
    end: int
    text: str
    folded: str

    @property
    def is_sentence(self) -> bool:
        """Whether the line is running text: it ends like a sentence or is longer than any title."""
        return self.text.endswith(tuple("。；;！？!?…")) or len(self.text) > 70


_IMAGE = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|bmp|mp4)$")
_CHROME = re.compile(
    r"(?:今天是|首页|当前位置|您的位置|字号|打印|分享|关闭|返回|上一篇|下一篇|登录|注册|网站地图|扫一扫|阅读:?\d*|浏览|点击)"
    r"[^。]*$"
    r"|[【\[](?:关键词|栏目|专题|话题|主题词)[:】\]][^。]*$"
)
_FOOTER = re.compile(
    r"文/(?:图/?)?\S|"
    r"[(\[【]?(?:来源|整理|速记|作者|编辑|责任编辑|责编|记者|通讯员|摄影|审核|校对|版权声明|免责声明|原标题|联系人|联系电话|抄送|说明"
    r"|监制|总值班|文/图|文字|图片|供稿|主办单位|承办:)\s*[:/|].*"
)
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
    return lines


def is_chrome(line: Line) -> bool:
    """Whether the line is page furniture: an image file's name, navigation, a counter, a column's tag."""
    return len(line.text) <= 60 and bool(_IMAGE.fullmatch(line.folded) or _CHROME.match(line.folded))


def is_footer(line: Line) -> bool:
    """Whether the line is a credit: source, author, editor, reporter, copyright."""
    return bool(_FOOTER.match(line.folded))
