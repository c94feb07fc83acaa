"""Replies: which proposal is answered, to whom, by whom, with which outcome."""

import pytest

from extract.pipeline import Context, extract
from graph.model import DocumentType, EdgeType, PassageKind, Shape
from graph.project import project

NUMBERED = "关于市政协十三届四次会议第0127号提案的答复\n"
TO = "葛明远委员：\n"
TITLE = "关于加快护理型床位建设的提案"
OPENING = f"您提出的《{TITLE}》收悉。现答复如下：\n"
DONE = (
    "一、已开展的工作\n我局新增床位二百张，培训护理员三百名。\n"
    "二、下一步打算\n我局将加大投入，计划明年出台护理补贴办法。\n"
    "感谢您对民政工作的关心和支持。\n"
)
SIGNED = "\n长沙市民政局\n2025年6月18日\n"


def reply(heading=NUMBERED, to=TO, opening=OPENING, done=DONE, signed=SIGNED):
    return heading + to + opening + done + signed


def read(text):
    return extract(text, Context(id="document:reply", source="reply"))


def answered(text):
    """Return the proposals that a reply answers, in order."""
    found = read(text)
    assert found.document.shape is Shape.REPLY
    by_id = {item.id: item for item in found.proposals}
    return [by_id[one.proposal] for one in found.replies]


def handlers(text):
    return [(one.name, str(one.role)) for one in answered(text)[0].handlers]


def outcome(text):
    return [str(one.outcome) if one.outcome else None for one in read(text).replies]


HEADINGS = {
    "number": ("关于市政协十三届四次会议第127号提案的答复\n", "127"),
    "zeros in front": ("关于市政协十三届四次会议第0127号提案的答复\n", "127"),
    "the year in it": ("关于市政协十三届四次会议第20250127号提案的答复\n", "20250127"),
    "对": ("对市政协十三届四次会议第127号提案的答复意见\n", "127"),
    "关于对": ("关于对政协长沙市第十三届委员会第四次会议第127号提案的答复\n", "127"),
    "复函": ("关于市政协十三届四次会议第127号提案的复函\n", "127"),
    "答复的函": ("关于市政协十三届四次会议第127号提案答复的函\n", "127"),
    "over two lines": ("关于市政协十三届四次会议\n第127号提案的答复\n", "127"),
    "the office above": ("长沙市民政局\n关于市政协十三届四次会议第127号提案的答复\n", "127"),
    "the office in front": ("长沙市民政局关于市政协十三届四次会议第127号提案的答复\n", "127"),
    "a category's number": ("关于市政协十三届四次会议第127号（社会事业类12号）提案的答复\n", "127"),
    "a letterhead": (
        "长沙市民政局\n\n长民函〔2025〕33号\n\n签发人：贺长林\n\n类别：B\n\n"
        "关于市政协十三届四次会议第127号提案的答复\n",
        "127",
    ),
    "no number": (f"关于《{TITLE}》的答复\n", None),
}


@pytest.mark.parametrize(("heading", "number"), HEADINGS.values(), ids=HEADINGS)
def test_headings(heading, number):
    text = reply(heading)
    (item,) = answered(text)
    assert (item.title, item.number) == (TITLE, number)
    assert [one.name for one in item.members] == ["葛明远"]
    own = read(text).proposals[0]
    assert (own.document_type, own.number, own.members) == (DocumentType.REPLY, number, ())


OPENINGS = {
    "marks": f"您提出的《{TITLE}》收悉。现答复如下：\n",
    "quotation marks": f"您在市政协十三届四次会议上提出的“{TITLE}”收悉。现答复如下：\n",
    "no marks": f"您提出的{TITLE}收悉。现答复如下：\n",
    "number before": f"您提出的第127号提案《{TITLE}》收悉。现答复如下：\n",
    "number behind": f"您提出的《{TITLE}》（第127号）收悉。现答复如下：\n",
    "thanks first": f"首先感谢您对养老工作的关心。您提出的《{TITLE}》收悉，现答复如下：\n",
    "you, plural": f"你们提出的《{TITLE}》收悉。现答复如下：\n",
    "your committee": f"贵委提出的《{TITLE}》收悉。现答复如下：\n",
    "after consulting": f"您提出的《{TITLE}》收悉，我局会同市财政局、市卫生健康委进行了认真研究，"
    "现答复如下：\n",
    "a law too": f"《{TITLE}》收悉，依据《养老服务条例》，现答复如下。\n",
}


