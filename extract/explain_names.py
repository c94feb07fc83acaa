"""Explain each name in a text: which entry or rule made it, what it won against, and why it is classed so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extract.classes import classify
from extract.draft import Layout
from extract.explain_weights import told
from extract.industries import industry_candidates
from extract.instruments import judge_instruments, weigh_instruments
from extract.lexicons import load_lexicon
from extract.lines import split_lines
from extract.modality import modality_of
from extract.organizations import find_organizations, organization_candidates
from extract.pipeline import Context, extract, look
from extract.structure import read_structure
from extract.verdicts import Refused
from extract.view import TextView
from extract.weighed_modality import features_of as modality_features
from extract.weighing import COUNTS, Weighed, kinds_of
from graph.model import Extraction, Mention, MentionType, Modality, PassageKind

_RULES = {
    "lexicon": "词表",
    "lexicon+left": "词表, 向左补足修饰语",
    "lexicon+grown": "词表, 补足前后",
    "head": "词尾规则",
    "title": "书名号内的标题",
    "object": "所建、所设、所发之物",
    "rule": "规则",
    "byline": "署名",
    "division": "行政区划表",
    "township": "乡镇表",
    "gazetteer": "地名表",
    "ending": "地名词尾",
    "recurs": "前文已见",
    "contextual": "指代本辖区",
    "abbreviation": "简称",
    "zone": "本地唯一的园区",
    "department": "部门表",
    "body": "机关表",
    "party": "党派团体表",
}
_TYPES = {
    MentionType.INSTRUMENT: "政策工具",
    MentionType.INDUSTRY: "行业",
    MentionType.PLACE: "地点",
    MentionType.ORGANIZATION: "机构",
    MentionType.MEMBER: "委员",
}
_MODALITIES = {
    Modality.PROPOSED: "建议",
    Modality.PLANNED: "计划",
    Modality.EXISTING: "已有",
    Modality.NEGATED: "缺少或反对",
    Modality.DECLINED: "未采纳",
}


_KNOWN = ("lexicon", "gazetteer")
_ONLY_SET_UP = "那里只算说要设立、推行的 (where only what is set up or carried out counts)"
_WHERE = {
    PassageKind.TITLE: f"但此处读作标题, {_ONLY_SET_UP}",
    PassageKind.FRONT: f"但此处读作抬头, {_ONLY_SET_UP}",
    PassageKind.BYLINE: "但此处读作署名 (but this is read as a byline)",
    PassageKind.FOOTER: "但此处读作落款 (but this is read as a footer)",
    PassageKind.CHROME: "但此处读作网页的栏目 (but this is read as the navigation of a page)",
}
_ELSEWHERE = "但上下文不合 (but what stands around it does not fit)"


class _Rival(NamedTuple):
    """Something that might have been a name at a place, and is none."""

    start: int
    end: int
    type: MentionType
    method: str


def explain_names(text: str) -> Iterator[str]:
    """Yield lines: each mention with its entry or rule, what it won against, and last what does not count."""
    context = Context(id="document:text", source="text")
    found = extract(text, context)
    lines = split_lines(text)
    view, layout = look(text, lines, context)[1], read_structure(text, lines)
    barriers = [item.end for item in find_organizations(view)]
    weighed = {
        (item.match.start, item.match.end): item
        for item in weigh_instruments(view, kinds_of(found), barriers)
        if item.features
    }
    kept = {(mention.start, mention.end, mention.type) for mention in found.mentions}
    rivals = [item for item in _rivals(view) if (item.start, item.end, item.type) not in kept]
    for mention in found.mentions:
        yield _line(mention)
        item = weighed.get((mention.start, mention.end))
        if mention.type is MentionType.INSTRUMENT and item is not None:
            rules = f"; 规则不认它 (the rules refuse it): {item.refused}" if item.refused else ""
            yield f"    是否计入 (whether it counts): {told('verdict', item.features, COUNTS)}{rules}"
        if mention.modality is not None:
            yield _modality_weighed(view, layout, mention)
        for rival in rivals:
            if rival.start < mention.end and mention.start < rival.end:
                yield f"    胜过 (won against) {_named(text, rival)}: {_why(mention, rival)}"
    light = [item for item in weighed.values() if not item.counts]
    spans = {(item.match.start, item.match.end) for item in light if not item.refused}
    lost = [
        *map(_light, light),
        *(
            _Lost(item.start, item.end, item.reason)
            for item in _refused(view)
            if (item.start, item.end) not in weighed
        ),
        *_passed_over([item for item in rivals if (item.start, item.end) not in spans], found),
    ]
    for refused in sorted(lost, key=lambda item: (item.start, item.end)):
        if not any(start <= refused.start and refused.end <= end for start, end, _ in kept):
            yield f"未计 (does not count) {text[refused.start : refused.end]}: {refused.reason}"


def rule_of(method: str) -> str:
    """Return a mention's method in Chinese: ``head:基金`` is 词尾规则 基金."""
    kind, _, detail = method.partition(":")
    opened, plus, _ = kind.partition("+")
    if plus and opened not in {"lexicon"}:
        return f"机构词尾 {detail}"
    return f"{_RULES.get(kind, kind)} {detail}".strip()


