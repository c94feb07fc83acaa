"""Reports: each member gets exactly what is ascribed to him or her."""

import pytest

from extract.pipeline import Context, extract
from graph.model import Shape

HEADING = "聚焦民生实事　共话城市未来\n2025年1月9日　来源：某某日报\n\n"
GE, TAN, REN = "葛明远", "谭晓岚", "任静怡"


def read(text):
    return extract(text, Context(id="document:report", source="report"))


def owners(text, phrase):
    """Return who proposes what holds a phrase; none where nobody does."""
    at = text.index(phrase)
    return [
        one.name
        for item in read(text).proposals
        for passage in item.passages
        if passage.start <= at and at + len(phrase) <= passage.end
        for one in item.members
    ]


def ascribed(report, *expected):
    text = f"{HEADING}{report}\n"
    assert [(phrase, owners(text, phrase)) for phrase, _ in expected] == list(expected)


ONE = {
    "before, a colon": "葛明远委员说：“食堂客流少。建议由区里统一配送食材。”",
    "before, a comma": "葛明远委员认为，食堂客流少，应由区里统一配送食材。",
    "before, a quotation without a verb": "葛明远委员：“食堂客流少，要由区里统一配送食材。”",
    "before, over several sentences": "葛明远委员认为，食堂是民生工程。目前食堂客流少。"
    "应由区里统一配送食材。",
    "before, far off": "葛明远委员走访了二十多个社区，发现食堂客流少，郑重提出由区里统一配送食材。",
    "after": "“食堂客流少，建议由区里统一配送食材。”市政协委员葛明远说。",
    "after two quotations": "“食堂客流少。”“建议由区里统一配送食材。”市政协委员葛明远说。",
    "in the middle": "“食堂客流少，”葛明远委员说，“建议由区里统一配送食材。”",
    "in the middle, after a stop": "“食堂客流少。”葛明远委员说，“建议由区里统一配送食材。”",
    "in the middle, between deeds": "“食堂客流少……”葛明远委员掰着手指算账，“由区里统一配送食材！”",
    "in the middle, a question": "“食堂客流少怎么办？”葛明远委员问道。“能不能由区里统一配送食材？”",
    "a quotation in a quotation": "葛明远委员说：“不能因‘食堂客流少’就关门。要由区里统一配送食材。”",
    "corner brackets": "「食堂客流少。」葛明远委员说，「建議由区里统一配送食材。」",
    "a quotation over two paragraphs": "葛明远委员说：“食堂客流少。\n“建议由区里统一配送食材。”",
    "a pronoun in the paragraph": "葛明远委员说，食堂客流少。他还建议，由区里统一配送食材。",
    "a pronoun, she": "葛明远委员说，食堂客流少。在她看来，要由区里统一配送食材。",
    "a pronoun in the next paragraph": "葛明远委员说，食堂客流少。\n她建议，由区里统一配送食材。",
    "a pronoun after 为此": "葛明远委员说，食堂客流少。\n为此，他建议由区里统一配送食材。",
    "the surname in the next paragraph": "葛明远委员说，食堂客流少。\n葛委员建议，由区里统一配送食材。",
    "the name in the next paragraph": "市政协委员葛明远说，食堂客流少。\n葛明远建议，由区里统一配送食材。",
    "points in paragraphs": "葛明远委员说，食堂客流少。\n一是由区里统一配送食材。",
    "the proposal's title before": "在《关于办好社区食堂的提案》中，葛明远委员说食堂客流少，"
    "建议由区里统一配送食材。",
}


@pytest.mark.parametrize("report", ONE.values(), ids=ONE)
def test_words_of_one_member(report):
    ascribed(report, ("食堂客流少", [GE]), ("由区里统一配送", [GE]))


TWO = {
    "a sentence each": "葛明远委员建议，由区里统一配送食材。谭晓岚委员建议，对食堂减免房租。",
    "a quotation each": "葛明远委员说：“由区里统一配送食材。”谭晓岚委员说：“对食堂减免房租。”",
    "one agrees": "葛明远委员建议，由区里统一配送食材。谭晓岚委员赞同葛明远委员的看法，"
    "认为还要对食堂减免房租。",
    "a paragraph each": "葛明远委员：由区里统一配送食材，给予运营补贴，让食堂办得下去。\n"
    "谭晓岚委员：对食堂减免房租，让食堂轻装上阵，办得更好更久。",
    "a name over each": "葛明远委员\n食堂难办，应由区里统一配送食材。\n"
    "谭晓岚委员\n负担太重，应对食堂减免房租。",
    "after, a paragraph each": "“由区里统一配送食材。”葛明远委员说。\n“要对食堂减免房租。”谭晓岚委员说。",
    "a pronoun is the last one": "葛明远委员说，要由区里统一配送食材。谭晓岚委员说，负担太重。"
    "她建议对食堂减免房租。",
    "one in between": "谭晓岚委员说，负担太重。\n葛明远委员说，要由区里统一配送食材。\n"
    "谭晓岚委员还建议，对食堂减免房租。",
}


