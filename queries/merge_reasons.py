"""Why two proposals might be merged, and what speaks against it, as rows of the answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.model import DocumentType, Evidence
from queries.asks import THINGS, WEIGHTS, Asks, Part, channel
from queries.captions import PARTS
from queries.likeness import Ask, Match, Pair, Words, apart, dice, matched, wording
from queries.network import plainest
from queries.result import Cell, Quote, quotes
from queries.uses import Uses

_NAMED = 6
_HEADING = 30
"""A measure is named by its first characters."""


def pair_rows(
    known: Asks,
    words: Words,
    found: Sequence[tuple[Pair, bool]],
    groups: Mapping[str, int],
    links: Uses,
    people: Mapping[str, list[str]],
) -> Iterator[dict[str, Cell]]:
    """Yield a row for each pair, with whether it can be merged."""
    for pair, merge in found:
        same = matched(words, pair.a, pair.b)
        said = {side: _said(known, pair, side, links) for side in (pair.a, pair.b)}
        a, b = known.proposals[pair.a], known.proposals[pair.b]
        yield {
            "group": groups.get(pair.a) if merge and groups.get(pair.a) == groups.get(pair.b) else None,
            "match": "merge" if merge else "across",
            "match_name": "并案候选" if merge else _across(known, pair),
            "score": pair.score,
            "a": pair.a,
            "a_name": a.name,
            "a_proposers": list(people.get(pair.a, ())),
            "b": pair.b,
            "b_name": b.name,
            "b_proposers": list(people.get(pair.b, ())),
            "parts": [f"{PARTS[part]} {pair.parts[part]:.2f}/{WEIGHTS[part]:.2f}" for part in WEIGHTS],
            **{f"part_{part}": pair.parts[part] for part in WEIGHTS},
            "reasons": _reasons(known, words, pair, same),
            "differences": [*_meetings(known, pair, merge=merge), *differences(known, words, pair, same)],
            "uses_a": [*(f"{name}：{item.sentence}" for name, item in said[pair.a]), *_asked(same, 0)],
            "uses_b": [*(f"{name}：{item.sentence}" for name, item in said[pair.b]), *_asked(same, 1)],
            "evidence": [
                *quotes(item for side in said.values() for _, item in side),
                *(quoted_ask(ask) for match in same for ask in (match.one, match.other)),
            ],
        }


def shared(known: Asks, part: Part, ids: Sequence[str]) -> list[str]:
    """Return the things that all of some proposals have, the rarest first."""
    both = frozenset[str].intersection(*(known.things[id_][part] for id_ in ids))
    return sorted(both, key=lambda thing: (-known.rarity(thing), known.names[thing], thing))


def _said(known: Asks, pair: Pair, side: str, links: Uses) -> list[tuple[str, Evidence]]:
    """Return what one side says of each thing that both have, things that are asked for first."""
    found: list[tuple[str, Evidence]] = []
    for part in THINGS:
        for thing in shared(known, part, (pair.a, pair.b))[:_NAMED]:
            said = plainest(item for link in links.get((side, thing), ()) for item in link.evidence)
            if said is not None:
                found.append((known.names[thing], said))
    return found


def _asked(same: Sequence[Match], side: int) -> list[str]:
    return [f"措施：{(match.other if side else match.one).sentence[2]}" for match in same]


def quoted_ask(ask: Ask) -> Quote:
    """Return the first sentence of a measure as a quotation."""
    start, end, sentence = ask.sentence
    return {
        "document": ask.text.document,
        "start": start,
        "end": end,
        "exact": sentence,
        "sentence": sentence,
    }


def _reasons(known: Asks, words: Words, pair: Pair, same: Sequence[Match]) -> list[str]:
    found: list[str] = []
    for part, word in (
        (Part.INSTRUMENTS, "都要"),
        (Part.INDUSTRIES, "同涉产业"),
        (Part.PLACES, "同涉地点"),
        (Part.HANDLERS, "同由这些单位办理"),
    ):
        if things := shared(known, part, (pair.a, pair.b)):
            found.append(f"{word}：{_listed([known.names[thing] for thing in things])}")
    if same:
        found.append(f"{len(same)} 项措施相近")
    likeness = wording(known, words, pair.a, pair.b)
    found.append(f"措施文字相同 {likeness:.0%}")
    titles = dice(known.things[pair.a][Part.TITLES], known.things[pair.b][Part.TITLES])
    if titles > 0:
        found.append(f"案由文字相同 {titles:.0%}")
    return found


def differences(known: Asks, words: Words, pair: Pair, same: Sequence[Match]) -> list[str]:
    """Say what one of two proposals asks and the other does not, and how place and address differ."""
    found: list[str] = []
    taken = {ask.passage for match in same for ask in (match.one, match.other)}
    for side, name in ((pair.a, "甲"), (pair.b, "乙")):
        if rest := [_heading(ask) for ask in words.measures[side] if ask.passage not in taken]:
            found.append(f"{name}另提：{_listed(rest, '；')}")
    if apart(known, pair.a, pair.b):
        sides = [
            _listed([known.names[id_] for id_ in sorted(known.own_places(side))]) for side in (pair.a, pair.b)
        ]
        found.append(f"地点不同：甲{sides[0]}，乙{sides[1]}")
    for part, word in ((Part.HANDLERS, "点名单位"), (Part.INDUSTRIES, "产业")):
        one, other = known.things[pair.a][part], known.things[pair.b][part]
        only = [
            f"{name}{_listed(sorted(known.names[id_] for id_ in rest))}"
            for name, rest in (("甲独有", one - other), ("乙独有", other - one))
            if rest
        ]
        if only:
            found.append(f"{word}：{'，'.join(only)}")
    return found


def _meetings(known: Asks, pair: Pair, *, merge: bool) -> Iterator[str]:
    """Say in what body, session and type two proposals differ."""
    a, b = known.proposals[pair.a], known.proposals[pair.b]
    if a.document_type != b.document_type:
        types = [_TYPES[DocumentType(fact.document_type)] for fact in (a, b)]
        yield f"文种不同：甲{types[0]}，乙{types[1]}"
    if not merge:
        for one, other, word in (
            (a.body or a.jurisdiction, b.body or b.jurisdiction, "机构"),
            (a.session or a.year, b.session or b.year, "届次"),
        ):
            if one != other:
                yield f"{word}不同：甲{one or '不明'}，乙{other or '不明'}"


_TYPES = {
    DocumentType.PROPOSAL: "提案",
    DocumentType.PLENARY_SPEECH: "大会发言",
    DocumentType.WRITTEN_SPEECH: "书面发言",
    DocumentType.DEPUTY_SUGGESTION: "代表建议",
    DocumentType.PUBLIC_OPINION: "社情民意信息",
}


def _across(known: Asks, pair: Pair) -> str:
    """Say why two like proposals cannot be merged."""
    a, b = known.proposals[pair.a], known.proposals[pair.b]
    if (a.body or a.jurisdiction) != (b.body or b.jurisdiction):
        return "他处近似，不能并案"
    return "渠道不同，不能并案" if channel(a) != channel(b) else "他次会议近似，不能并案"


def _heading(ask: Ask) -> str:
    name = ask.heading or ask.sentence[2]
    return name if len(name) <= _HEADING else f"{name[:_HEADING]}…"


def _listed(names: Sequence[str], comma: str = "、") -> str:
    more = f" 等 {len(names)} 项" if len(names) > _NAMED else ""
    return comma.join(names[:_NAMED]) + more
