"""Tell what asks from what tells: paragraphs that propose, that describe, and that find fault."""

from __future__ import annotations

import re

from extract.lexicons import load_words
from extract.patterns import alternatives

_CLAUSE = re.compile(r"[^，。；：！？、“”\n]+")
_VERB = alternatives(load_words()["ask_verbs"])
_MODAL = (
    r"(?:应当|应该|应(?!对|用|急|届|运|邀|聘|声|有尽有)"
    r"|(?<![只还就都得均])要(?!求|素|害|点|么|闻|道|是|不是|等|亏|跑|花|挨|受|看|靠|[^，。]{0,8}[\d一二三四五六七八九十百千万两几半]+[多余]?[万亿]?"
    r"(?:天|个月|分钟|个?小时|公里|里路|块钱|元|道|趟))|需要|需(?!求)|须|必须"
    r"|可以|(?<!宁)可(?!是|能|见|观|谓|惜|持续|达|[它他她这那我你]|[^，。]{0,2}人数)|不妨|不宜|不应|不得|别(?![的人处是墅说]))"
)
_LIST_MARK = re.compile(
    r"^[\s　*·•\-—#>]*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[㈠-㈩①-⑳⑴-⒇]|"
    r"第[一二三四五六七八九十]+[,，、是件条项点]?|[一二三四五六七八九十]+[是要]|"
    r"其[一二三四五][,，]?)?\s*"
)
_ASK_BY_VERB = re.compile(
    rf"(?:并且?|还|再|同时|此外|另外|进一步|尽快|尽早|积极|大力|着力|全面|切实|持续|适时|逐步|统筹|联合|共同|鼓励|建议|其中)?"
    rf"(?:(?:在|由|以|对|依托|把|将|向|从|为|与|借助|结合|针对|通过|围绕)[^，。；：]{{1,24}}?)?(?:{_VERB})"
)
_ASK_BY_WORD = re.compile(
    rf"[^，。；：]{{0,14}}?{_MODAL}"
    r"|(?:[^，。；：]{0,6}?)(?:建议|呼吁|希望|盼|恳请|提议|主张|想请|(?<![肯敢愿没不邀申])请(?!来|客|教|了|假|求|到过|不))"
)
_ASKING = re.compile("[应要需须必可不别建呼希盼恳提主想请]")
"""What every clause holds that asks by such a word."""
_DONE = re.compile(r"已|以来|了(?!解)|过(?!程|渡|境|度)|着(?!力|眼|手)|曾|近年来|目前|截至|达到?\d|\d%|％")
_EXPLICIT = re.compile(
    r"不妨|(?:想法|办法|意见|主张|思路|出路)(?:就?是|[:：])|[两二三四五几][点条个件](?:想法|意见|办法|建议|请求|期盼|事[。：:])|"
    r"建议|呼吁|希望|恳请|提议|主张|想请|盼望|期盼"
)
_PROBLEM = re.compile(
    r"问题|难点|不足|短板|瓶颈|困难|症结|原因|矛盾|滞后|缺乏|缺少|缺(?=[^口席位勤]{0,6}[，。；])|不够|不高|不强|不到位|不完善|不健全|不均|偏低|偏少|难以|制约|痛点|堵点|尚未|薄弱|失衡|错配|流失"
    r"|一难|二难|根子|病根|弊端|隐患|空白|脱节|不匹配|不畅|不一|无序|散乱|没有|却|然而|但是|最怕|没人|[难慢贵乱散弱](?=[，。；])"
)
_CLOSING = re.compile(
    r"以上|特此|妥否|谢谢|专此|供参考|请予|请.{0,6}(?:研究|考虑|审议)|我的发言|发言完|我们相信|相信[，在]|让我们"
)


ASKING = 0.25
"""Score from which a paragraph is taken to propose."""