@pytest.mark.parametrize("report", TWO.values(), ids=TWO)
def test_two_members_keep_their_own_words(report):
    ascribed(report, ("由区里统一配送食材", [GE]), ("对食堂减免房租", [TAN]))


CLAUSES = {
    "建议": "葛明远委员建议，由区里统一配送食材；谭晓岚委员建议，对食堂减免房租；"
    "任静怡代表建议，开放机关食堂。",
    "verbs of many kinds": "讨论中，葛明远委员希望由区里统一配送食材；谭晓岚委员呼吁对食堂减免房租；"
    "任静怡代表期盼开放机关食堂。",
    "colons": "葛明远委员：由区里统一配送食材；谭晓岚委员：对食堂减免房租；任静怡代表：开放机关食堂。",
}


@pytest.mark.parametrize("report", CLAUSES.values(), ids=CLAUSES)
def test_one_clause_each(report):
    ascribed(report, ("由区里统一配送", [GE]), ("减免房租", [TAN]), ("开放机关食堂", [REN]))


@pytest.mark.parametrize("names", ["葛明远、谭晓岚委员", "市政协委员葛明远和谭晓岚"])
def test_words_of_two_together(names):
    ascribed(f"{names}联合建议，由区里统一配送食材。", ("由区里统一配送", [GE, TAN]))


ASK = "葛明远委员建议，由区里统一配送食材。"
OUTSIDE = {
    "a head of an office": f"{ASK}市民政局局长贺长林表示，资金已经落实。",
    "a head of an office, quoted": f"{ASK}\n“资金已经落实。”市民政局局长贺长林说。",
    "a head of an office, first": f"市民政局局长贺长林介绍，资金已经落实。{ASK}",
    "a head of an office, then 他": f"{ASK}市民政局局长贺长林表示，将出台办法。他说，资金已经落实。",
    "the same over paragraphs": f"{ASK}\n市民政局局长贺长林表示，将出台办法。\n他还说，资金已经落实。",
    "an answer": f"{ASK}\n对此，市民政局局长贺长林表示，资金已经落实。",
    "an office": f"{ASK}对此，市民政局方面回应，资金已经落实。",
    "an official without a name": f"{ASK}市民政局相关负责人表示，资金已经落实。",
    "a vice mayor, quoted": f"“资金已经落实，马上就办。”副市长贺长林当场回应。\n{ASK}",
    "an expert": f"{ASK}省社科院研究员贺长林认为，资金已经落实。",
    "a resident": f"“听说资金已经落实。”居民胡阿姨说。\n{ASK}",
    "the reporter": f"{ASK}\n记者了解到，目前资金已经落实。",
    "the narrator before": f"资金已经落实，是今年会上的好消息。\n{ASK}",
    "the narrator after": f"{ASK}\n会议期间传来消息，资金已经落实。",
    "the narrator in the paragraph": f"{ASK}话音刚落，有人告知资金已经落实。",
    "the narrator's own marks": f"全市的“资金已经落实”成了热词。{ASK}",
    "a host": "主持人：资金已经落实，食堂为什么还难办？\n葛明远委员：难在客流少。建议由区里统一配送食材。",
    "an official's own turn": "葛明远委员：难在客流少，建议由区里统一配送食材。\n"
    "贺长林：资金已经落实，年内出台办法。",
    "a quotation that is never closed": "葛明远委员说：“建议由区里统一配送食材。\n"
    "市民政局局长贺长林说，资金已经落实。",
    "under a subhead": f"{ASK}\n二、建好队伍\n厨师队伍仍待壮大，资金已经落实。",
}


@pytest.mark.parametrize("report", OUTSIDE.values(), ids=OUTSIDE)
def test_what_others_say_is_ascribed_to_nobody(report):
    ascribed(report, ("由区里统一配送", [GE]), ("资金已经落实", []))


def test_a_member_goes_on_after_an_official():
    ascribed(
        f"{ASK}市民政局局长贺长林表示，将出台办法。葛明远委员补充说，还要减免房租。",
        ("由区里统一配送", [GE]),
        ("将出台办法", []),
        ("还要减免房租", [GE]),
    )


