"""Renew the references of how pages look: ``python -m tests.viz.renew_looks SITE``; ``make looks`` does it.

SITE is the folder of the examples' site. Look at the pictures in ``tests/viz/looks`` before you commit them.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.viz.looking import (
    COLOURS,
    LANGUAGES,
    LOOKS,
    PAGES,
    TOLERANCE,
    chromium,
    difference,
    picture,
    reference,
    take,
    window,
)


def main(site: Path) -> None:
    """Write the references that would no longer pass, or that are not there yet; keep the others."""
    LOOKS.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = window(browser)
        for look in PAGES:
            for language in LANGUAGES:
                take(page, site, look, language)
                now, path = picture(page), reference(look, language)
                if path.exists() and difference(Image.open(path), now) <= TOLERANCE / 3:
                    continue
                now.quantize(COLOURS).save(path, optimize=True)
                sys.stdout.write(f"renewed: {path.name}\n")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
