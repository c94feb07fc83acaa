"""Whether everybody can use the pages: axe finds nothing, keys reach everything, nothing has to move."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.command import HOME
from tests.conftest import needed
from tests.viz.conftest import Opener

MAPS = ("map.html", "proposals/001.html")
PAGES = ("index.html", "answers.html", "years.html", "pages/index.html", "pages/001.html", *MAPS)
LOOKS = list(itertools.product((1440, 390), ("zh-CN", "en"), ("light", "dark")))
AXE = HOME / "build" / "axe" / "node_modules" / "axe-core" / "axe.min.js"

# What WCAG 2.2 asks for at the levels A and AA, as far as a program can tell; of long lists the first items,
# since the rest are made alike and would take most of the time.
VIOLATIONS = """async () => {
  const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const exclude = ["li", "article", "tbody:not(.matrix *) > tr"].map((one) => [`${one}:nth-child(n + 5)`]);
  const { violations } = await axe.run({ exclude }, { runOnly, resultTypes: ["violations"] });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => [id, help, html, failureSummary].join("\\n  ")));
}"""

# Something of each kind that can be unfolded: sentences, suggestions, the table, the panel of a phone.
UNFOLD = """() => {
  for (const section of document.querySelectorAll("section"))
    for (const one of [...section.querySelectorAll("details")].slice(0, 2)) one.open = true;
  document.querySelector("#unfold[aria-pressed='false']")?.click();
  document.querySelector("button.mark[aria-expanded='false']")?.click();
  if (!window.yimai && document.querySelector("#query")) {
    document.querySelector("#query").value = "产业";
    document.querySelector("#query").dispatchEvent(new Event("input"));
  }
  if (!window.yimai) return;
  window.yimai.select(window.yimai.shown()[0]);
  if (!document.querySelector("#table").checkVisibility()) document.querySelector("#show-table").click();
  if (!document.querySelector("#panel").checkVisibility()) document.querySelector("#open-filters").click();
  document.querySelector("#query").value = "产业";
  document.querySelector("#query").dispatchEvent(new Event("input"));
}"""

MOVING = """() => {
  const moves = ({ animationName, transitionDuration, scrollBehavior }) => animationName !== "none" ||
    scrollBehavior !== "auto" || transitionDuration.split(",").some((time) => parseFloat(time));
  const moving = [...document.querySelectorAll("*")].filter((one) => moves(getComputedStyle(one)));
  return moving.map((one) => one.outerHTML.slice(0, 90));
}"""

# The places of one node at once after it is chosen, and when the view has had time to travel.
TRAVELLING = """async () => {
  const id = window.yimai.shown().find((one) => one !== document.documentElement.dataset.selected);
  window.yimai.select(id);
  const at = window.yimai.at(id);
  await new Promise((done) => setTimeout(done, 600));
  return [at, window.yimai.at(id)];
}"""

TABBED = """() => {
  const one = document.activeElement;
  if (one === document.body || one.dataset.tabbed) return "";
  one.dataset.tabbed = "yes";
  const outlined = ({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && parseFloat(outlineWidth);
  // The buttons of a choice are drawn by the caption beside them.
  const drawn = one.type === "radio" ? one.nextElementSibling : one;
  return outlined(getComputedStyle(drawn)) ? "seen" : one.outerHTML;
}"""

# As for axe: the rest of a long list is made like its first items.
SHORTEN = """() => document.querySelectorAll("li:nth-child(n + 12)").forEach((one) => one.remove())"""

# Of radio buttons the chosen one is reached, of the cells of a table the current one; arrow keys do the rest.
MISSED = """() => [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")]
  .filter((one) => one.checkVisibility() && !one.disabled && one.tabIndex >= 0)
  .filter((one) => !one.dataset.tabbed && !(one.type === "radio" && !one.checked))
  .map((one) => one.outerHTML.slice(0, 90))"""


@pytest.fixture(scope="module")
def violations() -> Callable[[Page], list[str]]:
    """What axe finds in a page as it now stands."""
    needed("" if AXE.exists() else "axe-core")
    axe = AXE.read_text(encoding="utf-8")

    def found(page: Page) -> list[str]:
        if not page.evaluate("Boolean(window.axe)"):
            page.evaluate(axe)
        return page.evaluate(VIOLATIONS)

    return found


def test_axe_would_find_something(browser: Browser, violations: Callable[[Page], list[str]]) -> None:
    page = browser.new_page()
    page.set_content("<!doctype html><title>x</title><p style='color: #ccc'>pale<img src='data:'>")
    rules = {told.split("\n")[0] for told in violations(page)}
    page.close()
    assert rules == {"html-has-lang", "color-contrast", "image-alt"}


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(
    open_map: Opener, site: Path, violations: Callable[[Page], list[str]], name: str
) -> None:
    page = open_map.file(site / name).page
    if name in MAPS:
        assert violations(page) == []  # the panel with where to begin
    for width, language, theme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.get_attribute("html", "lang") != language:
            page.evaluate("document.querySelector('#switch-language').click()")
        page.emulate_media(color_scheme=theme)
        page.wait_for_selector(f'html[lang="{language}"][data-theme="{theme}"]', state="attached")
        page.evaluate(UNFOLD)
        page.wait_for_timeout(50)
        assert violations(page) == [], (width, language, theme)


@pytest.mark.parametrize("name", PAGES)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    open_map: Opener, site: Path, name: str
) -> None:
    page = open_map.file(site / name).page
    page.evaluate(SHORTEN)
    page.keyboard.press("Tab")
    while told := page.evaluate(TABBED):
        assert told == "seen"
        page.keyboard.press("Tab")
    assert page.evaluate(MISSED) == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_moves_where_less_motion_is_asked_for(open_map: Opener, site: Path, name: str) -> None:
    page = open_map.file(site / name).page
    for motion in ("reduce", "no-preference"):
        page.emulate_media(reduced_motion=motion)
        calm = motion == "reduce"
        assert (page.evaluate(MOVING) == []) == calm
        if name in MAPS:
            before, after = page.evaluate(TRAVELLING)
            assert (before == after) == calm
