"""Whatever bytes come, every reader ends in documents or in one clear line."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.read import Found, Remark, Source, read
from extract.readers.kinds import READABLE
from graph.model import InputError
from tests.extract.readers.making import listed, numbered, pdf, saved, word, workbook

TEXT = "建议设立引导基金，由市商务局牵头。"


def document():
    made = word("关于冷链的提案", TEXT)
    listed(made, TEXT, numbered(made, [("chineseCounting", "%1、", "")]))
    made.add_table(2, 2).cell(0, 0).text = "案由"
    return saved(made)


WHOLE = {
    ".txt": TEXT.encode("gb18030"),
    ".html": f"<html><title>冷链</title><table><tr><td>案由<td>冷链</table><p>{TEXT}</html>".encode(),
    ".docx": document(),
    ".pdf": pdf([TEXT, TEXT], [TEXT], number="- {} -"),
    ".csv": f'编号,案由,正文\n1,冷链,"{TEXT}"\n2,养老,{TEXT}\n'.encode(),
    ".jsonl": f'{{"id": 1, "text": "{TEXT}"}}\n{{"id": 2, "text": "{TEXT}"}}\n'.encode(),
    ".xlsx": saved(workbook(["编号", "案由", "正文"], [1, "冷链", TEXT])),
}


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return tmp_path_factory.mktemp("damage") / "a"


def end(path, ending, data):
    """Read some bytes as a file with an ending; anything but documents and one line is an error."""
    path = path.with_suffix(ending)
    path.write_bytes(data)
    try:
        for item in read(Source(path, "document:a", path.name)):
            assert isinstance(item, Found | Remark)
            assert isinstance(item, Remark) or item.text.strip()
    except InputError as error:
        assert str(error).startswith(f"{path.name}: ")
        assert "\n" not in str(error)


def mutated(data, cuts):
    """Return bytes with pieces replaced: each cut is (where, how many go, what comes)."""
    for where, gone, new in cuts:
        at = where % (len(data) + 1)
        data = data[:at] + new + data[at + gone :]
    return data


CUTS = st.lists(
    st.tuples(st.integers(0, 60_000), st.integers(0, 40), st.binary(max_size=8)), min_size=1, max_size=6
)
FREE = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("ending", WHOLE)
def test_whole_files_are_read(file, ending):
    path = file.with_suffix(ending)
    path.write_bytes(WHOLE[ending])
    found = [item for item in read(Source(path, "document:a", path.name)) if isinstance(item, Found)]
    assert TEXT in found[0].text


@pytest.mark.parametrize("ending", WHOLE)
@FREE
@given(cuts=CUTS)
def test_mutated_files(file, ending, cuts):
    end(file, ending, mutated(WHOLE[ending], cuts))


@pytest.mark.parametrize("ending", WHOLE)
@FREE
@given(size=st.integers(0, 40_000))
def test_truncated_files(file, ending, size):
    end(file, ending, WHOLE[ending][: size % (len(WHOLE[ending]) + 1)])


@FREE
@given(ending=st.sampled_from([*READABLE, ".doc", ""]), data=st.binary(max_size=300))
def test_any_bytes(file, ending, data):
    end(file, ending, data)


PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<div", ">", "<table>", "<tr>", "<td>", "</table>", "<br>", "<ol start=9>", "<li>"),
        *("<a href=x>", "</a>", "<h1>", "<title>", "</title>", "<!--", "-->", "<script>", "&nbsp;", "&#0;"),
        *("&#x110000;", "<pre>", "<style>", "<body>", "</body>", "<meta charset=big5>", "<td rowspan=x>"),
        *("\n", "　", "建议", "设立基金。", "\0", "\ufeff"),
    ]
)


@FREE
@given(pieces=st.lists(PIECES, max_size=40))
def test_any_markup(file, pieces):
    end(file, ".html", "".join(pieces).encode())


@FREE
@given(text=st.text(st.sampled_from(',;\t"\n\r编号正文案由建议。 1'), max_size=80))
def test_any_table(file, text):
    end(file, ".csv", f"案由,正文\n{text}".encode())
    end(file, ".csv", text.encode())
