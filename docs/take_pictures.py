"""Take the README's pictures: open pages of the demo in a real Chromium and save what it shows.

Usage: ``python docs/take_pictures.py SITE FOLDER``; ``make pictures`` does it.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

SELECTED = "industry:微短剧"
"""What is selected on the second picture of the map."""


def main(site: Path, folder: Path) -> None:
    """Write overview.jpg, map.jpg and map-selected.jpg."""
    folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(
            viewport={"width": 1440, "height": 860}, offline=True, reduced_motion="reduce"
        )
        page = context.new_page()
        _take(page, site / "index.html", "", folder / "overview.jpg")
        _take(page, site / "map.html", "", folder / "map.jpg")
        _take(page, site / "map.html", f"#n={quote(SELECTED)}", folder / "map-selected.jpg")
        browser.close()


def _take(page: Page, path: Path, fragment: str, target: Path) -> None:
    page.goto("about:blank")
    page.goto(path.resolve().as_uri() + fragment)
    page.wait_for_selector("html[data-ready]", state="attached")
    page.wait_for_timeout(300)
    page.screenshot(path=target, type="jpeg", quality=86)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
