"""One text in many formats: the same structure."""

import re

import pytest

from extract.pipeline import extract
from extract.read import Found, Source, read
from extract.work import context_of
from graph.model import Shape
from tests.extract.readers.making import pdf, saved, word, write

DIGEST = """政协贵阳市十三届五次会议大会发言摘登

关于推动山地旅游转型升级的建议
市政协委员、某某旅行社总经理　葛明远
近年来，我市山地旅游发展较快，但是部分景区交通不便，接待能力不足，游客停留时间偏短。
一、设立山地旅游发展专项资金，支持景区道路和停车场改造，由市文化和旅游局牵头落实。
二、开展民宿分级评定，出台管理办法，对达标民宿给予一次性奖励。

关于加强社区养老服务的建议
市政协委员、某某医院护理部主任　谭晓岚
目前社区养老服务设施分布不均，护理人员短缺的问题突出，老年人就近就医不便。
一、建立社区与医院联动机制，定期派出护理人员上门服务，费用纳入长期护理保险。
二、购买社会组织服务，建设老年食堂，给予运营补贴。
"""

REPLY = """贵阳市民政局
关于市政协十三届五次会议第0216号提案的答复

谭晓岚委员：
您提出的《关于加强社区养老服务的提案》收悉，我局会同市财政局进行了认真研究。现答复如下：
一、已经开展的工作
去年以来，我局新建老年食堂二十二家，培训护理人员三百名，服务老年人一万多人次。
二、下一步的打算
我局将研究出台运营补贴办法，计划明年在全市推开。
感谢您对民政工作的关心和支持。

贵阳市民政局
2025年6月18日
"""

JOINT = """案由：关于建设城市慢行系统的提案
提案人：葛明远、谭晓岚、欧阳文澜
承办单位：市交通运输局

一、情况
我市骑行和步行的人越来越多，慢行道总长已有一百二十公里，但是断头路多，标识不清。
二、问题
人车混行，路面破损后无人维护，市民意见较大，几起事故都发生在学校门口。
三、建议
（一）编制慢行系统专项规划，明确各区建设任务和完成时限，每年向社会公布进度。
（二）设立养护专项资金，由区财政按里程拨付，委托专业公司日常维护。
"""

DOCUMENTS = {"digest": DIGEST, "reply": REPLY, "joint proposal": JOINT}
WIDTH = 26


def lines_of(text):
    return [line for line in text.split("\n") if line]


def marked(text):
    """Return the text as Markdown: paragraphs apart, titles as headings."""
    return "\n\n".join(("## " if line.startswith("关于") else "") + line for line in lines_of(text))


def page(text):
    """Return the text as a web page with its furniture."""
    article = "".join(f"<p>{line}</p>\n" for line in lines_of(text))
    links = "".join(f'<li><a href="/{n}">{name}</a></li>' for n, name in enumerate(("首页", "新闻", "提案")))
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>政协</title></head><body><ul>{links}</ul>'
        f'<div class="content">{article}</div><div class="footer">某ICP备12345号</div></body></html>'
    )


def printed(text):
    """Return the text as a PDF whose paragraphs are indented and wrapped."""
    rows = []
    for line in lines_of(text):
        rows.append((24, 12, line[: WIDTH - 2]))
        rows += [line[at : at + WIDTH] for at in range(WIDTH - 2, len(line), WIDTH)]
    return pdf(*(rows[at : at + 28] for at in range(0, len(rows), 28)))


FORMATS = {
    "UTF-8": ("a.txt", lambda text: text.encode()),
    "UTF-8 with BOM": ("a.txt", lambda text: text.encode("utf-8-sig")),
    "GBK": ("a.txt", lambda text: text.encode("gbk")),
    "GB18030": ("a.txt", lambda text: text.encode("gb18030")),
    "UTF-16": ("a.txt", lambda text: text.encode("utf-16")),
    "CRLF": ("a.txt", lambda text: text.replace("\n", "\r\n").encode()),
    "GBK with CRLF": ("a.txt", lambda text: text.replace("\n", "\r\n").encode("gbk")),
    "no blank lines": ("a.txt", lambda text: "\n".join(lines_of(text)).encode()),
    "indented": ("a.txt", lambda text: "".join(f"　　{line}\n" for line in lines_of(text)).encode()),
    ".md": ("a.md", marked),
    ".html": ("a.html", page),
    ".docx": ("a.docx", lambda text: saved(word(*lines_of(text)))),
    ".pdf": ("a.pdf", printed),
}


def bare(text):
    """Leave out what formats legitimately change: blanks, and the marks of Markdown's headings."""
    return re.sub(r"[\s#]", "", text)


def structure(found):
    passages = [*found.document.passages, *(one for item in found.proposals for one in item.passages)]
    passages.sort(key=lambda one: one.start)
    return {
        "shape": found.document.shape,
        "title": bare(found.document.title),
        "date": found.document.date,
        "session": found.document.session,
        "proposals": [
            (
                bare(item.title),
                item.number,
                [(one.name, str(one.role), one.titles) for one in (*item.members, *item.organizations)],
                [(one.name, str(one.role)) for one in item.handlers],
            )
            for item in found.proposals
        ],
        "passages": [(str(one.kind), bare(found.text[one.start : one.end])[:10]) for one in passages],
        "outcomes": [one.outcome for one in found.replies],
    }


def read_as(folder, text, name, written):
    path = write(folder, name, written(text))
    (found,) = [item for item in read(Source(path, "document:a", name)) if isinstance(item, Found)]
    return structure(extract(found.text, context_of(found, "rjieba")))


@pytest.mark.parametrize(("name", "written"), FORMATS.values(), ids=FORMATS)
@pytest.mark.parametrize("text", DOCUMENTS.values(), ids=DOCUMENTS)
def test_the_same_structure_in_every_format(tmp_path, text, name, written):
    assert read_as(tmp_path, text, name, written) == read_as(tmp_path, text, *FORMATS["UTF-8"])


def plain(folder, text):
    return read_as(folder, text, *FORMATS["UTF-8"])


def test_the_digest_is_read_whole(tmp_path):
    found = plain(tmp_path, DIGEST)
    assert (found["shape"], found["session"]) == (Shape.DIGEST, "13-5")
    assert [(title, people[0][0]) for title, _, people, _ in found["proposals"]] == [
        ("关于推动山地旅游转型升级的建议", "葛明远"),
        ("关于加强社区养老服务的建议", "谭晓岚"),
    ]
    assert [kind for kind, _ in found["passages"]] == [
        "front", *["title", "byline", "situation", "measure", "measure"] * 2
    ]  # fmt: skip


def test_the_reply_is_read_whole(tmp_path):
    found = plain(tmp_path, REPLY)
    assert (found["shape"], found["date"]) == (Shape.REPLY, "2025-06-18")
    assert found["proposals"][1] == (
        "关于加强社区养老服务的提案",
        "216",
        [("谭晓岚", "lead", ())],
        [("贵阳市民政局", "main"), ("贵阳市财政局", "co")],
    )


def test_the_joint_proposal_is_read_whole(tmp_path):
    found = plain(tmp_path, JOINT)
    ((title, _, people, _),) = found["proposals"]
    assert (found["shape"], title) == (Shape.PROPOSAL, "关于建设城市慢行系统的提案")
    assert people == [("葛明远", "lead", ()), ("谭晓岚", "co", ()), ("欧阳文澜", "co", ())]
    assert [kind for kind, _ in found["passages"]].count("measure") == 2