INTERVIEWS = {
    "问 and 答": "问：{q}\n答：{a}\n问：{q2}\n答：{a2}",
    "记者 and the name": "记者：{q}\n葛明远：{a}\n记者：{q2}\n葛明远：{a2}",
    "a spaced label": "记　者：{q}\n葛明远：{a}\n记　者：{q2}\n葛明远：{a2}",
    "主持人 and the role": "主持人：{q}\n葛明远委员：{a}\n主持人：{q2}\n葛明远委员：{a2}",
    "Q and A": "Q：{q}\nA：{a}\nQ：{q2}\nA：{a2}",
    "Q and A, counted": "Q1：{q}\nA1：{a}\nQ2：{q2}\nA2：{a2}",
    "记者 and 委员": "记者：{q}\n委员：{a}\n记者：{q2}\n委员：{a2}",
    "questions without a label": "{q}\n葛明远：{a}\n{q2}\n葛明远：{a2}",
}


@pytest.mark.parametrize("report", INTERVIEWS.values(), ids=INTERVIEWS)
def test_answers_belong_to_the_member_and_questions_to_nobody(report):
    turns = {
        "q": "您为什么关注社区食堂？",
        "a": "我走访了二十多个社区，应由区里统一配送食材。",
        "q2": "房租负担怎么办？",
        "a2": "建议减免三年房租。",
    }
    ascribed(
        "市政协委员葛明远日前接受本报专访。\n" + report.format(**turns),
        (turns["q"], []),
        ("由区里统一配送", [GE]),
        (turns["q2"], []),
        ("减免三年", [GE]),
    )


def test_the_guest_may_stand_in_a_field():
    ascribed(
        "嘉宾：市政协委员葛明远\n记者：您为什么关注社区食堂？\n葛明远：我走访了二十多个社区，应由区里统一配送食材。",
        ("您为什么关注社区食堂", []),
        ("由区里统一配送", [GE]),
    )


def test_an_answer_goes_on_in_the_next_paragraph():
    ascribed(
        "市政协委员葛明远日前接受本报专访。\n问：食堂为什么难办？\n答：我走访了二十多个社区。\n"
        "食堂难在客流少，应由区里统一配送食材。",
        ("我走访了", [GE]),
        ("由区里统一配送", [GE]),
    )


TITLE = "关于办好社区食堂的提案"
CITED = {
    "closed": "葛明远委员提交了《{t}》，建议由区里统一配送食材。",
    "never closed": "葛明远委员提交了《{t}，建议由区里统一配送食材。",
    "never closed, at a stop": "葛明远委员提交了《{t}。他说，食材应由区里统一配送。",
    "closed by another mark": "葛明远委员提交了《{t}”，建议由区里统一配送食材。",
    "marks twice": "葛明远委员提交了《《{t}》》，建议由区里统一配送食材。",
    "and others": "葛明远委员提交了《{t}》等三件提案，建议由区里统一配送食材。",
    "in the paragraph before": "葛明远委员带来一份《{t}》。\n他建议，由区里统一配送食材。",
    "behind the quotation": "“建议由区里统一配送食材。”葛明远委员在《{t}》中写道。",
    "the first of two": "葛明远委员提交了《{t}》《关于减免房租的提案》，建议由区里统一配送食材。",
}


@pytest.mark.parametrize("report", CITED.values(), ids=CITED)
def test_the_title_a_report_cites(report):
    found = read(HEADING + report.format(t=TITLE) + "\n")
    assert found.document.shape is Shape.NEWS
    assert [item.title for item in found.proposals] == [TITLE]


@pytest.mark.parametrize("closed", ["》", ""], ids=["closed", "never closed"])
@pytest.mark.parametrize(
    "title",
    [
        "关于落实〈社区条例〉的提案",
        "关于“一老一小”服务、社区食堂的提案",
        "关于办好社区食堂，方便老人就餐的提案",
        "关于办好社区食堂的议案",
        "关于办好社区食堂的建议",
        "让社区食堂走得更远的建议案",
    ],
)
def test_titles_of_many_kinds(title, closed):
    found = read(f"{HEADING}葛明远委员提交了《{title}{closed}，建议由区里统一配送食材。\n")
    assert [item.title for item in found.proposals] == [title]


def test_a_title_that_is_never_closed_ends_before_the_next_speaker():
    found = read(
        f"{HEADING}葛明远委员提交了《{TITLE}，建议统一配送食材。"
        "谭晓岚委员提交了《关于减免房租的提案》，建议减免三年。\n"
    )
    assert [(item.title, item.members[0].name) for item in found.proposals] == [
        (TITLE, GE),
        ("关于减免房租的提案", TAN),
    ]


def test_a_law_is_no_title():
    found = read(f"{HEADING}葛明远委员建议，依据《社区服务条例》统一配送食材，给予运营补贴。\n")
    assert found.proposals[0].title.startswith("依据《社区服务条例》统一配送食材")
