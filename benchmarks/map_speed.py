"""How fast a map is there and how large its page is, beside what pyvis writes by default, in one run.

Usage: ``python -m benchmarks.map_speed [NODES ...]`` (1000 2000 if none are named), from the project's
folder; ``make bench-map`` does it. ``--documents N`` also draws the core of a graph of N made-up proposals.
Pages are opened from the disk without a network; pyvis' default page waits for its physics, for at most a
minute.
"""

from __future__ import annotations

import argparse
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


def _tell(what: str, told: str) -> None:
    sys.stdout.write(f"{what}: {told}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