@pytest.mark.parametrize("opening", OPENINGS.values(), ids=OPENINGS)
def test_the_title_is_the_one_acknowledged(opening):
    (item,) = answered(reply(opening=opening))
    assert (item.title, item.number) == (TITLE, "127")


def test_a_title_without_marks_may_hold_a_quotation():
    title = "关于推动“一件事”向乡镇延伸的建议"
    (found,) = answered(reply(opening=f"您在会上提出的{title}（第127号）收悉。现答复如下：\n"))
    assert found.title == title


def test_the_number_stands_for_a_title_that_is_not_named():
    (item,) = answered(reply(opening="您提出的建议收悉。现答复如下：\n"))
    assert (item.title, item.number) == ("第0127号", "127")


ADDRESSEES = {
    "one": ("葛明远委员：\n", ["葛明远"]),
    "honoured": ("尊敬的葛明远委员：\n", ["葛明远"]),
    "a deputy": ("葛明远代表：\n", ["葛明远"]),
    "two": ("葛明远、谭晓岚委员：\n", ["葛明远", "谭晓岚"]),
    "a role each": ("尊敬的葛明远代表、谭晓岚代表：\n", ["葛明远", "谭晓岚"]),
    "and others": ("葛明远、谭晓岚等委员：\n", ["葛明远", "谭晓岚"]),
    "and others, counted": ("葛明远等5名委员：\n", ["葛明远"]),
    "others in brackets": ("葛明远委员（等3人）：\n", ["葛明远"]),
    "a gap": ("葛明远 谭晓岚委员：\n", ["葛明远", "谭晓岚"]),
    "spaced": ("王　强委员：\n", ["王强"]),
    "a dot": ("阿依古丽·买买提委员：\n", ["阿依古丽·买买提"]),
    "long": ("才让卓玛委员：\n", ["才让卓玛"]),
    "a party": ("民进长沙市委会：\n", ["民进长沙市委会"]),
    "a federation": ("长沙市工商联：\n", ["长沙市工商联"]),
    "a committee": ("市政协社会和法制委员会：\n", ["长沙市政协社会和法制委员会"]),
    "parties of the city": ("民盟市委会、九三学社市委会：\n", ["民盟长沙市委会", "九三学社长沙市委会"]),
    "a member and a party": ("葛明远委员、民进长沙市委会：\n", ["葛明远", "民进长沙市委会"]),
}


@pytest.mark.parametrize(("to", "names"), ADDRESSEES.values(), ids=ADDRESSEES)
def test_whom_a_reply_addresses_made_the_proposal(to, names):
    text = reply(to=to)
    (item,) = answered(text)
    assert [one.name for one in (*item.members, *item.organizations)] == names
    assert all(text[one.start : one.end].startswith(one.name[:1]) for one in item.members)
    passages = [one for one in read(text).proposals[0].passages if one.kind is PassageKind.BYLINE]
    assert [text[one.start : one.end] for one in passages] == [to.strip()]


BUREAU, MONEY, HEALTH = "长沙市民政局", "长沙市财政局", "长沙市卫生健康委"
HANDLED = {
    "who signs": ({}, [(BUREAU, "main")]),
    "who seals": ({"signed": "\n长沙市民政局（盖章）\n2025年6月18日\n"}, [(BUREAU, "main")]),
    "copies are no handlers": (
        {"signed": SIGNED + "\n抄送：市政协提案委员会、市政府督查室\n"},
        [(BUREAU, "main")],
    ),
    "who stands above": (
        {"heading": "长沙市民政局\n" + NUMBERED, "signed": "\n2025年6月18日\n"},
        [(BUREAU, "main")],
    ),
    "who begins the heading": (
        {"heading": "长沙市民政局" + NUMBERED, "signed": "\n2025年6月18日\n"},
        [(BUREAU, "main")],
    ),
    "会同": (
        {"opening": f"您提出的《{TITLE}》收悉，我局会同市财政局、市卫生健康委进行了认真研究。现答复如下：\n"},
        [(BUREAU, "main"), (MONEY, "co"), (HEALTH, "co")],
    ),
    "经会同": (
        {"opening": f"您提出的《{TITLE}》收悉，经会同市财政局、市卫生健康委研究，现答复如下：\n"},
        [(BUREAU, "main"), (MONEY, "co"), (HEALTH, "co")],
    ),
    "我局与": (
        {"opening": f"您提出的《{TITLE}》收悉。我局与市财政局、市卫生健康委共同办理，现答复如下：\n"},
        [(BUREAU, "main"), (MONEY, "co"), (HEALTH, "co")],
    ),
    "由 and 协办": (
        {
            "opening": f"您提出的《{TITLE}》由长沙市民政局主办，市财政局和市卫生健康委协办。现答复如下：\n",
        },
        [(BUREAU, "main"), (MONEY, "co"), (HEALTH, "co")],
    ),
    "a form's fields": (
        {"signed": SIGNED + "\n主办单位：长沙市民政局　会办单位：市财政局、市卫生健康委\n"},
        [(BUREAU, "main"), (MONEY, "co"), (HEALTH, "co")],
    ),
}