def _line(mention: Mention) -> str:
    parts = [
        f"{mention.start}-{mention.end}",
        _TYPES[mention.type],
        mention.exact,
        mention.name,
        f"{rule_of(mention.method)} ({mention.method}, {mention.confidence:.2f})",
    ]
    if mention.type is MentionType.INSTRUMENT:
        parts += [_class_of(mention), _modality_of(mention)]
    if mention.nested:
        parts.append("在别的名称之内 (nested)")
    return "\t".join(parts)


def _class_of(mention: Mention) -> str:
    """Say which sub-tool an instrument has and by which part of its name."""
    lexicon = load_lexicon()
    if mention.name in lexicon.instruments:
        return f"{mention.subtool} (词表)"
    ending = mention.method.rpartition(":")[2]
    what = classify(lexicon, mention.name, ending)
    also = f"; 兼 (also) {', '.join(what.secondary)}" if what.secondary else ""
    return f"{mention.subtool} ({what.reason}{also})"


def _modality_of(mention: Mention) -> str:
    if mention.modality is None:
        return ""
    cue = f"“{mention.cue.exact}”" if mention.cue else "段落"
    return f"{_MODALITIES[mention.modality]} {mention.modality} ({cue})"


def _rivals(view: TextView) -> Iterator[_Rival]:
    for item in judge_instruments(view):
        if not isinstance(item, Refused):
            yield _Rival(item.start, item.end, MentionType.INSTRUMENT, item.method)
    for item in industry_candidates(view):
        yield _Rival(item.start, item.end, MentionType.INDUSTRY, item.method)
    for item in organization_candidates(view):
        yield _Rival(item.start, item.end, MentionType.ORGANIZATION, item.method)
    for item in view.places:
        yield _Rival(item.start, item.end, MentionType.PLACE, item.method)


class _Lost(NamedTuple):
    """Something that is no name where it stands, and why."""

    start: int
    end: int
    reason: str


def _modality_weighed(view: TextView, layout: Layout, mention: Mention) -> str:
    """Say what weighed for and against the modality of an instrument, and what the rules say."""
    passage = layout.passage_at(mention.start)
    if passage is None or mention.modality is None:
        return ""
    rules = modality_of(view, mention.start, mention.end, passage.kind, passage.section)
    features = modality_features(view, mention.start, mention.end, passage, rules)
    other = "" if rules.modality is mention.modality else f"; 规则说 (the rules say) {rules.modality}"
    return f"    情态 (modality): {told('modality', features, mention.modality)}{other}"


def _light(item: Weighed) -> _Lost:
    """Say why something does not count that was weighed."""
    why = item.refused or "规则认它, 反对的更重 (the rules take it, more weighs against it)"
    return _Lost(item.match.start, item.match.end, f"{why}; {told('verdict', item.features, COUNTS)}")


def _refused(view: TextView) -> Iterator[Refused]:
    yield from (item for item in judge_instruments(view) if isinstance(item, Refused))


def _passed_over(rivals: list[_Rival], found: Extraction) -> Iterator[_Lost]:
    """Yield what the lexicons know, that no other name took the place of, and why it is none here."""
    passages = [item for part in (found.document, *found.proposals) for item in part.passages]
    for rival in dict.fromkeys(rivals):
        if not rival.method.startswith(_KNOWN):
            continue
        if any(rival.start < mention.end and mention.start < rival.end for mention in found.mentions):
            continue
        kinds = (item.kind for item in passages if item.start <= rival.start < item.end)
        known = f"词表认得 (in the lexicon), {_TYPES[rival.type]}, {rule_of(rival.method)}"
        yield _Lost(
            rival.start, rival.end, f"{known}; {_WHERE.get(next(kinds, PassageKind.OTHER), _ELSEWHERE)}"
        )


def _named(text: str, rival: _Rival) -> str:
    return f"{_TYPES[rival.type]} {text[rival.start : rival.end]} ({rival.method})"


def _why(mention: Mention, rival: _Rival) -> str:
    if rival.type is not mention.type:
        return f"此处是{_TYPES[mention.type]} (is of another type here)"
    if rival.end - rival.start < mention.end - mention.start:
        return "取最长的名称 (the longest name wins)"
    return "先出现的优先 (the earlier wins)"
