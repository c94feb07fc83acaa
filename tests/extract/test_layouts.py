"""Layouts of digests and single proposals: whoever asks is found with the title, wherever both stand."""

import pytest

from extract.pipeline import Context, extract
from graph.model import PassageKind, Shape


def read(text):
    return extract(text, Context(id="document:layout", source="layout"))


def asked(extraction):
    return [
        (item.title, [one.name for one in (*item.members, *item.organizations)])
        for item in extraction.proposals
    ]


STATE = "近年来，我市相关工作取得积极进展，但是仍存在短板，企业反映强烈。\n"
ASK = "建议设立专项资金，支持企业技术改造，完善服务体系。\n"
STATE_2 = "目前全市共有相关机构四百余家，服务能力不足的问题突出。\n"
ASK_2 = "一是建立联席会议制度。由市发改委牵头。\n二是出台管理办法，明确标准。\n"
HEADING = "某某市政协十届三次会议提案选登\n"
FIRST, SECOND = "关于推动康养旅游发展的提案", "关于规范共享单车停放的提案"

# Each gives the head of a speech from title, name and office.
DIGESTS = {
    "title, role and name": "{t}\n市政协委员　{n}\n",
    "numbered title, offices before the name": "一、{t}\n市政协委员、{o}{n}\n",
    "name and offices in brackets": "{t}\n（{n} 市政协委员、{o}）\n",
    "name, then office in brackets": "{t}\n{n} （{o}）\n",
    "label without a colon": "1.{t}\n发言人 {n}\n",
    "role after the name": "{t}\n{o}  {n}  委员\n",
    "byline before the title": "{n}（{o}）\n{t}\n",
    "byline before a title in marks": "{n}委员\n《{t}》\n",
    "counted title": "提案一：{t}\n提案人：{n}\n",
    "speaks for a party": "●{t}\n{n}代表致公党市委会作大会发言\n",
    "a party, read by a member": "{t}\n致公党市委会（{n}宣读）\n",
    "a number field with a serial number": "序号：7　　建议编号：第031号\n建议名称：{t}\n领衔代表：{n}\n",
    "a body's label and a speaker's": "{t}\n发言单位：民进市委会　发言人：{n}\n",
    "boxes": "◎{t}\n□{n}\n",
    "name, dash, title": "★{n}委员——{t}\n",
    "author's slash": "{t}\n文/{n} 市政协委员\n",
    "dash, offices, name": "【{t}】\n——市政协委员、{o} {n}\n",
    "dash, name, office": "【{t}】\n——{n}委员（{o}）\n",
    "dash, number, label": "【{t}】\n—— 第0123号　提案者：{n}\n",
    "number behind the title": "【{t}】（第0123号）\n——{n}，{o}\n",
    "number behind the name": "【{t}】\n——{n}（{o}）　提案号：123\n",
    "dash and sector": "【{t}】\n——民盟界别 {n}\n",
    "dash, and others": "【{t}】\n——{n}等3名委员\n",
    "joint": "【{t}】\n——{n}、周丽委员（第112号提案）\n",
    "markdown, label in bold": "## {t}\n\n**发言人：{n}**（{o}）\n\n",
    "markdown, dot": "## {t}\n\n**{n}** · 市政协委员、{o}\n\n",
    "markdown, bar": "## {t}\n\n**{n}** | 市政协委员\n\n",
    "markdown, office in italics": "## {t}\n\n*市政协委员、{o}* **{n}**\n\n",
    "markdown, quotation": "## {t}\n> **{n}**，市政协委员、{o}\n\n",
    "markdown, name in the heading": "## {n}：{t}\n\n*{o}*\n\n",
    "markdown, bullets": "## {t}\n- 发言委员：**{n}**\n- 界别：经济界\n\n",
    "markdown, name behind the title": "## {t}（{n}）\n\n",
    "markdown, bold name alone": "## {t}\n\n**{n}**\n\n",
    "markdown, office and name in bold": "## {t}\n\n**{o} {n}**\n\n",
    "right-aligned, two lines": "{t}\n　　　　　　　　{n}\n　　　　　市政协委员、{o}\n",
    "name, role, office": "{t}\n　　　　　　{n}　区政协委员　{o}\n",
    "a label in brackets": "【发言⑥】{t}\n{n}　市政协委员、{o}\n",
    "a label in wide brackets": "［建议3］{t}\n{n}（市政协委员、{o}）\n",
    "a party, read by a member with an office": "{t}\n农工党市委会（代言：{n}，市第二医院副主任医师）\n",
    "a label and a dot": "【书面发言·3】{t}\n{n}　市政协委员、{o}\n",
    "a circled number": "①{t}\n{n}　市政协委员、{o}\n",
    "a number in Latin letters": "NO.1 {t}\n{n}　市政协委员、{o}\n",
    "a party, a name, an office, its speaker": "{t}\n民盟市委会（{n}，市第二医院教授，代表发言）\n",
    "a party, an office and a name": "{t}\n民盟市委会（发言：市第二医院教授{n}）\n",
    "a party, its spokesman": "{t}\n民进市委会（由市第二医院院长{n}代言）\n",
    "scanned": "发言材料之八\n{n}\n(市政协委员, {o})\n{t}\n",
}