def ask_share(text: str) -> float:
    """Return the share of a paragraph's clauses that ask for something, weighed by their length."""
    asked = total = 0
    for match in _CLAUSE.finditer(text):
        clause = _unlisted(match.group().strip(" 　"))
        total += len(clause)
        if _may_ask(clause) and not _DONE.search(clause):
            asked += len(clause)
    return asked / total if total else 0.0


def _unlisted(clause: str) -> str:
    """Return a clause without the number or bullet that opens it."""
    mark = _LIST_MARK.match(clause)
    return clause[mark.end() :] if mark else clause


def _may_ask(clause: str) -> bool:
    """Whether a clause begins with an act that is asked for, or holds a word of asking near its beginning."""
    return bool(_ASK_BY_VERB.match(clause) or (_ASKING.search(clause) and _ASK_BY_WORD.match(clause)))


_SENTENCE_END = re.compile("[。！？]")
_CLAUSE_MARK = re.compile("[，,、；]")


def ask_score(text: str) -> float:
    """Weigh how much a paragraph proposes: about 0 where it only tells, 0.3 and more where it asks.

    A headline sentence that asks (完善体系。) and words such as 建议 count beside the share of clauses.
    """
    first = _unlisted(_SENTENCE_END.split(text.strip(), 1)[0])
    clauses = (_unlisted(part) for part in _CLAUSE_MARK.split(first))
    heads = len(first) <= 40 and any(map(_may_ask, clauses)) and not _tells(first)
    return ask_share(text) + 0.3 * heads + 0.2 * bool(_EXPLICIT.search(text))


def _tells(sentence: str) -> bool:
    """Whether a sentence tells how things stand: what was done, or what is wrong."""
    return bool(_DONE.search(sentence) or _PROBLEM.search(sentence))


def finds_fault(text: str, *, numbered: bool = False) -> bool:
    """Whether a paragraph tells of problems or causes rather than how things stand.

    One word of fault is enough for an item of a list, which is short.
    """
    found = len(_PROBLEM.findall(text))
    return found >= (1 if numbered else 2) and found * 60 >= len(text)


_PRAISE = re.compile(r"成绩|成效|力气不小|值得肯定|走在前|显著|初具规模|全覆盖|名列|领先")


def names_fault(text: str) -> bool:
    """Whether a paragraph has any word of fault at all."""
    return bool(_PROBLEM.search(text))


_CAUSE = re.compile(r"原因|症结|病根|要害|问题出在|难处|难就难在|差在|卡在|究其|归根到底|隐忧")


def gives_cause(text: str) -> bool:
    """Whether a paragraph says what the trouble comes from."""
    return bool(_CAUSE.search(text))


def praises(text: str) -> bool:
    """Whether a paragraph tells of what was achieved."""
    return bool(_PRAISE.search(text))


def closes(text: str) -> bool:
    """Whether a paragraph only ends a speech or proposal."""
    return len(text) < 60 and (bool(_CLOSING.search(text)) or (len(text) < 45 and ask_share(text) < 0.12))


_ASKS_ALONE = re.compile(
    r"建议|呼吁|希望|提议|主张|倡议|期待|盼|应当|应该|应(?!急|用|对|聘|邀|届)|不妨|能不能|能否|可否|不如|想请|请(?!来|客|教|不|你们来|您来)"
    r"|要(?!求|不是|素|去外|兼|靠天|看|等|亏|跑|花|挨|受|[\d一二三四五六七八九十两几]|从[^，。]{1,12}[调买进])|需要|可以|宜(?=[改由建用将])|可(?=规划|由|将|在|让|把|先)"
    r"|反对|不赞成|不同意|补一[条点句]|提[了出][两二三四五几\d][点条]|推动|加快|加大|尽快|尽早|设立|建立|出台|制定"
)
_NAMED = re.compile("《[^》]*》?")
"""Titles of proposals and laws, whose own verbs ask for nothing where they are only named."""


def asks(text: str) -> bool:
    """Whether words that stand by themselves, such as a quotation or an answer, ask for anything."""
    return bool(_ASKS_ALONE.search(_NAMED.sub("", text))) or ask_score(text) >= ASKING
