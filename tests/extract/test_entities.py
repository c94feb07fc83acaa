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
