"""What is the same document, and whose a node is: the rules that both stores keep alike."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import msgspec

from graph.model import Edge, EdgeType, Extraction, Label, ModelError, Node, StoreError

OWN = frozenset({Label.DOCUMENT, Label.PROPOSAL, Label.PASSAGE})
"""Labels of the nodes that belong to one document; all others are shared, and go with their last document."""


def fingerprint(extraction: Extraction) -> str:
    """Return the hash of an extraction's canonical JSON: equal hashes mean there is nothing to do."""
    return sha256(msgspec.json.encode(extraction)).hexdigest()


def star(documents: Sequence[str]) -> list[Edge]:
    """Return the SAME_TEXT edges among documents of one text, given sorted by id.

    Every document is joined to the first: not all pairs, so that a thousand copies give 999 edges.
    """
    return [Edge(source=other, type=EdgeType.SAME_TEXT, target=documents[0]) for other in documents[1:]]


def belongs_to(node: Node, document: str) -> ModelError:
    """Return the error of a node whose id already stands for a part of another document."""
    return ModelError(f"the {node.label} id {node.id!r} already belongs to the document {document!r}")


def of_another_version(place: object, found: str, ours: str, *, newer: bool) -> StoreError:
    """Return the error of a graph that another version of Yimai made, with what to do about it.

    Args:
        place: where the graph is.
        found: the versions it tells, in words.
        ours: those of this program, in the same words.
        newer: a newer Yimai made it, so that this one must not touch it; otherwise an older one did.
    """
    if newer:
        return StoreError(
            f"{place}: 由较新版本的议脉建成, 请升级议脉, 或换 --store "
            f"(made by a newer version of Yimai: {found}; this is {ours}; upgrade Yimai or give another)"
        )
    return StoreError(
        f"{place}: 由较早版本的议脉建成, 请运行 `yimai build PATH --rebuild` "
        f"(made by an older version of Yimai: {found}; this is {ours}; build it anew from your documents)"
    )
