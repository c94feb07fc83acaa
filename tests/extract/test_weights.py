"""What is weighed: sums over a table, the tables that are shipped, and what they decide."""

from itertools import chain
from pathlib import Path

import pytest

from extract.draft import DraftPassage
from extract.explain_names import explain_names
from extract.explain_weights import CAPTIONS
from extract.instruments import weigh_instruments
from extract.lexicon_files import use_lexicon
from extract.lines import split_lines
from extract.modality import Decision
from extract.pipeline import Context, extract, look
from extract.weighed_modality import features_of
from extract.weighing import COUNTS, kinds_of
from extract.weights import ALWAYS, TABLES, Weights, load_weights, parse, use_weights
from graph.model import LexiconError, MentionType, Modality, PassageKind

SMALL = parse("# a comment\n*\ta\t1\nlast=站\ta\t-3\nlast=站\tb\t5\nquoted\tb\t-5\n", "small")
TEXT = (
    "建议：\n一、设立养老服务专项资金，完善预警机制，社区卫生服务中心要配齐人员。\n"
    "二、推行“一窗通办”，用好文化站。\n"
)
LEXICON = Path(__file__).parents[2] / "extract" / "lexicon"


@pytest.fixture
def tables():
    """Use the given tables for one test."""
    yield use_weights
    use_weights({})


@pytest.mark.parametrize(
    ("features", "sums", "best"),
    [
        ([], [0, 0], "b"),
        ([ALWAYS], [1, 0], "a"),
        ([ALWAYS, "last=站"], [-2, 5], "b"),
        (["last=站", "last=站", "unknown"], [-6, 10], "b"),
        (["last=站", "quoted"], [-3, 0], "b"),
        (["quoted"], [0, -5], "a"),
    ],
)
def test_sums_and_the_label_they_give(features, sums, best):
    assert SMALL.sums(features) == sums
    assert SMALL.best(features, "b") == best


def test_where_nothing_is_greater_the_given_label_stands():
    assert SMALL.best([], "a") == "a"
    assert SMALL.best(["quoted"], "none of these") == "none of these"
    assert Weights().best(["last=站"], "a") == "a"


def test_what_weighs_most_is_told_first():
    assert SMALL.told([ALWAYS, "last=站", "unknown"], "a") == [("last=站", -3), (ALWAYS, 1)]


@pytest.mark.parametrize("line", ["last=站\ta", "last=站\ta\theavy", "*\ta\t1\n*\ta\t2"])
def test_a_table_of_another_form_is_refused(line):
    with pytest.raises(LexiconError, match="small: line"):
        parse(line + "\n", "small")


@pytest.mark.parametrize("name", TABLES)
def test_shipped_tables_are_sorted_and_small(name):
    lines = (LEXICON / f"weights-{name}.tsv").read_text(encoding="utf-8").splitlines()
    cells = [tuple(line.split("\t")) for line in lines[1:]]
    assert cells == sorted(cells, key=lambda cell: cell[:2])
    assert all(feature.isprintable() and 0 < abs(int(weight)) < 200 for feature, _, weight in cells)
    assert len(cells) < 15_000


def weighed(text):
    context = Context(id="document:t", source="t")
    view = look(text, split_lines(text), context)[1]
    return weigh_instruments(view, kinds_of(extract(text, context)))


def test_the_features_of_the_extraction_are_those_of_the_table():
    """A feature that is renamed here and not learned anew would weigh nothing."""
    used = {feature.partition("=")[0] for item in weighed(TEXT) for feature in item.features}
    known = {feature.partition("=")[0] for feature in load_weights("verdict").rows}
    assert used == known


def instruments(text):
    found = extract(text, Context(id="document:t", source="t"))
    return {item.exact for item in found.mentions if item.type is MentionType.INSTRUMENT}


def test_a_weight_turns_down_what_the_rules_take(tables):
    tables({"verdict": Weights()})
    assert {"养老服务专项资金", "预警机制"} <= instruments(TEXT)
    tables({"verdict": parse(f"end=金\t{COUNTS}\t-5\n", "own")})
    assert instruments(TEXT) == instruments_without("养老服务专项资金", tables)


