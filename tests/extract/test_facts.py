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
