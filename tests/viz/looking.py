"""How pages look: small pictures of them, and how much two such pictures differ to the eye.

Fonts differ from machine to machine, so letters and even line breaks may; what must not is where something
stands on the page. So pictures are reduced until letters are grey and only panels, charts and columns of text
are left, and the share of the picture that differs visibly is measured.
"""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from playwright.sync_api import Browser, Page

LOOKS = Path(__file__).parent / "looks"
"""The references: pictures 480 pixels wide, renewed by ``make looks``."""
LANGUAGES = ("zh", "en")
WINDOW = (1200, 900)
REFERENCE = (480, 360)
COLOURS = 48
GRAIN = (32, 24)
"""Cells in which pictures are compared, some 38 pixels of the window each."""
SLIP = 1
"""A line may stand so many cells higher or lower: where it breaks hangs on the font."""
VISIBLE = 5
"""Of 255, after blurring: a cell that differs by more differs to the eye."""
TOLERANCE = 0.06
"""So much of a picture may differ. Measured: another font 0.007, letters all of one width 0.039 (where a
title breaks otherwise), a missing panel 0.089 and more."""


class Look(NamedTuple):
    """A page of the examples' site, the part of it that is looked at, and what could be missing from it."""

    name: str
    page: str
    fragment: str
    panels: tuple[str, ...]


PAGES = (
    Look("overview", "index.html", "", (".picture", ".findings, h1")),
    Look("map", "map.html", "", ("#evidence", "#panel", "#canvas canvas")),
    Look("answers", "answers.html", "", (".questions", "#merge")),
    Look("profile", "pages/{industry}", "", (".columns > :first-child", ".columns > :last-child")),
    Look("matrix", "answers.html", "#matrix", (".matrix",)),
    Look("years", "years.html", "#classes", ("#classes .plot", "#tools .plot")),
)
INDUSTRY = "人工智能"
"""Whose profile is looked at; pages are named by numbers, which change with the examples."""


def take(page: Page, site: Path, look: Look, language: str) -> None:
    """Open a page as it is looked at."""
    name = look.page.format(industry=_page_of(site, INDUSTRY))
    page.goto("about:blank")
    page.goto((site / name).as_uri() + look.fragment)
    page.wait_for_selector("html[data-ready]", state="attached")
    if language == "en":
        page.click("#switch-language")
        # Another language, another length: the part that is looked at has moved.
        page.evaluate("document.querySelector(location.hash || 'body').scrollIntoView()")
    page.wait_for_timeout(250)


def _page_of(site: Path, name: str) -> str:
    for path in sorted((site / "pages").glob("[0-9]*.html")):
        if f"<title>{name} · 议脉</title>" in path.read_text(encoding="utf-8"):
            return path.name
    raise LookupError(name)


def window(browser: Browser, *, trusting: bool = False) -> Page:
    """Return a window without a network; a trusting one takes style sheets from tests."""
    return browser.new_page(
        viewport={"width": WINDOW[0], "height": WINDOW[1]},
        offline=True,
        reduced_motion="reduce",
        color_scheme="light",
        bypass_csp=trusting,
    )


def picture(page: Page) -> Image.Image:
    """Return what a window shows, as small as a reference."""
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    return shot.resize(REFERENCE, Image.Resampling.BOX)


def chromium() -> str:
    """Return where Chromium is, empty where it is not installed."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), "")


def reference(look: Look, language: str) -> Path:
    """Return where the reference of a look is kept."""
    return LOOKS / f"{look.name}-{language}.png"


def difference(a: Image.Image, b: Image.Image) -> float:
    """Return which part of two pictures differs to the eye."""
    one, other = _grain(a), _grain(b)
    shifted = (np.roll(other, step, axis=0) for step in range(-SLIP, SLIP + 1))
    apart = np.min([np.abs(one - moved).max(axis=2) for moved in shifted], axis=0)
    return float((apart > VISIBLE).mean())


def _grain(picture: Image.Image) -> NDArray[np.int16]:
    small = picture.convert("RGB").resize(GRAIN, Image.Resampling.BOX)
    return np.asarray(small.filter(ImageFilter.GaussianBlur(1.5)), dtype=np.int16)
