"""How things look: colours, shapes, sizes, captions and short labels, one list for pages and for Python."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from graph.model import EdgeType, Label, Node


class Caption(NamedTuple):
    """A word of the interface in both languages."""

    zh: str
    en: str


class Look(NamedTuple):
    """Colour (Okabe-Ito, safe for colour-blind eyes), vis-network shape, and caption of a node label."""

    color: str
    shape: str
    caption: Caption


# The order is that of the legend. Yellow is left out: it vanishes on white.
LOOKS: dict[Label, Look] = {
    Label.PROPOSAL: Look("#0072B2", "dot", Caption("提案", "Proposals")),
    Label.MEMBER: Look("#E69F00", "square", Caption("委员", "Members")),
    Label.ORGANIZATION: Look("#D55E00", "hexagon", Caption("机构", "Organizations")),
    Label.INDUSTRY: Look("#009E73", "triangle", Caption("行业", "Industries")),
    Label.INSTRUMENT: Look("#CC79A7", "diamond", Caption("政策工具", "Instruments")),
    Label.PLACE: Look("#56B4E9", "triangleDown", Caption("地区", "Places")),
    Label.DOCUMENT: Look("#7A828C", "dot", Caption("文件", "Documents")),
    Label.PASSAGE: Look("#A3A9B1", "dot", Caption("段落", "Passages")),
}

CLASS_LOOKS: dict[str, tuple[str, Caption]] = {
    "supply": ("#009E73", Caption("供给型", "Supply")),
    "environment": ("#0072B2", Caption("环境型", "Environment")),
    "demand": ("#D55E00", Caption("需求型", "Demand")),
}
"""Instrument classes of Rothwell and Zegveld."""

EDGE_CAPTIONS: dict[EdgeType, Caption] = {
    EdgeType.PROPOSED: Caption("提出", "Proposed"),
    EdgeType.SPOKE_FOR: Caption("代表发言", "Spoke for"),
    EdgeType.USES: Caption("采用政策工具", "Uses instrument"),
    EdgeType.CONCERNS: Caption("涉及行业", "Concerns industry"),
    EdgeType.LOCATED_IN: Caption("涉及地区", "Located in"),
    EdgeType.INVOLVES: Caption("涉及机构", "Involves"),
    EdgeType.BROADER: Caption("上位概念", "Broader"),
    EdgeType.REPLIES_TO: Caption("答复", "Replies to"),
    EdgeType.HANDLED_BY: Caption("承办", "Handled by"),
    EdgeType.SAME_TEXT: Caption("文本相同", "Same text"),
    EdgeType.IN_DOCUMENT: Caption("所在文件", "In document"),
    EdgeType.HAS_PASSAGE: Caption("包含段落", "Has passage"),
}

VALUE_CAPTIONS: dict[str, Caption] = {
    # modality, role, resolution
    "proposed": Caption("建议", "proposed"),
    "planned": Caption("计划", "planned"),
    "existing": Caption("已有", "existing"),
    "negated": Caption("缺少", "missing"),
    "declined": Caption("未采纳", "declined"),
    "lead": Caption("第一提案人", "lead"),
    "co": Caption("联名", "co-signer"),
    "speaker": Caption("发言人", "speaker"),
    "mentioned": Caption("提及", "mentioned"),
    "handler": Caption("承办", "handler"),
    "main": Caption("主办", "main handler"),
    "named": Caption("点名", "named"),
    "contextual": Caption("据上下文", "by context"),
    # document types
    "plenary_speech": Caption("大会发言", "plenary speech"),
    "written_speech": Caption("书面发言", "written speech"),
    "proposal": Caption("提案", "proposal"),
    "deputy_suggestion": Caption("代表建议", "deputy's suggestion"),
    "public_opinion": Caption("社情民意", "public opinion"),
    "reply": Caption("提案答复", "reply"),
    "news": Caption("新闻", "news"),
    # levels and kinds of concepts
    "concept": Caption("概念", "concept"),
    "family": Caption("工具族", "family"),
    "subtool": Caption("子工具", "sub-tool"),
    "class": Caption("工具类别", "class"),
    "industry": Caption("行业", "industry"),
    "technology": Caption("技术", "technology"),
    "product": Caption("产品", "product"),
    "application": Caption("应用", "application"),
    # kinds of places
    "admin_division": Caption("行政区划", "administrative division"),
    "former_division": Caption("原行政区划", "former administrative division"),
    "province": Caption("省级行政区", "province"),
    "prefecture": Caption("地级行政区", "prefecture"),
    "city": Caption("城市", "city"),
    "county": Caption("县级行政区", "county"),
    "district": Caption("市辖区", "district"),
    "brand_place": Caption("地方品牌", "brand of a place"),
    "characteristic_town": Caption("特色小镇", "characteristic town"),
    "country": Caption("国家", "country"),
    "cultural_belt": Caption("文化带", "cultural belt"),
    "demonstration_zone": Caption("示范区", "demonstration zone"),
    "economic_belt": Caption("经济带", "economic belt"),
    "economic_dev_zone": Caption("经济技术开发区", "economic development zone"),
    "foreign_region": Caption("境外地区", "foreign region"),
    "free_trade_zone": Caption("自由贸易区", "free trade zone"),
    "high_tech_zone": Caption("高新区", "high-tech zone"),
    "industrial_belt": Caption("产业带", "industrial belt"),
    "innovation_corridor": Caption("创新走廊", "innovation corridor"),
    "island": Caption("岛屿", "island"),
    "metro_area": Caption("都市圈", "metropolitan area"),
    "national_new_area": Caption("国家级新区", "national new area"),
    "natural": Caption("自然地物", "natural feature"),
    "park": Caption("园区", "park"),
    "region": Caption("区域", "region"),
    "science_city": Caption("科学城", "science city"),
    "transport_hub": Caption("交通枢纽", "transport hub"),
    "urban_cluster": Caption("城市群", "urban cluster"),
    "water": Caption("水域", "water"),
    # kinds of organizations
    "association": Caption("协会", "association"),
    "bank": Caption("银行", "bank"),
    "body": Caption("政协与人大", "consultative conference or congress"),
    "department": Caption("政府部门", "government department"),
    "federation": Caption("联合会与人民团体", "federation or people's organization"),
    "firm": Caption("企业", "company"),
    "government": Caption("政府机关", "government"),
    "hospital": Caption("医院", "hospital"),
    "institute": Caption("科研机构", "research institute"),
    "international": Caption("国际组织", "international organization"),
    "media": Caption("媒体", "media"),
    "party": Caption("党派", "political party"),
    "school": Caption("学校", "school"),
    "sector": Caption("界别", "sector of the conference"),
    "university": Caption("高校", "university"),
    # instrument sub-tools
    "supply.talent": Caption("人才引育", "talent"),
    "supply.fiscal": Caption("财政投入", "fiscal support"),
    "supply.infrastructure": Caption("基础设施与空间", "infrastructure"),
    "supply.technology": Caption("科技支持", "R&D support"),
    "supply.information": Caption("信息与数据供给", "information and data"),
    "supply.public_service": Caption("公共服务", "public services"),
    "environment.finance": Caption("金融支持", "finance"),
    "environment.institution": Caption("体制机制", "institutions"),
    "environment.planning": Caption("目标规划", "planning"),
    "environment.regulation": Caption("法规管制", "regulation"),
    "environment.standards_ip": Caption("标准与知识产权", "standards and IP"),
    "environment.strategy": Caption("策略性措施", "strategic measures"),
    "environment.tax": Caption("税收优惠", "tax"),
    "demand.consumption": Caption("消费促进", "consumption"),
    "demand.outsourcing": Caption("服务外包", "outsourcing"),
    "demand.pilot": Caption("试点示范与场景", "pilots and scenarios"),
    "demand.procurement": Caption("政府采购", "procurement"),
    "demand.trade": Caption("贸易与海外市场", "trade"),
    **{name: caption for name, (_, caption) in CLASS_LOOKS.items()},
}
"""Captions of the values that nodes and edges carry; an unknown value is shown as it is."""

FACTS: dict[str, Caption] = {
    "document_type": Caption("类型", "Type"),
    "number": Caption("提案号", "Number"),
    "year": Caption("年份", "Year"),
    "session": Caption("届次", "Session"),
    "date": Caption("日期", "Date"),
    "publisher": Caption("发布", "Publisher"),
    "class": Caption("工具类别", "Class"),
    "subtool": Caption("子工具", "Sub-tool"),
    "level": Caption("层级", "Level"),
    "kind": Caption("类别", "Kind"),
    "classification": Caption("类别", "Kind"),
    "place_type": Caption("地区类型", "Kind of place"),
    "code": Caption("代码", "Code"),
    "aliases": Caption("别名", "Also"),
}
"""Node properties worth showing, in the order of the panel."""

_SMALLEST, _GROWTH, _LARGEST = 6.0, 2.6, 26.0
_LABEL_WIDTH = 20  # columns: a CJK character takes two
_TITLE_WIDTH = 22  # proposals have two lines of this
_FRAME = re.compile(r"^关于(?P<core>.+?)的?(?:若干|几点|意见)?(?:提案|建议|议案|调研报告|答复|复函|函)$")
_TITLED = frozenset({Label.PROPOSAL, Label.DOCUMENT, Label.PASSAGE})
# Words that most titles are made of; a line should not end inside them.
_TITLE_WORDS = (
    "高质量", "产业", "发展", "建设", "促进", "推动", "推进", "加快", "加强", "完善", "提升", "创新", "服务",
    "城市", "机制", "体系", "制度", "平台", "数据", "管理", "支持", "保障", "打造", "工作", "充分", "经济",
    "人才", "教育",
)  # fmt: skip
_BREAKS = "，,、：:；;—－ 　"


def node_size(degree: int) -> float:
    """Return the radius of a node; its area grows with the number of neighbours, within bounds."""
    return round(min(_LARGEST, _SMALLEST + _GROWTH * math.sqrt(max(degree - 1, 0))), 1)


def edge_width(quotations: int) -> float:
    """Return the width of an edge: grows slowly with the number of quotations behind it."""
    return round(1.0 + math.log2(max(quotations, 1)) * 0.8, 2)


def width(text: str) -> int:
    """Return how many columns ``text`` takes: two per wide character.

    >>> width("eVTOL产业")
    9
    """
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _head(text: str, columns: int) -> str:
    """Return the longest beginning of ``text`` that fits into ``columns``."""
    for position in range(1, len(text) + 1):
        if width(text[:position]) > columns:
            return text[: position - 1]
    return text


def _tail(text: str, columns: int) -> str:
    """Return the longest ending of ``text`` that fits into ``columns``."""
    return _head(text[::-1], columns)[::-1]


def shorten(text: str, columns: int = _LABEL_WIDTH) -> str:
    """Cut the middle out of a long name: in Chinese compounds both the modifier and the head distinguish.

    >>> shorten("东数西算杭州节点国家级超算中心")
    '东数西算杭…超算中心'
    """
    if width(text) <= columns:
        return text
    tail = (columns - 1) // 2
    return _head(text, columns - 1 - tail) + "…" + _tail(text, tail)


def bare_title(title: str) -> str:
    """Return a proposal's title without the frame 关于…的提案, which all of them share.

    >>> bare_title("关于加快推进算力网络建设的提案")
    '加快推进算力网络建设'
    """
    found = _FRAME.match(title.strip())
    return found["core"] if found else title.strip()


def two_lines(title: str, words: Collection[str] = (), columns: int = _TITLE_WIDTH) -> str:
    r"""Break a title into at most two lines: at a space or mark near the middle, else not inside a word.

    Args:
        title: one line of text.
        words: names that should not be torn apart.
        columns: wanted width of a line; a break at a mark may exceed it by a third.

    >>> two_lines("以片区化整体开发为导向 引领我市城市更新")
    '以片区化整体开发为导向\n引领我市城市更新'
    >>> two_lines("加快抢占人工智能产业发展高地", ["人工智能"])
    '加快抢占人工智能\n产业发展高地'
    """
    if width(title) <= columns - 4:
        return title
    wide = columns * 4 // 3
    cuts = [i for i in range(2, len(title) - 1) if width(title[:i]) <= wide]
    marks = [i for i in cuts if title[i - 1] in _BREAKS and width(title[i:]) <= wide]
    cut = _nearest_middle(title, marks or [i for i in cuts if _between_words(title, i, words)] or cuts or [1])
    return f"{title[:cut].strip()}\n{shorten(title[cut:].strip(), wide if marks else columns)}"


def _nearest_middle(title: str, cuts: Sequence[int]) -> int:
    """Return the cut that makes both lines most alike in width, up to what a second line holds."""
    half = min(width(title) / 2, _TITLE_WIDTH)
    return min(cuts, key=lambda i: (abs(width(title[:i]) - half), i))


def _between_words(title: str, cut: int, words: Collection[str]) -> bool:
    """Tell whether a cut tears neither a known word nor a run of Latin letters or digits."""
    before, after = title[cut - 1], title[cut]
    if before.isascii() and before.isalnum() and after.isascii() and after.isalnum():
        return False
    for word in (*_TITLE_WORDS, *words):
        start = title.find(word)
        if start >= 0 and start < cut < start + len(word):
            return False
    return True


def short_label(node: Node, words: Collection[str] = ()) -> str:
    """Return what is written beside a node; titles are not cut inside ``words``."""
    name = " ".join(node.name.split()) or node.id
    if node.label in _TITLED:
        title = bare_title(name)
        return two_lines(title, [word for word in words if word in title])
    return shorten(name)


def short_labels(nodes: Sequence[Node]) -> list[str]:
    """Return a label for each node; names that would look the same are cut where they differ.

    Titles often begin alike (关于加强…); when shortening makes two of one kind equal, the label keeps the
    beginning and what follows the part they share.
    """
    names = {node.name for node in nodes if node.label not in _TITLED and 1 < len(node.name) <= 8}
    words = sorted(names, key=lambda name: (-len(name), name))
    labels = [short_label(node, words) for node in nodes]
    groups: dict[tuple[Label, str], list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        groups[node.label, labels[index]].append(index)
    for indices in groups.values():
        names = sorted({nodes[index].name for index in indices})
        if len(names) > 1:
            shared = _shared_length(names[0], names[-1])
            for index in indices:
                labels[index] = _from_difference(nodes[index].name, shared)
    return labels


def _shared_length(first: str, last: str) -> int:
    """Return how many characters two names share at their beginning."""
    for position, (a, b) in enumerate(zip(first, last, strict=False)):
        if a != b:
            return position
    return min(len(first), len(last))


def _from_difference(name: str, shared: int) -> str:
    """Return a label of the beginning of a name and what follows its first ``shared`` characters."""
    start = max(0, shared - 2)
    return f"{_head(name, 8)}…{_head(name[start:], _LABEL_WIDTH - 9)}" if start > 4 else shorten(name)