@pytest.mark.parametrize("head", DIGESTS.values(), ids=DIGESTS)
def test_digests(head):
    text = (
        HEADING
        + "\n"
        + head.format(t=FIRST, n="林小芳", o="温州康养旅游公司董事长")
        + STATE
        + ASK
        + "\n"
        + head.format(t=SECOND, n="陈志强", o="市第二医院院长").replace("提案一", "提案二")
        + STATE_2
        + ASK_2
    )
    found = read(text)
    assert found.document.shape is Shape.DIGEST
    assert [title for title, _ in asked(found)] == [FIRST, SECOND]
    assert [name in names for name, (_, names) in zip(("林小芳", "陈志强"), asked(found), strict=True)] == [
        True,
        True,
    ]
    kinds = [
        [passage.kind for passage in item.passages if passage.kind in {"situation", "analysis", "measure"}]
        for item in found.proposals
    ]
    assert kinds == [
        [PassageKind.SITUATION, PassageKind.MEASURE],
        [PassageKind.SITUATION, PassageKind.MEASURE, PassageKind.MEASURE],
    ]


def test_titles_wrapped_without_blank_lines():
    text = (
        "市政协十届三次会议大会发言摘登\n\n关于加快推进\n徐州工程机械转型的建议\n张晓明代表民建徐州市委会发言\n"
        + STATE
        + ASK
        + "让老城区\n焕发新活力\n李红霞代表民盟徐州市委会、市律师协会发言\n"
        + STATE_2
        + ASK_2
    )
    found = read(text)
    assert asked(found) == [
        ("关于加快推进 徐州工程机械转型的建议", ["张晓明", "民建徐州市委会"]),
        ("让老城区 焕发新活力", ["李红霞", "民盟徐州市委会", "徐州市律师协会"]),
    ]
    speaker = found.proposals[0].members[0]
    assert speaker.spoke_for == found.proposals[0].organizations[0].id


def test_summaries_that_are_all_there_is():
    text = (
        "江湾市第六届人民代表大会第六次会议\n代表建议内容摘报（第2期）\n\n"
        "市人大代表工委编印　　2026年1月30日\n\n"
        f"第006号　{FIRST}\n提出人：裴海潮等5名代表\n摘要：查验场只有两处。建议{ASK}\n"
        f"第019号　{SECOND}\n提出人：东湖代表团\n摘要：船多泊位少。建议{ASK}\n"
    )
    found = read(text)
    assert found.document.title == "江湾市第六届人民代表大会第六次会议 代表建议内容摘报（第2期）"
    assert [item.passages[-1].kind for item in found.proposals] == [PassageKind.MEASURE] * 2


def test_an_old_firm_is_no_button_for_the_letters_size():
    text = f"“老”字号怎样开“新”花？江湾代表聊到了车间\n2026-01-25\n\n{STATE}江湾市人大代表苏明远建议，{ASK}"
    assert read(text).document.title == "“老”字号怎样开“新”花？江湾代表聊到了车间"


SIGNED = {
    "an office in brackets": ("———{n}（某某重工公司高级技师）", "———{n}（自然保护区工程师，女）"),
    "sectors and bodies": ("——农业界　{n}", "——民进临江市委会"),
    "offices": ("——市政协委员、某某热力公司副经理　{n}", "——文化艺术界委员　{n}"),
}


