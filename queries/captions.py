"""What columns, kinds, relations and modalities are called, in Chinese and English."""

from __future__ import annotations

from graph.model import EdgeType, Label, Modality

COLUMNS: dict[str, tuple[str, str]] = {
    "a": ("提案甲编号", "Proposal A id"),
    "a_name": ("提案甲", "Proposal A"),
    "a_proposers": ("提案甲提出者", "Proposers of A"),
    "b": ("提案乙编号", "Proposal B id"),
    "b_name": ("提案乙", "Proposal B"),
    "b_proposers": ("提案乙提出者", "Proposers of B"),
    "shared": ("共用工具", "Shared instruments"),
    "score": ("权重", "Score"),
    "uses_a": ("提案甲原句", "Sentences of A"),
    "uses_b": ("提案乙原句", "Sentences of B"),
    "evidence": ("依据", "Evidence"),
    "id": ("编号", "Id"),
    "name": ("名称", "Name"),
    "kind": ("类别", "Kind"),
    "count": ("提案数", "Proposals"),
    "proposals": ("提案", "Proposal titles"),
    "proposal_ids": ("提案编号", "Proposal ids"),
    "path": ("路径", "Path"),
    "step": ("步", "Step"),
    "from": ("起", "From"),
    "from_id": ("起点编号", "From id"),
    "from_kind": ("起点类别", "From kind"),
    "relation": ("关系", "Relation"),
    "to": ("止", "To"),
    "to_id": ("终点编号", "To id"),
    "to_kind": ("终点类别", "To kind"),
    "distance": ("距离", "Distance"),
    "via": ("经由", "Via"),
    "matched": ("相符处", "Matched in"),
    "owner": ("所属", "Belongs to"),
    "industry": ("产业编号", "Industry id"),
    "industry_name": ("产业", "Industry"),
    "other": ("另一产业编号", "Other industry id"),
    "other_name": ("另一产业", "Other industry"),
    "strength": ("强度", "Strength"),
    "why": ("何以相连", "Why linked"),
    "passages": ("同段", "Passages"),
    "instruments": ("共用工具", "Shared instruments"),
    "places": ("同在", "Shared places"),
    "proposers": ("同一提出者", "Shared proposers"),
}
"""Column -> its caption in Chinese and English."""

KINDS: dict[Label, str] = {
    Label.DOCUMENT: "文件",
    Label.PROPOSAL: "提案",
    Label.PASSAGE: "段落",
    Label.MEMBER: "委员",
    Label.ORGANIZATION: "机构",
    Label.INDUSTRY: "产业",
    Label.INSTRUMENT: "政策工具",
    Label.PLACE: "地点",
}
"""Label -> what a thing of that kind is called."""

RELATIONS: dict[EdgeType, tuple[str, str]] = {
    EdgeType.IN_DOCUMENT: ("载于", "收录"),
    EdgeType.PROPOSED: ("提出", "提出者"),
    EdgeType.SPOKE_FOR: ("代表发言", "发言人"),
    EdgeType.HAS_PASSAGE: ("含段落", "所属提案"),
    EdgeType.CONCERNS: ("涉及产业", "见于"),
    EdgeType.USES: ("使用工具", "用于"),
    EdgeType.LOCATED_IN: ("涉及地点", "见于"),
    EdgeType.INVOLVES: ("涉及机构", "见于"),
    EdgeType.BROADER: ("上位", "下位"),
    EdgeType.REPLIES_TO: ("答复", "得到答复"),
    EdgeType.HANDLED_BY: ("承办单位", "承办"),
    EdgeType.SAME_TEXT: ("同文", "同文"),
}
"""Edge type -> the relation read along the edge, and against it."""

MODALITIES: dict[Modality, str] = {
    Modality.PROPOSED: "建议",
    Modality.PLANNED: "计划",
    Modality.EXISTING: "已有",
    Modality.NEGATED: "缺少",
    Modality.DECLINED: "未采纳",
}
"""Modality -> how an instrument's use is marked beside its sentence."""
