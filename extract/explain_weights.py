"""Tell what weighed most for and against an answer, in Chinese with English."""

from __future__ import annotations

from collections.abc import Iterable

from extract.weights import ALWAYS, load_weights

_MOST = 4
"""How many features are told on either side."""
CAPTIONS = {
    ALWAYS: "起点",
    "before": "前一词",
    "before+kind": "前一词与段落",
    "before2": "前第二词",
    "behind": "后一词",
    "class before": "前一词的类",
    "end": "末字",
    "end2": "末两字",
    "first": "首词",
    "heading": "节标题",
    "how": "规则",
    "how+before": "规则与前一词",
    "how+behind": "规则与后一词",
    "how+kind": "规则与段落",
    "in clause": "本句前文",
    "in sentence": "后文",
    "kind": "段落",
    "known": "词条或词尾",
    "last": "末词",
    "length": "字数",
    "near behind": "紧接的后文",
    "quoted": "在引号内",
    "rule": "规则",
    "rule+cue": "规则与所据词语",
    "rule+kind": "规则与段落",
    "subtool": "次级工具",
    "tag before": "前一词性",
    "tag behind": "后一词性",
    "tags behind": "后两词性",
    "times": "规则见到几次",
    "words": "词数",
}
"""What features are called in Chinese."""


def told(table: str, features: Iterable[str], label: str) -> str:
    """Say in one line what speaks for a label and what against it, each with its weight."""
    weighed = load_weights(table).told(features, label)
    total = sum(weight for _, weight in weighed)
    sides = (
        ("支持 (for)", [item for item in weighed if item[1] > 0]),
        ("反对 (against)", [item for item in weighed if item[1] < 0]),
    )
    said = [f"{side} {', '.join(map(_one, items[:_MOST]))}" for side, items in sides if items]
    return f"权重 (weight) {total:+}: {'; '.join(said)}" if said else ""


def _one(item: tuple[str, int]) -> str:
    feature, weight = item
    name, _, value = feature.partition("=")
    return (
        f"{CAPTIONS[name]} {value} ({name}) {weight:+}" if value else f"{CAPTIONS[name]} ({name}) {weight:+}"
    )