@pytest.mark.parametrize(("parts", "expected"), HANDLED.values(), ids=HANDLED)
def test_who_answers_and_who_is_consulted(parts, expected):
    assert handlers(reply(**parts)) == expected


CLASSES = {
    "none": ({}, None),
    "in the heading": ({"heading": NUMBERED.replace("答复\n", "答复（B类）\n")}, "B"),
    "above, open to the public": ({"heading": "A类　　同意公开\n" + NUMBERED}, "A"),
    "labelled above": ({"heading": "类别：A\n" + NUMBERED}, "A"),
    "labelled below": ({"signed": SIGNED + "办理结果：A\n"}, "A"),
    "marked": ({"signed": SIGNED + "类别标记：B\n"}, "B"),
    "in brackets": ({"signed": SIGNED + "（B类）\n"}, "B"),
    "wide letter": ({"signed": SIGNED + "类别：Ｃ\n"}, "C"),
    "C, with 类": ({"signed": SIGNED + "办理类别：C类\n"}, "C"),
    "for reference": ({"signed": SIGNED + "答复类型：D\n"}, "D"),
    "first box": ({"signed": SIGNED + "☑A □B □C\n"}, "A"),
    "second box": ({"signed": SIGNED + "□A ☑B □C\n"}, "B"),
    "a vitamin in a sentence": ({"done": "我局为老人发放维生素（A类）补充剂。\n" + DONE}, None),
    "a class of hotels in the text": ({"done": "我市现有A类机构十二家。\n" + DONE}, None),
}


@pytest.mark.parametrize(("parts", "expected"), CLASSES.values(), ids=CLASSES)
def test_classes(parts, expected):
    assert outcome(reply(**parts)) == [expected]


TWO = "关于市政协十三届四次会议第127号、第135号提案的答复\n"
SECOND = "关于发放护理补贴的提案"


def test_a_reply_to_two_proposals_gives_each_its_own_number_and_proposer():
    text = reply(
        TWO,
        "葛明远、谭晓岚委员：\n",
        f"葛明远委员提出的《{TITLE}》（第127号）、谭晓岚委员提出的《{SECOND}》（第135号）收悉。"
        "现一并答复如下：\n",
        signed=SIGNED + "类别：B\n",
    )
    assert [(one.title, one.number, [m.name for m in one.members]) for one in answered(text)] == [
        (TITLE, "127", ["葛明远"]),
        (SECOND, "135", ["谭晓岚"]),
    ]
    assert outcome(text) == ["B", "B"]
    assert read(text).proposals[0].number is None


def test_two_titles_take_the_heading_s_numbers_in_order():
    text = reply(
        TWO,
        "葛明远、谭晓岚委员：\n",
        f"您们提出的《{TITLE}》和《{SECOND}》收悉。现一并答复如下：\n",
    )
    assert [(one.title, one.number) for one in answered(text)] == [(TITLE, "127"), (SECOND, "135")]
    assert all([m.name for m in one.members] == ["葛明远", "谭晓岚"] for one in answered(text))


def test_several_numbers_without_titles():
    text = reply(TWO.replace("第135号", "第135号、第208号"), opening="您提出的提案收悉。现一并答复如下：\n")
    assert [one.number for one in answered(text)] == ["127", "135", "208"]


