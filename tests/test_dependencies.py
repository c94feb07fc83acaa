"""What Yimai stands on: licences that were decided on, and nothing that is not pinned by its hash."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HOME = Path(__file__).parents[1]

ALLOWED = {
    *("MIT", "MIT License", "MIT-CMU", "BSD", "BSD License", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Zlib"),
    *("Apache 2.0", "Apache-2.0", "Apache Software License", "ISC", "ISC License (ISCL)", "CC0-1.0"),
    *("PSF-2.0", "Python-2.0", "CNRI-Python"),
}
"""Licences that ask for no more than their notice."""

DECIDED = {
    "certifi": ("Mozilla Public License 2.0 (MPL 2.0)", "a list of certificates, used as it is, not changed"),
    "tld": (
        "MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later",
        "taken under the MPL, which binds changes to its own files; it is used as it is",
    ),
    "resvg-py": ("", "its metadata say nothing, the licence file in it is the text of MIT's"),
}
"""Distribution -> the licence it declares, and why it may be used all the same."""

OF_THE_MACHINE = {"pip", "setuptools", "wheel", "yimai"}
"""What an environment brings with it, and we ourselves."""


def pinned(name: str) -> dict[str, tuple[set[str], int]]:
    """Return distribution -> (versions, number of hashes) of a lock file."""
    found: dict[str, tuple[set[str], int]] = {}
    text = (HOME / name).read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if match := re.match(r"([a-z0-9-]+)==(\S+)", line):
            versions, hashes = found.get(match[1], (set[str](), 0))
            found[match[1]] = ({*versions, match[2]}, hashes + line.count("--hash=sha256:"))
    return found


def required() -> Iterator[Requirement]:
    """Yield what a user's installation asks for, extras included."""
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for lines in (project["dependencies"], *project["optional-dependencies"].values()):
        yield from map(Requirement, lines)


def reached() -> dict[str, Distribution]:
    """Return every distribution that a user may get, by its name."""
    found: dict[str, Distribution] = {}
    todo = list(required())
    while todo:
        wanted = todo.pop()
        name = canonicalize_name(wanted.name)
        if name in found or (wanted.marker is not None and not wanted.marker.evaluate({"extra": ""})):
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            pytest.fail(f"{name} is not installed; `make test` installs what is locked")
        todo += map(Requirement, found[name].requires or ())
    return found


def licence(dist: Distribution) -> str:
    """Return what a distribution says of its licence: an SPDX expression, else classifiers, else a line."""
    data = dist.metadata
    if "License-Expression" in data:
        return str(data["License-Expression"])
    told = [
        line.split(" :: ")[-1] for line in data.get_all("Classifier", []) if line.startswith("License :: ")
    ]
    told = [line for line in told if line != "OSI Approved"]
    return " AND ".join(told) or str(data.get("License", "")).split("\n")[0].strip()


def is_allowed(expression: str) -> bool:
    """Tell whether an expression leaves a choice that is allowed as a whole."""
    choices = expression.split(" OR ")
    return any(all(part in ALLOWED for part in choice.split(" AND ")) for choice in choices)


def test_every_licence_was_decided_on() -> None:
    wrong: dict[str, str] = {}
    for name, dist in reached().items():
        told = licence(dist)
        if not (is_allowed(told) or DECIDED.get(name, (None,))[0] == told):
            wrong[name] = told
    assert wrong == {}, "a licence that nobody decided on: look at it, then add it to ALLOWED or DECIDED"


def test_no_decision_outlives_its_reason() -> None:
    assert set(DECIDED) <= set(reached())
    assert not any(is_allowed(told) for told, _ in DECIDED.values())


@pytest.mark.parametrize(
    "told", ["GPL-3.0-only", "MIT AND AGPL-3.0-only", "", "Other/Proprietary License", "LGPL-2.1"]
)
def test_other_licences_are_not_allowed(told: str) -> None:
    assert not is_allowed(told)


def test_everything_installed_is_pinned_by_hash() -> None:
    lock = pinned("requirements-dev.lock")
    for dist in distributions():
        name = canonicalize_name(dist.metadata["Name"])
        if name not in OF_THE_MACHINE:
            assert dist.version in lock.get(name, (set(), 0))[0], f"{name} {dist.version}"


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_pin_has_its_hashes(name: str) -> None:
    lock = pinned(name)
    assert len(lock) > 50
    assert [one for one, (versions, hashes) in lock.items() if hashes < len(versions)] == []
    text = (HOME / name).read_text(encoding="utf-8")
    assert not re.search(r"^(?:-e|--(?:extra-)?index-url|--find-links|git\+|\S+ @ )", text, re.M)


def test_users_and_developers_get_the_same_versions() -> None:
    users, developers = pinned("requirements.lock"), pinned("requirements-dev.lock")
    assert [name for name, (versions, _) in users.items() if developers[name][0] != versions] == []
