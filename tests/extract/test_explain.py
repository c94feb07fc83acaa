"""The one line that says how a document was read, and why."""

import re

import pytest

from extract.explain import explain
from extract.pipeline import Context, extract

STATE = "近年来，我市山地旅游发展较快，但是交通不便的问题突出，企业反映强烈。\n"
ASK = "建议设立专项资金，支持景区道路改造，完善服务体系。\n"
DIGEST = (
    f"大会发言摘登\n\n关于发展山地旅游的建议\n市政协委员　葛明远\n{STATE}{ASK}\n"
    f"关于办好社区食堂的建议\n市政协委员　谭晓岚\n{STATE}{ASK}"
)
LABELLED = f"关于发展山地旅游的提案\n提案人：葛明远\n{STATE}{ASK}"
REPLY = (
    "关于市政协十三届五次会议第0216号提案的答复\n葛明远委员：\n"
    "您提出的《关于发展山地旅游的提案》收悉。现答复如下：\n我局新修道路三十公里。\n\n贵阳市交通运输局\n2025年6月18日\n"
)


def said(text, **known):
    return explain(extract(text, Context(id="document:a", source="folder/a.txt", **known)))


SHAPES = {
    "digest": (DIGEST, "digest, 2 件: 2 处署名各有正文"),
    "proposer's line": (LABELLED, "proposal, 1 件: 有提案人行"),
    "subject line": (f"案由：关于发展山地旅游的提案\n{STATE}{ASK}", "proposal, 1 件: 有案由行"),
    "title": (f"关于发展山地旅游的提案\n\n{STATE}{ASK}", "proposal, 1 件: 标题是“关于……的提案”"),
    "reply": (REPLY, "reply, 2 件: 标题说答复"),
    "news": (f"聚焦民生实事\n\n葛明远委员说，{ASK}谭晓岚委员说，{ASK}", "news, 2 件: 正文里有 2 处"),
    "public opinion": (f"社情民意信息\n关于山地旅游的建议\n{STATE}{ASK}", "proposal, 1 件: 社情民意信息"),
    "anything else": (f"山地旅游怎么办\n\n{STATE}", "other, 1 件: 没有署名、案由或委员的话"),
}


@pytest.mark.parametrize(("text", "reason"), SHAPES.values(), ids=SHAPES)
def test_the_shape_and_the_reason_for_it(text, reason):
    assert said(text).startswith(f"folder/a.txt: 形状 (shape) {reason}")


@pytest.mark.parametrize("text", [text for text, _ in SHAPES.values()], ids=SHAPES)
def test_it_is_one_line_in_both_languages(text):
    line = said(text)
    assert "\n" not in line
    assert "\r" not in line
    assert re.search(r"件: [^;()]+\([a-z0-9][^()]+\)", line)


def test_facts_come_with_the_words_they_were_read_from():
    line = said(f"贵阳市政协十三届\n五次会议提案\n发布时间：2025年1月9日　来源：某某日报\n{LABELLED}")
    assert "日期 2025-01-09 (“2025年1月9日”)" in line
    assert "发布 某某日报 (“某某日报”)" in line
    assert "地区 520100 (“贵阳市政协”)" in line


@pytest.mark.parametrize("fact", ["date", "publisher", "jurisdiction", "session"])
def test_what_the_text_does_not_say_is_told(fact):
    assert f"(no {fact})" in said(LABELLED)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("date", "2024-02-03"),
        ("publisher", "某某日报"),
        ("jurisdiction", "520100"),
        ("session", "13-5"),
    ],
)
def test_what_was_known_beforehand_is_told_as_such(fact, value):
    assert f"{value} (按全文推断或已知, inferred or given)" in said(LABELLED, **{fact: value})


def test_proposals_without_a_proposer_are_counted():
    assert "没有提案人的 (no proposer named): 第 1 件" in said(f"关于发展山地旅游的提案\n\n{STATE}{ASK}")
    assert "没有提案人的" not in said(LABELLED)
    assert "没有提案人的" not in said(REPLY)  # nobody proposes a reply


def test_joined_lines_are_counted():
    body = "近年来我市山地旅游发展较快但是部分景区交通不便接待能力不足游客停留时间偏短的问题仍然突出" * 4
    width = 24
    wrapped = "\n".join(body[at : at + width] for at in range(0, len(body), width))
    line = said(f"关于发展山地旅游的提案\n提案人：葛明远\n{wrapped}。\n")
    assert f"硬换行接回 {len(body) // width} 处 (wrapped lines joined)" in line
    assert "硬换行" not in said(LABELLED)


def test_stray_spaces_are_counted():
    line = said(
        "关于发展山地旅游的提案\n提案人：葛明远\n近年来，我 市山地旅游发 展较快，但 是交通不 便，需要改善。\n"
    )
    assert "去掉字间空格 4 处 (stray spaces taken out)" in line
    assert "去掉字间空格" not in said(LABELLED)


def test_the_line_is_the_same_every_time():
    assert said(DIGEST) == said(DIGEST)
