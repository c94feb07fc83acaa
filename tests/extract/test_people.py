"""Who is a member or deputy, in which words, and who never is."""

import pytest

from extract.lines import split_lines
from extract.people import read_people
from extract.pipeline import Context, extract
from graph.model import PassageKind

HEADING = "聚焦民生实事　共话城市未来\n2025年1月9日　来源：某某日报\n\n"
ASK = "由街道牵头建立加装电梯协商机制，设立专项补助资金。"


def read(text, name="people"):
    return extract(text, Context(id=f"document:{name}", source=name))


def members(text):
    return [one.name for item in read(text).proposals for one in item.members]


def bodies(text):
    return [one.name for item in read(text).proposals for one in item.organizations]


INTRODUCED = {
    "委员 after": "葛明远委员建议，{ask}",
    "代表 after": "葛明远代表建议，{ask}",
    "常委 after": "葛明远常委建议，{ask}",
    "委员 before": "市政协委员葛明远建议，{ask}",
    "代表 before": "市人大代表葛明远建议，{ask}",
    "常委 before": "省政协常委葛明远认为，应{ask}",
    "standing member in full": "市政协常务委员葛明远提出，{ask}",
    "a city and a district": "南昌市西湖区政协委员葛明远建议，{ask}",
    "a gap": "政协委员 葛明远 建议，{ask}",
    "two offices": "市政协委员、市第三医院副院长葛明远建议，{ask}",
    "three offices": "全国人大代表、江西省工商联副主席、赣江陶瓷集团董事长葛明远建议，{ask}",
    "a party's office": "省政协委员、民盟长沙市委会副主委葛明远建议，{ask}",
    "member and deputy": "全国政协委员、市人大代表葛明远建议，{ask}",
    "a sector": "来自教育界的葛明远委员建议，{ask}",
    "offices in brackets": "葛明远（市政协委员、市第三医院副院长）建议，{ask}",
    "a bracket behind the role": "葛明远委员（民建界别）建议，{ask}",
    "a bracket before the name": "市政协委员（教育界）葛明远建议，{ask}",
    "told who he is": "葛明远是市政协委员，也是一名外科医生。葛明远建议，{ask}",
    "as a member": "作为市政协委员，葛明远建议，{ask}",
    "lately chosen": "去年刚当选市政协委员的葛明远建议，{ask}",
    "the body in full": "政协南昌市委员会委员葛明远建议，{ask}",
    "who live here": "住赣全国政协委员葛明远建议，{ask}",
    "and an office by 兼": "市政协委员兼南昌市作协主席葛明远建议，{ask}",
    "gaps and a colon": "市政协 委员　葛明远　建议：{ask}",
    "in boxes": "【葛明远委员】建议{ask}",
    "who said it": "“建议{ask}”说这话的是市政协委员葛明远。",
    "the office, then 的": "连续三届担任市人大代表的葛明远建议，{ask}",
    "an adverb": "葛明远委员当场建议，{ask}",
    "a stage": "葛明远委员在小组讨论时建议，{ask}",
    "a colon": "葛明远委员：建议{ask}",
    "behind the quotation": "“建议{ask}”市政协委员葛明远说。",
}


@pytest.mark.parametrize("sentence", INTRODUCED.values(), ids=INTRODUCED)
def test_a_member_is_known_by_what_stands_beside_the_name(sentence):
    assert members(HEADING + sentence.format(ask=ASK) + "\n") == ["葛明远"]


def test_the_offices_before_a_name_go_with_it():
    text = HEADING + "全国人大代表、江西省工商联副主席、赣江陶瓷集团董事长葛明远建议，" + ASK
    (one,) = read(text).proposals[0].members
    assert one.titles == ("全国人大代表", "江西省工商联副主席", "赣江陶瓷集团董事长")


