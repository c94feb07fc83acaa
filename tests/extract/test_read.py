import os

import pytest

from extract.read import collect, decode, read
from graph.model import InputError

TEXT = "关于加强社区养老服务的提案\r\n提案人：王小明\n建议设立专项资金，这是我们的意见。\n"
TRADITIONAL = "關於加強社區養老服務的提案\n建議設立專項資金，這是我們的意見。\n"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (TEXT.encode("utf-8"), TEXT),
        (TEXT.encode("utf-8-sig"), TEXT),
        (TEXT.encode("gb18030"), TEXT),
        (TEXT.encode("gbk"), TEXT),
        (TEXT.encode("utf-16"), TEXT),
        (TRADITIONAL.encode("big5"), TRADITIONAL),
        (("提案😀𠀀" * 9).encode("gb18030"), "提案😀𠀀" * 9),
    ],
)
def test_encodings(data, text):
    assert decode(data, "a.txt") == text


@pytest.mark.parametrize(
    "data", [b"", b" \n", bytes(range(256)) * 4, b"\0" * 40, b"\x89PNG\r\n\x1a\n\0\0\xff\xfe"]
)
def test_what_is_no_text_is_refused_by_name(data):
    with pytest.raises(InputError, match=r"a\.txt"):
        decode(data, "a.txt")


def test_ids_are_paths_below_the_root(tmp_path):
    for name in ("2023/b.txt", "2023/a.txt", "2024/a.md", ".hidden/x.txt", "2024/picture.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    assert [s.id for s in collect([str(tmp_path)])] == [
        "document:2023/a.txt",
        "document:2023/b.txt",
        "document:2024/a.md",
    ]
    assert [s.id for s in collect([str(tmp_path / "2023" / "a.txt")])] == ["document:a.txt"]


def test_equal_names_of_two_inputs_stay_apart(tmp_path):
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(folder, encoding="utf-8")
    found = collect([str(tmp_path / "x"), str(tmp_path / "y" / "a.txt")])
    assert [source.id for source in found] == ["document:x/a.txt", "document:y/a.txt"]


def test_a_file_given_twice_is_read_once(tmp_path):
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    assert len(collect([str(tmp_path), str(tmp_path / "a.txt")])) == 1


def test_what_is_no_plain_file_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")  # nobody writes into it: opening it would wait for ever
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    for name in ("pipe.txt", "zero.txt"):
        with pytest.raises(InputError, match=rf"{name}: .*not a plain file"):
            list(read(*collect([str(tmp_path / name)])))
    with pytest.raises(InputError, match="no document in the folder"):
        collect([str(tmp_path)])


@pytest.mark.parametrize("path", ["x" * 5000, "x/" * 3000, "loop.txt", "file.txt/x"])
def test_what_the_system_does_not_let_us_read_is_told(tmp_path, monkeypatch, path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "file.txt").touch()
    with pytest.raises(InputError):
        collect([path])
