from graph.model import EdgeType, Label
from tests.viz.conftest import Builder, hostile, small
from viz.payload import KEPT_PER_LINK, legend, payload, within_budget
from viz.prune import prune


def test_each_sentence_is_stored_once(build: Builder) -> None:
    proposal = build.node(Label.PROPOSAL, "提案")
    sentence = "发放技能培训券和消费券。"
    for name in ("技能培训券", "消费券"):
        build.link(proposal, EdgeType.USES, build.node(Label.INSTRUMENT, name), (name, sentence))
    facts = payload(prune(build.subgraph))
    assert [entry[0] for entry in facts["sentences"]] == [sentence]
    assert sorted(facts["evidence"]) == [[0, 2, 5], [0, 8, 3]]


def test_marks_point_at_the_exact_words_in_utf16_units() -> None:
    graph = hostile()
    facts = payload(prune(graph))
    for link, flat in zip(prune(graph).links, facts["evidence"], strict=True):
        number, begin, length = flat
        units = facts["sentences"][number][0].encode("utf-16-le")
        marked = units[2 * begin : 2 * (begin + length)].decode("utf-16-le")
        assert marked == link.evidence[0].exact


def test_sentences_know_their_proposal_and_its_proposers() -> None:
    drawn = prune(small())
    facts = payload(drawn)
    names = [node.name for node in drawn.nodes]
    by_text = {text: proposal for text, _, proposal in facts["sentences"]}
    proposal = by_text["设立产业母基金。"]
    assert names[proposal] == "关于加快抢占人工智能产业发展高地的提案"
    assert [names[one] for one in facts["proposers"][proposal]] == ["张鸽"]


def test_beyond_the_budget_links_keep_their_first_quotations(build: Builder) -> None:
    proposal = build.node(Label.PROPOSAL, "提案")
    for name in ("甲工具", "乙工具"):
        quotes = [(name, f"{name}第{i}次出现。") for i in range(9)]
        build.link(proposal, EdgeType.USES, build.node(Label.INSTRUMENT, name), *quotes)
    drawn = prune(build.subgraph)
    assert [len(found) for found in within_budget(drawn.links, budget=100)] == [9, KEPT_PER_LINK]
    facts = payload(drawn, budget=100)
    assert facts["counts"] == [9, 9]


def test_the_legend_has_a_caption_for_every_kind_and_relation() -> None:
    captions = legend()
    assert set(captions["kinds"]) == {str(label) for label in Label}
    assert set(captions["relations"]) == {str(kind) for kind in EdgeType}
