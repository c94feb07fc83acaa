"""What all pages have in common: a policy that allows exactly their own scripts, and whole writes."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from graph.model import RenderError

LANGUAGES = ("zh", "en")

_TEMPLATES = Path(__file__).parent / "templates"


def check_language(language: str) -> None:
    """Refuse a language that pages do not speak.

    Raises:
        RenderError: the language is not one of ``LANGUAGES``.
    """
    if language not in LANGUAGES:
        raise RenderError(
            f"不支持的语言 (unknown language {language!r}); 可用 (use one of): {', '.join(LANGUAGES)}"
        )


def read(name: str) -> str:
    """Return the text of a template file."""
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def words(name: str) -> dict[str, list[str]]:
    """Return the words of a page, in Chinese and English, from a file of templates."""
    return msgspec.json.decode(read(name), type=dict[str, list[str]])


def script(*folders: str) -> str:
    """Return the parts of some folders of scripts, each folder's in order of name, in one closed scope."""
    parts = [part for folder in folders for part in sorted((_TEMPLATES / folder).glob("*.js"))]
    body = "\n".join(part.read_text(encoding="utf-8") for part in parts)
    return f'(() => {{\n"use strict";\n{body}\n}})();\n'


def styles(*names: str) -> str:
    """Return some style sheets as one, in this order."""
    return "".join(read(f"{name}.css") for name in names)


def trusted(scripts: Mapping[str, str], styles: Mapping[str, str]) -> dict[str, Markup]:
    """Return scripts and styles for a template, the ``policy`` that allows exactly these, and the ``icon``.

    Markup only for text of our own and of the vis-network release: it must reach the page byte for byte, or
    its hash would not fit. Whatever comes from documents goes through autoescape or tojson.
    """
    policy = (
        "default-src 'none'; "
        f"script-src {' '.join(map(_hash, scripts.values()))}; "
        f"style-src {' '.join(map(_hash, styles.values()))}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    texts = {**scripts, **styles, "policy": policy, "icon": _icon()}
    return {name: Markup(text) for name, text in texts.items()}  # noqa: S704


def surroundings(script: str, style: str, **known: object) -> Environment:
    """Return what the templates of a page of text stand in: its script, its style, and what it asks for."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    # Jinja types its globals by the few that it defines itself.
    names: dict[str, Any] = environment.globals
    names.update({**trusted({"script": script}, {"style": style}), **known})
    return environment


def _icon() -> str:
    """Return the picture in the browser's tab, as an address that holds it."""
    return f"data:image/svg+xml,{quote(read('icon.svg').strip())}"


def _hash(text: str) -> str:
    """Return the source expression of a content security policy that allows exactly this text."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def writable(page: str) -> str:
    """Return a page without lone surrogates: a damaged character must not cost the whole page."""
    return page.encode("utf-8", "replace").decode("utf-8")


def save(page: str, path: str | os.PathLike[str]) -> Path:
    """Write a page, whole or not at all, as UTF-8 with Unix line ends; return its path.

    Raises:
        RenderError: the file cannot be written.
    """
    return save_bytes(page.encode("utf-8"), path)


def save_bytes(data: bytes, path: str | os.PathLike[str]) -> Path:
    """Write a file, whole or not at all; return its path.

    Raises:
        RenderError: the file cannot be written.
    """
    target = Path(path)
    try:
        _write_whole(target, data)
    except OSError as error:
        raise RenderError(
            f"{target}: 无法写入 (cannot write): {error.strerror or error}; 请换个位置 (choose another place)"
        ) from error
    return target


def _write_whole(target: Path, data: bytes) -> None:
    """Write beside the target, then rename over it: readers see the old file or the new one."""
    if target.exists() and not target.is_file():  # a device or a pipe is written to as it is
        target.write_bytes(data)
        return
    place = Path(os.path.realpath(target))  # through a link, not over it
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(place)
    finally:
        with suppress(OSError):  # its name may be too long even to be missing
            part.unlink(missing_ok=True)
