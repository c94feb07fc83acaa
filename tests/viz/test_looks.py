"""Six pages in two languages look as their references do; ``make looks`` renews these."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.viz.looking import (
    LANGUAGES,
    PAGES,
    REFERENCE,
    TOLERANCE,
    Look,
    difference,
    picture,
    reference,
    take,
    window,
)

OTHER_FONTS = "* { font-family: 'DejaVu Sans Mono', 'Noto Serif CJK SC', serif !important; }"
NAMES = [look.name for look in PAGES]


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[Page]:
    page = window(browser)
    yield page
    page.close()


@pytest.fixture(scope="module")
def trusting(browser: Browser) -> Iterator[Page]:
    page = window(browser, trusting=True)
    yield page
    page.close()


def known(look: Look, language: str) -> Image.Image:
    found = Image.open(reference(look, language))
    assert found.size == REFERENCE
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("look", PAGES, ids=NAMES)
def test_a_page_looks_as_it_did(plain: Page, site: Path, look: Look, language: str, tmp_path: Path) -> None:
    take(plain, site, look, language)
    now = picture(plain)
    now.save(tmp_path / f"{look.name}-{language}.png")
    apart = difference(known(look, language), now)
    assert apart <= TOLERANCE, f"{tmp_path} shows how it looks now; if that is right: make looks"


@pytest.mark.parametrize("look", PAGES, ids=NAMES)
def test_other_fonts_are_let_pass(trusting: Page, site: Path, look: Look) -> None:
    take(trusting, site, look, "zh")
    trusting.add_style_tag(content=OTHER_FONTS)
    trusting.wait_for_timeout(250)
    assert difference(known(look, "zh"), picture(trusting)) <= TOLERANCE


@pytest.mark.parametrize("look", PAGES, ids=NAMES)
def test_a_missing_panel_is_seen(trusting: Page, site: Path, look: Look) -> None:
    take(trusting, site, look, "zh")
    for panel in look.panels:
        assert trusting.locator(panel).count()
        hidden = trusting.add_style_tag(content=f"{panel} {{ visibility: hidden !important; }}")
        trusting.wait_for_timeout(150)
        assert difference(known(look, "zh"), picture(trusting)) > TOLERANCE, panel
        hidden.evaluate("style => style.remove()")


def test_references_are_small_and_none_is_left_over() -> None:
    kept = sorted(reference(PAGES[0], "zh").parent.iterdir())
    assert kept == sorted(reference(look, language) for look in PAGES for language in LANGUAGES)
    assert sum(path.stat().st_size for path in kept) < 400_000
