"""The README pages tell the truth: their commands run, and what they quote is in the answers."""

import re
import shlex
import subprocess

import pytest
import yaml

from tests import command

HOME = command.HOME
PAGES = ("README.md", "README.zh.md")
ANSWERED = re.compile(r"```\n(?P<command>yimai (?:ask|trace) [^\n]+)\n```\n\n(?P<answer>(?:> [^\n]*\n)+)")


def yimai(*arguments, cwd):
    done = command.yimai(*arguments, cwd=cwd)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_six_questions_answer_what_the_page_says(page, demo):
    found = list(ANSWERED.finditer((HOME / page).read_text(encoding="utf-8")))
    assert len(found) == 6
    for match in found:
        output = yimai(*shlex.split(match["command"])[1:], "--format", "json", cwd=demo)
        quoted = re.findall("“([^”]+)”", match["answer"])
        assert quoted
        for words in quoted:
            assert words in output, (match["command"], words)


@pytest.mark.parametrize("page", PAGES)
def test_numbers_links_and_folders_are_true(page):
    text = (HOME / page).read_text(encoding="utf-8")
    examples = list((HOME / "examples").glob("*.txt"))
    cities = {path.name.partition("-")[0] for path in examples}
    counted = (
        rf"{len(examples)} documents of {len(cities)} cities|{len(cities)} 个城市的 {len(examples)} 份文件"
    )
    assert re.search(counted, text)
    for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (HOME / link).is_file(), link
    folders = set(re.findall(r"^\| `([a-z]+)/` \|", text, re.MULTILINE))
    tracked = subprocess.run(["git", "ls-files"], cwd=HOME, capture_output=True, text=True).stdout
    assert folders == {line.partition("/")[0] for line in tracked.splitlines() if "/" in line} - {".ci"}


def test_both_pages_give_the_same_commands():
    told = re.compile(r"^ *((?:yimai|\.venv/bin/yimai|make|export) [^#\n]*)", re.MULTILINE)
    english, chinese = (told.findall((HOME / page).read_text(encoding="utf-8")) for page in PAGES)
    assert [command.strip() for command in english] == [command.strip() for command in chinese]


def test_the_container_is_the_server_the_tests_use():
    service = yaml.safe_load((HOME / "compose.yaml").read_text(encoding="utf-8"))["services"]["neo4j"]
    pom = (HOME / "tests" / "server" / "pom.xml").read_text(encoding="utf-8")
    series = re.search(r"<neo4j.version>(\d+\.\d+)", pom)
    assert service["image"] == f"neo4j:{series[1]}-community"
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
