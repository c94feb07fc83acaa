"""What people decided is carried out on every document, and a file of decisions that is wrong is named."""

import pytest

from extract.decisions import Decisions, load_decisions
from extract.pipeline import Context, extract
from graph.check import check
from graph.model import LexiconError, MentionType

TEXT = """关于做强县域消费的提案
提案人：王新龙
一、设立产业母基金，完善产业投资母基金。
二、发放算力券，推行低空经济券。低空经济券不够用。
三、由市财政局和市财政厅落实。
"""


def decided(tmp_path, rows, text=TEXT):
    path = tmp_path / "graph.yimai.decisions.yml"
    path.write_text(rows, encoding="utf-8")
    found = extract(text, Context(id="document:t", source="t.txt", jurisdiction="330100"))
    return load_decisions(path).apply(found)


def instruments(found):
    return [(m.exact, m.name, m.subtool) for m in found.mentions if m.type is MentionType.INSTRUMENT]


def test_no_file_changes_nothing(tmp_path):
    found = extract(TEXT, Context(id="document:t", source="t.txt"))
    assert load_decisions(tmp_path / "none.yml").apply(found) is found


def test_two_names_are_one_thing(tmp_path):
    found = decided(tmp_path, "- same: [产业母基金, 产业投资母基金]\n")
    ids = {m.exact: m.id for m in found.mentions if "母基金" in m.exact}
    assert len(set(ids.values())) == 1
    kept = next(entity for entity in found.entities if entity.id in ids.values())
    assert "产业投资母基金" in kept.aliases
    assert not any(entity.name == "产业投资母基金" for entity in found.entities)


def test_the_first_name_need_not_be_in_the_document(tmp_path):
    found = decided(tmp_path, "- same: [城市产业引导基金, 产业投资母基金]\n")
    assert ("产业投资母基金", "城市产业引导基金", "environment.finance") in instruments(found)


FUNDS = "关于发展的提案\n建议设立低空经济产业投资基金。建议设立产业母基金和产业引导基金。"


@pytest.mark.parametrize(
    "rows",
    [
        "- same: [产业引导基金, 产业投资基金]\n",
        "- same: [产业投资基金, 产业引导基金]\n",
        "- same: [低空经济产业投资基金, 产业投资基金]\n",
        "- same: [低空经济产业投资基金, 产业引导基金]\n- same: [产业引导基金, 产业投资基金]\n",
        "- same: [产业投资基金, 产业引导基金]\n- same: [产业引导基金, 产业投资基金]\n",
    ],
)
def test_what_is_broader_follows_what_was_joined(tmp_path, rows):
    found = decided(tmp_path, rows, FUNDS)
    above = {entity.id: entity.broader for entity in found.entities}
    for key in above:
        reached = []
        waiting = list(above[key])
        while waiting:
            parent = waiting.pop()
            assert parent != key
            reached.append(parent)
            waiting += above[parent]  # every one of them is there
        if key.startswith("instrument:") and key != "instrument:environment":
            assert "instrument:environment" in reached


def test_names_are_joined_one_after_the_other(tmp_path):
    found = decided(tmp_path, "- same: [甲基金, 产业引导基金]\n- same: [乙基金, 甲基金]\n", FUNDS)
    assert ("产业引导基金", "乙基金", "environment.finance") in instruments(found)


def test_an_alias_is_kept_apart(tmp_path):
    text = TEXT.replace("产业母基金", "算力调度交易平台")
    before = {exact: name for exact, name, _ in instruments(decided(tmp_path, "[]", text))}
    assert before["算力调度交易平台"] == "算力调度平台"  # an alias of the lexicon
    found = decided(tmp_path, "- not_same: [算力调度平台, 算力调度交易平台]\n", text)
    assert ("算力调度交易平台", "算力调度交易平台", "supply.infrastructure") in instruments(found)


@pytest.mark.parametrize(
    ("row", "left"),
    [
        ("- not_a_mention: 低空经济券\n", 0),
        ("- {not_a_mention: 低空经济券, quote: 低空经济券不够用}\n", 1),
        ("- {not_a_mention: 低空经济券, document: t.txt}\n", 0),
        ("- {not_a_mention: 低空经济券, document: other.txt}\n", 2),
        ("- {not_a_mention: 低空经济券, type: industry}\n", 2),
    ],
)
def test_a_string_is_no_name(tmp_path, row, left):
    found = decided(tmp_path, row)
    assert sum(exact == "低空经济券" for exact, _, _ in instruments(found)) == left


def test_what_stood_inside_a_dropped_name_stands_by_itself(tmp_path):
    nested = [m.nested for m in decided(tmp_path, "[]").mentions if m.exact == "低空经济"]
    assert nested == [True, True]
    found = decided(tmp_path, "- not_a_mention: 低空经济券\n")
    assert [m.nested for m in found.mentions if m.exact == "低空经济"] == [False, False]


def test_another_class(tmp_path):
    found = decided(tmp_path, "- {class: 算力券, subtool: demand.pilot}\n")
    assert ("算力券", "算力券", "demand.pilot") in instruments(found)
    thing = next(entity for entity in found.entities if entity.name == "算力券")
    assert (thing.class_, thing.broader) == ("demand", ("instrument:demand.pilot",))
    assert {"instrument:demand", "instrument:demand.pilot"} <= {entity.id for entity in found.entities}


def test_what_is_decided_fits_the_graph(tmp_path):
    rows = "- same: [产业母基金, 产业投资母基金]\n- {class: 算力券, subtool: demand.pilot}\n"
    rows += "- not_a_mention: 低空经济券\n"
    found = decided(tmp_path, rows)
    check(found)
    assert all(found.text[m.start : m.end] == m.exact for m in found.mentions)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("- same: [甲]\n", "两个"),
        ("- {same: [甲, 乙], not_a_mention: 丙}\n", "exactly one"),
        ("- {}\n", "exactly one"),
        ("- {class: 算力券, subtool: supply.money}\n", "supply.money"),
        ("- {class: 算力券, wrong: 1}\n", "wrong"),
        ("- same: [甲, 乙]\n- not_same: [乙, 甲]\n", "both the same"),
        ("- same: [甲, 乙, 丙]\n- not_same: [乙, 丙]\n", "both the same"),
        ("same: [甲, 乙]\n", "list of decisions"),
        ("- same: [甲, 乙\n", "not YAML"),
    ],
)
def test_a_wrong_file_is_named(tmp_path, rows, words):
    with pytest.raises(LexiconError, match=words) as error:
        decided(tmp_path, rows)
    assert "graph.yimai.decisions.yml" in str(error.value)


def test_a_file_that_is_no_text_is_named(tmp_path):
    path = tmp_path / "graph.yimai.decisions.yml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LexiconError, match=r"graph\.yimai\.decisions\.yml.*UTF-8"):
        load_decisions(path)
    with pytest.raises(LexiconError, match="无法读取"):
        load_decisions(tmp_path)


def test_no_decisions_are_no_work():
    found = extract(TEXT, Context(id="document:t", source="t.txt"))
    assert Decisions().apply(found) is found
