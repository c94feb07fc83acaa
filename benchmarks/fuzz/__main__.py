"""Feed the command more than 10,000 bad inputs and print what became of them, a line a family.

    python -m benchmarks.fuzz                      all of them, in two processes
    python -m benchmarks.fuzz --share 0.1          a tenth of each family
    python -m benchmarks.fuzz --only html:17       one input, with what is wrong with it; or a family: --only html
    python -m benchmarks.fuzz --seed 1             other inputs
    python -m benchmarks.fuzz --fill               write the table into docs/toughness.md, too

The exit code is 1 where anything crashed, hung, took too much memory, ended without a clear line, or where
the graph that was there before is not what it was.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.fuzz.case import Family
from benchmarks.fuzz.families import FAMILIES
from benchmarks.fuzz.judge import HONEST
from benchmarks.fuzz.trial import Tally, trial

_PAGE = Path(__file__).parents[2] / "docs" / "toughness.md"
_BEGIN, _END = "<!-- begin of the table -->\n", "<!-- end of the table -->\n"


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--fill", action="store_true")
    given = parser.parse_args()
    inputs = [(family, range(max(1, round(family.count * given.share)))) for family in FAMILIES]
    if given.only:
        inputs = [_named(only) for only in given.only]
    with tempfile.TemporaryDirectory(prefix="yimai-fuzz-") as folder:
        tallies = trial(
            inputs,
            Path(folder),
            seed=given.seed,
            jobs=given.jobs,
            told=lambda line: print(line, file=sys.stderr),
        )
    table = _table({family.name: family for family in FAMILIES}, tallies)
    print(table, end="")
    for name, tally in tallies.items():
        print(f"{name}: {tally.total:.1f} s of the processor in all", file=sys.stderr)
    failures = [(name, *failure) for name, tally in tallies.items() for failure in tally.failures]
    for name, number, outcome, wrong in failures:
        print(f"\n{name}:{number}: {outcome}: {wrong}")
    if given.fill:
        _fill(table)
    return 1 if failures else 0


def _named(only: str) -> tuple[Family, range]:
    name, _, number = only.partition(":")
    family = next(family for family in FAMILIES if family.name == name)
    return family, range(int(number), int(number) + 1) if number else range(family.count)


def _table(families: dict[str, Family], tallies: dict[str, Tally]) -> str:
    rows = [
        "| Bad input | what it is | inputs | read | read in part | refused | failures | slowest | most memory |"
    ]
    rows.append("|---|---|--:|--:|--:|--:|--:|--:|--:|")
    whole = Tally()
    for name, tally in tallies.items():
        rows.append(_row(name, families[name].told, tally))
        whole.outcomes += tally.outcomes
        whole.failures += tally.failures
        whole.seconds, whole.memory = max(whole.seconds, tally.seconds), max(whole.memory, tally.memory)
    return "\n".join([*rows, _row("**all**", "", whole)]) + "\n"


def _row(name: str, told: str, tally: Tally) -> str:
    honest = [tally.outcomes[outcome] for outcome in HONEST]
    counts = [sum(tally.outcomes.values()), *honest, len(tally.failures)]
    cells = [*(f"{count:,}" for count in counts), f"{tally.seconds:.1f} s", f"{tally.memory >> 20} MiB"]
    return f"| {' | '.join([name, told, *cells])} |"


def _fill(table: str) -> None:
    text = _PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(_BEGIN)
    after = rest.partition(_END)[2]
    _PAGE.write_text(f"{before}{_BEGIN}{table}{_END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
