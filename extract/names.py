"""Tell names by their shape: people by their surname, bodies and offices by how they end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from extract.lexicons import load_words
from extract.patterns import alternatives
from extract.segment import get_segmenter, word_class
from graph.model import LexiconError, ProposerRole

_HAN = "一-鿿"
_END = rf"(?:(?![{_HAN}])|(?=委员|代表|常委))"
NAME = (
    rf"(?:[{_HAN}]{{1,10}}(?:[·•・][{_HAN}]{{1,10}})+|[{_HAN}](?: {{1,4}}[{_HAN}]){{2}}{_END}"
    rf"|[{_HAN}][ 　]+[{_HAN}]{_END}|[{_HAN}]{{2}} [{_HAN}]{{1,2}}{_END}"
    rf"|[{_HAN}][ 　][{_HAN}]{{2}}{_END}"
    rf"|[{_HAN}]{{2,4}})"
)
"""Regular expression of a person's name as written: plain, spaced (王 强), or long with dots."""

ROLE = r"(?:政协)?(?:常务委员|常委|委员|代表)"
"""How a member is called after the name."""

DOTTED_NAME = rf"[{_HAN}]{{1,10}}(?:[·•・][{_HAN}]{{1,10}})+"
"""Regular expression of a name of several parts joined by a middle dot."""

BODY_TAIL = r"(?:工商联|总工会|妇联|侨联|台联|青联|科协|团市委|团省委|委会|委员会|支部|界别|联络组|小组)"
"""How the name of a body that speaks or proposes ends."""

_PARTY = f"(?:{alternatives(load_words()['parties'])})"
_OFFICE = re.compile(
    r"(?:委员|代表|常委|主席|主委|创始人|发起人|传承人|合伙人|带头人|检察官|法官|警官|首席[一-鿿]{1,6}官|理事|干事|会员|馆员|讲师|院士|监事|董事|设计师|规划师|会计师|护士长?|技师|教练|导演|作家|画家|医生|驾驶员|飞行员|志愿者|会长|主任|院长|校长|书记|理事长|董事长|总经理|经理|总裁|教授|研究员|工程师|医师|律师|部长|局长|处长|所长"
    r"|秘书长|负责人|委员长|馆长|厅长|市长|区长|县长|园长|行长|总监|站长|社长|主编|调研员|巡视员|专家|博士|法定代表人|合伙人|顾问|主播|工人|农民|教师|大户|养殖户|种植户|手艺人|匠人|工匠|师傅|司机|渔民|牧民|村医|护理员|店主|经营者|从业者|法师|道长|阿訇|住持|牧师|演员|编剧|农艺师|技术员|调解员|网格员|快递员|骑手|船长|主理人|创业者"
    r"|老板|掌柜|业主|民宿主|船老大|船员|引航员|护林员|保洁员|售货员|保育员|饲养员|领航员|检票员|乘务员|列车长|厨师|面点师|美容师|药剂师|药师|兽医师?|助产士|护工|环卫工|电焊工|钳工|机修工|木工|瓦工|装卸工|矿工|农机手|飞手|果农|茶农|菜农|花农|烟农|棉农|蚕农|瓜农|菇农|药农|蜂农|养蜂人|绣娘|织娘|歌手|书法家|雕刻家|摄影师|舞蹈家|音乐家|评弹演员|运动员|球员|裁判员?|媒体人|经纪人|代理人|投资人|守护人|班长|队长|组长|店长|厂长|场长|台长|村支书|支书|村官|军人|老兵|个体户|大学生|研究生)$"
)
_BODY = re.compile(
    rf"{_PARTY}\S*$"
    r"|\S*(?:工商联|总工会|妇联|侨联|台联|青联|科协|团委|共青团\S*委|文联|残联|工商业联合会|委员会|委会|专委会|支部|支社|总支|小组|联络组|委员组|界别|界|商会|协会|联合会|联谊会|知联会|新联会|委)$"
)
_NAME_TAGS = frozenset({"nr", "nrt", "nrfg", "ns", "nz", "c", "x"})


def ends_in_office(text: str) -> bool:
    """Whether a line ends in what somebody is: 某集团副总经理, 省政协委员."""
    return bool(_OFFICE.search(text))