def instruments_without(name, tables):
    tables({"verdict": Weights()})
    return instruments(TEXT) - {name}


def test_a_weight_takes_what_the_rules_refuse_where_nothing_stands(tables):
    tables({"verdict": Weights()})
    assert "社区卫生服务中心" not in instruments(TEXT)
    tables({"verdict": parse(f"end2=中心\t{COUNTS}\t7\n", "own")})
    assert "社区卫生服务中心" in instruments(TEXT)
    tables({"verdict": parse(f"{ALWAYS}\t{COUNTS}\t7\n", "own")})
    spans = sorted((item.match.start, item.match.end) for item in weighed(TEXT) if not item.refused)
    found = extract(TEXT, Context(id="document:t", source="t"))
    kept = {(item.start, item.end) for item in found.mentions if item.type is MentionType.INSTRUMENT}
    assert set(spans) <= kept


def test_what_the_own_lexicon_gives_is_not_weighed(tables, tmp_path):
    (tmp_path / "instruments.yml").write_text(
        "- {id: 养老服务专项资金, subtool: supply.fiscal}\n", encoding="utf-8"
    )
    tables({"verdict": parse(f"{ALWAYS}\t{COUNTS}\t-5\n", "own")})
    assert instruments(TEXT) == set()
    use_lexicon(tmp_path)
    try:
        assert instruments(TEXT) == {"养老服务专项资金"}
    finally:
        use_lexicon(None)


def test_what_weighed_is_told(tables):
    lines = [*explain_names(TEXT)]
    taken = next(number for number, line in enumerate(lines) if "\t养老服务专项资金\t" in line)
    assert lines[taken + 1].startswith("    是否计入 (whether it counts): 权重 (weight) +")
    assert "支持 (for)" in lines[taken + 1]
    assert "反对 (against)" in lines[taken + 1]
    tables({"verdict": parse(f"end=金\t{COUNTS}\t-5\n", "own")})
    (line,) = [line for line in explain_names(TEXT) if " 养老服务专项资金:" in line]
    assert "规则认它, 反对的更重" in line
    assert "末字 金 (end) -5" in line


def modalities(text):
    found = extract(text, Context(id="document:t", source="t"))
    for item in found.mentions:
        if item.cue is not None:
            assert text[item.cue.start : item.cue.end] == item.cue.exact
    return {item.exact: item for item in found.mentions if item.type is MentionType.INSTRUMENT}


def test_where_the_rules_on_modality_are_overruled_a_word_of_the_text_is_the_cue(tables):
    tables({"modality": Weights()})
    rules = modalities(TEXT)["养老服务专项资金"]
    assert (rules.modality, rules.cue.exact) == ("proposed", "设立")
    tables({"modality": parse("kind=measure\texisting\t1\nin sentence=预警\texisting\t2\n", "own")})
    found = modalities(TEXT)["养老服务专项资金"]
    assert (found.modality, found.cue.exact) == ("existing", "预警")
    assert TEXT.index("预警") == found.cue.start
    tables({"modality": parse("kind=measure\texisting\t1\n", "own")})
    assert modalities(TEXT)["养老服务专项资金"].cue is None
    assert any("规则说 (the rules say) proposed" in line for line in explain_names(TEXT))


def test_the_features_of_modality_are_those_of_the_table():
    lines = split_lines(TEXT)
    view = look(TEXT, lines, Context(id="document:t", source="t"))[1]
    start = TEXT.index("预警机制")
    draft = DraftPassage(PassageKind.MEASURE, 0, len(TEXT), "主要建议")
    used = features_of(view, start, start + 4, draft, Decision(Modality.PROPOSED))
    known = {feature.partition("=")[0] for feature in load_weights("modality").rows}
    assert {feature.partition("=")[0] for feature in used} == known


def test_every_feature_has_a_caption():
    kinds = {feature.partition("=")[0] for feature in chain(*(load_weights(name).rows for name in TABLES))}
    assert kinds <= set(CAPTIONS)
