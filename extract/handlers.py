"""Find the bodies that handle a proposal: 主办 and 会办, in a form's fields or in a reply's sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.draft import DraftHandler
from extract.lines import Line
from graph.model import HandlerRole

_OFFICE = re.compile(
    r"^[一-鿿（）()·]{2,30}?(?:局|委|委员会|厅|部|办|办公室|政府|政府办|法院|检察院|中心|公司|大队|支队|总队|集团|署|总局|分行|海关|银行|管委会|街道|院|会|联|处|工商联|学会|协会|分局|办事处|党组|监管组)$"
)
_LIST = r"(?P<names>[一-鿿（）()·、，,　 和及与]{2,120}?)"
_WE = r"(?:我|本)(?:[局委厅部办院行司署]|中心|单位|公司|集团)"
_SENTENCES = (
    (re.compile(r"(?:由|[，。；：:])(?P<names>[一-鿿、和及与]{2,80}?)(?:主办|牵头办理)"), HandlerRole.MAIN),
    (
        re.compile(
            rf"(?:^|[，。；：]|主办，|同|和){_LIST}(?:会办|协办|协同办理|协助办理|配合办理)(?!意见|单位)"
        ),
        HandlerRole.CO,
    ),
    (
        re.compile(
            rf"(?:会同|{_WE}(?:作为主办单位[，,]?)?(?:牵头)?(?:[与同和商]|会(?![议商同])|联合)"
            rf"|{_WE}[^，。；]{{0,4}}(?:牵头|主办|主办单位|负责)[，,](?:并|经)?(?:[与同和商]|会(?![议商同]))"
            rf"|会商|经商|经与|商请|并商|综合(?!行政|执法)|结合){_LIST}"
            r"(?:会办意见|意见|[，。；]|认真|进行|共同|研究|办理|等|碰|多次|深入|到|赴|现场|对|就|召开|逐[条项]|一[起道同]|专题|组织|开展|同意|配合)"
        ),
        HandlerRole.CO,
    ),
    (
        re.compile(
            rf"[，。；](?:先后|分别|多次|及时|主动|专门)+[与同]{_LIST}(?:会商|商议|协商|沟通|座谈|共同研究|共同商)"
        ),
        HandlerRole.CO,
    ),
)
_FIELDS = (
    (
        re.compile(
            rf"(?:主\s*办|承\s*办|答复)(?:\s*单\s*位)?\s*(?:[:：]|[　 ]{{1,4}}){_LIST}(?=$|[　 ]{{2,}}|"
            rf"[；;。│|]|会\s*办|协\s*办)"
        ),
        HandlerRole.MAIN,
    ),
    (
        re.compile(
            rf"(?:会\s*办|协\s*办|分\s*办)(?:\s*单\s*位)?\s*(?:[:：]|[　 ]{{1,4}}){_LIST}(?=$|"
            rf"[　 ]{{2,}}|[；;。│|])"
        ),
        HandlerRole.CO,
    ),
)
_TOLD_IN_FIELDS = (
    (re.compile(r"[:：](?P<names>[一-鿿]{2,30}?)主办(?=[，,；;]|$)"), HandlerRole.MAIN),
    (re.compile(r"主办[，,；;](?P<names>[一-鿿、和及与]{2,80}?)(?:会办|协办)$"), HandlerRole.CO),
    (re.compile(r"[:：](?P<names>[一-鿿、和及与]{2,80}?)分办$"), HandlerRole.MAIN),
)
"""A field that tells the roles behind the names: 承办单位：某局主办，某局、某委协办."""
_BRACKETED = re.compile(r"(?P<names>[一-鿿·、，,　 和及与]{2,80}?)[(（](?P<role>主办|承办|会办|协办)[)）]")
_OWN = re.compile(r"(?:我|本)[局委厅部办院行区县市司].*|市政府|各|(?:相关|有关|所在|所属|其他)[一-鿿]{1,4}")


def is_office(text: str) -> bool:
    """Whether a line is the name of an office and nothing else.

    >>> is_office("青岛市民政局"), is_office("关于加强养老服务的提案")
    (True, False)
    """
    bare = _SEAL.sub("", text.strip(" 　"))
    return bool(_OFFICE.match(bare)) and not _NO_OFFICE.search(bare)


_SEAL = re.compile(r"\s*[(（]盖?章[)）]$")
_NO_OFFICE = re.compile("关于|提案|建议|会议|答复|主办|会办|协办|由我")


def find_handlers(
    text: str, lines: list[Line], title: list[int], opening: list[Line], end: int
) -> tuple[DraftHandler, ...]:
    """Return who answers a reply's proposal and who was consulted, each body once.

    The one that answers is the office that signs, or stands above or in the heading.
    """
    found: dict[str, DraftHandler] = {}
    for item in [*_signer(lines, title, end), *field_handlers([*lines[: title[0]], *lines[end:]])]:
        if item.role is HandlerRole.CO or not any(other.role is HandlerRole.MAIN for other in found.values()):
            found.setdefault(item.name, item)
    for line in opening:
        for pattern, role in _SENTENCES:
            for match in pattern.finditer(text, line.start, line.end):
                for item in _items(text, match.span("names"), role):
                    found.setdefault(item.name, item)
    main = [item.name for item in found.values() if item.role is HandlerRole.MAIN]
    kept = {name: item for name, item in found.items() if item.role is HandlerRole.CO or name == main[0]}
    return tuple(sorted(kept.values(), key=lambda item: (item.role is HandlerRole.CO, item.start)))


def field_handlers(lines: list[Line]) -> Iterator[DraftHandler]:
    """Yield the bodies that a form's fields 主办, 承办 and 会办 name."""
    for line in lines:
        told = [(pattern, kind) for pattern, kind in _TOLD_IN_FIELDS if pattern.search(line.text)]
        for match in _BRACKETED.finditer(line.text):
            role = HandlerRole.MAIN if match.group("role") in {"主办", "承办"} else HandlerRole.CO
            yield from listed_handlers(match.group("names"), line.start + match.start("names"), role)
        for pattern, kind in told or _FIELDS:
            for match in pattern.finditer(line.text):
                yield from listed_handlers(match.group("names"), line.start + match.start("names"), kind)


