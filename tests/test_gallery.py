"""The gallery: every picture it shows is there, every picture is shown, every question it names exists."""

import re

from queries.catalogue import questions
from tests.command import HOME

GALLERY = (HOME / "docs" / "gallery.md").read_text(encoding="utf-8")
README = (HOME / "README.md").read_text(encoding="utf-8")


def test_pictures_are_there_and_shown() -> None:
    shown = set(re.findall(r"\]\(pictures/([^)]+)\)", GALLERY)) | set(
        re.findall(r"docs/pictures/([^)]+)\)", README)
    )
    assert {path.name for path in (HOME / "docs" / "pictures").iterdir()} == shown


def test_commands_name_questions() -> None:
    named = set(re.findall(r"yimai ask ([a-z-]+)", GALLERY))
    assert len(named) > 3
    assert named <= {known.name for known in questions()}


def test_the_readme_leads_to_it() -> None:
    assert "docs/gallery.md" in README
