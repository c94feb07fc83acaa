"""What a page knows besides the drawing: facts, aliases, quotations; each sentence once, known by number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.model import EdgeType, Evidence, Label, Link, Node, Value
from viz.places import Places, opens_with_shared
from viz.prune import Drawn
from viz.sharing import Sharing
from viz.style import CLASS_LOOKS, EDGE_CAPTIONS, FACTS, LOOKS, VALUE_CAPTIONS, Caption

SENTENCE_BUDGET = 2_400_000
"""Bytes of sentences a page may hold; beyond, only the first quotations of each link are kept."""

KEPT_PER_LINK = 3

SentenceKey = tuple[str, int, str]


def legend() -> dict[str, Any]:
    """Return captions and colours for the page, from the one list in ``style``."""

    def both(captions: Mapping[Any, Caption]) -> dict[str, list[str]]:
        return {str(key): list(caption) for key, caption in captions.items()}

    return {
        "kinds": {str(label): [look.color, look.shape, *look.caption] for label, look in LOOKS.items()},
        "classes": {name: [color, *caption] for name, (color, caption) in CLASS_LOOKS.items()},
        "relations": both(EDGE_CAPTIONS),
        "values": both(VALUE_CAPTIONS),
        "facts": both(FACTS),
    }


def node_facts(node: Node) -> dict[str, Value]:
    """Return the properties of a node worth showing; empty ones are left out."""
    return {name: node.properties[name] for name in FACTS if node.properties.get(name)}


def utf16_length(text: str) -> int:
    """Return the length of ``text`` as scripts in a browser count it: two for characters beyond the BMP.

    >>> utf16_length("a😀")
    3
    """
    return len(text) + sum(char > "\uffff" for char in text)


def within_budget(links: Iterable[Link], budget: int = SENTENCE_BUDGET) -> list[tuple[Evidence, ...]]:
    """Return the quotations to keep per link: all until the budget of sentences is spent, then a few."""
    seen: set[SentenceKey] = set()
    held, kept = 0, list[tuple[Evidence, ...]]()
    for link in links:
        found = link.evidence if held <= budget else link.evidence[:KEPT_PER_LINK]
        for item in found:
            if (key := _sentence_key(item)) not in seen:
                seen.add(key)
                held += len(item.sentence.encode("utf-8", "replace"))
        kept.append(found)
    return kept


class Quotations:
    """Sentences, each once and in order of the text, and the quotations that point into them."""

    def __init__(self, kept: Iterable[Iterable[Evidence]]) -> None:
        """Number the sentences and documents behind ``kept``."""
        items = {_sentence_key(item): item for found in kept for item in found}
        ordered = [items[key] for key in sorted(items)]
        names = {item.document: item.document_name for item in ordered}
        document_numbers = {document: number for number, document in enumerate(names)}
        self.documents = [[document, name] for document, name in names.items()]
        self.sentences: list[list[Any]] = [
            [item.sentence, document_numbers[item.document], -1] for item in ordered
        ]
        self._numbers = {key: number for number, key in enumerate(sorted(items))}

    def point(self, evidence: Iterable[Evidence], proposal: int) -> list[int]:
        """Return sentence number, begin and length of each quotation, flat, as UTF-16 units in the sentence.

        A proposal known from one link holds for all links that quote the same sentence.

        Args:
            evidence: the kept quotations of one link.
            proposal: number of the proposal the link belongs to, or -1.
        """
        flat: list[int] = []
        for item in evidence:
            number = self._numbers[_sentence_key(item)]
            if self.sentences[number][2] < 0:
                self.sentences[number][2] = proposal
            begin = item.start - item.sentence_start
            quoted = item.sentence[begin : begin + len(item.exact)]
            flat += [number, utf16_length(item.sentence[:begin]), utf16_length(quoted)]
        return flat


def _sentence_key(item: Evidence) -> SentenceKey:
    """Return what makes a sentence one: where it stands, and its words."""
    return (item.document, item.sentence_start, item.sentence)


def _proposal_of(link: Link, labels: Mapping[str, Label], numbers: Mapping[str, int]) -> int:
    """Return the number of the proposal whose text a link quotes, or -1.

    A reply's links to the proposal it answers quote the reply, which is the source.
    """
    for end in (link.source, link.target):
        if labels[end] is Label.PROPOSAL:
            return numbers[end]
    return -1


def payload(drawn: Drawn, *, budget: int = SENTENCE_BUDGET) -> dict[str, Any]:
    """Return all the page shows beside the drawing, ready to become JSON.

    Nodes and links stand in the order of ``drawn``; ``proposers`` maps a proposal to who proposed it.
    """
    numbers = {node.id: number for number, node in enumerate(drawn.nodes)}
    labels = {node.id: node.label for node in drawn.nodes}
    kept = within_budget(drawn.links, budget)
    quotations = Quotations(kept)
    evidence = [
        quotations.point(found, _proposal_of(link, labels, numbers))
        for link, found in zip(drawn.links, kept, strict=True)
    ]
    proposers: dict[int, list[int]] = {}
    for link in drawn.links:
        if link.type is EdgeType.PROPOSED:
            proposers.setdefault(numbers[link.target], []).append(numbers[link.source])
    sources = {node.id: node_facts(node) for node in drawn.documents}
    return {
        "names": [node.name for node in drawn.nodes],
        "facts": [node_facts(node) for node in drawn.nodes],
        "evidence": evidence,
        "counts": [len(link.evidence) for link in drawn.links],
        "qualifiers": [link.qualifier for link in drawn.links],
        "sentences": quotations.sentences,
        "documents": [[*document, sources.get(document[0], {})] for document in quotations.documents],
        "proposers": proposers,
        "total": [drawn.total_nodes, drawn.total_links],
        "degrees": [drawn.degrees[node.id] for node in drawn.nodes],
    }


def shared_facts(drawn: Drawn, sharing: Sharing) -> dict[str, Any]:
    """Return what the page knows of sharing: flags and reach by node, bridges, and how it opens.

    A bridge is the number of a proposal, that of a thing, and those of the links in between.
    """
    numbers = {node.id: number for number, node in enumerate(drawn.nodes)}
    return {
        "shared": [int(node.id in sharing.shared) for node in drawn.nodes],
        "reach": [len(sharing.reach.get(node.id, ())) for node in drawn.nodes],
        "bridges": [[numbers[b.source], numbers[b.target], list(b.links)] for b in sharing.bridges],
        "show": "shared" if opens_with_shared(drawn, sharing) else "all",
    }


def page_facts(drawn: Drawn, pages: Mapping[str, str]) -> dict[str, Any]:
    """Return where the page of a node's own is, by the node's number, for those that have one."""
    addresses = {number: pages[node.id] for number, node in enumerate(drawn.nodes) if node.id in pages}
    return {"pages": addresses}


def ground_facts(drawn: Drawn, places: Places) -> dict[str, Any]:
    """Return what the page knows of communities: their number by node, their ground and what holds them."""
    numbers = {node.id: number for number, node in enumerate(drawn.nodes)}
    return {
        "community": [places.community.get(node.id, -1) for node in drawn.nodes],
        "grounds": [[*one[:4], [numbers[name] for name in one.telling]] for one in places.grounds],
    }