@pytest.mark.parametrize("heading", ["市政协三次会议社情民意微言集纳", "市政协三次会议委员微建议选登"])
@pytest.mark.parametrize("signs", SIGNED.values(), ids=SIGNED)
def test_titled_voices_signed_below(signs, heading):
    first, second = signs
    text = (
        f"一人一段话\n——{heading}\n\n【机床要有好刀】\n"
        f"老师傅手艺别白瞎了。建议建修复中心，给师带徒津贴。\n　　　　{first.format(n='沃启明')}\n\n"
        "【小站也有大用处】\n小站客流少，站房空着。建议出台修缮补助，公布保护名录。\n"
        f"　　　　{second.format(n='铁　铮')}\n\n（本组短言由本报记者甘小满整理）\n"
    )
    found = read(text)
    assert found.document.shape is Shape.DIGEST
    who = "民进临江市委会" if "民进" in second else "铁铮"
    assert asked(found) == [("机床要有好刀", ["沃启明"]), ("小站也有大用处", [who])]


VOICES = (
    "江湾区政协二次会议大会发言摘要\n□ 数字\n顾念慈（经济界，某某数据公司合伙人）\n{a}"
    "戴　铿（民建江湾区委会副主委）\n{b}"
    "□ 养老\n陆语桐（文化艺术界）\n{a}{head}岳松年（某某检测所{office}）\n{b}"
)


@pytest.mark.parametrize(
    ("head", "office", "member"),
    [("", "总工程师", True), ("专家点评\n", "总工程师", False), ("", "所长、区建设局副局长", False)],
)
def test_an_office_among_members_written_alike(head, office, member):
    text = VOICES.format(a=STATE.strip() + ASK, b=STATE_2.strip() + ASK, head=head, office=office)
    found = read(text)
    names = [name for _, people in asked(found) for name in people]
    assert names == ["顾念慈", "戴铿", "陆语桐", *["岳松年"] * member]
    kinds = {text[one.start : one.end]: one.kind for one in found.document.passages}
    assert kinds["□ 数字"] is kinds["□ 养老"] is PassageKind.OTHER


def test_voices_of_one_paragraph_each():
    text = (
        "委员声音\n张建军委员：小区充电桩不够用，建议由街道牵头统一建设公共充电站，给予电价优惠。\n"
        "李梅（教育界）：课后服务师资紧张，建议购买第三方服务，建立教师弹性上下班制度。\n"
        "才让东主（市第一医院主任医师）：乡村医生缺口大，建议推行乡聘村用，发放岗位补贴。\n"
    )
    found = read(text)
    assert [names for _, names in asked(found)] == [["张建军"], ["李梅"], ["才让东主"]]
    assert all(item.passages[0].kind is PassageKind.BYLINE for item in found.proposals)


PROPOSAL = "关于推动海洋牧场高质量发展的提案"
BODY = (
    "我市海域辽阔，海洋牧场建设起步早，但装备落后。\n一、加强规划引领。编制中长期规划。\n"
    "二、加大投入。设立海洋牧场发展基金。\n"
)
FOUR = ["于海潮", "王淑芬", "姜涛", "曲波涌"]
JOINT = {
    "lines below": "提案人：于海潮　市政协委员、大连海洋大学院长\n"
    "　　　　王淑芬　市政协委员、市渔业协会会长\n"
    "　　　　姜　涛　市政协常委\n　　　　曲波涌　市政协委员、獐子岛渔业公司总经理\n",
    "brackets": "提案人：于海潮（市政协委员、大连海洋大学院长）；王淑芬（市政协委员）；"
    "姜涛（市政协常委）；曲波涌\n",
    "blanks": "提案人：于海潮 王淑芬 姜涛 曲波涌\n",
    "numbered": "提案人：\n1.于海潮，市政协委员\n2.王淑芬，市渔业协会会长\n3.姜涛，市政协常委\n"
    "4.曲波涌，市政协委员\n",
    "two labels": "第一提案人：于海潮\n联名提案人：王淑芬，市渔业协会会长；姜涛，市政协常委；"
    "曲波涌，公司总经理\n",
    "roles": "提案人：大连海洋大学院长于海潮委员、市渔业协会会长王淑芬委员、姜涛常委、曲波涌委员\n",
    "others": "提案人姓名：于海潮、王淑芬、姜涛、曲波涌　　职务：院长等\n",
    "open list": "提 案 人：于海潮（0216）\n联 名 人：王淑芬（0341）、姜　涛（0158）、\n"
    "　　　　　曲波涌（0407）\n",
}


