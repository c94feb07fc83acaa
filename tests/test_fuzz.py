"""A slice of what ``make fuzz`` tries: every family of bad inputs, by the same code; nothing goes wrong."""

from __future__ import annotations

from pathlib import Path

from benchmarks.fuzz.case import Case
from benchmarks.fuzz.families import FAMILIES
from benchmarks.fuzz.judge import HONEST, Ended, Outcome, judge
from benchmarks.fuzz.trial import trial

SHARE, LEAST = 0.025, 4


def test_a_slice_of_all_bad_inputs(tmp_path: Path) -> None:
    inputs = [(family, range(max(LEAST, round(family.count * SHARE)))) for family in FAMILIES]
    tallies = trial(inputs, tmp_path)
    assert {name: tally.failures for name, tally in tallies.items() if tally.failures} == {}
    for family, numbers in inputs:
        assert sum(tallies[family.name].outcomes[outcome] for outcome in HONEST) == len(numbers), family.name
    assert sum(sum(tally.outcomes.values()) for tally in tallies.values()) > 300


def test_a_full_run_is_of_more_than_ten_thousand() -> None:
    assert sum(family.count for family in FAMILIES) >= 10_000
    assert len({family.name for family in FAMILIES}) == len(FAMILIES)


def test_the_same_seed_gives_the_same_input() -> None:
    for family in FAMILIES:
        for number in range(3):
            one, same = family.case(0, number), family.case(0, number)
            assert (one.arguments, one.files, one.stdin) == (same.arguments, same.files, same.stdin), (
                family.name
            )


def test_what_counts_as_a_failure(tmp_path: Path) -> None:
    case = Case(("build", "a.txt"))

    def outcome(code: int, err: str = "", out: str = "", raised: str = "", case: Case = case) -> Outcome:
        return judge(case, Ended(code, out, err, raised), tmp_path)[0]

    assert outcome(0) is Outcome.READ
    assert outcome(1, "yimai: a.txt: 找不到文件\n") is Outcome.REFUSED
    assert outcome(2, "Usage: yimai\nTry 'yimai'\n\nError: no\n") is Outcome.REFUSED
    assert outcome(3, "yimai: b.txt: 找不到文件\n") is Outcome.PARTLY
    assert outcome(1) is Outcome.UNCLEAR
    assert outcome(1, "yimai: a\nb\n") is Outcome.UNCLEAR
    assert outcome(1, "yimai: \x1b[31m\n") is Outcome.UNCLEAR
    assert outcome(0, out="\x1b[31m") is Outcome.UNCLEAR
    assert outcome(77) is Outcome.UNCLEAR
    assert outcome(1, raised="Traceback") is Outcome.CRASH
    assert outcome(1, "yimai: geheim\n") is Outcome.LEAK
    (tmp_path / ".a.1.part").touch()
    assert outcome(0) is Outcome.LOST
    (tmp_path / ".a.1.part").unlink()
    (tmp_path / "open").touch()
    (tmp_path / "open").chmod(0o666)
    assert outcome(0) is Outcome.LOST
    (tmp_path / "open").unlink()
    assert outcome(0, case=Case(("stats",), {"a": b"x"}, reads_only=True)) is Outcome.LOST
