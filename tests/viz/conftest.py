"""Small graphs to draw, and a real browser that opens pages without a network and records what they try."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from graph.model import EdgeType, Evidence, Label, Link, Node, Subgraph, Value
from tests.conftest import needed
from tests.viz.looking import chromium
from viz.page import MapPage

HOSTILE = (
    "</script><img src=x onerror=window.hacked=1>",
    '" onmouseover="window.hacked=1',
    "javascript:window.hacked=1",
    "=HYPERLINK('http://example.invalid')",
    "<!-- <script>window.hacked=1</script>",
    "😀家庭👨‍👩‍👧补贴😀",
    "超长的名称" * 60,
    "line\u2028separator\u2029and\ttab",
    "{{ 7 * 7 }}{% raw %}",
)


class Builder:
    """Builds a subgraph by names: ids are the names, kinds are given by the method."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.links: list[Link] = []

    def node(self, label: Label, name: str, **properties: Value) -> str:
        """Add a node once; return its id."""
        id_ = f"{label.lower()}:{name}"
        self.nodes.setdefault(id_, Node(id=id_, label=label, name=name, properties=properties))
        return id_

    def link(
        self, source: str, kind: EdgeType, target: str, *quotes: tuple[str, str], qualifier: str = ""
    ) -> None:
        """Add a link; each quote is the exact words and their sentence."""
        found = tuple(self.quote(sentence, exact) for exact, sentence in quotes)
        key = f"{source}|{kind}|{target}|{qualifier}"
        self.links.append(
            Link(source=source, type=kind, target=target, key=key, qualifier=qualifier, evidence=found)
        )

    @staticmethod
    def quote(sentence: str, exact: str, document: str = "发言摘编") -> Evidence:
        """Return a quotation of ``exact`` within ``sentence``; a sentence stands where its text says."""
        at = sum(map(ord, sentence)) % 100_000
        start = at + sentence.index(exact)
        return Evidence(
            document=f"document:{document}",
            document_name=document,
            start=start,
            end=start + len(exact),
            exact=exact,
            sentence=sentence,
            sentence_start=at,
        )

    @property
    def subgraph(self) -> Subgraph:
        return Subgraph(nodes=tuple(self.nodes.values()), links=tuple(self.links))


def small() -> Subgraph:
    """Two proposals that share one industry, with sentences, classes, aliases and a place of its own."""
    b = Builder()
    first = b.node(Label.PROPOSAL, "推动微短剧产业高质量发展", year=2025, document_type="plenary_speech")
    second = b.node(Label.PROPOSAL, "关于加快抢占人工智能产业发展高地的提案", number="12")
    b.link(
        b.node(Label.MEMBER, "王新龙"),
        EdgeType.PROPOSED,
        first,
        ("王新龙", "王新龙委员"),
        qualifier="speaker",
    )
    b.link(b.node(Label.MEMBER, "张鸽"), EdgeType.PROPOSED, second, ("张鸽", "张鸽委员"), qualifier="lead")
    ai = b.node(Label.INDUSTRY, "人工智能", aliases=["AI", "人工智能产业"])
    b.link(first, EdgeType.CONCERNS, ai, ("AI", "推动😀AI等新技术充分应用于微短剧。"))
    b.link(
        second, EdgeType.CONCERNS, ai, ("人工智能", "加快抢占人工智能产业发展高地"), ("AI", "聚焦AI+制造。")
    )
    fund = b.node(Label.INSTRUMENT, "产业母基金", **{"class": "environment"})
    pilot = b.node(Label.INSTRUMENT, "场景应用示范", **{"class": "demand"})
    b.link(second, EdgeType.USES, fund, ("产业母基金", "设立产业母基金。"), qualifier="proposed")
    b.link(second, EdgeType.USES, pilot, ("场景应用示范", "打造国家级场景应用示范。"), qualifier="proposed")
    b.link(first, EdgeType.LOCATED_IN, b.node(Label.PLACE, "杭州市"), ("杭州", "杭州积淀深厚。"))
    b.link(b.node(Label.INDUSTRY, "大模型"), EdgeType.BROADER, ai)
    return b.subgraph


def hostile() -> Subgraph:
    """Every hostile string as name, sentence, document and alias."""
    b = Builder()
    proposal = b.node(Label.PROPOSAL, HOSTILE[0], number=HOSTILE[1])
    for text in HOSTILE:
        target = b.node(Label.INDUSTRY, text, aliases=[text])
        b.link(proposal, EdgeType.CONCERNS, target, (text, f"前文{text}后文"))
    return b.subgraph