@pytest.mark.parametrize("byline", JOINT.values(), ids=JOINT)
def test_joint_proposals(byline):
    found = read(f"案由：{PROPOSAL}\n{byline}{BODY}")
    assert found.document.shape is Shape.PROPOSAL
    assert asked(found) == [(PROPOSAL, FOUR)]
    assert [str(one.role) for one in found.proposals[0].members][1:] == ["co"] * 3


ESSAYS = {
    "over the text": "{t}\n呼和浩特市政协委员　{n}\n{b}",
    "right below": "{t}\n{n}\n{b}",
    "office and name": "{t}\n内蒙古大学教授　{n}\n{b}",
    "a dash": "{t}\n——{n}委员\n{b}",
    "signed": "{t}\n{b}\n　　　　　　　{n}\n　　　　　　　呼和浩特市政协委员、内蒙古大学教授\n",
    "an office as a label": "{t}\n{b}\n　　　　　　市政协委员：{n}\n　　　2025年1月\n",
    "a footnote": "{t}\n{b}（作者系呼和浩特市政协委员{n}）\n",
    "an author": "{t}\n作者：{n}\n{b}",
    "in its own words": "{t}\n我是市政协委员{n}。{b}",
}


@pytest.mark.parametrize("name", ["陈大文", "斯琴格日乐"])
@pytest.mark.parametrize("page", ESSAYS.values(), ids=ESSAYS)
def test_essays_of_one_member(page, name):
    body = (
        "城市养犬管理越来越受到关注，近年来投诉量上升。\n一、问题\n（一）法规滞后。\n"
        "二、建议\n（一）修订条例。\n（二）加强宣传。\n"
    )
    found = read(page.format(t="关于加强养犬管理的建议", n=name, b=body))
    assert asked(found) == [("关于加强养犬管理的建议", [name])]


COLLECTIVE = {
    "body below the title": (
        "江湾市政协提案（集体）　第20260018号\n类别：经济　　状态：已立案\n\n把小船开到远处\n"
        "——推动竹编出海\n\n{body}\n\n",
        "把小船开到远处 ——推动竹编出海",
    ),
    "body and colon above": (
        "{body}：\n把小船开到远处，为竹编铺路\n2026-01-22　　阅读量：53\n\n"
        "市政协五届二次会议提案（党派类）\n\n",
        "把小船开到远处，为竹编铺路",
    ),
    "a conference above": (
        "政协江湾市第五届委员会第二次会议提案\n\n第018号\n\n把小船开到远处\n{body}\n\n",
        "把小船开到远处",
    ),
}


@pytest.mark.parametrize("body", ["江湾市工商业联合会", "民建江湾市第四支部", "江湾市总工会"])
@pytest.mark.parametrize(("head", "title"), COLLECTIVE.values(), ids=COLLECTIVE)
def test_collective_proposals(head, title, body):
    text = (
        head.format(body=body) + "去年下半年，我会走访了八十家企业，订单碎了，账期长了。\n综上，我会提出：\n"
        "甲、仓要合着建。由市商务局牵头，建设公共海外仓。\n乙、钱要活着用。设立风险补偿资金。\n"
        "执笔人：顾念慈\n"
    )
    found = read(text)
    assert found.document.shape is Shape.PROPOSAL
    assert asked(found) == [(title, [body])]
    kinds = [one.kind for one in found.proposals[0].passages]
    assert kinds[-5:] == ["situation", "other", "measure", "measure", "footer"]


@pytest.mark.parametrize("line", ["江湾市工商业联合会", "民建江湾市委会："])
def test_a_body_without_a_heading_is_no_collective_proposal(line):
    text = f"小船开到远处\n{line}\n江湾竹编亮相展会\n　　日前，展会开幕，竹编受到欢迎。\n　　活动三天。\n"
    assert asked(read(text))[0][1] in ([], [line.rstrip("：")])
    assert read(text).document.shape is not Shape.DIGEST


def test_news_of_proposals_is_no_collective_proposal():
    text = (
        "市政协五届二次会议提案办理见成效\n江湾日报　2026年1月12日\n\n民建江湾市委会\n"
        "日前，办理工作推进会召开，各承办单位汇报了情况。\n"
    )
    assert asked(read(text)) == [("市政协五届二次会议提案办理见成效", [])]


