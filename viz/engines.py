"""The two engines without type information, networkit and pyvis, behind typed doors.

Both are imported on first use: they take a second to load, and most commands draw nothing.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportAttributeAccessIssue=false

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol, cast

from jinja2 import ChoiceLoader, Environment, FileSystemLoader

SEED = 20250523
_PIVOTS = 50
_TOLERANCE = 1e-3
_TEMPLATES = Path(__file__).parent / "templates"
_VIS = "lib/vis-9.1.2/vis-network"


class Network(Protocol):
    """The part of ``pyvis.network.Network`` that we rely on."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    options: Any
    path: str
    templateEnv: Environment  # noqa: N815 (pyvis' name)

    def add_node(self, n_id: str, label: str, **options: object) -> None:
        """Add a node; ids are unique."""
        ...

    def add_edge(self, source: str, to: str, **options: object) -> None:
        """Add an edge between two nodes that are there."""
        ...

    def generate_html(self) -> str:
        """Render the template ``path`` with this network."""
        ...


def stress_layout(size: int, edges: Sequence[tuple[int, int, float]]) -> list[tuple[float, float]]:
    """Place the nodes of a connected graph so that drawn distances come near the wanted lengths.

    PivotMDS gives the outline, MaxentStress refines it; one thread and a fixed seed make it deterministic.

    Args:
        size: number of nodes, at least 4.
        edges: source, target and wanted length; no pair twice.
    """
    import networkit as nk

    nk.setNumberOfThreads(1)
    nk.setSeed(SEED, False)
    graph = nk.Graph(size, weighted=True)
    for source, target, length in edges:
        graph.addEdge(source, target, length)
    outline = nk.viz.PivotMDS(graph, 2, min(size, _PIVOTS))
    outline.run()
    refined = nk.viz.MaxentStress(graph, 2, 1, outline.getCoordinates(), _TOLERANCE)
    refined.run()
    return [(float(x), float(y)) for x, y in refined.getCoordinates()]


def communities(size: int, edges: Sequence[tuple[int, int, float]]) -> list[int]:
    """Return the number of the community of each node: parts with more weight inside than chance would give.

    Args:
        size: number of nodes.
        edges: source, target and weight; no pair twice.
    """
    import networkit as nk

    nk.setNumberOfThreads(1)
    nk.setSeed(SEED, False)
    graph = nk.Graph(size, weighted=True)
    for source, target, weight in edges:
        graph.addEdge(source, target, weight)
    search = nk.community.PLM(graph, True)
    search.run()
    return [int(number) for number in search.getPartition().getVector()]


def new_network(functions: Mapping[str, object]) -> Network:
    """Return an empty directed pyvis network that renders with our template.

    Directed, because pyvis drops parallel edges of undirected graphs and takes quadratic time to find them.

    Args:
        functions: names the template may use besides pyvis' own.
    """
    from pyvis.network import Network as PyvisNetwork

    network = cast(Network, PyvisNetwork(height="100%", directed=True, cdn_resources="in_line"))
    network.options.physics.enabled = False
    network.options.edges.smooth.enabled = False
    network.templateEnv = Environment(
        loader=ChoiceLoader([FileSystemLoader(_TEMPLATES), FileSystemLoader(_pyvis_templates())]),
        autoescape=True,
        keep_trailing_newline=True,
    )
    network.templateEnv.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    give(network, functions)
    network.path = "map.html"
    return network


def give(network: Network, values: Mapping[str, object]) -> None:
    """Give the template of a network names it may use."""
    # Jinja types its globals by the few that it defines itself.
    cast(dict[str, object], network.templateEnv.globals).update(values)


def _pyvis_templates() -> Path:
    """Return the folder of pyvis' own templates, where its copy of vis-network lies."""
    import pyvis

    return Path(pyvis.__file__).parent / "templates"


@cache
def vis_script() -> str:
    """Return vis-network's script, licence notice included, without the line that asks for a source map."""
    text = (_pyvis_templates() / f"{_VIS}.min.js").read_text(encoding="utf-8")
    return re.sub(r"\n//# sourceMappingURL=.*\s*\Z", "\n", text)


@cache
def vis_css() -> str:
    """Return vis-network's style sheet without the rules that embed pictures.

    Those draw the buttons of its editing toolbar, which our page never shows; they are 200 kB of 220.
    """
    text = (_pyvis_templates() / f"{_VIS}.css").read_text(encoding="utf-8")
    return re.sub(r"[^{}]*\{[^{}]*url\([^{}]*\}", "", text)
