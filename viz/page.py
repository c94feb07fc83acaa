"""One map, one file: the page is a whole program that opens anywhere, without a network and without trust."""

from __future__ import annotations

import base64
import hashlib
import html
import os
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from markupsafe import Markup

from graph.model import EdgeType, Label, RenderError, Subgraph
from viz import engines
from viz.layout import Spot
from viz.payload import ground_facts, legend, payload, shared_facts
from viz.places import Places, positions
from viz.prune import DRAWN_LIMIT, Drawn, prune
from viz.sharing import TITLED, find_sharing
from viz.style import CLASS_LOOKS, LOOKS, edge_width, node_size, short_labels

LANGUAGES = ("zh", "en")

_TEMPLATES = Path(__file__).parent / "templates"
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

        Raises:
            RenderError: the graph, the language or the focus is not usable.
        """
        if language not in LANGUAGES:
            raise RenderError(
                f"不支持的语言 (unknown language {language!r}); 可用 (use one of): {', '.join(LANGUAGES)}"
            )
        if focus is not None and all(node.id != focus for node in subgraph.nodes):
            raise RenderError(f"the focus {focus!r} is no node of the graph; give the id of one of its nodes")
        drawn = prune(subgraph, limit=limit, focus=focus)
        self._head = {"title": title, "subtitle": subtitle, "note": note, "language": language}
        sharing = find_sharing(drawn.nodes, drawn.links)
        self._facts = payload(drawn) | shared_facts(drawn, sharing) | {"focus": focus or ""}
        sizes = {node.id: node_size(drawn.degrees[node.id]) for node in drawn.nodes}
        labels = dict(zip((node.id for node in drawn.nodes), short_labels(drawn.nodes), strict=True))
        places = positions(drawn, sharing, _spots(drawn, sizes), labels, focus)
        self._facts |= ground_facts(drawn, places)
        self.network = _fill(drawn, sizes, labels, places)

    @property
    def html(self) -> str:
        """The page as text."""
        engines.give(self.network, {**self._head, "facts": self._facts})
        page = self.network.generate_html()
        # A lone surrogate cannot be written to a file; a damaged character must not cost the whole page.
        return page.encode("utf-8", "replace").decode("utf-8")

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the page, whole or not at all, as UTF-8 with Unix line ends; return its path.

        Raises:
            RenderError: the file cannot be written.
        """
        target = Path(path)
        data = self.html.encode("utf-8")
        try:
            _write_whole(target, data)
        except OSError as error:
            raise RenderError(
                f"{target}: 无法写入 (cannot write): {error.strerror or error}; "
                "请换个位置 (choose another place)"
            ) from error
        return target

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
    scripts = {"vis_script": engines.vis_script(), "map_script": _map_script()}
    styles = {"vis_css": engines.vis_css(), "map_css": _read("map.css")}
    words: Any = msgspec.json.decode(_read("words.json"))
    policy = (
        "default-src 'none'; "
        f"script-src {' '.join(map(_hash, scripts.values()))}; "
        f"style-src {' '.join(map(_hash, styles.values()))}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    # Markup only for text of our own and of the vis-network release: it must reach the page byte for byte, or
    # its hash would not fit. Whatever comes from documents goes through autoescape or tojson.
    trusted = {name: Markup(text) for name, text in (scripts | styles | {"policy": policy}).items()}  # noqa: S704
    return {**trusted, "words": words, "legend": legend(), "drawing": drawing}


def _map_script() -> str:
    """Return our script: the parts of ``templates/map/`` in order of name, in one closed scope."""
    parts = sorted((_TEMPLATES / "map").glob("*.js"))
    body = "\n".join(part.read_text(encoding="utf-8") for part in parts)
    return f'(() => {{\n"use strict";\n{body}\n}})();\n'


def _read(name: str) -> str:
    """Return the text of a template file."""
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Return the source expression of a content security policy that allows exactly this text."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _write_whole(target: Path, data: bytes) -> None:
    """Write beside the target, then rename over it: readers see the old file or the new one."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