def many(count: int) -> Subgraph:
    """A graph of ``count`` nodes: a fifth proposals, each with some of the concepts around its own number."""
    b = Builder()
    proposals = [b.node(Label.PROPOSAL, f"关于第{i}号事项的提案") for i in range(count // 5)]
    concepts = [b.node(Label.INDUSTRY, f"行业{i}") for i in range(count - len(proposals))]
    for i, proposal in enumerate(proposals):
        for step in (0, 1, 2, 3, 5, 8, 13):
            b.link(
                proposal,
                EdgeType.CONCERNS,
                concepts[(i * 4 + step) % len(concepts)],
                ("行业", f"第{i}句谈行业{step}。"),
            )
    return b.subgraph


def two_topics(leaves: int = 22) -> Subgraph:
    """Twelve proposals on two topics, each with ``leaves`` instruments of its own.

    The first two proposals of a topic have instruments below one family, which nobody names.
    """
    b = Builder()
    for topic in ("甲", "乙"):
        shared = [b.node(Label.INDUSTRY, f"{topic}行业{i}") for i in range(4)]
        family = b.node(Label.INSTRUMENT, f"{topic}族", level="family")
        for i in range(6):
            proposal = b.node(Label.PROPOSAL, f"关于推进{topic}方面第{i}号重要事项的提案")
            for step in range(3):
                name = shared[(i + step) % 4]
                b.link(proposal, EdgeType.CONCERNS, name, ("行业", f"第{i}句谈行业{step}。"))
            for leaf in range(leaves):
                tool = b.node(Label.INSTRUMENT, f"{topic}{i}工具{leaf}")
                b.link(
                    proposal, EdgeType.USES, tool, ("工具", f"{topic}{i}用工具{leaf}。"), qualifier="proposed"
                )
                if leaf == 0 and i < 2:
                    b.link(tool, EdgeType.BROADER, family)
    return b.subgraph


@pytest.fixture(scope="session")
def site(demo: Path) -> Path:
    """The folder of the examples' site, for all tests that only look at it."""
    return demo / "yimai-site"


@pytest.fixture
def build() -> Builder:
    return Builder()


@dataclass
class Opened:
    """A page in the browser and what it tried to do."""

    page: Page
    requests: list[str] = field(default_factory=list[str])
    messages: list[str] = field(default_factory=list[str])

    def text(self, selector: str) -> str:
        return self.page.inner_text(selector)

    def click_node(self, id_: str) -> None:
        """Click the place on the canvas where a node stands."""
        at = self.page.evaluate("id => window.yimai.at(id)", id_)
        self.page.locator("#canvas").click(position={"x": at["x"], "y": at["y"]})
        self.page.wait_for_timeout(100)

    def check_silent(self) -> None:
        assert self.requests == []
        assert self.messages == []


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    needed("" if path else "Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        try:
            yield browser
        finally:
            browser.close()


@pytest.fixture(scope="session")
def shared_context(browser: Browser) -> Iterator[BrowserContext]:
    """One for all tests, since pages keep nothing (``test_page``).

    Its first page stays empty and open: to open its window anew costs a second.
    """
    context = browser.new_context(
        viewport={"width": 1500, "height": 900}, offline=True, reduced_motion="reduce", accept_downloads=True
    )
    context.new_page()
    try:
        yield context
    finally:
        context.close()


@pytest.fixture
def context(shared_context: BrowserContext) -> Iterator[BrowserContext]:
    """A browser without other pages and permissions."""
    yield shared_context
    for page in shared_context.pages[1:]:
        page.close()
    shared_context.clear_permissions()


@dataclass
class Opener:
    """Saves a graph as a page and opens it from the disk."""

    context: BrowserContext
    folder: Path

    def __call__(
        self, subgraph: Subgraph, *, fragment: str = "", title: str = "图谱", **options: str
    ) -> Opened:
        path = MapPage(subgraph, title=title, **options).save(self.folder / "map.html")
        return self.file(path, fragment)

    def file(self, path: Path, fragment: str = "", *, size: tuple[int, int] | None = None) -> Opened:
        opened = Opened(self.context.new_page())
        page = opened.page
        if size:
            page.set_viewport_size({"width": size[0], "height": size[1]})
        page.on("request", lambda request: opened.requests.append(request.url))
        page.on("console", lambda message: opened.messages.append(message.text))
        page.on("pageerror", lambda error: opened.messages.append(str(error)))
        page.goto(path.as_uri() + fragment)
        page.wait_for_selector("html[data-ready]", state="attached", timeout=20_000)
        # The page itself and its built-in icon are no requests to anyone.
        own = path.as_uri()
        opened.requests[:] = [url for url in opened.requests if not url.startswith((own, "data:"))]
        return opened


@pytest.fixture
def open_map(context: BrowserContext, tmp_path: Path) -> Opener:
    return Opener(context, tmp_path)
