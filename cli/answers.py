"""The answers that the site gives by itself: questions put to the graph, each with a limit, for one page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

import msgspec

from graph.model import Evidence, Label, Node, Subgraph
from graph.store import View
from queries.ask import ask
from queries.asks import WEIGHTS
from queries.heatmap import heatmap
from queries.merge_candidates import RULE
from queries.network import is_heading
from queries.overview import Overview
from queries.result import Result
from viz.answer_contents import (
    Answers,
    Common,
    Finding,
    Findings,
    Gap,
    Gaps,
    Group,
    Heading,
    Heat,
    Merge,
    Merges,
    Pair,
    Paper,
    Said,
    Sharing,
    Spot,
    Theme,
    Themes,
    Work,
    tool_id,
)

if TYPE_CHECKING:
    from queries.merge_search import Apart

PAIRS, GROUPS, THEMES, GAPS, FINDINGS, COLUMNS = 50, 50, 30, 30, 50, 14
"""How much of each answer the page holds at most."""
_THINGS = 8
"""Of what a pair has in common, so many things are quoted; of a theme, so many proposals are named."""
_SENTENCES = 2
"""Sentences of each side for each thing."""
_OF_GROUP = 20
"""Proposals quoted for each group."""
_OF_CELL = 6
"""Sentences of a cell of the heatmap."""
_KINDS = (Label.INSTRUMENT, Label.INDUSTRY, Label.PLACE, Label.ORGANIZATION)
_MEETINGS = ("机构不同", "届次不同")
"""Differences that stand with each proposal already, in words rather than codes."""
_BOUNDED = "只列出"
"""Notes that begin so tell what the page tells itself."""

Row = Mapping[str, Any]
Place = tuple[str, int, int]


def answers(
    view: View, facts: Overview, address: Callable[[str], str], home: str, apart: Apart = ()
) -> Answers:
    """Ask a graph the questions that a committee asks first.

    Args:
        view: the graph.
        facts: what the overview tells of it.
        address: of a proposal by its id, relative to the page.
        home: the address of the overview.
        apart: pairs of proposals that a person decided not to merge.
    """
    names = {document.id: document.name for document in facts.documents}
    found = Answers(
        proposals=len(facts.proposals),
        works={},
        papers={},
        merges=_merges(ask(view, "merge-candidates", apart=apart, match="all", limit=PAIRS)),
        sharing=(
            *(_pairs(view, level) for level in ("concept", "family")),
            *(_groups(view, level) for level in ("subtool", "class")),
        ),
        heat=_heat(view),
        themes=_themes(ask(view, "themes", limit=THEMES)),
        lacking=tuple(_gaps(view, of, names) for of in ("proposal", "industry")),
        findings=_findings(ask(view, "check", limit=FINDINGS), names),
        home=home,
        addresses={},
    )
    named = _Named()
    named.find(found)
    return msgspec.structs.replace(
        found,
        works=works(facts, named.proposals, address),
        papers=papers(facts, named.documents, named.proposals),
        addresses={id_: address(id_) for id_ in sorted(named.things)},
    )


class _Named:
    """The ids of proposals, documents and things that records name, wherever in them."""

    def __init__(self) -> None:
        self.proposals: set[str] = set()
        self.documents: set[str] = set()
        self.things: set[str] = set()

    def find(self, told: object) -> None:
        """Look through records and tuples of them."""
        match told:
            case Said():
                self.proposals.add(told.proposal)
                self.documents.add(told.said.document)
            case Merge() | Pair():
                self.proposals |= {told.a, told.b}
            case Finding():
                self.proposals.add(told.proposal)
            case Gap():
                (self.things if told.id else self.proposals).add(told.id or told.proposal)
            case Common():
                self.things.add(told.id)
            case Heat():
                self.things.update(column.code for column in told.columns if column.code)
                self.things.update(map(tool_id, (row.code for row in told.rows)))
            case Theme():
                self.proposals.update(told.central)
            case _:
                pass
        for part in _parts(told):
            self.find(part)


def _parts(told: object) -> Iterable[object]:
    if isinstance(told, tuple):
        return cast("tuple[object, ...]", told)
    fields: tuple[str, ...] = getattr(told, "__struct_fields__", ())
    return (getattr(told, field) for field in fields)


def works(facts: Overview, wanted: Collection[str], address: Callable[[str], str]) -> dict[str, Work]:
    """Return the proposals that a page names, by id, as far as the overview lists them."""
    return {
        one.id: Work(
            title=one.name,
            proposers=one.proposers,
            year=one.year,
            document_type=one.document_type,
            number=one.number,
            document=one.document,
            address=address(one.id),
        )
        for one in facts.proposals
        if one.id in wanted
    }


def papers(facts: Overview, documents: Collection[str], proposals: Collection[str]) -> dict[str, Paper]:
    """Return the documents that a page quotes, and those in which some proposals stand, by id."""
    wanted = {*documents, *(one.document for one in facts.proposals if one.id in proposals)}
    return {
        one.id: Paper(
            name=one.name,
            date=one.date,
            publisher=one.publisher,
            jurisdiction=one.jurisdiction,
            body=one.body,
            session=one.session,
        )
        for one in facts.documents
        if one.id in wanted
    }


class _Graph:
    """The graph of an answer: which proposal says what of which thing."""

    def __init__(self, graph: Subgraph | None) -> None:
        found = graph or Subgraph(nodes=(), links=())
        self.nodes: dict[str, Node] = {node.id: node for node in found.nodes}
        self._said: defaultdict[str, defaultdict[str, dict[Place, Said]]] = defaultdict(
            lambda: defaultdict(dict)
        )
        for link in found.links:
            for item in link.evidence:
                said = Said(proposal=link.source, modality=link.qualifier, said=item)
                self._said[link.source][link.target].setdefault(_place(item), said)

    def both(self, a: str, b: str) -> list[str]:
        """Return the ids of the things of which two proposals both say something."""
        return sorted(self._said[a].keys() & self._said[b].keys())

    def said(self, proposal: str, thing: str) -> list[Said]:
        """Return what a proposal says of a thing, in the order of the text."""
        found = self._said[proposal][thing]
        return [found[place] for place in sorted(found)]

    def things(self, proposal: str) -> Iterable[str]:
        """Return the things of which a proposal says something."""
        return sorted(self._said[proposal])


def _place(item: Evidence) -> Place:
    return item.document, item.start, item.end


def _place_of(quote: Mapping[str, Any]) -> Place:
    return str(quote["document"]), int(quote["start"]), int(quote["end"])


def _notes(result: Result) -> tuple[str, ...]:
    return tuple(note for note in result.notes if note != RULE and not note.startswith(_BOUNDED))


def _merges(result: Result) -> Merges:
    graph = _Graph(result.graph)
    return Merges(
        pairs=tuple(_merge(graph, row) for row in result.rows),
        most={str(part): weight for part, weight in WEIGHTS.items()},
        total=result.total,
        rule=RULE,
        notes=_notes(result),
    )


def _merge(graph: _Graph, row: Row) -> Merge:
    return Merge(
        a=row["a"],
        b=row["b"],
        score=row["score"],
        parts={str(part): row[f"part_{part}"] for part in WEIGHTS},
        mergeable=row["match"] == "merge",
        why=row["match_name"],
        reasons=tuple(map(_reason, row["reasons"])),
        common=tuple(_common(graph, row)),
        measures=tuple(_measures(row)),
        differences=tuple(one for one in map(_reason, row["differences"]) if one[0] not in _MEETINGS),
    )


def _reason(text: str) -> tuple[str, str]:
    """Split a reason into what it is about and what it says of that.

    >>> _reason("同涉产业：港口、航运"), _reason("措施文字相同 27%"), _reason("3 项措施相近")
    (('同涉产业', '港口、航运'), ('措施文字相同', '27%'), ('项措施相近', '3'))
    """
    what, colon, rest = text.partition("：")
    if colon:
        return what, rest
    first, _, last = text.partition(" ")
    return (last, first) if first.isdecimal() else (first, last)


def _common(graph: _Graph, row: Row) -> Iterator[Common]:
    """Yield what both have, by kind and as the answer ranks it, with the sentences that it quotes."""
    quoted = {_place_of(quote): rank for rank, quote in enumerate(row["evidence"])}
    last = len(quoted)

    def rank(thing: str) -> tuple[int, int, str]:
        node = graph.nodes[thing]
        places = [quoted.get(_place(one.said), last) for one in graph.said(row["a"], thing)]
        return _KINDS.index(node.label), min(places, default=last), node.name

    def side(proposal: str, thing: str) -> tuple[Said, ...]:
        return tuple(one for one in graph.said(proposal, thing) if _place(one.said) in quoted)[:1]

    things = [thing for thing in graph.both(row["a"], row["b"]) if graph.nodes[thing].label in _KINDS]
    for thing in sorted(things, key=rank):
        node = graph.nodes[thing]
        yield Common(
            id=thing, name=node.name, kind=node.label, a=side(row["a"], thing), b=side(row["b"], thing)
        )


_MEASURE = "措施："


def _measures(row: Row) -> Iterator[tuple[Said, Said]]:
    """Yield the measures that ask for the same: last among the sentences, and by twos in the evidence."""
    count = 0
    for text in reversed(row["uses_a"]):
        if not text.startswith(_MEASURE):
            break
        count += 1
    tail = row["evidence"][len(row["evidence"]) - 2 * count :]
    for one, other in zip(tail[::2], tail[1::2], strict=True):
        yield _quoted(one, row["a"]), _quoted(other, row["b"])


def _quoted(quote: Mapping[str, Any], proposal: str, names: Mapping[str, str] | None = None) -> Said:
    """Return a quotation of a row; where the exact words occur twice in the sentence, the first are meant."""
    document, start, end = _place_of(quote)
    sentence, exact = str(quote["sentence"]), str(quote["exact"])
    return Said(
        proposal=proposal,
        said=Evidence(
            document=document,
            document_name=(names or {}).get(document, ""),
            start=start,
            end=end,
            exact=exact,
            sentence=sentence,
            sentence_start=start - max(sentence.find(exact), 0),
        ),
    )


def _pairs(view: View, level: str) -> Sharing:
    # One more than is shown tells whether there are more; nobody counts all the pairs of a large graph.
    result = ask(view, "shared-instruments", level=level, limit=PAIRS + 1)
    graph = _Graph(result.graph)
    return Sharing(
        level=level,
        pairs=tuple(_pair(graph, row) for row in result.rows[:PAIRS]),
        more=len(result.rows) > PAIRS,
        notes=_notes(result),
    )


def _pair(graph: _Graph, row: Row) -> Pair:
    ranks = {name: rank for rank, name in enumerate(row["shared"])}
    things = [thing for thing in graph.both(row["a"], row["b"]) if graph.nodes[thing].name in ranks]
    things.sort(key=lambda thing: (ranks[graph.nodes[thing].name], thing))

    def side(proposal: str, thing: str, rank: int) -> tuple[Said, ...]:
        return _telling(graph.said(proposal, thing), _SENTENCES) if rank < _THINGS else ()

    return Pair(
        a=row["a"],
        b=row["b"],
        common=tuple(
            Common(
                id=thing,
                name=graph.nodes[thing].name,
                kind=graph.nodes[thing].label,
                a=side(row["a"], thing, rank),
                b=side(row["b"], thing, rank),
            )
            for rank, thing in enumerate(things)
        ),
    )


def _telling(said: Sequence[Said], limit: int) -> tuple[Said, ...]:
    """Return quotations of different sentences, headings last."""
    sentences: dict[tuple[str, int], Said] = {}
    for one in said:
        sentences.setdefault((one.said.document, one.said.sentence_start), one)
    return tuple(sorted(sentences.values(), key=lambda one: is_heading(one.said.sentence))[:limit])


def _groups(view: View, level: str) -> Sharing:
    result = ask(view, "shared-instruments", level=level, limit=GROUPS)
    graph = _Graph(result.graph)
    return Sharing(
        level=level,
        groups=tuple(
            Group(
                name=row["name"],
                code=row["id"].partition(":")[2],
                count=row["count"],
                said=tuple(
                    one
                    for proposal in row["proposal_ids"][:_OF_GROUP]
                    for one in _telling(graph.said(proposal, row["id"]), 1)
                ),
            )
            for row in (dict[str, Any](row) for row in result.rows)
        ),
        total=result.total,
        notes=tuple(note for note in _notes(result) if not note.startswith("每组")),
    )


def _heat(view: View) -> Heat:
    found = heatmap(view, columns=COLUMNS, quoted=_OF_CELL)
    return Heat(
        rows=tuple(Heading(name=one.name, code=one.id, count=one.count) for one in found.rows),
        columns=tuple(Heading(name=one.name, code=one.id, count=one.count) for one in found.columns),
        spots=tuple(
            Spot(
                row=spot.row,
                column=spot.column,
                count=spot.count,
                mentions=spot.mentions,
                said=tuple(
                    Said(proposal=use.proposal, modality=use.modality, said=use.said) for use in spot.uses
                ),
            )
            for spot in found.spots
        ),
        industries=found.industries,
        proposals=found.proposals,
    )


def _themes(result: Result) -> Themes:
    graph = _Graph(result.graph)
    return Themes(
        themes=tuple(_theme(graph, row) for row in result.rows), total=result.total, notes=_notes(result)
    )


def _theme(graph: _Graph, row: Row) -> Theme:
    quoted = {_place_of(quote) for quote in row["evidence"]}
    said: dict[Place, tuple[str, Said]] = {}
    for proposal in row["proposal_ids"]:
        for thing in graph.things(proposal):
            for one in graph.said(proposal, thing):
                if _place(one.said) in quoted:
                    said.setdefault(_place(one.said), (graph.nodes[thing].name, one))
    return Theme(
        name=row["name"],
        count=row["count"],
        years=row["years"],
        concepts=tuple(_counted(text) for text in row["concepts"]),
        central=tuple(row["proposal_ids"][:_THINGS]),
        said=tuple(said[place] for quote in row["evidence"] if (place := _place_of(quote)) in said),
    )


def _counted(text: str) -> tuple[str, int]:
    """Read a concept and its count as the answer writes them.

    >>> _counted("航运(国内)(4)")
    ('航运(国内)', 4)
    """
    name, _, count = text.removesuffix(")").rpartition("(")
    return name, int(count)


def _gaps(view: View, of: str, names: Mapping[str, str]) -> Gaps:
    result = ask(view, "gaps", of=of, limit=GAPS)
    return Gaps(
        missing=str(result.parameters["class"]),
        gaps=tuple(_gap(row, names) for row in result.rows),
        total=result.total,
        notes=tuple(note for note in _notes(result) if _BOUNDED not in note),
    )


def _gap(row: Row, names: Mapping[str, str]) -> Gap:
    proposal = row.get("proposal", "")
    return Gap(
        proposal=proposal,
        industry=row.get("industry_name", ""),
        id=row.get("industry", ""),
        proposals=row.get("count", 0),
        counts=(row["supply"], row["environment"], row["demand"]),
        said=tuple(_quoted(quote, proposal, names) for quote in row["evidence"]),
    )


def _findings(result: Result, names: Mapping[str, str]) -> Findings:
    return Findings(
        findings=tuple(
            Finding(
                proposal=row["proposal"],
                rule=row["rule"],
                reason=row["reason"],
                said=tuple(_quoted(quote, row["proposal"], names) for quote in row["evidence"]),
            )
            for row in (dict[str, Any](row) for row in result.rows)
        ),
        total=result.total,
    )
