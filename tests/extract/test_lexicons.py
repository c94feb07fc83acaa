"""The lexicons are sound, large enough, and their mistakes are named."""

from collections import Counter

import pytest

from extract.explain_names import explain_names
from extract.gazetteer import chain, division, divisions, gazetteer, townships
from extract.lexicon_files import use_lexicon
from extract.lexicons import SUBTOOLS, check, concepts, load_lexicon
from extract.organizations import load_organizations
from graph.model import LexiconError


def test_industries_are_many():
    industries = load_lexicon().industries.values()
    assert len(industries) >= 120
    assert sum(len(c.strong) + len(c.weak) for c in industries) >= 800
    assert sum(any(code.startswith("gbt4754:") for code in c.codes) for c in industries) >= 120


def test_instruments_cover_every_subtool():
    expressions = Counter[str]()
    for concept in load_lexicon().instruments.values():
        expressions[concept.subtool] += len(concept.strong)
    assert set(expressions) == set(SUBTOOLS)
    assert sum(expressions.values()) >= 1500
    assert min(expressions.values()) >= 60


def test_belts_corridors_zones_and_regions_are_many():
    kinds = Counter(place.place_type for place in gazetteer().values())
    areas = (
        "national_new_area",
        "high_tech_zone",
        "economic_dev_zone",
        "free_trade_zone",
        "innovation_corridor",
    )
    areas += ("industrial_belt", "cultural_belt", "economic_belt", "metro_area", "urban_cluster", "region")
    assert sum(kinds[kind] for kind in areas) >= 200
    former = [place for place in gazetteer().values() if place.place_type == "former_division"]
    assert len(former) >= 100
    assert all(place.until for place in former)


def test_townships_belong_to_their_county_or_city():
    (town,) = [item for item in townships("4419").values() if item.name == "石排镇"]
    assert division(town.code) == town
    assert chain(town.code) == ("441900", "440000")
    assert (
        sum(len(townships(code[:4])) for code, item in divisions().items() if item.kind == "prefecture")
        > 30_000
    )


def test_every_instrument_reaches_a_family_of_its_class():
    instruments = load_lexicon().instruments
    for concept in instruments.values():
        top = concept
        while top.broader:
            top = instruments[top.broader]
        assert top.family, concept.id
        assert top.subtool == concept.subtool, concept.id


def test_divisions_are_all_of_the_standard():
    kinds = [item.kind for item in divisions().values()]
    assert kinds.count("province") == 34
    assert kinds.count("prefecture") >= 333
    assert kinds.count("county") >= 2800
    assert all(len(code) == 6 and code.isdigit() for code in divisions())


def test_every_division_has_its_parent():
    for item in divisions().values():
        assert (item.parent is None) == (item.kind == "province")
        assert item.parent is None or item.parent in divisions()


def test_gazetteer_lies_in_known_divisions():
    for place in gazetteer().values():
        assert all(code in divisions() for code in place.within), place.id


def test_functional_areas_of_the_domain_are_in():
    for name in ("之江文化产业带", "大运河(杭州段)文化产业带", "长三角", "粤港澳大湾区", "雄安新区"):
        assert any(name in (*place.strong, *place.weak) for place in gazetteer().values()), name


def test_organizations_load():
    assert len(load_organizations().named) >= 300


# (rows, words of the message)
FAULTS = [
    ([{"id": "甲"}, {"id": "甲"}], "twice"),
    ([{"id": "甲", "alias": ["乙"]}], "alias"),
    ([{"id": 5}], "id"),
    ([{"id": "甲", "aliases": [5]}], "aliases"),
    ([{"id": "甲", "aliases": "乙"}], "aliases"),
    ([{"id": "甲", "subtool": "supply.magic"}], "supply.magic"),
    ([{"id": "甲", "level": "high"}], "level"),
    ([{"id": "甲", "broader": "乙"}], "broader"),
    ([{"id": "甲", "broader": "乙"}, {"id": "乙", "broader": "甲"}], "circle"),
    ([{"id": "甲", "aliases": ["ＡＩ"]}, {"id": "乙", "aliases": ["ai"]}], "甲"),
    (["甲"], "Expected"),
]


@pytest.mark.parametrize(("rows", "words"), FAULTS, ids=lambda value: str(value)[:30])
def test_faults_are_named(rows, words):
    with pytest.raises(LexiconError, match=words) as raised:
        check(concepts("test.yml", rows), "test.yml")
    assert "test.yml" in str(raised.value)


OWN = "- id: 一岛一坪\n"


@pytest.fixture
def own(tmp_path):
    """A folder for a lexicon of one's own; the shipped one is used again afterwards."""
    yield tmp_path
    use_lexicon(None)


def test_an_instrument_of_ones_own_needs_a_subtool(own):
    (own / "instruments.yml").write_text(OWN, encoding="utf-8")
    use_lexicon(own)
    with pytest.raises(LexiconError, match="一岛一坪: 缺 subtool") as told:
        load_lexicon()
    assert str(own / "instruments.yml") in str(told.value)
    assert "supply.fiscal" in str(told.value)


def test_or_stands_below_one_that_has_it(own):
    (own / "instruments.yml").write_text(f"{OWN}  broader: 产业投资基金\n", encoding="utf-8")
    use_lexicon(own)
    assert load_lexicon().instruments["一岛一坪"].subtool == "environment.finance"


def test_what_is_known_but_does_not_count_is_explained(own):
    (own / "instruments.yml").write_text(f"{OWN}  subtool: supply.infrastructure\n", encoding="utf-8")
    use_lexicon(own)
    (line,) = explain_names("支持一岛一坪。")
    assert line.startswith(
        "未计 (does not count) 一岛一坪: 词表认得 (in the lexicon), 政策工具, 词表 一岛一坪; 但此处读作标题"
    )
    line, *_ = explain_names("推行一岛一坪。")
    assert line.startswith("2-6\t政策工具\t一岛一坪")


def test_the_same_lexicon_again_is_not_read_again(own):
    before = load_lexicon()
    use_lexicon(None)
    assert load_lexicon() is before


@pytest.mark.parametrize(
    "text",
    ["- 2025-99-99", "- " * 3000 + "a", "[" * 5000, "- \0", "- {id: ''}", "- {id: 甲, aliases: [' ']}"],
)
def test_what_is_no_lexicon_is_told_in_one_line(own, text):
    (own / "industries.yml").write_text(text, encoding="utf-8")
    use_lexicon(own)
    with pytest.raises(LexiconError, match=r"industries\.yml") as told:
        load_lexicon()
    assert "\n" not in str(told.value)