def test_a_party_that_signs_at_the_end():
    found = read(f"{PROPOSAL}\n\n{BODY}\n民进中山市委会\n2025年1月\n")
    assert asked(found) == [(PROPOSAL, ["民进中山市委会"])]
    assert found.document.date == "2025-01"


@pytest.mark.parametrize(
    "text",
    [
        "关于调整公交线路的通知\n\n各单位：\n现将有关事项通知如下。\n特此通知。\n\n市交通运输局\n2025年1月6日\n",
        "别让停车难拖累老城\n\n□ 本报评论员\n\n老城停车难，难在位少车多。应当盘活地下空间，"
        "推行错时共享。\n（作者系本报评论员）\n",
        "责任编辑：王小丽\n来源：某某日报 记者 张伟\n天气转凉，注意添衣。\n图/朱旭洁 摄\n",
    ],
)
def test_pages_without_a_proposer_get_none(text):
    found = read(text)
    assert [names for _, names in asked(found)] == [[]]
    assert len(found.proposals) == 1


def test_running_heads_and_page_numbers_are_furniture():
    text = (
        "市政协十届三次会议大会发言选编\n"
        + f"{FIRST}\n市政协委员　林小芳\n"
        + STATE
        + "— 31 —\n市政协十届三次会议大会发言选编\n"
        + ASK
        + f"{SECOND}\n市政协委员　陈志强\n"
        + STATE_2
        + "— 32 —\n市政协十届三次会议大会发言选编\n"
        + ASK_2
    )
    found = read(text)
    chrome = [
        text[passage.start : passage.end]
        for item in found.proposals
        for passage in item.passages
        if passage.kind is PassageKind.CHROME
    ]
    assert chrome == ["— 31 —", "市政协十届三次会议大会发言选编", "— 32 —", "市政协十届三次会议大会发言选编"]


def test_scanned_spaces_and_narrow_marks():
    text = (
        f"市政协大会发言选编\n\n{FIRST}\n市政协委员, 某某特种陶瓷公司董事长　孙 启 明\n"
        "工业陶瓷是小 行当,可高纯粉 体七成靠 进口,检测要 送到外地.\n"
        "一, 建议建设陶瓷中试 基地, 设立专项 资金.\n二、完善标准。\n\n"
        f"{SECOND}\n翟雨晴(市政协委员、市水文中心高级工程师)\n" + STATE_2 + ASK_2
    )
    found = read(text)
    assert [names for _, names in asked(found)] == [["孙启明"], ["翟雨晴"]]
    assert all(text[m.start : m.end] == m.exact for m in found.mentions)


def test_a_body_and_below_it_who_speaks_for_it():
    text = (
        "某某市政协十届三次会议大会发言摘编\n\n"
        f"民盟长沙市委会\n郑晓岚代表发言\n{FIRST}\n\n{STATE}{ASK}\n"
        f"民进长沙市委会\n吴桂枝代表发言\n{SECOND}\n\n{STATE_2}{ASK_2}"
    )
    assert asked(read(text)) == [
        (FIRST, ["郑晓岚", "民盟长沙市委会"]),
        (SECOND, ["吴桂枝", "民进长沙市委会"]),
    ]


def test_fields_below_a_speech_say_who_handles_it():
    parts = [
        f"建议名称：{title}\n领衔代表：{name}\n{STATE}{ASK}承办单位：市商务局主办，市财政局、某某海关协办\n\n"
        for title, name in ((FIRST, "盘国梅"), (SECOND, "马志高"))
    ]
    found = read("某某市第十届人民代表大会第三次会议代表建议摘编\n\n" + "".join(parts))
    handled = [[(one.name, str(one.role)) for one in item.handlers] for item in found.proposals]
    assert handled == [[("市商务局", "main"), ("市财政局", "co"), ("某某海关", "co")]] * 2
    measures = [one for item in found.proposals for one in item.passages if one.kind is PassageKind.MEASURE]
    assert measures and all("承办" not in found.text[one.start : one.end] for one in measures)


