"""Names in running text: where they begin and end, of which type they are, what does not count.

The sentences are invented, of many fields and places; each line of a table is one case.
"""

import pytest

from extract.pipeline import Context, extract
from extract.scores import names_found
from extract.weights import TABLES, Weights, use_weights
from graph.model import MentionType, Resolution


@pytest.fixture
def rules_alone():
    """Nothing is weighed: what is found is the rules' work."""
    use_weights({name: Weights() for name in TABLES})
    yield
    use_weights({})


def names(text, kind, jurisdiction=None):
    context = Context(id="document:t", source="t", jurisdiction=jurisdiction)
    found = extract(f"建议：\n一、{text}\n", context)
    for mention in found.mentions:
        assert found.text[mention.start : mention.end] == mention.exact
    return names_found(found, MentionType(kind))


INSTRUMENTS = {
    "a name that ends in quotation marks": ("推行窗口受理“半日办结”。", {"窗口受理“半日办结”"}),
    "a pilot of a line": ("开通夜间货运示范线路。", {"夜间货运示范线路"}),
    "a word that the dictionary lacks": ("引导银行开发“非遗贷”。", {"非遗贷"}),
    "no pronoun before it": ("把各县的仓库接进同一个算力调度平台。", {"算力调度平台"}),
    "a family with modifiers": ("建议设立寒地果蔬产业引导基金。", {"寒地果蔬产业引导基金"}),
    "full names are two": ("组建种子基金、天使基金。", {"种子基金", "天使基金"}),
    "parts share a head": ("完善监测、预警机制。", {"监测、预警机制"}),
    "stages share a head": ("研究早期、成长期、成熟期基金。", {"早期、成长期、成熟期基金"}),
    "two quotations": ("推行“先诊疗、后付费”制度。", {"“先诊疗、后付费”制度"}),
    "a title in 《》": ("修订《乌兰察布市马铃薯保护条例》。", {"乌兰察布市马铃薯保护条例"}),
    "a verb and its subject end it": ("鼓励农商银行开发牦牛活体贷。", {"牦牛活体贷"}),
    "an organisation ends it": ("由市财政局按件发放调解补贴。", {"调解补贴"}),
    "a place in front is cut off": ("在淮安设立河蟹价格指数保险。", {"河蟹价格指数保险"}),
    "quotes around the whole go": ("开展“银发课堂”行动。", {"“银发课堂”行动"}),
    "a number of years inside": ("编制古桥保护三年行动计划。", {"古桥保护三年行动计划"}),
    "a whole clause that is carried out": ("开展渔工余缺调剂。", {"渔工余缺调剂"}),
    "not what is done with it": ("推行轮候库建设。", {"轮候库"}),
    "a second verb governs it": ("探索建立渔工津贴制度。", {"渔工津贴制度"}),
    "two of one kind are two": ("建小型救护站、林区专职救护站。", {"小型救护站", "林区专职救护站"}),
    "how near a circle is": ("打造20分钟健身圈。", {"20分钟健身圈"}),
    "prevention is no verb of the clause": ("开展防溺水专项行动。", {"防溺水专项行动"}),
    "a project by what it does": ("实施戈壁节水项目。", {"戈壁节水项目"}),
    "a weak head with its verb": ("建立会商机制。", {"会商机制"}),
    "one character": ("发布封湖令，发行冰雪年票。", {"封湖令", "冰雪年票"}),
    "brackets of both widths": ("实行首台（套）保险补偿。", {"首台（套）保险补偿"}),
    "rules with an abbreviation": ("协助取得型号合格证(TC)。", {"型号合格证(TC)"}),
    "a verb inside what is set up": ("建立汛情分级发布制度。", {"汛情分级发布制度"}),
    "tried out in quotation marks": ("在老城试办“妈妈工坊”。", {"妈妈工坊"}),
    "not what is not wanted": ("扶持资金不搞“大水漫灌”。", {"扶持资金"}),
    "a title of measures": ("用好《衡阳市惠企纾困若干措施》。", {"衡阳市惠企纾困若干措施"}),
    "未来 that names and does not date": ("打造未来社区示范点。", {"未来社区示范点"}),
    "what something is turned into": ("把三路车改成“夜市专线”，末班晚些。", {"夜市专线"}),
    "what somebody else asks for": ("有人提出的“凭票入园”，我们不赞成。", {"凭票入园"}),
    "what is to be used with care": ("慎用“一封了之”。", {"一封了之"}),
    "a way of doing by its name": ("把“车等货装”等做法推开。", {"车等货装"}),
    "what is carried out, verbs and all": ("推行超限车辆按吨计罚。", {"超限车辆按吨计罚"}),
    "no number behind it": ("该制度实行二十余年。", set()),
    "animals by a word of their own": ("组建夜间羊只巡查队。", {"夜间羊只巡查队"}),
    "a department behind a verb": ("建议卫健委建孕妇转运制度。", {"孕妇转运制度"}),
    "no equipment": ("给老屋加装烟雾探测器。", set()),
    "what is kept": ("撤并后保留山区教学点。", {"山区教学点"}),
    "water from the field's end": ("新修引黄支渠，增设苹果预冷间。", {"引黄支渠", "苹果预冷间"}),
    "a stipend in short": ("按天发放下乡餐补。", {"下乡餐补"}),
    "a course of study": ("增设古琴修复专业方向。", {"古琴修复专业方向"}),
    "现代化 behind a noun": ("创建农业现代化示范区。", {"农业现代化示范区"}),
    "a listed name that begins within a word": ("设立土壤污染防治基金。", {"土壤污染防治基金"}),
    "a place that cuts a listed name": ("设立滨海湿地修复基金。", {"滨海湿地修复基金"}),
    "an activity that is a quoted name": ("开展“护河小卫士”活动。", {"“护河小卫士”活动"}),
    "no means that only modifies a thing": ("新建标准化厂房。", {"标准化厂房"}),
    "one for each": ("摸清底数，建立一井一档。", {"一井一档"}),
    "years in a name": ("实施水土保持提升五年行动。", {"水土保持提升五年行动"}),
    "what is carried out, without 建设": ("实施边境旅游试验区建设。", {"边境旅游试验区"}),
    "no crop behind 推广": ("推广稻鸭综合种养。", set()),
    "what describes it stands between": ("开通县城至景区的赏花专线。", {"赏花专线"}),
    "somebody tries something": ("引入社区试点厨余集中处置。", {"厨余集中处置"}),
    "somebody is to do something": ("由教师轮值，局长带队。", set()),
    "an object and its verb before a head": (
        "实施桥面护栏加装工程，设立旧厂保护利用资金。",
        {"桥面护栏加装工程", "旧厂保护利用资金"},
    ),
    "what somebody who is asked does": ("会同市农村信用联社开发“茶园贷”。", {"茶园贷"}),
    "who has to keep it": ("推行装修押金由物业企业代管。", {"装修押金"}),
    "a verb of need before it": ("拟设牧民议事席位。", {"牧民议事席位"}),
    "so much for each": ("对新能源渡船每艘补助两万元。", set()),
    "how often": ("建立审管联动日推送制度。", {"审管联动日推送制度"}),
    "the official name of a course": ("开设茶艺与茶叶营销专业。", {"茶艺与茶叶营销专业"}),
    "a relief that is given": ("给予企业所得税地方留成返还。", {"企业所得税地方留成返还"}),
    "coined names in one quotation": ("全面实行“县管乡用、乡聘村用”。", {"县管乡用、乡聘村用"}),
    "strong in the end": ("建强山区农技推广队伍。", {"山区农技推广队伍"}),
    "what is done to somebody": ("对盲人按摩店减免一年的房租，把废矿坑改造成公园。", set()),
    "a list that nobody sets up": ("近年被足浴、养生馆挤得厉害。", set()),
    "two acts of one mechanism": ("制定风暴潮监测、预警机制。", {"风暴潮监测、预警机制"}),
    "bare words do not count": ("发放补助，加强培训，完善机制。", set()),
    "nor do words that end alike": ("这是难点，也是特点，更是看点。", set()),
    "nor verbs": ("我们每天上班，从不加班。", set()),
}


