"""The document's own title is told from what stands above and below it."""

from itertools import product

import pytest

from extract.pipeline import Context, extract

NOTICE = (
    "\n为缓解夏季临床用血紧张，经研究，定于7月上旬开展团体献血活动。现将有关事项通知如下。\n\n"
    "一、活动时间\n2025年7月1日至7月10日。\n\n二、有关要求\n（一）各单位要高度重视，指定专人负责。\n\n"
    "联系人：马工　电话：0951-×××\n\n银川市献血办公室\n2025年6月20日\n"
)
REPORT = (
    "\n\n近日，不少市民反映，市区献血点布局不够合理，周末排队时间长，六处献血屋有四处集中在老城区。\n\n"
    "献血是一座城市的温度。期待部门拿出更细的办法，在商圈增设献血屋。\n"
)
NOTICES = [
    "关于开展2025年夏季团体无偿献血活动的通知",
    "关于开展2025年夏季团体\n无偿献血活动的通知",
    "2025年献血活动安排",
    "倡 议 书",
    "致广大市民朋友的一封信\n——夏季献血倡议",
]
NOTICES_ABOVE = ["", "银川市卫生健康委员会文件\n银卫发〔2025〕12号\n", "首页 > 通知公告\n", "2025年第12期\n"]
NOTICES_BELOW = ["\n", "\n\n各有关单位：\n", "\n（2025年6月20日）\n", "\n发布时间：2025-06-20 浏览次数：33\n"]
REPORTS = [
    "血库告急，谁来补这一课？",
    "让“热血”不再凉",
    "读懂一袋血的旅程\n——无偿献血知识问答",
    "《银川市献血条例》解读",
]
REPORTS_ABOVE = [
    "",
    "首页 > 新闻中心 > 民生\n",
    "凤城早报　2025年6月14日　第5版　民生\n",
    "民生 · 关注\n",
    "热点问答\n",
]
REPORTS_BELOW = ["", "\n2025-06-14 09:20　来源：银川晚报", "\n本报评论员　江　河", "\n文／小禾"]


def read(text):
    return extract(text, Context(id="document:a", source="a")).proposals[0]


@pytest.mark.parametrize(("title", "above", "below"), list(product(NOTICES, NOTICES_ABOVE, NOTICES_BELOW)))
def test_notices(title, above, below):
    found = read(above + title + below + NOTICE)
    assert found.title.split() == title.split()
    assert "measure" not in [str(passage.kind) for passage in found.passages]  # an office asks for nothing


@pytest.mark.parametrize(("title", "above", "below"), list(product(REPORTS, REPORTS_ABOVE, REPORTS_BELOW)))
def test_reports(title, above, below):
    assert read(above + title + below + REPORT).title.split() == title.split()
