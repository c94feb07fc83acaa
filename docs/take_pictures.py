"""Take the pictures of the README and the gallery: open the demo in a real Chromium and save what it shows.

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
PROFILE = "人工智能"
"""Whose page is shown."""
PICTURES = (
    ("overview", "index.html", ""),
    ("map", "map.html", ""),
    ("map-selected", "map.html", f"#n={quote(SELECTED)}"),
    ("merge", "answers.html", "#merge"),
    ("matrix", "answers.html", "#matrix"),
    ("years", "years.html", "#classes"),
    ("proposal", "proposals/001.html", ""),
)
"""Name of the picture, page of the site, and fragment of its address."""


def main(site: Path, folder: Path) -> None:
    """Write the pictures of the README and of the gallery."""
    folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(
            viewport={"width": 1440, "height": 860}, offline=True, reduced_motion="reduce"
        )
        page = context.new_page()
        for name, path, fragment in (*PICTURES, ("profile", _profile(site), "")):
            _take(page, site / path, fragment, folder / f"{name}.jpg")
        page.set_viewport_size({"width": 390, "height": 844})
        _take(page, site / "map.html", "", folder / "map-phone.jpg")
        browser.close()


def _profile(site: Path) -> str:
    """Return the page of what is shown as an example; pages are named by numbers."""
    title = f"<title>{PROFILE} · 议脉</title>"
    pages = sorted((site / "pages").glob("[0-9]*.html"))
    return next(f"pages/{one.name}" for one in pages if title in one.read_text(encoding="utf-8"))


def _take(page: Page, path: Path, fragment: str, target: Path) -> None:
    page.goto("about:blank")
    page.goto(path.resolve().as_uri() + fragment)
    page.wait_for_selector("html[data-ready]", state="attached")
    page.wait_for_timeout(300)
    page.screenshot(path=target, type="jpeg", quality=86)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