def test_a_note_reported_by_a_body_and_a_person():
    text = (
        f"社情民意信息\n〔2026〕第17期\n{FIRST}\n反映单位：农工党长沙市委会\n"
        f"反 映 人：蒲晓岚（市政协委员）\n{STATE}{ASK}"
        "报送：省政协研究室\n发送：市商务局\n"
    )
    found = read(text)
    assert asked(found)[0][1] == ["蒲晓岚", "农工党长沙市委会"]
    assert [one.kind for one in found.proposals[0].passages[-2:]] == [PassageKind.FOOTER] * 2


def test_a_table_of_measures_is_read_row_by_row():
    found = read(
        "# 关于盘活闲置校舍的提案\n- 提案者：民进某市委会\n\n## 一、家底\n\n"
        "全市闲置校舍一百二十处，多数空着。\n\n"
        "## 二、要办的事\n\n| 序号 | 事项 | 办法 |\n| --- | --- | --- |\n"
        "| 1 | 改建 | 把镇里的旧校舍改建为乡村医养服务站，由镇政府出租 |\n"
        "| 2 | 出钱 | 设立校舍修缮奖补资金，每处补助二十万元以内 |\n"
    )
    rows = [p for p in found.proposals[0].passages if found.text[p.start] == "|"]
    assert [p.kind for p in rows][-2:] == [PassageKind.MEASURE, PassageKind.MEASURE]
    assert "校舍修缮奖补资金" in {m.exact for m in found.mentions}


def test_a_note_that_opens_with_who_reports():
    found = read(
        "某区信息　第8期\n某区政协研究室编\n\n谨防夜间外卖挤占消防通道\n"
        "民建江北区委会，区政协委员沈桐、鲁　晓反映：\n\n"
        "近期，老街一带夜间取餐车辆停满通道。居民多次投诉。\n建议：\n1、划定取餐停车区，由街道管理。\n"
    )
    (one,) = found.proposals
    assert one.document_type == "public_opinion"
    assert [m.name for m in one.members] == ["沈桐", "鲁晓"]
    assert [o.name for o in one.organizations] == ["民建江北区委会"]


def test_minutes_give_every_speaker_a_proposal_and_headings_to_nobody():
    found = read(
        "会议纪要\n“校园午餐”对口协商会议纪要\n\n4月8日，市政协与市教育局举行对口协商会，代表共二十一人参加。\n"
        "一、委员发言要点\n1.沈桐委员（某中学教师）认为：配送时间太长。建议建立午餐配送巡查制度。\n"
        "2.市工商联书面意见：企业愿意出车。建议组建午餐配送车队。\n二、部门回应\n市教育局负责人表示将研究。\n"
    )
    proposers = [[p.name for p in (*one.members, *one.organizations)] for one in found.proposals]
    assert proposers[0] == ["沈桐"]
    assert len(proposers) == 2
    assert {found.text[p.start : p.end] for p in found.document.passages if p.kind is PassageKind.OTHER} >= {
        "一、委员发言要点",
        "二、部门回应",
    }


def test_lists_with_spaced_labels_and_names():
    found = read(
        "政协某县第十届委员会第二次会议\n提案立案目录\n\n案 号　００３ 　　类 别　文化体育\n"
        "案　由：关于修复老戏台的提案\n"
        "提案人：沈 桐 安（文艺界）\n摘　要：老戏台漏雨。建议设立戏台修缮基金。\n承办单位：县文旅局\n\n"
        "案 号　０１２ 　　类 别　农业农村\n案　由：关于推广旱地滴灌的提案\n提案人：鲁 晓\n"
        "摘　要：旱地缺水。建议发放滴灌补贴。\n承办单位：县水利局\n"
    )
    assert [(p.number, p.title, [m.name for m in p.members]) for p in found.proposals] == [
        ("3", "关于修复老戏台的提案", ["沈桐安"]),
        ("12", "关于推广旱地滴灌的提案", ["鲁晓"]),
    ]


def test_a_body_whose_writer_also_spoke():
    head = "市政协五届六次会议大会发言集萃\n\n"
    found = read(
        head
        + "## 1 让老渡口热起来\n**民进常州市委会**　执笔并发言：沈桐安\n\n"
        + STATE
        + ASK
        + "## 2 把夜市管起来\n**水云间**委员\n\n"
        + STATE_2
        + ASK_2
    )
    assert [names for _, names in asked(found)] == [["沈桐安", "民进常州市委会"], ["水云间"]]
