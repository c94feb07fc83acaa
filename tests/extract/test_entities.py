"""What a thing is follows from its id and the lexicon alone, never from the document that names it."""

from pathlib import Path

import pytest

from extract.pipeline import Context, extract

HOME = Path(__file__).parents[2]
TEXTS = sorted([*(HOME / "examples").glob("*.txt"), *(HOME / "tests" / "development").glob("*/*.txt")])


def entities(text, name):
    return {
        entity.id: entity for entity in extract(text, Context(id=f"document:{name}", source=name)).entities
    }


@pytest.fixture(scope="module")
def by_document():
    return [entities(path.read_text(encoding="utf-8"), path.name) for path in TEXTS]


def test_one_id_is_one_thing_in_every_document(by_document):
    seen = {}
    for found in by_document:
        for key, entity in found.items():
            assert seen.setdefault(key, entity) == entity


def test_nothing_is_listed_that_nothing_names(by_document):
    for path, found in zip(TEXTS, by_document, strict=True):
        extraction = extract(path.read_text(encoding="utf-8"), Context(id="document:a", source="a"))
        named = {mention.id for mention in extraction.mentions}
        named |= {handler.id for proposal in extraction.proposals for handler in proposal.handlers}
        tops = found.keys() - {parent for entity in found.values() for parent in entity.broader}
        assert {key for key in tops if not key.startswith("member:")} <= named


def test_spellings_of_one_name_are_one_thing():
    left = entities("关于数据产业的提案\n建议设立“AI＋医疗”创新引导基金。", "left")
    right = entities("关于数据产业的提案\n建議設立“AI+醫療”創新引導基金。", "right")
    assert left.keys() == right.keys()
    assert left == right


def test_generic_departments_of_two_cities_are_two():
    first = entities("宁波市政协提案\n关于养老的提案\n建议由市教育局牵头制定管理办法。", "a")
    second = entities("成都市政协提案\n关于养老的提案\n建议由市教育局牵头制定管理办法。", "b")
    offices = [next(e for e in found.values() if e.name.endswith("教育局")) for found in (first, second)]
    assert [office.name for office in offices] == ["宁波市教育局", "成都市教育局"]
    assert offices[0].id != offices[1].id


def test_a_kind_is_a_thing_of_its_own_below_its_concept():
    found = extract(
        "建议推行湾长制，设立概念验证基金。组建寒地概念验证基金。支持百合产业。",
        Context(id="document:k", source="k"),
    )
    entities = {entity.id: entity for entity in found.entities}
    named = {mention.exact: entities[mention.id] for mention in found.mentions}
    bay, proof, lily = named["湾长制"], named["概念验证基金"], named["百合产业"]
    assert (bay.name, proof.name, lily.name) == ("湾长制", "概念验证基金", "百合")
    assert "湾长制" not in entities[bay.broader[0]].aliases
    assert entities[bay.broader[0]].subtool == bay.subtool
    assert named["寒地概念验证基金"].broader == (proof.id,)
    assert entities[lily.broader[0]].name == "特色经济作物"


def test_a_town_behind_its_county_is_the_town():
    text = "泉州市政协提案\n惠安县崇武镇的石匠多。建议在崇武镇设立石雕传习所。\n"
    found = extract(text, Context(id="document:town", source="town"))
    towns = [
        mention.id for mention in found.mentions if mention.type == "place" and "崇武镇" in mention.exact
    ]
    assert len(towns) == 2
    assert len(set(towns)) == 1
