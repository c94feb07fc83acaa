"""How fast is the whole extraction beside merely tagging the text? Prints ratios measured in one run.

    python benchmarks/extract_speed.py [FOLDER]

FOLDER holds UTF-8 ``.txt`` documents; the development set by default. CPU time of one thread counts, the
best of three rounds, after everything is loaded once. The second table reads ever longer texts: the speed
stays the same when the time is linear in the length.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from extract.bylines import match_byline
from extract.names import is_name
from extract.phrases import is_actor, role_of
from extract.pipeline import Context, extract
from extract.proposers import parse_item
from extract.segment import word_class
from graph.text import match_key

ROUNDS = 3
DEVELOPMENT = Path(__file__).parents[1] / "tests" / "development" / "tune"
WARM_CACHES = (is_name, match_byline, word_class, match_key, role_of, is_actor, parse_item)
"""What the code remembers from document to document: emptied, so that no round profits from another."""


def read_all(texts: list[str]) -> None:
    """Extract every text as the product does."""
    for cache in WARM_CACHES:
        cache.cache_clear()
    for position, text in enumerate(texts):
        extract(text, Context(id=f"document:{position}", source="benchmark"))


def seconds(work: Callable[[], object]) -> float:
    """Return the least CPU time of several rounds."""
    found: list[float] = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        work()
        found.append(time.process_time() - begin)
    return min(found)


def main(folder: Path) -> None:
    """Measure and print."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    if not texts:
        raise SystemExit(f"{folder}: no .txt document there; name a folder that has some")
    size = sum(map(len, texts))
    jieba, posseg = cast("Any", import_module("jieba")), cast("Any", import_module("jieba.posseg"))
    jieba.setLogLevel(40)
    list(posseg.cut("预热"))
    read_all(texts[:5])
    own = seconds(lambda: read_all(texts))
    tagging = seconds(lambda: [list(posseg.cut(text)) for text in texts])
    print(f"{len(texts)} documents, {size} characters")
    print(f"{'extraction':20}{own:8.3f} s {size / own:12,.0f} characters/s")
    print(f"{'jieba.posseg.cut':20}{tagging:8.3f} s {size / tagging:12,.0f} characters/s")
    print(f"ratio {tagging / own:.2f}")
    base = "\n".join(texts[:20])
    for times in (1, 4, 16):
        text = "\n".join([base] * times)
        spent = seconds(lambda text=text: read_all([text]))
        print(f"one text of {len(text):8} characters {spent:8.3f} s {len(text) / spent:12,.0f} characters/s")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEVELOPMENT)