def test_a_deputy_s_suggestion_is_answered_as_one():
    text = reply(
        "关于长沙市第十六届人民代表大会第五次会议第127号建议的答复\n",
        "葛明远代表：\n",
        "您提出的《关于加快护理型床位建设的建议》收悉。现答复如下：\n",
    )
    (item,) = answered(text)
    assert (item.document_type, item.title) == (
        DocumentType.DEPUTY_SUGGESTION,
        "关于加快护理型床位建设的建议",
    )


@pytest.mark.parametrize(
    "text",
    [
        "关于加快护理型床位建设的提案\n提案人：葛明远\n建议增设床位，尽快答复群众关切。\n",
        "市民政局集中答复群众来信\n\n市民政局近日答复了二百封来信，群众满意。\n",
        "关于做好提案答复工作的通知\n\n各单位：\n现将有关事项通知如下。\n请认真抓好落实。\n\n长沙市民政局\n2025年1月6日\n",
    ],
    ids=["a proposal", "news", "a notice"],
)
def test_what_only_speaks_of_answers_is_no_reply(text):
    found = read(text)
    assert found.document.shape is not Shape.REPLY
    assert found.replies == ()


def test_passages_of_a_reply():
    text = reply()
    own = read(text).proposals[0]
    kinds = [(str(one.kind), text[one.start : one.end][:4]) for one in own.passages]
    assert kinds == [
        ("title", "关于市政"),
        ("byline", "葛明远委"),
        ("response", "您提出的"),
        ("other", "一、已开"),
        ("response", "我局新增"),
        ("other", "二、下一"),
        ("response", "我局将加"),
        ("response", "感谢您对"),
        ("footer", "长沙市民"),
        ("footer", "2025"),
    ]


def edges(text, *kinds):
    found = project(read(text))[1]
    return [
        (edge.type, edge.source, edge.target, edge.qualifier, [span.exact for span in edge.spans])
        for edge in found
        if edge.type in kinds
    ]


def test_what_the_graph_holds_of_a_reply():
    text = reply(
        opening=f"您提出的《{TITLE}》收悉，我局会同市财政局进行了认真研究。现答复如下：\n",
        signed=SIGNED + "类别：B\n",
    )
    own, asked = "proposal:reply#127", "proposal:reply#answered-127"
    assert edges(text, EdgeType.REPLIES_TO) == [(EdgeType.REPLIES_TO, own, asked, "B", [TITLE])]
    handled = edges(text, EdgeType.HANDLED_BY)
    assert [(source, role, exact) for _, source, _, role, exact in handled] == [
        (asked, "main", ["长沙市民政局"]),
        (asked, "co", ["市财政局"]),
    ]
    assert len({target for _, _, target, _, _ in handled}) == 2
    (proposed,) = edges(text, EdgeType.PROPOSED)
    assert proposed[2] == asked
    assert proposed[4] == ["葛明远"]


def test_the_answered_proposal_has_no_passages_and_spans_its_title():
    text = reply()
    (item,) = answered(text)
    assert item.passages == ()
    assert text[item.start : item.end] == TITLE


def test_an_answered_proposal_is_a_node_of_the_graph():
    nodes = {node.id: node for node in project(read(reply()))[0]}
    assert nodes["proposal:reply#answered-127"].name == TITLE
    assert nodes["proposal:reply#answered-127"].properties["number"] == "127"


def modalities(text):
    return {one.exact: str(one.modality) for one in read(text).mentions if one.type == "instrument"}


@pytest.mark.parametrize(
    ("paragraph", "name", "modality"),
    [
        (
            "一、关于建立购销协调机制的建议。建立护理员持证上岗制度，每季会商。\n",
            "护理员持证上岗制度",
            "planned",
        ),
        (
            "一、关于建立购销协调机制的建议。已于三月建立护理员持证上岗制度。\n",
            "护理员持证上岗制度",
            "existing",
        ),
        ("二、关于建立购销协调机制的建议。此事正由市商务局办理。\n", "购销协调机制", "planned"),
    ],
)
def test_what_is_promised_behind_what_is_answered(paragraph, name, modality):
    assert modalities(reply(done=paragraph + DONE))[name] == modality
