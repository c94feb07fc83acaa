"""The lexicons are sound, large enough, and their mistakes are named."""

import pytest

from extract.gazetteer import divisions, gazetteer
from extract.lexicons import SUBTOOLS, check, concepts, load_lexicon
from extract.organizations import load_organizations
from graph.model import LexiconError


def test_industries_are_many():
    industries = load_lexicon().industries.values()
    assert sum(len(c.strong) + len(c.weak) for c in industries) >= 300


def test_instruments_cover_every_subtool():
    instruments = load_lexicon().instruments.values()
    assert {c.subtool for c in instruments} == set(SUBTOOLS)
    assert sum(len(c.strong) + len(c.weak) for c in instruments) >= 400


def test_every_instrument_reaches_a_family_of_its_class():
    instruments = load_lexicon().instruments
    for concept in instruments.values():
        top = concept
        while top.broader:
            top = instruments[top.broader]
        assert top.family, concept.id
        assert top.subtool == concept.subtool, concept.id


def test_divisions_are_all_of_the_standard():
    kinds = [division.kind for division in divisions().values()]
    assert kinds.count("province") == 34
    assert kinds.count("prefecture") >= 333
    assert kinds.count("county") >= 2800
    assert all(len(code) == 6 and code.isdigit() for code in divisions())


def test_every_division_has_its_parent():
    for division in divisions().values():
        assert (division.parent is None) == (division.kind == "province")
        assert division.parent is None or division.parent in divisions()


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
