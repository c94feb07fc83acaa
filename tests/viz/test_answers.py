"""The page of answers, as text and in a real browser, without a network."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator

from extract.decisions import load_decisions
from graph.model import RenderError
from queries.merge_candidates import RULE
from tests.viz.answering import EMPTY, FUND, contents, hostile_contents, said
from tests.viz.conftest import HOSTILE, Opened, Opener
from tests.viz.sheets import check_policy, check_text_only
from viz.answer_contents import Answers, Gap, Gaps
from viz.answers import AnswersPage, headlines


def page(told: Answers | None = None, language: str = "zh") -> AnswersPage:
    return AnswersPage(told or contents(), language=language)


@pytest.fixture
def open_answers(open_map: Opener, tmp_path: Path) -> Any:
    def open_(told: Answers | None = None, language: str = "zh") -> Opened:
        return open_map.file(page(told, language).save(tmp_path / "answers.html"))

    return open_


def unfold(details: Locator) -> None:
    """Unfold something and wait for what is built then."""
    details.locator("summary").click()
    details.locator("xpath=*[2]").wait_for(state="attached")


# As text.


def test_each_question_is_answered_in_a_line() -> None:
    assert {name: line.zh for name, line in headlines(contents()).items()} == {
        "merge": "70 对相近的提案",
        "shared": "共用最多的两件有 1 种工具相同",
        "matrix": "财政投入 × 行业0 最多，4 件",
        "themes": "40 个主题，最大的是“产业母基金、投资”，2 件",
        "gaps": "1 件提案、1 个产业没有需求型工具",
        "check": "1 处待核",
    }
    assert [line.en for line in headlines(EMPTY).values()] == [
        "None ask for much the same",
        "No two proposals use the same instrument",
        "No instruments found in any measure",
        "Too few proposals to form themes",
        "No gaps found",
        "Nothing to ask about",
    ]


def test_the_policy_allows_no_inline_style_or_handler_and_nothing_from_elsewhere() -> None:
    check_policy(page().html, r"index\.html")
    assert page().html == page().html


def test_hostile_strings_stay_inside_the_data() -> None:
    check_text_only(page(hostile_contents()).html, page().html)


def test_the_rule_is_said_in_both_languages() -> None:
    assert RULE in page().html
    assert "Merging needs the proposers’ consent" in page().html


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(RenderError, match="language 'fr'"):
        page(language="fr")


# In the browser.


def test_the_page_opens_silently_with_all_its_sections(open_answers: Any) -> None:
    opened = open_answers()
    opened.check_silent()
    assert opened.page.title() == "议脉 · 问答"
    assert opened.page.locator("section.answered h2").all_inner_texts() == [
        "哪些提案可以并案",
        "哪些提案用了同样的政策工具",
        "各产业用了哪些政策工具",
        "提案分成哪些主题",
        "缺什么",
        "审查时会问什么",
    ]
    for address in opened.page.eval_on_selector_all(
        ".questions a", "all => all.map(one => one.getAttribute('href'))"
    ):
        assert opened.page.locator(address).count() == 1
    assert opened.page.get_attribute(".home", "href") == "index.html"


def test_pairs_stand_side_by_side_with_reasons_differences_and_sentences(open_answers: Any) -> None:
    opened = open_answers()
    card = opened.page.locator(".pair >> nth=0")
    text = card.inner_text()
    for part in (
        "并案候选",
        "关于设立产业母基金的提案",
        "王新龙 · 第 12 号 · 提案 · 杭州市政协 12 届 4 次会议",
        "0.61",
        "工具 0.20，满分 0.25",
        "地点 -0.10，满分 0.10",
        "都要\n产业母基金",
        "相近的措施\n1",
        "甲另提\n场景应用",
    ):
        assert part in text, part
    # A measure is quoted whole, so nothing of it is marked.
    assert card.locator(".measures blockquote").all_inner_texts() == [FUND, FUND]
    assert card.locator("mark").count() == 0
    unfold(card.locator("details"))
    # Things of which both say the same sentence stand together; what has no sentence is not quoted.
    assert card.locator(".common h4 > span").all_inner_texts() == ["产业母基金", "投资"]
    assert card.locator(".common h4").count() == 1
    assert card.locator(".common mark").all_inner_texts() == ["产业母基金", "投早投小", "产业母基金", "投早"]
    assert "列出 2 / 70" in opened.text("#merge")
    assert "并案须商提案者同意" in opened.text("#merge .rule")
    unfold(opened.page.locator("#merge .how"))
    assert "已按人工决定略去 1 对" in opened.text("#merge .how")


def test_what_is_alike_elsewhere_is_never_shown_as_mergeable(open_answers: Any) -> None:
    opened = open_answers()
    assert opened.page.locator(".pair .verdict").all_inner_texts() == ["并案候选", "他次会议近似，不能并案"]
    assert opened.page.locator(".pair.across .verdict").all_inner_texts() == ["他次会议近似，不能并案"]
    below = opened.page.locator("#merge .apart, #merge .pair").evaluate_all(
        "all => all.map(one => one.className)"
    )
    assert below == ["pair", "apart", "pair across"]


def test_the_level_can_be_switched(open_answers: Any) -> None:
    opened = open_answers()
    pressed = "#shared .switch [aria-pressed=true]"
    assert opened.text(pressed) == "工具族"
    assert "只列出前 1 对" in opened.text("#shared")
    unfold(opened.page.locator("#shared .row"))
    assert opened.page.locator("#shared .row mark").all_inner_texts() == ["产业母基金", "产业母基金"]
    opened.page.click("#shared .switch button >> nth=2")
    assert opened.text(pressed) == "次级工具"
    assert opened.page.evaluate("document.activeElement.textContent") == "次级工具"
    assert opened.page.locator("#shared .row").count() == 1
    assert "2 件提案" in opened.text("#shared .row")
    unfold(opened.page.locator("#shared .row"))
    assert "各引一句，只列出 1 / 2 件" in opened.text("#shared .row")
    opened.page.click("#shared .switch button >> nth=0")
    assert opened.text("#shared .nothing") == "没有两件提案用到同样的工具"
    opened.check_silent()


def test_a_cell_shows_its_sentences_by_mouse(open_answers: Any) -> None:
    opened = open_answers()
    assert opened.text("#cell h3") == "财政投入 × 行业0"  # the strongest one at first
    assert "4 件提案，9 处" in opened.text("#cell")
    assert "列出 2 / 9 处" in opened.text("#cell")
    opened.page.click('[data-cell="1,1"]')
    assert opened.text("#cell h3") == "政府采购 × 行业1"
    assert opened.page.locator("#cell mark").all_inner_texts() == ["投小"]
    assert opened.page.locator("#matrix [aria-pressed=true]").count() == 1
    assert opened.page.get_attribute("#cell", "aria-live") == "polite"


def test_a_cell_shows_its_sentences_by_keyboard(open_answers: Any) -> None:
    opened = open_answers()
    reachable = opened.page.locator('#matrix td button[tabindex="0"]')
    assert reachable.count() == 1  # one stop for the whole table
    reachable.focus()
    opened.page.keyboard.press("ArrowRight")  # over the blank cell
    opened.page.keyboard.press("ArrowRight")  # there is nothing further
    assert opened.page.evaluate("document.activeElement.dataset.cell") == "0,2"
    opened.page.keyboard.press("Enter")
    assert opened.text("#cell h3") == "财政投入 × 未指明产业"
    assert opened.page.locator("#cell mark").all_inner_texts() == ["投早"]
    assert opened.page.evaluate("document.activeElement.dataset.cell") == "0,2"
    opened.check_silent()


def test_the_matrix_is_a_table_with_headings_totals_and_bounds(open_answers: Any) -> None:
    opened = open_answers()
    assert opened.page.locator(".matrix thead th[scope=col]").all_inner_texts() == [
        "政策工具",
        "行业0",
        "行业1",
        "未指明产业",
        "全部产业",
    ]
    assert opened.page.locator(".matrix th[scope=rowgroup]").all_inner_texts() == ["供给型", "需求型"]
    assert opened.page.locator(".matrix th[scope=row]").all_inner_texts() == ["财政投入", "政府采购", "合计"]
    assert opened.page.locator(".matrix tfoot td").all_inner_texts() == ["3", "3", "1", "5"]
    assert "列出提案最多的 2 个产业，共 9 个" in opened.text("#matrix")
    assert opened.page.get_attribute('[data-cell="0,0"]', "class") == "heat-5"
    assert opened.page.get_attribute('[data-cell="0,2"]', "class") == "heat-0"
    assert opened.page.get_attribute('[data-cell="0,0"]', "aria-label") == "财政投入，行业0：4 件提案"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_counts_can_be_read_on_every_colour(open_answers: Any, scheme: Any) -> None:
    opened = open_answers()
    opened.page.emulate_media(color_scheme=scheme)
    opened.page.wait_for_selector(f'html[data-theme="{scheme}"]', state="attached")
    ratios = opened.page.evaluate(
        """() => {
          const light = (text) => text.match(/\\d+/g).slice(0, 3).map((one) => one / 255)
            .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
            .reduce((sum, one, index) => sum + one * [0.2126, 0.7152, 0.0722][index], 0);
          const button = document.querySelector('[data-cell="0,0"]');
          return [0, 1, 2, 3, 4, 5].map((step) => {
            button.className = `heat-${step}`;
            const style = getComputedStyle(button);
            const both = [light(style.color), light(style.backgroundColor)];
            const [a, b] = both.sort((one, other) => other - one);
            return (a + 0.05) / (b + 0.05);
          });
        }"""
    )
    assert min(ratios) >= 4.5, ratios


def test_themes_gaps_and_findings_with_their_sentences(open_answers: Any) -> None:
    opened = open_answers()
    theme = opened.page.locator(".theme")
    assert "产业母基金、投资" in theme.inner_text()
    assert theme.locator(".titles a").get_attribute("href") == "proposals/001.html"
    unfold(theme.locator("details"))
    assert theme.locator("mark").all_inner_texts() == ["产业母基金"]
    assert "列出 1 / 40" in opened.text("#themes")
    unfold(opened.page.locator("#gaps tbody details"))
    assert opened.page.locator("#gaps mark").all_inner_texts() == ["产业母基金"]
    opened.page.click("#gaps .switch button >> nth=1")
    assert opened.text("#gaps td >> nth=0").startswith("航运")
    unfold(opened.page.locator("#gaps tbody details"))
    # Whose sentence it is is not known here, so its document is named.
    assert opened.text("#gaps .from") == "发言摘编"
    assert "有分析" in opened.text("#check")
    assert "未见“分析”部分" in opened.text("#check")
    opened.check_silent()


def test_a_citation_takes_proposer_proposal_and_source_along(open_answers: Any) -> None:
    opened = open_answers()
    opened.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened.page.click("#cell .copy >> nth=0")
    opened.page.wait_for_selector('#cell .copy:has-text("已复制")')
    assert opened.page.evaluate("navigator.clipboard.readText()") == (
        f"“{FUND}”（王新龙，《关于设立产业母基金的提案》，发言摘编，杭州政协，2025-05-23）"
    )


def test_a_pair_can_be_taken_along_as_a_decision(open_answers: Any, tmp_path: Path) -> None:
    opened = open_answers()
    assert opened.page.locator(".decide button").count() == 1  # what cannot be merged needs no decision
    opened.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened.page.click(".decide button")
    opened.page.wait_for_selector('.decide button:has-text("已复制")')
    path = tmp_path / "graph.yimai.decisions.yml"
    path.write_text(opened.page.evaluate("navigator.clipboard.readText()"), encoding="utf-8")
    assert load_decisions(path).apart == (("关于设立产业母基金的提案", "对第12号提案的答复"),)


def test_the_language_can_be_switched(open_answers: Any) -> None:
    opened = open_answers()
    opened.page.click('[data-cell="1,1"]')
    opened.page.click("#switch-language")
    assert opened.text("h1") == "Answers"
    assert opened.page.get_attribute("html", "lang") == "en"
    assert opened.text("#merge h2") == "Which proposals might be merged"
    assert (
        opened.page.locator(".verdict").all_inner_texts()[1] == "Alike at another meeting, not to be merged"
    )
    assert "Only A asks for" in opened.text(".pair >> nth=0")
    assert "Merging needs the proposers’ consent" in opened.text("#merge .rule")
    assert opened.text("#cell h3") == "procurement × 行业1"  # what was chosen stays chosen
    assert opened.text("#shared .switch [aria-pressed=true]") == "Family"
    opened.page.click("#switch-language")
    assert opened.text("h1") == "问答"
    opened.check_silent()


def test_english_can_come_first(open_answers: Any) -> None:
    opened = open_answers(language="en")
    assert opened.text("h1") == "Answers"
    texts = opened.page.locator("h2, .remark, .question, .switch").all_inner_texts()
    assert not any(re.search("[\u4e00-\u9fff]", text) for text in texts), texts
    assert "提案" not in opened.text("#gaps thead")


def test_hostile_strings_are_shown_as_they_are(open_answers: Any) -> None:
    opened = open_answers(hostile_contents())
    for number in range(4):
        opened.page.click(f"#shared .switch button >> nth={number}")
        opened.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        opened.page.wait_for_timeout(50)
    for number in range(len(HOSTILE)):
        opened.page.click(f'[data-cell="{number},{number}"]')
        quoted = opened.page.eval_on_selector("#cell blockquote", "one => one.textContent")
        assert quoted == f"前{HOSTILE[number]}后"
        marked = opened.page.eval_on_selector("#cell mark", "one => one.textContent")
        assert marked == HOSTILE[number]
    titles = opened.page.eval_on_selector_all(
        ".pair .side:first-child h3 a", "all => all.map(one => one.textContent)"
    )
    assert titles == list(HOSTILE[: len(titles)])
    opened.page.click("#switch-language")
    assert opened.page.evaluate("window.hacked") is None
    opened.check_silent()


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_width_scrolls_sideways(open_answers: Any, width: int, language: str) -> None:
    opened = open_answers(hostile_contents(), language)
    opened.page.set_viewport_size({"width": width, "height": 844})
    opened.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    opened.page.wait_for_timeout(50)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_headings_follow_each_other_and_controls_have_names(open_answers: Any) -> None:
    opened = open_answers()
    opened.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    opened.page.wait_for_timeout(50)
    levels = opened.page.eval_on_selector_all(
        "h1, h2, h3, h4", "all => all.map(one => Number(one.tagName[1]))"
    )
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    bare = opened.page.eval_on_selector_all(
        "button, nav, section, [role=group], [role=region], th",
        """all => all.filter(one => !one.hidden && !one.textContent.trim() &&
                   !one.getAttribute('aria-label') && !one.getAttribute('aria-labelledby'))
                  .map(one => one.outerHTML)""",
    )
    assert bare == []


def test_the_keyboard_reaches_the_first_answer_first(open_answers: Any) -> None:
    opened = open_answers()
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.className") == "skip"
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("location.hash") == "#merge"


def test_a_graph_without_proposals_says_so(open_answers: Any) -> None:
    opened = open_answers(EMPTY)
    opened.check_silent()
    assert "图谱里还没有提案" in opened.text(".opening")
    assert opened.text("#merge .nothing") == "没有发现所提相近的提案"
    assert opened.page.locator(".nothing").count() == 6
    opened.page.click("#switch-language")
    assert opened.text("#check .nothing") == "Nothing to ask about"


def test_long_lists_come_in_steps(open_answers: Any) -> None:
    many = tuple(Gap(proposal="p:1", counts=(number, 0, 0), said=(said(),)) for number in range(25))
    told = contents(
        lacking=(Gaps(missing="demand", gaps=many, total=25), Gaps(missing="demand", gaps=(), total=0))
    )
    opened = open_answers(told)
    assert opened.page.locator("#gaps tbody tr").count() == 10
    assert opened.text("#gaps .more") == "再显示 15 条"
    opened.page.click("#gaps .more")
    assert opened.page.locator("#gaps tbody tr").count() == 25
    assert opened.page.is_hidden("#gaps .more")


def test_paper_is_light_whatever_the_screen(open_answers: Any) -> None:
    opened = open_answers()
    opened.page.emulate_media(color_scheme="dark", media="print")
    opened.page.wait_for_selector('html[data-theme="dark"]', state="attached")
    shown = opened.page.eval_on_selector(
        ".pair", "one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).color]"
    )
    assert shown == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    # An A4 page between usual margins.
    opened.page.set_viewport_size({"width": 700, "height": 1000})
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 700
    assert opened.page.is_hidden("#switch-language")


def test_names_that_have_a_page_lead_to_it(open_answers: Any) -> None:
    opened = open_answers()
    unfold(opened.page.locator(".pair >> nth=0").locator("details"))
    assert opened.page.get_attribute(".pair .common h4 a", "href") == "pages/001.html"
    assert opened.page.locator(".pair >> nth=0").locator(".common h4 a").count() == 1
    opened.page.click('[data-cell="1,1"]')
    assert opened.page.get_attribute("#cell h3 a", "href") == "pages/002.html"
    opened.page.click("#gaps .switch button >> nth=1")
    assert opened.page.get_attribute("#gaps tbody a >> nth=0", "href") == "pages/003.html"
