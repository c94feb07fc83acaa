"""Documents whose names and texts try to be something else: markup, formulas, separators, commands."""

from __future__ import annotations

from graph.model import Entity, Extraction, Label
from tests.graph.builders import TEXT, bare, extraction

STRINGS = (
    '=HYPERLINK("http://x","点")',
    "@SUM(A1)；-2+3",
    '"引号", 逗号\n换行\r\n又换行\t制表',
    "<b>粗</b>&amp;]]></graphml>",
    "私用字符\ue000与\ue001分隔",
    "'; MATCH (n) DETACH DELETE n //",
    "{name: $x} ${x} `反引号` \\u0041 \\",
    "控制\x00字符\x1f与\x7f",
    "𬭎𠮷😀 ‮从右到左",
)
"""What stands in names, aliases and texts."""


def documents() -> list[Extraction]:
    """Return a plain document, one with an empty title and nothing shared, and one per hostile string."""
    found = [extraction("plain"), bare("", "没有标题也没有名字。")]
    for number, string in enumerate(STRINGS):
        name = " ".join(string.split())
        entity = Entity(
            id=f"instrument:{name}",
            label=Label.INSTRUMENT,
            name=name,
            aliases=(name, f"又名 {name}"),
            class_="supply",
            subtool="supply.fiscal",
        )
        text = f"{string}\n{name}\n{TEXT}"
        found.append(bare(f"h{number}/{name}", text, entity))
    return found
