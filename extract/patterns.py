"""Make regular expressions of lists of words."""

from __future__ import annotations

import re
from collections.abc import Iterable


def alternatives(words: Iterable[str]) -> str:
    """Return words as alternatives of a regular expression, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def beginnings(words: Iterable[str]) -> str:
    """Return a look-ahead for the first letters of words: a quick test before many alternatives."""
    return f"(?=[{re.escape(''.join(sorted({word[0] for word in words})))}])"


def spaced_alternatives(labels: Iterable[str]) -> str:
    """Return labels as alternatives; forms space them out (提 案 人), so spaces may stand between letters."""
    ordered = sorted(labels, key=lambda label: (-len(label), label))
    return "|".join("[ 　]*".join(map(re.escape, label)) for label in ordered)
