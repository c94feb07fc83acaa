"""Tell lines and fields of source and credits (来源：某市政协): their bodies are no names of the text."""

from __future__ import annotations

import re

from extract.dates import iso_date

_LINE = re.compile(r"字号|字体|浏览|阅读[:：(（次]|点击|公众号|门户|网站|首页|登录|微信|打印|发布于")
_FIELD = re.compile(
    r"来\s*源|稿源|供\s*稿|编\s*发|编\s*印|责任?编|责编|编辑|记者|通讯员|[日晚时新晨商]报"
    r"|(?:[政人][协大]网?|委员会|办公室|研究室)[　 ]*(?:编|主办)?$"
)
_HANDLED = re.compile(
    r"抄\s*送|报\s*送|主\s*送|发\s*送|分\s*送|呈\s*[报送]|[主会承协]\s*办|(?:^|[　 ])[报送][:：]"
)
"""What is in a line that says who handles a matter or gets a copy."""
_PARTS = re.compile(r"(?:(?![　|｜\t]|  ).)+")
_LONGEST = 120
"""Length up to which a line may be one of source and credits, in code points."""
_LABEL = 6
"""How far before a field its label may begin."""


def in_source(text: str, start: int) -> bool:
    """Whether an offset stands in a line or field that only says where the text is from.

    To be asked of the edges of a document; in running text 来源 and 记者 are words like any.
    """
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    line = text[first : last if last >= 0 else len(text)]
    if len(line) > _LONGEST or line.endswith(("。", "：")) or _HANDLED.search(line):
        return False
    fields = [match.span() for match in _PARTS.finditer(line)]
    field = next((span for span in fields if span[0] <= start - first < span[1]), (0, len(line)))
    if _LINE.search(line) or (len(fields) > 1 and iso_date(line)):
        return True
    return bool(_FIELD.search(line[max(0, field[0] - _LABEL) : field[1]]))
