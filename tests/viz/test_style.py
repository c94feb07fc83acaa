import re
from pathlib import Path

import pytest

from graph.model import (
    DocumentType,
    EdgeType,
    InvolvementRole,
    Label,
    Level,
    Modality,
    Node,
    ProposerRole,
    Resolution,
)
from viz.style import (
    CLASS_LOOKS,
    EDGE_CAPTIONS,
    LOOKS,
    VALUE_CAPTIONS,
    bare_title,
    edge_width,
    node_size,
    short_labels,
    shorten,
    two_lines,
    width,
)

OKABE_ITO = {"#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7"}


def node(name: str, label: Label = Label.PROPOSAL) -> Node:
    return Node(id=name, label=label, name=name, properties={})


def test_every_word_of_the_model_has_a_look_and_a_caption() -> None:
    assert set(LOOKS) == set(Label)
    assert set(EDGE_CAPTIONS) == set(EdgeType)
    enums = (Modality, ProposerRole, Resolution, InvolvementRole, DocumentType, Level)
    assert {str(value) for enum in enums for value in enum} <= set(VALUE_CAPTIONS)


def test_colours_are_okabe_ito_and_differ_with_shapes() -> None:
    drawn = [look for label, look in LOOKS.items() if label not in (Label.DOCUMENT, Label.PASSAGE)]
    assert {look.color for look in drawn} <= OKABE_ITO
    assert len({look.color for look in drawn}) == len({look.shape for look in drawn}) == len(drawn)
    assert {color for color, _ in CLASS_LOOKS.values()} <= OKABE_ITO


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("关于加快推进算力网络建设的提案", "加快推进算力网络建设"),
        ("关于完善医养结合服务的几点建议", "完善医养结合服务"),
        ("加强城市更新的建议", "加强城市更新的建议"),
        ("关于提案", "关于提案"),
    ],
)
def test_the_frame_of_a_title_is_left_out(title: str, bare: str) -> None:
    assert bare_title(title) == bare


@pytest.mark.parametrize(
    "text", ["", "短", "东数西算杭州节点国家级超算中心", "a" * 100, "😀" * 40, "混合Mixed" * 9]
)
def test_short_names_fit_and_keep_both_ends(text: str) -> None:
    short = shorten(text)
    assert width(short) <= 20
    assert short == text or (short[0] == text[0] and short[-1] == text[-1])


@pytest.mark.parametrize(
    "title",
    [
        "一",
        "促进我市高质量充分就业",
        "x" * 99,
        "启航eVTOL产业新赛道 竞逐低空经济新天际",
        "长" * 99,
        "甲、" * 40,
    ],
)
def test_titles_take_at_most_two_lines_of_bounded_width(title: str) -> None:
    lines = two_lines(title).split("\n")
    assert len(lines) <= 2
    assert all(0 < width(line) <= 30 for line in lines)


def test_lines_do_not_end_inside_words() -> None:
    assert "eVTOL" in two_lines("大力发展城市低空经济eVTOL产业新赛道").replace("\n", "|").split("|")[1]
    assert two_lines("加快抢占人工智能产业发展高地", ["人工智能"]) == "加快抢占人工智能\n产业发展高地"


def test_labels_that_would_look_alike_show_where_they_differ() -> None:
    names = [f"关于加强{'非常长的相同开头' * 5}{end}建设的提案" for end in ("甲乙", "丙丁")]
    labels = short_labels([node(name) for name in names])
    assert labels[0] != labels[1]
    assert "甲乙" in labels[0]
    assert "丙丁" in labels[1]


def test_sizes_and_widths_grow_and_stay_within_bounds() -> None:
    sizes = [node_size(degree) for degree in (0, 1, 2, 10, 100, 10_000)]
    assert sizes == sorted(sizes)
    assert sizes[-1] <= 26
    assert edge_width(0) == edge_width(1) == 1
    assert edge_width(2) < edge_width(50) < 8


def test_captions_have_both_languages() -> None:
    for caption in (
        *EDGE_CAPTIONS.values(),
        *VALUE_CAPTIONS.values(),
        *(look.caption for look in LOOKS.values()),
    ):
        assert re.search(r"[\u4e00-\u9fff]", caption.zh)
        assert caption.en.isascii()


def test_kinds_of_places_and_organizations_in_the_lexicons_have_captions() -> None:
    lexicon = Path(__file__).parents[2] / "extract" / "lexicon"
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(lexicon.glob("*.yml")))
    found = set(re.findall(r"^[^#\n]*\b(?:place_type|classification): *([a-z_]+)\b", text, re.M))
    assert len(found) > 30
    assert found <= set(VALUE_CAPTIONS)
