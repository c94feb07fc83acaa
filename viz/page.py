"""One map, one file: the page is a whole program that opens anywhere, without a network and without trust."""

from __future__ import annotations

import html
import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from graph.model import EdgeType, Label, RenderError, Subgraph
from viz import engines, shell
from viz.layout import Spot
from viz.map_figure import map_figure
from viz.payload import ground_facts, legend, page_facts, payload, shared_facts
from viz.places import Places, positions
from viz.prune import DRAWN_LIMIT, Drawn, prune
from viz.sharing import TITLED, find_sharing
from viz.still import Still, still
from viz.style import CLASS_LOOKS, LOOKS, edge_width, node_size, short_labels

_KIND_ORDER = {label: number for number, label in enumerate(LOOKS)}
_CLASS_ORDER = {name: number for number, name in enumerate(CLASS_LOOKS, start=1)}


class MapPage:
    """A map of a graph, as one self-contained page.

    ``network`` is the pyvis network behind it; what is changed there shows in ``html``, which is rendered
    anew each time.
    """

    def __init__(
        self,
        subgraph: Subgraph,
        *,
        title: str,
        subtitle: str = "",
        note: str = "",
        language: str = "zh",
        focus: str | None = None,
        limit: int = DRAWN_LIMIT,
        home: str = "",
        pages: Mapping[str, str] | None = None,
        total: int = 0,
    ) -> None:
        """Lay the graph out and prepare the page.

        Args:
            subgraph: what to draw; passages fold into their proposals.
            title: heading of the page and of the browser's tab.
            subtitle: one line under the heading, such as session and date.
            note: a remark on how to read this map, shown while nothing is selected.
            language: language of the interface at first sight, ``zh`` or ``en``; readers can switch.
            focus: id of the node that is selected when the page opens.
            limit: draw at most this many nodes, the strongest; the page says how many it leaves out.
            home: relative address of the overview of the site that the page belongs to, if any.
            total: how many nodes the graph has of which ``subgraph`` is the core, if it is only that.
            pages: relative addresses of that site's pages of single things, by the ids of nodes.

        Raises:
            RenderError: the graph, the language or the focus is not usable.
        """
        shell.check_language(language)
        if focus is not None and all(node.id != focus for node in subgraph.nodes):
            raise RenderError(f"the focus {focus!r} is no node of the graph; give the id of one of its nodes")
        drawn = prune(subgraph, limit=limit, focus=focus)
        self._head = {"title": title, "subtitle": subtitle, "note": note, "language": language, "home": home}
        sharing = find_sharing(drawn.nodes, drawn.links)
        self._facts = payload(drawn) | shared_facts(drawn, sharing) | {"focus": focus or ""}
        sizes = {node.id: node_size(drawn.degrees[node.id]) for node in drawn.nodes}
        labels = dict(zip((node.id for node in drawn.nodes), short_labels(drawn.nodes), strict=True))
        places = positions(drawn, sharing, _spots(drawn, sizes), labels, focus)
        if total > len(drawn.nodes):
            self._facts["total"] = [total, 0]
        self._facts |= ground_facts(drawn, places) | page_facts(drawn, pages or {})
        self.network = _fill(drawn, sizes, labels, places)

    @property
    def html(self) -> str:
        """The page as text."""
        engines.give(self.network, {**self._head, "facts": self._facts})
        return shell.writable(self.network.generate_html())

    @property
    def still(self) -> Still:
        """The map at first sight, as a still picture."""
        return still(self.network.nodes, self.network.edges, self._facts)

    @property
    def figure(self) -> str:
        """The map at first sight, as a figure for paper: SVG with its title, names and legend."""
        head = self._head
        return map_figure(
            head["title"],
            self.network.nodes,
            self.network.edges,
            self._facts,
            language=head["language"],
            note=" ".join(filter(None, (head["subtitle"], head["note"]))),
        )

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the page, whole or not at all, as UTF-8 with Unix line ends; return its path.

        Raises:
            RenderError: the file cannot be written.
        """
        return shell.save(self.html, path)

    def _repr_html_(self) -> str:
        """Show the page inside a notebook, in a frame of its own that may not reach the notebook."""
        return (
            '<iframe sandbox="allow-scripts allow-downloads" allow="fullscreen; clipboard-write" '
            'width="100%" height="720" frameborder="0" '
            f'srcdoc="{html.escape(self.html, quote=True)}"></iframe>'
        )


def _spots(drawn: Drawn, sizes: Mapping[str, float]) -> list[Spot]:
    """Return the nodes as the layout sees them."""
    return [
        Spot(
            node.id,
            sizes[node.id],
            _group(node.label, node.properties.get("class")),
            titled=node.label in TITLED,
        )
        for node in drawn.nodes
    ]


def _fill(
    drawn: Drawn, sizes: Mapping[str, float], labels: Mapping[str, str], places: Places
) -> engines.Network:
    """Return a pyvis network with every node in its place and every link."""
    network = engines.new_network(_template_functions())
    for node in drawn.nodes:
        x, y = places.points[node.id]
        look = LOOKS[node.label]
        network.add_node(
            node.id,
            labels[node.id],
            shape=look.shape,
            color=look.color,
            size=sizes[node.id],
            x=x,
            y=y,
            kind=str(node.label),
        )
    for link in drawn.links:
        network.add_edge(link.source, link.target, kind=str(link.type), width=edge_width(len(link.evidence)))
    return network


def _group(label: Label, instrument_class: object) -> int:
    """Return the place of a kind in the order of the legend; instruments by class."""
    return _KIND_ORDER[label] * 10 + _CLASS_ORDER.get(str(instrument_class), 0)


def drawing(nodes: Sequence[dict[str, Any]], edges: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return pyvis' nodes and edges in short: columns, kinds and ends as numbers."""
    numbers = {node["id"]: number for number, node in enumerate(nodes)}
    kinds = sorted({str(node.get("kind", "")) for node in nodes}, key=_kind_rank)
    relations = sorted({str(edge.get("kind", "")) for edge in edges}, key=_relation_rank)
    return {
        "kinds": kinds,
        "relations": relations,
        "ids": [str(node["id"]) for node in nodes],
        "labels": [str(node["label"]) for node in nodes],
        "kind": [kinds.index(str(node.get("kind", ""))) for node in nodes],
        "at": [number for node in nodes for number in (node.get("x", 0), node.get("y", 0))],
        "size": [node.get("size", 10) for node in nodes],
        "ends": [number for edge in edges for number in (numbers[edge["from"]], numbers[edge["to"]])],
        "relation": [relations.index(str(edge.get("kind", ""))) for edge in edges],
        "width": [edge.get("width", 1) for edge in edges],
    }


def _kind_rank(kind: str) -> tuple[int, str]:
    """Order kinds as in the legend, unknown ones last."""
    order = [str(label) for label in LOOKS]
    return (order.index(kind) if kind in order else len(order), kind)


def _relation_rank(relation: str) -> tuple[int, str]:
    """Order relations as in the model, unknown ones last."""
    order = [str(edge_type) for edge_type in EdgeType]
    return (order.index(relation) if relation in order else len(order), relation)


@cache
def _template_functions() -> dict[str, Any]:
    """Return what the template needs that is the same for every page: scripts, styles, hashes, captions."""
    scripts = {"vis_script": engines.vis_script(), "map_script": shell.script("shared", "map")}
    styles = {"vis_css": engines.vis_css(), "map_css": shell.read("base.css") + shell.read("map.css")}
    return {
        **shell.trusted(scripts, styles),
        "words": shell.words("words.json"),
        "legend": legend(),
        "drawing": drawing,
    }