@pytest.mark.parametrize(("text", "wanted"), INSTRUMENTS.values(), ids=INSTRUMENTS)
def test_instruments(text, wanted):
    assert names(text, "instrument") == wanted


ALONE = {
    "what is put in the place of another": ("旧闸口更换防淤拍门。", {"防淤拍门"}),
    "things listed behind one verb": ("建设巷口书屋、乡音馆、文化站。", {"巷口书屋", "乡音馆", "文化站"}),
    "what stands in a list behind a name that is set up": (
        "建设饲草储备库、牲畜暖棚、打草场。",
        {"饲草储备库", "牲畜暖棚", "打草场"},
    ),
}


@pytest.mark.parametrize(("text", "wanted"), ALONE.values(), ids=ALONE)
def test_instruments_by_the_rules_alone(rules_alone, text, wanted):
    assert names(text, "instrument") == wanted


ORGANIZATIONS = {
    "what a university sets up is none": ("依托东华大学设纺织新材料实验室。", {"东华大学"}),
    "so many of a kind are none": ("柳北区先选五所学校。", set()),
    "those asked are none": ("受访急救中心缺人。", set()),
    "a level": ("由市虚拟现实产业协会牵头。", {"市虚拟现实产业协会"}),
    "a preposition grown to it": ("由县农技推广中心和市博物馆合办。", {"县农技推广中心", "市博物馆"}),
    "a merged department": ("请州文化广播电视和旅游局指导。", {"州文化广播电视和旅游局"}),
    "a faculty": ("依托长春理工大学光电工程学院培训。", {"长春理工大学光电工程学院"}),
    "two beside each other": ("市气象局、市公安局交警支队会商。", {"市气象局", "市公安局交警支队"}),
    "和 inside a faculty's name": ("与江南大学化学与材料工程学院共建。", {"江南大学化学与材料工程学院"}),
    "a congress with its term": ("市六届人大五次会议通过。", {"市六届人大"}),
    "a bank's branch": ("请工商银行宜宾分行支持。", {"工商银行宜宾分行"}),
    "a town's own hospital": ("请巴州区清江镇卫生院协助。", {"巴州区清江镇卫生院"}),
    "an institute of a university": (
        "由海南大学热带果蔬利用国家重点实验室检测。",
        {"海南大学热带果蔬利用国家重点实验室"},
    ),
    "what is asked for is none": ("建议设立罕见病注册服务中心。", set()),
    "布局 is no 局": ("优化街道布局，谋划产业布局。", set()),
    "kinds of bodies are none": ("全市公办幼儿园和乡镇卫生院都缺人。", set()),
    "办 as a verb": ("在城东区办一个托管班。", set()),
}


