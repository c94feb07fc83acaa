"""A page of text, as one self-contained file: what all such pages of a site have in common."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from jinja2 import Environment

from viz import shell


class Sheet(ABC):
    """A page that a template makes of what is told."""

    template: str
    """Name of the template's file."""

    def __init__(self, *, language: str = "zh") -> None:
        """Prepare the page.

        Args:
            language: language at first sight, ``zh`` or ``en``; readers can switch.

        Raises:
            RenderError: the language is not usable.
        """
        shell.check_language(language)
        self._language = language

    @abstractmethod
    def _environment(self) -> Environment:
        """Return what the template stands in: the same for every page of a kind."""

    @abstractmethod
    def _content(self) -> dict[str, Any]:
        """Return what the template asks for, the ``title`` among it."""

    @property
    def html(self) -> str:
        """The page as text."""
        template = self._environment().get_template(self.template)
        return shell.writable(template.render(language=self._language, **self._content()))

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the page, whole or not at all; return its path.

        Raises:
            RenderError: the file cannot be written.
        """
        return shell.save(self.html, path)