def _signer(lines: list[Line], title: list[int], end: int) -> Iterator[DraftHandler]:
    """Yield the office that begins the heading, signs at the end, or stands above the heading."""
    for index in title:
        match = re.match(r"(?P<name>[一-鿿]{4,30}?)(?=关于|对[^外])", lines[index].text)
        if match and is_office(match.group("name")):
            start = lines[index].start
            yield DraftHandler(match.group("name"), start, start + match.end(), HandlerRole.MAIN)
            return
    for line in [*(lines[i] for i in title), *lines[end:], *lines[: title[0]]]:
        bare = re.sub(r"\s*[(（]盖?章[)）]$", "", line.text)
        if is_office(bare) and not line.is_footer:
            yield DraftHandler(bare, line.start, line.start + len(bare), HandlerRole.MAIN)
            return


def _items(text: str, span: tuple[int, int], role: HandlerRole) -> Iterator[DraftHandler]:
    yield from listed_handlers(text[slice(*span)], span[0], role)


_PARTS = re.compile(
    "(?:(?![、，,　 ]|[和及](?=[省市区县国各中]|自治)|与(?=[省市区县国]|自治)"
    "|(?<=[局厅委部院])[和及与](?=[一-鿿]{3})).)+"
)


def listed_handlers(names: str, offset: int, role: HandlerRole) -> Iterator[DraftHandler]:
    """Cut a list of offices at 、，和; what is no office's name is left out. ``offset``: where it begins."""
    for part in _PARTS.finditer(names):
        name = re.sub(r"^(?:和|及|与)|(?:等(?:部门|单位)?)?的?$", "", part.group())
        start = offset + part.start() + part.group().index(name)
        if name and is_office(name) and not _OWN.fullmatch(name) and len(name) > 2:
            yield DraftHandler(name, start, start + len(name), role)