@pytest.mark.parametrize(("text", "wanted"), ORGANIZATIONS.values(), ids=ORGANIZATIONS)
def test_organizations(text, wanted):
    assert names(text, "organization") == wanted


PLACES = {
    "roads by number": ("国道213线和308省道要改线。", {"国道213线", "308省道"}, None),
    "a river beside a listed one": ("沿嘉陵江、青衫江看了三处码头。", {"嘉陵江", "青衫江"}, None),
    "a county that reads as grammar": ("由市和县图书馆会同县档案局办理。", set(), "430100"),
    "a zone behind a place": ("在喀什综合保税区试点。", {"喀什综合保税区"}, None),
    "a zone behind a proper name": ("在柳东新区设立法庭。", {"柳东新区"}, None),
    "a river's basin": ("保护石羊河流域。", {"石羊河流域"}, None),
    "townships of the city": ("在石排、企石两镇先行。", {"石排", "企石"}, "441900"),
    "a list of counties": ("嵊泗、岱山两县愿意转产。", {"嵊泗", "岱山"}, None),
    "a city before a common noun": ("南宁、深圳街头都有。", {"南宁", "深圳"}, None),
    "a capital's one character": ("请在京代表牵线。", {"京"}, None),
    "a country's one character": ("拓展对俄贸易。", {"俄"}, None),
    "before 两会 it counts": ("宜宾市两会上有了回音。", {"宜宾市"}, None),
    "a section of a river": ("清理长江安庆段的旧趸船。", {"长江安庆段"}, None),
    "a section of a railway": ("在宁西铁路信阳段设平交道口。", {"宁西铁路信阳段"}, None),
    "a county's street by its full name": ("在临川区青云街道试点。", {"临川区青云街道"}, None),
    "which towns of a county is no name": ("在安化县重点镇试点。", {"安化县"}, None),
    "a mountain by its foot": ("在云髻山脚下建驿站。", {"云髻山"}, None),
    "a village of no known word": ("老师住在坳月村，坳月的路窄。", {"坳月村", "坳月"}, None),
    "a region of a lake": ("巢湖湖区的船要改电。", {"巢湖湖区"}, None),
    "streets side by side": ("书院路、复兴路一带的路灯暗。", {"书院路", "复兴路"}, None),
    "a road of any words behind a preposition": ("在望潮大道两侧种树，沿断头路没人管。", {"望潮大道"}, None),
    "both ends of a walk": ("从白塔老街走到樟木林，灯都暗。", {"白塔老街", "樟木林"}, None),
    "a district in its own municipality": ("杨浦要先行。", {"杨浦"}, "310000"),
    "a person alone in a line": ("名单：\n\n冯云峰\n\n委员", set(), None),
    "a peak of traffic is none": ("早晚遛犬高峰，人多。", set(), None),
    "a member's title holds none": ("怀化市政协委员提出。", set(), None),
    "roads are none": ("南京路有家店，大家讲上海话。", set(), None),
    "kinds of places are none": ("各乡镇、沿江乡镇和城市内河都要管，十来万人上山。", set(), None),
    "a program's name holds none": ("在“我的宁夏”App上申报，宁夏先试。", {"宁夏"}, None),
    "words like 高山 are none": ("从高山到海岛，从下山到上山。", set(), None),
}


