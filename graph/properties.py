"""Which properties nodes and edges carry: the list that loading, questions and both engines share.

A property that is None or an empty list is left out of a node, so its value reads as null.
"""

from __future__ import annotations

from graph.model import EdgeType, Label

_CONCEPT = ("aliases", "level", "kind", "codes")

NODE_PROPERTIES: dict[Label, tuple[str, ...]] = {
    Label.DOCUMENT: (
        "date",
        "publisher",
        "source",
        "jurisdiction",
        "body",
        "session",
        "shape",
        "sha256",
        "given",
    ),
    Label.PROPOSAL: ("document_type", "number", "position", "year", "jurisdiction", "session"),
    Label.PASSAGE: ("kind", "heading", "position", "start_offset", "end_offset"),
    Label.MEMBER: ("aliases", "body"),
    Label.ORGANIZATION: ("aliases", "classification", "kind", "code"),
    Label.INDUSTRY: _CONCEPT,
    Label.INSTRUMENT: (*_CONCEPT, "class", "subtool", "secondary"),
    Label.PLACE: ("aliases", "place_type", "code", "kind"),
}
"""Label -> properties besides ``id`` and ``name``."""

QUALIFIER: dict[EdgeType, str] = {
    EdgeType.PROPOSED: "role",
    EdgeType.SPOKE_FOR: "proposal",
    EdgeType.USES: "modality",
    EdgeType.LOCATED_IN: "resolution",
    EdgeType.INVOLVES: "role",
    EdgeType.REPLIES_TO: "outcome",
    EdgeType.HANDLED_BY: "role",
}
"""Edge type -> the property under which Cypher sees the edge's qualifier."""

EDGE_PROPERTIES: dict[EdgeType, tuple[str, ...]] = {
    EdgeType.PROPOSED: ("titles",),
}
"""Edge type -> properties besides ``key``, ``weight`` (number of quotations) and the qualifier's."""
