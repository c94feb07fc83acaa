"""How fast a map is there and how large its page is, beside pyvis' default and neo4j-viz, in one run.

Usage: ``python -m benchmarks.map_speed [NODES ...]`` (1000 2000 if none are named), from the project's
folder; ``make bench-map`` does it. ``--documents N`` also draws the core of a graph of N made-up proposals.
Pages are opened from the disk without a network; pyvis' default page waits for its physics, for at most a
minute. neo4j-viz is GPL: ``make bench-map`` puts it into a folder of its own below ``build/``, where a
process of its own draws with it; nothing of it is imported here.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from playwright.sync_api import TimeoutError as Waited

from benchmarks.synthetic import extractions
from cli.drawing import draw
from graph.model import Subgraph
from graph.open import open_store
from tests.viz.conftest import many
from tests.viz.looking import chromium
from viz.page import MapPage

ROUNDS = 5
PATIENCE = 60_000
"""Milliseconds that a page may take."""
PEER = Path(__file__).parents[1] / "build" / "neo4j-viz"
DRAW = """import json, sys
from neo4j_viz import Node, Relationship, VisualizationGraph
given = json.load(open(sys.argv[1], encoding="utf-8"))
nodes = [Node(id=id, caption=name) for id, name in given["nodes"]]
links = [Relationship(source=source, target=target) for source, target in given["links"]]
page = VisualizationGraph(nodes=nodes, relationships=links).render(max_allowed_nodes=100_000)
open(sys.argv[2], "w", encoding="utf-8").write(page.data)
"""
FRAMES = """async () => {
  const start = performance.now();
  for (let frame = 0; frame < 60; frame += 1) await new Promise(requestAnimationFrame);
  return 60000 / (performance.now() - start);
}"""
PANNING = """async () => {
  const box = document.querySelector("#canvas");
  const key = (name) => box.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
  box.focus();
  const start = performance.now();
  for (let frame = 0; frame < 60; frame += 1) {
    key(frame % 2 ? "ArrowLeft" : "ArrowRight");
    await new Promise(requestAnimationFrame);
  }
  return 60000 / (performance.now() - start);
}"""


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 2000])
    parser.add_argument("--documents", type=int, default=0)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900}, offline=True)
        for size in given.sizes:
            graph = many(size)
            _tell(f"{size} nodes", _ours(page, folder, lambda graph=graph: MapPage(graph, title="图谱")))
            _tell(f"{size} nodes, pyvis", _pyvis(page, folder / "pyvis.html", graph))
            _tell(f"{size} nodes, neo4j-viz", _neo4j_viz(page, folder / "neo4j-viz.html", graph))
        if given.documents:
            with open_store(folder / "graph.yimai") as store:
                with store.batch():
                    for extraction in extractions(given.documents):
                        store.add(extraction)
                view = store.view()
                _tell(f"{given.documents} documents", _ours(page, folder, lambda: draw(view, None, {})))
        browser.close()


def _ours(page: Page, folder: Path, make: Callable[[], MapPage]) -> str:
    start = time.perf_counter()
    path = make().save(folder / "map.html")
    making = time.perf_counter() - start
    ready = sorted(_ready(page, path) for _ in range(ROUNDS))
    frames = page.evaluate(PANNING)
    megabytes = path.stat().st_size / 1e6
    return (
        f"made in {making:.1f} s, {megabytes:.2f} MB, first view {ready[ROUNDS // 2]:.0f} ms "
        f"({ready[0]:.0f} to {ready[-1]:.0f}), panning {frames:.0f} frames/s"
    )


def _ready(page: Page, path: Path) -> float:
    page.goto("about:blank")
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]", state="attached", timeout=PATIENCE)
    return float(page.get_attribute("html", "data-ready") or 0)


def _pyvis(page: Page, path: Path, graph: Subgraph) -> str:
    """Return when the physics of pyvis' default page is done with; everything stands in the page itself."""
    from pyvis.network import Network

    start = time.perf_counter()
    network = Network(cdn_resources="in_line", directed=True)
    for node in graph.nodes:
        network.add_node(node.id, label=node.name)
    for link in graph.links:
        network.add_edge(link.source, link.target)
    path.write_text(network.generate_html(), encoding="utf-8")
    making = time.perf_counter() - start
    size = f"made in {making:.1f} s, {path.stat().st_size / 1e6:.2f} MB"
    page.goto("about:blank")
    page.goto(path.as_uri(), timeout=PATIENCE, wait_until="commit")
    still = "typeof network !== 'undefined' && network.physics && network.physics.stabilized"
    try:
        page.wait_for_function(still, timeout=PATIENCE)
    except Waited:
        return f"{size}, physics not done after {PATIENCE / 1000:.0f} s"
    return f"{size}, still after {page.evaluate('performance.now()'):.0f} ms"


def _neo4j_viz(page: Page, path: Path, graph: Subgraph) -> str:
    """Return when neo4j-viz' page has a canvas, and how often it draws while its layout moves."""
    if not PEER.is_dir():
        return f"{PEER} is missing; `make bench-map` fetches it"
    given = path.with_suffix(".json")
    given.write_text(
        json.dumps(
            {
                "nodes": [[node.id, node.name] for node in graph.nodes],
                "links": [[link.source, link.target] for link in graph.links],
            }
        ),
        encoding="utf-8",
    )
    start = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(PEER)}
    subprocess.run([sys.executable, "-c", DRAW, given, path], check=True, env=environment)
    making = time.perf_counter() - start
    told = f"made in {making:.1f} s, {path.stat().st_size / 1e6:.2f} MB"
    page.goto("about:blank")
    page.goto(path.as_uri(), timeout=PATIENCE, wait_until="commit")
    try:
        page.wait_for_selector("canvas", timeout=PATIENCE)
    except Waited:
        return f"{told}, no canvas after {PATIENCE / 1000:.0f} s"
    shown = page.evaluate("performance.now()")
    return f"{told}, canvas after {shown:.0f} ms, then {page.evaluate(FRAMES):.1f} frames/s"


def _tell(what: str, told: str) -> None:
    sys.stdout.write(f"{what}: {told}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