@pytest.mark.parametrize(("text", "wanted", "jurisdiction"), PLACES.values(), ids=PLACES)
def test_places(text, wanted, jurisdiction):
    assert names(text, "place", jurisdiction) == wanted


INDUSTRIES = {
    "a crop and its growing": ("发展花椒种植和苹果深加工。", {"花椒种植", "苹果深加工"}),
    "a list": ("餐饮、住宿、物流等行业复苏。", {"餐饮", "住宿", "物流"}),
    "in an instrument's name": ("设立软件产业专项资金。", {"软件产业"}),
    "what somebody is in": ("他是搞石桥修缮的，做了九年渔具租赁生意。", {"石桥修缮", "渔具租赁"}),
    "who does it follows": ("蓝莓种植户和竹笋加工企业都缺人。", {"蓝莓种植", "竹笋加工"}),
    "a person is none": ("他做了十年技术员，从事教学工作。", set()),
    "two lines counted": ("电解铝、铜箔两个行业限产。", {"电解铝", "铜箔"}),
    "a product alone is none": ("鱼塘用无人机投料，猫狗植入芯片。", set()),
    "a product with who makes it": ("引进无人机企业。", {"无人机"}),
    "not the name of a sector group": ("他在农业和农村界。", set()),
    "general words are none": ("支柱产业和民营经济都要发展。", set()),
}


@pytest.mark.parametrize(("text", "wanted"), INDUSTRIES.values(), ids=INDUSTRIES)
def test_industries(text, wanted):
    assert names(text, "industry") == wanted


def test_words_for_the_jurisdiction_are_linked_and_are_no_names():
    found = extract("建议：\n一、在我市和全省推广。\n", Context(id="d", source="d", jurisdiction="320500"))
    places = {item.exact: item for item in found.mentions if item.type is MentionType.PLACE}
    assert {exact: item.id for exact, item in places.items()} == {
        "我市": "place:320500",
        "全省": "place:320000",
    }
    assert {item.resolution for item in places.values()} == {Resolution.CONTEXTUAL}
    assert names_found(found, MentionType.PLACE) == set()


def test_full_and_half_width_give_the_same_things():
    full = (
        "建议：\n一、实行首台（套）保险补偿，在大运河（杭州段）推行ＡＩ＋医疗应用试点；设立“数据海关”制度。\n"
    )
    half = full.translate(str.maketrans("（），；ＡＩ＋", "(),;AI+"))
    ids = [
        sorted({(item.type, item.id) for item in extract(text, Context(id="d", source="d")).mentions})
        for text in (full, half)
    ]
    assert ids[0] == ids[1]
    assert ids[0]


def test_an_instrument_of_some_level_is_the_one_without_it():
    text = "建议：\n一、建设市级低空摆渡服务站，各县低空摆渡服务站联网。\n"
    found = extract(text, Context(id="document:t", source="t"))
    ids = {one.id for one in found.mentions if one.type is MentionType.INSTRUMENT}
    assert ids == {"instrument:低空摆渡服务站"}


def test_a_listed_instrument_of_some_level_is_the_listed_one():
    found = extract(
        "建议：\n一、企业接入市算力调度平台。\n二、建设省级算力调度平台。\n",
        Context(id="document:t", source="t"),
    )
    assert {m.id for m in found.mentions if m.type is MentionType.INSTRUMENT} == {"instrument:算力调度平台"}
