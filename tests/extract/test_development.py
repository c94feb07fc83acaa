"""The development set: both halves above their floors, and what the command says about floors."""

import json
from pathlib import Path

import pytest

from cli.main import run
from extract.pipeline import Context, extract
from graph.check import check

HOME = Path(__file__).parents[1] / "development"
HALVES = ("tune", "check")


def evaluate(*arguments):
    return run(["evaluate", *map(str, arguments)])


@pytest.mark.parametrize("half", HALVES)
def test_no_score_is_below_its_floor(half, capsys):
    """Raise the floors with ``--update`` when the extraction improves; never lower them unseen."""
    code = evaluate("--gold", HOME / half, "--floors", HOME / f"floors-{half}.json")
    assert code == 0, capsys.readouterr().err


@pytest.mark.parametrize("half", HALVES)
def test_every_document_fits_the_graph(half):
    """No letter is outside a passage, no name outside its words: what any store asks of an extraction."""
    for path in sorted((HOME / half).glob("*.*")):
        if path.suffix in {".txt", ".md"}:
            text = path.read_text(encoding="utf-8")
            check(extract(text, Context(id=f"document:{path.name}", source="test")))


def test_the_set_is_whole():
    golds = {half: sorted((HOME / half).glob("*.json")) for half in HALVES}
    assert len(golds["tune"]) >= 60
    assert len(golds["check"]) >= 32
    shapes = [json.loads(path.read_text(encoding="utf-8"))["shape"] for path in golds["check"]]
    assert set(shapes) == {"digest", "proposal", "reply", "news", "other"}


DOCUMENT = "关于加快养老服务发展的提案\n提案人：王小明\n建议设立养老服务专项资金。\n"
GOLD = {
    "shape": "proposal",
    "facts": {"title": "关于加快养老服务发展的提案", "date": None, "publisher": None,
              "jurisdiction": None, "body": None, "session": None},
    "proposals": [{"title": "关于加快养老服务发展的提案", "members": ["王小明"], "organizations": []}],
    "names": {
        "member": ["王小明"], "industry": ["养老服务"], "instrument": [], "place": [], "organization": []
    },
    "passages": [["title", 1, "关于加快"], ["byline", 1, "提案人"], ["measure", 1, "建议设立"]],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text(DOCUMENT, encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps(GOLD, ensure_ascii=False), encoding="utf-8")
    return tmp_path


def scores(capsys, *arguments):
    assert evaluate(*arguments, "--json") == 0
    return json.loads(capsys.readouterr().out)["scores"]


def test_scores_of_one_document(folder, capsys):
    found = scores(capsys, "--gold", folder)
    assert found["member"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "gold": 1.0, "found": 1.0}
    assert found["measures"]["f1"] == found["kinds"]["f1"] == found["titles"]["f1"] == 1.0


def test_errors_are_listed_by_kind(folder, capsys):
    gold = dict(GOLD, names=dict(GOLD["names"], member=["王小明", "提案人"]))
    (folder / "a.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    assert evaluate("--gold", folder / "a.json", "--errors") == 0
    assert "member\tmissing\ta\t提案人" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"names": dict(GOLD["names"], place=["杭州"])}, "杭州"),
        ({"passages": [["title", 1, "没有这句"]]}, "没有这句"),
        ({"passages": [["title", 1, "加快"]]}, "does not begin with the text"),
        ({"shape": "letter"}, "shape"),
        ({"unknown": 1}, "unknown"),
    ],
)
def test_gold_that_does_not_fit_is_refused_in_one_line(folder, capsys, change, told):
    (folder / "a.json").write_text(json.dumps({**GOLD, **change}, ensure_ascii=False), encoding="utf-8")
    assert evaluate("--gold", folder) == 1
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("path", ["nowhere", "nowhere.json"])
def test_gold_that_is_not_there(tmp_path, capsys, path):
    (tmp_path / "nowhere").mkdir()
    assert evaluate("--gold", tmp_path / path) == 1
    assert capsys.readouterr().err.startswith("yimai: ")


def test_a_fallen_score_fails(folder, capsys):
    floors = folder / "floors.txt"
    floors.write_text(json.dumps({"member": 1.0, "place": 1.5}), encoding="utf-8")
    assert evaluate("--gold", folder, "--floors", floors) == 1
    assert "place" in capsys.readouterr().err


def test_update_raises_floors_and_lowers_none_unless_named(folder, capsys):
    floors = folder / "floors.txt"
    floors.write_text(json.dumps({"member": 0.5, "place": 1.5}), encoding="utf-8")
    assert evaluate("--gold", folder, "--floors", floors, "--update") == 1
    kept = json.loads(floors.read_text(encoding="utf-8"))
    assert (kept["member"], kept["place"]) == (1.0, 1.5)
    assert evaluate("--gold", folder, "--floors", floors, "--update", "--lower", "place") == 0
    assert json.loads(floors.read_text(encoding="utf-8"))["place"] == 1.0
    assert evaluate("--gold", folder, "--update") == 2
    capsys.readouterr()


def test_a_floor_of_what_is_no_longer_measured_stays(folder, capsys):
    floors = folder / "floors.txt"
    floors.write_text(json.dumps({"replies": 0.9}), encoding="utf-8")
    assert evaluate("--gold", folder, "--floors", floors, "--update") == 1
    assert json.loads(floors.read_text(encoding="utf-8"))["replies"] == 0.9
    assert "replies" in capsys.readouterr().err
