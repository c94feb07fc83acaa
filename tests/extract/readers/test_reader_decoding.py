import pytest

from extract.readers.decoding import decode, decode_declared
from graph.model import InputError

TEXT = "关于加强社区养老服务的提案，建议设立专项资金。"
TRADITIONAL = "關於加強社區養老服務的提案，建議設立專項資金。"


@pytest.mark.parametrize("declared", [None, "utf-8", "gb2312", "GBK", "big5", "iso-8859-1", "nonsense"])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [(TEXT, "utf-8"), (TEXT, "utf-8-sig"), (TEXT, "gb18030"), (TEXT, "utf-16"), (TRADITIONAL, "big5")],
)
def test_what_a_page_declares_may_be_a_lie(text, encoding, declared):
    assert decode_declared(text.encode(encoding), declared, "a.html") == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_cut_off_in_a_character_is_read(encoding):
    data = (TEXT * 40).encode(encoding)[:-1]
    found = decode_declared(data, encoding, "a.html")
    assert found.startswith(TEXT)
    assert found.endswith("\ufffd")


@pytest.mark.parametrize("data", [b"", b" \r\n", bytes(range(256)) * 9, b"\x89PNG\r\n\x1a\n\0\0"])
def test_what_is_no_text_is_refused(data):
    for read in (decode, lambda data, name: decode_declared(data, "utf-8", name)):
        with pytest.raises(InputError, match=r"a\.html: "):
            read(data, "a.html")


def test_a_long_line_is_read():
    text = "提案" * 1_700_000
    assert decode(text.encode(), "a.txt") == text
