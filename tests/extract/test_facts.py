import pytest

from extract.pipeline import Context, extract


def document(text):
    return extract(text, Context(id="document:a", source="a")).document


@pytest.mark.parametrize(
    ("words", "session"),
    [
        ("市政协十二届四次会议", "12-4"),
        ("政协第十六届宁波市委员会第二次会议", "16-2"),
        ("省政协二十届三次全会", "20-3"),
        ("市政协14届4次会议", "14-4"),
        ("政协四次会议", None),
        ("第二三届一次会议筹备组", "3-1"),
        ("十十届一次会议", "10-1"),
    ],
)
def test_sessions(words, session):
    assert document(f"{words}\n建议加强养老服务。").session == session


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("发布时间：2025-05-23", "2025-05-23"),
        ("發布時間：2025年5月3日", "2025-05-03"),
        ("2024/1/18 07:05", "2024-01-18"),
        ("今天是2026年1月1日", None),
        ("2025年13月1日", None),
    ],
)
def test_dates(line, date):
    assert document(f"关于养老的提案\n{line}\n建议加强养老服务。").date == date


def test_publisher_is_given_as_written():
    assert document("關於養老的提案\n來源：澳門政協\n建議加強養老服務。").publisher == "澳門政協"


def test_jurisdiction_is_the_body_beside_the_conference():
    found = document("宁波市政协提案\n建议学习杭州、杭州、杭州的经验。")
    assert (found.jurisdiction, found.body) == ("330200", "cppcc:330200")


TITLE = "关于养老服务的几点想法"
PAGES = {
    "published": (f"{TITLE}\n发布：江湾协商网　　2026-01-20 09:15\n", "江湾协商网"),
    "an office's index": (
        f"索 引 号：2025-07\n发文机关：江湾市卫生健康委员会\n{TITLE}\n",
        "江湾市卫生健康委员会",
    ),
    "a paper's masthead": (f"江湾早刊　2026年1月16日　星期五　第5版\n{TITLE}\n", "江湾早刊"),
    "a masthead without a date": (f"江湾早刊 · 山与城\n{TITLE}\n", "江湾早刊"),
    "an account": (f"{TITLE}\n原创　江湾头条　2026年1月21日 12:03\n", "江湾头条"),
    "edited": (f"{TITLE}\n政协江湾市委员会研究室编　　　二〇二五年九月三日\n", "政协江湾市委员会研究室"),
    "put together": (f"{TITLE}\n市政协研究室整理　　2026年1月19日\n", "市政协研究室"),
    "issued": (f"{TITLE}\n**编发**：市政协提案委　　2026年1月19日\n", "市政协提案委"),
    "sent in": (f"{TITLE}\n2025/12/09 16:40 | 供稿 市政协提案办 | 点击 538 次\n", "市政协提案办"),
    "no source": (f"{TITLE}\n发布：2026-01-20\n", None),
    "a person": (f"{TITLE}\n张三编　2026年1月19日\n", None),
}


@pytest.mark.parametrize(("head", "publisher"), PAGES.values(), ids=PAGES)
def test_where_a_page_says_who_published_it(head, publisher):
    assert document(head + "\n我市老龄化加快。建议加强养老服务，设立专项资金。\n").publisher == publisher


def test_where_a_text_was_printed_first():
    text = f"{TITLE}\n我市老龄化加快。建议加强养老服务。\n（原载《江湾周刊》2026年2月27日第3版）\n"
    assert document(text).publisher == "江湾周刊"
