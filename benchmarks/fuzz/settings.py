"""Bad files of a person's own: decisions, lexicons, gold, coded sheets, floors, logins."""

from __future__ import annotations

import csv
import re
import tempfile
from functools import cache
from pathlib import Path
from random import Random

from benchmarks.fuzz.case import GOOD, TEXT, Case, Family, damaged
from benchmarks.fuzz.texts import words
from extract.pipeline import Context, extract
from graph.open import open_store
from queries.ask import ask

_DECISIONS = (
    "- same: [算力券, 算力服务券]\n- not_same: [概念验证基金, 概念验证引导基金]\n- {class: 算力券, subtool: supply.fiscal}\n"
    "- {not_a_mention: 示范, quote: 起到了示范作用}\n- not_mergeable: [甲, 乙]\n"
)
_LAUGHS = "- &a [x, x, x, x, x, x, x, x]\n" + "".join(
    f"- &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
_YAML = (
    *(
        "a: b: c",
        "- - -",
        "- {",
        "- [",
        "- &a *a",
        "- *b",
        "- !!python/object/apply:os.system ['id']",
        "\t- a",
        "- ?",
    ),
    *(
        "- !!binary x",
        "- !<tag:x> y",
        "- 2025-99-99",
        "- 0x",
        "- .inf",
        "- 1e999",
        "- ~",
        "{}",
        "1",
        '"',
        "--- a\n--- b",
    ),
    *(
        "%YAML 9.9\n---\n- a",
        "- <<: *x",
        "- {a: 1, a: 2}",
        "- " * 3000 + "a",
        "[" * 5000,
        "{a: " * 900,
        _LAUGHS,
        "- \0",
    ),
    *(
        "- ? [a]\n  : b",
        "- same: 1",
        "- same: [1, 2]",
        "- same: []",
        "- class: x",
        "- {same: [a, a]}",
        "- {quote: a}",
    ),
    *(
        "- {same: [a, b]}\n- {not_same: [a, b]}",
        "- {class: a, subtool: b}",
        "- not_mergeable: [a]",
        "- 2024-01-01: a",
    ),
)


def _yaml(random: Random, good: str) -> bytes:
    how = random.randrange(5)
    if how == 0:
        return damaged(good.encode(), random)
    if how == 1:
        return random.choice(_YAML).encode()
    if how == 2:
        return (good + random.choice(_YAML)).encode()
    if how == 3:
        return good.encode(random.choice(("gb18030", "utf-16", "utf-16-le", "big5")), "replace")
    rows = good.splitlines()
    row = random.randrange(len(rows))
    rows[row] = rows[row].replace(
        random.choice(":-[]{},"), random.choice(("", "::", "[", "\t", "*", "&", "!"))
    )
    return "\n".join(rows).encode()


def _decisions(random: Random) -> Case:
    files = {"d.yml": _yaml(random, _DECISIONS), "a.txt": TEXT.encode()}
    command = random.choice(
        (
            ("build", "--no-site", "a.txt", "--store", GOOD),
            ("ask", "merge-candidates", "--store", GOOD),
            ("decide", "list"),
            ("decide", "same", random.choice(("算力券", "a\nb", "", "\x1b", "x" * 9000)), "乙"),
            ("decide", "not-mergeable", "甲", random.choice(("甲", "", "乙"))),
        )
    )
    return Case((*command, "--decisions", "d.yml"), files)


_LEXICONS = {
    "instruments.yml": "- id: 一岛一坪\n  subtool: supply.infrastructure\n  aliases: [一岛一起降坪]\n",
    "industries.yml": "- id: 海岛旅居\n  kind: industry\n  aliases: [海岛康旅]\n  weak: [旅居]\n  broader: 旅游业\n",
    "heads.yml": "- {head: 起降坪, subtool: supply.infrastructure, family: 起降设施, when: {消费: demand.consumption}}\n",
    "gazetteer.yml": '- id: 花鸟岛\n  place_type: natural\n  aliases: [花鸟]\n  within: "330922"\n',
    "organizations.yml": "- id: 海岛研究院\n  classification: institute\n  aliases: [海岛院]\n",
}
_FIELDS = (
    *(
        "  broader: 没有",
        "  subtool: x.y",
        "  aliases: x",
        "  aliases: [a, a]",
        "  aliases: ['']",
        "  aliases: [1]",
    ),
    *(
        "  weak: [一岛一坪]",
        "  within: 330922",
        "  within: ['x']",
        "  until: '99'",
        "  bogus: 1",
        "  level: family",
    ),
    *(
        "  kind: x",
        "  place_type: x",
        "  classification: x",
        "  codes: x",
        "  secondary: [x]",
        "  same_as: 'x'",
    ),
    *(
        "  aliases: [基金, 的, a]",
        "  aliases: ['\\0', '\\ud800', ' ', '　']",
        "  narrower: [一岛一坪]",
        "  id: 又一个",
    ),
    *("  broader: 一岛一坪", "  id: ''", "  id: [x]", "  en: 1", "  subtool:", "  family: ''"),
)


def _lexicons(random: Random) -> Case:
    name, good = random.choice(list(_LEXICONS.items()))
    if random.random() < 0.5:
        data = (good.rstrip("\n") + "\n" + random.choice(_FIELDS) + "\n").encode()
    else:
        data = _yaml(random, good)
    if random.random() < 0.05:
        name = random.choice(("words.yml", "a\nb.yml", "x.yaml"))
    command = random.choice((("lexicon", "check"), ("lexicon", "explain", "推行一岛一坪，花鸟岛设起降坪。")))
    return Case((*command, "--lexicon", "own"), {f"own/{name}": data})


_TUNE = Path(__file__).parents[2] / "tests" / "development" / "tune"
_VALUES = (
    "null",
    "[]",
    "{}",
    '"x"',
    "-1",
    "1e999",
    '"\\ud800"',
    '[["title", 99, "x"]]',
    "[[]]",
    "[" * 5000,
    "true",
)


@cache
def _gold_pair() -> tuple[bytes, str]:
    """Return a short document of the development set and its gold."""
    text = min(_TUNE.glob("*.txt"), key=lambda path: (path.stat().st_size, path.name))
    return text.read_bytes(), text.with_suffix(".json").read_text(encoding="utf-8")


def _gold(random: Random) -> Case:
    text, good = _gold_pair()
    how = random.randrange(4)
    if how == 0:
        data = damaged(good.encode(), random)
    elif how == 1:
        data = random.choice(_VALUES).encode()
    else:  # JSON, but what stands in it does not fit
        values = list(re.finditer(r'(?<=: )(?:"[^"]*"|null|\[\]|\d+)|(?<=\[)"[^"]*"', good))
        match = random.choice(values)
        data = (good[: match.start()] + random.choice(_VALUES) + good[match.end() :]).encode()
    if random.random() < 0.2:
        text = damaged(text, random)
    files = {"g/a.json": data, "g/a.txt": text, "floors.json": damaged(b'{"place exact": 0.5}', random)}
    more = ("--floors", "floors.json") if random.random() < 0.3 else ()
    return Case(("evaluate", "--gold", "g", *more), files, lines=3)


@cache
def _sheet() -> str:
    """Return a coding sheet of which a person has filled in some rows."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "graph.yimai") as store:
        store.add(extract(TEXT, Context(id="document:a.txt", source="a.txt")))
        rows = list(csv.reader(ask(store.view(), "coding-sheet").to_csv().lstrip("\ufeff").splitlines()))
    for row in rows[1:]:
        row[rows[0].index("coder_class")] = row[rows[0].index("class")]
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows) + "\n"


def _sheets(random: Random) -> Case:
    good = _sheet()
    how = random.randrange(4)
    if how == 0:
        data = damaged(good.encode(random.choice(("utf-8-sig", "gb18030", "utf-16"))), random)
    elif how == 1:
        data = (good + words(random) + "\n" + ",".join([words(random, 4)] * random.choice((3, 300)))).encode()
    elif how == 2:
        data = good.replace(
            random.choice(("supply", "demand", "environment", "proposed", '"')), words(random, 4)
        ).encode()
    else:
        data = good.replace(
            random.choice((",", "coder_class", "class", "\n")), random.choice((";", "\t", "", "x")), 5
        ).encode()
    name = random.choice(("s.csv", "s.csv", "s.xlsx", "s.txt"))
    others = ("s2.csv",) if random.random() < 0.4 else ()
    return Case(("agreement", name, *others), {name: data, "s2.csv": good.encode()})


FAMILIES = (
    Family("decisions", "YAML that is broken, foreign, a bomb, or contradicts itself", 400, _decisions),
    Family("lexicons", "wrong fields, encodings, circles and YAML in a person's own lexicon", 400, _lexicons),
    Family("gold", "annotations and floors that are broken or do not fit", 150, _gold),
    Family("coded sheets", "coding sheets for agreement, broken or of another program", 150, _sheets),
)
