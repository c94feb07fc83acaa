"""Tell titles from lines that say where something was said: 某市政协十届二次会议, 大会发言材料（六）."""

from __future__ import annotations

import re

_NUMERAL = r"[一二三四五六七八九十百〇零○\d①-⑳]{1,5}"
_COUNT = (
    rf"(?:之|编号)?[\s　:：]*[(（\[［【〔]?\s*(?:之|编号)?\s*[:：]?\s*(?:第|[Nn][Oo][.．]?)?\s*{_NUMERAL}\s*"
    r"(?:号|篇|期|辑|组|份|场)?\s*[)）\]］】〕]?"
)
"""How the papers of one conference are counted: 之六, （第27号）, 第三篇, [12]."""
_NOTE = r"[(（\[［【〔][^()（）\[\]［］【】〔〕。]{1,16}[)）\]］】〕]"
_PAPER = (
    r"(?:(?:[各民]主?党派|党派|团体|界别|集体|联合|联名|个人|委员|代表|小组|大会|全会|会议|口头|书面|交流|专题|议政|联组会?|分组|重点"
    r"|立案|参阅|典型|[、和·])*(?:发言|交流)(?:材料|稿|提纲|文稿)?|(?:大会|会议|参阅|书面|交流|议政|建言)材料"
    r"|(?:党派|团体|党派团体|界别|集体|联名|委员|个人|重点|大会|立案|平时)*提案|代表建议(?:、批评和意见)?|(?:代表)?议案)"
)
"""What a conference calls the papers that it prints, with no word of their contents."""
_TERM = rf"第?{_NUMERAL}届"
_MEETING = rf"第?{_NUMERAL}次(?:全体)?(?:会议|全会)(?:第{_NUMERAL}次(?:全体会议|大会))?"
_BODY = r"(?:中国人民政治协商会议|人民政协|政协|人大|人民代表大会)"
_PLACE = r"(?:(?!关于|对|提交|向[省市区县州自全])[一-鿿]){0,16}?"
_AT = rf"(?:{_PLACE}(?<=[省市区县州盟旗国])|(?<![一-鿿]))"
_CONFERENCE = (
    rf"(?:{_PLACE}{_BODY}\s*{_PLACE}{_TERM}(?:{_PLACE}委员会)?(?:常务委员会|常委会)?\s*(?:{_MEETING})?"
    rf"|{_AT}{_BODY}(?:{_PLACE}委员会|会议)?(?:常务委员会|常委会)?\s*(?:{_MEETING})?"
    rf"|{_AT}{_TERM}{_PLACE}(?:{_BODY}|委员会)(?:常务委员会|常委会)?\s*(?:{_MEETING})?|{_TERM}(?:{_MEETING}|{_NUMERAL}次))"
)
_OCCASION = re.compile(
    rf"(?:[—－-]{{1,3}}|在)*\s*"
    rf"(?:{_CONFERENCE}(?:期间)?[\s　·、，|｜/]*(?:{_PAPER})?|{_MEETING}[\s　]*(?:{_PAPER})?|{_PAPER})"
    r"(?:上的(?:大会|口头|书面)?(?:发言|讲话)(?:材料|稿)?)?[\s　]*"
    rf"(?:{_COUNT})?\s*(?:{_NOTE})?(?:\s*{_COUNT})?"
)
_MARKS = "#*_> 　【】[]［］"
_TELLS = re.compile("届|次|政协|人大|人民代表|会议|发言|材料|提案|建议|议案")
_LONGEST = 48


def is_occasion(text: str) -> bool:
    """Whether a line only names a conference, its papers, or the number of one among them.

    >>> [is_occasion(text) for text in ("政协某市第十届委员会第二次会议", "大会书面发言（第27号）")]
    [True, True]
    >>> is_occasion("关于办好大会发言的提案")
    False
    """
    bare = "".join(text.split()).strip(_MARKS)  # 大 会 发 言
    whole = bare[1:-1] if bare[:1] in "(（" and bare[-1:] in ")）" and bare.count("（") < 2 else bare
    if not 2 < len(whole) <= _LONGEST or not _TELLS.search(whole):
        return False
    return bool(_OCCASION.fullmatch(whole))
