"""All families of bad inputs."""

from __future__ import annotations

from benchmarks.fuzz import asked, office, pdfs, places, settings, stores, texts
from benchmarks.fuzz.case import Family

FAMILIES: tuple[Family, ...] = (
    *(*texts.FAMILIES, *office.FAMILIES, *pdfs.FAMILIES, *places.FAMILIES),
    *(*settings.FAMILIES, *stores.FAMILIES, *asked.FAMILIES),
)