_EMPLOYER = re.compile(
    "(?:局|委|委员会|厅|院|所|校|中学|小学|大学|高中|职中|园|公司|集团|中心|站|协会|学会|商会|联合会|银行|社|馆|厂|部|处|办|办公室"
    "|队|科|室|基地|农场|林场|牧场|合作社|工作室|管委会|街道|村|社区|党校|医联体|支行|分行|支队|大队|法庭)$"
)


def is_employer(text: str) -> bool:
    """Whether a string ends like the body where somebody works, for places where nothing else may stand.

    >>> [is_employer(text) for text in ("某县林业和草原局", "某镇中心幼儿园", "市政协委员、某研究所", "张三")]
    [True, True, True, False]
    """
    return len(text) >= _SHORTEST_EMPLOYER and bool(_EMPLOYER.search(text))


_SHORTEST_EMPLOYER = 4


_PLAIN_OFFICE = re.compile("退休|离休|注册|执行|签约|特约|特邀|驻|研究|讲解|主持|代理|教授|参事|在读")


def reads_as_office(text: str) -> bool:
    """Whether a line names what somebody is, rather than ends in such a word: no verb opens it.

    >>> [reads_as_office(text) for text in ("某集团副总经理", "留住乡村教师", "退休教师")]
    [True, False, True]
    """
    if not ends_in_office(text):
        return False
    first = get_segmenter().tokens(text)[0]
    opens = first.tag[0] in "vpd" or word_class(first.text) in {"v", "p", "d"}
    return not (opens and not _PLAIN_OFFICE.match(text))


