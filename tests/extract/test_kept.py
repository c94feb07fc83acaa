"""The cache of parsed lexicons: it answers alike, heals itself, and is never needed."""

import json

import pytest

from extract.kept import kept
from extract.lexicon_files import read_yaml
from graph.model import LexiconError


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("YIMAI_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


class Parser:
    """Reads JSON and counts how often."""

    def __init__(self):
        self.calls = 0

    def __call__(self, text, name):
        self.calls += 1
        return json.loads(text)


def test_a_text_is_parsed_once_and_a_changed_one_anew(folder):
    parse = Parser()
    assert kept('[{"id": "甲"}]', "a.yml", parse) == kept('[{"id": "甲"}]', "a.yml", parse) == [{"id": "甲"}]
    assert parse.calls == 1
    assert kept('[{"id": "乙"}]', "a.yml", parse) == [{"id": "乙"}]
    assert parse.calls == 2


def test_only_the_newest_of_a_file_is_kept(folder):
    for text, name in (("[1]", "a.yml"), ("[2]", "a-b.yml"), ("[3]", "a.yml")):
        kept(text, name, Parser())
    assert sorted(path.name.rpartition("-")[0] for path in folder.iterdir()) == ["a-b.yml", "a.yml"]


@pytest.mark.parametrize("damage", [b"", b"\x00" * 40, None])
def test_a_damaged_file_is_parsed_anew(folder, damage):
    parse = Parser()
    kept("[1, 2]", "a.yml", parse)
    [path] = folder.iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"\x09" if damage is None else damage)
    assert kept("[1, 2]", "a.yml", parse) == [1, 2]
    assert parse.calls == 2
    assert path.read_bytes() == whole


def test_without_a_folder_that_can_be_written_all_goes_on(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", encoding="utf-8")
    for place in (str(tmp_path / "file" / "below"), ""):
        monkeypatch.setenv("YIMAI_CACHE", place)
        parse = Parser()
        assert [kept("[1]", "a.yml", parse), kept("[1]", "a.yml", parse)] == [[1], [1]]
        assert parse.calls == 2


def test_a_wrong_file_is_told_each_time_and_never_kept(folder):
    def refuse(text, name):
        raise LexiconError(f"{name}: wrong")

    for _ in range(2):
        with pytest.raises(LexiconError, match=r"a\.yml"):
            kept("[", "a.yml", refuse)
    assert not folder.exists()


def test_the_shipped_lexicons_come_back_as_they_were_parsed(folder, monkeypatch):
    names = ("industries.yml", "heads.yml", "words.yml", "organizations.yml", "cues.yml")
    first = [read_yaml(name) for name in names]
    assert len(list(folder.iterdir())) == len(names)
    again = [read_yaml(name) for name in names]
    monkeypatch.setenv("YIMAI_CACHE", "")
    assert first == again == [read_yaml(name) for name in names]