NAMES = {
    "two letters": "任远",
    "three letters": "谭晓岚",
    "a compound surname": "欧阳文澜",
    "a compound surname and one letter": "上官云",
    "a dot": "阿依古丽·买买提",
    "two dots": "艾力·吐尔逊·卡德尔",
    "long, Mongolian": "乌云其其格",
    "long, Mongolian, again": "阿拉坦巴根",
    "long, Mongolian, of four letters": "娜仁托娅",
    "long, Tibetan": "洛桑次仁",
    "long, Tibetan, again": "扎西顿珠",
    "a word, a noun": "高峰",
    "a word, the sunny side": "向阳",
    "a word, weather": "白雪",
    "a word, a verb": "陈述",
    "a word, a time": "黎明",
    "a word, of place": "方圆",
}
SHOWN = {
    "office before": "市政协委员{n}建议，{ask}{n}委员表示，资金可以分年安排。",
    "role after": "{n}委员建议，{ask}听完发言，{n}委员说，资金可以分年安排。",
    "byline": "提案人：{n}\n案由：关于加装电梯的提案\n建议{ask}",
    "byline with an office": "案由：关于加装电梯的提案\n提案人：{n}（市政协委员、某某公司经理）\n建议{ask}",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("shown", SHOWN.values(), ids=SHOWN)
def test_names_of_every_shape(shown, name):
    assert members(HEADING + shown.format(n=name, ask=ASK) + "\n") == [name]


@pytest.mark.parametrize("gap", ["　", " ", "  "], ids=["wide", "narrow", "two"])
@pytest.mark.parametrize(
    "sentence", ["市政协委员王{gap}强建议，{ask}", "提案人：王{gap}强\n案由：关于加装电梯的提案\n建议{ask}"]
)
def test_a_name_of_two_letters_may_be_spaced_out(sentence, gap):
    text = HEADING + sentence.format(gap=gap, ask=ASK)
    (one,) = read(text).proposals[0].members
    assert one.name == "王强"
    assert text[one.start : one.end] == f"王{gap}强"


TOGETHER = {
    "names, then the role": "葛明远、谭晓岚、任静怡委员联名建议，{ask}",
    "the office, then names": "市政协委员葛明远、谭晓岚、任静怡联合建议，{ask}",
    "the last one by 和": "市政协委员葛明远、谭晓岚和任静怡建议，{ask}",
    "so many members": "葛明远、谭晓岚、任静怡三位委员建议，{ask}",
    "and others": "葛明远、谭晓岚、任静怡等12名委员建议，{ask}",
    "behind a quotation": "“建议{ask}”葛明远、谭晓岚、任静怡委员说。",
    "a role each": "葛明远委员、谭晓岚代表和任静怡代表都建议，{ask}",
}


@pytest.mark.parametrize("sentence", TOGETHER.values(), ids=TOGETHER)
def test_several_speak_together(sentence):
    assert members(HEADING + sentence.format(ask=ASK)) == ["葛明远", "谭晓岚", "任静怡"]


NEVER = {
    "a reporter": "记者贺长林在会场看到，讨论十分热烈。",
    "reporters in a credit": "本报记者 贺长林 通讯员 伍丽娟",
    "a photographer": "贺长林 摄",
    "a photographer in brackets": "（摄影：贺长林）",
    "an editor": "责任编辑：贺长林　审核：伍丽娟",
    "a host": "主持人贺长林：欢迎大家走进今天的直播间，我们请委员谈一谈。",
    "a vice mayor": "副市长贺长林表示，市政府将逐条研究委员意见建议。",
    "a head of an office": "市教育局局长贺长林介绍，年内将新增学位三千个。",
    "a chair of a congress": "市人大常委会副主任贺长林说，要抓好落实。",
    "a vice chair": "市政协副主席贺长林出席会议。",
    "a candidate": "市人大代表候选人贺长林说，路修好了。",
    "an expert invited": "会上，贺长林作为特邀专家向委员们介绍了情况。",
    "an expert": "省社科院研究员贺长林认为，这一思路切合实际。",
    "an expert, called so": "专家贺长林建议，分步推进试点工作。",
    "a chair": "市政协主席贺长林主持会议并要求，各承办单位要办好每一件提案。",
    "a party secretary": "市委书记贺长林指出，要广泛听取各方面意见。",
    "a resident": "居民贺长林说，楼道里的灯终于亮了。",
    "a ministry's head": "国家发展和改革委员会主任贺长林表示，政策将保持连续。",
    "a caption": "图为贺长林在会场外交流。",
    "a caption with its photographer": "分组讨论现场。贺长林 摄",
    "navigation": "首页 > 政协要闻 > 委员风采",
    "all deputies": "人大代表们建议，加快补齐公共服务短板。",
    "all members": "委员们认为，老旧小区改造要问需于民。",
    "every member": "全体委员一致赞成这份报告。",
    "three members": "三位委员建议，加快补齐公共服务短板。",
    "many members": "多名委员建议，加快补齐公共服务短板。",
    "some deputies": "一些代表提出，要延长公园开放时间。",
    "deputies and members": "代表委员建议，加快补齐公共服务短板。",
    "members of a sector": "医卫界委员建议，加快补齐公共服务短板。",
    "a committee's office": "提案委员会办公室将跟踪办理情况。",
    "a committee's visit": "教科卫体委员会组织委员视察了三所学校。",
    "a delegation": "南昌代表团举行全体会议。",
    "representative": "这一做法很有代表性，代表着改革的方向。",
    "a masterpiece": "这座桥是他的代表作。",
    "a channel": "委员通道上，问题一个接一个。",
    "a room": "政协委员会客厅里，气氛热烈。",
    "a column's name": "委员风采 | 履职故事 | 贺长林",
    "members, bare": "政协委员建议把路修好，把灯装上。",
    "members, a heading": "委员建议：路要修好。",
    "women": "女委员建议，加快完善公共服务。",
    "the young": "青年委员说，要加快完善公共服务。",
    "those present": "与会委员还建议，加快完善公共服务。",
    "what members often do": "委员常说，要到群众中去。",
    "what deputies may do": "代表高度关注养老问题。",
    "what members should do": "委员应当密切联系群众。",
    "work of members": "市里还建起委员工作室和代表联络站。",
}
OTHER = "市政协委员葛明远建议，" + ASK


@pytest.mark.parametrize("sentence", NEVER.values(), ids=NEVER)
def test_who_is_never_a_member(sentence):
    assert members(HEADING + sentence + "\n") == []


@pytest.mark.parametrize("sentence", NEVER.values(), ids=NEVER)
def test_who_is_never_a_member_beside_one(sentence):
    assert members(f"{HEADING}{OTHER}\n{sentence}\n") == ["葛明远"]
    assert members(f"{HEADING}{sentence}\n{OTHER}\n") == ["葛明远"]


@pytest.mark.parametrize("sentence", NEVER.values(), ids=NEVER)
def test_what_no_member_says_is_in_no_proposal(sentence):
    text = f"{HEADING}{OTHER}\n{sentence}\n"
    start = text.index(sentence)
    inside = [p for item in read(text).proposals for p in item.passages if p.start <= start < p.end]
    assert [p.kind for p in inside if p.kind in {PassageKind.MEASURE, PassageKind.SITUATION}] == []


@pytest.mark.parametrize("headline", ["委员代表热议老城更新", "代表委员谈社区食堂", "政协委员热议报告"])
def test_a_headline_on_members_names_none(headline):
    assert members(f"{headline}\n\n{OTHER}\n") == ["葛明远"]


def test_a_body_is_no_person():
    text = HEADING + "民建南昌市委会提交的《关于培育专精特新企业的提案》建议，设立风险补偿资金。"
    assert (members(text), bodies(text)) == ([], ["民建南昌市委会"])


def test_who_speaks_for_a_body_is_named_with_it():
    text = HEADING + "葛明远委员代表民进南昌市委会作大会发言，建议扩大托育服务供给，给予运营补贴。"
    (item,) = read(text).proposals
    assert [one.name for one in item.members] == ["葛明远"]
    assert item.members[0].spoke_for == item.organizations[0].id


def ids(text, name="people"):
    return [one.id for item in read(text, name).proposals for one in item.members]


CPPCC = "南昌市政协十五届四次会议\n\n关于加装电梯的提案\n提案人：任远\n建议" + ASK
NPC = "南昌市十六届人大四次会议\n\n关于加装电梯的建议\n领衔代表：任远\n建议" + ASK
ELSEWHERE = CPPCC.replace("南昌市", "贵阳市")
UNKNOWN = "关于加装电梯的提案\n提案人：任远\n建议" + ASK


def test_one_name_in_one_body_is_one_member():
    assert ids(CPPCC, "a") == ids(CPPCC.replace("加装电梯", "修缮危房"), "b") == ["member:cppcc:360100/任远"]


@pytest.mark.parametrize("other", [NPC, ELSEWHERE, UNKNOWN], ids=["congress", "another city", "unknown"])
def test_one_name_in_two_bodies_is_two_members(other):
    assert len({*ids(CPPCC, "a"), *ids(other, "b")}) == 2


def test_one_name_in_documents_of_unknown_bodies_is_not_joined():
    assert len({*ids(UNKNOWN, "a"), *ids(UNKNOWN, "b")}) == 2


@pytest.mark.parametrize("written", ["任　远", "任 远"])
def test_a_spaced_name_is_the_same_member(written):
    assert ids(CPPCC.replace("任远", written)) == ids(CPPCC)


@pytest.mark.parametrize(
    ("one", "two"), [("高峰", "高锋"), ("李明", "李明轩"), ("阿依古丽·买买提", "阿依古丽")]
)
def test_names_that_are_alike_stay_apart(one, two):
    text = f"{HEADING}市政协委员{one}建议，{ASK}\n\n市政协委员{two}建议，延长公园夜间开放时间。\n"
    assert members(text) == [one, two]


def test_a_surname_alone_stands_for_the_one_named_before():
    text = f"{HEADING}市政协委员葛明远说，电梯难装。\n葛委员建议，{ASK}\n"
    assert members(text) == ["葛明远"]


def test_a_surname_of_nobody_named_is_nobody():
    assert "陶" not in "".join(members(f"{HEADING}{OTHER}\n陶委员也在场。\n"))


INTERVIEW = (
    "会客厅｜雪一下，心就跟着牛羊走\n2026年1月21日\n\n{card}\n\n聊天从他手机里的一张照片说起。\n\n"
    "01 雪\n{q}照片是哪一年拍的？\n{a}前年二月，草料运不上来。\n{q}今年准备好了吗？\n"
    "{a}请州农牧局把贮草棚建到村里，推广雪灾保险。\n02 草\n{q}您有什么好办法？\n"
    "{a}盼望州林业局给轮牧的合作社发一笔奖励。\n"
)


@pytest.mark.parametrize(
    ("q", "a"), [("Q：", "A："), ("问：", "答："), ("记者：", "答："), ("【问】", "【答】")]
)
@pytest.mark.parametrize(
    ("card", "name"),
    [
        ("人物名片\n更求尼玛，藏族，州政协委员，某某合作社理事长。放过二十年牛。", "更求尼玛"),
        ("人物名片：陈大文，男，汉族，1978年3月生，市政协委员，某某合作社理事长。", "陈大文"),
        ("葛明远，中共党员，现任市人大代表、某某村党支部书记。", "葛明远"),
    ],
)
def test_an_interview_of_the_member_on_the_card(card, name, q, a):
    found = read(INTERVIEW.format(card=card, q=q, a=a))
    assert found.document.shape == "news"
    assert [[one.name for one in item.members] for item in found.proposals] == [[name]]
    kinds = [one.kind for one in found.proposals[0].passages]
    assert kinds == [
        PassageKind.BYLINE,
        PassageKind.SITUATION,
        PassageKind.MEASURE,
        PassageKind.MEASURE,
    ]


@pytest.mark.parametrize(
    "card",
    [
        "陈大文，男，汉族，某某合作社理事长。",
        "陈大文，女，1978年生，市民代表，某某合作社理事长。",
        "陈大文，男，汉族，市第五次党代会代表。",
        "陈大文，男，中共党员，市委委员、副市长。",
        "陈大文，男，汉族，市人大代表工作委员会主任。",
        "今年两会上，不少年轻人，市政协委员也来了。",
        "本次会议，妇女代表，市政协委员列席。",
    ],
)
def test_a_card_without_an_office_of_a_member(card):
    assert members(f"{HEADING}{card}\n{OTHER}\n") == ["葛明远"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("开场不久，来自经济界的罗宏道委员就抛出一组数据。", "罗宏道"),
        ("河边村的渔家乐老板齐玉亮，是会上唯一穿着胶鞋来的委员。他说旺季只有两个月。", "齐玉亮"),
        ("牧民定居点的民宿主阿山·木拉提，是以特邀委员身份参加讨论的。他提出，修一座仓库。", "阿山·木拉提"),
    ],
)
def test_members_by_what_is_said_of_them(text, name):
    found = read_people(text, split_lines(text), "委员侧记")
    assert [person.name for person in found.people.values() if person.is_member] == [name]


def test_deputies_are_called_by_their_trade_where_a_report_is_about_them():
    text = "家住海边的渔民代表罗福海反映，休渔补贴三年没有调过。"
    for title, members in (("县人大代表热议", ["罗福海"]), ("政协委员走访渔村", [])):
        found = read_people(text, split_lines(text), title)
        assert [person.name for person in found.people.values() if person.is_member] == members


def test_a_sector_behind_the_name_tells_a_member_who_has_the_word():
    text = "罗素兰（农业界别，某县绿水合作社理事长）：螃蟹卖的是鲜。"
    assert list(read_people(text, split_lines(text), "").members) == ["罗素兰"]