@dataclass(frozen=True)
class Named:
    """A proposer as a byline gives it: name and its span, offices, kind and role."""

    name: str
    start: int
    end: int
    titles: tuple[str, ...]
    is_person: bool
    role: ProposerRole
    spoke_for: str = ""
    """Name of the body for which a person speaks; empty where there is none."""


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Single, compound and doubtful surnames; raises LexiconError when the file is not three lines."""
    text = files("extract").joinpath("lexicon", "surnames.txt").read_text(encoding="utf-8")
    rows = [row for row in text.splitlines() if row and not row.startswith("#")]
    if len(rows) != 3:
        raise LexiconError("surnames.txt: expected a line of single, of compound and of doubtful surnames")
    return frozenset(rows[0]), frozenset(rows[1].split()), frozenset(rows[2])


_DOTS = re.compile("[·•・]")
_DOTTED = re.compile(rf"[{_HAN}]{{1,10}}(?:[·•・][{_HAN}]{{1,10}})+")
_INNER_BLANKS = re.compile(r"(?<=\S)[ 　]+(?=\S)")
_PLAIN = re.compile(rf"[{_HAN}]{{2,4}}")
_ORDINAL = re.compile("第(?:[一二三四六七八九十]|五[场届次期组号条项章节])")
_FUNCTION = frozenset("的了是在和与及仅等被把也都就将不")


@lru_cache(maxsize=1 << 15)
def is_name(text: str) -> bool:
    """Whether ``text`` has the shape of a Chinese person's name.

    A known surname with one or two more characters, a compound surname with one or two, one of them
    spaced (王 强), or a name of several parts joined by a middle dot.

    >>> [is_name(text) for text in ("王新龙", "欧阳修文", "王 强", "买买提·艾力", "市政协", "关于")]
    [True, True, True, True, False, False]
    """
    if _DOTS.search(text):
        return bool(_DOTTED.fullmatch(text))
    name = _INNER_BLANKS.sub("", text) if " " in text or "　" in text else text
    if not 2 <= len(name) <= 4:
        return False
    single, compound, _ = _surnames()
    if not ((name[:2] in compound and len(name) >= 3) or (name[0] in single and len(name) <= 3)):
        return False
    if not _PLAIN.fullmatch(name) or name in load_words()["not_names"] or _ORDINAL.match(name):
        return False
    return _FUNCTION.isdisjoint(name[1:])


_OFFICE_END = re.compile(
    r"(?:[长师员官士手授任席记理裁委表监编总家民工界练]|界别|顾问|代表团|(?:创始|发起|负责|传承|合伙|经纪|主持|带头|召集|发言|代表|责任)人|(?:工作|从业|志愿|经营|创业|管理|研究|劳动|设计)者|[农工商军]人|干事|董事|监事|助理|人士)$"
)


def may_be_office(text: str) -> bool:
    """Whether a string ends like any office or trade; for places where nothing but one may stand."""
    return bool(_OFFICE.search(text) or _OFFICE_END.search(text))


@cache
def transcribed() -> re.Pattern[str]:
    """Return what a name made of transcribed parts looks like: 多吉才旦, 阿拉坦其其格."""
    text = files("extract").joinpath("lexicon", "name_parts.txt").read_text(encoding="utf-8")
    parts = [part for row in text.splitlines() if not row.startswith("#") for part in row.split()]
    return re.compile(f"(?:{alternatives(parts)}){{1,3}}")


_HEADCOUNT = re.compile("[一二三四五六七八九十百两几余]+[人名位]$")


def is_open_name(text: str) -> bool:
    """Whether a string may be a name of a shape that ``is_name`` does not know (阿拉坦巴根, 扎西顿珠).

    To be used only where nothing but names may stand. Strings made of common words are none.
    """
    if not re.fullmatch(rf"[{_HAN}]{{2,7}}", text) or is_body(text) or ends_in_office(text):
        return False
    if text.endswith(("政协", "人大")) or _HEADCOUNT.search(text) or (len(text) > 4 and is_employer(text)):
        return False
    if transcribed().fullmatch(text):
        return True
    words = get_segmenter().tokens(text)
    kinds = [word_class(word.text) for word in words if len(word.text) > 1]
    if len(words[0].text) > 1 and (kinds[0] or "n")[0] in "vdprc":
        return False
    return len(kinds) < len(words) or any(kind is None or kind in _NAME_TAGS for kind in kinds)


def is_surname(text: str) -> bool:
    """Whether ``text`` is a surname, single or compound."""
    return any(text in kind for kind in _surnames()[:2])


def is_doubtful_name(text: str) -> bool:
    """Whether a string may be a name whose surname mostly is a common word (水, 山, 红).

    To be used only where an office says that a name stands. Two letters that are a word are none, nor are
    three that say where somebody belongs (经济界委员).

    >>> [is_doubtful_name(text) for text in ("水云间", "秋月白", "红军", "经济界", "广东省")]
    [True, True, False, False, False]
    """
    named = re.fullmatch(rf"[{_HAN}]{{2,3}}", text) and text[0] in _surnames()[2]
    if not named or not _FUNCTION.isdisjoint(text):
        return False
    if len(text) == 3:
        return not is_body(text) and text[-1] not in "省市区县州旗镇乡村局厅部院校军级名位些"
    return (word_class(text) or "nr").startswith("nr")


def is_body(text: str) -> bool:
    """Whether ``text`` is named like a party, federation, committee or sector group."""
    return bool(_BODY.fullmatch(text)) and not text.endswith(("会员", "党员", "社员", "盟员", "成员", "员工"))


_PROPOSING = re.compile(
    rf"{_PARTY}"
    r"[一-鿿]{0,10}(?:委员会|委会|中央|[省市区县]委|总支(?:部)?(?:委员会)?|支部|支社|小组)"
    r"|[一-鿿]{0,6}(?:工商联|工商业联合会|总工会|妇联|侨联|台联|青联|科协|知联会|新联会|团[省市区县]委)"
    r"|[一-鿿]{2,12}政协[一-鿿]{2,20}(?:委员会|委|课题组|调研组)"
    r"|(?:提案|经济|经济科技|农业和农村|农业农村|人口资源环境|资源环境|城乡建设|教科卫体|科教文卫体?|文化文史和学习|学习和?文史"
    r"|社会和?法制|民族和?宗教|港澳台侨(?:和外事|外事)?|委员工作)委员会"
    r"|[一-鿿]{0,8}(?:政协)?[一-鿿]{2,10}(?:专委会|专门委员会|界别(?:小组|组)?|联组|活动小组)"
)


def is_proposing_body(text: str) -> bool:
    """Whether ``text`` is the full name of a body that may itself propose, by law or custom."""
    return bool(_PROPOSING.fullmatch(text))
